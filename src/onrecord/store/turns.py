"""Taking turns: one build of a record at a time, and who comes second is told who is first.

The lock is a file beside the record that the system lets go of when its holder ends, whatever ends it; in it stands who
holds it. Readers, and what else writes for a moment, take no turns: SQLite sees to them.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from onrecord.store.schema import RecordError

EVERY_S = 0.2
"""How often it is asked whether the other is done."""
if sys.platform == "win32":
    import msvcrt

    def _locked(lock: int) -> bool:
        os.lseek(lock, 1 << 30, os.SEEK_SET)  # far behind what stands in it, so that others can read that
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(lock, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _locked(lock: int) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def turn(record: Path | None, waiting: Callable[[str], None]) -> Iterator[None]:
    """Wait until no other program builds a record, and keep others waiting.

    Args:
        record: its file; None for one that no other program can open.
        waiting: called once, with a sentence on who holds it, if there is somebody.

    Raises:
        RecordError: the lock cannot be made, such as in a folder where nothing may be written.
    """
    if record is None:
        yield
        return
    path = record.absolute().with_name(record.name + "-lock")
    try:
        lock = _taken(path, lambda: waiting(_who(path, record)))
    except OSError as error:
        why = "" if isinstance(error, PermissionError) else f" ({(error.strerror or str(error)).lower()})"
        raise RecordError(f"{record} cannot be written{why}: check your rights to the file and its folder") from error
    try:
        with suppress(OSError):  # a full disk: then nobody can be told who it is
            os.ftruncate(lock, 0)
            os.write(lock, f"{os.getpid()} {datetime.now().isoformat(' ', 'seconds')}".encode())
        yield
    finally:
        with suppress(OSError):  # an open file cannot be taken away everywhere
            path.unlink()
        os.close(lock)


def _taken(path: Path, wait: Callable[[], None]) -> int:
    """Return the lock's descriptor, which nobody else holds."""
    told = False
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        if _locked(lock) and _stands(lock, path):
            return lock
        os.close(lock)
        if not told and path.exists():
            told = True
            wait()
        time.sleep(EVERY_S)


def _stands(lock: int, path: Path) -> bool:
    """Say whether a lock is still that of the path: who had it took it away, and another may have come since."""
    with suppress(OSError):
        return os.path.samestat(os.fstat(lock), path.stat())
    return False


def _who(path: Path, record: Path) -> str:
    words = ""
    with suppress(OSError, UnicodeDecodeError):
        words = path.read_text("utf-8")
    pid, _, since = words.partition(" ")
    holder = f"process {pid} (since {since})" if since else "another program"
    return f"{holder} is building {record}: waiting until that is done"
