"""Plain text and Markdown: the decoded text, untouched, and the articles in it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.articles import found_in
from onrecord.read.decode import decode
from onrecord.read.source import Source, Unreadable, digest
from onrecord.terms import Document, short_id


def documents(source: Source) -> Iterator[Document]:
    """Read a text file as one document.

    Raises:
        Unreadable: where it is no text, or has none.
    """
    data = source.content()
    decoded = decode(data, declared=source.charset)
    if not decoded.text.strip():
        raise Unreadable("holds nothing but white space: save it again, or leave it out")
    sha256 = digest(data)
    found = found_in(decoded.text, name=source.name)
    yield Document(
        id=short_id(source.name, sha256),
        file=source.file,
        text=decoded.text,
        sha256=sha256,
        media_type=source.media_type,
        encoding=decoded.encoding,
        articles=found.articles,
        doubts=decoded.doubts + found.doubts,
        original=data,
    )
