"""Whom a statement is addressed to, where the text says so, and whom it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.extract.found import Found
from onrecord.extract.nested import Level
from onrecord.extract.people import Person
from onrecord.extract.references import Reference, Scene
from onrecord.extract.sources import as_written
from onrecord.extract.verbs import forms
from onrecord.terms import Span

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
NOT_WHOM = re.compile(r"\s+(?:that|to|how|why|whether|if|about|on|in|at|as|for|him|her|them|it|not|more)\b")
TITLED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Dame|Sir|Lord|Lady|Professor|Doctor)\.?\s+)$")
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


def vocative(scene: Scene, content: Sequence[Span], speakers: Sequence[Person]) -> tuple[Person, ...]:
    """Return whom a quotation calls by name: "It depends, Ada, on the light"."""
    text = scene.text
    for span in content:
        for one in scene.within(span):
            person = one.person
            if one.kind != "name" or person is None or person.kind != "person" or person in speakers:
                continue
            before = TITLED.sub("", text[max(span.start, one.span.start - 24) : one.span.start])
            opens = not before.strip(" “\"‘'(") or before.endswith(", ")
            after = text[one.span.end : one.span.end + 1]
            if opens and (after in ",.!?" if before.endswith(", ") else after == ","):
                return (person,)
    return ()


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
