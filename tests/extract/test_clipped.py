from __future__ import annotations

import pytest
from parts import found, words

from onrecord.extract.clipped import at_next_clause, at_verb, clipped
from onrecord.extract.quotes import quoted


@pytest.mark.parametrize(
    ("text", "parts", "content"),
    [
        (
            "The cook said, ‘Run from it,’ so we all ran",
            ("The cook", "said", "‘Run from it,’ so we all ran"),
            "‘Run from it,’",
        ),
        ("Coach said 'hold on' and we held", ("Coach", "said", "'hold on' and we held"), "'hold on'"),
        ("She said ‘old’ Lund was ill", ("She", "said", "‘old’ Lund was ill"), "‘old’ Lund was ill"),
        ("He said it rained", ("He", "said", "it rained"), "it rained"),
    ],
)
def test_words_in_marks_end_at_their_mark(lines, text, parts, content):
    (one,) = found(text, parts)
    assert words(text, clipped(text, one, quoted(text, lines(text))))[2] == content


@pytest.mark.parametrize(
    ("text", "cue", "content", "kept"),
    [
        ("his claim that he slept did not fit the clock", "claim", "that he slept did not fit the clock", False),
        ("her denial that she wrote it convinced few", "denial", "that she wrote it convinced few", False),
        ("his claim that he had slept and had not heard it", "claim", "that he had slept and had not heard it", True),
        ("he said that he slept did not fit", "said", "that he slept did not fit", True),
        ("the news that her aunt had told him it was late was read out", "news", "that her aunt had told him", True),
    ],
)
def test_a_claim_ends_before_the_verb_that_goes_with_it(text, cue, content, kept):
    (one,) = found(text, ("", cue, content))
    assert (at_verb(text, one) == one) is kept


def test_where_a_claim_ends():
    text = "The widow’s statement that he had told her a man was near was read out."
    (one,) = found(text, ("", "statement", "that he had told her a man was near was read out"))
    assert words(text, at_verb(text, one))[2] == "that he had told her a man was near"


def test_who_speaks_goes_on_after_a_report():
    text = "They said it was dry, and we never saw a boat"
    (one,) = found(text, ("They", "said", "it was dry, and we never saw a boat"))
    assert words(text, at_next_clause(text, one))[2] == "it was dry"
    text = "They said the boat, old and dry, was gone"
    (one,) = found(text, ("They", "said", "the boat, old and dry, was gone"))
    assert at_next_clause(text, one) == one
