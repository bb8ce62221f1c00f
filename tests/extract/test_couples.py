"""Whom "the two" and "the two leaders" mean."""

import pytest

from onrecord.extract.found import Found
from onrecord.extract.nested import Level
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


@pytest.mark.parametrize(
    ("text", "who", "expected"),
    [
        ("Mayor Ada Lund came to Orran. Clara Brandt said that the two leaders had been quick.", "Clara Brandt", set()),
        ("Mayor Ada Lund met Captain Jon Holm. Lund said that the two leaders had been quick.", "Lund", BOTH),
    ],
)
def test_who_speaks_of_them_need_not_be_one(text, who, expected, lines):
    source, cue, content = text.rindex(who), text.index("said"), text.index("that the")
    found = Found((Span(source, source + len(who)),), (Span(cue, cue + 4),), (Span(content, len(text) - 1),), 0.9)
    read = attributed(text, lines(text), (), [Level(found, (), None)]).scene
    assert {one.person.name for one in read.references if text[slice(*one.span)] == "the two leaders"} == expected
