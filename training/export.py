"""Turn trained weights into the shipped model: int8 ONNX, the tokenizer, and what goes with them."""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from safetensors.torch import load_file
from torch import nn

from data import annotated
from network import Network, quick
from onrecord.extract.decode import LABELS, legal
from onrecord.extract.tokens import SHAPES
from train import base_folder, tokenizer_of

WEIGHT = 0.2
"""How much the training set's transition log-probabilities count beside the network's scores: from 0.1 to 0.5 linked F1
on polnear dev lies between 0.733 and 0.737, and exact content is best at 0.2."""


class RowQuantized(nn.Module):
    """An embedding table as int8 with a scale a row: a quarter of the size, and no row pays for another's range."""

    def __init__(self, table: torch.Tensor) -> None:
        super().__init__()
        scales = table.abs().amax(1, keepdim=True) / 127
        self.register_buffer("scales", scales)
        self.register_buffer("rows", (table / scales).round().to(torch.int8))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        out: torch.Tensor = self.rows[ids].float() * self.scales[ids]
        return out


def to_onnx(network: Network, path: Path) -> None:
    """Write a network as float32 ONNX: ids and shapes, int64, (1, pieces) -> logits, float32, (1, pieces, labels), and
    the states of the middle and the last layer, (1, pieces, 384).
    """
    network.eval()
    ids, shapes = torch.full((1, 20), 7), torch.ones(1, 20, dtype=torch.int64)
    pieces = torch.export.Dim("pieces", min=3, max=512)
    torch.onnx.export(
        network,
        (ids, shapes),
        path,
        input_names=["ids", "shapes"],
        output_names=["logits", "middle", "last"],
        dynamic_shapes={"ids": {1: pieces}, "shapes": {1: pieces}},
        dynamo=True,
        external_data=False,
        verbose=False,
    )
    ids, shapes = torch.randint(1000, 20000, (1, 57)), torch.randint(0, SHAPES, (1, 57))
    (written,) = InferenceSession(path).run(["logits"], {"ids": ids.numpy(), "shapes": shapes.numpy()})
    with torch.no_grad():
        difference = float((network(ids, shapes)[0] - torch.from_numpy(written)).abs().max())
    if difference > 1e-3:
        raise SystemExit(f"the ONNX file differs from the network by {difference:.4f}; nothing was exported")


def transitions(data: Path) -> list[list[float | None]]:
    """Return the training set's weighted log-probabilities of label after label, None where one may not follow."""
    counts = np.ones((len(LABELS) + 1, len(LABELS)))
    tokenizer = tokenizer_of(base_folder())
    for example in annotated(data / "polnear/train.jsonl.gz", tokenizer, {}):
        assert example.gold is not None
        labels = example.gold.argmax(1)
        for first, last in example.tokens.paragraphs:
            counts[-1, labels[first]] += 1
            np.add.at(counts, (labels[first : last - 1], labels[first + 1 : last]), 1)
    counts *= legal()
    with np.errstate(divide="ignore"):
        scores = WEIGHT * np.log(counts / counts.sum(1, keepdims=True))
    return [[round(float(x), 4) if np.isfinite(x) else None for x in row] for row in scores]


def strip(path: Path) -> None:
    """Take out of a model what the exporter noted on where each node was made: paths of this machine among it."""
    model = onnx.load(path)
    for part in (model, model.graph, *model.graph.node, *model.graph.value_info, *model.graph.initializer):
        part.doc_string = ""
        del part.metadata_props[:]
    onnx.save(model, path)


def export(options: argparse.Namespace) -> None:
    """Write tagger.onnx, vectors.npy, tokenizer.json and settings.json."""
    weights = load_file(options.weights)
    is_quick = "vectors.weight" in weights
    network = quick(len(LABELS), SHAPES) if is_quick else Network(len(LABELS), SHAPES)
    network.load_state_dict({n.removeprefix("network."): w for n, w in weights.items() if not n.startswith("vectors.")})
    options.out.mkdir(parents=True, exist_ok=True)
    tagger = options.out / "tagger.onnx"
    with tempfile.TemporaryDirectory() as folder:
        float32, prepared = Path(folder) / "float32.onnx", Path(folder) / "prepared.onnx"
        if not options.float32:
            table = network.embeddings.word_embeddings.weight.detach()
            network.embeddings.word_embeddings = RowQuantized(table)  # type: ignore[assignment]
        to_onnx(network, float32)
        quant_pre_process(float32, prepared)
        if options.float32:
            shutil.copy(prepared, tagger)
        else:
            quantize_dynamic(
                prepared, tagger, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"]
            )
    if is_quick:
        projection = torch.cat((weights["vectors.weight"].T, weights["vectors.bias"][None]))
        np.save(options.out / "vectors.npy", projection.half().numpy())
    strip(tagger)
    tokenizer_of(base_folder()).save(str(options.out / "tokenizer.json"), pretty=False)
    settings = {
        "transitions": transitions(options.data),
        "confidence": [],  # fit.py fills it in; until then the program refuses to guess
        "sha256": hashlib.sha256(tagger.read_bytes()).hexdigest(),
    }
    (options.out / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", "utf-8")
    print(f"{tagger}: {tagger.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=Path("training/out/deep.safetensors"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/extract/model"))
    parser.add_argument("--float32", action="store_true", help="leave the weights unquantized, to compare")
    logging.disable(logging.WARNING)
    export(parser.parse_args())


if __name__ == "__main__":
    main()
