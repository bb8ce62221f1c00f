from __future__ import annotations

import pytest
from parts import found, words

from onrecord.extract.missed import missed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asked whether it was safe, the keeper laughed.", ("", "Asked", "whether it was safe")),
        ("Asked by a pupil why it rained, she left.", ("a pupil", "Asked", "why it rained")),
        ("The envoy is said to sleep by day.", ("", "is said", "The envoy | to sleep by day")),
        ("Mrs. Orr was told by her bank that it was shut.", ("her bank", "was told", "that it was shut")),
        (
            "The hall is, in the words of its founder, “a barn with lamps”.",
            ("its founder", "in the words of", "“a barn with lamps”"),
        ),
        ("No one has told the tenants when it opens.", ("No one", "has told", "when it opens")),
        ("The road was called “a ditch” by Ada Lund.", ("Ada Lund", "was called", "The road | “a ditch”")),
        ("The road is described by locals as a ditch.", ("locals", "is described", "The road | as a ditch")),
        ("The orchard, its owner maintains, was a field.", ("its owner", "maintains", "The orchard | was a field")),
        ("The band, said its agent, would play on.", ("its agent", "said", "The band | would play on")),
        ("Lund’s conclusion was short: the hill is moving.", ("Lund’s", "conclusion", "the hill is moving")),
    ],
)
def test_what_the_grammar_tells(lines, text, expected):
    (one,) = missed(text, lines(text), []).outermost
    assert words(text, one) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Asked for little, the hens laid.",
        "The keeper is old.",
        "No one has seen the dog.",
        "As the clerk knew, it rained.",
        "The hall was praised in 1990 by the lake.",
        "The orchard, its owner and a dog, was sold.",
        "The hall’s answer was a bell: the loudest on the hill.",
        "The singer left early, adding that song to her list.",
    ],
)
def test_no_attribution(lines, text):
    assert missed(text, lines(text), []) == ([], [])


def test_what_is_said_besides(lines):
    text = "Lund said it was shut, adding with a shrug that it was cold."
    have = found(text, ("Lund", "said", "it was shut"))
    outermost = missed(text, lines(text), have).outermost
    assert [words(text, one) for one in outermost] == [
        ("Lund", "said", "it was shut"),
        ("Lund", "adding", "that it was cold"),
    ]


def test_what_the_model_has_stays(lines):
    text = "Asked whether it was safe, the keeper said it was."
    have = found(text, ("", "Asked", "whether it was safe"), ("the keeper", "said", "it was"))
    assert missed(text, lines(text), have).outermost == have


def test_a_statement_around_one_that_was_found(lines):
    text = "The minutes record that Lund said the hall was shut."
    inner = found(text, ("Lund", "said", "the hall was shut"))
    outermost, inside = missed(text, lines(text), inner)
    assert [words(text, one) for one in outermost] == [
        ("The minutes", "record", "that Lund said the hall was shut"),
    ]
    assert inside == inner


def test_a_source_that_holds_who_reports_it(lines):
    text = "The minutes record that Lund said the hall was shut."
    have = found(text, ("The minutes record that Lund", "said", "the hall was shut"))
    outermost, inside = missed(text, lines(text), have)
    assert words(text, outermost[0])[:2] == ("The minutes", "record")
    assert [words(text, one) for one in inside] == [("Lund", "said", "the hall was shut")]


def test_one_says_according_to_another(lines):
    text = "The lake was dry, two men said, according to the inquiry."
    have = found(text, ("two men", "said", "The lake was dry"))
    outermost, inside = missed(text, lines(text), have)
    assert [words(text, one) for one in outermost] == [
        ("the inquiry", "according to", "The lake was dry, two men said")
    ]
    assert inside == have


def test_what_a_plain_sentence_says(lines):
    text = "The county says it will be pulled down. The clerk shows the hall."
    assert [words(text, one) for one in missed(text, lines(text), []).outermost] == [
        ("The county", "says", "it will be pulled down")
    ]


def test_as_another_had_told(lines):
    text = "The guard wrote that the gate was shut, as the cook had told him."
    have = found(text, ("The guard", "wrote", "that the gate was shut"))
    outermost, inside = missed(text, lines(text), have)
    assert words(text, outermost[0])[2] == "that the gate was shut, as the cook had told him"
    assert [words(text, one) for one in inside] == [("the cook", "had told", "the gate was shut")]


def test_according_to_one_reports_another(lines):
    text = "The lake is dry, according to the union, the Echo reports."
    have = found(text, ("the union", "according to", "The lake is dry"))
    outermost, inside = missed(text, lines(text), have)
    assert [words(text, one) for one in outermost] == [
        ("the Echo", "reports", "The lake is dry, according to the union"),
    ]
    assert inside == have


def test_thousands_of_sentences_take_no_time(lines):
    text = "The minutes record that Lund said the hall was shut. " * 5_000
    assert len(missed(text, lines(text), []).outermost) == 0
