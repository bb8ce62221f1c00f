"""What is common to those who read while a build writes: a folder of articles that grows, and faults that are told."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import rows_generator

MOST = 10
"""So many different faults are told."""
COME = 5
"""Articles that come at a time."""


class Inputs:
    """A folder of invented articles, and how many are in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "in"
        self.folder.mkdir()
        self.number = 0
        self._made = rows_generator.articles(7)

    def grow(self) -> None:
        """Let a few articles come and one change."""
        for _ in range(COME):
            (self.folder / f"{self.number:05}.txt").write_text(next(self._made).text, encoding="utf-8")
            self.number += 1
        with (self.folder / f"{self.number // 2:05}.txt").open("a", encoding="utf-8") as changed:
            changed.write("One word more.\n")


def told(faults: Sequence[str]) -> int:
    """Print what readers met, and return the exit status."""
    for fault, count in Counter(faults).most_common(MOST):
        print(f"FAULT, {count} times: {fault}")
    return int(bool(faults))


def options(arguments: Sequence[str] | None, description: str | None, seconds: float) -> argparse.Namespace:
    """Return how long is read, and by how many."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=seconds)
    parser.add_argument("--readers", type=int, default=20)
    return parser.parse_args(arguments)
