"""The command that checks a draft."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.messages import progress, tell_troubles, told
from onrecord.cli.options import AllowPrivate, Json

if TYPE_CHECKING:
    pass


def check(
    draft: Annotated[str, typer.Argument(help="The draft.", show_default=False, metavar="DRAFT")],
    record: Annotated[Path | None, typer.Option("--record", "-r", readable=False)] = None,
    against: Annotated[list[str] | None, typer.Option("--against")] = None,
    json: Json = False,
    strict: bool = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Check every quotation of a draft."""
    from onrecord.checked import rows
    from onrecord.checking import is_finding
    from onrecord.output import write
    from onrecord.record import Record

    with told(), Record(record) as opened:
        if against:
            with progress() as shown:
                tell_troubles(opened.build(against, progress=shown, originals=False))
        checked = opened.check(sys.stdin.buffer.read() if draft == "-" else draft)
        for one in checked:
            write(rows(one), (), (), "json")
    found = any(is_finding(f, strict=strict) for one in checked for f in one.findings)
    raise typer.Exit(1 if found else 0)
