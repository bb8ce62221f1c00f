"""What the text shows of a pronoun and somebody it may refer to, beside what the encoder makes of the words.

How far apart they are, how each stands in its sentence and what stands beside it: the clues of Lappin and Leass (1994)
and of Soon et al. (2001), as numbers for the scorer in ``pronouns``, which learns what each is worth.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
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
PREPOSITION = re.compile(
    r"\b(?:of|by|with|to|from|for|at|in|on|about|against|under|between|towards?|after|before|than|as|like|over)\s+"
    r"(?:(?:the|a|an|his|her|their|its|fellow|[\w-]+(?:er|or|ist|man|woman))\s+){0,2}$",
    re.IGNORECASE,
)
JOINED_BEFORE, JOINED_AFTER = re.compile(r"(?:\band|\bor|,|&)\s+$"), re.compile(r"\s+(?:and|or|&)\s")
VERB_BEFORE = re.compile(r"[a-z](?:ed|es|s|ing)\s+$")
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
    who: list[int]
    places: _Places
    own: Floats


def _alone(scene: Scene, pieces: Tokens) -> _Alone:
    found = scene.references
    start, end = (np.array([one.span[n] for one in found], np.int64) for n in (0, 1))
    firsts = np.minimum(np.searchsorted(pieces.ends, start, side="right"), max(len(pieces.ends) - 1, 0))
    people: dict[Person, int] = {}
    return _Alone(
        start=start,
        end=end,
        firsts=firsts,
        lasts=np.maximum(np.searchsorted(pieces.starts, end, side="left"), firsts + 1),
        gender=_gender(found),
        sure=np.array([one.person.sure_gender if one.person else one.kind == "pronoun" for one in found], bool),
        name=np.array([one.kind == "name" for one in found], bool),
        who=[
            people.setdefault(one.person, len(people) + 1) if one.kind == "name" and one.person else 0 for one in found
        ],
        places=_places(scene),
        own=np.array([_of_one(scene, one) for one in found], np.float32).reshape(len(found), OF_ONE),
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


def _places(scene: Scene) -> _Places:
    starts = [one.span.start for one in scene.references]
    sentence = [scene.sentence(at) for at in starts]
    ends = [match.end() for span in scene.article.spans for match in CLAUSE.finditer(scene.text, *span)]
    seen: Counter[int] = Counter()
    rank = []
    for number in sentence:
        rank.append(seen[number])
        seen[number] += 1
    paragraph = [scene.paragraph(at) for at in starts]
    clause = [bisect_right(ends, at) for at in starts]
    return _Places(*(np.array(part, np.int64) for part in (paragraph, sentence, clause, rank)))


def _gender(found: list[Reference]) -> Ints:
    """Return 1 for who is a man by what is known, -1 for a woman, 0 where nothing is known."""
    known = [one.gender if one.kind == "pronoun" or one.person is None else one.person.gender for one in found]
    return np.array([{None: 0, "masculine": 1, "feminine": -1}[gender] for gender in known], np.int64)


def _of_one(scene: Scene, one: Reference) -> list[bool]:
    text, (start, end) = scene.text, one.span
    begin = scene.sentences[max(scene.sentence(start), 0)]
    before, after = text[max(begin, start - 40) : start], text[end : end + 24]
    word = text[start:end].casefold() if one.kind == "pronoun" else ""
    owns = word in OWNER and (word not in OBJECT or bool(OWNED.match(after)))
    owns = owns or (not word and bool(OWNS.match(after)))
    opens = start - begin < 30 and bool(OPENING.fullmatch(text, begin, start))
    preposition, verb = bool(PREPOSITION.search(before)), bool(VERB_AFTER.match(after))
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
        bool(JOINED_BEFORE.search(before)),
        bool(JOINED_AFTER.match(after)),
        after[:1] in (",", "("),
        bool(VERB_BEFORE.search(before)),
        before.count("(") > before.count(")"),
        subject,
        not subject and not owns and word not in REFLEXIVE,
        owns,
        word in REFLEXIVE,
    ]


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


def _people(who: list[int], near: Ints, asked: Ints) -> tuple[Ints, Ints]:
    """Return how many others are named between a pronoun and each candidate, and how often it is named before."""
    named: dict[int, list[int]] = {}
    for number, person in enumerate(who):
        named.setdefault(person, []).append(number)
    between, count = np.zeros(near.shape, np.int64), np.zeros(near.shape, np.int64)
    for row, pronoun in enumerate(asked.tolist()):
        seen: set[int] = set()
        for column in range(BACK - 1, -1, -1):
            number = pronoun - BACK + column
            if number < 0:
                break
            person = who[number]
            between[row, column] = len(seen) - (person in seen)
            if person:
                seen.add(person)
                count[row, column] = bisect_left(named[person], pronoun)
        for column in range(BACK, BACK + AHEAD):
            person = who[near[row, column]]
            count[row, column] = bisect_left(named[person], pronoun) if person else 0
    return between, count
