"""The program as a user runs it: a child process whose output is what gets measured."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

COMMAND = (sys.executable, "-m", "onrecord")


def extract(paths: Sequence[Path], to: Path, *, options: Sequence[str] = ()) -> None:
    """Run ``onrecord extract`` on paths and keep what it prints; what it said on standard error is said again.

    Args:
        paths: files and folders.
        to: the file that gets its output.
        options: of the command.

    Raises:
        SystemExit: status 2, where the program could not do it or broke off.
    """
    command = [*COMMAND, "extract", *options, *map(str, paths)]
    with to.open("wb") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
    for line in done.stderr.splitlines():
        print(f"onrecord extract: {line}", file=sys.stderr)
    # A program that breaks off with an exception ends with 1 too, and leaves predictions that look like few findings.
    if done.returncode not in (0, 1) or "Traceback (most recent call last)" in done.stderr:
        stop(f"`onrecord extract` ended with status {done.returncode}; nothing was scored")
    if done.returncode == 1:
        print("onrecord extract ended with status 1: what it skipped (above) counts as not found", file=sys.stderr)


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def stop(sentence: str) -> NoReturn:
    """Say why it cannot be measured, and end with status 2."""
    print(f"{Path(sys.argv[0]).name}: {sentence}", file=sys.stderr)
    sys.exit(2)
