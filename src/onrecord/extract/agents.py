"""Who speaks, where grammar puts them after the verb: “...” chanted pupils; so says the clerk; told by the crew."""

from __future__ import annotations

import re

from onrecord.extract.found import Found
from onrecord.terms import Span

_NOUN = (
    r"(?:[A-Z@]|(?:the|an?|his|her|its|their|my|our|one|two|three|four|some|several|many|another|both)\s"
    r"|[a-z]+(?:s|men|women|people|children)\b)[^,.;:?!“”\"\n]*?"
)
_STOPS = (
    r"(?=[,.;:?!“”\"\n]|$|\s(?:as|when|while|after|before|during|until|late|early|yesterday|today|to|with)\b"
    r"|\s(?:on|in|at|from)\s(?:[A-Z]\w+day|a\s(?:statement|letter|post|tweet|video)|an\s|[A-Z]\w+ary|\d))"
)
AFTER = re.compile(rf"(?:\s(?:in|out|back|up))?\s(?P<who>{_NOUN}){_STOPS}")
SO = re.compile(r"so|thus", re.IGNORECASE)
BY = re.compile(rf"\sby\s(?P<who>{_NOUN})\s(?=(?:that|to|whether|if|why|how|what|when|where|about)\s)")
OPENING = '“"‘«„'
CLOSING = "”\"'’»“«"
TELLING_OF = re.compile(
    r",\s(?:speaking|familiar|happy|aware|known|aged|\w+ed|once|now|then|an?|the)\s[^.;:?!“”\"\n]{2,120},\s|-[a-z]+\s[^.;:?!“”\"\n]{2,80},\s"
)
PARTICIPLE = re.compile(r"[a-z]+ing\b")
SUBJECT = re.compile(
    r"(?P<who>(?:[A-Z]|(?:the|an?|his|her|their|its)\s)[^,.;:?!“”\"\n]*?)\s"
    r"(?:has|have|had|did|left|went|took|gave|put|made|came|shook|stood|sat|kept|ran|cut|set|rose|sold|bought|sent|led|held"
    r"|drew|threw|[a-z]{2,}ed)\s[^,.;:?!“”\"\n]+,?\s*"
)


CALLS = re.compile(r"(?:has |have |had )?(?:call|describ|dub|brand|label|denounc|hail)(?:s|es|ed|ing)?")
OBJECT = re.compile(r"\s(?P<what>(?:the|an?|his|her|its|their|this|that|[A-Z])[^,.;:?!“”\"\n]{0,60}?)\s(?:as\s)?")


def with_object(text: str, one: Found) -> Found:
    """Take what somebody calls something together with it: "called the mare “slow but honest”"."""
    if not one.cue or len(one.content) != 1 or not CALLS.fullmatch(text, *one.cue[-1]):
        return one
    content = one.content[0]
    if text[content.start] not in OPENING or not OBJECT.fullmatch(text, one.cue[-1].end, content.start):
        return one
    return one._replace(content=(Span(one.cue[-1].end + 1, content.end),))


def with_agent(text: str, one: Found) -> Found:
    """Return a statement with the speaker whom its grammar names, where the model has none or a wrong one."""
    if not one.cue:
        return one
    cue = one.cue[-1]
    if one.source and SO.fullmatch(text, *one.source[0]):
        return _after(text, one, cue)
    if not one.source:
        said = max((span.end for span in one.content if span.end <= cue.start), default=None)
        if said is not None and text[said - 1] in CLOSING and not text[said : cue.start].strip():
            return _after(text, one, cue)
        by = BY.match(text, cue.end)
        return one._replace(source=(Span(*by.span("who")),)) if by else one
    return _with_aside(text, _subject(text, one))


def _after(text: str, one: Found, cue: Span) -> Found:
    who = AFTER.match(text, cue.end, cue.end + 120)
    return one._replace(source=(Span(*who.span("who")),)) if who else one


def _with_aside(text: str, one: Found) -> Found:
    """Widen a source by the aside that tells who that is: "An aide, speaking on condition of anonymity, said"."""
    source, cue = one.source[-1], one.cue[0]
    if source.end > cue.start or any(source.end <= span.start < cue.start for span in one.content):
        return one
    aside = TELLING_OF.fullmatch(text, source.end, cue.start)
    return one._replace(source=(*one.source[:-1], Span(source.start, cue.start - 1))) if aside else one


def _subject(text: str, one: Found) -> Found:
    """Cut a participle's source that is a whole clause to its subject: "Lund left the room, insisting it was shut"."""
    source, cue = one.source[0], one.cue[0]
    if len(one.source) > 1 or not source.end <= cue.start <= source.end + 2 or not PARTICIPLE.match(text, *cue):
        return one
    clause = SUBJECT.fullmatch(text, *source)
    return one._replace(source=(Span(*clause.span("who")),)) if clause else one
