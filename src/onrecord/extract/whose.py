"""Which words belong to which of the statements beside them, where the model has put them to the nearest.

"Lund said it was safe, naming two engineers. “I want it so.”" gives what is in marks to "said"; "the firm, which had
promised to pay, would be fined" is one clause around another; "Lund: “Salt.” His son: “Water.”" has two speakers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.extract.clipped import FINITE
from onrecord.extract.found import Found, touch
from onrecord.terms import Span

SENTENCE_ENDS = re.compile(r"[.!?…][\"'”’»)]*\s")
MARKS = "“\"‘'«„»"
STOPPED = re.compile(r"[.,!?…][\"'”’»“«]+$")
NEW_NAME = re.compile(r"\s*(?P<who>[A-Z][^.:;!?“”\"()\n]{1,60}):\s*")
NAME_BEFORE = re.compile(r"[.!?…”\"’»]\s(?P<who>[A-Z][^.:;!?“”\"()\n]{1,60}):\s*$")
POINTING = re.compile(r"(?:naming|citing|referring|pointing|alluding|mentioning|meaning|quoting|invoking)\b")
"""What somebody who is quoted does besides: what follows in marks is still what they said."""
RELATIVE = re.compile(r",\s(?P<who>who|which)\s(?:(?:has|have|had|also|once|\w+ly)\s)*$")
WHO_FIRST = re.compile(r"(?P<named>.+),\s(?P<who>who|which)", re.DOTALL)
TO_COMMA = re.compile(r"\s[^.;:!?“”\"\n]{2,150},(?=\s$)")
COMMA_THEN_VERB = re.compile(rf",(?=\s{FINITE.pattern})")
VERB = re.compile(r"\s(?P<cue>(?:(?:has|have|had)\s)?[a-z]+)\b")


def regrouped(text: str, found: Sequence[Found]) -> list[Found]:
    """Return statements of one article, in order, each with the words that are its own."""
    apart = [part for one in found for part in _who_first(text, _in_its_sentence(text, one))]
    named = [part for one in apart for part in _by_name(text, one)]
    return _relatives(text, _pointed(text, named))


def _pointed(text: str, found: list[Found]) -> list[Found]:
    """Give what stands in marks after "Lund said it was safe, naming two." to "said"."""
    out: list[Found] = []
    for one in found:
        later = _later(text, one) if one.cue and POINTING.match(text, *one.cue[0]) else ()
        host = next((n for n in range(len(out) - 1, -1, -1) if _hosts(text, out[n], one)), None) if later else None
        if host is None:
            out.append(one)
            continue
        out[host] = out[host]._replace(content=(*out[host].content, *later))
    return out


def _later(text: str, one: Found) -> tuple[Span, ...]:
    """Return the parts of a content that stand in marks in a later sentence than its cue."""
    end = one.cue[-1].end
    return tuple(
        span
        for span in one.content
        if span.start >= end and text[span.start] in MARKS and SENTENCE_ENDS.search(text, end, span.start)
    )


def _hosts(text: str, host: Found, one: Found) -> bool:
    """Say whether a statement is the one to whose speaker a participle in the same sentence belongs."""
    if not host.cue or (one.source and one.source != host.source):
        return False
    return host.cue[0].end <= one.cue[0].start and not SENTENCE_ENDS.search(text, host.cue[-1].end, one.cue[0].start)


def _by_name(text: str, one: Found) -> list[Found]:
    """Part a content where a name with a colon stands between its parts: "Lund: “Salt.” His son: “Water.”"."""
    parts = [one._replace(content=one.content[:1])]
    for before, span in pairwise(one.content):
        name = NEW_NAME.fullmatch(text, before.end, span.start)
        if name is None:
            parts[-1] = parts[-1]._replace(content=(*parts[-1].content, span))
            continue
        who = (Span(*name.span("who")),)
        if not touch(one.source, who):
            parts.append(Found(who, (), (span,), one.confidence))
        elif first := NAME_BEFORE.search(text, max(0, before.start - 80), before.start):
            parts[-1] = parts[-1]._replace(source=(Span(*first.span("who")),), cue=())
            parts.append(one._replace(content=(span,)))
        else:
            parts[-1] = parts[-1]._replace(content=(*parts[-1].content, span))
    return parts


def _in_its_sentence(text: str, one: Found) -> Found:
    """Leave out of a content what stands in a sentence before that of its source and cue and is no quotation."""
    if not one.source or not one.cue or len(one.content) < 2:
        return one
    begin = min(one.source[0].start, one.cue[0].start)
    kept = tuple(span for span in one.content if span.end > begin or not _strays(text, span, begin))
    return one._replace(content=kept) if kept else one


def _strays(text: str, span: Span, begin: int) -> bool:
    """Say whether words belong to a sentence that ends before a place, and are no whole quotation."""
    whole = text[span.start] in MARKS and STOPPED.search(text, *span)
    return not whole and SENTENCE_ENDS.search(text, max(span.start, span.end - 2), begin) is not None


def _who_first(text: str, one: Found) -> list[Found]:
    """Part what "Lund, who told the court that she was ill, said" has of two statements.

    A source that was broken off at "who" goes on to the comma before its cue: "Lund, who was ill, said".
    """
    relative = WHO_FIRST.fullmatch(text, *one.source[0]) if one.source else None
    if relative is None or not one.cue:
        return [one]
    if len(one.content) < 2:
        whole = TO_COMMA.match(text, relative.end(), max(relative.end(), one.cue[0].start))
        return [one._replace(source=(Span(relative.start(), whole.end()), *one.source[1:]))] if whole else [one]
    first, verb = one.content[0], VERB.match(text, relative.end())
    if verb is None or not verb.end() < first.start < first.end <= one.cue[0].start:
        return [one]
    told = one._replace(source=(Span(*relative.span("who")),), cue=(Span(*verb.span("cue")),), content=(first,))
    return [told, one._replace(source=(Span(*relative.span("named")),), content=one.content[1:])]


def _relatives(text: str, found: list[Found]) -> list[Found]:
    """Put right what is said in a relative clause in the midst of what another says."""
    out: list[Found] = []
    for one in found:
        cue = one.cue[0].start if one.cue else 0
        who = RELATIVE.search(text, max(0, cue - 40), cue) if one.cue and one.content[0].start > cue else None
        if who is None:
            out.append(one)
            continue
        last = one.content[-1]
        comma = COMMA_THEN_VERB.search(text, *last)
        host = next((n for n, other in enumerate(out) if other.content[-1].end == who.start()), None)
        if comma and host is not None:
            content = out[host].content
            out[host] = out[host]._replace(content=(*content[:-1], Span(content[-1].start, last.end)))
        else:
            cut = (*one.content[:-1], Span(last.start, comma.start())) if comma else one.content
            out.append(one._replace(source=(Span(*who.span("who")),), content=cut))
    return out
