"""Slips of the model that grammar tells: agents that a passive does not have, clauses that are no part of a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.extract.agents import with_agent, with_object
from onrecord.extract.found import Found
from onrecord.extract.idle import idle
from onrecord.late import late
from onrecord.terms import Span

ASKED = late(r"(?:asked|told|questioned|pressed|challenged|reminded|warned)\b", re.IGNORECASE)
PASSIVE = late(
    r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+\s+)?(?:told|asked|ordered|instructed|informed|advised|warned|reminded"
    r"|assured|urged|said|reported|known|believed|thought|expected|alleged|rumoured|rumored|described|called)\b",
    re.IGNORECASE,
)
TO_HAVE_SAID = late(r"\bto have (?:\w+ly )?(?:said|told|asked|written|called|warned|replied|remarked|promised)$")
WHEN = late(r"\b[Ww]hen\s$")
BY = late(r"\bby\s+$", re.IGNORECASE)
INVERTED = late(r"Said|Asked|Replied|Added|Wrote|Says")
APPOSITION = late(r",\s(?:the|an?|its|his|her|their|who)\s[^,.;:“”\"]{2,80}(?=,\s*$)")
ASIDE = late(r"(?P<who>[^,.;:“”\"]{2,50}),\s")
PARTICIPLE = late(
    r"Fearing|Hoping|Declining|Refusing|Denying|Believing|Insisting|Warning|Claiming|Arguing|Promising|Vowing|Citing|Noting"
    r"|Admitting|Doubting|Expecting|Wishing|Convinced|Worried|Demanding|Calling"
)
INVERTED_ASIDE = frozenset(
    "said says wrote writes explained explains added adds insists insisted argued argues".split()
)
AFTER_CONTENT = late(
    r",\s(?P<who>(?:[A-Z]|(?:the|an?|his|her|their|its|my|our|one|two|three|several|some)\s|(?:he|she|they|it)\s)[^,.;:?!“”\"\n]*?)"
    r"\s(?:was|were|is|are|has|have|had|did|[a-z]+ed|left|went|took|gave|put|made|came|shook|stood|sat|told|kept|let|ran|cut"
    r"|set|rose|wrote|sold|bought|brought|sent|led|held|drew|threw|hid|spent|began)\b"
)
EXPECTED = late(r"(?:is|are|was|were) (?:\w+ly )?(?:expected|due|set|likely|scheduled|supposed)$")
TO_SAY = late(r"to (?:announce|say|tell|confirm|declare|propose|unveil|promise|call for|report|reveal)\s")
BEFORE_EXPECTED = late(r"(?:^|[.!?…][”\"’]?\s|\n)(?P<who>(?:[A-Z]|[Tt]he\s)[^.;:!?“”\"\n]{1,160}?)\s$")
AFTER_SAID = late(r"\s+((?:[A-Z]|the |an? |h(?:is|er) |one )[^,.:;“”\"\n]{1,60}?)\s*[,:]")
TELLS = late(r"\s+(?:\w+ )?(?:says|said|writes|wrote|notes|noted|reports|reported|recalls|recalled|adds|added),\s+")
TOLD_OF = late(r"(?:^|[.!?…][”\"’]?\s|\n)(?P<who>[A-Z][^,.;:!?“”\"\n]{1,60}),\s*$")
LET_SAY = late(
    r"(?:\w+ ){0,2}(?:allow|let|permit|invite|ask|leave|left)\w*\s+"
    r"(?P<who>(?:[A-Z]|the |his |her |a )[^,.;:“”\"]{1,50}?)\s+(?:to\s+)?"
    r"(?:respond|answer|reply|speak|say|explain)\b[^.“”\"]{0,60}:\s*$",
)
CLAIM_BY = late(
    r"(?:(?:respond|react|reply|answer|object)(?:ing|ed|s)|in (?:response|answer|reply|reaction))\s+to\s+[^.“”\"]{0,30}"
    r"\b(?:statement|claim|comment|remark|report|accusation|allegation|suggestion|question)s?\s+"
    r"(?:from|by)\s+(?P<who>[^,.;:“”\"]{2,50}?)\s*$",
    re.IGNORECASE,
)
NAMING = late(r"\b(?:call|describ|dub|brand|label|nam|referr|dismiss|denounc|hail|prais)", re.IGNORECASE)
HEARD = late(
    r"\b(?:hear|heard|hears|hearing)\s(?P<who>(?:(?:the|an?|his|her|their|its|my|our|one)\s|[A-Z])[^,.;:!?“”\"\n]{1,60}?"
    r"|him|her|them|me|us|it|somebody|someone)\s$"
)
BARE = late(r"(?:say|shout|yell|cry|whisper|call|scream|mutter|ask|tell)(?:ing)?\b")
NICKNAMED = late(r"\b[A-Z][\w’'-]+\s[“\"‘'«](?:the\s|The\s)?[A-Z]\w+(?:\s\w+)?[”\"’'»]\s$")
OPENING, HEARERS = '“"«„‘', 3
REST = late(
    r",\s(?:and|but|so)\s(?:(?:the|an?|his|her|its|their|my|our|some|no)\s(?:(?!who|which|that)[\w’'-]+\s){1,4}?"
    r"|(?:he|she|it|they|nobody)\s)"
    r"(?:was|were|is|are|has|have|had|did|[a-z]{2,}ed|rang|left|went|took|gave|put|made|came|stood|sat|told|kept|ran|rose)\b.*"
)


def mended(text: str, found: Iterable[Found]) -> list[Found]:
    """Return the statements without those that an idiom feigned, and without sources that only heard what was said."""
    kept = [one for one in found if not idle(text, one)]
    speakers = (_with_nickname, _without_hearer, _to_say, _reordered, _with_subject, _said_by_another, with_agent)
    for mend in (*speakers, _in_one_clause, with_object, _without_rest):
        kept = [mend(text, one) for one in kept]
    return kept


def _said_by_another(text: str, one: Found) -> Found:
    """Give a statement to whom the sentence gives it, where the nearest name is only the one who tells of it.

    "Lund, Holm notes, remarked that" is Lund's; "Holm let Lund answer: “...”", "Responding to a claim by Lund that" and
    "Holm heard Lund shout" are so too.
    """
    if not one.source or not one.cue:
        return one
    source, cue = one.source[-1], one.cue[0]
    between = text[source.end : cue.start] if source.end < cue.start else ""
    if TELLS.fullmatch(between) and (told := TOLD_OF.search(text, max(0, source.start - 80), source.start)):
        return one._replace(source=(Span(*told.span("who")),))
    after = min((span.start for span in one.content if span.start >= cue.end), default=cue.end)
    if BARE.match(text, *cue) and (heard := HEARD.search(text, max(0, cue.start - 80), cue.start)):
        return one._replace(source=(Span(*heard.span("who")),))
    for pattern in (LET_SAY, CLAIM_BY):
        if other := pattern.match(text, cue.start, after):
            return one._replace(source=(Span(*other.span("who")),))
    return one


def _with_subject(text: str, one: Found) -> Found:
    """Give a cue that opens a sentence to the name after it ("Said the pilot: ..."), or after what a participle tells.

    "Fearing that it would thaw, the villagers moved their hay."
    """
    if one.source or not one.cue:
        return one
    cue = one.cue[0]
    first = text[cue.start : cue.end].split(" ")[0]
    if PARTICIPLE.fullmatch(first):
        after = AFTER_CONTENT.match(text, one.content[-1].end)
        return one._replace(source=(Span(*after.span("who")),)) if after else one
    after = AFTER_SAID.match(text, cue.end) if INVERTED.fullmatch(text, cue.start, cue.end) else None
    return one._replace(source=(Span(*after.span(1)),)) if after else one


def _reordered(text: str, one: Found) -> Found:
    """Put right two orders of words: "The band, said Lund, would play", "According to Lund, the mayor, it is"."""
    if len(one.source) != 1 or len(one.cue) != 1:
        return one
    source, cue, content = one.source[0], one.cue[0], Span(one.content[0].start, one.content[-1].end)
    if source.end <= cue.start < content.start and text[source.start : cue.start].rstrip(" ").endswith(","):
        aside = ASIDE.match(text, content.start, content.end) if text[cue.start : cue.end] in INVERTED_ASIDE else None
        if aside and text[cue.end : content.start] == " " and "," not in text[source.start : source.end].rstrip(","):
            rest = Span(aside.end(), content.end)
            first = Span(source.start, source.start + len(text[source.start : source.end].rstrip(", ")))
            return one._replace(source=(Span(*aside.span("who")),), content=(first, rest))
    elif cue.end <= source.start < content.start and text[cue.start : cue.end].casefold() == "according to":
        more = APPOSITION.match(text, source.end, content.start)
        return one._replace(source=(Span(source.start, more.end()),)) if more else one
    return one


def _to_say(text: str, one: Found) -> Found:
    """Read "is expected" with "to announce a ban" as what somebody may yet announce, not as what somebody expects."""
    if not one.cue or not EXPECTED.search(text, *one.cue[-1]):
        return one
    cue, content = one.cue[-1], one.content[-1]
    say = TO_SAY.match(text, *content)
    if say is None or text[cue.end : content.start].strip():
        return one
    said = one._replace(
        cue=(*one.cue[:-1], Span(cue.start, say.end() - 1)), content=(*one.content[:-1], Span(say.end(), content.end))
    )
    before = BEFORE_EXPECTED.search(text, max(0, cue.start - 200), cue.start) if not one.source else None
    return said._replace(source=(Span(*before.span("who")),)) if before else said


def _without_rest(text: str, one: Found) -> Found:
    """Leave out a few words outside marks beside a whole quotation: "promised the band" told whom, not what."""
    if len(one.content) < 2 or NAMING.search(_words(text, one.cue)):
        return one
    marked = tuple(span for span in one.content if text[span.start] in OPENING)
    rest = [span for span in one.content if span not in marked]
    few = all(
        len(text[start:end].split()) <= HEARERS and not any(m in text[start:end] for m in OPENING)
        for start, end in rest
    )
    return one._replace(content=marked) if marked and rest and few else one


def _with_nickname(text: str, one: Found) -> Found:
    """Give a source that the model began after a nickname the whole name: "Ada “the Owl” Lund"."""
    if not one.source or not text[one.source[0].start].isupper():
        return one
    first = one.source[0]
    name = NICKNAMED.search(text, max(0, first.start - 50), first.start)
    return one._replace(source=(Span(name.start(), first.end), *one.source[1:])) if name else one


def _in_one_clause(text: str, one: Found) -> Found:
    """Leave out of a source after its cue the clause that follows: "said the sexton, and the doors closed"."""
    if not one.source or not one.cue or one.source[-1].start < one.cue[-1].end:
        return one
    rest = REST.search(text, *one.source[-1])
    return one._replace(source=(*one.source[:-1], Span(one.source[-1].start, rest.start()))) if rest else one


def _without_hearer(text: str, one: Found) -> Found:
    """Leave out a source that a passive makes the hearer: "Asked why, she said" asks nothing herself."""
    if not one.source or not one.cue:
        return one
    cue = _words(text, one.cue)
    before = text[max(0, one.source[0].start - 8) : one.source[0].start]
    opening = text[max(0, one.cue[0].start - 2) : one.cue[0].start]
    participle = (
        ASKED.fullmatch(cue.split(" ")[0]) and cue[:1].isupper() and opening.strip() in ("", "“", '"', ".", "”")
    )
    when = WHEN.search(text, max(0, one.cue[0].start - 6), one.cue[0].start) and ASKED.fullmatch(cue)
    heard = (participle or when) and one.source[0].start > one.cue[0].start and not BY.search(before)
    passive = is_passive(text, one) and not BY.search(before)
    hedged = cue.casefold() in ("reportedly", "allegedly", "apparently", "supposedly")
    return one._replace(source=()) if heard or passive or hedged else one


def is_passive(text: str, one: Found) -> bool:
    """Say whether a cue leaves open who spoke: "had been told"."""
    cue = _words(text, one.cue)
    return bool(PASSIVE.search(cue)) and not TO_HAVE_SAID.search(cue)


def _words(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in spans)
