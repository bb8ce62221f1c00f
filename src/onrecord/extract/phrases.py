"""Noun phrases by their words: which is the head, whose it is, what stands before and after it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from onrecord.extract.nouns import BODY

LEAD = re.compile(
    r"(?:(?:and|but|or|even|only|just|also|while|as|for|both|according to|in|by|from|to|at least|nearly|about|around|"
    r"roughly|more than|almost|not)\s+)+",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"\s+(?:of|from|for|in|on|at|with|by|to|about|against|under|over|who|whom|whose|which|that|such|like|including|near|"
    r"across|among|between|after|before|behind|around|without|inside|outside|as|and|or|but|[a-z]+ing|based|released|led|"
    r"run|known|named|called|hired|conducted|briefed|involved|close|familiar|also|himself|herself|themselves|itself|"
    r"he|she|they|we|I|is|are|was|were|has|have|had)\b|\s*[,(:;—–“\"]|\s-\s"
)
OF = re.compile(r"\s+of\s+")
SOME = frozenset(
    "one two three four five six seven eight nine ten some many most several few both all each none half group number"
    " majority minority handful couple chorus dozens hundreds thousands any either neither more others plenty pair"
    " percent per cent dozen coalition crowd team panel member members".split()
)
"""Heads after which "of" tells who: "two of the councillors"."""
DETERMINER = re.compile(
    r"(?:(?P<own>his|her|their|its|my|our|your)|(?P<the>the|this|that|these|those|both)|"
    r"(?P<a>an?|one|another|some|any|every|each|no|several|many|most|few|two|three|four|five|six|seven|eight|nine|ten|"
    r"\d[\d,.]*))\s+",
    re.IGNORECASE,
)
NO_OWNER = re.compile(r"[,:;(]|(?:^|\s)[a-z-]+\s+of\b|\b(?:who|which|that|for|from|in|on|with|by|and)\b")
OWNER = re.compile(r"^(.+?)(?:[’']s|(?<=s)[’'])\s+")
WORD = re.compile(r"[^\W_][\w’'.&/-]*")


class Phrase(NamedTuple):
    """A noun phrase: "the town's former deputy mayor of Selby".

    ``determiner``: "the", "a", "own" (his, her, its ...) or ""; ``owner``: the words before a possessive, or the
    pronoun; ``before``: modifiers in small letters, ``head`` likewise; ``after``: what follows the head, as written;
    ``capitals``: those of the modifiers that are written with a capital.
    """

    determiner: str
    owner: str
    before: tuple[str, ...]
    head: str
    after: str
    capitals: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def phrase(words: str) -> Phrase | None:
    """Take a noun phrase apart, or return None where it has no head.

    >>> phrase("the town's former deputy mayor of Selby")
    Phrase(determiner='the', owner='town', before=('former', 'deputy'), head='mayor', after='of Selby', capitals=())
    """
    words = " ".join(words.replace("*", " ").split())
    lead = LEAD.match(words)
    words = words[lead.end() :] if lead and not lead.group().lower().startswith("both") else words
    found = DETERMINER.match(words)
    kind = "" if found is None else "own" if found["own"] else "the" if found["the"] else "a"
    rest = words[found.end() :] if found else words
    owner = found["own"].casefold() if found and found["own"] else ""
    possessed = OWNER.match(rest)
    if possessed and not rest.startswith("of ") and not NO_OWNER.search(possessed[1]):
        owner, rest = possessed[1], rest[possessed.end() :]
    if rest.startswith("of ") and found:  # "two of the councillors"
        return Phrase(kind, owner, (), found.group().strip().casefold(), rest)
    cut = AFTER.search(rest)
    nucleus, after = (rest[: cut.start()], rest[cut.start() :].strip()) if cut else (rest, "")
    written = WORD.findall(nucleus)
    parts = [word.rstrip(".").casefold() for word in written]
    if not parts:
        return Phrase(kind, owner, (), found.group().strip().casefold(), after) if found and not found["own"] else None
    capitals = tuple(part for part, word in zip(parts[:-1], written, strict=False) if word[:1].isupper())
    return Phrase(kind, owner, tuple(parts[:-1]), parts[-1], after, capitals)


def whom(one: Phrase) -> Phrase:
    """Return the phrase after "of" where that tells who is meant: of "two of the councillors", "the councillors"."""
    if one.head in SOME and one.after.startswith("of "):
        return phrase(one.after[3:]) or one
    return one


def is_body(one: Phrase) -> bool:
    """Say whether a phrase stands for an organisation."""
    return one.head in BODY
