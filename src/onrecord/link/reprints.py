"""Articles whose text is another's, whole or nearly: keys -> candidate pairs -> verdict -> groups.

The keys are a sample of the hashes of all five-word shingles, taken by the hashes' own value (Broder 1997): what two
texts share is sampled alike in both, so the sample's overlap estimates theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from zlib import crc32

import numpy as np

from onrecord.terms import Article

WORDS = 5
SAMPLED = 4
"""One hash of how many is kept."""
ALIKE = 0.7
"""The share of the shorter article's shingles that must stand in the longer one: a paragraph or two may differ, while
articles that quote one speech at length share less than half."""
HALF = 0.5
"""A reprint has at least this share of the other's length; less is an excerpt."""


def fingerprints(text: str, article: Article) -> tuple[int, ...]:
    """Return hashes of an article's body, each once, in rising order (63 bits): sampled shingles, and the whole.

    The whole's hash finds copies of texts too short for shingles, and keeps two short texts that share one apart.
    """
    body = " ".join(text[start:end] for start, end in article.spans)
    words = re.findall(r"\w+", body.casefold())
    if not words:
        return ()
    whole = int.from_bytes(sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 1
    return tuple(sorted({whole, *_sampled(words)}))


def _sampled(words: Sequence[str]) -> list[int]:
    if len(words) < WORDS:
        return []
    keys = np.array([crc32(word.encode("utf-8", "surrogatepass")) for word in words], np.uint64)
    hashes = np.zeros(len(keys) - WORDS + 1, np.uint64)
    for shift in range(WORDS):  # a polynomial over the words' hashes, modulo 2**64
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + keys[shift : len(hashes) + shift]
    hashes ^= hashes >> np.uint64(29)
    return [int(one) for one in hashes[hashes % np.uint64(SAMPLED) == 0] >> np.uint64(1)]


def same_text(shared: int, one: int, other: int) -> bool:
    """Say whether two articles of ``one`` and ``other`` fingerprints that share so many are one text."""
    shorter, longer = sorted((one, other))
    return shorter > 0 and shared >= ALIKE * shorter and shorter >= HALF * longer


def originals(pairs: Iterable[tuple[int, int]], places: Mapping[int, tuple[str, str, str, int]]) -> dict[int, int]:
    """Return for each article that is a reprint its original: the first of all that are linked to it by pairs.

    Args:
        pairs: articles that are one text.
        places: what orders the articles in time: date, file, document, place in it.
    """
    above: dict[int, int] = {}

    def first(article: int) -> int:
        while (higher := above.get(article, article)) != article:
            above[article] = above.get(higher, higher)
            article = higher
        return article

    for one, other in pairs:
        earlier, later = sorted((first(one), first(other)), key=lambda article: places[article])
        above[later] = earlier
    return {article: first(article) for article in above if first(article) != article}
