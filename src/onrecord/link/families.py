"""Quotation families: which wordings are one utterance, and how each stands to the fullest: pairs -> verdict -> groups.

A wording is taken in by the fullest wordings before it, in one order for all: verbatim ones first, the longer before
the shorter, the earlier before the later. What none takes in is a reference, which takes in others. So every member has
been compared with its reference itself, copies of copies make no chain, and the order in which articles come changes
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from onrecord.compare import Comparison, Wording, compared, spliced, wording
from onrecord.compare.align import LEAST
from onrecord.compare.differences import CLAUSE
from onrecord.link.paraphrases import Meaning, agreement, meaning
from onrecord.terms import Span

SAME = 0.7
"""The share of a wording's words that stand in what it is taken from. Of altered ones of `benchmarks/families.py`
nearly all have 0.75 or more, of remarks that share a phrase 0.6 or less."""
RUN = 4
"""Words on end that both have."""
REPORTED_ALIKE = 0.85
"""The share of both that two reports have in common to be one, as in a reprint: else each is an article's own words."""
DAYS = 3
"""Between articles that have no story in common, and may still tell of one occasion."""
OTHER_WORDS, OTHER_DAYS = 7, 7
"""Words and days from which on, and up to which, the same words given to somebody else are one utterance."""
OCCASION, OCCASION_RUN = 0.6, 6
"""The share of its words, and words on end, that one answer has in common with another account of it in words too
different to be the same utterance."""
PART = 4
"""Words of the shortest part of what is spliced."""
WHOLE = 0.9
"""The share from which a wording is taken from one other, and not spliced."""
OTHER_SAME = 0.9
"""The share of words given to somebody else: with names and figures changed they may well be another's own."""
AGREED = 0.45
"""The agreement from which a report is one of an utterance; see ``paraphrases``. From 0.4 to 0.5
`benchmarks/families.py` gives no false one, and 0.78 to 0.71 of the true ones."""
SURE = 0.6
"""How sure a speaker is from which on the words count as given to that one; below, the same words on the same occasion
tell who it is."""
REPORT_DAYS = 15
"""Days from an utterance within which it is reported."""

Relation = str


@dataclass(frozen=True)
class Said:
    """A wording with all that tells who said it and when.

    ``person`` is "" where nobody is named, "?" where words stand in quotation marks and no statement covers them;
    ``names`` are its names' words. ``perhaps`` are others who may have said it, and ``sure`` says whether ``person`` is
    more than a guess. ``stories`` and ``articles`` are those it stands in, ``published`` is "9999" if unknown,
    ``common`` says that its words tell no occasion from another, which are the ``spans`` of ``text``.
    """

    number: int
    verbatim: bool
    person: str
    names: frozenset[str]
    published: str
    stories: frozenset[int]
    articles: frozenset[int]
    common: bool
    text: str
    spans: tuple[Span, ...]
    perhaps: frozenset[str] = frozenset()
    sure: bool = True
    apart: int = 0
    """Another number for what somebody said is another utterance."""

    @cached_property
    def words(self) -> Wording:
        """The words, read when they are first asked for."""
        return wording(self.text, self.spans)

    @cached_property
    def line(self) -> str:
        """The words' keys as one line, by which one wording is found within another."""
        return f" {' '.join(self.words.keys)} "

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands there."""
        return Counter(self.words.keys)

    @cached_property
    def meaning(self) -> Meaning:
        """What the words say."""
        return meaning(self.words)

    def forget(self) -> None:
        """Let go of what was read, which is read again when it is asked for."""
        for read in ("words", "line", "counts", "meaning"):
            self.__dict__.pop(read, None)

    @cached_property
    def day(self) -> int | None:
        """When the earliest article came out, None if unknown."""
        try:
            return date.fromisoformat(self.published).toordinal()
        except ValueError:
            return None


class Home(NamedTuple):
    """A reference that takes a wording in, and how that stands to it, the gravest first; () for the same words."""

    reference: int
    relations: tuple[Relation, ...]

    @property
    def takes_in(self) -> bool:
        """Whether the wording is the same utterance, and not only of the same occasion."""
        return self.relations != ("same-occasion",)


def homes(one: Said, references: Sequence[Said]) -> tuple[Home, ...]:
    """Return which references take a wording in: none, one, or those that it is spliced from; or one that is of the
    same occasion, which leaves it a reference.

    Args:
        one: the wording.
        references: those before it in the order that may have its words; the fullest first.
    """
    whose = [(other, speaker) for other in references if (speaker := _speaker(one, other)) is not None]
    if not one.verbatim:
        return _report(one, [other for other, speaker in whose if speaker == "same"])
    best: tuple[float, int, Home] | None = None
    for other, speaker in whose:  # of several that have as much of it on the same day the first
        near = -_days(one, other)
        if not other.verbatim or (best and (1.0, near) <= best[:2]):
            continue
        if found := _taken(one, other, other_speaker=speaker == "other"):
            way = round(found[0], 6), near, found[1]
            best = way if best is None or way[:2] > best[:2] else best
    if best and best[0] >= WHOLE:
        return (best[2],)
    own = [other for other, speaker in whose if other.verbatim and speaker == "same"]
    parts = spliced(one.words, [other.words for other in own]) if len(own) > 1 else ()
    sources = sorted({part.source for part in parts if part.end - part.start >= PART})
    if len(sources) > 1:
        return tuple(Home(own[source].number, ("spliced",)) for source in sources)
    return (best[2],) if best else _same_occasion(one, own)


def _taken(one: Said, other: Said, *, other_speaker: bool) -> tuple[float, Home] | None:
    """Return how much of a wording another one has, and how it stands to that, if it is the same utterance."""
    size = len(one.words.words)
    if other_speaker and size < OTHER_WORDS:
        return None
    relations: list[Relation] = ["other-speaker"] if other_speaker else []
    if one.line in other.line and not _bracketed(one) and not _bracketed(other) and not _nearly_whole(one, other):
        relations += ["truncated"] if size < len(other.words.words) else []
        return 1.0, Home(other.number, tuple(relations))
    if (one.counts & other.counts).total() < SAME * size:
        return None
    found = compared(one.words, other.words)
    runs = (*found.alignment.runs, *found.alignment.moved)
    longest = max((run.end - run.start for run in runs), default=0)
    if found.shared < SAME or longest < min(RUN, len(one.words.words)):
        return None
    if other_speaker and (found.alignment.shared < OTHER_WORDS or found.shared < OTHER_SAME):
        return None
    if _goes_elsewhere(found):
        return None
    if found.shared < WHOLE and not _near(one, other):  # a phrase that somebody uses each time, of something else
        return None
    relations += [relation for relation in found.relations if relation in ("altered", "truncated")]
    return found.shared, Home(other.number, tuple(relations))


def _same_occasion(one: Said, own: Iterable[Said]) -> tuple[Home, ...]:
    """Return the utterance that seems to be another account of the same answer: by the same speaker, in no article that
    has both, with a clause in common.
    """
    best: tuple[float, Home] | None = None
    for other in own:
        if not (one.person.strip("?") and other.person and one.sure and other.sure) or one.articles & other.articles:
            continue
        if not _near(one, other) or (one.counts & other.counts).total() < OCCASION * len(one.words.words):
            continue
        found = compared(one.words, other.words)
        longest = max((run.end - run.start for run in found.alignment.runs), default=0)
        if found.shared >= OCCASION and longest >= OCCASION_RUN and (best is None or found.shared > best[0]):
            best = found.shared, Home(other.number, ("same-occasion",))
    return (best[1],) if best else ()


def related(one: Said, other: Said) -> tuple[Relation, ...]:
    """Return how a wording stands to one of which somebody said that it is the same utterance, or the same moment."""
    found = compared(one.words, other.words)
    told: list[Relation] = [relation for relation in found.relations if relation in ("altered", "truncated")]
    if one.verbatim != other.verbatim or (found.shared < SAME and not one.verbatim):
        return ("paraphrased",)
    if found.shared < SAME:
        return ("same-occasion",)
    named = one.person.strip("?") and other.person.strip("?") and one.sure and other.sure
    differs = one.person != other.person and not _nested(one.names, other.names)
    return tuple(["other-speaker", *told] if named and differs and one.verbatim else told)


def _report(one: Said, references: Iterable[Said]) -> tuple[Home, ...]:
    """Return the utterance that a report is one of, or the report that is the same to the word."""
    best: tuple[float, Home] | None = None
    for other in references:
        if other.verbatim:
            near = _days(one, other) <= REPORT_DAYS
            agreed = agreement(one.meaning, other.meaning, one.names, AGREED) if near else 0.0
            if agreed >= AGREED and (best is None or agreed > best[0] + 1e-9):
                best = agreed, Home(other.number, ("paraphrased",))
        elif best is None:
            fewest = REPORTED_ALIKE * max(len(one.words.words), len(other.words.words))
            if (one.counts & other.counts).total() < fewest:
                continue
            found = compared(one.words, other.words)
            if min(found.shared, found.alignment.shared / len(other.words.words)) >= REPORTED_ALIKE:
                relations = tuple(name for name in found.relations if name in ("altered", "truncated"))
                return (Home(other.number, relations),)
    return (best[1],) if best else ()


def _speaker(one: Said, other: Said) -> str | None:
    """Return whether two wordings can be one utterance of the "same" speaker or one of an "other", or neither."""
    if one.apart != other.apart:
        return None
    near = _near(one, other)
    if not one.person.strip("?") or not other.person.strip("?"):
        return "same" if near else None
    if one.person == other.person or (one.names and other.names and _nested(one.names, other.names)):
        return "same" if near or not (one.common or other.common) else None
    if not (one.sure and other.sure) or one.person in other.perhaps or other.person in one.perhaps:
        return "same" if near and not one.articles & other.articles else None
    if one.common or one.articles & other.articles or not one.stories & other.stories:
        return None
    return "other" if _days(one, other) <= OTHER_DAYS else None


def _goes_elsewhere(found: Comparison) -> bool:
    """Say whether each has something of its own at an end, so that neither is the fuller wording of the other: both a
    clause at the same end, or one before and the other after what they share.
    """
    runs = (*found.alignment.runs, *found.alignment.moved)
    long = [run for run in runs if run.end - run.start > 1]
    if not long:
        return False
    first, last = min(run.start for run in long), max(run.end for run in long)
    words, other_words = len(found.ours.words), len(found.theirs.words)
    single, later = sum(run.start < first for run in runs), sum(run.start >= last for run in runs)
    before, after = first - single, words - last - later
    other_before = min(run.other_start for run in long) - single
    other_after = other_words - max(run.other_end for run in long) - later
    both = min(before, other_before) >= CLAUSE or min(after, other_after) >= CLAUSE
    over = (before >= LEAST and other_before <= 0 and other_after >= CLAUSE) or (
        after >= LEAST and other_after <= 0 and other_before >= CLAUSE
    )
    return both or over


def _near(one: Said, other: Said) -> bool:
    """Say whether two may be of one occasion: in one story, or nearly on one day."""
    return bool(one.stories & other.stories) or _days(one, other) <= DAYS


def _nearly_whole(one: Said, other: Said) -> bool:
    """Say whether what a wording leaves out at an end is so little that it may be no more than a "not" or "I think"."""
    before, _, after = other.line.partition(one.line)
    return any(0 < len(some.split()) < CLAUSE for some in (before, after))


def _bracketed(one: Said) -> bool:
    return "[" in one.text


def _nested(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _days(one: Said, other: Said) -> int:
    """Return how many days lie between two, very many where one has no date."""
    return 1 << 20 if one.day is None or other.day is None else abs(one.day - other.day)
