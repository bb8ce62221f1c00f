"""Ids met in a build: two texts cannot have one, unless the one came in place of the other."""

from __future__ import annotations

import hashlib
import os

from onrecord.read.hosts import is_address
from onrecord.store import lookup
from onrecord.store.lookup import KnownDocument, Where
from onrecord.terms import Document


class Met:
    """The documents met in a build, which may not be on record yet: by id, their file and text's hash."""

    def __init__(self) -> None:
        self._documents: dict[str, tuple[Where, bytes]] = {}

    def __contains__(self, id: str) -> bool:
        return id in self._documents

    def add(self, path: Where, document: Document) -> None:
        """Note a document of the file at ``path``; of one met before the first file counts."""
        self._documents.setdefault(document.id, (path, _hash(document.text)))

    def clash(self, path: Where, document: Document, current: KnownDocument | None) -> str | None:
        """Say what is wrong with a document whose id another text has already, None where nothing is.

        Args:
            path: its file.
            document: what was read.
            current: what is on record under its id.
        """
        if document.id in self:
            other, text = self._documents[document.id]
            if text == _hash(document.text):
                return None
            if other == path:
                return f"has the id {document.id!r} twice, with different texts: give each an id of its own"
        elif current is None or not current.in_file or not elsewhere(current, path) or _alike(current, document):
            return None
        else:
            other = current.path
        return f"has the id {document.id!r}, which {other} has with another text: give it an id of its own"


def elsewhere(current: KnownDocument, path: Where) -> bool:
    """Say whether a document was read from another file, which is still there."""
    return current.path != lookup.key(path) and not is_gone(current.path)


def is_gone(path: str) -> bool:
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


def _alike(current: KnownDocument, document: Document) -> bool:
    return current.text == document.text or current.sha256 == document.sha256


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
