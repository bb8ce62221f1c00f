"""Misread letters: told from other words, in a text that has many and in one that has none."""

import pytest

from onrecord.check.damage import is_damage, is_noisy
from onrecord.check.dictionary import is_word
from onrecord.compare import compared, wording

CLEAN = (
    "The harbour was closed on the 13th, and 78 of 412 boats lay at the old pier in the 90s while crews waited. " * 4
)
MISREAD = CLEAN.replace("harbour", "harb0ur").replace("pier", "picr").replace("waited", "waifed")


@pytest.mark.parametrize(("text", "noisy"), [(CLEAN, False), (MISREAD, True), ("Thc picr wos mised.", False)])
def test_a_text_is_noisy_by_its_share_of_words_that_are_none(text, noisy):
    assert is_noisy(text, is_word) == noisy


@pytest.mark.parametrize(
    ("ours", "theirs", "clean", "noisy"),
    [
        ("They came to see the boats", "They come fo see the boats", False, True),
        ("We cannot close the pier", "We cann0t close the pier", True, True),
        ("There are twelve old boats", "There are txelxe old boats", True, True),
        ("This is a big pier", "This is o xig pier", False, True),
        ("The crews have seven boats", "The crews have eleven boats", False, False),
        ("There are 140 boats", "There are 148 boats", False, False),
        ("The pier will hold", "The pier may hold", False, False),
        ("Nobody saw the pier", "Everybody saw the pier", False, False),
    ],
)
def test_what_differs_is_damage_or_another_word(ours, theirs, clean, noisy):
    found = compared(wording(ours), wording(theirs))
    (gap,) = found.alignment.gaps
    for text_is_noisy, expected in ((False, clean), (True, noisy)):
        assert is_damage(found, gap, (), is_word, lambda given=text_is_noisy: given) == expected
    assert is_damage(found, gap, (found.theirs.span(gap.other_start, gap.other_end),), is_word, lambda: False)


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("harbour", True),
        ("organisers", True),
        ("mooring's", True),
        ("unmoored", True),
        ("lighthouse", True),
        ("harb0ur", False),
        ("tbe", False),
        ("reportcrs", False),
    ],
)
def test_words_of_english(word, known):
    assert is_word(word) == known
