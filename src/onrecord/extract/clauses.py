"""Clauses in which somebody says something, read by their grammar where the model passes them over.

Only what English grammar makes plain is read: a subject at the head of a clause, a verb of speech, perhaps whom it is
said to, and a clause or words in marks: "the clerk told a visitor that it was shut".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.found import Found
from onrecord.extract.prose import SHORTENED
from onrecord.extract.verbs import forms
from onrecord.late import late
from onrecord.terms import Span

SURE = 0.6
"""A middle: of what has this confidence 20 of 20 are right in the challenge sets, and 3 of 19 in polnear's dev."""
MARKS = tuple("“‘\"'«")
SENTENCE = late(r"[.!?…][\"'”’»)\]]*(\s+)(?=[\"'“‘«(\[]*[A-Z])")
SPEECH = (
    "say claim argue insist declare testify state report warn announce complain explain admit swear allege assert"
    " maintain contend remark recall acknowledge concede reveal disclose predict confirm"
)
THAT_ONLY = "write note record find show suggest estimate conclude stress"
"""Verbs that report something where "that" follows, and with a thing after them often do not: "she wrote a book"."""
TELLING = "tell warn inform assure remind advise promise notify"
SHOUTING = "shout reply answer cry call ask whisper yell read repeat add mutter murmur scream quip"
ASKING = "ask wonder inquire enquire"
_DETERMINER = "the|an?|his|her|its|their|my|our|your|one|some|two|three|these|those"
_PRONOUN = "he|she|they|I|we|you|it|somebody|someone|nobody|no one|everybody|everyone"
_NO_NOUN = (
    r"(?!(?:that|which|whom?|whose|and|but|or|if|because|while|when|as|is|was|are|were|be|been|has|have|had"
    rf"|{_PRONOUN})\b)"
)
_SUBJECT = (
    rf"(?:(?:{_PRONOUN})\b|(?:(?:{_DETERMINER})\s|(?=(?-i:[A-Z])))(?:{_NO_NOUN}[\w’'&.-]+\s){{0,6}}?{_NO_NOUN}[\w’'&.-]+"
    r"(?:,\s[^,.;:?!“”\"]{2,60},)?)"
)
_ADVERB = r"(?:\w+ly|also|once|later|then|even|already|always|often|never|still|just|first)\s"
_HEARER = (
    r"(?:(?:me|us|him|her|them|you|everyone|everybody|nobody)"
    r"|(?:the|an?|his|her|their|its|my|our)\s(?:[\w’'-]+\s){0,3}?[\w’'-]+|[a-z]+s)"
)
_THAT = r"(?:that|whether|if|why|how|what|when|where|who)\b"
_CLAUSE = rf"(?:{_THAT}|(?:{_PRONOUN}|{_DETERMINER}|no|there|(?-i:[A-Z])[\w’'-]+)\s)"


def any_of(verbs: str) -> str:
    """Return a pattern of the verbs' finite forms, which stand apart by blanks."""
    return "|".join(sorted({form for verb in verbs.split() for form in forms(verb) if not form.endswith("ing")}))


_SAID = (
    rf"(?P<cue>(?:(?:had|has|have)\s)?(?:{_ADVERB})?(?:(?:{any_of(TELLING)})(?=\s{_HEARER}\s{_CLAUSE})"
    rf"|(?:{any_of(SPEECH)})(?=\s(?:to\s{_HEARER}\s)?{_CLAUSE})|(?:{any_of(THAT_ONLY)})(?=\s(?:to\s{_HEARER}\s)?(?:that|no)\s)"
    rf"|(?:{any_of(ASKING)})(?=\s(?:{_HEARER}\s)?{_THAT})))\b"
)
_MARKED = (
    rf"(?P<cue>(?:(?:had|has|have)\s)?(?:{_ADVERB})?(?:{any_of(f'{SPEECH} {TELLING} {SHOUTING}')}))"
    rf"(?:\s(?:at\s|to\s)?{_HEARER})?(?:,|:)?(?=\s[“‘\"'«]\w)"
)
SAID = late(rf"(?P<who>{_SUBJECT})\s{_SAID}", re.IGNORECASE)
MARKED = late(rf"(?P<who>{_SUBJECT})\s{_MARKED}", re.IGNORECASE)
SUBJECT = late(rf"(?P<who>{_SUBJECT})\s(?:had|has|have|was|were|is|are|[a-z]+ed)\b")
AND_SAID, AND_MARKED = (late(rf",?\s(?:and|but)\s(?:then\s|also\s)?{cue}", re.IGNORECASE) for cue in (_SAID, _MARKED))
OTHER = late(
    r"[,;:—–“”\"]|\b(?:and|but|or|when|whenever|as|while|whilst|whereas|because|that|who|whom|whose|which|what|where|why|how"
    r"|before|after|if|whether|since|until|till|once|unless|though|although|so|than)\b",
    re.IGNORECASE,
)
"""Where another clause may begin, whose subject would speak: "She slept when the clerk came and said no"."""
CALLED = late(r"\bcall(?:s|ed)?$", re.IGNORECASE)
OVERHEARD = late(
    rf"\b(?:hear|heard|hears|hearing)\s(?P<who>{_SUBJECT})\s"
    r"(?P<cue>(?:say|shout|yell|cry|whisper|call|scream|mutter|ask)(?:ing)?(?:\sout)?),?\s(?P<content>[“‘\"'«]|that\s)",
    re.IGNORECASE,
)
NEXT = late(r",?\s(?:and|but|while|whereas)\s")
CLAIMED = late(
    r"\s(?P<cue>claim|assertion|promise|pledge|assurance|warning|denial|admission|allegation|insistence|prediction"
    r"|contention|statement|announcement|complaint)s?\s(?P<content>that\s)",
    re.IGNORECASE,
)
OWNER = late(rf"(?P<who>{_SUBJECT}[’']s|[\w’'-]+s[’']|\b(?:his|her|their|its|my|our))(?:\s[\w-]+)?$", re.IGNORECASE)
LONGEST_OWNER = 80
"""Characters before "claim that" in which it is told whose claim it is."""
HEARER = late(rf"\s{_HEARER}(?=\s{_CLAUSE})", re.IGNORECASE)
TO_HEARER = late(rf"\sto{HEARER.pattern}", re.IGNORECASE)
TOLD = late(rf"\b(?:{any_of(TELLING + ' ask')})$", re.IGNORECASE)
HEARD = late(
    rf"{_SUBJECT}\s(?P<cue>(?:(?:had|has|have)\s(?:{_ADVERB})?been|was|were)\s(?:{_ADVERB})?"
    rf"(?:told|asked|warned|informed|assured|advised|ordered|reminded))\b(?=\s(?:{_CLAUSE}|to\s))",
    re.IGNORECASE,
)


def clause(text: str, span: Span) -> Found | None:
    """Return what the clause at the head of a span reports, where it is one of speech: its content is all the rest.

    >>> text = "the clerk told a visitor that it was shut"
    >>> one = clause(text, Span(0, len(text)))
    >>> [text[slice(*part)] for part in (*one.source, *one.cue, *one.content)]
    ['the clerk', 'told', 'that it was shut']
    """
    end = span.start + len(text[span.start : span.end].rstrip(" .”’\"'"))
    said = HEARD.match(text, span.start, end)
    source: tuple[Span, ...] = ()
    if said is None:
        said = SAID.match(text, span.start, end) or MARKED.match(text, span.start, end)
        if said is None:
            return None
        source = (Span(*said.span("who")),)
    return _content(text, source, said, end, span)


def shared(text: str, span: Span) -> Found | None:
    """Return what the subject of a span's first clause says in a later one: "She had wept and had said that"."""
    subject = SUBJECT.match(text, *span)
    end = span.start + len(text[span.start : span.end].rstrip(" .”’\"'"))
    said = AND_SAID.search(text, subject.end(), end) or AND_MARKED.search(text, subject.end(), end) if subject else None
    if subject is None or said is None or OTHER.search(text, subject.end(), said.start()):
        return None
    return _content(text, (Span(*subject.span("who")),), said, end, span)


def overheard(text: str, span: Span) -> Found | None:
    """Return what somebody was heard to say: "She heard the driver shout “Get down!”"."""
    heard = OVERHEARD.search(text, *span)
    if heard is None:
        return None
    end = span.start + len(text[span.start : span.end].rstrip(" ."))
    return Found((Span(*heard.span("who")),), (Span(*heard.span("cue")),), (Span(heard.start("content"), end),), SURE)


def reports(text: str, span: Span) -> Iterator[Span]:
    """Yield the parts of a sentence of which each after the first is a report of its own.

    "The pilot told him it was late, and the tower said it was early."
    """
    begin = span.start
    for link in NEXT.finditer(text, *span):
        if any(pattern.match(text, link.end(), span.end) for pattern in (SAID, MARKED, HEARD)):
            yield Span(begin, link.start())
            begin = link.end()
    yield Span(begin, span.end)


def _content(text: str, source: tuple[Span, ...], said: re.Match[str], end: int, span: Span) -> Found | None:
    """Return a report whose cue is known, without whom it was said to: its content runs to the end."""
    hearer = HEARER.match(text, said.end(), end) if source and TOLD.search(said["cue"]) else None
    hearer = hearer or TO_HEARER.match(text, said.end(), end)
    names = CALLED.search(said["cue"]) and not text.startswith((" to ", " at "), said.end("cue"))
    at = hearer.end() if hearer else said.end("cue") if names else said.end()
    at += len(text[at:end]) - len(text[at:end].lstrip())
    if names or text[at : at + 1] in MARKS:
        end = span.start + len(text[span.start : span.end].rstrip())
    return Found(source, (Span(*said.span("cue")),), (Span(at, end),), SURE) if at < end else None


def claimed(text: str, span: Span) -> Found | None:
    """Return what the first noun of that sort reports in a span: "its claim that it was dry", to the span's end."""
    end = span.start + len(text[span.start : span.end].rstrip(" .”’\"'"))
    claim = CLAIMED.search(text, span.start, end)
    begin = max(span.start, claim.start() - LONGEST_OWNER) if claim else span.start
    owner = OWNER.search(text[begin : claim.start()]) if claim else None
    if claim is None or owner is None:
        return None
    who = Span(begin + owner.start("who"), begin + owner.end("who"))
    return Found((who,), (Span(*claim.span("cue")),), (Span(claim.start("content"), end),), SURE)


def sentences(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a stretch of text, without the blanks between them."""
    begin = span.start
    for end in SENTENCE.finditer(text, span.start, span.end):
        if SHORTENED.search(text, max(begin, end.start() - 5), end.start()):
            continue
        yield Span(begin, end.start(1))
        begin = end.end()
    yield Span(begin, span.end)
