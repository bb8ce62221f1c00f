"""The quotations of a draft: their words without the marks, whose the draft says they are, and what stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.check.marks import owner_of, unmarked
from onrecord.compare import Wording, wording
from onrecord.terms import Article, Span, Statement

IGNORE = re.compile(r"(?:<!--\s*|\[)onrecord:\s*ignore\b(?P<reason>.*?)(?:-->|\])", re.IGNORECASE | re.DOTALL)
"""``<!-- onrecord: ignore: on tape, 11 March -->``, or the same in square brackets: for the quotation before it."""
BLANK = "\ufffc"
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
    text: str, article: Article, marks: Sequence[Span], statements: Sequence[Statement]
) -> Iterator[Quotation]:
    """Yield an article's quotations in the order of the text; parts that one statement holds are one quotation.

    Args:
        text: the draft.
        article: the article in it.
        marks: what stands in quotation marks, these included, and block quotes.
        statements: what was found to be said in it.
    """
    ignores = _ignores(text, article, marks)
    groups: dict[object, list[Span]] = {}
    owners: dict[object, Statement | None] = {}
    for number, mark in enumerate(marks):
        owner = owner_of(mark, statements)
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
                _beside(text, article, parts, marks),
                next((reason for at, reason in ignores if at in (parts[0].start, parts[-1].start)), None),
                owner is None or bool(owner.source or owner.cue),
            )


def _beside(text: str, article: Article, parts: Sequence[Span], marks: Sequence[Span]) -> str:
    """Return the sentence around a quotation, in its paragraph, with a blank for each thing quoted."""
    for paragraph in article.body:
        start, end = paragraph[0].start, paragraph[-1].end
        if start <= parts[0].start < end:
            letters = list(text[start:end])
            for s, e in marks:
                if start <= s < end:
                    letters[s - start : min(e, end) - start] = BLANK * (min(e, end) - s)
            blanked = "".join(letters)
            at = parts[0].start - start
            edges = [0, *(m.end() for m in SENTENCE.finditer(blanked)), len(blanked)]
            first = max(edge for edge in edges if edge <= at)
            last = min((edge for edge in edges if edge > at), default=len(blanked))
            return " ".join(re.sub(f"{BLANK}+", " ", IGNORE.sub(" ", blanked[first:last])).split())
    return ""


def _ignores(text: str, article: Article, marks: Sequence[Span]) -> list[tuple[int, str]]:
    """Return the reasons for what is not to be checked, each with where the quotation begins that it is about."""
    found = []
    for match in IGNORE.finditer(text):
        before = [mark.start for mark in marks if mark.end <= match.start()]
        if before:
            found.append((before[-1], " ".join(match["reason"].strip(" :-\n\t").split())))
    return found
