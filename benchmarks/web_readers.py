"""Many who read in the reading room while a build writes: no error, nothing stale, nothing torn.

One process builds again and again: each time a few invented articles come, and one changes. So many others go through
the rooms all the time, and check that they are answered, see no fewer documents than were recorded before they asked,
that each page agrees with itself, and that words stand at their spans.

Exit status: 0 no reader met anything; 1 one did, each of which is told; 2 not measured.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import growing
import program

ROOMS = ("/", "/articles", "/search", "/people", "/quotations", "/stories", "/figures", "/timeline", "/corrections")


class Town:
    """A record that grows, and how many documents were recorded at least."""

    def __init__(self, folder: Path) -> None:
        self.inputs, self.record = growing.Inputs(folder), folder / "town.record"
        self.recorded = self.builds = 0

    def build(self) -> None:
        """Let a few articles come and one change, and record them in a process of its own."""
        self.inputs.grow()
        command = [sys.executable, "-m", "onrecord", "build", str(self.inputs.folder), "-r", str(self.record)]
        subprocess.run(command, check=True, capture_output=True)
        self.recorded, self.builds = self.inputs.number, self.builds + 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = growing.options(arguments, __doc__, seconds=120)
    counts, faults, done = Counter[str](), list[str](), threading.Event()
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder))
        town.build()
        command = [sys.executable, "-m", "onrecord", "serve", "-r", str(town.record), "--port", "0", "--no-open"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as served:
            assert served.stderr is not None
            address = re.search(r"http://\S+[^/\s]", served.stderr.readline())
            if address is None:
                program.stop("NOTHING WAS MEASURED: the reading room does not open")
            reader = (address[0], town, done, counts, faults)
            readers = [threading.Thread(target=_reader, args=reader) for _ in range(wanted.readers)]
            for one in readers:
                one.start()
            until = time.monotonic() + wanted.seconds
            while time.monotonic() < until:
                town.build()
            done.set()
            for one in readers:
                one.join()
            served.terminate()
    print(f"{wanted.readers} readers, {town.builds} builds: {counts['pages']:,} pages, {counts['data']:,} of data")
    status = growing.told(faults)
    if town.builds < 3 or counts["pages"] < wanted.readers:
        program.stop("NOTHING WAS MEASURED: too little was built or read; take more seconds")
    return status


def _reader(address: str, town: Town, done: threading.Event, counts: Counter[str], faults: list[str]) -> None:
    while not done.is_set():
        for room in ROOMS:
            least = town.recorded
            try:
                _got(address + room)
                data = json.loads(_got(f"{address}{'/index' if room == '/' else room}.json"))["data"]
                faults += _wrong(address, room, data, least)
                counts.update(pages=1, data=1)
            except urllib.error.HTTPError as error:
                faults.append(f"{room} is answered by {error.code}: {error.read()[-300:].decode(errors='replace')}")
            except OSError as error:
                faults.append(f"{room} is not answered: {error}")


def _got(address: str) -> str:
    with urllib.request.urlopen(address, timeout=120) as answer:
        return str(answer.read().decode("utf-8"))


def _wrong(address: str, room: str, data: dict[str, Any], least: int) -> Iterator[str]:
    """Yield what is wrong with a room's data."""
    if room == "/" and data["on_record"]["documents"] < least:
        yield f"{data['on_record']['documents']} documents are told of, when {least} were recorded before"
    rows = next((data[name] for name in ("articles", "statements", "people", "stories") if name in data), None)
    if rows is not None and "total" in data and len(rows) != min(data["total"], 50):
        yield f"{room} tells of {data['total']} and shows {len(rows)}"
    if room == "/search" and rows:
        row = rows[-1]
        found = json.loads(_got(f"{address}/article.json?id={row['document']}&article={row['article']}"))["data"]
        ends = [end for one in found["statements"] for _, end in one["content"]]
        if any(end > len(found["text"]) for end in ends):
            yield f"{row['file']} has a statement outside of its text"


if __name__ == "__main__":
    sys.exit(main())
