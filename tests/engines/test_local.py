"""The local engine: order, errors, and how far it runs ahead."""

import threading
import time
from itertools import count

import pytest

from onrecord.engines.local import AHEAD, cores, mapped


@pytest.mark.parametrize("threads", [1, 2, 7, None])
@pytest.mark.parametrize("number", [0, 1, 100])
def test_results_come_in_the_order_of_the_items(threads, number):
    def slow(item):
        time.sleep(item % 3 / 2000)
        return item * 2

    assert list(mapped(slow, range(number), threads=threads)) == [item * 2 for item in range(number)]


def test_items_are_asked_for_as_they_are_needed():
    asked = []

    def items():
        for n in count():
            asked.append(n)
            yield n

    results = mapped(str, items(), threads=2)
    assert next(results) == "0"
    assert len(asked) <= AHEAD * 2
    results.close()


def test_an_error_comes_where_its_result_would():
    results = mapped(lambda item: 1 // (3 - item), range(5), threads=2)
    assert [next(results) for _ in range(3)] == [0, 0, 1]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_an_error_of_the_items_comes_out_and_ends_the_threads():
    def items():
        yield 1
        raise OSError("gone")

    before = set(threading.enumerate())
    with pytest.raises(OSError, match="gone"):
        list(mapped(str, items(), threads=2))
    assert set(threading.enumerate()) <= before


def test_items_are_read_and_results_used_in_one_thread():
    here = threading.get_ident()

    def items():
        for n in range(20):
            assert threading.get_ident() == here
            yield n

    assert all(ran != here for ran in mapped(lambda item: threading.get_ident(), items(), threads=2))


def test_there_is_a_core_at_least():
    assert cores() >= 1
