from __future__ import annotations

import pytest

from onrecord.extract.given import folded, gender


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Zoë", "feminine"),
        ("Łukasz", "masculine"),
        ("Ngozi", "feminine"),
        ("Jean-Luc", "masculine"),
        ("Folasade", "feminine"),
        ("Kim", None),
        ("Andrea", None),
        ("Selby", None),
        ("", None),
    ],
)
def test_a_given_names_gender_where_most_bearers_share_it(name, expected):
    assert gender(name) == expected


def test_letters_are_folded_without_marks():
    assert folded("Škoda-ÅNGSTRÖM") == "skoda-angstrom"
