from __future__ import annotations

import pytest
from parts import found, words

from onrecord.extract.signed import headline, letters, signed, with_dash


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sir, the owls are gloves.\nAda Lund, Tarn", [("Ada Lund, Tarn", "", "Sir, the owls are gloves.")]),
        ("Your map is wrong. — Ada Lund, Tarn", [("Ada Lund, Tarn", "", "Your map is wrong.")]),
        (
            "Dear editor,\nThe hall is shut.\nAda Lund, Tarn\nSir, it is open.\nJo Holm, Orm",
            [("Ada Lund, Tarn", "", "Dear editor, | The hall is shut."), ("Jo Holm, Orm", "", "Sir, it is open.")],
        ),
        ("Sir,\nYour map is wrong.\nI drew it.\nAda Lund\nTarn Lane, Orm", []),  # all of it is her article
        (
            "Your map is wrong.\nI drew it.\nAda Lund\nTarn Lane, Orm",
            [("Ada Lund", "", "Your map is wrong. | I drew it.")],
        ),
        ("Your map is wrong.\nIt was drawn in 1902.", []),
        ("The hall is shut.\nAda Lund, Tarn", []),
    ],
)
def test_letters(lines, text, expected):
    assert [words(text, one) for one in letters(text, lines(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Study: hedgehogs prefer the canal\nIt rained.", [("Study", "", "hedgehogs prefer the canal")]),
        ("Harbour police: two men held", [("Harbour police", "", "two men held")]),
        ("Hedgehogs prefer the canal: study\nIt rained.", [("study", "", "Hedgehogs prefer the canal")]),
        ("Roof will not hold – city auditor", [("city auditor", "", "Roof will not hold")]),
        ("A day out – with children", []),
        ("Why the canal is dry: study", []),
        ("Weather: storms clear by Thursday", []),
        ("Study: why hedgehogs prefer the canal", []),
        ("Police: all is well.", []),
        ("Report: 1902", []),
    ],
)
def test_headlines(lines, text, expected):
    assert [words(text, one) for one in headline(text, lines(text), [])] == expected


def test_a_headline_is_read_once(lines):
    text = "Study: hedgehogs prefer the canal"
    inner = found(text, ("hedgehogs", "prefer", "the canal"))
    assert [words(text, one)[0] for one in headline(text, lines(text), inner)] == ["Study"]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("“A lamp is late.”\n— Ada Lund, “The Well”", "“A lamp is late.”", ("Ada Lund, “The Well”", "")),
        ("“A lamp is late”\nAda Lund, welder", "“A lamp is late”", ("Ada Lund, welder", "")),
        ("Her message to us was short:\n> Come home.", "Come home.", ("Her", "message")),
        ("Her message to us was short:\n> Come home.\nShe did.", "Come home.", ("Her", "message")),
        ("“A lamp is late.”\nThe Well", "“A lamp is late.”", ("", "")),
        ("“It is late.”\n- The lamp", "“It is late.”", ("", "")),
        ("Her lamp:\n“It is late.”", "“It is late.”", ("", "")),
        ("She said so. “It is late.”\nAda Lund, welder", "“It is late.”", ("", "")),
    ],
)
def test_names_on_lines_of_their_own(lines, text, content, expected):
    (one,) = signed(text, lines(text), found(text, ("", "", content)))
    assert words(text, one) == (*expected, content)


@pytest.mark.parametrize(
    ("text", "parts", "cue"),
    [
        ("“It is late.” — Ada Lund", ("Ada Lund", "", "“It is late.”"), "—"),
        ("Roof will not hold – auditor", ("auditor", "", "Roof will not hold"), "–"),
        ("“It is late,” said Lund", ("Lund", "said", "“It is late,”"), "said"),
        ("Lund – “It is late.”", ("Lund", "", "“It is late.”"), ""),
        ("“It is late.” Lund left.", ("Lund", "", "“It is late.”"), ""),
    ],
)
def test_a_dash_is_the_cue_where_no_other_is(text, parts, cue):
    (one,) = found(text, parts)
    assert words(text, with_dash(text, one))[1] == cue
