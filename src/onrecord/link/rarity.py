"""How rare a word is in English at large, so that what it tells does not depend on which articles are on record.

The vocabulary of the model's tokenizer is in the order of how often its words occur (WordPiece, made from Wikipedia and
books); by Zipf's law a word's place stands for its frequency. A word that is not in it is rarer than all that are.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from math import log

COMMON = 100
"""The first words, from which nothing can be told: the, was, said. Chosen with ``link.stories``."""
FIRST_WORDS = 996
"""The place of the vocabulary's first word: before it stand signs and single letters."""


@cache
def _places() -> dict[str, int]:
    path = files("onrecord.extract") / "model" / "tokenizer.json"
    vocabulary: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    return vocabulary


@cache
def _rarest() -> float:
    return log(len(_places()) / COMMON)


def rarity(word: str) -> float:
    """Return how rare a word is, given in lower case: 0 for the most common, about 6 for a rare name.

    A number counts half of a word that is as rare.
    """
    place = _places().get(word)
    if place is None:
        return _rarest() / 2 if word.isdigit() else _rarest()
    if place < FIRST_WORDS + COMMON:
        return 0.0
    return log((place - FIRST_WORDS) / COMMON)
