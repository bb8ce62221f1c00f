"""PDF: reading order, running heads, hyphens, paragraphs over a page break, and files that cannot be read."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pypdfium2
import pytest

from onrecord.read import pdf, pdfchild, read
from onrecord.read.pdflayout import layout
from onrecord.read.pdfpage import Run
from onrecord.terms import Document, Skipped

from .pages import Words, column, write_pdf

LEFT = [
    "The bridge over the Sill at Harrow-",
    "gate fell on Tuesday night, the coun-",
    "cil said. Nobody was hurt.",
    "   Mayor Ada Quill called it a warn-",
    "ing to the whole of the county and",
    "promised an inquiry.",
]
RIGHT = [
    "The engineer, Bo Reyes, said that",
    "the piers had been undermined by",
    "the flood of the winter before and",
    "that he had told the council so in",
    "a well-known report which nobody",
    "had answered.",
]


def document(path: Path) -> Document:
    found = list(read(path))
    assert len(found) == 1
    assert isinstance(found[0], Document), found
    return found[0]


def bodies(found: Document) -> list[list[str]]:
    return [
        [" | ".join(found.text[start:end] for start, end in paragraph) for paragraph in article.body]
        for article in found.articles
    ]


def heading(y: float, words: str) -> list[Words]:
    return [(60, y, 22, words)]


def test_one_column(tmp_path: Path) -> None:
    page = [*heading(90, "Bridge falls in a storm"), (60, 112, 10, "By Ada Quill, 3 May 2024")]
    page += column(60, 150, LEFT)
    found = document(write_pdf(tmp_path / "one.pdf", [page]))
    assert bodies(found) == [
        [
            "The bridge over the Sill at Harrowgate fell on Tuesday night, the council said. Nobody was hurt.",
            "Mayor Ada Quill called it a warning to the whole of the county and promised an inquiry.",
        ]
    ]
    article = found.articles[0]
    assert article.title == "Bridge falls in a storm"
    assert (article.authors, article.published) == (("Ada Quill",), "2024-05-03")
    assert (found.media_type, found.encoding) == ("application/pdf", None)


@pytest.mark.parametrize("mixed", [False, True], ids=["column by column", "row by row"])
def test_two_columns_below_a_headline(tmp_path: Path, mixed: bool) -> None:
    left, right = column(60, 150, LEFT), column(310, 150, RIGHT)
    words = [one for pair in zip(left, right, strict=True) for one in pair] if mixed else left + right
    page = heading(90, "Bridge falls in a storm that nobody saw coming") + words
    found = document(write_pdf(tmp_path / "two.pdf", [page]))
    assert [len(body) for body in bodies(found)] == [3]
    assert [paragraph.split()[-1] for paragraph in bodies(found)[0]] == ["hurt.", "inquiry.", "answered."]
    assert found.articles[0].title == "Bridge falls in a storm that nobody saw coming"


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [("House", "Rooms"), ("Mill", "4"), ("Forge", "3"), ("Inn", "9"), ("Toll house", "2"), ("Barn", "1")]
    page = [
        cell for n, (a, b) in enumerate(rows) for cell in ((60.0, 200 + 14.0 * n, 11.0, a), (310, 200 + 14 * n, 11, b))
    ]
    page += column(60, 120, ["The parish counted the houses by the river and the", "rooms in them."])
    found = document(write_pdf(tmp_path / "table.pdf", [page]))
    assert "Mill 4" in found.text
    assert "Toll house 2" in found.text


def test_a_paragraph_over_a_page_break_has_two_spans(tmp_path: Path) -> None:
    head = "The Harrow Courier · 3 May 2024"
    pages = []
    for number, lines in enumerate(
        ([*LEFT[:2], "cil said, and that the village of"], ["Overbrook was cut off, it added.", *LEFT[3:]])
    ):
        page = [(60.0, 40.0, 9.0, head), (290, 810, 9, f"{number + 7}")]
        pages.append(page + column(60, 690 if number == 0 else 100, lines))
    found = document(write_pdf(tmp_path / "pages.pdf", pages))
    first, second = bodies(found)[0]
    assert first == (
        "The bridge over the Sill at Harrowgate fell on Tuesday night, the council said, and that the village of"
        " | Overbrook was cut off, it added."
    )
    assert second.startswith("Mayor Ada Quill")
    assert (found.articles[0].outlet, found.articles[0].published) == ("The Harrow Courier", "2024-05-03")
    body = " ".join(bodies(found)[0])
    assert head not in body
    assert found.text.count(head) == 2
    assert not re.search(r"\b[78]\b", body)


def test_places_are_boxes_on_a_page(tmp_path: Path) -> None:
    found = document(write_pdf(tmp_path / "places.pdf", [column(60, 150, LEFT), column(60, 150, RIGHT)]))
    assert [place.where.split(" at ")[0] for place in found.places] == ["page 1"] * 6 + ["page 2"] * 6
    first = found.places[0]
    assert found.text[first.start : first.end] == "The bridge over the Sill at Harrow"
    assert re.fullmatch(r"page 1 at 60,\d+,2\d\d,\d+", first.where)
    assert [place.start for place in found.places] == sorted(place.start for place in found.places)


@pytest.mark.parametrize(
    ("lines", "reads"),
    [
        (["They spoke of the govern-", "ment and its plans for it."], "government"),
        (["They spoke of the self-", "government they had won."], "self-government"),
        (["A sea-wall stood here once. The sea-", "wall fell in the great storm."], "The sea-wall fell"),
        (["The road from Harrow-", "Overbrook was closed all day."], "Harrow-Overbrook"),
        (["It cost about 1-", "2 million in all, they said."], "1- 2 million"),
    ],
)
def test_hyphens_at_line_ends(tmp_path: Path, lines: list[str], reads: str) -> None:
    assert reads in document(write_pdf(tmp_path / "hyphen.pdf", [column(60, 150, lines)])).text


def test_small_type_is_no_body(tmp_path: Path) -> None:
    page = column(60, 150, LEFT) + column(
        60, 300, ["The bridge on the morning after the storm, seen from the mill."], size=8
    )
    found = document(write_pdf(tmp_path / "small.pdf", [page]))
    assert "seen from the mill" in found.text
    assert "seen from the mill" not in " ".join(bodies(found)[0])


def test_the_title_in_the_metadata_serves_where_the_page_shows_none(tmp_path: Path) -> None:
    found = document(write_pdf(tmp_path / "meta.pdf", [column(60, 150, LEFT)], title="Bridge falls in a storm"))
    assert found.articles[0].title == "Bridge falls in a storm"


def test_an_encrypted_pdf(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "locked.pdf", [column(60, 150, LEFT)], password="sesame")
    (found,) = read(path)
    assert found == Skipped(path.as_posix(), "is encrypted: open it with its password and save it without one")


def test_a_pdf_that_only_forbids_changes_is_read(tmp_path: Path) -> None:
    assert document(write_pdf(tmp_path / "owned.pdf", [column(60, 150, LEFT)], owner="sesame")).articles


def test_a_truncated_pdf_is_read_or_refused(tmp_path: Path) -> None:
    whole = write_pdf(tmp_path / "whole.pdf", [column(60, 150, LEFT), column(60, 150, RIGHT)]).read_bytes()
    reasons = []
    for cut in range(50, len(whole), max(1, len(whole) // 12)):
        path = tmp_path / "cut.pdf"
        path.write_bytes(whole[:cut])
        (found,) = read(path)
        if isinstance(found, Skipped):
            reasons.append(found.reason)
    assert reasons
    assert set(reasons) <= {
        "is damaged, or no PDF at all: download or save it again",
        "holds no text (a scan?): run it through OCR first, such as ocrmypdf",
    }


def test_a_scan_without_text(tmp_path: Path) -> None:
    (found,) = read(write_pdf(tmp_path / "scan.pdf", [[], []]))
    assert isinstance(found, Skipped)
    assert "OCR" in found.reason


def test_a_page_without_text_among_others_is_a_doubt(tmp_path: Path) -> None:
    found = document(write_pdf(tmp_path / "mixed.pdf", [column(60, 150, LEFT), []]))
    assert found.doubts == ("no text on page 2 of 2: if scanned, run the file through OCR",)


def test_thousands_of_runs_in_the_margins_are_laid_out_at_once() -> None:
    page = [Run(f"no {n}", n % 90, 820, n % 90 + 9, 829, 9) for n in range(8000)]
    foot = Run("The Harrow Courier", 60, 10, 200, 19, 9)
    began = time.process_time()
    text = layout([[foot, *page], [foot, *page]], [842, 842]).text
    assert time.process_time() - began < 2
    assert text.count("no 7\n") == 2
    assert text.endswith("\n\nThe Harrow Courier")


def test_each_running_head_is_read_once_however_many_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, facts = [], pdf.facts
    monkeypatch.setattr(pdf, "facts", lambda words: asked.append(words) or facts(words))
    head = (60.0, 40.0, 9.0, "The Harrow Courier · 3 May 2024")
    pages = [
        [head, *heading(90, title), (60, 112, 10, "By Ada Quill"), *column(60, 150, LEFT + RIGHT)]
        for title in ("Bridge falls in a storm", "Mill to open again", "Ferry is late", "Council meets at dawn")
    ]
    found = document(write_pdf(tmp_path / "paper.pdf", pages))
    assert len(found.articles) == 4
    assert {(article.outlet, article.published) for article in found.articles} == {("The Harrow Courier", "2024-05-03")}
    assert asked == [head[3]] * 4


@pytest.mark.parametrize("title", [b"<FEFFD800>", b"<FEFF0041D8000042>", b"<FEFFDC00>"])
def test_half_a_letter_in_the_title_is_no_fault_of_the_pages(tmp_path: Path, title: bytes) -> None:
    path = write_pdf(tmp_path / "half.pdf", [column(60, 150, LEFT)], title="Bridge falls in a storm, they say")
    whole = path.read_bytes()
    stated = re.search(rb"/Title (\(.*?[^\\]\))", whole, re.DOTALL)
    assert stated
    path.write_bytes(whole[: stated.start(1)] + title.ljust(len(stated[1])) + whole[stated.end(1) :])
    assert document(path).articles[0].title is None


def test_what_the_process_complains_of_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONVERBOSE", "1")  # has it write much on standard error
    assert document(write_pdf(tmp_path / "one.pdf", [column(60, 150, LEFT)])).articles
    assert capfd.readouterr().err == ""


def test_more_runs_than_memory_should_hold_end_the_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfchild, "MOST_RUNS", 10)
    monkeypatch.setattr(pdfchild, "PAGE_CPU_S", 0)  # it is this process that reads here
    path = write_pdf(tmp_path / "many.pdf", [column(60, 150, LEFT)] * 4)
    with pypdfium2.PdfDocument(path) as opened:
        *pages, ended = pdfchild._read(opened)
    assert (len(pages), ended) == (2, "they hold more than 10 pieces of text")
