"""Verifying: a record that was built has no fault, and each thing that can go wrong is told of in a sentence."""

import json
import shutil
import sqlite3
import zlib
from contextlib import closing, suppress
from pathlib import Path

import pytest
from town import LUND, article

from onrecord.record import Record, TracesLeft
from onrecord.store import verify
from onrecord.store.schema import MEND


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A record with a revision, a reprint, originals and statements."""
    folder = tmp_path_factory.mktemp("sound")
    (folder / "a.txt").write_text(article(1), "utf-8")
    (folder / "b.txt").write_text(article(1), "utf-8")
    (folder / "c.txt").write_text(LUND, "utf-8")
    with Record(folder / "town.record", create=True) as record:
        record.build([folder])
        (folder / "c.txt").write_text(LUND.replace("bridge", "ferry"), "utf-8")
        record.build([folder])
    return folder / "town.record"


@pytest.fixture
def town(sound, tmp_path):
    return Path(shutil.copy(sound, tmp_path / "town.record"))


def faults(path):
    with Record(path) as record:
        return [(fault.where, fault.fault) for fault in record.verify()]


def test_a_record_that_was_built_has_none_and_all_was_looked_at(town):
    with Record(town) as record:
        verification = record.verify()
        assert list(verification) == []
        statements = len(list(record.extractions()))
        assert verification.checked["document"] == verification.checked["article"] == statements == 4
        assert verification.checked["original"] == 3
        assert verification.checked["statement"] == sum(len(row["statements"]) for row in record.extractions())
        assert verification.checked["span"] > 3 * verification.checked["statement"]


def bigger(places):
    return zlib.compress(json.dumps([*json.loads(zlib.decompress(places)), [0, 10**6, "/p"]]).encode())


# What is done to the record, and the beginning of what is told.
DAMAGES = {
    "a letter of the text": (
        "UPDATE documents SET text = replace(text, 'We will', 'He will')",
        {"statement ", "article 0 of document "},
        "is indexed with other words than its ",
    ),
    "the text cut off": (
        "UPDATE documents SET text = substr(text, 1, 20)",
        {"document ", "article ", "statement "},
        "spans in body_spans.start",
    ),
    "a span that ends before it begins": (
        "UPDATE mentions SET end = start WHERE rowid = 1",
        {"document "},
        "has 1 spans in mentions.start that lie outside of its text",
    ),
    "a content that was moved": (
        "UPDATE statement_spans SET start = start + 1 WHERE rowid = (SELECT min(rowid) FROM statement_spans"
        " WHERE role = 'content')",
        {"statement "},
        "has no content where it begins",
    ),
    "a content that ends elsewhere": (
        "UPDATE statement_spans SET end = end - 3 WHERE role = 'content'",
        {"statement "},
        "is indexed with other words than its spans have",
    ),
    "no content": ("DELETE FROM statement_spans WHERE role = 'content'", {"statement "}, "has no content"),
    "an original's bytes": (
        "UPDATE originals SET packed = 'as it is' WHERE rowid = 1",
        {"original of "},
        "is damaged, its bytes do not have their SHA-256",
    ),
    "an original of nothing": (
        "INSERT INTO originals SELECT 'f00', size, packed, bytes FROM originals LIMIT 1",
        {"original f00"},
        "",
    ),
    "a statement that is not indexed": (
        "DELETE FROM statement_search WHERE rowid = 1",
        {"statement "},
        "is indexed with other words",
    ),
    "an index of what is not there": (
        "INSERT INTO body_search (rowid, words) VALUES (99, 'the bridge')",
        {"index body_search"},
        "holds 1 entries of articles that are not there",
    ),
    "an index that does not have its rows": (
        "DELETE FROM statement_search_data WHERE id > 10",
        {"index statement_search"},
        "does not agree with its rows",
    ),
    "an outer statement that is not there": (
        "UPDATE statements SET inside = 'nowhere' WHERE number = 1",
        {"statement "},
        "stands inside nowhere, which is not there",
    ),
    "a reference": (
        "UPDATE articles SET reprint_of = 99 WHERE number = 1",
        {"table articles"},
        "has 1 rows that lead to nothing in articles",
    ),
    "a key of a wording": (
        "INSERT INTO wording_keys VALUES (1, 1, 9999)",
        {"table wording_keys"},
        "has 1 rows that lead to nothing in wordings",
    ),
    "a table": ("DROP TABLE facts", {"table facts", "index facts_article"}, "is not there"),
    "a trigger": ("DROP TRIGGER statement_gone", {"trigger statement_gone"}, "is not there"),
    "a column": ("ALTER TABLE parts DROP COLUMN by_end", {"table parts"}, "has no column by_end"),
    "places": ("UPDATE documents SET places = bigger(places)", {"document "}, "has 1 spans in places that lie"),
    "places that are none": ("UPDATE documents SET places = x'00'", {"the file"}, "so that not all could be verified"),
    "traces": ("CREATE TABLE wipe_due (yes INTEGER)", {"the file"}, "holds traces of what was removed"),
}


@pytest.mark.parametrize(("done", "where", "said"), DAMAGES.values(), ids=DAMAGES.keys())
def test_each_fault_is_told(town, done, where, said):
    with closing(sqlite3.connect(town)) as db:
        db.create_function("bigger", 1, bigger)
        db.execute(done)
        db.commit()
    found = faults(town)
    assert found
    for place, fault in found:
        assert place.startswith(tuple(where)), found
        assert "\n" not in place + fault
    assert any(said in fault for _, fault in found)


@pytest.mark.parametrize("name", ["statements", "documents_sha256", "statement_search_data", "originals"])
def test_a_page_that_was_overwritten_is_told_of(town, name):
    with closing(sqlite3.connect(town)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [name]).fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    content = bytearray(town.read_bytes())
    content[(page - 1) * size : (page - 1) * size + 40] = bytes(40)
    town.write_bytes(content)
    found = faults(town)
    assert found
    assert all(MEND in fault for _, fault in found)


def test_what_is_built_meanwhile_is_no_fault(town, monkeypatch):
    """Documents come and go between two queries of a verification."""
    folder = town.parent / "more"
    folder.mkdir()

    def meanwhile(db, checked):
        (folder / "a.txt").write_text(article(7 + len(list(folder.iterdir()))), "utf-8")
        with Record(town) as other:
            other.build([folder])
            with suppress(TracesLeft):  # since the verification is reading
                other.remove(other.removal([str(folder / "a.txt")]))
        return iter(())

    checks = [check for one in verify.CHECKS for check in (one, meanwhile)]
    monkeypatch.setattr(verify, "CHECKS", checks)
    monkeypatch.setattr("onrecord.store.schema.PATIENCE_MS", 200)
    with Record(town) as record:
        assert [fault for fault in record.verify() if "traces" not in fault.fault] == []


def test_of_what_may_not_be_written_it_is_said_what_was_not_checked(town):
    with closing(sqlite3.connect(f"{town.as_uri()}?immutable=1", uri=True)) as db:
        found = [(fault.where, fault.fault) for fault in verify.Verification(db)]
    said = "could not be checked, since nothing may be written here: verify a copy"
    assert found == [("index statement_search", said), ("index body_search", said)]


def test_the_command_tells_what_it_looked_at_and_ends_with_1_where_there_is_a_fault(town, run):
    done = run("verify", "-r", town)
    assert (done.status, done.out) == (0, "")
    assert done.err.startswith("4 articles, 4 documents, 3 originals, ")
    assert done.err.endswith(" statements: all in order\n")
    with closing(sqlite3.connect(town)) as db:
        db.execute("UPDATE articles SET reprint_of = 99 WHERE number = 1")
        db.commit()
    fault = f"has 1 rows that lead to nothing in articles: {MEND}"
    done = run("verify", "-r", town)
    assert (done.status, done.out) == (1, f"table articles\t{fault}\n")
    assert done.err.endswith(": 1 fault\n")
    done = run("verify", "-r", town, "--json")
    assert (done.status, done.rows) == (1, [{"where": "table articles", "fault": fault}])
