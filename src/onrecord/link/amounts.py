"""When two amounts can both be right: ranges meet, one is told as about the other, or is the other rounded."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Protocol

NEARLY = 0.1
"""How much a number that is told as about so much may be off."""
ROUNDED = 0.05
"""How much a number may be off that was rounded without a word: 18.4 for 18, never 20."""


class Amount(Protocol):
    """What is compared: ``low`` and ``high`` in ``scale`` of a common unit, None for an open end."""

    @property
    def low(self) -> float | None: ...

    @property
    def high(self) -> float | None: ...

    @property
    def scale(self) -> float: ...

    @property
    def nearly(self) -> bool: ...


def agree(one: Amount, other: Amount) -> bool:
    """Say whether two amounts of one thing can both be right."""
    (low, high), (other_low, other_high) = _range(one), _range(other)
    if low <= other_high and other_low <= high:
        return True
    if (one.nearly or other.nearly) and _off(one, other) <= NEARLY:
        return True
    return any(_rounds(a, b) for a, b in ((one, other), (other, one)))


def least(one: Amount) -> float:
    """Return the lower end of an amount, or the upper one where that is open, in the common unit."""
    return (one.low if one.low is not None else one.high or 0.0) * one.scale


@lru_cache(100_000)
def digits(number: float) -> int:
    """Return with how many digits a number is told, zeros at its ends left out."""
    return len(f"{number:.10g}".replace(".", "").strip("0")) or 1


def _off(one: Amount, other: Amount) -> float:
    """Return by what share of the greater two amounts differ."""
    low, high = sorted(map(abs, (least(one), least(other))))
    return (high - low) / high if high else 0.0


def _range(one: Amount) -> tuple[float, float]:
    return (
        -math.inf if one.low is None else one.low * one.scale,
        math.inf if one.high is None else one.high * one.scale,
    )


def _rounds(exact: Amount, rough: Amount) -> bool:
    """Say whether a number becomes another one when it is told in that one's unit with as many digits."""
    if exact.low is None or exact.low != exact.high or rough.low is None or rough.low != rough.high:
        return False
    value, told = exact.low * exact.scale / rough.scale, rough.low
    if not value or not told:
        return value == told
    if _off(exact, rough) > ROUNDED or (exact.scale == rough.scale and digits(told) >= digits(exact.low)):
        return False
    return math.isclose(float(f"{value:.{digits(told)}g}"), told, rel_tol=1e-6)
