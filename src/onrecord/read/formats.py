"""Formats: which module reads which suffix, and the one way into all of them.

A new format is a module with ``documents(source)`` and a row in ``FORMATS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from onrecord.read.source import Source, Unreadable, shown
from onrecord.terms import Document, Skipped

MEGABYTE = 1 << 20


class Format(NamedTuple):
    """How a file of some suffix is read: by which module, and up to which size in bytes."""

    media_type: str
    module: str
    limit: int


FORMATS = {
    ".txt": Format("text/plain", "plain", 64 * MEGABYTE),
    ".md": Format("text/markdown", "plain", 64 * MEGABYTE),
    ".html": Format("text/html", "html", 64 * MEGABYTE),
    ".htm": Format("text/html", "html", 64 * MEGABYTE),
    ".pdf": Format("application/pdf", "pdf", 256 * MEGABYTE),
    # A file of lines is streamed, so it may be of any size: the limit is that of one line.
    ".jsonl": Format("application/jsonl", "jsonlines", 64 * MEGABYTE),
    ".jsonl.gz": Format("application/jsonl", "jsonlines", 64 * MEGABYTE),
}


def read(path: Path, *, name: str | None = None) -> Iterator[Document | Skipped]:
    """Read one file.

    Args:
        path: the file, as the user gave it.
        name: what the document's id is made from; the file's own name if left out.

    Returns:
        Its documents in order (one, or one a line), and a Skipped for each part that cannot be read: never an error.
    """
    found = _format(path)
    if found is None:
        yield Skipped(shown(path), refusal(path))
        return
    source = Source(path, name or shown(Path(path.name)), found.media_type, found.limit)
    try:
        yield from _reader(found.module)(source)
    except Unreadable as problem:
        yield Skipped(source.file, str(problem))
    except FileNotFoundError:
        yield Skipped(source.file, "does not exist: check the path")
    except OSError as error:
        yield Skipped(
            source.file, f"cannot be opened ({(error.strerror or str(error)).lower()}): check your rights to it"
        )
    except Exception as error:  # a fault of ours, or of a library: one input must never end the others
        yield Skipped(source.file, f"could not be read ({type(error).__name__}: {error}): please report this file")


def known(path: Path) -> bool:
    """Return whether some reader takes files of this name."""
    return _format(path) is not None


def refusal(path: Path) -> str:
    """Return the sentence that says why no reader takes a file of this name."""
    kind = f"is of type {shown(Path(path.suffix))}" if path.suffix else "has no type in its name"
    return f"{kind}, which cannot be read: save it as one of {', '.join(FORMATS)}"


def _format(path: Path) -> Format | None:
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    return FORMATS.get("".join(suffixes)) or FORMATS.get("".join(suffixes[-1:]))


def _reader(module: str) -> Callable[[Source], Iterator[Document | Skipped]]:
    documents: Callable[[Source], Iterator[Document | Skipped]] = import_module(f"onrecord.read.{module}").documents
    return documents
