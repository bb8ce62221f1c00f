"""The local engine: order, errors, and how far it runs ahead."""

import threading
import time
from itertools import count
from pathlib import Path

import pytest

from onrecord import findings
from onrecord.engines.local import AHEAD, MOST_BYTES, cores, mapped
from onrecord.terms import Document


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


@pytest.mark.parametrize(("size", "most"), [(MOST_BYTES // 4, 5), (MOST_BYTES + 1, 1), (1, AHEAD * 2)])
def test_large_items_are_asked_for_one_by_one(size, most):
    asked, done = [], 0
    for result in mapped(str, (asked.append(n) or n for n in range(30)), size=lambda item: size, threads=2):
        assert result == str(done)
        assert len(asked) - done <= most
        done += 1
    assert done == 30


def test_a_document_weighs_what_it_holds():
    text, file = "The bridge fell.", Path("a.txt")
    document = Document("a", "a.txt", text, "", "text/plain", None, (), original=bytes(1000))
    assert findings.size(findings.Fresh(file, document, True)) >= 1000 + len(text)
    assert findings.size(findings.FileEnd(file, [], "a.txt", "", True)) == 0


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
