"""Getting a record ready while nobody has asked yet, so that the first who searches need not wait.

That is another process's work, which would else be in the way of those who read. Run as a module with a record's path,
it reads the file through, which leaves it in the system's memory, and meanwhile writes what searches keep in memory to
standard output.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from contextlib import ExitStack, closing, suppress
from io import BufferedReader, FileIO
from pathlib import Path
from threading import Thread

from onrecord.engines.child import own_output, started

AT_ONCE = 1 << 20
"""Bytes that are read at a time."""
SHARE = 0.5
"""The share of this machine's memory that a record may take: a larger one is not read through."""

LEAVING = 10
"""How far others go first."""


def begin(record: Path) -> subprocess.Popen[bytes]:
    """Begin to get a record ready, beside what else is done here, and return the process that does it."""
    process = started("onrecord.web.ready", str(record))
    Thread(target=_take_over, args=(process,), daemon=True).start()
    return process


def _take_over(process: subprocess.Popen[bytes]) -> None:
    from onrecord.store import kept

    with process:
        assert isinstance(process.stdout, BufferedReader)
        kept.take(process.stdout)  # nothing of a record that cannot be read: who asks is told why
        gc.freeze()  # to look for garbage among all that is loaded takes as long as three pages
        process.wait()


def load() -> None:
    """Load what some rooms need: while a browser is about to ask, since beside it several pages would have to wait."""
    from onrecord import findings, labels, positions  # noqa: F401
    from onrecord.link.rarity import rarity

    findings.encoder()
    rarity("")
    gc.freeze()  # as above: until a large record is taken over some pages are asked for


def main() -> None:
    """Write what is kept of a record, and read its file through."""
    from onrecord.store import kept, schema
    from onrecord.store.schema import RecordError

    if hasattr(os, "nice"):
        os.nice(LEAVING)
    Thread(target=_end_with_the_other, daemon=True).start()
    path = Path(sys.argv[1])
    # This file is closed when SQLite has it open no more, whose locks would go with it.
    with own_output() as output, suppress(OSError), path.open("rb", buffering=0) as file, ExitStack() as at_end:
        with suppress(RecordError), closing(schema.opened(path)) as db, schema.one_state(db):
            reading = Thread(target=_read_through, args=(file,), daemon=True)
            for number, piece in enumerate(kept.made(db)):
                output.write(piece)
                output.flush()
                if not number:  # each search needs the first piece: only now the disk has other work too
                    reading.start()
                    at_end.callback(reading.join)
        output.close()  # so that it is taken over now


def _end_with_the_other() -> None:
    while os.read(0, 1):  # not by sys.stdin, whose lock would be in the way at the end
        pass
    os._exit(0)


def _read_through(file: FileIO) -> None:
    """Read a file from its beginning to its end, if it is not too large for that."""
    if os.fstat(file.fileno()).st_size <= SHARE * _memory():
        while file.read(AT_ONCE):
            pass


def _memory() -> int:
    """Return the bytes of memory of this machine, 0 where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0


if __name__ == "__main__":
    main()
