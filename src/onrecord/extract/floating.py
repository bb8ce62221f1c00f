"""Whole sentences in quotation marks that the model gave to nobody: with a name beside them, or floating."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.extract.acts import ACT_OF
from onrecord.extract.found import Found
from onrecord.extract.nested import SPOKEN
from onrecord.extract.quotes import apart, touching
from onrecord.terms import Article, Span

_WHO = r"(?P<who>[A-Z][^.:;!?“”\"()\n]{1,60}?(?:\s*\([^()\n]{1,40}\))?):\s*"
LED, LED_FROM_START = re.compile(rf"(?<=[.!?…”\"’]\s){_WHO}\Z"), re.compile(_WHO)
LONGEST_LED = 120
"""Characters before a quotation in which it may be led in."""
SIGNED = re.compile(r"\s*(?:[–—―]|--?)\s*(?P<who>[A-Z@][^.;:!?“”\"\n]{2,80}?)(?=$|[.;]|\s*$)")
SENTENCE_END = re.compile(r"[.!?…][”\"'’»)]*$")
BEFORE = re.compile(r"(?:[.!?:…”\"’»]\s+|[–—]\s*)\Z")
AFTER = re.compile(r"\s*$|\s+[A-Z“\"‘(]")
SAYING_NOUN = re.compile(
    r"(?P<owner>(?:[^,]*?(?:[’']s|s[’'])|His|Her|Their|Its|My|Our))\s+(?:\w+\s+)?"
    r"(?P<noun>verdict|answer|reply|response|message|advice|comment|conclusion|explanation|letter|statement|tweet)\b"
)
HEADLINE = re.compile(r"[^.:;!?“”\"()\n]{2,40}:\s*$")
SMALL = re.compile(r"\b[a-z]\w+")
VERB = re.compile(r"\s+((?:has |have |had |is |are |was |also |later |then )*)([a-z]+)\b")
NAMED, NOBODY = 0.75, 0.5
"""How sure a statement is whose speaker a colon or a dash names, and one that nobody is named for."""
FEWEST = 2
"""Words of a quotation that floats: fewer are a scare quote or a title."""


def floating(text: str, article: Article, quotations: Sequence[Span], found: Sequence[Found]) -> Iterator[Found]:
    """Yield a statement for each quotation of whole sentences that no content covers.

    Args:
        text: the document's text.
        article: in which they stand.
        quotations: what stands in marks, in reading order.
        found: the article's statements so far.
    """
    marked = tuple(quotations)
    taken = apart(span for one in found for span in (*one.content, *one.source, *one.cue))
    for paragraph in article.body:
        for span in paragraph:
            for quotation in touching(marked, span):
                if not any(touching(taken, quotation)):
                    yield from _one(text, span, quotation)


def _one(text: str, paragraph: Span, quotation: Span) -> Iterator[Found]:
    said = text[quotation.start : quotation.end]
    led = _led(text, paragraph, quotation)
    headline = (
        HEADLINE.fullmatch(text, paragraph.start, quotation.start)
        and text[paragraph.end - 1] not in ".!?…"
        and len(SMALL.findall(said)) > 1
    )
    if led is not None and (headline or _whole(said, one=True)):
        source, cue = _source_and_cue(text, led)
        yield Found(source, cue, (quotation,), NAMED)
    elif quotation.start == paragraph.start and (signed := SIGNED.match(text, quotation.end, paragraph.end)):
        yield Found((Span(*signed.span("who")),), (), (quotation,), NAMED)
    elif _whole(said) and _apart_from(text, paragraph, quotation):
        yield Found((), (), (quotation,), NOBODY)


def _led(text: str, paragraph: Span, quotation: Span) -> Span | None:
    """Return what stands before the colon right before a quotation, from the sentence's begin."""
    begin = max(paragraph.start, quotation.start - LONGEST_LED)
    found = LED.search(text, begin, quotation.start)
    if found is None and begin == paragraph.start:
        found = LED_FROM_START.fullmatch(text, begin, quotation.start)
    return Span(*found.span("who")) if found else None


def _apart_from(text: str, paragraph: Span, quotation: Span) -> bool:
    """Say whether a quotation begins its paragraph or follows a sentence, and nothing goes on after it."""
    begins = quotation.start == paragraph.start or BEFORE.search(text, quotation.start - 4, quotation.start)
    return bool(begins and AFTER.match(text, quotation.end, paragraph.end))


def _source_and_cue(text: str, led: Span) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Part what stands before a colon into source and cue.

    "The club posted on Chirp" has a verb of saying, "The judges’ verdict on it" a noun, "Adda Finn" is all source.
    """
    words = text[led.start : led.end]
    if noun := SAYING_NOUN.match(words):
        return (_in(led, noun.span("owner")),), (_in(led, noun.span("noun")),)
    for word in VERB.finditer(words):
        if word[2] in SPOKEN or word[2] in ACT_OF:
            return (_in(led, (0, word.start())),), (_in(led, (word.start(1), len(words))),)
    return (led,), ()


def _in(outer: Span, place: tuple[int, int]) -> Span:
    return Span(outer.start + place[0], outer.start + place[1])


def _whole(said: str, *, one: bool = False) -> bool:
    """Say whether words in marks are whole sentences, of several words or of at least one."""
    words = re.findall(r"\w+", said)
    return len(words) >= (1 if one else FEWEST) and words[0][0].isupper() and bool(SENTENCE_END.search(said))
