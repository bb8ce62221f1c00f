"""How alike all articles are: as pair by pair, whatever is looked at together."""

import random

import numpy as np
import pytest

from onrecord.link import alike, stories

UNDATED = -1
WORDS = [
    f"{first}{last}" for first in ("ostre", "corvi", "quay", "lam", "vint") for last in ("vel", "na", "side", "mere")
]


def told(rng):
    """An article's day and terms: many share days and words, some have no date, some no words."""
    body = " ".join(rng.choices(WORDS, k=rng.choice([0, 1, 12, 30])))
    return rng.choice([UNDATED, *range(100, 125)]), stories.terms_of(None, body)


def by_pair(articles):
    for one, (day, terms) in enumerate(articles):
        for other, (other_day, other_terms) in enumerate(articles[:one]):
            shared = set(stories.keys_of(terms)) & set(stories.keys_of(other_terms))
            days = None if UNDATED in (day, other_day) else abs(day - other_day)
            likeness = stories.likeness(terms, other_terms, days)
            if len(shared) >= stories.LEAST and likeness >= stories.FLOOR:
                yield other, one, round(likeness, 4)


@pytest.mark.parametrize("hits", [1, 50, 1 << 20])
@pytest.mark.parametrize("size", [0, 1, 40])
def test_all_at_once_are_as_alike_as_pair_by_pair(size, hits, monkeypatch):
    monkeypatch.setattr(alike, "HITS", hits)
    rng = random.Random(size)
    articles = [told(rng) for _ in range(size)]
    some = alike.Articles(size, UNDATED)
    for day, terms in articles:
        some.add(day, list(terms), stories.weights_of(terms))
    rows = zip(*(column.tolist() for column in some.alike()), strict=True)
    found = [(min(one, other), max(one, other), likeness) for one, other, likeness in rows]
    wanted = sorted(by_pair(articles))
    assert sorted(found) == wanted
    assert len(wanted) > 50 or size < 40


def test_keys_come_in_order_of_those_that_came_last():
    some = alike.Articles(3, UNDATED)
    for day, words in ((3, ["lock", "barge"]), (2, ["weir", "lock"]), (1, ["lock"])):
        some.add(day, words, [1] * len(words))
    assert list(some.keys(first=1)) == [("lock", 1, 2), ("lock", 2, 1), ("weir", 2, 1)]


@pytest.mark.parametrize("parts", [12345, 50_005_000, 12_345_000, 33_335_000, 99_995_000, 1])
def test_what_stands_halfway_is_rounded_as_pair_by_pair(parts):
    likeness = parts / stories.SCALE**2
    assert alike.rounded(np.array([likeness]))[0] == round(likeness, 4)
