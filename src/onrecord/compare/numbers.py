"""Numbers in words and figures: "seven" is "7", "1.5 million" is "1,500,000", "5 per cent" is "5%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.compare.words import Word

ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
ORDINALS = {
    **dict(
        zip(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
            range(1, 13),
            strict=True,
        )
    ),
    "twentieth": 20,
    "thirtieth": 30,
    "hundredth": 100,
}
AMOUNTS = frozenset(
    """half halves quarter quarters thirds fifths dozen dozens hundreds thousands millions billions tens twice thrice
    once double doubled triple tripled couple pair both single""".split()
)
HEDGING = frozenset(
    (("at", "least"), ("at", "most"), ("up", "to"), ("more", "than"), ("less", "than"), ("fewer", "than"))
)
"""Two words that hedge the number after them."""
SIGNS = {"$": "$", "£": "£", "€": "€", "dollar": "$", "dollars": "$", "pound": "£", "pounds": "£", "euro": "€"} | {
    "euros": "€"
}
BARE = AMOUNTS | ORDINALS.keys()
"""Words that count by themselves."""
COUNTING = BARE | frozenset((*ONES, *TENS, *SCALES, *"$£€"))
"""Words that count or that a number in words may begin with."""
DIGITS = re.compile(r"(\d+(?:[.,]\d+)*)(st|nd|rd|th|k|m|mn|bn|tn)?")


def merged(words: Sequence[Word]) -> tuple[list[Word], list[int]]:
    """Return the words with those that make one number as one word.

    Returns:
        The words, and for each number of the words given (and one more) the number it has now.
    """
    counting = [n for n, word in enumerate(words) if word.key in COUNTING or word.key[:1].isdecimal()]
    if not counting:
        return list(words), list(range(len(words) + 1))
    out: list[Word] = []
    at: list[int] = []
    here = 0
    for place in counting:
        if place < here:  # within the number before
            continue
        at += range(len(out), len(out) + place - here)
        out += words[here:place]
        here = place
        first = words[here]
        end, value = _number(words, here) if first.key not in BARE else (here, None)
        if value is None:
            key = f"{ORDINALS[first.key]}th" if first.key in ORDINALS else first.key
            at.append(len(out))
            out.append(first._replace(key=key, kind="number") if first.key in BARE else first)
            here += 1
            continue
        last = words[end - 1]
        at += [len(out)] * (end - here)
        bracketed = any(word.bracketed for word in words[here:end])
        out.append(first._replace(end=last.end, key=value, kind="number", bracketed=bracketed))
        here = end
    at += range(len(out), len(out) + len(words) - here + 1)
    return _hedged([*out, *words[here:]]), at


def _hedged(words: list[Word]) -> list[Word]:
    """Mark what hedges a number: "some 40", "at least 40", "up to 40", "more than 40"."""
    for n, word in enumerate(words):
        if word.kind != "number" or not n:
            continue
        two = (words[n - 2].key, words[n - 1].key) if n > 1 else ("", words[n - 1].key)
        if two in HEDGING:
            words[n - 2] = words[n - 2]._replace(kind="hedge")
            words[n - 1] = words[n - 1]._replace(kind="hedge")
        elif two[1] in ("some", "over", "under"):
            words[n - 1] = words[n - 1]._replace(kind="hedge")
    return words


def _number(words: Sequence[Word], at: int) -> tuple[int, str | None]:
    """Return where a number that begins at a word ends, and its key, None where none begins."""
    sign = SIGNS.get(words[at].key, "") if words[at].key in "$£€" else ""
    here = at + bool(sign)
    total, part, begun, ordinal = Decimal(0), Decimal(0), False, ""
    while here < len(words) and not ordinal and not (begun and words[here].apart and not _joined(words, here)):
        key = words[here].key
        small = ONES.get(key, TENS.get(key))
        if small is not None and (not begun or ((part or total) and part % 100 == 0) or _tens(words, here)):
            part += small
        elif key in SCALES:
            part = (part or Decimal(1)) * SCALES[key]
            if SCALES[key] > 100:
                total, part = total + part, Decimal(0)
        elif key in SHORT and begun and words[here].start == words[here - 1].end:
            total, part = total + part * SHORT[key], Decimal(0)
        elif not begun and (found := DIGITS.fullmatch(key)):
            part = _value(found[1])
            following = words[here + 1] if here + 1 < len(words) else None
            if following and following.start == words[here].end and following.key in ("st", "nd", "rd", "th"):
                ordinal, here = "th", here + 1
        elif key == "and" and begun and part and part % 100 == 0 and _follows(words, here):
            pass
        else:
            break
        begun = True
        here += 1
    if not begun:
        return at, None
    if here < len(words) and not ordinal:
        here, sign = _unit(words, here, sign)
    return here, f"{_plain(total + part)}{ordinal}{sign}"


def _unit(words: Sequence[Word], here: int, sign: str) -> tuple[int, str]:
    key = words[here].key
    if key == "%":
        return here + 1, "%"
    if key == "per" and here + 1 < len(words) and words[here + 1].key == "cent":
        return here + 2, "%"
    if not sign and key in SIGNS:
        return here + 1, SIGNS[key]
    return here, sign


def _joined(words: Sequence[Word], here: int) -> bool:
    """Say whether a hyphen alone stands before a word: "twenty-five"."""
    return words[here].start - words[here - 1].end == 1


def _tens(words: Sequence[Word], here: int) -> bool:
    return words[here - 1].key in TENS and words[here].key in ONES and 0 < ONES[words[here].key] < 10


def _follows(words: Sequence[Word], here: int) -> bool:
    """Say whether "and" goes on with a number: "one hundred and forty"."""
    following = words[here + 1].key if here + 1 < len(words) else ""
    return words[here - 1].key in SCALES and (following in ONES or following in TENS)


def _value(digits: str) -> Decimal:
    """Return the value of figures: a comma before three digits parts thousands, a full stop is a decimal point."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return Decimal(digits.replace(",", ""))
    if digits.count(".") + digits.count(",") > 1:  # a version, a date: any number that keeps it apart from others
        return Decimal(re.sub(r"\D", "", digits)) + Decimal("0.0000001") * len(digits)
    return Decimal(digits.replace(",", "."))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
