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


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def mapped(function: Callable[[T], R], items: Iterable[T], *, threads: int | None = None) -> Iterator[R]:
    """Yield ``function(item)`` for each item, in order; its exception is raised where its result would be."""
    threads = threads or cores()
    pool = ThreadPoolExecutor(threads)
    begun: deque[Future[R]] = deque()
    try:
        for item in items:
            begun.append(pool.submit(function, item))
            if len(begun) >= AHEAD * threads:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    except BaseException as error:
        interrupted = isinstance(error, KeyboardInterrupt | GeneratorExit)
        pool.shutdown(wait=not interrupted, cancel_futures=True)  # nobody who leaves waits for a long article
        raise
    pool.shutdown()
