"""What a speaker said, found by what it says."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.spoken import CROWD, Spoken

LITTLE = 1e-6
STEMS = st.sets(st.sampled_from("abcdefghijkl"), max_size=8)


@given(
    st.lists(STEMS, max_size=2 * CROWD),
    st.dictionaries(st.sampled_from("abcdefghijkl"), st.floats(0.5, 6), max_size=8),
    st.floats(0.1, 20),
)
def test_what_shares_enough_is_found_in_a_crowd_as_among_few(uttered, report, enough):
    spoken = Spoken()
    for number, stems in enumerate(uttered):
        spoken.put(number, stems)
    shared = [sum(report.get(stem, 0.0) for stem in stems) for stems in uttered]
    found = list(spoken.having(report, enough))
    assert len(set(found)) == len(found)
    assert {n for n, weight in enumerate(shared) if weight >= enough + LITTLE} <= set(found)
    assert set(found) <= {n for n, weight in enumerate(shared) if weight >= enough - LITTLE}
