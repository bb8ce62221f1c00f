"""The class that each word of a sentence has, chosen of those it may have by what stands around it.

After Brill (1992), whose rules look at the words before too; that a clause has one finite verb tells the rest.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from onrecord.extract.word_classes import readings

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|St|Sen|Gov|Rep|Gen|Prof)\.|['’](?:s|d|re|ve|ll|m)?(?!\w)|[A-Za-zÀ-ɏ](?:[\w-]|['’](?=[A-Za-zÀ-ɏ])(?!(?:s|d|re|ve|ll|m)\b))*"
    r"|\d(?:[\w-]|[.,:/](?=\d))*|\S"
)
NOMINAL = "NSGJ"
NOUNS = "NSPJGE"
FINITE_BEFORE = re.compile(r"(?:[AHKMVZ]|(?<!T)B)[^,;:(XCW]*$")
FINITE = "VZB"
FIXED = frozenset("NSPO#UDRAHKMITCXW'") | frozenset(',;:."()-?!')
"""Classes that a word keeps whatever stands around it."""


class Word(NamedTuple):
    """A word or mark of a sentence: where it stands, and its class."""

    start: int
    end: int
    text: str
    kind: str


@lru_cache(256)
def classed(sentence: str) -> tuple[Word, ...]:
    """Return the words and marks of a sentence in order, each with its class.

    >>> "".join(word.kind for word in classed("The price of a loaf rose from $2 to $3.50."))
    'DNIDNVIU#TU#.'
    """
    found = list(TOKEN.finditer(sentence))
    befores = [None, *found]
    may = [
        readings(match[0], before[0] if before else "", joined=before is not None and before.end() == match.start())
        for before, match in zip(befores, found, strict=False)
    ]
    kinds: list[str] = []
    for n, (match, classes) in enumerate(zip(found, may, strict=True)):
        if {"S", "Z"} <= set(classes) and sentence.startswith(" of ", match.end()):
            kinds.append("S")
        elif classes in FIXED or classes == "V" or match[0][0].isdigit():
            kinds.append(classes)
        else:
            kinds.append(_chosen(classes, n, may, kinds))
    return tuple(Word(*match.span(), match[0], kind) for match, kind in zip(found, kinds, strict=True))


def _chosen(may: str, n: int, all_may: list[str], kinds: list[str]) -> str:
    """Return the class that a word has where it may have several, by those before it and what may come after."""
    back = "".join(kind for kind in kinds if kind != "R")[-8:]
    before = back[-1:] or "."
    after = next((one for one in all_may[n + 1 :] if one != "R"), ".")
    if after == "U" and (before in "NSPEC" or (before == "#" and kinds[-1] == "R")) and set(may) & set("ZVB"):
        return _first(may, "ZVB")  # "and cost $4", "rents now average $900"
    if may[0] == "W":
        return "D" if after[0] in "NJ#" and before not in "NSP" else "W"
    if before == "T":
        return _first(may, "B" + NOMINAL)
    if before in "MK":
        return _first(may, "BEG")
    if before in "AH":
        return _first(may, "EGJ")
    if before in "OW":
        return _first(may, NOMINAL if before == "W" and after[0] in "AHKMV" else FINITE)
    if before in "NSPE" or back.endswith("P#"):
        return _after_noun(may, n, all_may, kinds, after)
    if before in "D'J#UI":
        return _attributed(may, before, n, all_may, kinds)
    if before in "VZBG" and after[0] in "D#O" and "I" in may:
        return "I"
    if before == "," and "V" in may and after[0] not in NOUNS:
        return "V" if not _comes(n, all_may) and not FINITE_BEFORE.search("".join(kinds)) else "E"
    if before in '.,;:"' and may[0] in "BVZ" and after[0] in "AHKMVZ,":
        return "S" if "Z" in may else "N"
    return _first(may, may if before in "VZBGC" or may[0] == "G" else NOMINAL)


def _attributed(may: str, before: str, n: int, all_may: list[str], kinds: list[str]) -> str:
    """Return the class of a word behind a determiner, an adjective, a number or a preposition."""
    after = next((one for one in all_may[n + 1 :] if one != "R"), ".")
    follows = bool(set(after) & set("NS")) or after[0] in NOUNS
    if may[0] == "J":
        listed = after[0] == "," and any(one[0] in "JE" for one in all_may[n + 2 : n + 3])
        noun = not follows and not listed and after[0] not in "C#" and ("N" in may or before in "D'")
        return "N" if noun else "J"
    if before == "#" and kinds[-1] == "R" and "Z" in may:
        return "Z"  # "of 2019 now yields"
    if before == "#" and "V" in may and after[0] in "PDO":
        return "V"  # "a crowd of 900 saw the"
    if set(may) & set("EV") and not set(may) & set("NS"):
        if before == "#":
            return (
                _first(may, "JVE") if not follows else "J" if _verb_elsewhere(n, all_may, kinds) else _first(may, "VJ")
            )
        return "J" if follows else "N" if before == "D" else "E"
    if not set(may) & set(NOMINAL):
        noun = before in "DJ'I" or "Z" in may or (before in "#U" and follows)
        return may[0] if not noun else "S" if "Z" in may else "N"
    return "G" if before == "I" and may[0] == "G" else _first(may, "NSJG")


def _after_noun(may: str, n: int, all_may: list[str], kinds: list[str], after: str) -> str:
    """Return the class of a word behind a noun: a verb where the clause has no other, else part of the name."""
    if re.search("(?<!U)#[JN]+$", "".join(kinds)) and set(may) & set("ZS"):
        return "S"  # what is more than one has a plural
    if {"S", "Z"} <= set(may) and _is_past_or_plain(n, all_may, after):
        return "S"  # "passenger numbers rose", "ticket prices range from"
    verb = _first(may, "ZVB" if kinds[-1] == "S" else "ZV")
    if kinds[-1] == "N" and ((may == "J" and after[0] in "AHKMVZ") or (may == "B" and "J" in all_may[n - 1])):
        return "N"  # "the oil slick is", "the average wait"
    if verb not in "ZVB" or (verb == "B" and may[0] == "J"):
        return may[0] if may[0] != "S" or len(may) == 1 else may[1]
    elsewhere = _verb_elsewhere(n, all_may, kinds)
    if verb == "V":
        return "E" if "E" in may and elsewhere else "V"
    verbs = "".join(kinds) + "".join(one[0] for one in all_may[n + 1 :])
    ends = after[0] in ",.;:)" and set(may) & set("NS") and re.search("[AHKMVZ]", verbs)
    if elsewhere or ends or after == "B":
        return _first(may, NOMINAL + may)
    return verb


def _is_past_or_plain(n: int, all_may: list[str], after: str) -> bool:
    """Say whether the next word is a verb that has the plural before it as its subject."""
    behind = all_may[n + 2][0] if n + 2 < len(all_may) else "."
    past = "V" in after and ("E" not in after or behind[0] in "#UDO")  # "winds reached 90"
    return past or ("B" in after and behind == "I")


def _verb_elsewhere(n: int, all_may: list[str], kinds: list[str]) -> bool:
    """Say whether a clause has a finite verb before a word, or one is still to come in it."""
    return FINITE_BEFORE.search("".join(kinds)) is not None or _comes(n, all_may)


def _comes(n: int, all_may: list[str]) -> bool:
    """Say whether a finite verb is still to come in the clause."""
    for one in all_may[n + 1 :]:
        if one[0] in ",;:(CXW.":
            return False
        if one[0] in "AHKM" or one in ("V", "Z") or one[0] == "V":
            return True
    return False


def _first(may: str, wanted: str) -> str:
    return next((kind for kind in wanted if kind in may), may[0])
