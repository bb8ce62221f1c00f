"""What a number counts or measures: the noun after it, the noun it is told "of", or the subject of its verb."""

from __future__ import annotations

import re
from typing import NamedTuple

TOKEN = re.compile(r" ?([A-Za-zÀ-ɏ][\w’'-]*)")
STOPS = frozenset(
    """a an the this that these those its his her their our my your some any no every each both all either neither of
    in on at to for with by from about over under after before through against among between into upon toward
    towards near than as per during within without via inside outside behind beyond across along around off out up
    down since until till while because although though if when where which who whom whose what how why and or but
    nor so yet is are was were be been being am has have had having do does did will would can could may might
    must shall should not never also only just still even ever already now then there here today yesterday
    tomorrow again later earlier ago too very i he she it we they you them him us me himself herself themselves
    itself said says say told tell went came come took take made make gave give got get left leave ran run fell
    rose stood lay lie sat sit held hold kept keep lost won met saw see found find sold bought paid pay put sent
    began begin broke became become felt thought knew know went rode drove flew swam sang slept ate drank read
    spoke remain remained died fled spent struck drowned walked lined voted had seems seem need needs live lived
    lives own owns owned must apart each instead away together alone soon once twice more-than""".split()
)
IRREGULAR = frozenset(
    """people men women children feet teeth mice geese oxen sheep cattle police fish deer staff personnel aircraft
    salmon others lives troops crew media data dead wounded injured missing homeless jobless folk swine spacecraft
    offspring cod herring trout bison moose clergy infantry poultry livestock cavalry""".split()
)
STATES = frozenset("dead wounded injured missing homeless jobless".split())
NO_PLURAL = frozenset(
    """this his its is was has does as us yes thus always perhaps besides plus across versus less unless afterwards
    besides towards needs says costs makes takes goes gets seems remains means various previous serious famous
    religious dangerous enormous virus bonus status campus census chaos crisis basis analysis thesis gas bus
    news""".split()
)
MODIFIERS = frozenset(
    "sports sales arms customs goods arts savings works civil-rights women’s men’s children’s".split()
)
PERSONS = "person|man|woman|child|boy|girl|soldier|officer|policeman|passenger|worker|driver|student|bystander|civilian"
"""Who may be counted by "one"."""
LEAD = re.compile(
    r"^(?:(?:and|but|so|yet|that|since then|in the end|meanwhile|now|then|today|while|as|because|when|with|if|once"
    r"|only|even"
    r"|where|then|however|also|of course)\b,? )+",
    re.IGNORECASE,
)
AUX = (
    r"(?:(?:has|have|had|will|would|could|can|may|might|should|must|is|are|was|were|be|been|being|to|not|already"
    r"|also|now|now|all|only) )*"
)
VERB = (
    r"(?:(?:is|are|was|were|be|been|being) (?:\w+ed|cut|sold|bought|paid|put|set|held|kept)|is|are|was|were|be"
    r"|been|cost|costs|costing|fell|fall|falls|fallen|rose|rise|rises|risen|grew|grow|grows"
    r"|grown|drop|drops|dropped|climb|climbs|climbed|reach|reaches|reached|hit|stood|stands|stand|total|totals|totalled|totaled"
    r"|weigh|weighs|weighed|measure|measures|measured|hold|holds|held|run|runs|ran|last|lasts|lasted|sold|went|go"
    r"|goes|going up"
    r"|amount|amounts|amounted|came|comes|increased?|decreased?|increases|jumped|jumps|slumped|declined?|shrank|shrunk|produces?"
    r"|produced|covers?|covered|set|put|priced|worth|valued|estimated|costed|sank|sunk|doubled|slipped|soared"
    r"|surged|plunged|tumbled|moved|edged|averages?|averaged|equals?|exceeds?|exceeded|passed|topped"
    r"|contains?|contained|stretches|stretched|extends?|measuring|weighing|falling|rising|doing|numbers?|numbered)"
)
TAIL = (
    r"(?:,? (?:by|to|at|from|of|up|down|out|for|below|above|over|under|in|on|only|just|still|now|than|between"
    r"|as|a|an|the|for|roughly|some|barely))*"
)
SUBJECT = re.compile(rf"^(?P<subject>.+?),? {AUX}{VERB}(?: (?:\w+ly|back|together|again))?{TAIL}$", re.IGNORECASE)
CLAUSE = re.compile(
    r"[;:“”\"(]|, (?!worth\b|at\b|now\b)(?:and |but |or )?|\b(?:that|which|who|while|because|although|and|but|as"
    r"|said|says|(?:expect|believe|think|estimate|hope|fear|predict|warn|reckon|claim|argue|insist|deny|denie)(?:s"
    r"|d|ed)?)\b "
)
RELATIVE = re.compile(r"\s*(?:(?:is|are|was|were|be|has|have|had|will|would|could|can|may|might|should|to|not)\b|$)")
PUT = re.compile(
    r"\b(?:puts?|sets?|estimate[sd]?|value[sd]?|priced?|placed?|fix(?:ed|es)?|kept|keeps?|assess(?:ed|es)?"
    r"|reckon(?:s|ed)?|costed)\s(?P<what>.{3,60}?) at$"
)
PUT_THAT = re.compile(r"\b(?P<what>[\w’'-]+) (?:that|which) (?:[\w’'-]+ ){1,4}(?:put|set|estimated|valued|priced) at$")
"""The same of what is put: "a crowd that the police put at"."""
NUMBER_OF = re.compile(r"(?:the |its |a )?(?:total )?(?:number|count|tally|toll) of (?P<what>.+)$", re.IGNORECASE)
VERBAL = re.compile(r".+(?:s|ed)$")
DETERMINED = re.compile(r" (?:a|an|the|his|her|its|their|this|that|to|it|them|him|by)\b")
AVERAGE = frozenset(
    "average total maximum minimum rate record height length depth width cost price most rest half number".split()
)


ADVERB = re.compile(
    r"(?<!^elder)(?<!^fami)(?<!^dai)(?<!^week)(?<!^month)(?<!^year)(?<!^friend)(?<!^dead)(?<!^cost)(?<!^supp)(?<!^fami)(?<!^ear)ly$|n['’]t$"
)


class Noun(NamedTuple):
    """Words for what is counted: where they stand, and their head, the unit of what is counted in ones."""

    start: int
    end: int
    head: str


def is_plural(word: str) -> bool:
    """Say whether a word looks like a noun in the plural."""
    low = word.lower().replace("’", "'")
    if low in IRREGULAR or low.endswith(("men", "people", "children", "fish", "folk")):
        return low not in STOPS
    if low in NO_PLURAL or low in STOPS or "'" in low:
        return False
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "ous", "sis"))


def tokens_after(words: str, at: int) -> list[re.Match[str]]:
    """Return the words that follow until one that ends a noun phrase, six at most."""
    found: list[re.Match[str]] = []
    while len(found) < 6 and (token := TOKEN.match(words, at)) and (token[0][0] == " " or not found):
        if token[1].lower() in STOPS or ADVERB.search(token[1]):
            break
        found.append(token)
        at = token.end()
    return found


def plural_after(words: str, at: int) -> Noun | None:
    """Return the plural noun that follows, with the words before it: "Netherquay households"."""
    tokens = tokens_after(words, at)
    places = [n for n, token in enumerate(tokens) if is_plural(token[1])]
    states = [n for n in places if tokens[n][1].lower() in STATES]
    places = [n for n in places if n not in states] or states
    if not places or places[0] > 4:
        return _shared(words, at, tokens)
    first = places[0]
    while first + 1 in places and (tokens[first][1].lower() in MODIFIERS or tokens[first][1][0].isupper()):
        first += 1
    return Noun(tokens[0].start(1), tokens[first].end(), _head(tokens[first][1]))


def _shared(words: str, at: int, tokens: list[re.Match[str]]) -> Noun | None:
    """Return the noun that a number shares with the next: "twelve Dutch and three Danish vessels"."""
    joined = re.compile(r" (?:and|or) [\w-]+").match(words, tokens[-1].end()) if len(tokens) == 1 else None
    if joined is None or not tokens[0][1][0].isupper():
        return None
    other = plural_after(words, joined.end())
    return Noun(tokens[0].start(1), tokens[0].end(), other.head) if other else None


def _head(word: str) -> str:
    return word.split("-")[-1] if word.split("-")[-1] else word


def phrase_after(words: str, at: int) -> Noun | None:
    """Return the noun phrase that follows, after its article or numeral if it has one."""
    lead = re.compile(
        r" (?:(?:the|its|his|her|their|our|those|these|an?|all|my|your|this)\b)?(?: [\d,]+| (?:nine|ten|twelve|dozen))?"
    ).match(words, at)
    start = lead.end() if lead else at
    if noun := plural_after(words, start):
        return noun
    tokens = tokens_after(words, start)
    for n, token in enumerate(tokens):  # a verb ends it: "half the harbour flooded"
        if n and re.search(r"[a-z](?:ed|s)$", token[1]) and not is_plural(token[1]):
            tokens = tokens[:n]
            break
    return Noun(tokens[0].start(1), tokens[-1].end(), _head(tokens[-1][1])) if tokens else None


def attributive(words: str, at: int) -> Noun | None:
    """Return the noun that a measure or a sum stands before: "a 40-metre gap", "a $3 million grant"."""
    tokens = tokens_after(words, at)
    for n, token in enumerate(tokens):
        if n and token[1].endswith("ing"):
            tokens = tokens[:n]
            break
    if not tokens or tokens[0][1].lower() in (
        "long",
        "wide",
        "high",
        "deep",
        "tall",
        "away",
        "more",
        "less",
        "lower",
        "higher",
        "old",
    ):
        return None
    if (
        len(tokens) > 1
        and VERBAL.match(tokens[-1][1])
        and (DETERMINED.match(words, tokens[-1].end()) or tokens[-1][1].endswith("ed"))
    ):
        tokens = tokens[:-1]
    return Noun(tokens[0].start(1), tokens[-1].end(), _head(tokens[-1][1]))


NO_NOUN = re.compile(
    r"\w(?:ed|ly)$|^(?:expect|want|need|seek|face|fear|see|hold|have|has|had|make|made|spent|paid|won|lost|found|took)s?$"
)
"""A word before what is told of, with which its noun phrase cannot begin."""


def told_of(words: str, begin: int, at: int) -> Noun | None:
    """Return the noun of which a number is told: "a prize of 40,000 dollars", "a jury of twelve"."""
    found = re.compile(
        r"((?:[\w’'-]+ ){0,3}[\w’'-]+) (?:of|worth|totalling|totaling)(?: between| from| only| just)?$"
    ).search(words[begin:at].rstrip())
    if found is None:
        return None
    start = begin + found.start(1)
    kept = list(re.finditer(r"[\w’'-]+", words[start : begin + found.end(1)]))
    last = len(kept) - 1
    while last >= 0 and kept[last][0].lower() not in STOPS and not NO_NOUN.search(kept[last][0]):
        last -= 1
    kept = kept[last + 1 :]
    if not kept or kept[-1][0].lower() in AVERAGE - {"cost", "price", "height", "length", "depth", "width"}:
        return None
    return Noun(start + kept[0].start(), start + kept[-1].end(), _head(kept[-1][0]))


def told_before(words: str, begin: int, at: int) -> Noun | None:
    """Return what a number is told of before it: "put the loss at", "Inflation, at", or the subject of its verb."""
    before = words[begin:at].rstrip()
    if put := PUT_THAT.search(before) or PUT.search(before):
        return _phrase(words, begin + put.start("what"), begin + put.end("what"))
    if apposed := re.search(
        r"(?:^|[.;:“”\"] |, )(?P<what>[A-Za-z’'-]+(?: [a-z’'-]+){0,3}),(?: at| now| perhaps| some)?$", before
    ):
        return _phrase(words, begin + apposed.start("what"), begin + apposed.end("what"))
    cuts = [match.end() for match in CLAUSE.finditer(before)]
    for cut in [*reversed(cuts), 0]:
        clause = SUBJECT.match(before[cut:])
        if clause and not RELATIVE.match(clause["subject"]):
            return _phrase(words, begin + cut + clause.start("subject"), begin + cut + clause.end("subject"))
    return None


def _phrase(words: str, start: int, end: int) -> Noun | None:
    """Return a noun phrase without the words that lead in to it and what qualifies it: its head comes before "of"."""
    lead = LEAD.match(words[start:end])
    start += lead.end() if lead else 0
    end = start + len(words[start:end].split(",")[0])
    counted = NUMBER_OF.search(words[start:end])
    if counted:
        start, end = start + counted.start("what"), start + counted.end("what")
    found = list(re.finditer(r"[\w’'-]+", words[start:end]))
    while found and found[0][0].lower() in STOPS:
        found = found[1:]
    while found and found[-1][0].lower() in STOPS:
        found = found[:-1]
    if not found or len(found) > 10:
        return None
    heads = found
    for n, token in enumerate(found):
        if n and token[0].lower() in STOPS:
            heads = found[:n]
            break
    return Noun(start + found[0].start(), start + found[-1].end(), _head(heads[-1][0]) if counted else "")
