"""The commands that list and show: what is on record, or found without keeping a record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.messages import counted, progress, say, status, tell_troubles, told
from onrecord.cli.options import AllowPrivate, Csv, Json, MaybeRecordFile, Paths, RecordFile, needed
from onrecord.terms import Kind

if TYPE_CHECKING:
    from onrecord.output import Column, Format


def extract(
    paths: Paths,
    text: Annotated[bool, typer.Option("--text", help="Add each document's whole text.")] = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Print what is found in files and at addresses as JSON Lines, an object an article, without keeping a record."""
    from onrecord.output import write
    from onrecord.record import Record

    with told(), Record(None) as opened:
        with progress() as shown:
            summary = opened.build(paths, progress=shown, originals=False, allow_private=allow_private)
        write(opened.extractions(with_text=text), (), (), "json")
    tell_troubles(summary)
    raise typer.Exit(status(summary))


def statements(
    context: typer.Context,
    record: MaybeRecordFile = None,
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
    meaning: Annotated[
        str | None, typer.Option(help="Words; the 20 nearest to them in meaning are given, the nearest first.")
    ] = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="Those that somebody rejected too.")] = False,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List statements: who said what, how sure that is (0 to 1), and where it stands; or correct one."""
    from onrecord.record import NearRow, Record, StatementRow, Wanted

    if context.invoked_subcommand is not None:
        return
    record = needed(record)
    format = format_of(json, csv)
    columns = (
        ("id",),
        ("speaker", "kind", "act", "polarity", "confidence", "standing"),
        ("words",),
        ("outlet", "published", "file"),
    )
    with told():
        wanted = Wanted(
            speaker=speaker, outlet=outlet, kind=kind, since=since, until=until, like=like, rejected=rejected
        )
        with Record(record) as opened:
            if meaning is None:
                print_rows("statement", opened.statements(wanted), StatementRow, columns, format)
            else:
                near = ((*columns[0], "nearness"), *columns[1:])
                print_rows("statement", iter(opened.nearest(meaning, wanted)), NearRow, near, format)


def articles(record: RecordFile, json: Json = False, csv: Csv = False) -> None:
    """List articles of all revisions, with what to know of each: of which article it is a reprint and what share of its
    words stands there, its language if it is not English, whether it is a primary source, or quotations were left out.
    """
    from onrecord.record import ArticleRow, Record

    format = format_of(json, csv)
    columns = (
        ("id", "article"),
        ("title", "authors"),
        ("outlet", "published"),
        (
            "file",
            "primary",
            "language",
            "reprint_of",
            "shared",
            "revision",
            "replaced_by",
            "in_file",
            "quotes_left_out",
        ),
    )
    with told(), Record(record) as opened:
        print_rows("article", opened.articles(), ArticleRow, columns, format)


def people(
    context: typer.Context,
    record: MaybeRecordFile = None,
    name: Annotated[str | None, typer.Option(help="Whose: one of the names, or a part of it.")] = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List people and organisations, their names and roles: how many statements they make, in how many articles they
    are named or speak, and of how many origins these are, since reprints have one; or correct who is who.
    """
    from onrecord.record import PersonRow, Record

    if context.invoked_subcommand is not None:
        return
    record = needed(record)
    format = format_of(json, csv)
    columns = (("person_id", "kind"), ("person", "names"), ("roles",), ("statements",), ("articles",), ("origins",))
    with told(), Record(record) as opened:
        print_rows("person", opened.people(name), PersonRow, columns, format)


def corrections(context: typer.Context, record: MaybeRecordFile = None, json: Json = False, csv: Csv = False) -> None:
    """List what somebody said of findings: who, when, what, and whether its place is still there; or undo one."""
    from onrecord.corrections import CorrectionRow
    from onrecord.record import Record

    if context.invoked_subcommand is not None:
        return
    record = needed(record)
    format = format_of(json, csv)
    columns = (("id", "state"), ("action",), ("what",), ("made_by", "made_at"), ("file",))
    with told(), Record(record) as opened:
        print_rows("correction", opened.corrections(), CorrectionRow, columns, format)


def doubts(
    record: RecordFile,
    most: Annotated[int, typer.Option(min=1, help="How many, at most.", metavar="N")] = 50,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List doubtful findings that nobody has judged, those worth a look first: quotations of named people that stand
    altered or given to somebody else in another article, then by doubt times what hangs on it.
    """
    from onrecord.record import DoubtRow, Record

    format = format_of(json, csv)
    columns = (("id",), ("doubt", "why"), ("speaker", "kind"), ("words",), ("outlet", "published", "file"))
    with told(), Record(record) as opened:
        rows, total = opened.doubts(most=most)
        print_rows("doubtful finding", iter(rows), DoubtRow, columns, format)
    if total > len(rows) and sys.stderr.isatty():
        say(f"{total - len(rows):,} more: `--most {total}` lists all")


def figures(
    record: RecordFile,
    compared: Annotated[
        bool, typer.Option("--compared", help="Only those of one thing, side by side: they agree, differ or grew.")
    ] = False,
    like: Annotated[
        str | None, typer.Option(help="Words that what is counted, or the figure itself, holds: houses, per cent.")
    ] = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List figures: what is counted or measured, who gives it (else the article itself), and as of when."""
    from onrecord.record import FigureRow, Record

    format = format_of(json, csv)
    columns = (
        ("text", "of"),
        ("value", "unit"),
        ("by", "as_of"),
        ("compared", "to"),
        ("outlet", "published", "file"),
    )
    with told(), Record(record) as opened:
        print_rows("figure", opened.figures(compared=compared, like=like), FigureRow, columns, format)


def timeline(
    record: RecordFile,
    since: Annotated[str | None, typer.Option(help="From this day on.", metavar="YYYY-MM-DD")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this day.", metavar="YYYY-MM-DD")] = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List what was said and what happened, in order of when: a statement where its article tells when it was made, and
    each other sentence with a date in it.
    """
    from onrecord.record import Record, TimelineRow

    format = format_of(json, csv)
    columns = (("date", "what"), ("text", "speaker"), ("outlet", "published", "file"))
    with told(), Record(record) as opened:
        print_rows("entry", opened.timeline(since=since, until=until), TimelineRow, columns, format)


def show(
    id: Annotated[
        str, typer.Argument(help="The statement's id, or the beginning of it.", show_default=False, metavar="ID")
    ],
    record: RecordFile,
) -> None:
    """Print a statement in its paragraph, with its source, cue and content marked."""
    from onrecord.marked import print_in_context
    from onrecord.record import Record

    with told(), Record(record) as opened:
        print_in_context(opened.show(id))


def format_of(json: bool, csv: bool) -> Format:
    """Return the form that a listing is asked for in."""
    if json and csv:
        raise typer.BadParameter("--json and --csv exclude each other")
    return "json" if json else "csv" if csv else "table"


def print_rows(what: str, rows: Iterator[Any], form: type[Any], columns: tuple[Column, ...], format: Format) -> None:
    """Write rows; ``form`` is the TypedDict that names their keys."""
    from onrecord.output import write

    count = write(rows, tuple(form.__annotations__), columns, format)
    if not count:
        say(f"no {what} found")
    elif format == "table" and sys.stderr.isatty():
        say(counted(count, what))
