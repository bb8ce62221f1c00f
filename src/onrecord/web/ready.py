"""Getting a record ready while nobody has asked yet, so that the first who searches need not wait.

That is another process's work, which would else be in the way of those who read. Run as a module with a record's path,
it writes what searches keep in memory to standard output, and reads the file through, which leaves it in the system's
memory.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from io import BufferedReader
from pathlib import Path
from threading import Thread

AT_ONCE = 1 << 20
"""Bytes that are read at a time."""
SHARE = 0.5
"""The share of this machine's memory that a record may take: a larger one is not read through."""

LEAVING = 10
"""How far others go first."""


def begin(record: Path) -> None:
    """Begin to get a record ready, beside what else is done here."""
    Thread(target=_get_ready, args=(record,), daemon=True).start()


def _get_ready(record: Path) -> None:
    from onrecord.store import kept

    command = [sys.executable, "-P", "-m", "onrecord.web.ready", str(record)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env) as child:
        assert isinstance(child.stdout, BufferedReader)
        kept.take(child.stdout)  # nothing of a record that cannot be read: who asks is told why
    _load()
    gc.freeze()  # to look for garbage among all that is loaded takes as long as three pages


def _load() -> None:
    """Load what some rooms need: last, so that the first page need not wait for it."""
    from onrecord import findings, labels, positions  # noqa: F401

    findings.encoder()


def main() -> None:
    """Write what is kept of a record, and read its file through."""
    from onrecord.record import Record

    if hasattr(os, "nice"):
        os.nice(LEAVING)
    path = Path(sys.argv[1])
    with Record(path) as opened:
        for piece in opened.kept():
            sys.stdout.buffer.write(piece)
            sys.stdout.flush()
    sys.stdout.close()  # so that it is taken over now
    _read_through(path)


def _read_through(path: Path) -> None:
    """Read a file, if it is not too large for that; SQLite has it open no more, whose locks would go with this."""
    if path.stat().st_size <= SHARE * _memory():
        with path.open("rb", buffering=0) as file:
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
