"""Around a quantity: its unit where that is a noun, how far its words go, and where what it counts stands."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.extract import counted
from onrecord.extract.counted import EXTENT, Noun
from onrecord.extract.nouns import PERSON
from onrecord.extract.prose import Prose
from onrecord.extract.quantity import Quantity
from onrecord.extract.syntax import Sentence, sentence
from onrecord.extract.units import rated

OF = re.compile(r" (?:out )?of (?!them\b|us\b|whom\b|which\b|you\b|it\b|ourselves\b)")
OF_US = re.compile(r" of (?:us|you|ourselves)\b")
OF_THEM = re.compile(r" of (?:them|whom|which)\b")
OUT_OF = re.compile(r" out of (?:nine|ten|eleven|twelve|\d+)\b")
PER = re.compile(r" (?:an?|per) (?P<per>day|week|month|year|hour|night)\b(?! (?:ago|earlier|later|before|after)\b)")
PER_MANY = re.compile(r" per (?:1,000|10,000|100,000|million|thousand)\b")
COMPOUND = re.compile(r"-(?!by|and|or|the|all|plus|odd)([a-z]{2,}[a-rt-z])(?= [a-zA-Z])")
"""What makes an adjective of a number: "a 225-page report"."""
MEASURE_IN = re.compile(r"\w-(?:year|month|week|day|hour|mile|metre|meter|foot|tonne|ton)\b")
"""Another figure among the words for what one is of: "two years of a five-year sentence"."""
IN_PRISON = re.compile(r" in (prison|jail|custody)\b")
ONE_IN = re.compile(r"\b[Oo]ne ([a-z]+) in ")
NEXT = re.compile(r" ([\w’'-]+)")
PERIOD = re.compile(r" (?:this|that|last|next|each|every|an?|the (?:last|past|next|previous)) ")
JOINED = re.compile(r"[\da-z]-(?!plus|odd)")
LED = re.compile(r"\b(?:[Aa]n?|[Tt]he|its|his|her|their|this|that|[A-Z]\w*['’]s)(?: \w+)? $")
THOSE = re.compile(r"\b[Tt]he (?:next |last |first |previous )?$")
BE = re.compile(r"\b(?:is|was)(?: now)? $")
MORE_THAN_ONE = {"man": "men", "woman": "women", "child": "children", "person": "people"}
STRETCH = 600
"""Characters of a long sentence that are looked at together."""


class Told(NamedTuple):
    """A quantity's unit, where its words end, and where the words for what it counts stand."""

    unit: str | None
    end: int
    of: tuple[int, int] | None = None


def told(prose: Prose, one: Quantity) -> Told | None:
    """Return what is told of a quantity, or None where it only points back: "the four"."""
    if one.kind == "votes":
        return Told("votes", one.end)
    its = around(prose, one)
    if one.kind == "count":
        return _things(prose.words, its, one)
    noun, end = _measured(prose.words, its, one)
    unit = one.unit
    if unit and noun and end == noun.end:  # "6 tonnes of barley a hectare"
        unit, end = rated(unit, prose.words, end)
    return Told(unit, end, noun[:2] if noun else None)


def around(prose: Prose, one: Quantity) -> Sentence:
    """Return the sentence of a quantity, of a very long one the stretch that it stands in, and what is next to that."""
    begin, end = prose.sentence(one.start, one.end)
    first = begin + (one.begin - begin) // STRETCH * STRETCH
    if first > begin:
        begin = prose.words.find(" ", first - STRETCH // 2) + 1
    return sentence(prose.words, begin, min(end, first + STRETCH * 3 // 2))


def _things(words: str, around: Sentence, one: Quantity) -> Told | None:
    """Return what is told of a quantity of things: the noun after it, or before."""
    if words.startswith(" strong", one.end):
        noun = counted.before(around, one.begin) or counted.beside(around, one.begin)
        return Told(None, one.end + len(" strong"), noun[:2] if noun else None)
    if many := PER_MANY.match(words, one.end):
        noun = counted.before(around, one.begin)
        return Told(many[0].strip(), many.end(), noun[:2] if noun else None)
    if found := _some(words, around, one):
        return found
    if (compound := COMPOUND.match(words, one.end)) and (noun := counted.after(around, compound.end() + 1)):
        return Told(None if compound[1] == "strong" else _plural(compound[1]), noun.end, noun[:2])
    if noun := counted.things_after(around, one.end, one=one.value == (1, 1)):
        of = OF.match(words, noun.end)
        whole = (counted.after(around, of.end()) if of else None) or noun
        out_of, per = OUT_OF.match(words, noun.end), PER.match(words, whole.end)  # "60 sacks of flour a day"
        if per:
            rate = "an hour" if per["per"] == "hour" else f"a {per['per']}"
            return Told(f"{noun.head.lower()} {rate}", per.end(), noun[:2])
        return Told(noun.head.lower(), out_of.end() if out_of else noun.end, noun[:2])
    if THOSE.search(words, max(0, one.start - 14), one.start):
        return None
    if words[one.begin].isdigit() and counted.is_label(around, one.begin, one.end):
        return None
    noun = counted.named_before(around, one.begin) or counted.before(around, one.begin)
    if noun is None:
        return Told(None, one.end)
    if noun.head.lower() in PERSON and BE.search(words, max(0, one.begin - 8), one.begin):
        return None  # an age: "the minister, who lives in Ovley, is 79"
    return Told(noun.head.lower() if counted.is_plural(noun.head) else None, one.end, noun[:2])


def _plural(noun: str) -> str:
    """Return the plural of a noun in the singular."""
    return MORE_THAN_ONE.get(noun) or (f"{noun[:-1]}ies" if re.search("[^aeiou]y$", noun) else f"{noun}s")


def _some(words: str, around: Sentence, one: Quantity) -> Told | None:
    """Return what is told of some of many: "two of the hostages", "three of the nine", "eight of them"."""
    if us := OF_US.match(words, one.end):
        return Told("people", us.end())
    them, of = OF_THEM.match(words, one.end), OF.match(words, one.end)
    if noun := counted.of_which(around, one.begin, one.end):
        unit = noun.head.lower() if counted.is_plural(noun.head) else None
        return Told(unit, them.end() if them else one.end, noun[:2])
    if them:
        return Told(None, them.end())
    noun = counted.after(around, of.end()) if of else None
    if of and (noun is None or counted.is_plural(noun.head)):
        number = re.compile(r"(?:the |its |his |her |their |those |these |all )*[\w,]+").match(words, of.end())
        return Told(noun.head.lower(), noun.end, noun[:2]) if noun else Told(None, number.end() if number else one.end)
    return None


def _measured(words: str, around: Sentence, one: Quantity) -> tuple[Noun | None, int]:
    """Return what a measure, a sum or a share is of, and where the words for the quantity end."""
    share = ONE_IN.search(words, one.begin, one.end) if one.kind == "share" else None
    if share:
        return Noun(*share.span(1), share[1]), one.end
    of = OF.match(words, one.end)
    if noun := (counted.after(around, of.end()) if of else None) or _after(words, around, one):
        inner = of is not None and MEASURE_IN.search(words, of.end(), noun.end)
        return noun, one.end if inner else noun.end
    if prison := IN_PRISON.match(words, one.end):
        return Noun(*prison.span(1), prison[1]), prison.end()
    following = NEXT.match(words, one.end)
    extent = following is not None and following[1].lower() in EXTENT
    noun = counted.of_which(around, one.begin, one.end) or (counted.beside(around, one.begin) if extent else None)
    noun = noun or counted.spent_on(around, one.begin, one.end) or counted.before(around, one.begin)
    return noun, one.end


def _after(words: str, around: Sentence, one: Quantity) -> Noun | None:
    """Return the noun that follows: "half the shops", "a 15 per cent pay rise", "a 40-metre gap", "a $3m grant"."""
    if not words.startswith(" ", one.end):
        return None
    if one.kind == "share":
        noun = counted.after(around, one.end + 1)
        return noun if noun and not PERIOD.match(words, one.end) else None
    joined = one.kind == "measure" and JOINED.search(words, one.start, one.end)
    led = one.kind in ("money", "measure") and LED.search(words, max(0, one.begin - 30), one.begin)
    return counted.after(around, one.end + 1) if joined or led else None
