"""Names of people and organisations in an article, by their shape: capitals, titles, particles, initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.terms import Article, PersonKind, Span

TITLES = frozenset(
    """vice speaker mr mrs ms miss dr prof professor sir dame lord lady rev reverend president vice-president premier
    chancellor minister secretary senator sen representative rep congressman congresswoman governor gov mayor
    mayor-elect president-elect councilman councilwoman councillor councilor councilmember cr cllr alderman
    commissioner chief captain capt colonel col general gen lieutenant lt sergeant sgt major admiral judge
    justice attorney sheriff officer detective chairman chairwoman chair director king queen prince princess
    pope bishop father sister brother coach spokesman spokeswoman spokesperson former ex-president ex-mayor
    deputy leader""".split()
)
FEMININE = frozenset("mrs ms miss dame lady congresswoman councilwoman chairwoman queen princess spokeswoman".split())
MASCULINE = frozenset("mr sir lord congressman councilman chairman king prince pope spokesman".split())
ORGANISATION = re.compile(
    r"\b(?:Association|Agency|Authority|Bank|Board|Bureau|Campaign|Center|Centre|Church|Club|Co|Coalition|College|"
    r"Commission|Committee|Company|Congress|Corp|Corporation|Council|Court|Department|Federation|Foundation|Fund|"
    r"Group|House|Inc|Institute|League|Ltd|Ministry|Movement|Network|News|Office|Organi[sz]ation|Parliament|Party|"
    r"Police|Post|Press|School|Senate|Service|Site|Society|Socialists|Survey|Times|Trust|Union|"
    r"University|Radio|Television|Journal|Gazette|Herald|Tribune|Courier|Ledger|Wire)\b"
)
NOT_NAMES = frozenset(
    """a an the this that these those he she they it we i you his her their its our my your who what when where why how
    if but and or nor so yet for as at by in on of to from with without after before since until while although though
    because however meanwhile also then there here now later earlier still even only just not no yes all some many most
    more few both each every one two three four five six seven eight nine ten monday tuesday wednesday thursday friday
    saturday sunday january february march april may june july august september october november december today
    yesterday tomorrow english according asked speaking instead despite during under over among against about
    between once another other others such indeed perhaps well please thanks thank whether than too very
    like plus nothing something everything anyone everyone someone critics supporters officials""".split()
)
PARTICLES = "de|del|della|der|den|di|da|dos|du|la|le|van|von|ter|ten|bin|ibn|al|el"
DOTTED = "Mr|Mrs|Ms|Dr|Prof|Rev|Gov|Sen|Rep|Gen|Col|Capt|Lt|Sgt|St|Cr|Cllr|Jr|Sr"
WORD = rf"(?:(?:{DOTTED})\.|[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*\w|[A-Z]\.(?:[A-Z]\.)*|[A-ZÀ-ÖØ-Þ])"
NICKNAME = r"\s+[“\"‘'(][\w’'-]+[”\"’')]"
JOINT = rf"(?:{NICKNAME}|(?<=s)[’']|\s+of(?:\s+the)?)?\s+(?:(?:{PARTICLES})\s+){{0,2}}"
NAME = re.compile(rf"(?<![\w’'-]){WORD}(?:{JOINT}{WORD}){{0,7}}(?:,?\s(?:Jr|Sr)\.)?")
POSSESSIVE = re.compile(r"(?<=\w)[’']s?$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands: ``words`` and ``span`` without title and possessive, ``owner`` where it has a possessive."""

    span: Span
    words: str
    title: str
    kind: PersonKind
    owner: bool

    @property
    def full(self) -> bool:
        """Whether it has several words, or is an organisation's."""
        return " " in self.words or self.kind != "person"


def names(text: str, article: Article) -> Iterator[Name]:
    """Yield the names in an article's body, in reading order."""
    for span in article.spans:
        yield from names_in(text, span)


def names_in(text: str, span: Span) -> Iterator[Name]:
    """Yield the names within one span."""
    for match in NAME.finditer(text, *span):
        name = _trimmed(text, match)
        if name is not None:
            yield name


def _trimmed(text: str, match: re.Match[str]) -> Name | None:
    """Take from a run of capitalised words what is no part of the name: a sentence's first word, titles, a possessive.

    Nor is what stands before a title or an owner ("Hill County Commissioner Ada Lund", "Hill County's Ada Lund"); a run
    that ends in a title names nobody ("Hill County Commissioner").
    """
    words = list(re.finditer(r"\S+", _before_of(match.group())))
    keys = [word.group().rstrip(".,").casefold() for word in words]
    while keys and keys[-1] in NOT_NAMES:
        keys.pop()
    if not keys or keys[-1] in TITLES:
        return None
    own = ORGANISATION.search(words[len(keys) - 1].group())  # "Selby Traders' Union" owns nothing
    outside = (n for n, key in enumerate(keys[:-1]) if key in TITLES or (POSSESSIVE.search(key) and not own))
    begin = 1 + max(outside, default=-1)
    while begin < len(keys) and keys[begin] in NOT_NAMES:
        begin += 1
    if begin == len(keys):
        return None
    start, end = match.start() + words[begin].start(), match.start() + words[len(keys) - 1].end()
    possessive = POSSESSIVE.search(text[start:end])
    end -= len(possessive.group()) if possessive else 0
    spoken = " ".join(re.sub(NICKNAME, "", text[start:end]).split())
    title = " ".join(word.group() for word, key in zip(words[:begin], keys, strict=False) if key in TITLES)
    if len(spoken) < 2:
        return None
    return Name(Span(start, end), spoken, title, _kind(spoken, title), possessive is not None)


def _before_of(run: str) -> str:
    """Keep "University of Selby" whole, but not "Ada Lund of the Selby Institute"."""
    parts = re.split(r"(\s+of\s+)", run)
    return run if ORGANISATION.search(parts[0]) else parts[0]


def _kind(words: str, title: str) -> PersonKind:
    acronym = " " not in words and words.isupper()
    return "organisation" if not title and (acronym or ORGANISATION.search(words)) else "person"
