"""Rows for people and programs: whole, and harmless whatever stands in them."""

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.output import as_json, one_line, safe, write

HOSTILE = {
    "an escape": ("\x1b[31mred\x1b[0m", "�[31mred�[0m"),
    "a title for the window": ("\x1b]0;owned\x07", "�]0;owned�"),
    "an escape of one byte": ("\x9b2Jgone", "�2Jgone"),
    "backspaces": ("good\b\b\b\bevil", "good����evil"),
    "a carriage return": ("shown\rhidden", "shown�hidden"),
    "turned direction": ("\u202egnp.exe\u202c \u2066x\u2069 \u061c\u200f", "�gnp.exe� �x� ��"),
    "a line that is none": ("one\u2028two", "one�two"),
    "half a pair": ("\ud800", "�"),
    "markup": ("[bold]loud[/bold] [/] [link=x]", "[bold]loud[/bold] [/] [link=x]"),
    "other letters": ("Ærø 東京 👩‍👩‍👧 नमस्ते", "Ærø 東京 👩‍👩‍👧 नमस्ते"),
    "nothing": (None, ""),
}


@pytest.mark.parametrize(("words", "expected"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_could_command_a_terminal_is_replaced(words, expected):
    assert safe(words) == expected


def test_a_line_stays_one():
    assert one_line("a.txt\nskipped: b.txt:\tevil\x1b") == "a.txt skipped: b.txt: evil�"


@given(st.text(st.characters()))
def test_json_holds_the_words_and_no_control(words):
    line = as_json({"words": words})
    assert json.loads(line) == {"words": words}
    assert safe(line) == line
    assert line.encode("utf-8")


ROWS = [
    {"id": "a1", "words": "=cmd|' /C calc'!A1", "names": ["-Lund", "Ada"], "spans": [[0, 5], [7, 9]], "sure": 0.9345},
    {"id": "b2", "words": "two\nlines, “quoted”", "names": [], "spans": [], "sure": None},
]
FIELDS = ("id", "words", "names", "spans", "sure")


@pytest.mark.parametrize("rows", [ROWS, []])
def test_csv_has_a_header_and_every_field(capsys, rows):
    assert write(rows, FIELDS, (("id",),), "csv") == len(rows)
    header, *found = csv.reader(io.StringIO(capsys.readouterr().out))
    assert header == list(FIELDS)
    expected = [
        ["a1", "'=cmd|' /C calc'!A1", "'-Lund; Ada", "[[0, 5], [7, 9]]", "0.9345"],
        ["b2", "two\nlines, “quoted”", "", "", ""],
    ]
    assert found == expected[: len(rows)]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_begins_a_formula(capsys, first):
    write([{"words": f"{first}1+1"}], ("words",), (), "csv")
    assert next(csv.reader(io.StringIO(capsys.readouterr().out.partition("\n")[2]))) == [f"'{first}1+1"]


def test_lines_hold_the_columns_between_tabs(capsys):
    assert write(ROWS, FIELDS, (("id", "sure"), ("words",), ("names",)), "table") == 2
    assert capsys.readouterr().out == "a1\t0.93\t=cmd|' /C calc'!A1\t-Lund; Ada\nb2\t\ttwo lines, “quoted”\t\n"


def test_another_article_is_shown_by_its_id(capsys):
    write([{"reprint_of": {"file": "a.txt", "id": "x7", "article": 1}}], (), (("reprint_of",),), "table")
    assert capsys.readouterr().out == "x7 1\n"


def test_json_rows_are_lines(capsys):
    assert write(ROWS, (), (), "json") == 2
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == ROWS


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_a_table_wraps_words_and_cuts_no_id(monkeypatch, capsys, width):
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    words = "We will rebuild the bridge in stone and open it before the winter comes [bold]again[/]"
    rows = [{"id": "3vm0nekkejyd", "speaker": "Oskar Brandt", "kind": "direct", "words": words, "outlet": "The Ferry"}]
    columns = (("id",), ("speaker", "kind"), ("words",), ("outlet",))
    assert write(rows, ("id",), columns, "table") == 1
    lines = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out).splitlines()
    assert max(map(len, lines)) <= width
    assert sum("3vm0nekkejyd" in line for line in lines) == 1
    squeezed = "".join("".join(lines).split())
    assert all(part in squeezed for part in ("[bold]", "[/]")) or width == 40
    if width >= 60:
        assert sum("bridge" in line for line in lines) == 1


def test_an_empty_table_is_nothing(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert write([], ("id",), (("id",),), "table") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        ("in/letters/bridge.txt", "bridge.txt"),
        ("kelderwick-courier-2025-03-07.html", "kelderwick-\ncourier-2025-03-\n07.html"),
        ("https://lamp.example/news/bridge", "lamp.example/\nnews/bridge"),
        ("in/f.xml/https://lamp.example/7", "f.xml/lamp.\nexample/7"),
        ("in/a.mbox/mail 1", "a.mbox/mail 1"),
        ("in/post.zip/letters/a.txt", "post.zip/\nletters/a.txt"),
        ("in/F.XML/tag:lamp.example,2031:/7", "F.XML/tag:lamp.\nexample,2031:/7"),
        ("https://lamp.example/news.xml/entry 1", "lamp.example/\nnews.xml/entry 1"),
        ("in/x.warc/https://lamp.example/2031/05/02/town/bridge", "x.warc/lamp.\nexample/20…/02/\ntown/bridge"),
        ("a" * 20, "a" * 16),
    ],
)
def test_a_long_name_is_broken_where_it_has_a_hyphen_or_a_dot(monkeypatch, capsys, file, shown):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    write([{"file": file}], ("file",), (("file",),), "table")
    lines = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out).splitlines()
    assert "\n".join(line.strip() for line in lines[3:] if line.strip()).startswith(shown)
