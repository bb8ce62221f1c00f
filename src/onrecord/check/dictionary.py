"""Whether letters are a word of English: what tells a word that was misread from one that somebody chose."""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ENTRY = re.compile(rb'"([^"]+)":')
ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "ness", "less", "ful")
BEGINNINGS = ("un", "re", "non", "dis", "co", "pre", "mis", "out", "over", "under", "anti", "mid", "sub", "inter")
LEAST = 4
"""Letters of the shorter half of a compound."""


@cache
def is_word(word: str) -> bool:
    """Say whether letters, small ones, are a word, as far as a dictionary, common endings and compounds tell."""
    knows = _dictionary()
    word = word.replace("’", "'").removesuffix("'s")
    if word in knows or _american(word) in knows:
        return True
    stems = [word[: -len(ending)] for ending in ENDINGS if word.endswith(ending) and len(word) - len(ending) > 3]
    if any(form in knows for stem in stems for form in (stem, stem + "e", stem[:-1] + "y")):
        return True
    starts = [one for one in BEGINNINGS if word.startswith(one) and len(word) - len(one) > 3]
    if any(word[len(one) :] in knows for one in starts):
        return True
    return any(word[:n] in knows and word[n:] in knows for n in range(LEAST, len(word) - LEAST + 1))


def _american(word: str) -> str:
    return re.sub(
        "tre(s?)$",
        r"ter\1",
        re.sub("is(e|es|ed|er|ers|ing|ation|ations)$", r"iz\1", word.replace("our", "or").replace("lled", "led")),
    )


@cache
def _dictionary() -> frozenset[str]:
    """Return the words that pyspellchecker brings; its file is read here, since its own index of them by how frequent
    they are takes ten times as long and is not needed.
    """
    spec = find_spec("spellchecker")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("checking needs pyspellchecker: install onrecord again")
    data = gzip.decompress((Path(spec.origin).parent / "resources" / "en.json.gz").read_bytes())
    return frozenset(map(bytes.decode, ENTRY.findall(data)))
