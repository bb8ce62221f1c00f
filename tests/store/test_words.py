"""A finding's words: outer quotation marks left out, inner ones kept."""

import pytest

from onrecord.store.words import unquoted, words_of
from onrecord.terms import Span

WORDS = {
    "none": ("We will rebuild", "We will rebuild"),
    "curly": ("“We will rebuild,”", "We will rebuild,"),
    "straight": ('"We will rebuild,"', "We will rebuild,"),
    "single": ("‘We will rebuild’", "We will rebuild"),
    "of two strokes": ("``We will rebuild''", "We will rebuild"),
    "of two straight strokes": ("''We will rebuild''", "We will rebuild"),
    "low": ("„We will rebuild“", "We will rebuild"),
    "angle": ("«We will rebuild»", "We will rebuild"),
    "nested": ("“She called it ‘the mill’ once”", "She called it ‘the mill’ once"),
    "nested at both ends": ("“‘The mill’ is ‘mine’”", "‘The mill’ is ‘mine’"),
    "nested and closed together": ("“She said, ‘Never.’”", "She said, ‘Never.’"),
    "two quotations": ("“We will” and “we must”", "“We will” and “we must”"),
    "two straight quotations": ('"We will" and "we must"', '"We will" and "we must"'),
    "open for the next paragraph": ("“We will rebuild", "We will rebuild"),
    "never opened": ("We will rebuild”", "We will rebuild"),
    "open, with a quotation inside": ("“We will ‘rebuild’ it", "We will ‘rebuild’ it"),
    "quoted in the end": ("that it was “decent and late.”", "that it was “decent and late.”"),
    "quoted in the beginning": ("“Decent and late” it was", "“Decent and late” it was"),
    "an apostrophe first": ("’Twas a mill", "’Twas a mill"),
    "a plural's apostrophe": ("the voters’", "the voters’"),
    "an apostrophe of the straight kind first": ("'tis a mill", "'tis a mill"),
    "never opened, straight": ('We will rebuild"', "We will rebuild"),
    "closed twice": ("We “will” rebuild”", "We “will” rebuild”"),
    "two marks": ("“”", ""),
    "one mark": ("“", "“"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("words", "expected"), WORDS.values(), ids=WORDS.keys())
def test_outer_marks_are_left_out(words, expected):
    assert unquoted(words) == expected


PLACES = {
    "one span": ("“We will,” she said.", ["“We will,”"], "We will,"),
    "white space": ("We\r\n  will\tgo", ["We\r\n  will\tgo"], "We will go"),
    "two spans with words between": (
        "“We will,” she said, “rebuild.”",
        ["“We will,”", "“rebuild.”"],
        "We will, … rebuild.",
    ),
    "a page's end between": ("We will\n\n\frebuild", ["We will", "rebuild"], "We will rebuild"),
    "a mark that stands apart": ("We will. “", ["We will. “"], "We will."),
    "reopened": ("“We will.\n\n“We must.”", ["“We will.", "“We must.”"], "We will. We must."),
    "first and last character": ("x", ["x"], "x"),
}


@pytest.mark.parametrize(("text", "parts", "expected"), PLACES.values(), ids=PLACES.keys())
def test_spans_become_one_line(text, parts, expected):
    spans, at = [], 0
    for part in parts:
        at = text.index(part, at)
        spans.append(Span(at, at + len(part)))
        at += len(part)
    assert words_of(text, spans) == expected
