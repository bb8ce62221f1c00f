"""A build in a process of its own, which tells how far it is: readers go on while it works, whatever becomes of it.

Run as a module with a record's path, it takes a JSON list of files and addresses on standard input, and writes lines of
JSON: how far it is, and at last a summary or an error.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from onrecord.progress import At
from onrecord.record import Record, RecordError

OFTEN_S = 0.2
"""Seconds between two lines about how far it is, at least."""


def _tell(**line: Any) -> None:
    print(json.dumps(line), flush=True)


def main() -> None:
    """Build, and tell of it."""
    record, paths, last = Path(sys.argv[1]), json.load(sys.stdin), 0.0

    def tell(at: At) -> None:
        nonlocal last
        if time.monotonic() - last > OFTEN_S:
            last = time.monotonic()
            _tell(at=at._asdict())

    try:
        with Record(record, create=True) as opened:
            done = opened.build(paths, progress=tell, waiting=lambda who: _tell(waiting=who))
    except (RecordError, ValueError) as error:
        _tell(error=str(error))
        return
    _tell(
        summary={
            "read": done.read,
            "revised": done.revised,
            "unchanged": done.unchanged,
            "skipped": [{"file": one.file, "reason": one.reason} for one in done.skipped],
            "doubts": [{"file": one.file, "reason": one.reason} for one in done.doubts],
        }
    )


if __name__ == "__main__":
    main()
