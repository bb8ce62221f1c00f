"""The reading room: a record in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.messages import say, told
from onrecord.cli.options import RecordFile


def serve(
    record: RecordFile,
    port: Annotated[int, typer.Option(help="The port; 0 for any that is free.", min=0, max=65535)] = 8765,
    host: Annotated[str, typer.Option(help="The address to listen at; any but this machine's own needs a token.")] = (
        "127.0.0.1"
    ),
    token: Annotated[
        str | None,
        typer.Option(help="What others have to know to come in, 12 characters or more.", envvar="ONRECORD_TOKEN"),
    ] = None,
    open: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = True,
) -> None:
    """Open the record in a browser: read, search and add; a record that is not there is made.

    Only this machine can reach it, unless you give a host and a token.
    """
    from onrecord.record import Record
    from onrecord.web.server import Place, serve_at

    with told():
        place = Place(host, port, token)
        with Record(record, create=True) as made:
            serve_at(place, record, ready=lambda address: _ready(record, address, open=open))
            made.discard()


def _ready(record: Path, address: str, *, open: bool) -> None:
    say(f"reading room of {record}: {address} (end it with Ctrl+C)")
    if open:
        import webbrowser

        webbrowser.open(address)
