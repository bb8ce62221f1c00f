"""Figures of one thing side by side; never two unlike things."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import figures
from onrecord.link.amounts import agree
from onrecord.link.figures import Figured, known, pairs, repeats, stem, things

FLOOD = "The storm flooded {} houses in Netherquay"


def figure(
    number,
    sentence,
    low,
    high=...,
    *,
    unit="houses",
    of="",
    beside="",
    fate=None,
    day="2025-03-07",
    as_of=None,
    nearly=False,
    newly=False,
    change=None,
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
        newly=newly,
        scale=scale,
        of=of,
        beside=beside or of,
        fate=fate,
        clause=sentence,
        sentence=sentence,
        change=change,
        order=(day or "9999", "a", article or 0, number),
    )


def verdicts(*figures):
    articles = {}
    for one in figures:
        articles.setdefault(one.article, []).append(known(one))
    found = [pair for one, other in combinations(articles.values(), 2) for pair in pairs(one, other)]
    return [(one.figure, one.thing, one.other, one.verdict) for one in things(figures, found)]


def test_a_figure_told_again_is_found_but_not_in_a_table(monkeypatch):
    told = [known(figure(n, FLOOD.format(40), 40, article=1)) for n in range(figures.TOLD + 1)]
    asked = []
    likeness = figures.Telling.likeness
    monkeypatch.setattr(figures.Telling, "likeness", lambda *ones: asked.append(ones) or likeness(*ones))
    assert len(repeats(told[:3])) == 3
    assert len(asked) == 3
    assert repeats(told) == []
    assert repeats([known(figure(n, FLOOD.format(n), n, article=1)) for n in range(1000)]) == []
    assert len(asked) == 3


def test_the_same_count_agrees_another_differs_and_a_later_higher_one_grew():
    first = figure(1, "The storm flooded 52 houses in Netherquay", 52, of="flooded houses")
    again = figure(2, "County officials counted 52 flooded houses in Netherquay", 52, of="flooded houses")
    lower = figure(3, "The storm flooded 49 houses in Netherquay", 49, of="flooded houses", day="2025-03-10")
    later = figure(
        4, "By Thursday the storm had flooded 61 houses", 61, of="houses", day="2025-03-14", as_of="2025-03-13"
    )
    new = figure(5, "The new count is 58 flooded houses", 58, of="flooded houses", day="2025-03-14", newly=True)
    assert verdicts(first, again, lower) == [(1, 1, None, "first"), (2, 1, 1, "agrees"), (3, 1, 2, "differs")]
    assert verdicts(first, later) == [(1, 1, None, "first"), (4, 1, 1, "grew")]
    assert verdicts(first, new) == [(1, 1, None, "first"), (5, 1, 1, "grew")]


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("The bank would mean pulling down 9 houses on Tarry Lane", "houses"),
        ("The storm flooded 9 shops in Netherquay", "shops"),
        ("The storm flooded 9 metres of road in Netherquay", "metres"),
        ("A fire in Orranmouth destroyed 9 houses", "houses"),
    ],
)
def test_two_unlike_things_are_never_compared(sentence, unit):
    first = figure(1, "The storm flooded 52 houses in Netherquay", 52, of="houses")
    assert verdicts(first, figure(2, sentence, 9, unit=unit, of=unit)) == []


def test_a_figure_has_but_its_likest_counterpart():
    first = figure(1, "The storm flooded 52 houses in Netherquay", 52, of="flooded houses")
    same = figure(2, "The storm flooded 49 houses in Netherquay", 49, of="flooded houses", article=7)
    shut = figure(3, "The flooded quarter has 55 houses that stand empty", 55, of="houses", article=7)
    assert verdicts(first, same, shut) == [(1, 1, None, "first"), (2, 1, 1, "differs")]


def test_two_figures_of_one_article_are_of_one_thing_only_where_they_agree_or_are_told_as_a_change():
    first = figure(1, "The storm flooded 52 houses in Netherquay", 52, of="flooded houses")
    again = figure(2, "The storm flooded 52 houses in Netherquay", 52, of="flooded houses", article=7)
    other = figure(3, "The storm flooded 61 houses in Netherquay", 61, of="flooded houses", article=7)
    third = figure(4, "The storm flooded 61 houses in Netherquay", 61, of="flooded houses", day="2025-03-09")
    assert verdicts(first, again, other) == [(1, 1, None, "first"), (2, 1, 1, "agrees")]
    told = [figure(n, "from 52 to 61 flooded houses", low, article=7, change=4) for n, low in ((2, 52), (3, 61))]
    assert [verdict for *_, verdict in verdicts(first, *told, third)] == ["first", "agrees", "grew", "agrees"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((40, 40, "metres", 1.0), (131, 131, "feet", 0.3048), True),
        ((1.5, 1.5, "metres", 1.0), (5, 5, "feet", 0.3048), True),
        ((18.4, 18.4, "x", 1.0), (18, 18, "x", 1.0), True),
        ((18.4, 18.4, "x", 1.0), (20, 20, "x", 1.0), False),
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


def test_about_so_much_may_be_a_tenth_off():
    assert agree(figure(1, "", 420), figure(2, "", 400, nearly=True))
    assert not agree(figure(1, "", 450), figure(2, "", 400, nearly=True))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(48, 60)), min_size=2, max_size=9),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_they_come_says_nothing(told, random):
    some = [figure(n, FLOOD.format(low), low, of="houses", article=article) for n, (article, low) in enumerate(told)]
    mixed = random.sample(some, len(some))
    assert verdicts(*mixed) == verdicts(*some)


def test_forms_of_a_word_have_one_stem():
    assert len({stem(word) for word in ("flood", "flooded", "flooding", "floods")}) == 1
    assert stem("house") == stem("houses")


def test_one_fate_in_other_words_is_compared():
    one = figure(1, "Eight people died when the quay gave way", 8, unit="people", of="people", fate="dead")
    other = figure(2, "The collapse left nine people dead", 9, unit="people", of="people", fate="dead")
    assert verdicts(one, other)[1][3] == "differs"


def test_other_fates_are_not_compared():
    one = figure(1, "Eight people were hurt on the quay", 8, unit="people", of="people", fate="hurt")
    other = figure(2, "Nine people were arrested on the quay", 9, unit="people", of="people", fate="held")
    assert verdicts(one, other) == []


def test_what_lies_elsewhere_is_not_compared():
    ends = [
        figure(
            n, f"The {side} stand has {seats} seats", seats, unit="seats", of="seats", beside=f"the {side} stand has"
        )
        for n, (side, seats) in enumerate((("north", 900), ("south", 1000)))
    ]
    assert verdicts(*ends) == []


def test_a_name_sets_nothing_apart():
    ends = [
        figure(
            n, f"{seats} seats of the {name} were lost", seats, unit="seats", of="seats", beside=f"seats of the {name}"
        )
        for n, (name, seats) in enumerate((("North Bank theatre", 900), ("theatre on the east side", 1000)))
    ]
    assert verdicts(*ends)[1][3] == "differs"
