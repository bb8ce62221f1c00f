"""How rare a word is in English at large, so that what it tells does not depend on which articles are on record.

The vocabulary of the model's tokenizer is in the order of how often its words occur (WordPiece, made from Wikipedia and
books); by Zipf's law a word's place stands for its frequency. A word that is not in it is rarer than all that are.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files
from math import log

FIRST_WORD = 1996
"""The place of the vocabulary's most common word; before it stand signs and single letters."""
COMMON = 100
"""Places over which words tell next to nothing. From 30 to 300 `benchmarks/stories.py` gives the same."""


@cache
def _places() -> dict[str, int]:
    path = files("onrecord.extract") / "model" / "tokenizer.json"
    vocabulary: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    return vocabulary


@cache
def _rarest() -> float:
    return log(1 + (len(_places()) - FIRST_WORD) / COMMON)


@lru_cache(200_000)
def rarity(word: str) -> float:
    """Return how rare a word is, given in lower case: 0 for "the", 5.7 for the rarest.

    A number that is not in the vocabulary counts half of a word that is not.
    """
    place = _places().get(word)
    if place is None:
        return _rarest() / 2 if word.isdigit() else _rarest()
    return log(1 + max(0, place - FIRST_WORD) / COMMON)
