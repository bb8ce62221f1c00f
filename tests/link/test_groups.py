"""Stories of all articles at once: the same groups as pair by pair, by a table or without."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link import groups as link
from onrecord.link.alike import Alike
from onrecord.link.stories import FLOOR, SAME, Pair, stories

ENDS = st.integers(0, 11)
LIKENESSES = st.sampled_from([FLOOR, 0.15, 0.1899, SAME, 0.1901, 0.2, 0.3, 0.38]) | st.integers(900, 10_000).map(
    lambda parts: parts / 10_000
)


def found(size, pairs):
    ones, others, likenesses = zip(*pairs, strict=True) if pairs else ((), (), ())
    given = Alike(np.array(ones, np.int64), np.array(others, np.int64), np.array(likenesses, np.float64))
    return sorted(link.groups(size, given))


def by_pair(size, pairs):
    return sorted(sorted(group) for group in stories(range(size), (Pair(*pair) for pair in pairs)))


@pytest.mark.parametrize("largest", [0, 2000])
@given(st.dictionaries(st.frozensets(ENDS, min_size=2, max_size=2), LIKENESSES), st.randoms())
def test_groups_are_those_found_pair_by_pair(largest, likenesses, rng):
    pairs = [(*rng.sample(sorted(ends), 2), likeness) for ends, likeness in likenesses.items()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(link, "LARGEST", largest)
        assert found(12, pairs) == by_pair(12, pairs)


def test_what_is_alike_all_round_is_one_and_a_chain_is_none():
    assert found(5, [(0, 1, 0.5), (2, 0, 0.2), (1, 2, 0.25), (2, 3, 0.2)]) == [[0, 1, 2]]
    assert max(map(len, found(6, [(n, n + 1, 0.3) for n in range(5)]))) == 2
    assert found(4, [(n, m, 0.3) for n in range(4) for m in range(n)]) == [[0, 1, 2, 3]]
    assert found(0, []) == found(3, []) == []
