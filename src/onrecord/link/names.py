"""A name's parts, folded so that spellings of one are alike: given names, surname, suffix; an organisation's words.

Which word is the surname is told by its place, the last; particles, titles and suffixes are set apart by short lists.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler, Levenshtein

TITLES = frozenset("mr mrs ms miss mx dr prof sir dame lord lady rev fr hon".split())
PARTICLES = frozenset(
    "de da di do dos das du del della der den des van von vom zu zur ter ten la le los las bin ibn bint ben y e av af"
    " san abu".split()
)
ARTICLES = ("al", "el", "ul", "as", "ad")
"""Before a hyphen they are as good as left out: "al-Darwi", "El Darwi", "Darwi"."""
SUFFIXES = {"jr": "jr", "junior": "jr", "ii": "ii", "iii": "iii", "iv": "iv", "sr": "sr", "senior": "sr"}
LEGAL = frozenset("inc incorporated ltd limited co corp corporation plc llc gmbh ag sa".split())
LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ħ": "h"}
)
NOT_LETTERS = re.compile(r"[^\w-]+|_")
NICKNAME = re.compile(r"\s[\"“‘'(]([^\"”’)]+)[\"”’')](?=\s)")
WORD = re.compile(r"\w[\w’'.-]*")
ALIKE, MUCH_ALIKE, SHORTEST = 0.75, 0.95, 4
"""Jaro-Winkler likeness of two given names with the same consonants, such as "Leila" and "Layla" (0.76), that of two
whose vowels may differ, such as "Fatima" and "Fatma" (0.96), and their letters."""

SHORT = """abraham abe; albert al bert; alexander alexandra alex sasha sandy xander; alexandra sandra lexi; alfred
alf fred; amanda mandy; andrew andy drew; anthony antonio tony; arthur art; barbara barb barbie babs; benjamin ben
benny; bernard bernie; bradley brad; calvin cal; catherine kate kathy katie cathy kitty kit; charles charlie chuck
chas; charlotte lottie; christina christine chris tina chrissy; christopher chris kit topher; clifford cliff;
concepcion concha conchita; cornelius cornelis con neil kees; cynthia cindy; daniel dan danny; david dave davy;
deborah debbie deb; dmitri dima mitya; dolores lola; donald don donnie; dorothy dorothea dot dottie dora; douglas
doug; edmund ed ned; edward ed eddie ted ned; edwin ed; eleanor ellie nell nora; elizabeth liz lizzie beth betty
eliza lisa libby bess; emily em emmy; enrique quique; eugene gene; evelyn evie; ferdinand ferdy; florence flo
florrie; frances fran frankie; francis francisco frank; francisco paco pancho; frederick fred freddie; friedrich
fritz; gabriel gabe; geoffrey geoff; george georgie; gerald gerry jerry; gilbert gil; gregory greg; guadalupe lupe;
harold harry hal; harriet hattie; henry harry hank hal; herbert herb bert; howard howie; ignacio nacho; isabel
isabella bella izzy; ivan vanya; jacob jake; jacqueline jackie; james jim jimmy jamie; janet jan; jeffrey jeff;
jennifer jen jenny; jeremy jerry; jessica jess jessie; jesus chuy; johannes hans jan; john jack johnny; jonathan
jon; jose pepe; joseph joe joey; josephine jo josie; joshua josh; judith judy; kenneth ken kenny; konstantin kostya;
lawrence larry laurie; leonard len lenny leo; leslie les; lewis louis lou; lillian lily; louise lou; magdalena magda
lena; manuel manolo manny; margaret meg maggie peggy peg marge madge greta margot; maria marie masha; marjorie
marge; martin marty; mary molly polly; matthew matthias matt; maximilian max; melissa mel; mercedes merche; michael
mike mick mickey misha; mikhail misha; mitchell mitch; nancy nan; natalia natasha; nathan nate; nathaniel nate nat;
nicholas nicolas nick nicky; nikolai kolya; norman norm; oliver ollie; pamela pam; patricia pat patty tricia trish;
patrick pat paddy; penelope penny; peter pete; philip phil; priscilla cilla; rachel rae; ramon moncho; raymond ray;
rebecca becky; reginald reg reggie; ricardo richard rick dick rich richie ricky; robert rob bob bobby robbie bert;
roberto beto; roderick rod; rodney rod; rodrigo rigo; roger rodge; ronald ron ronnie; rosario charo; rosemary rose;
rudiger rudi; rudolf rudi rudy; russell russ; samantha sam; samuel sam sammy; sebastian seb; sergei seryozha; sidney
sid; simon si; solomon sol; sophia sophie; stanley stan; stephanie steph; stephen steve stevie; susan susanna sue
susie; svetlana sveta; sylvester sly; tatiana tanya; teresa theresa terry tess tessa; terence terry; theodore ted
teddy theo; thomas tom tommy; timothy tim; valentine val; valerie val; veronica ronnie vera; victor vic; victoria
vicky tori; vincent vince vinnie; virginia ginny; vladimir volodya vova; walter walt wally; wilfred wilf; wilhelm
willi; wilhelmina mina; willem wim; william bill billy will willie liam; winifred winnie; yekaterina katya; zachary
zach zack"""
"""Names and what those who bear them are called for short; where a line begins with two, both."""


class PersonName(NamedTuple):
    """A person's name, folded: each part is small letters without accents, hyphens and apostrophes.

    ``given`` are first and middle names, initials one letter each; ``surname`` is the last word, ``particles`` what
    stands before it, ``suffix`` tells generations apart, ``nickname`` stands in quotation marks in the middle.
    """

    given: tuple[str, ...]
    particles: tuple[str, ...]
    surname: str
    suffix: str
    nickname: str = ""

    @property
    def first(self) -> str:
        """The first given name, an initial or a whole one; "" where there is none."""
        return self.given[0] if self.given else ""

    @property
    def is_full(self) -> bool:
        """Whether a given name is written out."""
        return any(len(name) > 1 for name in self.given)

    @property
    def letters(self) -> str:
        """All of it but for the suffix, in one: "Ocasio Cortez" is "Ocasio-Cortez"."""
        return "".join((*self.given, *self.particles, self.surname))


@lru_cache(1 << 16)
def folded(words: str) -> str:
    """Return words in small letters without accents and punctuation but hyphens.

    >>> folded("Łukasz  O’Brien-Müller, Jr.")
    'lukasz obrien-muller jr'
    """
    plain = unicodedata.normalize("NFKD", re.sub(r"[’'.`´]", "", words).casefold().translate(LETTERS))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(NOT_LETTERS.sub(" ", re.sub(r"[‐‑–]", "-", kept)).split())


@lru_cache(1 << 16)
def person_name(name: str) -> PersonName:
    """Return the parts of a person's name.

    >>> person_name("Dr. J. R. van der Berg Jr.")
    PersonName(given=('j', 'r'), particles=('van', 'der'), surname='berg', suffix='jr', nickname='')
    """
    nickname = NICKNAME.search(name)
    name = NICKNAME.sub(" ", name)
    name = re.sub(r"\b((?:[A-Z]\.){2,})", lambda found: found[1].replace(".", ". "), name)  # "J.R. Lund"
    words = folded(name).split()
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    suffix = ""
    if len(words) > 1 and words[-1] in SUFFIXES:
        suffix = SUFFIXES[words.pop()]
    words = [_bare(word) for word in words if _bare(word)]
    if not words:
        return PersonName((), (), folded(name).replace("-", "").replace(" ", ""), suffix)
    begin = len(words) - 1
    while begin > 1 and words[begin - 1] in PARTICLES | set(ARTICLES):
        begin -= 1
    if begin == 1 and words[0] in PARTICLES:  # "van Berg", "Mr. de la Cruz"
        begin = 0
    particles = tuple(word for word in words[begin:-1] if word not in ARTICLES)
    return PersonName(tuple(words[:begin]), particles, words[-1], suffix, folded(nickname[1]) if nickname else "")


@lru_cache(1 << 16)
def home(name: str) -> str:
    """Return the key that spellings of a full name share: the sound of the last piece of the surname.

    >>> home("Kim Jong-un") == home("Kim Jong Un") and home("Ana Ocasio-Cortez") == home("Ana Ocasio Cortés")
    True
    """
    words = [word for word in folded(name).split() if word not in SUFFIXES] or [folded(name)]
    return skeleton(words[-1].rsplit("-", 1)[-1])


def _bare(word: str) -> str:
    head, hyphen, rest = word.partition("-")
    return (rest if hyphen and head in ARTICLES and rest else word).replace("-", "")


def skeleton(word: str) -> str:
    """Return a name's consonants, those that are written one for the other made one: what its spellings share.

    >>> skeleton("youssef") == skeleton("yusuf") and skeleton("catherine") == skeleton("katherine")
    True
    """
    for written, sound in (("ph", "f"), ("x", "ks"), ("ck", "k"), ("q", "k"), ("c", "k"), ("v", "f"), ("z", "s")):
        word = word.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyh]", "", word)) or word[:1]


def _short_names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in SHORT.split(";"):
        whole, *short = line.split()
        for name in short:
            found.setdefault(name, set()).add(whole)
    return {name: frozenset(wholes) for name, wholes in found.items()}


SHORT_FOR = _short_names()


@lru_cache(1 << 16)
def same_given(one: str, other: str) -> float:
    """Return how surely two first names, written out, may be one person's: 1 the same, 0 never."""
    if one == other:
        return 1.0
    wholes = (SHORT_FOR.get(one, frozenset()) | {one}, SHORT_FOR.get(other, frozenset()) | {other})
    if other in wholes[0] or one in wholes[1]:
        return 0.9
    if _same_sound(one, other):
        return 0.8
    return 0.7 if any(_same_sound(a, b) for a in wholes[0] for b in wholes[1]) else 0.0


def _same_sound(one: str, other: str) -> bool:
    """Say whether two names are one in other letters: "Yusuf", "Youssef"; not "Jane", "Juan", nor "Mario", "Maria"."""
    if _plain(one) == _plain(other):
        return True
    if min(len(one), len(other)) < SHORTEST or skeleton(one) != skeleton(other) or _is_hers(one, other):
        return False
    likeness = JaroWinkler.similarity(one, other)
    return likeness >= MUCH_ALIKE or (likeness >= ALIKE and Levenshtein.distance(vowels(one), vowels(other)) <= 1)


def _is_hers(one: str, other: str) -> bool:
    """Say whether one of two names is the feminine form of the other: "Erica", "Louise"."""
    return (one[-1] == "a") != (other[-1] == "a") or one == f"{other}e" or other == f"{one}e"


def _plain(name: str) -> str:
    return re.sub(r"(.)\1+", r"\1", name.replace("y", "i").replace("h", ""))


def vowels(name: str) -> str:
    """Return a name's vowels, those that are written one for the other made one.

    >>> vowels("youssef"), vowels("yusuf"), vowels("jane"), vowels("juan")
    ('iui', 'iu', 'ai', 'ua')
    """
    sounds = name.translate(str.maketrans("yeo", "iiu"))
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^aiu]", "", sounds))


@lru_cache(1 << 16)
def organisation_name(name: str) -> tuple[str, ...]:
    """Return an organisation's words, folded, without a leading "the" and what tells but its legal form.

    >>> organisation_name("The Saltmere Ferry Co.")
    ('saltmere', 'ferry')
    """
    words = folded(name).replace("-", " ").split()
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    while len(words) > 1 and words[-1] in LEGAL:
        words.pop()
    return tuple(words)


def acronyms(name: str) -> frozenset[str]:
    """Return the letters by which a name of several words may be called: of its capitals, and of all its words.

    >>> sorted(acronyms("Federation of Dock Workers"))
    ['fdw', 'fodw']
    """
    words = [word for word in WORD.findall(name) if word.casefold() != "the"]
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return frozenset(folded(letters) for letters in (capitals, "".join(word[0] for word in words)) if len(letters) > 1)


def is_acronym(name: str) -> bool:
    """Say whether a name is letters alone: "DSA", "D.S.A.", "the WHO"."""
    words = [word for word in name.split() if word.casefold() != "the"]
    letters = words[0].replace(".", "") if len(words) == 1 else ""
    return 1 < len(letters) <= 8 and letters.isupper()
