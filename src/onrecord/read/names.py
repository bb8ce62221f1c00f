"""Names in a byline: who wrote it, in what role, for which outlet; told apart by their shape, not by lists of names."""

from __future__ import annotations

import re
from typing import NamedTuple

_PARTICLE = (
    r"(?:de|da|di|do|dos|du|del|della|der|den|des|van|von|vom|zu|zur|ter|ten|la|le|el|al|bin|ibn|bint|ben|abu|af|av"
    r"|y|e)"
)
_WORD = r"(?:[^\W\d_a-zß-öø-ÿ](?:[\w'’´-]*\w)?\.?|(?:al|el|d|l|o)[-'’][A-Z]\w+)"
PERSON = re.compile(
    rf"(?!(?i:the|a|an|our|my|your|this|in|on|at)\s)(?:(?:Dr|Prof|Sir|Dame|Rev|Fr)\.?\s)?{_WORD}(?:\s(?:{_PARTICLE}\s)*{_WORD}){{0,4}}$"
)
PARTICLE = re.compile(_PARTICLE, re.IGNORECASE)
APART = re.compile(r"\s*(?:,|;|/|&|\band\b|\bwith\b|\+|(?<=[a-z]{4})\.\s)\s*", re.IGNORECASE)
ROLE = re.compile(
    r"(?:(?:[\w'-]+\s){0,4}(?:reporter|writer|editor|correspondent|columnist|contributor|staff|bureau|desk|producer"
    r"|photographer|journalist|analyst|critic|fellow|intern|chief|team|newsroom)s?(?:\s(?:in|at|of|for)\s.{1,40})?"
    r"|(?:in|at|from|reporting from)\s.{1,40}|(?:as told to|for|special to)\s.{1,60})$",
    re.IGNORECASE,
)
MASTHEAD = re.compile(  # what newspapers, broadcasters and agencies are called everywhere
    r"\b(?:times|post|news|newspaper|herald|tribune|gazette|courier|chronicle|journal|guardian|observer|telegraph|mail"
    r"|express|mirror|sun|star|globe|echo|argus|mercury|sentinel|dispatch|bulletin|examiner|register|monitor|inquirer"
    r"|advertiser|advocate|standard|independent|record|review|magazine|weekly|daily|today|press|wire|newswire|agency"
    r"|broadcasting|radio|tv|television|online|media|network|report|reports|digest|voice|messenger|ledger|banner|leader)\b"
    r"|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,7}$",
    re.IGNORECASE,
)
WHENCE = re.compile(r"\s(?:in|at|from|for)\s[A-Z].{1,40}$")
LONGEST = 200  # characters of a list of names
LONGEST_SHOUTED = 3  # words of a name in capitals, particles left out
STAFF = frozenset(
    {"staff", "admin", "administrator", "editor", "editors", "editorial", "guest", "author", "anonymous", "us"}
)


class Credits(NamedTuple):
    """Whom a byline names: the authors in order, and the outlet where it names one."""

    authors: tuple[str, ...]
    outlet: str | None = None


def is_name(words: str, *, lower: frozenset[str] = frozenset()) -> bool:
    """Return whether the words are shaped as a person's name of two words or more.

    Args:
        words: a line, or a part of one.
        lower: words that the text also writes in small letters: they are no names.
    """
    parts = words.split()
    if not 2 <= len(parts) <= 6 or not PERSON.match(words) or MASTHEAD.search(words) or _is_shouted(words):
        return False
    return not any(part.lower().strip(".,") in lower for part in parts if part[0].isupper())


def _is_shouted(words: str) -> bool:
    """Return whether the words are all in capitals and more than a name has, such as a headline of the older kind."""
    return words.isupper() and sum(not PARTICLE.fullmatch(part) for part in words.split()) > LONGEST_SHOUTED


def is_outlet(words: str) -> bool:
    """Return whether the words are shaped as the name of a newspaper, a broadcaster or a site."""
    parts = words.split()
    if (
        not 1 <= len(parts) <= 6
        or words[-1] in ".?!:,"
        or re.search(r"[|·•/<>»›\"“”]", words)
        or not MASTHEAD.search(words)
    ):
        return False
    return len(parts) > 1 or "." in words or words.isupper()


def is_names(words: str, *, lower: frozenset[str] = frozenset()) -> bool:
    """Return whether the words are the names of one person or several."""
    if is_name(words, lower=lower):
        return True
    given = credits(words, known=False) if len(words) < 150 and " " in words else None
    if given is None or len(given.authors) < 2:
        return False
    return all(is_name(name, lower=lower) for name in given.authors)


def credits(words: str, *, known: bool) -> Credits | None:
    """Read what follows "By", or a line of names.

    Args:
        words: such as "Ada Quill and Bo Reyes, staff writers, The Millbrook Courier".
        known: "By" stood before it: then a single word can be a name.

    Returns:
        Whom it names, or None where the words are no such list, or longer than any.
    """
    if len(words) > LONGEST:
        return None
    authors: list[str] = []
    outlet = None
    for part in filter(None, APART.split(re.sub(r"\([^)]*\)", "", words).strip(' .,:;-–—|[]"'))):
        if part.lower() in STAFF or ROLE.match(part):
            continue
        part = WHENCE.sub("", part) if known else part
        if is_outlet(part):
            outlet = outlet or tidy(part)
        elif PERSON.match(part) and (known or is_name(part)):
            authors.append(tidy(part))
        else:
            return None
    return Credits(tuple(dict.fromkeys(authors)), outlet)


def tidy(name: str) -> str:
    """Return a name with small letters where all of it was in capitals.

    >>> tidy("ADA McQUILL"), tidy("ADA QUILL"), tidy("BBX")
    ('ADA McQUILL', 'Ada Quill', 'BBX')
    """
    name = " ".join(name.split())
    return name.title().replace("’S", "’s").replace("'S", "'s") if name.isupper() and " " in name else name
