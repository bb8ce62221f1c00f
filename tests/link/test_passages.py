"""Passages: which words of a text stand in another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prose import prose, words

from onrecord.link.passages import compared, passages

ONE = prose("one", 100).split()
TWO = prose("two", 100).split()


def found(one, other):
    return [passage[:4] for passage in passages(words(" ".join(one)).numbers, words(" ".join(other)).numbers)]


CASES = {
    "the whole": (ONE, ONE, [(0, 100, 0, 100)]),
    "a stretch": (ONE, TWO[:30] + ONE[40:60] + TWO[30:], [(40, 60, 30, 50)]),
    "eight words": (ONE, TWO[:30] + ONE[40:48] + TWO[30:], [(40, 48, 30, 38)]),
    "seven words": (ONE, TWO[:30] + ONE[40:47] + TWO[30:], []),
    "a word misread": (ONE, [*ONE[:50], "xx", *ONE[51:]], [(0, 100, 0, 100)]),
    "a word dropped": (ONE, ONE[:50] + ONE[51:], [(0, 100, 0, 99)]),
    "a word doubled": (ONE, ONE[:50] + ONE[49:], [(0, 100, 0, 101)]),
    "a sentence put in": (ONE, ONE[:50] + TWO[:12] + ONE[50:], [(0, 50, 0, 50), (50, 100, 62, 112)]),
    "more words differ than agree": (ONE, [w for n in range(0, 99, 9) for w in ONE[n : n + 4] + TWO[n : n + 5]], []),
    "the other order": (ONE, ONE[50:] + ONE[:50], [(0, 50, 50, 100), (50, 100, 0, 50)]),
    "twice": (ONE[:20], ONE[:20] + TWO + ONE[:20], [(0, 20, 0, 20), (0, 20, 120, 140)]),
    "nothing": (ONE, TWO, []),
    "too short for three words": (ONE[:2], ONE[:2], []),
    "empty": ([], ONE, []),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expected"), CASES.values(), ids=CASES.keys())
def test_passages_are_found(one, other, expected):
    assert sorted(found(one, other)) == expected


def test_shares_are_of_each_texts_words():
    shared = compared(words(" ".join(ONE[:40])), words(" ".join(ONE[20:40] + TWO[:80])))
    assert shared == (0.5, 0.2, 0.5, 0.2)


def test_another_order_counts_only_where_nearly_all_is_there():
    parts = [" ".join(ONE[at : at + 20]) for at in range(0, 100, 20)]
    whole, mixed = words("\n\n".join(parts)), words("\n\n".join(parts[3:] + parts[:3]))
    assert compared(whole, mixed)[:2] == (1.0, 1.0)
    more = words("\n\n".join([" ".join(TWO[:40]), *parts[3:], *parts[:3]]))
    assert (
        compared(words("\n\n".join([*parts, " ".join(TWO[60:])])), more)[:2] == (pytest.approx(60 / 140, abs=1e-3),) * 2
    )


def test_words_in_quotation_marks_are_not_plain():
    speech, own, other = (" ".join(prose(seed, 20).split()) for seed in "xyz")
    shared = compared(words(f"“{speech}” {own}"), words(f'{other}\n\n"{speech}"'))
    assert shared == (0.5, 0.5, 0.0, 0.0)


UNCLOSED = {
    "“a b c": "   ",
    "a” b c": "abc",
    "“a\n\nb c": " bc",
    '"a "b" c': " b ",
    "« a » b « c": " b ",
}


@pytest.mark.parametrize(("text", "expected"), UNCLOSED.items())
def test_a_mark_that_does_not_close_ends_with_its_paragraph(text, expected):
    plain = words(text + "\n\nd e f").plain
    assert plain.tolist() == [letter != " " for letter in expected + "def"]


@given(st.lists(st.integers(0, 6), max_size=80), st.lists(st.integers(0, 6), max_size=80))
def test_passages_lie_inside_of_both_texts(one, other):
    a, b = np.array(one, np.int64), np.array(other, np.int64)
    for passage in passages(a, b):
        assert 0 <= passage.start <= passage.end - 8 <= len(one) - 8
        assert 0 <= passage.other_start <= passage.other_end - 8 <= len(other) - 8
        assert one[passage.start : passage.start + 3] == other[passage.other_start : passage.other_start + 3]
        assert one[passage.end - 3 : passage.end] == other[passage.other_end - 3 : passage.other_end]
