"""Backing up: a copy as the record is at one moment, whole or not there, and over nothing but an earlier one."""

import resource
import sqlite3
import threading
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from town import LUND, article

from onrecord.record import Record, RecordError


@pytest.fixture
def town(folder, put):
    put({"in/a.txt": article(1), "in/b.txt": LUND})
    with Record(Path("town.record"), create=True) as record:
        record.build([Path("in")])
        yield record


def test_it_holds_what_the_record_holds_and_nothing_stands_beside_it(town, exports):
    town.backup(Path("copy.record"))
    assert {path.name for path in Path().iterdir()} <= {
        "in",
        "copy.record",
        "town.record",
        "town.record-wal",
        "town.record-shm",
    }
    assert exports(Path("copy.record")) == exports(Path("town.record"))
    with Record(Path("copy.record")) as copy:
        assert list(copy.verify()) == []


def test_an_earlier_backup_is_replaced(town, put, exports):
    town.backup(Path("copy.record"))
    put({"in/c.txt": article(2), "in/a.txt": article(3)})
    town.build([Path("in")])
    town.backup(Path("copy.record"))
    assert exports(Path("copy.record")) == exports(Path("town.record"))


def later(path):
    """The record as it was before something was removed."""
    with Record(Path("town.record")) as record:
        record.backup(path)
        record.remove(record.removal(["in/b.txt"]))
    return "holds a document that this record does not: name another file"


def other(path):
    Path("more").mkdir()
    for n in range(2):
        Path("more", f"{n}.txt").write_text(article(n + 20), "utf-8")
    with Record(path, create=True) as record:
        record.build([Path("more")])
    return "holds 2 documents that this record does not: name another file"


def text(path):
    path.write_text("Minutes\n")
    return "is there already and is no record: name another file"


def database(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE minutes (words)")
    return "is there already and is no record: name another file"


def itself(path):
    path.symlink_to(Path("town.record").absolute())
    return "is the record itself: name another file"


def nowhere(path):
    path.parent.rmdir()
    return "cannot be written (unable to open database file): see whether the disk is full, or name another"


def directory(path):
    path.mkdir()
    return "is a folder: name a file"


def in_use(path):
    path.with_name(path.name + "-wal").write_bytes(b"x")
    return "is in use, as copy.record-wal beside it shows: close what uses it, or name another file"


@pytest.mark.parametrize("made", [later, other, text, database, itself, nowhere, directory, in_use])
def test_anything_else_is_refused_and_left_as_it_is(town, made, run):
    path = Path("there/copy.record")
    path.parent.mkdir()
    said = made(path)
    before = path.read_bytes() if path.is_file() else None
    done = run("backup", path, "-r", "town.record")
    assert (done.status, done.out, done.err) == (2, "", f"onrecord: {path} {said}\n")
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not list(Path().glob("**/*.part*"))


def test_a_copy_for_which_there_is_no_room_leaves_the_earlier_one(town, process, put):
    town.backup(Path("copy.record"))
    before = Path("copy.record").read_bytes()
    put({"in/c.txt": article(4)})
    town.build([Path("in")])
    bound = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (100_000, 100_000))
    done = process("backup", "copy.record", "-r", "town.record", preexec_fn=bound)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("onrecord: copy.record cannot be written (")
    assert Path("copy.record").read_bytes() == before
    assert not list(Path().glob(".*.part*"))


def test_a_record_that_is_written_meanwhile_is_copied_as_it_was_at_one_moment(town, put):
    put({f"more/{n}.txt": article(n + 40, 2) for n in range(12)})
    writer = threading.Thread(target=build_more)
    writer.start()
    counts = []
    while writer.is_alive() or not counts:
        name = Path(f"copy-{len(counts)}.record")
        town.backup(name)
        with Record(name) as copy:
            assert list(copy.verify()) == []
            counts.append(len(list(copy.articles())))
    writer.join()
    assert counts == sorted(counts)


def build_more():
    with Record(Path("town.record")) as record:
        record.build([Path("more")])


def test_damage_is_not_copied(town):
    town.close()
    content = bytearray(Path("town.record").read_bytes())
    size = int.from_bytes(content[16:18], "big")
    content[size * 5 : size * 9] = bytes(size * 4)
    Path("town.record").write_bytes(content)
    with Record(Path("town.record")) as record, pytest.raises(RecordError, match="damaged"):
        record.backup(Path("copy.record"))
    assert not Path("copy.record").exists()
