"""Facts of a page: its title, authors, outlet, date and language, from JSON-LD, meta tags and what stands in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any

from onrecord.read.dates import first_day
from onrecord.read.names import credits, is_name

ARTICLE = re.compile(r"article|posting|report|review|opinion", re.IGNORECASE)
DEEPEST = 8
HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.html?)?|\./")
SIGN = re.compile(r"logo|brand|masthead|site-?(?:name|title)", re.IGNORECASE)
SUFFIX = re.compile(r"\s+[|–—·»:-]+\s+")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of its article."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    language: str = "en"


def page_facts(root: Any, found: Any = None) -> PageFacts:
    """Read the facts of a page: what it states for machines first, then what trafilatura finds in it.

    Args:
        root: the page's lxml tree.
        found: trafilatura's document for it, if any.
    """
    stated = _stated(root)
    metas = _metas(root)
    sites = [_name(stated.get("publisher")), getattr(found, "sitename", None), metas.get("og:site_name"), _logo(root)]
    outlet = next((site for site in sites if site), None)
    title = _text(stated.get("headline")) or metas.get("og:title") or getattr(found, "title", None)
    published = (
        _text(stated.get("datePublished")) or metas.get("article:published_time") or getattr(found, "date", None)
    )
    return PageFacts(
        _title(title, root, outlet),
        _authors([stated.get("author"), _names(metas.get("author")), _names(getattr(found, "author", None))], sites),
        outlet,
        first_day((published or "")[:40]),
        _language(root),
    )


def _stated(root: Any) -> Mapping[str, Any]:
    """Return the article that the page's JSON-LD describes, or nothing."""
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        try:
            data = json.loads(script.text_content().strip().strip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            kind = thing.get("@type")
            if ARTICLE.search(" ".join(map(str, kind)) if isinstance(kind, list) else str(kind)):
                return thing
    return {}


def _things(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        yield from _things(data.get("@graph"), depth + 1)
    elif isinstance(data, list):
        for one in data[:100]:
            yield from _things(one, depth + 1)


def _metas(root: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            metas.setdefault(name, content)
    return metas


def _logo(root: Any) -> str | None:
    """Return the words of the first link to the site's front page that is marked as its sign, where they are a name."""
    for link in root.iter("a"):
        if not HOME.fullmatch(link.get("href", "").strip()):
            continue
        marks = " ".join(
            one.get("class", "") + " " + one.get("id", "") for one in (link, *islice(link.iterancestors(), 2))
        )
        words = " ".join(link.text_content().split())
        if SIGN.search(marks) and 1 <= len(words.split()) <= 6 and words[0].isupper():
            return words
    return None


def _authors(stated: Sequence[Any], sites: Sequence[str | None]) -> tuple[str, ...]:
    """Return the authors of the first statement that names any: persons, and neither the outlet nor a department."""
    own = [_squeezed(site) for site in sites if site]
    for one in stated:
        names = [name for entry in (one if isinstance(one, list) else [one]) for name in _persons(entry)]
        kept = [
            name
            for name in names
            if not any(_squeezed(name).startswith(site) or site.startswith(_squeezed(name)) for site in own)
        ]
        if kept:
            return tuple(dict.fromkeys(kept))
    return ()


def _persons(entry: Any) -> Iterator[str]:
    if isinstance(entry, dict) and "organi" in str(entry.get("@type", "")).lower():
        return
    name = _name(entry)
    if not name or len(name) > 200:
        return
    given = credits(re.sub(r"^by:?\s+", "", name, flags=re.IGNORECASE), known=True)
    yield from (author for author in (given.authors if given else ()) if is_name(author))  # one word: likely an agency


def _squeezed(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _names(words: str | None) -> list[str]:
    return re.split(r"\s*;\s*", words) if words else []


def _name(entry: Any) -> str | None:
    if isinstance(entry, list):
        return next((name for one in entry if (name := _name(one))), None)
    if isinstance(entry, dict):
        return _name(entry.get("name"))
    return _text(entry)


def _text(entry: Any) -> str | None:
    if isinstance(entry, list):
        return _text(entry[0]) if entry else None
    return " ".join(unescape(entry).split()) or None if isinstance(entry, str) else None


def _title(title: str | None, root: Any, outlet: str | None) -> str | None:
    """Return the title as its one heading has it, else without the outlet's name at its end or start."""
    headings = [words for heading in root.iter("h1") if (words := " ".join(heading.text_content().split()))]
    if not title:
        return headings[0] if len(headings) == 1 else None
    for words in headings:
        if words in title or title in words:
            return words
    parts = SUFFIX.split(title)
    if len(parts) > 1 and outlet:
        kept = [
            part
            for part in (parts[0], parts[-1])
            if part.casefold() in outlet.casefold() or outlet.casefold() in part.casefold()
        ]
        if kept:
            return title.removesuffix(kept[0]).removeprefix(kept[0]).strip(" |–—·»:-") or title
    return title


def _language(root: Any) -> str:
    given = str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "en")
    code = re.split(r"[-_]", given.strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) else "en"
