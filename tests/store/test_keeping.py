"""What is kept in memory of records: of a few at a time, and never of another one than is asked."""

from contextlib import closing

import pytest

from onrecord import findings
from onrecord.record import Record
from onrecord.store import keeping, listed, schema
from onrecord.store.keeping import Kept

SAID = "“The {} will open again in May,” said Pia Holm.\n\nThe lock keeper counted the boats twice.\n"


@pytest.fixture
def news(put):
    put({f"news/{n}.txt": f"Published: 2025-03-0{n}\n\n" + SAID.format("lock") for n in (1, 2, 3)})


def days(path):
    """The days of a record's articles as a search has them."""
    with Record(path) as record:
        return listed.listed(record._db).days.tolist()


def test_of_records_asked_by_turns_each_is_read_once_until_it_has_to_go(folder):
    read = []

    def brought_up(db, known):
        if known is None:
            read.append(db)
        return known or object()

    kept = Kept(brought_up)
    opened = [schema.opened(folder / f"{n}.record", create=True) for n in range(keeping.RECORDS + 1)]
    for _ in range(2):
        for db in opened[:-1]:
            kept.of(db)
    assert read == opened[:-1]
    kept.of(opened[0])
    kept.of(opened[-1])  # for which the second goes
    for db in (opened[0], *opened[2:]):
        kept.of(db)
    assert read == opened
    kept.of(opened[1])
    assert read == [*opened, opened[1]]
    for db in opened:
        db.close()


def test_a_record_built_anew_at_the_same_place_is_not_taken_for_the_one_before(folder, put, news):
    path = folder / "a.record"
    with Record(path, create=True) as record:
        record.build(["news"])
    assert days(path) == [b"2025-03-01", b"2025-03-02", b"2025-03-03"]
    path.unlink()
    put({"news/1.txt": "Published: 2024-12-24\n\n" + SAID.format("lock")})
    with Record(path, create=True) as record:
        record.build(["news"])
    assert days(path) == [b"2024-12-24", b"2025-03-02", b"2025-03-03"]


def test_what_is_kept_is_not_read_again_where_documents_came(folder, put, news):
    with Record(folder / "a.record", create=True) as record:
        record.build(["news"])
        (before,) = (listed.listed(record._db),)
        put({"news/4.txt": SAID.format("weir")})
        record.build(["news"])
        record._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # now the file itself is another
        seen = []
        record._db.set_trace_callback(seen.append)
        now = listed.listed(record._db)
        record._db.set_trace_callback(None)
    assert now.numbers.tolist() == [*before.numbers, before.numbers[-1] + 1]
    assert any(f"number > {before.numbers[-1]}" in sql for sql in seen)
    assert not any("number > -1" in sql for sql in seen)


def test_a_document_that_is_read_again_in_its_own_row_is_read_here_too(folder, news, monkeypatch):
    with Record(folder / "a.record", create=True) as record:
        record.build(["news/3.txt"])
        before = listed.listed(record._db)
        monkeypatch.setattr(findings, "maker", lambda: "another")
        record.build(["news/3.txt"])
        now = listed.listed(record._db)
        assert (now.numbers.tolist(), now.statement) == (before.numbers.tolist(), before.statement)
        assert now is not before


def test_of_a_record_without_a_file_nothing_is_kept():
    kept = Kept(lambda db, known: known or object())
    with closing(schema.opened(None)) as db:
        assert kept.of(db) is not kept.of(db)
    assert not kept
