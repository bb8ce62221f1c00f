"""Checking: a draft -> its quotations -> passages on record that may hold them -> verdicts."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache, lru_cache, partial
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from onrecord import extract
from onrecord.check import FINDINGS, Finding, Passage, Quotation, ignored, judged, probes, quotations
from onrecord.check.damage import is_noisy
from onrecord.check.dictionary import is_word
from onrecord.check.quotations import wording_of
from onrecord.check.sources import Said
from onrecord.extract.blockquotes import blocks
from onrecord.extract.quotes import apart, quoted
from onrecord.findings import encoder
from onrecord.read import inputs, read, read_bytes
from onrecord.read.articles import found_in
from onrecord.read.decode import decode
from onrecord.read.files import Input
from onrecord.read.formats import FORMATS, NO_ARTICLE
from onrecord.read.language import UNKNOWN, detected, named
from onrecord.read.source import Source, Unreadable
from onrecord.store import passages
from onrecord.terms import Article, Document, Skipped, Span, Statement

ARTICLES = 12
"""Articles that one quotation is held against: those that have most of its phrases."""
LEFT = 8
"""Articles looked at besides where none of these has the words: those with most of its rare words."""
FEW = 3
"""Words that differ from which on others may be meant than those that were found."""
LONG, AGAIN = 30_000, 4
"""Characters of a draft that are read at a time, some 5,000 words, and paragraphs that are read again with the next."""
KEPT = 512
"""Articles kept in memory, since a draft comes back to the same."""
PLAIN_TEXT = ("text/plain", "text/markdown")


class Checked(NamedTuple):
    """A draft, and what is to be said of each of its quotations, in the order of its text."""

    file: str
    text: str
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many quotations have which verdict as their gravest; those ignored are counted so."""
        names = ["ignored" if one.quotation.ignored else one.verdicts[0] for one in self.findings]
        return {name: names.count(name) for name in dict.fromkeys(names)}


def drafts(given: str | Path | bytes, *, name: str = "standard input") -> list[Document]:
    """Read a draft: a file, or the bytes of one.

    Args:
        given: the file's path, or its bytes.
        name: what bytes are called; its suffix tells which reader takes them, without one their beginning does.

    Raises:
        ValueError: it cannot be read; the message names it, says what is wrong and what to do.
    """
    if isinstance(given, bytes):
        found = _of_bytes(given, name)
    else:
        found = [one for path in inputs([Path(given)]) for one in _opened(path)]
    documents = [one for one in found if isinstance(one, Document)]
    if not documents:
        skipped = [one for one in found if isinstance(one, Skipped)]
        raise ValueError(f"{skipped[0].file} {skipped[0].reason}" if skipped else f"{given!s} holds no text to check")
    return documents


def _of_bytes(data: bytes, name: str) -> list[Document | Skipped]:
    form = FORMATS.get(Path(name).suffix.lower())
    if form is None or form.media_type not in PLAIN_TEXT:
        found = list(read_bytes(data, file=name, name=name))
        if found != [Skipped(name, NO_ARTICLE)] or data.lstrip().startswith(b"<") or form is not None:
            return found
    return [_plain(Source(Path("draft.md"), "draft.md", "text/markdown", len(data), data, name))]


def _opened(given: Input | Skipped) -> Iterable[Document | Skipped]:
    if isinstance(given, Skipped):
        return [given]
    form = FORMATS.get(given.path.suffix.lower())
    if form is not None and form.media_type in PLAIN_TEXT:
        return [_plain(Source(given.path, given.name, form.media_type, form.limit))]
    return read(given.path)


def _plain(source: Source) -> Document | Skipped:
    """Read a plain text as it stands: a draft may be no article yet."""
    try:
        data = source.content()
        decoded = decode(data)
    except Unreadable as problem:
        return Skipped(source.file, str(problem))
    except OSError as error:
        return Skipped(source.file, f"cannot be opened ({(error.strerror or str(error)).lower()})")
    found = found_in(decoded.text, name=source.name)
    return source.document(data, decoded.text, found.articles, encoding=decoded.encoding)


def check(db: sqlite3.Connection, draft: Document) -> Checked:
    """Hold every quotation of a draft against the record."""
    sources = Sources(db)
    found = [_checked(quotation, sources) for quotation in drafted(draft)]
    return Checked(draft.file, draft.text, tuple(sorted(found, key=lambda one: one.quotation.span)))


def drafted(draft: Document) -> Iterator[Quotation]:
    """Yield the quotations of a draft."""
    for article in _articles(draft):
        marks = apart((*quoted(draft.text, article), *blocks(article)))
        if marks:
            reasons, pieces = ignored(draft.text, marks), list(_pieces(article))
            with ThreadPoolExecutor(1) as ahead:  # the next piece is read while what one holds is checked
                for piece, said in zip(pieces, ahead.map(partial(_said, draft), pieces), strict=True):
                    inside = [mark for mark in marks if piece.start <= mark.start < piece.end]
                    yield from quotations(draft.text, piece.article, inside, said, reasons)


class Piece(NamedTuple):
    """A part of a draft that is read at a time: what is quoted from ``start`` on, up to ``end``, is its own."""

    article: Article
    start: int
    end: int


def _pieces(article: Article) -> Iterator[Piece]:
    """Yield an article in pieces: a book is read a chapter at a time, since who is who is weighed among all that speak.

    The paragraphs before are read once more with a piece, for whom a pronoun means.
    """
    body = article.body
    size = [0, *accumulate(sum(end - start for start, end in paragraph) for paragraph in body)]
    firsts = [n for n in range(len(body)) if not n or size[n] // LONG > size[n - 1] // LONG]
    for first, last in pairwise([*firsts, len(body)]):
        start = body[first][0].start if first else 0
        end = body[last][0].start if last < len(body) else sys.maxsize
        read = body[max(0, first - AGAIN) : last]
        reach = read[0][0].start if first else 0
        parts = tuple(part for part in article.parts if reach <= part.span.start < end)
        yield Piece(replace(article, body=read, parts=parts), start, end)


def _said(draft: Document, piece: Piece) -> list[Statement]:
    found = extract.findings(draft.id, draft.text, piece.article, encoder()).statements
    return [one for one in found if one.content[0].start >= piece.start]


def _articles(draft: Document) -> Iterator[Article]:
    """Yield the writing in a draft: all of a plain text, of any other document what stands in its articles and their
    headlines and captions.
    """
    parts = tuple(part for article in draft.articles for part in article.parts)
    if draft.media_type in PLAIN_TEXT:
        yield Article(tuple((span,) for span in _paragraphs(draft.text)), parts=parts)
        return
    for article in draft.articles:
        beside = [(part.span,) for part in article.parts if part.kind in ("headline", "standfirst", "caption")]
        inside = {span.start for span in article.spans}
        yield replace(article, body=tuple(sorted((*article.body, *(p for p in beside if p[0].start not in inside)))))


def _paragraphs(text: str) -> Iterator[Span]:
    """Yield the stretches of lines that are not empty."""
    at = 0
    for empty, lines in groupby(text.splitlines(keepends=True), key=lambda line: not line.strip()):
        size = sum(map(len, lines))
        if not empty:
            yield Span(at, at + size)
        at += size


def _checked(quotation: Quotation, sources: Sources) -> Finding:
    """Say what is to be said of one quotation; what is ignored is looked up all the same, so that the reason can be
    weighed.
    """
    for look in (sources.near, sources.beside, sources.far):
        found = judged(quotation, look(quotation), is_word, sources.is_noisy)
        if not _is_doubtful(found):
            break
    if found.verdicts == ("not-on-record",):
        language = detected(quotation.words)
        if language not in ("en", UNKNOWN):
            note = f"reads as {named(language)}: only English is compared"
            return replace(found, verdicts=("unchecked",), note=note, matches=())
    return found


def _is_doubtful(found: Finding) -> bool:
    """Say whether another source may have more of a quotation than those that were looked at."""
    ranges = {(*change.ours_words, *change.theirs_words) for change in found.changes if not change.customary}
    several = sum(max(end - start, last - first) for start, end, first, last in ranges) > FEW
    return several or found.verdicts[0] in ("not-on-record", "joined", "paraphrase-as-quotation")


def is_finding(found: Finding, *, strict: bool = False) -> bool:
    """Say whether there is something to look at, a figure beside it that differs also; ignores with a reason are not,
    and with "strict" typography and what could not be checked is.
    """
    if found.quotation.ignored:
        return False
    return found.verdicts[0] in FINDINGS or bool(found.figures) or (strict and found.verdicts[0] != "identical")


class Told(NamedTuple):
    """What is known of an article besides its text."""

    said: tuple[Said, ...]
    marks: tuple[Span, ...]
    parts: tuple[Span, ...]
    damaged: tuple[Span, ...]


class Sources:
    """The record as passages: looked up, and kept while a draft is checked."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._holding = lru_cache(KEPT)(self._read)
        self._told = lru_cache(KEPT)(self._tell)
        self._noisy = cache(self._noise)

    def near(self, quotation: Quotation) -> list[Passage]:
        """Return the passages that have the rarest of a quotation's phrases."""
        return self._passages(quotation, self._having(probes.leading(wording_of(quotation))))

    def beside(self, quotation: Quotation) -> list[Passage]:
        """Return those that have most of its phrases, besides."""
        ours = wording_of(quotation)
        near = self._having(probes.leading(ours))
        return self._passages(quotation, [*near, *self._having(probes.phrases(ours))])

    def far(self, quotation: Quotation) -> list[Passage]:
        """Return those that have the rarest of its words, wherever these stand, besides."""
        ours = wording_of(quotation)
        near = self._having(probes.phrases(ours))
        return self._passages(quotation, [*near, *passages.numbers_like(self.db, probes.telling(ours), LEFT)])

    def _having(self, phrases: Sequence[probes.Phrase]) -> list[int]:
        return passages.numbers_with(self.db, [phrase.words for phrase in phrases], ARTICLES)

    def is_noisy(self, passage: Passage) -> bool:
        """Say whether letters of a passage's article must have been misread."""
        return self._noisy(passage.number)

    def _noise(self, number: int) -> bool:
        holding, _ = self._holding(number)
        return is_noisy(" ".join(holding.text[s:e] for spans in holding.paragraphs for s, e in spans), is_word)

    def _passages(self, quotation: Quotation, numbers: Sequence[int]) -> list[Passage]:
        ours = wording_of(quotation)
        found = []
        for number in dict.fromkeys(numbers):
            holding, texts = self._holding(number)
            near = probes.paragraphs(texts, ours)
            if near:
                found.append(self._passage(holding, near))
        return found

    def _read(self, number: int) -> tuple[passages.Holding, tuple[str, ...]]:
        holding = passages.holding(self.db, number)
        text = holding.text
        return holding, tuple(" ".join(text[s:e] for s, e in spans).casefold() for spans in holding.paragraphs)

    def _tell(self, number: int) -> Told:
        holding, _ = self._holding(number)
        said = tuple(
            Said(one.kind, one.content, (*one.source, *one.cue), one.speaker, one.sure)
            for one in passages.spoken(self.db, number)
        )
        marks = quoted(holding.text, Article(holding.paragraphs))
        parts, damaged = passages.verbatim_parts(self.db, number), passages.damaged(self.db, number)
        return Told(said, marks, parts, damaged)

    def _passage(self, holding: passages.Holding, near: Sequence[int]) -> Passage:
        told = self._told(holding.number)
        paragraphs = tuple(holding.paragraphs[n] for n in near)
        reach = [(spans[0].start, spans[-1].end) for spans in paragraphs]

        def inside(start: int, end: int) -> bool:
            return any(first < end and start < last for first, last in reach)

        return Passage(
            file=holding.file,
            id=holding.id,
            article=holding.article,
            title=holding.title,
            authors=holding.authors,
            outlet=holding.outlet,
            published=holding.published,
            primary=holding.primary,
            current=holding.current,
            origin=holding.source,
            text=holding.text,
            paragraphs=paragraphs,
            statements=tuple(one for one in told.said if any(inside(*span) for span in one.content)),
            marks=tuple(mark for mark in told.marks if inside(*mark)),
            parts=tuple(part for part in told.parts if inside(*part)),
            damaged=told.damaged,
            number=holding.number,
        )
