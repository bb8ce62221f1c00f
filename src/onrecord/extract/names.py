"""Names of people and organisations in an article, by their shape: capitals, titles, particles, initials."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from onrecord.extract.given import is_given
from onrecord.extract.nouns import GROUP, PERSON, PLURALS, TITLES
from onrecord.late import late
from onrecord.terms import Article, PersonKind, Span

ORGANISATION = late(
    r"\b(?:Academy|Alliance|Assembly|Chamber|Chronicle|Cooperative|Echo|Examiner|Forum|Guild|Hospital|Inspectorate|"
    r"Laboratory|Library|Magazine|Museum|Orchestra|Partners|Project|Railway|Telegraph|Tribunal|Weekly|Advertiser|"
    r"Association|Agency|Authority|Bank|Board|Bureau|Campaign|Center|Centre|Church|Club|Co|Coalition|College|"
    r"Commission|Committee|Company|Congress|Corp|Corporation|Council|Court|Department|Federation|Foundation|Fund|"
    r"Group|House|Inc|Institute|League|Ltd|Ministry|Movement|Network|News|Office|Organi[sz]ation|Parliament|Party|"
    r"Police|Post|Press|School|Senate|Service|Site|Society|Socialists|Survey|Times|Trust|Union|"
    r"University|Radio|Television|Journal|Gazette|Herald|Tribune|Courier|Ledger|Wire)\b"
)
TITLE = late(r"[“\"‘]([^“”\"\n]{8,160})[”\"’]")
FEWEST, LONGER = 4, 3
"""How many words longer than so many letters a headline has at least: shorter ones are often small in it."""
NOT_NAMES = frozenset(
    """a an the this that these those he she they it we i you his her their its our my your who what when where why how
    if but and or nor so yet for as at by in on of to from with without after before since until while although though
    because however meanwhile also then there here now later earlier still even only just not no yes all some many most
    more few both each every one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundreds thousands
    dozens millions monday tuesday wednesday thursday friday
    saturday sunday january february march april may june july august september october november december today
    yesterday tomorrow english according asked speaking instead despite during under over among against about
    between once another other others such indeed perhaps well please thanks thank whether than too very
    like plus nothing something everything anyone everyone someone nobody none neither either also always never often
    sometimes maybe only again once until unless where whose which why yet hello hi sorry okay ok oh ah hey dear
    mine me him them us myself following based photo image advertisement read whatever anything
    worship highness majesty excellency lordship ladyship holiness
    anybody everybody somebody says said hosting calling citing asking telling quoting whoever""".split()
)
PARTICLES = "de|del|della|der|den|di|da|do|dos|du|la|las|los|le|van|von|zu|ter|ten|bin|bint|ibn|abu|al|el|af|av|y"
DOTTED = "Mr|Mrs|Ms|Dr|Prof|Rev|Gov|Sen|Rep|Gen|Col|Capt|Lt|Sgt|St|Cr|Cllr|Jr|Sr"
WORD = rf"(?:(?:{DOTTED})\.|(?:[dl][’'])?[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*\w|[A-Z]\.(?:[A-Z]\.)*|[A-ZÀ-ÖØ-Þ])"
PARTISAN = frozenset("democrat republican liberal conservative activist labour tory".split())
NICKNAME = r"\s+[“\"‘'(][\w’'-]+[”\"’')]"
JOINT = rf"(?:{NICKNAME}|(?<=s)[’']|\s+of(?:\s+the)?|(?<=[a-z])[)\]])?\s+(?:(?:{PARTICLES})\s+){{0,2}}"
FORMER = late(r"(?<![\w’'-])(?:ex|then)-$")
BEGIN = r"(?:(?<![\w’'-])|(?<=\banti-)|(?<=\bpro-)|(?<=\bex-)|(?<=\bthen-))"
NAME = late(rf"{BEGIN}{WORD}(?:{JOINT}{WORD}){{0,7}}(?:,?\s(?:Jr|Sr)\.)?")
BRACKETED = late(r"[^()\[\]]*?(?P<given>[\w’'-]+)[)\]]\s+[\w’'.-]+")
"""What an editor put before a surname: "[Mayor Ada] Lund"."""
CLOSED = late(r"(?<=\w)[)\]](?=\s)")
PUNCTUATION = frozenset('.,;:!?)”"')
THE = late(r"\b[Tt]he\s+$")
GIVEN_TOO = frozenset("april may june august sunday friday january".split())
"""Months and days that are given names too: "Ada Lund and June Holm"."""
MONTHS = frozenset("april may june august".split())
DATED = late(
    r"(?:\b(?:in|on|last|next|this|since|by|until|till|of|for|from|to|late|early|mid|before|after|through|during|every|each|"
    r"one)|[\d-])\s+$",
    re.IGNORECASE,
)
"""What stands before a month, and not before somebody of that name."""
LETTERS = late(r"(?![IVX]+$)[A-Z]{2,5}")
SHORTENED = late(r"[’'](?:s|d|ll|m|re|ve|t)$")
COMMON = PERSON | GROUP | PLURALS
OWNER = late(r"([^’']+)[’']s ")
POSSESSIVE = late(r"(?<=\w)[’']s?$")


LOWER = late(r"(?<![\w’'-])[a-z][a-z’'-]*[a-z]\b")
SENTENCE_BEFORE = late(r"(?:^|[.!?:…\n“\"‘(][”\"’)]?\s*)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands: ``words`` and ``span`` without title and possessive, ``owner`` where it has a possessive.

    ``title`` holds the titles right before it, ``office`` where they stand with what they are of ("Hill County Mayor").
    """

    span: Span
    words: str
    title: str
    kind: PersonKind
    owner: bool
    office: Span | None = None
    nickname: str = ""

    def moved(self, by: int) -> Name:
        """Return the name so many characters farther on."""
        office = self.office and Span(self.office.start + by, self.office.end + by)
        span = Span(self.span.start + by, self.span.end + by)
        return Name(span, self.words, self.title, self.kind, self.owner, office, self.nickname)

    @property
    def full(self) -> bool:
        """Whether it has several words, or is an organisation's."""
        return " " in self.words or self.kind != "person"


def names(text: str, article: Article) -> Iterator[Name]:
    """Yield the names in an article's body, in reading order.

    A sentence's first word is none of them if the article writes it small elsewhere; nor are a headline's words beside
    a name that stands alone elsewhere ("Can Anyone Handle Ada Lund").
    """
    small = {word for start, end in article.spans for word in LOWER.findall(text, start, end)}
    found = [name for span in article.spans for name in names_in(text, span, small)]
    found = list(_parted(text, found, small))
    headlines = [line for span in article.spans for line in _headlines(text, span)]
    if not headlines:
        yield from found
        return
    inside = [any(start <= name.span.start < end for start, end in headlines) for name in found]
    alone = {name.words for name, headed in zip(found, inside, strict=True) if not headed and " " in name.words}
    for name, headed in zip(found, inside, strict=True):
        whole = not headed or name.kind == "organisation" or name.words in alone
        yield name if whole else _without(text, name, alone)


def _parted(text: str, found: Sequence[Name], small: Container[str]) -> Iterator[Name]:
    """Yield names without what is joined to them, where these stand alone elsewhere.

    "The Lund-Holm pact" names two, "Lund's Harbour Board" a body besides, "the Lund Papers" Lund.
    """
    known = {name.words for name in found}
    lasts = {last for words in known for last in words.split()[-1:] if last.casefold() not in COMMON}
    for name in found:
        first, *rest = name.words.split()
        owner = OWNER.match(name.words) if name.kind == "organisation" else None
        if not rest and "-" in first and lasts.issuperset(first.split("-")):
            yield from _two(text, name, *first.partition("-")[::2])
        elif owner and owner[1].split()[-1] in lasts:
            yield from _two(text, name, owner[1], name.words[owner.end() :])
        elif len(rest) == 1 and rest[0].endswith("s") and rest[0].casefold() in small and first in known:
            of_person = name.kind == "person" and not name.title and not is_given(first)
            yield _part(name.span.start, first) if of_person else name
        else:
            yield name


def _two(text: str, name: Name, one: str, other: str) -> Iterator[Name]:
    start, end = name.span
    if text.startswith(one, start) and text.endswith(other, start, end):  # not torn by a line's end
        yield replace(_part(start, one), owner=text[start + len(one)] in "’'")
        yield replace(_part(end - len(other), other), owner=name.owner)
    else:
        yield name


def _part(start: int, words: str) -> Name:
    return Name(Span(start, start + len(words)), words, "", _kind(words, ""), owner=False)


def _headlines(text: str, span: Span) -> Iterator[Span]:
    """Yield a line that is a headline, or the titles in quotation marks within it."""
    if _is_headline(text[span.start : span.end]):
        yield span
        return
    for title in TITLE.finditer(text, span.start, span.end):
        if _is_headline(title[1]):
            yield Span(*title.span(1))


def _is_headline(line: str) -> bool:
    """Say whether nearly all of the longer words have capitals, as in English headlines and titles."""
    words = [word for word in line.split() if len(word) > LONGER]
    capitals = sum(word.lstrip("“‘\"'([")[:1].isupper() for word in words)
    return len(words) >= FEWEST and capitals >= 0.8 * len(words) and not line.isupper()


def _without(text: str, name: Name, alone: Iterable[str]) -> Name:
    """Return the name in a headline's capitalised words: the longest that stands alone elsewhere, else what begins with
    a given name, else all of them.
    """
    padded = f" {name.words} "
    parts = name.words.split()
    begin = next((n for n, one in enumerate(parts[:-1]) if is_given(one) and one.casefold() not in NOT_NAMES), 0)
    given = " ".join(parts[begin:]) if begin else None
    inner = max((words for words in alone if f" {words} " in padded), key=len, default=given)
    start = -1 if inner is None else text.find(inner, *name.span)
    if inner is None or start < 0:
        return name
    return replace(name, words=inner, span=Span(start, start + len(inner)), title="", office=None)


def names_in(text: str, span: Span, small: Container[str] = ()) -> Iterator[Name]:
    """Yield the names within one span; ``small`` are words that begin no name at a sentence's begin."""
    at = span.start
    while match := NAME.search(text, at, span.end):
        run, start = match.group(), match.start()
        if ")" in run or "]" in run:
            run = _bracketed(text, start, run)
        if "of" in run:
            after_the = run.startswith("The ") or bool(THE.search(text, max(span.start, start - 6), start))
            run = _before_of(run, after_the=after_the)
        at = start + len(run)
        found = _run(run, text[at : at + 1] in PUNCTUATION)
        if found is not None:
            name = _cut(found, _begin(text, start, found, small))
            if name is not None:
                yield _with_prefix(text, name.moved(start))


def _bracketed(text: str, start: int, run: str) -> str:
    """Keep "[Mayor Ada] Lund" whole, and of "(Ada Lund) Holm" what stands before the bracket closes."""
    whole = text[start - 1 : start] in ("(", "[") and BRACKETED.fullmatch(run)
    if whole and is_given(whole["given"]) and not ORGANISATION.search(run):
        return run
    closed = CLOSED.search(re.sub(NICKNAME, lambda nickname: "_" * len(nickname.group()), run))
    return run[: closed.start()] if closed else run


def _with_prefix(text: str, name: Name) -> Name:
    """Return the name with all of its office: "then-Mayor"."""
    if name.office and (before := FORMER.search(text, max(0, name.office.start - 5), name.office.start)):
        return replace(name, office=Span(before.start(), name.office.end))
    return name


class _Run(NamedTuple):
    """Capitalised words in a row: where each stands in them, its ``keys`` in small letters, and the name among them,
    from word ``begin`` to word ``last``.
    """

    run: str
    places: tuple[tuple[int, int], ...]
    keys: tuple[str, ...]
    begin: int
    last: int


@lru_cache(maxsize=8192)
def _run(run: str, ends: bool) -> _Run | None:
    """Take from a run of capitalised words what is no part of the name: titles, an owner, a word that begins no name.

    ``ends`` says that punctuation follows, before which no "in" stands that is no part of a name: "Han Jae In.".

    Nor is what stands before a title or an owner ("Hill County Commissioner Ada Lund", "Hill County's Ada Lund"); a run
    that ends in a title names nobody ("Hill County Commissioner").
    """
    words = list(re.finditer(r"\S+", run))
    keys = [word.group().rstrip(".,)]").casefold() for word in words]
    while keys and SHORTENED.sub("", keys[-1]) in NOT_NAMES and not (ends and len(keys) > 2 and keys[-1] == "in"):
        keys.pop()
    if not keys or keys[-1] in TITLES:
        return None
    own = ORGANISATION.search(words[len(keys) - 1].group())  # "Selby Traders' Union" owns nothing
    last = len(keys) - 1
    outside = (n for n, key in enumerate(keys[:-1]) if is_title(key) or (POSSESSIVE.search(key) and not own))
    begin = 1 + max(outside, default=-1)
    if own and begin and keys[begin - 1] in TITLES and begin == last:  # "Justice Department" is no Department's Justice
        begin = 0
    begin += keys[begin] in ("last", "next") and begin < last and keys[begin + 1] in NOT_NAMES
    while begin < len(keys) and SHORTENED.sub("", keys[begin]) in NOT_NAMES:  # "Last April Ada Lund"
        begin += 1
    return _Run(run, tuple(word.span() for word in words), tuple(keys), begin, last)


def _begin(text: str, at: int, found: _Run, small: Container[str]) -> int:
    """Return with which word of a run the name begins, if its first one is written small elsewhere."""
    keys, begin, last = found.keys, found.begin, found.last
    if begin == 1 == last and keys[0] in GIVEN_TOO and text.endswith("and ", 0, at):
        return 0
    if begin == 1 <= last and keys[0] in MONTHS and not DATED.search(text, max(0, at - 12), at):
        return 0
    if begin == 0 and keys[0] in small and (last == 0 or (keys[0] not in TITLES and not is_given(keys[0]))):
        begin = int(begins_sentence(text, at))
    if last - begin > 1 and not is_given(keys[begin]) and is_given(keys[begin + 1]):  # "Republican Ada Lund"
        begin += keys[begin] in PARTISAN or keys[begin] in small
    return begin


@lru_cache(maxsize=8192)
def _cut(found: _Run, begin: int) -> Name | None:
    """Return the name in a run that begins with a word of it, placed as if the run began the text."""
    run, places, keys = found.run, found.places, found.keys
    if begin >= len(keys):
        return None
    start, end = places[begin][0], places[found.last][1]
    possessive = POSSESSIVE.search(run[start:end])
    end -= len(possessive.group()) if possessive else 0
    spoken = " ".join(CLOSED.sub("", re.sub(NICKNAME, "", run[start:end])).split())
    if len(spoken) < 2:
        return None
    title = " ".join(run[slice(*place)] for place, key in zip(places[:begin], keys, strict=False) if is_title(key))
    first = next((n for n, key in enumerate(keys[:begin]) if key not in NOT_NAMES), begin)
    office = Span(places[first][0], places[begin - 1][1]) if title else None
    nick = re.search(NICKNAME, run[start:end])
    nickname = nick.group().strip(" “”\"‘’'()") if nick else ""
    return Name(Span(start, end), spoken, title, _kind(spoken, title), possessive is not None, office, nickname)


def is_title(word: str) -> bool:
    """Say whether a word, in small letters, is a title: "mayor", "secretary-designate", "attorney-general"."""
    return word in TITLES or word.endswith(("-designate", "-elect", "-general"))


def begins_sentence(text: str, start: int) -> bool:
    """Say whether a place is where a sentence begins."""
    return bool(SENTENCE_BEFORE.search(text[max(0, start - 4) : start]))


def _before_of(run: str, *, after_the: bool) -> str:
    """Keep "University of Selby" whole, not "Ada Lund of the Selby Institute"; after "the" also "Friends of Selby"."""
    parts = re.split(r"(\s+of\s+)", run)
    last = parts[0].split()[-1].casefold()
    body = after_the and last not in PERSON and not is_given(last) and not POSSESSIVE.search(parts[0])
    return run if body or ORGANISATION.search(parts[0]) else parts[0]


def _kind(words: str, title: str) -> PersonKind:
    first, *_, last = words.split() if " " in words else ("", words)
    branch = bool(first) and LETTERS.fullmatch(last) and not words.isupper() and not is_given(first)  # "Selby SRA"
    acronym = branch or (not first and words.isupper())
    return "organisation" if not title and (acronym or ORGANISATION.search(words)) else "person"
