"""Files put together from articles in ways that people paste them; where each begins is known."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Piece(NamedTuple):
    """An article to paste: its title and its paragraphs."""

    title: str
    paragraphs: Sequence[str]


class Joined(NamedTuple):
    """A text, and where the first paragraph of each of its articles begins."""

    text: str
    starts: tuple[int, ...]


NAMES = ["Ada Quill", "Bo Reyes", "Cy Lund", "Dee Oakes", "Edda Frayne", "Hal Tarn", "Ines Corrow", "Jon Maddle"]
PLACES = ["HARROWGATE", "OVERBROOK", "SILLMOUTH", "EAST TARN"]
MENU = "Home | News | Sport | Weather | Log in"
RELATED = "Related: What the river left behind\n\nMost read\n\nAdvertisement\n\nShare this article"


def head(draw: random.Random, title: str, kind: str) -> str:
    """Return the lines above an article, of one kind."""
    name, day = draw.choice(NAMES), draw.randint(1, 28)
    return {
        "byline": f"{title}\nBy {name}",
        "byline and date": f"{title}\n\nBy {name}\n{day} March 2015",
        "date": f"{title}\n\n{day} March 2015",
        "name and date": f"{title}\n{name}\nMarch {day}, 2015",
        "markdown": f"# {title}\n\n*By {name}, {day} March 2015*",
        "markdown alone": f"# {title}",
        "standfirst": f"{title}\n\nWhat the day brought, and what it may lead to.\n\nBy {name}",
        "one line": f"{title}\n{name} | The Harrow Lamp | {day} March 2015",
        "no title": f"Monday {day} March 2015, by {name}",
        "masthead": f"THE HARROW LAMP\n\n{title}\nBy {name}",
        "section": f"TOWN\n\n{title}\n\nBy {name} and {draw.choice(NAMES)}",
        "fields": f"Title: {title}\nAuthor: {name}\nDate: 2015-03-{day:02}",
        "alone": title,
        "capitals": title.upper(),
        "nothing": "",
    }[kind]


def joined(
    draw: random.Random,
    pieces: Sequence[Piece],
    *,
    kind: str,
    between: str = "",
    after: str = "",
    lines: str = "\n\n",
    dateline: bool = False,
    change: Callable[[str], str] = str,
) -> Joined:
    """Join articles: ``between`` before each but the first, ``after`` below each, ``lines`` between paragraphs."""
    text, starts = "", []
    for number, piece in enumerate(pieces):
        above = head(draw, piece.title, kind)
        text += (between if number else "") + (above + "\n\n" if above else "")
        starts.append(len(text))
        place = f"{draw.choice(PLACES)}, March 3 (Valley Wire) — " if dateline else ""
        text += place + lines.join(change(one) for one in piece.paragraphs) + "\n\n" + after
    return Joined(text, tuple(starts))


WAYS: dict[str, dict[str, object]] = {
    **{kind: {"kind": kind} for kind in ("byline", "byline and date", "date", "name and date", "markdown", "one line")},
    **{kind: {"kind": kind} for kind in ("markdown alone", "standfirst", "no title", "masthead", "section", "fields")},
    "rule": {"kind": "alone", "between": "---\n\n"},
    "stars": {"kind": "alone", "between": "* * *\n\n"},
    "line of equals": {"kind": "byline", "between": "==========\n\n"},
    "wide gap": {"kind": "alone", "between": "\n\n\n"},
    "wide gap, capitals": {"kind": "capitals", "between": "\n\n\n"},
    "page break": {"kind": "alone", "between": "\f\n"},
    "dateline": {"kind": "alone", "dateline": True},
    "dateline, no title": {"kind": "nothing", "dateline": True, "between": "\n\n"},
    "copyright": {"kind": "alone", "after": "© 2015 The Harrow Lamp. All rights reserved.\n\n"},
    "end mark": {"kind": "alone", "after": "ENDS\n\n"},
    "thirty": {"kind": "alone", "after": "-30-\n\n"},
    "comments": {"kind": "byline", "after": "3 comments\n\nI said so long ago, and nobody heard me.\n\nSo did I.\n\n"},
    "reporting": {"kind": "alone", "after": "(Reporting by Cy Lund; editing by Dee Oakes)\n\n"},
    "share and menu": {"kind": "byline", "between": MENU + "\n\n", "after": RELATED + "\n\n"},
    "tags": {"kind": "date", "after": "Tags: river, wall\n\n"},
    "note on the author": {"kind": "byline", "after": "Cy Lund is a reporter for the Harrow Lamp.\n\n"},
    "tight byline": {"kind": "byline", "lines": "\n"},
    "tight date": {"kind": "name and date", "lines": "\n"},
    "numbered": {"kind": "byline", "between": "Article 2 of 4\n\n"},
    "two gaps and a rule": {"kind": "alone", "between": "\n\n_____\n\n"},
    "address": {"kind": "byline", "after": "https://lamp.example/river\n\n"},
    "windows lines": {"kind": "byline and date", "lines": "\r\n\r\n"},
}


def letters(draw: random.Random, pieces: Sequence[Piece]) -> Joined:
    """A page of letters: each begins with an address, and ends with a name and a place."""
    text, starts = "Letters to the editor\n\n", []
    for number, piece in enumerate(pieces):
        starts.append(len(text))
        place = draw.choice(PLACES).title()
        text += "Sir, – " + "\n\n".join(piece.paragraphs[:2]) + f"\n\n{NAMES[number]}\n{place}\n\n"
    return Joined(text, tuple(starts))


def briefs(draw: random.Random, pieces: Sequence[Piece]) -> Joined:
    """A round-up: each brief with its title and, at its end, its agency in brackets."""
    text, starts = "", []
    for piece in pieces:
        text += f"{piece.title}\n\n"
        starts.append(len(text))
        text += " ".join(piece.paragraphs[:2]) + "\n\n(Valley Wire)\n\n"
    return Joined(text, tuple(starts))


def lone(draw: random.Random, pieces: Sequence[Piece]) -> Joined:
    """One article with subheadings, which open none."""
    text = head(draw, pieces[0].title, "byline") + "\n\n"
    start = len(text)
    for piece in pieces:
        heading = " ".join(re.findall(r"[A-Za-z]+", piece.title)[:4])
        text += "\n\n".join(piece.paragraphs) + f"\n\nOn {heading}\n\n"
    return Joined(text + pieces[0].paragraphs[0], (start,))
