"""Plain text and Markdown: the decoded text, untouched, and the articles in it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.articles import found_in
from onrecord.read.decode import decode
from onrecord.read.source import Source, Unreadable
from onrecord.terms import Document


def documents(source: Source) -> Iterator[Document]:
    """Read a text file as one document.

    Raises:
        Unreadable: where it is no text, or has none.
    """
    data = source.content()
    decoded = decode(data, declared=source.charset)
    if not decoded.text.strip():
        raise Unreadable("holds nothing but white space: save it again, or leave it out")
    found = found_in(decoded.text, name=source.name)
    yield source.document(
        data, decoded.text, found.articles, encoding=decoded.encoding, doubts=decoded.doubts + found.doubts
    )
