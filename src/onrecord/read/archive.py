"""Zip archives: each member by the reader of its name, in memory; nothing is unpacked to disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from onrecord.read.formats import known, limit_of, read_bytes, refusal
from onrecord.read.source import Allowance, Source, Unreadable
from onrecord.read.zips import member, opened
from onrecord.terms import Document, Skipped

DEEPEST = 1
LEFT_OUT = ("__MACOSX", "Thumbs.db", "desktop.ini")


def documents(source: Source) -> Iterator[Document | Skipped]:
    """Read the members in the archive's order; those that a file manager hides are left out.

    Raises:
        Unreadable: where it is no zip file, lies too deep in others, or unpacks to too much.
    """
    if source.depth > DEEPEST:
        raise Unreadable("is an archive in an archive in an archive: unpack the outer ones first")
    source = source._replace(allowance=source.allowance or Allowance())
    with source.stream() as stream, opened(stream) as packed:
        members = [info for info in packed.infolist() if not info.is_dir() and not _hidden(info.filename)]
        if not members:
            raise Unreadable("is an archive without a file in it: pack it again, or leave it out")
        for info in members:
            yield from _member(packed, info, source)


def _member(packed: ZipFile, info: ZipInfo, source: Source) -> Iterator[Document | Skipped]:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    inner = printable(str(path))
    label = f"{source.file}/{inner}"
    if path.is_absolute() or ".." in path.parts or path.parts[0].endswith(":"):
        yield Skipped(label, "has a path that climbs out of its archive: it was not read; unpack it only with care")
        return
    if not known(path):
        yield Skipped(label, refusal(path))
        return
    allowance = source.allowance or Allowance()
    try:
        data = member(packed, info, limit_of(path))
    except Unreadable as problem:
        allowance.take(0)
        yield Skipped(label, str(problem))
        return
    allowance.take(len(data))
    yield from read_bytes(data, file=label, name=f"{source.name}/{inner}", within=source)


def printable(name: str) -> str:
    """Return a member's name so that it can be stored and shown on one line."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


def _hidden(name: str) -> bool:
    return any((part.startswith(".") and part != "..") or part in LEFT_OUT for part in PurePosixPath(name).parts)
