"""Writes the table of word classes from the lexicon of TextBlob (MIT licence).

It is Brill's of the Penn Treebank, with some words of the Twitter Part-of-Speech Annotated Data (CC BY 3.0).

Of each word it keeps the class that it has most often, and those that its other forms show it may have: "rise" is a
noun, and since there is "rising" and "risen" a verb too.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import defaultdict
from pathlib import Path

TABLE = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "extract" / "word_classes.txt.gz"
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
CLASSES = {
    "NN": "N",
    "NNS": "S",
    "JJ": "J",
    "JJR": "J",
    "JJS": "J",
    "RB": "R",
    "RBR": "R",
    "RBS": "R",
    "VB": "B",
    "VBP": "B",
    "VBZ": "Z",
    "VBD": "V",
    "VBN": "E",
    "VBG": "G",
    "IN": "I",
}
ONLY_PAST = frozenset(
    """ate arose awoke became began bit blew broke came chose did drank drew drove fell flew forgot froze gave grew hid
    knew lay overcame overtook ran rang rode rose sang sank saw shook shrank sprang spoke stole swam swore threw took
    tore undertook underwent went withdrew woke wore wrote""".split()
)
NEVER_PAST = frozenset(
    """arisen awoken become been begun bitten blown born borne broken chosen come done drawn driven drunk eaten fallen
    flown forgotten frozen given gone grown hidden known lain overcome overtaken ridden risen run rung seen shaken
    shown shrunk spoken stolen sprung sung sunk swollen sworn swum taken thrown torn undergone undertaken withdrawn
    woken worn written""".split()
)
ONE_FORM = frozenset("bet burst cast cost cut hit hurt let put quit read rid set shed shut split spread upset".split())


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lexicon", type=Path, help="en-lexicon.txt of textblob 0.20.1")
    lines = [line.split() for line in parser.parse_args().lexicon.read_text("utf-8").splitlines()]
    known = {line[0]: CLASSES[line[1]] for line in lines if len(line) == 2 and line[1] in CLASSES}
    table = readings({word: kind for word, kind in known.items() if WORD.fullmatch(word)})
    groups: dict[str, list[str]] = defaultdict(list)
    for word, classes in table.items():
        groups[classes].append(word)
    written = "".join(f"{classes} {' '.join(sorted(words))}\n" for classes, words in sorted(groups.items()))
    TABLE.write_bytes(gzip.compress(written.encode(), 9, mtime=0))
    print(f"{len(table)} words in {TABLE.name}, {TABLE.stat().st_size} bytes")


def readings(known: dict[str, str]) -> dict[str, str]:
    """Return the classes that each word may have, the most frequent first."""
    shown = {base for word, kind in known.items() if kind in "GEV" for base in bases(word)}
    verbs = {word for word in known if word in shown or known[word] == "B"}
    nouns = {word for word, kind in known.items() if kind == "N"}
    nouns |= {base for word, kind in known.items() if kind == "S" for base in singulars(word)} & known.keys()
    return {word: _readings(word, kind, verbs, nouns) for word, kind in known.items()}


def _readings(word: str, kind: str, verbs: set[str], nouns: set[str]) -> str:
    found = kind
    if word in ONE_FORM:
        found += "BVEN"
    if kind in "VE" and word not in ONLY_PAST | NEVER_PAST:
        found += "VE"
    if word in verbs and kind != "I":
        found += "B"
    if singulars(word) & verbs and kind in "SZNB":
        found += "Z"
    if word in nouns and kind != "I":
        found += "N"
    if singulars(word) & nouns and kind in "SZ":
        found += "S"
    return "".join(dict.fromkeys(found))


def bases(word: str) -> set[str]:
    """Return what a word that ends in -ed or -ing may be a form of."""
    stem = re.sub(r"(?:ed|ing)$", "", word)
    if stem == word or len(stem) < 2:
        return set()
    more = {stem[:-1]} if stem[-1] == stem[-2] else set()
    return {stem, stem + "e", *more, *({stem[:-1] + "y"} if stem.endswith("i") else ())}


def singulars(word: str) -> set[str]:
    """Return what a word that ends in -s may be a form of."""
    if not word.endswith("s") or word.endswith("ss"):
        return set()
    return {
        word[:-1],
        *({word[:-2]} if word.endswith("es") else ()),
        *({word[:-3] + "y"} if word.endswith("ies") else ()),
    }


if __name__ == "__main__":
    main()
