"""A command with all processes that it begins: the seconds it takes, and the most memory that they hold together."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from program import stop

EVERY_S = 0.1


class Family(NamedTuple):
    """What a command took: seconds on the wall, seconds of processors, MiB at the peak of all processes together."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def run(command: Sequence[str], *, cores: int) -> Family:
    """Run a command to its end on so many cores; memory that processes share counts for each (it is on Linux only).

    Raises:
        SystemExit: status 2, where it did not end well, or there are not so many cores.
    """
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    if len(allowed) < cores:
        stop(f"NOTHING WAS MEASURED: {cores} cores were asked for, and there are {len(allowed)}")
    before, began, peak = os.times(), time.perf_counter(), 0
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: os.sched_setaffinity(0, allowed),
    ) as child:
        while child.poll() is None:
            peak = max(peak, sum(map(_resident, _family(child.pid))))
            time.sleep(EVERY_S)
        assert child.stderr is not None
        said = child.stderr.read().decode(errors="replace").strip()
    wall, after = time.perf_counter() - began, os.times()
    if child.returncode:
        stop(f"`{' '.join(command)}` ended with status {child.returncode}: {said}")
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return Family(wall, cpu, peak / 2**20)


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        for path in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, path.read_text().split())
            except OSError:
                continue  # it has ended
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
