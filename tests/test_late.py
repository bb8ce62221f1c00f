from __future__ import annotations

import re

import pytest

from onrecord.late import late

TEXT = "Ada Lund, 34, and ada lund, 61"


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_finds_what_a_pattern_compiled_at_once_finds(flags: int) -> None:
    ours, theirs = late(r"(?P<who>Ada \w+), (\d+)", flags), re.compile(r"(?P<who>Ada \w+), (\d+)", flags)
    assert [one.span() for one in ours.finditer(TEXT)] == [one.span() for one in theirs.finditer(TEXT)]
    assert ours.sub("-", TEXT, 1) == theirs.sub("-", TEXT, 1)
    assert ours.split(TEXT) == theirs.split(TEXT)
    assert (ours.pattern, ours.flags, ours.groupindex) == (theirs.pattern, theirs.flags, theirs.groupindex)


def test_is_compiled_at_its_first_use_and_not_before() -> None:
    wrong = late("(")
    assert wrong.pattern == "("
    with pytest.raises(re.error, match="missing"):
        wrong.search("(")


def test_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile = re.compile
    pattern = late("a+")
    monkeypatch.setattr(re, "compile", lambda words, flags: compiled.append(words) or compile(words, flags))
    assert pattern.findall("aab a") == ["aa", "a"]
    assert pattern.search("b") is None
    assert compiled == ["a+"]
