"""Damage: stretches of a text whose letters cannot be relied on, by their shape alone.

What is marked is never called altered later, and what is sound must not be marked: each sign is one that sound text
does not bear.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from onrecord.terms import Span

LOST = re.compile(  # letters without a place in Unicode, as a decoder, a font or a terminal leaves them
    r"[\ufffd\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ue000-\uf8ff]|\(cid:\d{1,5}\)"
)
MOJIBAKE = re.compile(  # UTF-8 read as cp1252 or Latin-1
    r"â€[\x80-\x9f™œžŸ˜¦“”¢]?|Ã[\u00a0-\u00bf\u0080-\u009fƒ†‡‰Š‹ŒŽ‘’“”•–—š›œžŸ€‚„…]|Â[\u00a0-\u00bf]|ï»¿|ï¬[\x81\x82‚]?"
)
GAP = re.compile(  # "of fi cers", and "the  fi eld" where the word began with it
    r"(?:(?<![A-Za-z])(?!(?:sci|hi|wi|lo|and|or) )[A-Za-z]{1,20} |(?<=  )|^)(?:ffi|ffl|fi|fl|ff) "
    r"(?!(?:and|or|are|is|was|in|of|to|the|for|as)\b)[a-z]{2,20}\b",
    re.MULTILINE,
)
LEAST_GAPS = 2
HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\r?\n[ \t]*(?P<two>[^\W\d_]{2,40})")
LAST = re.compile(r"[^\W\d_]{2,}$")
EDGES = "\"'“”‘’«»„()[].,;:!?…–—-*_`#/"
ODD = re.compile(  # d1gits, s|gns and oDD CAse within a word
    r"[a-z][0-9|{}^$€£~\\<>=]|[0-9|{}^~\\][a-z]{2}|\$[a-z]|[a-z][A-Z]|[A-Z]{2}[a-z]{2}|[¬¦¶■□▪]"
)
SUSPECT = re.compile(ODD.pattern + r"|(?<!\S)[^\w\s]?[b-z][^\w\s]?(?!\S)")
NAMED = re.compile(
    r"(?:https?://|www\.|[@#])\S+|\S+@\S+|\S+\.\w{2,4}(?:/\S*)?|\d+(?:st|nd|rd|th|s|am|pm|km|kg|cm|mm|m|bn|k|x)|Ma?c[A-Z][a-z]+"
)
WIDE = re.compile(r"(?<=\S) {3,}(?=\S)")
WINDOW = 12  # words
NOISY = 5  # odd ones among them
ALONE = frozenset("aAiIoO&")
LONGEST_WORD = 40
LONGEST = 4_000_000


def damaged(text: str, *, doubtful: Iterable[Span] = ()) -> tuple[Span, ...]:
    """Return the damaged stretches of a text, in order and apart.

    Args:
        text: a document's text.
        doubtful: what its reader knows to be doubtful besides, such as words joined over a line's end.
    """
    if len(text) > LONGEST:
        text = text[:LONGEST]
    found = [_word(text, *match.span()) for pattern in (LOST, MOJIBAKE) for match in pattern.finditer(text)]
    gaps = [Span(*match.span()) for match in GAP.finditer(text)]
    found += gaps if len(gaps) >= LEAST_GAPS else []
    return merged([*found, *doubtful, *_hyphens(text), *_noise(text), *_mixed(text)])


def _word(text: str, start: int, end: int) -> Span:
    """Return the word that holds a sign of damage, or what of it is near."""
    before = text[max(0, start - LONGEST_WORD) : start]
    after = text[end : end + LONGEST_WORD]
    head = before if before and not before[-1].isspace() else ""
    tail = after if after and not after[0].isspace() else ""
    return Span(start - len(head.split()[-1] if head else ""), end + len(tail.split()[0] if tail else ""))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that meet as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        elif span.start < span.end:
            found.append(span)
    return tuple(found)


def _hyphens(text: str) -> Iterator[Span]:
    """Yield the words broken at a line's end that can be read both with and without the hyphen.

    Where the text has one of the two readings elsewhere, that one holds; where a capital follows, the hyphen stays.
    """
    breaks = list(HYPHEN.finditer(text))
    if not breaks:
        return
    known = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold()))
    for match in breaks:
        half, two = LAST.search(text, max(0, match.start() - LONGEST_WORD), match.start()), match["two"]
        if half is None or "\u00ad" in match[0] or not two.islower():
            continue
        one = half[0]
        both = known[f"{one}-{two}".casefold()], known[(one + two).casefold()]
        whole = known[one.casefold()] > 1 and known[two.casefold()] > 1
        if all(both) or (not any(both) and whole):
            yield Span(half.start(), match.end())


def _noise(text: str) -> Iterator[Span]:
    """Yield the stretches in which many words are none by their shape, as a bad scan leaves them."""
    near: list[tuple[int, Span]] = []  # the odd words of a window, each with the number of words before it
    number, last = 0, 0
    for match in SUSPECT.finditer(text):
        if match.start() < last:
            continue
        span = _word(text, *match.span())
        number += len(text[last : span.start].split()) if span.start - last < 20 * WINDOW else WINDOW
        last = span.end
        if _is_odd(text[span.start : span.end]):
            near = [(place, other) for place, other in near if number - place < WINDOW]
            near.append((number, span))
            if len(near) >= NOISY:
                yield Span(near[0][1].start, near[-1][1].end)
        number += 1


def _is_odd(token: str) -> bool:
    """Return whether a token is no word, number, name or address by its shape."""
    bare = token.strip(EDGES)
    if len(bare) < 2:
        return bare.isalpha() and bare not in ALONE and bare.islower() and bare.isascii()
    return bool(ODD.search(bare)) and not NAMED.fullmatch(bare)


def _mixed(text: str) -> Iterator[Span]:
    """Yield runs of lines whose halves, parted by a wide gap, are those of two columns read across."""
    lines = []
    start = 0
    for line in text.split("\n"):
        gaps = list(WIDE.finditer(line)) if len(line) < 400 else []
        lines.append((start, line, gaps[0] if len(gaps) == 1 else None))
        start += len(line) + 1
    run: list[tuple[int, str, re.Match[str]]] = []
    for begin, line, gap in [*lines, (start, "", None)]:
        if gap and _is_column(line, gap):
            run.append((begin, line, gap))
            continue
        if len(run) >= 4 and _are_columns(run):
            yield Span(run[0][0] + len(run[0][1]) - len(run[0][1].lstrip()), run[-1][0] + len(run[-1][1].rstrip()))
        run = []


def _is_column(line: str, gap: re.Match[str]) -> bool:
    left, right = line[: gap.start()].split(), line[gap.end() :].split()
    return min(len(left), len(right)) >= 3 and sum(word[0].isalpha() for word in (*left, *right)) * 5 >= 4 * len(
        left + right
    )


def _are_columns(run: list[tuple[int, str, re.Match[str]]]) -> bool:
    """Return whether the halves begin at one place, and go on from line to line in small letters."""
    places = Counter(gap.end() for _, _, gap in run)
    level = places.most_common(1)[0][1] * 10 >= 6 * len(run)
    small = sum(line[gap.end()].islower() for _, line, gap in run)
    return level and 2 * small >= len(run)
