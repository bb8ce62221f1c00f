"""Figures of an article: quantities with what is counted, the date they hold for, and who gives them.

After Chaganty et al. 2016 in what a figure has: a value with its open ends, a unit, and what is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.extract import counted
from onrecord.extract.counted import Noun
from onrecord.extract.prose import Prose, paragraphs
from onrecord.extract.quantities import Quantity, quantities
from onrecord.extract.units import measured
from onrecord.terms import Article, Dated, Figure, Span, Statement

OF = re.compile(r"(?: of| out of)(?: (?:the|its|his|her|their|our|my|your|those|these|all))?(?: (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[\d,]+))?(?= |[,.;])")
COMPOUND = re.compile(r"-([a-z]{3,}[a-rt-z])(?= [a-zA-Z])")
"""What makes an adjective of a number: "a 225-page report"."""
FOR = re.compile(r" (?:for|on|towards|toward|in)(?: (?:a|an|the|its|their))?(?= [a-z])")
NOTHING: tuple[str | None, int, list[tuple[int, int]]] = (None, -1, [])
AS_OF_NOT = re.compile(r"\b(?:since|before|until|till|after|from|for)(?: the)? $", re.IGNORECASE)


def figures(
    text: str, article: Article, statements: Sequence[Statement], dates: Sequence[Dated]
) -> tuple[Figure, ...]:
    """Return an article's figures in reading order: a function of its arguments alone.

    Args:
        text: the document's text.
        article: one of the document's articles.
        statements: those found in it.
        dates: the time expressions found in it.
    """
    return tuple(
        Figure(
            span=prose.place(start, end),
            value=one.value,
            unit=unit,
            of=tuple(prose.place(*part) for part in of),
            statement=_given(prose.place(one.start, one.end), statements),
            as_of=_as_of(prose, one, dates, article),
            sentence=prose.place(*prose.sentence(one.start, one.end)),
            measures=measured(unit)[0],
            scale=measured(unit)[1],
        )
        for prose in paragraphs(text, article)
        for one, start, end, unit, of in _in(prose, dates)
    )


def _in(prose: Prose, dates: Sequence[Dated]) -> Iterator[tuple[Quantity, int, int, str | None, list[tuple[int, int]]]]:
    """Yield a paragraph's quantities, each with where its words begin and end, its unit, and where what it counts stands."""
    inside = [one.span for one in dates if prose.spans[0].start <= one.span.start < prose.spans[-1].end]
    taken = [place for span in inside if (place := _back(prose, span)) is not None]
    at = 0
    for one in quantities(prose, taken):
        if one.start < at:
            continue
        unit, end, of = counted_by = _counted(prose, one)
        if counted_by is NOTHING:
            continue
        at = max(one.end, end)
        yield one, one.begin, at, unit, of


def _back(prose: Prose, span: Span) -> tuple[int, int] | None:
    for part, start in zip(prose.spans, prose.starts, strict=True):
        if part.start <= span.start < part.end:
            return span.start - part.start + start, span.end - part.start + start
    return None


def _counted(prose: Prose, one: Quantity) -> tuple[str | None, int, list[tuple[int, int]]]:
    """Return a quantity's unit, where its words end, and where what it counts stands."""
    words = prose.words
    begin, _ = prose.sentence(one.start, one.end)
    if one.kind == "votes":
        return "votes", one.end, []
    if one.kind == "count":
        return _things(words, begin, one)
    if one.kind == "share" or one.kind == "measure" or one.kind == "money":
        noun, end = _measured(words, begin, one)
        return one.unit, end, [noun[:2]] if noun else []
    return one.unit, one.end, []


def _things(words: str, begin: int, one: Quantity) -> tuple[str | None, int, list[tuple[int, int]]]:
    if words.startswith(" strong", one.end):
        told = counted.told_before(words, begin, one.begin) or _last_noun(words, begin, one.begin)
        return None, one.end + 7, [told[:2]] if told else []
    if of := OF.match(words, one.end):
        noun = counted.phrase_after(words, of.end())
        if noun and counted.is_plural(noun.head):
            return _lower(noun.head), noun.end, [noun[:2]]
        if us := re.match(r" of (?:us|you|ourselves)\b", words[one.end :]):
            return "people", one.end + us.end(), []
        if re.match(r" of them\b", words[one.end :]):
            listed = re.search(r"([A-Za-z-]+), $", words[: one.begin])
            if listed and counted.is_plural(listed[1]):
                return _lower(listed[1]), one.end + 8, [listed.span(1)]
            return None, one.end + 8, []
        if not words.startswith(" of", one.end) or not noun:
            return None, of.end(), []
    if compound := COMPOUND.match(words, one.end):
        noun = counted.attributive(words, compound.end())
        if noun:
            return f"{compound[1].lower()}s", noun.end, [noun[:2]]
    noun = counted.plural_after(words, one.end)
    if noun is None and one.value == (1, 1):
        found = counted.tokens_after(words, one.end)[:1]
        noun = Noun(found[0].start(1), found[0].end(), found[0][1]) if found else None
    if noun is not None:
        out_of = re.compile(r" out of (?:nine|ten|eleven|twelve|\d+)\b").match(words, noun.end)
        per = re.compile(r" (an?|per) (day|week|month|year|hour|night)\b").match(words, noun.end)
        unit = f"{_lower(noun.head)} {'an' if per[2] == 'hour' else 'a'} {per[2]}" if per else _lower(noun.head)
        return unit, (per or out_of).end() if per or out_of else noun.end, [noun[:2]]
    if re.search(r"\b[Tt]he $", words[: one.start]):  # "the four": those told of before
        return NOTHING
    told = counted.told_of(words, begin, one.begin) or counted.told_before(words, begin, one.begin)
    return (_lower(told.head) if told and told.head and counted.is_plural(told.head) else None), one.end, [told[:2]] if told else []


def _measured(words: str, begin: int, one: Quantity) -> tuple[Noun | None, int]:
    """Return what a measure, a sum or a share is of, and where the words for the quantity end."""
    if of := OF.match(words, one.end):
        noun = counted.phrase_after(words, of.end())
        if noun:
            return noun, noun.end
    if one.kind == "share" and (noun := _of_share(words, one)):
        return noun, noun.end
    if noun := _before_it(words, one):
        return noun, noun.end
    if noun := counted.told_of(words, begin, one.begin):
        return noun, one.end
    if noun := counted.told_before(words, begin, one.begin):
        return noun, one.end
    if after := FOR.match(words, one.end):
        tokens = counted.tokens_after(words, after.end())
        if tokens and after[0].split()[0] != "in":
            return Noun(tokens[0].start(1), tokens[-1].end(), tokens[-1][1]), one.end
        if tokens and after[0] == " in" and tokens[0][1] in ("prison", "jail"):
            return Noun(tokens[0].start(1), tokens[0].end(), tokens[0][1]), tokens[0].end()
    return None, one.end


def _of_share(words: str, one: Quantity) -> Noun | None:
    """Return the noun that follows a share: "half the shops", "one in five households", "a 15 per cent pay rise"."""
    if re.match(r" (?:lower|higher|more|less|up|down|each|or|effective|certain|sure)\b", words[one.end :]):
        return None
    return counted.phrase_after(words, one.end) if words[one.end : one.end + 1] == " " else None


def _before_it(words: str, one: Quantity) -> Noun | None:
    """Return the noun that a measure or a sum stands before as an adjective does."""
    joined = "-" in words[one.start : one.end] and one.kind == "measure" and re.search(r"\d-|[a-z]-", words[one.start : one.end])
    led = re.search(r"\b(?:a|an|the|its|his|her|their|this|that|[Aa]|[Tt]he|[A-Z][\w]*['’]s)(?: \w+)? $", words[: one.begin])
    if (joined or (one.kind == "money" and led)) and words[one.end : one.end + 1] == " ":
        return counted.attributive(words, one.end)
    return None


def _last_noun(words: str, begin: int, at: int) -> Noun | None:
    found = re.search(r"([\w’'-]+),? $", words[begin:at])
    return Noun(begin + found.start(1), begin + found.end(1), found[1]) if found else None


def _lower(word: str) -> str:
    return word.lower()


def _given(span: Span, statements: Iterable[Statement]) -> str | None:
    """Return the id of the innermost statement in whose content a figure stands."""
    found = [
        (part.end - part.start, one.id)
        for one in statements
        for part in one.content
        if part.start <= span.start and span.end <= part.end
    ]
    return min(found)[1] if found else None


def _as_of(prose: Prose, one: Quantity, dates: Sequence[Dated], article: Article) -> str | None:
    """Return the day that the figure's sentence tells, if one does and it has come: the nearest."""
    begin, end = prose.sentence(one.start, one.end)
    near = []
    for found in dates:
        place = _back(prose, found.span) if prose.spans[0].start <= found.span.start < prose.spans[-1].end else None
        if place and begin <= place[0] < end and len(found.date) == 10 and not AS_OF_NOT.search(prose.words[: place[0]]):
            if article.published is None or found.date <= article.published:
                near.append((min(abs(place[0] - one.end), abs(one.start - place[1])), found.date))
    return min(near)[1] if near else None
