"""What is said in articles, as wordings: of each statement, and of what else stands in quotation marks."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from onrecord.engines.local import Pool
from onrecord.extract.quotes import apart, quoted
from onrecord.link import wordings
from onrecord.store.wordings import Heard, Unheard
from onrecord.terms import Span, short_id

NOBODY, UNCOVERED = "", "?"


def all_heard(articles: Iterable[Unheard], pool: Pool) -> Iterator[tuple[Unheard, list[Heard]]]:
    """Yield articles, each with what is said in it, as a pool's workers find it."""
    return pool.crated(_heard_in, articles, size=lambda article: len(article.text))


def _heard_in(article: Unheard) -> list[Heard]:
    return list(heard_in(article))


def heard_in(article: Unheard) -> Iterator[Heard]:
    """Yield all that is said in an article, and what else stands there in quotation marks."""
    text = article.text
    near = f"story {article.story}" if article.story is not None else f"day {article.published}"
    direct = apart([span for one in article.statements if one.kind == "direct" for span in one.content])
    for one in article.statements:
        if one.kind != "direct" and all(any(s <= start and end <= e for s, e in direct) for start, end in one.content):
            continue  # "he told me that ...", in somebody's own words
        verbatim, spans = wordings.verbatim(text, one.kind, one.content)
        words = wordings.words_in(text, spans)
        if words:
            occasion = near if one.person is None or wordings.is_common(words) else ""
            hash = wordings.hash_of(words, verbatim=verbatim)
            start, end = one.content[0].start, one.content[-1].end
            yield Heard(
                hash,
                one.person or NOBODY,
                occasion,
                0,
                verbatim,
                len(words),
                one.number,
                one.id,
                start,
                end,
                _keys(words),
                spans,
            )
    for span in _uncovered(article):
        words = wordings.words_in(text, [span])
        if len(words) >= wordings.FEW:
            hash = wordings.hash_of(words, verbatim=True)
            id = short_id(article.document, article.place, *span)
            yield Heard(hash, UNCOVERED, near, 0, True, len(words), None, id, *span, _keys(words), (span,))


def _keys(words: Sequence[str]) -> array[int]:
    return array("I", wordings.keys_of(words))


def _uncovered(article: Unheard) -> Iterator[Span]:
    """Yield what stands in quotation marks and in no statement's content."""
    covered = apart([span for one in article.statements for span in one.content])
    for start, end in quoted(article.text, article.article):
        if not any(s < end and start < e for s, e in covered):
            yield Span(start, end)
