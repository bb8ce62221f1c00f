"""Taking a source out for good: what goes is told, nothing else goes, and no byte of it stays."""

import resource
import signal
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from town import LUND, article, lines

from onrecord.record import Record, RecordError, TracesLeft

SECRET = """Quibbleford finds a xylotheque

By Zephyrina Wolmsquith

“The xylotheque holds nine thousand gnarlbooks, and I counted every one,” said Zephyrina Wolmsquith of Quibbleford.

Bartholomew Kvistgaard denied that a single gnarlbook was ever lost from the cellars of Quibbleford.
"""
TRACES = (b"uibblefor", b"ylothequ", b"narlboo", b"olmsquit", b"ephyrin", b"vistgaar", b"in/secret")


def raw(record="town.record"):
    """All bytes of a record's files, capitals made small: a full-text index keeps words so."""
    return b"".join(path.read_bytes() for path in sorted(Path().glob(f"{record}*"))).lower()


def built(*paths, record="town.record", **options):
    with Record(Path(record), create=True) as opened:
        return opened.build([Path(path) for path in paths], **options)


def removed(*names):
    with Record(Path("town.record")) as record:
        what = record.removal(names)
        record.remove(what)
        return what


@pytest.fixture
def town(folder, put):
    """A record with a secret in it, of which there is an earlier revision and a reprint of a reprint."""
    put(
        {
            "in/secret.txt": SECRET.replace("nine", "eleven"),
            "in/a.txt": article(1),
            "in/f.jsonl": lines({"id": "one", "text": LUND}),
        }
    )
    built("in")
    put({"in/secret.txt": SECRET})
    built("in")
    return folder


def test_no_byte_of_it_stays_in_the_file(town):
    packed = zlib.compress(SECRET.encode()).lower()
    before = raw()
    assert all(trace in before for trace in TRACES)
    assert packed[20:60] in before
    what = removed("in/secret.txt")
    assert sorted((gone.file, gone.revision, gone.articles) for gone in what.documents) == [
        ("in/secret.txt", 1, 1),
        ("in/secret.txt", 2, 1),
    ]
    assert what.people == ("Bartholomew Kvistgaard", "Zephyrina Wolmsquith")
    assert what.originals == 2
    after = raw()
    assert [trace for trace in TRACES if trace in after] == []
    assert packed[20:60] not in after
    assert b"lund" in after


def test_nothing_stays_beside_it_while_it_is_open(town):
    with Record(Path("town.record")) as record:
        record.remove(record.removal(["in/secret.txt"]))
        after = raw()
        assert [trace for trace in TRACES if trace in after] == []
        assert len(list(record.articles())) == 2


def test_what_is_left_is_what_a_record_without_it_holds(town, put, exports):
    removed("in/secret.txt")
    put({"in/secret.txt": None})
    built("in", record="fresh.record")
    assert exports(Path("town.record")) == exports(Path("fresh.record"))
    summary = built("in")
    assert (summary.read, summary.unchanged) == (0, 2)


def test_what_is_still_there_is_read_again(town):
    what = removed("in/secret.txt")
    assert what.files == ("in/secret.txt",)
    summary = built("in")
    assert (summary.read, summary.unchanged, summary.on_record.earlier) == (1, 2, 0)


def test_a_line_goes_by_its_id_and_the_others_stay(folder, put):
    put({"f.jsonl": lines({"id": "one", "text": LUND}, {"id": "two", "text": SECRET})})
    built("f.jsonl")
    what = removed("two")
    assert [gone.id for gone in what.documents] == ["two"]
    assert not any(trace in raw() for trace in TRACES[:-1])
    with Record(Path("town.record")) as record:
        assert [row["id"] for row in record.articles()] == ["one"]
        assert all(row["in_file"] for row in record.articles())


def test_the_next_earliest_of_its_reprints_is_the_original_then(folder, put):
    texts = {f"{n}.txt": f"{article(5, 8)}\nPrinted as number {n}.\n" for n in range(4)}
    put({f"in/{name}": text for name, text in texts.items()})
    built("in")

    def originals():
        with Record(Path("town.record")) as record:
            return [row["reprint_of"] and Path(row["reprint_of"]["file"]).name for row in record.articles()]

    assert originals() == [None, "0.txt", "0.txt", "0.txt"]
    removed("in/0.txt")
    assert originals() == [None, "1.txt", "1.txt"]


ALL = ["in/a.txt", "in/f.jsonl", "in/secret.txt", "in/secret.txt"]
NAMES = {
    "its path": ("in/secret.txt", ALL[2:]),
    "another way to it": ("{town}/in/../in/secret.txt", ALL[2:]),
    "its folder": ("in/", ALL),
    "all that is here": (".", ALL),
}


@pytest.mark.parametrize(("name", "expected"), NAMES.values(), ids=NAMES.keys())
def test_a_source_is_named_as_it_is_built(town, name, expected):
    what = removed(name.format(town=town))
    assert [gone.file for gone in what.documents] == expected
    assert not any(trace in raw() for trace in TRACES)


def test_a_source_is_named_by_the_id_of_any_revision(town):
    with Record(Path("town.record")) as record:
        ids = {row["id"] for row in record.articles() if row["file"] == "in/secret.txt"}
        assert len(ids) == 2
        assert len({record.removal([id]) for id in ids}) == 1


@pytest.mark.parametrize("name", ["", "in/none.txt", "secret", "xyz", "in/secret", "%", "'"])
def test_a_name_of_nothing_is_refused_and_nothing_goes(town, name):
    before = raw()
    with Record(Path("town.record")) as record, pytest.raises(RecordError, match="nothing on record has the path"):
        record.removal(["in/a.txt", name])
    assert raw() == before


def test_bytes_that_another_document_has_stay(folder, put):
    put({"in/a.txt": SECRET, "in/b.txt": SECRET})
    built("in")
    what = removed("in/a.txt")
    assert (what.originals, what.people) == (0, ())
    with Record(Path("town.record")) as record:
        (row,) = record.articles()
        assert record.original(row["id"]) == SECRET.encode()


def test_one_that_stands_in_two_folders_goes_with_either(folder, put):
    put({"monday/a.txt": SECRET, "tuesday/a.txt": SECRET, "tuesday/b.txt": LUND})
    built("monday", "tuesday")
    what = removed("tuesday/a.txt")
    assert what.files == ("monday/a.txt", "tuesday/a.txt")
    assert not any(trace in raw() for trace in TRACES)


LEFT = (
    r"^all of it was taken out, but traces stay in the record's files \({}\): the next `onrecord remove` or"
    " `onrecord build` of this record wipes them$"
)


def test_a_reader_that_keeps_traces_from_being_wiped_is_told_of(town, monkeypatch):
    from onrecord.store import schema

    monkeypatch.setattr(schema, "PATIENCE_MS", 50)
    other = sqlite3.connect("town.record", isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM documents").fetchone()
    with Record(Path("town.record")) as record:
        what = record.removal(["in/secret.txt"])
        with pytest.raises(TracesLeft, match=LEFT.format("another program is reading the record")):
            record.remove(what)
        assert len(list(record.articles())) == 2
        assert [trace for trace in TRACES if trace not in raw()] == []
        other.execute("COMMIT")
        assert record.wipe() is None
        assert [trace for trace in TRACES if trace in raw()] == []
    other.close()


def wipe_due():
    """Whether the record bears the mark."""
    with closing(sqlite3.connect("town.record")) as db:
        return db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'wipe_due'").fetchone() == (1,)


def full(record, at):
    """Let the disk be full, as far as this process may write, from a command on."""

    def watch(sql):
        if sql == at:
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
            record._db.set_trace_callback(None)

    record._db.set_trace_callback(watch)


@pytest.fixture
def room_again():
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before)
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_where_the_disk_is_too_full_to_wipe_it_is_said_and_the_next_build_wipes(town, put, exports, room_again):
    put({"in/secret.txt": None})
    with Record(Path("town.record")) as record:
        what = record.removal(["in/secret.txt"])
        full(record, "VACUUM")
        with pytest.raises(TracesLeft, match=LEFT.format("(disk I/O error|database or disk is full)")) as raised:
            record.remove(what)
        assert len(list(record.articles())) == 2
        assert record.wipe() == str(raised.value)
        summary = record.build(["in"])
        assert summary.doubts == [("town.record", str(raised.value))]
        room_again()
        assert [trace for trace in TRACES if trace not in raw()] == []
        assert record.build(["in"]).doubts == []
        assert [trace for trace in TRACES if trace in raw()] == []
    assert not wipe_due()
    built("in", record="fresh.record")
    assert exports(Path("town.record")) == exports(Path("fresh.record"))


KILLED = """
import os, pathlib, signal, sys
from onrecord.record import Record
record = Record(pathlib.Path("town.record"))
what = record.removal(["in/secret.txt"])
record._db.set_trace_callback(lambda sql: sql == "VACUUM" and os.kill(os.getpid(), signal.SIGKILL))
record.remove(what)
"""


def test_a_removal_that_was_killed_before_it_wiped_is_wiped_later(town):
    killed = subprocess.run([sys.executable, "-c", KILLED], timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert [trace for trace in TRACES if trace not in raw()] == []
    with Record(Path("town.record")) as record:
        assert len(list(record.articles())) == 2
        assert record.wipe() is None
        assert [trace for trace in TRACES if trace in raw()] == []
    assert not wipe_due()
