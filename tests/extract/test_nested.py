from __future__ import annotations

import pytest

from onrecord.extract import findings
from onrecord.extract.found import Found
from onrecord.extract.nested import nested
from onrecord.terms import Article, Span


def shown(text, article, encoder):
    """Each statement as source, content, kind, polarity and the source of the statement that it stands in."""
    statements = findings("d", text, article, encoder).statements
    source = {one.id: " ".join(text[s:e] for s, e in one.source) for one in statements}
    return [
        (
            source[one.id],
            " | ".join(text[s:e] for s, e in one.content),
            one.kind,
            one.polarity,
            source.get(one.inside or ""),
        )
        for one in statements
    ]


def test_what_one_says_another_said(encoder, lines):
    text = "Ada Lund said on Monday that the engineer had told her the bridge was safe."
    assert shown(text, lines(text), encoder) == [
        ("Ada Lund", "that the engineer had told her the bridge was safe", "indirect", "asserted", None),
        ("the engineer", "the bridge was safe", "indirect", "asserted", "Ada Lund"),
    ]


def test_a_report_inside_a_quotation_is_not_verbatim(encoder, lines):
    text = "“The doctor said the wound would heal in a week,” Ada Lund recalled."
    assert [(source, kind, outer) for source, _, kind, _, outer in shown(text, lines(text), encoder)] == [
        ("Ada Lund", "direct", None),
        ("The doctor", "indirect", "Ada Lund"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“I think we will rebuild the bridge before winter,” Ada Lund said.",
        "Ada Lund said the saying over the door was old.",
        "Ada Lund said the bridge was safe, and Jon Holm said it was not.",
    ],
)
def test_nothing_stands_inside(encoder, lines, text):
    assert all(outer is None for *_, outer in shown(text, lines(text), encoder))


def test_a_content_cut_by_a_page_break_is_read_again_in_its_parts(encoder):
    text = "Ada Lund said that the engineer had told her the bridge\n\n- 2 -\n\nwas safe and that she believed him."
    article = Article(body=((Span(0, 55), Span(64, len(text))),))
    for one in findings("d", text, article, encoder).statements:
        for start, end in (*one.source, *one.cue, *one.content):
            assert any(s <= start < end <= e for s, e in article.spans)


def test_i_is_the_outer_speaker_and_she_somebody_else(encoder, lines):
    text = (
        "Ada Lund spoke first.\n“I told the council the bridge was safe,” Ada Lund said.\n"
        "Jon Holm said that she had told him the bridge was safe."
    )
    inner = [one for one in findings("d", text, lines(text), encoder).statements if one.inside]
    assert [(text[slice(*one.source[0])], one.speaker) for one in inner] == [("I", "Ada Lund"), ("she", "Ada Lund")]


def test_statements_come_in_reading_order(encoder, lines):
    text = "Ada Lund said that the engineer had told her the bridge was safe.\nJon Holm said it was not."
    starts = [one.content[0].start for one in findings("d", text, lines(text), encoder).statements]
    assert starts == sorted(starts)


def test_what_stands_in_two_contents_is_found_once():
    text = "The ledger shows the mole was sold, said Ada Lund, and Oskar Brandt said the ferry was late that year."
    at = text.index

    def one(source, cue, content):
        spans = [(Span(at(words), at(words) + len(words)),) for words in (source, cue, content)]
        return Found(*spans, 0.9)

    wide = one(
        "The ledger", "shows", "the mole was sold, said Ada Lund, and Oskar Brandt said the ferry was late that year"
    )
    late = one("Oskar Brandt", "Brandt said", "the ferry was late that year")
    article = Article(((Span(0, len(text)),),))
    levels = list(nested(text, article, [wide, late, late], (), lambda part, marks: [late]))
    assert [(level.found, level.outer) for level in levels] == [(wide, None), (late, None)]
