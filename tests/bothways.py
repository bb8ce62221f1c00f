"""The same input through a build here and through Spark, one of whose workers is killed on the way: the same tables.

Run as a program it says how long each took, which tables differ, if any does, and what Spark wrote for each article:
bytes that went between its tasks, bytes put aside at the most, bytes of the tables.

Exit status: 0 all rows are the same, and a worker was killed; 1 they are not; 2 not measured.
"""

import argparse
import json
import os
import signal
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

LOCAL = "local-cluster[2,1,1024]"
"""Two workers of a core and a GiB each, every one a process."""
EXECUTOR = b"CoarseGrainedExecutorBackend"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", help="what to build")
    parser.add_argument("--first", type=int, help="take only so many lines of a file of JSON Lines")
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        paths = [_cut(path, wanted.first, Path(folder)) if wanted.first else path for path in wanted.paths]
        os.chdir(folder)
        began = time.monotonic()
        here = built_here(paths)
        print(f"a build here: {len(here['documents'])} documents, {time.monotonic() - began:.0f} s", flush=True)
        began = time.monotonic()
        Path("events").mkdir()
        logged = {"enabled": "true", "compress": "false", "dir": f"file:{Path('events').resolve()}"}
        told = " ".join(f"--conf spark.eventLog.{name}={value}" for name, value in logged.items())
        os.environ["PYSPARK_SUBMIT_ARGS"] = f"{told} pyspark-shell"
        there, killed, aside = built_on_spark(paths)
        print(f"on Spark, {len(killed)} of its workers killed: {time.monotonic() - began:.0f} s", flush=True)
        articles = max(1, len(there["articles"]))
        for what, size in (("shuffled", _shuffled()), ("put aside", aside), ("tables", _size(Path("there")))):
            print(f"{what}: {size / articles:,.0f} bytes an article")
    wrong = differences(here, there)
    for table, some in wrong.items():
        print(f"DIFFERENT: {table}, {len(some)} rows, such as {some[0]!r:.300}")
    for table, rows in here.items():
        print(f"{table}: {len(rows):,} rows" + ("" if table in wrong else ", the same"))
    if not here["statements"] or not killed:
        print("NOTHING WAS MEASURED: there are no statements, or no worker was killed", file=sys.stderr)
        return 2
    return int(bool(wrong))


def built_here(paths):
    """The rows of a local build, by table."""
    from onrecord.record import Record

    with Record(Path("here.record"), create=True) as record:
        record.build(paths)
        record.export(Path("here"))
    return rows(Path("here"))


def built_on_spark(paths, *, master=LOCAL):
    """The rows of a build on Spark by table, the executors that were killed, and the most bytes that were put aside."""
    from onrecord.engines import spark

    killed, aside, done = [], [0], threading.Event()
    watch = threading.Thread(target=_watch, args=(killed, aside, done))
    watch.start()
    try:
        spark.build([str(path) for path in paths], "there", master=master)
    finally:
        done.set()
        watch.join()
    return rows(Path("there")), killed, max(aside)


def _shuffled():
    """The bytes that tasks wrote for one another, as Spark's log of events tells."""
    size = 0
    for path in Path("events").rglob("*"):
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
            if line.startswith('{"Event":"SparkListenerTaskEnd"'):
                metrics = json.loads(line).get("Task Metrics") or {}
                size += metrics.get("Shuffle Write Metrics", {}).get("Shuffle Bytes Written", 0)
    return size


def _size(folder):
    size = 0
    for path in folder.rglob("*"):
        with suppress(OSError):  # it is gone since
            size += path.stat().st_size if path.is_file() else 0
    return size


def rows(folder):
    """The rows of exported tables, in an order of their own."""
    import pyarrow.dataset as ds

    from onrecord.store import portable

    return {
        name: sorted(map(repr, ds.dataset(folder / name, format="parquet").to_table().to_pylist()))
        for name in portable.tables()
    }


def differences(here, there):
    """The rows that only one of two has, by table."""
    found = {name: sorted(set(here[name]) ^ set(there[name])) or _repeated(here[name], there[name]) for name in here}
    return {name: some for name, some in found.items() if some}


def _repeated(one, other):
    return [] if one == other else ["rows that stand there more than once"]


def _watch(killed, aside, done):
    """Kill one executor when it has begun to work: when it has a process of Python's; and see what is put aside."""
    while not done.wait(0.5):
        aside.append(_size(Path("there/_staging")))
        for pid in () if killed else _below(os.getpid()):
            if EXECUTOR in _command(pid) and any(b"pyspark" in _command(child) for child in _below(pid)):
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
                break


def _below(pid):
    found = [pid]
    for one in found:
        for path in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, path.read_text().split())
            except OSError:
                continue  # it has ended
    return found[1:]


def _command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _cut(path, count, folder):
    import gzip

    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as stream:
        lines = [line for _, line in zip(range(count), stream, strict=False)]
    to = folder / f"{path.name.removesuffix('.gz')}"
    to.write_text("".join(lines), encoding="utf-8")
    return to


if __name__ == "__main__":
    sys.exit(main())
