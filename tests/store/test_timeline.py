"""Pages of the timeline hold what the whole of it holds."""

from itertools import pairwise

import pytest

from onrecord.record import Record
from onrecord.store import timeline

TOWN = {
    "a": "Town votes. On election night, 7 May 2024, the mill of Haverness burned and Mayor Ada Lund spoke.\n",
    "b": "On election night the mill burned. “We will build it again,” Mayor Ada Lund said on 9 May 2024.\n",
}


def test_pages_hold_what_was_said_what_happened_and_days_that_have_a_name(tmp_path):
    for name, words in TOWN.items():
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    with Record(None) as record:
        record.build([tmp_path])
        whole = list(record.timeline())
        pages = [record.some_timeline(skip=skip, most=2) for skip in range(0, len(whole) + 1, 2)]
        assert record._db.execute("SELECT 1 FROM nights").fetchone()
    rows = [row for page in pages for row in page.rows]
    assert sorted(map(str, rows)) == sorted(map(str, whole))
    assert {(page.total, page.more) for page in pages} == {(len(whole), False)}


@pytest.mark.parametrize("days", [{}, {"since": "2025-03-12"}, {"until": "2025-03-12"}, {"since": "2030-01-01"}])
def test_some_days_after_others_it_is_in_the_order_of_the_whole(samples_record, monkeypatch, days):
    with Record(samples_record) as record:
        monkeypatch.setattr(timeline, "AT_ONCE", 1_000_000)
        whole = list(record.timeline(**days))
        monkeypatch.setattr(timeline, "AT_ONCE", 1)
        assert list(record.timeline(**days)) == whole
        assert len(whole) == record.some_timeline(**days, most=1).total
    assert all(one["date"][:4] <= other["date"][:4] for one, other in pairwise(whole))


def test_how_many_entries_there_are_is_counted_so_far_and_said_to_be_more(samples_record, monkeypatch):
    monkeypatch.setattr(timeline, "COUNTED", 3)
    with Record(samples_record) as record:
        whole = len(list(record.timeline()))
        first, last = (record.some_timeline(skip=skip, most=2) for skip in (0, whole - 5))
    assert (len(first.rows), first.total, first.more) == (2, 5, True)
    assert (len(last.rows), last.total, last.more) == (2, whole, False)
