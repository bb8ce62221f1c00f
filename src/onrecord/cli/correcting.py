"""The commands that correct, under the lists of what they correct."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import lists
from onrecord.cli.messages import say, told
from onrecord.cli.options import Command, Commands, RecordFile

people, statements, corrections = (
    typer.Typer(name=name, cls=Commands, callback=listing, invoke_without_command=True)
    for name, listing in (
        ("people", lists.people),
        ("statements", lists.statements),
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
