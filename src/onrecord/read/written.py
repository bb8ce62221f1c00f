"""A text written paragraph by paragraph, for formats that hold no text of their own to point into."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.terms import Place, Span


@dataclass(slots=True)
class Written:
    r"""What has been written so far: ``text``, ``places`` and ``headings`` fit together.

    >>> written = Written()
    >>> written.add("Bridge falls", "paragraph 1", level=1)
    Span(start=0, end=12)
    >>> written.add("It fell.", "paragraph 2"), written.text, written.headings
    (Span(start=14, end=22), 'Bridge falls\n\nIt fell.', {0: 1})
    """

    pieces: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    headings: dict[int, int] = field(default_factory=dict)
    length: int = 0

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.pieces)

    def add(self, words: str, where: str, *, level: int = 0, gap: str = "\n\n") -> Span:
        """Write words, with ``gap`` before them where they are not the first, and return where they stand."""
        if self.pieces:
            self.pieces.append(gap)
            self.length += len(gap)
        span = Span(self.length, self.length + len(words))
        self.pieces.append(words)
        self.length = span.end
        self.places.append(Place(*span, where))
        if level:
            self.headings[span.start] = level
        return span
