"""Many who read a record while it is built: no error, no stale count, nothing torn.

One process builds again and again: each time a few invented articles come, and one changes. So many others open the
record all the time, list everything, and check that they see no fewer documents than were recorded before they opened
it, that each listing agrees with itself, and that words stand at their spans. Each minute one verifies all of it.

Exit status: 0 no reader met anything; 1 one did, each of which is told; 2 not measured.
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from multiprocessing.managers import Namespace, SyncManager
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

import growing
import program

CONTEXT = multiprocessing.get_context("spawn")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = growing.options(arguments, __doc__, seconds=300)
    with tempfile.TemporaryDirectory() as folder, CONTEXT.Manager() as manager:
        counts, faults = _run(Path(folder), wanted.seconds, wanted.readers, manager)
    print(f"{wanted.readers} readers and one build, {wanted.seconds:.0f} s: ", end="")
    print(", ".join(f"{count:,} {what}" for what, count in sorted(counts.items())))
    status = growing.told(faults)
    if not counts["builds"] or counts["listings read"] < wanted.readers:
        program.stop("NOTHING WAS MEASURED: some did not come to work; take more seconds")
    return status


def _run(folder: Path, seconds: float, readers: int, manager: SyncManager) -> tuple[Counter[str], list[str]]:
    done, told, shared = CONTEXT.Event(), CONTEXT.Queue(), manager.Namespace()
    shared.recorded = 0
    record = folder / "town.record"
    builder = CONTEXT.Process(target=_build, args=(folder, record, done, told, shared))
    builder.start()
    while not shared.recorded and builder.is_alive():
        time.sleep(0.1)
    others = [CONTEXT.Process(target=_read, args=(record, done, told, shared, n)) for n in range(readers)]
    for one in others:
        one.start()
    counts, faults = Counter[str](), []
    until, left = time.monotonic() + seconds, readers + 1
    while left:
        if time.monotonic() > until:
            done.set()
        while not told.empty():
            one = told.get()
            if isinstance(one, str):
                faults.append(one)
            else:
                counts += one
                left -= 1
        time.sleep(0.1)
    for one in [builder, *others]:
        one.join()
    return counts, faults


def _build(folder: Path, record: Path, done: Event, told: Queue[object], shared: Namespace) -> None:
    from onrecord.record import Record

    counts, inputs = Counter[str](), growing.Inputs(folder)
    try:
        while not done.is_set():
            inputs.grow()
            with Record(record, create=True) as opened:
                summary = opened.build([inputs.folder])
            shared.recorded = summary.on_record.documents + summary.on_record.earlier
            counts += Counter({"builds": 1, "documents recorded": summary.read})
    except Exception:
        told.put(f"the build: {traceback.format_exc()}")
    told.put(counts)


def _read(record: Path, done: Event, told: Queue[object], shared: Namespace, reader: int) -> None:
    counts, verified = Counter[str](), time.monotonic()
    while not done.is_set():
        try:
            verify = reader == 0 and time.monotonic() - verified > 60
            for fault in _listed(record, shared, verify=verify):
                told.put(f"a reader: {fault}")
            verified = time.monotonic() if verify else verified
            counts += Counter({"listings read": 4, "verifications": int(verify)})
        except Exception:
            told.put(f"a reader: {traceback.format_exc()}")
    told.put(counts)


def _listed(record: Path, shared: Namespace, *, verify: bool) -> list[str]:
    """Read all listings, and return what is wrong in them."""
    from onrecord.record import Record

    least, faults = shared.recorded, []
    with Record(record) as opened:
        articles = list(opened.articles())
        ids = {(row["id"], row["revision"]) for row in articles}
        if len(ids) < least:
            faults.append(f"{len(ids)} documents are listed, when {least} were recorded before")
        known = {(row["id"], row["article"]) for row in articles}
        for row in articles:
            if row["replaced_by"] and (row["replaced_by"]["id"], row["replaced_by"]["revision"]) not in ids:
                faults.append(f"{row['file']} is replaced by a revision that is not listed")
            if row["reprint_of"] and (row["reprint_of"]["id"], row["reprint_of"]["article"]) not in known:
                faults.append(f"{row['file']} is a reprint of an article that is not listed")
        faults += [f"{row['id']} has no words" for row in opened.statements() if not row["words"]]
        people = list(opened.people())
        faults += [f"{row['person']} has no name" for row in people if row["statements"] and not row["names"]]
        found = list(opened.extractions(with_text=True))
        if len(found) < len(articles):
            faults.append(f"{len(found)} articles are there, when there were {len(articles)} before")
        for row in found:
            ends = [end for one in row["statements"] for _, end in one["content"]]
            if any(end > len(row["text"]) for end in ends):
                faults.append(f"{row['file']} has a statement outside of its text")
        if verify:
            faults += [f"{fault.where} {fault.fault}" for fault in opened.verify()]
    return faults


if __name__ == "__main__":
    sys.exit(main())
