"""What was asserted, and what was denied, not said, or might be said: by the cue and by what stands before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from onrecord.extract.found import Found
from onrecord.late import late
from onrecord.terms import Act, Polarity, Span

NOT = late(
    r"\b(?:not|never|neither|nor|cannot|nobody|no[- ]one|none|nothing)\b|n['’]t\b|\bwithout\b|^no\b", re.IGNORECASE
)
STILL_SAYS = late(
    r"\b(?:not only|not just|not merely|not hesitate|never (?:stop|tire|cease|fail|miss)|not (?:shy|tire|mince"
    r"|hide|stop|cease|help|fail|forget|resist))|n['’]t (?:hesitate|stop|shy|help|hide|forget|resist|mince|fail)"
    r"|not (?:have|be|been)\b.{0,12}\b(?:clearer|plainer|blunter|more)"
    r"|n['’]t (?:have|be)\b.{0,12}\b(?:clearer|plainer)",
    re.IGNORECASE,
)
WITHHELD = late(
    r"\bstop(?:s|ped|ping)? short of|\bfail(?:s|ed|ing)? to|\b(?:has|have|had) yet to|\bavoid(?:s|ed|ing)?\b"
    r"|\bunable to|\bunwilling to|\breluctant to|\bneglect(?:s|ed)? to|\brefrain(?:s|ed)? from|\bwithhold|\bwithheld"
    r"|\bomit(?:s|ted)? (?:to|any)|\bforgot to|\b(?:made|makes|make) no mention"
    r"|\b(?:was|were|is|are|been|kept|keeps|stayed|stays|remains?|remained)"
    r" (?:silent|quiet|mute|tight-lipped)\b|\bsaid nothing\b|\bno word\b",
    re.IGNORECASE,
)
RULED_OUT = late(r"\brul(?:e|es|ed|ing) out\b", re.IGNORECASE)
WILL = late(
    r"\b(?:will|would|could|might|may|can|shall|should|must)\b(?! have been\b)|['’](?:ll|d)\b"
    r"|\b(?:expected|likely|set|due|about|going|scheduled|poised|bound|supposed|ready|tempted|prepared|free|entitled|asked"
    r"|obliged|certain) to\b|\b(?:is|are|was|were) to\b|\bought to\b",
    re.IGNORECASE,
)
CONDITION = late(
    r"\b(?:if|unless|whether|suppose|supposing|assuming|in case|lest|until|till)\s+(?:\S+\s+){0,2}$", re.IGNORECASE
)
INVERTED = late(r"^\W*(?:were|should|had)\s+$", re.IGNORECASE)
INQUIRY = late(r"^\W*(?:did|does|do|has|have|had|will|would|can|could|is|was|are|were)\s+$", re.IGNORECASE)
ASSERTIVE_WOULD = late(r"\bwould (?:only|later|always|often|repeatedly|then|go on to)\b|\bused to\b", re.IGNORECASE)
CERTAIN_CAN = late(
    r"\b(?:can|could) (?:reveal|confirm|report|disclose|be (?:heard|seen|read))|\bcould be (?:heard|seen)",
    re.IGNORECASE,
)
SENTENCE = late(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z])|\n")


NOWHERE = late(r"\b(?:nowhere|at no point|never) (?:do|does|did)\s*$", re.IGNORECASE)
DISMISSED, CALLED = late(r"\b(?:dismiss|reject)", re.IGNORECASE), late(r"\bas [“\"‘'«„]")
CLAIM = late(r"\b(?:claim|report|charge|allegation|suggestion|accusation|idea|rumour|rumor|story)s?\b")
"""Who dismisses a plan as “soup” says what it is; who dismisses a claim denies it."""
NO_ONE = late(r"(?:neither|nobody|no[- ]one|none|no)\b(?! (?:but|except|other than))", re.IGNORECASE)
NOT_ONLY = late(r"\bnot (?:only|just)\s*$", re.IGNORECASE)


def polarity(text: str, one: Found, act: Act, body: tuple[Span, ...]) -> Polarity:
    """Return how a statement stands to its content.

    Args:
        text: the document's text.
        one: the statement.
        act: what its cue makes of it.
        body: the spans of the article's body.
    """
    if not one.cue:
        return "asserted"
    source, cue, content = (" ".join(text[s:e] for s, e in spans) for spans in (one.source, one.cue, one.content))
    before = _before(text, one, body)
    if act == "declined" or _unsaid(cue, source, content, before):
        return "not said"
    conditional = bool(CONDITION.search(before)) or _inverted(text, before, one)
    if conditional or (act != "thought" and WILL.search(cue) and not _real(cue)):
        return "hypothetical"
    if DISMISSED.search(cue) and CALLED.search(content) and not CLAIM.search(content):
        return "asserted"
    return "denied" if act == "denied" or RULED_OUT.search(cue) else "asserted"


def _unsaid(cue: str, source: str, content: str, before: str) -> bool:
    if WITHHELD.search(cue):
        return True
    if NOT_ONLY.search(before) or STILL_SAYS.search(f"{cue} {content[:20]}"):
        return False
    return bool(NOT.search(cue) or NO_ONE.match(source) or NOWHERE.search(before))


def _real(said: str) -> bool:
    """Say whether a modal is one of manner ("could hardly hide", "can reveal", "would often say"), not of doubt."""
    return bool(ASSERTIVE_WOULD.search(said) or CERTAIN_CAN.search(said) or STILL_SAYS.search(said))


def _inverted(text: str, before: str, one: Found) -> bool:
    """Say whether the clause is a condition or a question by its order: "Were she to say", "Did she say"."""
    if not one.source or one.source[0].start > one.cue[0].start:
        return False
    if INVERTED.search(before) and one.content[0].start > one.cue[0].start:
        return True
    last = max(span.end for span in (*one.cue, *one.content))
    return "?" in text[last - 1 : last + 1] and bool(INQUIRY.search(before))


def _before(text: str, one: Found, body: tuple[Span, ...]) -> str:
    """Return what stands in the sentence before the statement's source and cue, its content left out."""
    first = min(span.start for span in (*one.source, *one.cue))
    begin = body[max(0, bisect_right(body, first, key=itemgetter(0)) - 1)].start
    for mark in SENTENCE.finditer(text, begin, first + 1):
        if mark.end() <= first:
            begin = mark.end()
    return "".join(text[start:end] for start, end in _without(Span(begin, first), one.content))


def _without(stretch: Span, content: Sequence[Span]) -> list[Span]:
    """Return what is left of a stretch outside a content."""
    parts, at = [], stretch.start
    for start, end in sorted(content):
        if start < stretch.end and end > at:
            parts.append(Span(at, max(at, start)))
            at = min(end, stretch.end)
    return [*parts, Span(at, stretch.end)]
