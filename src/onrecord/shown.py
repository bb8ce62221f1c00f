"""The original of some words at their place: which part of it to show, and that part, harmless."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from onrecord.read import pageshown, pdfimage
from onrecord.read.pageshown import POLICY
from onrecord.read.source import Unreadable
from onrecord.record import Placed

__all__ = ["POLICY", "At", "Unreadable", "at", "page", "picture"]
PDF_PLACE = re.compile(r"page (\d+) at (-?\d+),(-?\d+),(-?\d+),(-?\d+)")
How = Literal["page", "pdf", "text", "no"]
PLAIN = ("text/plain", "text/markdown", "application/jsonl")


class At(NamedTuple):
    """How an original can be shown, at which places of it, and on which pages these are."""

    how: How
    places: tuple[str, ...]
    pages: tuple[int, ...]


def at(found: Placed) -> At:
    """Return where words stand in their original."""
    places = tuple(p.where for p in found.places if any(p.start < end and start < p.end for start, end in found.spans))
    if found.media_type == "text/html":
        return At("page", tuple(dict.fromkeys(one for one in places if one.startswith("/"))), ())
    if found.media_type == "application/pdf":
        pages = tuple(dict.fromkeys(int(one[1]) for where in places if (one := PDF_PLACE.fullmatch(where))))
        return At("pdf", places, pages)
    return At("text" if found.media_type in PLAIN else "no", places, ())


def page(data: bytes, places: Sequence[str]) -> tuple[bytes, bool]:
    """Return a page with nothing in it that runs, and whether the places were found and marked.

    Raises:
        Unreadable: it cannot be shown.
    """
    return pageshown.shown(data, places)


def picture(data: bytes, number: int, places: Sequence[str]) -> bytes:
    """Return a PDF's page as a PNG, with the places on it marked.

    Raises:
        Unreadable: it cannot be drawn.
    """
    found = (one for where in places if (one := PDF_PLACE.fullmatch(where)) and int(one[1]) == number)
    boxes = [(float(one[2]), float(one[3]), float(one[4]), float(one[5])) for one in found]
    return pdfimage.picture(data, number, boxes)
