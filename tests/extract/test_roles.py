from __future__ import annotations

import pytest

from onrecord.extract.names import names
from onrecord.extract.roles import offices
from onrecord.terms import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ada Lund came.", ["Mayor"]),
        ("Ada Lund, the mayor of Selby, came.", ["mayor of Selby"]),
        ("The town’s harbour engineer Ada Lund came.", ["harbour engineer"]),
        ("The mayor of Selby, Ada Lund, came.", ["mayor of Selby"]),
        ("Ada Lund, a former pilot who sits on the council, rose.", ["former pilot"]),
        ("Ada Lund is a lecturer in law at Selby.", ["lecturer in law at Selby"]),
        ("Selby Mayor-elect and union member Ada Lund came.", ["Selby Mayor-elect", "union member"]),
        ("After she met Ada Lund, the mayor said no.", []),
        ("Ms. Ada Lund came.", []),
        ("Ada Lund, in the rain, came.", []),
    ],
)
def test_offices_beside_a_name(text, expected):
    body = Span(0, len(text))
    (name,) = [name for name in names_of(text) if name.words == "Ada Lund"]
    found = list(offices(text, name, body))
    assert [office.role.words for office in found] == expected
    assert [text[slice(*office.role.span)] for office in found] == expected


def names_of(text: str):
    from onrecord.terms import Article

    return names(text, Article(body=((Span(0, len(text)),),)))
