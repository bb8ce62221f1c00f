"""A wording as words that can be compared: what is typography alone is the same, what may change the sense is not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from onrecord.compare import lexicon
from onrecord.compare.numbers import merged
from onrecord.terms import Span

HIDDEN = "\u00ad\u200b-\u200d\u2060\ufeff"
"""Characters that nobody sees: soft hyphens, joiners."""
LETTER = rf"[^\W_{HIDDEN}]"
SEEN = rf"(?:{LETTER}|[{HIDDEN}\u0300-\u036f])"
APOSTROPHE = "['’‘ʼ′＇]"
TOKEN = re.compile(
    r"(?P<plain>[A-Za-z]+(?=[ ,;:!?\n]|\Z))|"  # most words, and quicker found than any
    r"(?P<ellipsis>[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.(?:\s?\.)?)"
    r"|(?P<sic>\[\s*sic\s*\])"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    rf"|(?P<word>(?:\[{LETTER}{{1,3}}\])?(?:{LETTER}\.(?:{LETTER}\.)+|{LETTER}{SEEN}*(?:{APOSTROPHE}{SEEN}+)*{APOSTROPHE}?)"
    rf"(?:\[{LETTER}{{1,4}}\])?)"
    r"|(?P<sign>[&%$£€])"
    r"|(?P<bracket>[\[\]])"
    r"|(?P<dash>[-\u2010-\u2015−])"
    r"|(?P<stop>[.!?:]+)"
)
PLAIN = str.maketrans(
    {**dict.fromkeys("“”„«»‟＂", '"'), **dict.fromkeys("‘’‚‛‹›ʼ′＇`", "'"), **dict.fromkeys("‐‑‒–—―−", "-"), "…": "..."}
)
ENDING = re.compile(r"[,.;: ]+([\"'“”’»«]*)\Z")
"""What ends a quotation by custom, as its cue goes on or not, and the mark after it."""
MARKS = " \"'“”„«»‟‘’‚‛‹›"
CLOSING = f"{MARKS},"
EDGES = " \t\r\n\"'“”„«»‟‘’‚‛‹›,.;:-–—…"


class Word(NamedTuple):
    """One word: ``text[start:end]``, and a key that is equal for words that are the same but for typography.

    ``kind`` is number, negation, modal, hedge, name or "". The parts of a contraction have its span each, and a number
    of several words is one word. ``begins`` says whether a sentence begins with it, ``bracketed`` whether it stands in
    square brackets or has some inside, ``apart`` whether a mark of punctuation stands before it.
    """

    start: int
    end: int
    key: str
    kind: lexicon.WordKind = ""
    begins: bool = False
    bracketed: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one wording, in order; ``ellipses`` are the numbers of the words before which an ellipsis stands.

    An ellipsis at the very end has the number of words there are.
    """

    text: str
    spans: tuple[Span, ...]
    words: tuple[Word, ...]
    ellipses: frozenset[int] = frozenset()

    @property
    def keys(self) -> list[str]:
        """The words' keys, in order."""
        return [word.key for word in self.words]

    def said(self, first: int, last: int) -> str:
        """Return words ``[first, last)`` as they stand in the text, as one line: "" where there are none.

        What stands between the spans is not the speaker's: " … " is in its place where it has words.
        """
        if first >= last:
            return ""
        start, end = self.span(first, last)
        inside = [(max(s, start), min(e, end)) for s, e in self.spans if s < end and start < e]
        said = ""
        for n, (begin, close) in enumerate(inside):
            part = " ".join(self.text[begin:close].split())
            if n and any(map(str.isalnum, self.text[inside[n - 1][1] : begin])):
                said, part = f"{said.rstrip(CLOSING)} … ", part.lstrip(MARKS)
            elif n:
                said += " "
            said += part
        return said

    def span(self, first: int, last: int) -> Span:
        """Return where words ``[first, last)`` stand; for none, the place before word ``first``."""
        if first < last:
            return Span(self.words[first].start, self.words[last - 1].end)
        at = self.words[first].start if first < len(self.words) else self.words[-1].end if self.words else 0
        return Span(at, at)


def wording(text: str, spans: Sequence[Span] | None = None) -> Wording:
    """Return the words of a text.

    Quotation marks, dashes, apostrophes, ligatures, soft hyphens, no-break spaces and capitals make no difference to a
    word's key; "seven" is "7", "5 percent" is "5%", "can't" is "cannot". American and British spellings differ.

    Args:
        text: the text that the words' offsets count in.
        spans: the parts of it to take, read on from one to the next; all of it if left out.
    """
    parts = (Span(0, len(text)),) if spans is None else tuple(spans)
    found: list[Word] = []
    ellipses: set[int] = set()
    for number, part in enumerate(parts):
        _read(text, part, found, ellipses, begins=not number or _begins(text, parts[number - 1], part))
    _name(text, found)
    words, at = merged(found)
    return Wording(text, parts, tuple(words), frozenset(at[number] for number in ellipses))


def typography(text: str, spans: Sequence[Span]) -> str:
    """Return a wording as it is typed, what ends a quotation by custom left out: equal where it is set the same."""
    return ENDING.sub(r"\1", " ".join(" ".join(text[start:end] for start, end in spans).split()))


def _begins(text: str, before: Span, part: Span) -> bool:
    """Say whether a part begins a sentence: it does not where the one before broke off and it goes on in small."""
    broken_off = text[before.start : before.end].rstrip(EDGES.replace(".", ""))[-1:] not in ".!?"
    first = next(filter(str.isalnum, text[part.start : part.end]), "A")
    return not (broken_off and first.islower())


def _read(text: str, part: Span, words: list[Word], ellipses: set[int], *, begins: bool) -> None:
    bracketed, apart, after_number = False, True, -1
    at = part.start
    for token in TOKEN.finditer(text, part.start, part.end):
        kind, (start, end) = token.lastgroup, token.span()
        between = text[at:start]
        if between != " " and between:
            apart = apart or any(mark in between for mark in ",;:!?()—–-")
            begins = begins or '"' in between or "“" in between
        at = end
        if kind == "plain" or kind == "word":
            word = text[start:end]
            inside = bracketed or (kind == "word" and "[" in word)
            for key, sort in _keys(word):
                words.append(Word(start, end, key, sort, begins, inside, apart))
            begins = apart = False
            after_number = -1
        elif kind == "ellipsis":
            ellipses.add(len(words))
            begins = apart = True
        elif kind == "bracket":
            bracketed = token[0] == "["
        elif kind == "stop":
            begins = apart = True
        elif kind == "dash":
            if after_number == start and text[end : end + 1].isdigit():
                words.append(Word(start, end, "to"))
            apart = apart or text[start - 1 : start].isspace() or token[0] in "–—"
        elif kind in ("number", "sign"):
            key = token[0].replace("&", "and")
            words.append(Word(start, end, key, lexicon.kind(key), begins, bracketed, apart))
            begins = apart = False
            after_number = end if kind == "number" else -1


@lru_cache(1 << 16)
def _keys(word: str) -> tuple[tuple[str, lexicon.WordKind], ...]:
    """Return a word's keys, a contraction's two, each with its kind as far as it can be told by itself."""
    return tuple((key, lexicon.kind(key)) for key in _plain(word))


def _plain(word: str) -> tuple[str, ...]:
    plain = re.sub(rf"[{HIDDEN}\[\]]", "", unicodedata.normalize("NFKC", word))
    if plain == "US" or plain.upper() == "U.S.":  # a country's name is not the pronoun
        return ("u.s.",)
    key = re.sub(APOSTROPHE, "'", plain).casefold().replace(".", "").strip("'")
    if key in lexicon.CONTRACTIONS:
        return lexicon.CONTRACTIONS[key]
    if key.endswith("n't") and key != "n't":
        return key[:-3], "not"
    if found := re.fullmatch(r"(.+)('s|'re|'ve|'ll|'m|'d)", key):
        return found[1], lexicon.ENDINGS.get(found[2], found[2])
    return (key.replace("'", ""),)


def _name(text: str, words: list[Word]) -> None:
    """Mark the names among words: those with a capital that no sentence begins with, unless all is in capitals."""
    capitals = [n for n, word in enumerate(words) if _capital(text, word.start)]
    shouted = sum(text[words[n].start : words[n].end].isupper() and words[n].end - words[n].start > 1 for n in capitals)
    if shouted * 2 > len(words):
        return
    for n in capitals:
        word = words[n]
        if not word.begins and word.key not in lexicon.NO_NAMES and word.key not in lexicon.NEGATIONS:
            words[n] = word._replace(kind="name")


def _capital(text: str, start: int) -> bool:
    """Say whether a word begins with a capital, in a bracket or not."""
    first = text[start]
    return first.isupper() or (first == "[" and text[start : start + 2][1:].isupper())
