"""How linking grows: invented articles with copies are put into a record, and comparing them is timed.

They are put there by the functions that a build calls, with nothing extracted from them. Filling, then linking at each
size, is a process of its own, so that its peak memory is its own too. Linking takes in the fingerprints, which are made
then. "One more": linking again when one article, a copy, has come. Times are the processor's, since a clock on a wall
counts what else the machine does; its are told too.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from itertools import islice
from math import log
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import coldstart
import copies_generator as generator
import program
from copies_generator import Made

EXPONENT = 1.15
"""At most: linking n articles takes a time that grows as n to this."""
EACH = range(9)
"""How many copies an original has."""
EDITS = (*generator.EDITS, "all at once", "copy of a copy")
CHUNK = 500
"""Originals that are made at a time."""


def main(texts: Path, sizes: Sequence[int], rounds: int, seed: int) -> int:
    """Time linking at two sizes, print what it takes, and return the exit status."""
    seconds = {}
    titles = ("articles", "reprints", "linked in", "on the wall", "peak memory", "one more", "record")
    print("".join(f"{title:>13}" for title in titles))
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            runs = list(_runs(texts, size, rounds, seed, Path(folder)))
        seconds[size] = median(run["seconds"] for run in runs)
        peak, more = median(run["peak_mb"] for run in runs), median(run["one_more_s"] for run in runs)
        wall, disk = median(run["wall_s"] for run in runs), runs[-1]["record_mb"]
        print(f"{size:13,}{runs[-1]['reprints']:13,}{seconds[size]:11.1f} s{wall:11.1f} s", end="")
        print(f"{peak:9,.0f} MiB{more:11.3f} s{disk:9,.0f} MiB", flush=True)
    small, large = sizes
    exponent = log(seconds[large] / seconds[small]) / log(large / small)
    print(f"the time of linking grows as n to {exponent:.3f}; at most {EXPONENT}")
    return int(exponent > EXPONENT)


def _runs(texts: Path, size: int, rounds: int, seed: int, folder: Path) -> Iterable[dict[str, Any]]:
    """Yield what linking so many articles takes, time after time from the same record."""
    filled, record, result = folder / "filled.record", folder / "linked.record", folder / "result.json"
    me = [sys.executable, __file__]
    coldstart.run([*me, "fill", str(texts), str(filled), str(size), str(seed)])
    for _ in range(rounds):
        shutil.copyfile(filled, record)
        peak_mb = coldstart.run([*me, "link", str(record), str(result)]).peak_mb
        found = json.loads(result.read_text(encoding="utf-8"))
        yield {**found, "peak_mb": peak_mb or float("nan"), "record_mb": record.stat().st_size / 2**20}


def put_in(db: sqlite3.Connection, made: Iterable[Made], folder: Path) -> None:
    """Write articles to a file, have it read, and put them into a record."""
    from onrecord.store import write
    from onrecord.terms import Document

    for document in _read(made, folder):
        if not isinstance(document, Document):
            program.stop(f"{document.file} {document.reason}")
        readings = [write.Reading(article, (), (), ()) for article in document.articles]
        write.add(db, folder / "made.jsonl", document, "", readings)


def _read(made: Iterable[Made], folder: Path) -> Iterable[Any]:
    from onrecord.read import read

    lines = folder / "made.jsonl"
    lines.write_text("".join(json.dumps(one.row()) + "\n" for one in made), encoding="utf-8")
    return read(lines)


def link(db: sqlite3.Connection) -> float:
    """Find the copies in a record, and return the processor's seconds that took."""
    from onrecord import copies
    from onrecord.store import revisions

    begin = process_time()
    with revisions.transaction(db):
        copies.find(db)
    return process_time() - begin


def _fill(texts: Path, record: Path, size: int, seed: int) -> None:
    from onrecord.store import schema

    rng = random.Random(seed)
    originals = generator.invented(generator.originals(texts), size, rng)
    left = size
    with closing(schema.opened(record, create=True)) as db, tempfile.TemporaryDirectory() as folder:
        db.execute("PRAGMA synchronous = OFF")
        while left:
            made = list(generator.copies(list(islice(originals, CHUNK)), EDITS, EACH, rng))[:left]
            put_in(db, made, Path(folder))
            left -= len(made)


def _link(record: Path, result: Path) -> None:
    from onrecord.store import schema

    with closing(schema.opened(record)) as db, tempfile.TemporaryDirectory() as folder:
        begin = perf_counter()
        found: dict[str, float] = {"seconds": link(db), "wall_s": perf_counter() - begin}
        (found["reprints"],) = db.execute("SELECT count(reprint_of) FROM articles").fetchone()
        row = db.execute("SELECT text FROM documents ORDER BY number LIMIT 1 OFFSET 1").fetchone()
        more = generator.noise(row[0], random.Random(1), 0.05)
        put_in(db, [Made("one-more", more, "", "2019-01-01", "", "")], Path(folder))
        found["one_more_s"] = link(db)
        (now,) = db.execute("SELECT count(reprint_of) FROM articles").fetchone()
        if now != found["reprints"] + 1:
            program.stop("NOTHING WAS MEASURED: the copy that came last was not found")
    result.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        _fill(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
    else:
        _link(Path(sys.argv[2]), Path(sys.argv[3]))
