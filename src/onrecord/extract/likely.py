"""Whether a name is a person's, an organisation's or something else's, by itself and by what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from onrecord.extract import given
from onrecord.extract.names import PARTICLES, Name, begins_sentence
from onrecord.extract.nouns import GROUP, PERSON, PLURALS, gender_of
from onrecord.extract.phrases import SOME
from onrecord.terms import PersonKind

PLACE_BEFORE = frozenset(
    "in In at At near Near across Across outside Outside around Around throughout inside Inside into southern northern"
    " eastern western central downtown mainland".split()
)
FROM_BEFORE = frozenset("to from through toward towards off via on".split())
THE_BEFORE = frozenset("the The a A an An this This these These those Those".split())
VERB_AFTER = re.compile(
    r"\s+(?:\w+ly\s+|also\s+|never\s+|then\s+|later\s+)?(?:was|is|has|had|did|does|would|will|could|said|says|told|went|"
    r"came|took|made|wrote|won|got|gave|knew|thought|felt|saw|began|left|met|kept|held|ran|spoke|sat|stood|grew|sang|"
    r"[a-z]{2,}(?:ed|es|[^s\W]s))\b"
)
WHO_AFTER = re.compile(r",?\s+(?:who|whose|herself|himself|whom)\b|,\s+\d\d,|\s+\(\d\d\)")
OFFICE_AFTER = re.compile(r",\s+(?:an?|the|its|his|her|their)?\s*(?:[\w’'-]+\s+){0,4}?([a-z-]+)\b")
PLURAL_AFTER = re.compile(r"\s+(?:were|are|have)\b")
PLACE_AFTER = re.compile(r",\s+[A-Z][a-z]+\.?(?:,|\s|$)|-based\b")
NEVER = frozenset(
    """street river bay road avenue island islands county city park hall bridge beach lake mountain mountains valley
    airport square war act treaty cup award awards prize forest sea ocean coast peninsula states
    republic kingdom america korea zealand europe africa asia gulf states nations bill amendment house
    constitution championship championships olympics festival day week month year series season tour records album
    theorem library palace castle tower stadium arena theatre theater hotel hospital station line highway route
    bowl games game award medal order battle revolution empire dynasty army navy force forces
    district province region territory village borough township parish harbor harbour port creek canyon row
    lane quay pier steps
    terrace exchange democrats republicans americans conservatives liberals jews muslims christians europeans doctrine
    protocol
    agreement accords accord deal plan rights museum gallery cathedral show movie film book magazine york jersey
    mexico hampshire carolina dakota virginia orleans angeles francisco diego vegas washington london paris
    hill hills ridge heights grove springs falls
    marine maritime shipping ferries lines rail railways airlines airways motors media foods energy water power gas oil
    steel works industries holdings capital ventures technologies systems solutions logistics homes estates properties
    pharmaceuticals records studios entertainment insurance bancorp financial international global enterprises stores
    breweries fisheries farms dairies mills mines mining telecom electric electronics chemicals plastics
    textiles""".split()
).difference({"washington", "hill", "grove", "paris", "london"})
"""Last words of names that are no person's."""
PUBLICATION = "magazine|newspaper|newsletter|website|podcast|broadcaster|weekly|periodical"
IN_ITALICS = re.compile(r"(?<![*\w])\*(?:[Tt]he )?$")
NAMED_PUBLICATION = re.compile(rf"\b(?:{PUBLICATION}|journal)\s+\*?$")
PUBLICATION_AFTER = re.compile(rf"\*?\s+(?:{PUBLICATION})\b")
ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:ese|ish|ians?|icans?|eans?|ists?|ism|ocrats?|ic)$")


COMMON = GROUP | PLURALS | SOME


NUMBERS = frozenset(
    """eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
    seventy eighty ninety hundred thousand million christmas easter ramadan hanukkah""".split()
)
"""Numbers, and days that one writes with a capital."""
LONGEST_ACRONYM = 6
SPEAKS = 1.0
"""What it counts that somebody says something: firms and towns do too."""


def kind(text: str, words: str, found: Sequence[Name], surname_alone: bool, speaks: bool = False) -> PersonKind | None:
    """Return what a name is, or None for a place, a thing or what cannot be told.

    Args:
        text: the document's text.
        words: the name.
        found: where it stands.
        surname_alone: whether its last word stands alone as a name too.
        speaks: whether it is named as the source of a statement.
    """
    parts = words.split()
    if len(parts) == 1 and words.isupper() and len(words) > LONGEST_ACRONYM:  # a place before the first sentence
        return None
    if any(name.kind == "organisation" for name in found) or _is_publication(text, words, found):
        return "organisation"
    if len(parts) == 1 and (words.casefold() in COMMON or parts[0].casefold().split("-")[0] in NUMBERS):
        return None
    if is_never(words):
        return None
    if any(name.title for name in found):
        return "person"
    score = _by_itself(parts) + (1.2 if surname_alone else 0) + (SPEAKS if speaks else 0)
    score += _mean(_beside(text, name) for name in found)
    if len(parts) == 1 and not surname_alone and all(begins_sentence(text, name.span.start) for name in found):
        score -= 0.4
    return "person" if score >= (0.5 if len(parts) > 1 else 1.0) else None


def is_never(words: str) -> bool:
    """Say whether a name is no person's: a country's, or one that ends as those of places and firms do."""
    return words.rsplit(None, 1)[-1].casefold().rstrip(".") in NEVER or words.casefold() in _countries()


def is_place(text: str, found: Sequence[Name]) -> bool:
    """Say whether a name stands where places do, most times: "in Selby"."""
    if given.is_given(found[0].words.split()[0]):
        return False
    some = found[:20]
    befores = (_last_two(text[max(0, name.span.start - 30) : name.span.start]) for name in some)
    return 2 * sum((other if last == "the" else last) in PLACE_BEFORE for last, other in befores) > len(some)


def is_plural(text: str, found: Sequence[Name]) -> bool:
    """Say whether a name is the subject of a plural verb, as no one person's is: "Lenders were waiting"."""
    return any(begins_sentence(text, one.span.start) and PLURAL_AFTER.match(text, one.span.end) for one in found)


def _is_publication(text: str, words: str, found: Sequence[Name]) -> bool:
    """Say whether a name is called a magazine's or the like, or stands in italics most times, as those of papers do."""
    if given.is_given(words.split()[0]) or any(name.title for name in found):
        return False
    italics = 0
    for name in found[:20]:
        before, after = text[max(0, name.span.start - 30) : name.span.start], text[name.span.end : name.span.end + 30]
        if PUBLICATION_AFTER.match(after) or NAMED_PUBLICATION.search(before):
            return True
        italics += bool(IN_ITALICS.search(before)) and re.match(r"\*(?![*:])", after) is not None
    return 2 * italics > len(found[:20])


def _by_itself(parts: Sequence[str]) -> float:
    known = given.is_given(parts[0])
    if len(parts) == 1:
        return 0.9 if known else -0.6 if ADJECTIVE.match(parts[0]) else 0.2
    score = 1.6 if known else 0.0
    if re.fullmatch(r"(?:[A-Z]\.)+|[A-Z]", parts[0]) or any(re.fullmatch(r"[A-Z]\.", part) for part in parts[1:-1]):
        score += 1.2
    if parts[-1] in ("Jr.", "Sr.", "Jr", "Sr"):
        score += 1.2
    if any(re.fullmatch(PARTICLES, part) for part in parts):
        score += 0.7
    if len(parts) > 4:
        score -= 1.5
    if any(part.casefold() in NEVER or part in ("of", "the") for part in parts):
        score -= 1.5
    if ADJECTIVE.match(parts[0]) and not known:
        score -= 1.0
    return score


def _beside(text: str, name: Name) -> float:
    start, end = name.span
    before, after = text[max(0, start - 30) : start], text[end : end + 60]
    score = 0.0
    last, other = _last_two(before)
    place = other if last == "the" else last
    if last.endswith(("’s", "'s")) and " " in name.words and last[:-2].casefold() in _countries():
        score += 1.0  # "Japan's Aki Mori"
    if place in PLACE_BEFORE:
        score -= 0.8 if place in ("at", "At") else 2.0  # one looks at people too
    elif place in FROM_BEFORE:
        score -= 0.3
    if last in THE_BEFORE or (other in THE_BEFORE and last.islower() and last.replace("-", "").isalpha()):
        score -= 2.5
    if not name.owner:
        if VERB_AFTER.match(after):
            score += 0.8
        if WHO_AFTER.match(after):
            score += 2.0
        elif (office := OFFICE_AFTER.match(after)) and office[1] in PERSON:
            score += 1.5
        elif PLACE_AFTER.match(after):
            score -= 0.8
    else:
        score += 0.2
    noun = last.rstrip(",")
    if noun.islower() and (noun in PERSON or gender_of(noun)):
        score += 2.5
    return score


def _last_two(before: str) -> tuple[str, str]:
    """Return the last word right before a name and the one before that, without opening marks."""
    words = before.split()[-2:] if before[-1:].isspace() else []
    last, other = (*(word.lstrip("“‘\"'([") for word in reversed(words)), "", "")[:2]
    return last, other


def _mean(scores: Iterable[float]) -> float:
    """Return the mean of at most 20 scores: more tell no more."""
    some = [score for score, _ in zip(scores, range(20), strict=False)]
    return sum(some) / len(some)


@cache
def _countries() -> frozenset[str]:
    """Countries and regions of the world as CLDR names them in English (Unicode licence), and short forms of two."""
    names = files("onrecord.extract").joinpath("countries.txt").read_text("utf-8").casefold().splitlines()
    return frozenset(names) | {"united states", "u.s", "us", "uk"}
