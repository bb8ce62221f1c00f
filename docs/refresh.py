"""Run the commands shown in the documents and put what they print in place: `python docs/refresh.py [--check]`.

A block that begins with ```console holds commands after "$ " and their output, as at a terminal of 110 columns.
"""

from __future__ import annotations

import argparse
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md",)
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def printed(command: str) -> str:
    """Return what a command prints at a terminal, without colours and progress."""
    terminal, ours = pty.openpty()
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "COLUMNS": "110", "TERM": "xterm", "NO_COLOR": "1"}
    child = subprocess.Popen(
        command, shell=True, cwd=ROOT, env=environment, stdout=ours, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    os.close(ours)
    out = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other side has closed
            break
        if not piece:
            break
        out += piece
    os.close(terminal)
    if child.wait() not in (0, 1):
        raise SystemExit(f"{command!r} failed with status {child.returncode}")
    lines = ESCAPES.sub("", out.decode("utf-8")).replace("\r", "").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def refreshed(document: str) -> str:
    """Return a document with its commands' output as it is now."""

    def block(match: re.Match[str]) -> str:
        commands = [line[2:] for line in match.group().splitlines() if line.startswith("$ ")]
        return "".join(f"$ {command}\n{printed(command)}" for command in commands)

    return BLOCK.sub(block, document)


def main() -> None:
    for old in ROOT.glob("demo.record*"):  # what is shown is a first build
        old.unlink()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where a document is out of date")
    options = parser.parse_args()
    stale = []
    for name in DOCUMENTS:
        path = ROOT / name
        before = path.read_text("utf-8")
        after = refreshed(before)
        if after != before:
            stale.append(name)
            if not options.check:
                path.write_text(after, "utf-8")
    if stale and options.check:
        raise SystemExit(f"out of date: {', '.join(stale)}; run `python docs/refresh.py`")


if __name__ == "__main__":
    main()
