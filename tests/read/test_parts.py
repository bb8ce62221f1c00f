"""Parts: headlines, standfirsts, captions, headings, block quotes and turns, in texts and in pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.read import read
from onrecord.read.articles import found_in
from onrecord.read.html import parse
from onrecord.read.turns import Paragraph
from onrecord.read.turns import turns as find_turns
from onrecord.terms import Document, Part, Span

FELL = "The bridge over the Sill at Harrowgate fell on Tuesday night, the council said. Nobody was hurt in the fall."
MAYOR = "Mayor Ada Quill called it “a warning to us all” and promised an inquiry within the month, in public."
SPRING = "Work on a new bridge is to begin in the spring, according to the county engineer, who has drawn up two plans."
FLOOD = "A second flood came on Friday, and the market square stood under water for nine hours while the pumps ran."
SAMPLES = Path(__file__).parents[2] / "samples" / "articles"

Shown = tuple[str, str, str | None]


def shown(text: str, parts: tuple[Part, ...]) -> list[Shown]:
    assert list(parts) == sorted(parts, key=lambda part: (part.span.start, -part.span.end))
    return [
        (one.kind, text[one.span.start : one.span.end], text[one.by.start : one.by.end] if one.by else None)
        for one in parts
    ]


def of_text(text: str) -> list[Shown]:
    (found,) = found_in(text).articles
    return shown(text, found.parts)


def of_page(body: str, *, head: str = "", above: str = "") -> list[Shown]:
    markup = (
        f"<html><head><title>Bridge falls</title>{head}</head><body><article><h1>Bridge falls</h1>{above}"
        f"<div class='text'>{body}</div></article><footer><p>Harrow Lamp</p></footer></body></html>"
    )
    text, (found,), _, _ = parse(markup)
    return shown(text, found.parts)


HEADLINE: Shown = ("headline", "Bridge falls", None)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"Bridge falls\nBy Cy Lund\n\n{FELL}\n\n{MAYOR}", [HEADLINE]),
        (
            f"Bridge falls\n\nThe council promises an inquiry.\n\nBy Cy Lund\n\n{FELL}\n\n{MAYOR}",
            [HEADLINE, ("standfirst", "The council promises an inquiry.", None)],
        ),
        (
            f"# Bridge falls\n\nBy Cy Lund\n\n{FELL}\n\n## What comes next\n\n{SPRING}",
            [HEADLINE, ("heading", "What comes next", None)],
        ),
        (
            f"Bridge falls\nBy Cy Lund\n\nPhoto: Dee Oakes/Valley Wire\n\n{FELL}\n\n"
            f"![The bridge at low water](b.jpg)\n\n{SPRING}",
            [
                HEADLINE,
                ("caption", "Photo: Dee Oakes/Valley Wire", None),
                ("caption", "The bridge at low water", None),
            ],
        ),
        (
            f"# Bridge falls\n\n{FELL}\n\n> We were not told of it.\n>\n> — Bo Reyes, baker\n\n{SPRING}",
            [HEADLINE, ("blockquote", "We were not told of it.\n>\n> — Bo Reyes, baker", "Bo Reyes")],
        ),
        (
            f"Bridge falls\nBy Cy Lund\n\n{FELL}\n\n{FLOOD}\n\n    We were not told of it at all.\n\n{SPRING}",
            [HEADLINE, ("blockquote", "We were not told of it at all.", None)],
        ),
        (
            f"---\ntitle: Bridge falls\nauthor: Cy Lund\ntags: [river, wall, town]\n---\n\n{FELL}\n\n{SPRING}",
            [HEADLINE],
        ),
    ],
)
def test_parts_of_a_text(text: str, parts: list[Shown]) -> None:
    assert of_text(text) == parts


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        (
            f"{FELL}\n\nQ: Who will pay for it?\n\nA: Nobody will.\n\nThat is it.\n\nQ: And then?\n\nA: We wait.",
            [
                ("Q: Who will pay for it?", "Q"),
                ("A: Nobody will.\n\nThat is it.", "A"),
                ("Q: And then?", "Q"),
                ("A: We wait.", "A"),
            ],
        ),
        (
            f"{FELL}\n\nBO REYES: Nobody will pay.\n\nADA QUILL (Mayor): I said so.\n\nBO REYES: You did.\n\n{SPRING}",
            [
                ("BO REYES: Nobody will pay.", "BO REYES"),
                ("ADA QUILL (Mayor): I said so.", "ADA QUILL"),
                ("BO REYES: You did.", "BO REYES"),
            ],
        ),
        (
            f"{FELL}\n\n**Bo Reyes:** Nobody will pay.\n\n**Ada Quill:** I did.\n\n**Bo Reyes:** You did.\n\n{SPRING}",
            [
                ("**Bo Reyes:** Nobody will pay.", "Bo Reyes"),
                ("**Ada Quill:** I did.", "Ada Quill"),
                ("**Bo Reyes:** You did.", "Bo Reyes"),
            ],
        ),
        (
            ">> QUILL: We begin.\n\n>> Is it late?\n\n>> QUILL: It is late, and it is dark.",
            [
                ("QUILL: We begin.", "QUILL"),
                ("Is it late?", None),
                ("QUILL: It is late, and it is dark.", "QUILL"),
            ],
        ),
        (
            "SPEAKER 1: We begin the meeting.\nSPEAKER 2: Is it late already?\nSPEAKER 1: It is late, and it is dark.",
            [
                ("SPEAKER 1: We begin the meeting.", "SPEAKER 1"),
                ("SPEAKER 2: Is it late already?", "SPEAKER 2"),
                ("SPEAKER 1: It is late, and it is dark.", "SPEAKER 1"),
            ],
        ),
        (
            "[00:14] Bo Reyes: We begin the meeting.\n\n[00:19] Ada Quill: Is it late already?",
            [
                ("[00:14] Bo Reyes: We begin the meeting.", "Bo Reyes"),
                ("[00:19] Ada Quill: Is it late already?", "Ada Quill"),
            ],
        ),
        (
            f"Bridge falls: live\n\n14:32\n\n{FELL}\n\n14:05\n\n{MAYOR}\n\n{SPRING}\n\n13:50\n\n{FLOOD}",
            [(FELL, None), (f"14:05\n\n{MAYOR}\n\n{SPRING}", None), (f"13:50\n\n{FLOOD}", None)],
        ),
        (
            f"{FELL}\n\n**Who will pay?**\n\n{MAYOR}\n\n**And when?**\n\n{SPRING}\n\n**What now?**\n\n{FLOOD}",
            [
                ("**Who will pay?**", None),
                (MAYOR, None),
                ("**And when?**", None),
                (SPRING, None),
                ("**What now?**", None),
                (FLOOD, None),
            ],
        ),
        (f"{FELL}\n\nWhen: at seven.\n\nWhere: the hall.\n\nWhen: at nine, and where is not known.", []),
        (f"{FELL}\n\nCorrection: the bridge is older.\n\nUpdate: it is not.\n\n{MAYOR}", []),
        (f"{FELL}\n\nThe train left at:\n\n14:32\n\n{MAYOR}", []),
        (f"{FELL}\n\n{MAYOR}\n\nBo Reyes: a life in bread.\n\n{SPRING}", []),
    ],
)
def test_turns_of_a_text(text: str, turns: list[tuple[str, str | None]]) -> None:
    assert [(words, by) for kind, words, by in of_text(text) if kind == "turn"] == turns


def test_parts_of_a_page() -> None:
    above = (
        "<p class='x1'>The council promises an inquiry.</p><p>By Cy Lund</p>"
        "<figure><img src='b.jpg'><figcaption>The bridge on “the day after”.</figcaption></figure>"
    )
    body = (
        f"<p>{FELL}</p><h2>What comes next</h2><p>{SPRING}</p>"
        f"<blockquote><p>We were not told of it, not once.</p><p>— Bo Reyes, baker</p></blockquote><p>{FLOOD}</p>"
    )
    assert of_page(body, above=above) == [
        HEADLINE,
        ("standfirst", "The council promises an inquiry.", None),
        ("caption", "The bridge on “the day after”.", None),
        ("heading", "What comes next", None),
        ("blockquote", "We were not told of it, not once.\n\n— Bo Reyes, baker", "Bo Reyes"),
    ]


def test_a_standfirst_that_repeats_the_description() -> None:
    words = "Nobody was hurt, and nobody was told."
    head = f'<meta name="description" content="{words}">'
    body = "".join(f"<p>{one}</p>" for one in (FELL, MAYOR, SPRING, FLOOD))
    found = of_page(body, head=head, above=f"<p>By Cy Lund</p><div class='q'>{words}</div>")
    assert ("standfirst", words, None) in found


def test_questions_in_bold_type() -> None:
    body = "".join(
        f"<p><strong>{asked}</strong></p><p>{said}</p>"
        for asked, said in (("Who will pay for it?", MAYOR), ("And when will it be?", SPRING), ("What now?", FLOOD))
    )
    found = [words for kind, words, _ in of_page(f"<p>{FELL}</p>{body}") if kind == "turn"]
    assert found == ["Who will pay for it?", MAYOR, "And when will it be?", SPRING, "What now?", FLOOD]


def test_the_turns_of_a_sample() -> None:
    (document,) = read(SAMPLES / "kelder-public-radio-2025-03-13.html")
    assert isinstance(document, Document)
    (found,) = document.articles
    kinds = [(kind, by) for kind, _, by in shown(document.text, found.parts)]
    assert kinds == [
        ("headline", None),
        ("turn", "Lowri Sefton"),
        ("turn", "Ruth Calverdine"),
        ("turn", "Lowri Sefton"),
        ("turn", "Ruth Calverdine"),
        ("blockquote", None),
        ("caption", None),
    ]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("@harbour_ada: The crane is moving.", ["@harbour_ada: The crane is moving."]),
        ("(Prayers are read.)\n\nTHE SPEAKER: Order. The bell is lost.", ["THE SPEAKER: Order. The bell is lost."]),
        (
            "PREMIER LUND: It is full.\n\nWe shall open the hall, and I shall sleep there.",
            ["PREMIER LUND: It is full.\n\nWe shall open the hall, and I shall sleep there."],
        ),
        ("LONDON: The bridge is shut.", []),
        ("Present: Ada Lund, Per Holm.", []),
        ("PREMIER LUND: 2", []),
    ],
)
def test_one_label_alone(text, turns):
    paragraphs = [Paragraph(Span(*part.span())) for part in re.finditer(r"[^\n]+", text)]
    assert [text[slice(*part.span)] for part in find_turns(text, paragraphs)] == turns
