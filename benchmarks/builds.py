"""How fast a whole build is, and how it grows: `onrecord build` on files of JSON Lines, from reading to linking.

Articles are invented from the paragraphs of those in a file. First the same ones on one core and on two; then more and
more of them on two: seconds, articles a second, the peak of memory of all processes together, the record's bytes an
article. The exponent is of the processors' seconds in the number of articles, from the least number to the most.

Exit status: 0 done; 1 an exponent is above --at-most, or memory above --memory; 2 not measured.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
from collections.abc import Sequence
from itertools import islice
from math import log
from pathlib import Path
from typing import Any

import copies_generator as generator
import memory
import program

GIVEN = Path(__file__).resolve().parents[2] / "shared/data/polnear/dev.jsonl.gz"
COLUMNS = ("articles", "cores", "on the wall", "of processors", "a second", "memory", "an article")
TOGETHER = 250
"""Articles a file."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    if not wanted.texts.is_file():
        program.stop(f"NOTHING WAS MEASURED: there is no {wanted.texts}; name a .jsonl or .jsonl.gz file with texts")
    sizes = sorted(wanted.sizes)
    print("".join(f"{title:>15}" for title in COLUMNS))
    runs = [(sizes[0], 1), *((size, 2) for size in sizes)] if not wanted.one_core else [(size, 1) for size in sizes]
    found = [_measured(wanted.texts, size, cores, wanted.seed) for size, cores in runs]
    grown = found[-len(sizes) :]
    peak = max(one["peak_mb"] for one in found)
    failed = peak > wanted.memory
    print(f"peak memory {peak:,.0f} MiB; at most {wanted.memory:,}")
    if not wanted.one_core:
        times = found[0]["wall_s"] / found[1]["wall_s"]
        print(f"on two cores {times:.2f} times as fast as on one")
    if len(sizes) > 1:
        exponent = log(grown[-1]["cpu_s"] / grown[0]["cpu_s"]) / log(sizes[-1] / sizes[0])
        failed |= exponent > wanted.at_most
        print(f"the time of a build grows as n to {exponent:.3f}; at most {wanted.at_most}")
    if wanted.json:
        wanted.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return int(failed)


def _measured(texts: Path, size: int, cores: int, seed: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        inputs, record = Path(folder) / "in", Path(folder) / "a.record"
        inputs.mkdir()
        made = generator.invented(generator.originals(texts), size, random.Random(seed))
        for number in range(0, size, TOGETHER):
            rows = (json.dumps(one.row()) + "\n" for one in islice(made, min(TOGETHER, size - number)))
            (inputs / f"{number:07}.jsonl").write_text("".join(rows), encoding="utf-8")
        took = memory.run([*program.COMMAND, "build", str(inputs), "-r", str(record)], cores=cores)
        bytes_each = os.path.getsize(record) / size
    one = {"articles": size, "cores": cores, **took._asdict(), "a_second": size / took.wall_s, "bytes": bytes_each}
    print(
        f"{size:15,}{cores:15}{took.wall_s:13,.1f} s{took.cpu_s:13,.1f} s{one['a_second']:15,.1f}"
        f"{took.peak_mb:11,.0f} MiB{bytes_each:9,.0f} bytes",
        flush=True,
    )
    return one


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 3000, 10_000], help="how many articles")
    parser.add_argument("--texts", type=Path, default=GIVEN, help=".jsonl(.gz), an id and a text a line")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one-core", action="store_true", help="all on one core, where there are no two")
    parser.add_argument("--at-most", type=float, default=1.1, help="end with 1 where the exponent is higher")
    parser.add_argument("--memory", type=int, default=1500, help="end with 1 where more MiB are taken")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
