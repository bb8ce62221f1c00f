"""Floors: the figures that may not be fallen below. They rise freely and fall only by an explicit flag."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import floor
from pathlib import Path

Figures = dict[str, float]
NEW = ("linked/statement", "exact/source", "exact/cue", "exact/content")
"""What gets a floor in a gold file that has none yet."""


def load(path: Path) -> dict[str, Figures]:
    """Return the floors of all gold files, none where there is no file of them."""
    found: dict[str, Figures] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def save(path: Path, floors: Mapping[str, Figures]) -> None:
    """Write the floors of all gold files."""
    path.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def below(floors: Figures, measured: Figures) -> list[str]:
    """Return a sentence for each figure that is below its floor; a figure that was not measured is below any."""
    sentences = []
    for name, least in floors.items():
        if name not in measured:
            sentences.append(f"{name} has a floor of {least:.3f} and was not measured; there are {', '.join(measured)}")
        elif measured[name] < least:
            sentences.append(f"{name} is {measured[name]:.4f}, below its floor of {least:.3f}")
    return sentences


def moved(floors: Figures, measured: Figures, *, up: bool = False, down: bool = False) -> Figures:
    """Return the floors moved to the measured figures, rounded down to 3 decimals.

    Args:
        floors: as they are; where there are none, those of ``NEW`` are raised from 0.
        measured: figures by name.
        up: raise those that lie lower; none is lowered.
        down: lower those that lie higher; none is raised.
    """
    new = {}
    for name, least in (floors or dict.fromkeys(NEW if up else (), 0.0)).items():
        reached = _down(measured[name]) if name in measured else least
        new[name] = reached if (up and reached > least) or (down and reached < least) else least
    return new


def _down(figure: float) -> float:
    return floor(figure * 1000 + 1e-9) / 1000  # 0.66 * 1000 may come out a hair below 660
