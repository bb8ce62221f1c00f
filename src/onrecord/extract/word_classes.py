"""Which classes a word may have: noun, verb, adjective ..., by a table, a list of the small words, and its ending.

The table is made by ``training/word_classes.py`` from the lexicon of TextBlob 0.20.1 (MIT licence, © Steven Loria),
which is that of Brill's tagger (MIT licence, © 1993 Massachusetts Institute of Technology and University of
Pennsylvania) with words of the Twitter Part-of-Speech Annotated Data (Gimpel et al. 2011, Carnegie Mellon University,
CC BY 3.0).

A class is one letter, so that a sentence's classes are a string that patterns match:

- N noun, S noun in the plural, P proper name, O pronoun, # number, U sign of a unit ($, %, cent)
- D determiner, J adjective, ' possessive ending, R adverb
- V past, Z present in -s, B other present or infinitive, E past participle, G -ing
- A form of be, H of have, K of do, M modal
- I preposition, T to, C and/or/but, X other conjunction, W who, which, that
- punctuation as it is, quotation marks as "
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "word_classes.txt.gz"
CLOSED = {
    word: kind
    for kind, words in {
        "D": "the a an this these those its his her their our my your some any no every each both all either neither"
        " another such half several many few whose much",
        "O": "i he she it we they you him them me us himself herself themselves itself myself there ones nobody none"
        " everybody everyone everything nothing somebody someone something anybody anyone anything hers theirs",
        "A": "is are was were be been being am isn't aren't wasn't weren't",
        "H": "has have had having hasn't haven't hadn't",
        "K": "do does did doesn't don't didn't",
        "M": "will would can could may might must shall should won't wouldn't can't cannot couldn't mustn't shouldn't",
        "T": "to",
        "C": "and or but nor plus yet",
        "X": "while because although though if when where since until till unless whereas whether once how why than so",
        "W": "who which whom that what",
        "I": "of in on at for with by from about over under after before through against among between into upon toward"
        " towards near as per during within without via inside outside behind beyond across along around off out up"
        " down onto amid beside besides despite except like above below",
        "R": "not n't never also only just still even ever already now then here today yesterday tomorrow again later"
        " earlier ago too very once twice almost nearly together apart instead away alone soon so far"
        " perhaps barely merely roughly well most least",
        "#": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million"
        " billion trillion dozen",
        "S": "people women men children feet teeth mice geese oxen sheep deer salmon lives troops folk swine offspring"
        " trout bison species others",
        "SE": "wounded injured",
        "SG": "missing",
        "SJ": "dead homeless jobless",
        "J": "more fewer less own other same first last next past new old main further extra spare following previous",
        "RJ": "back",
        "JN": "record",
        "JNB": "average total",
        "N": "rate police cattle fish staff personnel aircraft crew media data infantry cavalry clergy"
        " livestock poultry constable",
        "U": "percent cent pct",
        "V": "said told",
    }.items()
    for word in words.split()
}
SUFFIXES = (
    (re.compile(r"ly$"), "R"),
    (re.compile(r"(?:ed)$"), "EV"),
    (re.compile(r"ing$"), "GN"),
    (re.compile(r"(?:ous|ful|ive|able|ible|al|ic|less|ish|est)$"), "J"),
    (re.compile(r"(?<![sui])s$"), "SZ"),
)
"""Of words that the table has not."""
CLITICS = {"'d": "M", "'ll": "M", "'re": "A", "'m": "A", "'ve": "H"}
MARKS = {"“": '"', "”": '"', "—": ",", "–": ",", "-": ",", "%": "U", "$": "U", "£": "U", "€": "U"}
NO_BEGINNING = (",", "'", "’", "'s", "’s", "-", "&")
"""Marks behind which a capital is a name's, not a sentence's."""
PART = re.compile(r"(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?|half")


def readings(text: str, before: str, *, joined: bool) -> str:
    """Return the classes that a word or mark may have, the likeliest first.

    Args:
        text: the word.
        before: the one before it, "" where there is none.
        joined: whether no blank stands between them.

    >>> readings("rise", "the", joined=False), readings("Rise", "Mount", joined=False)
    ('NB', 'P')
    """
    low = text.lower().replace("’", "'")
    if low[0] == "'":
        clitic = "A" if CLOSED.get(before.lower()) in ("O", "W", "R") else "'"
        return CLITICS.get(low, clitic) if joined else '"'
    if not text[0].isalnum():
        return MARKS.get(text, text)
    if text[0].isdigit():
        return "J" if re.search(r"-[A-Za-z]", text) else "#"
    if low == "that":
        return "WD"
    if kind := CLOSED.get(low):
        return kind
    begins = not before[:1].isalnum() and before not in NO_BEGINNING
    if text[0].isupper() and not begins:
        return "P"
    known = _table().get(low)
    if text[0].isupper() and known is None:
        return "P"
    return known or _guessed(low)


def _guessed(low: str) -> str:
    """Return the classes of a word that the table has not, by its last part and its ending."""
    first, _, last = low.rpartition("-")
    if not first:
        return next((classes for ending, classes in SUFFIXES if ending.search(low)), "N")
    if CLOSED.get(last) == "#" or PART.fullmatch(last):
        return "#"
    kind = (CLOSED.get(last) or _table().get(last) or _guessed(last))[0]
    return kind if kind in "SN" else "R" if kind == "R" else "N" if kind == "I" else "J"


@cache
def _table() -> dict[str, str]:
    lines = gzip.decompress(TABLE.read_bytes()).decode().splitlines()
    return {word: classes for line in lines for classes, *words in [line.split()] for word in words}
