"""A process of its own that opens a PDF: one made to explode ends it, and not the program.

Run as a module, it reads a PDF from standard input and writes a line of JSON about it, then one for each page. It may
take so much processor time a page and in all, and so much memory; beyond that the system ends it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from threading import Timer
from typing import Any, NamedTuple

from onrecord.read.pdfpage import Run, runs
from onrecord.read.source import Unreadable

DAMAGED = "is damaged, or no PDF at all: download or save it again"
MOST_PAGES = 3000
PAGE_CPU_S, FILE_CPU_S, WALL_S = 3.0, 30, 120.0
MEMORY = 350 << 20  # bytes, besides the file's own
SAME = 50  # times that a page may come again before the file counts as a loop
MOST_LETTERS = 4_000_000
MOST_RUNS = 500_000  # what reads them has about 300 bytes for each, and no limit of its own


class Page(NamedTuple):
    """A page's runs and its height in points; no runs where it has no text or could not be read."""

    runs: list[Run]
    height: float


class Pages(NamedTuple):
    """What could be read of a PDF: its pages from the first on, how many it says it has, its title, why it ended."""

    pages: list[Page]
    total: int
    title: str
    ended: str = ""


def pages(data: bytes) -> Pages:
    """Read a PDF's pages in a process of its own.

    Raises:
        Unreadable: where it is encrypted or damaged, or no page of it could be read in time.
    """
    if b"%PDF-" not in data[:1024]:  # what pdfium looks for: no process needs to be begun for anything else
        raise Unreadable(DAMAGED)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-P", "-m", "onrecord.read.pdfchild"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        timer = Timer(WALL_S, child.kill)
        timer.start()
        try:
            with suppress(BrokenPipeError):
                child.stdin.write(data)
                child.stdin.close()
            return _told(json.loads(line) for line in child.stdout if line.endswith(b"\n"))
        finally:
            timer.cancel()
            child.kill()


def _told(lines: Iterator[Any]) -> Pages:
    head = next(lines, None)
    if head is None:
        raise Unreadable("takes more time or memory to open than any document would: print it to a new PDF")
    if "refused" in head:
        raise Unreadable(head["refused"])
    found: list[Page] = []
    ended = "the next takes more time or memory than a page would"
    for line in lines:
        if isinstance(line, str):
            ended = line
        else:
            found.append(Page([Run(*run) for run in line[0]], line[1]))
    if ended and not found:
        raise Unreadable("takes more time or memory to read than any document would: print it to a new PDF")
    return Pages(found, head["pages"], head["title"], ended)


def _main() -> None:
    limit(0)
    data = sys.stdin.buffer.read()
    limit(len(data))
    for line in _lines(data):
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


def limit(size: int) -> None:
    """Have the system end this process where it takes more than it may; where there are no such limits, go without."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (FILE_CPU_S, FILE_CPU_S))
        if size:
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY + size, MEMORY + size))


def wind() -> None:
    """Begin to count the processor time of a page; when it is over, the signal ends the process, in C code too."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, PAGE_CPU_S)


def _lines(data: bytes) -> Iterator[Any]:
    import pypdfium2

    wind()
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            yield {"refused": "is encrypted: open it with its password and save it without one"}
        else:
            yield {"refused": DAMAGED}
        return
    title = ""
    with suppress(pypdfium2.PdfiumError, UnicodeError):  # such as half a letter in it: the pages are sound all the same
        title = pdf.get_metadata_value("Title").strip()
    yield {"pages": len(pdf), "title": title}
    yield from _read(pdf)


def _read(pdf: Any) -> Iterator[Any]:
    """Yield each page, then in words why it ended before the last, if it did."""
    import pypdfium2

    seen: Counter[int] = Counter()
    letters = held = 0
    for number in range(min(len(pdf), MOST_PAGES)):
        wind()
        try:
            page = pdf[number]
            textpage = page.get_textpage()
            found, height = list(runs(textpage)), page.get_height()
            textpage.close()
            page.close()
        except pypdfium2.PdfiumError:
            found, height = [], 1.0
        yield found, height
        key = hash(tuple(found))
        seen[key] += 1
        letters += sum(len(run.text) for run in found)
        held += len(found)
        if seen[key] > SAME and found:
            yield "the same page comes again and again"
            return
        if letters > MOST_LETTERS:
            yield f"they hold more than {MOST_LETTERS:,} letters"
            return
        if held > MOST_RUNS:
            yield f"they hold more than {MOST_RUNS:,} pieces of text"
            return
    yield f"no more than {MOST_PAGES} are read" if len(pdf) > MOST_PAGES else ""


if __name__ == "__main__":
    _main()
