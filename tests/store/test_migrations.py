"""A record of an older schema: it holds what it held, and a kill on the way leaves the old one."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.record import Record, RecordError
from onrecord.store import schema
from onrecord.store.tables import TABLES, VERSION, commands

FILES = Path(__file__).parent / "files"


@pytest.fixture(params=sorted(int(path.stem.partition("-")[2]) for path in FILES.glob("*.record")))
def made_by(request):
    """A schema that landed: of each a record of some articles is kept."""
    return request.param


@pytest.fixture
def old(tmp_path, made_by):
    return Path(shutil.copy(FILES / f"schema-{made_by}.record", tmp_path / "old.record"))


def test_a_record_of_every_schema_that_landed_is_kept():
    expected = {f"schema-{n}.{end}" for n in range(1, VERSION) for end in ("record", "json")}
    assert {path.name for path in FILES.iterdir()} == expected


def listings(record):
    return {
        "articles": list(record.articles()),
        "statements": list(record.statements()),
        "people": list(record.people()),
        "extractions": list(record.extractions(with_text=True)),
        "quotations": list(record.quotations()),
    }


def version(path):
    db = sqlite3.connect(path)
    try:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return db.execute("PRAGMA user_version").fetchone()[0]
    finally:
        db.close()


@pytest.mark.parametrize("create", [True, False])
def test_all_listings_are_what_they_were(old, made_by, create):
    before = json.loads((FILES / f"schema-{made_by}.json").read_text("utf-8"))
    assert version(old) == made_by
    with Record(old, create=create) as record:
        after = listings(record)
        assert list(record.verify()) == []
    assert version(old) == VERSION
    assert len(before["statements"]) > 20
    for name, rows in before.items():
        assert len(after[name]) == len(rows)
        if name == "people":  # who speaks as often is ordered by more now
            rows, after[name] = (sorted(some, key=lambda row: row["person_id"]) for some in (rows, after[name]))
        for was, now in zip(rows, after[name], strict=True):
            assert holds(now, {**was, **told_newly(now, was, made_by)})
    for row in after["articles"] if made_by == 1 else ():  # which knew nothing of these
        assert (row["revision"], row["replaced_by"], row["in_file"]) == (1, None, True)
        assert (row["primary"], row["left_out"], row["quotes_left_out"]) == (False, None, None)


def holds(now, was):
    """Say whether all that was told is told now, to which keys may have come."""
    if isinstance(was, dict):
        return all(key in now and holds(now[key], value) for key, value in was.items())
    if isinstance(was, list):
        return len(now) == len(was) and all(map(holds, now, was))
    return now == was


def told_newly(now, was, made_by):
    """What a newer program tells of somebody: the kind, and articles that only name him."""
    if "origins" not in was or made_by > 2:
        return {}
    assert now["kind"] == "person"
    assert now["articles"] >= was["articles"]
    assert now["origins"] >= was["origins"]
    return {key: now[key] for key in ("kind", "articles", "origins")}


def shape(db):
    """All tables with their columns, constraints and indexes, and all triggers."""
    found = {}
    for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name"):
        if kind == "table":
            found[name] = (
                sorted(row[1:] for row in db.execute(f"PRAGMA table_xinfo({name})")),
                sorted(row[2:] for row in db.execute(f"PRAGMA foreign_key_list({name})")),
                sorted(
                    (
                        row[2:],
                        db.execute(
                            f"SELECT group_concat(coalesce(name, 'an expression')) FROM pragma_index_info('{row[1]}')"
                        ).fetchone(),
                    )
                    for row in db.execute(f"PRAGMA index_list({name})")
                ),
                "CHECK" in (sql or ""),
            )
        elif kind == "trigger":
            found[name] = " ".join(sql.split())
    return found


def test_it_has_the_tables_of_a_new_one(old):
    Record(old).close()
    migrated, new = sqlite3.connect(old), sqlite3.connect(":memory:")
    for command in commands(TABLES):
        new.execute(command)
    assert shape(migrated) == shape(new)
    migrated.close()
    new.close()


def test_what_lists_are_made_of_is_counted_anew_only_where_it_was_not(old, made_by):
    Record(old).close()
    db = sqlite3.connect(old)
    due = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("tallies_due", "families_due")]
    db.close()
    assert (due == [0, 0]) is (made_by > 2)


KILLED = """
import os, signal, sqlite3, sys
from onrecord.store import migrations
db = sqlite3.connect(sys.argv[1], isolation_level=None)
left = int(sys.argv[2])
def step(sql):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
db.set_trace_callback(step)
migrations.migrate(db)
print(left)
"""


def test_killed_at_any_command_it_is_whole_and_old_or_whole_and_new(old, made_by, tmp_path):
    sound = old.read_bytes()
    whole = subprocess.run(
        [sys.executable, "-c", KILLED, str(old), "100000"], capture_output=True, text=True, check=True, timeout=60
    )
    commands = 100000 - int(whole.stdout)
    with Record(old) as record:
        expected = listings(record)
    path = tmp_path / "killed.record"
    for at in (1, 2, 5, 8, commands // 2, commands - 1, commands):
        path.write_bytes(sound)
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        killed = subprocess.run([sys.executable, "-c", KILLED, str(path), str(at)], timeout=60)
        assert killed.returncode == -signal.SIGKILL
        assert version(path) == made_by
        with Record(path) as record:
            assert listings(record) == expected


def unlinked(rows):
    """Articles without what linking says of them, which a newer program may find otherwise."""
    return [
        {key: row[key] for key in row if key not in ("reprint_of", "taken_from", "shared", "story")} for row in rows
    ]


def test_the_next_build_keeps_what_it_cannot_find_and_measures_its_reprints(old):
    with Record(old, create=True) as record:
        before = list(record.articles())
        record.build([])
        after = list(record.articles())
    measured = ("taken_from", "shared", "story")
    blank = dict.fromkeys(measured)
    assert [{**row, **blank} for row in after] == [{**row, **blank} for row in before]
    assert [row["shared"] is not None for row in after] == [row["reprint_of"] is not None for row in before]


def test_what_may_not_be_written_is_refused_in_a_sentence(old, made_by, monkeypatch):
    def migrate(db):
        db.execute("PRAGMA query_only = ON")  # as where the disk is mounted to be read
        db.execute("CREATE TABLE x (y)")

    monkeypatch.setattr(schema, "migrate", migrate)
    said = (
        rf"was made by an older onrecord \(its schema is {made_by}, this one's {VERSION}\) and may not be written:"
        " copy it to a folder"
    )
    with pytest.raises(RecordError, match=said):
        Record(old)
    assert version(old) == made_by


@pytest.mark.parametrize("number", [0, -3])
def test_a_schema_that_never_was_is_damage(old, number):
    db = sqlite3.connect(old)
    db.execute(f"PRAGMA user_version = {number}")
    db.close()
    with pytest.raises(RecordError, match="is damaged"):
        Record(old)


def test_many_may_bring_it_up_to_date_at_once(old):
    code = "import sys, pathlib, onrecord; onrecord.Record(pathlib.Path(sys.argv[1])).close()"
    command = [sys.executable, "-c", code, str(old)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ}) for _ in range(4)]
    assert [one.communicate(timeout=60)[1] for one in running] == [b""] * 4
    assert version(old) == VERSION
