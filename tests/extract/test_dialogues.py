from __future__ import annotations

import pytest
from parts import words

from onrecord.extract.dialogues import dialogues


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "— Is it open? asked the driver.\n— To goats.",
            [("the driver", "asked", "Is it open?"), ("", "", "To goats.")],
        ),
        (
            "– Did you sign it?\n– I did, and so did Holm, the clerk said.",
            [("", "", "Did you sign it?"), ("the clerk", "said", "I did, and so did Holm,")],
        ),
        ("— Is it open? asked the driver.\nIt was not.", [("the driver", "asked", "Is it open?")]),
        ("— Bread.\n— Cheese.", []),
        ("– keep the floor;\n– mend the clock.", []),
        ("- The clock stopped, Lund said.\n- The floor held.", []),
    ],
)
def test_turns_that_open_with_a_dash(lines, text, expected):
    assert [words(text, one) for one in dialogues(text, lines(text))] == expected


def test_a_long_line_takes_no_time(lines):
    text = "— " + "No, no. " * 5_000 + "\n— To goats, Lund said."
    assert len(list(dialogues(text, lines(text)))) == 2
