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

from onrecord import copies, extract
from onrecord.engines.local import mapped
from onrecord.read import Input, inputs, read, read_bytes
from onrecord.read.fetch import fetched
from onrecord.read.hosts import is_address
from onrecord.read.language import is_english
from onrecord.read.source import Unreadable, digest, shown
from onrecord.store import lookup, originals, revisions, write
from onrecord.store.lookup import KnownDocument, Where
from onrecord.store.originals import Packed
from onrecord.store.revisions import Held
from onrecord.terms import Article, Document, Skipped

Progress = Callable[[str], None]
"""Called with each file's path, or address, before it is read."""


@dataclass(slots=True)
class Summary:
    """What became of a build's inputs, and what is on record after it.

    Each input is read, unchanged or skipped; ``revised`` are those read that are new revisions of what was on record;
    ``doubts`` are about inputs that were read. An input is a file, or a line of JSON Lines.
    """

    read: int = 0
    revised: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    doubts: list[Skipped] = field(default_factory=list)
    on_record: lookup.Counts = field(default_factory=lookup.Counts)

    @property
    def inputs(self) -> int:
        """How many inputs there were."""
        return self.read + self.unchanged + len(self.skipped)


class FileEnd(NamedTuple):
    """A file was read to its end: where it is, what it holds and is called, and whether all of it could be read."""

    path: Where
    documents: list[Held]
    file: str
    sha256: str
    whole: bool


class Fresh(NamedTuple):
    """A document to be extracted, of the file at ``path``; ``keep`` says whether its bytes are kept too."""

    path: Where
    document: Document
    keep: bool


class Ready(NamedTuple):
    """A document, what was found in its articles, and its bytes if they are to be kept."""

    path: Where
    document: Document
    readings: list[write.Reading]
    original: Packed | None


class Failed(NamedTuple):
    """A document, of the file at ``path``, that could not be extracted."""

    path: Where
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


def build(
    db: sqlite3.Connection,
    paths: Sequence[str | Path],
    progress: Progress,
    *,
    keep: bool = True,
    primary: bool = False,
    allow_private: bool = False,
) -> Summary:
    """Read files and folders into a record, and link what belongs together.

    Args:
        db: the record.
        paths: files and folders; an address as a str.
        progress: called with each file's path before it is read.
        keep: whether the bytes that are read are kept too.
        primary: whether all of it is primary sources.
        allow_private: whether an address may lie in the local or a private network.
    """
    builder = Builder(db, progress, keep, primary, allow_private)
    for done in mapped(_extracted, builder.work(paths)):
        builder.keep(done)
    with revisions.transaction(db):
        revisions.lead(db)
        if not lookup.linked(db):
            relink(db)
    builder.summary.on_record = lookup.counts(db)
    return builder.summary


@dataclass(slots=True)
class Builder:
    """Decides of each input whether there is anything to do, and keeps what was done."""

    db: sqlite3.Connection
    progress: Progress
    originals: bool
    primary: bool
    allow_private: bool
    summary: Summary = field(default_factory=Summary)
    met: dict[str, tuple[Where, bytes]] = field(default_factory=dict)
    """The documents met in this build, which may not be on record yet: by id, their file and text's hash."""
    lossy: set[Where] = field(default_factory=set)
    """The files of documents that could not be extracted."""

    def work(self, paths: Sequence[str | Path]) -> Iterator[Fresh | FileEnd]:
        """Yield what has to be done, in order."""
        own = lookup.own_files(self.db)
        for found in inputs(paths):
            if isinstance(found, Skipped):
                if os.path.realpath(found.file) not in own:
                    self.summary.skipped.append(found)
            else:
                self.progress(found.url or str(found.path))
                yield from self._file(found)

    def keep(self, done: Ready | Failed | FileEnd) -> None:
        """Put into the record what was done, and count it."""
        if isinstance(done, Ready):
            self._keep(done)
        elif isinstance(done, Failed):
            self.lossy.add(done.path)
            self.summary.skipped.append(done.skipped)
        else:
            self._end(done)

    def _end(self, done: FileEnd) -> None:
        path, held, file, sha256, whole = done
        whole = whole and path not in self.lossy
        self.summary.revised += revisions.finish(
            self.db, path, held, file=file, sha256=sha256, made_by=maker(), whole=whole, originals=self.originals
        )
        if self.primary:
            revisions.mark_primary(self.db, path)

    def _keep(self, done: Ready) -> None:
        path, document, readings, original = done
        twins = lookup.same_bytes(self.db, document.sha256, document.id)
        renamed = next((id for id, path in twins if _gone(path)), None)
        try:
            revised = write.add(
                self.db, path, document, maker(), readings, original=original, primary=self.primary, renamed=renamed
            )
        except (ValueError, sqlite3.IntegrityError) as error:  # what no reader and no model should give
            self.keep(Failed(path, _fault(document, error)))
        else:
            self.summary.read += 1
            self.summary.revised += revised
            self.summary.doubts += [Skipped(document.file, doubt) for doubt in document.doubts]

    def _file(self, given: Input) -> Iterator[Fresh | FileEnd]:
        path = given.url or given.path.resolve()
        sha256, found = self._opened(given)
        before = lookup.file(self.db, path)
        if before is not None and before[:2] == (sha256, maker()) and (before.originals or not self.originals):
            self.summary.unchanged += before.inputs
            if self.primary:
                revisions.mark_primary(self.db, path)
            return
        documents: list[Held] = []
        whole, file = True, given.url or shown(given.path)
        for one in found:
            if isinstance(one, Skipped):
                self.summary.skipped.append(one)
                whole = False  # it is looked at again next time, and what is wrong is said again
                continue
            current = None if one.id in self.met else lookup.current(self.db, one.id)
            clash = self._clash(path, one, current)
            if clash is not None:
                self.summary.skipped.append(Skipped(one.file, clash))
                whole = False
            else:
                documents.append(Held(one.id, revisions.place(one, file, sha256)))
                yield from self._document(path, one, current)
        if sha256 is not None:
            yield FileEnd(path, documents, file, sha256, whole)

    def _opened(self, given: Input) -> tuple[str | None, Iterator[Document | Skipped]]:
        """Return an input's hash, None where there is nothing to be had, and what is in it, read as it is asked for."""
        if given.url is None:
            return _sha256(given.path), read(given.path, name=given.name)
        try:
            page = fetched(given.url, allow_private=self.allow_private)
        except Unreadable as problem:
            return None, iter([Skipped(given.url, str(problem))])
        if page.address != given.url:
            self.summary.doubts.append(Skipped(given.url, f"leads on to {page.address}"))
        return digest(page.data), read_bytes(page.data, file=given.url, name=given.name, media_type=page.media_type)

    def _clash(self, path: Where, document: Document, current: KnownDocument | None) -> str | None:
        """Say what is wrong with a document whose id another text has already."""
        if document.id in self.met:
            other, text = self.met[document.id]
            if text == _hash(document.text):
                return None
            if other == path:
                return f"has the id {document.id!r} twice, with different texts: give each an id of its own"
        elif current is None or not current.in_file or not _elsewhere(current, path) or _alike(current, document):
            return None
        else:
            other = current.path
        return f"has the id {document.id!r}, which {other} has with another text: give it an id of its own"

    def _document(self, path: Where, document: Document, current: KnownDocument | None) -> Iterator[Fresh]:
        """Yield a document if anything is to be done for it."""
        met = document.id in self.met
        self.met.setdefault(document.id, (path, _hash(document.text)))
        if not met and not self._on_record(path, document, current):
            _loaded("session")
            yield Fresh(path, document, self.originals)
            return
        self.summary.unchanged += 1
        if self.originals and not met:
            originals.add(self.db, document)

    def _on_record(self, path: Where, document: Document, current: KnownDocument | None) -> bool:
        """Say whether nothing is to be done for a document; one whose file was moved is led to its new place."""
        if current is None or current.text != document.text or current.made_by != maker():
            return False
        if _elsewhere(current, path):
            return True  # it stands in both files, and is shown with what the first one says of it
        if current.sha256 != document.sha256:
            return False
        if current.path != lookup.key(path):
            revisions.move(self.db, document.id, path, document.file)
        return True


def _elsewhere(current: KnownDocument, path: Where) -> bool:
    """Say whether a document was read from another file, which is still there."""
    return current.path != lookup.key(path) and not _gone(current.path)


def _alike(current: KnownDocument, document: Document) -> bool:
    return current.text == document.text or current.sha256 == document.sha256


def relink(db: sqlite3.Connection) -> None:
    """Find anew what belongs together."""
    copies.find(db)
    write.name_people(db)
    write.linked(db)


def _extracted(work: Fresh | FileEnd) -> Ready | Failed | FileEnd:
    """Find all there is to find in a document; a file's end passes through, so that all stays in order."""
    if isinstance(work, FileEnd):
        return work
    try:
        path, document, keep = work
        packed = originals.pack(document.original) if keep and document.original else None
        return Ready(path, document, [_reading(document, article) for article in document.articles], packed)
    except Exception as error:  # a fault of ours: one input must never end the others
        return Failed(work.path, _fault(work.document, error))


def _reading(document: Document, article: Article) -> write.Reading:
    if not is_english(article.language):
        return write.Reading(article, (), ())
    found = extract.findings(document.id, document.text, article, encoder())
    return write.Reading(article, found.statements, found.mentions)


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
    """Say whether a file is no longer there, as far as this user can see; of an address nobody can say."""
    if is_address(path):
        return False
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
