"""Whether a difference is one of letters that were misread or lost in a source, and no change of its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from rapidfuzz.distance import Levenshtein

from onrecord.compare import Comparison, Gap, Word, Wording
from onrecord.terms import Span

IsWord = Callable[[str], bool]
"""Says whether a word, in small letters, is one of the language."""
PART = 3
"""Letters of a word of which one may be misread."""
NOISY = 0.015
"""The share of words that are none, from which on any word of a text may be misread. Of 264 clean articles of
polnear/dev and basil one in a hundred has more, the median none; with one letter in a hundred misread 99 of 100 do, the
median 0.04."""
LEAST = 40
"""Words of a passage from which on that share says something."""
PLAIN = re.compile(r"(?<![\w’'@./-])[^\W_]*[^\W\d_][^\W_]*(?![\w’'@-])")
NUMBERED = re.compile(r"\d+(?:st|nd|rd|th|s|k|m|bn|am|pm|[a-z])")
"""Words with figures in them that are no misread ones: "13th", "90s", "5k"."""
FIGURES = re.compile(r"\d[\d.,]*")


def is_damage(
    found: Comparison, gap: Gap, damaged: Sequence[Span], is_word: IsWord, is_noisy: Callable[[], bool]
) -> bool:
    """Say whether what differs in a gap may be damage of the source's letters.

    Args:
        found: our words against the source's.
        gap: the words that differ.
        damaged: where the source's letters are known to be damaged.
        is_word: of words of the language.
        is_noisy: whether the passage has many words that are none; asked only where letters are nearly the same.
    """
    here, there = found.ours.words[gap.start : gap.end], found.theirs.words[gap.other_start : gap.other_end]
    if not there:
        return False
    span = found.theirs.span(gap.other_start, gap.other_end)
    if any(s < span.end and span.start < e for s, e in damaged):
        return True
    ours, theirs = _written(found.ours, here), _written(found.theirs, there)
    if not ours or abs(len(ours) - len(theirs)) > 2:
        return False
    if len(ours) != len(theirs):
        ours, theirs = ["".join(ours)], ["".join(theirs)]
    pairs = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    return all(_is_near(*pair, is_word) for pair in pairs) and (
        all(is_word(one) and not is_word(other) for one, other in pairs) or is_noisy()
    )


def _is_near(ours: str, theirs: str, is_word: IsWord) -> bool:
    """Say whether a word may be another one misread: by one letter, a long one that is no word by more."""
    if FIGURES.fullmatch(ours) and FIGURES.fullmatch(theirs):
        return False  # figures are read wrongly too, but nobody can tell
    most = max(1, len(ours) // PART)
    distance = Levenshtein.distance(ours, theirs, score_cutoff=most)
    return distance <= most and (distance <= 1 or not is_word(theirs))


def is_noisy(text: str, is_word: IsWord) -> bool:
    """Say whether a passage has so many words that are none that letters must have been misread."""
    words = [match[0] for match in PLAIN.finditer(text.replace("\u00ad", "")) if not match[0][:1].isupper()]
    words = [word for word in words if len(word) > 1 and not NUMBERED.fullmatch(word)]
    if len(words) < LEAST:
        return False
    odd = sum(not is_word(word.casefold()) for word in words)
    return odd > 2 and odd >= NOISY * len(words)


def _written(wording: Wording, words: Sequence[Word]) -> list[str]:
    """Return words as they are written, in small letters; both parts of a contraction are one."""
    spans = dict.fromkeys((word.start, word.end) for word in words)
    return [re.sub(r"[\s\u00ad]+", "", unicodedata.normalize("NFKC", wording.text[s:e])).casefold() for s, e in spans]
