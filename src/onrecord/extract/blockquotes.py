"""Block quotes: given as verbatim without marks, by whom they name, or whom the colon before them names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.extract.found import Found
from onrecord.extract.quotes import apart, touching
from onrecord.terms import Article, Span

QUOTED = re.compile(r"(?:>\s?)+(?=[^\s>])")
LEADS = re.compile(
    r"\b(?:wrote|writes|written|reads?|runs?|ran|replied|replies|answered|answers|said|says|stated|states|posted|posts|tweeted"
    r"|went|goes|as follows|message|letter|note|e-?mail|telegram|answer|reply|statement)\b[^.!?:“”\"]{0,50}:\s*$"
)
PLAIN = re.compile(r"(?![-–—•*·▪◦‣(\[#>]|\d{1,2}[.)]|[a-z][.)]\s)[^\s“”\"‘„«'`](?=[^:]*[.!?…]\s*$)")
"""A paragraph of plain sentences: no list's item, no turn, nothing in marks."""
SIGNED, UNSIGNED = 0.9, 0.5
"""How sure a block quote's statement is that names who is quoted, and one that does not."""


def blocks(text: str, article: Article) -> tuple[Span, ...]:
    """Return where an article's block quotes stand, in order.

    Those are the ones that its layout tells, paragraphs marked with ">", and one that is led in by who wrote or said it
    with a colon at the end of the paragraph before: "In the log the mate wrote:".
    """
    told = [part.span for part in article.parts if part.kind == "blockquote"]
    taken = [part.span for part in article.parts]
    for before, paragraph in pairwise(((), *article.body)):
        if any(start < paragraph[-1].end and paragraph[0].start < end for start, end in taken):
            continue
        if mark := QUOTED.match(text, *paragraph[0]):
            told += [Span(mark.end(), paragraph[0].end), *paragraph[1:]]
        elif before and LEADS.search(text, *before[-1]) and PLAIN.match(text, *paragraph[0]):
            told += paragraph
    return apart(told)


def beside(found: Sequence[Found], quotes: tuple[Span, ...]) -> list[Found]:
    """Return what was found but for what lies wholly in a block quote: it is part of it, and found again inside it."""

    def within(one: Found) -> bool:
        spans = (*one.source, *one.cue, *one.content)
        return any(all(start <= s and e <= end for s, e in spans) for start, end in touching(quotes, spans[-1]))

    return [one for one in found if not within(one)]


def unclaimed(article: Article, found: Sequence[Found]) -> Iterator[Found]:
    """Yield a statement for each block quote that no content covers."""
    taken = apart(span for one in found for span in one.content)
    for part in article.parts:
        if part.kind == "blockquote" and not any(touching(taken, part.span)):
            own = [Span(max(s, part.span.start), min(e, part.span.end)) for s, e in touching(article.spans, part.span)]
            words = tuple(
                span for span in own if part.by is None or span.end <= part.by.start or part.by.end <= span.start
            )
            if words:
                yield Found((part.by,) if part.by else (), (), words, SIGNED if part.by else UNSIGNED)
