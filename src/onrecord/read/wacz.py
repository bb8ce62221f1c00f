"""Web archives in a zip file (.wacz): the pages of each .warc.gz in it, streamed out of the zip file."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import cast
from zipfile import ZipExtFile

from onrecord.read.archive import printable
from onrecord.read.inflate import Inflated
from onrecord.read.source import Allowance, Source, Unreadable
from onrecord.read.webarchive import GZIP, pages
from onrecord.read.zips import DAMAGED, check, opened
from onrecord.terms import Document, Skipped


def documents(source: Source) -> Iterator[Document | Skipped]:
    """Read the pages of each web archive in it.

    Raises:
        Unreadable: where it is no zip file, or holds no web archive.
    """
    source = source._replace(allowance=source.allowance or Allowance())
    with source.stream() as raw, opened(raw) as packed:
        members = [info for info in packed.infolist() if info.filename.lower().endswith((".warc", ".warc.gz"))]
        if not members:
            raise Unreadable("holds no web archive: save it again, or rename it to end in .zip")
        for info in members:
            label = f"{source.file}/{printable(info.filename)}"
            inner = source._replace(label=label, depth=source.depth + 1)
            try:
                check(info)
                with cast(ZipExtFile, packed.open(info)) as member:
                    zipped = member.peek(2)[:2] == GZIP
                    plain = gzip.GzipFile(fileobj=member) if zipped else member
                    # The directory may lie: what comes out at the end is held against what is taken out of the file.
                    yield from pages(Inflated(plain, raw, info.header_offset), inner)
            except Unreadable as problem:
                yield Skipped(label, str(problem))
            except (*DAMAGED, NotImplementedError, OSError) as error:  # the last is bzip2's word for damage
                yield Skipped(label, f"is damaged ({' '.join(str(error).split())[:80]}): download or save it again")
