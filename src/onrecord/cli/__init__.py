"""The command line: each command opens a record, calls one method and shows what it gives."""

from __future__ import annotations

import io
import os
import sys
import threading
from typing import Annotated

import typer

from onrecord.cli.care import backup, verify
from onrecord.cli.check import check
from onrecord.cli.compared import compare, trace
from onrecord.cli.correcting import corrections, people, quotations, statements, stories
from onrecord.cli.exchange import export, take
from onrecord.cli.framing import labels, positions
from onrecord.cli.lists import articles, doubts, extract, figures, show, timeline
from onrecord.cli.options import Command, Commands
from onrecord.cli.publishing import publish
from onrecord.cli.sampling import sample
from onrecord.cli.serve import serve
from onrecord.cli.sources import build, original, remove

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Read what many sources wrote about the same events, and keep the record: who said what, in whose words.",
    epilog="Exit status: 0 done; 1 done, with something to look at; 2 could not be done.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Take what holds for every command."""


for command in (
    build,
    statements,
    articles,
    people,
    labels,
    positions,
    figures,
    timeline,
    stories,
    quotations,
    compare,
    trace,
    check,
    corrections,
    doubts,
    sample,
    show,
    original,
    remove,
    verify,
    backup,
    export,
    serve,
    publish,
    extract,
):
    if isinstance(command, typer.Typer):
        app.add_typer(command)
    else:
        app.command(cls=Command)(command)
app.command("import", cls=Command)(take)  # which Python keeps for itself


def main() -> None:
    """Run the command line; a reader that stops reading, as ``head`` does, ends it quietly."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # programs get UTF-8 everywhere
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    os.environ.setdefault(
        "OPENBLAS_NUM_THREADS", "1"
    )  # each core has an article: threads of numpy's wait for each other
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except SystemExit as leaving:
        if threading.active_count() > 1 and isinstance(leaving.code, int):  # nobody waits for articles begun
            os._exit(leaving.code)
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left goes nowhere
        if isinstance(error, BrokenPipeError):
            sys.exit(0)
        print(f"onrecord: the output cannot be written ({error.strerror})", file=sys.stderr)
        sys.exit(2)
