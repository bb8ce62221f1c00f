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
BETWEEN = 1
"""Words, such as an adjective, that may stand between a number and what is counted."""


class Figure(NamedTuple):
    """A figure of the draft and one of the source that differ, of the same thing."""

    ours: str
    theirs: str


def differing(beside: str, source: str) -> tuple[Figure, ...]:
    """Return figures that differ, where the source gives one figure of a thing, and the draft another.

    Args:
        beside: words of the draft beside a quotation.
        source: the passage that the quotation was found in.
    """
    ours = list(_figures(wording(beside)))
    if not ours:
        return ()
    theirs: dict[str, list[tuple[str, str]]] = {}
    for thing, value, said in _figures(wording(source)):
        theirs.setdefault(thing, []).append((value, said))
    found = []
    for thing, value, said in ours:
        given = theirs.get(thing, [])
        if given and len({v for v, _ in given}) == 1 and given[0][0] != value:
            found.append(Figure(said, given[0][1]))
    return tuple(found)


def _figures(words: Wording) -> Iterator[tuple[str, str, str]]:
    """Yield what is counted, its number, and both as they stand."""
    for n, word in enumerate(words.words):
        if word.kind != "number" or not word.key[:1].isdigit() or word.key.endswith("th"):
            continue
        for m in range(n + 1, min(n + 2 + BETWEEN, len(words.words))):
            thing = words.words[m]
            if thing.key in VAGUE or thing.kind or thing.apart:
                break
            if thing.key.endswith("s"):
                yield min(lemmas(thing.key), key=len), word.key, words.said(n, m + 1)
                break
