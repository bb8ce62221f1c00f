"""What linking asks of a document: rows with the keys by which others are found, as the local engine makes them.

They are read out of a record that holds one document, by the functions that a build calls, with keys that every
machine gives alike in place of the numbers.
"""

from __future__ import annotations

import json
import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from onrecord import copies, hearing, link, nights, register
from onrecord.link import Figured, Member
from onrecord.link import stories as by_story
from onrecord.link.passages import words_of
from onrecord.link.reprints import fingerprints
from onrecord.store import comparisons, portable, stories
from onrecord.store import copies as store
from onrecord.store import nights as by_night
from onrecord.store import register as people
from onrecord.store import wordings as said
from onrecord.store.portable import Portable

Row = dict[str, Any]
KINDS: Mapping[str, Mapping[str, str]] = {
    "texts": {
        "article": "bigint",
        "rank": "bigint",
        "keys": "array<bigint>",
        "numbers": "binary",
        "plain": "binary",
        "published": "string",
        "file": "string",
        "document": "string",
        "place": "bigint",
    },
    "terms": {
        "article": "bigint",
        "keys": "array<string>",
        "terms": "string",
        "published": "string",
        "document": "string",
        "place": "bigint",
    },
    "members": {
        "who": "bigint",
        "id": "string",
        "home": "string",
        "alias": "string",
        "aliases": "array<string>",
        "name": "string",
        "kind": "string",
        "published": "string",
        "document": "string",
        "place": "bigint",
        "member": "binary",
    },
    "measured": {"article": "bigint", "figured": "binary"},
    "said": {
        "utterance": "bigint",
        "article": "bigint",
        "statement": "bigint",
        "id": "string",
        "start": "bigint",
        "end": "bigint",
        "own": "string",
        "nobody": "string",
        "candidates": "array<bigint>",
        "sure": "double",
        "occasion": "string",
        "hash": "bigint",
        "verbatim": "boolean",
        "size": "bigint",
        "keys": "array<bigint>",
        "text": "string",
        "spans": "string",
        "published": "string",
        "document": "string",
        "place": "bigint",
    },
    "days": {
        "article": "bigint",
        "told": "binary",
        "named": "array<binary>",
        "published": "string",
        "document": "string",
        "place": "bigint",
    },
}
"""The columns of each, with their types in Spark's words."""


def ddl(columns: Mapping[str, str]) -> str:
    """Return columns as Spark is told of them."""
    return ", ".join(f"`{name}` {kind}" for name, kind in columns.items())


def arrow(columns: Mapping[str, str]) -> Any:
    """Return columns with their types in Arrow's words."""
    import pyarrow as pa

    plain = {"bigint": pa.int64(), "string": pa.string(), "double": pa.float64(), "binary": pa.binary()}
    plain["boolean"] = pa.bool_()
    lists = {f"array<{name}>": pa.list_(kind) for name, kind in plain.items()}
    return pa.schema([(name, {**plain, **lists}[kind]) for name, kind in columns.items()])


def of_document(db: sqlite3.Connection, reader: Portable) -> dict[str, list[Row]]:
    """Return the rows of each kind, of a record that holds one document and has linked nothing."""
    makers: dict[str, Callable[[sqlite3.Connection, Portable], Iterable[Row]]] = {
        "texts": _texts,
        "terms": _terms,
        "members": _members,
        "measured": _figures,
        "said": _said,
        "days": _days,
    }
    return {kind: list(make(db, reader)) for kind, make in makers.items()}


def _texts(db: sqlite3.Connection, reader: Portable) -> Iterator[Row]:
    for one in store.new(db):
        words = words_of(*store.body(db, one.article))
        (published,) = db.execute("SELECT published FROM articles WHERE number = ?", [one.article]).fetchone()
        yield {
            "article": reader.key("articles", one.article),
            "rank": copies.rank(one),
            "keys": fingerprints(words),
            "numbers": words.numbers.tobytes(),
            "plain": words.plain.tobytes(),
            "published": published or link.UNDATED,
            "file": one.file,
            "document": one.document,
            "place": one.place,
        }


def _terms(db: sqlite3.Connection, reader: Portable) -> Iterator[Row]:
    for one in stories.untold(db):
        terms = by_story.terms_of(one.title, stories.body(db, one.article))
        published, place, document = db.execute(
            "SELECT a.published, a.place, d.id FROM articles a JOIN documents d ON d.number = a.document"
            " WHERE a.number = ?",
            [one.article],
        ).fetchone()
        yield {
            "article": reader.key("articles", one.article),
            "keys": by_story.keys_of(terms),
            "terms": json.dumps(terms),
            "published": published,
            "document": document,
            "place": place,
        }


def _members(db: sqlite3.Connection, reader: Portable) -> Iterator[Row]:
    articles = people.unread(db)
    register.put_keys(db)
    for article in articles:
        for member in people.members_of_article(db, article.number):
            yield _member(replace(member, number=reader.key("article_people", member.number)))


def _member(member: Member) -> Row:
    home, aliases, alias = link.keys(member)
    published, document, _, place, _ = member.order
    return {
        "who": member.number,
        "id": member.id,
        "home": home,
        "alias": alias,
        "aliases": sorted(aliases),
        "name": member.name,
        "kind": member.kind,
        "published": published,
        "document": document,
        "place": int(place),
        "member": pickle.dumps(member),
    }


def _figures(db: sqlite3.Connection, reader: Portable) -> Iterator[Row]:
    of: dict[int, list[Figured]] = {}
    for one in comparisons.every(db):
        article = reader.key("articles", one.article)
        of.setdefault(article, []).append(replace(one, number=reader.key("figures", one.number), article=article))
    for article, some in of.items():
        yield {"article": article, "figured": pickle.dumps(some)}


def _said(db: sqlite3.Connection, reader: Portable) -> Iterator[Row]:
    for article in said.unheard(db):
        number = reader.key("articles", article.number)
        for nth, one in enumerate(hearing.heard_in(article)):
            candidates, sure = _speakers(db, one.statement)
            yield {
                "utterance": portable.key("utterances", number, nth),
                "article": number,
                "statement": one.statement and reader.key("statements", one.statement),
                "id": one.id,
                "start": one.start,
                "end": one.end,
                "own": one.person or None,
                "nobody": "" if one.statement else one.person,
                "candidates": [reader.key("article_people", who) for who in candidates],
                "sure": sure,
                "occasion": one.occasion,
                "hash": one.hash,
                "verbatim": one.verbatim,
                "size": one.size,
                "keys": list(one.keys),
                "text": article.text[one.start : one.end],
                "spans": json.dumps([[start - one.start, end - one.start] for start, end in one.spans]),
                "published": article.published,
                "document": article.document,
                "place": article.place,
            }


def _speakers(db: sqlite3.Connection, statement: int | None) -> tuple[list[int], float]:
    """Return who may have made a statement, and how sure it is who did."""
    if statement is None:
        return [], 1.0
    rows = db.execute(
        "SELECT who FROM statement_people WHERE statement = ? AND role IN ('speaker', 'candidate')", [statement]
    ).fetchall()
    (sure,) = db.execute("SELECT speaker_confidence FROM statements WHERE number = ?", [statement]).fetchone()
    return [who for (who,) in rows], 1.0 if sure is None else sure


def _days(db: sqlite3.Connection, reader: Portable) -> Iterator[Row]:
    for (number,) in db.execute("SELECT number FROM articles ORDER BY number").fetchall():
        published, place, document = db.execute(
            "SELECT a.published, a.place, d.id FROM articles a JOIN documents d ON d.number = a.document"
            " WHERE a.number = ?",
            [number],
        ).fetchone()
        key = reader.key("articles", number)
        yield {
            "article": key,
            "told": pickle.dumps([one._replace(article=key) for one in by_night.told(db, [number])]),
            "named": [pickle.dumps(one) for one in nights.named_in(db, number)],
            "published": published or link.UNDATED,
            "document": document,
            "place": place,
        }
