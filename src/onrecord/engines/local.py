"""On this machine: a process a core, each with the model loaded once; for a few articles threads, which begin at once.

Nearly all time goes to model and tokenizer, which let threads run side by side; but what is Python in a reader and
around the model does not, and bounds all threads together to some three cores.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import chain, count, tee
from threading import Lock, local
from typing import TypeVar

from onrecord.engines.child import Child, Lost

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 8
"""Items begun for each worker before a result is asked for: enough to keep cores busy, few enough for memory."""
MOST_BYTES = 256 << 20
"""What items begun may hold before a result is asked for: as much as the largest file that is read whole."""
CRATE, CRATE_BYTES = 50, 1 << 20
"""Items, or what they hold, that a worker is given at a time where each takes little."""
FEW = 32
"""So many items are done by threads of this process: loading the model in others would take longer."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool:
    """Workers that all mappings of a build share; left by an error or an interrupt, it waits for none of them.

    >>> with Pool(2) as pool:
    ...     list(pool.mapped(abs, [-1, -2]))
    [1, 2]

    Args:
        workers: how many; as many as cores if left out.
        few: how many items are done by threads before processes are begun; all of them where there is one worker.
    """

    def __init__(self, workers: int | None = None, *, few: int = FEW) -> None:
        self.workers = workers or cores()
        self._few = few
        self._begun = count()
        self._threads = ThreadPoolExecutor(self.workers)  # of a process each, when there are processes
        self._own = local()
        self._children: list[Child] = []
        self._lock = Lock()
        self._left = False

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        with self._lock:
            self._left = True
            children = list(self._children)
        if kind is not None:  # nobody who leaves waits for a long article
            self._threads.shutdown(wait=False, cancel_futures=True)
        for child in children:
            child.end()
        if kind is None or issubclass(kind, Exception):
            self._threads.shutdown(cancel_futures=True)

    def mapped(
        self,
        function: Callable[[T], R],
        items: Iterable[T],
        *,
        size: Callable[[T], int] = lambda item: 0,
        ready: Callable[[T], R | None] = lambda item: None,
        lost: Callable[[T], R] | None = None,
    ) -> Iterator[R]:
        """Yield ``function(item)`` for each item, in order; its exception is raised where its result would be.

        Args:
            function: one that another process can import; called in a thread, or a process, of its own.
            items: taken as they are needed.
            size: how many bytes an item holds, if so many that it matters.
            ready: gives the result of an item for which there is nothing to do; None for any other.
            lost: gives the result of an item at which two processes ended, one after the other.

        Raises:
            Lost: two processes ended at one item, such as for want of memory, and ``lost`` is left out.
        """
        begun: deque[tuple[Future[R], int]] = deque()
        held = 0
        for item in items:
            begun.append((self._result(function, item, ready(item), lost), size(item)))
            held += begun[-1][1]
            while len(begun) >= AHEAD * self.workers or held > MOST_BYTES:
                first, freed = begun.popleft()
                held -= freed
                yield first.result()
        while begun:
            yield begun.popleft()[0].result()

    def crated(
        self, function: Callable[[T], R], items: Iterable[T], *, size: Callable[[T], int]
    ) -> Iterator[tuple[T, R]]:
        """Yield items, each with ``function(item)``, where that takes so little that many go to a worker at a time.

        Args:
            function: as of ``mapped``.
            items: taken as they are needed.
            size: how many bytes an item holds, or about as many.
        """
        given, sent = tee(items)
        found = self.mapped(
            partial(_each, function),
            crates(sent, size=size, most=CRATE, full=CRATE_BYTES),
            size=lambda crate: sum(map(size, crate)),
        )
        yield from zip(given, chain.from_iterable(found), strict=True)

    def _result(self, function: Callable[[T], R], item: T, ready: R | None, lost: Callable[[T], R] | None) -> Future[R]:
        if ready is None:
            return self._threads.submit(self._done, function, item, lost)
        there: Future[R] = Future()
        there.set_result(ready)
        return there

    def _done(self, function: Callable[[T], R], item: T, lost: Callable[[T], R] | None) -> R:
        if self.workers == 1 or next(self._begun) < self._few:
            return function(item)
        with suppress(Lost):
            return self._child().call(function, item)
        try:  # once more: it may have been another item's memory
            return self._child().call(function, item)
        except Lost:
            if lost is None or self._left:
                raise
            return lost(item)

    def _child(self) -> Child:
        """Return this thread's process, another one where that has ended."""
        child: Child | None = getattr(self._own, "child", None)
        if child is None or child.ended:
            with self._lock:
                if self._left:
                    raise Lost("the build was left")
                child = self._own.child = Child()
                self._children = [one for one in self._children if not one.ended] + [child]
        return child


def _each(function: Callable[[T], R], items: Iterable[T]) -> list[R]:
    return [function(item) for item in items]


def crates(items: Iterable[T], *, size: Callable[[T], int], most: int, full: int) -> Iterator[list[T]]:
    """Yield items some at a time: so many, or fewer if their sizes come to what fills a crate."""
    crate: list[T] = []
    held = 0
    for item in items:
        crate.append(item)
        held += size(item)
        if len(crate) == most or held >= full:
            yield crate
            crate, held = [], 0
    if crate:
        yield crate
