"""Files put together from known articles, in many layouts: what was put in must come out."""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap
from typing import NamedTuple

import pytest

from onrecord.read.articles import found_in

NAMES = ["Ada Quill", "Bo Reyes", "Cy Lund", "Dee Oakes", "Edda Frayne", "Hal Tarn"]
TITLES = [
    "Council votes to rebuild the wall",
    "Storm leaves hundreds without power in the valley",
    "What the mayor knew, and when",
    "‘We were told nothing’: residents speak out",
    "Is this the end of the old mill?",
    "New Bridge Plan Divides Town. Will It Ever Be Built?",
]
SENTENCES = [
    "The council met on Tuesday night and heard {n} people speak, most of them from the low streets by the river.",
    "“We have waited {n} years for this,” said the keeper of the lock, who would not give her name.",
    "According to the county engineer, the work will cost $ {n} million and take two winters.",
    "Nobody expects the road to open before the spring of 20{n}, and few expect it then.",
    "The mayor denied that she had seen the report on page {n} of which the warning stands.",
    "Is anybody to pay for the {n} houses that were lost?",
]
CAPTIONS = [
    "Photo: Dee Oakes/Valley Wire",
    "The wall at low tide. [VW Photo/Nils Arkwell]",
    "Photograph Source: Harrow County",
]
BETWEEN = ["Advertisement", "Loading ...", "Read more: The flood of 1953 remembered", "Story continues below"]
AFTER = [
    "© 2024 Harrow Courier. All rights reserved.",
    "No comments:\n\nPost a Comment",
    "Tags: flood, wall",
    "Share\nPrint",
]


class Made(NamedTuple):
    """An article as it was put into a file."""

    title: str | None
    authors: tuple[str, ...]
    published: str | None
    paragraphs: list[str]


def header(draw: random.Random) -> tuple[list[str], Made]:
    name, title = draw.choice(NAMES), draw.choice(TITLES)
    day = draw.randint(1, 28)
    date, iso = f"{day} March 2024", f"2024-03-{day:02}"
    paragraphs = [
        " ".join(draw.choice(SENTENCES).format(n=draw.randint(10, 99)) for _ in range(draw.randint(2, 4)))
        for _ in range(draw.randint(3, 7))
    ]
    lines, made = draw.choice(
        [
            ([title, f"By {name}", date], Made(title, (name,), iso, paragraphs)),
            ([f"# {title}", f"*By {name}, {date}*"], Made(title, (name,), iso, paragraphs)),
            ([title, name, name, date, "NEWS"], Made(title, (name,), iso, paragraphs)),
            ([f"Monday {date}, by {name}"], Made(None, (name,), iso, paragraphs)),
            ([title, f"By {name.upper()}, Staff Writer"], Made(title, (name,), None, paragraphs)),
            ([title, date], Made(title, (), iso, paragraphs)),
        ]
    )
    return lines + draw.sample(CAPTIONS, draw.randint(0, 1)), made


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("layout", ["blank lines", "a paragraph a line", "wrapped"])
def test_what_was_put_in_comes_out(seed: int, layout: str) -> None:
    draw = random.Random(seed)
    parts, truth = [], []
    for _ in range(draw.randint(1, 3)):
        lines, made = header(draw)
        body = [textwrap.fill(one, 72) if layout == "wrapped" else one for one in made.paragraphs]
        body.insert(draw.randint(1, len(body)), draw.choice(BETWEEN))
        text = ("\n" if layout == "a paragraph a line" else "\n\n").join(body)
        parts.append("\n".join(lines) + f"\n\n{text}\n\n" + "\n\n".join(draw.sample(AFTER, draw.randint(0, 2))))
        truth.append(made)
    text = "\n\n".join(parts)
    found = [
        Made(one.title, one.authors, one.published, [_words(text, paragraph) for paragraph in one.body])
        for one in found_in(text).articles
    ]
    assert found == truth


def _words(text: str, paragraph: tuple[tuple[int, int], ...]) -> str:
    return " ".join(" ".join(text[start:end] for start, end in paragraph).split())


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    heavy = "{'lxml', 'trafilatura', 'pypdfium2', 'charset_normalizer', 'dateparser', 'htmldate'}"
    program = f"import sys, onrecord.read; print(sorted({heavy} & {{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
