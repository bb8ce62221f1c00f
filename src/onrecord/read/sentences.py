"""Sentences by their shape: whether words end one, are long enough to be prose, or break off and go on elsewhere."""

from __future__ import annotations

import re

END = re.compile(r"[.?!…。！？][\"'”’»›)\]*_]*$")
CLOSED = re.compile(r"[.?!…。！？:][\"'”’»›)\]*_]*$")
INNER_END = re.compile(r"[a-z]{3}[.?!][\"”’)]*\s[\"“‘(]*[A-Z]")
TITLES = re.compile(r"(?:^|\s)(?:Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|St|Gen|Col|Capt|Sgt|Lt|Rev)\.$")
OPEN_ENDED = frozenset(  # words that end neither a sentence nor a heading
    "a an the and or but nor than as if because although while whereas their its our my your whose into between during"
    " toward towards upon via per every".split()
)
RARELY_LAST = frozenset(  # words that can end a short heading, but hardly a long line
    "of in on at to for with by from about over under after before through against among that which who is are was were"
    " be been has have had will would can could should may might must not said says his this these those".split()
)
IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
LOWER = re.compile(r"[\"'“‘«(\[*_]*[a-zß-öø-ÿа-яα-ω]")
CLOSER = re.compile(r"[,;:.)\]%]")


def count(words: str) -> int:
    """Return the number of words; two ideographs, where words are not set apart, count as one."""
    return len(words.split()) + len(IDEOGRAPH.findall(words)) // 2


def is_ended(words: str) -> bool:
    """Return whether the words end as a sentence does."""
    return bool(END.search(words[-8:]))


def is_closed(words: str) -> bool:
    """Return whether the words end as a sentence does, or with the colon before a quotation."""
    return bool(CLOSED.search(words[-8:]))


def is_prose(words: str) -> bool:
    """Return whether the words read as a piece of running text: a sentence, or too long for a heading.

    >>> is_prose("It rained."), is_prose("Rain over Millbrook"), is_prose("Millbrook.")
    (True, False, False)
    """
    size = count(words)
    if size > 25 or (size >= 12 and INNER_END.search(words) and not _is_capitalised(words)):
        return True
    return size >= 2 and (is_ended(words) or (size >= 6 and is_closed(words)))


def _is_capitalised(words: str) -> bool:
    """Return whether most words have a capital, as in many headlines."""
    parts = words.split()
    return 2 * sum(part[0].isupper() for part in parts) > len(parts)


def goes_on(before: str, after: str, *, near: bool = False, cut: bool = False) -> bool:
    """Return whether a sentence that ``before`` breaks off goes on in ``after``.

    Args:
        before: the words before a gap.
        after: the words after it.
        near: nothing but a line end lies between: a bracket then is enough of a sign.
        cut: a page break lies between: that nothing has ended is then enough of a sign.
    """
    size = count(before)
    if size < 4 or not after:
        return False
    if is_closed(before):
        return bool(TITLES.search(before[-8:])) and after[0].isupper()
    if LOWER.match(after) or CLOSER.match(after):
        return True
    last = re.split(r"\s", before[-40:])[-1].strip("*_")
    if last in OPEN_ENDED or (size >= 12 and (last in RARELY_LAST or last.endswith((",", "-", "–", "—")))):
        return True
    if near and size >= 15 and (after[0] in "(0123456789$£€" or (after[0] in '“‘"' and last[:1].islower())):
        return True
    return cut and size >= 8
