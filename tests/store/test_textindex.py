"""Full-text indexes that are in many pieces become one, and hold what they held."""

from contextlib import closing

from onrecord.record import Record, Wanted
from onrecord.store import schema, textindex


def test_an_index_in_many_pieces_becomes_one(folder):
    with closing(schema.opened(folder / "a.record", create=True)) as db:
        db.execute("INSERT INTO body_search (body_search, rank) VALUES ('automerge', 0)")
        for number in range(12):
            db.execute("INSERT INTO body_search (rowid, words) VALUES (?, ?)", [number, f"the lock {number}"])
        assert textindex.pieces(db, "body_search") == 12
        textindex.merge(db)
        assert textindex.pieces(db, "body_search") == 1
        (count,) = db.execute("SELECT count(*) FROM body_search WHERE body_search MATCH 'lock'").fetchone()
        assert count == 12


def test_a_build_leaves_few_pieces(folder, put, monkeypatch):
    monkeypatch.setattr(textindex, "MOST", 1)
    put({f"news/{n}.txt": f"“The lock {n} is shut,” said Pia Holm.\n" for n in range(3)})
    with Record(folder / "a.record", create=True) as record:
        record.build(["news"])
        assert [textindex.pieces(record._db, table) for table in textindex.TABLES] == [1, 1]
        assert len(list(record.statements(Wanted(like="lock")))) == 3
