"""The commands that look after a record: whether it is whole, and a copy for the case that it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.messages import counted, say, told
from onrecord.cli.options import Csv, Json, RecordFile


def verify(record: RecordFile, json: Json = False, csv: Csv = False) -> None:
    """Check that a record is whole: the file, the originals' SHA-256, every span against its text, every index.

    A fault a line; exit status 1 if there is one.
    """
    from onrecord.cli.lists import format_of
    from onrecord.output import write
    from onrecord.record import Fault, Record

    format = format_of(json, csv)
    with told(), Record(record) as opened:
        verification = opened.verify()
        rows = (fault._asdict() for fault in verification)
        faults = write(rows, Fault._fields, (("where",), ("fault",)), format)
    looked = ", ".join(counted(count, what) for what, count in sorted(verification.checked.items()))
    say(f"{looked or 'nothing on record'}: {counted(faults, 'fault') if faults else 'all in order'}")
    raise typer.Exit(1 if faults else 0)


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.", show_default=False, metavar="FILE")],
    record: RecordFile,
) -> None:
    """Copy a record as it is now, even while it is built; an earlier backup of it is replaced, nothing else is."""
    from onrecord.record import Record

    with told(), Record(record) as opened:
        opened.backup(file)
