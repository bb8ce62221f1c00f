"""What a check found, as rows in the form of the documented JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.check import Match
from onrecord.checking import Checked


def rows(checked: Checked) -> Iterator[dict[str, Any]]:
    """Yield a row for each quotation of a draft, in the order of its text."""
    for found in checked.findings:
        quotation = found.quotation
        line, column = place(checked.text, quotation.span.start)
        yield {
            "file": checked.file,
            "span": list(quotation.span),
            "line": line,
            "column": column,
            "words": quotation.words,
            "speaker": quotation.speaker,
            "verdicts": list(found.verdicts),
            "changes": [_change(change) for change in found.changes],
            "cuts": [{"where": c.where, "words": c.words, "limiting": list(c.limiting)} for c in found.cuts],
            "figures": [{"ours": ours, "theirs": theirs} for ours, theirs in found.figures],
            "matches": [_match(match) for match in found.matches],
            "note": found.note,
            "ignored": quotation.ignored,
        }


def place(text: str, at: int) -> tuple[int, int]:
    """Return the line and the column of a character, both counted from 1."""
    line = text.count("\n", 0, at) + 1
    return line, at - (text.rfind("\n", 0, at) + 1) + 1


def _change(change: Any) -> dict[str, str]:
    return {"change": change.change, "ours": change.ours, "theirs": change.theirs}


def _match(match: Match) -> dict[str, Any]:
    passage = match.passage
    return {
        "file": passage.file,
        "id": passage.id,
        "article": passage.article,
        "content": [list(span) for span in match.content],
        "words": match.words,
        "before": match.before,
        "after": match.after,
        "speaker": match.speaker,
        "title": passage.title,
        "outlet": passage.outlet,
        "published": passage.published,
        "primary": passage.primary,
    }
