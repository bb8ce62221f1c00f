"""Reprints: which articles are one text, and which of them is the original."""

import random
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from town import article

from onrecord.link import fingerprints, originals, same_text
from onrecord.terms import Article, Span


def prose(seed, words):
    """Words of no language, other ones for each seed."""
    rng = random.Random(seed)
    return " ".join("".join(rng.choices("abdefgiklmnoprstu", k=rng.randrange(2, 9))) for _ in range(words))


def keys(text):
    return fingerprints(text, Article(((Span(0, len(text)),),)))


def alike(one, other):
    a, b = keys(one), keys(other)
    return same_text(len({*a} & {*b}), len(a), len(b))


STORY = "\n\n".join(prose(n, 60) for n in range(8))
SPEECH = "“" + prose("speech", 200) + "”"

PAIRS = {
    "an exact copy": (STORY, STORY, True),
    "other line ends, quotation marks and capitals": (STORY, STORY.replace("\n\n", "\r\n").upper(), True),
    "a paragraph cut": (STORY, STORY.replace(prose(3, 60), ""), True),
    "a paragraph more": (STORY, STORY + "\n\n" + prose("more", 60), True),
    "a new headline and first sentence": (STORY, prose("headline", 12) + "\n\n" + STORY, True),
    "paragraphs in another order": (STORY, "\n\n".join(reversed(STORY.split("\n\n"))), True),
    "the first half of it": (STORY, STORY[: len(STORY) * 45 // 100], False),
    "another that quotes the same speech at length": (SPEECH + prose("a", 200), prose("b", 200) + SPEECH, False),
    "another with the same boilerplate": (STORY + prose("box", 60), prose("c", 480) + prose("box", 60), False),
    "another": (STORY, prose("another", 480), False),
    "a short copy": ("The bridge is shut.", "The bridge is shut!", True),
    "a copy of eight words": (
        "The bridge will be shut until next May.",
        "The bridge will be shut until next May.",
        True,
    ),
    "short and unlike": ("The bridge is shut.", "The bridge is open.", False),
    "short and one clause alike": (
        "This is a developing story, Brandt said.",
        "This is a developing story. The mill burns.",
        False,
    ),
    "nothing": ("", "", False),
    "no words": ("…!\n", "…!\n", False),
    "nothing and a story": ("", STORY, False),
}


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS.values(), ids=PAIRS.keys())
def test_two_texts_are_one(one, other, expected):
    assert alike(one, other) == alike(other, one) == expected


def test_only_the_body_counts():
    text = "MENU HOME NEWS SPORT\n" + STORY + "\nSHARE THIS STORY"
    start = text.index(STORY)
    assert fingerprints(text, Article(((Span(start, start + len(STORY)),),))) == keys(STORY)


def test_keys_are_few_numbers_that_sqlite_can_hold():
    found = keys(STORY)
    assert list(found) == sorted(set(found))
    assert 0 <= min(found) <= max(found) < 2**63
    assert 476 / 8 < len(found) < 476 / 2.5


@given(st.text(max_size=300))
def test_any_text_is_its_own_copy_or_holds_no_word(text):
    assert alike(text, text) == any(map(str.isalnum, text)) or "_" in text


PLACES = {
    1: ("2031-05-03", "c", "x", 0),
    2: ("2031-05-01", "b", "y", 0),
    3: ("9999", "a", "z", 0),
    4: ("9999", "a", "z", 1),
}

GROUPS = {
    "no pair": ([], {}),
    "the earlier date": ([(1, 2)], {1: 2}),
    "the dated before the undated": ([(3, 1)], {3: 1}),
    "the first in a file": ([(4, 3)], {4: 3}),
    "a copy's copy leads to the original": ([(2, 1), (1, 3)], {1: 2, 3: 2}),
    "all alike": (list(combinations((4, 3, 2, 1), 2)), {1: 2, 3: 2, 4: 2}),
    "two groups": ([(1, 2), (3, 4)], {1: 2, 4: 3}),
}


@pytest.mark.parametrize(("pairs", "expected"), GROUPS.values(), ids=GROUPS.keys())
def test_the_first_of_a_group_is_the_original(pairs, expected):
    assert originals(pairs, PLACES) == expected


@given(st.data())
def test_the_order_of_pairs_changes_nothing(data):
    numbers = list(range(12))
    places = {n: ("9999", "f", f"{n:02}", 0) for n in numbers}
    pairs = data.draw(
        st.lists(st.tuples(st.sampled_from(numbers), st.sampled_from(numbers)).filter(lambda p: p[0] != p[1]))
    )
    expected = originals(pairs, places)
    turned = [pair[::-1] if data.draw(st.booleans()) else pair for pair in data.draw(st.permutations(pairs))]
    assert originals(turned, places) == expected
    assert all(original < copy and original not in expected for copy, original in expected.items())
    for one, other in pairs:
        assert expected.get(one, one) == expected.get(other, other)


def test_a_long_chain_is_one_group():
    numbers = range(5000)
    places = {n: ("9999", "f", f"{n:05}", 0) for n in numbers}
    assert originals(pairwise(numbers), places) == dict.fromkeys(numbers[1:], 0)


def test_the_towns_articles_are_not_one_another():
    assert not any(alike(article(a), article(b)) for a, b in combinations(range(20), 2))
