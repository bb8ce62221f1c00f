"""Whole sentences in quotation marks that the model gave to nobody: with a name beside them, or floating."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.extract.found import Found
from onrecord.extract.nested import SPOKEN
from onrecord.extract.quotes import touching
from onrecord.terms import Article, Span

LED = re.compile(
    r"(?:^|(?<=[.!?…”\"’]\s))(?P<who>[A-Z][^.:;!?“”\"()\n]{1,60}?(?:\s*\([^()\n]{1,40}\))?):\s*$", re.MULTILINE
)
SIGNED = re.compile(r"\s*(?:[–—―]|--?)\s*(?P<who>[A-Z@][^.;:!?“”\"\n]{2,80}?)(?=$|[.;]|\s*$)")
SENTENCE_END = re.compile(r"[.!?…][”\"'’»)]*$")
BEFORE = re.compile(r"(?:^|[.!?:…”\"’»]\s+|[–—]\s*)$")
AFTER = re.compile(r"\s*$|\s+[A-Z“\"‘(]")
SPEECH_NOUN = re.compile(r"\b(?:verdict|answer|reply|response|message|advice|comment|motto|conclusion|explanation)\b")
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
    taken = tuple(sorted(span for one in found for span in (*one.content, *one.source, *one.cue)))
    for paragraph in article.body:
        for span in paragraph:
            for quotation in touching(tuple(quotations), span):
                if not any(start < quotation.end and quotation.start < end for start, end in taken):
                    yield from _one(text, span, quotation)


def _one(text: str, paragraph: Span, quotation: Span) -> Iterator[Found]:
    before, after = text[paragraph.start : quotation.start], text[quotation.end : paragraph.end]
    said = text[quotation.start : quotation.end]
    if (led := LED.search(before)) and not SPEECH_NOUN.search(led["who"]) and _whole(said, one=True):
        source, cue = _source_and_cue(text, Span(paragraph.start + led.start("who"), paragraph.start + led.end("who")))
        yield Found((source,), cue, (quotation,), NAMED)
    elif not before.strip() and (signed := SIGNED.match(after)):
        start = quotation.end
        yield Found((Span(start + signed.start("who"), start + signed.end("who")),), (), (quotation,), NAMED)
    elif _whole(said) and BEFORE.search(before) and AFTER.match(after):
        yield Found((), (), (quotation,), NOBODY)


def _source_and_cue(text: str, led: Span) -> tuple[Span, tuple[Span, ...]]:
    """Part what stands before a colon: "The club posted on Chirp" has a verb of saying, "Adda Finn" is all source."""
    for word in re.finditer(r"\s+((?:has |have |had |was |also |later |then )*)([a-z]+)\b", text[led.start : led.end]):
        if word[2] in SPOKEN:
            return Span(led.start, led.start + word.start()), (Span(led.start + word.start(1), led.end),)
    return led, ()


def _whole(said: str, *, one: bool = False) -> bool:
    """Say whether words in marks are whole sentences, of several words or of at least one."""
    words = re.findall(r"\w+", said)
    return len(words) >= (1 if one else FEWEST) and words[0][0].isupper() and bool(SENTENCE_END.search(said))
