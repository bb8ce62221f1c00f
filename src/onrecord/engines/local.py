"""On this machine: a thread a core; model and tokenizer, where nearly all time goes, let them run side by side."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 8
"""Items begun for each thread before a result is asked for: enough to keep cores busy, few enough for memory."""
MOST_BYTES = 256 << 20
"""What items begun may hold before a result is asked for: as much as the largest file that is read whole."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def mapped(
    function: Callable[[T], R],
    items: Iterable[T],
    *,
    size: Callable[[T], int] = lambda item: 0,
    threads: int | None = None,
) -> Iterator[R]:
    """Yield ``function(item)`` for each item, in order; its exception is raised where its result would be.

    Args:
        function: called in a thread of its own.
        items: taken as they are needed.
        size: how many bytes an item holds, if so many that it matters.
        threads: how many; as many as cores if left out.
    """
    threads = threads or cores()
    pool = ThreadPoolExecutor(threads)
    begun: deque[tuple[Future[R], int]] = deque()
    held = 0
    try:
        for item in items:
            begun.append((pool.submit(function, item), size(item)))
            held += begun[-1][1]
            while len(begun) >= AHEAD * threads or held > MOST_BYTES:
                first, freed = begun.popleft()
                held -= freed
                yield first.result()
        while begun:
            yield begun.popleft()[0].result()
    except BaseException as error:
        interrupted = isinstance(error, KeyboardInterrupt | GeneratorExit)
        pool.shutdown(wait=not interrupted, cancel_futures=True)  # nobody who leaves waits for a long article
        raise
    pool.shutdown()
