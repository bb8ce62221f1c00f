"""Paragraphs that are read as one: a colon at a paragraph's end leads in the quotation or the list that follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.found import Found
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
    body: list[Paragraph] = []
    leading = False
    for paragraph in article.body:
        words = text[paragraph[0].start : paragraph[-1].end]
        if leading and body and _goes_on(text, body[-1], paragraph, words):
            body[-1] += paragraph
            leading = bool(ITEM.match(words))
        else:
            body.append(paragraph)
            leading = bool(LEADS.search(words[-4:])) and bool(VERB.search(words))
    return replace(article, body=tuple(body))


def with_items(text: str, article: Article, found: Sequence[Found]) -> list[Found]:
    """Give the items of a list to the statement whose content ends with the colon that leads it in."""
    after: dict[int, tuple[Span, ...]] = {}
    for number, paragraph in enumerate(article.body):
        if LEADS.search(text[max(paragraph[-1].start, paragraph[-1].end - 4) : paragraph[-1].end]):
            items: list[Span] = []
            for item in article.body[number + 1 :]:
                if (mark := ITEM.match(text, item[0].start, item[-1].end)) is None:
                    break
                items += [Span(mark.end(), item[0].end), *item[1:]]
            after[len(text[: paragraph[-1].end].rstrip(" :"))] = tuple(items)
    given = []
    for one in found:
        ends = len(text[: one.content[-1].end].rstrip(" :"))
        more = tuple(item for item in after.get(ends, ()) if not any(item.start < end for _, end in one.content))
        given.append(one._replace(content=(*one.content, *more)))
    return given


def _goes_on(text: str, before: Paragraph, paragraph: Paragraph, words: str) -> bool:
    if len(words) > LONGEST:
        return False
    if ITEM.match(words):
        return True
    return bool(OPENING.match(words)) and text[: before[-1].end].rstrip("\"'”’ ").endswith(":")
