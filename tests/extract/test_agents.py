from __future__ import annotations

import pytest
from parts import found, words

from onrecord.extract.agents import with_agent, with_object


@pytest.mark.parametrize(
    ("text", "parts", "source"),
    [
        ("“It is late,” so says the clerk of Orm.", ("so", "says", "“It is late,”"), "the clerk of Orm"),
        ("“Let us in!” chanted pupils on the steps.", ("", "chanted", "“Let us in!”"), "pupils on the steps"),
        ("“And out,” put in her aunt.", ("", "put", "“And out,”"), "her aunt"),
        ("“It is dry,” said Ada Lund on Monday.", ("", "said", "“It is dry,”"), "Ada Lund"),
        ("They were told by the crew that it was late.", ("", "were told", "that it was late"), "the crew"),
        ("Asked by a girl why it rained, he left.", ("", "Asked", "why it rained"), "a girl"),
        (
            "An aide, speaking on condition of anonymity, said it was shut.",
            ("An aide", "said", "it was shut"),
            "An aide, speaking on condition of anonymity,",
        ),
        (
            "Ada Lund left by the yard, insisting it was shut.",
            ("Ada Lund left by the yard,", "insisting", "it was shut"),
            "Ada Lund",
        ),
    ],
)
def test_who_speaks(text, parts, source):
    (one,) = found(text, parts)
    assert words(text, with_agent(text, one))[0] == source


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("They were told that it was late by the hour.", ("", "were told", "that it was late by the hour")),
        ("“Bread,” reads the board.", ("the board", "reads", "“Bread,”")),
        ("The bread is late, it was said.", ("", "said", "The bread is late")),
        ("Ada Lund, on Monday, said it was shut.", ("Ada Lund", "said", "it was shut")),
        ("“No deal.”", ("", "", "“No deal.”")),
    ],
)
def test_nobody_is_made_to_speak(text, parts):
    (one,) = found(text, parts)
    assert with_agent(text, one) == one


@pytest.mark.parametrize(
    ("text", "parts", "content"),
    [
        ("Lund called the mare “slow”.", ("Lund", "called", "“slow”"), "the mare “slow”"),
        ("what Lund called “a barn”", ("Lund", "called", "“a barn”"), "“a barn”"),
        ("Lund said of the mare “slow”.", ("Lund", "said", "“slow”"), "“slow”"),
    ],
)
def test_what_is_called_something(text, parts, content):
    (one,) = found(text, parts)
    assert words(text, with_object(text, one))[2] == content
