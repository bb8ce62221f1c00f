"""Is every input accounted for? A folder of mixed files, a tenth of them broken, is built twice by the program itself.

The table says of each kind of file how many there are, what was to become of their inputs, and what did. It adds up
where read, unchanged and skipped together are the inputs; each input is read or skipped as expected; each that is
skipped is named with a reason, and no other; and a second build finds unchanged all that was read, and says the same of
the rest.
Exit status: 0 it adds up; 1 it does not; 2 not measured.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import mixed_files
import program
from mixed_files import Case

COUNTS = re.compile(r"([\d,]+) inputs?: ([\d,]+) read, ([\d,]+) unchanged, ([\d,]+) skipped")


class Build(NamedTuple):
    """What a build says: its counts, and the files it names as skipped, each with its reason."""

    inputs: int
    read: int
    unchanged: int
    skipped: int
    named: list[str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "in"
        cases = made(root, wanted.files, wanted.seed)
        first = build(root, Path(temporary) / "it.record")
        again = build(root, Path(temporary) / "it.record")
        table(cases, first, root)
        wrong = faults(cases, first, again)
    for what in wrong:
        print(what)
    print("it does not add up" if wrong else "it adds up")
    return int(bool(wrong))


def made(root: Path, count: int, seed: int) -> list[Case]:
    """Make files of all formats that can be made here, and say which others the program knows."""
    from onrecord.read.formats import FORMATS

    if left_out := sorted(FORMATS.keys() - mixed_files.SOUND.keys()):
        print(f"not made here: {', '.join(left_out)}")
    return mixed_files.folder(root, count, random.Random(seed))


def build(root: Path, record: Path) -> Build:
    """Run ``onrecord build`` on a folder."""
    command = [*program.COMMAND, "build", str(root), "-r", str(record)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")
    counts = COUNTS.search(done.stdout)
    if done.returncode != 1 or counts is None or "Traceback" in done.stderr:
        said = done.stderr.strip().splitlines()
        program.stop(f"`onrecord build` ended with status {done.returncode}: {said[-1] if said else done.stdout}")
    numbers = [int(number.replace(",", "")) for number in counts.groups()]
    prefix = "skipped: "
    return Build(*numbers, [line.removeprefix(prefix) for line in done.stderr.splitlines() if line.startswith(prefix)])


def table(cases: Sequence[Case], first: Build, root: Path) -> None:
    """Print what became of each kind of file."""
    kinds: dict[str, list[Case]] = {}
    for case in cases:
        kinds.setdefault(case.kind, []).append(case)
    print(f"{'':42} {'files':>6} {'to read':>8} {'to skip':>8} {'skipped':>8}  for example")
    for kind, some in sorted(kinds.items()):
        named = [line for case in some for line in first.named if _is_of(line, case)]
        example = named[0].removeprefix(str(root) + "/")[:90] if named else ""
        reading, skipping = sum(case.read for case in some), sum(case.skipped for case in some)
        print(f"{kind:42} {len(some):6} {reading:8} {skipping:8} {len(named):8}  {example}")


def faults(cases: Sequence[Case], first: Build, again: Build) -> list[str]:
    """Return a sentence for each thing that does not add up."""
    reading, skipping = sum(case.read for case in cases), sum(case.skipped for case in cases)
    wrong = []
    for what, counts in (("first", first), ("second", again)):
        if counts.read + counts.unchanged + counts.skipped != counts.inputs:
            wrong.append(f"the {what} build's counts are not those of its inputs: {counts[:4]}")
        if len(counts.named) != counts.skipped:
            wrong.append(f"the {what} build skipped {counts.skipped} and named {len(counts.named)}")
        for case in cases:
            named = [line for line in counts.named if _is_of(line, case)]
            if len(named) != case.skipped or not all(line.partition(": ")[2].strip() for line in named):
                wrong.append(f"{case.path} ({case.kind}) was to be skipped {case.skipped} times: {named}")
    if first[:4] != (reading + skipping, reading, 0, skipping):
        wrong.append(f"the first build was to read {reading} and skip {skipping}: {first[:4]}")
    if again[:4] != (reading + skipping, 0, reading, skipping):
        wrong.append(f"the second build was to find {reading} unchanged and skip {skipping}: {again[:4]}")
    if Counter(first.named) != Counter(again.named):
        wrong.append("the second build names other files, or other reasons, than the first")
    return wrong


def _is_of(line: str, case: Case) -> bool:
    """Say whether a line names a file, or a part of it."""
    return line.startswith(str(case.path)) and not line[len(str(case.path))].isalnum()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000, help="how many, a tenth of them broken")
    parser.add_argument("--seed", type=int, default=1, help="others for each seed")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
