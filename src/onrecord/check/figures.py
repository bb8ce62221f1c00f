"""Figures that a draft gives beside a quotation, against those that the source gives of the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.compare import Wording, wording
from onrecord.compare.inflection import lemmas

VAGUE = frozenset(
    """of in on at by to for and or the a an years year days day months month weeks week hours hour minutes times people
    percent per january february march april may june july august september october november december""".split()
)
"""What a number stands before without saying what is counted; of people and years there are many in any story."""
BESIDE = frozenset("people years days weeks hours minutes months times".split())
"""Of these, what stands in the same words of the source as the quotation is compared all the same."""
PLAIN = frozenset(min(lemmas(word), key=len) for word in BESIDE)
BETWEEN = 1
"""Words, such as an adjective, that may stand between a number and what is counted."""


class Figure(NamedTuple):
    """A figure of the draft and one of the source that differ, of the same thing."""

    ours: str
    theirs: str


def differing(beside: str, source: str, near: str = "") -> tuple[Figure, ...]:
    """Return figures that differ, where the source gives one figure of a thing, and the draft another.

    Args:
        beside: words of the draft beside a quotation.
        source: the passage that the quotation was found in.
        near: the words of it right before and after the quotation.
    """
    ours = list(_figures(wording(beside)))
    if not ours:
        return ()
    theirs: dict[str, list[tuple[str, str]]] = {}
    found = [one for one in _figures(wording(source)) if one[0] not in PLAIN]
    for thing, value, said in (*found, *(one for one in _figures(wording(near)) if one[0] in PLAIN)):
        theirs.setdefault(thing, []).append((value, said))
    differ = []
    for thing, value, said in ours:
        given = theirs.get(thing, [])
        if given and len({v for v, _ in given}) == 1 and given[0][0] != value:
            differ.append(Figure(said, given[0][1]))
    return tuple(differ)


def _figures(words: Wording) -> Iterator[tuple[str, str, str]]:
    """Yield what is counted, its number, and both as they stand."""
    for n, word in enumerate(words.words):
        if word.kind != "number" or not word.key[:1].isdigit() or word.key.endswith("th"):
            continue
        for m in range(n + 1, min(n + 2 + BETWEEN, len(words.words))):
            thing = words.words[m]
            if (thing.key in VAGUE and thing.key not in BESIDE) or thing.kind or thing.apart:
                break
            if thing.key.endswith("s") or thing.key in BESIDE:
                yield min(lemmas(thing.key), key=len), word.key, words.said(n, m + 1)
                break
