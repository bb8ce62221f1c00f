"""Mailboxes (.mbox): one mail after the other, streamed, so that the file may be of any size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.read.archive import printable
from onrecord.read.mail import letter
from onrecord.read.source import Allowance, Source, Unreadable, megabytes
from onrecord.terms import Document, Skipped

FROM = re.compile(rb"From \S+\s.*\d:\d\d.*\b\d{4}\b")
"""The line above a mail: by whom it was sent, and when. A line of its text may begin with "From" too."""
LONGEST_FROM = 200
MESSAGE_ID = re.compile(rb"^message-id:\s{0,80}<([^<>\s]{1,500})>", re.IGNORECASE | re.MULTILINE)
HEADERS = 1 << 16  # bytes in which a Message-ID is looked for
ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def documents(source: Source) -> Iterator[Document | Skipped]:
    """Read each mail, and what was sent with it; one that cannot be read is skipped and the next one read.

    Raises:
        Unreadable: where it is no mailbox.
    """
    source = source._replace(allowance=source.allowance or Allowance())
    with source.stream() as stream:
        for number, data in enumerate(_mails(stream, source.limit), 1):
            name = _named(data or b"") or f"mail {number}"
            one = source._replace(label=f"{source.file}/{name}", media_type="message/rfc822")
            try:
                if data is None:
                    raise Unreadable(f"is larger than {megabytes(source.limit)}: save it by itself")
                yield from letter(data, one)
            except Unreadable as problem:
                yield Skipped(one.file, str(problem))
            except Exception as error:  # as in formats.read: a fault with one mail must not end the others
                yield Skipped(one.file, f"could not be read ({type(error).__name__}: {error}): please report it")


def _named(mail: bytes) -> str | None:
    """Return what names a mail for good, wherever it stands in the mailbox: its Message-ID."""
    found = MESSAGE_ID.search(re.split(rb"\r?\n\r?\n", mail[:HEADERS], maxsplit=1)[0])
    return printable(found[1].decode("utf-8", "replace")) if found else None


def _mails(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Yield each mail's bytes, None for one beyond the limit."""
    lines: list[bytes] = []
    size, begun, blank = 0, False, True
    while line := stream.readline(limit + 1):
        if blank and FROM.match(line[:LONGEST_FROM]):
            if begun:
                yield _mail(lines, size, limit)
            lines, size, begun = [], 0, True
        elif not begun:
            raise Unreadable('is no mailbox, since it does not begin with "From ": save it as .eml if it is one mail')
        else:
            size += len(line)
            if size <= limit:
                lines.append(line)
        blank = not line.strip()
    if not begun:
        raise Unreadable("is empty: save it again, or leave it out")
    yield _mail(lines, size, limit)


def _mail(lines: list[bytes], size: int, limit: int) -> bytes | None:
    return None if size > limit else ESCAPED.sub(rb"\1", b"".join(lines))
