"""Dates of a page: what it states for machines, and the times near its heading, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice
from typing import Any

from onrecord.read.dates import Dated, dates

CHANGED = re.compile(r"updated|modified|dateModified", re.IGNORECASE)
PUBLISHED = tuple(
    "article:published_time og:published_time datepublished date dc.date dcterms.created parsely-pub-date sailthru.date"
    " pubdate publish-date publication_date dc.date.issued".split()
)
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
NEAR = 600  # characters below the heading: a byline and a standfirst


def stated_days(root: Any, stated: Mapping[str, Any], metas: Mapping[str, str]) -> Iterator[tuple[Dated, str]]:
    """Yield the dates that a page states for machines, those of publication before those of updates."""
    for keys, updated in ((("datePublished", "dateCreated"), False), (("dateModified",), True)):
        for key in keys:
            yield from _days(text_of(stated.get(key)), f"JSON-LD {key}", updated=updated)
    for names, updated in ((PUBLISHED, False), (MODIFIED, True)):
        for name in names:
            yield from _days(metas.get(name), f"meta {name}", updated=updated)
    for element in _timed(root):
        words = element.get("datetime") or element.get("content") or element.text_content()
        updated = bool(
            CHANGED.search(f"{element.get('class', '')} {element.get('itemprop', '')} {element.text_content()}")
        )
        yield from _days(words, "time element", updated=updated)


def guessed(found: Any) -> list[tuple[Dated, str]]:
    """Return the day that trafilatura finds somewhere in a page, to be believed after all others."""
    return [(one, "page") for one in dates(str(getattr(found, "date", None) or "")[:40])[:1]]


def _days(words: str | None, where: str, *, updated: bool) -> list[tuple[Dated, str]]:
    return [(one._replace(updated=updated), where) for one in dates(" ".join((words or "").split())[:60])[:1]]


def _timed(root: Any) -> Iterator[Any]:
    """Yield the elements near below the main heading that hold a time: further down stand those of other articles."""
    heading = next(root.iter("h1"), None)
    if heading is None:
        return
    length = 0
    for element in islice(heading.xpath("following::*"), 60):
        if element.tag == "time" or element.get("itemprop") in ("datePublished", "dateModified"):
            yield element
        length += len((element.text or "").strip()) if isinstance(element.tag, str) else 0
        if length > NEAR:
            return


def text_of(entry: Any) -> str | None:
    """Return a value of JSON-LD as words on one line, the first of several; None where it is none."""
    if isinstance(entry, list):
        return text_of(entry[0]) if entry else None
    return " ".join(unescape(entry).split()) or None if isinstance(entry, str) else None
