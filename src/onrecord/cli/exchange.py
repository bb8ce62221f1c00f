"""The commands that take a record's tables to other programs, and slices of such tables into a record."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

import typer

from onrecord.cli.messages import counted, fail, say, tell_troubles, told
from onrecord.cli.options import RecordFile

EXTRA = "Parquet needs `pip install 'onrecord[parquet]'`"


Engine = Literal["local", "spark"]
"""Where a build runs."""


def export(
    folder: Annotated[Path, typer.Argument(help="The folder to make.", show_default=False, metavar="DIR")],
    record: RecordFile,
    to: Annotated[Literal["parquet"], typer.Option(help="The form of the tables.")] = "parquet",
) -> None:
    """Write a record's tables to a folder, for other programs: a folder a table, the columns as in the record."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        try:
            count = opened.export(folder)
        except ImportError:
            fail(EXTRA)
        say(f"exported: {counted(count, 'document')}")


def take(
    folder: Annotated[Path, typer.Argument(help="The folder of tables.", show_default=False, metavar="DIR")],
    record: RecordFile,
    where: Annotated[
        str,
        typer.Option(
            help='Which articles\' documents: conditions joined by "and", such as \'outlet = "The Orran Ledger" and'
            " published >= 2025-03-01 and person like Lund'; all if left out.",
        ),
    ] = "",
) -> None:
    """Take documents from tables that `export` or a build on Spark wrote into a record, with all found in them."""
    from onrecord.record import Record

    with told():
        with Record(record, create=True) as opened:
            try:
                came, known = opened.take(folder, where)
            except ImportError:
                fail(EXTRA)
        if not came:
            opened.discard()
    say(f"imported: {counted(came, 'document')}, {known:,} on record before")
    raise typer.Exit(0 if came or known else 1)


def _address(to: Path) -> str:
    """Return a folder as Spark names it: a Path makes one slash of the two in ``hdfs://news``."""
    return re.sub(r"^(?!file:)(\w+):/(?=[^/])", r"\1://", str(to))


def on_spark(paths: list[str], to: Path, master: str | None, *, originals: bool) -> None:
    """Build on Spark, and tell what became of the inputs."""
    from onrecord.build import Summary
    from onrecord.engines import spark

    with told():
        try:
            done = spark.build(paths, _address(to), master=master, originals=originals)
        except ImportError:
            fail("the Spark engine needs `pip install 'onrecord[spark]'`")
    tell_troubles(Summary(read=done.documents, skipped=done.skipped))
    typer.echo(f"{counted(done.documents, 'document')} in {to}, {len(done.skipped):,} skipped")
    raise typer.Exit((1 if done.documents else 2) if done.skipped else 0)
