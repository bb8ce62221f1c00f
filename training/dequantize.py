"""Take the shipped graph apart: float32 weights from which training can go on, as near as int8 has kept them."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.torch import save_file

from network import LAYERS, WIDTH

MODEL = Path("src/onrecord/extract/model")
Weights = dict[str, NDArray[np.float32]]
KINDS = ("Gather", "Slice", "Gemm", "QAttention", "QGemm", "LayerNormalization")


def weights_of(path: Path) -> Weights:
    """Return a quick network's weights by their names in torch, of a graph that ``graph.model`` made with ranges."""
    graph = onnx.load(path).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    of = {
        kind: [[held.get(name) for name in node.input] for node in graph.node if node.op_type == kind] for kind in KINDS
    }
    tables = [given for given in of["Gather"] if given[0] is not None]
    words, scales, shapes = (given[0] for given in tables)
    (places,) = (given[0] for given in of["Slice"])
    (head,) = of["Gemm"]
    found = {
        "embeddings.word_embeddings.weight": words * scales,
        "embeddings.position_embeddings.weight": places,
        "embeddings.token_type_embeddings.weight": np.zeros((2, WIDTH)),  # it is added to the places in the graph
        "embeddings.shape_embeddings.weight": shapes,
        "head.weight": head[1].T,
        "head.bias": head[2],
    }
    norms = ["embeddings.LayerNorm"]
    for number in range(LAYERS):
        layer = f"layers.{number}"
        norms += [f"{layer}.attended_norm", f"{layer}.norm"]
        _, three, bias, _, unit, *_ = of["QAttention"][number]
        for part, weight, added in zip(
            ("query", "key", "value"), np.split((three * unit).T, 3), np.split(bias, 3), strict=True
        ):
            found |= {f"{layer}.{part}.weight": weight, f"{layer}.{part}.bias": added}
        for part, (_, scale, _, weight, unit, _, bias, *_) in zip(
            ("attended", "wide", "narrow"), of["QGemm"][3 * number : 3 * number + 3], strict=True
        ):
            found |= {f"{layer}.{part}.weight": (weight * unit).T, f"{layer}.{part}.bias": bias * (scale * unit)}
    for name, (_, weight, bias) in zip(norms, of["LayerNormalization"], strict=True):
        found |= {f"{name}.weight": weight, f"{name}.bias": bias}
    return {name: np.ascontiguousarray(value, np.float32) for name, value in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL, help="the folder of tagger.onnx and vectors.npy")
    parser.add_argument("--out", type=Path, default=Path("training/out/quick.safetensors"))
    options = parser.parse_args()
    weights = weights_of(options.model / "tagger.onnx")
    found = {f"network.{name}": torch.tensor(one) for name, one in weights.items()}
    projection = torch.from_numpy(np.load(options.model / "vectors.npy").astype(np.float32))
    found |= {"vectors.weight": projection[:-1].T.contiguous(), "vectors.bias": projection[-1].contiguous()}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    save_file(found, options.out)


if __name__ == "__main__":
    main()
