from __future__ import annotations

import pytest
from parts import words

from onrecord.extract.clauses import claimed, clause, overheard, reports, sentences, shared
from onrecord.terms import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the clerk told a visitor that it was shut.", ("the clerk", "told", "that it was shut")),
        ("Mr. Holm said the roof would not hold", ("Mr. Holm", "said", "the roof would not hold")),
        ("the log records that the cook slept", ("the log", "records", "that the cook slept")),
        ("Lund once complained to a friend that it rained", ("Lund", "once complained", "that it rained")),
        ("a study by the college found no link", ("a study by the college", "found", "no link")),
        ("a pupil had asked her why it rained", ("a pupil", "had asked", "why it rained")),
        ("a note from the nurse read, “Burn this.”", ("a note from the nurse", "read", "“Burn this.”")),
        ("she had never been told that it was shut", ("", "had never been told", "that it was shut")),
        ("the clerk told the visitors the hall was shut", ("the clerk", "told", "the hall was shut")),
        ("we were told the hall was shut", ("", "were told", "the hall was shut")),
        ("Lund called the plan “a wall of sand.”", ("Lund", "called", "the plan “a wall of sand.”")),
    ],
)
def test_who_says_what_at_the_head_of_a_clause(text, expected):
    one = clause(text, Span(0, len(text)))
    assert one is not None
    assert words(text, one) == expected


@pytest.mark.parametrize(
    "text",
    ["the clerk sold the book", "it rained and she said so", "the day he told us it rained", "the notes hold for long"],
)
def test_a_clause_that_reports_nothing(text):
    assert clause(text, Span(0, len(text))) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it found the firm’s claim that it was dry false", ("the firm’s", "claim", "that it was dry false")),
        ("he said his old promise that it is dry holds", ("his", "promise", "that it is dry holds")),
        ("the claim that it was dry", None),
        ("her claim for damages", None),
    ],
)
def test_what_nouns_report(text, expected):
    one = claimed(text, Span(0, len(text)))
    assert (one and words(text, one)) == expected


def test_a_title_ends_no_sentence():
    text = "It is shut, Mr. Holm said. He left."
    assert [text[s:e] for s, e in sentences(text, Span(0, len(text)))] == ["It is shut, Mr. Holm said.", "He left."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "the owner had shown no regret and had called the vet “a fool.”",
            ("the owner", "had called", "the vet “a fool.”"),
        ),
        ("she had met him twice and had told him that it leaked", ("she", "had told", "that it leaked")),
        ("she had met him twice, and had told him that it leaked", ("she", "had told", "that it leaked")),
        ("she had met him twice and had gone home", None),
        ("She was at home when the clerk came and said that it leaked", None),
        ("The pilot was late, the clerk stood up and said that it leaked", None),
        ("the pilot was late and the clerk stood up and said that it leaked", None),
        ("the pilot was met by a clerk who stood up and said that it leaked", None),
        ("the pilot was asleep because the clerk came and called it “a wreck”", None),
        ("the owner sold the barn, and the clerk said that it leaked", None),
    ],
)
def test_what_the_subject_of_the_first_clause_says(text, expected):
    one = shared(text, Span(0, len(text)))
    assert (one and words(text, one)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("she heard the driver shout “Get down!” twice", ("the driver", "shout", "“Get down!” twice")),
        ("he remembers hearing a man say that it was late.", ("a man", "say", "that it was late")),
        ("she heard the driver sing", None),
    ],
)
def test_what_somebody_was_heard_to_say(text, expected):
    one = overheard(text, Span(0, len(text)))
    assert (one and words(text, one)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "the pilot said it was late while the tower said it was early",
            ["the pilot said it was late", "the tower said it was early"],
        ),
        ("the pilot said it was late and left", ["the pilot said it was late and left"]),
    ],
)
def test_reports_side_by_side(text, expected):
    assert [text[s:e] for s, e in reports(text, Span(0, len(text)))] == expected


def test_many_links_take_no_time():
    text = "the clerk slept and " * 5_000
    assert len(list(reports(text, Span(0, len(text))))) == 1
    assert shared(text, Span(0, len(text))) is None
