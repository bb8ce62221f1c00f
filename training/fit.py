"""Fit the confidence of statements to how often they are right on polnear's development split.

Right is as in the scorer's "linked": source and content each share half of their union with a gold statement's.
The figures printed come from five-fold cross-validation by article; the weights written, from all.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data import rows, tokenised
from onrecord.extract.confidence import features
from onrecord.extract.decode import Labelled
from onrecord.extract.encoder import Encoder
from onrecord.extract.statements import triples
from onrecord.extract.tokens import Tokens

Floats = NDArray[np.float64]


def characters(spans: list[tuple[int, int]]) -> set[int]:
    """Return the offsets that spans cover."""
    return {place for start, end in spans for place in range(start, end)}


def alike(one: set[int], other: set[int]) -> bool:
    """Say whether two sets of characters share half of their union, or are both empty."""
    return len(one & other) >= 0.5 * len(one | other)


def samples(gold: Path, encoder: Encoder) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Return features, (statements, features), whether each is right, and its article's number."""
    found, right, groups = [], [], []
    seen: dict[str, int] = {}
    for row in rows(gold):
        if row["id"] in seen:
            continue
        seen[row["id"]] = len(seen)
        pieces = tokenised(row["text"], encoder.tokenizer)
        truth = [(characters(s["source"]), characters(s["content"])) for s in row["statements"]]
        for triple in triples(pieces, encoder.probabilities(pieces), encoder):
            source = characters([offsets(triple.source, pieces)] if triple.source else [])
            content = characters([offsets(part, pieces) for part in triple.contents])
            found.append(features(triple))
            right.append(any(alike(source, s) and alike(content, c) for s, c in truth))
            groups.append(seen[row["id"]])
    return np.array(found), np.array(right, float), np.array(groups)


def offsets(part: Labelled, pieces: Tokens) -> tuple[int, int]:
    """Return where a part begins and ends in its text."""
    return int(pieces.starts[part.first]), int(pieces.ends[part.last - 1])


def fitted(found: Floats, right: Floats, penalty: float = 1.0) -> Floats:
    """Return the weights of a logistic regression, by Newton's method; the constant is not penalised."""
    weights = np.zeros(found.shape[1])
    ridge = np.diag([0.0] + [penalty] * (found.shape[1] - 1))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-found @ weights))
        gradient = found.T @ (right - chance) - ridge @ weights
        weights += np.linalg.solve((found * (chance * (1 - chance))[:, None]).T @ found + ridge, gradient)
    return weights


def calibration_error(chance: Floats, right: Floats, bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal width (Guo et al. 2017)."""
    bin_of = np.minimum((chance * bins).astype(int), bins - 1)
    return float(sum(abs((chance - right)[bin_of == n].sum()) for n in range(bins)) / len(right))


def ranking(chance: Floats, right: Floats) -> float:
    """Return the area under the ROC curve: how often a right statement is surer than a wrong one."""
    order = chance.argsort().argsort() + 1.0
    good = right.sum()
    return float((order[right == 1].sum() - good * (good + 1) / 2) / (good * (len(right) - good)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/data/polnear/dev.jsonl.gz"))
    parser.add_argument("--model", type=Path, default=Path("src/onrecord/extract/model"))
    options = parser.parse_args()
    found, right, groups = samples(options.gold, Encoder(options.model))
    chance = np.zeros(len(right))
    for fold in range(5):
        held = groups % 5 == fold
        chance[held] = 1 / (1 + np.exp(-found[held] @ fitted(found[~held], right[~held])))
    error, area = calibration_error(chance, right), ranking(chance, right)
    print(f"{len(right)} statements, {right.mean():.3f} right; by cross-validation ECE {error:.3f}, AUROC {area:.3f}")
    path = options.model / "settings.json"
    settings = json.loads(path.read_text("utf-8"))
    settings["confidence"] = [round(float(weight), 4) for weight in fitted(found, right)]
    path.write_text(json.dumps(settings, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
