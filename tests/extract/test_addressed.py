from __future__ import annotations

import re

import pytest

from onrecord.extract.antecedents import likely
from onrecord.extract.found import Found
from onrecord.extract.nested import Level
from onrecord.extract.quotes import quoted
from onrecord.extract.speakers import Credit, attributed
from onrecord.terms import Article, Span


def credit(drawn: str, lines) -> Credit:
    """Read a text with one statement: its source in [brackets], its cue in {braces}, its content in <these>."""
    text = re.sub(r"[][{}<>]", "", drawn)

    def parts(opened: str, closed: str) -> tuple[Span, ...]:
        found = re.finditer(rf"{re.escape(opened)}([^{re.escape(closed)}]*)", drawn)
        starts = [len(re.sub(r"[][{}<>]", "", drawn[: one.start(1)])) for one in found]
        ends = [len(re.sub(r"[][{}<>]", "", drawn[: one.start()])) for one in re.finditer(re.escape(closed), drawn)]
        return tuple(Span(*one) for one in zip(starts, ends, strict=True))

    article = Article(body=lines(text).body)
    found = Found(parts("[", "]"), parts("{", "}"), parts("<", ">"), 0.9)
    return attributed(text, article, quoted(text, article), [Level(found, (), None)], likely).credits[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lund met Per Holm. <“It depends, Per, on the light,”> [Lund] {said}.", ["Per Holm"]),
        ("Ada Lund met Per Holm. <“Per, it rains,”> [Lund] {said}.", ["Per Holm"]),
        (
            "Ada Lund met Per Holm. <“It took us ninety minutes, Per, and it is still wet,”> [Lund] {said}.",
            ["Per Holm"],
        ),
        # In an article's own words nobody is called by name: it is who the statement is about.
        ("Ada Lund met Per Holm. <Holm>, [Lund] {says}, <was late for the ferry>.", []),
        ("Ada Lund met Per Holm. <Holm>, [she] {claims}, <has “a good heart.”>", []),
        # What goes on after the comma says who somebody is.
        ("Ada Lund met Per Holm. <“Per, who is late, will pay,”> [Lund] {said}.", []),
        ("Ada Lund met Per Holm. <“Holm, the only pilot, is ill,”> [Lund] {said}.", []),
        ("Ada Lund met Per Holm. <“Holm, 61, is ill,”> [Lund] {said}.", []),
        ("Ada Lund met Per Holm. <“Our pilot, Holm, is ill,”> [Lund] {said}.", []),
        ("Ada Lund met Per Holm and Siv Moe. <“Holm, Moe and I are ill,”> [Lund] {said}.", []),
        # Of two who hold an office the one who does not speak is called by it.
        ("President Ada Lund met President Per Holm. <“Thank you, Mr. President,”> [Lund] {said}.", ["Per Holm"]),
        ("President Ada Lund met Per Holm. <“Madam President, it rains,”> [Holm] {said}.", ["Ada Lund"]),
        ("President Ada Lund met Mayor Per Holm. <“Mr. President, it rains,”> [Siv Moe] {said}.", []),
        ("Ada Lund met Per Holm. <“Mr. President, it rains,”> [Lund] {said}.", []),
        (
            "President Per Holm met former president Ola Berg and Siv Moe. <“Mr. President, it rains,”> [Moe] {said}.",
            ["Per Holm"],
        ),
        (
            f"President Per Holm stayed at home.{' It rained.' * 9} President Ola Berg met Siv Moe."
            " <“Mr. President, it rains,”> [Moe] {said}.",
            ["Ola Berg"],
        ),
        ("President Per Holm and President Ola Berg met Siv Moe. <“Mr. President, it rains,”> [Moe] {said}.", []),
        ("[Lund] {answered} the question, <“It rains.”>", []),
        ("[Lund] {told} the nurses that <it rains>.", ["the nurses"]),
    ],
)
def test_whom_a_statement_is_addressed_to(text, expected, lines):
    assert [person.name for person in credit(text, lines).to] == expected
