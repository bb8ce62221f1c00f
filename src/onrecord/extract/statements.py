"""One article's statements: encode, label, join, then say of each what kind it is and who speaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.extract.acts import act
from onrecord.extract.antecedents import likely
from onrecord.extract.blockquotes import beside, blocks, unclaimed
from onrecord.extract.confidence import LEAST, confidence
from onrecord.extract.continued import continued
from onrecord.extract.decode import Floats, Labelled, labelled
from onrecord.extract.dialogues import dialogues
from onrecord.extract.encoder import Encoder
from onrecord.extract.floating import floating
from onrecord.extract.found import Found
from onrecord.extract.join import Triple, joined
from onrecord.extract.led import read_on, with_items
from onrecord.extract.mend import mended
from onrecord.extract.missed import missed
from onrecord.extract.nested import nested
from onrecord.extract.numbered import Numbered
from onrecord.extract.polarity import polarity
from onrecord.extract.pronouns import Learnt
from onrecord.extract.quotes import apart, kind, quoted, with_marks
from onrecord.extract.signed import headline, letters, signed, with_dash
from onrecord.extract.speakers import attributed
from onrecord.extract.tokens import Tokens, tokens
from onrecord.extract.turns import outside, turns
from onrecord.extract.whose import regrouped
from onrecord.terms import Article, ArticlePerson, Mention, Span, Statement, short_id


class Findings(NamedTuple):
    """What was found in one article, in reading order; a statement comes before those inside it.

    ``meanings`` are the vectors of the statements' contents, each int8, (DIMENSIONS,): none of very long articles.
    """

    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    people: tuple[ArticlePerson, ...]
    meanings: tuple[bytes, ...] = ()


def findings(document_id: str, text: str, article: Article, encoder: Encoder) -> Findings:
    """Find an article's statements, their kinds and speakers: a function of its arguments alone.

    Args:
        document_id: goes into the statements' ids.
        text: the document's text.
        article: one of the document's articles.
        encoder: the model.
    """
    quotes = blocks(text, article)
    quotations = apart((*quoted(text, article), *quotes)) if quotes else quoted(text, article)

    def find(part: Article, marks: tuple[Span, ...]) -> list[Found]:
        return attributions(text, part, marks, encoder)

    spoken = (
        *turns(text, article),
        *(with_dash(text, one) for one in letters(text, article)),
        *dialogues(text, article),
    )
    whole_article = read_on(text, article)
    pieces = tokens(text, whole_article, encoder.tokenizer)
    seen = encoder.seen(pieces)
    first = found_in(text, whole_article, quotations, pieces, seen.probabilities, encoder)
    own, within = missed(text, article, outside(with_items(text, article, first), spoken))
    joined_up = continued(text, article, quotations, beside(own, quotes))
    whole = (*spoken, *joined_up, *unclaimed(article, (*spoken, *joined_up)))
    outermost = sorted((*whole, *floating(text, article, quotations, whole)), key=lambda one: one.content[0])
    outermost = [with_dash(text, one) for one in signed(text, article, headline(text, article, outermost))]
    levels = tuple(nested(text, article, outermost, quotations, find, within))
    scorer = encoder.scorer
    judge = likely if scorer is None or seen.referring is None else Learnt(scorer, pieces, seen.referring)
    who = attributed(text, article, quotations, levels, judge)
    people = Numbered(document_id, who.scene)
    statements: list[Statement] = []
    for (found, marks, outer), credit in zip(levels, who.credits, strict=True):
        what = act(*(" ".join(text[s:e] for s, e in part) for part in (found.cue, found.source, found.content)))
        statements.append(
            Statement(
                id=short_id(document_id, found.source, found.cue, found.content),
                kind="direct" if found in spoken else kind(text, found.content, marks),
                source=found.source,
                cue=found.cue,
                content=found.content,
                confidence=round(found.confidence, 3),
                act=what,
                polarity=polarity(text, found, what, article.spans),
                inside=None if outer is None else statements[outer].id,
                **people.credited(credit),
            )
        )
    statements.sort(key=lambda one: (one.content[0].start, -one.content[-1].end))
    meanings: tuple[bytes, ...] = ()
    if encoder.meaning is not None and seen.meaning is not None:
        vectors = encoder.meaning(seen.meaning, pieces, [one.content for one in statements])
        meanings = tuple(vector.tobytes() for vector in vectors)
    return Findings(tuple(statements), people.mentions(), people.people(), meanings)


def attributions(text: str, article: Article, quotations: tuple[Span, ...], encoder: Encoder) -> list[Found]:
    """Return the article's attributions, those that are sure enough, in order of their first content."""
    pieces = tokens(text, article, encoder.tokenizer)
    return found_in(text, article, quotations, pieces, encoder.probabilities(pieces), encoder)


def found_in(
    text: str, article: Article, quotations: tuple[Span, ...], pieces: Tokens, labels: Floats, encoder: Encoder
) -> list[Found]:
    """Return the attributions among an article's word pieces, whose label probabilities are known."""
    body = article.spans
    weights = encoder.settings.confidence
    chances = [(triple, confidence(triple, weights)) for triple in triples(pieces, labels, encoder)]
    found = [
        Found(
            source=_spans([triple.source], pieces, body),
            cue=_spans([triple.cue], pieces, body),
            content=tuple(with_marks(text, span, quotations) for span in _spans(triple.contents, pieces, body)),
            confidence=chance,
        )
        for triple, chance in chances
        if chance >= LEAST and _has_letters(text, triple, pieces)
    ]
    return regrouped(text, mended(text, found))


def triples(pieces: Tokens, labels: Floats, encoder: Encoder) -> Iterator[Triple]:
    """Yield the attributions among an article's word pieces, whose label probabilities are known."""
    if len(pieces.ids):
        yield from joined(labelled(labels, pieces, encoder.settings.transition_scores()), pieces)


def _has_letters(text: str, triple: Triple, pieces: Tokens) -> bool:
    """Say whether a content has any word in it: a stray mark is nobody's."""
    parts = (text[pieces.starts[part.first] : pieces.ends[part.last - 1]] for part in triple.contents)
    return any(map(str.isalnum, "".join(parts)))


def _spans(parts: Iterable[Labelled | None], pieces: Tokens, body: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the parts' offsets, a part cut where page breaks or furniture cut its paragraph."""
    out = []
    for part in parts:
        if part is not None:
            start, end = int(pieces.starts[part.first]), int(pieces.ends[part.last - 1])
            at = bisect_right(body, start, key=lambda span: span.start) - 1
            while at < len(body) and body[at].start < end:
                out.append(Span(max(start, body[at].start), min(end, body[at].end)))
                at += 1
    return tuple(out)
