"""Words that refer to two people who were named just before: "the two", "the two leaders"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract import given
from onrecord.extract.nouns import PLURALS
from onrecord.extract.people import Person
from onrecord.extract.references import Reference, Scene
from onrecord.late import late
from onrecord.terms import Span

THE_TWO = late(r"\bthe\s+two(?P<more>(?:\s+[a-z]+){0,3})(?![\w-])", re.IGNORECASE)
WORD = late(r"[A-Za-z]+")
GOES_ON = frozenset(
    "were are have had did do will would can could should may might must also both then later never first once again"
    " met spoke agreed shook sat stood began came went held made took got and who in at on for to with from".split()
)
"""What stands after "the two" where that is all: "the two met"."""
TOLD_APART = late(r"\s+(?:who|whose|that|in|on|of|from|with|at|for)\b")
"""What tells which two: "the two men who fell" need not have been named before."""
PEOPLE = PLURALS | {"men", "women", "people", "leaders", "presidents", "rivals", "friends", "opponents", "nominees"}
SENTENCES = 2
"""How far back they were named."""
SURE = 0.7


def read(scene: Scene) -> None:
    """Put in two references for each "the two" of which it is known whom it means: one to each of them.

    It is known where just two people were named in its sentence and the two before it, both of whom are surely people.
    In a quotation they may be things that its speaker pointed to.
    """
    for start, end in scene.article.spans:
        for found in THE_TWO.finditer(scene.text, start, end):
            span = _words(found)
            if span is not None and not scene.within(span) and not _is_quoted(scene, span):
                for person in _named(scene, span.start):
                    scene.add(Reference(span, "description", person, SURE))


def _words(found: re.Match[str]) -> Span | None:
    """Return the words that stand for two people, None if they stand for something else."""
    begin = found.start("more")
    for nth, word in enumerate(WORD.finditer(found.string, begin, found.end("more"))):
        if word.group().casefold() in PEOPLE:
            return None if TOLD_APART.match(found.string, word.end()) else Span(found.start(), word.end())
        if not nth and (word.group() in GOES_ON or word.group().endswith("ed")):
            return Span(found.start(), begin)
    return Span(found.start(), begin) if begin == found.end("more") and _ends(found.string, begin) else None


def _ends(text: str, at: int) -> bool:
    return text[at : at + 1] in (".", ",", ";", ":", "!", "?")


def _named(scene: Scene, at: int) -> tuple[Person, ...]:
    """Return the two people who were named before a place, the nearest first; nobody where they are not two."""
    named: dict[Person, None] = {}
    for one in _before(scene, at):
        if one.person is not None and (one.person.kind == "person" or _may_be_one(one.person)):
            named.setdefault(one.person)
    return tuple(named) if len(named) == 2 and all(_is_surely_one(scene, person) for person in named) else ()


def _is_surely_one(scene: Scene, person: Person) -> bool:
    """Say whether more than a single word, which may be a place's or a firm's name, makes somebody a person."""
    if person.kind != "person" or not person.real:
        return False
    speaks = any(one.speaks and one.person is person for one in scene.references)
    return person.sure_gender or len(person.name.split()) > 1 or speaks


def _may_be_one(person: Person) -> bool:
    """Say whether a name of which nothing else tells whose it is begins as a person's."""
    first, *more = person.name.split()
    return bool(more) and not person.real and given.is_given(first)


def _before(scene: Scene, at: int) -> Iterator[Reference]:
    """Yield the names before a place, near by and outside quotations, the nearest first.

    Who speaks of the two need not be one of them.
    """
    sentence = scene.sentence(at)
    for one in scene.before(at):
        away = sentence - scene.sentence(one.span.start)
        if away > SENTENCES:
            return
        if one.kind == "name" and not one.quoted and (away or not one.speaks):
            yield one


def _is_quoted(scene: Scene, span: Span) -> bool:
    return any(start < span.end and span.start < end for start, end in scene.quotations)
