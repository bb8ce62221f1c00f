"""Turns: the paragraphs of an interview, a transcript or a live blog -> who speaks, or what was posted, one by one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from onrecord.read.names import MASTHEAD
from onrecord.terms import Part, Span

ASKED = frozenset({"q", "a", "question", "answer"})
_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|\d{1,3}|de|van|von|of|the)){0,4}"
LABEL = re.compile(  # "Q:", "A.", "ADA QUILL:", "Ada Quill (by telephone):", "[00:14] Ada:", ">> QUILL:", ">> words"
    r"[*_]{0,3}(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+)?(?:(?P<asked>(?:Q|A|Question|Answer))\s*\d{0,2}[*_]{0,3}(?:[:.]|\s[–—-])"
    rf"|(?P<mark>>>+\s*)?(?P<name>{_NAME}|@\w{{2,30}})(?:\s*[(\[][^()\[\]\n]{{1,60}}[)\]])?\s*[*_]{{0,3}}:"
    r"|>>+)[*_]{0,3}\s+(?=\S)"
)
STAMP = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:[:.][0-5]\d)?\s*(?P<half>[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?"
    r"(?:\s*[-–—:|]\s+|\s*$)",
    re.IGNORECASE,
)
NOBODY = frozenset(  # what stands before a colon in a box of facts
    "when where what who why how date time place price cost tickets venue address phone contact email web"
    " website source photo picture image video credit note notes correction clarification update updated"
    " editor editors related read watch listen see also warning verdict rating result results score scores"
    " serves ingredients method analysis opinion comment background key summary location duration director"
    " cast length age born died weather today tomorrow present apologies absent attending attendance trending"
    " exclusive breaking live developing advertisement sponsored".split()
)
OFFICES = frozenset(
    "THE MR MRS MS MISS DR PROF PROFESSOR JUDGE JUSTICE SENATOR REP REPRESENTATIVE PRESIDENT PREMIER CHAIRMAN"
    " CHAIRWOMAN CHAIR MINISTER MAYOR GOVERNOR COUNCILLOR DEPUTY SECRETARY CHANCELLOR SPEAKER COUNSEL"
    " INSPECTOR CAPTAIN".split()
)
FIRST = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b(?![.’'])")
TOLD = re.compile(r"\b(?:said|says|told|asked|added|wrote|replied)\b|[“”\"]")
SMALL = re.compile(r"\b[a-z]{2,}\b")
FARTHEST = 6  # paragraphs that one turn may have: beyond them the article has gone on in its own words
LEAST_POSTS = 3


class Paragraph(NamedTuple):
    """A paragraph among which turns are looked for: where it stands, whether all in bold type, whether a heading.

    ``body`` is false for a line that stands outside the body, such as the time of a post.
    """

    span: Span
    strong: bool = False
    heading: bool = False
    body: bool = True


def turns(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Part, ...]:
    """Return the turns of an article in order, none where it is neither interview, transcript nor live blog.

    Args:
        text: the document's text.
        paragraphs: those of the article's body, and the lines between them.
    """
    for found in (_named(text, paragraphs), _posts(text, paragraphs), _bold(text, paragraphs)):
        if found:
            return tuple(found)
    return ()


def label(words: str) -> re.Match[str] | None:
    """Return the match of what opens a turn at the head of the words, such as "Q:" or "ADA QUILL:".

    >>> label("ADA QUILL: So be it.")["name"], label("So be it: I go.")
    ('ADA QUILL', None)
    """
    return LABEL.match(words[:200])


class _Label(NamedTuple):
    """What opens a turn: in which paragraph, where it names who speaks, whether a question, whether after ">>"."""

    place: int
    by: Span | None
    asked: str
    marked: bool


def _labels(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[_Label]:
    for place, one in enumerate(paragraphs):
        if not one.body or one.heading:
            continue
        start, end = one.span
        marked = ">>" in text[max(0, start - 3) : start + 2]  # Markdown takes it for the mark of a quotation
        match = LABEL.match(text, start, min(end, start + 200))
        if match or marked:
            by = (
                Span(*match.span("name" if match["name"] else "asked"))
                if match and (match["name"] or match["asked"])
                else None
            )
            yield _Label(place, by, (match["asked"] or "")[:1] if match else "", marked)


def _named(text: str, paragraphs: Sequence[Paragraph]) -> list[Part]:
    """Return the turns that begin with a label."""
    found = list(_labels(text, paragraphs))
    if len(found) < 2:
        return list(_spoken(text, paragraphs, [one for one in found if _is_alone(text, paragraphs, one)]))
    small = frozenset(SMALL.findall(text[paragraphs[0].span.start : paragraphs[-1].span.end]))
    names = [text[one.by.start : one.by.end] if one.by else "" for one in found]
    times = Counter(name for name in names if name and _is_speaker(name, small))
    asked = {one.asked for one in found} >= {"Q", "A"}
    marked = bool(times) and sum(one.marked for one in found) > 1
    again = len(times) > 1 and max(times.values()) > 1 and sum(times.values()) > 2
    spoken = again or _throughout(
        text, paragraphs, [one.place for one, name in zip(found, names, strict=True) if name in times]
    )
    kept = [
        one
        for one, name in zip(found, names, strict=True)
        if (asked and one.asked) or (marked and one.marked) or ((spoken or asked or marked) and name in times)
    ]
    return list(_spoken(text, paragraphs, kept))


def _is_alone(text: str, paragraphs: Sequence[Paragraph], one: _Label) -> bool:
    """Return whether a label makes a turn with no other beside it: a post's "@name:", "THE SPEAKER:"."""
    if one.by is None:
        return False
    name = text[one.by.start : one.by.end]
    ended = text[one.by.end : paragraphs[one.place].span.end].rstrip('*_"”’ ').endswith((".", "?", "!", "…"))
    office = name.isupper() and " " in name and name.split()[0].rstrip(".") in OFFICES
    return ended and (name.startswith("@") or office)


def _throughout(text: str, paragraphs: Sequence[Paragraph], places: Sequence[int]) -> bool:
    """Return whether labels are all there is: before half of the paragraphs at least, each with whole sentences."""
    body = [one for one in paragraphs if one.body and not one.heading]
    ended = (text[: paragraphs[place].span.end].rstrip('*_"”’ ').endswith((".", "?", "!", "…")) for place in places)
    return len(places) > 1 and 2 * len(places) >= len(body) and all(ended)


def _is_speaker(name: str, small: frozenset[str]) -> bool:
    """Return whether a label names somebody: in capitals, or none of its words is one that the text writes small."""
    if name.split()[0].casefold() in NOBODY:
        return False
    if name.isupper() and len(name) > 1:
        return True
    parts = name.removeprefix("The ").split()
    return not MASTHEAD.fullmatch(name) and not any(part.lower() in small for part in parts if part[0].isupper())


def _spoken(text: str, paragraphs: Sequence[Paragraph], kept: Sequence[_Label]) -> Iterator[Part]:
    for one, after in zip_longest(kept, [one.place for one in kept[1:]]):
        last = _last(paragraphs, one.place, after)
        while after is None and last + 1 < len(paragraphs) and _speaks_on(text, paragraphs[last + 1]):
            last += 1
        yield Part("turn", Span(paragraphs[one.place].span.start, paragraphs[last].span.end), one.by)


def _last(paragraphs: Sequence[Paragraph], place: int, after: int | None) -> int:
    """Return the last paragraph of the turn that begins at a place: those before the next, where it comes soon."""
    if after is None or after - place > FARTHEST:
        return place
    between = range(place + 1, after)
    if any(paragraphs[other].heading for other in between):
        return place
    return max((other for other in between if paragraphs[other].body), default=place)


def _speaks_on(text: str, one: Paragraph) -> bool:
    """Return whether a paragraph after the last label goes on in the first person, and not in the article's words."""
    words = text[one.span.start : one.span.end]
    return one.body and not one.heading and words[:1].isupper() and bool(FIRST.search(words)) and not TOLD.search(words)


def _posts(text: str, paragraphs: Sequence[Paragraph]) -> list[Part]:
    """Return the posts of a live blog: each from the time at its head to before the next."""
    stamps = []
    for place, one in enumerate(paragraphs):
        match = STAMP.match(text, one.span.start, min(one.span.end, one.span.start + 40))
        if match:
            stamps.append((place, _minutes(match)))
    if len(stamps) < LEAST_POSTS or len({time for _, time in stamps}) < LEAST_POSTS:
        return []
    steps = [after - before for (_, before), (_, after) in pairwise(stamps)]
    if not (all(step >= 0 for step in steps) or all(step <= 0 for step in steps)):
        return []
    parts = []
    for (place, _), after in zip(stamps, [*(place for place, _ in stamps[1:]), len(paragraphs)], strict=True):
        inside = [paragraphs[other].span for other in range(place, after) if paragraphs[other].body]
        if inside:
            parts.append(Part("turn", Span(inside[0].start, inside[-1].end)))
    return parts


def _minutes(match: re.Match[str]) -> int:
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    return 60 * hour + int(match["minute"])


def _bold(text: str, paragraphs: Sequence[Paragraph]) -> list[Part]:
    """Return the questions in bold type and the answers below them."""
    asked = [place for place, one in enumerate(paragraphs) if one.strong and _is_question(text, one.span)]
    answered = [place for place in asked if place + 1 < len(paragraphs) and not paragraphs[place + 1].strong]
    if len(answered) < 3:
        return []
    parts = []
    for place, after in zip_longest(answered, answered[1:]):
        parts.append(Part("turn", paragraphs[place].span))
        last = _last(paragraphs, place + 1, after)
        if paragraphs[place + 1].body and not paragraphs[place + 1].heading:
            parts.append(Part("turn", Span(paragraphs[place + 1].span.start, paragraphs[last].span.end)))
    return parts


def _is_question(text: str, span: Span) -> bool:
    return text[span.start : span.end].rstrip('*_"”’ ').endswith("?")
