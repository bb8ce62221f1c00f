from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.decode import LABELS, labelled, legal
from onrecord.extract.tokens import Tokens

FREE = np.where(legal(), 0.0, -np.inf).astype(np.float32)


def pieces(count: int, *, paragraphs: tuple[tuple[int, int], ...] | None = None, inner: tuple[int, ...] = ()) -> Tokens:
    places = np.arange(count, dtype=np.int64)
    glued = np.zeros(count, bool)
    glued[list(inner)] = True
    return Tokens(places, places * 0, places * 2, places * 2 + 1, glued, paragraphs or ((0, count),))


def sure(*labels: str) -> np.ndarray:
    out = np.full((len(labels), len(LABELS)), 0.01, np.float32)
    out[np.arange(len(labels)), [LABELS.index(label) for label in labels]] = 0.94
    return out


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["O", "O"], []),
        (["B-source", "B-cue", "B-content"], [("source", 0, 1), ("cue", 1, 2), ("content", 2, 3)]),
        (["B-content", "I-content", "B-content"], [("content", 0, 2), ("content", 2, 3)]),
        (["O", "I-content", "I-content"], [("content", 1, 3)]),  # an I that follows no B is read as one
        (["I-source"], []),
    ],
)
def test_spans_follow_the_labels(labels, expected):
    found = labelled(sure(*labels), pieces(len(labels)), FREE)
    assert [(one.role, one.first, one.last) for one in found] == expected


def test_no_span_crosses_a_paragraph():
    found = labelled(sure("B-content", "I-content", "B-content"), pieces(3, paragraphs=((0, 2), (2, 3))), FREE)
    assert [(one.first, one.last) for one in found] == [(0, 2), (2, 3)]
    assert (
        labelled(sure("B-content", "I-content", "I-content"), pieces(3, paragraphs=((0, 2), (2, 3))), FREE) == found[:1]
    )


def test_no_span_ends_inside_a_word():
    found = labelled(sure("O", "B-source", "O", "O"), pieces(4, inner=(2,)), FREE)
    assert [(one.first, one.last) for one in found] == [(1, 3)]


def test_sure_is_the_mean_probability_of_the_labels_taken():
    (found,) = labelled(sure("B-cue", "I-cue"), pieces(2), FREE)
    assert found.sure == pytest.approx(0.94, abs=1e-6)


def test_transitions_count():
    reluctant = FREE.copy()
    reluctant[-1, LABELS.index("B-cue")] = -20
    assert labelled(sure("B-cue"), pieces(1), reluctant) == []


def best_by_trying_all(scores, transitions):
    """The reference: every path, scored one by one."""
    paths = np.stack(np.meshgrid(*[np.arange(len(LABELS))] * len(scores), indexing="ij"), -1).reshape(-1, len(scores))
    total = transitions[-1, paths[:, 0]] + scores[0, paths[:, 0]]
    for step in range(1, len(scores)):
        total = total + transitions[paths[:, step - 1], paths[:, step]] + scores[step, paths[:, step]]
    return paths[total.argmax()]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_the_path_is_the_best_of_all_paths(seed, lengths):
    random = np.random.default_rng(seed)
    ends = np.cumsum([0, *lengths])
    paragraphs = tuple((int(a), int(b)) for a, b in itertools.pairwise(ends))
    probabilities = random.dirichlet(np.ones(len(LABELS)), int(ends[-1])).astype(np.float32)
    transitions = np.where(legal(), random.normal(size=FREE.shape), -np.inf).astype(np.float32)
    found = labelled(probabilities, pieces(int(ends[-1]), paragraphs=paragraphs), transitions)
    path = np.zeros(ends[-1], int)
    for role, first, last, _ in found:
        path[first:last] = LABELS.index(f"I-{role}")
        path[first] -= 1
    expected = [best_by_trying_all(np.log(probabilities[a:b] + 1e-9), transitions) for a, b in paragraphs]
    assert path.tolist() == np.concatenate(expected).tolist()
