"""Paragraphs that are read as one: a colon at a paragraph's end leads in the quotation or the list that follows it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.blockquotes import blocks
from onrecord.extract.found import Found
from onrecord.extract.nested import CUES
from onrecord.extract.quotes import touching
from onrecord.extract.verbs import forms
from onrecord.terms import CLOSES, Article, Span

Paragraph = tuple[Span, ...]
LEADS = re.compile(r":\s*[\"'”’]?$")
ITEM = re.compile(r"\s*(?:[-–—•*·▪◦‣]|\(?(?:\d{1,2}|[a-z])[.)])\s")
BULLET = re.compile(r"(?:^|\n)\s*(?:[-–—•*·▪◦‣]|\(?(?:\d{1,2}|[a-z])[.)])\s*$")
"""An item's mark that the reader has left out of the body."""
WORD = re.compile(r"\s(?P<cue>(?:(?:is|are|was|were|has|have|had|also)\s)*(?P<verb>[a-z]+)(?:\s(?:for|of))?)(?=[\s:])")
WHO = re.compile(r"(?P<who>(?!(?:For|In|On|At|To|If|When|After|By|With)\b)[A-Z][^,.;:?!“”\"]{1,80})")
LEADING = CUES | {form for verb in "recommend propose conclude list".split() for form in forms(verb)}
SURE = 0.6
OPENING = re.compile(
    r"\s*(?:" + "|".join(map(re.escape, (mark for mark in CLOSES if mark not in "»'"))) + r"|&quot;|')"
)
VERB = re.compile(r"[a-z]{2}")
LONGEST = 600
"""Characters of a paragraph that is read on from the one before: what is longer fills a window of its own."""


def read_on(text: str, article: Article) -> Article:
    """Return the article with each paragraph that ends in a colon joined to the quotation, or the items, after it."""
    quotes = blocks(text, article)
    body: list[Paragraph] = []
    leading = False
    for paragraph in article.body:
        words = text[paragraph[0].start : paragraph[-1].end]
        block = any(touching(quotes, paragraph[0]))
        if leading and body and (block or _goes_on(text, body[-1], words)) and len(words) <= LONGEST:
            body[-1] += paragraph
            leading = block or bool(ITEM.match(words))
        else:
            body.append(paragraph)
            leading = bool(LEADS.search(words[-4:])) and bool(VERB.search(words))
    return replace(article, body=tuple(body))


def with_items(text: str, article: Article, found: Sequence[Found]) -> list[Found]:
    """Give the items of a list to the statement whose words lead it in: "The ministry said the law would:"."""
    have = sorted(found, key=lambda one: one.content[0])
    starts = [one.content[0].start for one in have]
    given: list[Found] = []
    at = 0
    for lead, items in _lists(text, article):
        first, last = bisect_left(starts, lead.start, at), bisect_left(starts, items[-1].end, at)
        given += [*have[at:first], *_listed(text, lead, items, have[first:last])]
        at = last
    return [*given, *have[at:]]


def _listed(text: str, lead: Span, items: tuple[Span, ...], there: list[Found]) -> list[Found]:
    """Return the statements of a list and of the paragraph that leads it in, the items given to whom they belong."""
    end = _end(text, lead.end)
    ending = [one for one in there if _end(text, one.content[-1].end) == end]
    led = ending or [one for one in there if one.cue and lead.start <= one.cue[0].start < end] or _read(text, lead)
    if not led:
        return there
    one = led[-1]
    whole = one._replace(content=(*(one.content if ending else _rest(text, one, end)), *items))
    return [*(other for other in there if other is not one and not any(touching(items, other.content[0]))), whole]


def _rest(text: str, one: Found, end: int) -> tuple[Span, ...]:
    """Return what stands between a cue and the colon: "found three faults:"."""
    at = one.cue[-1].end
    at += len(text[at:end]) - len(text[at:end].lstrip())
    return (Span(at, end),) if at < end else ()


def _read(text: str, lead: Span) -> list[Found]:
    """Return who says what a list holds, where the words that lead it in are plain: "The council is demanding:"."""
    for word in WORD.finditer(text, *lead):
        if word["verb"] in LEADING and (who := WHO.fullmatch(text, lead.start, word.start())):
            cue = Span(word.start("cue"), word.end())
            return [Found((Span(*who.span("who")),), (cue,), (Span(cue.end, cue.end),), SURE)]
    return []


def _lists(text: str, article: Article) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Yield the paragraph that leads in a list, with its items; a list inside a list belongs to the outer one."""
    lead: Span | None = None
    items: list[Span] = []
    before = 0
    for paragraph in article.body:
        mark = ITEM.match(text, paragraph[0].start, paragraph[-1].end)
        if lead is not None and (mark or BULLET.search(text, before, paragraph[0].start)):
            items += [Span(mark.end() if mark else paragraph[0].start, paragraph[0].end), *paragraph[1:]]
        else:
            if lead is not None and items:
                yield lead, tuple(items)
            leads = LEADS.search(text[max(paragraph[-1].start, paragraph[-1].end - 4) : paragraph[-1].end])
            lead, items = (paragraph[-1] if leads else None), []
        before = paragraph[-1].end
    if lead is not None and items:
        yield lead, tuple(items)


def _end(text: str, at: int) -> int:
    """Return a place, moved before the colon and the blanks that end there."""
    while at and text[at - 1] in " :":
        at -= 1
    return at


def _goes_on(text: str, before: Paragraph, words: str) -> bool:
    if ITEM.match(words):
        return True
    return bool(OPENING.match(words)) and bool(LEADS.search(text[max(0, before[-1].end - 4) : before[-1].end]))
