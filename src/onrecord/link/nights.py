"""Days that are told by what happened on them ("election night", "the day after the vote"), as a story dates it.

What one article of a story puts on a day another may only name. A day counts where most of what the articles tell of
the occasion is of that day. After the event anchoring of TimeML (Pustejovsky et al. 2003).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.late import late

FORMS = {
    "vote": r"vot(?:e|es|ed|ing)",
    "election": r"elections?|polls|polling",
    "storm": r"storms?",
    "flood": r"flood(?:s|ed|ing)?",
    "meeting": r"meetings?|met",
    "hearing": r"hearings?",
    "debate": r"debate[sd]?",
    "summit": r"summit",
    "fire": r"fire|blaze",
    "crash": r"crash(?:ed)?|collision",
    "attack": r"attack(?:s|ed)?",
    "shooting": r"shootings?|shot",
    "explosion": r"explosions?|exploded|blast",
    "earthquake": r"earthquake|quake",
    "wedding": r"wedding",
    "funeral": r"funeral",
    "inauguration": r"inaugurat(?:ion|ed)",
    "referendum": r"referendum",
    "verdict": r"verdict",
    "launch": r"launch(?:ed)?",
    "protest": r"protest(?:s|ed)?",
    "march": r"march(?:ed)?",
    "rally": r"rally",
    "arrest": r"arrest(?:ed)?",
    "strike": r"strike|struck",
    "raid": r"raid(?:ed)?",
    "trial": r"trial",
    "ceremony": r"ceremony",
    "festival": r"festival",
    "match": r"match",
    "final": r"final",
}
"""Occasions that are spoken of by their day, each with the words that tell of it."""
NOUN = "|".join((*FORMS, "polling", "polls", "blaze", "blast", "quake"))
SAME = {"polling": "election", "polls": "election", "blaze": "fire", "blast": "explosion", "quake": "earthquake"}
TOLD = {noun: late(rf"\b(?:{words})\b", re.IGNORECASE) for noun, words in FORMS.items()}
APART = late(
    r"[;:.“”\"]|\b(?:after|before|since|until|following|ahead|when|because|if|would|will|may|whether|next|last|past)\b",
    re.IGNORECASE,
)
PLANNED = late(r"\b(?:will|would|may|might|could|should|to|not)\s+$", re.IGNORECASE)
NEAR = 60
"""Characters between a day and what happened on it."""
MOST = 0.6
"""The share of the articles that tell of an occasion's day, from which it is known."""
NAMED = late(
    rf"\b(?:(?:the|that)\s+)?(?P<noun>{NOUN})\s+(?P<part>night|day|eve|morning|evening)\b"
    rf"|\bthe\s+(?P<part2>night|day|morning|evening|afternoon|eve)\s+(?P<way>of|after|before)\s+(?:the|that|this)\s+"
    rf"(?:[\w’'-]+\s+){{0,2}}?(?P<noun2>{NOUN})\b",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """A day or a night that an article tells, with its sentence and where in that it stands."""

    article: int
    date: str
    sentence: str
    start: int
    end: int


class Named(NamedTuple):
    """Words that name a day by an occasion: where they stand, the occasion, and how many days from it."""

    start: int
    end: int
    noun: str
    days: int


def named(text: str) -> Iterator[Named]:
    """Yield the words in a text that name a day by an occasion.

    >>> [(one.noun, one.days) for one in named("On election night, and the day after the council vote, it rained.")]
    [('election', 0), ('vote', 1)]
    """
    for found in NAMED.finditer(text):
        noun = (found["noun"] or found["noun2"]).casefold()
        part, way = (found["part"] or found["part2"]).casefold(), (found["way"] or "of").casefold()
        days = {"of": 0, "after": 1, "before": -1}[way] - (part == "eve")
        yield Named(*found.span(), SAME.get(noun, noun), days)


def days(told: Iterable[Told]) -> dict[str, tuple[str, int]]:
    """Return the day of each occasion whose day is known, with the first article that tells it.

    Args:
        told: the days that a story's articles tell, the earliest article first.
    """
    votes: dict[str, dict[tuple[int, str], None]] = {}
    for one in told:
        for noun in _beside(one) if _is_day(one.date) else ():
            votes.setdefault(noun, {})[one.article, one.date] = None
    out = {}
    for noun, some in votes.items():
        counts = Counter(day for _, day in some)
        (day, most), *others = counts.most_common()
        if most >= MOST * counts.total() and (not others or others[0][1] < most):
            out[noun] = day, next(article for article, told_day in some if told_day == day)
    return out


def day_of(one: Named, known: Mapping[str, tuple[str, int]]) -> tuple[str, int] | None:
    """Return the day that words name, with the article that tells it, or None."""
    found = known.get(one.noun)
    if found is None or not one.days:
        return found
    if len(found[0]) != len("2025-03-11"):
        return None
    return (date.fromisoformat(found[0]) + timedelta(one.days)).isoformat(), found[1]


def _is_day(told: str) -> bool:
    """Say whether a date is a day, or the night between two."""
    first, _, last = told.partition("/")
    if len(first) != len("2025-03-11") or "X" in told:
        return False
    return not last or date.fromisoformat(last) - date.fromisoformat(first) == timedelta(1)


def _beside(one: Told) -> Iterator[str]:
    """Yield what happened on a day by its sentence: what stands near it, nothing that parts them between."""
    for noun, words in TOLD.items():
        for found in words.finditer(one.sentence):
            first, last = sorted([found.span(), (one.start, one.end)])
            between = one.sentence[first[1] : last[0]]
            if len(between) <= NEAR and not APART.search(between) and not PLANNED.search(one.sentence[: first[0]]):
                yield noun
                break
