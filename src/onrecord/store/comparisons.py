"""What comparing figures asks of a record, and keeps in it: figures with the words around them, pairs, comparisons."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from onrecord.link import Comparison, Figured
from onrecord.link.fates import fate
from onrecord.link.figures import Pair
from onrecord.store.rows import select, text_of
from onrecord.store.stories import UNDATED

NEARLY = re.compile(
    r"about|around|some|roughly|approximately|nearly|almost|close to|an estimated|perhaps|barely|just", re.I
)
NEWLY = re.compile(
    r"\b(?:new|newly|now|revised|updated|latest|ris(?:en|es|ing)|rose|grow[ns]?|grew|climb(?:s|ed)|reached|increased"
    r"|gone up)\b",
    re.I,
)
BESIDE = re.compile(r"\s(?:in|on|at|of|from|for|to|inside|outside|behind)(?:\s\w+){1,2}")
"""Behind what is counted, what still tells of which things they are: 900 seats in the north stand."""
BEFORE = 5
"""Words before a figure that tell it: "the north stand, which has 900 seats"."""
FARTHEST = 80
"""Characters before it where these are looked for."""
FAR = 500
"""Characters of its sentence before and after a figure by which it is compared: a table of thousands may be one."""
MARKS = re.compile(r"[,;:()“”\"–—]\s|\s[–—]")
FROM, TO = (
    re.compile(r"\bfrom\s+$", re.I),
    re.compile(r"\s+to\s+(?:(?:about|some|nearly|almost|around|over)\s+)?", re.I),
)
FIGURES = """
SELECT f.*, a.published, a.place, d.number AS document, d.id AS document_id
FROM figures f JOIN articles a ON a.number = f.article JOIN documents d ON d.number = a.document
WHERE {condition} ORDER BY d.number, a.number, f.start, f.number
"""
PLACED = """
SELECT t.day, d.id, a.place, t.article
FROM told t JOIN articles a ON a.number = t.article JOIN documents d ON d.number = a.document
"""
FIGURES_OF = "SELECT number FROM figures WHERE article = ?"


class Placed(NamedTuple):
    """An article where it comes in the order in which figures are compared; ``day`` as in the table of those told."""

    day: int
    document: str
    place: int
    article: int


def figures(db: sqlite3.Connection, article: int) -> list[Figured]:
    """Return the figures of an article."""
    return list(_figures(db, "f.article = ?", [article]))


def every(db: sqlite3.Connection) -> list[Figured]:
    """Return the figures of current revisions."""
    return list(_figures(db, "d.replaced_by IS NULL", []))


def some(db: sqlite3.Connection, numbers: Iterable[int]) -> list[Figured]:
    """Return figures by their numbers."""
    return list(_figures(db, f"f.number IN ({', '.join(map(str, sorted(numbers)))})", []))


def new(db: sqlite3.Connection) -> list[Placed]:
    """Return the articles of which no figure has been compared, in order; they are known by the words they have."""
    rows = db.execute(f"{PLACED} LEFT JOIN figures_compared c ON c.article = t.article WHERE c.article IS NULL")
    return sorted(Placed(*row) for row in rows)


def place(db: sqlite3.Connection, article: int) -> Placed:
    """Return an article in the order in which figures are compared."""
    return Placed(*db.execute(f"{PLACED} WHERE t.article = ?", [article]).fetchone())


def any_compared(db: sqlite3.Connection) -> bool:
    """Say whether there are articles whose figures have been compared."""
    (found,) = db.execute("SELECT EXISTS (SELECT 1 FROM figures_compared)").fetchone()
    return bool(found)


def near(db: sqlite3.Connection, article: int, first: int, last: int, least: int) -> list[int]:
    """Return articles that have figures, came out within some days, or nobody knows when, and share words with one."""
    sharing = "SELECT article FROM story_terms WHERE term IN (SELECT term FROM story_terms WHERE article = :one)"
    rows = db.execute(  # with "or" for the two, SQLite would go through all days of a term
        f"SELECT k.article FROM ({sharing} AND day BETWEEN :first AND :last"
        f" UNION ALL {sharing} AND day = :undated AND NOT :undated BETWEEN :first AND :last) k"
        " CROSS JOIN figures_compared c ON c.article = k.article AND c.figures > 0 WHERE k.article <> :one"
        " GROUP BY k.article HAVING count(*) >= :least ORDER BY k.article",
        {"one": article, "first": first, "last": last, "least": least, "undated": UNDATED},
    )
    return [article for (article,) in rows]


def done(db: sqlite3.Connection, article: int) -> None:
    """Note that an article's figures are compared; what was told of them before is forgotten."""
    db.execute("INSERT INTO figures_compared SELECT ?1, count(*) FROM figures WHERE article = ?1", [article])
    db.execute(f"DELETE FROM comparisons WHERE figure IN ({FIGURES_OF})", [article])


def join(db: sqlite3.Connection, found: Iterable[Pair]) -> None:
    """Note which figures may be of one thing."""
    db.executemany("INSERT OR IGNORE INTO figure_pairs VALUES (?, ?, ?)", found)


def part(db: sqlite3.Connection, article: int, others: Iterable[int]) -> None:
    """Forget which figures of an article and of others may be of one thing."""
    for other in others:
        for ends in ([article, other], [other, article]):
            db.execute(f"DELETE FROM figure_pairs WHERE one IN ({FIGURES_OF}) AND other IN ({FIGURES_OF})", ends)


def left(db: sqlite3.Connection) -> set[int]:
    """Return the figures of which a counterpart has gone since this was last asked."""
    rows = db.execute("SELECT figure FROM figures_left JOIN figures ON number = figure").fetchall()
    db.execute("DELETE FROM figures_left")
    return {figure for (figure,) in rows}


def articles(db: sqlite3.Connection, figures: Iterable[int]) -> set[int]:
    """Return the articles that some figures stand in, as far as these are known by the words they are found by."""
    of = "SELECT article FROM figures JOIN told USING (article) WHERE number = ?"
    return {article for figure in figures for (article,) in db.execute(of, [figure])}


def pairs(db: sqlite3.Connection, figure: int) -> list[Pair]:
    """Return the pairs that a figure is in."""
    rows = db.execute(
        "SELECT * FROM figure_pairs WHERE one = :number UNION ALL SELECT * FROM figure_pairs WHERE other = :number",
        {"number": figure},
    )
    return [Pair(*row) for row in rows]


def put(db: sqlite3.Connection, members: Iterable[int], comparisons: Iterable[Comparison]) -> None:
    """Keep what was found of some figures, and nothing else of them."""
    db.executemany("DELETE FROM comparisons WHERE figure = ?", ([number] for number in members))
    db.executemany("INSERT INTO comparisons VALUES (?, ?, ?, ?)", comparisons)


def _figures(db: sqlite3.Connection, condition: str, values: list[int]) -> Iterator[Figured]:
    rows = list(select(db, FIGURES.format(condition=condition), values))
    at, text = None, ""
    for n, row in enumerate(rows):
        if row["document"] != at:
            at, text = row["document"], text_of(db, row["document"])
        of = select(db, "SELECT start, end FROM figure_spans WHERE figure = ? ORDER BY rowid", [row["number"]])
        clause = _clause(text, row)
        counted = " ".join(text[start:end] for start, end in of)
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
            newly=NEWLY.search(clause) is not None,
            scale=row["scale"],
            of=counted,
            beside=_beside(text, row, counted),
            fate=fate(
                text[_begin(row) : row["start"]],
                f"{row['unit'] or ''} {counted}".strip(),
                text[row["end"] : _end(row)],
            ),
            clause=clause,
            sentence=text[_begin(row) : _end(row)],
            change=next(
                (one["start"] for one, to in pairwise(rows[max(0, n - 1) : n + 2]) if _change(text, one, to)), None
            ),
            order=(row["published"] or "9999", row["document_id"], row["place"], row["start"]),
        )


def _clause(text: str, row: sqlite3.Row) -> str:
    """Return the words of a figure's sentence between the marks around it."""
    before = MARKS.split(text[_begin(row) : row["start"]])[-1]
    return before + text[row["start"] : row["end"]] + MARKS.split(text[row["end"] : _end(row)])[0]


def _begin(row: sqlite3.Row) -> int:
    """Return where the words begin by which a figure is compared."""
    begin: int = max(row["sentence_start"], row["start"] - FAR)
    return begin


def _end(row: sqlite3.Row) -> int:
    """Return where they end."""
    end: int = min(row["sentence_end"], row["end"] + FAR)
    return end


def _beside(text: str, row: sqlite3.Row, counted: str) -> str:
    """Return the words for what is counted with those right beside the figure."""
    before = text[max(row["sentence_start"], row["start"] - FARTHEST) : row["start"]].split()[-BEFORE:]
    behind = BESIDE.match(text, row["end"], row["sentence_end"])
    return " ".join((*before, counted, behind[0] if behind else ""))


def _change(text: str, one: sqlite3.Row, to: sqlite3.Row) -> bool:
    """Say whether two figures are the ends of a change: "has gone from 40 to 60"."""
    together = (one["article"], one["sentence_start"]) == (to["article"], to["sentence_start"])
    return (
        together
        and FROM.search(text[_begin(one) : one["start"]]) is not None
        and TO.fullmatch(text[one["end"] : to["start"]]) is not None
    )
