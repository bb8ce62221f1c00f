"""What was found before anybody asked who speaks."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.terms import Span


class Found(NamedTuple):
    """An attribution in the document's offsets."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
