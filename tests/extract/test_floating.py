from __future__ import annotations

import pytest
from parts import found, words

from onrecord.extract.floating import floating
from onrecord.extract.found import Found
from onrecord.extract.quotes import quoted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We shall see about that.”", [("", "", "“We shall see about that.”")]),
        ("The bus stopped. “All out here, please.” They got out.", [("", "", "“All out here, please.”")]),
        ("Ada Lund: “No deal before winter.”", [("Ada Lund", "", "“No deal before winter.”")]),
        ("The club wrote on Monday: “Thank you.”", [("The club", "wrote on Monday", "“Thank you.”")]),
        ("“Nobody sleeps here.” — Ada Lund, baker", [("Ada Lund, baker", "", "“Nobody sleeps here.”")]),
        ("The jury’s verdict on it: “Flat, and cold.”", [("The jury’s", "verdict", "“Flat, and cold.”")]),
        ("Lund: “We shall never sell the mill”", [("Lund", "", "“We shall never sell the mill”")]),
        (
            "‘I heard it before I saw it’: keeper of the mill",
            [("keeper of the mill", "", "‘I heard it before I saw it’")],
        ),
        (
            "“The sea gives back but shoes.” — from “Low Water” by Ada Lund",
            [("“Low Water” by Ada Lund", "", "“The sea gives back but shoes.”")],
        ),
        ("Holm shook his head. “Not today.”", [("Holm", "", "“Not today.”")]),
        ("The old baker of Selby was in no hurry. “Not now.”", [("The old baker of Selby", "", "“Not now.”")]),
        ("The elder pointed at it. “Ours, that.”", [("The elder", "", "“Ours, that.”")]),
        ("“Drop the rope!” commanded the mate.", [("the mate", "commanded", "“Drop the rope!”")]),
        ("“Drop the rope!” hangs in the hall.", []),
        ("The train stopped at noon. “All out.”", [("", "", "“All out.”")]),
        ("Three boats lie there: “Hope” and “Old Hurry”", []),
        ("Over the door stands “Open”.", []),
        ("They sang “The Old Mill” twice.", []),
        ("Best song: “The Old Mill”. Best coat: “Nine Coats”.", []),
        ("The “lake” is a puddle.", []),
    ],
)
def test_whole_sentences_in_marks_that_nobody_has(lines, text, expected):
    article = lines(text)
    assert [words(text, one) for one in floating(text, article, quoted(text, article), [])] == expected


def test_thousands_of_quotations_take_no_time(lines):
    text = "“No more.” Said he. " * 20_000  # to look at all for each of them would take minutes
    article = lines(text)
    marks = quoted(text, article)
    have = [Found((), (), (span,), 0.9) for span in marks[::2]]
    assert len(list(floating(text, article, marks, have))) == 10_000


def test_what_somebody_has_does_not_float(lines):
    text = "“We shall see about that,” Lund said. “And soon.”"
    article = lines(text)
    have = found(text, ("Lund", "said", "“We shall see about that,” | “And soon.”"))
    assert not list(floating(text, article, quoted(text, article), have))
