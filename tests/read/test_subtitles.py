"""Subtitles: turns, who speaks, and when."""

from __future__ import annotations

import pytest

from onrecord.read.formats import read_bytes
from onrecord.terms import Document, Skipped


def read(text: str, name: str = "a.vtt") -> Document:
    (found,) = read_bytes(text.encode(), file=name, name=name)
    assert isinstance(found, Document), found
    return found


def cue(start: int, end: int, *lines: str) -> str:
    return f"00:00:{start:02d}.000 --> 00:00:{end:02d}.000\n" + "\n".join(lines) + "\n\n"


def turns(found: Document) -> list[tuple[str | None, str]]:
    return [
        (found.text[part.by.start : part.by.end] if part.by else None, found.text[part.span.start : part.span.end])
        for article in found.articles
        for part in article.parts
    ]


def body(found: Document) -> list[list[str]]:
    return [[found.text[a:b] for a, b in paragraph] for article in found.articles for paragraph in article.body]


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        (
            cue(1, 2, "<v Ada Quill>The bridge &amp; the road", "fell.") + cue(2, 3, "<v Cy Lund>Who says so?"),
            [("Ada Quill", "The bridge & the road fell."), ("Cy Lund", "Who says so?")],
        ),
        (cue(1, 2, "<v.loud Ada>It") + cue(2, 3, "<v Ada><i>fell</i>.</v>"), [("Ada", "It fell.")]),
        (cue(1, 2, "<v Ada>It fell.</v> <v Cy>No.</v>"), [("Ada", "It fell."), ("Cy", "No.")]),
        (
            cue(1, 2, "ADA QUILL: It fell") + cue(2, 3, "on Tuesday.") + cue(3, 4, "CY LUND: No."),
            [("ADA QUILL", "It fell on Tuesday."), ("CY LUND", "No.")],
        ),
        (cue(1, 2, "- It fell.", "- No."), [(None, "It fell."), (None, "No.")]),
        (cue(1, 2, ">> It fell.") + cue(2, 3, ">> CY LUND: No."), [(None, "It fell."), ("CY LUND", "No.")]),
        (cue(1, 2, "Note: it fell.") + cue(2, 3, "on Tuesday."), []),
    ],
)
def test_turns(cues: str, expected: list[tuple[str | None, str]]) -> None:
    assert turns(read(f"WEBVTT\n\n{cues}")) == expected


def test_paragraphs_and_sounds() -> None:
    found = read("WEBVTT\n\n" + cue(1, 2, "It") + cue(2, 3, "[Applause]") + cue(3, 4, "fell.") + cue(9, 10, "Later."))
    assert found.text == "It\n\n[Applause]\n\nfell.\n\nLater."
    assert body(found) == [["It", "fell."], ["Later."]]


def test_places_are_times() -> None:
    found = read("WEBVTT\n\n" + cue(1, 2, "It fell.") + cue(9, 10, "Later."))
    assert [(found.text[start:end], where) for start, end, where in found.places] == [
        ("It fell.", "00:00:01.000 to 00:00:02.000"),
        ("Later.", "00:00:09.000 to 00:00:10.000"),
    ]


def test_lines_that_roll_up_count_once() -> None:
    rolled = (
        "00:00.000 --> 00:02.000\nIt fell<00:00:01.200><c> down</c>\n\n00:02.000 --> 00:02.010\nIt fell down\n\n"
        "00:02.010 --> 00:04.000\nIt fell down\non Tuesday\n\n"
    )
    assert read(f"WEBVTT\n\n{rolled}").text == "It fell down on Tuesday"
    assert read("WEBVTT\n\n" + cue(1, 2, "No.") + cue(2, 3, "No.")).text == "No. No."


def test_srt_without_blank_lines_between() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nIt fell.\n2\n00:00:02,000 --> 00:00:03,000\nNo.\n"
    assert read(text, "a.srt").text == "It fell. No."


def test_what_has_no_time_is_told() -> None:
    found = read("WEBVTT\n\nNOTE a --> note\n\nname of it\n" + cue(1, 2, "It fell.") + "0:9 --> never\nlost words\n")
    assert found.text == "It fell."
    assert "words that belong to no time were left out: line 9, 10" in found.doubts


@pytest.mark.parametrize(("text", "name"), [("WEBVTT\n\n", "a.vtt"), ("words", "a.srt"), ("[Music]", "a.srt")])
def test_what_holds_none(text: str, name: str) -> None:
    (found,) = read_bytes(text.encode(), file=name, name=name)
    assert found == Skipped(name, "holds no subtitles to read: save it again, or rename it to end in .txt")
