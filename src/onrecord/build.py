"""Building: files -> documents -> findings -> record, each input accounted for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord import ahead, compared, copies, findings, nights, quotations, register, stories
from onrecord.engines.local import Pool
from onrecord.findings import Failed, FileEnd, Fresh, Ready
from onrecord.met import Met, elsewhere, is_gone
from onrecord.opened import Opened
from onrecord.progress import Meter, Progress
from onrecord.store import lookup, originals, revisions, tallies, textindex, write
from onrecord.store.lookup import KnownDocument, Where
from onrecord.store.revisions import LOOK_AGAIN, Held
from onrecord.terms import Document, Skipped, SkippedLine


@dataclass(slots=True)
class Summary:
    """What became of a build's inputs, and what is on record after it.

    Each input is read, unchanged or skipped; ``revised`` are those read that are new revisions of what was on record;
    ``doubts`` are about inputs that were read. An input is a document, or what
    cannot be read: a file, or a line, a mail, an entry, a page of one that holds several.
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


def build(
    db: sqlite3.Connection,
    paths: Sequence[str | Path],
    progress: Progress | None = None,
    *,
    keep: bool = True,
    primary: bool = False,
    allow_private: bool = False,
) -> Summary:
    """Read files and folders into a record, and link what belongs together.

    Args:
        db: the record.
        paths: files and folders; an address as a str.
        progress: called with how far it is.
        keep: whether the bytes that are read are kept too.
        primary: whether all of it is primary sources.
        allow_private: whether an address may lie in the local or a private network.
    """
    with Pool() as pool:
        builder = Builder(db, pool, Meter(progress, paths), keep, primary, allow_private)
        work = builder.work(paths)
        for done in pool.mapped(findings.found, work, size=findings.size, ready=findings.ready, lost=findings.lost):
            builder.keep(done)
    builder.meter.link()
    link(db)
    builder.summary.on_record = lookup.counts(db)
    return builder.summary


def link(db: sqlite3.Connection) -> None:
    """Find what belongs together, if anything came or went since that was last done."""
    with revisions.transaction(db):
        revisions.lead(db)
        if lookup.linked(db):
            tallies.refresh(db)
        else:
            relink(db)


def relink(db: sqlite3.Connection) -> None:
    """Find anew what belongs together."""
    copies.find(db)
    register.find(db)
    stories.find(db)
    quotations.find(db)
    compared.find(db)
    nights.find(db)
    write.linked(db)
    tallies.refresh(db)
    textindex.merge(db)


@dataclass(slots=True)
class Builder:
    """Decides of each input whether there is anything to do, and keeps what was done."""

    db: sqlite3.Connection
    pool: Pool
    meter: Meter
    originals: bool
    primary: bool
    allow_private: bool
    summary: Summary = field(default_factory=Summary)
    met: Met = field(default_factory=Met)
    lossy: set[Where] = field(default_factory=set)
    """The files of documents that could not be extracted."""

    def work(self, paths: Sequence[str | Path]) -> Iterator[Fresh | FileEnd]:
        """Yield what has to be done, in order."""
        for one in ahead.read(self.db, self.pool, paths, self.meter, allow_private=self.allow_private):
            if isinstance(one, Skipped):
                self.summary.skipped.append(one)
            else:
                yield from self._file(one)

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
            self.db,
            path,
            held,
            file=file,
            sha256=sha256,
            made_by=findings.maker(),
            whole=whole,
            originals=self.originals,
        )
        if self.primary:
            revisions.mark_primary(self.db, path)
        self.meter.end(path)

    def _keep(self, done: Ready) -> None:
        path, document, readings, original = done
        twins = lookup.same_bytes(self.db, document.sha256, document.id)
        renamed = next((id for id, path in twins if is_gone(path)), None)
        try:
            revised = write.add(
                self.db,
                path,
                document,
                findings.maker(),
                readings,
                original=original,
                primary=self.primary,
                renamed=renamed,
            )
        except (ValueError, sqlite3.IntegrityError) as error:  # what no reader and no model should give
            self.keep(Failed(path, findings.fault(document, error)))
        else:
            self.summary.read += 1
            self.summary.revised += revised
            self.meter.recorded(path, len(document.original), len(document.articles))
            self.summary.doubts += [Skipped(document.file, doubt) for doubt in document.doubts]

    def _file(self, there: Opened) -> Iterator[Fresh | FileEnd]:
        path, file, digest, found, doubts = there
        self.summary.doubts += doubts
        before = lookup.file(self.db, path)
        same = before is not None and before[:2] == (digest, findings.maker())
        if before is not None and same and (before.originals or not self.originals):
            self.summary.unchanged += before.inputs
            if self.primary:
                revisions.mark_primary(self.db, path)
            self.meter.end(path)
            return
        documents: list[Held] = []
        unread: set[str] = set()
        clashing: set[str] = set()
        skipped = len(self.summary.skipped)
        for one in found:
            if isinstance(one, Skipped):
                self.summary.skipped.append(one)
                if not isinstance(one, SkippedLine):
                    unread.add(one.file)
                continue
            current = None if one.id in self.met else lookup.current(self.db, one.id)
            clash = self.met.clash(path, one, current)
            if clash is not None:
                self.summary.skipped.append(Skipped(one.file, clash))
                clashing.add(one.id)
            else:
                documents.append(Held(one.id, revisions.place(one, file, digest)))
                yield from self._document(path, one, current)
        if digest is None:
            self.meter.end(path)
            return
        documents += self._still(path, documents, {part.removeprefix(file) for part in unread}, clashing)
        if len(self.summary.skipped) > skipped:  # what is wrong is said again next time
            digest = LOOK_AGAIN
        yield FileEnd(path, documents, file, digest, whole=file not in unread)

    def _still(self, path: Where, found: list[Held], unread: set[str], clashing: set[str]) -> Iterator[Held]:
        """Yield what a file held before in parts that cannot be read now: nobody can say that it is gone."""
        if not unread and not clashing:
            return
        ids, places = {one.id for one in found}, {one.place for one in found} - {None}
        for id, place, inside in lookup.held(self.db, path):
            hidden = any(inside == part or inside.startswith(f"{part}/") for part in unread)
            if (hidden or id in clashing) and id not in ids and place not in places:
                yield Held(id, place)

    def _document(self, path: Where, document: Document, current: KnownDocument | None) -> Iterator[Fresh]:
        """Yield a document if anything is to be done for it."""
        met = document.id in self.met
        self.met.add(path, document)
        if not met and not self._on_record(path, document, current):
            findings.loaded("session")
            yield Fresh(path, document, self.originals)
            return
        self.summary.unchanged += 1
        if self.originals and not met:
            originals.add(self.db, document)

    def _on_record(self, path: Where, document: Document, current: KnownDocument | None) -> bool:
        """Say whether nothing is to be done for a document; one whose file was moved is led to its new place."""
        if current is None or current.text != document.text or current.made_by != findings.maker():
            return False
        if elsewhere(current, path):
            return True  # it stands in both files, and is shown with what the first one says of it
        if current.sha256 != document.sha256:
            return False
        if current.path != lookup.key(path):
            revisions.move(self.db, document.id, path, document.file)
        return True
