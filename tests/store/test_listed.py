"""In which order articles are listed, and whose statements are, whatever came and went since it was last asked."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from onrecord.located import Marked
from onrecord.record import Record
from onrecord.store import kept, listed, schema

SAID = "“The {} will open again in May,” said {}.\n\nThe lock keeper counted the boats twice.\n"


@pytest.fixture
def record(folder, put):
    put({f"news/{n}.txt": f"Published: 2025-03-{n:02}\n\n" + SAID.format("lock", "Pia Holm") for n in (4, 2, 3)})
    put({"news/undated.txt": SAID.format("weir", "Uwe Tarn")})
    with Record(folder / "a.record", create=True) as record:
        record.build(["news"])
        yield record


def held(db: sqlite3.Connection) -> None:
    """Assert that what is kept is what the record holds."""
    every = listed.listed(db)
    rows = db.execute("SELECT number, coalesce(published, '9999'), published FROM articles ORDER BY number").fetchall()
    known = {int(number): at for at, number in enumerate(every.numbers)}
    assert set(known) >= {number for number, *_ in rows}
    at = [known[number] for number, *_ in rows]
    by_day = [number for number, *_ in sorted(rows, key=lambda row: (row[1], row[0]))]
    assert by_day == [number for _, (number, *_) in sorted(zip(every.earliest[at], rows, strict=True))]
    latest = [number for (number,) in db.execute("SELECT number FROM articles ORDER BY published DESC, number")]
    assert latest == [number for _, (number, *_) in sorted(zip(every.latest[at], rows, strict=True))]
    said = db.execute("SELECT number, article FROM statements ORDER BY number").fetchall()
    places = every.places(np.array([number for number, _ in said]))
    assert [int(every.numbers[place]) for place in places] == [article for _, article in said]
    current = {n for (n,) in db.execute("SELECT number FROM documents WHERE replaced_by IS NULL")}
    fits = every.fitting(db)[at].tolist()
    documents = [db.execute("SELECT document FROM articles WHERE number = ?", [n]).fetchone()[0] for n, *_ in rows]
    assert fits == [document in current for document in documents]


def test_what_came_changed_and_went_is_listed_as_it_is(record, put):
    db = record._db
    held(db)
    put({"news/5.txt": SAID.format("bridge", "Ada Lund"), "news/2.txt": SAID.format("sluice", "Pia Holm")})
    record.build(["news"])  # a new article, and a new revision
    held(db)
    record.remove(record.removal(["news/5.txt"]))
    held(db)
    put({"news/6.txt": "Published: 2024-12-24\n\n" + SAID.format("tunnel", "Ivo Kern")})
    record.build(["news"])  # it gets numbers that others had
    held(db)


def test_a_statement_that_was_added_later_is_its_articles(record):
    held(record._db)
    (id,) = record._db.execute("SELECT id FROM documents ORDER BY number LIMIT 1").fetchone()
    record.add_statement(id, 0, Marked(content=["counted the boats twice"], source=[], cue=[]))
    held(record._db)
    listed.kept.clear()
    held(record._db)  # its article's statements do not follow one another now


def test_what_one_process_made_another_takes_over(record, tmp_path):
    made = b"".join(kept.made(record._db))
    for held_there in kept.EACH:
        held_there.clear()
    (tmp_path / "made").write_bytes(made)
    with (tmp_path / "made").open("rb") as pieces:
        kept.take(pieces)
    assert all(list(held_there) == [str(record.path)] for held_there in kept.EACH)
    before = listed.kept[str(record.path)].what
    held(record._db)
    assert listed.kept[str(record.path)].what is before


def test_what_a_process_that_was_ended_left_unsaid_is_read_when_asked_for(record, tmp_path):
    made = b"".join(kept.made(record._db))
    for held_there in kept.EACH:
        held_there.clear()
    for came in (made[: len(made) // 2], b""):
        (tmp_path / "made").write_bytes(came)
        with (tmp_path / "made").open("rb") as pieces:
            kept.take(pieces)
        held(record._db)


def test_an_empty_record_lists_nothing(folder):
    with closing(schema.opened(folder / "b.record", create=True)) as db:
        every = listed.listed(db)
        assert not len(every.numbers)
        assert not len(every.fitting(db, "a", "2025-01-01"))
