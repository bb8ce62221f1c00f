"""A check as SARIF 2.1.0, which code hosts and editors read (OASIS Standard, 2020)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any

from onrecord.check import VERDICTS, Finding
from onrecord.checking import Checked, is_finding
from onrecord.output import one_line
from onrecord.reports import wording
from onrecord.reports.rows import place

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ERRORS = frozenset(("not-on-record", "altered", "joined", "other-speaker", "paraphrase-as-quotation", "cut-middle"))


def log(checked: Sequence[Checked], *, strict: bool) -> dict[str, Any]:
    """Return the log: a result for each quotation that is to be looked at, or ignored with a reason."""
    rules = [{"id": name, "shortDescription": {"text": wording.LABELS[name]}} for name in VERDICTS]
    tool = {
        "name": "onrecord",
        "version": version("onrecord"),
        "rules": rules,
        "fullDescription": {"text": wording.CAUTION},
    }
    results = [result for one in checked for result in _results(one, strict)]
    run = {"tool": {"driver": tool}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def message(found: Finding) -> str:
    """Return what is to be said of a quotation as one line of plain text."""
    parts = [f"“{found.quotation.words}”: {wording.label(found)}"]
    parts += [f"“{change.ours}” is “{change.theirs}” in the source" for change in found.changes if not change.customary]
    parts += [found.note] if found.note else []
    parts += [f"{wording.where(match)} ({match.passage.file})" for match in found.matches[:1]]
    return one_line(". ".join(parts))


def level(found: Finding) -> str:
    """Return how grave it is, in SARIF's words."""
    return "error" if found.verdicts[0] in ERRORS else "warning"


def _results(one: Checked, strict: bool) -> Iterator[dict[str, Any]]:
    for found in one.findings:
        ignored = found.quotation.ignored
        if ignored is None and not is_finding(found, strict=strict):
            continue
        line, column = place(one.text, found.quotation.span.start)
        end_line, end_column = place(one.text, found.quotation.span.end)
        region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
        result: dict[str, Any] = {
            "ruleId": found.verdicts[0],
            "ruleIndex": VERDICTS.index(found.verdicts[0]),
            "level": level(found),
            "message": {"text": message(found)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(one.file)}, "region": region}}],
        }
        if ignored is not None:
            result["suppressions"] = [{"kind": "inSource", "justification": one_line(ignored)}]
        yield result


def _uri(file: str) -> str:
    from urllib.parse import quote

    return quote(file)
