"""Groups that people corrected: taken apart and put together, one correction after the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.link.names import folded


class Called(NamedTuple):
    """An article's person by its number, with the fullest form of the name there, and the group it was found in."""

    number: int
    name: str
    found: str


class Pieces:
    """Members in pieces: those that they were found in, until somebody says otherwise."""

    def __init__(self, members: Iterable[Called]) -> None:
        self._members = {member.number: member for member in members}
        self._piece: dict[int, Hashable] = {member.number: member.found for member in self._members.values()}
        self._names: list[tuple[int, str]] = []

    def merge(self, members: Collection[Called]) -> None:
        """Make one of all pieces that members stand in."""
        pieces = {self._piece[member.number] for member in members}
        to = min(pieces, key=str)
        for number, piece in self._piece.items():
            if piece in pieces:
                self._piece[number] = to

    def part(self, staying: Sequence[Called], leaving: Sequence[Called], names: Collection[str], piece: str) -> None:
        """Let members leave the piece that others stay in, and with them all there whose name is among some.

        Args:
            staying: some who stay.
            leaving: some who leave.
            names: of those who leave with them, folded.
            piece: what to call theirs.
        """
        stays = {self._piece[member.number] for member in staying}
        here = {self._piece[member.number] for member in leaving} & stays if stays else set()
        away = {member.number for member in leaving}
        keep = {member.number for member in staying}
        for number, at in list(self._piece.items()):
            named = folded(self._members[number].name) in names and number not in keep
            if at in here and (named or number in away):
                self._piece[number] = piece

    def rename(self, members: Sequence[Called], name: str) -> None:
        """Give a name to the piece that most of some members stand in."""
        piece, _ = Counter(self._piece[member.number] for member in members).most_common(1)[0]
        self._names.append((min(m.number for m in members if self._piece[m.number] == piece), name))

    def __iter__(self) -> Iterator[tuple[list[int], str | None]]:
        """Yield the pieces' members, each with the name that it was given last."""
        pieces: dict[Hashable, list[int]] = defaultdict(list)
        for number, piece in self._piece.items():
            pieces[piece].append(number)
        names = {self._piece[number]: name for number, name in self._names}
        yield from ((numbers, names.get(piece)) for piece, numbers in pieces.items())
