"""How likely each candidate is to be whom "he" or "she" means, by rules: distance, place in the sentence, who spoke.

After Lappin and Leass (1994), whose weights are here found by hand on GAP's development pairs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.extract.references import Reference, Scene

SUBJECT = frozenset(("he", "she"))
REFLEXIVE = frozenset(("himself", "herself"))
PREPOSITION = re.compile(
    r"\b(?:of|by|with|to|from|for|at|in|on|about|against|under|between|towards?|after|before|than|as|like|over|and|or)\s+"
    r"(?:(?:the|a|an|his|her|their|its|[\w-]+(?:er|or|ist|man|woman))\s+){0,2}$"
    r"|[a-z](?:ed|(?<!meet)(?<!hear)(?<!brief)(?<!morn)(?<!even)(?<!wedd)(?<!sitt)ing)\s+$",
    re.IGNORECASE,
)
VERB_AFTER = re.compile(
    r"(?:\s*\([^)]*\)|,[^,.;]{2,80},|,)?\s+(?:(?:also|then|never|later|once|still|first|soon|\w+ly)\s+)?"
    r"(?!(?:and|or|of|in|on|at|to|for|from|with|by|as|the|a|an|who|whom|whose|which|that)\b)[a-z’']+"
)
OBJECT_AFTER = re.compile(
    r"\s*(?:[.,;:!?)”\"]|(?:to|in|on|at|for|from|with|by|as|and|that|of|into|when|after|before)\b|$)"
)
CLAUSE = re.compile(r"[,;:—–]|\b(?:and|but|that|when|while|after|before|because|if|who|as|since|whether|which|so)\b")
RECENT, SAME_PARAGRAPH, SUBJECTS, PARALLEL, SPOKE, OFTEN, NAMED_IN_QUOTE, AFTER, OWNS, GENDER, FIRST, SAME_CLAUSE = (
    -0.85, 0.5, 0.9, 0.5, 0.9, 0.25, -1.2, -2.0, -0.3, 0.8, 0.3, -3.0,
)  # fmt: skip


def likely(scene: Scene, pronoun: Reference, candidates: Sequence[Reference]) -> list[float]:
    """Return how likely each candidate is, from 0 to 1; together they make 1."""
    if not candidates:
        return []
    at = pronoun.span.start
    place = scene.sentence(at), scene.paragraph(at)
    scores = [_score(scene, pronoun, one, place) for one in candidates]
    top = max(scores)
    weights = [exp(score - top) for score in scores]
    return [weight / sum(weights) for weight in weights]


def _score(scene: Scene, pronoun: Reference, one: Reference, place: tuple[int, int]) -> float:
    text = scene.text
    word = text[slice(*pronoun.span)].casefold()
    is_subject = word in SUBJECT
    away = place[0] - scene.sentence(one.span.start)
    score = RECENT * min(abs(away), 6)
    if place[1] == scene.paragraph(one.span.start):
        score += SAME_PARAGRAPH
    subject = stands_as_subject(scene, one)
    if subject:
        score += SUBJECTS
        if is_subject and away:
            score += PARALLEL
    if one.span.start > pronoun.span.start:
        score += AFTER
    if one.speaks and pronoun.speaks:
        score += SPOKE
    if one.person is not None:
        score += OFTEN * min(3, one.person.count) ** 0.5
        score += GENDER if one.person.gender == pronoun.gender else 0.0
    if one.quoted and not pronoun.quoted:
        score += NAMED_IN_QUOTE
    if text[one.span.end : one.span.end + 2] in ("’s", "'s"):
        score += OWNS if is_subject or away else -OWNS
    if away == 0 and one.span.end <= pronoun.span.start:
        between = text[one.span.end : pronoun.span.start]
        same_clause = not CLAUSE.search(between)
        if word in REFLEXIVE:
            score += 1.0 if same_clause and subject else 0.0
        elif same_clause and (word == "him" or (word == "her" and OBJECT_AFTER.match(text, pronoun.span.end))):
            score += SAME_CLAUSE
        elif same_clause and is_subject:
            score -= 1.0
    return score


def stands_as_subject(scene: Scene, one: Reference) -> bool:
    """Say whether a reference is likely its clause's subject: a verb follows, and no preposition stands before."""
    if one.subject is None:
        one.subject = _is_subject(scene, one)
    return one.subject


def _is_subject(scene: Scene, one: Reference) -> bool:
    text, (start, end) = scene.text, one.span
    if one.kind == "pronoun":
        return text[start:end].casefold() in SUBJECT
    if text[end : end + 1] in ("’", "'") or not VERB_AFTER.match(text, end, end + 110):
        return False
    return not PREPOSITION.search(text, max(0, start - 40), start)
