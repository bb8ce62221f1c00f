from __future__ import annotations

from dataclasses import replace

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


def test_what_is_found_in_a_turn_is_part_of_it(lines):
    text = "ADA LUND: He said it rains.\nNobody asked."
    spoken = turns(text, exchange(text, lines, "ADA LUND"))
    inside, beside = found(text, ("He", "said", "it rains"), ("Nobody", "asked", "asked"))
    assert outside([inside, beside], spoken) in ([], [beside])


def test_turns_are_direct_and_without_marks(encoder, lines):
    text = "ADA LUND: The bridge will be rebuilt before winter.\nJON HOLM: And who pays for it?"
    article = exchange(text, lines, "ADA LUND", "JON HOLM")
    found = findings("d", text, article, encoder).statements
    assert [(one.kind, one.act) for one in found] == [("direct", "said"), ("direct", "asked")]
