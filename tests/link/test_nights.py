"""Days named by an occasion: which words name one, and which day it is by what the story's articles tell."""

from __future__ import annotations

import pytest

from onrecord.link.nights import Told, day_of, days, named


def told(article, sentence, words, date):
    start = sentence.index(words)
    return Told(article, date, sentence, start, start + len(words))


VOTE = told(1, "The council voted five to four on Tuesday.", "Tuesday", "2025-03-11")
NIGHT = told(2, "In the night of 2 March a storm broke the wall.", "the night of 2 March", "2025-03-02/2025-03-03")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("On the night of the storm nobody slept.", "2025-03-02/2025-03-03"),
        ("It was cold the day of the vote.", "2025-03-11"),
        ("The day after the council vote he left.", "2025-03-12"),
        ("They met on the eve of the vote.", "2025-03-10"),
        ("On storm night she rang.", "2025-03-02/2025-03-03"),
        ("The day after the storm he left.", None),
        ("On election night she rang.", None),
        ("After the vote she rang.", None),
        ("He had voted.", None),
    ],
)
def test_named_days(words, day):
    known = days([VOTE, NIGHT])
    found = [day_of(one, known) for one in named(words)]
    assert [one and one[0] for one in found] == ([day] if named_at_all(words) else [])


def named_at_all(words):
    return any(part in words for part in ("night", "day", "eve"))


@pytest.mark.parametrize(
    "sentence",
    [
        "The council will vote on Tuesday.",
        "He spoke on Tuesday, before the vote.",
        "Nothing moved on Tuesday; the vote had failed.",
    ],
)
def test_what_is_still_to_come_or_apart_dates_nothing(sentence):
    assert days([told(1, sentence, "Tuesday", "2025-03-11")]) == {}


def test_articles_that_disagree_date_nothing():
    other = told(2, "The council voted on Monday.", "Monday", "2025-03-10")
    assert days([VOTE, other]) == {}
    assert days([VOTE, other, VOTE._replace(article=3)]) == {"vote": ("2025-03-11", 1)}
