"""Quotations that run over paragraphs: each paragraph reopens the mark, only the last one closes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.terms import Article, Span

if TYPE_CHECKING:
    from onrecord.extract.statements import Found

CLOSING = ("”", "“", "»", '"', "''")


def continued(text: str, article: Article, quotations: tuple[Span, ...], found: Iterable[Found]) -> list[Found]:
    """Give a quotation that an earlier paragraph left open to the statement it began in.

    A paragraph goes on with the one before if that ends inside an open quotation which is somebody's content, and it
    opens with a mark itself. Its quotation then becomes one more content span, in place of any statement found in it
    that has no cue of its own.
    """
    statements = list(found)
    by_start, by_end = {q.start: q for q in quotations}, {q.end: q for q in quotations}
    for before, paragraph in zip(article.body, article.body[1:], strict=False):
        left_open, going_on = by_end.get(before[-1].end), by_start.get(paragraph[0].start)
        if left_open is None or going_on is None or _closed(text, left_open):
            continue
        speaking = next(
            (n for n, s in enumerate(statements) if any(c.end >= left_open.end > c.start for c in s.content)), None
        )
        own = [s for s in statements if any(going_on.start <= c.start < going_on.end for c in s.content)]
        if speaking is None or any(s.cue for s in own):
            continue
        whole = statements[speaking]
        statements[speaking] = whole._replace(content=(*whole.content, going_on))
        statements = [s for s in statements if s not in own]
    return statements


def _closed(text: str, quotation: Span) -> bool:
    """Say whether a quotation that ends with its paragraph has its closing mark."""
    return quotation.end - quotation.start > 1 and text.endswith(CLOSING, 0, quotation.end)
