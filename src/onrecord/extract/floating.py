"""Whole sentences in quotation marks that the model gave to nobody: with a name beside them, or floating."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.extract.agents import AFTER as SUBJECT_AFTER
from onrecord.extract.clauses import sentences
from onrecord.extract.found import Found
from onrecord.extract.likely import is_never
from onrecord.extract.nested import speaks
from onrecord.extract.nouns import PERSON
from onrecord.extract.phrases import phrase
from onrecord.extract.quotes import apart, touching
from onrecord.extract.verbs import forms
from onrecord.late import late
from onrecord.terms import Article, Span

_WHO = r"(?P<who>[A-Z][^.:;!?“”\"()\n]{1,60}?(?:\s*\([^()\n]{1,40}\))?):\s*"
LED, LED_FROM_START = late(rf"(?<=[.!?…”\"’]\s){_WHO}\Z"), late(_WHO)
LONGEST_LED = 120
"""Characters before a quotation in which it may be led in."""
SIGNED = late(r"\s*(?:[–—―]|--?)\s*(?P<who>[A-Z@][^.;:!?“”\"\n]{2,80}?)(?=$|[.;]|\s*$)")
FROM_WORK = late(
    r"\s*(?:[–—―]|--?)\s*(?:from\s+)?(?P<who>[“\"‘][^“”\"\n]{2,80}[”\"’](?:\s+by\s[^.;:!?“”\"\n]{2,60}?)?)\s*$"
)
AFTER_HEADLINE = late(r"(?::|\s[–—-])\s+(?P<who>[A-Za-z][^.:;!?“”\"\n]{2,80})$")
DOES = late(
    r"(?P<who>(?:[A-Z][\w’'-]+|(?:The|An?|His|Her|Their|One|Another)\s[^.,;:!?“”\"\n]{2,60}?)(?:\s[A-Z][\w’'-]+)*)\s"
    r"(?:was|is|had|did|[a-z]+ed|shook|stood|sat|took|put|held|bent|threw|rose|drew|gave|swung|spun|led|ran|went|came"
    r"|left|let|kept|fell|blew|wept|set|shut|spread|shakes|points|laughs|shrugs|smiles|nods|looks|sighs)\b[^“”\"]*$"
)
INSCRIBED = late(
    r"\b(?:poem|verses?|lines of|song|hymn|engraved|carved|painted|stencilled|inscription|inscribed|lettering"
    r"|letters on|same words|quiz|form of words)\b"
)
"""What tells that a paragraph in marks is a text that stands somewhere, and nobody's words."""
ONE_OF_TWO = frozenset("elder younger older other first second third taller smaller".split())
LONGEST_BEFORE = 300
"""Characters before a quotation in which the sentence stands that tells what somebody did."""
SENTENCE_END = late(r"[.!?…][”\"'’»)]*$")
BEFORE = late(r"(?:[.!?:…”\"’»]\s+|[–—]\s*)\Z")
AFTER = late(r"\s*$|\s+[A-Z“\"‘(]")
SAYING_NOUN = late(
    r"(?P<owner>(?:[^,]*?(?:[’']s|s[’'])|His|Her|Their|Its|My|Our))\s+(?:\w+\s+)?"
    r"(?P<noun>verdict|answer|reply|response|message|advice|comment|conclusion|explanation|letter|statement|tweet)\b"
)
HEADLINE = late(r"[^.:;!?“”\"()\n]{2,40}:\s*$")
SMALL = late(r"\b[a-z]\w+")
VERB = late(r"\s+((?:has |have |had |is |are |was |also |later |then )*)([a-z]+)\b")
VERB_AFTER = late(r"\s([a-z]+)(?=\s)")
ENDS_SAID = late(r"[,!?…][”\"'’»«“]+$")
BESIDES = frozenset(
    form
    for verb in "begin chant continue conclude command bark yell mutter murmur quip call sing".split()
    for form in forms(verb)
) | {"began", "sang"}
"""Verbs of speech where a quotation stands before them, and often none elsewhere."""
NAMED, NOBODY = 0.75, 0.4
"""How sure a statement is whose speaker a colon or a dash names (17 of 19 are right in the challenge sets), and one
that nobody is named for (5 of 9 there, 4 of 15 in polnear's dev and a third of its train)."""
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
    for number, paragraph in enumerate(article.body):
        beside = [
            span for other in article.body[max(0, number - 2) : number + 2] if other is not paragraph for span in other
        ]
        for span in paragraph:
            for quotation in touching(marked, span):
                if not any(touching(taken, quotation)):
                    yield from _one(text, span, quotation, beside)


def _one(text: str, paragraph: Span, quotation: Span, beside: Sequence[Span]) -> Iterator[Found]:
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
    elif quotation.start == paragraph.start and (signed := _signed(text, paragraph, quotation)):
        yield Found((signed,), (), (quotation,), NAMED)
    elif inverted := _inverted(text, quotation):
        yield inverted
    elif _whole(said) and _apart_from(text, paragraph, quotation):
        if paragraph == quotation and any(INSCRIBED.search(text, *one) for one in beside):
            return
        who = _doing(text, paragraph, quotation)
        yield Found((who,) if who else (), (), (quotation,), NOBODY)


def _signed(text: str, paragraph: Span, quotation: Span) -> Span | None:
    """Return whom the words after a quotation name: a dash, the work it is from, a headline's "‘No deal’: mayor"."""
    for pattern in (SIGNED, FROM_WORK):
        if found := pattern.match(text, quotation.end, paragraph.end):
            return Span(*found.span("who"))
    headline = AFTER_HEADLINE.match(text, quotation.end, paragraph.end)
    small = len(SMALL.findall(text, *quotation)) > 1
    return Span(*headline.span("who")) if headline and small else None


def _inverted(text: str, quotation: Span) -> Found | None:
    """Return who says a quotation, where a verb and its subject follow: “Drop it!” commanded the mate."""
    verb = VERB_AFTER.match(text, quotation.end, quotation.end + 30)
    if verb is None or not ENDS_SAID.search(text, *quotation) or not (speaks(verb[1]) or verb[1] in BESIDES):
        return None
    who = SUBJECT_AFTER.match(text, verb.end(), verb.end() + 120)
    return Found((Span(*who.span("who")),), (Span(*verb.span(1)),), (quotation,), NAMED) if who else None


def _doing(text: str, paragraph: Span, quotation: Span) -> Span | None:
    """Return the person whom the sentence right before a quotation tells of: "Hesk shook his head. “Not today.”"."""
    begin = max(paragraph.start, quotation.start - LONGEST_BEFORE)
    before = [one for one in sentences(text, Span(begin, quotation.start)) if text[one.start : one.end].strip()]
    does = DOES.match(text, before[-1].start, quotation.start) if before else None
    if does is None or (before[-1].start == begin != paragraph.start):
        return None
    who = phrase(does["who"])
    named = who is not None and not who.determiner and not is_never(does["who"])
    one = who is not None and (who.head in PERSON or who.head in ONE_OF_TWO)
    return Span(*does.span("who")) if named or one else None


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
        if speaks(word[2]):
            return (_in(led, (0, word.start())),), (_in(led, (word.start(1), len(words))),)
    return (led,), ()


def _in(outer: Span, place: tuple[int, int]) -> Span:
    return Span(outer.start + place[0], outer.start + place[1])


def _whole(said: str, *, one: bool = False) -> bool:
    """Say whether words in marks are whole sentences, of several words or of at least one."""
    words = re.findall(r"\w+", said)
    return len(words) >= (1 if one else FEWEST) and words[0][0].isupper() and bool(SENTENCE_END.search(said))
