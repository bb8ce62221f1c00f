"""Whom a statement is addressed to, where the text says so, and whom it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.extract.found import Found
from onrecord.extract.nested import Level
from onrecord.extract.nouns import PERSON
from onrecord.extract.people import Person
from onrecord.extract.phrases import phrase
from onrecord.extract.references import Reference, Scene
from onrecord.extract.sources import as_written
from onrecord.extract.verbs import forms
from onrecord.terms import Gender, Span

TELLING = frozenset(
    form
    for verb in (
        "tell ask inform remind assure warn advise urge order instruct notify promise answer thank invite beg question"
        " implore reassure persuade challenge command address interview call text email"
    ).split()
    for form in forms(verb)
)
"""Verbs whose object is whom one speaks to."""
SPEAKING_TO = re.compile(
    r"\b(?:sa(?:id|ys|ying)|sp(?:oke|eaks|eaking|oken)|wr(?:ote|ites|iting|itten)|repl(?:ied|ies|ying)|respond(?:ed|s|ing)|shout(?:ed|s|ing)"
    r"|whisper(?:ed|s|ing)|letter|email|message|statement|remarks?|explain(?:ed|s|ing)|complain(?:ed|s|ing)|talk(?:ed|s|ing)"
    r"|interview|speech|address|confid(?:ed|es|ing)|appeal(?:ed|s|ing)?|testif(?:ied|ies|ying))\s+(?:\w+\s+)?(?:to|with)\s+$"
)
OBJECT_WORDS = re.compile(
    r"\s+(?P<whom>(?:the |his |her |their |its |a |an |some |all |two |three |local |other )?[a-z][a-z’-]+"
    r"(?:\s+(?:at|in|of|on)\s+(?:the\s+)?[\w’-]+)?)(?=,|\s+(?:that|to|on|in|at|how|why|whether|if|after|before|when)\b|\s*[“\"])"
)
THINGS = frozenset("question questions charge charges claim claims call calls letter letters".split())
"""What one answers, and speaks to nobody by that."""
NOT_WHOM = re.compile(r"\s+(?:that|to|how|why|whether|if|about|on|in|at|as|for|him|her|them|it|not|more)\b")
TITLED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Dame|Sir|Lord|Lady|Professor|Doctor)\.?\s+)$")
SAYS_WHO = re.compile(r",\s+(?:who|whose|whom|which|an?|the|his|her|their|its|our|my|\d+|too|however|also|like)\b")
"""After a name what goes on about its bearer, or about others, and does not speak to them."""
LISTED = re.compile(r",\s+(?:and\s+|(?:Mr|Mrs|Ms|Dr)\.?\s+)?")
BY_OFFICE = re.compile(r"\b(?P<title>Mr|Mrs|Ms|Madam|Madame)\.?\s+(?P<office>[A-Z][a-z]+)(?=[,.!?])")
BY_OFFICE_SURE = 0.8
NAMED_NEAR = 8
"""Sentences back in which one of several who hold an office is named who is called by it."""
NEAR = 60
"""Characters after a cue in which its object stands."""


def to(scene: Scene, found: Found, speakers: Sequence[Person]) -> tuple[Person, ...]:
    """Return whom a statement is addressed to: the object of telling, or whom "to" names after a verb of speech."""
    text = scene.text
    for cue in found.cue:
        words = re.findall(r"[a-z]+", text[slice(*cue)].casefold())
        end = min(_next(found, cue.end), cue.end + NEAR)
        if TELLING.intersection(words):
            inside = [one for one in scene.within(Span(cue.start, end)) if one.span.start > cue.start]
            whom = _object(scene, inside, cue.end, end)
            if whom is not None and whom not in speakers:
                return (whom,)
        for one in scene.within(Span(cue.start, end)):
            person = one.person
            if person is None or person in speakers or not _is_somebody(person):
                continue
            if SPEAKING_TO.search(text, max(0, cue.start - 30), one.span.start):
                return (person,)
    return ()


def vocative(scene: Scene, found: Found, speakers: Sequence[Person]) -> tuple[Person, ...]:
    """Return whom a quotation calls by name or by office: "It depends, Ada, on the light", "Mr. President"."""
    for span in found.content:
        for one in scene.within(span):
            person = one.person
            if one.kind != "name" or person is None or person.kind != "person" or person in speakers:
                continue
            spoken = one.quoted or not found.cue  # a transcript's turn has no cue and no marks
            if spoken and _is_called(scene, span, one):
                return (person,)
        by_office = _called_by_office(scene, span, speakers)
        if by_office is not None:
            return (by_office,)
    return ()


def _is_called(scene: Scene, span: Span, one: Reference) -> bool:
    """Say whether a name stands between commas, or opens a quotation, as the name of one who is spoken to does."""
    text, end = scene.text, one.span.end
    before = TITLED.sub("", text[max(span.start, one.span.start - 24) : one.span.start])
    if not before.strip(" “\"‘'("):
        return text[end : end + 1] == "," and not SAYS_WHO.match(text, end) and not _is_listed(scene, end)
    if not before.endswith(", ") or text[end : end + 1] not in ",.!?":
        return False
    beside = next(scene.before(one.span.start), None)
    return (
        before[:-2].rpartition(" ")[2].casefold() not in PERSON  # "our pilot, Ada Lund,"
        and (beside is None or beside.kind != "name" or one.span.start - beside.span.end > 2)
        and not (text[end] == "," and (SAYS_WHO.match(text, end) or _is_listed(scene, end)))
    )


def _is_listed(scene: Scene, comma: int) -> bool:
    """Say whether another name follows a comma: "Ada, Per and I"."""
    after = next(scene.after(comma), None)
    return (
        after is not None and after.kind == "name" and LISTED.fullmatch(scene.text, comma, after.span.start) is not None
    )


def _called_by_office(scene: Scene, span: Span, speakers: Sequence[Person]) -> Person | None:
    """Return whom "Mr. President" calls in a quotation: the one who has that office, of those who do not speak; of
    several the one who has no former one, or who alone was named near by.
    """
    for found in BY_OFFICE.finditer(scene.text, *span):
        place = Span(*found.span())
        office = found["office"].casefold()
        gender: Gender = "masculine" if found["title"] == "Mr" else "feminine"
        holders = [one for one in scene.people if one not in speakers and one.is_of(gender) and _holds(one, office)]
        if len(holders) > 1:
            holders = [one for one in holders if _holds(one, office, now=True)]
        if len(holders) > 1:
            near = {one.person for one in _near(scene, place.start)}
            holders = [one for one in holders if one in near]
        if len(holders) == 1 and any(start <= place.start < end for start, end in scene.quotations):
            scene.add(Reference(place, "description", holders[0], BY_OFFICE_SURE, quoted=True))
            return holders[0]
    return None


def _holds(person: Person, office: str, *, now: bool = False) -> bool:
    return any(held.phrase.head == office and not (now and held.others) for held in person.offices)


def _near(scene: Scene, at: int) -> Iterator[Reference]:
    """Yield the names that stand before a place, some sentences back."""
    sentence = scene.sentence(at)
    for one in scene.before(at):
        if sentence - scene.sentence(one.span.start) > NAMED_NEAR:
            return
        if one.kind == "name":
            yield one


def turns(scene: Scene, levels: Sequence[Level], by: Sequence[Sequence[Person]], to: list[tuple[Person, ...]]) -> None:
    """Give a transcript's questions to who takes the next turn, and an answer to who asked."""
    spoken = [n for n, level in enumerate(levels) if level.outer is None and level.found.source and not level.found.cue]
    for one, following in pairwise(spoken):
        content = levels[one].found.content
        asks = scene.text[content[-1].start : content[-1].end].rstrip(" ”\"’'").endswith("?")
        if asks and not to[one] and by[following] and tuple(by[following]) != tuple(by[one]):
            to[one] = tuple(by[following])


def _object(scene: Scene, inside: Sequence[Reference], start: int, end: int) -> Person | None:
    """Return who follows a verb of telling right away."""
    text = scene.text
    for one in inside:
        between = text[start : one.span.start]
        if (
            one.person is not None
            and len(between) < 30
            and not re.search(r"[,.;“”\"]|\b(?:that|about|to|if|whether)\b", between)
        ):
            return one.person
    words = OBJECT_WORDS.match(text, start, end)
    if words is None or NOT_WHOM.match(text, start, end):
        return None
    what = phrase(words["whom"])
    if what is None or what.head in THINGS:
        return None
    meant = as_written(scene, Span(*words.span("whom")))
    return meant.people[0] if meant is not None else None


def _next(found: Found, at: int) -> int:
    """Return where the content that follows a cue begins."""
    return min((span.start for span in found.content if span.start >= at), default=at + NEAR)


def about(scene: Scene, found: Found, speakers: Sequence[Person]) -> tuple[Person, ...]:
    """Return whom a statement's content mentions, but for who makes it, each once, in order."""
    mentioned = (one.person for span in found.content for one in scene.within(span))
    return tuple(
        dict.fromkeys(
            person for person in mentioned if person is not None and person not in speakers and _is_somebody(person)
        )
    )


def _is_somebody(person: Person) -> bool:
    return person.real or person.kind in ("unnamed", "group")
