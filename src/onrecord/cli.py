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
from typer.core import TyperCommand, TyperGroup

from onrecord.terms import Kind

if TYPE_CHECKING:
    from onrecord.build import Summary
    from onrecord.output import Column, Format
    from onrecord.record import Removal


class Command(TyperCommand):
    """A command whose help does not say of a switch that its value is of type bool: it has none."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, switches with no word for a value."""
        return _plain(super().get_params(ctx))


class Commands(TyperGroup):
    """All commands, the help of which is as that of one."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, switches with no word for a value."""
        return _plain(super().get_params(ctx))


def _plain(params: list[Any]) -> list[Any]:
    for param in params:
        if getattr(param, "is_flag", False):
            param.metavar = ""
    return params


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Read what many sources wrote about the same events, and keep the record: who said what, in whose words.",
    epilog="Exit status: 0 done; 1 done, with something to look at; 2 could not be done.",
)

Paths = Annotated[
    list[str],
    typer.Argument(
        help="Files (.txt .md .html .pdf .jsonl .jsonl.gz), folders of them, and addresses (https://...), which are the"
        " only time that anything is fetched.",
        show_default=False,
        metavar="PATH...",
    ),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch addresses in the local or a private network too.")
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


@app.command(cls=Command)
def build(
    paths: Paths,
    record: RecordFile,
    primary: Annotated[
        bool, typer.Option("--primary", help="These are primary sources: a transcript, a recording, a court file.")
    ] = False,
    no_originals: Annotated[
        bool, typer.Option("--no-originals", help="Keep the texts without the bytes that they were read from.")
    ] = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Read files, folders and addresses into a record, which is made where there is none.

    What is on record and unchanged is not read again; a source that changed is a new revision, and both stay.
    """
    from onrecord.record import Record

    with _told():
        new = not record.exists()
        with Record(record, create=True) as opened, _progress() as progress:
            summary = opened.build(
                paths,
                progress=progress,
                originals=not no_originals,
                primary=primary,
                allow_private=allow_private,
            )
        if new and not summary.read:  # a slip in a path leaves no empty record behind
            for suffix in ("", "-wal", "-shm"):
                Path(f"{record}{suffix}").unlink(missing_ok=True)
        _tell(summary)
    raise typer.Exit(_status(summary))


@app.command(cls=Command)
def extract(
    paths: Paths,
    text: Annotated[bool, typer.Option("--text", help="Add each document's whole text.")] = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Print what is found in files and at addresses as JSON Lines, an object an article, without keeping a record."""
    from onrecord.output import write
    from onrecord.record import Record

    with _told(), Record(None) as opened:
        with _progress() as progress:
            summary = opened.build(paths, progress=progress, originals=False, allow_private=allow_private)
        write(opened.extractions(with_text=text), (), (), "json")
    _tell_troubles(summary)
    raise typer.Exit(_status(summary))


@app.command(cls=Command)
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
    columns = (("id",), ("speaker", "kind", "act", "polarity", "confidence"), ("words",), ("outlet", "published", "file"))
    with _told():
        wanted = Wanted(speaker=speaker, outlet=outlet, kind=kind, since=since, until=until, like=like)
        with Record(record) as opened:
            _list("statement", opened.statements(wanted), StatementRow, columns, format)


@app.command(cls=Command)
def articles(record: RecordFile, json: Json = False, csv: Csv = False) -> None:
    """List articles of all revisions, and of a reprint the article whose text it is."""
    from onrecord.record import ArticleRow, Record

    format = _format(json, csv)
    columns = (
        ("id", "article"),
        ("title", "authors"),
        ("outlet", "published"),
        ("file", "reprint_of", "shared", "replaced_by", "in_file", "primary", "quotes_left_out"),
    )
    with _told(), Record(record) as opened:
        _list("article", opened.articles(), ArticleRow, columns, format)


@app.command(cls=Command)
def people(record: RecordFile, json: Json = False, csv: Csv = False) -> None:
    """List who speaks, and how often: in how many articles, and of how many origins, since reprints have one."""
    from onrecord.record import PersonRow, Record

    format = _format(json, csv)
    columns = (("person_id",), ("person", "names"), ("statements",), ("articles",), ("origins",))
    with _told(), Record(record) as opened:
        _list("speaker", opened.people(), PersonRow, columns, format)


@app.command(cls=Command)
def show(
    id: Annotated[str, typer.Argument(help="The statement's id, or the beginning of it.", show_default=False)],
    record: RecordFile,
) -> None:
    """Print a statement in its paragraph, with its source, cue and content marked."""
    from onrecord.marked import print_in_context
    from onrecord.record import Record

    with _told(), Record(record) as opened:
        print_in_context(opened.show(id))


@app.command(cls=Command)
def original(
    id: Annotated[str, typer.Argument(help="The document's id, as `onrecord articles` gives it.", show_default=False)],
    record: RecordFile,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.", show_default=False)
    ] = None,
    revision: Annotated[int | None, typer.Option(help="Which revision, if not the current one.")] = None,
) -> None:
    """Write the bytes that a document was read from, as they were, to a file or a pipe."""
    from onrecord.record import Record

    if output is None and sys.stdout.isatty():
        raise typer.BadParameter("bytes are nothing for a terminal: name a file with -o")
    with _told():
        with Record(record) as opened:
            data = opened.original(id, revision=revision)
        if output is None:
            sys.stdout.buffer.write(data)
        else:
            _write_new(output, data)


@app.command(cls=Command)
def remove(
    names: Annotated[
        list[str], typer.Argument(help="Files, folders, addresses, or documents' ids.", show_default=False)
    ],
    record: RecordFile,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take sources out for good: all their revisions, their bytes, and what was found in them."""
    from onrecord.record import Record

    with _told(), Record(record) as opened:
        what = opened.removal(names)
        _tell_removal(what)
        if not yes and not sys.stdin.isatty():
            _fail("nothing was removed: add --yes where nobody can be asked")
        if not yes and not typer.confirm("Remove all this for good?", err=True):
            _say("nothing was removed")
            raise typer.Exit(1)
        opened.remove(what)
        _say(f"removed: {_counted(len(what.documents), 'document')}")
        for file in what.files:
            _say(f"note: {file}: is still there: the next build of it reads it again")


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
    revised = f"; {_counted(summary.revised, 'source')} changed since" if summary.revised else ""
    typer.echo(f"{_counted(summary.inputs, 'input')}: {counts}{revised}")
    held = summary.on_record
    typer.echo(
        f"on record: {_counted(held.articles, 'article')} ({_counted(held.reprints, 'reprint')}),"
        f" {_counted(held.statements, 'statement')}, speaker known of {held.speakers_known:,},"
        f" unknown of {held.speakers_unknown:,}"
    )
    kept = [
        _counted(held.earlier, "earlier revision") if held.earlier else "",
        f"{_counted(held.gone, 'document')} no longer in the file" if held.gone else "",
    ]
    if any(kept):
        typer.echo(f"kept: {', '.join(filter(None, kept))}")


def _tell_removal(what: Removal) -> None:
    """Print what goes, a line a document and a person."""
    for file, id, revision, articles, statements in what.documents:
        found = f"{_counted(articles, 'article')}, {_counted(statements, 'statement')}"
        typer.echo(_one_line(f"document: {file}: {id}, revision {revision}: {found}"))
    for person in what.people:
        typer.echo(_one_line(f"person known from nowhere else: {person}"))
    articles, statements = (sum(getattr(one, name) for one in what.documents) for name in ("articles", "statements"))
    typer.echo(
        f"in all: {_counted(len(what.documents), 'document')}, {_counted(articles, 'article')},"
        f" {_counted(statements, 'statement')}, {_counted(len(what.people), 'speaker')} known from nowhere else,"
        f" {_counted(what.originals, 'original')} of {_counted(what.size, 'byte')}"
    )


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet.

    Raises:
        ValueError: it is there, or cannot be written.
    """
    try:
        with path.open("xb") as stream:
            stream.write(data)
    except FileExistsError:
        raise ValueError(f"{path} is there already: name another file") from None
    except OSError as error:
        raise ValueError(f"{path} cannot be written ({(error.strerror or str(error)).lower()}): name another") from None


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
