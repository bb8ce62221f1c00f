"""Labels and positions as people read them, and as plain lines in a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.text import Text

from onrecord.labels import bare
from onrecord.output import one_line
from onrecord.screen import Screen
from onrecord.store.labels import LabelCell, LabelsRow
from onrecord.store.positions import PositionRow, PositionsRow

NAMES = {"group": "groups", "event": "events"}


def print_labels(rows: Iterable[LabelsRow]) -> int:
    """Print labels by person and article; return how many rows there were.

    In a pipe a row is one line, tabs between: whose, outlet or file, day, labels, those of this account alone, cues.
    """
    count = 0
    screen = Screen(highlight=False, markup=False, emoji=False)
    for (_, name), some in groupby(rows, lambda row: (row["person_id"], row["person"] or NAMES[row["what"]])):
        here = list(some)
        count += len(here)
        if screen.is_terminal:
            _print(screen, name, here)
            continue
        for row in here:
            told = _told(row["labels"]), _told(_alone(row)), _cues(row)
            print("\t".join(map(one_line, (name, row["outlet"] or row["file"], row["published"], *told))))
    return count


def _print(screen: Screen, name: str, rows: Sequence[LabelsRow]) -> None:
    accounts = rows[0]["accounts"]
    told = f"{accounts} account{'s'[: accounts > 1]}"
    screen.print(Text.assemble((one_line(name), "bold"), f", {told}  ", (rows[0]["person_id"] or "", "dim")))
    shared = [one for row in rows for one in row["labels"] if 1 < accounts == one["accounts"]]
    if shared:
        screen.print(Text.assemble(("  in all: ", "dim"), ", ".join(_wordings(shared))))
    for row in rows:
        place = ", ".join(one_line(part) for part in (row["outlet"] or row["file"], row["published"]) if part)
        screen.print(Text(f"  {place}", "dim"))
        parts = []
        for words, cell, times in _counted(row["labels"]):
            style = "bold green" if 1 == cell["accounts"] < accounts else ""
            parts.append(
                Text.assemble((words, style), f" {times}" if times > 1 else "", " (reported)" if cell["by"] else "")
            )
        screen.print(Text("    ").append(Text(", ").join(parts)))
        if row["cues"]:
            screen.print(Text.assemble("    ", (_cues(row), "cyan")))
    screen.print()


def _alone(row: LabelsRow) -> list[LabelCell]:
    """Return the labels that one account alone has, where there are several."""
    return [one for one in row["labels"] if 1 == one["accounts"] < row["accounts"]]


def _told(cells: Sequence[LabelCell]) -> str:
    return ", ".join(f"{words} {times}" if times > 1 else words for words, _, times in _counted(cells))


def _counted(cells: Sequence[LabelCell]) -> Iterator[tuple[str, LabelCell, int]]:
    """Yield each wording once, with its first place and how often it is there."""
    times = Counter(bare(one["text"]) for one in cells)
    seen = set()
    for one in cells:
        if (key := bare(one["text"])) not in seen:
            seen.add(key)
            yield one_line(one["text"]), one, times[key]


def _wordings(cells: Sequence[LabelCell]) -> list[str]:
    return [words for words, _, _ in _counted(cells)]


def _cues(row: LabelsRow) -> str:
    """Return the verbs of somebody's statements with their counts, by group, the listed ones first."""
    groups: dict[str, Counter[str]] = {}
    for one in row["cues"]:
        groups.setdefault(one["group"] or "other", Counter())[one["verb"]] += 1
    return "; ".join(
        f"{group}: {', '.join(f'{one_line(verb)} {times}' for verb, times in groups[group].most_common())}"
        for group in ("neutral", "doubting", "conceding", "emphatic", "other")
        if group in groups
    )


def print_positions(found: PositionsRow) -> None:
    """Print what somebody said in order of when, then pairs that differ; in a pipe a line a report."""
    screen = Screen(highlight=False, markup=False, emoji=False)
    rows = found["statements"]
    if not screen.is_terminal:
        for number, one in enumerate(rows, 1):
            for report in one["members"]:
                fields = (one["said_on"], report["published"], report["outlet"] or report["file"], report["words"])
                print("\t".join((str(number), *map(one_line, fields), report["statement"])))
        for pair in found["apart"]:
            numbers = f"{pair['earlier'] + 1} and {pair['later'] + 1}"
            print("\t".join(("apart", numbers, f"{pair['days']} days", ", ".join(pair["differs"]))))
        return
    span = f", {found['since']} to {found['until']}, {found['days']} days" if rows else ""
    count = f"{len(rows)} utterance{'s'[: len(rows) != 1]}"
    screen.print(Text.assemble((one_line(found["person"]), "bold"), f": {count}{span}"))
    for number, one in enumerate(rows, 1):
        when = one["said_on"] or f"reported {one['reported'] or 'on an unknown day'}"
        reports = f"{one['reports']} report{'s'[: one['reports'] != 1]}, {one['origins']} of them no reprint"
        screen.print(Text.assemble(f"\n{number:3} ", (when, "cyan"), (f"  {reports}", "dim")))
        screen.print(Text(f"    {one_line(one['words'])}"))
        for report in one["members"]:
            place = (report["outlet"] or report["file"], report["published"], report["statement"])
            screen.print(Text(f"    {', '.join(one_line(part) for part in place if part)}", "dim"))
    for pair in found["apart"]:
        numbers = f"{pair['earlier'] + 1} and {pair['later'] + 1}"
        told = f"{pair['days']} days apart, differing in {', '.join(pair['differs'])}"
        screen.print(Text.assemble(f"\nNext to each other: {numbers}, ", (told, "bold")))
        for at in (pair["earlier"], pair["later"]):
            screen.print(Text.assemble((f"  {at + 1}  ", "cyan"), one_line(_context(rows[at]))))


def _context(one: PositionRow) -> str:
    """Return the paragraph of the report whose words an utterance is shown by."""
    return next(report["context"] for report in one["members"] if report["words"] == one["words"])
