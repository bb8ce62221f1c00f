"""What commands take: the options that several share, and help that says nothing needless."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from onrecord.cli.messages import fail

READS = (
    "text (.txt .md), pages (.html .htm .mhtml .mht), .pdf, office files (.docx .odt), mail (.eml .mbox), feeds"
    " (.rss .atom .xml), subtitles (.srt .vtt), web archives (.warc .warc.gz .wacz), JSON Lines (.jsonl .jsonl.gz),"
    " and .zip of these"
)
"""All that ``read.formats.FORMATS`` knows, in words: here, so that help waits for no reader."""


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


Paths = Annotated[
    list[str],
    typer.Argument(
        help=f"Files, folders of them, and addresses (https://...), which alone are fetched. Read are {READS}.",
        show_default=False,
        metavar="PATH",
    ),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch addresses in the local or a private network too.")
]
RecordFile = Annotated[
    Path,
    typer.Option("--record", "-r", help="The record: one file, a SQLite database.", show_default=False, readable=False),
]
MaybeRecordFile = Annotated[
    Path | None,
    typer.Option("--record", "-r", help="The record: one file, a SQLite database.", show_default=False, readable=False),
]
"""That of a list which has commands under it, each with a record of its own."""
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        help="Who says so; your name on this machine if left out.",
        envvar="ONRECORD_AS",
        show_default=False,
        metavar="NAME",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="JSON Lines, one object a line.")]
Csv = Annotated[bool, typer.Option("--csv", help="Comma-separated values, with a header.")]


def needed(record: Path | None) -> Path:
    """Return the record's file, or leave a list that was given none."""
    return record if record is not None else fail("name the record with -r, or --record")
