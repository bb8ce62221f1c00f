"""Building: files -> documents -> findings -> record, each input accounted for."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, NamedTuple

from onrecord import extract, link
from onrecord.engines.local import mapped
from onrecord.read import Input, inputs, read
from onrecord.store import lookup, write
from onrecord.terms import Article, Document, Skipped

Progress = Callable[[str], None]
"""Called with each file's path before it is read."""


@dataclass(slots=True)
class Summary:
    """What became of a build's inputs, and what is on record after it.

    Each input is read, unchanged or skipped; ``doubts`` are about inputs that were read. An input is a file, or a line
    of JSON Lines.
    """

    read: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    doubts: list[Skipped] = field(default_factory=list)
    on_record: lookup.Counts = field(default_factory=lookup.Counts)

    @property
    def inputs(self) -> int:
        """How many inputs there were."""
        return self.read + self.unchanged + len(self.skipped)


class FileEnd(NamedTuple):
    """A file was read to its end: where it is, what it holds and is called, and whether all of it could be read."""

    path: Path
    documents: list[str]
    file: str
    sha256: str
    whole: bool


class Fresh(NamedTuple):
    """A document to be extracted, of the file at ``path``."""

    path: Path
    document: Document


class Ready(NamedTuple):
    """A document and what was found in its articles."""

    path: Path
    document: Document
    readings: list[write.Reading]


class Failed(NamedTuple):
    """A document, of the file at ``path``, that could not be extracted."""

    path: Path
    skipped: Skipped


STAGES = ("read", "extract", "link")
"""The folders whose code decides what is found."""


@cache
def encoder() -> extract.Encoder:
    """Return the model; each thread runs windows of its own, so one core a window is best."""
    return extract.Encoder(threads=1)


@cache
def maker() -> str:
    """Return what makes findings: a record's documents are extracted again when it changes."""
    code = hashlib.sha256(_loaded("settings").sha256.encode())
    for source in sorted(path for stage in STAGES for path in (Path(__file__).parent / stage).glob("*.py")):
        code.update(source.read_bytes())
    return f"onrecord {version('onrecord')}, {code.hexdigest()[:12]}"


def _loaded(part: Literal["settings", "session"]) -> Any:
    """Return a part of the model.

    Raises:
        ValueError: it cannot be loaded; that would be so for every document.
    """
    try:
        return getattr(encoder(), part)
    except Exception as error:
        raise ValueError(f"the model cannot be loaded ({error}): install onrecord again") from error


def build(db: sqlite3.Connection, paths: Sequence[Path], progress: Progress) -> Summary:
    """Read files and folders into a record, and link what belongs together."""
    builder = Builder(db, progress)
    for done in mapped(_extracted, builder.work(paths)):
        builder.keep(done)
    with write.transaction(db):
        builder.summary.removed = write.clear_out(db)
        if not lookup.linked(db):
            _link(db)
    builder.summary.on_record = lookup.counts(db)
    return builder.summary


@dataclass(slots=True)
class Builder:
    """Decides of each input whether there is anything to do, and keeps what was done."""

    db: sqlite3.Connection
    progress: Progress
    summary: Summary = field(default_factory=Summary)
    met: dict[str, tuple[Path, bytes]] = field(default_factory=dict)
    """The documents met in this build, which may not be on record yet: by id, their file and text's hash."""
    lossy: set[Path] = field(default_factory=set)
    """The files of documents that could not be extracted."""

    def work(self, paths: Sequence[Path]) -> Iterator[Fresh | FileEnd]:
        """Yield what has to be done, in order."""
        own = lookup.own_files(self.db)
        for found in inputs(paths):
            if isinstance(found, Skipped):
                if os.path.realpath(found.file) not in own:
                    self.summary.skipped.append(found)
            else:
                self.progress(str(found.path))
                yield from self._file(found)

    def keep(self, done: Ready | Failed | FileEnd) -> None:
        """Put into the record what was done, and count it."""
        if isinstance(done, Ready):
            self._keep(done)
        elif isinstance(done, Failed):
            self.lossy.add(done.path)
            self.summary.skipped.append(done.skipped)
        else:
            path, held, file, sha256, whole = done
            whole = whole and path not in self.lossy
            write.finish(self.db, path, held, file=file, sha256=sha256, made_by=maker(), whole=whole)

    def _keep(self, done: Ready) -> None:
        document = done.document
        twins = lookup.same_bytes(self.db, document.sha256, document.id)
        renamed = [id for id, path in twins if _gone(path)]
        try:
            write.add(self.db, done.path, document, maker(), done.readings, instead_of=renamed)
        except (ValueError, sqlite3.IntegrityError) as error:  # what no reader and no model should give
            self.keep(Failed(done.path, _fault(document, error)))
        else:
            self.summary.read += 1
            self.summary.doubts += [Skipped(document.file, doubt) for doubt in document.doubts]

    def _file(self, given: Input) -> Iterator[Fresh | FileEnd]:
        path = given.path.resolve()
        sha256 = _sha256(given.path)
        before = lookup.file(self.db, path)
        if before is not None and before[:2] == (sha256, maker()):
            self.summary.unchanged += before.inputs
            return
        held: list[str] = []
        whole, file = True, str(given.path)
        for one in read(given.path, name=given.name):
            file = one.file
            reason = one.reason if isinstance(one, Skipped) else self._clash(path, one)
            if reason is not None:
                self.summary.skipped.append(Skipped(file, reason))
                whole = False  # it is looked at again next time, and what is wrong is said again
            elif isinstance(one, Document):
                held.append(one.id)
                unchanged = self._on_record(path, one)
                self.met.setdefault(one.id, (path, _hash(one.text)))
                self.summary.unchanged += unchanged
                if not unchanged:
                    _loaded("session")
                    yield Fresh(path, one)
        if sha256 is not None:
            yield FileEnd(path, held, file, sha256, whole)

    def _clash(self, path: Path, document: Document) -> str | None:
        """Say what is wrong with a document whose id another text has already."""
        met = self.met.get(document.id)
        if met is not None:
            other, same = met[0], met[1] == _hash(document.text)
        else:
            known = lookup.document(self.db, document.id)
            if known is None or known.path == lookup.key(path):
                return None
            other, same = Path(known.path), known.text == document.text
        if same:
            return None
        if other == path:
            return f"has the id {document.id!r} twice, with different texts: give each an id of its own"
        return f"has the id {document.id!r}, which {other} has with another text: give it an id of its own"

    def _on_record(self, path: Path, document: Document) -> bool:
        """Say whether nothing is to be done for a document; one whose file was moved is led to its new place."""
        if document.id in self.met:
            return True
        known = lookup.document(self.db, document.id)
        if known is None or known.text != document.text or known.made_by != maker():
            return False
        if known.path != lookup.key(path) and not _gone(known.path):
            return True  # it stands in both files, and is shown with what the first one says of it
        if known.sha256 != document.sha256:
            return False
        if known.path != lookup.key(path):
            write.move(self.db, document.id, path, document.file)
        return True


def _link(db: sqlite3.Connection) -> None:
    pairs = [(a, b) for a, b, *counts in lookup.alike(db) if link.same_text(*counts)]
    write.mark_reprints(db, link.originals(pairs, lookup.places(db)))
    write.name_people(db)
    write.linked(db)


def _extracted(work: Fresh | FileEnd) -> Ready | Failed | FileEnd:
    """Find all there is to find in a document; a file's end passes through, so that all stays in order."""
    if isinstance(work, FileEnd):
        return work
    try:
        return Ready(*work, [_reading(work.document, article) for article in work.document.articles])
    except Exception as error:  # a fault of ours: one input must never end the others
        return Failed(work.path, _fault(work.document, error))


def _reading(document: Document, article: Article) -> write.Reading:
    found = extract.findings(document.id, document.text, article, encoder())
    return write.Reading(article, found.statements, found.mentions, link.fingerprints(document.text, article))


def _fault(document: Document, error: Exception) -> Skipped:
    reason = f"({document.id}) could not be recorded ({type(error).__name__}: {error}): please report this file"
    return Skipped(document.file, reason)


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None  # reading it will say what is wrong


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _gone(path: str) -> bool:
    """Say whether a file is no longer there, as far as this user can see."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
