"""Statements inside a statement's content: the model reads the content once more, as if it were a text of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from onrecord.extract.acts import ACT_OF
from onrecord.extract.found import Found
from onrecord.extract.mend import is_passive
from onrecord.extract.quotes import quoted, touching
from onrecord.extract.verbs import forms
from onrecord.terms import CLOSES, Article, Span

Marks = tuple[Span, ...]
Finder = Callable[[Article, Marks], list[Found]]
SAYING = (
    "say tell report announce claim warn argue insist declare shout answer reply predict complain explain testify"
    " suggest admit state describe accuse reveal disclose acknowledge concede boast joke respond assert allege"
    " maintain contend remark recall cry whisper inform advise assure remind notify ask write tweet promise vow pledge"
    " swear deny decline refuse order instruct urge"
)
SPOKEN = frozenset(form for verb in SAYING.split() for form in forms(verb)) | {"according"}
CUES = (
    frozenset(ACT_OF) | SPOKEN | {form for verb in ("call", "confirm", "note", "add", "show") for form in forms(verb)}
)
HOPING = "hope fear believe demand"
GATE = SPOKEN | {form for verb in HOPING.split() for form in forms(verb)} | {"called"}
"""Words without which no second reading is worth its time."""
SPOKEN_LEAST, OTHER_LEAST = 0.4, 0.75
"""How sure a statement in a content must be, where its cue is a verb of speech, and otherwise. PolNeAR's annotators
marked none of them, so each counts there as invented."""
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
OPENING = re.compile("(" + "|".join(map(re.escape, CLOSES)) + r")\s*")
SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*(\s+)(?=[\"'“‘«(\[]*[A-Z])")
LEAD = re.compile(r"(?:that|why|how|whether|if|when|where|because)\s+", re.IGNORECASE)
OWN = frozenset("i we i've i’ve i'd i’d we've we’ve".split())
"""Who speaks of their own thoughts adds nothing by it: "I think it is late" is one statement."""
FEWEST = 4
"""Words of a content that is read again."""
DEEPEST = 5


class Level(NamedTuple):
    """A statement, the quotations that tell its kind, and the number of the statement that it stands in."""

    found: Found
    marks: Marks
    outer: int | None


def nested(text: str, article: Article, found: Sequence[Found], marks: Marks, find: Finder) -> Iterator[Level]:
    """Yield statements and those inside their contents; outer ones first, so that their numbers are known.

    Args:
        text: the document's text.
        article: in which the statements stand.
        found: the article's statements.
        marks: the article's quotations.
        find: what finds the statements of an article, here of a content, with the quotations in it.
    """
    level = [Level(one, marks, None) for one in found]
    number = 0
    for _ in range(DEEPEST):
        yield from level
        before = len(level)
        level = list(_inside(text, article, [one.found for one in level], number, find))
        number += before


def _inside(text: str, article: Article, level: Sequence[Found], number: int, find: Finder) -> Iterator[Level]:
    """Yield what stands in the contents of a level's statements, the first of which has this number."""
    spans: list[Span] = []
    outer_of: list[int] = []
    for span, outer in sorted(_read_again(text, level, number)):
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
            outer_of.append(outer)
    if not spans:
        return
    part = replace(article, body=tuple((span,) for span in spans), parts=())
    marks = quoted(text, part)
    for one in find(part, marks):
        outer = outer_of[bisect_right(spans, one.content[0].start, key=itemgetter(0)) - 1]
        if _counts(text, one, level[outer - number]):
            yield Level(_verbatim(one, marks), marks, outer)


def _read_again(text: str, level: Sequence[Found], number: int) -> Iterator[tuple[Span, int]]:
    """Yield the sentences with a cue in the contents of statements, each with its statement's number."""
    for outer, one in enumerate(level, start=number):
        for content in one.content:
            yield from ((span, outer) for span in _sentences(text, _bare(text, content)) if worth_reading(text, span))


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


def _sentences(text: str, span: Span) -> Iterator[Span]:
    """Cut a content into its sentences, since only those with a cue are read again."""
    begin = span.start
    for end in SENTENCE.finditer(text, span.start, span.end):
        yield Span(begin, end.start(1))
        begin = end.end()
    yield Span(begin, span.end)


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
