"""A sentence as words with their classes: the noun phrases in it, and of which the verb before a place is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property, lru_cache

from onrecord.extract.classed import Word, classed

BEFORE_NOUN = r"(?:R?[JEG#](?:[C,](?=J))?)*"
NOUN_PHRASE = re.compile(rf"D*(?:{BEFORE_NOUN}[NSP]+'D*)*{BEFORE_NOUN}[NSP]+(?:(?<=P)#)?")
LINK = re.compile(r"(?:R?E)?[IGT]R{0,3}$")
"""Between noun phrases that hang together: "the price paid for milk", "cases of measles"."""
COUNTED = re.compile(rf"(?:[NSP]+'D*)*{BEFORE_NOUN}(?:[NP]*S+|[NP]+)(?!')")
COUNTED_WITH_ARTICLE = re.compile(rf"D*{COUNTED.pattern}")
VERBS = re.compile(r"(?:[AHKMVZBEGT]R*+(?:IR*+)?)*[AHKMVZBEG]R*+(?:IR*+){0,2}$")
HAD = re.compile(r"R?E(?=D*[JEG#R]*[NSP])")
NEAR = 20
"""Words before a place among which its verbs begin."""
Words = tuple[int, int]


class Sentence:
    """A sentence of ``words`` from ``begin`` to ``end``; a place is an offset there, a number counts its own words.

    A stretch of its words is the number of the first and that of the one after the last.
    """

    def __init__(self, words: str, begin: int, end: int) -> None:
        self.begin = begin
        self.words: tuple[Word, ...] = classed(words[begin:end])
        self.kinds = "".join(word.kind for word in self.words)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def number(self, place: int) -> int:
        """Return the number of the first word at or behind a place."""
        return bisect_left(self._starts, place - self.begin)

    def low(self, number: int) -> str:
        """Return a word in small letters, "" where there is none."""
        return self.words[number].text.lower() if 0 <= number < len(self.words) else ""

    def place(self, found: Words) -> Words:
        """Return where words begin and end in the text, without the articles and numbers that lead in to them."""
        first, last = found
        while first < last - 1 and self.words[first].kind in "D#":
            first += 1
        return self.begin + self.words[first].start, self.begin + self.words[last - 1].end

    def after(self, number: int) -> Words | None:
        """Return the noun phrase that begins with a word."""
        found = COUNTED_WITH_ARTICLE.match(self.kinds, number)
        return found.span() if found else None

    def before(self, number: int) -> Words | None:
        """Return the noun phrases that end before a word and hang together."""
        last = self.last_before(number)
        if last is None:
            return None
        first = self._joined(last[0])
        while link := LINK.search(self.kinds, max(0, first - 6), first):
            if link.start() not in self._phrases or (link[0] == "I" and self.low(link.start()) == "by"):
                break
            first = self._joined(self._phrases[link.start()])
        return first, last[1]

    def _joined(self, first: int) -> int:
        """Return where the noun phrases begin of which the last begins with a word: "of eight women and four men"."""
        other = self._phrases.get(first - 1) if self.kinds[first - 1 : first] == "C" else None
        return other if other and self.low(other - 1) == "of" else first

    def last_before(self, number: int) -> Words | None:
        """Return the one noun phrase that ends before a word."""
        end = len(self.kinds[:number].rstrip("R"))
        return (self._phrases[end], end) if end in self._phrases else None

    @cached_property
    def _phrases(self) -> dict[int, int]:
        """Where the noun phrases begin, by where they end."""
        return {found.end(): self._begin(*found.span()) for found in NOUN_PHRASE.finditer(self.kinds)}

    def _begin(self, start: int, end: int) -> int:
        """Return where a noun phrase begins without the verb that "had" goes with: "they had expected sales"."""
        verb = HAD.match(self.kinds, start, end)
        return verb.end() if verb and self.kinds[:start].rstrip("R").endswith("H") else start

    def head(self, found: Words) -> int:
        """Return the number of the head of noun phrases that hang together: the last noun of the first."""
        first = NOUN_PHRASE.match(self.kinds, *found)
        return (first.end() if first else found[1]) - 1

    def verbs(self, number: int) -> Words | None:
        """Return the verbs that end before a word, with their particles."""
        found = VERBS.search(self.kinds, max(0, number - NEAR), number)
        return found.span() if found else None

    def subject(self, number: int) -> Words | None:
        """Return the noun phrases of which the verbs are told that begin with a word."""
        if not number:
            return None
        kinds = self.kinds[:number]
        if kinds[-1] == "W":
            return self.antecedent(number)
        if found := self.before(number):
            if re.search(r"[AHKMVZ]R*I$", kinds[: found[0]]):  # "the people killed when a bus fell into the gorge were"
                return self._before_clause(found[0])
            if re.search(r"(?:^|[,;:\"])G$", kinds[: found[0]]):  # "rebuilding the wall would cost"
                return found[0] - 1, found[1]
            return self.antecedent(found[0]) if kinds[: found[0]].endswith("IW") else found
        if kinds[-1] == ",":
            return self._across(number)
        if kinds[-1] == "C" and (earlier := re.search(r"[AHKMVZ][^,;:\"]*$", kinds)):
            start = self.verbs(earlier.start() + 1)
            return self.subject(start[0]) if start else None
        return None

    def _before_clause(self, number: int) -> Words | None:
        """Return the noun phrases that a clause inside of their own one follows: "when", "who", "which"."""
        opens = max(self.kinds.rfind(kind, 0, number) for kind in "XW")
        end = opens - (self.kinds[opens - 1 : opens] == "E")
        return self.before(end) if end > 0 else None

    def antecedent(self, number: int) -> Words | None:
        """Return the noun phrase that "which" stands for: that before it."""
        kinds = self.kinds[:number]
        lead = re.search(r",?(?:[D#S]?I)?W$", kinds)
        return self.last_before(lead.start()) if lead else None

    def _across(self, number: int) -> Words | None:
        """Return the subject that something between commas parts from its verb."""
        at = number - 1
        while (at := self.kinds.rfind(",", 0, at)) > 0:
            found = self.before(at)
            if found and (found[0] == 0 or self.kinds[found[0] - 1] in ',;:"CXW.'):
                return found
        return None


@lru_cache(64)
def sentence(words: str, begin: int, end: int) -> Sentence:
    """Return the sentence of a paragraph from one place to another, with the classes of its words."""
    return Sentence(words, begin, end)
