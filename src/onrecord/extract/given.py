"""Given names that mostly women or mostly men bear, of all continents; a name that both bear says nothing.

The table is made by ``training/given_names.py`` from nomquamgender (MIT licence, © 2022 Ian Van Buskirk).
"""

from __future__ import annotations

import gzip
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from onrecord.terms import Gender

TABLE = Path(__file__).parent / "given_names.txt.gz"
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "’": "'"})


@lru_cache(maxsize=16384)
def gender(name: str) -> Gender | None:
    """Return the gender that a given name tells, or None; "Ana María" and "Jean-Luc" go by their first part.

    >>> gender("Zoë"), gender("Łukasz"), gender("Kim")
    ('feminine', 'masculine', None)
    """
    whole = folded(name)
    parts = [whole, *whole.split("-", 1)[:1]] if "-" in whole else [whole]
    return next((known for part in parts if (known := _table().get(part))), None)


def is_given(name: str) -> bool:
    """Say whether a name is known as a given name."""
    return gender(name) is not None


def folded(name: str) -> str:
    """Return a name in small letters without marks on them: two spellings of one name are equal then."""
    plain = name.casefold().translate(LETTERS)
    if plain.isascii():
        return plain
    return "".join(letter for letter in unicodedata.normalize("NFD", plain) if not unicodedata.combining(letter))


@cache
def _table() -> dict[str, Gender]:
    feminine, masculine = gzip.decompress(TABLE.read_bytes()).decode().splitlines()
    return {**dict.fromkeys(feminine.split(), "feminine"), **dict.fromkeys(masculine.split(), "masculine")}
