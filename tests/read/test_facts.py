"""Facts: each with where it was found; dates that cannot be are refused, and said."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from onrecord.read import read
from onrecord.read.articles import found_in
from onrecord.read.dates import named_day, order
from onrecord.read.html import parse
from onrecord.terms import Article, Document

from .pages import column, write_pdf

BODY = "\n\n".join(
    [
        "The bridge over the Sill at Harrowgate fell on Tuesday night, the council said. Nobody was hurt in the fall.",
        "Mayor Ada Quill called it “a warning to us all” and promised an inquiry within the month, in public.",
        "Work on a new bridge is to begin in the spring, according to the county engineer, who has two plans.",
        "A second flood came on Friday, and the market square stood under water for nine hours, residents said.",
    ]
)
SOON = (date.today() + timedelta(days=9)).isoformat()


def facts(article: Article) -> dict[str, tuple[str, str]]:
    return {fact.name: (fact.value, fact.where) for fact in article.facts}


def text(header: str, name: str = "") -> tuple[dict[str, tuple[str, str]], tuple[str, ...]]:
    found = found_in(f"{header}\n\n{BODY}\n", name=name)
    assert len(found.articles) == 1
    return facts(found.articles[0]), found.doubts


def page(head: str = "", *, lang: str = "", below: str = "", name: str = "") -> tuple[Article, tuple[str, ...]]:
    paragraphs = "".join(f"<p>{words}</p>" for words in BODY.split("\n\n"))
    markup = (
        f"<html {lang}><head><title>Bridge falls</title>{head}</head><body><article><h1>Bridge falls</h1>{below}"
        f"<div class='text'>{paragraphs}</div></article></body></html>"
    )
    _, found, _, doubts = parse(markup, name=name)
    assert len(found) == 1
    return found[0], doubts


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Bridge falls\nBy Cy Lund, Harrow Courier\n3 May 2024",
            {
                "title": ("Bridge falls", "headline"),
                "authors": ("Cy Lund", "byline"),
                "outlet": ("Harrow Courier", "byline"),
                "published": ("2024-05-03", "date line"),
            },
        ),
        (
            "# Bridge falls\n\n*By Cy Lund, 3 May 2024*",
            {
                "title": ("Bridge falls", "heading"),
                "authors": ("Cy Lund", "byline"),
                "published": ("2024-05-03", "byline"),
            },
        ),
        (
            "Title: Bridge falls\nAuthor: Cy Lund\nSource: Harrow Courier\nSection: Town\nDate: 3 May 2024\n"
            "Updated: 4 May 2024",
            {
                "title": ("Bridge falls", 'field "title"'),
                "authors": ("Cy Lund", 'field "author"'),
                "outlet": ("Harrow Courier", 'field "outlet"'),
                "section": ("Town", 'field "section"'),
                "published": ("2024-05-03", 'field "date"'),
                "updated": ("2024-05-04", 'field "updated"'),
            },
        ),
        (
            "Bridge falls\nBy Cy Lund\nPublished: 3 May 2024\nUpdated: 5 May 2024, 10:15 am",
            {
                "title": ("Bridge falls", "headline"),
                "authors": ("Cy Lund", "byline"),
                "published": ("2024-05-03", 'field "date"'),
                "updated": ("2024-05-05", 'field "updated"'),
            },
        ),
        (
            "THE HARROW COURIER\n\nBridge falls in the night\nBy Harrow Courier Staff",
            {"title": ("Bridge falls in the night", "headline"), "outlet": ("The Harrow Courier", "masthead")},
        ),
        (
            "The Sillmark, 3 May 2024\n\nBridge falls in the night\nBy Sillmark",
            {
                "title": ("Bridge falls in the night", "headline"),
                "outlet": ("The Sillmark", "date line"),
                "published": ("2024-05-03", "date line"),
            },
        ),
    ],
)
def test_where_a_text_says_it(header: str, expected: dict[str, tuple[str, str]]) -> None:
    assert text(header) == (expected, ())


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("31 February 2024", "there is no such day"),
        ("2023-02-29", "there is no such day"),
        ("1 May 1324", "it lies before there were newspapers"),
        ("3 May 2924", "it is still to come"),
        (SOON, "it is still to come"),
        ("03/05/2024", "it may be day or month first"),
    ],
)
def test_a_date_that_is_refused_is_said(day: str, why: str) -> None:
    found, doubts = text(f"Bridge falls\nBy Cy Lund\n{day}")
    assert "published" not in found
    assert doubts == (f"the date “{day}” (date line) was not used: {why}",)


@pytest.mark.parametrize(
    ("header", "name", "published"),
    [
        ("By Cy Lund, 03/05/2024\nUpdated: 25/05/2024", "", "2024-05-03"),
        ("By Cy Lund, 03/05/2024\nUpdated: 05/25/2024", "", "2024-03-05"),
        ("By Cy Lund, 03/05/2024\nUpdated: 5 March 2024", "", "2024-03-05"),
        ("By Cy Lund, 03/05/2024", "courier-2024-05-03.txt", "2024-05-03"),
        ("By Cy Lund, 03/05/2024", "courier-2024-05-09.txt", "2024-05-09"),
        ("By Cy Lund, 04/04/2024", "", "2024-04-04"),
    ],
)
def test_an_ambiguous_date_and_its_hints(header: str, name: str, published: str) -> None:
    assert text(f"Bridge falls\n{header}", name)[0]["published"][0] == published


@pytest.mark.parametrize(("lang", "published"), [("en-US", "2024-03-05"), ("en-GB", "2024-05-03"), ("en", None)])
def test_the_region_of_a_page_tells_an_ambiguous_date(lang: str, published: str | None) -> None:
    article, doubts = page("<meta name='date' content='03/05/2024'>", lang=f"lang='{lang}'")
    assert article.published == published
    assert len(doubts) == (0 if published else 1)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("courier-2025-03-07.txt", "2025-03-07"),
        ("20250307.html", "2025-03-07"),
        ("press/2025_03_07 p4.pdf", "2025-03-07"),
        ("2019-01-01/courier.txt", None),
        ("2025-03-07_to_2025-03-09.txt", None),
        ("scan-20251341.txt", None),
        ("call-0120250307.txt", None),
        (f"plan-{SOON}.txt", None),
    ],
)
def test_a_day_in_a_files_name(name: str, day: str | None) -> None:
    assert named_day(name) == day


def test_the_files_name_serves_where_nothing_else_does(tmp_path: Path) -> None:
    path = tmp_path / "courier-2024-05-03.txt"
    path.write_text(f"Bridge falls\nBy Cy Lund\n\n{BODY}", encoding="utf-8")
    (found,) = read(path)
    assert isinstance(found, Document)
    assert facts(found.articles[0])["published"] == ("2024-05-03", "file name")
    path.write_text(f"Bridge falls\nBy Cy Lund\n4 May 2024\n\n{BODY}", encoding="utf-8")
    (found,) = read(path)
    assert isinstance(found, Document)
    assert facts(found.articles[0])["published"] == ("2024-05-04", "date line")


def test_where_a_page_says_it() -> None:
    stated = {
        "@type": "NewsArticle",
        "headline": "Bridge falls",
        "datePublished": "2024-05-03T09:00:00+02:00",
        "dateModified": "2024-05-04",
        "articleSection": "Town",
        "author": [{"@type": "Person", "name": "Cy Lund"}, {"@type": "Person", "name": "Harrow Courier"}],
        "publisher": {"@type": "NewsMediaOrganization", "name": "Harrow Courier"},
    }
    article, doubts = page(f'<script type="application/ld+json">{json.dumps(stated)}</script>', lang='lang="en-GB"')
    assert facts(article) == {
        "title": ("Bridge falls", "main heading"),
        "authors": ("Cy Lund", "JSON-LD author"),
        "outlet": ("Harrow Courier", "JSON-LD publisher"),
        "section": ("Town", "JSON-LD articleSection"),
        "published": ("2024-05-03", "JSON-LD datePublished"),
        "updated": ("2024-05-04", "JSON-LD dateModified"),
        "language": ("en-GB", "html lang"),
    }
    assert (article.section, article.updated, article.published) == ("Town", "2024-05-04", "2024-05-03")
    assert doubts == ()


@pytest.mark.parametrize(
    ("head", "below", "name", "expected"),
    [
        ('<meta property="article:section" content="Town">', "", "section", ("Town", "meta article:section")),
        (
            "",
            '<nav class="breadcrumbs"><a href="/">Home</a> <a href="/town">Town</a></nav>',
            "section",
            ("Town", "breadcrumb"),
        ),
        (
            '<meta property="article:modified_time" content="2024-05-04T10:00Z">',
            "",
            "updated",
            ("2024-05-04", "meta article:modified_time"),
        ),
        ("", '<time datetime="2024-05-03T10:00Z">Friday</time>', "published", ("2024-05-03", "time element")),
        ("", "<p class='byline'>By Dee Oakes</p>", "authors", ("Dee Oakes", "byline")),
    ],
)
def test_places_in_a_page(head: str, below: str, name: str, expected: tuple[str, str]) -> None:
    assert facts(page(head, below=below)[0])[name] == expected


def test_a_date_that_a_page_states_and_cannot_be_is_said() -> None:
    article, doubts = page('<meta property="article:published_time" content="2024-02-31">')
    assert article.published is None
    assert doubts == ("the date “2024-02-31” (meta article:published_time) was not used: there is no such day",)


def test_a_page_falls_back_on_its_files_name() -> None:
    assert facts(page(name="bridge-2024-05-03.html")[0])["published"] == ("2024-05-03", "file name")


def test_facts_of_a_pdf(tmp_path: Path) -> None:
    head = "The Harrow Courier · 3 May 2024"
    pages = [
        [(60.0, 40.0, 9.0, head), *column(60, 150, [*BODY.split("\n\n")[number].split(", ")])] for number in (0, 3)
    ]
    (found,) = read(write_pdf(tmp_path / "bridge.pdf", pages, title="Bridge falls in a storm"))
    assert isinstance(found, Document)
    assert facts(found.articles[0]) == {
        "title": ("Bridge falls in a storm", "PDF metadata"),
        "outlet": ("The Harrow Courier", "running head"),
        "published": ("2024-05-03", "running head"),
    }


def test_the_order_of_dates() -> None:
    assert order("25/05/2024 and 05/25/2024") == ""
    assert order("") == ""
