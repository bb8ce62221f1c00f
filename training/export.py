"""Turn trained weights into the shipped model: int8 ONNX, the tokenizer, and what goes with them."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime import InferenceSession
from safetensors.torch import load_file
from tokenizers import Tokenizer

from data import annotated
from graph import Ranges, model
from network import Network, quick
from onrecord.extract.decode import LABELS, legal
from onrecord.extract.encoder import CLS, SEP
from onrecord.extract.tokens import SHAPES, windows
from train import base_folder, tokenizer_of

WEIGHT = 0.2
"""How much the training set's transition log-probabilities count beside the network's scores: from 0.1 to 0.5 linked F1
on polnear dev lies between 0.733 and 0.737, and exact content is best at 0.2."""


def measured(network: Network, data: Path, tokenizer: Tokenizer, *, articles: int = 60) -> Ranges:
    """Return the least and greatest value that flows into each linear layer over the training set's first articles."""
    found: dict[tuple[int, str], tuple[float, float]] = {}

    def note(place: tuple[int, str], given: tuple[torch.Tensor, ...]) -> None:
        least, most = found.get(place, (0.0, 0.0))
        found[place] = min(least, float(given[0].min())), max(most, float(given[0].max()))

    hooks = [
        getattr(layer, part).register_forward_pre_hook(
            lambda _, given, place=(number, "x" if part == "query" else part): note(place, given)
        )
        for number, layer in enumerate(network.layers)
        for part in ("query", "attended", "wide", "narrow")
    ]
    for example in annotated(data / "polnear/train.jsonl.gz", tokenizer, {})[:articles]:
        for first, last in windows(example.tokens.paragraphs):
            ids = np.concatenate([[CLS], example.tokens.ids[first:last], [SEP]])[None]
            shapes = np.pad(example.tokens.shapes[first:last], 1)[None]
            with torch.no_grad():
                network(torch.from_numpy(ids), torch.from_numpy(shapes))
    for hook in hooks:
        hook.remove()
    return found


def check(network: Network, path: Path) -> None:
    """Compare a graph that is not quantized with the network that it was written from."""
    ids, shapes = torch.randint(1000, 20000, (1, 57)), torch.randint(0, SHAPES, (1, 57))
    given = InferenceSession(path).run(None, {"ids": ids.numpy(), "shapes": shapes.numpy()})
    with torch.no_grad():
        wanted = network(ids, shapes)
    for one, other in zip(given, wanted, strict=True):
        difference = float(np.abs(one - other.numpy()).max())
        if difference > 0.2:  # the table of words alone is quantized
            raise SystemExit(f"the graph differs from the network by {difference:.4f}; nothing was exported")


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


def export(options: argparse.Namespace) -> None:
    """Write tagger.onnx, vectors.npy, tokenizer.json and settings.json."""
    weights = load_file(options.weights)
    is_quick = "vectors.weight" in weights
    network = quick(len(LABELS), SHAPES) if is_quick else Network(len(LABELS), SHAPES)
    network.eval()
    own = {n.removeprefix("network."): w for n, w in weights.items() if not n.startswith("vectors.")}
    network.load_state_dict(own)
    options.out.mkdir(parents=True, exist_ok=True)
    tagger = options.out / "tagger.onnx"
    tokenizer = tokenizer_of(base_folder())
    arrays = {name: value.numpy() for name, value in network.state_dict().items()}
    layers = len(network.layers)
    onnx.save(model(arrays, None, layers=layers, relu=is_quick), tagger)
    check(network, tagger)
    if not options.float32:
        onnx.save(model(arrays, measured(network, options.data, tokenizer), layers=layers, relu=is_quick), tagger)
    if is_quick:
        projection = torch.cat((weights["vectors.weight"].T, weights["vectors.bias"][None]))
        np.save(options.out / "vectors.npy", projection.half().numpy())
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    settings = {
        "transitions": transitions(options.data),
        "confidence": [],  # fit.py fills it in; until then the program refuses to guess
        "sha256": hashlib.sha256(tagger.read_bytes()).hexdigest(),
    }
    (options.out / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", "utf-8")
    print(f"{tagger}: {tagger.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=Path("training/out/quick.safetensors"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/extract/model"))
    parser.add_argument("--float32", action="store_true", help="leave the weights unquantized, to compare")
    export(parser.parse_args())


if __name__ == "__main__":
    main()
