"""Which words of a quotation to look for: phrases that survive a changed word, a cut, a misread letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from onrecord.compare import Wording

PHRASE = 3
"""Words of a phrase at most."""
MOST = 5
"""Phrases of one quotation: a quotation with a change in every one of them is hardly the same."""
FEW = 0.2
"""The share of a quotation's words that a paragraph has at least where none has a third."""
BESIDE = 60
"""Characters before and after a paragraph that are looked at with it."""
PLAIN = re.compile(r"[^\W\d_]+")
OTHERWISE = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
"""Numbers and contractions: a source may have them written in another way."""
COMMON = frozenset(
    """the a an and or but of in on at to for from by with is are was were be been have has had do does did will would
    can could should may might must not no it its he she they we you i me him her them us my your his our their this
    that these those there here who which what when where how why all any some if so as than then just very more most
    out up down about into over after before only also one two get got go going said say says people think
    know""".split()
)


class Phrase(NamedTuple):
    """Words that stand side by side, as SQLite's unicode61 has them: in small letters, without diacritics."""

    words: tuple[str, ...]
    weight: float
    """How rare it seems: the rarer, the more it tells, and the sooner it is found."""
    at: int
    """The number of the quotation's sentence."""


@lru_cache(256)
def phrases(ours: Wording) -> tuple[Phrase, ...]:
    """Return phrases to look for, in order; none overlaps another or goes on from one sentence to the next."""
    words = [word for n, word in enumerate(ours.words) if not n or word[:2] != ours.words[n - 1][:2]]  # "cannot" is two
    starts = [n for n, word in enumerate(words) if word.begins or not n]
    found = []
    for at, (start, end) in enumerate(pairwise([*starts, len(words)])):
        plain = [_indexed(ours.text[word.start : word.end]) for word in words[start:end]]
        parts = max(1, min(len(plain) // 2, round(MOST * len(plain) / len(words))))
        edges = [n * len(plain) // parts for n in range(parts + 1)]  # so that all parts are looked for
        found += [_rarest(plain[first:last], at) for first, last in pairwise(edges)]
    return tuple(phrase for phrase in found if phrase.words)[: 2 * MOST]


def leading(ours: Wording) -> tuple[Phrase, ...]:
    """Return the rarest phrase of each half: all that a source need have which has these very words."""
    some = phrases(ours)
    half = (len(some) + 1) // 2
    return tuple(max(part, key=lambda phrase: phrase.weight) for part in (some[:half], some[half:]) if part)


def _rarest(words: Sequence[str | None], at: int) -> Phrase:
    """Return the words side by side that are the rarest, none where there are not so many that can be looked for."""
    best = Phrase((), -PHRASE - 1.0, at)
    for size in range(min(2, len(words)), min(PHRASE, len(words)) + 1):
        for start in range(len(words) - size + 1):
            some = tuple(word for word in words[start : start + size] if word)
            weight = sum(map(_weight, some))
            if len(some) == size and weight > best.weight:
                best = Phrase(some, weight, at)
    return best


def telling(ours: Wording, most: int = 6) -> list[str]:
    """Return the words that tell most by themselves: long and uncommon ones, each once."""
    words = {plain for word in ours.words if (plain := _plain(ours.text[word.start : word.end])) and len(plain) > 4}
    return sorted(words - COMMON, key=lambda word: (-len(word), word))[:most]


@lru_cache(256)
def content(ours: Wording) -> tuple[str, ...]:
    """Return the words, as they stand in a text in small letters, by which its paragraphs are found."""
    words = dict.fromkeys(ours.text[word.start : word.end].casefold() for word in ours.words if len(word.key) > 3)
    plain = tuple(word for word in words if word not in COMMON)
    return plain or tuple(ours.text[word.start : word.end].casefold() for word in ours.words)


def paragraphs(texts: Sequence[str], ours: Wording) -> list[int]:
    """Return which paragraphs hold words of a quotation: those that hold most or a phrase, and the ones beside them.

    Args:
        texts: the paragraphs, in small letters.
        ours: the quotation.
    """
    words, some = content(ours), [phrase.words for phrase in phrases(ours)]
    held = [sum(word in text for word in words) for text in texts]
    least = max(1, round(0.34 * len(words)))
    chosen = {n for n, text in enumerate(texts) if held[n] >= least or any(_stands(one, text) for one in some)}
    if not chosen and max(held, default=0) >= FEW * len(words):
        chosen = {held.index(max(held))}
    return sorted({m for n in chosen for m in (n, *_beside(texts, n, -1), *_beside(texts, n, 1))})


def _beside(texts: Sequence[str], n: int, step: int) -> Iterator[int]:
    """Yield the paragraph before or after one, and more where lines were taken for paragraphs."""
    size = 0
    while 0 <= n + step < len(texts) and size < BESIDE:
        n += step
        size += len(texts[n])
        yield n


def may_hold(text: str, ours: Wording) -> bool:
    """Say whether a text, in small letters, has some of a quotation's words, or a phrase."""
    words = content(ours)
    found = sum(word in text for word in words)
    return found >= FEW * len(words) or any(_stands(phrase.words, text) for phrase in phrases(ours))


def _stands(phrase: Sequence[str], text: str) -> bool:
    """Say whether words stand side by side in a text."""
    return all(word in text for word in phrase) and re.search(r"\W+".join(map(re.escape, phrase)), text) is not None


def _weight(word: str) -> float:
    """Return how rare a word seems; looking for a common one takes long and tells nothing."""
    if not PLAIN.fullmatch(word):
        return 0.0
    return -1.0 if word in COMMON else min(len(word), 10)


def _indexed(word: str) -> str | None:
    """Return a word to look for, None where the index has none like it."""
    return _plain(word) or (word if OTHERWISE.fullmatch(word) else None)


def _plain(word: str) -> str | None:
    """Return a word as the index has it, None where it may be written in several ways: a number, a contraction."""
    word = re.sub("[\u00ad\u200b-\u200d]", "", unicodedata.normalize("NFKC", word)).casefold()
    if not PLAIN.fullmatch(word):
        return None
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
