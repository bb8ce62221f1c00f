from __future__ import annotations

import itertools

import numpy as np
import pytest

from onrecord.extract.decode import Labelled
from onrecord.extract.join import STOPS, joined
from onrecord.extract.tokens import Tokens

ROLES = {"S": "source", "C": "cue", "T": "content"}


def joined_in(pattern: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Join what a pattern draws: a letter and its number is a span of one piece, | a paragraph's end, . a stop.

    T1. is a content that ends in a stop.
    """
    ids, spans, names, paragraphs = [], [], {}, []
    for word in pattern.split():
        if word == "|":
            paragraphs.append(len(ids))
            continue
        if word[0] in ROLES:
            spans.append(Labelled(ROLES[word[0]], len(ids), len(ids) + 1, 0.9))
            names[spans[-1]] = word
        ids.append(STOPS[1] if word.endswith(".") else 7)
    bounds = [0, *paragraphs, len(ids)]
    places = np.arange(len(ids))
    tokens = Tokens(np.array(ids), places, places, places + 1, places < 0, tuple(itertools.pairwise(bounds)))
    return [
        (names.get(t.source, "-"), names.get(t.cue, "-"), tuple(names[c] for c in t.contents))
        for t in joined(spans, tokens)
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("", []),
        ("S1 C1 T1", [("S1", "C1", ("T1",))]),
        ("T1 S1 C1", [("S1", "C1", ("T1",))]),
        ("T1 S1 C1 T2", [("S1", "C1", ("T1", "T2"))]),
        ("S1 C1 T1 . S2 C2 T2", [("S1", "C1", ("T1",)), ("S2", "C2", ("T2",))]),
        ("S1 C1 T1 and C2 T2", [("S1", "C1", ("T1",)), ("S1", "C2", ("T2",))]),
        ("S1 x x x C1 T1 . S2 C2 T2", [("S1", "C1", ("T1",)), ("S2", "C2", ("T2",))]),
        ("S1 C1 x x x T1. S2 C2 T2", [("S1", "C1", ("T1.",)), ("S2", "C2", ("T2",))]),
        ("T1 | S1 C1 T2", [("-", "-", ("T1",)), ("S1", "C1", ("T2",))]),
        ("S1 T1", [("S1", "-", ("T1",))]),
        ("S1 C1", []),
        ("S1 C1 T1 . T2 . T3", [("S1", "C1", ("T1", "T2", "T3"))]),
        ("T1 . T2 S1 C1", [("S1", "C1", ("T1", "T2"))]),
        ("S1 C1 T1" + " x" * 11 + " T2", [("S1", "C1", ("T1",)), ("S1", "-", ("T2",))]),
        ("S1 C1 T1 S2 T2", [("S1", "C1", ("T1",)), ("S2", "-", ("T2",))]),
    ],
)
def test_parts_go_to_the_nearest(pattern, expected):
    assert joined_in(pattern) == expected
