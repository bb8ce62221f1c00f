"""A first, honest speaker: the name in the source, or an earlier name by one of four rules, or nobody.

The rules, in order:

1. *full name*: the source holds a name of several words, or an organisation's. The first counts that owns nothing
   and follows neither a preposition nor "who", "that" and the like; people come before organisations.
2. *surname*: it holds a single name that exactly one fuller name of the article begins or ends with. A single name
   without a fuller one counts where it has a title, or is all there is of the source.
3. *description*: its last noun, an office or a trade, stands beside the name of one person, and of nobody else,
   somewhere before ("the mayor" after "Mayor Ada Lund" or "Ada Lund, the mayor,"); a deputy or former one is another.
4. *pronoun*: "he", "his", "she" or "her" is who spoke before it in its paragraph; failing that, the nearest person
   named before it there outside quotations; failing that, who spoke before. Nobody known to be of the other gender
   counts, and a person is who has a title, is also named by surname alone, or has spoken.

"They", "it", "we", "who" and sources that fit no rule have no speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.extract.names import FEMININE, MASCULINE, TITLES, Name, names, names_in
from onrecord.extract.quotes import touching
from onrecord.terms import Article, Candidate, Mention, Span, short_id

SURE = {"full name": 0.97, "surname": 0.95, "single name": 0.85, "description": 0.75, "pronoun": 0.8}
"""How sure each rule is: near its share of right answers on the samples (`make eval`), lower where these are few."""
OFFICES = TITLES | frozenset(
    """accountant activist adviser advisor aide ambassador analyst architect artist author baker banker billionaire
    builder businessman businesswoman candidate carpenter clerk consultant contractor developer diplomat doctor
    economist editor engineer executive expert farmer fisherman founder geologist geomorphologist headteacher
    historian hydrologist inspector investigator journalist landlord lawmaker lawyer manager merchant
    millionaire minister mogul neighbour neighbor nominee nurse organiser organizer owner painter pastor
    photographer physician pilot plumber poet politician priest producer prosecutor publisher reporter
    researcher scholar schoolteacher scientist shopkeeper singer solicitor student surgeon surveyor tailor
    teacher trader trustee tycoon veteran vicar warden worker writer""".split()
)
"""Nouns that can stand for one person."""
OTHERS = frozenset("vice deputy former ex then acting".split())
"""What makes an office another one."""
LOOK_BACK = 400
"""Names before a description that are looked at: more would make a long text slow."""
PRONOUN = re.compile(r"(?:and |but )?(he|she|his|her)(?: (?:also|himself|herself))?", re.IGNORECASE)
NOUN = re.compile(r"(?:the|this|our|their|its)\b.*?([\w-]+)\W*$", re.IGNORECASE | re.DOTALL)
NO_HEAD = re.compile(
    r"\b(?:of|from|for|to|by|with|at|in|on|about|against|under)\s+(?:the\s+)?$|\b(?:who|whom|whose|which|that)\b",
    re.IGNORECASE,
)
"""What stands before a name in a source that is not the speaker's."""
NOUN_AFTER = re.compile(r"\s+(?!(?:and|or|of|from|in|for|at|on|with|who|which|that|himself|herself|itself)\b)[a-z]")
"""What follows a name that only describes: "Harbour engineer Per Holm", "two SRA members"."""


FIRST_PERSON = ("I", "I’ve", "I've", "me", "myself")


def person_id(name: str) -> str:
    """Return the id of whoever bears this name, however it is capitalised."""
    return short_id("person", name.casefold())


@dataclass(slots=True)
class Register:
    """The names of one article and who is meant by them; asked in reading order, it remembers who spoke last."""

    text: str
    article: Article
    quotations: tuple[Span, ...]
    starts: list[int] = field(init=False)
    found: list[Name] = field(init=False)
    full: dict[str, str] = field(init=False)
    people: set[str] = field(init=False)
    feminine: dict[str, bool] = field(init=False)
    last: str | None = field(init=False, default=None)
    last_at: int = field(init=False, default=-1)

    def __post_init__(self) -> None:
        self.starts = [paragraph[0].start for paragraph in self.article.body]
        self.found = list(names(self.text, self.article))
        own = [name for name in self.found if not self._inside(name.span)]  # "How to Win Ada Lund" is no name of hers
        self.full = _full_names(self.found, own)
        alone = {name.words for name in self.found}
        self.people = {
            self.full[name.words]
            for name in self.found
            if name.kind == "person" and (name.title or (" " in name.words and name.words.split()[-1] in alone))
        }
        self.feminine = {}
        for name in self.found:
            who = self.full[name.words]
            for word in name.title.casefold().replace(".", "").split():
                if word in FEMININE or word in MASCULINE:
                    self.feminine.setdefault(who, word in FEMININE)

    def speaker(self, source: tuple[Span, ...]) -> Candidate | None:
        """Return whom a source names, with the confidence of the rule that found it, or None."""
        if not source:
            return None
        words = self.text[source[0].start : source[-1].end]
        found = self._by_name(source, words) or self._by_description(source, words) or self._by_pronoun(source, words)
        if found is None:
            return None
        rule, who = found
        self.last, self.last_at = who, source[0].start
        return Candidate(who, person_id(who), SURE[rule])

    def speaker_inside(self, source: tuple[Span, ...], outer: tuple[Candidate, ...]) -> Candidate | None:
        """Return whom the source of a statement inside another's content names.

        "I" is the outer speaker; whom any other pronoun means is not known; nobody named here is who spoke last.
        """
        words = " ".join(self.text[start:end] for start, end in source)
        if words in FIRST_PERSON:
            return outer[0] if outer else None
        found = (self._by_name(source, words) or self._by_description(source, words)) if source else None
        return None if found is None else Candidate(found[1], person_id(found[1]), SURE[found[0]])

    def mentions(self, people: Iterable[str]) -> list[Mention]:
        """Return where these people are named, in reading order."""
        wanted = {name: person_id(name) for name in people}
        named = [(name.span, self.full[name.words]) for name in self.found]
        return [Mention(span, who, wanted[who]) for span, who in named if who in wanted]

    def _by_name(self, source: tuple[Span, ...], words: str) -> tuple[str, str] | None:
        named = [name for span in source for name in names_in(self.text, span)]
        heads = [
            name
            for name in named
            if not NO_HEAD.search(self.text[source[0].start : name.span.start])
            and (not name.owner or source[-1].end - name.span.end < 3)  # "Ada Lund's" may be a whole source
            and not (
                NOUN_AFTER.match(self.text[name.span.end : source[-1].end])
                and (name.kind != "person" or " " not in name.words)
            )
        ]
        for name in sorted(heads, key=lambda name: name.kind != "person"):
            who = self.full.get(name.words, name.words)
            if name.kind == "person" and " " in who:
                self.people.add(who)
            if name.full:
                return "full name", who
            if who != name.words:
                return "surname", who
            if name.title or re.sub(r"[’']s?$", "", words.strip()) == name.words:
                return "single name", who
        return None

    def _by_description(self, source: tuple[Span, ...], words: str) -> tuple[str, str] | None:
        noun = NOUN.match(words)
        if noun is None or noun.group(1).casefold() not in OFFICES:
            return None
        role = re.escape(noun.group(1))
        beside = re.compile(
            rf"(?P<before>\S+\s+)?(?i:\b{role})\s+(?:[A-Z][\w.]*\s+)?$"
            rf"|^,\s+(?P<after>(?:(?:the|a|an|its|his|her)\s)?[^,.;:“\"]*?)(?i:\b{role}\b)(?![’'])[^,.;:“\"]*(?:,|\s(?:who|and)\b)"
        )
        own = set(words.casefold().split()) & OTHERS
        last = bisect_left(self.found, source[0].start, key=lambda name: name.span.start)
        fitting = {
            self.full[name.words]
            for name in self.found[max(0, last - LOOK_BACK) : last]
            if name.kind == "person" and self._is_described(name, noun.group(1).casefold(), beside, own)
        }
        return ("description", fitting.pop()) if len(fitting) == 1 else None

    def _is_described(self, name: Name, noun: str, beside: re.Pattern[str], own: set[str]) -> bool:
        """Say whether an office stands beside a name, as deputy, former or neither as ``own`` has it."""
        title = name.title.casefold().replace("-", " ").split()
        if noun in title:
            return set(title) & OTHERS == own
        start, end = name.span
        found = beside.search(self.text[max(0, start - 60) : start]) or beside.search(self.text[end : end + 100])
        if found is None:
            return False
        return set((found["before"] or found["after"] or "").casefold().split()) & OTHERS == own

    def _by_pronoun(self, source: tuple[Span, ...], words: str) -> tuple[str, str] | None:
        pronoun = PRONOUN.fullmatch(words.strip())
        if pronoun is None:
            return None
        she = pronoun.group(1).casefold() in ("she", "her")
        begins = self.starts[bisect_right(self.starts, source[0].start) - 1]
        first, last = (
            bisect_left(self.found, at, key=lambda name: name.span.start) for at in (begins, source[0].start)
        )
        near = [
            self.full[name.words]
            for name in self.found[first:last]
            if name.kind == "person" and not self._inside(name.span)
        ]
        nearest = list(reversed(near))
        for who in [self.last, *nearest] if self.last_at >= begins else [*nearest, self.last]:
            if who is not None and who in self.people and self.feminine.get(who, she) == she:
                self.feminine.setdefault(who, she)
                return "pronoun", who
        return None

    def _inside(self, span: Span) -> bool:
        return any(True for _ in touching(self.quotations, span))


def _full_names(found: list[Name], own: list[Name]) -> dict[str, str]:
    """Return the fullest form of each name: a surname or first name leads to the one fuller name that has it.

    Args:
        found: all names of the article.
        own: those in the article's own voice, which alone make others fuller.
    """
    fuller: dict[str, set[str]] = {}
    for name in own:
        if name.kind == "person" and " " in name.words:
            parts = name.words.split()
            for part in {parts[0], parts[-1], f"{parts[0]} {parts[-1]}"}:
                fuller.setdefault(part, set()).add(name.words)
    return {name.words: _only(fuller.get(name.words, set()), name.words) for name in found}


def _only(choices: set[str], otherwise: str) -> str:
    """Return the one choice, where all others are shorter forms of it ("Ada Lund" of "Ada M. Lund")."""
    longest = max(sorted(choices), key=len, default=otherwise)
    ends = (longest.split()[0], longest.split()[-1])
    return longest if all((c.split()[0], c.split()[-1]) == ends for c in choices) else otherwise
