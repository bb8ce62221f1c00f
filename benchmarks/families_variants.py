"""How a remark can come out elsewhere: cut, altered, bracketed and so on, each with what is then true of it."""

from __future__ import annotations

import random
import re
from typing import NamedTuple

from families_words import BODIES, PLACES


class Variant(NamedTuple):
    """Words as an article gives them, and how they stand to the remark's own."""

    words: str
    relations: tuple[str, ...]
    changes: tuple[str, ...] = ()


CHANGES = ("number", "negation", "modal", "hedge", "name", "tense", "bracket", "order", "word")
CUTS = ("start", "end", "limit", "middle")
MODALS = {"will": "could", "would": "should", "can": "must", "could": "will", "might": "will", "should": "may"}
MODALS |= {"may": "will", "must": "might"}
TENSES = {"is": "was", "are": "were", "has": "had", "was": "is", "were": "are", "needs": "needed", "costs": "cost"}
HEDGE = re.compile(r"(?<=[a-z] )(?:(?:about|roughly) (?=\d)|(?:perhaps|probably) )")
LIMITS = (" unless ", ", but ", " but ", ", if ", " if ", ", because ", ", only ")
NUMBER = re.compile(r"\b\d+\b")
PRONOUN = re.compile(r"(?<=[a-z] )(?:it|them|him|they|us)\b")
KEPT = set(MODALS) | set(TENSES) | set("about perhaps never nobody nothing there their these those other".split())
ODD = "gravel kettle orchard ladder blanket chimney whistle basket".split()


def sentences(words: str) -> list[str]:
    """Return a remark's sentences."""
    return re.split(r"(?<=[.!?]) (?=[A-Z])", words)


def cut(words: str, how: str, rng: random.Random) -> Variant | None:
    """Return a remark with its start, its end, a limiting clause or something in its middle left out."""
    parts = sentences(words)
    if how == "start":
        kept = " ".join(parts[1:])
    elif how == "end":
        kept = " ".join(parts[:-1])
    elif how == "limit":
        at = max(words.find(limit) for limit in LIMITS)
        kept = words[:at] if at > 0 else ""
    else:
        some = words.split()
        if len(some) < 16:
            return None
        first, last = rng.randint(6, len(some) // 2 - 1), rng.randint(len(some) // 2 + 2, len(some) - 6)
        kept = f"{' '.join(some[:first]).rstrip(',')} … {' '.join(some[last:])}"
    return Variant(kept, ("truncated",)) if 6 <= len(kept.split()) < len(words.split()) else None


def altered(words: str, how: str, rng: random.Random) -> Variant | None:
    """Return a remark with one alteration; where that makes it longer, a sentence is cut too."""
    parts = sentences(words)
    if how == "order":
        swapped = " ".join(parts[1:] + parts[:1])
        return (
            Variant(swapped, ("altered",), ("order",))
            if min(len(part.split()) for part in parts) > 4 < len(swapped) and len(parts) == 2
            else None
        )
    order = list(range(len(parts)))
    rng.shuffle(order)
    for at in order:
        changed = _changed(parts[at], how, rng)
        if changed is None or changed == parts[at] or len(changed.split()) < 6:
            continue
        if len(changed.split()) > len(parts[at].split()):
            return Variant(changed, ("altered", "truncated"), (how,)) if len(parts) > 1 else None
        return Variant(" ".join([*parts[:at], changed, *parts[at + 1 :]]), ("altered",), (how,))
    return None


def spliced(one: str, other: str) -> Variant | None:
    """Return the beginning of one remark joined to the end of another."""
    head, tail = sentences(one)[0].rstrip(".!?,"), sentences(other)[-1]
    if min(len(head.split()), len(tail.split())) < 6 or head == one.rstrip(".!?,") or tail == other:
        return None
    if len(head.split()) + len(tail.split()) >= min(len(one.split()), len(other.split())):
        words = head.split()
        head = " ".join(words[: max(6, len(words) - 4)])
    if len(head.split()) + len(tail.split()) >= min(len(one.split()), len(other.split())):
        return None  # what is longer than one of the remarks would be the fullest wording of that
    return Variant(f"{head}, {tail[0].lower() + tail[1:] if not tail.startswith('I ') else tail}", ("spliced",))


def straight(words: str) -> str:
    """Return words with a typewriter's marks."""
    return words.replace("’", "'").replace("…", "...").replace(" — ", " - ")


def _changed(words: str, how: str, rng: random.Random) -> str | None:
    if how == "number":
        found = NUMBER.search(words)
        return words[: found.start()] + str(int(found[0]) + rng.randint(2, 9)) + words[found.end() :] if found else None
    if how == "negation":
        if words.startswith(("No ", "None ", "Neither ", "Nothing ")):
            return None
        for full, plain in ((" not ", " "), (" never ", " always "), ("cannot ", "can "), ("Nobody ", "Everybody ")):
            if full in words:
                return words.replace(full, plain, 1)
        return re.sub(r"\b(is|was|will|can|would|could|has|have|are) ", r"\1 not ", words, count=1)
    if how == "modal":
        return _swap(words, MODALS, rng)
    if how == "tense":
        return _swap(words, TENSES, rng)
    if how == "hedge":
        found = HEDGE.search(words)
        if found:
            return words[: found.start()] + words[found.end() :]
        return NUMBER.sub(lambda found: f"about {found[0]}", words, count=1)
    if how == "name":
        for names in (PLACES, BODIES):
            for name in names:
                if name in words:
                    return words.replace(name, rng.choice([other for other in names if other != name]))
        return None
    if how == "bracket":
        found = PRONOUN.search(words)
        return words[: found.start()] + f"[{rng.choice(PLACES)}]" + words[found.end() :] if found else None
    return _other_word(words, rng)


def _swap(words: str, table: dict[str, str], rng: random.Random) -> str | None:
    found = list(re.finditer(rf"\b(?:{'|'.join(table)})\b(?! not)", words))
    if not found:
        return None
    one = rng.choice(found)
    return words[: one.start()] + table[one[0]] + words[one.end() :]


def _other_word(words: str, rng: random.Random) -> str | None:
    found = [one for one in re.finditer(r"(?<=[a-z] )[a-z]{5,}\b", words) if _is_plain(one[0])]
    if not found:
        return None
    one = rng.choice(found)
    return words[: one.start()] + rng.choice(ODD) + words[one.end() :]


def _is_plain(word: str) -> bool:
    return word not in KEPT and not word.endswith(("ed", "ing", "s", "ly", "n't"))
