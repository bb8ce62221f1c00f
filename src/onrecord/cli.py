"""The command line: each command opens a record, calls one method and shows what it gives."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from onrecord.build import Summary
    from onrecord.output import Format

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Read what many sources wrote about the same events, and keep the record: who said what, in whose words.",
    epilog="Exit status: 0 done; 1 done, with something to look at; 2 could not be done.",
)

Paths = Annotated[
    list[Path], typer.Argument(help="Files (.txt .md .html .pdf .jsonl .jsonl.gz) and folders of them.", show_default=False)
]
RecordFile = Annotated[Path, typer.Option("--record", "-r", help="The record's file.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="JSON Lines, one object a line.")]
Csv = Annotated[bool, typer.Option("--csv", help="Comma-separated values, with a header.")]


@app.command()
def build(paths: Paths, record: RecordFile) -> None:
    """Read files and folders into a record, which is made where there is none.

    What is on record and unchanged is not read again; a file that changed takes the place of what it held before.
    """
    from onrecord.record import Record

    with _told(), Record(record, create=True) as opened, _progress() as progress:
        summary = opened.build(paths, progress=progress)
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
        write(opened.extractions(with_text=text), (), "json")
    for skipped in [*summary.skipped, *summary.doubts]:
        _say(f"{skipped.file}: {skipped.reason}")
    raise typer.Exit(_status(summary))


@app.command()
def statements(
    record: RecordFile,
    speaker: Annotated[str | None, typer.Option(help="Whose: the name or a part of it.")] = None,
    outlet: Annotated[str | None, typer.Option(help="From where: the outlet's name or a part of it.")] = None,
    kind: Annotated[str | None, typer.Option(help="direct, indirect or mixed.")] = None,
    since: Annotated[str | None, typer.Option(help="Published on or after this day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Published on or before this day, YYYY-MM-DD.")] = None,
    like: Annotated[str | None, typer.Option(help='Words that all occur in it; "in marks" side by side.')] = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List statements: who said what, and where it stands."""
    from onrecord.record import Record, Wanted

    format = _format(json, csv)
    with _told():
        wanted = Wanted(speaker=speaker, outlet=outlet, kind=kind, since=since, until=until, like=like)
        with Record(record) as opened:
            _list(opened.statements(wanted), ("id", "speaker", "kind", "words", "outlet", "published"), format, "statement")


@app.command()
def articles(record: RecordFile, json: Json = False, csv: Csv = False) -> None:
    """List articles."""
    from onrecord.record import Record

    format = _format(json, csv)
    with _told(), Record(record) as opened:
        shown = ("file", "article", "title", "authors", "outlet", "published", "reprint_of")
        _list(opened.articles(), shown, format, "article")


@app.command()
def people(record: RecordFile, json: Json = False, csv: Csv = False) -> None:
    """List who speaks, and how often: in how many articles, and how many of these are no reprints."""
    from onrecord.record import Record

    format = _format(json, csv)
    with _told(), Record(record) as opened:
        _list(opened.people(), ("person", "names", "statements", "articles", "origins"), format, "speaker")


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
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _format(json: bool, csv: bool) -> Format:
    if json and csv:
        raise typer.BadParameter("--json and --csv exclude each other")
    return "json" if json else "csv" if csv else "table"


def _list(rows: Iterator[Any], columns: tuple[str, ...], format: Format, what: str) -> None:
    from onrecord.output import write

    count = write(rows, columns, format)
    if format == "table" and sys.stderr.isatty():
        _say(f"{count:,} {what}{'' if count == 1 else 's'}")


@contextmanager
def _told() -> Iterator[None]:
    """Turn what cannot be done into one sentence and exit status 2."""
    from onrecord.record import RecordError

    try:
        yield
    except (RecordError, ValueError) as error:
        _fail(str(error))
    except KeyboardInterrupt:
        _fail("stopped; what was recorded is safe, and the next build goes on from there")


@contextmanager
def _progress() -> Iterator[Any]:
    """Show at a terminal which file is being read, on standard error."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.completed} read"), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("")
        yield lambda file: bar.update(task, advance=1, description=_safe(file))


def _tell(summary: Summary) -> None:
    """Print what a build did; the counts of inputs add up."""
    for found, what in ((summary.doubts, "note"), (summary.skipped, "skipped")):
        for skipped in found:
            _say(f"{what}: {skipped.file}: {skipped.reason}")
    on_record = summary.on_record
    typer.echo(
        f"{summary.inputs:,} inputs: {summary.read:,} read, {summary.unchanged:,} unchanged, {len(summary.skipped):,} skipped"
        + (f"; {summary.removed:,} no longer in their file were taken out" if summary.removed else "")
    )
    typer.echo(
        f"on record: {on_record.articles:,} articles ({on_record.reprints:,} reprints), {on_record.statements:,} statements,"
        f" speaker known of {on_record.speakers_known:,}, unknown of {on_record.speakers_unknown:,}"
    )


def _status(summary: Summary) -> int:
    if summary.skipped:
        return 1 if summary.read or summary.unchanged else 2
    return 0 if summary.inputs else 2


def _safe(words: str) -> str:
    from onrecord.output import safe

    return safe(words)


def _say(words: str) -> None:
    typer.echo(_safe(words), err=True)


def _fail(words: str) -> NoReturn:
    _say(f"onrecord: {words}")
    raise typer.Exit(2)
