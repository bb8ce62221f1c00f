"""What a cut took away, and whether it limits what was kept; without a word about why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from onrecord.compare import lexicon
from onrecord.compare.words import Word, Wording
from onrecord.terms import Span

NEAR = 25
"""Words after a cut within which a clause of the same sentence still limits it."""
OPENERS = frozenset("if unless although though until only except provided providing without assuming barring".split())
"""Words that, at a sentence's start, limit its main clause."""
BREAKS = frozenset("and or so because".split())
JOINING = frozenset("""but if unless only except until although though however yet provided providing""".split())
"""Words that limit even where they begin a clause of their own."""
CONTRAST = frozenset("but however yet".split())
"""Words that, where a clause begins with one, limit what was said before it, and not the clause."""
WEAK = frozenset("may might could should".split())
"""Modals that weaken what they stand with."""


class Cut(NamedTuple):
    """Words of theirs that ours has not: where they stood, and which of them limit what was kept.

    ``limiting`` holds words such as "but", "if", "unless", "not", "only", "as long as" that stand in the part of the
    cut that bears on what was kept: the same sentence, or the next where it begins with such a word. ``ellipsis`` says
    whether ours marks the cut.
    """

    where: Literal["start", "middle", "end"]
    words: str
    span: Span
    numbers: tuple[int, int]
    limiting: tuple[str, ...]
    ellipsis: bool = False


def limiting_words(wording: Wording, first: int, last: int) -> tuple[str, ...]:
    """Return the words of ``[first, last)`` that can limit, change or hedge what stands beside them."""
    keys = wording.keys
    found = []
    for n in range(first, last):
        phrase = next((p for p in lexicon.LIMITING_PHRASES if tuple(keys[n : min(n + len(p), last)]) == p), ())
        if phrase:
            found.append(" ".join(phrase))
        elif _limits(wording, n, first) or wording.words[n].kind in ("negation", "hedge"):
            found.append(keys[n])
    return tuple(found)


def _limits(wording: Wording, n: int, first: int) -> bool:
    word = wording.words[n]
    if word.key == "providing":  # as a verb it limits nothing: "focused on providing help"
        return n == first or word.apart or wording.keys[n + 1 : n + 2] == ["that"]
    return word.key in lexicon.LIMITING


def limiting_after(wording: Wording, first: int, last: int) -> tuple[str, ...]:
    """Return what limits, among the words cut at the end, the words before: in the rest of the sentence, or in the next
    sentence where that begins with such a word. A "not" of another main clause ("and nobody came") limits nothing.
    """
    words = wording.words
    if not words[first].begins:
        end = min(_sentence_end(words, first, last), first + NEAR)
        clause = next((n for n in range(first, end) if words[n].key in BREAKS), end)
        own = limiting_words(wording, first, clause)
        other = tuple(word for word in limiting_words(wording, clause, end) if word in JOINING or " " in word)
        first = _sentence_end(words, first, last)
        if own or other or first >= last:
            return own + other
    broken = any(words[first - 1].end <= span.start <= words[first].start for span in wording.spans) and first > 0
    if words[first].key in lexicon.OPENING and not broken:  # where the source itself paused, the sentence was whole
        return limiting_words(wording, first, min(_sentence_end(words, first, last), first + NEAR))
    return ()


def limiting_between(wording: Wording, first: int, last: int) -> tuple[str, ...]:
    """Return what limits, among the words cut in the middle, those kept on either side."""
    words = wording.words
    if any(words[n].begins for n in range(first, min(last + 1, len(words)))):
        head = limiting_before(wording, last, least=first) if last < len(words) else ()
        return limiting_after(wording, first, last) + head
    weak = tuple(words[n].key for n in range(first, last) if words[n].key in WEAK)
    return limiting_words(wording, first, last) + weak


def limiting_before(wording: Wording, end: int, *, least: int = 0) -> tuple[str, ...]:
    """Return what limits, among the words cut at the start, the words after: an "if" that opens their sentence, or a
    "not" or "I think" in the clause that they go on with.
    """
    words = wording.words
    if end < len(words) and words[end].begins:
        return ()
    start = end
    while start > least and not words[start].begins:
        start -= 1
    if words[start].key in OPENERS or tuple(w.key for w in words[start : start + 3]) in lexicon.LIMITING_PHRASES:
        return limiting_words(wording, start, end)
    clause = start
    for n in range(start + 1, end + 1):
        opens = n < len(words) and (words[n].apart or words[n].key in BREAKS or words[n].key == "but")
        if opens:
            clause = n
    clause += clause < end and words[clause].key in CONTRAST
    return limiting_words(wording, clause, end) if clause < end else ()


def _sentence_end(words: Sequence[Word], first: int, last: int) -> int:
    return next((n for n in range(first + 1, last) if words[n].begins), last)
