"""Numbers whose unit or noun the number before them told."""

from __future__ import annotations

import pytest

from onrecord.extract.figures import figures
from onrecord.terms import Article, Span


def told(text):
    found = figures(text, Article(body=((Span(0, len(text)),),), published="2025-03-12"), (), ())
    return [(one.unit, " ".join(text[slice(*span)] for span in one.of)) for one in found]


@pytest.mark.parametrize(
    ("text", "unit", "of"),
    [
        ("The trench is nine metres long and two deep.", "metres", "trench"),
        ("He sat on the board for six years and on the bench for ten.", "years", ""),
        ("It takes two hours to load and three to unload.", "hours", ""),
        ("Four miners were killed and eleven hurt.", "miners", "miners"),
        ("The crèche has room for 30 toddlers but 70 have applied.", "toddlers", "toddlers"),
        ("There were 19 fires in May, compared with 12 in April.", "fires", "fires"),
        ("Wardens fined 14 anglers and warned another 20.", "anglers", "anglers"),
    ],
)
def test_the_second_takes_what_the_first_told(text, unit, of):
    assert told(text)[-1] == (unit, of)


@pytest.mark.parametrize("text", ["The wall is two metres high. Six fell.", "They waited for two hours, all 40 of us."])
def test_another_sentence_or_noun_tells_nothing(text):
    assert told(text)[-1][0] not in ("metres", "hours")
