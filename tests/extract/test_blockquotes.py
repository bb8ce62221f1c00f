from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.extract import findings
from onrecord.extract.blockquotes import blocks
from onrecord.terms import Part, Span


def block(text, words, by=""):
    start = text.index(words)
    name = Span(text.index(by), text.index(by) + len(by)) if by else None
    return Part("blockquote", Span(start, start + len(words)), name)


def shown(text, article, encoder):
    found = findings("d", text, article, encoder).statements
    return [
        (" ".join(text[s:e] for s, e in one.source), " ".join(text[s:e] for s, e in one.content), one.kind)
        for one in found
        if one.inside is None
    ]


def test_a_colon_leads_in_a_block_quote(encoder, lines):
    text = "The pilot, Kurt Bey, wrote to the board on Monday:\nThe river has risen by a metre.\nThe hall was full."
    article = replace(lines(text), parts=(block(text, "The river has risen by a metre."),))
    ((source, content, kind),) = shown(text, article, encoder)
    assert ("Kurt Bey" in source, content.rstrip("."), kind) == (True, "The river has risen by a metre", "direct")


def test_a_signed_block_quote_is_the_signers(encoder, lines):
    text = "The hall was full.\nNobody here was ever told.\nAda Lund\nIt rained all day."
    article = replace(lines(text), parts=(block(text, "Nobody here was ever told.\nAda Lund", "Ada Lund"),))
    assert shown(text, article, encoder) == [("Ada Lund", "Nobody here was ever told.", "direct")]


def test_a_block_quote_of_nobody(encoder, lines):
    text = "The hall was full.\nNobody here was ever told.\nIt rained all day."
    article = replace(lines(text), parts=(block(text, "Nobody here was ever told."),))
    assert shown(text, article, encoder) == [("", "Nobody here was ever told.", "direct")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the log the mate wrote:\nWind south. Cat well.\nThe brig was found.", ["Wind south. Cat well."]),
        ("She replied at once:\n> Do not open it.\nIt stayed shut.", ["Do not open it."]),
        ("The mate wrote:\n- rope\n- tea", []),
        ("The mate wrote:\n“Wind south.”", []),
        ("Three were left:\nThe hall was full.", []),
    ],
)
def test_blocks_that_no_layout_tells(lines, text, expected):
    assert [text[s:e] for s, e in blocks(text, lines(text))] == expected
