"""What dates, figures and labels cost beside the extraction of statements, mentions and people, in processor time.

usage: accounts.py FILE... [--at-most SHARE] [--articles N]

Each article is read once by all of them in turn, in one process and with one thread.
Exit status: 0 done; 1 together they take more than the share asked for; 2 not measured.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from time import process_time

import program
from onrecord import extract
from onrecord.read.formats import read
from onrecord.read.language import is_english
from onrecord.terms import Article, Document, Skipped

COST = ("dates", "said_on", "figures", "labels")


class Clock:
    """Adds up the processor time of each part, lap by lap."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._at = 0.0

    def start(self) -> None:
        """Begin an article."""
        self._at = process_time()

    def lap(self, name: str) -> None:
        """Count the time since the last lap for a part."""
        now = process_time()
        self.spent[name] += now - self._at
        self._at = now


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    clock, count = Clock(), 0
    encoder = extract.Encoder(threads=1)
    for document, article in islice(_articles(wanted.files), wanted.articles):
        text = document.text
        clock.start()
        found = extract.findings(document.id, text, article, encoder)
        clock.lap("findings")
        dates = extract.dates(text, article)
        clock.lap("dates")
        statements = extract.said_on(text, article, found.statements, dates)
        clock.lap("said_on")
        extract.figures(text, article, statements, dates)
        clock.lap("figures")
        extract.article_labels(text, article, statements, found.mentions, found.people)
        clock.lap("labels")
        count += 1
    spent = clock.spent
    if not count:
        program.stop("no article in English was read: name files of articles")
    share = sum(spent[name] for name in COST) / spent["findings"]
    print(f"{count} articles: statements, mentions and people {1000 * spent['findings'] / count:.0f} ms an article")
    print(", ".join(f"{name} {1000 * spent[name] / count:.1f} ms" for name in COST) + f"; together {share:.1%} of that")
    return int(share > wanted.at_most)


def _articles(paths: Sequence[Path]) -> Iterator[tuple[Document, Article]]:
    for path in paths:
        if not path.is_file():
            program.stop(f"there is no {path}: name a file of articles")
        for document in read(path):
            if not isinstance(document, Skipped):
                yield from ((document, one) for one in document.articles if is_english(one.language))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--at-most", type=program.share, default=1.0, metavar="SHARE")
    parser.add_argument("--articles", type=int, default=None, metavar="N", help="only the first so many")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
