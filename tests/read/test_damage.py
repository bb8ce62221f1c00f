"""Damage: five kinds of it, made here, are found; sound text, odd as it may look, is left alone."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.read import read
from onrecord.read.damage import damaged, merged
from onrecord.terms import Document, Span

from .pages import column, write_pdf

SAMPLES = Path(__file__).parents[2] / "samples" / "articles"
SENTENCES = (
    "The council of the town met on Tuesday night and heard from most of the people who live by the river.",
    "“We have waited for this since the flood,” said the keeper of the lock, who would not give her name.",
    "According to the county engineer, the first part of the work will cost a good deal and take two winters.",
    "Nobody expects the road to open before the spring, and the officers in the field expect it later still.",
    "The mayor, a former pilot of the harbour, denied that she had seen the report – or the café’s petition.",
    "Five offices were flooded; the difference to the year before is that all of them had been warned at once.",
)


def passage(draw: random.Random, size: int = 3) -> str:
    return " ".join(draw.choice(SENTENCES) for _ in range(size))


def lost(draw: random.Random, words: str) -> str:
    return " ".join(
        draw.choice([one, one.replace("e", "\ufffd", 1), "(cid:3)(cid:72)(cid:81)"]) for one in words.split()
    )


def mojibake(_: random.Random, words: str) -> str:
    return words.encode("utf-8").decode("cp1252", "replace")


def ligatures(_: random.Random, words: str) -> str:
    return re.sub("ffi|ffl|fi|ff|fl", r" \g<0> ", words)


def noise(draw: random.Random, words: str) -> str:
    swaps = {"l": "1", "o": "0", "i": "|", "e": "{", "s": "$", "a": "^", "t": "T", "r": "R"}
    return "".join(swaps[letter] if letter in swaps and draw.random() < 0.25 else letter for letter in words)


def columns(draw: random.Random, words: str) -> str:
    left, right = textwrap.wrap(words, 38), textwrap.wrap(passage(draw, 4), 38)
    return "\n".join(f"{one:<42}{two}" for one, two in zip(left, right, strict=False))


@pytest.mark.parametrize(
    ("damage", "least"), [(lost, 0.7), (mojibake, 1.0), (ligatures, 0.9), (noise, 0.8), (columns, 0.95)]
)
def test_damage_is_found(damage: Callable[[random.Random, str], str], least: float) -> None:
    draw = random.Random(3)
    hit = made = marked = 0
    for _ in range(40):
        before, after = passage(draw), passage(draw)
        broken = damage(draw, passage(draw, 4))
        text = f"{before}\n\n{broken}\n\n{after}"
        start, end = len(before) + 2, len(before) + 2 + len(broken)
        found = damaged(text)
        letters = _letters(text, found)
        wanted = _wanted(damage, text, start, end)
        hit, made = hit + len(letters & wanted), made + len(wanted)
        marked += sum(not start <= place < end for place in letters)
    assert hit >= least * made > 0
    assert marked == 0


def _letters(text: str, spans: tuple[Span, ...]) -> set[int]:
    return {place for start, end in spans for place in range(start, end) if not text[place].isspace()}


def _wanted(damage: Callable[..., str], text: str, start: int, end: int) -> set[int]:
    """Return the letters that must be found: the whole passage where all of it is noise, else its broken words."""
    if damage in (noise, columns):
        return _letters(text, (Span(start, end),))
    signs = {"lost": ("\ufffd", "(cid"), "mojibake": ("â€", "Ã"), "ligatures": (" fi ", " ff ", " ffi ", " fl ")}
    places = set()
    for sign in signs[damage.__name__]:
        at = text.find(sign, start, end)
        while at >= 0:
            places |= {place for place in range(at, at + len(sign)) if not text[place].isspace()}
            at = text.find(sign, at + 1, end)
    return places


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A well-known mother-in-law of eBay’s CEO paid $1,000 to iPhone4u.example for 3D-printed A4s.",
        "At 7.30pm the 1st, 2nd and 3rd of the 1960s bands, B-52s and U2, played at 10k; @ada_q and #flood24 saw it.",
        "The naïve café owner’s résumé – “Übermut” – went to Ångström & Søn in São Paulo, ¿no?",
        "Goals: Lund 12, Oakes 45, 67. Subs: Reyes (Tarn, 60). Att: 4,512. H2O, CO2, PM2.5, F-16s, MI5, 4x4, G7, M25.",
        "House    4\nMill    7\nForge    9\nInn    3",
        "He said: “N-n-no!” Brrr. Hmm, shh! The UK’s MPs, NGOs and DVDs. McTavish and MacDonald; O’Neill, d’Orsay.",
        "fi and fl are two ligatures. A sci fi novel, the hi fi shop and the wi fi code.",
        "x = y + 2, as a + b = c in grade 7.",
        "https://a1b2c3.example/x9?q=1&r=2 https://lamp.example/q1w2e3 www.r4t5.example a1@b2.example c3@d4.example",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert damaged(text) == ()


def test_the_samples_are_sound() -> None:
    for path in sorted(SAMPLES.iterdir()):
        for document in read(path):
            assert isinstance(document, Document)
            assert document.damaged == (), path.name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met over-\ntime. The over is a time. Over time it is over.", ["over-\ntime"]),
        ("They met the govern-\nment of the day.", []),
        ("A sea-\nwall stood. The sea-wall fell.", []),
        ("Sea and sea, a wall, a wall, and the sea-\nwall.", ["sea-\nwall"]),
        ("The Harrow-\nOverbrook road.", []),
    ],
)
def test_hyphens_that_can_be_read_both_ways(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in damaged(text)] == found


def test_a_doubtful_hyphen_in_a_pdf(tmp_path: Path) -> None:
    lines = [
        "Over the weir and over the time that it took, they",
        "counted each hour, and the time went to the over-",
        "time fund.",
    ]
    (document,) = read(write_pdf(tmp_path / "hyphen.pdf", [column(60, 150, lines)]))
    assert isinstance(document, Document)
    assert [document.text[start:end] for start, end in document.damaged] == ["overtime"]


def test_damage_is_named_by_the_document(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text("The bridge fell, the mayor’s office said.".encode().decode("cp1252"), encoding="utf-8")
    (document,) = read(path)
    assert isinstance(document, Document)
    assert [document.text[start:end] for start, end in document.damaged] == ["mayorâ€™s"]


def test_spans_that_meet_are_one() -> None:
    assert merged([Span(5, 9), Span(0, 2), Span(2, 4), Span(7, 12), Span(3, 3)]) == (Span(0, 4), Span(5, 12))
