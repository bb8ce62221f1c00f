"""Cues: a file of subtitles -> what is shown and when, formats alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
TIMES = re.compile(rf"\s*{TIME}\s*-->\s*{TIME}(?:\s.*)?$")
VOICE = re.compile(r"<v(?:\.[\w-]+)*\s{1,20}([^>]{1,200})>")
TAG = re.compile(r"<[^<>]{0,300}>|\{\\[^{}]{0,100}\}")
SPACE = re.compile(r"\s+")
NOT_SHOWN = ("NOTE", "STYLE", "REGION")


class Cue(NamedTuple):
    """What is shown from one moment to another, in milliseconds: lines, each with the voice that its tag names."""

    start: int
    end: int
    lines: tuple[tuple[str | None, str], ...]


def cues(text: str) -> Iterator[Cue | int]:
    """Yield the cues in order, and the number of each line that belongs to none.

    A cue is what follows a line of two times up to an empty line, or up to the next such line.
    """
    times: re.Match[str] | None = None
    held: list[str] = []
    stray: list[int] = []  # lines outside a cue; the last of them may be the name of the next
    skipping = text.startswith("WEBVTT")
    for number, line in enumerate(text.splitlines(), 1):
        found = TIMES.match(line) if "-->" in line and len(line) < 1000 else None
        if found:
            if times:
                yield _cue(times, held[:-1] if held and held[-1].strip().isdecimal() else held)
            yield from stray[:-1]
            times, held, stray, skipping = found, [], [], False
        elif not line.strip():
            if times:
                yield _cue(times, held)
            yield from stray
            times, held, stray, skipping = None, [], [], False
        elif times:
            held.append(line)
        elif not skipping and line.startswith(NOT_SHOWN):
            skipping = True
        elif not skipping and not line.strip().isdecimal():
            stray.append(number)
    if times:
        yield _cue(times, held)
    yield from stray


def clock(milliseconds: int) -> str:
    """Return a time as players show it.

    >>> clock(3_723_004)
    '01:02:03.004'
    """
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def _cue(times: re.Match[str], held: list[str]) -> Cue:
    voice: str | None = None
    lines: list[tuple[str | None, str]] = []
    for raw in held:
        pieces = VOICE.split(raw)  # words, then a voice and its words, and so on
        for index in range(0, len(pieces), 2):
            if index:
                voice = SPACE.sub(" ", unescape(pieces[index - 1])).strip() or None
            words = SPACE.sub(" ", unescape(TAG.sub("", pieces[index])).replace("\0", "\ufffd")).strip()
            if words:
                lines.append((voice, words))
    start, end = _milliseconds(*times.groups()[:4]), _milliseconds(*times.groups()[4:])
    return Cue(start, end, tuple(lines))


def _milliseconds(hours: str | None, minutes: str, seconds: str, rest: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest.ljust(3, "0"))
