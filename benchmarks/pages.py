"""How well pages are read: the body against the true one, by the mean F1 of 4-word shingles, and the quoted words kept.

The F1 is that of the article-extraction-benchmark (Scrapinghub): bags of shingles of 4 words, page by page. A word
between quotation marks in the true body is kept where a shingle that holds it stands in ours. Both come with the lowest
and the highest of five halves of the pages. Exit status: 0 done; 1 below --f1 or --quoted; 2 not measured.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import program
from onrecord.read.html import parse
from onrecord.read.source import Unreadable

GOLD = Path(__file__).resolve().parents[2] / "shared/data/pages/first-60.jsonl.gz"
WORD = re.compile(r"\w+")
QUOTED = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")
SIZE = 4
HALVES = 5

Shingle = tuple[str, ...]


class Score(NamedTuple):
    """One page: F1 of the shingles, and how many of the true body's quoted words there are and are kept."""

    id: str
    f1: float
    quoted: int
    kept: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    if not wanted.pages.is_file():
        program.stop(f"NOTHING WAS MEASURED: there is no {wanted.pages}; name a .jsonl or .jsonl.gz file of pages")
    scores = [score(page) for page in _pages(wanted.pages)]
    if not scores:
        program.stop(f"NOTHING WAS MEASURED: {wanted.pages} holds no page")
    draw = random.Random(0)
    halves = [draw.sample(scores, max(1, len(scores) // 2)) for _ in range(HALVES)]
    for name, figure in (("mean F1 of 4-word shingles", f1), ("quoted words kept", quoted)):
        low, high = min(map(figure, halves)), max(map(figure, halves))
        print(f"{name}: {figure(scores):.4f} ({low:.4f} to {high:.4f} in {HALVES} halves, {len(scores)} pages)")
    for one in sorted(scores, key=lambda one: one.f1)[: wanted.worst]:
        print(f"  {one.f1:.3f}  {one.kept} of {one.quoted} quoted words  {one.id}")
    return int(f1(scores) < wanted.f1 or quoted(scores) < wanted.quoted)


def score(page: dict[str, str]) -> Score:
    """Read a page and compare its body with the true one."""
    try:
        text, found, _, _ = parse(page["html"])
    except Unreadable:
        text, found = "", ()
    ours = shingles(words("\n".join(text[start:end] for one in found for start, end in one.spans)))
    true = words(page["body"])
    theirs = shingles(true)
    shared = sum((ours & theirs).values())
    marked = set(_quoted(page["body"]))
    kept = {
        place
        for start in range(max(1, len(true) - SIZE + 1))
        if tuple(true[start : start + SIZE]) in ours
        for place in range(start, min(start + SIZE, len(true)))
    }
    return Score(
        page["id"], 2 * shared / max(1, sum(ours.values()) + sum(theirs.values())), len(marked), len(marked & kept)
    )


def words(text: str) -> list[str]:
    """Return the words of a text, as the benchmark takes them."""
    return WORD.findall(text)


def shingles(found: Sequence[str]) -> Counter[Shingle]:
    """Return the bag of all runs of 4 words; of a shorter text, the whole."""
    return Counter(tuple(found[start : start + SIZE]) for start in range(max(1, len(found) - SIZE + 1)) if found)


def f1(scores: Sequence[Score]) -> float:
    """Return the mean F1 over pages."""
    return fmean(one.f1 for one in scores)


def quoted(scores: Sequence[Score]) -> float:
    """Return the share of all quoted words that is kept."""
    return sum(one.kept for one in scores) / max(1, sum(one.quoted for one in scores))


def _quoted(body: str) -> Iterator[int]:
    """Yield which words of a body, by number, stand between quotation marks."""
    spans = [match.span() for match in QUOTED.finditer(body)]
    for number, word in enumerate(WORD.finditer(body)):
        while spans and spans[0][1] <= word.start():
            spans.pop(0)
        if spans and spans[0][0] <= word.start():
            yield number


def _pages(path: Path) -> Iterator[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="?", type=Path, default=GOLD, help='lines of {"id", "html", "body"}')
    parser.add_argument("--f1", type=float, default=0.965, help="the least mean F1 (default: %(default)s)")
    parser.add_argument("--quoted", type=float, default=0.99, help="the least share of quoted words (%(default)s)")
    parser.add_argument("--worst", type=int, default=0, help="show so many of the pages read worst")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
