"""The commands that correct, under the lists of what they correct."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import compared, lists
from onrecord.cli.messages import counted, say, told
from onrecord.cli.options import As, Command, Commands, Csv, Json, RecordFile
from onrecord.terms import Act, Kind, Polarity

people, statements, stories, quotations, corrections = (
    typer.Typer(name=name, cls=Commands, callback=listing, invoke_without_command=True)
    for name, listing in (
        ("people", lists.people),
        ("statements", lists.statements),
        ("stories", compared.stories),
        ("quotations", compared.quotations),
        ("corrections", lists.corrections),
    )
)

Who = Annotated[str, typer.Argument(help="A person's id, or a name that nobody else has.", show_default=False)]
Statement = Annotated[
    str, typer.Argument(help="The statement's id, or the beginning of it.", show_default=False, metavar="ID")
]
Ids = Annotated[
    list[str],
    typer.Argument(help="The statements' ids, or beginnings of them.", show_default=False, metavar="ID..."),
]
PIECES = "words of the article, or START-END in its text; may be given again for each piece"
Content = Annotated[list[str] | None, typer.Option(help=f"What is said: {PIECES}.", metavar="WORDS")]
Source = Annotated[list[str] | None, typer.Option(help=f"Who says it: {PIECES}, and empty for none.", metavar="WORDS")]
Cue = Annotated[list[str] | None, typer.Option(help=f"How: {PIECES}, and empty for none.", metavar="WORDS")]
OfKind = Annotated[Kind | None, typer.Option(help="direct, indirect or mixed.")]
OfAct = Annotated[Act | None, typer.Option(help="What sort of statement.")]
OfPolarity = Annotated[Polarity | None, typer.Option(help="Asserted, denied, not said or hypothetical.")]


@people.command(cls=Command)
def merge(one: Who, other: Who, record: RecordFile, by: As = None) -> None:
    """Say that two are one."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.merge_people(one, other, by=by))


@people.command(cls=Command)
def split(
    who: Who,
    record: RecordFile,
    names: Annotated[
        list[str] | None, typer.Argument(help="Fullest names that articles have for the other.", show_default=False)
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(help="A document that speaks of the other, by its id; may be given again.", metavar="ID"),
    ] = None,
    by: As = None,
) -> None:
    """Say that some of those taken for one are somebody else: those of some names, or of some documents."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.split_person(who, names or (), documents=document or (), by=by))


@people.command(cls=Command)
def rename(
    who: Who,
    name: Annotated[str, typer.Argument(help="What to call it.", show_default=False)],
    record: RecordFile,
    by: As = None,
) -> None:
    """Say what somebody is called."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.rename_person(who, name, by=by))


@people.command("not-the-same", cls=Command)
def not_the_same(one: Who, other: Who, record: RecordFile, by: As = None) -> None:
    """Say that two are two, whatever is found later."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.not_the_same(one, other, by=by))


@statements.command("set-speaker", cls=Command)
def set_speaker(
    id: Statement,
    name: Annotated[
        str, typer.Argument(help="Somebody's name or id; a name that is not on record is added.", show_default=False)
    ],
    record: RecordFile,
    by: As = None,
) -> None:
    """Say who made a statement."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.set_speaker(id, name, by=by))


@statements.command(cls=Command)
def confirm(ids: Ids, record: RecordFile, by: As = None) -> None:
    """Say that statements are right as they are: those that are named, and no others."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.confirm(*ids, by=by))


@statements.command(cls=Command)
def reject(ids: Ids, record: RecordFile, by: As = None) -> None:
    """Say that statements are none: lists leave them out."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.reject(*ids, by=by))


@statements.command(cls=Command)
def change(
    id: Statement,
    record: RecordFile,
    content: Content = None,
    source: Source = None,
    cue: Cue = None,
    kind: OfKind = None,
    act: OfAct = None,
    polarity: OfPolarity = None,
    by: As = None,
) -> None:
    """Say which words a statement has, or of which kind, act or polarity it is; what is left out stays."""
    from onrecord.located import Marked
    from onrecord.record import Record

    with told(), Record(record) as opened:
        marked = Marked(
            content=_pieces(content), source=_pieces(source), cue=_pieces(cue), kind=kind, act=act, polarity=polarity
        )
        _done(opened.change(id, marked, by=by))


@statements.command(cls=Command)
def add(
    id: Annotated[str, typer.Argument(help="The article's document, by its id.", show_default=False, metavar="ID")],
    record: RecordFile,
    content: Content = None,
    source: Source = None,
    cue: Cue = None,
    speaker: Annotated[
        str | None, typer.Option(help="Who said it, by name or id; whom the source's words mean if left out.")
    ] = None,
    kind: OfKind = None,
    act: OfAct = None,
    polarity: OfPolarity = None,
    article: Annotated[int, typer.Option(help="Which article of the document, from 0.")] = 0,
    by: As = None,
) -> None:
    """Add a statement that was missed: which words of an article are its content, and which say who speaks and how."""
    from onrecord.located import Marked
    from onrecord.record import Record

    with told(), Record(record) as opened:
        marked = Marked(
            content=_pieces(content or []),
            source=_pieces(source or [""]),
            cue=_pieces(cue or [""]),
            kind=kind,
            act=act,
            polarity=polarity,
        )
        _done(opened.add_statement(id, article, marked, speaker=speaker, by=by))


Story = Annotated[str, typer.Argument(help="A story's id, or an article's.", show_default=False, metavar="STORY")]
Quotation = Annotated[
    str, typer.Argument(help="A quotation's id, or a statement's.", show_default=False, metavar="QUOTATION")
]


@stories.command("merge", cls=Command)
def merge_stories(one: Story, other: Story, record: RecordFile, by: As = None) -> None:
    """Say that two stories, or articles, are about the same events."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.merge_stories(one, other, by=by))


@stories.command("split", cls=Command)
def split_story(
    story: Story,
    articles: Annotated[
        list[str],
        typer.Argument(help="Ids or files of the articles that leave.", show_default=False, metavar="ARTICLE..."),
    ],
    record: RecordFile,
    by: As = None,
) -> None:
    """Say that articles of a story are about other events; these become a story of their own."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.split_story(story, articles, by=by))


@quotations.command("merge", cls=Command)
def merge_quotations(one: Quotation, other: Quotation, record: RecordFile, by: As = None) -> None:
    """Say that two quotations, or statements, are one utterance."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.merge_quotations(one, other, by=by))


@quotations.command("split", cls=Command)
def split_quotation(
    quotation: Quotation,
    statements: Annotated[
        list[str],
        typer.Argument(help="Ids of the statements that leave.", show_default=False, metavar="STATEMENT..."),
    ],
    record: RecordFile,
    by: As = None,
) -> None:
    """Say that statements of a quotation are another utterance; these become a quotation of their own."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.split_quotation(quotation, statements, by=by))


@corrections.command(cls=Command)
def undo(
    id: Annotated[
        str, typer.Argument(help="The correction's id, or the beginning of it.", show_default=False, metavar="ID")
    ],
    record: RecordFile,
    by: As = None,
) -> None:
    """Take a correction back; one that took another back, too."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.undo(id, by=by))


@corrections.command(cls=Command)
def export(
    file: Annotated[Path, typer.Argument(help="The file to write.", show_default=False, metavar="FILE")],
    record: RecordFile,
) -> None:
    """Write all corrections to a file for colleagues, who merge them with theirs by `onrecord corrections import`."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        say(f"exported: {counted(opened.export_corrections(file), 'correction')}")


@corrections.command("import", cls=Command)
def take(
    file: Annotated[Path, typer.Argument(help="A colleague's file.", show_default=False, metavar="FILE")],
    record: RecordFile,
    by: As = None,
) -> None:
    """Merge a colleague's corrections with those here; exit status 1 where some disagree or have no place here yet."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        found = opened.import_corrections(file, by=by)
    say(f"imported: {counted(found.came, 'correction')}, {found.known:,} on record before")
    if found.orphans:
        say(f"{found.orphans:,} without a place here: they hold when their documents are on record")
    if found.conflicts:
        say(f"{counted(found.conflicts, 'pair')} disagree, the later one counts: `onrecord corrections conflicts`")
    raise typer.Exit(1 if found.orphans or found.conflicts else 0)


@corrections.command(cls=Command)
def conflicts(record: RecordFile, json: Json = False, csv: Csv = False) -> None:
    """List pairs of corrections that disagree, one of here and one that came; `onrecord corrections keep` decides."""
    from onrecord.corrections import ConflictRow
    from onrecord.record import Record

    columns = (("ours", "ours_by"), ("ours_says",), ("theirs", "theirs_by"), ("theirs_says",), ("holds",))
    with told(), Record(record) as opened:
        lists.print_rows("conflict", opened.conflicts(), ConflictRow, columns, lists.format_of(json, csv))


@corrections.command(cls=Command)
def keep(
    id: Annotated[str, typer.Argument(help="The correction that is right.", show_default=False, metavar="ID")],
    record: RecordFile,
    by: As = None,
) -> None:
    """Keep a correction, and undo those that disagree with it."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        for undone in opened.keep(id, by=by):
            _done(undone)


def _pieces(given: list[str] | None) -> list[str | tuple[int, int]] | None:
    """Return words and offsets as they were given, None where nothing was; an empty piece is none."""
    if given is None:
        return None
    offsets = [(re.fullmatch(r"(\d+)-(\d+)", one.strip()), one) for one in given]
    return [(int(found[1]), int(found[2])) if found else one for found, one in offsets if one.strip()]


def _done(id: str) -> None:
    """Tell the correction's id, by which it is undone."""
    typer.echo(id)
    say(f"kept as correction {id}: `onrecord corrections undo {id}` takes it back")
