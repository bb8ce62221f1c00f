"""JSON Lines: which fields are read, and that a text is kept exactly."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.read import read
from onrecord.read.formats import read_bytes
from onrecord.terms import Article, Document, Fact, Skipped, short_id

TEXT = "Bridge falls\n\nThe bridge fell, the council said.\n\nPhoto: Dee Oakes\n"


def only(path: Path, fields: dict[str, Any]) -> Document:
    path.write_text(json.dumps(fields) + "\n", encoding="utf-8")
    (found,) = read(path)
    assert isinstance(found, Document), found
    return found


def test_a_text_is_one_clean_body(tmp_path: Path) -> None:
    found = only(tmp_path / "a.jsonl", {"id": "x1", "text": TEXT})
    assert (found.id, found.text, found.media_type, found.encoding) == ("x1", TEXT, "application/jsonl", "utf-8")
    assert found.sha256 == hashlib.sha256(json.dumps({"id": "x1", "text": TEXT}).encode()).hexdigest()
    (article,) = found.articles
    assert [found.text[start:end] for start, end in article.spans] == [
        "Bridge falls",
        "The bridge fell, the council said.",
        "Photo: Dee Oakes",
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "https://lamp.example/a.jsonl.gz?token=1"])
@pytest.mark.parametrize("packed", [True, False])
def test_what_is_packed_is_told_by_its_bytes(name: str, packed: bool) -> None:
    line = json.dumps({"id": "x1", "text": TEXT}).encode()
    (found,) = read_bytes(gzip.compress(line) if packed else line, file=name, name=name)
    assert isinstance(found, Document), found
    assert (found.id, found.text) == ("x1", TEXT)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {}),
        ({"title": " Bridge\nfalls "}, {"title": "Bridge falls"}),
        ({"authors": ["Cy Lund", "Dee Oakes"]}, {"authors": ("Cy Lund", "Dee Oakes")}),
        ({"authors": "Cy Lund and Dee Oakes"}, {"authors": ("Cy Lund", "Dee Oakes")}),
        ({"author": "The night desk"}, {"authors": ("The night desk",)}),
        ({"author": [{"name": "Cy Lund"}]}, {"authors": ("Cy Lund",)}),
        ({"outlet": "Lamp", "publisher": "Wire"}, {"outlet": "Lamp"}),
        ({"publisher": "Wire"}, {"outlet": "Wire"}),
        ({"published": "2024-05-03T10:00:00Z"}, {"published": "2024-05-03"}),
        ({"date": "May 3, 2024"}, {"published": "2024-05-03"}),
        ({"published": "soon", "date": "May 3, 2024"}, {"published": "2024-05-03"}),
        ({"date": "2924-05-03"}, {}),
        ({"section": "Town", "updated": "2024-05-04"}, {"section": "Town", "updated": "2024-05-04"}),
        ({"date": 20240503, "title": None, "authors": {}, "outlet": 7}, {}),
        ({"language": "de"}, {"language": "de"}),
    ],
)
def test_fields(tmp_path: Path, fields: dict[str, Any], expected: dict[str, Any]) -> None:
    (article,) = only(tmp_path / "a.jsonl", {"id": "x", "text": TEXT, **fields}).articles
    assert replace(article, facts=(), language=expected.get("language", "en")) == Article(article.body, **expected)
    assert {fact.name for fact in article.facts} == set(expected)


def test_where_a_fact_was_found(tmp_path: Path) -> None:
    fields = {"text": TEXT, "author": "Cy Lund and Dee Oakes", "date": "May 3, 2024", "url": "https://lamp.example/1"}
    assert only(tmp_path / "a.jsonl", fields).articles[0].facts == (
        Fact("authors", "Cy Lund", 'field "author"'),
        Fact("authors", "Dee Oakes", 'field "author"'),
        Fact("published", "2024-05-03", 'field "date"'),
        Fact("url", "https://lamp.example/1", 'field "url"'),
    )


@pytest.mark.parametrize(
    ("fields", "doubt"),
    [
        ({"published": "2924-05-03"}, '"published" is no date that can be, or is still to come: 2924-05-03'),
        ({"date": "2024-02-31"}, '"date" is no date that can be, or is still to come: 2024-02-31'),
        ({"updated": "next week"}, '"updated" is no date that can be, or is still to come: next week'),
    ],
)
def test_a_date_that_cannot_be_is_said(tmp_path: Path, fields: dict[str, Any], doubt: str) -> None:
    assert doubt in only(tmp_path / "a.jsonl", {"text": TEXT, **fields}).doubts


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": ""}, 'line 1 has nothing in its "text": write the text there, or remove the line'),
        ({"html": " "}, 'line 1 has nothing in its "html": write the text there, or remove the line'),
        ({"text": 7}, 'line 1 has no "text" and no "html": add one of them'),
        ({"id": "x"}, 'line 1 has no "text" and no "html": add one of them'),
    ],
)
def test_a_line_without_text(tmp_path: Path, fields: dict[str, Any], reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(fields), encoding="utf-8")
    assert list(read(path)) == [Skipped(path.as_posix(), reason)]


def test_a_gzip_cut_anywhere_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    whole = gzip.compress("".join(json.dumps({"id": n, "text": "It fell."}) + "\n" for n in range(30)).encode())
    for cut in range(1, len(whole) - 1, 7):
        path.write_bytes(whole[:-cut])
        told = [one.reason for one in read(path) if isinstance(one, Skipped)]
        assert len(told) == 1, (cut, told)
        assert told[0].startswith("is damaged after line")


@pytest.mark.parametrize("named", [7, "7"])
def test_an_id_is_a_string(tmp_path: Path, named: object) -> None:
    assert only(tmp_path / "a.jsonl", {"ID": named, "Text": TEXT}).id == "7"


def test_a_line_without_an_id_is_named_by_its_bytes(tmp_path: Path) -> None:
    found = only(tmp_path / "a.jsonl", {"text": TEXT})
    assert found.id == short_id("a.jsonl", found.sha256)


def test_gzip_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.GZ"
    path.write_bytes(gzip.compress(b'\xef\xbb\xbf{"id": 1, "text": "One."}\r\n\r\n{"id": 2, "text": "Two."}'))
    found = [one for one in read(path) if isinstance(one, Document)]
    assert [(one.id, one.text) for one in found] == [("1", "One."), ("2", "Two.")]
    assert found[1].sha256 == hashlib.sha256(b'{"id": 2, "text": "Two."}').hexdigest()


def test_html_in_a_line(tmp_path: Path) -> None:
    words = "The bridge over the Sill fell on Tuesday night, the council said, and nobody was hurt in the fall of it."
    markup = f"<html><body><nav>Home</nav><h1>Bridge falls</h1><p>{words}</p><p>{words[::-1]}.</p></body></html>"
    found = only(tmp_path / "a.jsonl", {"id": "x", "html": markup, "title": "A bridge falls"})
    assert found.articles[0].title == "A bridge falls"
    assert words in [found.text[start:end] for start, end in found.articles[0].spans]
    assert found.places


def test_lines_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 1, "text": "One."}\n' * 3, encoding="utf-8")
    lines = read(path)
    next(lines)
    path.write_text("", encoding="utf-8")
    assert len(list(lines)) <= 2
