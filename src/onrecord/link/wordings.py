"""What somebody is said to have said, as words to compare: keys by which the same words are found elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from zlib import crc32

from onrecord.link.rarity import rarity
from onrecord.terms import Kind, Span

GRAM = 3
"""Words of a key: an alteration spoils three of them, so a cut of six words with one altered has one left or more."""
TELLING = 2.0
"""How rare a key's words are together, so that "it is not" and "to be a" make nobody a candidate."""
FEW = 4
"""Words of the shortest quotation that can be told from another by its words."""
COMMON, SHORT = 12.0, 8
"""What is no rarer, by the sum of its words, or has no more words, can be said again by the same person on another
occasion: "No comment", "We take this seriously"."""
WORD = re.compile(r"[^\W_]+")
APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ\u00ad", ""))
QUOTED = re.compile(r"“[^“”]+[”“\"]?|\"[^\"”]+[\"”]?|«[^»]+»?|„[^“”]+[“”]?|``[^']+(?:'')?")


def words_in(text: str, spans: Sequence[Span]) -> list[str]:
    """Return the words of spans in lower case, without apostrophes."""
    return [word for start, end in spans for word in WORD.findall(text[start:end].translate(APOSTROPHES).casefold())]


def verbatim(text: str, kind: Kind, content: Sequence[Span]) -> tuple[bool, tuple[Span, ...]]:
    """Return whether a statement's words are to be compared as verbatim, and which: of a mixed one those in marks, or
    all of it as a report where they are too few.
    """
    if kind != "mixed":
        return kind == "direct", tuple(content)
    inside = tuple(
        Span(start + found.start(), start + found.end())
        for start, end in content
        for found in QUOTED.finditer(text[start:end])
    )
    return (True, inside) if len(words_in(text, inside)) >= FEW else (False, tuple(content))


def hash_of(words: Sequence[str], *, verbatim: bool) -> int:
    """Return 63 bits that are equal for the same words."""
    digest = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8, person=b"vr"[not verbatim :][:1])
    return int.from_bytes(digest.digest(), "big") >> 1


def keys_of(words: Sequence[str]) -> list[int]:
    """Return the keys by which words are found where they are cut, altered, or part of more; in rising order."""
    rare = [rarity(word) for word in words]
    grams = range(len(words) - GRAM + 1)
    return sorted(
        {
            crc32(" ".join(words[n : n + GRAM]).encode("utf-8", "surrogatepass"))
            for n in grams
            if sum(rare[n : n + GRAM]) >= TELLING
        }
    )


def order(verbatim: bool, size: int, published: str, id: str, number: int) -> tuple[bool, int, str, str, int]:
    """Return what puts wordings in the order in which they take others in: verbatim ones first, the longer before the
    shorter, the earlier before the later.
    """
    return not verbatim, -size, published, id, number


def least(keys: int) -> int:
    """Return how many keys words with so many of them share with what they are taken from, at the least."""
    return 1 if keys <= 7 else 2 if keys <= 10 else 3


def is_common(words: Sequence[str]) -> bool:
    """Say whether words are so few or so common that they tell no occasion from another."""
    return len(words) <= SHORT or sum(map(rarity, set(words))) <= COMMON
