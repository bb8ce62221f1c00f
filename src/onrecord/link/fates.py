"""What befell the people that a figure counts: dead, hurt, missing, held, moved, out of work. Unlike fates are unlike
things, however near the numbers are; one fate is one thing in many words ("nine died", "a death toll of eleven").
"""

from __future__ import annotations

import re

from onrecord.late import late

FATES = {
    "dead": r"kill(?:ed|ing|s)|died|die|dead|deaths?|drown(?:ed|ing)?|perished|fatalities"
    r"|(?:lost|lose) (?:their|his|her) li(?:fe|ves)",
    "hurt": r"injur(?:ed|ies|ing)|hurt|wounded|wounding|hospitalised|hospitalized|treated|casualties"
    r"|taken to (?:the |a )?[\w ]{0,20}?hospitals?|in (?:the )?hospital",
    "missing": r"missing|unaccounted for",
    "held": r"arrest(?:s|ed|ing)?|detained|in custody|taken into custody",
    "moved": r"evacuat(?:ed|ing)|displaced|fled|driven out|driven from|moved out|led from|left homeless|homeless"
    r"|(?:left|leave|lost|lose|flee) their homes",
    "workless": r"laid off|made redundant|redundancies|dismissed|job (?:losses|cuts)|(?:lose|lost) their (?:jobs|work)",
}
_ANY = "|".join(f"(?P<{name}>{words})" for name, words in FATES.items())
_LEAD = (
    r"were|was|are|is|be|been|being|had|have|has|would|will|could|may|might|to|who|that|now|still|already|also|all|reported"
    r"|confirmed|feared|believed|known|left|found|taken|badly|seriously|slightly|lightly|critically|fatally|with"
)
_ALONE = (
    r"(?=[^\w\s]|\s*$|\s(?:in|on|at|by|near|off|outside|inside|when|as|after|before|during|since|from|for|to"
    r"|and(?! \w+ed\b))\b)"
)
_LEADS = rf"(?P<lead>(?:[ ,](?:{_LEAD})\b){{0,5}}) ?"
FATE = late(rf"\b(?:{_ANY})\b", re.IGNORECASE)
BEHIND = late(
    rf"{_LEADS}\b(?!(?:kill|injur|wound|arrest|evacuat)(?:ing|s)\b)(?:{_ANY})\b(?P<alone>{_ALONE})?", re.IGNORECASE
)
AHEAD = late(rf"\b(?:{_ANY}) $", re.IGNORECASE)
DONE = late(
    r"killed|injured|hurt|wounded|hospitali[sz]ed|treated|arrested|detained|evacuated|displaced|driven \w+|led from"
    r"|laid off|made redundant|dismissed",
    re.IGNORECASE,
)
"""What is done to somebody: behind a noun it befell those of the noun only where a form of "be" leads to it, or where
nobody else follows whom it befell."""
PASSIVE = late(r"\b(?:were|was|are|is|be|been|being|reported|confirmed|feared|believed|known|left|found)\b", re.I)
JOBS = late(r"jobs\b", re.IGNORECASE)
GONE = late(rf"{_LEADS}\b(?:lost|cut|axed|shed|scrapped|go|goes|going|gone|disappear(?:ed)?)\b", re.IGNORECASE)
SHED = late(
    r"\b(?:cut|cuts|cutting|los(?:t|e|es|ing)|loss of|ax(?:e|es|ed|ing)|shed|sheds|shedding|scrap(?:s|ped|ping)?) $",
    re.I,
)
"""Jobs are lost only by such words: as many may be created."""
FARTHEST = 60
"""Characters before a figure that are looked at."""
ALL = late(r"people|persons|dead|wounded|injured|missing|deaths|injuries|casualties|victims|arrests|jobs")
"""Units that count all whom a fate befell."""
EVENTS = late(r"deaths|injuries|casualties|arrests|jobs")
"""Units that tell the fate themselves."""
SOME = late(
    r"(?:wo)?men|children|boys|girls|babies|teenagers|pensioners|police|officers|policemen|soldiers|firefighters|others"
)
"""Units that may count some of them."""
PERSONS = late(r"[\w-]+(?:ers|ors|ists|ants|ents|ees|ians|men|women|children|folk|troops|fans|pupils|police|staff)")


def fate(before: str, counted: str, behind: str) -> str | None:
    """Return what befell those whom a figure counts, as the words beside it tell.

    Args:
        before: the words before the figure.
        counted: those for what it counts, its unit first.
        behind: those behind it.
    """
    if JOBS.match(counted):
        return "workless" if GONE.match(behind) or SHED.search(before[-FARTHEST:]) else None
    found = FATE.search(counted) or _told_behind(behind) or AHEAD.search(before[-FARTHEST:])
    return next(name for name in FATES if found[name]) if found else None


def _told_behind(words: str) -> re.Match[str] | None:
    """Return what the words behind a noun say befell it, not what it did to others: "doctors treated 200"."""
    found = BEHIND.match(words)
    if found is None:
        return None
    done = any(found[name] and DONE.fullmatch(found[name]) for name in FATES)
    return None if done and found["alone"] is None and not PASSIVE.search(found["lead"]) else found


def of_one(unit: str, other: str) -> float:
    """Return how surely two units count the same people of one fate, 0 to 1: "passengers" may be some of the "people".

    >>> [of_one("people", other) for other in ("people", "passengers", "children", "tents")]
    [1.0, 0.65, 0.0, 0.0]
    """
    if not all(not one or ALL.fullmatch(one) or PERSONS.fullmatch(one) for one in (unit, other)):
        return 0.0
    if unit == other or not unit or not other:
        return 1.0
    if SOME.fullmatch(unit) or SOME.fullmatch(other):
        return 0.0
    events = sum(EVENTS.fullmatch(one) is not None for one in (unit, other))
    return 1.0 if events else 0.65 if ALL.fullmatch(unit) or ALL.fullmatch(other) else 0.0
