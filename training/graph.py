"""The network as an ONNX graph, written node by node: int8 kernels with fixed ranges of what flows between them.

Weights are int8 by column, what flows between layers is uint8 (Jacob et al. 2018). Its ranges are measured once, on
training texts, and differ little from window to window: measuring each window anew, as dynamic quantization does, takes
a seventh of the time and changes nothing (CARD.md has the figures). QAttention and QGemm are onnxruntime's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from network import HEADS, MIDDLE, REFERS, WIDTH

OWN = "com.microsoft"
Weights = Mapping[str, NDArray[np.float32]]
Ranges = Mapping[tuple[int, str], tuple[float, float]]
"""The least and the greatest value that flows into a linear layer, by the number of its layer and its name in it."""


class Flow(NamedTuple):
    """A uint8 tensor and what it stands for: (value - zero) * scale."""

    name: str
    scale: str
    zero: str
    unit: float


class Graph:
    """Nodes and weights as they are added; each method gives the name of what it makes.

    ``ranges`` is None for a graph that is not quantized.
    """

    def __init__(self, weights: Weights, ranges: Ranges | None, *, relu: bool) -> None:
        self.weights, self.ranges, self.relu = weights, ranges, relu
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: object, kind: type[np.generic] = np.float32) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(np.asarray(value, kind)), name))
        return name

    def node(self, kind: str, *inputs: str, own: bool = False, name: str | None = None, **attributes: object) -> str:
        out = name or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], domain=OWN if own else "", **attributes))
        return out

    def reshape(self, x: str, *shape: int, name: str | None = None) -> str:
        return self.node("Reshape", x, self.constant(shape, np.int64), name=name)

    def norm(self, x: str, name: str) -> str:
        weight, bias = (self.constant(self.weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.node("LayerNormalization", x, weight, bias, axis=-1, epsilon=1e-12)

    def embedded(self) -> str:
        """Add up the embeddings of words (as int8 with a scale a row), places and shapes: (pieces, WIDTH)."""
        ids, shapes = (self.reshape(name, -1) for name in ("ids", "shapes"))
        table, scales = rows(self.weights["embeddings.word_embeddings.weight"])
        words = self.node("Cast", self.node("Gather", self.constant(table, np.int8), ids), to=TensorProto.FLOAT)
        x = self.node("Mul", words, self.node("Gather", self.constant(scales), ids))
        places = self.weights["embeddings.position_embeddings.weight"]
        places = places + self.weights["embeddings.token_type_embeddings.weight"][0]
        zero = self.constant([0], np.int64)
        x = self.node("Add", x, self.node("Slice", self.constant(places), zero, self.node("Shape", ids), zero))
        shape = self.node("Gather", self.constant(self.weights["embeddings.shape_embeddings.weight"]), shapes)
        return self.norm(self.node("Add", x, shape), "embeddings.LayerNorm")

    def flow(self, x: str, place: tuple[int, str]) -> Flow:
        """Turn what flows into a linear layer into uint8."""
        unit, zero = self.unit(place)
        names = self.constant(unit), self.constant(zero, np.uint8)
        return Flow(self.node("QuantizeLinear", x, *names), *names, unit)

    def unit(self, place: tuple[int, str]) -> tuple[float, int]:
        """Return scale and zero of what flows into a linear layer."""
        assert self.ranges is not None
        least, most = self.ranges[place]
        unit = (max(most, 0.0) - min(least, 0.0)) / 255
        return unit, round(-min(least, 0.0) / unit)

    def product(self, x: Flow, name: str, out: tuple[float, int] | None = None) -> str:
        """Multiply with a linear layer's weights in int8; the result is float32, or uint8 where ``out`` says how."""
        weight, scales = columns(self.weights[f"{name}.weight"].T)
        bias = np.round(self.weights[f"{name}.bias"] / (x.unit * scales))
        given = [*x[:3], self.constant(weight, np.int8), self.constant(scales), self._zeros(scales)]
        given.append(self.constant(bias, np.int32))
        if out is not None:
            given += [self.constant(out[0]), self.constant(out[1], np.uint8)]
        return self.node("QGemm", *given, own=True)

    def linear(self, x: str, name: str, place: tuple[int, str]) -> str:
        """Apply a linear layer: (pieces, n) -> (pieces, m)."""
        if self.ranges is not None:
            return self.product(self.flow(x, place), name)
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return self.node("Gemm", x, self.constant(weight.T), self.constant(bias))

    def attended(self, x: str, layer: int) -> str:
        parts = [f"layers.{layer}.{part}" for part in ("query", "key", "value")]
        if self.ranges is None:
            three = [self.reshape(self.linear(x, part, (layer, "x")), 1, -1, WIDTH) for part in parts]
            given = self.node("MultiHeadAttention", *three, own=True, num_heads=HEADS)
        else:
            flow = self.flow(x, (layer, "x"))
            weight, scales = columns(np.concatenate([self.weights[f"{part}.weight"] for part in parts]).T)
            bias = self.constant(np.concatenate([self.weights[f"{part}.bias"] for part in parts]))
            given = self.node(
                "QAttention",
                self.reshape(flow.name, 1, -1, WIDTH),
                self.constant(weight, np.int8),
                bias,
                flow.scale,
                self.constant(scales),
                "",  # no mask: a window is never padded
                flow.zero,
                self._zeros(scales),
                own=True,
                num_heads=HEADS,
            )
        return self.linear(self.reshape(given, -1, WIDTH), f"layers.{layer}.attended", (layer, "attended"))

    def inner(self, x: str, layer: int) -> str:
        wide, narrow, place = f"layers.{layer}.wide", f"layers.{layer}.narrow", (layer, "narrow")
        if self.relu and self.ranges is not None:  # in uint8 whose zero is 0, what is negative is 0: that is ReLU
            unit = self.ranges[place][1] / 255
            out = self.product(self.flow(x, (layer, "wide")), wide, (unit, 0))
            return self.product(Flow(out, self.constant(unit), self.constant(0, np.uint8), unit), narrow)
        bent = self.linear(x, wide, (layer, "wide"))
        bent = self.node("Relu", bent) if self.relu else self.node("Gelu", bent, own=True)
        return self.linear(bent, narrow, place)

    def layer(self, x: str, number: int) -> str:
        x = self.norm(self.node("Add", x, self.attended(x, number)), f"layers.{number}.attended_norm")
        return self.norm(self.node("Add", x, self.inner(x, number)), f"layers.{number}.norm")

    def _zeros(self, scales: NDArray[np.float32]) -> str:
        return self.constant(np.zeros(len(scales)), np.int8)


def model(weights: Weights, ranges: Ranges | None, *, layers: int, relu: bool) -> onnx.ModelProto:
    """Return a network as ONNX.

    It takes ids and shapes, int64, (1, pieces), and gives logits, float32, (1, pieces, labels), and the states of the
    middle layer, of the last, and of that by which pronouns are resolved, float16, (1, pieces, WIDTH).
    """
    graph = Graph(weights, ranges, relu=relu)
    x, states = graph.embedded(), []
    for number in range(layers):
        x = graph.layer(x, number)
        states.append(x)
    labels = len(weights["head.bias"])
    head = graph.node("Gemm", x, graph.constant(weights["head.weight"].T), graph.constant(weights["head.bias"]))
    graph.reshape(head, 1, -1, labels, name="logits")
    kept = {"middle": states[MIDDLE], "last": x, "referring": states[REFERS]}
    for name, node in kept.items():
        graph.reshape(graph.node("Cast", node, to=TensorProto.FLOAT16), 1, -1, WIDTH, name=name)
    made = helper.make_graph(
        graph.nodes,
        "tagger",
        [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"]) for name in ("ids", "shapes")],
        [
            helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, "pieces", labels]),
            *(helper.make_tensor_value_info(name, TensorProto.FLOAT16, [1, "pieces", WIDTH]) for name in kept),
        ],
        graph.constants,
    )
    versions = [helper.make_opsetid("", 17), helper.make_opsetid(OWN, 1)]
    return helper.make_model(made, opset_imports=versions, ir_version=8, producer_name="onrecord")


def columns(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return weights as int8 and their columns' scales."""
    scales = np.maximum(np.abs(weight).max(0), 1e-9) / 127
    return np.round(weight / scales).astype(np.int8), scales.astype(np.float32)


def rows(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return a table as int8 and its rows' scales: no row pays for another's range."""
    scales = np.maximum(np.abs(table).max(1, keepdims=True), 1e-9) / 127
    return np.round(table / scales).astype(np.int8), scales.astype(np.float32)
