"""What the register keeps, beside what triggers note of it."""

from contextlib import closing

from onrecord.store import register, schema


def test_somebody_is_renamed_of_whom_something_changed_before():
    with closing(schema.opened(None)) as db:
        db.execute("INSERT INTO people VALUES ('p1', 'A. Lund', 'person')")
        db.execute("INSERT INTO tallies_due VALUES ('p1')")
        register.settle(db, "p1", "Ada Lund", "person", [])
        register.settle(db, "p2", "Oskar Brandt", "person", [])
        found = db.execute("SELECT * FROM people ORDER BY id").fetchall()
    assert found == [("p1", "Ada Lund", "person"), ("p2", "Oskar Brandt", "person")]
