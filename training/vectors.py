"""Sentence vectors to keep: what all-MiniLM-L6-v2 itself gives for the sentences and contents of the training texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch

from data import Example
from network import WIDTH, Network
from train import CLS, PAD, SEP, goal

ENDS, CLOSING = (1012, 1029, 999), (1524, 1000, 1521, 1005, 1090, 1007)
"""Word pieces that end a sentence, and those that may still follow inside it: . ? ! and ” " ’ ' » )"""
SHORTEST, LONGEST = 5, 126
"""Word pieces of a stretch that has a vector."""
CONTENT = (5, 6)
Stretch = tuple[int, int]


def stretches(example: Example) -> list[Stretch]:
    """Return the piece ranges of an article's sentences and contents, in order, each once."""
    found = {*_sentences(example), *_contents(example)}
    return sorted((first, last) for first, last in found if SHORTEST <= last - first <= LONGEST)


def _sentences(example: Example) -> Iterator[Stretch]:
    ids, shapes = example.tokens.ids, example.tokens.shapes
    for first, last in example.tokens.paragraphs:
        begin = first
        for at in range(first, last - 1):
            ended = ids[at] in ENDS or (ids[at] in CLOSING and ids[at - 1] in ENDS)
            if ended and shapes[at + 1] % 3 and shapes[at + 1] >= 3:  # a capital after white space
                yield begin, at + 1
                begin = at + 1
        yield begin, last


def _contents(example: Example) -> Iterator[Stretch]:
    inside = np.isin(goal(example, 0.0).argmax(1), CONTENT).astype(np.int8)
    edges = np.diff(inside, prepend=0, append=0)
    yield from zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True)


@torch.no_grad()
def targets(base: Network, pieces: Sequence[np.ndarray], *, batch: int = 64) -> torch.Tensor:
    """Return the base model's vectors, float16, (stretches, 384), of length 1.

    They are the mean over all pieces, [CLS] and [SEP] counted, as sentence-transformers takes it.
    """
    base.eval()
    out = torch.zeros(len(pieces), WIDTH, dtype=torch.float16)
    order = sorted(range(len(pieces)), key=lambda n: len(pieces[n]))
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        length = len(pieces[chosen[-1]]) + 2
        ids = torch.full((len(chosen), length), PAD)
        for row, number in enumerate(chosen):
            ids[row, : len(pieces[number]) + 2] = torch.tensor([CLS, *pieces[number].tolist(), SEP])
        mask = ids != PAD
        with torch.autocast("cpu", torch.bfloat16):
            _, _, states, _ = base(ids, torch.zeros_like(ids), mask)
        mean = (states.float() * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        out[chosen] = torch.nn.functional.normalize(mean, dim=-1).half()
    return out


def pooled(states: torch.Tensor, rows: torch.Tensor, firsts: torch.Tensor, lasts: torch.Tensor) -> torch.Tensor:
    """Return the means of states, (batch, pieces, n), over stretches [first, last) of rows: (stretches, n)."""
    sums = torch.nn.functional.pad(states.float().cumsum(1), (0, 0, 1, 0))
    return (sums[rows, lasts] - sums[rows, firsts]) / (lasts - firsts)[:, None]
