"""The bytes that were read: kept, given out whole, and checked."""

import hashlib
import random
import sqlite3
import tracemalloc
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from town import LUND, article, lines

from onrecord.record import Record, RecordError
from onrecord.store import originals, schema


@given(st.binary(max_size=3000))
def test_what_is_packed_comes_out(data):
    db = schema.opened(None)
    packed = originals.pack(data)
    originals.keep(db, packed)
    originals.keep(db, packed)
    assert db.execute("SELECT count(*), size FROM originals").fetchone() == (1, len(data))
    assert len(packed.data) <= len(data)
    assert packed.sha256 == hashlib.sha256(data).hexdigest()
    db.close()


def test_what_is_compressed_already_stays_as_it_is():
    noise = random.Random(1).randbytes(5000)
    assert originals.pack(noise).data == noise
    assert len(originals.pack(b"the mill " * 500).data) < 100


FILES = {
    "a.txt": LUND.encode("utf-8-sig"),
    "b.md": article(2).replace("\n", "\r\n").encode("utf-16"),
    "f.jsonl": lines({"id": "one", "text": LUND}, {"id": "two", "text": "Rain."}).encode(),
}


@pytest.fixture
def built(folder, put):
    put({f"in/{name}": content for name, content in FILES.items()})
    with Record(Path("town.record"), create=True) as record:
        record.build([Path("in")])
        yield record


def test_each_document_gives_its_bytes(built):
    ids = {Path(row["file"]).name: row["id"] for row in built.articles()}
    assert built.original(ids["a.txt"]) == FILES["a.txt"]
    assert built.original(ids["b.md"]) == FILES["b.md"]
    assert built.original("one") == FILES["f.jsonl"].splitlines()[0]
    assert built.original("two") == FILES["f.jsonl"].splitlines()[1]


def test_a_document_that_is_none(built):
    with pytest.raises(RecordError, match="no document has the id 'three': `onrecord articles` lists them"):
        built.original("three")
    with pytest.raises(RecordError, match="document 'one' has no revision 2"):
        built.original("one", revision=2)


def test_bytes_that_are_not_what_they_were_are_not_given_out(built):
    db = sqlite3.connect("town.record")
    db.execute("UPDATE originals SET bytes = zeroblob(20) WHERE packed = 'zlib'")
    db.execute("UPDATE originals SET bytes = CAST(x'00' || substr(bytes, 2) AS BLOB) WHERE packed <> 'zlib'")
    db.commit()
    db.close()
    for row in built.articles():
        with pytest.raises(RecordError, match="are damaged, they do not have their SHA-256"):
            built.original(row["id"])


@pytest.mark.parametrize("size", [20, -5, 2**63 - 1, "'much'"])
def test_bytes_that_would_fill_the_memory_are_not_unpacked(built, size):
    bomb = zlib.compress(bytes(30_000_000))
    with closing(sqlite3.connect("town.record", isolation_level=None)) as db:
        db.execute(f"UPDATE originals SET packed = 'zlib', bytes = ?, size = {size}", [bomb])
    tracemalloc.start()
    try:
        with pytest.raises(RecordError, match="damaged"):
            built.original("one")
        assert size == 2**63 - 1 or tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_without_originals_nothing_is_kept_until_a_build_keeps_it(folder, put):
    put({f"in/{name}": content for name, content in FILES.items()})
    with Record(Path("town.record"), create=True) as record:
        record.build([Path("in")], originals=False)
        with pytest.raises(RecordError, match="were not kept: build its file again without --no-originals"):
            record.original("one")
        again = record.build([Path("in")], originals=False)
        assert (again.read, again.unchanged) == (0, 4)
        again = record.build([Path("in")])
        assert (again.read, again.unchanged) == (0, 4)
        assert record.original("one") == FILES["f.jsonl"].splitlines()[0]


def test_the_bytes_of_a_line_whose_text_stays_go_with_it(folder, put):
    line = {"id": "one", "text": LUND, "published": "2021-05-02"}
    with Record(Path("town.record"), create=True) as record:
        for day in ("2021-05-02", "2021-05-03"):
            put({"f.jsonl": lines({**line, "published": day})})
            record.build([Path("f.jsonl")])
            assert record.original("one") == lines({**line, "published": day}).strip().encode()
    db = sqlite3.connect("town.record")
    assert db.execute("SELECT count(*) FROM originals").fetchone() == (1,)
    db.close()
