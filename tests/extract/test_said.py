"""When a statement was made, where its article tells; else nothing."""

from __future__ import annotations

import pytest

from onrecord.extract.dates import dates
from onrecord.extract.said import said_on
from onrecord.terms import Span, Statement


def days(text, lines, *parts):
    """The days of statements, each given as the words of its source, cue and content."""
    article = lines(text)
    article = type(article)(body=article.body, published="2025-03-12")
    statements = []
    at = 0
    for n, (source, cue, content) in enumerate(parts):
        start = text.index(content, at)
        spans = [((Span(text.index(w), text.index(w) + len(w)),) if w else ()) for w in (source, cue)]
        statements.append(Statement(str(n), "indirect", *spans, (Span(start, start + len(content)),), 0.9))
    return [one.said_on for one in said_on(text, article, statements, dates(text, article))]


@pytest.mark.parametrize(
    ("text", "part", "day"),
    [
        ("Ada Lund said on Tuesday that it was shut.", ("Ada Lund", "said", "that it was shut"), "2025-03-11"),
        ("Ada Lund said it was shut on Tuesday.", ("Ada Lund", "said", "it was shut on Tuesday"), None),
        ("Ada Lund will say on Friday that it is shut.", ("Ada Lund", "will say", "that it is shut"), None),
        ("A man who came on Monday said it was shut.", ("A man who came on Monday", "said", "it was shut"), None),
        ("Since Monday Ada Lund has said it was shut.", ("Ada Lund", "has said", "it was shut"), None),
        (
            "On Tuesday, a week after Ada had said it was shut, it fell.",
            ("Ada", "had said", "it was shut"),
            "2025-03-04",
        ),
        ("At Tuesday’s meeting all was calm. Ada Lund asked for tea.", ("Ada Lund", "asked", "for tea"), "2025-03-11"),
        (
            f"On Tuesday, {'9' * 20} days after Ada had said it was shut, it fell.",
            ("Ada", "had said", "it was shut"),
            None,
        ),
        (
            "It fell on Tuesday.\nAda Lund told the meeting it was shut.",
            ("Ada Lund", "told", "it was shut"),
            "2025-03-11",
        ),
        ("It opened on Tuesday.\nAda Lund says it is shut.", ("Ada Lund", "says", "it is shut"), None),
        ("It fell on Tuesday.\nIts end stirred debate, and Ada said it was old.", ("Ada", "said", "it was old"), None),
        ("It fell on 3 February.\nAda told the meeting it was old.", ("Ada", "told", "it was old"), None),
        ("Ada fell on Tuesday. Days later it rang.\nBea told the meeting it was old.", ("Bea", "told", "it was"), None),
        (
            "It fell on Tuesday.\nOver the weekend, in an interview, Ada said it was old.",
            ("Ada", "said", "it was old"),
            None,
        ),
    ],
)
def test_one_statement(text, part, day, lines):
    assert days(text, lines, part) == [day]


def test_who_spoke_on_a_day_speaks_on(lines):
    text = "Ada Lund said on Tuesday it was shut. She added tea was free.\nBea Holm called it odd."
    parts = [("Ada Lund", "said", "it was shut"), ("She", "added", "tea was free"), ("Bea Holm", "called", "it odd")]
    assert days(text, lines, *parts) == ["2025-03-11", "2025-03-11", None]


def test_nothing_is_dated_in_an_article_without_a_day(lines):
    assert days("Ada Lund said it was shut.", lines, ("Ada Lund", "said", "it was shut")) == [None]
