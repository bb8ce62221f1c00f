"""A process that calls functions for another one: it ends when that ends, whatever ends it.

Run as a module it reads what to call from standard input and writes what comes of it. Unlike ``multiprocessing`` it
does not run the program that began it once more, so that a script that builds a record needs no guard.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Lost(RuntimeError):
    """The process ended before it gave a result."""


def started(module: str, *arguments: str, **unless_set: str) -> subprocess.Popen[bytes]:
    """Start a module of ours in a process of its own, which is to end when its standard input does.

    Args:
        module: its name.
        arguments: what it is given.
        unless_set: variables of its environment, where this one does not set them.
    """
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**unless_set, **os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        process_group=0 if os.name == "posix" else None,  # Ctrl-C is for the program, which ends this
    )


def own_output() -> IO[bytes]:
    """Return standard output for what this process tells; what a library prints goes to standard error from now on."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return output


class Child:
    """One such process, which calls one function at a time."""

    def __init__(self) -> None:
        # each core has its process: threads of numpy's would wait for each other
        self._process = started(__name__, OPENBLAS_NUM_THREADS="1")

    def call(self, function: Callable[[T], R], item: T) -> R:
        """Return ``function(item)``, or raise what it raises.

        Raises:
            Lost: the process ended before.
        """
        asks, answers = self._process.stdin, self._process.stdout
        assert asks is not None
        assert answers is not None
        asked = pickle.dumps((function, item), pickle.HIGHEST_PROTOCOL)
        try:
            asks.write(asked)
            asks.flush()
            done, result = pickle.load(answers)
        except (OSError, ValueError, EOFError, pickle.UnpicklingError):
            self.end()
            raise Lost("a process that reads articles was ended, perhaps for want of memory") from None
        if not done:
            raise result
        return result  # type: ignore[no-any-return]

    @property
    def ended(self) -> bool:
        """Whether it is over."""
        return self._process.poll() is not None

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError, ValueError):  # what was to be written has no reader now
                pipe.close()  # type: ignore[union-attr]


def _main() -> None:
    asks = sys.stdin.buffer
    with own_output() as answers:
        while True:
            try:
                answers.write(_answer(asks))
                answers.flush()
            except (EOFError, BrokenPipeError):  # the program that began this one has ended
                os._exit(0)


def _answer(asks: IO[bytes]) -> bytes:
    try:
        function, item = pickle.load(asks)
        return pickle.dumps((True, function(item)), pickle.HIGHEST_PROTOCOL)
    except EOFError:
        raise
    except Exception as error:
        with suppress(Exception):
            return pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")), pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    _main()
