"""Adding: files that were dropped are kept in a folder beside the record, and read by a build in another process."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any, BinaryIO, TypedDict

from onrecord.terms import short_id

NO_NAME = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u2028-\u202e\u2066-\u2069]')
LONGEST = 120
STOPPED = (
    "the build ended before it was done; what was recorded is safe: add the same again, and if it ends again, look at"
    " what it said last where `onrecord serve` runs"
)


class Told(TypedDict):
    """A file, and a sentence about it."""

    file: str
    reason: str


class Summary(TypedDict):
    """What became of what was added, in the words of a build."""

    read: int
    revised: int
    unchanged: int
    skipped: list[Told]
    doubts: list[Told]


class Build(TypedDict):
    """A build: what it was given, how far it is, and what became of it; ``done`` and ``total`` are bytes."""

    id: str
    inputs: list[str]
    what: str
    done: int
    total: int
    articles: int
    waiting: str | None
    error: str | None
    summary: Summary | None


class Builds:
    """The builds that this reading room began, one after another.

    Args:
        record: the record's file.
    """

    def __init__(self, record: Path) -> None:
        self._record = record
        self._builds: dict[str, Build] = {}
        self._lock = Lock()
        self._turn = Lock()

    def __getitem__(self, id: str) -> Build:
        """Return a build as it is now."""
        with self._lock:
            return Build(**self._builds[id])

    def __iter__(self) -> Any:
        """Go through the builds, the latest first."""
        with self._lock:
            return iter([Build(**one) for one in reversed(self._builds.values())])

    def begin(self, inputs: Sequence[str]) -> str:
        """Begin to read files and addresses, and return the build's id."""
        with self._lock:
            id = short_id(len(self._builds), *inputs)
            self._builds[id] = Build(
                id=id,
                inputs=[os.path.basename(one) if os.path.exists(one) else one for one in inputs],
                what="",
                done=0,
                total=0,
                articles=0,
                waiting=None,
                error=None,
                summary=None,
            )
        Thread(target=self._run, args=(id, list(inputs)), daemon=True).start()
        return id

    def _run(self, id: str, inputs: list[str]) -> None:
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, "-P", "-m", "onrecord.web.child", str(self._record)]
        with (
            self._turn,
            suppress(OSError),  # it could not begin, or ended before it was told what to read
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as child,
        ):
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(json.dumps(inputs).encode())
            child.stdin.close()
            for line in child.stdout:
                self._note(id, json.loads(line))
        if self[id]["summary"] is None and self[id]["error"] is None:
            self._note(id, {"error": STOPPED})

    def _note(self, id: str, line: dict[str, Any]) -> None:
        with self._lock:
            self._builds[id].update({**line.pop("at", {}), **line})  # type: ignore[typeddict-item]


def folder(record: Path) -> Path:
    """Return where files that were dropped are kept: beside the record, under its name."""
    return record.with_name(record.stem + ".added")


def kept(name: str, data: BinaryIO, into: Path, *, newer: bool) -> Path:
    """Keep a file that was dropped.

    Args:
        name: as the browser tells it, which may be anything.
        data: its bytes.
        into: the folder.
        newer: whether it is a newer version of the one that has its name, which it then takes the place of; if not, and
            that has other bytes, this gets a number.
    """
    into.mkdir(exist_ok=True)
    content = data.read()
    path = into / safe_name(name)
    number = 2
    while not newer and path.exists() and path.read_bytes() != content:
        first = into / safe_name(name)
        path = first.with_name(f"{first.stem} ({number}){first.suffix}")
        number += 1
    path.write_bytes(content)
    return path


def safe_name(name: str) -> str:
    r"""Return the last part of a name, without what leads out of a folder or is no part of a file's name.

    >>> safe_name("..\\..\\etc/passwd"), safe_name("../"), safe_name(".bashrc")
    ('passwd', 'file', 'bashrc')
    """
    last = NO_NAME.sub("", re.split(r"[/\\]", name)[-1]).strip(" .")
    stem, dot, suffix = last.rpartition(".")
    return (f"{stem[:LONGEST]}.{suffix[:16]}" if dot and stem else last[:LONGEST]) or "file"
