"""Vectors of words, from states."""

from pathlib import Path

import numpy as np
import pytest

from onrecord.extract import Encoder
from onrecord.extract.meaning import DIMENSIONS, Meaning
from onrecord.extract.tokens import Tokens
from onrecord.terms import Span


@pytest.fixture
def meaning(tmp_path: Path) -> Meaning:
    """One that leaves the first DIMENSIONS states as they are."""
    np.save(tmp_path / "vectors.npy", np.eye(DIMENSIONS + 1, DIMENSIONS).astype(np.float16))
    return Meaning(tmp_path / "vectors.npy")


def pieces(*places: tuple[int, int]) -> Tokens:
    starts, ends = (np.array(side) for side in zip(*places, strict=True))
    zeros = np.zeros(len(places), np.int64)
    return Tokens(zeros, zeros, starts, ends, zeros.astype(bool), ((0, len(places)),))


def test_vector_is_the_mean_over_all_parts(meaning: Meaning) -> None:
    states = np.zeros((3, DIMENSIONS), np.float16)
    states[0, 0], states[1, 1], states[2, 2] = 2, 100, 1
    (vector,) = meaning(states, pieces((0, 3), (4, 8), (9, 12)), [(Span(0, 3), Span(9, 12))])
    assert vector[:4].tolist() == [127, 0, 64, 0]


def test_words_without_a_piece_have_no_direction(meaning: Meaning) -> None:
    (vector,) = meaning(np.ones((1, DIMENSIONS), np.float16), pieces((0, 3)), [(Span(5, 9),)])
    assert not vector.any()


def test_no_words_no_vectors(meaning: Meaning) -> None:
    assert meaning(np.ones((1, DIMENSIONS), np.float16), pieces((0, 3)), []).shape == (0, DIMENSIONS)


def cosine(encoder: Encoder, one: str, other: str) -> float:
    a, b = (encoder.vector(words) for words in (one, other))
    assert a is not None
    assert b is not None
    first, second = a.astype(float), b.astype(float)
    return float(first @ second / np.linalg.norm(first) / np.linalg.norm(second))


def test_what_means_the_same_is_nearer_than_what_does_not(encoder: Encoder) -> None:
    said = "Nobody will have to leave the village while the dam is repaired."
    same = "No villager is going to be moved out during the dam works."
    other = "Our choir has sold more records this spring than ever before."
    assert cosine(encoder, said, same) > cosine(encoder, said, other) + 0.2


def test_no_words_have_no_vector(encoder: Encoder) -> None:
    assert encoder.vector("  ") is None
