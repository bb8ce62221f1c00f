"""Whether an indirect report gives the sense of an utterance: by content words, figures, names and negation.

A figure or a name that only the report has, or a negation that only one of them has, decides against it, however alike
the rest is. Vectors of both, where there are any, take part in how alike they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from onrecord.compare import Wording
from onrecord.link.rarity import rarity

SENTENCE = 1
STEM = 5
"""Letters by which two forms of a word are the same: close, closing, closed."""
LEAST_WORDS = 2
"""Content words that both have."""
PLAIN = 1.2
"""How rare a word is that has content."""


class Clause(NamedTuple):
    """A sentence's content words by their stems, each with how rare it is, its figures and names, and its negation."""

    stems: Mapping[str, float]
    numbers: frozenset[str]
    names: frozenset[str]
    negated: bool


class Meaning(NamedTuple):
    """What a wording says, sentence by sentence, and in all."""

    clauses: tuple[Clause, ...]
    whole: Clause


def meaning(words: Wording) -> Meaning:
    """Return what a wording says, as far as its words tell."""
    starts = [n for n, word in enumerate(words.words) if word.begins or n == 0]
    bounds = list(zip(starts, [*starts[1:], len(words.words)], strict=True))
    return Meaning(tuple(_clause(words, *bound) for bound in bounds), _clause(words, 0, len(words.words)))


def agreement(report: Meaning, utterance: Meaning, speaker: Iterable[str] = ()) -> float:
    """Return how much of a report's sense the utterance has, from 0 to 1; 0 where they contradict each other.

    Args:
        report, utterance: what they say.
        speaker: the words of the speaker's name, which a report has in place of "I".
    """
    if report.whole.numbers - utterance.whole.numbers:
        return 0.0
    if report.whole.names - _all(utterance) - {_stem(word) for word in speaker}:
        return 0.0
    best = 0.0
    ways = [*utterance.clauses, utterance.whole]
    for clause in ways:
        if clause.negated != report.whole.negated and clause is not utterance.whole:
            continue
        if clause is utterance.whole and clause.negated != report.whole.negated:
            continue
        shared = report.whole.stems.keys() & clause.stems.keys()
        numbers = len(report.whole.numbers & clause.numbers)
        if len(shared) + numbers < LEAST_WORDS:
            continue
        gained = sum(report.whole.stems[stem] for stem in shared) + 4.0 * numbers
        total = sum(report.whole.stems.values()) + 4.0 * len(report.whole.numbers)
        best = max(best, gained / total if total else 0.0)
    return best


def _all(utterance: Meaning) -> frozenset[str]:
    return utterance.whole.names | frozenset(utterance.whole.stems)


def _clause(words: Wording, first: int, last: int) -> Clause:
    some = words.words[first:last]
    stems: dict[str, float] = {}
    for word in some:
        rare = rarity(word.key)
        if word.kind in ("", "name") and rare >= PLAIN:
            stems[_stem(word.key)] = rare
    return Clause(
        stems,
        frozenset(word.key for word in some if word.kind == "number"),
        frozenset(_stem(word.key) for word in some if word.kind == "name"),
        sum(word.kind == "negation" for word in some) % 2 == 1,
    )


def _stem(word: str) -> str:
    return word[:STEM] if word.isalpha() else word
