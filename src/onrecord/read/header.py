"""Headers: what stands before an article's first paragraph -> its title, authors, outlet and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.read.bylines import field
from onrecord.read.dates import Dated, Hints, dates, settled
from onrecord.read.names import credits, is_outlet, tidy
from onrecord.read.openings import DATELINE, LONGEST_STANDFIRST
from onrecord.read.outline import Piece
from onrecord.read.sentences import count
from onrecord.terms import Fact

AGENCY = re.compile(r"[^()]{3,60}\(([A-Z][\w.&' -]{1,39})\)\s*(?:—|–|--?)\s")
OWNER = re.compile(
    r"(?:©|\(c\)|copyright)+[\s©]*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by\s+)?(?P<owner>[A-Z][\w&'’.]*(?:\s(?:of|the|and|[A-Z][\w&'’]*))*?)"
    r"(?=[.,;|]|\s*$|\sall rights|\sltd|\sinc)",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"(?P<owner>(?:The )?[A-Z][\w&'’-]*(?: (?:of |the )?[A-Z][\w&'’-]*){0,4})"
    r" is published (?:by|under|weekly|daily|monthly)\b"
)


NO_HINTS = Hints()
FIRST: tuple[Literal["published"], bool] = ("published", False)
LAST: tuple[Literal["updated"], bool] = ("updated", True)


class Found(NamedTuple):
    """A fact's value, and where it was found."""

    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Header:
    """What an article's header says; ``length`` is how many pieces it takes, ``headline`` the one that is its title."""

    length: int
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    updated: str | None = None
    section: str | None = None
    facts: tuple[Fact, ...] = ()
    doubts: tuple[str, ...] = ()
    headline: Piece | None = None


def header(section: Sequence[Piece], hints: Hints = NO_HINTS) -> Header:
    """Read the header of an article's pieces; the hints tell which day an ambiguous date is."""
    length = _length(section)
    head = section[:length]
    named = dict(filter(None, (field(piece.words) for piece in head if piece.kind != "prose")))
    stated = (piece for piece in head if piece.kind != "prose" and (field(piece.words) or ("",))[0] == "title")
    headline = next(stated, None) or _headline(head)
    title = named.get("title") or (headline.words if headline else None)
    outlet = Found(named["outlet"], 'field "outlet"') if "outlet" in named else _outlet(section, head, title)
    authors, by = _authors(head, named.get("author"))
    authors = tuple(name for name in authors if not is_alike(name, outlet.value if outlet else None))
    found, doubts = days_of(_dates(head, named), hints)
    facts = [Fact("title", title, _where(headline, named))] if title else []
    facts += [Fact("authors", name, by) for name in authors]
    facts += [Fact("outlet", outlet.value, outlet.where)] if outlet else []
    facts += [Fact("section", named["section"], 'field "section"')] if "section" in named else []
    facts += found
    return Header(
        length,
        title,
        authors,
        outlet.value if outlet else None,
        next((fact.value for fact in found if fact.name == "published"), None),
        next((fact.value for fact in found if fact.name == "updated"), None),
        named.get("section"),
        tuple(facts),
        doubts,
        headline,
    )


def days_of(dated: Iterable[tuple[Dated, str]], hints: Hints) -> tuple[list[Fact], tuple[str, ...]]:
    """Return the first possible day of publication and of an update as facts, and a doubt for each date refused.

    Args:
        dated: dates in the order in which they are believed, each with where it stands.
        hints: what tells which day an ambiguous date is.
    """
    known = [(settled(one, hints), where) for one, where in dated]
    facts: list[Fact] = []
    for name, updated in (FIRST, LAST):
        day = next(((one.day, where) for one, where in known if one.day and one.updated == updated), None)
        facts += [Fact(name, day[0], day[1])] if day and day[0] else []
    sure = any(fact.name == "published" for fact in facts)
    doubts = [
        f"the date “{one.words}” ({where}) was not used: {one.refused}"
        for one, where in known
        if one.refused and not (sure and one.either)
    ]
    return facts, tuple(dict.fromkeys(doubts))


def is_alike(name: str, outlet: str | None) -> bool:
    """Return whether an author's name is the outlet's own, or the beginning of it, or begins with it."""
    if not outlet:
        return False
    one, two = (_squeezed(words) for words in (name, outlet))
    return bool(one and two) and (one.startswith(two) or two.startswith(one))


def _squeezed(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold())).removeprefix("the")


def _dates(head: Sequence[Piece], named: Mapping[str, str]) -> Iterator[tuple[Dated, str]]:
    for key in ("date", "updated"):
        for one in dates(named.get(key, "")[:500]):
            yield one._replace(updated=one.updated or key == "updated"), f'field "{key}"'
    for piece in head:
        for one in piece.facts.dates if piece.facts else ():
            yield one, "byline" if piece.facts and piece.facts.authors else "date line"


def _where(headline: Piece | None, named: Mapping[str, str]) -> str:
    if "title" in named:
        return 'field "title"'
    return "heading" if headline and headline.block.level else "headline"


def _length(section: Sequence[Piece]) -> int:
    """Return where the body begins: at the first prose, or at that after the byline where a standfirst comes first."""
    first = _next_prose(section, 0)
    if any(piece.facts for piece in section[:first]) or first == len(section):
        return first
    byline = next((place for place in (first + 1, first + 2) if _opens(section, place, first)), None)
    if byline is None or count(section[first].words) > LONGEST_STANDFIRST:
        return first
    after = _next_prose(section, byline)
    return after if after < len(section) else first


def _next_prose(section: Sequence[Piece], place: int) -> int:
    while place < len(section) and (section[place].kind != "prose" or section[place].notice):
        place += 1
    return place


def _opens(section: Sequence[Piece], place: int, first: int) -> bool:
    """Return whether a byline stands at a place below what may be a standfirst, with a title above that."""
    if place >= len(section) or section[place].facts is None or _next_prose(section, first + 1) < place:
        return False
    return any(piece.kind in ("title", "name") for piece in section[:first])


def _headline(head: Sequence[Piece]) -> Piece | None:
    """Return the title: the highest heading, else the first line of some length that is no label and no masthead."""
    headings = [piece for piece in head if piece.block.level]
    if headings:
        return min(headings, key=lambda piece: piece.block.level)
    named = {index for index, piece in enumerate(head) if piece.kind == "name" and _is_author(head, index)}
    lines = [
        (index, piece)
        for index, piece in enumerate(head)
        if piece.kind in ("title", "name") and index not in named and not piece.notice and not field(piece.words)
    ]
    alone = len(lines) == 1 and not any(piece.facts for piece in head)
    lines = [(index, piece) for index, piece in lines if alone or not is_outlet(piece.words)]
    for least in (3, 2):
        for _, piece in lines:
            if count(piece.words) >= least and not piece.words.endswith(":"):
                return piece
    return next((piece for index, piece in lines if _heads_a_byline(head, index)), None)


def _heads_a_byline(head: Sequence[Piece], index: int) -> bool:
    """Return whether a byline comes right below a line: then even a single word is a title, else a section's label."""
    below = head[index + 1 : index + 2]
    return any(piece.facts for piece in below) and not (index and head[index - 1].facts)


def _authors(head: Sequence[Piece], named: str | None) -> tuple[tuple[str, ...], str]:
    stated = credits(named, known=True) if named else None
    authors = list(stated.authors) if stated else []
    for index, piece in enumerate(head):
        if piece.facts:
            authors += piece.facts.authors
        elif piece.kind == "name" and _is_author(head, index):
            given = credits(piece.words, known=False)
            authors += given.authors if given else (tidy(piece.words),)
    return tuple(dict.fromkeys(authors)), 'field "author"' if stated and stated.authors else "byline"


def _is_author(head: Sequence[Piece], index: int) -> bool:
    """Return whether a line with a name alone is the byline: it stands twice, at a date, or below the title."""
    words = head[index].words
    near = [head[place] for place in (index - 1, index + 1) if 0 <= place < len(head)]
    if any(piece.facts or piece.words == words for piece in near):
        return True
    above = [piece for piece in head[:index] if piece.kind in ("title", "name") and count(piece.words) >= 3]
    last = not any(piece.kind in ("title", "name") for piece in head[index + 1 :])
    return bool(above) and last


def _outlet(section: Sequence[Piece], head: Sequence[Piece], title: str | None) -> Found | None:
    """Return the outlet that a byline, a masthead, a dateline or a copyright line names."""
    for piece in head:
        if piece.facts and piece.facts.outlet:
            return Found(piece.facts.outlet, "byline" if piece.facts.authors else "date line")
        if piece.kind in ("title", "name") and piece.words != title and is_outlet(piece.words):
            return Found(tidy(piece.words), "masthead")
    first = next((piece.words for piece in section[len(head) :]), "")
    if DATELINE.match(first) and (agency := AGENCY.match(first)):
        return Found(agency[1], "dateline")
    for piece in section[len(head) :]:
        if (piece.notice or piece.kind == "furniture") and (
            owner := OWNER.search(piece.words[:300]) or PUBLISHED.match(piece.words)
        ):
            name = owner["owner"].strip(" .")
            return Found(name, "copyright line" if owner.re is OWNER else "note on the outlet") if name else None
    return None
