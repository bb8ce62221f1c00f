"""Walking: the paths and addresses that a user gives -> what to read, each once and in a fixed order."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord.read.formats import known, refusal
from onrecord.read.hosts import is_address
from onrecord.read.source import shown
from onrecord.terms import Skipped


class Input(NamedTuple):
    """A file to read, and the name its document's id is made from: as seen from the folder that the user gave.

    ``url`` is set where it is to be fetched, which only ``fetch.fetched`` does; ``path`` is then no file's.
    """

    path: Path
    name: str
    url: str | None = None


def inputs(paths: Sequence[str | Path]) -> Iterator[Input | Skipped]:
    """Walk files and folders; addresses are passed on, and not asked.

    A file that two paths lead to is given once; hidden files and folders inside a folder are left out.

    Args:
        paths: files, folders and addresses, as the user gave them; an address is a str, since a Path garbles it.

    Returns:
        The files in the order given, those of a folder sorted by name; a Skipped for each that cannot be read.
    """
    seen: set[str | Path] = set()
    for path in paths:
        if is_address(path):
            yield from _address(str(path).partition("#")[0], seen)
        elif "://" in str(path) and not os.path.lexists(path):
            yield Skipped(_printed(str(path)), "is not fetched: only http:// and https:// are; save it as a file first")
        else:
            yield from _walk(Path(path), Path(path), seen)


def _address(address: str, seen: set[str | Path]) -> Iterator[Input]:
    address = _printed(address)
    if address not in seen:
        seen.add(address)
        yield Input(Path(address), address, url=address)


def _printed(address: str) -> str:
    return os.fsencode(address).decode("utf-8", "backslashreplace")  # as ``shown`` does with paths


def _walk(path: Path, top: Path, seen: set[str | Path]) -> Iterator[Input | Skipped]:
    try:
        real = path.resolve(strict=True)
        if real in seen:
            return
        seen.add(real)
        if path.is_dir():
            children = sorted(child for child in path.iterdir() if not child.name.startswith("."))
        else:
            children = []
    except FileNotFoundError:
        yield Skipped(shown(path), _missing(path))
    except (OSError, RuntimeError) as error:
        yield Skipped(shown(path), _why(error))
    else:
        if path.is_dir():
            for child in children:
                yield from _walk(child, top, seen)
        else:
            yield _file(path, top)


def _file(path: Path, top: Path) -> Input | Skipped:
    if not path.is_file():
        return Skipped(shown(path), "is no regular file: save its content to a file first")
    if not known(path):
        return Skipped(shown(path), refusal(path))
    return Input(path, path.name if path == top else shown(path.relative_to(top)))


def _missing(path: Path) -> str:
    if path.is_symlink():
        return "is a link to a file that does not exist: mend the link, or leave it out"
    return "does not exist: check the path"


def _why(error: OSError | RuntimeError) -> str:
    if isinstance(error, RuntimeError) or error.errno == errno.ELOOP:  # a RuntimeError up to Python 3.12
        return "is a loop of links: leave it out"
    return f"cannot be opened ({(error.strerror or str(error)).lower()}): check the path and your rights to it"
