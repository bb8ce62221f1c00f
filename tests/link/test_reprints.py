"""Reprints: which articles are one text, by their keys and by what they share."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prose import prose, words

from onrecord.link.passages import compared, words_of
from onrecord.link.reprints import LEAST, fingerprints, is_copy
from onrecord.terms import Article, Span

STORY = "\n\n".join(prose(n, 60) for n in range(8))
SPEECH = "“" + prose("speech", 220) + "”"
PARTS = STORY.split("\n\n")


def blurred(text, share, seed=1):
    """A text with a share of its words misread, dropped or doubled."""
    rng = random.Random(seed)
    kinds = (lambda word: word[:-1] + "q", lambda word: "", lambda word: f"{word} {word}")
    return " ".join(rng.choice(kinds)(word) if rng.random() < share else word for word in text.split(" "))


def alike(one, other):
    a, b = words(one), words(other)
    keys = {*fingerprints(a)} & {*fingerprints(b)}
    return len(keys) >= LEAST and is_copy(compared(a, b), a, b)


PAIRS = {
    "an exact copy": (STORY, STORY, True),
    "other line ends, quotation marks and capitals": (STORY, STORY.replace("\n\n", "\r\n").upper(), True),
    "a paragraph cut": (STORY, STORY.replace(PARTS[3], ""), True),
    "a paragraph more": (STORY, STORY + "\n\n" + prose("more", 60), True),
    "a new headline and first sentence": (STORY, prose("headline", 12) + "\n\n" + STORY, True),
    "paragraphs in another order": (STORY, "\n\n".join(reversed(PARTS)), True),
    "the first 30 %": (STORY, STORY[: len(STORY) * 3 // 10], True),
    "the last 30 %, a tenth of it misread": (STORY, blurred(STORY[len(STORY) * 7 // 10 :], 0.1), True),
    "a third of it and a local lead": (STORY, prose("lead", 60) + "\n\n" + "\n\n".join(PARTS[2:5]), True),
    "all of it misread": (STORY, blurred(STORY, 0.1), True),
    "a tenth of it": (STORY, STORY[: len(STORY) // 10], False),
    "two paragraphs of it in another": (STORY, prose("x", 180) + "\n\n" + "\n\n".join(PARTS[:2]), False),
    "two of three paragraphs of it quoted in another": (
        "\n\n".join(PARTS[:3]),
        f"{prose('y', 200)}\n\n“{PARTS[0]}\n\n“{PARTS[1]}”\n\n{prose('z', 60)}",
        False,
    ),
    "another that quotes the same speech at length": (SPEECH + prose("a", 200), prose("b", 200) + SPEECH, False),
    "a speech with two words before it": ("He said: " + SPEECH, SPEECH, True),
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
    body = words_of(text, Article(((Span(start, start + len(STORY)),),)))
    assert body.numbers.tolist() == words(STORY).numbers.tolist()


@pytest.mark.parametrize("length", [1, 4, 5, 40, 480, 5000])
def test_keys_are_few_numbers_that_sqlite_can_hold(length):
    found = fingerprints(words(prose("long", length)))
    assert list(found) == sorted(set(found))
    assert 0 <= min(found) <= max(found) < 2**63
    assert len(found) == min(64, max(0, length - 4)) + 2


def test_a_cut_text_keeps_its_share_of_the_keys():
    whole = fingerprints(words(STORY))
    third = fingerprints(words(" ".join(STORY.split()[:160])))
    assert 12 <= len({*whole} & {*third}) <= 32


@given(st.text(max_size=300))
def test_any_text_is_its_own_copy_or_holds_no_word(text):
    assert alike(text, text) == bool(re.search(r"\w", text.casefold()))
