"""Whether a difference is one of letters that were misread or lost in a source, and no change of its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz.distance import Levenshtein

from onrecord.compare import Comparison, Gap
from onrecord.terms import Span

IsWord = Callable[[str], bool]
"""Says whether a word, in small letters, is one of the language."""
NEAR, LONG = 2, 8
"""Letters by which a misread word may differ, and letters of a word from which on it may by more than one."""
NOISY = 0.015
"""The share of words that are none, from which on any word of a text may be misread. Of 264 clean articles of
polnear/dev and basil 5 in 1000 have more, the median 0.002; with one letter in a hundred misread 98 of 100 do, the
median 0.05."""
LEAST = 40
"""Words of a passage from which on that share says something."""
PLAIN = re.compile(r"(?<![\w’'@./-])[^\W\d_]*[^\W_][^\W_]+(?![\w’'@-])")


def is_damage(found: Comparison, gap: Gap, damaged: Sequence[Span], is_word: IsWord, *, noisy: bool) -> bool:
    """Say whether what differs in a gap may be damage of the source's letters.

    Args:
        found: our words against the source's.
        gap: the words that differ.
        damaged: where the source's letters are known to be damaged.
        is_word: of words of the language.
        noisy: whether the passage has many words that are none.
    """
    here, there = found.ours.words[gap.start : gap.end], found.theirs.words[gap.other_start : gap.other_end]
    if not there:
        return False
    span = found.theirs.span(gap.other_start, gap.other_end)
    ours = "".join(_letters(found.ours.text[w.start : w.end]) for w in here)
    theirs = "".join(_letters(found.theirs.text[w.start : w.end]) for w in there)
    marked = any(s < span.end and span.start < e for s, e in damaged)
    if marked:
        return True
    if not here or abs(len(here) - len(there)) > 2 or len(ours) < 2:
        return False
    distance = Levenshtein.distance(ours, theirs)
    if all(word.kind == "number" and word.key[:1].isdigit() for word in (*here, *there)):
        return False  # figures are read wrongly too, but nobody can tell
    if distance > (NEAR if len(ours) >= LONG else 1):
        return False
    if noisy:
        return True
    odd = [word.key for word in there if word.kind != "number" and not is_word(word.key)]
    return bool(odd) and all(is_word(word.key) or word.kind == "number" for word in here)


def is_noisy(text: str, is_word: IsWord) -> bool:
    """Say whether a passage has so many words that are none that letters must have been misread."""
    words = [match[0] for match in PLAIN.finditer(text.replace("\u00ad", "")) if not match[0][:1].isupper()]
    if len(words) < LEAST:
        return False
    odd = sum(not is_word(word.casefold()) for word in words)
    return odd > 2 and odd >= NOISY * len(words)


def _letters(words: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", words).casefold()
