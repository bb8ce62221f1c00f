"""On Spark: the same extraction, mapped over Arrow batches by executors that load the model once, and the same linking.

The tables are those of ``onrecord export --to parquet``. Each document is put into a record of its own in an executor's
memory and read out of it as rows, so that both engines write the same ones. What came of each step is written before
the next begins: an executor that fails costs its tasks once more, and nothing that was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from typing import Any, NamedTuple

from onrecord.engines.spark import families, keys, linking, people
from onrecord.engines.spark.mapped import LINES, STAGED, TABLES, Extract, Unpack
from onrecord.engines.spark.session import A_BATCH, TOGETHER, begun, sentence
from onrecord.read.formats import FORMATS
from onrecord.store import portable
from onrecord.store.schema import RecordError
from onrecord.terms import Skipped

STAGE = "_staging"
"""The folder beside the tables that is gone when they are written."""


class Done(NamedTuple):
    """What became of a build's inputs."""

    documents: int
    skipped: list[Skipped]


def build(paths: Sequence[str], to: str, *, master: str | None = None, originals: bool = True) -> Done:
    """Read files that Spark can reach, link what belongs together, and write a folder a table.

    Args:
        paths: files and folders, as paths or addresses that Spark reads, such as ``hdfs://...``.
        to: the folder to write, which is not there yet.
        master: Spark's; all cores of this machine if left out.
        originals: whether the bytes that are read are kept.

    Raises:
        RecordError: there is no Spark, no Java, no such path or master, or the folder is there.
    """
    spark = begun(master)
    try:
        if _exists(spark, to):
            raise RecordError(f"{to} is there already: name a folder that is not")
        return Build(spark, to).run(paths, originals=originals)
    except RecordError:
        raise
    except Exception as error:
        with suppress(Exception):  # half of the tables are no result; what went wrong is told, not this
            _remove(spark, to)
        raise RecordError(sentence(error)) from error
    finally:
        spark.stop()


class Build:
    """One build, with the folder in which it keeps what is done."""

    def __init__(self, spark: Any, to: str) -> None:
        self._spark, self._to = spark, to
        self._count = count()

    def run(self, paths: Sequence[str], *, originals: bool) -> Done:
        """Do all of it."""
        staged = f"{self._to}/{STAGE}/documents"
        self._together(A_BATCH)
        for given, frame in _inputs(self._spark, paths):
            found = frame.mapInArrow(Extract(given, originals), keys.ddl(STAGED))
            found.write.mode("append").parquet(staged)
        found = self._spark.read.parquet(staged)
        skipped = found.where("id IS NULL").select("file", "reason").orderBy("file", "reason").collect()
        documents = _first_of_each(found.where("id IS NOT NULL"))
        self._together(TOGETHER)
        self._write(documents)
        _remove(self._spark, f"{self._to}/{STAGE}")
        return Done(self._spark.read.parquet(f"{self._to}/documents").count(), [Skipped(*row) for row in skipped])

    def _write(self, documents: Any) -> None:
        """Write the tables, each with what linking makes of it."""
        asked = {kind: self._kept(_unpacked(documents, kind)) for kind in keys.KINDS}
        reprints = linking.reprints(asked["texts"], self._kept)
        who = self._kept(people.registered(asked["members"], self._kept))
        tables = {name: _unpacked(documents, name) for name in TABLES}
        tables["articles"] = _filled(tables["articles"], reprints.withColumnRenamed("article", "number"), "number")
        tables["article_people"] = _filled(
            tables["article_people"], who.selectExpr("who AS number", "found", "person"), "number"
        )
        speakers = who.selectExpr("id AS own", "person AS speaker")
        told = tables["statements"].withColumnRenamed("person", "own").join(speakers, "own", "left")
        tables["statements"] = told.withColumnRenamed("speaker", "person")
        tables["people"] = who.selectExpr("person AS id", "name", "kind").distinct()
        tables["originals"] = tables["originals"].dropDuplicates(["sha256"])
        known = linking.known(asked["terms"], reprints, self._kept)
        tables["told"] = self._kept(linking.stories(known, self._kept))
        tables["comparisons"] = linking.comparisons(asked["measured"], known, self._kept)
        tables["nights"] = linking.nights(asked["days"], tables["told"])
        tables |= families.families(asked["said"], who, tables["told"], self._kept)
        for name, frame in tables.items():
            frame.select(*portable.tables()[name].columns).write.parquet(f"{self._to}/{name}")

    def _kept(self, frame: Any) -> Any:
        """Write a frame and return it as it was written."""
        path = f"{self._to}/{STAGE}/{next(self._count)}"
        frame.write.parquet(path)
        return self._spark.read.parquet(path)

    def _together(self, rows: int) -> None:
        self._spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(rows))


def _inputs(spark: Any, paths: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Yield each path with what is read under it: frames of a path and bytes, or of a path and a line.

    ``at`` tells the order of a file's lines, in which Spark does not keep them: by the block that was read, and by the
    numbers that it gives to the rows of one.
    """
    from pyspark.sql.functions import col, encode, expr, input_file_name, lit, struct, to_json

    at = expr("format_string('%020d%020d', _metadata.file_block_start, monotonically_increasing_id())").alias("at")

    suffixes = ",".join(suffix[1:] for suffix in FORMATS if suffix[1:] not in LINES)
    binary = {"recursiveFileLookup": "true", "pathGlobFilter": f"*.{{{suffixes}}}"}
    lines = {"recursiveFileLookup": "true", "pathGlobFilter": f"*.{{{','.join(LINES)}}}"}
    tables = {"recursiveFileLookup": "true", "pathGlobFilter": "*.parquet"}
    for path in paths:
        files = spark.read.format("binaryFile").options(**binary).load(path)
        yield path, files.select("path", col("content").alias("data"), lit("").alias("at"))
        text = spark.read.options(**lines).text(path)
        yield path, text.select(input_file_name().alias("path"), encode("value", "utf-8").alias("data"), at)
        if spark.read.format("binaryFile").options(**tables).load(path).select("path").take(1):
            rows = spark.read.options(**tables).parquet(path)
            line = encode(to_json(struct("*")), "utf-8").alias("data")
            yield path, rows.select(input_file_name().alias("path"), line, at)


def _first_of_each(found: Any) -> Any:
    """Return of documents with one id that of the first file, as in a build; those that go are few, and sent around."""
    from pyspark.sql import Window
    from pyspark.sql.functions import broadcast, row_number

    order = Window.partitionBy("id").orderBy("file", "at")
    later = found.select("id", "file", "at", "row").withColumn("nth", row_number().over(order)).where("nth > 1")
    return found.join(broadcast(later.select("row")), "row", "left_anti")


def _unpacked(documents: Any, kind: str) -> Any:
    """Return the rows of a table, or of a kind that linking asks for."""
    types = {"INTEGER": "bigint", "TEXT": "string", "REAL": "double", "BLOB": "binary"}
    columns = keys.KINDS.get(kind)
    if columns is None:
        columns = {name: types[kind] for name, kind in portable.tables()[kind].columns.items()}
    return documents.select(kind).mapInArrow(Unpack(kind), keys.ddl(columns))


def _filled(table: Any, found: Any, key: str) -> Any:
    """Return a table with the columns that linking found in place of its own."""
    return table.drop(*(column for column in found.columns if column != key)).join(found, key, "left")


def _exists(spark: Any, folder: str) -> bool:
    path = spark._jvm.org.apache.hadoop.fs.Path(folder)
    return bool(path.getFileSystem(spark._jsc.hadoopConfiguration()).exists(path))


def _remove(spark: Any, folder: str) -> None:
    path = spark._jvm.org.apache.hadoop.fs.Path(folder)
    path.getFileSystem(spark._jsc.hadoopConfiguration()).delete(path, True)
