"""The quotations of a draft: their words without the marks, whose the draft says they are, and what stands beside."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.check.marks import owner_of, unmarked
from onrecord.compare import Wording, wording
from onrecord.terms import Article, Span, Statement

IGNORE = re.compile(r"(?:<!--\s*|\[)onrecord:\s*ignore\b(?P<reason>.*?)(?:-->|\])", re.IGNORECASE | re.DOTALL)
"""``<!-- onrecord: ignore: on tape, 11 March -->``, or the same in square brackets: for the quotation before it."""
BLANK = "\ufffc"
STEP = 1000
"""Characters of a stretch of a draft by which its statements are found."""
SENTENCE = re.compile(r"(?:(?<=[a-z]{3}[.!?])|(?<=[\d”\"￼)][.!?])|(?<=[!?]))(?<!Prof\.)[\"”’)]*\s+(?=[A-Z“\"])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of a draft.

    ``spans`` are its words without the outer marks, ``span`` all of it with them. ``speaker`` is whom the draft names,
    None where it names nobody; ``named`` says whether it names them beside the words, or they only seem to go on.
    ``attributed`` says whether it gives the words to anybody at all. ``beside`` is the sentence around it without what
    is quoted. ``ignored`` is the reason for which it is not to be checked.
    """

    text: str
    span: Span
    spans: tuple[Span, ...]
    speaker: str | None
    attributed: bool
    beside: str
    ignored: str | None = None
    named: bool = True

    @property
    def words(self) -> str:
        """The words as one line."""
        return " ".join(" ".join(self.text[start:end] for start, end in self.spans).split())


@lru_cache(256)
def wording_of(quotation: Quotation) -> Wording:
    """Return the words of a quotation as they are compared."""
    return wording(quotation.text, quotation.spans)


def quotations(
    text: str, article: Article, marks: Sequence[Span], statements: Iterable[Statement], reasons: Mapping[int, str]
) -> Iterator[Quotation]:
    """Yield an article's quotations in the order of the text; parts that one statement holds are one quotation.

    Args:
        text: the draft.
        article: the article in it.
        marks: what stands in quotation marks, these included, and block quotes.
        statements: what was found to be said in it.
        reasons: why some are not to be checked, by where the mark begins: see ``ignored``.
    """
    near = _Near(statements)
    places = sorted((paragraph[0].start, paragraph[-1].end) for paragraph in article.body)
    groups: dict[object, list[Span]] = {}
    owners: dict[object, Statement | None] = {}
    for number, mark in enumerate(marks):
        owner = owner_of(mark, near.to(mark))
        key: object = owner.id if owner is not None and owner.kind == "direct" else number
        groups.setdefault(key, []).append(mark)
        owners[key] = owner
    for key, parts in groups.items():
        owner = owners[key]
        inner = tuple(span for span in (unmarked(text, part) for part in parts) if span.start < span.end)
        if inner:
            yield Quotation(
                text,
                Span(parts[0].start, parts[-1].end),
                inner,
                owner.speaker if owner else None,
                owner is not None,
                _beside(text, places, parts, marks),
                next((reasons[one.start] for one in (parts[0], parts[-1]) if one.start in reasons), None),
                owner is None or bool(owner.source or owner.cue),
            )


class _Near:
    """Statements by where they stand: a long draft has many."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.places: dict[int, list[Statement]] = defaultdict(list)
        for statement in statements:
            for place in {n for start, end in statement.content for n in self._numbers(start, end)}:
                self.places[place].append(statement)

    def to(self, mark: Span) -> list[Statement]:
        """Return those that may hold words of a place, each once."""
        some = [one for n in self._numbers(*mark) for one in self.places.get(n, [])]
        return list({one.id: one for one in some}.values())

    @staticmethod
    def _numbers(start: int, end: int) -> range:
        return range(start // STEP, end // STEP + 1)


def _beside(text: str, places: Sequence[tuple[int, int]], parts: Sequence[Span], marks: Sequence[Span]) -> str:
    """Return the sentence around a quotation, in its paragraph, with a blank for each thing quoted.

    Args:
        text: the draft.
        places: its paragraphs, in order.
        parts: the quotation.
        marks: all that is quoted, in order.
    """
    start, end = places[max(0, bisect_right(places, (parts[0].start, len(text))) - 1)]
    if not start <= parts[0].start < end:
        return ""
    letters = list(text[start:end])
    for s, e in marks[bisect_left(marks, Span(start, 0)) : bisect_left(marks, Span(end, 0))]:
        letters[s - start : min(e, end) - start] = BLANK * (min(e, end) - s)
    blanked = "".join(letters)
    at = parts[0].start - start
    edges = [0, *(m.end() for m in SENTENCE.finditer(blanked)), len(blanked)]
    first = max(edge for edge in edges if edge <= at)
    last = min((edge for edge in edges if edge > at), default=len(blanked))
    return " ".join(re.sub(f"{BLANK}+", " ", IGNORE.sub(" ", blanked[first:last])).split())


def ignored(text: str, marks: Sequence[Span]) -> dict[int, str]:
    """Return the reasons for what is not to be checked, each by where the mark begins that it is about."""
    found: dict[int, str] = {}
    for match in IGNORE.finditer(text):
        before = [mark.start for mark in marks if mark.end <= match.start()]
        if before:
            found.setdefault(before[-1], " ".join(match["reason"].strip(" :-\n\t").split()))
    return found
