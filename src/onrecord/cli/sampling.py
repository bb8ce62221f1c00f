"""The command that asks about findings drawn by chance, and tells how many of them are right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.lists import format_of, print_rows
from onrecord.cli.messages import say, told
from onrecord.cli.options import As, Csv, Json, RecordFile

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.sampling import Sample
    from onrecord.store.samples import Blind

KEYS = {"0": "no statement", "?": "unknown", "-": "undecided"}
HELP = "0 nobody says anything there, ? the article does not tell who, - undecided, u undo, q stop here"


def sample(
    record: RecordFile,
    size: Annotated[int, typer.Option(min=1, help="How many findings to draw.", metavar="N")] = 50,
    new: Annotated[bool, typer.Option("--new", help="Draw anew, though there is one that is not judged yet.")] = False,
    results: Annotated[bool, typer.Option("--results", help="Ask nothing, and print the results so far.")] = False,
    by: As = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Judge findings drawn by chance without seeing what was found, and get the share of right ones on your own
    material with its 95 % interval. Goes on where you left off.
    """
    from onrecord.record import Record
    from onrecord.store.samples import Accuracy

    format = format_of(json, csv)
    with told(), Record(record) as opened:
        if not results:
            _ask(opened, size, by, new=new)
        found = opened.sample(by=by)
        if found is None:
            say("no sample was drawn: leave out --results to draw one")
            return
        for one in found.disagreements:
            say(f"{one['statement']}: you {one['judged']}, found {one['found']}: “{one['words']}”")
        undecided = f", {found.undecided:,} undecided" if found.undecided else ""
        say(f"sample {found.id}: {found.judged:,} of {found.size:,} judged{undecided}")
        columns = (("what",), ("right",), ("of",), ("accuracy",), ("low",), ("high",))
        print_rows("result", iter(found.accuracies), Accuracy, columns, format)


def _ask(opened: Record, size: int, by: str | None, *, new: bool) -> None:
    """Ask until all is judged or somebody stops."""
    found = opened.sample(by=by)
    if new or found is None or found.next is None:
        opened.draw_sample(size, by=by)
    made: list[str] = []
    say(HELP)
    while (found := opened.sample(by=by)) is not None and found.next is not None:
        answer = _answer(found, found.next)
        if answer in ("q", ""):
            return
        if answer == "u":
            if made:
                opened.undo(made.pop(), by=by)
        else:
            made.append(opened.judge(found.id, found.next.statement, answer, by=by))


def _answer(found: Sample, asked: Blind) -> str:
    """Show a finding without what was found, and return what somebody says to it."""
    article = asked.article
    place = (article["title"] or "untitled", article["outlet"], article["published"])
    say("")
    say(f"{found.judged + 1} of {found.size}: {', '.join(part for part in place if part)}")
    for paragraph in asked.paragraphs:
        say(" ".join(_marked(asked, start, end) for start, end in paragraph))
    for number, (_, name) in enumerate(asked.people, 1):
        say(f"{number:3} {name}")
    try:
        answer = typer.prompt(
            "Who says what stands in [[ ]]? A number, or a name", err=True, default="q", show_default=False
        )
    except typer.Abort:
        return "q"
    answer = str(answer).strip()
    if re.fullmatch(r"[1-9]\d*", answer) and int(answer) <= len(asked.people):
        return asked.people[int(answer) - 1][0]
    return KEYS.get(answer, answer)


def _marked(asked: Blind, start: int, end: int) -> str:
    """Return a span's words with those in question in double brackets."""
    out, at = "", start
    for s, e in asked.content:
        s, e = max(s, start), min(e, end)
        if s < e:
            out += f"{asked.text[at:s]}[[{asked.text[s:e]}]]"
            at = e
    return out + asked.text[at:end]
