"""From label probabilities to labelled spans: the best legal path through a paragraph (Viterbi 1967)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.tokens import Tokens

Role = Literal["source", "cue", "content"]
Floats = NDArray[np.float32]

ROLES: tuple[Role, ...] = ("source", "cue", "content")
LABELS = ("O", *(f"{mark}-{role}" for role in ROLES for mark in "BI"))


class Labelled(NamedTuple):
    """Pieces [first, last) that play a role; ``sure`` is the mean probability of the labels taken, 0 to 1."""

    role: Role
    first: int
    last: int
    sure: float


def legal() -> NDArray[np.bool_]:
    """Which label may follow which: bool, (labels + 1 for the paragraph's start, labels)."""
    allowed = np.ones((len(LABELS) + 1, len(LABELS)), bool)
    for number, label in enumerate(LABELS):
        if label.startswith("I-"):
            allowed[:, number] = False
            allowed[[number - 1, number], number] = True
    return allowed


def labelled(probabilities: Floats, tokens: Tokens, transitions: Floats) -> list[Labelled]:
    """Return the labelled spans of an article in reading order; none crosses a paragraph's end.

    Args:
        probabilities: float32, (pieces, labels), rows summing to 1.
        tokens: the pieces they are of.
        transitions: float32 log scores, (labels + 1, labels), the last row for a paragraph's first piece;
            -inf where a label may not follow.
    """
    path = _paths(np.log(probabilities + 1e-9), tokens.paragraphs, transitions)
    whole = _whole_words(path.tolist(), tokens)
    sure = probabilities[np.arange(len(whole)), whole]
    return [span for first, last in tokens.paragraphs for span in _spans(whole, sure, first, last)]


def _paths(scores: Floats, paragraphs: tuple[tuple[int, int], ...], transitions: Floats) -> NDArray[np.int64]:
    """Viterbi over all paragraphs side by side: one step of the loop serves every paragraph that is long enough."""
    path = np.zeros(len(scores), np.int64)
    if not paragraphs:
        return path
    order = sorted(paragraphs, key=lambda p: p[0] - p[1])
    firsts = np.array([p[0] for p in order])
    lengths = np.array([p[1] - p[0] for p in order])
    going = np.searchsorted(-lengths, -np.arange(lengths[0])).tolist()  # longest first: those that go on stand in front
    rows = np.arange(len(order))
    best = scores[firsts] + transitions[-1]
    back = np.zeros((lengths[0], len(order), len(LABELS)), np.int64)
    for step, on in enumerate(going[1:], start=1):
        routes = best[:on, :, None] + transitions[:-1]
        routes.argmax(1, out=back[step, :on])
        np.add(routes.max(1), scores[firsts[:on] + step], out=best[:on])
    label = best.argmax(1)
    for step in range(lengths[0] - 1, -1, -1):
        on = going[step]
        path[firsts[:on] + step] = label[:on]
        label[:on] = back[step, rows[:on], label[:on]]
    return path


def _whole_words(path: list[int], tokens: Tokens) -> list[int]:
    """Let no span begin or end inside a word: its later pieces go on as its first one began."""
    for piece in np.flatnonzero(tokens.inner).tolist():
        before = path[piece - 1]
        path[piece] = before if before % 2 == 0 else before + 1
    return path


def _spans(path: list[int], sure: Floats, first: int, last: int) -> Iterator[Labelled]:
    at = first
    while at < last:
        begin = at
        at += 1
        if label := path[begin]:
            role = (label - 1) // 2
            inside = 2 * role + 2
            while at < last and path[at] == inside:
                at += 1
            yield Labelled(ROLES[role], begin, at, float(sure[begin:at].mean()))
