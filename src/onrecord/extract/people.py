"""Names -> people of an article: every way in which it writes somebody's name leads to one of them.

A person's names agree in the surname and do not contradict each other before it; a name of one word goes to the one
fuller name that it is part of; of several, to the gender that its title tells or to who was named last.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from onrecord.extract import given
from onrecord.extract.likely import is_never, is_place, is_plural
from onrecord.extract.likely import kind as likely_kind
from onrecord.extract.names import Name
from onrecord.extract.nouns import PERSON, gender_of
from onrecord.extract.roles import Office, offices
from onrecord.terms import Gender, PersonKind, Span

SUFFIX = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")
OLDER = re.compile(r"\b(elder|older|younger)\s$")
TO_SOME = re.compile(
    r"[”\"’]?\s+to\s+(?:the|his|her|their|its|friends|family|everybody|everyone|all|most|many|some|insiders|locals|fans)\b"
)
"""After what some call somebody: "Ada Lund, “Sunny” to her crew"."""
SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de"))
KNOWN_AS = re.compile(
    r"(?:,\s+\d+)?,?\s+(?:(?:is|was|better|also|widely|still|always)\s+)*"
    r"(?:whom?\s+[a-z ]{0,30}\s+calls?|known(?:\s+[a-z ]{0,30})?\s+as|nicknamed|called)\s+"
    r"(?:[“\"‘']|the\s+|[A-Z][a-z]+\s+)?"
)
KIN = frozenset("wife husband son daughter lady brother sister mother father widow widower cousin niece nephew".split())
"""Heads of offices that say whose relative somebody is; "first lady" is one."""
NEAR = 1500
"""Characters within which of two of one surname who was named in full last is meant by it."""


@dataclass(slots=True, eq=False)
class Person:
    """Somebody of an article while it is read; ``at`` is where the first mention begins."""

    name: str
    kind: PersonKind
    at: int
    names: dict[str, None] = field(default_factory=dict)
    offices: list[Office] = field(default_factory=list)
    called: list[Office] = field(default_factory=list)
    """What else the article calls them, as it seems."""
    gender: Gender | None = None
    sure_gender: bool = False
    """Whether a title, an office or a pronoun told the gender, and not the given name."""
    real: bool = True
    """Whether it is surely somebody; a name that may be a place is somebody only if it speaks."""

    place: bool = False
    """Whether it is likely a place's name, a firm's or a group's: no "he" or "she"."""

    count: int = 0
    """How often it has been mentioned so far, while the article is read."""

    def is_of(self, gender: Gender | None) -> bool:
        """Say whether nothing speaks against this gender."""
        return gender is None or self.gender is None or self.gender == gender


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A name where it stands, whom it means, and how sure that is."""

    name: Name
    person: Person
    sure: float


class People:
    """The people whom an article names.

    Args:
        text: the document's text.
        found: the names in it, in reading order.
        own: whether each stands in the article's own voice, which alone makes others fuller where there is one.
        spans: the article's body.
        speaking: the names that sources of statements begin with.
    """

    def __init__(
        self,
        text: str,
        found: Sequence[Name],
        own: Sequence[bool],
        spans: Sequence[Span],
        speaking: Container[str] = frozenset(),
    ) -> None:
        self.all: list[Person] = []
        self.offices: list[tuple[Office, Person]] = []
        """Every office that stands beside a name, and whose it is."""
        self._by_part: dict[str, list[Person]] = defaultdict(list)
        self._maybe: dict[str, list[Person]] = defaultdict(list)
        """The same of names that may be a person's, if something shows it."""
        self._nicknamed: dict[str, list[Person]] = defaultdict(list)
        self._alone: dict[str, Person] = {}
        self._last_full: dict[Person, int] = {}
        by_words: dict[str, list[Name]] = defaultdict(list)
        for name in found:
            by_words[name.words].append(name)
        voiced = {name.words for name, is_own in zip(found, own, strict=True) if is_own}
        self._kinds = {
            words: likely_kind(text, words, some, _alone(words, by_words), words in speaking)
            for words, some in by_words.items()
        }
        self._places = {
            words
            for words, some in by_words.items()
            if self._kinds[words] is None and (is_never(words) or is_place(text, some) or is_plural(text, some))
        }
        self._full = self._bearers(by_words, voiced)
        self._share_surnames(text, found)
        self._note_nicknames(text, found)
        self._spans, self._starts = spans, [span.start for span in spans]
        for name in found:
            if name.words in self._full:  # what is said of full names tells whom the short ones mean
                self._learn(text, name, self._full[name.words])
        short = [name.words not in self._full for name in found]
        self.named = [self._named(text, name) for name in found]
        for one, is_short in zip(self.named, short, strict=True):
            if is_short:
                self._learn(text, one.name, one.person)

    def _bearers(self, by_words: dict[str, list[Name]], voiced: set[str]) -> dict[str, Person]:
        """Return who bears each name of several words, and each organisation's."""
        out: dict[str, Person] = {}
        full = [words for words in by_words if " " in SUFFIX.sub("", words) or self._kinds[words] == "organisation"]
        for words in sorted(
            full, key=lambda words: (words not in voiced, -len(key(words)), _initials(words), by_words[words][0].span)
        ):
            kind = self._kinds[words]
            same = self._same(words, kind)
            name = words if words in voiced else _without_verb(words)
            person = same or _person(name, kind, by_words[words][0].span.start)
            person.at = min(person.at, by_words[words][0].span.start)
            person.place = not person.real and words in self._places
            out[words] = person
            if same is None:
                self.all.append(person)
                if person.real:
                    for part in _parts(words, person.kind):
                        self._by_part[part].append(person)
                elif not is_never(words):
                    for part in _parts(words, "person"):
                        self._maybe[part].append(person)
            for nickname in {name.nickname for name in by_words[words] if name.nickname}:
                for index in (self._by_part, self._nicknamed):
                    index["".join(key(nickname))].append(person)
        return out

    def _share_surnames(self, text: str, found: Sequence[Name]) -> None:
        """Let one of "Ada and Per Lund" have the other's surname, if nobody else has that given name."""
        for one, other in pairwise(found):
            whole = self._full.get(other.words)
            first = "".join(key(one.words))
            alone = " " not in one.words and not one.title and given.is_given(one.words) and not self._by_part[first]
            beside = text[one.span.end : other.span.start] in (" and ", " & ") and other.words.count(" ") > 0
            if alone and beside and whole is not None and whole.kind == "person":
                words = " ".join((one.words, *other.words.split()[1:]))
                person = self._full[words] = _person(words, "person", one.span.start)
                self.all.append(person)
                for part in _parts(words, "person"):
                    self._by_part[part].append(person)

    def _note_nicknames(self, text: str, found: Sequence[Name]) -> None:
        """Note what somebody is "known as"."""
        for one, other in pairwise(found):
            person = self._full.get(one.words)
            short = " " not in other.words and other.words not in self._full
            called = KNOWN_AS.fullmatch(text, one.span.end, other.span.start) or (
                re.fullmatch(r",\s+[“\"‘]?(?:[A-Z][a-z]+\.?\s+)?", text[one.span.end : other.span.start])
                and TO_SOME.match(text, other.span.end)
            )
            if person is not None and short and called:
                for index in (self._by_part, self._nicknamed):
                    index["".join(key(other.words))].append(person)

    def fuller(self, full: Iterable[Name]) -> None:
        """Give those of whom only the surname stands in the article the full name that its title has."""
        for name in full:
            person = self._alone.get(name.words.split()[-1])
            if " " in name.words and person is not None and given.is_given(name.words.split()[0]):
                person.name, person.kind, person.real = name.words, "person", True
                person.gender = person.gender or given.gender(name.words.split()[0])

    def _same(self, words: str, kind: PersonKind | None) -> Person | None:
        """Return the one who bears a fuller form of a name."""
        mine = key(words)
        if not mine:
            return None
        if kind == "person":
            fitting = [
                one
                for one in self._by_part[mine[-1]]
                if one.kind == "person" and self._is_one(mine, one) and _same_suffix(words, one.name)
            ]
        else:
            fitting = [one for one in self._by_part["".join(mine)] if one.kind != "person" and one.name != words]
            fitting += [one for one in self.all if key(one.name) == mine]
        return fitting[0] if len(set(fitting)) == 1 else None

    def _is_one(self, mine: Sequence[str], one: Person) -> bool:
        """Say whether a full name may be somebody's, or is the nickname with the surname."""
        return agree(mine, key(one.name)) or (len(mine) == 2 and one in self._nicknamed.get(mine[0], ()))

    def _named(self, text: str, name: Name) -> Named:
        person = self._by_capitals(name) or self._full.get(name.words)
        if person is not None:
            if " " in name.words:
                self._last_full[person] = name.span.start
            return self._note(Named(name, person, 0.97))
        known = None if name.title else self._alone.get(name.words)
        person, sure = (known, 0.85) if known else self._bearer(text, name)
        if person is None:
            kind = self._kinds[name.words] or ("person" if name.title else None)
            person, sure = self._promoted(name, kind), 0.9
        if person is None:
            person, sure = self._alone.get(name.words), 0.85
        if person is None:
            person = _person(name.words, kind, name.span.start)
            person.place = not person.real and name.words in self._places
            self.all.append(person)
            self._alone[name.words] = person
        return self._note(Named(name, person, sure))

    def _promoted(self, name: Name, kind: PersonKind | None) -> Person | None:
        """Return who is a person after all, since a part of the name is used as a person's is."""
        fitting = self._maybe["".join(key(name.words))] if kind == "person" else []
        if len(fitting) != 1:
            return None
        (person,) = fitting
        person.kind, person.real = "person", True
        person.gender = person.gender or given.gender(person.name.split()[0])
        for part in _parts(person.name, "person"):
            if person not in self._by_part[part]:
                self._by_part[part].append(person)
        return person

    def _by_capitals(self, name: Name) -> Person | None:
        """Return whose surname a label of a transcript is: "MS. LUND:"."""
        if not name.words.isupper() or len(name.words) < 4:
            return None
        fitting = [one for one in self._by_part["".join(key(name.words))] if one.kind == "person"]
        if not fitting:
            promoted = self._promoted(name, "person")
            fitting = [promoted] if promoted else []
        title = next((gender for word in name.title.split() if (gender := gender_of(word))), None)
        fitting = [one for one in fitting if one.is_of(title)]
        return fitting[0] if len(fitting) == 1 else None

    def _note(self, named: Named) -> Named:
        named.person.names.setdefault(named.name.words)
        if named.name.nickname:
            named.person.names.setdefault(
                f"{named.name.words.split()[0]} “{named.name.nickname}” {named.name.words.split()[-1]}"
            )
        return named

    def _bearer(self, text: str, name: Name) -> tuple[Person | None, float]:
        """Return whom a name of one word means, of those whose name it is part of."""
        mine = "".join(key(name.words))
        fitting = [one for one in self._by_part[mine] if one.name != name.words]
        title = next((gender for word in name.title.split() if (gender := gender_of(word))), None)
        if title:
            fitting = [one for one in fitting if one.kind == "person" and one.is_of(title)]
        if not name.title and len(fitting) > 1:  # a first name is one's own
            fitting = [one for one in fitting if key(one.name)[-1:] == (mine,) or one.kind != "person"] or fitting
        start = name.span.start
        if SUFFIX.search(name.words):
            fitting = [one for one in fitting if _same_suffix(name.words, one.name)] or fitting
        if len(fitting) > 1:
            fitting = _rather(name, fitting)
        if len(fitting) > 1 and (older := OLDER.search(text, max(0, start - 12), start)):
            fitting = [one for one in fitting if _is_older(one) == (older[1] != "younger")] or fitting
        if len(fitting) == 1:
            signs = (start < fitting[0].at, _is_kin(fitting[0]), _is_titled_otherwise(name, fitting[0]))
            return (None, 0.85) if sum(signs) > 1 else (fitting[0], 0.95)  # "President Lund" and "his wife, Ada Lund"
        recent = sorted(
            (one for one in fitting if one in self._last_full), key=lambda one: self._last_full[one], reverse=True
        )
        if recent and start - self._last_full[recent[0]] < NEAR:
            after = self._last_full[recent[1]] if len(recent) > 1 else -NEAR
            if re.search(r"[.!?…\n]", text[after : self._last_full[recent[0]]] if after >= 0 else "\n"):
                return recent[0], 0.7
        return None, 0.6 if fitting else 0.85

    def _told(self, person: Person, office: Office) -> None:
        self.offices.append((office, person))
        if all(known.role.words.casefold() != office.role.words.casefold() for known in person.offices):
            person.offices.append(office)

    def _learn(self, text: str, name: Name, person: Person) -> None:
        """Note the offices that stand beside a name, and the gender that they and titles tell."""
        if person.kind != "person":
            return
        told = [gender for word in name.title.split() if (gender := gender_of(word))]
        body = self._spans[bisect_right(self._starts, name.span.start) - 1]
        for office in offices(text, name, body):
            self._told(person, office)
            told += [gender for gender in (gender_of(office.phrase.head),) if gender]
        if told and not person.sure_gender:
            person.gender, person.sure_gender = told[0], True


def _rather(name: Name, fitting: list[Person]) -> list[Person]:
    """Return those of one surname whose office the title names, and those who are not brought in as another's kin."""
    titles = {word.casefold().rstrip(".") for word in name.title.split()}
    held = [one for one in fitting if any(office.phrase.head in titles for office in one.offices)]
    return held or [one for one in fitting if not _is_kin(one)] or fitting


def _is_older(one: Person) -> bool | None:
    """Say whether a suffix tells that somebody is the older one of a name, None where there is none."""
    suffix = SUFFIX.search(one.name)
    return suffix.group().strip(" ,.") == "Sr" if suffix else None


def _is_titled_otherwise(name: Name, one: Person) -> bool:
    title = name.title.split()[-1].casefold().rstrip(".") if name.title else ""
    return title in PERSON and all(office.phrase.head != title for office in one.offices)


def _is_kin(one: Person) -> bool:
    return bool(one.offices) and all(office.phrase.head in KIN for office in one.offices)


def _person(name: str, kind: PersonKind | None, at: int) -> Person:
    """Return somebody new; a name that may be a place's is taken for a body's that may be nobody."""
    first, last = name.split()[0], name.split()[-1]
    gender = given.gender(first) if kind == "person" else None
    if gender is None and kind == "person" and "-" in last:  # "Park Ji-hye"
        gender = given.gender(last)
    return Person(name, kind or "organisation", at, gender=gender, real=kind is not None)


def _without_verb(words: str) -> str:
    """Return a headline's name without a capitalised word before it: "Handle Ada Lund"."""
    first, *rest = words.split()
    return " ".join(rest) if len(rest) > 1 and given.is_given(rest[0]) and not given.is_given(first) else words


def _initials(words: str) -> int:
    return sum(len(word.rstrip(".")) == 1 for word in words.split())


def _alone(words: str, by_words: Mapping[str, Sequence[Name]]) -> bool:
    """Say whether a name's last word stands as a name by itself, or its first one with a title ("Mr. Kim")."""
    first, *_, last = words.split() if " " in words else ("", "")
    return last in by_words or any(name.title for name in by_words.get(first, ()))


@lru_cache(maxsize=8192)
def key(name: str) -> tuple[str, ...]:
    """Return a name's words as they are compared: folded, without suffixes, stops and hyphens.

    >>> key("Kim Jong-un"), key("Henry M. Škoda Jr.")
    (('kim', 'jong', 'un'), ('henry', 'm', 'skoda'))
    """
    bare = given.folded(SUFFIX.sub("", name))
    parts = (part.strip(".,’'") for part in bare.replace("-", " ").split())
    return tuple(part for part in parts if part and part not in SMALL)


def agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two names of one surname may be one person's: "Tom Lund", "Tomas R. Lund", "T. Lund"."""
    if one[-1] != other[-1] or not one[:-1] or not other[:-1]:
        return False
    mine, theirs = list(one[:-1]), list(other[:-1])
    if _fit(mine[0], theirs[0]):
        middle = [(a, b) for a, b in zip(mine[1:], theirs[1:], strict=False)]
        return all(_fit(a, b) for a, b in middle) or len(mine) != len(theirs)
    return len(mine) != len(theirs) and (mine[0] in theirs or theirs[0] in mine)


def _same_suffix(one: str, other: str) -> bool:
    """Say whether "Jr." and "III" do not keep two names apart."""
    mine, theirs = SUFFIX.search(one), SUFFIX.search(other)
    return mine is None or theirs is None or mine.group().strip(" ,.") == theirs.group().strip(" ,.")


def _fit(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) == 1 or len(short) > 2)


@lru_cache(maxsize=8192)
def _parts(name: str, kind: PersonKind) -> frozenset[str]:
    """Return what alone may stand for a name: of a person surname and first name, of a body its initials and ends."""
    words = key(name)
    if kind == "person":
        parts = {words[0], words[-1], *("".join(words[n:]) for n in range(1, len(words)))}
        if len(words) > 3:  # of two surnames the first may stand alone, and one of several given names
            parts |= {word for word in words if len(word) > 3}
        hyphened = given.folded(SUFFIX.sub("", name)).split()
        return frozenset(parts | {"".join(key(hyphened[-1]))})
    ends = {"".join(words[n:]) for n in range(1, len(words))} | {"".join(words[:n]) for n in range(1, len(words))}
    initials = {"".join(word[0] for word in words), "".join(word[0] for word in given.folded(name).split())}
    return frozenset((ends | (initials if len(words) > 1 else set())) - {""})
