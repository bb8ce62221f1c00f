"""Wordings beside one another for people: what differs in colours at a terminal, in plain marks in a pipe.

In a pipe each wording is one line, tabs between its fields. What the reference alone has stands as [-words-], what the
member alone has as {+words+}, what it has in another place as {~words~}.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from onrecord.output import UNSAID, one_line, placed
from onrecord.record import CoverageRow, QuotationRow, TraceRow
from onrecord.screen import Screen
from onrecord.store.coverage import Cell
from onrecord.store.quotations import MemberRow

MARKS = {"same": ("", ""), "theirs": ("[-", "-]"), "ours": ("{+", "+}"), "moved": ("{~", "~}")}
STYLES = {"same": "", "theirs": "red strike", "ours": "bold green", "moved": "yellow"}
NOT_HERE = "not in this article"
COLUMNS = 6
"""Articles that a terminal has room for side by side."""


def print_quotations(rows: Iterable[QuotationRow]) -> int:
    """Print families, each with its reference and the wordings of the others; return how many there were."""
    count = 0
    screen = Screen(highlight=False, markup=False, emoji=False)
    for row in rows:
        count += 1
        if not screen.is_terminal:
            for one in row["members"]:
                print("\t".join((row["id"], *_fields(one))))
            continue
        told = [f"{row['articles']} articles", f"{row['origins']} origins", f"since {row['earliest'] or 'unknown'}"]
        if row["origins"] == row["articles"]:
            del told[1]
        head = Text.assemble(
            (one_line(row["speaker"] or "unknown"), "bold"), f", {', '.join(told)}  ", (row["id"], "dim")
        )
        screen.print(head)
        for one in row["members"]:
            screen.print(Text("  ").append(_where(one)))
            screen.print(Text("  ").append(_words(one)))
        screen.print()
    return count


def print_trace(rows: Iterable[TraceRow]) -> int:
    """Print wordings, the earliest first; return how many there were."""
    count = 0
    screen = Screen(highlight=False, markup=False, emoji=False)
    for row in rows:
        count += 1
        if screen.is_terminal:
            screen.print(_where(row))
            screen.print(Text("  ").append(_words(row)))
        else:
            print("\t".join((row["family"] or "", *_fields(row))))
    return count


def print_coverage(rows: Iterable[CoverageRow]) -> int:
    """Print who has which utterance in which wording, and who has not; return how many utterances there were."""
    found = list(rows)
    screen = Screen(highlight=False, markup=False, emoji=False)
    if not screen.is_terminal:
        for row in found:
            for cell in row["cells"]:
                print("\t".join((row["id"], one_line(row["speaker"]), one_line(row["words"]), *_cell_fields(cell))))
    elif found and len(found[0]["cells"]) <= COLUMNS:
        screen.print(_matrix(found))
    else:
        for row in found:
            _list(screen, row)
    return len(found)


def marked(member: MemberRow) -> str:
    """Return a member's words as one line with plain marks."""
    if not member["difference"]:
        return one_line(member["words"])
    parts = ((*MARKS[piece["kind"]], one_line(piece["words"])) for piece in member["difference"])
    return " ".join(f"{opening}{words}{closing}" for opening, closing, words in parts)


def _words(member: MemberRow) -> Text:
    """Return a member's words in colours, or with marks where the terminal has none."""
    if not member["difference"]:
        return Text(one_line(member["words"]))
    screen = Screen()
    if screen.no_color or not screen.color_system:
        return Text(marked(member))
    parts = [Text(one_line(piece["words"]), STYLES[piece["kind"]]) for piece in member["difference"]]
    return Text(" ").join(parts)


def _where(member: MemberRow) -> Text:
    place = ", ".join(one_line(part) for part in (member["outlet"] or member["file"], member["published"]) if part)
    grave = member["relations"][0] not in ("identical", "typography", "truncated", "paraphrased")
    told = _told(member)
    text = Text(f"{place}: ", "dim").append(told, "bold red" if grave else "cyan")
    if member["standing"] not in (None, *UNSAID["standing"]):
        text.append(f", {member['standing']}", "bold")
    return text.append(f" ({one_line(member['speaker'])})", "dim") if "other-speaker" in member["relations"] else text


def _told(member: MemberRow) -> str:
    """Return how a member stands to the reference, with the kinds of its changes and what a cut took that limits."""
    kinds = list(dict.fromkeys(change["change"] for change in member["changes"]))
    limits = list(dict.fromkeys(word for cut in member["cuts"] for word in cut["limiting"]))
    out = []
    for relation in member["relations"]:
        if relation == "altered" and kinds:
            relation += f" ({', '.join(kinds)})"
        if relation == "truncated" and limits:
            relation += f" (without “{'”, “'.join(limits)}”)"
        out.append(one_line(relation))
    return ", ".join(out)


def _fields(member: MemberRow) -> tuple[str, ...]:
    """Return a member's fields as they stand in a line."""
    where = (one_line(member["outlet"]), one_line(member["published"]), _place(member))
    return (_told(member), one_line(member["speaker"]), marked(member), *where)


def _place(one: MemberRow | Cell) -> str:
    return placed(one_line(one["file"]), one["article"])


def _cell_fields(cell: Cell) -> tuple[str, ...]:
    where = (one_line(cell["outlet"]), one_line(cell["published"]), _place(cell))
    if not cell["said"]:
        return (*where, NOT_HERE, "")
    return (*where, "; ".join(map(_told, cell["said"])), " | ".join(map(marked, cell["said"])))


def _matrix(rows: Sequence[CoverageRow]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 2, 0, 0), pad_edge=False, show_lines=True)
    table.add_column("speaker\nwords", overflow="fold", ratio=2)
    for cell in rows[0]["cells"]:
        place = cell["outlet"] or cell["file"].rpartition("/")[2]
        table.add_column(f"{one_line(place)}\n{one_line(cell['published'])}", overflow="fold", ratio=1)
    for row in rows:
        head = Text(one_line(row["speaker"] or "unknown"), "bold").append(f"\n{one_line(row['words'])}", "not bold")
        table.add_row(head, *map(_cell, row["cells"]))
    return table


def _cell(cell: Cell) -> Text:
    if not cell["said"]:
        return Text(NOT_HERE, "dim")
    return Text("\n").join(Text.assemble((_told(one), "cyan"), "\n", _words(one)) for one in cell["said"])


def _list(screen: Screen, row: CoverageRow) -> None:
    screen.print(Text.assemble((one_line(row["speaker"] or "unknown"), "bold"), f": {one_line(row['words'])}"))
    for cell in row["cells"]:
        for one in cell["said"]:
            screen.print(Text("  ").append(_where(one)))
    absent = [one_line(cell["outlet"] or cell["file"]) for cell in row["cells"] if not cell["said"]]
    if absent:
        screen.print(Text(f"  {NOT_HERE}: {', '.join(absent)}", "dim"))
