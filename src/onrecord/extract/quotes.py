"""Which characters stand inside quotation marks, and so which statements are given as verbatim."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

from onrecord.extract.names import begins_sentence
from onrecord.extract.word_classes import readings
from onrecord.terms import CLOSES, Article, Kind, Span

MARK = re.compile(r"''|``|,,(?=\w)|<<|>>|&quot;|[“”„«»‹›\"‘’‚'`´\ufffd]")
ODD = {"”": ("”", "“"), "’": ("’",), "`": ("'", "’"), "´": ("´",), ",,": ("''", "“", "”", '"')}
"""Marks that open a quotation in some countries or by accident, and those that then close it: nowhere else do they."""
CLOSED_BY = CLOSES | ODD
SINGLE = ("‘", "'", "‚", "’", "`", "´")
ALIKE = ('"', "'", "''", "&quot;", "\ufffd")
"""Marks that look the same on both sides."""
NAME_WORD = re.compile(r"[A-Z\d][\w.&'’/-]*|of|the|and|for|in|a|de")
MARKED_AS = re.compile(
    r"\b(?:headed|marked|labelled|labeled|titled|entitled|named|nicknamed|plate|code|known as|dubbed"
    r"|the (?:word|letter|term)s?)\s*$",
    re.IGNORECASE,
)
INCHES = re.compile(r"\d['’]\s?\d{1,2}$")
ELIDED = re.compile(r"['’][nN]['’](?!\w)")
"""Rock 'n' roll."""
NEXT_SMALL = re.compile(r"\s([a-z]+)")
STOPPED = ".,;:!?…—–-"
LONGEST_NAME = 6
"""Words that a name in marks may have: of a ship, a title, a nickname."""


def quoted(text: str, article: Article) -> tuple[Span, ...]:
    """Return the spans inside quotation marks, marks included, in reading order.

    A mark that is never closed quotes to its paragraph's end (as in a quotation that goes on in the next paragraph),
    so that damage stays inside one paragraph. Marks within a quotation are part of it.
    """
    return tuple(span for paragraph in article.body for span in _in_paragraph(text, paragraph))


def kind(text: str, content: Iterable[Span], quotations: tuple[Span, ...]) -> Kind:
    """Tell a content given as verbatim from one reported in the article's words, and from one that is part both."""
    letters = verbatim = names = 0
    for start, end in content:
        letters += _letters(text[start:end])
        for s, e in touching(quotations, Span(start, end)):
            inside = _letters(text[max(s, start) : min(e, end)])
            verbatim += inside
            names += inside if _is_name(text, s, e) else 0
    if verbatim == letters and verbatim:
        return "direct"
    return "mixed" if verbatim > names else "indirect"


def _is_name(text: str, start: int, end: int) -> bool:
    """Say whether words in marks within a report are a name, such as a ship's or a nickname, and nobody's words."""
    words = text[start:end].strip("“”„«»‹›\"‘’‚' ")
    if len(words.split()) > LONGEST_NAME or words[-1:] in STOPPED:
        return False
    if begins_sentence(text, start) and _describes(words, NEXT_SMALL.match(text, end)):
        return False
    return all(map(NAME_WORD.fullmatch, words.split())) or bool(MARKED_AS.search(text[max(0, start - 24) : start]))


def _describes(word: str, after: re.Match[str] | None) -> bool:
    """Say whether one word is an adjective of what follows it: “Careless” driving, not “Brave” sank."""
    if after is None or not word.isalpha() or readings(word.lower(), "", joined=False) != "J":
        return False
    return readings(after[1], word, joined=False)[0] in "NSG"


def with_marks(text: str, span: Span, quotations: tuple[Span, ...]) -> Span:
    """Widen a content that ends just inside a quotation's marks by these marks."""
    start, end = span
    for s, e in touching(quotations, span):
        if s < start < e and not _letters(text[s:start]):
            start = s
        if s < end < e and not _letters(text[end:e]):
            end = e
    return Span(start, end)


def touching(quotations: tuple[Span, ...], span: Span) -> Iterator[Span]:
    """Yield the quotations, which are in order and apart from each other, that share a character with a span."""
    at = max(0, bisect_right(quotations, span.start, key=itemgetter(0)) - 1)
    while at < len(quotations) and quotations[at].start < span.end:
        if quotations[at].end > span.start:
            yield quotations[at]
        at += 1


def apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch made one."""
    apart: list[Span] = []
    for start, end in sorted(spans):
        if apart and start <= apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(end, apart[-1].end))
        else:
            apart.append(Span(start, end))
    return tuple(apart)


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))


def _in_paragraph(text: str, spans: tuple[Span, ...]) -> Iterator[Span]:
    marks = [mark for span in spans for mark in MARK.finditer(text, span.start, span.end) if _is_mark(text, mark)]
    at = 0
    begin: int | None = spans[0].start  # where a quotation may have begun whose opening mark is lost
    hopeless: set[str] = set()  # single marks for which none that closes follows
    while at < len(marks):
        opening = marks[at]
        at += 1
        if begin is not None and _closes_only(text, opening, spans[0].start):
            yield from _pieces(Span(begin, opening.end()), spans)
            begin = None
            continue
        if opening.group() in hopeless or not _opens(text, opening):
            continue
        closing = _closing(text, opening, marks, at)
        if closing is not None:
            at = closing + 1
            while at < len(marks) and _closes_only(text, marks[at], spans[0].start):  # closed twice: the last counts
                closing, at = at, at + 1
            yield from _pieces(Span(opening.start(), marks[closing].end()), spans)
            begin = None
        elif _stays_open(text, opening, spans, begin is None):
            yield from _pieces(Span(opening.start(), spans[-1].end), spans)
            return
        else:
            hopeless.add(opening.group())


def _stays_open(text: str, opening: re.Match[str], spans: tuple[Span, ...], after_another: bool) -> bool:
    """Say whether a mark that nothing closes quotes to its paragraph's end; a single one may be an apostrophe."""
    if opening.group() == "\ufffd" or opening.group() in ODD:  # a mark only where another closes it
        return False
    if _stands_alone(text, opening):
        return False
    if opening.group() not in SINGLE:
        return True
    capital = text[opening.end() : opening.end() + 1].isupper()
    goes_on = after_another and text[spans[-1].end - 1] in ".!?…"
    reopened = opening.group() == "‘" and opening.start() == spans[0].start
    return opening.group() in ("‘", "'") and capital and (reopened or goes_on)


def _closing(text: str, opening: re.Match[str], marks: list[re.Match[str]], at: int) -> int | None:
    """Return the number of the mark that closes a quotation: of those that may, the first that is no apostrophe.

    An apostrophe may end a word (the players’ bus), so of single marks the first after a full stop or a comma is taken.
    """
    doubtful: int | None = None
    for n in range(at, len(marks)):
        if marks[n].group() == "‘" and doubtful is not None:
            break
        if _closes(text, opening, marks[n]):
            if not _doubtful(text, opening, marks[n]):
                return n
            doubtful = n if doubtful is None else doubtful
    return None if opening.group() == "’" else doubtful


def _doubtful(text: str, opening: re.Match[str], mark: re.Match[str]) -> bool:
    if opening.group() in SINGLE:
        return text[mark.start() - 1] not in STOPPED
    return opening.group() == '"' and bool(INCHES.search(text[max(0, mark.start() - 6) : mark.start()]))


def _closes_only(text: str, mark: re.Match[str], begin: int) -> bool:
    """Say whether a mark can only close: it stands after a word's end, a straight one after a full stop or a comma."""
    before, after = _around(text, mark)
    if mark.group() == '"':
        ended = before != "" and before in ".,!?…"
    else:
        ended = mark.group() == "”" and bool(before.strip()) and not before.isdigit()
    return ended and mark.start() - begin > 1 and not after.isalnum()


def _pieces(span: Span, paragraph: tuple[Span, ...]) -> Iterator[Span]:
    """Cut a quotation where its paragraph is cut."""
    for start, end in paragraph:
        if start < span.end and span.start < end:
            yield Span(max(start, span.start), min(end, span.end))


def _around(text: str, mark: re.Match[str]) -> tuple[str, str]:
    return text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]


def _is_mark(text: str, mark: re.Match[str]) -> bool:
    """Leave out apostrophes, which stand between letters or digits, or on both sides of one."""
    if mark.group() not in ("’", "'"):
        return True
    before, after = _around(text, mark)
    elided = ELIDED.match(text, mark.start()) or (mark.start() > 1 and ELIDED.match(text, mark.start() - 2))
    return not (elided or (before.isalnum() and after.isalnum()))


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Say whether a mark opens a quotation; one that looks the same on both sides must touch the word after it, unless
    it touches none at all.
    """
    before, after = _around(text, mark)
    if mark.group() in ODD:
        capital = after.isupper() or mark.group() != "’"
        return (not before.strip() or before in "([—–") and after.isalnum() and capital
    if mark.group() in ALIKE:
        year = mark.group() == "'" and after.isdigit()  # the '90s
        return _stands_alone(text, mark) or (not before.isalnum() and bool(after.strip()) and not year)
    return mark.group() in CLOSES


def _stands_alone(text: str, mark: re.Match[str]) -> bool:
    """Say whether a straight mark has white space on both sides, or stands before any at a text's beginning."""
    before, after = _around(text, mark)
    return mark.group() == '"' and not before.strip() and after.isspace()


def _closes(text: str, opening: re.Match[str], mark: re.Match[str]) -> bool:
    """Say whether a mark closes a quotation: it fits the opening one and is not about to open a word itself."""
    before, after = _around(text, mark)
    if mark.group() not in CLOSED_BY[opening.group()] or mark.start() == opening.end():
        return False
    if mark.group() in ("’", "'") and after.isalnum():
        return False
    return not (before.isspace() and after.isalnum())
