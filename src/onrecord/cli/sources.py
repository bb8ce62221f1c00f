"""The commands that write: sources go into a record, out of it for good, or back into a file as they were."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.exchange import Engine, on_spark
from onrecord.cli.messages import counted, fail, progress, say, status, tell, tell_removal, told
from onrecord.cli.options import AllowPrivate, Paths, RecordFile

if TYPE_CHECKING:
    from onrecord.record import Removal


def build(
    paths: Paths,
    record: RecordFile,
    primary: Annotated[
        bool, typer.Option("--primary", help="Mark these as primary sources: a transcript, a recording, a court file.")
    ] = False,
    no_originals: Annotated[
        bool, typer.Option("--no-originals", help="Keep the texts, but not the bytes that they were read from.")
    ] = False,
    allow_private: AllowPrivate = False,
    engine: Annotated[
        Engine, typer.Option(help="spark: on Spark, with -r naming a folder that gets tables in Parquet.")
    ] = "local",
    master: Annotated[
        str | None, typer.Option(help="Spark's master; all cores of this machine if left out.", metavar="URL")
    ] = None,
) -> None:
    """Read files, folders and addresses into a record, which is made where there is none.

    What is on record and unchanged is not read again; a source that changed is a new revision, and both stay.
    """
    from onrecord.record import Record

    if engine == "spark":
        on_spark(paths, record, master, originals=not no_originals)
    with told():
        with Record(record, create=True) as opened, progress() as shown:
            summary = opened.build(
                paths,
                progress=shown,
                originals=not no_originals,
                primary=primary,
                allow_private=allow_private,
                waiting=say,
            )
        if not summary.read:  # a slip in a path leaves no empty record behind
            opened.discard()
        tell(summary)
    raise typer.Exit(status(summary))


def original(
    id: Annotated[
        str,
        typer.Argument(help="The document's id, as `onrecord articles` gives it.", show_default=False, metavar="ID"),
    ],
    record: RecordFile,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.", show_default=False)
    ] = None,
    revision: Annotated[int | None, typer.Option(help="Which revision, if not the current one.")] = None,
) -> None:
    """Write the bytes that a document was read from, as they were, to a file or a pipe."""
    from onrecord.record import Record

    if output is None and sys.stdout.isatty():
        raise typer.BadParameter("bytes are nothing for a terminal: name a file with -o")
    with told():
        with Record(record) as opened:
            data = opened.original(id, revision=revision)
        if output is None:
            sys.stdout.buffer.write(data)
        else:
            _write_new(output, data)


def remove(
    names: Annotated[
        list[str],
        typer.Argument(help="Files, folders, addresses, or documents' ids.", show_default=False, metavar="SOURCE"),
    ],
    record: RecordFile,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take sources out for good: all their revisions, their bytes, and what was found in them."""
    from onrecord.record import Record, TracesLeft

    traces = None
    with told(), Record(record) as opened:
        if before := opened.wipe():
            say(f"note: {record}: {before}")
        what = opened.removal(names)
        if not yes:
            _ask(what)
        try:
            opened.remove(what)
        except TracesLeft as left:
            traces = f"note: {record}: {left}"
        with suppress(BrokenPipeError):  # it is done, whoever still reads
            if yes:
                tell_removal(what)
        say(f"removed: {counted(len(what.documents), 'document')}")
        for file in what.files:
            say(f"note: {file}: is still there: the next build of it reads it again")
    if traces is not None:
        say(traces)
        raise typer.Exit(1)


def _ask(what: Removal) -> None:
    """Tell what goes, and leave the command unless somebody agrees."""
    try:
        tell_removal(what)
    except BrokenPipeError:
        fail("nothing was removed: the list of what goes was not read to its end")
    if not sys.stdin.isatty():
        fail("nothing was removed: add --yes where nobody can be asked")
    if not typer.confirm("Remove all this for good?", err=True):
        say("nothing was removed")
        raise typer.Exit(1)


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet.

    Raises:
        ValueError: it is there, or cannot be written.
    """
    try:
        with path.open("xb") as stream:
            stream.write(data)
    except FileExistsError:
        raise ValueError(f"{path} is there already: name another file") from None
    except OSError as error:
        raise ValueError(f"{path} cannot be written ({(error.strerror or str(error)).lower()}): name another") from None
