"""What a user waits for and what the program takes: seconds from a cold start, and peak memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from program import COMMAND, stop


class Run(NamedTuple):
    """One run of a command; ``peak_mb`` is None where the system does not tell."""

    seconds: float
    peak_mb: float | None


def run(command: Sequence[str]) -> Run:
    """Run a command to its end, with its modules compiled once for all runs, as an installation has them.

    Raises:
        SystemExit: status 2, where it did not end well: the time of a failure is no figure.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as errors:
        begin = perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, env=environment)
        status, peak_mb = _waited(child)
        taken = perf_counter() - begin
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip().splitlines()
    if status:
        stop(f"`{' '.join(command)}` ended with status {status}: {said[-1] if said else 'it said nothing'}")
    return Run(taken, peak_mb)


def seconds(command: Sequence[str], *, rounds: int) -> float:
    """Return the median of some runs, after one that fills the disk's cache and leaves compiled modules."""
    run(command)
    return median(run(command).seconds for _ in range(rounds))


def cold_start(texts: Sequence[str], folder: Path, *, rounds: int) -> dict[str, float]:
    """Return the median seconds of the program's shortest runs, by what is run.

    Args:
        texts: articles, of which the shortest is extracted.
        folder: where files may be written.
        rounds: of how many runs each figure is the median.
    """
    short = folder / "short.txt"
    short.write_text(min(texts, key=len), encoding="utf-8")
    commands = {
        "onrecord --help": [*COMMAND, "--help"],
        "import onrecord.extract": [sys.executable, "-c", "import onrecord.extract"],
        "onrecord extract, one short file": [*COMMAND, "extract", str(short)],
    }
    return {what: seconds(command, rounds=rounds) for what, command in commands.items()}


def peak_mb(texts: Sequence[str], folder: Path) -> float | None:
    """Return the peak memory, in MiB, of extracting all texts in one run."""
    path = folder / "all.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)), "utf-8")
    return run([*COMMAND, "extract", str(path)]).peak_mb


def _waited(child: subprocess.Popen[bytes]) -> tuple[int, float | None]:
    """Wait for a child and return its exit status and peak memory."""
    if not hasattr(os, "wait4"):
        return child.wait(), None
    # Of this child alone: RUSAGE_CHILDREN would be the largest of all there were. A child begins with the peak of the
    # process it was forked from, which is why this module and its callers import nothing large.
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
