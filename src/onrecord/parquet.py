"""A record's tables as Parquet, a folder a table: what clusters and data tools read, and what is taken from them."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.store import portable
from onrecord.store.portable import Portable, Rows, Table
from onrecord.store.schema import RecordError

TOGETHER = 500
"""Documents that are written at a time."""
CONDITION = re.compile(r"""\s*(\w+)\s*(>=|<=|!=|=|>|<|\blike\b)\s*("[^"]*"|'[^']*'|\S+)\s*(?:\band\b|$)""", re.I)
OF_DOCUMENT = ("file", "id", "media_type")
WHERE = 'write it as: outlet = "The Orran Ledger" and published >= 2025-03-01 and person like Lund'


class Condition(NamedTuple):
    """One condition of a slice: a column of articles or documents, "person" or "story", an operator, and a value."""

    field: str
    operator: str
    value: str


def conditions(where: str) -> list[Condition]:
    """Return what is asked for in words such as ``outlet = "The Orran Ledger" and published >= 2025-03-01``.

    Raises:
        ValueError: it cannot be understood, or names what there is no column for.
    """
    found, at = [], 0
    while at < len(where):
        match = CONDITION.match(where, at)
        if match is None:
            raise ValueError(f"{where!r} cannot be understood from {where[at:]!r} on: {WHERE}")
        found.append(Condition(match[1].lower(), match[2].lower(), match[3].strip("\"'")))
        at = match.end()
    known = sorted(
        {"person", "story", *OF_DOCUMENT, *portable.tables()["articles"].columns} - {"number", "document", "authors"}
    )
    for one in found:
        if one.field not in known:
            raise ValueError(f"{one.field!r} is nothing to choose by: choose by {', '.join(known)}")
        if one.field == "story" and one.operator != "=":
            raise ValueError(f"a story is chosen by its id, not by {one.operator!r}: write it as: story = ID")
    return found


def export(db: sqlite3.Connection, to: Path) -> int:
    """Write a record's tables to a folder that is made, and return how many documents they hold.

    Raises:
        RecordError: the folder is there, or cannot be written.
        ImportError: pyarrow is not installed.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    if to.exists():
        raise RecordError(f"{to} is there already: name a folder that is not")
    part = to.with_name(f".{to.name}.{os.getpid()}.part")
    count = 0
    try:
        with ExitStack() as stack:
            writers = {}
            for table in portable.tables().values():
                (part / table.name).mkdir(parents=True)
                path = part / table.name / "part-0.parquet"
                writers[table.name] = stack.enter_context(pq.ParquetWriter(path, schema(table), compression="zstd"))
            shared: dict[str, set[Any]] = {name: set() for name in portable.SHARED}
            for some in _some(db):
                count += len(some)
                for table in portable.tables().values():
                    rows = [row for one in some for row in one[table.name]]
                    if table.name in shared:
                        rows = _new(rows, shared[table.name])
                    writers[table.name].write_table(pa.Table.from_pylist(rows, schema(table)))
        os.replace(part, to)
    except OSError as error:
        raise RecordError(f"{to} cannot be written ({(error.strerror or str(error)).lower()}): name another") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return count


def schema(table: Table) -> Any:
    """Return a table's columns with their types in Arrow's words."""
    import pyarrow as pa

    types = {"INTEGER": pa.int64(), "TEXT": pa.string(), "REAL": pa.float64(), "BLOB": pa.binary()}
    return pa.schema([(name, types[kind]) for name, kind in table.columns.items()])


def chosen(folder: Path, where: Sequence[Condition]) -> Iterator[Rows]:
    """Yield the rows of the documents that hold an article that meets all conditions, a document after the other.

    Raises:
        RecordError: the folder does not hold these tables.
        ImportError: pyarrow is not installed.
    """
    import pyarrow.dataset as ds

    there = {}
    for name in (*portable.FOUND, *portable.SHARED, "told"):  # the rest of what was linked is found anew
        if not (folder / name).is_dir():
            raise RecordError(f"{folder} holds no folder {name!r}: name one that `onrecord export --to parquet` made")
        there[name] = ds.dataset(folder / name, format="parquet")
    keys: dict[str, list[Any]] = {"documents": _documents(there, where)}
    rows: dict[str, list[dict[str, Any]]] = {}
    for table in map(portable.tables().__getitem__, portable.FOUND):
        column, to = ("number", "documents") if table.owner is None else (table.owner, table.leads[table.owner])
        rows[table.name] = _those(there[table.name], column, keys[to])
        if table.numbered:
            keys[table.name] = [row["number"] for row in rows[table.name]]
    rows["originals"] = _those(there["originals"], "sha256", {row["sha256"] for row in rows["documents"]})
    yield from portable.by_document(rows)


def _those(table: Any, column: str, values: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the rows that have one of these values in a column."""
    import pyarrow as pa
    import pyarrow.dataset as ds

    wanted = pa.array(sorted(values), table.schema.field(column).type)
    rows: list[dict[str, Any]] = table.to_table(filter=ds.field(column).isin(wanted)).to_pylist()
    return rows


def _documents(there: dict[str, Any], where: Sequence[Condition]) -> list[int]:
    """Return the keys of the current documents that hold what is asked for."""
    import pyarrow.dataset as ds

    of_document = [_filter(one) for one in where if one.field in OF_DOCUMENT]
    of_article = [_filter(one) for one in where if one.field not in ("person", "story", *OF_DOCUMENT)]
    for one in where:
        if one.field == "person":
            of_article.append(ds.field("number").isin(_said_by(there, one)))
        elif one.field == "story":
            of_article.append(ds.field("number").isin(_told_in(there, one.value)))
    wanted = ds.field("replaced_by").is_null()
    if of_article:
        articles = there["articles"].to_table(["document"], filter=_all(of_article))["document"]
        wanted &= ds.field("number").isin(articles)
    found = there["documents"].to_table(["number"], filter=_all([wanted, *of_document]))["number"]
    return list(found.to_pylist())


def _said_by(there: dict[str, Any], one: Condition) -> Any:
    """Return the keys of the articles in which somebody speaks, by the register's name or one that articles give."""
    import pyarrow as pa
    import pyarrow.dataset as ds

    named = _filter(one._replace(field="name"))
    registered = there["people"].to_table(["id"], filter=named)["id"]
    called = there["article_people"].to_table(["person"], filter=named)["person"]
    everybody = pa.chunked_array([*registered.chunks, *called.chunks], pa.string())
    members = there["article_people"].to_table(["number"], filter=ds.field("person").isin(everybody))["number"]
    speaks = (ds.field("role") == "speaker") & ds.field("who").isin(members)
    jointly = there["statement_people"].to_table(["statement"], filter=speaks)["statement"]
    said = ds.field("person").isin(everybody) | ds.field("number").isin(jointly)
    return there["statements"].to_table(["article"], filter=said)["article"]


def _told_in(there: dict[str, Any], story: str) -> Any:
    """Return the keys of the articles of a story, by its id: its earliest article's document, with a place after 0."""
    import pyarrow.dataset as ds

    document, place = (story, 0) if not (parts := re.fullmatch(r"(.+)-(\d+)", story)) else (parts[1], int(parts[2]))
    numbers = [
        number
        for id, at in ((story, 0), (document, place))
        for number in there["articles"]
        .to_table(
            ["number"],
            filter=(ds.field("place") == at)
            & ds.field("document").isin(there["documents"].to_table(["number"], filter=ds.field("id") == id)["number"]),
        )["number"]
        .to_pylist()
    ]
    return there["told"].to_table(["article"], filter=ds.field("story").isin(numbers))["article"]


def _filter(one: Condition) -> Any:
    import pyarrow.compute as pc
    import pyarrow.dataset as ds

    field = ds.field(one.field)
    if one.operator == "like":
        return pc.match_substring(field, one.value, ignore_case=True)
    return {
        "=": field == one.value,
        "!=": field != one.value,
        ">=": field >= one.value,
        "<=": field <= one.value,
        ">": field > one.value,
        "<": field < one.value,
    }[one.operator]


def _all(filters: Sequence[Any]) -> Any:
    out = filters[0]
    for one in filters[1:]:
        out = out & one
    return out


def _some(db: sqlite3.Connection) -> Iterator[list[Rows]]:
    reader, some = Portable(db), []
    for number in portable.documents(db):
        some.append(reader.rows(number))
        if len(some) == TOGETHER:
            yield some
            some = []
    yield some


def _new(rows: list[dict[str, Any]], known: set[Any]) -> list[dict[str, Any]]:
    """Return the rows that were not written yet, by what names them."""
    out = []
    for row in rows:
        key = next(iter(row.values()))  # an id, or a SHA-256
        if key not in known:
            known.add(key)
            out.append(row)
    return out
