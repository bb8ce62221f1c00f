"""What holds for any input: spans lie in the text, in order, trimmed; nothing raises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.read import read
from onrecord.read.articles import clean, found_in
from onrecord.read.blocks import blocks
from onrecord.read.bylines import facts
from onrecord.read.dates import dates
from onrecord.read.html import parse
from onrecord.terms import Document, Span

KNOWN = """

# Bridge falls
## What next
By Cy Lund
3 May 2024
Saturday 4 May 2024, by Dee Oakes
Cy Lund
The bridge fell, the council said. Nobody was hurt.
He told the council in the
press room that he knew.
“So be it,” she said.
Loading ...
Advertisement
No comments:
Photo: Dee Oakes
> A line quoted,
> and on.
- one
- two
---
© 2024 Lamp
Cy Lund is a reporter.
The Harrow Lamp
\t indented
https://lamp.example
HARROW, May 3 (Wire) — It fell.
Title: Bridge
12"""
LINES = st.sampled_from([*KNOWN.split("\n"), "\f", "\u2028", "\u00a0", "a" * 90])
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(LINES, max_size=25).map("\n".join),
    st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=20).map("\r\n".join),
)
FAST = settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))


def check(text: str, spans: list[Span]) -> None:
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


@FAST
@given(TEXTS)
def test_body_spans_lie_in_order(text: str) -> None:
    found = found_in(text).articles
    check(text, [span for article in found for span in article.spans])
    for article in found:
        assert article.body
        assert all(article.body)
        assert article.title is None or article.title.strip()
        assert all(author.strip() for author in article.authors)


@FAST
@given(TEXTS)
def test_a_clean_text_loses_no_word(text: str) -> None:
    spans = [span for paragraph in clean(text) for span in paragraph]
    check(text, spans)
    outside = set(
        "".join(text[a:b] for (_, a), (b, _) in zip([Span(0, 0), *spans], [*spans, Span(len(text), 0)], strict=True))
    )
    assert not any(letter.isalpha() for letter in outside) or any(
        block.mark in ("image", "fence") for block in blocks(text)
    )


@FAST
@given(TEXTS)
def test_articles_do_not_depend_on_the_run(text: str) -> None:
    assert found_in(text).articles == found_in(text).articles


@FAST
@given(st.text(max_size=200))
def test_bylines_never_raise(words: str) -> None:
    facts(words)
    for one in dates(words):
        assert 0 <= one.start < one.end <= len(words)


MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<br>",
                "<table>",
                "<tr>",
                "<td>",
                "</tr>",
                "<a href='/'>",
                "</a>",
                "<h1>",
                "</h1>",
                "<ul><li>",
                "<script>",
                "</script>",
                "<!--",
                "-->",
                "<p hidden>",
                "<pre>",
                "&amp;",
                "&#0;",
                "<b",
                "</body>",
                "\0",
            ]
        ),
        st.text(max_size=30),
        LINES,
    ),
    max_size=30,
).map("".join)


@settings(FAST, max_examples=60)
@given(markup=MARKUP)
def test_any_markup_is_read_or_refused(markup: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.html"
    path.write_bytes(markup.encode("utf-8", "replace"))
    for found in read(path):
        if isinstance(found, Document):
            check(found.text, [span for article in found.articles for span in article.spans])
            check(found.text, [Span(start, end) for start, end, _ in found.places])
            found.text.encode("utf-8")
        else:
            assert "report" not in found.reason, found


@settings(FAST, max_examples=100)
@given(
    data=st.one_of(st.binary(max_size=300), TEXTS.map(lambda text: text.encode("utf-16", "replace"))),
    suffix=st.sampled_from([".txt", ".html", ".pdf", ".jsonl", ".jsonl.gz"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path: Path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    for found in read(path):
        if isinstance(found, Document):
            found.text.encode("utf-8")
        else:
            assert "report" not in found.reason, found


@FAST
@given(TEXTS)
def test_a_line_of_json_keeps_its_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_text(json.dumps({"id": 1, "text": text}), encoding="utf-8")
    for found in read(path):
        if isinstance(found, Document):
            assert found.text == text.replace("\0", "\ufffd")


def test_parse_gives_places_in_order() -> None:
    text, _, places, _ = parse("<p>One.</p><div>Two<p>three.</p></div>")
    check(text, [Span(start, end) for start, end, _ in places])
