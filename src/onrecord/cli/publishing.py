"""The command that publishes a record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.messages import counted, told
from onrecord.cli.options import RecordFile


def publish(
    folder: Annotated[Path, typer.Argument(help="The folder to write to; it is made.", metavar="DIR")],
    record: RecordFile,
    story: Annotated[
        str | None, typer.Option(help="Only this story, by its id: no other articles.", show_default=False)
    ] = None,
) -> None:
    """Write the record, or one story, as pages that open from disk with no server, search included.

    The articles' texts are in them: publish only what you may. Originals, corrections and forms are left out.
    """
    from onrecord.record import Record
    from onrecord.web.publish import publish as write

    with told(), Record(record) as opened:
        done = write(opened, folder, story=story)
    typer.echo(f"{folder}/index.html: {counted(done.pages, 'page')}, {counted(done.statements, 'statement')} to search")
