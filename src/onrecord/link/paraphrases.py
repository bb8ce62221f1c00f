"""Whether an indirect report gives the sense of an utterance: by content words, figures, names and negation.

A figure or a name that only the report has, or a negation that only one of them has, decides against it, however alike
the rest is. After Dolan et al. 2004 on what tells paraphrases in the news from mere likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from onrecord.compare import Word, Wording
from onrecord.link.rarity import rarity

STEM = 5
"""Letters by which two forms of a word are the same: close, closing, closed."""
PLAIN = 1.2
"""How rare a word is that has content."""
FIGURE = 4.0
"""What a figure weighs, in rarity."""
LEAST_SHARED = 2
"""Content words and figures that both have, at least."""
BEARING = 0.4
"""The share of what the best clause has of a report, from which another clause is reported too."""
FIGURES = re.compile(r"\d[\d.,:/%$£€]*")
BREAKS = frozenset("but unless if because although though while whereas so only until except".split())
"""Words that begin a clause of its own."""


class Clause(NamedTuple):
    """A clause's content words by their stems, each with how rare it is, its figures, and whether it is negated."""

    stems: Mapping[str, float]
    numbers: frozenset[str]
    negated: bool


class Meaning(NamedTuple):
    """What a wording says clause by clause, and in all; with the stems of its names."""

    clauses: tuple[Clause, ...]
    whole: Clause
    names: frozenset[str]


def meaning(words: Wording) -> Meaning:
    """Return what a wording says, as far as its words tell."""
    some = words.words
    starts = [n for n, word in enumerate(some) if n and (word.begins or word.key in BREAKS or _goes_on(word))]
    clauses = tuple(_clause(some[first:last]) for first, last in pairwise((0, *starts, len(some))))
    names = frozenset(_stem(word.key) for word in some if word.kind == "name")
    return Meaning(clauses, _whole(clauses), names)


def agreement(report: Meaning, utterance: Meaning, speaker: Iterable[str] = (), least: float = 0.0) -> float:
    """Return how much of a report's sense the utterance has, from 0 to 1; 0 where they contradict each other.

    Args:
        report: what one says that it reports.
        utterance: what the other says.
        speaker: the words of the speaker's name, which a report has in place of "I".
        least: what is less is given as 0, for most pairs have less.
    """
    agreed = _shared(report.whole, utterance.whole) / (weight(report.whole) or 1.0)
    if agreed < least or report.whole.numbers - utterance.whole.numbers:
        return 0.0
    gains = [(_shared(report.whole, clause), clause) for clause in utterance.clauses]
    best = max((gain for gain, _ in gains), default=0.0)
    borne = [clause for gain, clause in gains if gain and gain >= BEARING * best]
    if any(clause.negated for clause in borne) != report.whole.negated:
        return 0.0
    own = {_stem(word.casefold()) for word in speaker}
    if _renamed(report.names - own - utterance.whole.stems.keys(), utterance.names - report.whole.stems.keys(), borne):
        return 0.0
    both = report.whole.stems.keys() & utterance.whole.stems.keys()
    if len(both) + len(report.whole.numbers) < LEAST_SHARED:
        return 0.0
    return agreed


def _goes_on(word: Word) -> bool:
    """Say whether another main clause begins: ", and no grant covers that"."""
    return word.apart and word.key in ("and", "or")


def _renamed(added: Set[str], missing: Set[str], borne: Iterable[Clause]) -> bool:
    """Say whether a report has a name in place of another: one that it adds to what has none says who or where."""
    return bool(added) and any(missing & clause.stems.keys() for clause in borne)


def _shared(one: Clause, other: Clause) -> float:
    stems = sum(weight for stem, weight in one.stems.items() if stem in other.stems)
    return stems + FIGURE * len(one.numbers & other.numbers)


def weight(clause: Clause) -> float:
    """Return what a clause's content words and figures weigh together."""
    return sum(clause.stems.values()) + FIGURE * len(clause.numbers)


def _clause(some: Sequence[Word]) -> Clause:
    content = [_content(word.key) for word in some if not word.kind or word.kind == "name"]
    stems = dict(filter(None, content))
    numbers = frozenset(word.key for word in some if word.kind == "number" and FIGURES.fullmatch(word.key))
    return Clause(stems, numbers, sum(word.kind == "negation" for word in some) % 2 == 1)


def _whole(clauses: Sequence[Clause]) -> Clause:
    """Return what clauses say together."""
    if len(clauses) == 1:
        return clauses[0]
    stems = {stem: rare for clause in clauses for stem, rare in clause.stems.items()}
    numbers = frozenset().union(*(clause.numbers for clause in clauses))
    return Clause(stems, numbers, sum(clause.negated for clause in clauses) % 2 == 1)


@lru_cache(1 << 16)
def _content(word: str) -> tuple[str, float] | None:
    """Return a word's stem and how rare it is, None for one without content."""
    rare = rarity(word)
    return (_stem(word), rare) if rare >= PLAIN else None


def _stem(word: str) -> str:
    """Return what forms of a word have in common: "rebuilding" and "build" too."""
    plain = word.removeprefix("re") if len(word) > STEM + 1 else word
    return plain[:STEM]
