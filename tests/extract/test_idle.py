from __future__ import annotations

import pytest

from onrecord.extract.found import Found
from onrecord.extract.idle import idle
from onrecord.terms import Span


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("denied", "Denmark", True),
        ("Denying", "Denver", True),
        ("denied", "Selby", True),
        ("denied", "Denholm had left", False),
        ("Denied", "entry", True),
        ("denied", "that it leaked", False),
    ],
)
def test_whom_something_is_denied(cue, content, expected):
    text = f"{cue} {content}"
    one = Found((), (Span(0, len(cue)),), (Span(len(cue) + 1, len(text)),), 0.6)
    assert idle(text, one) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The clock in the hall", True),
        ("Her watch", True),
        ("The oil gauge", True),
        ("The night watch", False),
        ("The clockmaker", False),
        ("A thermometer maker", False),
        ("A man at the clock", False),
    ],
)
def test_what_an_instrument_shows(source, expected):
    text = f"{source} says ten past four"
    end = len(source)
    one = Found((Span(0, end),), (Span(end + 1, end + 5),), (Span(end + 6, len(text)),), 0.6)
    assert idle(text, one) == expected
