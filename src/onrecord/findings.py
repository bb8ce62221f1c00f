"""What is found in a document, by which model and code; and what becomes of a document that makes them fail."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, NamedTuple

from onrecord import extract
from onrecord.read.language import is_english
from onrecord.store import originals
from onrecord.store.lookup import Where
from onrecord.store.originals import Packed
from onrecord.store.revisions import Held
from onrecord.store.write import Reading
from onrecord.terms import Article, Document, Skipped

CODE = (
    "read/*.py",
    "extract/*.py",
    "link/*.py",
    "copies.py",
    "register.py",
    "extract/*.gz",
    "store/leftout.py",
    "store/words.py",
    "terms.py",
)
"""The files whose code decides what is found."""
LIBRARIES = (
    "charset-normalizer",
    "feedparser",
    "lxml",
    "py3langid",
    "pypdfium2",
    "python-dateutil",
    "text2num",
    "trafilatura",
)
"""Those that decide it too: another version may read another text."""


class FileEnd(NamedTuple):
    """A file was read: where it is, what it holds and is called, its hash, and whether it was read to its end, though
    parts may have been skipped.
    """

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
    readings: list[Reading]
    original: Packed | None


class Failed(NamedTuple):
    """A document, of the file at ``path``, that could not be extracted."""

    path: Where
    skipped: Skipped


@cache
def encoder() -> extract.Encoder:
    """Return the model; each worker runs windows of its own, so one core a window is best."""
    return extract.Encoder(threads=1)


@cache
def maker() -> str:
    """Return what makes findings: a record's documents are extracted again when it changes."""
    code = hashlib.sha256(loaded("settings").sha256.encode())
    for source in sorted(path for files in CODE for path in Path(__file__).parent.glob(files)):
        code.update(source.read_bytes())
    for library in LIBRARIES:
        code.update(f"{library} {version(library)}".encode())
    return f"onrecord {version('onrecord')}, {code.hexdigest()[:12]}"


def loaded(part: Literal["settings", "session"]) -> Any:
    """Return a part of the model.

    Raises:
        ValueError: it cannot be loaded; that would be so for every document.
    """
    try:
        return getattr(encoder(), part)
    except Exception as error:
        raise ValueError(f"the model cannot be loaded ({error}): install onrecord again") from error


def found(work: Fresh | FileEnd) -> Ready | Failed | FileEnd:
    """Find all there is to find in a document; a file's end passes through, so that all stays in order."""
    if isinstance(work, FileEnd):
        return work
    try:
        path, document, keep = work
        packed = originals.pack(document.original) if keep and document.original else None
        return Ready(path, document, [_reading(document, article) for article in document.articles], packed)
    except Exception as error:  # a fault of ours: one input must never end the others
        return Failed(work.path, fault(work.document, error))


def ready(work: Fresh | FileEnd) -> FileEnd | None:
    """Return a file's end as it is: there is nothing to find."""
    return work if isinstance(work, FileEnd) else None


def lost(work: Fresh | FileEnd) -> Failed:
    """Return a document that ended each process that was to find something in it."""
    assert isinstance(work, Fresh)
    reason = f"({work.document.id}) ends what reads it, perhaps for want of memory: leave it out, and please report it"
    return Failed(work.path, Skipped(work.document.file, reason))


def size(work: Fresh | FileEnd) -> int:
    """Return about how many bytes a document holds in memory."""
    return len(work.document.original) + 4 * len(work.document.text) if isinstance(work, Fresh) else 0


def _reading(document: Document, article: Article) -> Reading:
    if not is_english(article.language):
        return Reading(article, (), (), ())
    found = extract.findings(document.id, document.text, article, encoder())
    dates = extract.dates(document.text, article)
    statements = extract.said_on(document.text, article, found.statements, dates)
    figures = extract.figures(document.text, article, statements, dates)
    labels = extract.article_labels(document.text, article, statements, found.mentions, found.people)
    return Reading(article, statements, found.mentions, found.people, figures, dates, found.meanings, labels)


def fault(document: Document, error: Exception) -> Skipped:
    """Return the sentence on a document that no reader and no model should have given."""
    reason = f"({document.id}) could not be recorded ({type(error).__name__}: {error}): please report this file"
    return Skipped(document.file, reason)
