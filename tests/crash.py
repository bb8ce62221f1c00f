"""Crashes: what changes a record is killed at a random moment, or finds the disk full at one, and then done again.

After each the record opens, `verify` finds no fault, and done again it ends in what one never stopped exports.

`python tests/crash.py --kills 100 --full 50` (`make crash`) takes the actions in turn. A full disk is a small file
system of memory in a mount namespace of its own; where none can be had, a limit on the size of files: that is said.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import multiprocessing
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from town import article, lines

FOLDER = Path(__file__).parents[1] / "samples" / "articles"
SAMPLES = ("orran-ledger-2025-03-12.txt", "tidewrack-2025-03-13.md", "kelderwick-courier-2025-03-07.html")
OLD = Path(__file__).parent / "store" / "files"
NEWNS, PRIVATE = 0x00020000, (1 << 14) | (1 << 18)  # linux/sched.h, linux/mount.h: MS_REC, MS_PRIVATE
REFUSED, FULL = 3, 4
"""How a child ends that has no file system of its own, or whose action said that it could not be done."""


class Action(NamedTuple):
    """What changes a record: ``begin`` makes the record it changes, if any; ``work`` can be done again and again."""

    begin: Callable[[Path, Path], object]
    work: Callable[[Path, Path], object]


def put_in(inputs: Path, count: int) -> None:
    """Put some of the samples and so many short articles into a folder, every other one a copy."""
    inputs.mkdir(exist_ok=True)
    for name in SAMPLES:
        shutil.copy(FOLDER / name, inputs)
    many = [{"id": f"n{n}", "text": article(n // 2, 2), "title": f"Case {n}"} for n in range(count)]
    (inputs / "many.jsonl").write_text(lines(*many), "utf-8")


def build(inputs: Path, record: Path) -> None:
    """Build, in whichever process."""
    from onrecord.record import Record

    with Record(record, create=True) as opened:
        opened.build([inputs])


def change(inputs: Path, record: Path) -> None:
    """Build, then change, add and take away what was read."""
    build(inputs, record)
    path = inputs / "many.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    changed = [{**row, "text": article(n + 1000, 2)} if n % 3 == 0 else row for n, row in enumerate(rows)]
    path.write_text(lines(*changed[5:]), "utf-8")
    for n in range(4):
        (inputs / f"more-{n}.txt").write_text(article(n + 2000), "utf-8")
    (inputs / "orran-ledger-2025-03-12.txt").write_text(article(3000), "utf-8")


def remove(inputs: Path, record: Path) -> None:
    """Take half of it out, as far as that has not been done."""
    from onrecord.record import Record, RecordError

    with Record(record) as opened:
        opened.wipe()
        try:
            what = opened.removal([str(inputs / "tidewrack-2025-03-13.md"), "n0", "n2", "n4"])
        except RecordError as error:
            if "nothing on record" not in str(error):
                raise
            return
        opened.remove(what)


def old(version: int) -> Callable[[Path, Path], object]:
    """Return what puts a record of an older schema in place."""
    return lambda inputs, record: shutil.copy(OLD / f"schema-{version}.record", record)


def migrate(inputs: Path, record: Path) -> None:
    """Bring it up to date, and link it."""
    from onrecord.record import Record

    with Record(record, create=True) as opened:
        opened.build([])


def correct(inputs: Path, record: Path) -> None:
    """Correct people and statements one after another, as far as that has not been done."""
    from onrecord.located import Marked
    from onrecord.record import Record, Wanted

    def id_of(opened: Record, words: str) -> str:
        return next(opened.statements(Wanted(like=words, rejected=True)))["id"]

    steps: list[Callable[[Record, str], object]] = [
        lambda r, by: r.merge_people("Hanna Pruett", "Alban Pruett", by=by),
        lambda r, by: r.set_speaker(id_of(r, "rebuild the mole"), "Xenia Quibblesworth", by=by),
        lambda r, by: r.change(id_of(r, "outlast concrete"), Marked(content=["Stone will not outlast"]), by=by),
        lambda r, by: r.reject(id_of(r, "boats were already landing"), id_of(r, "melting"), by=by),
        lambda r, by: r.add_statement(
            next(r.statements(Wanted(like="fifth")))["document"],
            0,
            Marked(content=["Lenders were listening"]),
            speaker="Ida Moll",
            by=by,
        ),
        lambda r, by: r.rename_person("Leila Farrandine", "L. Farrandine", by=by),
        lambda r, by: r.undo(next(c["id"] for c in r.corrections() if c["made_by"] == "step 0"), by=by),
    ]
    with Record(record) as opened:
        done = {row["made_by"] for row in opened.corrections()}
        for n, step in enumerate(steps):
            if f"step {n}" not in done:
                step(opened, f"step {n}")


def sent(inputs: Path, record: Path) -> None:
    """Build, and let a colleague send a file of corrections."""
    from onrecord.record import Record

    build(inputs, record)
    with Record(record) as opened:
        opened.backup(theirs := inputs.parent / "theirs.record")
    correct(inputs, theirs)
    with Record(theirs) as opened:
        opened.export_corrections(inputs.parent / "theirs.jsonl")


def merge(inputs: Path, record: Path) -> None:
    """Merge a colleague's corrections."""
    from onrecord.record import Record

    with Record(record) as opened:
        opened.import_corrections(inputs.parent / "theirs.jsonl")


def nothing(inputs: Path, record: Path) -> None:
    """Begin with no record."""


ACTIONS = {
    "build": Action(nothing, build),
    "build again": Action(change, build),
    "removal": Action(build, remove),
    "corrections": Action(build, correct),
    "a colleague's corrections": Action(sent, merge),
    "migration from 1": Action(old(1), migrate),
    "migration from 2": Action(old(2), migrate),
    "migration from 3": Action(old(3), migrate),
}
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(
    ["onrecord.build", "onrecord.colleagues", "onrecord.store.removal", "trafilatura", "dateparser", "pypdfium2"]
)


class Trials:
    """One action with its inputs: the record it changes, and what it ends in if nothing stops it."""

    def __init__(self, action: str, folder: Path, *, articles: int, rng: random.Random) -> None:
        self.action, self._rng = action, rng
        self._inputs, self._before, self._record = folder / "in", folder / "before.record", folder / "town.record"
        put_in(self._inputs, articles)
        in_child(ACTIONS[action].begin, self._inputs, self._before)
        self._restore()
        began = time.monotonic()
        in_child(ACTIONS[action].work, self._inputs, self._record)
        self._seconds = time.monotonic() - began
        self._expected = exported(self._record)
        self._size = sum(path.stat().st_size for path in beside(self._record))
        sound(self._record)

    def killed(self) -> bool:
        """Kill the action at a random moment and check what is left; return whether it was still at work."""
        self._restore()
        child = CONTEXT.Process(target=ACTIONS[self.action].work, args=(self._inputs, self._record), daemon=False)
        child.start()
        child.join(self._rng.uniform(0, self._seconds))
        at_work = child.exitcode is None
        child.kill()
        child.join()
        if at_work:
            self._check()
        return at_work

    def full(self, *, mounted: bool) -> bool:
        """Let the disk be full at a random size and check what is left; return whether that stopped the action."""
        self._restore()
        held = sum(path.stat().st_size + 4096 for path in beside(self._record)) if mounted else 0
        room = int(held + 1.5 * self._size * self._rng.random() ** 3)  # many small ones: some actions write little
        target = on_small_disk if mounted else with_small_files
        child = CONTEXT.Process(target=target, args=(self.action, self._inputs, self._record, room), daemon=False)
        child.start()
        child.join(300)
        if child.exitcode == REFUSED:
            raise OSError("no file system can be mounted here")
        assert child.exitcode in (0, FULL), f"{self.action}: ended with {child.exitcode} with room for {room} bytes"
        self._check()
        return child.exitcode == FULL

    def _restore(self) -> None:
        for path in beside(self._record):
            path.unlink()
        for path in beside(self._before):
            shutil.copy(path, self._record.with_name(path.name.replace("before", "town")))

    def _check(self) -> None:
        if self._record.exists() and self._record.stat().st_size:
            sound(self._record)
        in_child(ACTIONS[self.action].work, self._inputs, self._record)
        sound(self._record)
        assert exported(self._record) == self._expected, f"{self.action}: what was done again ends in something else"


def in_child(function: Callable[[Path, Path], object], inputs: Path, record: Path) -> None:
    """Call a function in a process of its own, which has the libraries loaded."""
    child: BaseProcess = CONTEXT.Process(target=Call(function), args=(inputs, record), daemon=False)
    child.start()
    child.join()
    assert child.exitcode == 0, f"ended with {child.exitcode}"


class Call:
    """A function that another process finds by its place in ``ACTIONS``, since some have no name."""

    def __init__(self, function: Callable[[Path, Path], object]) -> None:
        self._at = next((name, one.index(function)) for name, one in ACTIONS.items() if function in one)

    def __call__(self, inputs: Path, record: Path) -> None:
        name, at = self._at
        ACTIONS[name][at](inputs, record)


def beside(record: Path) -> list[Path]:
    """Return the files of a record."""
    return [path for path in record.parent.glob(f"{record.name}*") if path.is_file()]


def sound(record: Path) -> None:
    """Check a record: it opens, and has no fault but traces of a removal that was cut short."""
    from onrecord.record import Record

    with Record(record, create=True) as opened:
        faults = [fault for fault in opened.verify() if not fault.fault.startswith("holds traces of what was removed")]
    assert not faults, faults


def exported(record: Path) -> bytes:
    """Return all that a record exports, in an order that does not tell when it was read."""
    from onrecord.record import Record

    with Record(record) as opened:
        found = sorted(opened.extractions(with_text=True), key=lambda row: (row["file"], row["id"], row["revision"]))
        said = [(row["action"], row["made_by"], row["state"]) for row in opened.corrections()]
        listings = [list(opened.articles()), list(opened.statements()), list(opened.people()), found, said]
    return json.dumps(listings, ensure_ascii=False).encode("utf-8", "surrogatepass")


def with_small_files(action: str, inputs: Path, record: Path, room: int) -> None:
    """Work where no file may be larger than so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    _until_full(action, inputs, record)


def on_small_disk(action: str, inputs: Path, record: Path, room: int) -> None:
    """Work on a file system of so many bytes, and bring back what is there in the end."""
    small = record.parent / "small"
    small.mkdir(exist_ok=True)
    libc = ctypes.CDLL(None, use_errno=True)
    options = f"size={room // 1024}k".encode()
    if (
        libc.unshare(NEWNS)
        or libc.mount(b"none", b"/", None, PRIVATE, None)
        or libc.mount(b"tmpfs", os.fsencode(small), b"tmpfs", 0, options)
    ):
        os._exit(REFUSED)
    for path in beside(record):
        shutil.move(path, small)
    try:
        _until_full(action, inputs, small / record.name)
    finally:
        for path in beside(small / record.name):
            shutil.copy(path, record.parent)


def _until_full(action: str, inputs: Path, record: Path) -> None:
    from onrecord.record import RecordError

    try:
        ACTIONS[action].work(inputs, record)
    except RecordError as error:
        if not any(words in str(error) for words in ("disk is full", "disk may be full", "traces stay")):
            raise
        sys.exit(FULL)


@contextmanager
def trials(action: str, *, articles: int, rng: random.Random) -> Iterator[Trials]:
    """Prepare an action in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="onrecord-crash-") as folder:
        yield Trials(action, Path(folder), articles=articles, rng=rng)


def main() -> None:
    """Crash all actions in turn, and say how often each was stopped on its way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--full", type=int, default=50)
    parser.add_argument("--articles", type=int, default=60, help="short ones, besides the samples")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    rng = random.Random(wanted.seed)
    mounted = True
    stopped: Counter[tuple[str, str]] = Counter()
    for number, action in enumerate(ACTIONS):
        with trials(action, articles=wanted.articles, rng=rng) as some:
            kills, fulls = (
                count // len(ACTIONS) + (number < count % len(ACTIONS)) for count in (wanted.kills, wanted.full)
            )
            while stopped[action, "killed"] < kills:
                stopped[action, "killed"] += some.killed()
            while stopped[action, "disk full"] < fulls:
                try:
                    stopped[action, "disk full"] += some.full(mounted=mounted)
                except OSError as error:
                    print(f"NOTE: {error}; a full disk is a limit on the size of files instead", file=sys.stderr)
                    mounted = False
        counts = ", ".join(f"{stopped[action, how]} times {how}" for how in ("killed", "disk full"))
        print(f"{action}: {counts}; each time sound, and done again the same", flush=True)


if __name__ == "__main__":
    main()
