"""Articles in plain text: header, body, furniture, several in one file, sentences that are cut."""

from __future__ import annotations

import textwrap

import pytest

from onrecord.read.articles import clean, found_in
from onrecord.terms import Span

FELL = "The bridge over the Sill at Harrowgate fell on Tuesday night, the council said. Nobody was hurt."
MAYOR = "Mayor Ada Quill called it “a warning to us all” and promised an inquiry within the month."
SPRING = "Work on a new bridge is to begin in the spring, according to the county engineer."
FLOOD = "A second flood came on Friday, and the market square stood under water for nine hours."
BAKER = "“We have never seen this,” said Bo Reyes, who keeps the bakery on the corner of the square."
BRIDGE = f"{FELL}\n\n{MAYOR}\n\n{SPRING}"


def shown(text: str) -> list[tuple[str | None, tuple[str, ...], str | None, str | None]]:
    return [(one.title, one.authors, one.outlet, one.published) for one in found_in(text).articles]


def bodies(text: str) -> list[list[str]]:
    """Return each article's paragraphs, spans parted by a bar, line ends as spaces."""
    return [
        [" | ".join(text[start:end] for start, end in paragraph).replace("\n", " ") for paragraph in one.body]
        for one in found_in(text).articles
    ]


@pytest.mark.parametrize(
    ("header", "title", "authors", "outlet", "published"),
    [
        (
            "Bridge falls after storm\nBy Cy Lund\n3 May 2024",
            "Bridge falls after storm",
            ("Cy Lund",),
            None,
            "2024-05-03",
        ),
        (
            "# Bridge falls after storm\n\n*By Cy Lund, May 3, 2024*",
            "Bridge falls after storm",
            ("Cy Lund",),
            None,
            "2024-05-03",
        ),
        (
            "Bridge falls after storm\n===\n\nCy Lund  \n3 May 2024",
            "Bridge falls after storm",
            ("Cy Lund",),
            None,
            "2024-05-03",
        ),
        ("Friday 3 May 2024, by Cy Lund", None, ("Cy Lund",), None, "2024-05-03"),
        (
            "A fall. But the rise could be steep\nCy Lund\nCy Lund\nMay 3, 2024\nOPINION",
            "A fall. But the rise could be steep",
            ("Cy Lund",),
            None,
            "2024-05-03",
        ),
        ("English\nOpinion\n\nBridge falls after storm", "Bridge falls after storm", (), None, None),
        (
            "THE HARROW COURIER\n\nBridge falls after storm\nBy Cy Lund",
            "Bridge falls after storm",
            ("Cy Lund",),
            "The Harrow Courier",
            None,
        ),
        (
            "Bridge falls after storm\nBY CY LUND and DEE OAKES, Staff Writers | Harrow Courier",
            "Bridge falls after storm",
            ("Cy Lund", "Dee Oakes"),
            "Harrow Courier",
            None,
        ),
        (
            "Bridge falls\nBy Cy Lund\nUpdated: 5 May 2024, 10:15 am\nPublished: 3 May 2024",
            "Bridge falls",
            ("Cy Lund",),
            None,
            "2024-05-03",
        ),
        ("Bridge falls\nBy Cy Lund\nUpdated 5 May 2024", "Bridge falls", ("Cy Lund",), None, None),
        ("Bridge falls\nBy Cy Lund in Harrowgate\n2024-05-03", "Bridge falls", ("Cy Lund",), None, "2024-05-03"),
        ("Bridge falls\nBy our own reporter\n03.05.2024", "Bridge falls", (), None, "2024-05-03"),
        ("Bridge falls\nBy Cy Lund\n13/05/2024", "Bridge falls", ("Cy Lund",), None, "2024-05-13"),
        ("Bridge falls\nBy Cy Lund\n03/05/2024", "Bridge falls", ("Cy Lund",), None, None),
        ("Bridge falls\nBy Cy Lund\n31 June 2024", "Bridge falls", ("Cy Lund",), None, None),
        ("Bridge falls\nBy Cy Lund\n3 May 2924", "Bridge falls", ("Cy Lund",), None, None),
        (
            "Title: Bridge falls\nAuthor: Cy Lund\nSource: Harrow Courier\nDate: 3 May 2024",
            "Bridge falls",
            ("Cy Lund",),
            "Harrow Courier",
            "2024-05-03",
        ),
        (
            '---\ntitle: "Bridge: the fall"\nauthor: Cy Lund\ndate: 2024-05-03\ntags: [a, b]\n---',
            "Bridge: the fall",
            ("Cy Lund",),
            None,
            "2024-05-03",
        ),
        (
            "Bridge falls\nThe Harrow Lamp, Friday 3 May 2024\nBy Cy Lund, Valley Wire",
            "Bridge falls",
            ("Cy Lund",),
            "The Harrow Lamp",
            "2024-05-03",
        ),
        (
            "Bridge falls\nBy Jean de la Fontaine and Anna-Lena O’Brien",
            "Bridge falls",
            ("Jean de la Fontaine", "Anna-Lena O’Brien"),
            None,
            None,
        ),
        ("Home | News | Sport | Log in\nBridge falls after storm", "Bridge falls after storm", (), None, None),
        ("Bridge falls after storm", "Bridge falls after storm", (), None, None),
        ("", None, (), None, None),
    ],
)
def test_headers(
    header: str, title: str | None, authors: tuple[str, ...], outlet: str | None, published: str | None
) -> None:
    text = f"{header}\n\n{BRIDGE}\n"
    assert shown(text) == [(title, authors, outlet, published)]
    assert bodies(text) == [[FELL, MAYOR, SPRING]]


def test_a_standfirst_above_the_byline_is_no_body() -> None:
    text = f"Bridge falls after storm\n\nThe council promises an inquiry within the month.\n\nBy Cy Lund\n\n{BRIDGE}"
    assert bodies(text) == [[FELL, MAYOR, SPRING]]


@pytest.mark.parametrize(
    "furniture",
    [
        "Loading ...",
        "Loading Tweet ...\nTweet not loading? See it directly on the site",
        "Advertisement",
        "Story continues below",
        "Read more: The flood of 1953 remembered",
        "Related: [The flood of 1953](https://courier.example/flood)",
        "Photo: Dee Oakes/Valley Wire",
        "Photograph Source: Harrow County – Public Domain",
        "The bridge on Wednesday. [VW Photo/Dee Oakes]",
        "The bridge at low water. (Dee Oakes/Valley Wire)",
        "The bridge, seen from the mill. Photo: Dee Oakes",
        "![The bridge](bridge.jpg)",
        "Share this article\nPrint\nCopy link",
        "---",
        "* * *",
        "4 min read",
        "12",
        "https://courier.example/bridge",
    ],
)
def test_furniture_in_the_middle(furniture: str) -> None:
    assert bodies(f"{FELL}\n\n{furniture}\n\n{MAYOR}\n\n{SPRING}") == [[FELL, MAYOR, SPRING]]


@pytest.mark.parametrize(
    "tail",
    [
        "Loading",
        "No comments:\n\nPost a Comment",
        "2 comments\n\nI said so in 1998, and nobody listened to me.\n\nSo did I.",
        "Cy Lund is a reporter for the Harrow Courier. His first novel, The Ford, is out in June.",
        "*Lund has covered the valley since 2003.*",
        "Dee Oakes is professor of history at the College of Overbrook and the author of A River Runs Late.",
        "© 2024 Harrow Courier. All rights reserved.",
        "The Harrow Courier is published under the rules of the Valley Trust. It can be reprinted freely.",
        "This article was first published in the Overbrook Echo.",
        "(Reporting by Cy Lund; editing by Dee Oakes)",
        "To contact the Courier and the  \nValley Trust visit:\n\n**[courier.example/contact](https://courier.example)**",
        "27 November 2023\nTo be published in the winter issue.\nAttached documentsbridge.pdf (PDF - 90 KiB)",
        "Follow us on every site there is.",
        "ENDS",
        "Tags: bridges, storms",
        "Newer Post\nOlder Post\nHome",
    ],
)
def test_furniture_at_the_end(tail: str) -> None:
    assert bodies(f"Bridge falls\nBy Cy Lund\n\n{BRIDGE}\n\n{tail}\n") == [[FELL, MAYOR, SPRING]]


@pytest.mark.parametrize(
    "words",
    [
        "So it ended.",
        "What the engineer says",
        "Copyright was the other quarrel: the plans belong to the county, and a copy of them costs money.",
        "Share prices fell at once.",
        "He writes that the tags: red, blue and green, are of no use to anybody at all.",
        "Q: Who will pay?",
        "BO REYES: Nobody will pay, that is the trouble.",
        "Dee Oakes is the mayor’s sister, and she does not want to speak of the bridge.",
    ],
)
def test_what_stays_in_the_body(words: str) -> None:
    assert bodies(f"Bridge falls\nBy Cy Lund\n\n{FELL}\n\n{words}\n\n{SPRING}") == [[FELL, words, SPRING]]


@pytest.mark.parametrize("end", ["So it ended.", "The report was first asked for in 2019.", "He will be missed!"])
def test_a_short_last_sentence_stays(end: str) -> None:
    assert bodies(f"{FELL}\n\n{end}\n") == [[FELL, end]]


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        (
            f"The council said in the press\n\nconference that it knew. {MAYOR}",
            f"The council said in the press | conference that it knew. {MAYOR}",
        ),
        (
            f"The council said in the press\n\n12\n\nconference that it knew. {MAYOR}",
            f"The council said in the press | conference that it knew. {MAYOR}",
        ),
        (
            f"The council said in the press\n\nAdvertisement\n\nconference that it knew. {MAYOR}",
            f"The council said in the press | conference that it knew. {MAYOR}",
        ),
        (
            f"{FELL[:-16]} for the mayor of the\n\nCity of Overbrook, who knew.",
            f"{FELL[:-16]} for the mayor of the | City of Overbrook, who knew.",
        ),
        (
            f"{FELL[:-16]} but the mayor, Mrs.\n\nQuill, knew of it.",
            f"{FELL[:-16]} but the mayor, Mrs. | Quill, knew of it.",
        ),
        (
            f"{FELL[:-16]} and they had come to the\f\nMill on foot that night, he said.",
            f"{FELL[:-16]} and they had come to the | Mill on foot that night, he said.",
        ),
        (
            f"{FELL[:-16]} and those of the VBC\n(Valley Bridge Company) were there, he said.",
            f"{FELL[:-16]} and those of the VBC (Valley Bridge Company) were there, he said.",
        ),
        (
            f"{FELL[:-16]} and they stood in the\nrain for hours, he said.",
            f"{FELL[:-16]} and they stood in the rain for hours, he said.",
        ),
    ],
)
def test_a_sentence_cut_in_two_is_one_paragraph(text: str, paragraph: str) -> None:
    assert bodies(f"{SPRING}\n\n{text}\n\n{FLOOD}") == [[SPRING, paragraph, FLOOD]]


def test_a_running_head_in_a_sentence() -> None:
    head = "THE HARROW LAMP  |  Friday 3 May 2024"
    page = f"{head}\n\nBridge falls\n\nBy Cy Lund\n\n{SPRING} It fell in the age\n\nPage 1\n\n"
    text = f"{page}{head}\n\nof steam, {FLOOD}\n\nPage 2\n"
    assert bodies(text) == [[f"{SPRING} It fell in the age | of steam, {FLOOD}"]]
    assert shown(text) == [("Bridge falls", ("Cy Lund",), "The Harrow Lamp", "2024-05-03")]


@pytest.mark.parametrize("width", [60, 72, 100])
def test_hard_wrapped_lines_are_paragraphs(width: int) -> None:
    paragraphs = [f"{FELL} {MAYOR} {SPRING}", f"{FLOOD} {BAKER} {FELL}"]
    text = "Bridge falls after storm\nBy Cy Lund\n3 May 2024\n\n" + "\n\n".join(
        textwrap.fill(one, width) for one in paragraphs
    )
    assert bodies(text) == [paragraphs]
    assert all(len(paragraph) == 1 for paragraph in found_in(text).articles[0].body)
    assert shown(text) == [("Bridge falls after storm", ("Cy Lund",), None, "2024-05-03")]


def test_indented_paragraphs_without_blank_lines() -> None:
    paragraphs = [f"{FELL} {MAYOR} {SPRING}", f"{FLOOD} {BAKER} {FELL}"]
    text = "\n".join(textwrap.fill(one, 64, initial_indent="   ") for one in paragraphs)
    assert bodies(text) == [paragraphs]


def test_a_paragraph_a_line() -> None:
    assert bodies("\n".join([FELL, MAYOR, "What comes next", SPRING])) == [[FELL, MAYOR, "What comes next", SPRING]]


def test_markdown_in_the_body() -> None:
    quoted = f"> {MAYOR}\n> {SPRING}\n\n- one bridge\n- two fords"
    text = f"# Bridge falls\n\n{FELL}\n\n## What comes next\n\n{quoted}\n\n{FLOOD}"
    assert bodies(text) == [[FELL, "What comes next", f"{MAYOR} | {SPRING}", "one bridge", "two fords", FLOOD]]


@pytest.mark.parametrize(
    ("between", "second"),
    [
        ("Flood in the market\nBy Dee Oakes\n5 May 2024", ("Flood in the market", ("Dee Oakes",), None, "2024-05-05")),
        (
            "# Flood in the market\n\n**Dee Oakes** | 5 May 2024",
            ("Flood in the market", ("Dee Oakes",), None, "2024-05-05"),
        ),
        (
            "Flood in the market\nDee Oakes\nDee Oakes\nMay 5, 2024\nTOWN",
            ("Flood in the market", ("Dee Oakes",), None, "2024-05-05"),
        ),
        (
            "Flood in the market\n\nNine hours under water.\n\nBy Dee Oakes",
            ("Flood in the market", ("Dee Oakes",), None, None),
        ),
        ("Sunday 5 May 2024, by Dee Oakes", (None, ("Dee Oakes",), None, "2024-05-05")),
        (
            "Cy Lund is a reporter for the Lamp.\n\n© 2024 The Lamp\n\nFlood in the market\n5 May 2024",
            ("Flood in the market", (), None, "2024-05-05"),
        ),
        ("No comments:\n\nPost a Comment\n\nFlood in the market", ("Flood in the market", (), None, None)),
        ("---\n\n# Flood in the market", ("Flood in the market", (), None, None)),
        (
            "27 November 2023\n\nThis article was first published in the Echo.\n\nFlood in the market\nBy Dee Oakes",
            ("Flood in the market", ("Dee Oakes",), None, None),
        ),
    ],
)
def test_two_articles(between: str, second: tuple[object, ...]) -> None:
    rest = [FLOOD, BAKER, f"{FLOOD} {BAKER} {FLOOD} {BAKER}"]
    text = f"# Bridge falls\n\nBy Cy Lund\n3 May 2024\n\n{BRIDGE}\n\n{between}\n\n" + "\n\n".join(rest)
    assert bodies(text) == [[FELL, MAYOR, SPRING], rest]
    first = ("Bridge falls", ("Cy Lund",), "The Lamp" if "©" in between else None, "2024-05-03")
    assert shown(text) == [first, second]


def test_datelines_part_agency_copy() -> None:
    first = f"Bridge falls\n\nHARROW, May 3 (Valley Wire) — {FELL}\n\n{MAYOR}"
    text = f"{first}\n\nFlood comes\n\nHARROW (Valley Wire) -- {FLOOD}\n"
    assert shown(text) == [("Bridge falls", (), "Valley Wire", None), ("Flood comes", (), "Valley Wire", None)]


def test_a_local_lead_belongs_to_the_agency_copy_below_it() -> None:
    text = f"Bridge falls\nBy Cy Lund\nMay 3, 2024\n\n{MAYOR}\n\nHARROW, May 3 (Valley Wire) — {FELL}\n\n{FLOOD}"
    assert len(found_in(text).articles) == 1
    assert len(found_in(f"{text}\n\nHARROW, May 4 (Valley Wire) — {FLOOD}\n\n{MAYOR}").articles) == 2


@pytest.mark.parametrize("between", ["", "TOWN\n\nPhoto: Dee Oakes\n\n", "By Cy Lund\nHarrow Courier\nMay 3, 2024\n\n"])
def test_an_article_pasted_twice(between: str) -> None:
    note = "Cy Lund is the head of the valley’s archive."
    text = f"Bridge falls\nBy Cy Lund\n\n{BRIDGE}\n\n{note}\n\n{between}{BRIDGE}\n\n{note}\n\nNo comments:\n"
    assert bodies(text) == [[FELL, MAYOR, SPRING]] * 2
    assert [one.title for one in found_in(text).articles] == ["Bridge falls", None]


def test_a_paragraph_quoted_again_opens_no_article() -> None:
    text = f"Bridge falls\nBy Cy Lund\n\n{BRIDGE}\n\n{FELL}\n\n{FLOOD}"
    assert len(found_in(text).articles) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n ", 0),
        ("hello", 1),
        ("***\n---", 0),
        ("Menu\nHome\nLog in", 0),
        ("Only a title here", 1),
        ("。", 0),
    ],
)
def test_texts_without_prose(text: str, count: int) -> None:
    assert len(found_in(text).articles) == count


def test_headings_and_furniture_that_a_reader_knows() -> None:
    text = f"Harrow Lamp 7\n\nBridge falls.\n\n{FELL}\n\n{MAYOR}"
    (article,) = found_in(text, without=[_span(text, "Harrow Lamp 7")], headings={text.index("Bridge"): 1}).articles
    assert article.title == "Bridge falls."
    assert len(article.body) == 2


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            "TOWN TO SELL CLOCK\nby Ivy Sand, The Lowmarsh Times, 5 March 2025",
            ("TOWN TO SELL CLOCK", ("Ivy Sand",), "The Lowmarsh Times", "2025-03-05"),
        ),
        ("CLOCK SOLD\nBy IVY SAND", ("CLOCK SOLD", ("Ivy Sand",), None, None)),
        ("IVY SAND\nBy Bea Hume\n5 March 2025", ("IVY SAND", ("Bea Hume",), None, "2025-03-05")),
        ("TOWN TO SELL CLOCK\nIVY SAND\n5 March 2025", ("TOWN TO SELL CLOCK", ("Ivy Sand",), None, "2025-03-05")),
        (
            "Clock sold at last\nMARIA DE LA CRUZ\n5 March 2025",
            ("Clock sold at last", ("Maria De La Cruz",), None, "2025-03-05"),
        ),
    ],
)
def test_a_headline_in_capitals_is_no_name(lines: str, found: tuple[object, ...]) -> None:
    assert shown(f"{lines}\n\n{FELL}\n\n{MAYOR}\n") == [found]


def test_a_clean_text_keeps_everything() -> None:
    text = "Bridge falls\n\nPhoto: Dee Oakes\nBy Cy Lund\nHe said that the\n\nbridge fell.\n"
    words = [" ".join(text[start:end] for start, end in paragraph) for paragraph in clean(text)]
    assert words == ["Bridge falls", "Photo: Dee Oakes", "By Cy Lund", "He said that the bridge fell."]


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))
