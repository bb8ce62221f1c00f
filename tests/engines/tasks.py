"""What workers are given to do: a module of its own, which a process loads at once."""

import os
import signal
import time


def slow(item):
    time.sleep(item % 3 / 2000)
    return item * 2


def process(item):
    return os.getpid()


def share(item):
    return 1 // (3 - item)


def unsendable(item):
    raise type("Local", (Exception,), {})("such as no other process knows")


def print_it(item):
    print("a library that speaks")
    return item


def die_once(path):
    """End the process, unless it has been done."""
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path.name


def die(item):
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return item
