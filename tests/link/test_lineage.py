"""Lineage: which articles are one group, which of them was first, and which each was taken from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link import Copy, Place, lineages


def places(**days):
    return {ord(name): Place(day, "f", name, 0) for name, day in days.items()}


def copies(*pairs):
    return [Copy(ord(one), ord(other), *shares) for one, other, *shares in pairs]


def told(found):
    return {
        chr(article): (chr(original), model and chr(model), shared)
        for article, (original, model, shared) in found.items()
    }


DAYS = {"a": "2031-05-01", "b": "2031-05-02", "c": "2031-05-03", "d": "2031-05-04", "u": "9999", "v": "9999"}

GROUPS = {
    "no pair": ([], {}),
    "the earlier date": ([("b", "a", 1.0, 0.9)], {"b": ("a", "a", 1.0)}),
    "the dated before the undated": ([("d", "u", 0.6, 0.9)], {"u": ("d", "d", 0.9)}),
    "the undated by name": ([("v", "u", 0.8, 0.9)], {"v": ("u", "u", 0.8)}),
    "a copy's copy": (
        [("a", "b", 0.7, 1.0), ("b", "c", 0.9, 1.0), ("a", "c", 0.6, 0.9)],
        {"b": ("a", "a", 1.0), "c": ("a", "b", 1.0)},
    ),
    "as much in the original": (
        [("a", "b", 1.0, 0.99), ("b", "c", 1.0, 0.99), ("a", "c", 1.0, 0.98)],
        {"b": ("a", "a", 0.99), "c": ("a", "a", 0.98)},
    ),
    "two groups": ([("a", "b", 1.0, 1.0), ("c", "d", 1.0, 1.0)], {"b": ("a", "a", 1.0), "d": ("c", "c", 1.0)}),
    "both ends of a text that has no earlier date": (
        [("a", "u", 1.0, 0.3), ("b", "u", 1.0, 0.3)],
        {"b": ("a", None, None), "u": ("a", "a", 0.3)},
    ),
    "a round-up of two": (
        [("a", "d", 1.0, 0.5), ("b", "d", 1.0, 0.45)],
        {"d": ("a", "a", 0.5)},
    ),
    "a round-up of two that have copies": (
        [("a", "d", 1.0, 0.5), ("b", "d", 1.0, 0.45), ("a", "u", 1.0, 1.0), ("d", "u", 0.5, 1.0), ("b", "v", 1.0, 1.0),
         ("d", "v", 0.45, 1.0)],
        {"d": ("a", "a", 0.5), "u": ("a", "a", 1.0), "v": ("b", "b", 1.0)},
    ),
    "a chain of weak links ends with those of its middle": (
        [("a", "b", 0.55, 0.55), ("b", "c", 0.55, 0.55), ("c", "d", 0.55, 0.55), ("d", "u", 0.55, 0.55)],
        {"b": ("a", "a", 0.55), "c": ("a", "b", 0.55), "u": ("d", "d", 0.55)},
    ),
    "a cut of a cut that is too short to be compared": (
        [("a", "b", 0.3, 1.0), ("b", "c", 0.3, 1.0), ("a", "d", 0.9, 0.9)],
        {"b": ("a", "a", 1.0), "c": ("a", "b", 1.0), "d": ("a", "a", 0.9)},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("pairs", "expected"), GROUPS.values(), ids=GROUPS.keys())
def test_lineages(pairs, expected):
    assert told(lineages(copies(*pairs), places(**DAYS))) == expected


share = st.integers(20, 100).map(lambda percent: percent / 100)


@given(st.data())
def test_the_order_of_pairs_changes_nothing(data):
    numbers = range(10)
    where = {
        n: Place(data.draw(st.sampled_from(["2031-05-01", "2031-05-02", "9999"])), "f", f"{n}", 0) for n in numbers
    }
    ends = st.tuples(st.sampled_from(numbers), st.sampled_from(numbers)).filter(lambda pair: pair[0] < pair[1])
    pairs = [Copy(*pair, *data.draw(st.tuples(share, share))) for pair in data.draw(st.sets(ends))]
    expected = lineages(pairs, where)
    turned = [
        Copy(pair.other, pair.one, pair.shared_other, pair.shared_one) if data.draw(st.booleans()) else pair
        for pair in data.draw(st.permutations(pairs))
    ]
    assert lineages(turned, where) == expected
    for article, (original, model, _) in expected.items():
        assert where[original] < where[article]
        assert original not in expected
        assert model is None or where[model] < where[article]
        assert model in (None, original) or expected[model].original == original


def test_what_very_many_print_is_one_group_around_the_few_that_all_were_compared_with():
    numbers = range(600)
    where = {n: Place("9999", "f", f"{n:05}", 0) for n in numbers}
    found = lineages(
        [Copy(few, n, 1.0, 0.99) for few in (300, 301, 302) for n in numbers if n not in (300, 301, 302)], where
    )
    assert {reprint.original for reprint in found.values()} == {0}
    assert found.keys() == {*numbers[1:]}
