"""A build that is killed: the record opens, and the next build ends where one that was never killed ends."""

import contextlib
import multiprocessing
import random
import sqlite3
import time
from pathlib import Path

import pytest
from town import article, build, lines

from onrecord.record import Record

KILLS = 20
LISTINGS = ("articles", "statements", "people")


@pytest.fixture
def inputs(folder, put):
    """The samples and some hundred short articles, every other one a copy."""
    samples = Path(__file__).parents[1] / "samples" / "articles"
    put({f"in/{path.name}": path.read_bytes() for path in samples.iterdir()})
    many = [{"id": f"n{n}", "text": article(n // 2, 2), "title": f"Case {n}"} for n in range(120)]
    put({"in/first.jsonl": lines(*many[:70]), "in/second.jsonl": lines(*many[70:])})
    return folder / "in"


@pytest.fixture
def building():
    """Start a build in a process of its own, which has the libraries loaded: it is killed while it works."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["onrecord.build", "trafilatura", "dateparser", "pypdfium2"])

    def begun(inputs, record):
        process = context.Process(target=build, args=(inputs, record), daemon=True)
        process.start()
        return process

    return begun


def sound(record):
    """Check a record that a killed build left, and return how much is in it."""
    if not record.exists():
        return None
    db = sqlite3.connect(record)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()
    if not record.stat().st_size:
        return None
    with Record(record) as opened:
        return len(list(opened.articles()))


def recorded(record):
    """Return how many articles a record holds while it is written: 0 before it has its tables."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as db:
            return db.execute("SELECT count(*) FROM articles").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def killed_on_the_way(worker, record, more, moment):
    """Kill a build ``moment`` seconds after it has recorded so many more articles; return whether it was at work."""
    goal = recorded(record) + more
    while worker.exitcode is None and recorded(record) < goal:
        time.sleep(0.002)
    worker.join(moment)
    at_work = worker.exitcode is None
    worker.kill()
    worker.join()
    return at_work


def test_killed_twenty_times_at_random_it_ends_in_the_same_record(folder, inputs, building, process, exports):
    whole, killed = folder / "whole.record", folder / "killed.record"
    building(inputs, whole).join()
    rng = random.Random(20310502)
    left = []
    while len(left) < KILLS:
        worker = building(inputs, killed)
        # What is counted is progress, since a machine may take longer to begin than to go on; none is a moment too.
        if killed_on_the_way(worker, killed, rng.choice((0, 1, 5, 20, 40)), rng.uniform(0, 0.2)):
            left.append(sound(killed))
        elif len(left) < KILLS - 3:  # it came to its end: again from the start
            assert worker.exitcode == 0
            killed.unlink()
    assert len(set(left)) > 3, left  # or the moments were not spread over the build
    assert process("build", inputs, "-r", killed).status == 0
    sound(killed)
    assert exports(killed) == exports(whole)
    for listing in LISTINGS:
        assert process(listing, "-r", killed, "--json") == process(listing, "-r", whole, "--json")
