"""Articles whose text is another's, whole or in large part: keys -> candidate pairs -> verdict.

The keys are the smallest hashes of an article's five-word shingles, the same number for each article, however long
(bottom-k sketches; Broder 1997): of a text cut to a third, its whole's smallest hashes that are left are among its own
smallest, so both have them as keys.
"""

from __future__ import annotations

from hashlib import sha256

import numpy as np

from onrecord.link.passages import Shared, Words

SHINGLE = 5
KEYS = 64
"""Shingles an article is found by. Of a text cut to 30 % with a tenth of its words misread 64 * 0.3 * 0.9**5 = 11 are
left on average, one or none in 1 of 5000."""
LEAST = 2
"""Keys that two articles share to be compared; the same text has two more."""

MOST = 0.5
"""The share of one article's words that stand in the other. In copies by all edits of `benchmarks/copies.py` at once it
is 0.60 or more, in articles of three outlets on one event 0.45 or less."""
SOME = 0.2
"""The share of the other's: what is less than a fifth of it is an excerpt."""
PLAIN, SOME_PLAIN = 0.35, 0.15
"""The same of the words outside of quotation marks: who quotes one speech at length, as others do, or a colleague's
article, writes the rest himself. Lower, since a misread or cut mark turns what is plain about."""
FEW = 20
"""Words outside of quotation marks that are too few to say anything."""


def fingerprints(words: Words) -> tuple[int, ...]:
    """Return an article's keys in rising order, 63 bits each: of its shingles, and two of the whole.

    The whole's keys find copies of texts too short for shingles.
    """
    if not len(words.numbers):
        return ()
    whole = sha256(words.numbers.tobytes()).digest()
    return tuple(sorted({*_smallest(words), *(int.from_bytes(half, "big") >> 1 for half in (whole[:8], whole[8:16]))}))


def _smallest(words: Words) -> list[int]:
    numbers = words.numbers.astype(np.uint64)
    hashes = np.zeros(max(0, len(numbers) - SHINGLE + 1), np.uint64)
    for shift in range(SHINGLE):  # a polynomial over the words' numbers, modulo 2**64
        hashes = (hashes + numbers[shift : len(hashes) + shift]) * np.uint64(0x9E3779B97F4A7C15)
        hashes ^= hashes >> np.uint64(29)
    return [int(one) for one in np.unique(hashes >> np.uint64(1))[:KEYS]]


def is_copy(shared: Shared, one: Words, other: Words) -> bool:
    """Say whether two articles that share so much are one text, one of them cut, added to or misread."""
    if not (max(shared.one, shared.other) >= MOST and min(shared.one, shared.other) >= SOME):
        return False
    if min(int(one.plain.sum()), int(other.plain.sum())) < FEW:
        return True
    return (
        max(shared.plain_one, shared.plain_other) >= PLAIN and min(shared.plain_one, shared.plain_other) >= SOME_PLAIN
    )
