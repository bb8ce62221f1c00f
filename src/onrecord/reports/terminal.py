"""A check for people: colours at a terminal, plain marks in a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from rich.text import Text

from onrecord.check import FINDINGS, Finding
from onrecord.checking import Checked, is_finding
from onrecord.output import one_line, safe
from onrecord.reports import wording
from onrecord.reports.rows import place
from onrecord.reports.wording import Piece
from onrecord.screen import Screen

MATCHES = 1
"""Matches of one quotation that are shown with their words; the page and JSON have all so."""


def plain(checked: Sequence[Checked], *, strict: bool) -> str:
    """Return what is shown in a pipe, as text."""
    text = StringIO()
    show(
        checked, strict=strict, screen=Screen(file=text, highlight=False, markup=False, emoji=False, color_system=None)
    )
    return text.getvalue()


def show(checked: Sequence[Checked], *, strict: bool, screen: Screen | None = None) -> None:
    """Print what is to be looked at, then how many quotations there were of each kind."""
    screen = screen or Screen(highlight=False, markup=False, emoji=False)
    for one in checked:
        for found in one.findings:
            if (
                is_finding(found, strict=strict)
                or found.verdicts[0] == "unchecked"
                or found.note  # sources that differ, a figure beside it
                or found.quotation.ignored is not None
            ):
                _show(screen, one, found)
        _line(screen, f"{one.file}: {_summary(one)}", "bold")
    _line(screen, wording.CAUTION, "dim")


def _summary(one: Checked) -> str:
    if not one.findings:
        return "no quotation: there is nothing to check"
    count = len(one.findings)
    return f"{count} quotation{'' if count == 1 else 's'}: {wording.counted(one.counts)}"


def _show(screen: Screen, one: Checked, found: Finding) -> None:
    line, column = place(one.text, found.quotation.span.start)
    style = "bold red" if found.verdicts[0] in FINDINGS and not found.quotation.ignored else "bold yellow"
    _line(screen, f"{one.file}:{line}:{column}: {wording.label(found)}", style)
    coloured = bool(screen.color_system) and not screen.no_color
    who = f"{found.quotation.speaker}: " if found.quotation.speaker else ""
    _words(screen, f"  draft   {who}", wording.ours(found), "red", coloured)
    for match in found.matches[:MATCHES]:
        said = f"{match.speaker}: " if match.speaker else ""
        _words(
            screen,
            f"  source  {said}{match.before} »",
            wording.theirs(found, match),
            "green",
            coloured,
            f"« {match.after}",
        )
        _line(screen, f"          {wording.where(match)}, {match.passage.file}", "dim")
    if len(found.matches) > MATCHES:
        others = "; ".join(wording.where(match) for match in found.matches[MATCHES:])
        _line(screen, f"          also in {others}", "dim")
    if found.note:
        _line(screen, f"  {found.note}", "")
    screen.print()


def _words(screen: Screen, before: str, pieces: Sequence[Piece], style: str, coloured: bool, after: str = "") -> None:
    text = Text(_flat(before))
    for words, differs in pieces:
        if differs and not coloured:
            text.append(f"[{_flat(words)}]")
        else:
            text.append(_flat(words), f"bold {style}" if differs else "")
    text.append(_flat(after))
    screen.print(text, soft_wrap=not screen.is_terminal)


def _flat(words: str) -> str:
    """Return words as one safe line, white space at their ends kept."""
    return safe(" ".join(words.replace("\t", " ").splitlines()))


def _line(screen: Screen, words: str, style: str) -> None:
    indent = " " * (len(words) - len(words.lstrip()))
    screen.print(Text(indent + one_line(words), style), soft_wrap=True)
