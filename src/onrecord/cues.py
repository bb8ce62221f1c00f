"""How an article says that somebody speaks: cue verbs in four groups, by a list (cues.txt) that anybody can read.

After the reporting verbs of Recasens et al. (2013) and Hooper (1975): a verb may leave open whether what is said is so
(claim), take it for granted (admit), or press it (insist). The groups are of verbs, not of those who speak.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

Group = Literal["neutral", "doubting", "conceding", "emphatic"]
GROUPS: tuple[Group, ...] = ("neutral", "doubting", "conceding", "emphatic")
LIST = Path(__file__).parent / "cues.txt"
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Cue(NamedTuple):
    """A cue's verb in its base form, and its group, None where the list has none of its words."""

    verb: str
    group: Group | None


def cue(words: str) -> Cue:
    """Return the verb and the group of a cue: those of its last word that is listed.

    >>> cue("has repeatedly claimed"), cue("Mumbled"), cue("whispered to")
    (Cue(verb='claim', group='doubting'), Cue(verb='mumble', group='doubting'), Cue(verb='whispered to', group=None))
    """
    found = [known for word in WORD.findall(words.casefold()) if (known := listed().get(word)) is not None]
    return found[-1] if found else Cue(" ".join(words.casefold().split()), None)


@cache
def listed() -> dict[str, Cue]:
    """Return the list: every form of every verb in it."""
    from onrecord.extract.verbs import forms  # here, since what extracts takes a while to load

    out: dict[str, Cue] = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        begins, _, verbs = line.partition(":")
        for group in GROUPS:
            if group == begins:
                out.update((form, Cue(verb, group)) for verb in verbs.split() for form in forms(verb))
    return out
