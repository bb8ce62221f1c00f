"""A quantity as it is found in a paragraph."""

from __future__ import annotations

from typing import NamedTuple

Value = tuple[float | None, float | None]


class Quantity(NamedTuple):
    """A quantity: where its words, nearness included, begin; where its number does; where it ends, its unit included.

    ``unit`` is None where it counts things; ``kind`` tells what is to be looked for around it.
    """

    begin: int
    start: int
    end: int
    value: Value
    unit: str | None
    kind: str
