"""Training examples: articles as word pieces with a distribution over labels for each piece."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.extract.decode import LABELS, ROLES
from onrecord.extract.tokens import Tokens, tokens
from onrecord.terms import Article, Span

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Example:
    """An article to learn from. gold, soft: float32, (pieces, labels), None where there is none."""

    id: str
    tokens: Tokens
    gold: Floats | None
    soft: Floats | None


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a gzip'd JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def tokenised(text: str, tokenizer: Tokenizer) -> Tokens:
    """Cut a clean text into word pieces as the program does."""
    lines = re.finditer(r"\S[^\n]*", text)
    return tokens(text, Article(body=tuple((Span(*line.span()),) for line in lines)), tokenizer)


def soft_labels(path: Path) -> dict[str, Floats]:
    """Return a teacher's label probabilities of each text (see the README beside them)."""
    return {
        row["id"]: np.frombuffer(base64.b64decode(row["labels"]), np.uint8).reshape(-1, len(LABELS)) / np.float32(255)
        for row in rows(path)
    }


def gold_labels(statements: list[dict[str, Any]], pieces: Tokens) -> Floats:
    """Return one annotator's labels as one-hot rows, (pieces, labels); pieces partly in a span count as in it."""
    label = np.zeros(len(pieces.ids), np.int64)
    for number, role in enumerate(ROLES):
        for start, end in {(s, e) for statement in statements for s, e in statement[role]}:
            first = int(np.searchsorted(pieces.ends, start, side="right"))
            last = int(np.searchsorted(pieces.starts, end, side="left"))
            label[first:last] = 2 * number + 2
            label[first : min(first + 1, last)] = 2 * number + 1
    return np.eye(len(LABELS), dtype=np.float32)[label]


def annotated(path: Path, tokenizer: Tokenizer, soft: dict[str, Floats]) -> list[Example]:
    """Read annotated articles; several annotators of one article are averaged."""
    by_id: dict[str, list[dict[str, Any]]] = {}
    for row in rows(path):
        by_id.setdefault(row["id"], []).append(row)
    examples = []
    for name, versions in by_id.items():
        pieces = tokenised(versions[0]["text"], tokenizer)
        labels = [gold_labels(version["statements"], pieces) for version in versions]
        examples.append(Example(name, pieces, np.mean(labels, axis=0), soft.get(name)))
    return examples


def unannotated(path: Path, field: str, tokenizer: Tokenizer, soft: dict[str, Floats]) -> list[Example]:
    """Read texts that only a teacher has labelled."""
    return [
        Example(name, tokenised(row[field], tokenizer), None, soft[name])
        for row in rows(path)
        for name in [str(row.get("id", row.get("ID")))]
        if name in soft
    ]
