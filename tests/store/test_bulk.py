"""Writing very many rows."""

import sqlite3
from contextlib import closing

import pytest

from onrecord.store.bulk import ROWS, insert, lifted


@pytest.fixture
def db():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute("CREATE TABLE numbers (one INTEGER, other TEXT)")
        db.execute("CREATE INDEX numbers_other ON numbers(other)")
        yield db


@pytest.mark.parametrize("count", [0, 1, ROWS - 1, ROWS, ROWS + 1, 3 * ROWS])
def test_every_row_is_put_in_once(db, count):
    rows = [(n, f"n{n}") for n in range(count)]
    insert(db, "numbers", iter(rows))
    assert db.execute("SELECT * FROM numbers ORDER BY one").fetchall() == rows


def test_what_is_taken_out_is_made_again(db):
    before = db.execute("SELECT name, sql FROM sqlite_schema").fetchall()
    with lifted(db, "numbers_other"):
        assert len(db.execute("SELECT name FROM sqlite_schema").fetchall()) == 1
        insert(db, "numbers", [(1, "one")])
    assert db.execute("SELECT name, sql FROM sqlite_schema").fetchall() == before
    assert db.execute("SELECT one FROM numbers INDEXED BY numbers_other WHERE other = 'one'").fetchall() == [(1,)]
