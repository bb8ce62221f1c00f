"""What is told, on standard error but for the counts of a build: troubles, progress, what was done and what goes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from onrecord.build import Summary
    from onrecord.progress import At, Progress
    from onrecord.record import Removal

STOPPED = "stopped; what was recorded is safe, and the next build goes on from there"


@contextmanager
def told() -> Iterator[None]:
    """Turn what cannot be done into one sentence and exit status 2."""
    from onrecord.record import RecordError

    try:
        yield
    except BrokenPipeError:
        raise typer.Exit from None
    except (RecordError, ValueError) as error:
        fail(str(error))
    except KeyboardInterrupt:
        fail(STOPPED)
    except ImportError as error:  # which a library may make of an interrupt
        stopped = isinstance(error.__cause__, KeyboardInterrupt)
        fail(STOPPED if stopped else f"a library cannot be loaded ({error}): install onrecord again")


@contextmanager
def progress() -> Iterator[Progress | None]:
    """Show at a terminal how far a build is, on standard error; elsewhere give nothing to be told."""
    if not sys.stderr.isatty():
        yield None
        return
    from time import monotonic

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (BarColumn(20), TaskProgressColumn(), TextColumn("{task.fields[speed]}"), TimeRemainingColumn())
    file = TextColumn("{task.description}", markup=False)
    with Progress(*columns, file, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, speed="")
        began = monotonic()

        def tell(at: At) -> None:
            speed = f"{at.articles:,} articles, {at.articles / max(0.1, monotonic() - began):.1f} a second, left"
            bar.update(task, completed=at.done, total=at.total or None, description=_one_line(at.what), speed=speed)

        yield tell


def tell(summary: Summary) -> None:
    """Print what a build did; the counts of inputs add up."""
    tell_troubles(summary)
    if not summary.inputs:
        return
    counts = f"{summary.read:,} read, {summary.unchanged:,} unchanged, {len(summary.skipped):,} skipped"
    revised = f"; {counted(summary.revised, 'source')} changed since" if summary.revised else ""
    typer.echo(f"{counted(summary.inputs, 'input')}: {counts}{revised}")
    held = summary.on_record
    typer.echo(
        f"on record: {counted(held.articles, 'article')} ({counted(held.reprints, 'reprint')}),"
        f" {counted(held.statements, 'statement')}, speaker known of {held.speakers_known:,},"
        f" unknown of {held.speakers_unknown:,}"
    )
    kept = [
        counted(held.earlier, "earlier revision") if held.earlier else "",
        f"{counted(held.gone, 'document')} no longer in the file" if held.gone else "",
    ]
    if any(kept):
        typer.echo(f"kept: {', '.join(filter(None, kept))}")


def tell_removal(what: Removal) -> None:
    """Print what goes, a line a document and a person."""
    for file, id, revision, articles, statements in what.documents:
        found = f"{counted(articles, 'article')}, {counted(statements, 'statement')}"
        typer.echo(_one_line(f"document: {file}: {id}, revision {revision}: {found}"))
    for person in what.people:
        typer.echo(_one_line(f"person known from nowhere else: {person}"))
    articles, statements = (sum(getattr(one, name) for one in what.documents) for name in ("articles", "statements"))
    typer.echo(
        f"in all: {counted(len(what.documents), 'document')}, {counted(articles, 'article')},"
        f" {counted(statements, 'statement')}, {counted(len(what.people), 'speaker')} known from nowhere else,"
        f" {counted(what.originals, 'original')} of {counted(what.size, 'byte')}"
    )


def tell_troubles(summary: Summary) -> None:
    """Name on standard error what was skipped, and what is doubtful in what was read."""
    for found, what in ((summary.doubts, "note"), (summary.skipped, "skipped")):
        for skipped in found:
            say(f"{what}: {skipped.file}: {skipped.reason}")
    if not summary.inputs:
        say("onrecord: nothing to read: name files, or folders that hold some")


def status(summary: Summary) -> int:
    """Return the exit status of a command that read something."""
    if summary.skipped:
        return 1 if summary.read or summary.unchanged else 2
    return 0 if summary.inputs else 2


def counted(number: int, what: str) -> str:
    """Return a number of things in words."""
    some = f"{what[:-1]}ies" if what.endswith("ry") else f"{what}s"
    return f"{number:,} {what if number == 1 else some}"


def _one_line(words: str) -> str:
    from onrecord.output import one_line

    return one_line(words)


def say(words: str) -> None:
    """Print a line on standard error."""
    typer.echo(_one_line(words), err=True)


def fail(words: str) -> NoReturn:
    """Say why a command cannot be done, and leave it with exit status 2."""
    say(f"onrecord: {words}")
    raise typer.Exit(2)
