"""A check as a page to hand on: one file that needs nothing else, and prints well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.check import FINDINGS, Finding
from onrecord.checking import Checked
from onrecord.output import safe
from onrecord.reports import wording
from onrecord.reports.rows import place


def page(checked: Sequence[Checked]) -> str:
    """Return the page as HTML; all text from outside is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("onrecord.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: safe(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
    )
    drafts = [
        {
            "file": one.file,
            "counts": wording.counted(one.counts) or "no quotation: there is nothing to check",
            "findings": [_finding(one, found) for found in one.findings],
        }
        for one in checked
    ]
    return environment.get_template("check.html").render(drafts=drafts, caution=wording.CAUTION)


def _finding(one: Checked, found: Finding) -> dict[str, Any]:
    grave = found.verdicts[0] in FINDINGS and not found.quotation.ignored
    return {
        "line": place(one.text, found.quotation.span.start)[0],
        "label": wording.label(found),
        "class": "look" if grave else "open" if found.verdicts[0] == "unchecked" else "fine",
        "speaker": found.quotation.speaker,
        "ours": wording.ours(found),
        "note": found.note,
        "matches": [
            {
                "speaker": match.speaker,
                "before": match.before,
                "theirs": wording.theirs(found, match),
                "after": match.after,
                "where": wording.where(match),
                "file": match.passage.file,
            }
            for match in found.matches
        ],
    }
