"""What regrouping stories and quotation families asks of a record: which article and which words stand at a place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from onrecord.store import coverage
from onrecord.store.anchors import Anchor, Found, anchor
from onrecord.store.quotations import family_of
from onrecord.store.schema import RecordError

OPENING = 160
"""Characters of an article's first paragraph by which it is known again."""
AT = "2 * (min(u.end, :end) - max(u.start, :start)) >= max(u.end, :end) - min(u.start, :start)"


def story(db: sqlite3.Connection, name: str) -> list[int]:
    """Return the articles of a story, by its id or that of any article in it; one alone has none but itself.

    Raises:
        RecordError: nothing on record has such a name, or several stories have.
    """
    found = articles(db, [name])
    stories = {number: coverage.story_of(db, number) for number in found}
    if len({tuple(some) or number for number, some in stories.items()}) > 1:
        raise RecordError(f"{name!r} is more than one story: give an article's id, as `onrecord stories --json` has it")
    return stories[found[0]] or found[:1]


def articles(db: sqlite3.Connection, names: Sequence[str]) -> list[int]:
    """Return the articles that names mean: documents' ids, those of one article ("ID-1"), and files.

    Raises:
        RecordError: nothing on record has such a name.
    """
    return list(dict.fromkeys(number for name in names for number in coverage.named(db, name)))


def anchors_of_articles(db: sqlite3.Connection, side: int, articles: Iterable[int]) -> list[Anchor]:
    """Return anchors of articles: where their bodies begin."""
    rows = [
        db.execute(
            "SELECT a.document, b.start, min(b.end, b.start + ?) FROM articles a JOIN body_spans b"
            " ON b.article = a.number WHERE a.number = ? ORDER BY b.start LIMIT 1",
            [OPENING, article],
        ).fetchone()
        for article in articles
    ]
    return [anchor(db, side, "article", *row) for row in rows if row is not None]


def article_at(db: sqlite3.Connection, place: Found) -> int | None:
    """Return the article whose body stands at a place."""
    row = db.execute(
        "SELECT a.number FROM articles a JOIN body_spans b ON b.article = a.number"
        " WHERE a.document = ? AND b.start < ? AND b.end > ? ORDER BY b.start LIMIT 1",
        [place.document, place.end, place.start],
    ).fetchone()
    return None if row is None else int(row[0])


def quotation(db: sqlite3.Connection, id: str) -> int:
    """Return the number of a family's reference, by its id or that of any utterance in it; also of one that is alone.

    Raises:
        RecordError: nothing has such an id, or what has it stands in several families.
    """
    found = sorted({reference for number in _wordings(db, id) for reference in family_of(db, number)})
    own = [reference for reference in found if reference in _wordings(db, id)]
    found = own or found  # what is of the same occasion as another is a family of its own
    if not found:
        raise RecordError(f"no quotation on record has the id {id!r}: `onrecord quotations` lists them")
    if len(found) > 1:
        raise RecordError(f"{id!r} is joined from {len(found)} quotations: give the id of one of these")
    return found[0]


def _wordings(db: sqlite3.Connection, id: str) -> list[int]:
    return [number for (number,) in db.execute("SELECT DISTINCT wording FROM utterances WHERE id = ?", [id])]


def utterances(db: sqlite3.Connection, reference: int) -> list[int]:
    """Return the utterances by which a family is known: those of its reference first, none that is in others too."""
    rows = db.execute(
        "SELECT u.number FROM utterances u JOIN articles a ON a.number = u.article JOIN documents d"
        " ON d.number = a.document WHERE u.wording = :reference OR u.wording IN (SELECT f.wording FROM families f"
        "  WHERE f.reference = :reference AND f.relations <> 'same-occasion'"
        "  AND 1 = (SELECT count(*) FROM families WHERE wording = f.wording))"
        " ORDER BY u.wording <> :reference, coalesce(a.published, '9999'), d.id, a.place, u.start, u.id",
        {"reference": reference},
    )
    return [number for (number,) in rows]


def numbers(db: sqlite3.Connection, reference: int, ids: Sequence[str]) -> list[int]:
    """Return the utterances of a family that have some ids.

    Raises:
        RecordError: it has none with one of them.
    """
    found = []
    for id in ids:
        rows = db.execute(
            "SELECT number FROM utterances WHERE id = :id AND (wording = :reference OR wording IN"
            " (SELECT wording FROM families WHERE reference = :reference))",
            {"id": id, "reference": reference},
        ).fetchall()
        if not rows:
            raise RecordError(f"the quotation has no statement {id!r}: `onrecord quotations --json` lists those it has")
        found += [number for (number,) in rows]
    return found


def anchors_of_utterances(db: sqlite3.Connection, side: int, numbers: Iterable[int]) -> list[Anchor]:
    """Return anchors of utterances."""
    rows = [
        db.execute(
            "SELECT a.document, u.start, u.end FROM utterances u JOIN articles a ON a.number = u.article"
            " WHERE u.number = ?",
            [number],
        ).fetchone()
        for number in numbers
    ]
    return [anchor(db, side, "quotation", *row) for row in rows]


def utterance_at(db: sqlite3.Connection, place: Found) -> int | None:
    """Return the utterance whose words stand at a place, for the most part."""
    row = db.execute(
        "SELECT u.number FROM articles a JOIN utterances u ON u.article = a.number"
        f" WHERE a.document = :document AND {AT}"
        " ORDER BY abs(u.start - :start) + abs(u.end - :end), u.start, u.id LIMIT 1",
        {"document": place.document, "start": place.start, "end": place.end},
    ).fetchone()
    return None if row is None else int(row[0])


def wording(db: sqlite3.Connection, utterance: int) -> tuple[int, int]:
    """Return the wording of an utterance, and the number of the correction by which it is another one, else 0."""
    row: tuple[int, int] = db.execute(
        "SELECT w.number, w.apart FROM utterances u JOIN wordings w ON w.number = u.wording WHERE u.number = ?",
        [utterance],
    ).fetchone()
    return row


def found_with(db: sqlite3.Connection, wording: int) -> list[int]:
    """Return the references that a wording was found with, itself where it is one."""
    rows = db.execute(
        "SELECT reference FROM members WHERE wording = ? AND relations <> 'same-occasion' ORDER BY reference", [wording]
    )
    return [number for (number,) in rows] or [wording]
