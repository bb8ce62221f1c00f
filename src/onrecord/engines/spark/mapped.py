"""What runs in an executor: inputs -> documents with all found in them -> rows of tables, over Arrow batches."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from onrecord import findings
from onrecord.engines.spark import keys
from onrecord.parquet import schema
from onrecord.read.formats import read_bytes
from onrecord.store import portable, write
from onrecord.store import schema as records
from onrecord.store.portable import Portable
from onrecord.terms import Document, Skipped

LINES = ("jsonl", "jsonl.gz")
TABLES = tuple(name for name in portable.tables() if name not in portable.LINKED)
"""Those that are filled document by document."""
STAGED = {
    **dict.fromkeys(("row", "id", "file", "at", "reason"), "string"),
    **dict.fromkeys((*TABLES, *keys.KINDS), "binary"),
}
"""The columns of a document as it is put aside: rows of each table, and what linking asks of it, pickled. ``at`` puts
those of one file in their order."""


class Extract:
    """Turns Arrow batches of paths, bytes and places into one row a document; runs in an executor.

    Args:
        given: the file or folder that the paths lie under.
        originals: whether bytes are kept.
    """

    def __init__(self, given: str, originals: bool) -> None:
        self._given, self._originals = given, originals
        self._top = Path(unquote(urlsplit(given).path)).resolve()  # here: an executor works in a folder of its own

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Yield a batch for each input, a row for each document or skipped part in it, as in ``STAGED``."""
        import pyarrow as pa

        columns = keys.arrow(STAGED)
        for batch in batches:
            for row in batch.to_pylist():
                yield pa.RecordBatch.from_pylist(list(self._found(**row)), columns)

    def _found(self, path: str, data: bytes, at: str) -> Iterator[dict[str, Any]]:
        address = urlsplit(path)
        there = Path(unquote(address.path)) if address.scheme in ("", "file") else path
        file, name = _named(self._given, self._top, there)
        is_line = str(there).endswith((*LINES, ".parquet"))
        if is_line and not data.strip():
            return
        found = read_bytes(data, file=file, name=name, media_type="application/jsonl" if is_line else None)
        for n, one in enumerate(found):
            yield {"row": uuid4().hex, "at": f"{at}{n:010}", **self._row(there, one)}

    def _row(self, path: Path | str, one: Document | Skipped) -> dict[str, Any]:
        if isinstance(one, Document):
            done = findings.found(findings.Fresh(path, one, self._originals))
            if isinstance(done, findings.Ready):
                packed = {name: pickle.dumps(some) for name, some in _rows(path, done).items()}
                return {"id": one.id, "file": one.file, **packed}
            assert isinstance(done, findings.Failed)
            one = done.skipped
        return {"file": one.file, "reason": one.reason}


def _named(given: str, top: Path, path: Path | str) -> tuple[str, str]:
    """Return what a file is called by its user, and the name that its document's id is made from."""
    if isinstance(path, str):
        inside = path.removeprefix(given.rstrip("/")).lstrip("/")
    else:
        inside = path.relative_to(top).as_posix() if path != top else ""
    return (f"{given.rstrip('/')}/{inside}", inside) if inside else (given, PurePosixPath(given).name)


@cache
def _scratch() -> Any:
    """Return a record that holds one document at a time."""
    return records.opened(None)


def _rows(path: Path | str, done: findings.Ready) -> portable.Rows:
    """Return the rows of a document, and those by which linking finds it."""
    db = _scratch()
    for table in ("documents", *portable.SHARED, "people_left", "people_due"):
        db.execute(f"DELETE FROM {table}")
    write.add(db, path, done.document, findings.maker(), done.readings, original=done.original)
    reader = Portable(db)
    return {**reader.rows(next(portable.documents(db))), **keys.of_document(db, reader)}


class Unpack:
    """Turns one row a document into rows of one table, or of one kind that linking asks for; runs in an executor."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Yield a batch of rows for each batch of documents."""
        import pyarrow as pa

        linked = self._kind in keys.KINDS
        columns = keys.arrow(keys.KINDS[self._kind]) if linked else schema(portable.tables()[self._kind])
        for batch in batches:
            rows = [row for packed in batch.column(0).to_pylist() for row in pickle.loads(packed)]
            yield pa.RecordBatch.from_pylist(rows, columns)
