"""Quotations that run over paragraphs: each paragraph reopens the mark, only the last one closes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.extract.found import Found
from onrecord.terms import CLOSES, Article, Span

CLOSING = tuple({close for closing in CLOSES.values() for close in closing})
MARKS = '"“”„«»‘'
BREAK = 8
"""Words that a line between two paragraphs of a quotation may have: an advertisement, a subheading, a note."""
FURNITURE = re.compile(r"(?:Read (?:more|also|next)|See also|Related|Watch|Listen|Photo|Picture)\b[^.:\n]{0,20}:")
Paragraph = tuple[Span, ...]


def continued(text: str, article: Article, quotations: tuple[Span, ...], found: Iterable[Found]) -> list[Found]:
    """Join what a quotation that was left open at a paragraph's end says there with what it says in the next.

    A paragraph goes on with the one before if that ends inside an open quotation, and it opens with a mark itself.
    Both are then one statement: that of the paragraph in which somebody is said to speak, unless each has its own.
    """
    statements = list(found)
    by_start, by_end = {q.start: q for q in quotations}, {q.end: q for q in quotations}
    neighbours = list(_neighbours(text, article.body))
    for before, between, paragraph in (*neighbours, *reversed(neighbours)):
        left_open, going_on = by_end.get(before[-1].end), by_start.get(paragraph[0].start)
        if left_open is None or going_on is None:
            continue
        if _closed(text, left_open) and not _led_on(text, statements, left_open, going_on, paragraph):
            continue
        earlier, later = _of(statements, left_open), _of(statements, going_on)
        if earlier is later or (later is not None and later.cue and earlier is not None and earlier.cue):
            continue
        if later is not None and later.cue:
            first = earlier.content if earlier is not None else (left_open,)
            joined = later._replace(content=(*first, *between, *later.content))
        elif earlier is not None:
            joined = earlier._replace(content=(*earlier.content, *between, going_on))
        else:
            continue
        gone = [one for one in statements if one in (earlier, later) or (not one.cue and _covers(one, going_on))]
        statements = [one for one in statements if one not in gone]
        statements.append(joined)
    return sorted(statements, key=lambda one: one.content[0])


def _led_on(text: str, found: Sequence[Found], closed: Span, going_on: Span, paragraph: Paragraph) -> bool:
    """Say whether a paragraph that is all in marks goes on with what a colon led in, each paragraph closed anew."""
    earlier, later = _of(found, closed), _of(found, going_on)
    if earlier is None or not earlier.cue or earlier.cue[0].start > earlier.content[0].start:
        return False
    whole = going_on.end == paragraph[-1].end and not text[closed.start : closed.end].rstrip("”\"’'»“ ").endswith("?")
    led = text[max(0, earlier.content[0].start - 4) : earlier.content[0].start].rstrip().endswith(":")
    return whole and led and (later is None or not (later.cue or later.source))


def _neighbours(text: str, body: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, Paragraph, Paragraph]]:
    """Yield paragraphs with the next one, and with the one after a line that only interrupts or has lost its mark.

    The middle of the three is what the quotation goes on with in between: nothing, or such a paragraph.
    """
    for number, paragraph in enumerate(body[1:], start=1):
        yield body[number - 1], (), paragraph
        if number > 1:
            middle = text[body[number - 1][0].start : body[number - 1][-1].end]
            if not any(mark in middle for mark in MARKS):
                yield body[number - 2], () if _interrupts(middle) else body[number - 1], paragraph


def _interrupts(words: str) -> bool:
    words = words.strip()
    short = len(words.split()) <= BREAK and words[-1:] not in ".!?…"
    return short or words.isupper() or words[:1] in "[(" or FURNITURE.match(words) is not None


def _of(statements: Sequence[Found], quotation: Span) -> Found | None:
    """Return the statement that a quotation belongs to, rather one with a cue."""
    fitting = [one for one in statements if _covers(one, quotation)]
    return max(fitting, key=lambda one: bool(one.cue), default=None)


def _covers(one: Found, quotation: Span) -> bool:
    return any(start < quotation.end and quotation.start < end for start, end in one.content)


def _closed(text: str, quotation: Span) -> bool:
    """Say whether a quotation that ends with its paragraph has its closing mark; one without an opening mark has."""
    words = text[quotation.start : quotation.end]
    opening = max((mark for mark in CLOSES if words.startswith(mark)), key=len, default=None)
    closing = CLOSING if opening is None else CLOSES[opening]
    return len(words) > len(opening or "") and words.endswith(closing)
