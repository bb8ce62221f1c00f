"""Opening a record: made, found, refused, or damaged; one sentence says what is wrong."""

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from town import LUND

from onrecord.record import Record, RecordError
from onrecord.store import schema
from onrecord.store.tables import VERSION

NO_RECORD = "is no record: name a file that `onrecord build` made"


def database(path, *statements):
    db = sqlite3.connect(path)
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def error(path, **options):
    with pytest.raises(RecordError) as raised:
        schema.opened(path, **options)
    sentence = str(raised.value)
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    "content", [b"x", b"Minutes of the council\n" * 90, b"\0" * 600, b"%PDF-1.7\n", b"SQLite format 2"]
)
@pytest.mark.parametrize("create", [True, False])
def test_another_file_is_refused_and_left_as_it_is(tmp_path, content, create):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert error(path, create=create) == f"{path} {NO_RECORD}"
    assert path.read_bytes() == content


OTHERS = {
    "tables": (
        ("CREATE TABLE t (x)",),
        "is no record but another program's database: name a file that `onrecord build` made",
    ),
    "only its mark": (("PRAGMA application_id = 77",), "is no record but another program's database: name a file"),
    "a newer schema": (
        (f"PRAGMA application_id = {schema.APPLICATION}", "PRAGMA user_version = 99", "CREATE TABLE t (x)"),
        f"was made by a newer onrecord (its schema is 99, this one knows {VERSION}): update onrecord",
    ),
}


@pytest.mark.parametrize(("statements", "expected"), OTHERS.values(), ids=OTHERS.keys())
@pytest.mark.parametrize("create", [True, False])
def test_another_database_is_refused(tmp_path, statements, expected, create):
    path = tmp_path / "other.db"
    database(path, *statements)
    before = path.read_bytes()
    assert error(path, create=create).startswith(f"{path} {expected}")
    assert path.read_bytes() == before


def test_a_missing_record_is_made_by_a_build_only(tmp_path):
    path = tmp_path / "new.record"
    assert error(path) == f"{path} does not exist: make it with `onrecord build PATH... -r {path}`"
    assert not path.exists()
    Record(path, create=True).close()
    with Record(path) as record:
        assert list(record.articles()) == list(record.statements()) == list(record.people()) == []


def test_an_empty_file_becomes_a_record_by_a_build_only(tmp_path):
    path = tmp_path / "empty.record"
    path.touch()
    assert error(path) == f"{path} is empty: make it a record with `onrecord build PATH... -r {path}`"
    assert path.stat().st_size == 0
    Record(path, create=True).close()
    Record(path).close()


PLACES = {
    "a folder": (".", "is a folder: name a file"),
    "no such folder": (
        "none/new.record",
        "cannot be opened: check that its folder exists and that you may write there",
    ),
    "below a file": ("file/new.record", "cannot be opened: check that its folder exists and that you may write there"),
    "a name too long": ("x" * 300, "cannot be opened (file name too long): check the path and your rights to it"),
    "where nobody may write": (
        "/proc/new.record",
        "cannot be opened: check that its folder exists and that you may write there",
    ),
}


@pytest.mark.parametrize(("place", "expected"), PLACES.values(), ids=PLACES.keys())
def test_a_place_for_no_record(tmp_path, place, expected):
    (tmp_path / "file").touch()
    path = tmp_path / place
    assert error(path, create=True) == f"{path} {expected}"


@pytest.mark.parametrize("name", [":memory:", "file:x.record?mode=memory", "a b%20c.record", "être.record"])
def test_a_name_has_no_hidden_meaning(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Record(Path(name), create=True).close()
    assert name in [path.name for path in tmp_path.iterdir()]


def test_any_sqlite_tool_knows_it(tmp_path):
    path = tmp_path / "new.record"
    Record(path, create=True).close()
    known(path)


def known(path):
    """Hold a record against what the documentation says of its file."""
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"onrc", "big"),)
    assert db.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    db.close()


def test_many_may_make_it_at_once(tmp_path):
    code = "import sys, pathlib, onrecord; onrecord.Record(pathlib.Path(sys.argv[1]), create=True).close()"
    command = [sys.executable, "-c", code, str(tmp_path / "new.record")]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(5)]
    assert [one.communicate()[1] for one in running] == [b""] * 5
    Record(tmp_path / "new.record").close()


@pytest.mark.parametrize("step", range(1, 6))
def test_it_may_be_made_by_another_while_it_is_looked_at(tmp_path, step):
    path, left = tmp_path / "new.record", step

    def meanwhile(sql):
        nonlocal left
        left -= 1
        if not left:
            Record(path, create=True).close()

    db = sqlite3.connect(path, isolation_level=None)
    with closing(db):
        db.set_trace_callback(meanwhile)
        schema._prepare(db, path, create=True)
        db.set_trace_callback(None)
    assert left <= 0
    known(path)


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_record_that_was_made_for_nothing_is_taken_away(tmp_path):
    Record(tmp_path / "new.record", create=True).discard()
    assert files(tmp_path) == []


@pytest.mark.parametrize("make", [Path.touch, lambda path: Record(path, create=True).close()])
def test_one_that_was_there_stays(tmp_path, make):
    make(tmp_path / "old.record")
    Record(tmp_path / "old.record", create=True).discard()
    assert files(tmp_path) == ["old.record"]


@pytest.mark.parametrize("reads", [False, True])
def test_one_that_another_program_filled_meanwhile_stays(tmp_path, put, reads):
    put({tmp_path / "a.txt": LUND})
    path = tmp_path / "new.record"
    record = Record(path, create=True)
    if reads:
        record.build([tmp_path / "none.txt"])
    code = "import sys, pathlib, onrecord; onrecord.Record(pathlib.Path(sys.argv[1])).build([sys.argv[2]])"
    subprocess.run([sys.executable, "-c", code, str(path), str(tmp_path / "a.txt")], check=True, timeout=60)
    record.discard()
    assert files(tmp_path) == ["a.txt", "new.record"]
    with Record(path) as record:
        assert len(list(record.articles())) == 1
    known(path)


def test_one_that_another_program_is_about_to_fill_stays(tmp_path, put):
    put({tmp_path / "a.txt": LUND})
    path = tmp_path / "new.record"
    first, second = Record(path, create=True), Record(path, create=True)
    first.discard()
    second.build([tmp_path / "a.txt"])
    second.close()
    with Record(path) as record:
        assert len(list(record.articles())) == 1


def test_bytes_overwritten_anywhere_give_a_sentence_or_rows_and_never_another_error(tmp_path, samples_record):
    sound = samples_record.read_bytes()
    path = tmp_path / "damaged.record"
    rng = random.Random(7)
    said = set()
    for _ in range(60):
        damaged = bytearray(sound)
        for _ in range(rng.choice((1, 3, 30))):
            at = rng.randrange(len(damaged) if rng.random() < 0.8 else 4096)
            damaged[at : at + 40] = rng.randbytes(40)
        path.write_bytes(damaged[: len(sound)])
        try:
            with Record(path) as record:
                for listing in (record.articles, record.statements, record.people, record.extractions):
                    list(listing())
        except RecordError as problem:
            said.add(str(problem).removeprefix(f"{path} "))
    forms = ("is damaged: ", "is no record", "was made by a newer onrecord", "cannot be used (")
    assert "is damaged: restore it from a copy, or build it again under another name" in said
    assert all(one.startswith(forms) for one in said)


def test_a_truncated_record_is_damaged(tmp_path, samples_record):
    path = tmp_path / "half.record"
    path.write_bytes(samples_record.read_bytes()[: samples_record.stat().st_size // 2])
    with pytest.raises(RecordError, match="is damaged: restore it from a copy"), Record(path) as record:
        list(record.extractions())


def test_a_copy_is_a_record_too(tmp_path, samples_record, exports):
    shutil.copy(samples_record, tmp_path / "copy.record")
    assert exports(tmp_path / "copy.record") == exports(samples_record)


def test_a_record_that_is_opened_again_stays_locked_for_who_has_it_open(tmp_path):
    """POSIX ends all locks of a process on a file when it closes any handle of it: then others take the log away."""
    path = tmp_path / "town.record"
    writes = (
        "import sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('INSERT OR IGNORE INTO people_left VALUES (?)', ['nobody'])\n"
        "db.close()\n"
    )
    with Record(path, create=True) as record, record.one_state():
        Record(path).close()
        subprocess.run([sys.executable, "-c", writes, str(path)], check=True)
        assert path.with_name("town.record-wal").exists()
        with Record(path) as other:
            assert other._db.execute("SELECT person FROM people_left").fetchall() == [("nobody",)]
