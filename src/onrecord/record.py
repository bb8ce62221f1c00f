"""The Python API: a record is built from files, and asked who said what."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onrecord.store import context, originals, read, removal, schema, statements, wiping
from onrecord.store.context import InContext
from onrecord.store.read import ArticleRow, PersonRow
from onrecord.store.removal import Removal, TracesLeft
from onrecord.store.schema import RecordError
from onrecord.store.statements import StatementRow, Wanted
from onrecord.terms import Skipped

if TYPE_CHECKING:
    from onrecord.build import Progress, Summary
    from onrecord.checking import Checked

DAMAGE = (LookupError, TypeError, ValueError)
"""What reading a record can raise besides, if its content is damaged."""

__all__ = [
    "ArticleRow",
    "InContext",
    "PersonRow",
    "Record",
    "RecordError",
    "Removal",
    "StatementRow",
    "TracesLeft",
    "Wanted",
]


class Record:
    """Who said what, about whom, when, and in whose words: one SQLite file.

    >>> with Record(Path("town.record"), create=True) as record:  # doctest: +SKIP
    ...     record.build([Path("articles")])
    ...     for statement in record.statements(Wanted(speaker="Lund")):
    ...         print(statement["speaker"], statement["words"])

    Args:
        path: the file, or None for a record that is gone when it is closed.
        create: make the file where there is none.

    Raises:
        RecordError: the file is no record, of a newer schema, or cannot be read or written; also from every method.
    """

    def __init__(self, path: Path | None, *, create: bool = False) -> None:
        self.path = path
        self._new = create and path is not None and not os.path.exists(path)
        self._db = schema.opened(path, create=create)

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def discard(self) -> None:
        """Close the file, and take it away if this made it, it holds no document and no other program has it open."""
        self.close()
        if self._new and self.path is not None:
            schema.discard(self.path)

    def build(
        self,
        paths: Sequence[str | Path],
        *,
        progress: Progress = lambda file: None,
        originals: bool = True,
        primary: bool = False,
        allow_private: bool = False,
    ) -> Summary:
        """Read files and folders into the record; what is on record and unchanged is not read again.

        Args:
            paths: files and folders; an address, as a str that begins with http:// or https://, is fetched.
            progress: called with each file's path before it is read.
            originals: whether the bytes that are read are kept, compressed.
            primary: whether these are primary sources; what was marked as one stays so.
            allow_private: whether an address may lie in the local or a private network.
        """
        from onrecord.build import build  # here, since the model's libraries take half a second to load

        with self._errors():
            left = wiping.wipe(self._db)
            summary = build(self._db, paths, progress, keep=originals, primary=primary, allow_private=allow_private)
        if left is not None:
            summary.doubts.append(Skipped(str(self.path), left))
        return summary

    def articles(self) -> Iterator[ArticleRow]:
        """Yield the articles of all revisions, by file and place in it."""
        with self._errors(*DAMAGE):
            yield from read.articles(self._db)

    def statements(self, wanted: Wanted | None = None) -> Iterator[StatementRow]:
        """Yield statements of current revisions, by file, article and place in it: those wanted, or all."""
        with self._errors(*DAMAGE):
            yield from statements.statements(self._db, wanted or Wanted())

    def people(self) -> Iterator[PersonRow]:
        """Yield everybody who speaks in a current revision, who speaks most first."""
        with self._errors(*DAMAGE):
            yield from read.people(self._db)

    def extractions(self, *, with_text: bool = False) -> Iterator[dict[str, Any]]:
        """Yield every article with all that was found in it, in the order in which they were read."""
        with self._errors(*DAMAGE):
            yield from read.extractions(self._db, with_text=with_text)

    def show(self, id: str) -> InContext:
        """Return a statement with its article and the paragraphs it stands in.

        Args:
            id: its id, or a beginning of it that no other id has.

        Raises:
            RecordError: no statement, or more than one, has such an id.
        """
        with self._errors(*DAMAGE):
            return context.in_context(self._db, id)

    def check(self, draft: str | Path | bytes) -> list[Checked]:
        """Hold every quotation of a draft against the record: a Checked for each document in it.

        Args:
            draft: a file's path, or the bytes of a file.

        Raises:
            ValueError: the draft cannot be read.
        """
        from onrecord import checking  # here, since the model's libraries take half a second to load

        documents = checking.drafts(draft)
        with self._errors(*DAMAGE):
            return [checking.check(self._db, document) for document in documents]

    def removal(self, names: Sequence[str]) -> Removal:
        """Return what would go with sources: all their revisions, and all that was found in them.

        Args:
            names: files and folders, addresses, or documents' ids.

        Raises:
            RecordError: nothing on record has such a name.
        """
        with self._errors(*DAMAGE):
            return removal.removal(self._db, names)

    def remove(self, what: Removal) -> None:
        """Take sources out for good: no byte of them stays in the file.

        Args:
            what: as ``removal`` gives it.

        Raises:
            TracesLeft: all is taken out, but cannot be wiped now, since the disk is full or another program is reading.
        """
        from onrecord.build import relink

        with self._errors():
            removal.remove(self._db, what, relink)

    def wipe(self) -> str | None:
        """Wipe what removals had to leave in the file, and return one sentence where it still has to stay."""
        with self._errors():
            return wiping.wipe(self._db)

    def original(self, id: str, *, revision: int | None = None) -> bytes:
        """Return the bytes that a document was read from, after a check of their SHA-256.

        Args:
            id: the document's, as ``articles`` gives it.
            revision: which, where it has several; the current one if left out.

        Raises:
            RecordError: there is no such document, or its bytes were not kept, or they are damaged.
        """
        with self._errors(*DAMAGE):
            return originals.original(self._db, id, revision)

    @contextmanager
    def _errors(self, *more: type[Exception]) -> Iterator[None]:
        troubles: tuple[type[Exception], ...] = (*schema.TROUBLES, *more)
        try:
            yield
        except sqlite3.ProgrammingError:
            raise  # a closed record: the caller's mistake
        except troubles as error:
            raise RecordError(schema.sentence(error, self.path)) from error
