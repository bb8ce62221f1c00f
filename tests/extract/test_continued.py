from __future__ import annotations

import pytest
from parts import found

from onrecord.extract.continued import continued
from onrecord.extract.quotes import quoted


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        (
            "Lund said: “It rains.\n“It pours.”",
            [("Lund", "said", "“It rains.")],
            [["“It rains.", "“It pours.”"]],
        ),
        (
            "Lund said: “It rains.\n“It pours.\n“It hails.” Nobody left.",
            [("Lund", "said", "“It rains."), ("", "", "“It hails.”")],
            [["“It rains.", "“It pours.", "“It hails.”"]],
        ),
        (
            "Lund said: “It rains.”\n“It pours,” Holm said.",
            [("Lund", "said", "“It rains.”"), ("Holm", "said", "“It pours,”")],
            [["“It rains.”"], ["“It pours,”"]],
        ),
        (
            "Lund said: “It rains.\nRead more: How wet is it?\n“It hails.”",
            [("Lund", "said", "“It rains."), ("", "", "“It hails.”")],
            [["“It rains.", "“It hails.”"]],
        ),
        (
            "“It rains.\n“It pours.\n“It hails,” Lund said.",  # only the last says who
            [("", "", "“It rains."), ("Lund", "said", "“It hails,”")],
            [["“It rains.", "“It pours.", "“It hails,”"]],
        ),
        (
            "Lund said: “It rains.\nNobody left.",
            [("Lund", "said", "“It rains.")],
            [["“It rains."]],
        ),
        (
            "Lund said: “It rains.\n“It pours,” Holm said.",  # a lost mark, not a quotation that goes on
            [("Lund", "said", "“It rains."), ("Holm", "Holm said"[5:], "“It pours,”")],
            [["“It rains."], ["“It pours,”"]],
        ),
    ],
)
def test_reopened_quotations(text, parts, expected, lines):
    article = lines(text)
    got = continued(text, article, quoted(text, article), found(text, *parts))
    assert [[text[s:e] for s, e in one.content] for one in got] == expected


@pytest.mark.parametrize("marks", ["‹›", "»«", "''", ("<<", ">>"), "«»"])
def test_what_is_closed_does_not_go_on(lines, marks):
    opening, closing = marks
    text = f"Lund said: {opening}It rains.{closing}\n{opening}It pours,{closing} Holm said."
    first, second = f"{opening}It rains.{closing}", f"{opening}It pours,{closing}"
    have = found(text, ("Lund", "said", first), ("", "", second))
    article = lines(text)
    assert len(continued(text, article, quoted(text, article), have)) == 2
