"""Titles, offices and appositions beside a name: what an article says that somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.extract.names import Name
from onrecord.extract.nouns import COURTESY, OTHERS, PERSON, TITLES
from onrecord.extract.phrases import Phrase, phrase
from onrecord.terms import Role, Span

BEFORE = re.compile(
    r"(?:(?<!\w)(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Aa]n?)\s+)?"
    r"(?P<role>(?:[\w’'.-]+\s+){0,5}?(?P<head>[a-z][a-z-]+))\s+$"
)
STOPS = frozenset(
    """and or but of in on at to for from with by as that which who is are was were has have had will would
    said says told asked the a an its his her their our when while after before if than because about
    against between into over under not also only then there he she it they we i you this these those where
    what how why being been be do does did including like such met called named told followed succeeded""".split()
)
AFTER = re.compile(
    r",\s+(?:\d{1,3},\s+)?(?:(?:the|an?|its|his|her|their|our|who\s+(?:is|was|has\s+been)\s+(?:the|an?|its|his|her)?)\s+)?"
    r"(?P<role>[^,.;:“”\"()\n]{3,110}?)(?=,|[.;:](?:\s|$)|\s+(?:who|and\s+(?:the|an?|no|not|[A-Z]))\b|$)"
)
IS = re.compile(
    r"\s+(?:is|was|became|remains|serves\s+as|served\s+as|works\s+as)\s+(?:now\s+|also\s+|still\s+)?(?:the|an?|its|their)\s+"
    r"(?P<role>[^,.;:“”\"()\n]{3,80}?)(?=[,.;:]|\s+(?:who|when|and|but)\b|$)"
)
DETERMINER = re.compile(r"(?<!\w)(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Aa]n?)\s+")
WAS = re.compile(r"(?:The|the|Its|Their|Our)\s+(?P<role>[^,.;:“”\"()\n]{3,60}?)\s+(?:is|was)\s+$")
INVERTED = re.compile(r"(?P<role>[^,.;:“”\"()\n]{3,70}),\s+")
TWO = re.compile(
    r"(?P<role>(?:[A-Z][\w’'-]*\s+){0,4}(?P<head>[A-Z][\w-]+))\s+and\s+"
    r"(?:(?:[A-Z][\w’'-]*|of|the|former)\s+){0,6}(?:[a-z-]+\s+){0,3}$"
)
"""Of two offices before a name the first: "Mayor and DSA member Ada Lund"."""
LONGEST = 120


class Office(NamedTuple):
    """A role with its phrase, by which a description is compared with it."""

    role: Role
    phrase: Phrase

    @property
    def head_end(self) -> int:
        """Where the noun ends that is its head."""
        found = self.role.words.casefold().find(self.phrase.head)
        return self.role.span.start + found + len(self.phrase.head)

    @property
    def others(self) -> frozenset[str]:
        """What makes it another office: "deputy", "former"."""
        return others(self.phrase)


def others(one: Phrase) -> frozenset[str]:
    """Return the words that make an office another one."""
    words = {part for word in (*one.before, one.head) for part in word.split("-")}
    return frozenset(words & OTHERS)


def offices(text: str, name: Name, body: Span) -> Iterator[Office]:
    """Yield what stands beside a name and says what its bearer is; ``body`` is the stretch of text it stands in."""
    start, end = name.span
    left = max(body.start, start - LONGEST)
    before = text[left:start]
    two = TWO.search(text, left, start) if " and" in before or "\nand" in before else None
    if two and two["head"].casefold() in TITLES:
        yield from _office(text, Span(*two.span("role")))
    if name.office is not None:
        yield from _office(text, name.office)
    elif before[-1:].isspace():
        words = before.rsplit(None, 1)
        if words and words[-1] in PERSON:
            found = BEFORE.search(text, left, start)
            if found:
                yield from _office(text, Span(*found.span("role")), cut=True)
        elif words and words[-1] in ("is", "was"):
            found = WAS.search(text, left, start)
            if found:
                yield from _office(text, Span(*found.span("role")))
        elif text[end : end + 1] in (",", ".", ";") and words and words[-1].endswith(","):
            yield from _inverted(text, left, start)
    if name.owner:
        return
    right = min(body.end, end + LONGEST)
    found = AFTER.match(text, end, right) if text[end : end + 1] == "," else IS.match(text, end, right)
    if found:
        yield from _office(text, Span(*found.span("role")))


def _inverted(text: str, left: int, start: int) -> Iterator[Office]:
    """Yield the office that stands before a name and a comma: "the mayor of Selby, Ada Lund,"."""
    for found in reversed(list(DETERMINER.finditer(text, left, start))):
        role = INVERTED.fullmatch(text, found.end(), start)
        office = next(_office(text, Span(*role.span("role"))), None) if role else None
        if office is not None:
            yield office
            return


def _office(text: str, span: Span, *, cut: bool = False) -> Iterator[Office]:
    """Yield the office that words are, if their head is one; ``cut`` takes away what stands before a function word."""
    start, end = span
    if cut:
        words = list(re.finditer(r"\S+", text[start:end]))
        for word in reversed(words[:-1]):
            if word.group().casefold().strip(",") in STOPS or word.group().endswith((",", ".", "’s", "'s")):
                start += word.end() + 1
                break
    shown = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    one = phrase(shown)
    if one is None or one.head not in PERSON or one.determiner == "own" or (cut and one.after):
        return
    if one.head in COURTESY and not one.before:
        return
    yield Office(Role(" ".join(shown.split()), Span(start, start + len(shown))), one)
