"""Around a quantity: its unit where that is a noun, how far its words go, and where what it counts stands."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.extract import counted
from onrecord.extract.counted import Noun
from onrecord.extract.prose import Prose
from onrecord.extract.quantities import Quantity

OF = re.compile(
    r"(?: of| out of)(?: (?:the|its|his|her|their|our|my|your|those|these|all))?"
    r"(?: (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[\d,]+))?(?= |[,.;])"
)
OF_US = re.compile(r" of (?:us|you|ourselves)\b")
OF_THEM = re.compile(r" of them\b")
OUT_OF = re.compile(r" out of (?:nine|ten|eleven|twelve|\d+)\b")
PER = re.compile(r" (?:an?|per) (?P<per>day|week|month|year|hour|night)\b(?! (?:ago|earlier|later|before|after)\b)")
COMPOUND = re.compile(r"-([a-z]{3,}[a-rt-z])(?= [a-zA-Z])")
"""What makes an adjective of a number: "a 225-page report"."""
FOR = re.compile(r" (?:for|on|towards?)(?: (?:an?|the|its|their))?(?= [a-z])")
IN_PRISON = re.compile(r" in (prison|jail|custody)\b")
NOT_OF = re.compile(r" (?:lower|higher|more|less|up|down|each|or|effective|certain|sure)\b")
LISTED = re.compile(r"([A-Za-z-]+), $")
LAST = re.compile(r"([\w’'-]+),? $")
JOINED = re.compile(r"[\da-z]-")
LED = re.compile(r"\b(?:[Aa]n?|[Tt]he|its|his|her|their|this|that|[A-Z]\w*['’]s)(?: \w+)? $")
THOSE = re.compile(r"\b[Tt]he $")


class Told(NamedTuple):
    """A quantity's unit, where its words end, and where the words for what it counts stand."""

    unit: str | None
    end: int
    of: tuple[int, int] | None = None


def told(prose: Prose, one: Quantity) -> Told | None:
    """Return what is told of a quantity, or None where it only points back: "the four"."""
    begin, _ = prose.sentence(one.start, one.end)
    if one.kind == "votes":
        return Told("votes", one.end)
    if one.kind == "count":
        return _things(prose.words, begin, one)
    noun, end = _measured(prose.words, begin, one)
    return Told(one.unit, end, noun[:2] if noun else None)


def _things(words: str, begin: int, one: Quantity) -> Told | None:
    """Return what is told of a quantity of things: the noun after it, or before."""
    if words.startswith(" strong", one.end):
        noun = counted.told_before(words, begin, one.begin) or _last_noun(words, begin, one.begin)
        return Told(None, one.end + len(" strong"), noun[:2] if noun else None)
    some = OF.match(words, one.end)
    if some and (found := _some(words, one, some.end())):
        return found
    if (compound := COMPOUND.match(words, one.end)) and (noun := counted.attributive(words, compound.end())):
        return Told(f"{compound[1]}s", noun.end, noun[:2])
    if noun := counted.plural_after(words, one.end) or _single(words, one):
        out_of, per = OUT_OF.match(words, noun.end), PER.match(words, noun.end)
        if per:
            rate = "an hour" if per["per"] == "hour" else f"a {per['per']}"
            return Told(f"{noun.head.lower()} {rate}", per.end(), noun[:2])
        return Told(noun.head.lower(), out_of.end() if out_of else noun.end, noun[:2])
    if THOSE.search(words, max(0, one.start - 5), one.start):
        return None
    before = counted.told_of(words, begin, one.begin) or counted.told_before(words, begin, one.begin)
    if before is None:
        return Told(None, one.end)
    return Told(before.head.lower() if counted.is_plural(before.head) else None, one.end, before[:2])


def _some(words: str, one: Quantity, at: int) -> Told | None:
    """Return what is told of some of many: "two of the hostages", "three of the nine", "eight of them"."""
    noun = counted.phrase_after(words, at)
    if noun and counted.is_plural(noun.head):
        return Told(noun.head.lower(), noun.end, noun[:2])
    if us := OF_US.match(words, one.end):
        return Told("people", us.end())
    if them := OF_THEM.match(words, one.end):
        listed = LISTED.search(words, max(0, one.begin - 40), one.begin)
        if listed and counted.is_plural(listed[1]):
            return Told(listed[1].lower(), them.end(), listed.span(1))
        return Told(None, them.end())
    return None if noun and words.startswith(" of", one.end) else Told(None, at)


def _single(words: str, one: Quantity) -> Noun | None:
    found = counted.tokens_after(words, one.end)[:1] if one.value == (1, 1) else []
    return Noun(found[0].start(1), found[0].end(), found[0][1]) if found else None


def _measured(words: str, begin: int, one: Quantity) -> tuple[Noun | None, int]:
    """Return what a measure, a sum or a share is of, and where the words for the quantity end."""
    some = OF.match(words, one.end)
    noun = (some and counted.phrase_after(words, some.end())) or _after(words, one)
    if noun:
        return noun, noun.end
    if prison := IN_PRISON.match(words, one.end):
        return Noun(*prison.span(1), prison[1]), prison.end()
    noun = counted.told_of(words, begin, one.begin) or counted.told_before(words, begin, one.begin)
    aim = FOR.match(words, one.end)
    if noun is None and aim and (tokens := counted.tokens_after(words, aim.end())):
        noun = Noun(tokens[0].start(1), tokens[-1].end(), tokens[-1][1])
    return noun, one.end


def _after(words: str, one: Quantity) -> Noun | None:
    """Return the noun that follows: "half the shops", "a 15 per cent pay rise", "a 40-metre gap", "a $3m grant"."""
    if not words.startswith(" ", one.end):
        return None
    if one.kind == "share":
        return None if NOT_OF.match(words, one.end) else counted.phrase_after(words, one.end)
    joined = one.kind == "measure" and JOINED.search(words, one.start, one.end)
    led = one.kind == "money" and LED.search(words, max(0, one.begin - 30), one.begin)
    return counted.attributive(words, one.end) if joined or led else None


def _last_noun(words: str, begin: int, at: int) -> Noun | None:
    found = LAST.search(words, begin, at)
    return Noun(*found.span(1), found[1]) if found else None
