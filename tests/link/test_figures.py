"""Figures of one thing side by side; never two unlike things."""

from __future__ import annotations

import pytest

from onrecord.link.figures import Figured, agree, compared_figures, stem


def figure(
    number,
    sentence,
    low,
    high=...,
    *,
    unit="houses",
    of="",
    day="2025-03-07",
    as_of=None,
    nearly=False,
    scale=1.0,
    article=None,
):
    measures = {"metres": "length", "feet": "length"}.get(unit)
    return Figured(
        number=number,
        article=number if article is None else article,
        published=day,
        as_of=as_of,
        unit=unit,
        measures=measures,
        low=low,
        high=low if high is ... else high,
        nearly=nearly,
        scale=scale,
        of=of,
        clause=sentence,
        sentence=sentence,
        order=(day or "9999", "a", 0, number),
    )


def verdicts(*figures):
    return [(one.figure, one.thing, one.other, one.verdict) for one in compared_figures(figures)]


def test_the_same_count_agrees_another_differs_and_a_later_higher_one_grew():
    first = figure(1, "The storm flooded 52 houses in Netherquay", 52, of="flooded houses")
    again = figure(2, "County officials counted 52 flooded houses in Netherquay", 52, of="flooded houses")
    lower = figure(3, "The storm flooded 49 houses in Netherquay", 49, of="flooded houses", day="2025-03-10")
    later = figure(
        4, "By Thursday the storm had flooded 61 houses", 61, of="houses", day="2025-03-14", as_of="2025-03-13"
    )
    assert verdicts(first, again, lower) == [(1, 1, None, "first"), (2, 1, 1, "agrees"), (3, 1, 2, "differs")]
    assert verdicts(first, later) == [(1, 1, None, "first"), (4, 1, 1, "grew")]


@pytest.mark.parametrize(
    ("sentence", "unit", "day"),
    [
        ("The bank would mean pulling down 14 houses on Tarry Lane", "houses", "2025-03-11"),
        ("The storm flooded 52 shops in Netherquay", "shops", "2025-03-11"),
        ("The storm flooded 90 houses in Netherquay", "houses", "2025-09-11"),
        ("A fire in Orranmouth destroyed 9 houses", "houses", "2025-03-08"),
    ],
)
def test_two_unlike_things_are_never_compared(sentence, unit, day):
    first = figure(1, "The storm flooded 52 houses in Netherquay", 52, of="houses")
    assert verdicts(first, figure(2, sentence, 9, unit=unit, of=unit, day=day)) == []


def test_two_figures_of_one_article_are_of_one_thing_only_where_they_agree():
    one = figure(1, "The storm flooded 52 houses in Netherquay", 52, of="houses", article=7)
    other = figure(2, "The storm flooded 31 houses in Netherquay", 31, of="houses", article=7)
    assert verdicts(one, other) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((40, 40, "metres", 1.0), (131, 131, "feet", 0.3048), True),
        ((1.5, 1.5, "metres", 1.0), (5, 5, "feet", 0.3048), True),
        ((18.4, 18.4, "x", 1.0), (18, 18, "x", 1.0), True),
        ((18.4, 18.4, "x", 1.0), (20, 20, "x", 1.0), True),
        ((300, None, "x", 1.0), (400, 400, "x", 1.0), True),
        ((9, 12, "x", 1.0), (None, 12, "x", 1.0), True),
        ((58, 58, "x", 1.0), (61, 61, "x", 1.0), False),
        ((300, None, "x", 1.0), (200, 200, "x", 1.0), False),
    ],
)
def test_what_can_both_be_right(one, other, expected):
    figures = [
        figure(n, "", low, high, unit=unit, scale=scale) for n, (low, high, unit, scale) in enumerate((one, other))
    ]
    assert agree(*figures) is expected
    assert agree(*reversed(figures)) is expected


def test_the_order_in_which_they_come_says_nothing():
    some = [figure(n, f"The storm flooded {50 + n} houses in Netherquay", 50 + n, of="houses") for n in range(6)]
    assert verdicts(*some) == verdicts(*reversed(some))


def test_forms_of_a_word_have_one_stem():
    assert len({stem(word) for word in ("flood", "flooded", "flooding", "floods")}) == 1
    assert stem("house") == stem("houses")
