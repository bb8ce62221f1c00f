"""What befell those whom a figure counts."""

from __future__ import annotations

import pytest

from onrecord.link.fates import fate, of_one


@pytest.mark.parametrize(
    ("before", "counted", "behind", "expected"),
    [
        ("", "people", " were badly hurt in the fall.", "hurt"),
        ("The gale killed ", "sailors", " off the cape.", "dead"),
        ("The toll stands at ", "deaths", ".", "dead"),
        ("", "residents", " had to leave their homes.", "moved"),
        ("", "soldiers", " searched for the missing.", None),
        ("Police held a line; ", "marchers", " sang.", None),
        ("", "doctors", " treated 200 people.", None),
        ("", "gunmen", " killed nine.", None),
        ("", "gunmen", " who had killed nine fled.", None),
        ("", "officers", " evacuated the square.", None),
        ("", "officers", " arrested and charged nine.", None),
        ("", "people", " killed in the fire", "dead"),
        ("", "people", " killed and 40 hurt", "dead"),
        ("", "sailors", " who were feared killed.", "dead"),
        ("", "sailors", " drowned.", "dead"),
        ("", "people", " fled the square.", "moved"),
        ("", "people", " are still missing.", "missing"),
        ("The mill may cut ", "jobs", ".", "workless"),
        ("", "jobs jobs", " are to go.", "workless"),
        ("", "jobs", " have disappeared.", "workless"),
        ("", "jobs", " will be created.", None),
        ("", "losses job losses", " were announced.", "workless"),
    ],
)
def test_the_words_beside_a_figure_tell(before, counted, behind, expected):
    assert fate(before, counted, behind) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("people", "people", True),
        ("people", "", True),
        ("arrests", "marchers", True),
        ("people", "children", False),
        ("tents", "tanks", False),
    ],
)
def test_units_of_the_same_people(one, other, same):
    assert (of_one(one, other) > 0) is same
