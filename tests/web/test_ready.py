"""Getting a record ready: what another process makes of it is what a search here would read."""

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
        made_here.append(held.pop(str(samples_record)))
        held.clear()
    process = ready.started("onrecord.web.ready", str(samples_record))
    with process:
        kept.take(process.stdout)
        assert process.wait(timeout=60) == 0
    for held, here in zip(kept.EACH, made_here, strict=True):
        for own, came in zip(here, held[str(samples_record)], strict=True):
            assert np.array_equal(own, came)
    assert all(len(here[0]) for here in made_here)


def test_of_a_record_that_is_none_nothing_comes(tmp_path, capfd):
    with ready.started("onrecord.web.ready", str(tmp_path / "none.record")) as process:
        assert process.stdout.read() == b""
        assert process.wait(timeout=60) == 0
    assert capfd.readouterr() == ("", "")
