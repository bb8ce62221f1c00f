"""What a number counts or measures: the noun after it, the noun it is told "of", or the subject of its verb."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.extract.syntax import COUNTED, Sentence, Words

COLLECTIVE = frozenset(
    """people men women children feet teeth mice geese oxen sheep cattle police fish deer staff personnel aircraft
    salmon others lives troops crew media data dead wounded injured missing homeless jobless folk swine spacecraft
    offspring cod herring trout bison moose clergy infantry poultry livestock cavalry species""".split()
)
MANY = COLLECTIVE - {"data", "media"} | frozenset("crowd population audience electorate workforce".split())
SIZES = frozenset(
    """capacity strong bed berth seat seater room page word person guest member student pupil volt watt calorie
    horsepower rpm""".split()
)
"""Before these, and before those of which there are many, a number such as 1990 is no year: "a 2000 bed hospital"."""
NO_PLURAL = frozenset(
    """this his its is was has does as us yes thus always perhaps besides plus across versus less unless afterwards
    towards needs says costs makes takes goes gets seems remains means various previous serious famous virus bonus
    status campus census chaos crisis basis analysis thesis gas bus news""".split()
)
PERSONS = "person|man|woman|child|boy|girl|soldier|officer|policeman|passenger|worker|driver|student|bystander|civilian"
"""Who may be counted by "one"."""
TRANSPARENT = frozenset("average total maximum minimum record mean median most combined rate peak".split())
"""Nouns of which a number is not told: "rose by an average of 3 per cent"."""
PERIODS = frozenset(
    """day week weekend month quarter season year night morning afternoon evening decade century today yesterday
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december""".split()
)
TALLY = frozenset("number count tally toll total".split())
EXTENT = frozenset(
    """long wide high deep tall across thick old away late early apart more less lower higher up down longer shorter
    taller strong heavy older younger faster slower""".split()
)
MOVED = frozenset("by to at from below above over under between as than".split())
"""Words after which stands how much of what is raised, cut, put or kept."""
PUT = frozenset("put puts set sets estimated estimate estimates valued values priced".split())
ANOTHER = re.compile(r"(?:[ITC]R*)?U?#+(?:IU|N?[NSU])?[JR]?$")
"""A quantity before the number, that is told of the same: "€12 and", "from 80 to", "31 points to"."""
MONEYS = frozenset("cash money pay compensation aid tax rent debt interest funding relief support credit".split())
QUOTED = re.compile(r'(?:R?[JEG])*"[^"]{1,8}"(?:[JN]*S)')
"""A noun with a name in quotation marks before it: three huge “Save the Mill” marches."""
FOR = frozenset("for on towards toward".split())
GIVEN = frozenset(
    """give gives gave given giving spend spends spent pay pays paid pledge pledges pledged grant grants granted raise
    raises raised offer offers offered earmark earmarks earmarked invest invests invested charge charges charged wait
    waits waited waiting need needs needed want wants wanted ask asks asked find finds found""".split()
)


class Noun(NamedTuple):
    """Words for what is counted: where they stand, and their head, the unit of what is counted in ones."""

    start: int
    end: int
    head: str


def is_plural(word: str) -> bool:
    """Say whether a word looks like a noun in the plural."""
    low = word.lower().replace("’", "'")
    if low in COLLECTIVE or low.endswith(("men", "people", "children", "fish", "folk")):
        return True
    if low in NO_PLURAL or "'" in low:
        return False
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "ous", "sis"))


def after(sentence: Sentence, at: int) -> Noun | None:
    """Return the noun phrase that begins at a place: "the deserted shops", "pay rise"."""
    found = sentence.after(sentence.number(at))
    if found is None:
        return None
    more = re.compile("S?N+").match(sentence.kinds, found[1] - 1)  # "sports centre", "savings account"
    found = (found[0], more.end()) if more else found
    return _noun(sentence, found, found[1] - 1)


def things_after(sentence: Sentence, at: int, *, one: bool = False) -> Noun | None:
    """Return the noun in the plural that follows a number, with the words before it: "Netherquay households".

    Args:
        sentence: the number's sentence.
        at: where the number ends.
        one: whether the number is one, and the noun so in the singular.
    """
    number = sentence.number(at)
    if quoted := QUOTED.match(sentence.kinds, number):
        return _noun(sentence, quoted.span(), quoted.end() - 1)
    found = sentence.after(number)
    if found is None or sentence.kinds[number] == "D":
        return None
    if is_plural(sentence.words[found[1] - 1].text) or sentence.kinds[found[1] - 1] == "S" or one:
        return _noun(sentence, found, found[1] - 1)
    return _shared(sentence, found)


def _shared(sentence: Sentence, found: Words) -> Noun | None:
    """Return the noun that a number shares with the next: "twelve Dutch and three Danish vessels"."""
    joined = re.compile(r"C#").match(sentence.kinds, found[1])
    other = sentence.after(joined.end()) if joined else None
    if other is None or sentence.kinds[other[1] - 1] != "S":
        return None
    noun = _noun(sentence, found, found[1] - 1)
    return noun._replace(head=sentence.words[other[1] - 1].text)


def before(sentence: Sentence, at: int) -> Noun | None:
    """Return what a number is told of that stands before it.

    "A prize of 40,000 dollars", "the loss was put at", "Inflation, at", "they cut the fee to", or the subject.

    Args:
        sentence: the number's sentence.
        at: where the words for the quantity begin.
    """
    found = _told(sentence, sentence.number(at), "")
    return None if found and found.head.lower() in PERIODS else found


def _told(sentence: Sentence, number: int, ahead: str) -> Noun | None:
    """Return what is told of at a word, ``ahead`` being what leads over to the number behind it."""
    kinds = sentence.kinds
    while number and (kinds[number - 1] in "R" or sentence.low(number - 1) in ("a", "an", "the", "some", "about")):
        number -= 1
    if sentence.low(number - 2) == "on" and sentence.low(number - 1) == "average":
        return _told(sentence, number - 2, ahead)
    if number and sentence.low(number - 1) == "of":
        return _of(sentence, number - 1)
    if (
        number
        and kinds[number - 1] in "ITX"
        and sentence.low(number - 1) in (*MOVED, "in", "up", "down", "out", "off", "on")
    ):
        return _told(sentence, number - 1, ahead or sentence.low(number - 1))
    if ahead in MOVED and (other := ANOTHER.search(kinds[:number])):
        return _told(sentence, other.start(), ahead)
    if number and kinds[number - 1] == "C" and (other := ANOTHER.search(kinds[: number - 1])):
        return _told(sentence, other.start(), ahead)
    if number and sentence.low(number - 1) == "worth":
        worth = sentence.last_before(number - 1)
        if worth:
            return _noun(sentence, worth)
        number -= 1
        ahead = ahead or "worth"
    if number and kinds[number - 1] == ",":
        apposed = sentence.before(number - 1)
        lone = apposed and (ahead or apposed[0] == 0 or kinds[apposed[0] - 1] in '.;:",CXW')
        return _noun(sentence, apposed) if apposed and lone else None
    if verbs := sentence.verbs(number):
        put = sentence.last_before(verbs[0]) if sentence.low(verbs[1] - 1) in PUT else None
        if put and kinds[put[0] - 1 : put[0]] == "W":
            found = sentence.antecedent(put[0])
            return _noun(sentence, found) if found else None
        return _of_verbs(sentence, verbs)
    return _of_object(sentence, number, ahead)


def _of(sentence: Sentence, number: int) -> Noun | None:
    found = sentence.last_before(len(sentence.kinds[:number].rstrip(",")))
    if found is None:
        return None
    if sentence.kinds[slice(*found)] == "N" and sentence.low(found[0] - 1) == "of":  # "a margin of error of"
        found = ((sentence.last_before(found[0] - 1) or found)[0], found[1])
    if sentence.low(found[1] - 1) in TRANSPARENT:
        return _told(sentence, found[0], "")
    return _noun(sentence, found)


def _of_verbs(sentence: Sentence, verbs: Words) -> Noun | None:
    found = sentence.subject(verbs[0])
    if found and sentence.kinds[verbs[0]] in "EG" and sentence.kinds[found[0] - 1 : found[0]] == "I":
        found = sentence.last_before(verbs[0])  # "he came for a fee thought to be"
    if found is None and sentence.kinds[verbs[0]] == "T":  # "fell 3 per cent to close at"
        other = ANOTHER.search(sentence.kinds[: verbs[0]])
        return _told(sentence, other.start(), "") if other else None
    return _noun(sentence, found) if found else None


def _of_object(sentence: Sentence, number: int, ahead: str) -> Noun | None:
    """Return what is told of where a noun phrase, and no verb, stands before the number."""
    found = sentence.before(number)
    if found is None:
        return _opened(sentence, number)
    if sentence.low(found[1] - 1) in PERIODS:
        return _told(sentence, found[0], ahead)
    if ahead == "to" and sentence.low(found[0] - 1) == "by":  # "by half a point to"
        return _told(sentence, found[0] - 1, "by")
    verbs = sentence.verbs(found[0])
    if ahead == "on" and verbs and sentence.low(verbs[1] - 1) in PUT:  # "a poll put the party on 33 per cent"
        return _noun(sentence, found)
    if verbs is None or ahead in MOVED or "#" in sentence.kinds[slice(*found)]:
        moved = sentence.kinds[found[0] : found[0] + 1] != "#"
        if verbs is None or moved:
            return _noun(sentence, found)
    return _of_verbs(sentence, verbs)


def spent_on(sentence: Sentence, at: int, end: int) -> Noun | None:
    """Return what money is for that is given, or that it is made of: "$75 million for schools", "€40,000 in fees"."""
    number, last = sentence.number(at), sentence.number(end)
    found = sentence.after(last + 1)
    if found is None:
        return None
    if (
        "U" in sentence.kinds[number:last]
        and sentence.low(last) == "in"
        and (sentence.kinds[last + 1 : found[1]].strip("J") in ("S", "NS") or sentence.low(found[1] - 1) in MONEYS)
    ):
        return _noun(sentence, found, found[1] - 1)
    verbs = sentence.verbs(number)
    given = verbs is not None and any(sentence.low(n) in GIVEN for n in range(*verbs))
    return _noun(sentence, found, found[1] - 1) if given and sentence.low(last) in FOR else None


def is_label(sentence: Sentence, at: int, end: int) -> bool:
    """Say whether a bare number tells one thing from others, as its noun's name: "lamp post 77", "exercises 1 to 9"."""
    number, last = sentence.number(at), sentence.number(end)
    if (
        not number
        or sentence.kinds[number - 1] not in "NS"
        or sentence.kinds[last : last + 1] in ("J", "N", "S", "P", "U")
    ):
        return False
    first = max(sentence.kinds.rfind(mark, 0, number) for mark in ",;:") + 1
    rest = re.compile("[^,;:]*").match(sentence.kinds, last)
    return bool(re.search("[AHKMVZE]", sentence.kinds[first:number] + (rest[0] if rest else "")))


def named_before(sentence: Sentence, at: int) -> Noun | None:
    """Return what the number before counts, where this one has but a verb before it: "built for 420 pupils, it has"."""
    number = sentence.number(at)
    verbs = sentence.verbs(number - (sentence.kinds[:number].endswith("IR") and 2))
    if verbs is None or sentence.kinds[verbs[1] - 1] != "H":
        return None
    counts = list(re.finditer(rf"#+({COUNTED.pattern})", sentence.kinds[: verbs[0]]))
    return _noun(sentence, counts[-1].span(1)) if counts else None


def _opened(sentence: Sentence, number: int) -> Noun | None:
    """Return what a participle behind a comma tells of: "charges, frozen since May at"."""
    opens = re.search(r",(?=R*[EGJ][^,]*$)", sentence.kinds[:number])
    found = sentence.before(opens.start()) if opens else None
    return _noun(sentence, found) if found else None


def beside(sentence: Sentence, at: int) -> Noun | None:
    """Return the noun right before a measure that tells its extent: "a coin 28 millimetres across"."""
    found = sentence.last_before(sentence.number(at))
    return _noun(sentence, found) if found and sentence.low(found[1] - 1) not in PERIODS else None


def of_which(sentence: Sentence, at: int, end: int) -> Noun | None:
    """Return the many of which a number tells some: "of whom 40", "Of the wards, 12", "nine of which", "11 of them"."""
    last = sentence.number(end)
    kinds = sentence.kinds[: sentence.number(at)].rstrip("R")
    told = len(kinds[:-1].rstrip("EV"))  # "Of the 72 samples tested, nine"
    opens = kinds[-1:] == "," and sentence.low(0) == "of" and sentence.before(told)
    if opens and opens[0] == 1:
        return _noun(sentence, opens)
    if sentence.kinds[last : last + 2] in ("IW", "IO"):
        found = sentence.before(len(kinds.rstrip(",(RCX")))
    else:
        found = sentence.before(len(kinds) - 3) if kinds.endswith(",IW") else None
    return _noun(sentence, found) if found else None


def _noun(sentence: Sentence, found: Words, head: int | None = None) -> Noun:
    """Return words as a noun: of "the number of people killed" the people."""
    at = sentence.head(found) if head is None else head
    if sentence.low(at) in TALLY and sentence.low(at + 1) == "of" and at + 2 < found[1]:
        found = (at + 2, found[1])
        at = sentence.head(found)
    return Noun(*sentence.place(found), sentence.words[at].text.split("-")[-1])
