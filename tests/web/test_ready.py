"""Getting a record ready: what another process makes of it is what a search here would read."""

import sqlite3
from contextlib import closing

import numpy as np

from onrecord.record import Record
from onrecord.store import kept
from onrecord.web import ready


def test_what_is_got_ready_is_what_a_search_reads(samples_record):
    with Record(samples_record) as record:
        for _ in kept.made(record._db):
            pass
    made_here = []
    for held in kept.EACH:
        made_here.append(held.pop(str(samples_record)).what)
        held.clear()
    process = ready.started("onrecord.web.ready", str(samples_record))
    with process:
        kept.take(process.stdout)
        assert process.wait(timeout=60) == 0
    for held, here in zip(kept.EACH, made_here, strict=True):
        for own, came in zip(here, held[str(samples_record)].what, strict=True):
            assert np.array_equal(own, came)
    assert all(len(here[0]) for here in made_here)


def test_of_a_record_that_is_none_nothing_comes(tmp_path, capfd):
    with ready.started("onrecord.web.ready", str(tmp_path / "none.record")) as process:
        assert process.stdout.read() == b""
        assert process.wait(timeout=60) == 0
    assert capfd.readouterr() == ("", "")


def test_it_ends_with_the_room_whatever_it_waits_for(folder):
    Record(folder / "a.record", create=True).close()
    with closing(sqlite3.connect(folder / "a.record", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("BEGIN EXCLUSIVE")  # so that it waits, longer than this test does
        with ready.started("onrecord.web.ready", str(folder / "a.record")) as process:
            process.stdin.close()  # as when the room has gone
            assert process.wait(timeout=30) == 0
