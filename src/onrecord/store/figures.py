"""Figures as rows in the form of the documented JSON, and what was found by comparing them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypedDict

from onrecord.store import figurewords
from onrecord.store.rows import select, text_of
from onrecord.store.statements import Offsets
from onrecord.store.words import words_of
from onrecord.terms import Span, short_id


class Other(TypedDict):
    """The figure that another is compared with."""

    file: str
    id: str
    article: int
    span: list[int]
    text: str


class FigureRow(TypedDict):
    """One figure: ``value`` is [low, high], None for an open end; ``of`` what is counted, in words at ``of_spans``.

    ``by`` is the speaker of the ``statement`` it stands in, or that one's source where the speaker is not known; both
    are None where the article itself gives it; ``standing`` is its own. Figures of one ``thing`` are comparable:
    ``compared`` says how this one stands ``to`` an earlier one (first, agrees, differs, grew), None where it is alone.
    """

    file: str
    id: str
    article: int
    span: list[int]
    text: str
    value: list[float | None]
    unit: str | None
    of: str | None
    of_spans: Offsets
    by: str | None
    statement: str | None
    standing: str | None
    as_of: str | None
    thing: str | None
    compared: str | None
    to: Other | None
    outlet: str | None
    published: str | None


FIGURES = """
SELECT f.*, t.start AS thing_start, ta.place AS thing_place, td.id AS thing_document, c.verdict, c.other,
       a.place, a.outlet, a.published, d.number AS document, d.id AS document_id, d.file,
       s.number AS statement_number, p.name AS speaker, s.standing
FROM figures f JOIN articles a ON a.number = f.article JOIN documents d ON d.number = a.document
LEFT JOIN comparisons c ON c.figure = f.number LEFT JOIN figures t ON t.number = c.thing
LEFT JOIN articles ta ON ta.number = t.article LEFT JOIN documents td ON td.number = ta.document
LEFT JOIN statements s ON s.id = f.statement AND s.article = f.article LEFT JOIN people p ON p.id = s.person
WHERE {condition} ORDER BY {order}
"""
COMPARED = "comparisons c CROSS JOIN figures f ON f.number = c.figure"
EARLIER = """
SELECT f.number FROM documents d CROSS JOIN articles a ON a.document = d.number
CROSS JOIN figures f ON f.article = a.number WHERE d.replaced_by IS NOT NULL
"""
FEW = 6_000
"""Figures that hold some words and are put in order; more are met soon where all are gone through in order."""
COUNTED = 1_000
"""Figures with some words, beyond a page, up to which it is counted how many there are."""
BY_DATE = "a.published IS NULL, a.published, d.file, d.id, a.place, f.start"
BY_THING = f"td.file, td.id, ta.place, t.start, {BY_DATE}"
BY_PLACE = "d.file, d.id, a.place, f.start"


class SomeFigures(NamedTuple):
    """Some figures, and how many there are; ``more`` where there are more than that."""

    rows: list[FigureRow]
    total: int
    more: bool


def figures(
    db: sqlite3.Connection, *, compared: bool = False, like: str | None = None, articles: Sequence[int] | None = None
) -> Iterator[FigureRow]:
    """Yield figures of current revisions by file, article and place in it.

    Args:
        db: the record.
        compared: only those that can be compared with others, side by side: by thing and date.
        like: only those with this in the words for what is counted, in the unit or in their own words, in any case.
        articles: only those of these articles.
    """
    wanted = None if like is None else like.casefold()
    for row in _rows(db, _condition(compared, articles), [], BY_THING if compared else BY_PLACE):
        if wanted is None or any(wanted in (row[key] or "").casefold() for key in ("of", "unit", "text")):
            yield row


def some(db: sqlite3.Connection, *, compared: bool, like: str | None, skip: int, most: int) -> SomeFigures:
    """Return some of the figures, as they were read, or those that can be compared by thing and date: ``most`` after
    ``skip``.
    """
    if like is not None:
        found = _with_words(db, like) if compared else _as_read(db, like)
        enough = skip + most + COUNTED
        numbers = list(islice(found, enough + 1))
        return SomeFigures(_numbered(db, numbers[skip:][:most]), min(len(numbers), enough), len(numbers) > enough)
    table, number = ("comparisons", "figure") if compared else ("figures", "number")
    earlier = f"SELECT count(*) FROM {table} WHERE {number} IN ({EARLIER})"
    (total,) = db.execute(f"SELECT (SELECT count(*) FROM {table}) - ({earlier})").fetchone()
    page = _in_order(db, COMPARED if compared else "figures f", f"LIMIT {most:d} OFFSET {skip:d}")
    return SomeFigures(_numbered(db, list(page)), total, False)


def _as_read(db: sqlite3.Connection, like: str) -> Iterator[int]:
    """Yield the numbers of the figures that hold some words, as they were read."""
    earlier = {number for (number,) in db.execute(EARLIER)}
    return (number for number in figurewords.words(db).having(like) if number not in earlier)


def _with_words(db: sqlite3.Connection, like: str) -> Iterator[int]:
    """Yield the numbers of the figures that hold some words and can be compared, by thing and date."""
    words = figurewords.words(db)
    few = list(islice(words.having(like), FEW + 1))
    if len(few) > FEW:
        return (number for number in _in_order(db, COMPARED) if words.has(number, like))
    among = f"json_each('{few}') j CROSS JOIN comparisons c ON c.figure = j.value CROSS JOIN figures f"
    return _in_order(db, f"{among} ON f.number = c.figure")


def _in_order(db: sqlite3.Connection, from_: str, some: str = "") -> Iterator[int]:
    """Yield the numbers of figures of current revisions, those that can be compared by thing and date."""
    order = f"c.thing, {BY_DATE}" if from_ != "figures f" else "f.article, f.number"
    rows = db.execute(
        f"SELECT f.number FROM {from_} CROSS JOIN articles a ON a.number = f.article CROSS JOIN documents d"
        f" ON d.number = a.document WHERE d.replaced_by IS NULL ORDER BY {order} {some}"
    )
    return (number for (number,) in rows)


def _numbered(db: sqlite3.Connection, numbers: Sequence[int]) -> list[FigureRow]:
    """Return figures by their numbers, in the order of these."""
    return [row for number in numbers for row in _rows(db, "f.number = ?", [number], "f.number")]


def _condition(compared: bool, articles: Sequence[int] | None) -> str:
    conditions = ["d.replaced_by IS NULL"]
    if compared:
        conditions.append("c.thing IS NOT NULL")
    if articles is not None:
        conditions.append(f"f.article IN ({', '.join(map(str, articles))})")
    return " AND ".join(conditions)


def figures_of(db: sqlite3.Connection, article: int) -> list[dict[str, Any]]:
    """Return an article's figures without what is the article's own."""
    own = ("file", "id", "article", "outlet", "published")
    rows = _rows(db, "f.article = ?", [article], "f.start")
    return [{key: value for key, value in row.items() if key not in own} for row in rows]


def _rows(db: sqlite3.Connection, condition: str, values: list[Any], order: str) -> Iterator[FigureRow]:
    at, text = None, ""
    for row in select(db, FIGURES.format(condition=condition, order=order), values):
        if row["document"] != at:
            at, text = row["document"], text_of(db, row["document"])
        of = [
            Span(*one)
            for one in select(
                db, "SELECT start, end FROM figure_spans WHERE figure = ? ORDER BY rowid", [row["number"]]
            )
        ]
        yield FigureRow(
            file=row["file"],
            id=row["document_id"],
            article=row["place"],
            span=[row["start"], row["end"]],
            text=" ".join(text[row["start"] : row["end"]].split()),
            value=[whole(row["low"]), whole(row["high"])],
            unit=row["unit"],
            of=words_of(text, of) if of else None,
            of_spans=[list(span) for span in of],
            by=row["speaker"] or _source(db, text, row["statement_number"]),
            statement=row["statement"],
            standing=row["standing"],
            as_of=row["as_of"],
            thing=row["thing_document"]
            and short_id("figure", row["thing_document"], row["thing_place"], row["thing_start"]),
            compared=row["verdict"],
            to=None if row["other"] is None else _other(db, row["other"]),
            outlet=row["outlet"],
            published=row["published"],
        )


def whole(value: float | None) -> float | None:
    """Return a whole number as one."""
    return int(value) if value is not None and value == int(value) else value


def _source(db: sqlite3.Connection, text: str, statement: int | None) -> str | None:
    if statement is None:
        return None
    spans = select(
        db, "SELECT start, end FROM statement_spans WHERE statement = ? AND role = 'source' ORDER BY rowid", [statement]
    )
    return words_of(text, [Span(*span) for span in spans]) or None


def _other(db: sqlite3.Connection, number: int) -> Other:
    (row,) = select(
        db,
        "SELECT f.start, f.end, a.place, d.id, d.file, substr(d.text, f.start + 1, f.end - f.start) AS words FROM"
        " figures f"
        " JOIN articles a ON a.number = f.article JOIN documents d ON d.number = a.document WHERE f.number = ?",
        [number],
    )
    return Other(
        file=row["file"],
        id=row["id"],
        article=row["place"],
        span=[row["start"], row["end"]],
        text=" ".join(row["words"].split()),
    )
