from __future__ import annotations

from dataclasses import replace

import pytest
from parts import found, words

from onrecord.extract import findings
from onrecord.extract.turns import outside, turns
from onrecord.terms import Part, Span


def exchange(text, lines, *names):
    """The lines as an article whose turns begin with these names, each turn to the next one's begin."""
    starts = [text.index(f"{name}:") for name in names]
    ends = [start - 1 for start in starts[1:]] + [len(text)]
    parts = [
        Part("turn", Span(start, end), Span(start, start + len(name)))
        for name, start, end in zip(names, starts, ends, strict=True)
    ]
    return replace(lines(text), parts=tuple(parts))


def test_a_turn_is_what_the_label_says(lines):
    text = "ADA LUND: It rains.\nIt pours.\nJON HOLM: Does it?"
    found = turns(text, exchange(text, lines, "ADA LUND", "JON HOLM"))
    assert [words(text, one) for one in found] == [
        ("ADA LUND", "", "It rains. | It pours."),
        ("JON HOLM", "", "Does it?"),
    ]


def test_a_table_of_votes_is_no_exchange(lines):
    text = "ADA LUND: 1,769.\nJON HOLM: 547.\nIVO MARSH: None."
    assert turns(text, exchange(text, lines, "ADA LUND", "JON HOLM", "IVO MARSH")) == ()


def test_an_answer_may_be_a_figure(lines):
    text = "ADA LUND: How old are you?\nJON HOLM: 43."
    found = turns(text, exchange(text, lines, "ADA LUND", "JON HOLM"))
    assert [words(text, one)[2] for one in found] == ["How old are you?", "43."]


def test_what_is_found_in_a_turn_is_part_of_it(lines):
    text = "ADA LUND: He said it rains.\nJON HOLM: So.\nThe clerk wrote that it rained."
    article = exchange(text, lines, "ADA LUND", "JON HOLM")
    last = article.parts[1]
    article = replace(article, parts=(article.parts[0], last._replace(span=Span(last.span.start, text.index("\nThe")))))
    spoken = turns(text, article)
    inside, beside = found(text, ("He", "said", "it rains"), ("The clerk", "wrote", "that it rained"))
    assert outside([inside, beside], spoken) == [beside]


@pytest.mark.parametrize("label", ["ADA LUND (by e-mail):", "ADA LUND [U.S. envoy]:", "ADA LUND.", "ADA LUND —"])
def test_a_label_may_say_more(lines, label):
    text = f"{label} We shall see. It rains."
    by = Span(0, len("ADA LUND"))
    article = replace(lines(text), parts=(Part("turn", Span(0, len(text)), by),))
    assert [words(text, one)[2] for one in turns(text, article)] == ["We shall see. It rains."]


def test_turns_are_direct_and_without_marks(encoder, lines):
    text = "ADA LUND: The bridge will be rebuilt before winter.\nJON HOLM: And who pays for it?"
    article = exchange(text, lines, "ADA LUND", "JON HOLM")
    found = findings("d", text, article, encoder).statements
    assert [(one.kind, one.act) for one in found] == [("direct", "said"), ("direct", "asked")]
