"""The local engine: order, errors, how far it runs ahead, and processes that end when they should not, or should."""

import os
import subprocess
import sys
import threading
import time
from itertools import count
from pathlib import Path

import pytest

from onrecord import findings
from onrecord.engines.local import AHEAD, MOST_BYTES, Lost, Pool, cores
from onrecord.terms import Document

from .tasks import die, die_once, print_it, process, share, slow, unsendable


@pytest.fixture(params=["threads", "processes"])
def few(request):
    return 1_000_000 if request.param == "threads" else 0


def mapped(function, items, workers=2, few=1_000_000, **options):
    with Pool(workers, few=few) as pool:
        yield from pool.mapped(function, items, **options)


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.parametrize("number", [0, 1, 100])
def test_results_come_in_the_order_of_the_items(few, workers, number):
    assert list(mapped(slow, range(number), workers, few)) == [item * 2 for item in range(number)]


def test_the_first_are_done_here_and_the_others_elsewhere():
    ran = list(mapped(process, range(40), few=10))
    assert set(ran[:10]) == {os.getpid()}
    assert len(set(ran[10:])) == 2
    assert os.getpid() not in ran[10:]


def test_items_are_asked_for_as_they_are_needed():
    asked = []

    def items():
        for n in count():
            asked.append(n)
            yield n

    results = mapped(str, items())
    assert next(results) == "0"
    assert len(asked) <= AHEAD * 2
    results.close()


@pytest.mark.parametrize(("size", "most"), [(MOST_BYTES // 4, 5), (MOST_BYTES + 1, 1), (1, AHEAD * 2)])
def test_large_items_are_asked_for_one_by_one(size, most):
    asked, done = [], 0
    for result in mapped(str, (asked.append(n) or n for n in range(30)), size=lambda item: size):
        assert result == str(done)
        assert len(asked) - done <= most
        done += 1
    assert done == 30


def test_a_document_weighs_what_it_holds():
    text, file = "The bridge fell.", Path("a.txt")
    document = Document("a", "a.txt", text, "", "text/plain", None, (), original=bytes(1000))
    assert findings.size(findings.Fresh(file, document, True)) >= 1000 + len(text)
    assert findings.size(findings.FileEnd(file, [], "a.txt", "", True)) == 0


def test_what_is_ready_passes_by_in_its_turn(few):
    results = mapped(slow, range(9), few=few, ready=lambda item: "ready" if item % 2 else None)
    assert list(results) == [0, "ready", 4, "ready", 8, "ready", 12, "ready", 16]


def test_an_error_comes_where_its_result_would(few):
    results = mapped(share, range(5), few=few)
    assert [next(results) for _ in range(3)] == [0, 0, 1]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_an_error_that_cannot_be_sent_is_told_in_words():
    with pytest.raises(RuntimeError, match="Local: such as no other process knows"):
        list(mapped(unsendable, range(3), few=0))


def test_an_error_of_the_items_comes_out_and_ends_the_workers(few):
    def items():
        yield from range(4)
        raise OSError("gone")

    before = set(threading.enumerate())
    with pytest.raises(OSError, match="gone"):
        list(mapped(abs, items(), few=few))
    assert set(threading.enumerate()) <= before


def test_items_are_read_and_results_used_in_one_thread():
    here = threading.get_ident()

    def items():
        for n in range(20):
            assert threading.get_ident() == here
            yield n

    assert all(ran != here for ran in mapped(lambda item: threading.get_ident(), items()))


def test_there_is_a_core_at_least():
    assert cores() >= 1


def test_what_is_printed_stands_in_no_result():
    assert list(mapped(print_it, range(5), few=0)) == list(range(5))


def test_what_was_lost_with_a_process_is_done_again_by_another(tmp_path):
    paths = [tmp_path / str(n) for n in range(9)]
    assert list(mapped(die_once, paths, few=0)) == [path.name for path in paths]


def test_what_ends_two_processes_is_given_up_and_the_rest_goes_on():
    assert list(mapped(die, range(6), few=0, lost=lambda item: -item)) == [0, 1, 2, -3, 4, 5]
    with pytest.raises(Lost, match="was ended"):
        list(mapped(die, range(6), few=0))


def test_who_leaves_waits_for_nobody():
    began = time.monotonic()
    results = mapped(time.sleep, [0, *[30] * 9], few=0)
    next(results)
    results.close()
    assert time.monotonic() - began < 10


BUILDER = """
import os, sys, time
from onrecord.engines.local import Pool
from tasks import process
with Pool(2, few=0) as pool:
    print(*set(pool.mapped(process, range(20))), flush=True)
    time.sleep(60)
"""


def test_processes_end_with_the_program_that_began_them():
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])}
    program = subprocess.Popen([sys.executable, "-c", BUILDER], stdout=subprocess.PIPE, env=env)
    children = [int(pid) for pid in program.stdout.readline().split()]
    assert len(children) == 2
    program.kill()
    program.communicate()
    until = time.monotonic() + 10
    while any(map(alive, children)):
        assert time.monotonic() < until
        time.sleep(0.02)


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
