"""The command line: each command opens a record, calls one method and shows what it gives."""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from onrecord.terms import Kind

if TYPE_CHECKING:
    from onrecord.build import Summary
    from onrecord.output import Column, Format

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Read what many sources wrote about the same events, and keep the record: who said what, in whose words.",
    epilog="Exit status: 0 done; 1 done, with something to look at; 2 could not be done.",
)

Paths = Annotated[
    list[Path],
    typer.Argument(
        help="Files (.txt .md .html .pdf .jsonl .jsonl.gz) and folders of them.", show_default=False, readable=False
    ),
]
RecordFile = Annotated[
    Path, typer.Option("--record", "-r", help="The record's file.", show_default=False, readable=False)
]
Json = Annotated[bool, typer.Option("--json", help="JSON Lines, one object a line.")]
Csv = Annotated[bool, typer.Option("--csv", help="Comma-separated values, with a header.")]
STOPPED = "stopped; what was recorded is safe, and the next build goes on from there"


def _version(wanted: bool) -> None:
    from importlib.metadata import version

    if wanted:
        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Take what holds for every command."""


@app.command()
def build(paths: Paths, record: RecordFile) -> None:
    """Read files and folders into a record, which is made where there is none.

    What is on record and unchanged is not read again; a file that changed takes the place of what it held before.
    """
    from onrecord.record import Record

    with _told():
        new = not record.exists()
        with Record(record, create=True) as opened, _progress() as progress:
            summary = opened.build(paths, progress=progress)
        if new and not summary.read:  # a slip in a path leaves no empty record behind
            for suffix in ("", "-wal", "-shm"):
                Path(f"{record}{suffix}").unlink(missing_ok=True)
        _tell(summary)
    raise typer.Exit(_status(summary))


@app.command()
def extract(
    paths: Paths, text: Annotated[bool, typer.Option("--text", help="Add each document's whole text.")] = False
) -> None:
    """Print what is found in files and folders as JSON Lines, an object an article, without keeping a record."""
    from onrecord.output import write
    from onrecord.record import Record

    with _told(), Record(None) as opened:
        with _progress() as progress:
            summary = opened.build(paths, progress=progress)
        write(opened.extractions(with_text=text), (), (), "json")
    _tell_troubles(summary)
    raise typer.Exit(_status(summary))


@app.command()
def statements(
    record: RecordFile,
    speaker: Annotated[str | None, typer.Option(help="Whose: the name or a part of it.")] = None,
    outlet: Annotated[str | None, typer.Option(help="From where: the outlet's name or a part of it.")] = None,
    kind: Annotated[
        Kind | None, typer.Option(help="direct: given as verbatim; indirect: in the article's words; mixed: part both.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(help="Published on or after this day (so it has a date).", metavar="YYYY-MM-DD"),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(help="Published on or before this day (so it has a date).", metavar="YYYY-MM-DD"),
    ] = None,
    like: Annotated[
        str | None, typer.Option(help='Words that all occur in what is said; "in quotation marks" side by side.')
    ] = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List statements: who said what, how sure that is (0 to 1), and where it stands."""
    from onrecord.record import Record, StatementRow, Wanted

    format = _format(json, csv)
    columns = (("id",), ("speaker", "kind", "confidence"), ("words",), ("outlet", "published", "file"))
    with _told():
        wanted = Wanted(speaker=speaker, outlet=outlet, kind=kind, since=since, until=until, like=like)
        with Record(record) as opened:
            _list("statement", opened.statements(wanted), StatementRow, columns, format)


@app.command()
def articles(record: RecordFile, json: Json = False, csv: Csv = False) -> None:
    """List articles, and of a reprint the article whose text it is."""
    from onrecord.record import ArticleRow, Record

    format = _format(json, csv)
    columns = (("id", "article"), ("title", "authors"), ("outlet", "published"), ("file", "reprint_of"))
    with _told(), Record(record) as opened:
        _list("article", opened.articles(), ArticleRow, columns, format)


@app.command()
def people(record: RecordFile, json: Json = False, csv: Csv = False) -> None:
    """List who speaks, and how often: in how many articles, and of how many origins, since reprints have one."""
    from onrecord.record import PersonRow, Record

    format = _format(json, csv)
    columns = (("person_id",), ("person", "names"), ("statements",), ("articles",), ("origins",))
    with _told(), Record(record) as opened:
        _list("speaker", opened.people(), PersonRow, columns, format)


@app.command()
def show(
    id: Annotated[str, typer.Argument(help="The statement's id, or the beginning of it.", show_default=False)],
    record: RecordFile,
) -> None:
    """Print a statement in its paragraph, with its source, cue and content marked."""
    from onrecord.marked import print_in_context
    from onrecord.record import Record

    with _told(), Record(record) as opened:
        print_in_context(opened.show(id))


def main() -> None:
    """Run the command line; a reader that stops reading, as ``head`` does, ends it quietly."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # programs get UTF-8 everywhere
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
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


def _format(json: bool, csv: bool) -> Format:
    if json and csv:
        raise typer.BadParameter("--json and --csv exclude each other")
    return "json" if json else "csv" if csv else "table"


def _list(what: str, rows: Iterator[Any], form: type[Any], columns: tuple[Column, ...], format: Format) -> None:
    """Write rows; ``form`` is the TypedDict that names their keys."""
    from onrecord.output import write

    count = write(rows, tuple(form.__annotations__), columns, format)
    if not count:
        _say(f"no {what} found")
    elif format == "table" and sys.stderr.isatty():
        _say(_counted(count, what))


@contextmanager
def _told() -> Iterator[None]:
    """Turn what cannot be done into one sentence and exit status 2."""
    from onrecord.record import RecordError

    try:
        yield
    except BrokenPipeError:
        raise typer.Exit from None
    except (RecordError, ValueError) as error:
        _fail(str(error))
    except KeyboardInterrupt:
        _fail(STOPPED)
    except ImportError as error:  # which a library may make of an interrupt
        stopped = isinstance(error.__cause__, KeyboardInterrupt)
        _fail(STOPPED if stopped else f"a library cannot be loaded ({error}): install onrecord again")


@contextmanager
def _progress() -> Iterator[Any]:
    """Show at a terminal which file is being read, on standard error."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} files"),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("")
        yield lambda file: bar.update(task, advance=1, description=_one_line(file))


def _tell(summary: Summary) -> None:
    """Print what a build did; the counts of inputs add up."""
    _tell_troubles(summary)
    if not summary.inputs:
        return
    counts = f"{summary.read:,} read, {summary.unchanged:,} unchanged, {len(summary.skipped):,} skipped"
    removed = f"; {summary.removed:,} no longer in their file were taken out" if summary.removed else ""
    typer.echo(f"{_counted(summary.inputs, 'input')}: {counts}{removed}")
    held = summary.on_record
    typer.echo(
        f"on record: {_counted(held.articles, 'article')} ({_counted(held.reprints, 'reprint')}),"
        f" {_counted(held.statements, 'statement')}, speaker known of {held.speakers_known:,},"
        f" unknown of {held.speakers_unknown:,}"
    )


def _tell_troubles(summary: Summary) -> None:
    for found, what in ((summary.doubts, "note"), (summary.skipped, "skipped")):
        for skipped in found:
            _say(f"{what}: {skipped.file}: {skipped.reason}")
    if not summary.inputs:
        _say("onrecord: nothing to read: name files, or folders that hold some")


def _status(summary: Summary) -> int:
    if summary.skipped:
        return 1 if summary.read or summary.unchanged else 2
    return 0 if summary.inputs else 2


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _one_line(words: str) -> str:
    from onrecord.output import one_line

    return one_line(words)


def _say(words: str) -> None:
    typer.echo(_one_line(words), err=True)


def _fail(words: str) -> NoReturn:
    _say(f"onrecord: {words}")
    raise typer.Exit(2)
