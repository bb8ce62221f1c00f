"""Whom "the two" and "the two leaders" mean."""

import pytest

from onrecord.extract.speakers import attributed
from onrecord.terms import Span

BOTH = {"Ada Lund", "Jon Holm"}


def meant(text: str, words: str, lines) -> set[str]:
    """Return whom some words refer to, at each place where they stand."""
    read = attributed(text, lines(text), (), []).scene
    return {
        one.person.name
        for one in read.references
        if one.person is not None and text[slice(*one.span)].casefold() == words
    }


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("the two leaders", "The two leaders signed it at noon."),
        ("the two", "The two met again at noon."),
        ("the two", "It was a gift from the two."),
        ("the two men", "A guard saw the two men’s boat."),
        ("the two new candidates", "The two new candidates went home."),
        ("the two", "It rained. The two agreed on little."),
    ],
)
def test_it_means_those_who_were_just_named(words, after, lines):
    assert meant(f"Mayor Ada Lund met Captain Jon Holm in Orran. {after}", words, lines) == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ada Lund met Captain Jon Holm and Clara Brandt in Orran. The two leaders signed it.",
        "Ada Lund came to Orran. The two leaders signed it.",
        "Mayor Ada Lund met Captain Jon Holm in Orran. The two bridges were closed.",
        "Mayor Ada Lund met Captain Jon Holm in Orran. The two-day fair began.",
        "Mayor Ada Lund met Captain Jon Holm in Orran. They spoke of the two men who fell into the harbour.",
        "Mayor Ada Lund met Captain Jon Holm in Orran. It rained. It snowed. It rained. The two leaders signed it.",
        "Lund saw a ship at Orran. The two met often.",
    ],
)
def test_otherwise_nobody_knows(text, lines):
    found = attributed(text, lines(text), (), []).scene.references
    assert not [one for one in found if text[slice(*one.span)].casefold().startswith("the two") and one.person]


def test_in_a_quotation_it_may_be_things(lines):
    text = "Mayor Ada Lund met Captain Jon Holm in Orran. “You cannot compare the two,” she said."
    begin = text.index("“")
    read = attributed(text, lines(text), (Span(begin, begin + 28),), []).scene
    assert not [one for one in read.references if text[slice(*one.span)] == "the two"]
