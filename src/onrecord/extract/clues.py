"""What the text shows of a pronoun and somebody it may refer to, beside what the encoder makes of the words.

How far apart they are, how each stands in its sentence and what stands beside it: the clues of Lappin and Leass (1994)
and of Soon et al. (2001), as numbers for the scorer in ``pronouns``, which learns what each is worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.people import Person
from onrecord.extract.references import Reference, Scene
from onrecord.extract.tokens import Tokens

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

SUBJECT, OBJECT, OWNER, REFLEXIVE = (
    frozenset(words.split()) for words in ("he she", "him her", "his her hers", "himself herself")
)
BACK, AHEAD = 48, 4
"""References before a pronoun, and after it in its sentence, that are looked at; more would make a long text slow."""
BLOCK = 512
"""Pronouns of which all pairs are held at once."""
CLAUSE = re.compile(r"[,;:—–]|\b(?:and|but|that|when|while|after|before|because|if|who|as|since|whether|which|so)\b")
OPENING = re.compile(
    r"[“‘\"'(\[\s]*(?:(?:but|and|when|after|while|although|as|if|yet|so|then|in \d+),?\s)?", re.IGNORECASE
)
PREPOSITIONS = frozenset(
    "of by with to from for at in on about against under between toward towards after before than as like over".split()
)
BETWEEN = frozenset("the a an his her their its fellow".split())
BETWEEN_ENDS = ("er", "or", "ist", "man", "woman")
"""What may stand between a preposition and a name: "for the singer Ada Lund"."""
JOINED_AFTER = re.compile(r"\s+(?:and|or|&)\s")
VERB_AFTER = re.compile(
    r"\s+(?:(?:also|then|never|later|once|still|first|soon|\w+ly)\s+)?"
    r"(?!(?:and|or|of|in|on|at|to|for|from|with|by|as|the|a|an|who|whom|whose|that|which)\b)[a-z’']+"
)
OWNS = re.compile(r"[’']s?\b")
OWNED = re.compile(
    r"\s+(?!(?:and|but|or|in|on|at|to|for|from|with|by|as|when|after|before|that|because|while|of|into|about|if|the|an?|"
    r"out|up|off|down|over|again|is|was|than|who|how|what|where|there|not)\b)[“‘\"']?\w"
)
OF_ONE, SUBJECT_CLUE, OWNER_CLUE = 19, 15, 17
"""Clues of a reference by itself, and which of them say that it is its clause's subject, and an owner."""


@dataclass(frozen=True, slots=True)
class Clues:
    """The pronouns of an article and what may be their antecedents, by their numbers among the scene's references.

    pronouns: int64, (pronouns,). candidates: int64, (pronouns, BACK + AHEAD), -1 where there is none. pairs: float32,
    (pronouns, BACK + AHEAD, clues). own: float32, (references, OF_ONE). firsts, lasts: int64, (references,), the
    references' pieces, [first, last).
    """

    pronouns: Ints
    candidates: Ints
    pairs: Floats
    own: Floats
    firsts: Ints
    lasts: Ints


def clues(scene: Scene, pieces: Tokens) -> Clues:
    """Return the pronouns of an article, their candidates, and what the text shows of each pair.

    Args:
        scene: the article's references as they were found; whom descriptions and pronouns mean is not looked at.
        pieces: the article's word pieces.
    """
    return next(blocks(scene, pieces, size=len(scene.references) + 1))


def blocks(scene: Scene, pieces: Tokens, *, size: int = BLOCK) -> Iterator[Clues]:
    """Yield an article's clues for so many pronouns at a time, which bounds the memory; at least one block."""
    found = scene.references
    alone = _alone(scene, pieces)
    asked = np.array([n for n, one in enumerate(found) if one.kind == "pronoun" and one.gender], np.int64)
    for begin in range(0, max(len(asked), 1), size):
        yield _block(alone, asked[begin : begin + size])


@dataclass(frozen=True, slots=True)
class _Alone:
    """What is known of each reference by itself, (references,) or (references, OF_ONE); ``gender`` is 1 for a man, -1
    for a woman, 0 where nothing is known; ``who`` numbers the people of names, 0 for other references.
    """

    start: Ints
    end: Ints
    firsts: Ints
    lasts: Ints
    gender: Ints
    sure: Bools
    name: Bools
    who: Ints
    places: _Places
    own: Floats


def _alone(scene: Scene, pieces: Tokens) -> _Alone:
    found = scene.references
    start, end = (np.array([one.span[n] for one in found], np.int64) for n in (0, 1))
    firsts = np.minimum(np.searchsorted(pieces.ends, start, side="right"), max(len(pieces.ends) - 1, 0))
    people: dict[Person, int] = {}
    places = _places(scene, start)
    sentences = places.sentence.tolist()
    own = [_of_one(scene, one, sentence) for one, sentence in zip(found, sentences, strict=True)]
    return _Alone(
        start=start,
        end=end,
        firsts=firsts,
        lasts=np.maximum(np.searchsorted(pieces.starts, end, side="left"), firsts + 1),
        gender=_gender(found),
        sure=np.array([one.person.sure_gender if one.person else one.kind == "pronoun" for one in found], bool),
        name=np.array([one.kind == "name" for one in found], bool),
        who=np.array([_number(one, people) for one in found], np.int64),
        places=places,
        own=np.array(own, np.float32).reshape(len(found), OF_ONE),
    )


def _block(alone: _Alone, asked: Ints) -> Clues:
    of = asked[:, None]
    near = of + np.concatenate([np.arange(-BACK, 0), np.arange(1, AHEAD + 1)])
    inside = (near >= 0) & (near < len(alone.who))
    near = np.where(inside, near, 0)
    apart = (alone.end[near] <= alone.start[of]) | (alone.start[near] >= alone.end[of])
    other = alone.sure[near] & (alone.gender[near] * alone.gender[of] < 0)
    sentence = alone.places.sentence
    possible = inside & apart & ~other & ((near < of) | (alone.name[near] & (sentence[near] == sentence[of])))
    return Clues(asked, np.where(possible, near, -1), _pairs(alone, asked, near), alone.own, alone.firsts, alone.lasts)


@dataclass(frozen=True, slots=True)
class _Places:
    """Numbers of paragraph, sentence and clause, and how many references their sentence has before, int64."""

    paragraph: Ints
    sentence: Ints
    clause: Ints
    rank: Ints


def _places(scene: Scene, start: Ints) -> _Places:
    ends = [match.end() for span in scene.article.spans for match in CLAUSE.finditer(scene.text, *span)]
    paragraph, sentence, clause = (
        np.searchsorted(np.array(places, np.int64), start, side="right") - less
        for places, less in ((scene.paragraphs, 1), (scene.sentences, 1), (ends, 0))
    )
    first = np.searchsorted(sentence, sentence)  # sentences come in order
    return _Places(paragraph, sentence, clause, np.arange(len(start)) - first)


def _gender(found: list[Reference]) -> Ints:
    """Return 1 for who is a man by what is known, -1 for a woman, 0 where nothing is known."""
    known = [one.gender if one.kind == "pronoun" or one.person is None else one.person.gender for one in found]
    return np.array([{None: 0, "masculine": 1, "feminine": -1}[gender] for gender in known], np.int64)


def _of_one(scene: Scene, one: Reference, sentence: int) -> list[bool]:
    text, (start, end) = scene.text, one.span
    begin = scene.sentences[max(sentence, 0)]
    before, after = text[max(begin, start - 40) : start], text[end : end + 24]
    last = before.split() if before[-1:].isspace() else []
    word = text[start:end].casefold() if one.kind == "pronoun" else ""
    owns = word in OWNER and (word not in OBJECT or bool(OWNED.match(after)))
    owns = owns or (not word and after[:1] in ("’", "'") and bool(OWNS.match(after)))
    opens = start - begin < 30 and bool(OPENING.fullmatch(text, begin, start))
    preposition, verb = _after_preposition(last), bool(VERB_AFTER.match(after))
    subject = word in SUBJECT or (not word and not owns and (opens or (verb and not preposition)))
    person = one.person
    return [
        bool(word),
        one.kind == "description",
        person is not None and person.kind != "person" and person.real,
        person is not None and not person.real,
        person is not None and bool(person.offices),
        not word and " " in text[start:end],
        one.quoted,
        opens,
        preposition,
        verb,
        bool(last) and (last[-1] in ("and", "or") or last[-1][-1] in ",&"),
        bool(JOINED_AFTER.match(after)),
        after[:1] in (",", "("),
        bool(last) and _like_a_verb(last[-1]),
        before.count("(") > before.count(")"),
        subject,
        not subject and not owns and word not in REFLEXIVE,
        owns,
        word in REFLEXIVE,
    ]


def _after_preposition(words: list[str]) -> bool:
    """Say whether words end in a preposition, or one with a title after it."""
    for word in reversed(words[-3:]):
        plain = word.lower().lstrip("“\"‘'(—-")
        if plain in PREPOSITIONS:
            return True
        if plain not in BETWEEN and not (plain.endswith(BETWEEN_ENDS) and plain.replace("-", "").isalnum()):
            return False
    return False


def _like_a_verb(word: str) -> bool:
    ending = 1 if word[-1] == "s" else 2 if word.endswith("ed") else 3 if word.endswith("ing") else 0
    return bool(ending) and "a" <= word[-ending - 1 : -ending] <= "z"


def _pairs(alone: _Alone, asked: Ints, near: Ints) -> Floats:
    of, own, places = asked[:, None], alone.own, alone.places
    away = np.abs(alone.firsts[near] - alone.firsts[of])
    sentences = places.sentence[of] - places.sentence[near]
    paragraphs = places.paragraph[of] - places.paragraph[near]
    agreement = alone.gender[near] * alone.gender[of]
    between, count = _people(alone.who, near, asked)
    subject, object_, owner, reflexive = (own[:, n] for n in range(SUBJECT_CLUE, OF_ONE))
    clause = (sentences == 0) & (places.clause[near] == places.clause[of])
    quoted = own[:, 6]
    columns = [
        np.log2(away + 1.0) / 4,
        *(sentences == n for n in range(3)),
        sentences > 2,
        near > of,
        *(paragraphs == n for n in range(2)),
        *(between == n for n in range(4)),
        np.log2(between + 1.0) / 2,
        places.rank[near] == 0,
        np.log2(places.rank[near] + 1.0) / 2,
        agreement > 0,
        agreement < 0,
        np.log2(count + 1.0) / 2,
        quoted[near] * quoted[of],
        quoted[near] * (1 - quoted[of]),
        (1 - quoted[near]) * quoted[of],
        subject[near] * subject[of],
        object_[near] * object_[of],
        owner[near] * owner[of],
        subject[near] * subject[of] * (sentences == 1),
        subject[near] * owner[of] * clause,
        subject[near] * object_[of] * clause,
        subject[near] * reflexive[of] * clause,
        subject[of] * clause,
        object_[of] * clause,
        own[near, 0] * (sentences == 0),
    ]
    columns += [own[near, n] for n in range(OF_ONE - 1)]
    columns += [np.broadcast_to(own[of, n], near.shape) for n in range(6, OF_ONE) if n not in (9, 12, 14)]
    out: Floats = np.stack(columns, -1).astype(np.float32)
    return out


def _number(one: Reference, people: dict[Person, int]) -> int:
    return people.setdefault(one.person, len(people) + 1) if one.kind == "name" and one.person else 0


def _people(who: Ints, near: Ints, asked: Ints) -> tuple[Ints, Ints]:
    """Return how many others are named between a pronoun and each candidate, and how often it is named before."""
    order = np.argsort(who, kind="stable")
    named = who[order] * (len(who) + 1) + order  # each person's mentions in reading order, one person after the other
    person = who[near]
    key = person * (len(who) + 1)
    count = np.searchsorted(named, key + asked[:, None]) - np.searchsorted(named, key)
    again = np.full(len(who), len(who), np.int64)  # where somebody is named next
    same = who[order][1:] == who[order][:-1]
    again[order[:-1][same]] = order[1:][same]
    back = near[:, :BACK]
    last = (person[:, :BACK] > 0) & (again[back] >= asked[:, None])
    between = np.zeros(near.shape, np.int64)
    between[:, :BACK] = np.cumsum(last[:, ::-1], 1)[:, ::-1] - (person[:, :BACK] > 0)
    return between, np.where(person > 0, count, 0)
