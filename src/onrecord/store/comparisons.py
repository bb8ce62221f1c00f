"""What is compared: figures with the words around them; and where the comparisons are kept."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator

from onrecord.link import Comparison, Figured
from onrecord.store.rows import select, text_of

NEARLY = re.compile(
    r"about|around|some|roughly|approximately|nearly|almost|close to|an estimated|perhaps|barely|just", re.I
)
MARKS = re.compile(r"[,;:()“”\"–—]\s|\s[–—]")
FIGURES = """
SELECT f.*, a.published, a.place, d.number AS document, d.file
FROM figures f JOIN articles a ON a.number = f.article JOIN documents d ON d.number = a.document
WHERE d.replaced_by IS NULL ORDER BY d.number, f.number
"""


def figures(db: sqlite3.Connection) -> Iterator[Figured]:
    """Yield the figures of current revisions."""
    at, text = None, ""
    for row in select(db, FIGURES):
        if row["document"] != at:
            at, text = row["document"], text_of(db, row["document"])
        of = select(db, "SELECT start, end FROM figure_spans WHERE figure = ?", [row["number"]])
        yield Figured(
            number=row["number"],
            article=row["article"],
            published=row["published"],
            as_of=row["as_of"],
            unit=row["unit"],
            measures=row["measures"],
            low=row["low"],
            high=row["high"],
            nearly=NEARLY.match(text, row["start"]) is not None,
            scale=row["scale"],
            of=" ".join(text[start:end] for start, end in of),
            clause=_clause(text, row),
            sentence=text[row["sentence_start"] : row["sentence_end"]],
            order=(row["published"] or "9999", row["file"], row["place"], row["start"]),
        )


def _clause(text: str, row: sqlite3.Row) -> str:
    """Return the words of a figure's sentence between the marks around it."""
    before = MARKS.split(text[row["sentence_start"] : row["start"]])[-1]
    return before + text[row["start"] : row["end"]] + MARKS.split(text[row["end"] : row["sentence_end"]])[0]


def make(db: sqlite3.Connection, comparisons: Iterable[Comparison]) -> None:
    """Keep these comparisons, and no others."""
    db.execute("DELETE FROM comparisons")
    db.executemany("INSERT INTO comparisons VALUES (?, ?, ?, ?)", comparisons)
