"""The commands on how accounts differ in words: what each calls somebody, and what somebody said over time."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.compared import _side_by_side
from onrecord.cli.lists import format_of
from onrecord.cli.messages import say, told
from onrecord.cli.options import Csv, Json, RecordFile


def labels(
    record: RecordFile,
    person: Annotated[
        str | None,
        typer.Argument(help="Whose: an id, or a name that nobody else has.", show_default=False, metavar="[PERSON]"),
    ] = None,
    story: Annotated[str | None, typer.Option(help="Only in a story's articles: its id, or an article's.")] = None,
    article: Annotated[
        list[str] | None, typer.Option(help="Only in this article: its document's id or file; may be repeated.")
    ] = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List what each article itself calls people, groups and events, outside of quotations, and by which verbs it gives
    what somebody says: which words all accounts have, and which one alone. Words and counts, no judgement.
    """
    from onrecord.labelled import print_labels
    from onrecord.record import LabelsRow, Record

    format = format_of(json, csv)
    with told(), Record(record) as opened:
        rows = opened.labels(person, story=story, articles=article or ())
        _side_by_side("label", rows, LabelsRow, print_labels, format)


def positions(
    person: Annotated[
        str, typer.Argument(help="Whose: an id, or a name that nobody else has.", show_default=False, metavar="PERSON")
    ],
    record: RecordFile,
    topic: Annotated[
        str | None,
        typer.Argument(help="Words that it is on: one or two have to be there, of more a third.", show_default=False),
    ] = None,
    about: Annotated[str | None, typer.Option(help="Only what is about somebody: an id or a name.")] = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Show what somebody said, in order of when it was said (else reported), each utterance once with every report,
    and next to each other those a week or more apart that differ. Whether they contradict each other is yours to judge.
    """
    from onrecord.labelled import print_positions
    from onrecord.output import write
    from onrecord.record import Record
    from onrecord.store.positions import FIELDS, flat

    format = format_of(json, csv)
    with told(), Record(record) as opened:
        found = opened.positions(person, topic, about=about)
        if format == "json":
            write([found], (), (), format)
        elif format == "csv":
            write(flat(found), FIELDS, (), format)
        else:
            print_positions(found)
    if not found["statements"]:
        say("no statement found")
