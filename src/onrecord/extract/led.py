"""Paragraphs that are read as one: a colon at a paragraph's end leads in the quotation or the list that follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.blockquotes import blocks
from onrecord.extract.found import Found
from onrecord.extract.quotes import touching
from onrecord.terms import CLOSES, Article, Span

Paragraph = tuple[Span, ...]
LEADS = re.compile(r":\s*[\"'”’]?$")
ITEM = re.compile(r"\s*(?:[-–—•*·▪◦‣]|\(?(?:\d{1,2}|[a-z])[.)])\s")
OPENING = re.compile(
    r"\s*(?:" + "|".join(map(re.escape, (mark for mark in CLOSES if mark not in "»'"))) + r"|&quot;|')"
)
VERB = re.compile(r"[a-z]{2}")
LONGEST = 600
"""Characters of a paragraph that is read on from the one before: what is longer fills a window of its own."""


def read_on(text: str, article: Article) -> Article:
    """Return the article with each paragraph that ends in a colon joined to the quotation, or the items, after it."""
    quotes = blocks(article)
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
    """Give the items of a list to the statement whose content ends with the colon that leads it in."""
    after = dict(_lists(text, article))
    given = []
    for one in found:
        more = after.get(_end(text, one.content[-1].end), ())
        more = tuple(item for item in more if item.start >= one.content[-1].end)
        given.append(one._replace(content=(*one.content, *more)))
    return given


def _lists(text: str, article: Article) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Yield where the words end that lead in a list, with its items; a list inside a list belongs to the outer one."""
    lead: int | None = None
    items: list[Span] = []
    for paragraph in article.body:
        mark = ITEM.match(text, paragraph[0].start, paragraph[-1].end)
        if mark is not None and lead is not None:
            items += [Span(mark.end(), paragraph[0].end), *paragraph[1:]]
            continue
        if lead is not None and items:
            yield lead, tuple(items)
        leads = LEADS.search(text[max(paragraph[-1].start, paragraph[-1].end - 4) : paragraph[-1].end])
        lead, items = (_end(text, paragraph[-1].end) if leads else None), []
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
