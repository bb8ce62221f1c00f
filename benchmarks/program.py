"""The program as a user runs it: a child process whose output is what gets measured."""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

Row = dict[str, Any]

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
    run(["extract", *options, *map(str, paths)], to)


def run(arguments: Sequence[str], to: Path) -> None:
    """Run a command of ``onrecord`` and keep what it prints; what it said on standard error is said again.

    Raises:
        SystemExit: status 2, where the program could not do it or broke off.
    """
    name = f"onrecord {arguments[0]}"
    with to.open("wb") as out:
        done = subprocess.run(
            [*COMMAND, *arguments], stdout=out, stderr=subprocess.PIPE, text=True, errors="replace", check=False
        )
    for line in done.stderr.splitlines():
        print(f"{name}: {line}", file=sys.stderr)
    # A program that breaks off with an exception ends with 1 too, and leaves predictions that look like few findings.
    if done.returncode not in (0, 1) or "Traceback (most recent call last)" in done.stderr:
        stop(f"`{name}` ended with status {done.returncode}; nothing was scored")
    if done.returncode == 1:
        print(f"{name} ended with status 1: what it skipped (above) counts as not found", file=sys.stderr)


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file, packed by gzip or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def stop(sentence: str) -> NoReturn:
    """Say why it cannot be measured, and end with status 2."""
    print(f"{Path(sys.argv[0]).name}: {sentence}", file=sys.stderr)
    sys.exit(2)


def items(path: Path, key: str, keys: frozenset[str]) -> list[Row]:
    """Return the sentences of a challenge file, each with a list of gold findings under ``key``.

    Raises:
        SystemExit: status 2, where there are none, or a line is no such sentence.
    """
    if not path.is_file():
        stop(f"there is no {path}: name a file of sentences, in JSON Lines")
    try:
        found = rows(path)
    except ValueError as error:
        stop(f"{path} is no JSON Lines in UTF-8 ({error}): correct it")
    for item in found:
        if (
            not isinstance(item, dict)
            or not {"id", "text", key} <= item.keys()
            or any(keys - one.keys() for one in item[key])
        ):
            stop(f'{path} holds what is no item with "id", "text" and whole "{key}": {str(item)[:60]}')
    if not any(item[key] for item in found):
        stop(f"{path} holds no {key}")
    return found


def found(path: Path, key: str) -> dict[str, list[Row]]:
    """Run ``onrecord extract`` on a file and return what it found of one kind in each text, under its id."""
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "found.jsonl"
        extract([path], printed, options=["--text"])
        return {
            row["id"]: [{**one, "text": row["text"][slice(*one["span"])]} for one in row[key]] for row in rows(printed)
        }


def share(words: str) -> float:
    """Return a share that the command line gives.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if not 0 <= float(words) <= 1:
        raise argparse.ArgumentTypeError(f"{words} is outside 0 to 1; try 0.9")
    return float(words)
