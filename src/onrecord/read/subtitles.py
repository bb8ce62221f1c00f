"""Subtitles (.srt, .vtt): what is said as a transcript, turn by turn, each stretch with its time in the recording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.read.articles import dated
from onrecord.read.cues import Cue, clock, cues
from onrecord.read.dates import named_day
from onrecord.read.decode import decode
from onrecord.read.names import is_name
from onrecord.read.source import Source, Unreadable
from onrecord.read.written import Written
from onrecord.terms import Article, Document, Part, Span

MOST_CUES = 30_000  # a day and a night of talk
MOST_LINES = 5 * MOST_CUES
PAUSE = 3000  # milliseconds of silence after which a new paragraph begins
LONG = 600  # characters of a paragraph after which the next sentence begins a new one
NAMED = re.compile(r"(?:>>+\s*)?([^\W\d_][\w.'’ -]{0,40}?(?: \([^()]{1,40}\))?):\s+(?=\S)")
TURNS = re.compile(r"(?:[-–—‐]|>>+)\s*(?=\w|[\"“‘'¿¡(\[])")
AT_ONCE = 100  # milliseconds
SOUND = re.compile(r"[\[(♪#][^\])]*[\])♪#]?|♪.*")
ENDED = re.compile(r"[.?!…][\"'”’»)]*$")


class Piece(NamedTuple):
    """What is shown in one go: whether a new turn begins with it, and who is named as its speaker."""

    words: str
    start: int
    end: int
    turns: bool
    name: str | None
    sound: bool


def documents(source: Source) -> Iterator[Document]:
    """Read the subtitles of a recording as one document.

    Raises:
        Unreadable: where it holds none, or far too many.
    """
    data = source.content()
    decoded = decode(data, declared=source.charset)
    told = decoded.text.count("-->") + decoded.text.count("<v")
    if told > 2 * MOST_CUES or decoded.text.count("\n") > MOST_LINES:
        raise Unreadable(f"holds more than {MOST_CUES:,} subtitles, more than any recording has: split it")
    found = list(cues(decoded.text))
    shown = [cue for cue in found if isinstance(cue, Cue)]
    lost = [cue for cue in found if isinstance(cue, int)]
    written, article = _transcript(list(_pieces(shown)))
    if not article.body:
        raise Unreadable("holds no subtitles to read: save it again, or rename it to end in .txt")
    yield source.document(
        data,
        written.text,
        dated((article,), named_day(source.name)),
        encoding=decoded.encoding,
        places=tuple(written.places),
        doubts=(*decoded.doubts, _told(lost)) if lost else decoded.doubts,
    )


def _told(lost: Sequence[int]) -> str:
    listed = ", ".join(map(str, lost[:5])) + (", ..." if len(lost) > 5 else "")
    return f"words that belong to no time were left out: line {listed}"


def _pieces(shown: Sequence[Cue]) -> Iterator[Piece]:
    """Yield what is shown; a line that stays while the next one rolls in counts once."""
    names = Counter(match[1] for cue in shown for _, words in cue.lines if (match := NAMED.match(words)))
    before = Cue(0, 0, ())
    for cue in shown:
        rolled = _rolled(before, cue)
        before = cue if cue.lines else before
        voice: str | None = None
        for number, (said_by, words) in enumerate(cue.lines[rolled:]):
            named = NAMED.match(words)
            name = said_by
            if named and (names[named[1]] > 1 or _is_speaker(named[1])):
                name, words = named[1], words[named.end() :]
            dash = TURNS.match(words)
            turns = bool(dash) or bool(name and (number == 0 or name != voice or named))
            words = words[dash.end() :] if dash else words
            voice = name or voice
            yield Piece(words, cue.start, cue.end, turns, name, bool(SOUND.fullmatch(words)))


def _rolled(before: Cue, cue: Cue) -> int:
    """Return how many lines of a cue were shown by the one before it already: those that a new one pushes up."""
    if cue.start - before.end > AT_ONCE:
        return 0
    size = next((size for size in (2, 1) if before.lines[-size:] == cue.lines[:size] != ()), 0)
    return size if size < len(cue.lines) or cue.end - cue.start <= AT_ONCE else 0


def _is_speaker(name: str) -> bool:
    bare = name.split(" (")[0]
    return (bare.isupper() and len(bare) > 1 and len(bare.split()) < 5) or is_name(bare)


def _transcript(pieces: Sequence[Piece]) -> tuple[Written, Article]:
    """Write the turns, each with its speaker's name at its head, and return them as one article."""
    told = _Transcript()
    for piece in pieces:
        told.say(piece)
    told.close()
    parts = tuple(told.parts) if any(piece.turns for piece in pieces) else ()  # else nothing shows where one ends
    return told.written, Article(tuple(map(tuple, told.body)), parts=parts)


@dataclass(slots=True)
class _Transcript:
    """What has been written so far, and the turn that is open: its speaker, and where its words begin and end."""

    written: Written = field(default_factory=Written)
    body: list[list[Span]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    name: str | None = None
    by: Span | None = None
    begun: int | None = None
    ended: int = 0
    until: int = 0
    broken: bool = False
    words: str = ""

    def say(self, piece: Piece) -> None:
        """Write a piece: in a new turn, a new paragraph, or on the line of the one before."""
        when = f"{clock(piece.start)} to {clock(piece.end)}"
        if piece.sound:
            self.written.add(piece.words, when)
            self.broken = True
            return
        if self.begun is None or (piece.turns and (piece.name is None or piece.name != self.name)):
            self._turn(piece, when)
        elif piece.start - self.until > PAUSE or (self._length() > LONG and ENDED.search(self.words)):
            self.body.append([self.written.add(piece.words, when)])
        elif self.broken:
            self.body[-1].append(self.written.add(piece.words, when))
        else:
            added = self.written.add(piece.words, when, gap=" ")
            self.body[-1][-1] = Span(self.body[-1][-1].start, added.end)
        self.ended, self.until, self.broken, self.words = self.written.length, piece.end, False, piece.words

    def close(self) -> None:
        """End the turn."""
        if self.begun is not None:
            self.parts.append(Part("turn", Span(self.begun, self.ended), self.by))

    def _turn(self, piece: Piece, when: str) -> None:
        self.close()
        head = f"{piece.name}: " if piece.name else ""
        added = self.written.add(head + piece.words, when)
        self.name, self.begun = piece.name, added.start + len(head)
        self.by = Span(added.start, added.start + len(piece.name)) if piece.name else None
        self.body.append([added])

    def _length(self) -> int:
        return self.body[-1][-1].end - self.body[-1][0].start
