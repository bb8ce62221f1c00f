"""Descriptions that refer to somebody ("the mayor-elect", "New York’s former pilot"), and whom they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from onrecord.extract.given import folded
from onrecord.extract.nouns import BODY, PERSON, alike, gender_of
from onrecord.extract.people import Person, key
from onrecord.extract.phrases import Phrase, phrase
from onrecord.extract.roles import STOPS, others
from onrecord.terms import Span

WORD = re.compile(r"(?<![\w’'-])[A-Za-z][\w-]*\w")
HEADS = PERSON | BODY
CASED = HEADS | {noun.capitalize() for noun in HEADS} | {noun.upper() for noun in HEADS}
LEFT = re.compile(r"\S+")
DETERMINERS = frozenset("the this that his her its their our my your".split())
OF = re.compile(r"\s+of\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,4}")
COMPOUND = re.compile(r"\s+([a-z][\w-]*)")
ADJECTIVES = frozenset(
    """amateur billionaire conservative elite expert extremist giant independent liberal millionaire moderate native
    progressive radical rebel veteran""".split()
)
"""Nouns for a person that are as often adjectives, as are those in -ist."""
VERB = re.compile(
    r"(?:said|says?|tells?|told|is|was|has|had|will|would|can|could|may|might|must|should|did|does|who|whom|whose|and|or|but|nor"
    r"|as|at|by|for|from|in|into|of|on|over|than|that|then|to|when|where|while|with|after|before|because|if|whether|himself"
    r"|herself|now|also|never|not|still|went|came|ran|won|lost|met|made|took|gave|left|spoke|wrote|\w+ed|\w+ly)$"
)
NEXT = re.compile(r"\s+(?:[A-Z][\w’'-]*\s+)?([a-z][\w-]*)")
OWNERS = re.compile(r"(?:[Tt]he\s+)?(?:[A-Z][\w.-]*\s+)*$")
COMMON_OWNER = re.compile(r"(?<!\w)(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y)\s+(?:[a-z-]+\s+){0,2}$")
NAME_AFTER = re.compile(r"\s+[A-Z]|-")
EXACT, ALIKE, SHARED, OTHER_PLACE = 2.0, 1.2, 0.8, -1.2
"""What it counts that a person's office has the description's noun, or one for the same thing; a word of it besides;
and that the description's place or country is none of the person's."""
ELECT = -1.2
"""What it counts that only one of them is "-elect"."""
PLAIN = 0.2
"""What it counts that both are plain ("the president", President Lund), or that only the description is."""
LEAST, AHEAD = 1.0, 0.1
"""The score of whom a description means, and how far that is ahead of the next."""
FAR = 3000
"""Characters after which a mention is no longer fresh."""


class Described(NamedTuple):
    """A description where it stands."""

    span: Span
    phrase: Phrase


def descriptions(text: str, spans: Sequence[Span]) -> Iterator[Described]:
    """Yield the definite descriptions of one person, or of a body, in reading order."""
    for body in spans:
        for word in _heads(text, body):
            found = _whole(text, body, word, word.group() if word.group() in HEADS else word.group().casefold())
            if found is not None:
                yield found


def _heads(text: str, body: Span) -> list[re.Match[str]]:
    """Return the nouns that can be a description's head, in reading order."""
    found = []
    words = set(text[slice(*body)].replace("—", " ").split())
    for noun in CASED.intersection((*words, *(_bare(word) for word in words if not word.isalpha()))):
        at = text.find(noun, *body)
        while at >= 0:
            word = WORD.match(text, at, body.end)
            if word and word.group() == noun:  # not the "chair" in "chairs"
                found.append(word)
            at = text.find(noun, at + 1, body.end)
    return sorted(found, key=lambda word: word.start())


def _bare(word: str) -> str:
    return word.strip("“”\"‘’'()[].,:;!?…").replace("’", "'").partition("'")[0]


def _whole(text: str, body: Span, word: re.Match[str], head: str) -> Described | None:
    """Widen a noun to the description it is head of, if a determiner or an owner begins one."""
    start, end = word.span()
    compound = COMPOUND.match(text, end, body.end)
    if NAME_AFTER.match(text, end, body.end) or (compound and (compound[1] in PERSON or compound[1] in BODY)):
        return None
    if is_adjective(head, text, end):
        return None
    left = max(body.start, start - 80)
    for number, before in enumerate(reversed(list(LEFT.finditer(text, left, start)))):
        plain = before.group().strip("“”\"‘’'(").casefold()
        if plain in DETERMINERS or before.group().endswith(("’s", "'s", "s’")):
            begin = before.start() + len(before.group()) - len(before.group().lstrip("“\"‘'("))
            if plain not in DETERMINERS:
                begin = _owner(text, left, before)
            tail = OF.match(text, end, body.end) if head in PERSON else None
            span = Span(begin, tail.end() if tail else end)
            one = phrase(text[slice(*span)])
            return Described(span, one) if one is not None and one.head == head else None
        if plain in STOPS or number > 4 or before.group()[-1] in ',.;:!?)”"':
            return None
    return None


def is_adjective(head: str, text: str, end: int) -> bool:
    """Say whether a noun for a person that ends somewhere is told of what follows: "the socialist campaigns"."""
    if head not in ADJECTIVES and not head.endswith("ist"):
        return False
    next_word = NEXT.match(text, end)
    return next_word is not None and VERB.match(next_word[1]) is None


def _owner(text: str, left: int, last: re.Match[str]) -> int:
    """Return where the name before a possessive begins, with its "the"."""
    pattern = OWNERS if last.group()[:1].isupper() else COMMON_OWNER
    found = pattern.search(text, left, last.start())
    return found.start() if found else last.start()


def meant(
    one: Phrase, at: int, people: Iterable[Person], last: Mapping[Person, int], counts: Mapping[Person, int]
) -> list[tuple[Person, float]]:
    """Return whom a description may mean, best first, with scores of which LEAST is enough.

    Args:
        one: the description.
        at: where it stands.
        people: of the article, named or not.
        last: where each was last mentioned before.
        counts: how often each has been mentioned before.
    """
    scored = []
    is_body = one.head in BODY and one.head not in PERSON
    for person in people:
        if not (person.kind == "organisation" if is_body else person.offices or person.called):
            continue
        score = _fits_body(one, person) if is_body else _fits(one, person)
        if score > 0:
            if person in last:
                score += 0.8 * max(0.0, 1 - (at - last[person]) / FAR) + 0.15 * log(1 + counts.get(person, 0))
            elif person.at > at:
                score -= 0.9
            scored.append((person, score))
    return sorted(scored, key=lambda pair: -pair[1])


def sure_of(scored: Sequence[tuple[Person, float]]) -> tuple[Person | None, float]:
    """Return the one meant, with how sure that is, or None where nobody fits or two fit alike."""
    if not scored or scored[0][1] < LEAST:
        return None, 0.0
    lead = scored[0][1] - (scored[1][1] if len(scored) > 1 else 0.0)
    return (scored[0][0], min(0.95, 0.5 + 0.3 * lead)) if lead >= AHEAD else (None, 0.0)


def _fits(one: Phrase, person: Person) -> float:
    if person.kind not in ("person", "unnamed") or not person.is_of(gender_of(one.head)):
        return 0.0
    words = _words(one)
    return max((_fits_office(one, words, office.phrase) for office in (*person.offices, *person.called)), default=0.0)


def _fits_office(one: Phrase, words: frozenset[str], office: Phrase) -> float:
    if others(one) != others(office):
        return 0.0
    heads = one.head.removesuffix("-elect"), office.head.removesuffix("-elect")
    if not alike(*heads):
        return (
            ALIKE if one.head in office.before and not one.before else 0.0
        )  # "Detective Sergeant Lund", "the detective"
    score = EXACT if one.head == office.head else ALIKE if heads[0] != heads[1] else 0.5
    theirs = _words(office)
    shared = sum(any(word[:4] == other[:4] for other in theirs) for word in words)
    placed = any(word[:1].isupper() for word in (*one.after.split(), *one.owner.split()))
    strange = placed and not shared
    plain = PLAIN if not words and not theirs else -PLAIN if not words else 0.0
    elect = one.head.endswith("-elect") - office.head.endswith("-elect")
    return score + SHARED * shared + (OTHER_PLACE if strange else plain) + ELECT * abs(elect)


@lru_cache(maxsize=4096)
def _words(one: Phrase) -> frozenset[str]:
    """Return the words beside the head that may tell whose office it is."""
    after = key(one.after) if one.after.startswith(("of ", "for ", "at ", "in ")) else ()
    owner = key(one.owner) if len(one.owner) > 5 else ()
    return frozenset(folded(word) for word in (*one.before, *after, *owner) if len(word) > 3)


def _fits_body(one: Phrase, person: Person) -> float:
    """Say how well "the county council" fits "Hill County Council"."""
    best = 0.0
    for name in {person.name, *person.names}:
        theirs = key(name)
        if one.head in _heads_of(name) and all(word in theirs for word in one.capitals):
            best = max(best, EXACT + SHARED * sum(word in theirs for word in one.before))
        elif any(one.head in office.phrase.head for office in person.offices):
            best = max(best, ALIKE)
    return best


@lru_cache(maxsize=8192)
def _heads_of(name: str) -> frozenset[str]:
    """Return the words of a body's name that its head can be: "Hill County Council", "Bank of Selby"."""
    words = key(name)
    return frozenset((*words[-1:], *(words[:1] if name.split()[1:2] in (["of"], ["for"]) else ())))
