"""Who has which words: quotation families and unmatched statements by article, and every wording of given words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypedDict

from onrecord.link import wordings
from onrecord.store import quotations
from onrecord.store import wordings as kept
from onrecord.store.lookup import key
from onrecord.store.quotations import UTTERANCES, MemberRow, Words, member, members
from onrecord.store.rows import select
from onrecord.store.schema import NotOnRecord, RecordError
from onrecord.store.stories import ORDER
from onrecord.terms import Span

ALIKE = 0.6
"""The share of the words asked for that a wording has, or of a wording's that are among them."""


class Cell(TypedDict):
    """One article's wordings of what a row is about; ``said`` is empty where it is not in this article."""

    file: str
    id: str
    article: int
    outlet: str | None
    published: str | None
    said: list[MemberRow]


class CoverageRow(TypedDict):
    """An utterance, with a cell for each article that is compared; ``family`` is False for a statement by itself."""

    id: str
    speaker: str | None
    words: str
    family: bool
    cells: list[Cell]


class TraceRow(MemberRow):
    """A wording of the words that were asked for, and the family it belongs to, None where it stands alone."""

    family: str | None


def chosen(db: sqlite3.Connection, names: Sequence[str]) -> list[int]:
    """Return the articles that names mean: a story's or one of its articles' id means all of that, if it is the only
    one; else documents' ids, those of one article ("ID-1"), and files.

    Raises:
        RecordError: nothing on record has such a name, or it is one article that has no story.
    """
    articles = list(dict.fromkeys(article for name in names for article in named(db, name)))
    if len(names) == 1 and (story := story_of(db, articles[0])):
        articles = story
    if len(articles) < 2:
        raise NotOnRecord(f"{names[0]!r} is one article and belongs to no story: name another one to compare it with")
    return articles


NAMED = f"""
SELECT a.number FROM documents d CROSS JOIN articles a ON a.document = d.number
WHERE +d.replaced_by IS NULL AND {{condition}}
ORDER BY {ORDER}
"""


def named(db: sqlite3.Connection, name: str) -> list[int]:
    """Return the articles that a name means, the earliest first.

    Raises:
        RecordError: nothing on record has such a name.
    """
    whole, _, place = name.rpartition("-")
    given = {"name": name, "path": key(Path(os.path.realpath(name))), "whole": whole, "place": place}
    for condition in (
        "d.id IN (:name, :whole) AND (d.id = :name OR CAST(a.place AS TEXT) = :place)",
        "d.path IN (:name, :path)",
        "d.file = :name",  # for which there is no index
    ):
        found = [number for (number,) in db.execute(NAMED.format(condition=condition), given)]
        if found:
            return found
    raise NotOnRecord(
        f"no story or article on record has the name {name!r}: `onrecord stories` and `onrecord articles` list them"
    )


def story_of(db: sqlite3.Connection, article: int) -> list[int]:
    """Return all articles of the story that an article belongs to, the earliest first; none where it is alone."""
    rows = db.execute(
        "SELECT t.article FROM told t JOIN articles a ON a.number = t.article JOIN documents d ON d.number = a.document"
        " WHERE t.story = (SELECT story FROM told WHERE article = ?)"
        f" ORDER BY {ORDER}",
        [article],
    )
    return [number for (number,) in rows]


def coverage(db: sqlite3.Connection, articles: Sequence[int]) -> Iterator[CoverageRow]:
    """Yield what is said in articles, an utterance a row: those in most of them first."""
    heads = [_head(db, article) for article in articles]
    rows = [row for row in _rows(db, articles) if any(said for said in row[4].values())]
    rows.sort(key=lambda row: (-len(row[4]), row[0]))
    for _, id, speaker, words, cells, is_family in rows:
        yield CoverageRow(
            id=id,
            speaker=speaker,
            words=words,
            family=is_family,
            cells=[Cell(**head, said=cells.get(article, [])) for article, head in zip(articles, heads, strict=True)],  # type: ignore[typeddict-item]
        )


def _rows(
    db: sqlite3.Connection, articles: Sequence[int]
) -> Iterator[tuple[tuple[int, int], str, str | None, str, dict[int, list[MemberRow]], bool]]:
    """Yield each utterance that stands in some of the articles: its place, id, speaker, words, and where it stands."""
    order = {article: n for n, article in enumerate(articles)}
    marks = ", ".join("?" * len(articles))
    seen: set[int] = set()
    found = select(
        db,
        "SELECT u.wording, u.statement, u.article, u.start, w.reference FROM utterances u"
        f" JOIN wordings w ON w.number = u.wording WHERE u.article IN ({marks}) ORDER BY u.article, u.start",
        list(articles),
    )
    for row in list(found):
        references = _references(db, row["wording"]) or ([row["wording"]] if row["reference"] else [])
        for reference in references:
            if reference in seen:
                continue
            seen.add(reference)
            rows = members(db, reference)
            model = Words.of(db, next(one for one in rows if one["relations"] is None))
            cells: dict[int, list[MemberRow]] = {}
            for one in rows:
                if one["number_of_article"] in order:
                    cells.setdefault(one["number_of_article"], []).append(member(db, one, model))
            first = next(one for one in rows if one["number_of_article"] in order)
            place = (order[first["number_of_article"]], first["start"])
            speaker = next((one["speaker"] for one in rows if one["relations"] is None), None)
            yield place, rows[0]["utterance"], speaker, model.words, cells, len(rows) > 1


def _references(db: sqlite3.Connection, wording: int) -> list[int]:
    return [
        number
        for (number,) in db.execute("SELECT reference FROM families WHERE wording = ? ORDER BY reference", [wording])
    ]


def _head(db: sqlite3.Connection, article: int) -> dict[str, object]:
    (row,) = select(
        db,
        "SELECT d.file, d.id, a.place AS article, a.outlet, a.published FROM articles a"
        " JOIN documents d ON d.number = a.document WHERE a.number = ?",
        [article],
    )
    return dict(row)


def trace(db: sqlite3.Connection, words: str) -> Iterator[TraceRow]:
    """Yield every wording of some words that stands in quotation marks or in a statement, the earliest first.

    Relations, changes and cuts are against the words that were asked for; what a wording has before and after them is
    no difference.
    """
    asked = Words(words, (Span(0, len(words)),), None)
    found: dict[int, str | None] = {}
    for number in _alike(db, asked):
        for reference in (number, *_references(db, number)):  # itself, too: of one occasion it has words of its own
            rows = members(db, reference)
            several = len(rows) > 1
            for row in rows:
                if not quotations.OWN_WORDS & set((row["relations"] or "").split()):
                    found[row["number"]] = rows[0]["utterance"] if several else None
    marks = ", ".join("?" * len(found))
    sql = UTTERANCES.format(relations="NULL", source="utterances u", where=f"WHERE u.number IN ({marks})")
    for row in select(db, sql, list(found)):
        if _is_alike(Words.of(db, row), asked):
            yield TraceRow(**member(db, row, asked, longer=True), family=found[row["number"]])


def _alike(db: sqlite3.Connection, asked: Words) -> Iterable[int]:
    """Yield the wordings that have most of some words, or most of which are among them."""
    plain = wordings.words_in(asked.text, asked.content)
    if not plain:
        raise RecordError("these are no words to look for")
    keys = wordings.keys_of(plain)
    for number in kept.holders(db, keys, references=False) or _with_all(db, plain):
        first = kept.row(db, number).first
        text, kind, spans = kept.spoken(db, first)
        if kind == "indirect":
            continue
        if _is_alike(Words(text, tuple(spans), kind), asked):
            yield number


def _is_alike(own: Words, asked: Words) -> bool:
    """Say whether a wording has most of the words asked for, or most of its own are among them."""
    found = own.against(asked)
    most = min(len(found.ours.words), len(found.theirs.words))
    return found.alignment.shared >= max(ALIKE * most, min(3, most))


def _with_all(db: sqlite3.Connection, words: Sequence[str]) -> list[int]:
    """Return the wordings of statements in which words stand side by side, where these are too common for keys."""
    phrase = '"' + " ".join(words) + '"'
    rows = db.execute(
        "SELECT DISTINCT u.wording FROM utterances u WHERE u.statement IN"
        " (SELECT rowid FROM statement_search WHERE statement_search MATCH ?)",
        [phrase],
    )
    return [number for (number,) in rows]
