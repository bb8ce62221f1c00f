"""What a check found, for people and for programs: at a terminal, as a page, JSON, SARIF, annotations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.checking import Checked


def given_out(checked: Sequence[Checked], form: str, *, strict: bool) -> str:
    """Return a check in a form for programs or to hand on, with a line's end at its end.

    Args:
        checked: the drafts.
        form: "json", "sarif", "github", "html", or "text": that of a pipe.
        strict: whether typography and what could not be checked count as something to look at.
    """
    from onrecord.output import as_json
    from onrecord.reports import github, page, rows, sarif, terminal

    if form == "json":
        return "".join(as_json(row) + "\n" for one in checked for row in rows.rows(one))
    if form == "sarif":
        return as_json(sarif.log(checked, strict=strict)) + "\n"
    if form == "github":
        return "".join(line + "\n" for line in github.lines(checked, strict=strict))
    if form == "html":
        return page.page(checked) + "\n"
    return terminal.plain(checked, strict=strict)
