"""Idioms that feign a report: a goal denied, a coat claimed, grace said, a raid named “Magpie”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.found import Found
from onrecord.extract.nouns import PERSON, PLURALS
from onrecord.extract.phrases import phrase
from onrecord.late import late
from onrecord.terms import Span

IDIOMS = late(
    r"(?:goes|went|go) without saying|that said|needless to say|so to speak|having said that|says? (?:it all|when)"
    r"|not to mention|calls? for no\b|answer(?:s|ed)? the (?:door|phone|telephone|bell)"
    r"|(?:ask(?:s|ed|ing)? for|promis(?:es|ed|ing|e)) the (?:moon|earth|world)",
    re.IGNORECASE,
)
NOTHING = late(
    r"\W*(?:good-?bye|farewell|hello|grace|mass|a prayer|prayers|thank you|thanks|a lot about|little about|much about"
    r"|otherwise|nothing of|volumes|something about|no introduction"
    r"|a (?:minute|moment) of silence|a minute’s silence|a minute's silence)\b",
    re.IGNORECASE,
)
NO_REPORT = late(
    r"[Dd]en(?:y|ies|ied|ying) (?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
    r"|[Dd]en(?:y|ies|ied|ying) (?:an? )?(?:visa|entry|access|bail|parole|permission)"
    r"|claim(?:s|ed|ing)? (?:(?:his|her|their|its|the|a|an|\w+) )?(?:coat|title|life|lives|prize|medal|crown|gold"
    r"|silver|seat|luggage|bags?|baggage|trophy)"
    r"|order(?:s|ed|ing)? (?:(?:an?|another|some|more|the) )?(?:\w+ )?(?:soup|coffees?|tea|meal|drinks?|lunch|dinner"
    r"|breakfast|supper|beers?|wine|pizza|food|fish|eel|pie)"
    r"|learn(?:s|ed|t|ing)? to .*"
    r"|show(?:s|ed|n|ing)? (?:great |much |little |no )?(?:promise|courage|patience|skill|strength|mercy)\b.*"
    r"|expecting (?:twins|triplets|an? (?:\w+ )?(?:baby|child|boy|girl|son|daughter))",
)
"""What words of speech mean beside certain things: a goal denied, a coat claimed, soup ordered, twins expected."""
SILENCE = late(r"\W*(?:a )?(?:minute|moment|minute[’']s|moment[’']s) (?:of )?silence\b", re.IGNORECASE)
SLOGAN = late(r"\b(?:under|with|beneath) (?:the|a|its|their) (?:slogan|motto|banner)\b[^.]*$", re.IGNORECASE)
LETS = late(r"\blet[’']?s\s+$", re.IGNORECASE)
NAMED = late(r"\b(?:named|nicknamed|christened|renamed|titled|entitled)$")
NAME = late(r"[^“”\"‘’«»\n]{0,60}[“\"‘«][^“”\"«»\n]*[”\"’»][.,]?")
"""What something is named is nobody's words: "Police named the raid “Magpie”"."""
CITING = late(r"(?:citing|cited|cites|quoting|quoted|quotes)$", re.IGNORECASE)
FEW = 5
"""Words of a phrase that only names people."""
INSTRUMENTS = frozenset(
    "clock clocks wristwatch thermometer thermometers barometer speedometer odometer altimeter gauge gauges dial dials"
    " sundial".split()
)
"""What shows a measure, and is nobody's words: "The clock in the hall says ten past four"."""
KNOWN_AS = late(r"\bknown\b", re.IGNORECASE)


def idle(text: str, one: Found) -> bool:
    """Say whether what the model found reports nothing, by the idiom that its cue and content make up."""
    cue, content = _words(text, one.cue), _words(text, one.content)
    if IDIOMS.search(cue) or IDIOMS.fullmatch(f"{cue} {content}"[:40].strip(' ,.”"')) or KNOWN_AS.search(cue):
        return True
    if _is_instrument(_words(text, one.source)):
        return True
    if (NAMED.search(cue) and NAME.fullmatch(content)) or (CITING.search(cue) and _is_people(content)):
        return True
    if one.cue and LETS.search(text, max(0, one.cue[0].start - 8), one.cue[0].start):
        return True
    if SLOGAN.search(text[max(0, min(_starts(one)) - 16) : one.content[0].start]):
        return True
    if SILENCE.match(content) or NO_REPORT.fullmatch(f"{cue.split(' ')[-1]} {content}".strip(" ,.")):
        return True
    return bool(NOTHING.match(content)) and len(content.split()) < 12


def _is_people(words: str) -> bool:
    """Say whether words only name people who are cited, and not what they say: "two diplomats"."""
    last = words.strip(" ,.").rpartition(" ")[2].casefold()
    return len(words.split()) <= FEW and (last in PERSON or last in PLURALS or last.removesuffix("s") in PERSON)


def _is_instrument(words: str) -> bool:
    who = phrase(words)
    return who is not None and (who.head in INSTRUMENTS or (who.head == "watch" and who.determiner == "own"))


def _starts(one: Found) -> list[int]:
    return [span.start for span in (*one.source, *one.cue, *one.content)]


def _words(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in spans)
