"""A draft is checked, its verdicts in place, each with the way to its source."""

from io import BytesIO
from pathlib import Path

import pytest

from onrecord.record import Record

from .conftest import FORM, text

DRAFT = (Path(__file__).parents[2] / "samples" / "draft.md").read_text("utf-8")


def checked(room, **given):
    answer = room.post("/check", headers=FORM, **given)
    assert answer.status_code == 200, answer.text[:500]
    return room.tree(answer)


def test_each_quotation_has_its_verdict_in_place_and_leads_to_its_source(room, samples_record):
    page = checked(room, data={"draft": DRAFT})
    with Record(samples_record) as record:
        (found,) = record.check(DRAFT.encode())
    assert len(page.cssselect(".verdict")) == len(found.findings) == 3
    assert "".join("".join(text(page, ".draft .text")).split()) == "".join(DRAFT.split())
    marked = text(page, ".quote[href]")
    assert "410 families" in " ".join(marked)
    first = page.cssselect(".verdict")[0]
    assert "altered (number)" in first.text_content()
    assert text(first, "mark") == ["410 families", "140 families"]
    source = room.page(first.cssselect(".sources a")[0].get("href").partition("#")[0])
    assert "140 families" in " ".join(text(source, ".looked-for"))
    assert len(source.cssselect("#at")) == 1
    assert not page.cssselect("[style], script:not([src])")


def test_the_data_are_those_of_the_command(room, samples_record):
    data = room.post("/check.json", headers=FORM, data={"draft": DRAFT}).json()["data"]
    rows = [one["row"] for one in data["drafts"][0]["verdicts"]]
    assert [row["verdicts"][0] for row in rows] == ["altered", "cut-end", "not-on-record"]
    assert all(DRAFT[slice(*row["span"])].strip("“”\"'").split()[0] == row["words"].split()[0] for row in rows)


def test_a_file_is_checked_and_nothing_is_kept(room, samples_record):
    before = samples_record.stat().st_mtime_ns
    page = "<html><body><p>“Stone will outlast concrete on that bed,” said Tomas Brekhurst.</p></body></html>"
    for name, data in (("a.html", page), ("C:\\drafts\\a.txt", "“Stone will outlast concrete,” said Brekhurst.")):
        found = checked(room, files={"file": (name, BytesIO(data.encode()))})
        assert len(found.cssselect(".verdict")) == 1
        assert text(found, ".draft h2")[0] in ("a.html", "a.txt")
    assert samples_record.stat().st_mtime_ns == before
    assert not samples_record.with_name("samples.added").exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"data": {"draft": "  "}}, "nothing to check"),
        ({}, "nothing to check"),
        ({"files": {"file": ("a.exe", BytesIO(b"MZ\0"))}}, "a.exe"),
        ({"files": {"file": ("a.docx", BytesIO(b"no office file"))}}, "a.docx"),
    ],
)
def test_what_cannot_be_checked_is_said(room, given, words):
    answer = room.post("/check.json", headers=FORM, **given)
    assert answer.status_code == 422
    assert words in answer.json()["error"]["sentence"]


def test_a_draft_without_quotations(room):
    assert "nothing to check" in text(checked(room, data={"draft": "The harbour was quiet."}), ".lead")[0]


def test_a_hostile_draft_is_words(room):
    hostile = "“<script>alert(1)</script> We {{ 7*7 }} <img src=x onerror=alert(1)> rebuild,” said <b>Ada</b> Lund."
    page = checked(room, data={"draft": hostile})
    assert not page.cssselect("script:not([src]), img, b")
    assert "{{ 7*7 }}" in page.text_content()


def test_what_stands_outside_of_an_article_is_said_to(room, samples_record):
    with Record(samples_record) as record:
        rows = [record.article(row["id"], row["article"]) for row in record.articles() if row["left_out"]]
    found = next(one for one in rows if one.paragraphs[-1][-1].end < len(one.text.rstrip()) - 3)
    at = found.article
    address = f"/article?id={at['id']}&article={at['article']}&at="
    assert "outside" in text(room.page(f"{address}{len(found.text) - 2}-{len(found.text)}"), ".notices")[0]
    start = found.paragraphs[0][0].start
    assert "marked" in text(room.page(f"{address}{start}-{start + 5}"), ".notices")[0]
    room.page(f"{address}1-x", 422)
