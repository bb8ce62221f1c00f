"""Where the content of a statement inside another ends, when the model reads on into the outer speaker's words."""

from __future__ import annotations

import re

from onrecord.extract.found import Found
from onrecord.extract.quotes import touching
from onrecord.late import late
from onrecord.terms import Span

GOES_ON = late(r",?\s+(?:and|so|but|then|which|as|while|when|before|because|yet|or)\b|,\s+[a-z]|[;:]|\s+[–—-]")
STOPPED = late(r"[,.!?…][\"'”’»‘“]+$")
LED = late(r"[\s,:]*$")
NEXT_CLAUSE = late(
    r",\s+(?:and|but|so|yet)\s+"
    r"(?:I|we|you|he|she|it|they|there|the|an?|my|our|your|his|her|its|their|nobody|everybody|[A-Z][\w’'-]+)\b"
)
MARKS = "“‘\"'«„‚"
CLAIM = late(
    r"(?:claim|assertion|statement|promise|pledge|vow|assurance|announcement|warning|denial|admission|allegation|belief"
    r"|fear|hope|suggestion|argument|insistence|prediction|complaint|report|confession|declaration|contention|view"
    r"|conclusion|accusation|reminder|guarantee|threat|offer|demand|order)s?$",
    re.IGNORECASE,
)
THAT = late(r"that\s", re.IGNORECASE)
FINITE = late(
    r"\b(?:(?:is|was|are|were|has|had|have|did|does|do|will|would|can|could|may|might|must|should)\b"
    r"(?:\s(?:not|never|\w+ly|also|been|be|have))*(?:\s\w+(?:ed|en)\b)?"
    r"|(?:came|comes|drew|draws|met|meets|fell|falls|stood|stands|led|went|goes|made|makes|took|takes|left|proved|proves"
    r"|wrote|turned|turns|lasted|convinced|surprised|angered|caused|contradicts|contradicted|reached|remains|remained|followed"
    r"|ended|appeared|appears|failed|fails|seemed|seems|sounded|sounds|rested|rests)\b)"
)
SHE_VERB = late(r"(?:he|she|they|it|I|we|you)\s(?P<verb>[a-z]+)")
CLAUSE_MORE = late(
    r"\b(?:who|which|that|and|or|but|if|because|when|while|as|before|after|until|since|what|how|why"
    r"|told|said|says|claimed|asked|warned|knew|thought|believed|reported|promised)\b"
)
"""What lets another verb follow within one clause of that: each begins a clause of its own."""


def clipped(text: str, one: Found, marks: tuple[Span, ...]) -> Found:
    """Return a statement inside another with its content cut where it is not what was said any more.

    What begins with a quotation mark ends with the mark that closes it ("He said, ‘Run,’ so we ran"), a claim's
    clause before the verb that the claim is the subject of ("his claim that he slept did not fit").

    Args:
        text: the document's text.
        one: the statement.
        marks: the quotations inside the outer content.
    """
    return at_verb(text, _at_mark(text, one, marks)) if one.cue else one


def at_verb(text: str, one: Found) -> Found:
    """Return a statement whose cue is a noun, such as a claim, cut before the verb that goes with that noun."""
    cue, content = one.cue[-1], one.content[-1]
    if not CLAIM.search(text, cue.start, cue.end) or cue.end > content.start or not THAT.match(text, content.start):
        return one
    allowed, at = 1, content.start + len("that ")
    first = SHE_VERB.match(text, at, content.end)
    if first and not FINITE.match(text, first.start("verb"), content.end):
        allowed, at = 0, first.start("verb")
    for verb in FINITE.finditer(text, at, content.end):
        allowed += len(CLAUSE_MORE.findall(text, at, verb.start()))
        if not allowed:
            end = content.start + len(text[content.start : verb.start()].rstrip(" ,"))
            return one._replace(content=(*one.content[:-1], Span(content.start, end)))
        allowed, at = allowed - 1, verb.end()
    return one


def at_next_clause(text: str, one: Found) -> Found:
    """Return a report inside a quotation, cut where who speaks goes on: "They said it was dry, and I left"."""
    last = one.content[-1]
    if not one.cue or one.cue[0].start > last.start or text[last.start] in MARKS:
        return one
    goes_on = NEXT_CLAUSE.search(text, last.start, last.end)
    return one._replace(content=(*one.content[:-1], Span(last.start, goes_on.start()))) if goes_on else one


def _at_mark(text: str, one: Found, marks: tuple[Span, ...]) -> Found:
    first = one.content[0]
    quotation = next((mark for mark in touching(marks, first) if mark.start == first.start), None)
    if quotation is None or quotation.end >= one.content[-1].end:
        return one
    led = one.cue[-1].end <= first.start and LED.fullmatch(text, one.cue[-1].end, first.start)
    stopped = STOPPED.search(text, quotation.start, quotation.end)
    if not stopped and not (led and GOES_ON.match(text, quotation.end)):
        return one
    own = (span for mark in marks for span in one.content if mark.start == span.start >= quotation.end)
    return one._replace(content=(quotation, *own))
