"""The commands that lay articles side by side: stories, quotation families, who has what, every wording."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Annotated, Any

import typer

from onrecord.cli.lists import format_of, print_rows
from onrecord.cli.messages import counted, say, told
from onrecord.cli.options import Csv, Json, MaybeRecordFile, RecordFile, needed


def stories(context: typer.Context, record: MaybeRecordFile = None, json: Json = False, csv: Csv = False) -> None:
    """List stories: articles about the same events, their days and outlets, and the words that they have in common; or
    correct which articles are one.
    """
    from onrecord.record import Record, StoryRow

    if context.invoked_subcommand is not None:
        return
    record = needed(record)
    format = format_of(json, csv)
    columns = (("id",), ("terms",), ("articles",), ("since", "until"), ("outlets",))
    with told(), Record(record) as opened:
        print_rows("story", opened.stories(), StoryRow, columns, format)


def quotations(
    context: typer.Context,
    record: MaybeRecordFile = None,
    speaker: Annotated[str | None, typer.Option(help="Whose: the name or a part of it.")] = None,
    altered: Annotated[
        bool, typer.Option("--altered", help="Only what is altered somewhere, spliced, or given to somebody else.")
    ] = False,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List quotation families: what several articles quote or report, and how each differs from the fullest wording;
    or correct which words are one utterance.

    A difference is no error: the fullest wording on record need not be the right one.
    """
    from onrecord.record import QuotationRow, Record, WantedQuotations
    from onrecord.sidebyside import print_quotations

    if context.invoked_subcommand is not None:
        return
    record = needed(record)
    format = format_of(json, csv)
    wanted = WantedQuotations(speaker=speaker, altered=altered)
    with told(), Record(record) as opened:
        _side_by_side("quotation", opened.quotations(wanted), QuotationRow, print_quotations, format)


def compare(
    names: Annotated[
        list[str],
        typer.Argument(
            help="A story's id; or several articles: their documents' ids or files.",
            show_default=False,
            metavar="STORY|ARTICLE...",
        ),
    ],
    record: RecordFile,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Show what is said in articles about one story, and which of them have it in which words.

    What is not in an article may stand in another by the same outlet, or be there in words that were not recognised.
    """
    from onrecord.record import CoverageRow, Record
    from onrecord.sidebyside import print_coverage

    format = format_of(json, csv)
    with told(), Record(record) as opened:
        _side_by_side("statement", opened.compare(names), CoverageRow, print_coverage, format)


def trace(
    words: Annotated[str, typer.Argument(help="The words, a clause or more.", show_default=False, metavar="WORDS")],
    record: RecordFile,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Show every wording of some words on record, the earliest first, and how each differs from them."""
    from onrecord.record import Record, TraceRow
    from onrecord.sidebyside import print_trace

    format = format_of(json, csv)
    with told(), Record(record) as opened:
        _side_by_side("wording", opened.trace(words), TraceRow, print_trace, format)


def _side_by_side(what: str, rows: Iterator[Any], form: type[Any], show: Callable[[Any], int], format: Any) -> None:
    """Write rows for programs, or show them to people."""
    from onrecord.output import write

    count = show(rows) if format == "table" else write(rows, _keys(form), (), format)
    if not count:
        say(f"no {what} found")
    elif format == "table" and sys.stderr.isatty():
        say(counted(count, what))


def _keys(form: type[Any]) -> tuple[str, ...]:
    from typing import get_type_hints

    return tuple(get_type_hints(form, include_extras=False))
