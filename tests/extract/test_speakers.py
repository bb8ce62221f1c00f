from __future__ import annotations

import re

import pytest

from onrecord.extract.quotes import quoted
from onrecord.extract.speakers import Register
from onrecord.terms import Span


def speakers(drawn: str, lines) -> list[str | None]:
    """Ask for the sources that stand in [brackets], in reading order."""
    text = re.sub(r"[\[\]]", "", drawn)
    article = lines(text)
    register = Register(text, article, quoted(text, article))
    sources = [Span(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(re.finditer(r"\[[^]]+\]", drawn))]
    found = [register.speaker((source,)) for source in sources]
    return [one.person if one else None for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Ada Lund] said no.", ["Ada Lund"]),
        ("Mayor Ada Lund spoke. [Lund] said no.", ["Ada Lund"]),
        ("[Lund] said no. Then Ada Lund left.", ["Ada Lund"]),
        ("Ada Lund and Per Lund met. [Lund] said no.", ["Lund"]),  # a name, but whose is not known
        ("[Ms. Lund] said no.", ["Lund"]),
        ("[Residents of Selby] said no.", [None]),
        ("[Residents] said no.", ["Residents"]),
        ("[A man who knows Ada Lund] said no.", [None]),
        ("[Ada Lund, a friend of Per Holm], said no.", ["Ada Lund"]),
        ("[A friend of Per Holm, Ada Lund], said no.", ["Ada Lund"]),
        ("[Selby Council spokeswoman Ada Lund] said no.", ["Ada Lund"]),
        ("[The Selby Council] said no.", ["Selby Council"]),
        ("[Ada Lund’s] support for it", ["Ada Lund"]),
        ("[Ada Lund’s lawyer] said no.", [None]),
        ("Mayor Ada Lund came. [The mayor] said no.", ["Ada Lund"]),
        ("Ada Lund, the mayor, came. [The mayor] said no.", ["Ada Lund"]),
        ("After she met Ada Lund, [the mayor] said no.", [None]),
        ("[The mayor] said no.", [None]),
        ("Mayor Ada Lund spoke. The mayor thanked Per Holm. [The mayor] said no.", ["Ada Lund"]),
        ("Mayor Ada Lund met Mayor Per Holm. [The mayor] said no.", [None]),
        ("Vice President Ada Lund came. [The president] said no.", [None]),
        ("Ada Lund, the president’s daughter, came. [The president] said no.", [None]),
        ("Former Mayor Ada Lund came. [The mayor] said no. [The former mayor] did not.", [None, "Ada Lund"]),
        ("Ada Lund filed a lawsuit. [The lawsuit] says no.", [None]),
        ("Mayor Ada Lund came. [She] said no.", ["Ada Lund"]),
        ("Mr. Per Lund came. [She] said no.", [None]),
        ("Ms. Ada Lund met Mr. Per Holm. [She] said no.", ["Ada Lund"]),
        ("Dr. Ada Lund spoke of Mr. Per Holm. [He] said no.", ["Per Holm"]),
        ("[Mr. Per Lund] said that Mr. Holm was ill. [He] added more.", ["Per Lund", "Per Lund"]),
        ("[Mayor Ada Lund] said so.\n[She] added more.", ["Ada Lund", "Ada Lund"]),
        ("[Harbour engineer Per Holm] said no. Harbour Traders met.", ["Per Holm"]),
        ("[Mr. Holm, the baker], said no.", ["Holm"]),
        ("Ada Lund, a former harbour pilot who sits on the council, rose. [The former pilot] said no.", ["Ada Lund"]),
        ("[Two SRA members] said no.", [None]),
        ("[The SRA] said no.", ["SRA"]),
        ("Mayor Ada Lund came. [Her] refusal to go", ["Ada Lund"]),
        ("[They] said no.", [None]),
        ("In Selby Green [he] said no.", [None]),
        ("“How to Beat Ada Lund,” a book. Ada Rue spoke. [Ada] said no.", ["Ada Rue"]),
    ],
)
def test_who_speaks(text, expected, lines):
    assert speakers(text, lines) == expected


def test_no_source_no_speaker(lines):
    register = Register("Ada Lund said no.", lines("Ada Lund said no."), ())
    assert register.speaker(()) is None


def test_mentions_are_the_names_of_those_who_speak(lines):
    text = "Ada Lund met Per Holm. Lund said no."
    register = Register(text, lines(text), ())
    assert [text[m.span.start : m.span.end] for m in register.mentions(["Ada Lund"])] == ["Ada Lund", "Lund"]
