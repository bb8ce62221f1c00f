"""Facts of a page: its title, authors, outlet, date and language, from JSON-LD, meta tags and what stands in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from onrecord.read.dates import Dated
from onrecord.read.header import is_alike
from onrecord.read.names import credits, is_name
from onrecord.read.pagedates import stated_days, text_of
from onrecord.terms import Fact

ARTICLE = re.compile(r"article|posting|report|review|opinion", re.IGNORECASE)
DEEPEST = 8
HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.html?)?|\./")
SIGN = re.compile(r"logo|brand|masthead|site-?(?:name|title)", re.IGNORECASE)
TRAIL = re.compile(r"breadcrumb", re.IGNORECASE)
LANG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Z][a-z]{3})?(?:[-_]([A-Za-z]{2}))?(?:[-_].*)?")
SUFFIX = re.compile(r"\s+[|–—·»:-]+\s+")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of its article; ``facts`` are all but the dates, which stand in ``dated`` as they are believed.

    ``summary`` is its description, ``order`` which comes first in its dates by the region of its language.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    section: str | None = None
    language: str = "en"
    facts: tuple[Fact, ...] = ()
    dated: tuple[tuple[Dated, str], ...] = ()
    summary: str | None = None
    order: Literal["day", "month", ""] = ""


def page_facts(root: Any, found: Any = None) -> PageFacts:
    """Read the facts of a page: what it states for machines first, then what trafilatura finds in it.

    Args:
        root: the page's lxml tree.
        found: trafilatura's document for it, if any.
    """
    things = list(_described(root))
    stated = next((thing for thing in things if _is_a(thing, ARTICLE)), {})
    metas = _metas(root)
    sites = [
        (_name(stated.get("publisher")), "JSON-LD publisher"),
        (metas.get("og:site_name"), "meta og:site_name"),
        (getattr(found, "sitename", None), "page"),
        (_logo(root), "sign of the site"),
    ]
    outlet = next((site for site in sites if site[0]), (None, ""))
    title = _title(_stated_title(stated, metas, found), root, outlet[0])
    authors, by = _authors(
        [
            (stated.get("author"), "JSON-LD author"),
            (_names(metas.get("author")), "meta author"),
            (_names(getattr(found, "author", None)), "page"),
        ],
        [site for site, _ in sites],
    )
    section = next((one for one in _sections(stated, metas, things, root) if one[0]), (None, ""))
    language, region = _language(root)
    facts = [Fact("title", *title)] if title else []
    facts += [Fact("authors", name, by) for name in authors]
    facts += [Fact("outlet", outlet[0], outlet[1])] if outlet[0] else []
    facts += [Fact("section", section[0], section[1])] if section[0] else []
    facts += [Fact("language", f"{language}-{region}" if region else language, "html lang")] if language else []
    return PageFacts(
        title[0] if title else None,
        authors,
        outlet[0],
        section[0],
        language or "en",
        tuple(facts),
        tuple(stated_days(root, stated, metas)),
        metas.get("og:description") or metas.get("description"),
        "" if language != "en" or not region else "month" if region == "US" else "day",
    )


def _stated_title(stated: Mapping[str, Any], metas: Mapping[str, str], found: Any) -> tuple[str, str] | None:
    given = (
        (text_of(stated.get("headline")), "JSON-LD headline"),
        (metas.get("og:title"), "meta og:title"),
        (getattr(found, "title", None), "page title"),
    )
    return next(((words, where) for words, where in given if words), None)


def _sections(
    stated: Mapping[str, Any], metas: Mapping[str, str], things: Sequence[Mapping[str, Any]], root: Any
) -> Iterator[tuple[str | None, str]]:
    yield metas.get("article:section"), "meta article:section"
    yield text_of(stated.get("articleSection")), "JSON-LD articleSection"
    trail = next((thing for thing in things if _is_a(thing, TRAIL)), {})
    steps = trail.get("itemListElement")
    names = (
        [_name(step.get("name") or step.get("item")) for step in steps if isinstance(step, dict)]
        if isinstance(steps, list)
        else []
    )
    yield (names[-2] if len(names) > 2 else None), "JSON-LD breadcrumb"
    for element in root.iter("nav", "ol", "ul", "div"):
        if TRAIL.search(f"{element.get('class', '')} {element.get('id', '')} {element.get('aria-label', '')}"):
            links = [" ".join(link.text_content().split()) for link in element.iter("a")]
            kept = [words for words in links if 0 < len(words) < 60]
            yield (kept[-1] if len(kept) > 1 else None), "breadcrumb"
            return


def _described(root: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the things that the page's JSON-LD describes."""
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        try:
            data = json.loads(script.text_content().strip().strip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _things(data)


def _is_a(thing: Mapping[str, Any], kind: re.Pattern[str]) -> bool:
    given = thing.get("@type")
    return bool(kind.search(" ".join(map(str, given)) if isinstance(given, list) else str(given)))


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
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
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


def _authors(stated: Sequence[tuple[Any, str]], sites: Sequence[str | None]) -> tuple[tuple[str, ...], str]:
    """Return the authors of the first statement that names any: persons, and neither the outlet nor a department."""
    for one, where in stated:
        names = [name for entry in (one if isinstance(one, list) else [one]) for name in _persons(entry)]
        kept = [name for name in names if not any(is_alike(name, site) for site in sites)]
        if kept:
            return tuple(dict.fromkeys(kept)), where
    return (), ""


def _persons(entry: Any) -> Iterator[str]:
    if isinstance(entry, dict) and "organi" in str(entry.get("@type", "")).lower():
        return
    name = _name(entry)
    if not name or len(name) > 200:
        return
    given = credits(re.sub(r"^by:?\s+", "", name, flags=re.IGNORECASE), known=True)
    yield from (author for author in (given.authors if given else ()) if is_name(author))  # one word: likely an agency


def _names(words: str | None) -> list[str]:
    return re.split(r"\s*;\s*", words) if words else []


def _name(entry: Any) -> str | None:
    if isinstance(entry, list):
        return next((name for one in entry if (name := _name(one))), None)
    if isinstance(entry, dict):
        return _name(entry.get("name"))
    return text_of(entry)


def _title(given: tuple[str, str] | None, root: Any, outlet: str | None) -> tuple[str, str] | None:
    """Return the title as its one heading has it, else without the outlet's name at its end or start."""
    headings = [words for heading in root.iter("h1") if (words := " ".join(heading.text_content().split()))]
    if not given:
        return (headings[0], "main heading") if len(headings) == 1 else None
    title, where = given
    for words in headings:
        if words in title or title in words:
            return words, "main heading"
    parts = SUFFIX.split(title)
    if len(parts) > 1 and outlet:
        kept = [
            part
            for part in (parts[0], parts[-1])
            if part.casefold() in outlet.casefold() or outlet.casefold() in part.casefold()
        ]
        if kept:
            return title.removesuffix(kept[0]).removeprefix(kept[0]).strip(" |–—·»:-") or title, where
    return title, where


def _language(root: Any) -> tuple[str, str]:
    """Return the language that the page declares, and its region; nothing where it declares none."""
    given = str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    match = LANG.fullmatch(given.strip())
    return (match[1].lower(), (match[2] or "").upper()) if match else ("", "")
