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


def _steps(crowd):
    """Settle two of so many people and give them their statements; return the steps, in hundreds, that SQLite took."""
    with closing(schema.opened(None)) as db:
        db.execute("PRAGMA foreign_keys = OFF")  # of articles, only their people are there
        db.executemany(
            "INSERT INTO article_people VALUES (?1, 1, 'a' || ?1, 'p', 'Lund', 'person', NULL, '[]', '', 'p' || ?1)",
            ((number,) for number in range(crowd)),
        )
        db.executemany(
            "INSERT INTO statements (number, id, article, kind, person, confidence, start)"
            " VALUES (?1, 's' || ?1, 1, 'direct', 'p' || ?1, 1, 0)",
            ((number,) for number in range(crowd)),
        )
        db.executemany(
            "INSERT INTO statement_people VALUES (?1, 'speaker', ?1, 1)", ((number,) for number in range(crowd))
        )
        taken = []
        db.set_progress_handler(lambda: taken.append(1), 100)
        moves = register.settle(db, "p7", "Ada Lund", "person", [7, 9])
        register.move(db, {number: "p7" for number, _ in moves})
        db.set_progress_handler(None, 0)
        said = db.execute("SELECT number FROM statements WHERE person = 'p7' ORDER BY number").fetchall()
    assert moves == [(9, "p9")]
    assert said == [(7,), (9,)]
    return len(taken)


def test_a_person_is_settled_without_going_through_all_others():
    assert _steps(5000) <= _steps(50) + 5
