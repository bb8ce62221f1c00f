"""A check as workflow commands of GitHub, which shows them beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.checking import Checked, is_finding
from onrecord.output import safe
from onrecord.reports import sarif, wording
from onrecord.reports.rows import place


def lines(checked: Sequence[Checked], *, strict: bool) -> Iterator[str]:
    """Yield a line for each quotation that is to be looked at."""
    for one in checked:
        for found in one.findings:
            if is_finding(found, strict=strict):
                line, column = place(one.text, found.quotation.span.start)
                title = wording.LABELS[found.verdicts[0]]
                where = f"file={_value(one.file)},line={line},col={column},title={_value(title)}"
                yield f"::{sarif.level(found)} {where}::{_data(sarif.message(found))}"
    yield f"::notice::{_data(wording.CAUTION)}"


def _data(words: str) -> str:
    return safe(words).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
