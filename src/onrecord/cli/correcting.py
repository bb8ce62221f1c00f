"""The commands that correct, under the lists of what they correct."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import compared, lists
from onrecord.cli.messages import say, told
from onrecord.cli.options import Command, Commands, RecordFile

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


@people.command(cls=Command)
def merge(one: Who, other: Who, record: RecordFile) -> None:
    """Say that two are one."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.merge_people(one, other))


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
) -> None:
    """Say that some of those taken for one are somebody else: those of some names, or of some documents."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.split_person(who, names or (), documents=document or ()))


@people.command(cls=Command)
def rename(
    who: Who, name: Annotated[str, typer.Argument(help="What to call it.", show_default=False)], record: RecordFile
) -> None:
    """Say what somebody is called."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.rename_person(who, name))


@people.command("not-the-same", cls=Command)
def not_the_same(one: Who, other: Who, record: RecordFile) -> None:
    """Say that two are two, whatever is found later."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.not_the_same(one, other))


@statements.command("set-speaker", cls=Command)
def set_speaker(
    id: Statement,
    name: Annotated[
        str, typer.Argument(help="Somebody's name or id; a name that is not on record is added.", show_default=False)
    ],
    record: RecordFile,
) -> None:
    """Say who made a statement."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.set_speaker(id, name))


@statements.command(cls=Command)
def confirm(id: Statement, record: RecordFile) -> None:
    """Say that a statement is right as it was found."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.confirm(id))


@statements.command(cls=Command)
def reject(id: Statement, record: RecordFile) -> None:
    """Say that a statement is none: lists leave it out."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.reject(id))


Story = Annotated[str, typer.Argument(help="A story's id, or an article's.", show_default=False, metavar="STORY")]
Quotation = Annotated[
    str, typer.Argument(help="A quotation's id, or a statement's.", show_default=False, metavar="QUOTATION")
]


@stories.command("merge", cls=Command)
def merge_stories(one: Story, other: Story, record: RecordFile) -> None:
    """Say that two stories, or articles, are about the same events."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.merge_stories(one, other))


@stories.command("split", cls=Command)
def split_story(
    story: Story,
    articles: Annotated[
        list[str],
        typer.Argument(help="Ids or files of the articles that leave.", show_default=False, metavar="ARTICLE..."),
    ],
    record: RecordFile,
) -> None:
    """Say that articles of a story are about other events; these become a story of their own."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.split_story(story, articles))


@quotations.command("merge", cls=Command)
def merge_quotations(one: Quotation, other: Quotation, record: RecordFile) -> None:
    """Say that two quotations, or statements, are one utterance."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.merge_quotations(one, other))


@quotations.command("split", cls=Command)
def split_quotation(
    quotation: Quotation,
    statements: Annotated[
        list[str],
        typer.Argument(help="Ids of the statements that leave.", show_default=False, metavar="STATEMENT..."),
    ],
    record: RecordFile,
) -> None:
    """Say that statements of a quotation are another utterance; these become a quotation of their own."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.split_quotation(quotation, statements))


@corrections.command(cls=Command)
def undo(
    id: Annotated[
        str, typer.Argument(help="The correction's id, or the beginning of it.", show_default=False, metavar="ID")
    ],
    record: RecordFile,
) -> None:
    """Take a correction back; one that took another back, too."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        _done(opened.undo(id))


def _done(id: str) -> None:
    """Tell the correction's id, by which it is undone."""
    typer.echo(id)
    say(f"kept as correction {id}: `onrecord corrections undo {id}` takes it back")
