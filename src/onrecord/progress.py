"""How far a build is: the bytes of its files that are done, of all there are, and the articles recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.read import Input, inputs
from onrecord.store.lookup import Where


class At(NamedTuple):
    """How far a build is.

    ``what`` is the file or address last begun, or what is done with all of them; ``done`` and ``total`` count the
    files' bytes, addresses none; ``articles`` those recorded by this build.
    """

    what: str
    done: int
    total: int
    articles: int


Progress = Callable[[At], None]
"""Called before each file is read, and whenever a document is recorded or a file done."""


class Meter:
    """Counts for a ``Progress``; where there is none it does nothing.

    Args:
        tell: what is called, if anything.
        paths: what the build reads; walked once ahead, to know how much it is.
    """

    def __init__(self, tell: Progress | None, paths: Sequence[str | Path]) -> None:
        self._tell = tell
        self._at = At("", 0, 0, 0)
        self._left: dict[Where, int] = {}
        """What is to be done of each file begun, in bytes."""
        if tell is not None:
            self._at = self._at._replace(total=sum(_size(one) for one in inputs(paths) if isinstance(one, Input)))

    def begin(self, given: Input) -> None:
        """Note that a file or address is to be read."""
        if self._tell is not None:
            self._left[given.path.resolve()] = _size(given)
            self._move(what=given.url or str(given.path))

    def recorded(self, path: Where, size: int, articles: int) -> None:
        """Note that a document of some file was recorded, how many bytes it has, and its articles."""
        if self._tell is not None:
            step = min(size, self._left.get(path, 0))
            if step:
                self._left[path] -= step
            self._move(done=self._at.done + step, articles=self._at.articles + articles)

    def end(self, path: Where) -> None:
        """Note that there is nothing more to do for a file."""
        if self._tell is not None:
            self._move(done=self._at.done + self._left.pop(path, 0))

    def link(self) -> None:
        """Note that all is read, and what belongs together is looked for."""
        if self._tell is not None:
            self._move(what="comparing articles")

    def _move(self, **to: Any) -> None:
        assert self._tell is not None
        self._at = self._at._replace(**to)
        self._tell(self._at)


def _size(given: Input) -> int:
    try:
        return 0 if given.url is not None else given.path.stat().st_size
    except OSError:  # reading it will say what is wrong
        return 0
