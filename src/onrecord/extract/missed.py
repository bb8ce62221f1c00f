"""Attributions that the grammar of their sentence makes plain, where the model has found none.

"Asked whether it was safe, she left"; "He is said to sleep"; "They were told by the clerk that it was shut"; "It is, in
the words of its founder, “a flood”"; "Nobody has told them when"; "The minutes record that Lund said it was late".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.extract.clauses import SURE, clause, sentences
from onrecord.extract.clipped import at_verb
from onrecord.extract.found import Found, holds, touch
from onrecord.extract.mend import mended
from onrecord.extract.plain import PLAIN, added, read
from onrecord.terms import Article, Span

SAYS_TOO = re.compile(
    r",\s(?P<source>(?:[A-Z]|the\s)[^,.;:?!“”\"]{1,60}?)\s"
    r"(?P<cue>(?:has\s|have\s|had\s)?(?:reports?|reported|says?|said|writes?|wrote))(?=\.?\s*$|\son\s[A-Z]\w+day)"
)
ACCORDING_TOO = re.compile(r",\s(?P<cue>according to)\s(?P<source>[^.;:?!“”\"\n]{2,100}?)(?=\.?\s*$)")
SAYS = re.compile(r"\b(?:(?:has|have|had)\s)?(?:said|says)\b")
AS_TOLD = re.compile(
    r",\sas\s(?P<source>[^,.;:?!“”\"]{1,60}?)\s(?P<cue>(?:had\s|has\s|have\s)?(?:told|said|put|explained|reported|claimed"
    r"|warned|recalled|noted|wrote|remembered))(?:\s(?:it|him|her|them|me|us|to|in)\b[^,.;:“”\"]{0,40})?(?=\.?$)"
)
INTRO = re.compile(
    r"(?:At|In|On|During|After|Before|By)\s[^,.;:“”\"]{2,40}?,?\s(?=(?:the|an?|his|her|its|their|[A-Z])\b)"
)
THAT = re.compile(r"that\s", re.IGNORECASE)
ACCORDING = re.compile(r"according to", re.IGNORECASE)


class Missed(NamedTuple):
    """The statements of an article that stand in no other, and some that are known to stand inside one of these."""

    outermost: list[Found]
    inside: list[Found]


def missed(text: str, article: Article, found: Sequence[Found]) -> Missed:
    """Return an article's statements and, among them, those that the model missed.

    Args:
        text: the document's text.
        article: in which they stand.
        found: those of the model, none inside another.
    """
    have = sorted((at_verb(text, one) if one.cue else one for one in found), key=lambda one: one.content[0])
    outermost: list[Found] = []
    inside: list[Found] = []
    at = 0
    for sentence in (one for paragraph in article.body for span in paragraph for one in sentences(text, span)):
        first = at
        while at < len(have) and have[at].content[0].start < sentence.end:
            at += 1
        outermost += _in_sentence(text, sentence, have[first:at], inside)
    return Missed([*outermost, *have[at:]], inside)


def _in_sentence(text: str, sentence: Span, there: list[Found], inside: list[Found]) -> list[Found]:
    """Return what a sentence reports, given what the model found there; add what stands inside of it to ``inside``."""
    around = _as_told(text, sentence, there) or _says_too(text, there, sentence.end) or _that(text, sentence, there)
    if around is not None:
        outer, inner = around
        cues = (*outer.cue, *inner[0].cue)
        inside += inner
        return [*(one for one in there if not touch(one.content, outer.content) and not touch(one.cue, cues)), outer]
    for said in filter(None, (pattern.match(text, *sentence) for pattern in PLAIN)):
        one = read(said)
        if not any(touch(one.cue, other.cue) or touch(one.content, other.content) for other in there):
            there = [*there, *mended(text, [one])]
    if not there and SAYS.search(text, *sentence):
        plain = _headed(text, sentence)
        there = mended(text, [plain]) if plain and SAYS.match(text, *plain.cue[0]) else there
    return [*there, *added(text, sentence, there)]


def _as_told(text: str, sentence: Span, there: Sequence[Found]) -> tuple[Found, list[Found]] | None:
    """Return who says something "as the clerk had told her", and what the clerk said."""
    told = AS_TOLD.search(text, *sentence)
    if told is None:
        return None
    as_told = (Span(*told.span()),)
    others = [
        one for one in there if one.cue and not touch(one.cue, as_told) and one.cue[0].start < one.content[0].start
    ]
    outer = others[0] if others else _headed(text, Span(sentence.start, told.start()))
    if outer is None or len(outer.content) > 1:
        return None
    begin = outer.content[0].start
    that = THAT.match(text, begin)
    inner = Found(
        (Span(*told.span("source")),),
        (Span(*told.span("cue")),),
        (Span(that.end() if that else begin, told.start()),),
        SURE,
    )
    return outer._replace(content=(Span(begin, told.end()),)), [inner]


def _says_too(text: str, there: Sequence[Found], end: int) -> tuple[Found, list[Found]] | None:
    """Return who reports what is so according to somebody: "according to Lund, the Echo reports"."""
    for one in there:
        if one.source and one.cue and one.content[0] < one.cue[0]:
            according = ACCORDING.fullmatch(text, *one.cue[0])
            last = max(one.source[-1].end, one.cue[-1].end)
            says = (SAYS_TOO if according else ACCORDING_TOO).match(text, last, end)
            if says is not None:
                return read(says, (Span(one.content[0].start, last),)), [one]
    return None


def _that(text: str, sentence: Span, there: Sequence[Found]) -> tuple[Found, list[Found]] | None:
    """Return who says that somebody says what was found: "The minutes record that Lund said it was late"."""
    outer = _headed(text, sentence) if there else None
    if outer is None or not THAT.match(text, outer.content[0].start):
        return None
    inner = [_own_source(one, outer) for one in there]
    if any(touch(one.cue, outer.cue) for one in there) or not all(holds(outer, one) for one in inner):
        return None
    return outer, inner


def _own_source(one: Found, outer: Found) -> Found:
    """Return a statement whose source the model began with the words that report it, with the rest of that source."""
    begin = outer.content[0].start + len("that ")
    if not one.source or not one.source[0].start <= outer.cue[0].start < begin < one.source[0].end:
        return one
    return one._replace(source=(Span(begin, one.source[0].end), *one.source[1:]))


def _headed(text: str, span: Span) -> Found | None:
    """Return what the clause at the head of a sentence reports, an opening such as "At the hearing" left out."""
    intro = INTRO.match(text, *span)
    return clause(text, Span(intro.end() if intro else span.start, span.end))
