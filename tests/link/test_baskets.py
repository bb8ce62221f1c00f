"""Baskets: what says something of one another comes together, and no more than that."""

from random import Random
from typing import NamedTuple

import numpy as np
import pytest

from onrecord.link import baskets as module
from onrecord.link.baskets import Placed, baskets
from onrecord.link.parts import grouped, together

IDA, HOLM = ("ida", frozenset({"ida", "brun"})), ("holm", frozenset({"per", "holm"}))
BRUN, NOBODY = ("brun", frozenset({"brun"})), ("", frozenset())


class One(NamedTuple):
    person: str
    names: frozenset
    stories: list
    day: int | None
    keys: list


def parted(every):
    people = list({one.person: one.names for one in every if one.person}.items())
    numbers = {person: number for number, (person, _) in enumerate(people)}
    stories = [(n, story) for n, one in enumerate(every) for story in one.stories]
    holders, told = np.array(stories, np.int64).reshape(-1, 2).T
    placed = Placed(
        person=np.array([numbers.get(one.person, -1) for one in every], np.int64),
        names=[names for _, names in people],
        day=np.array([-1 if one.day is None else one.day for one in every], np.int64),
        keys=np.array([key for one in every for key in one.keys], np.uint32),
        key_counts=np.array([len(one.keys) for one in every], np.int64),
        stories=grouped(holders, told, len(every)),
    )
    return [part.tolist() for part in together(baskets(placed))]


@pytest.mark.parametrize(
    ("one", "other", "comes_together"),
    [
        ((*IDA, [1], 100, [7]), (*HOLM, [1], 900, [7]), True),
        ((*IDA, [1], 100, [7]), (*HOLM, [2], 103, [7]), True),
        ((*IDA, [1], 100, [7]), (*HOLM, [2], 104, [7]), False),
        ((*IDA, [1], 100, [7]), (*BRUN, [2], 900, [7]), True),
        ((*IDA, [1], None, [7]), (*HOLM, [2], None, [7]), False),
        ((*NOBODY, [], 100, [7]), (*NOBODY, [], 900, [7]), False),
        ((*NOBODY, [1, 2], 100, [7]), (*NOBODY, [2, 3], 900, [7]), True),
        ((*IDA, [1], 100, [7]), (*IDA, [2], 115, [8]), True),
        ((*IDA, [1], 100, [7]), (*IDA, [2], 116, [8]), False),
        ((*IDA, [1], 100, []), (*HOLM, [1], 100, []), False),
    ],
    ids=["story", "near", "far", "name", "undated", "nobody", "nobody's story", "report", "late report", "no key"],
)
def test_two_come_together_that_can_be_one_utterance(one, other, comes_together):
    assert (parted([One(*one), One(*other)]) == [[0, 1]]) is comes_together


def test_nothing_is_in_no_basket():
    assert parted([]) == []


def may_say_something(one, other):
    """As a look at both would have it."""
    days = None if None in (one.day, other.day) else abs(one.day - other.day)
    if one.person and one.person == other.person and days is not None and days <= 15:
        return True
    nested = bool(one.names and other.names) and (one.names <= other.names or other.names <= one.names)
    met = nested or bool({*one.stories} & {*other.stories}) or (days is not None and days <= 3)
    return met and bool({*one.keys} & {*other.keys})


@pytest.mark.parametrize("at_once", [1, 5, module.AT_ONCE])
def test_as_a_look_at_all_pairs_would_have_it(at_once, monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", at_once)
    rng = Random(1)
    people = [IDA, HOLM, BRUN, NOBODY, ("per", frozenset({"per"}))]
    for _ in range(60):
        every = [
            One(
                *rng.choice(people),
                rng.sample(range(6), rng.randrange(3)),
                rng.choice([None, *range(100, 160, 2)]),
                rng.sample(range(12), rng.randrange(4)),
            )
            for _ in range(12)
        ]
        parts = list(range(12))
        for n, one in enumerate(every):
            for m, other in enumerate(every[:n]):
                if may_say_something(one, other):
                    parts = [parts[m] if part == parts[n] else part for part in parts]
        groups = {part: [n for n in range(12) if parts[n] == part] for part in parts}
        assert parted(every) == sorted(groups.values())
