"""Several articles in one text: how many are found where they begin, and how many are invented."""

from __future__ import annotations

import gzip
import json
import random
import re
from itertools import dropwhile
from pathlib import Path

import pytest

from onrecord.read import read
from onrecord.read.articles import found_in
from onrecord.terms import Document

from . import joined
from .joined import WAYS, Joined, Piece

ROOT = Path(__file__).parents[2]
BASIL = ROOT.parent / "shared" / "data" / "basil" / "2010-2015.jsonl.gz"
PRECISION, RECALL = 0.97, 0.95
SENTENCE = re.compile(r"[.?!…][\"'”’)]*$")


def score(made: list[Joined]) -> tuple[float, float]:
    """Return the precision and the recall of the articles' first paragraphs."""
    right = found = true = 0
    for one in made:
        starts = {article.body[0][0].start for article in found_in(one.text).articles}
        right, found, true = right + len(starts & set(one.starts)), found + len(starts), true + len(one.starts)
    return right / found, right / true


def make(pieces: list[Piece], way: str, draw: random.Random) -> Joined:
    drawn = draw.sample(pieces, draw.randint(2, 4))
    if way in WAYS:
        return joined.joined(draw, drawn, **WAYS[way])  # type: ignore[arg-type]
    other = {"letters": joined.letters, "briefs": joined.briefs, "lone headings": joined.lone}[way]
    return other(draw, drawn)


def ways() -> list[str]:
    return [*WAYS, "letters", "briefs", "lone headings"]


def samples() -> list[Piece]:
    pieces = []
    for path in sorted((ROOT / "samples" / "articles").iterdir()):
        for document in read(path):
            assert isinstance(document, Document)
            for article in document.articles:
                words = [
                    " ".join(" ".join(document.text[start:end] for start, end in paragraph).split())
                    for paragraph in article.body
                ]
                if article.title:
                    pieces.append(Piece(article.title, words))
    return pieces


def test_joined_samples() -> None:
    draw, pieces = random.Random(1), samples()
    assert len(ways()) >= 30
    precision, recall = score([make(pieces, way, draw) for way in ways() for _ in range(2)])
    assert precision >= PRECISION
    assert recall >= RECALL


@pytest.mark.skipif(not BASIL.is_file(), reason=f"BASIL MISSING: {BASIL} is not there, joined news was not measured")
def test_joined_news() -> None:
    with gzip.open(BASIL, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    pieces = []
    for one in found:
        paragraphs = [words.strip() for words in re.split(r"\n+", one["text"]) if words.strip()]
        body = list(dropwhile(lambda words: not SENTENCE.search(words) or len(words.split()) < 8, paragraphs))
        if len(body) > 3:
            pieces.append(Piece(one["title"].strip(), body[:14]))
    draw = random.Random(1)
    precision, recall = score([make(pieces, way, draw) for way in ways() for _ in range(3)])
    assert precision >= PRECISION
    assert recall >= RECALL


def test_a_subheading_opens_no_article() -> None:
    draw = random.Random(2)
    own = [  # without datelines, which open one
        piece for piece in samples() if not any(words.startswith("KELDERWICK") for words in piece.paragraphs)
    ]
    for _ in range(5):
        one = joined.lone(draw, draw.sample(own, 3))
        assert [article.body[0][0].start for article in found_in(one.text).articles] == list(one.starts)
