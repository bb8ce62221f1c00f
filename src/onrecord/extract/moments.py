"""Lengths of time that tell when something was, not how long: two years ago, in ten days, the past five years."""

from __future__ import annotations

import re

from onrecord.extract.prose import Prose
from onrecord.extract.tense import tense

TIMES = ("seconds", "minutes", "hours", "days", "nights", "weeks", "months", "years", "decades", "centuries")
AGO = re.compile(r" \w+ ago\b")
WHEN_AFTER = re.compile(
    r"[- ]\w+(?:['’]s?)? ?(?:ago|later|earlier|prior|before|after|from now|on(?=[,.;:]|$| from\b)"
    r"|hence|since)"
)
SUBJECT = re.compile(r"(?:^|[.!?:;“\"] )(?:The |Its |His |Her |Their )?$")
BEGINS = re.compile(r"(?:^|[.!?:;“\"] )(?:\w+ )?$")
ON = re.compile(r"[- ]\w+ on\b")
LATER = re.compile(r" (?:ago|later|earlier|hence|from now)\b")
DELAY = re.compile(r"[- ]\w+ (?:before|after) (?=[a-z])")
"""Behind a number of minutes or hours: how long before or after something it was."""
HIGH = re.compile(r"-\w+ (?:high|low|peak|record|best|worst|anniversary|mark)\b")
"""Behind "four-year", of what is so for the first time in so long."""
WHEN_BEFORE = re.compile(
    r"\b(?:in|within|past|last|next|coming|previous|every|first|recent|these|(?:with)?in another|over the)(?: the)?"
    r"(?: about| just| last| past| next)? $",
    re.IGNORECASE,
)
LASTS = re.compile(r"\b(?:to|will|would|can|could|may|might|must|should|not) last $")
RANKED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next|only|best|worst|most|least|\w+(?:th|est))"
    r"\b[^.;:]{0,40} in $",
    re.IGNORECASE,
)
"""Before a length of time in which something is one of a row: "the third fire in two weeks", "the driest May in"."""


def is_moment(prose: Prose, start: int, end: int, unit: str) -> bool:
    """Say whether a length of time tells when, not how long: two years ago, in ten days, the past five years."""
    words = prose.words
    if unit in TIMES[:3] and DELAY.match(words, end):
        return False
    if WHEN_AFTER.match(words, end) or HIGH.match(words, end):
        return True
    if ON.match(words, end) and BEGINS.search(words, max(0, start - 16), start):  # "Two years on the mill is shut"
        return True
    before = words[max(0, start - 24) : start]
    if before.lower().endswith("in ") and tense(words, prose.near(start, end), start, end) == "past":
        ranked = RANKED.search(words, max(0, start - 64), start)  # if not, it is how long something took
        return ranked is not None and not SUBJECT.search(words, max(0, ranked.start() - 8), ranked.start())
    return bool(WHEN_BEFORE.search(before) and not LASTS.search(before))
