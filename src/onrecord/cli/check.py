"""The command that checks drafts."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.messages import progress, say, tell_troubles, told
from onrecord.cli.options import AllowPrivate, Json

if TYPE_CHECKING:
    from onrecord.checking import Checked
    from onrecord.record import Record

PAUSE_S = 0.5
"""Seconds between two looks at whether a draft has changed."""


class Form(StrEnum):
    """How a check is given out."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    HTML = "html"


def check(
    drafts: Annotated[
        list[str],
        typer.Argument(
            help="The drafts: .md, .docx, .html, .txt, .pdf and others that are read; - for standard input.",
            show_default=False,
            metavar="DRAFT",
        ),
    ],
    record: Annotated[
        Path | None,
        typer.Option("--record", "-r", help="The record to check against.", show_default=False, readable=False),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", help="A source to check against, with no record; may be repeated.", metavar="PATH"),
    ] = None,
    format: Annotated[
        Form, typer.Option(help="text for people, html a page to hand on, sarif and github for repositories.")
    ] = Form.TEXT,
    json: Json = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write it to.", show_default=False)
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Count typography and what could not be checked as something to look at.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a draft is saved, until Ctrl-C.")
    ] = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Check every quotation of a draft against the record: is it right, whole, and given to the right speaker?

    On record does not mean true, current or complete. Exit status: 0 all well; 1 something to look at, which what is
    not on record always is; 2 could not be checked. To leave a quotation out, say why right after it:
    <!-- onrecord: ignore: REASON --> or [onrecord: ignore: REASON].
    """
    from onrecord.record import Record

    _fitting(drafts, record, against, watch=watch)
    with told(), Record(record) as opened:
        if against:
            _built(opened, against, allow_private)
        form = Form.JSON if json else format
        seen = _states(drafts)  # before they are read: what is saved meanwhile is checked again
        status = _once(opened, drafts, form, output, strict)
        while watch:
            seen = _changed(drafts, seen)
            status = _once(opened, drafts, form, output, strict)
    raise typer.Exit(status)


def _fitting(drafts: Sequence[str], record: Path | None, against: Sequence[str] | None, *, watch: bool) -> None:
    """Refuse options that do not fit together."""
    if bool(record) == bool(against):
        raise typer.BadParameter("name a record with -r, or sources with --against PATH: one of the two")
    if watch and "-" in drafts:
        raise typer.BadParameter("standard input cannot be watched: name a file")


def _built(record: Record, against: Sequence[str], allow_private: bool) -> None:
    with progress() as shown:
        summary = record.build(against, progress=shown, originals=False, allow_private=allow_private)
    tell_troubles(summary)
    if not summary.read:
        raise ValueError("none of the sources could be read, so nothing was checked")


def _once(record: Record, drafts: Sequence[str], form: Form, output: Path | None, strict: bool) -> int:
    """Check the drafts, give out what was found, and return the exit status."""
    from onrecord.checking import is_finding

    checked = [one for draft in drafts for one in record.check(sys.stdin.buffer.read() if draft == "-" else draft)]
    _given_out(checked, form, output, strict)
    return int(any(is_finding(found, strict=strict) for one in checked for found in one.findings))


def _given_out(checked: list[Checked], form: Form, output: Path | None, strict: bool) -> None:
    from onrecord.reports import given_out
    from onrecord.reports.wording import CAUTION

    if form is Form.TEXT and output is None:
        from onrecord.reports.terminal import show

        show(checked, strict=strict)
        return
    if form is Form.JSON:
        say(CAUTION)
    text = given_out(checked, form.value, strict=strict)
    if output is None:
        typer.echo(text, nl=False)
    else:
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise ValueError(f"{output} cannot be written ({(error.strerror or str(error)).lower()})") from error


State = tuple[int, int] | None
"""When a draft was saved, and how long it is; None where it is gone."""


def _changed(drafts: Sequence[str], seen: list[State]) -> list[State]:
    """Wait until one of the drafts is another than when it was last seen, and return how they are then."""
    while (now := _states(drafts)) == seen or None in now:  # while it is saved it may be gone
        time.sleep(PAUSE_S)
    return now


def _states(drafts: Sequence[str]) -> list[State]:
    found: list[State] = []
    for draft in drafts:
        try:
            state = Path(draft).stat()
            found.append((state.st_mtime_ns, state.st_size))
        except OSError:
            found.append(None)
    return found
