"""Statements inside a statement's content: the model reads the content once more, as if it were a text of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from onrecord.extract.acts import ACT_OF
from onrecord.extract.clauses import claimed, clause, overheard, reports, sentences, shared
from onrecord.extract.clipped import at_next_clause, clipped
from onrecord.extract.found import Found
from onrecord.extract.mend import is_passive, mended
from onrecord.extract.quotes import apart, quoted, touching
from onrecord.extract.verbs import forms
from onrecord.terms import CLOSES, Article, Span

Marks = tuple[Span, ...]
Said = tuple[Marks, Marks, Marks]
Finder = Callable[[Article, Marks], list[Found]]
SAYING = (
    "say tell report announce claim warn argue insist declare shout answer reply predict complain explain testify"
    " suggest admit state describe accuse reveal disclose acknowledge concede boast joke respond assert allege"
    " maintain contend remark recall cry whisper inform advise assure remind notify ask write tweet promise vow pledge"
    " swear deny decline refuse order instruct urge beg plead threaten confess apologise apologize protest propose"
    " recommend stress hint agree conclude demand mutter murmur scream yell quip"
)
SPOKEN = frozenset(form for verb in SAYING.split() for form in forms(verb)) | {"according"}
CUES = (
    frozenset(ACT_OF) | SPOKEN | {form for verb in ("call", "confirm", "note", "add", "show") for form in forms(verb)}
)
HOPING = "hope fear believe"
GATE = SPOKEN | {form for verb in HOPING.split() for form in forms(verb)} | {"called"}
"""Words without which no second reading is worth its time."""
SPOKEN_LEAST, OTHER_LEAST = 0.4, 0.75
"""How sure a statement in a content must be, where its cue is a verb of speech, and otherwise. PolNeAR's annotators
marked none of them, so each counts there as invented."""
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
OPENING = re.compile("(" + "|".join(map(re.escape, CLOSES)) + r")\s*")
LEAD = re.compile(r"(?:that|why|how|whether|if|when|where|because)\s+", re.IGNORECASE)
OWN = frozenset("i we i've i’ve i'd i’d we've we’ve".split())
"""Who speaks of their own thoughts adds nothing by it: "I think it is late" is one statement."""
PLAIN = (clause, shared, claimed, overheard)
FEWEST = 4
"""Words of a content that is read again."""
DEEPEST = 5


class Level(NamedTuple):
    """A statement, the quotations that tell its kind, and the number of the statement that it stands in."""

    found: Found
    marks: Marks
    outer: int | None


def nested(
    text: str, article: Article, found: Sequence[Found], marks: Marks, find: Finder, inside: Sequence[Found] = ()
) -> Iterator[Level]:
    """Yield statements and those inside their contents; outer ones first, so that their numbers are known.

    Args:
        text: the document's text.
        article: in which the statements stand.
        found: the article's statements.
        marks: the article's quotations.
        find: what finds the statements of an article, here of a content, with the quotations in it.
        inside: what is known to stand inside some of them.
    """
    known: set[Said] = set()
    level = list(_new((Level(one, marks, None) for one in found), known))
    number = 0
    waiting = list(inside)
    for _ in range(DEEPEST):
        yield from level
        before = len(level)
        level = list(_new(_inside(text, article, level, number, find, waiting), known))
        number += before


def _new(levels: Iterable[Level], known: set[Said]) -> Iterator[Level]:
    """Yield the statements that are not known, and keep them as known: contents can overlap and be read twice."""
    for one in levels:
        said = (one.found.source, one.found.cue, one.found.content)
        if said not in known:
            known.add(said)
            yield one


def _inside(
    text: str, article: Article, levels: Sequence[Level], number: int, find: Finder, waiting: list[Found]
) -> Iterator[Level]:
    """Yield what stands in the contents of a level's statements, the first of which has this number.

    What is found inside a statement that is inside the same content waits for that one's content to be read.
    """
    level = [one.found for one in levels]
    again = list(_apart(sorted(_read_again(text, level, number))))
    spans = [span for span, _ in again]
    read_now = tuple(spans)
    worth = tuple((span,) for span in spans if worth_reading(text, span))
    part = replace(article, body=worth, parts=())
    marks = quoted(text, replace(part, body=tuple((span,) for span in spans)))
    plain = [one for span in spans for one in (read(text, span) for read in PLAIN) if one]
    read = mended(text, plain)
    there = _more(
        find(part, marks) if worth else [], (one for one in waiting if any(touching(read_now, one.content[0])))
    )
    sure = {one.cue for one in (*waiting, *read)}
    there = [clipped(text, one, marks) for one in _more(there, read)]
    waiting[:] = _held(there)
    held = set(waiting)
    for one in there:
        outer = again[bisect_right(spans, one.content[0].start, key=itemgetter(0)) - 1][1]
        around = levels[outer - number]
        if any(True for _ in touching(around.marks, one.content[0])):
            one = at_next_clause(text, one)
        if one not in held and (one.cue in sure or _counts(text, one, around.found)):
            yield Level(_verbatim(one, marks), marks, outer)


def _apart(spans: Iterable[tuple[Span, int]]) -> Iterator[tuple[Span, int]]:
    """Yield the spans, which are in order, but for those that begin inside one before."""
    end = 0
    for span, outer in spans:
        if span.start >= end:
            yield span, outer
            end = span.end


def _more(found: Sequence[Found], others: Iterable[Found]) -> list[Found]:
    """Return what was found, and those of the others whose cue none of it has."""
    taken = apart(span for one in found for span in one.cue)
    return [*found, *(one for one in others if not any(any(touching(taken, span)) for span in one.cue))]


def _held(found: Sequence[Found]) -> list[Found]:
    """Return the statements that stand wholly inside the content of another one."""
    contents = sorted(span for one in found for span in one.content)
    starts = [span.start for span in contents]
    farthest = list(accumulate((span.end for span in contents), max))
    out = []
    for one in found:
        own = (*one.source, *one.cue, *one.content)
        at = bisect_right(starts, min(own).start) - 1
        if at >= 0 and min(own) < one.content[0] and farthest[at] >= max(span.end for span in own):
            out.append(one)
    return out


def _read_again(text: str, level: Sequence[Found], number: int) -> Iterator[tuple[Span, int]]:
    """Yield the sentences in the contents of statements, each with its statement's number."""
    for outer, one in enumerate(level, start=number):
        for content in one.content:
            for sentence in sentences(text, _bare(text, content)):
                yield from ((span, outer) for span in reports(text, sentence))


def _verbatim(one: Found, marks: Marks) -> Found:
    """Keep of a content of several parts those in marks of its own, where there are any: the others are the outer's."""
    own = tuple(span for span in one.content if any(True for _ in touching(marks, span)))
    return one._replace(content=own) if own and one.cue else one


def _bare(text: str, content: Span) -> Span:
    """Return a content without the pair of marks around it and a leading conjunction."""
    start, end = content
    if mark := OPENING.match(text, start, end):
        start = mark.end()
        end -= next((len(close) for close in CLOSES[mark[1]] if text.endswith(close, start, end)), 0)
    elif lead := LEAD.match(text, start, end):
        start = lead.end()
    return Span(start, end)


def speaks(verb: str) -> bool:
    """Say whether a word, in small letters, is a form of a verb of speech."""
    return verb in SPOKEN or verb in ACT_OF


def worth_reading(text: str, span: Span) -> bool:
    """Say whether words may hold a statement: several, and among them one of saying."""
    words = WORD.findall(text[span.start : span.end].casefold())
    return len(words) >= FEWEST and not GATE.isdisjoint(words)


def _counts(text: str, one: Found, outer: Found) -> bool:
    """Say whether what was found in a content is a statement of its own: somebody's, with a cue, and less than all."""
    if not one.cue or not (one.source or is_passive(text, one)):
        return False
    by = " ".join(text[start:end] for start, end in one.source).casefold()
    cue = WORD.findall(" ".join(text[start:end] for start, end in one.cue).casefold())
    spoken = not SPOKEN.isdisjoint(cue)
    if not spoken and (CUES.isdisjoint(cue) or by in OWN):
        return False
    return one.confidence >= (SPOKEN_LEAST if spoken else OTHER_LEAST) and set(one.content) != set(outer.content)
