"""What pages say in words: how sure something is, numbers of things, where a statement stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

SURE = ((0.95, "almost certain"), (0.85, "very likely"), (0.7, "likely"), (0.5, "doubtful"), (0.0, "very doubtful"))
KINDS = {
    "direct": "in their words",
    "indirect": "in the article’s words",
    "mixed": "partly in their words",
}
STANDINGS = {
    "machine": "found by the program",
    "confirmed": "confirmed by a person",
    "corrected": "corrected by a person",
    "rejected": "rejected by a person",
}
RELATIONS = {
    "identical": "the same words",
    "typography": "the same words, set otherwise",
    "truncated": "cut",
    "spliced": "joined from several",
    "altered": "altered",
    "paraphrased": "in other words",
    "other-speaker": "given to somebody else",
    "same-occasion": "the same moment, in words too different to be one utterance",
}
COMPARED = {"agrees": "agrees with", "differs": "differs from", "grew": "has grown from"}
REASONS = {
    "altered": "altered somewhere, or here",
    "other-speaker": "given to somebody else somewhere",
    "speaker unknown": "nobody is named",
}
ACCURACIES = {
    "words": "Somebody says, writes or thinks the words",
    "speaker": "Of these, the program names who does",
    "both": "Both",
}
MONTHS = "January February March April May June July August September October November December".split()


def sure(confidence: float | None) -> str:
    """Say how sure a finding is.

    >>> sure(0.97)
    'almost certain (97 %)'
    """
    if confidence is None:
        return "not measured"
    said = next(words for least, words in SURE if confidence >= least)
    return f"{said} ({confidence:.0%})".replace("%", "\N{NO-BREAK SPACE}%")


def day(value: str | None) -> str:
    """Write a day as people do.

    >>> day("2025-03-07")
    '7 March 2025'
    """
    if not value:
        return "no date"
    try:
        found = date.fromisoformat(value)
    except ValueError:  # a month, or a year
        return value
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


SEASONS = dict(zip(("21", "22", "23", "24"), ("spring", "summer", "autumn", "winter"), strict=True))


def when(value: str) -> str:
    """Write a date of EDTF, as precise as it is known, as people do.

    >>> [when(one) for one in ("2025-03", "199X", "2024-21", "2024-34", "2025-03-02/2025-03-03", "1961")]
    ['March 2025', 'the 1990s', 'spring 2024', '2nd quarter of 2024', '2 March 2025 to 3 March 2025', '1961']
    """
    if "/" in value:
        return " to ".join(map(when, value.split("/")))
    if value.endswith("X"):
        return f"the {value[:-1]}0s"
    year, _, part = value.partition("-")
    if part in SEASONS:
        return f"{SEASONS[part]} {year}"
    if part in ("33", "34", "35", "36"):
        return f"{('1st', '2nd', '3rd', '4th')[int(part) - 33]} quarter of {year}"
    return f"{MONTHS[int(part) - 1]} {year}" if len(part) == 2 else day(value)


def moment(value: str) -> str:
    """Write a moment as people do.

    >>> moment("2025-03-07T16:20:31.512+00:00")
    '7 March 2025, 16:20 UTC'
    """
    return f"{day(value[:10])}, {value[11:16]} UTC"


def counted(number: int, one: str, several: str | None = None) -> str:
    """Write a number of things.

    >>> counted(1, "article"), counted(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def brief(pieces: Sequence[Mapping[str, str]], around: int = 4) -> list[Mapping[str, str]]:
    """Return where words differ, with so many of those that do not beside each.

    >>> [one["words"] for one in brief([{"kind": "same", "words": "a b c d e f"}, {"kind": "ours", "words": "x"}], 2)]
    ['… e f', 'x']
    """
    out: list[Mapping[str, str]] = []
    for n, piece in enumerate(pieces):
        words = piece["words"].split()
        before, after = (around if n else 0), (around if n + 1 < len(pieces) else 0)
        if piece["kind"] == "same" and len(words) > before + after + 1:
            words = [*words[:before], "…", *words[len(words) - after :]]
        out.append({"kind": piece["kind"], "words": " ".join(words)})
    return out


def short(file: str) -> str:
    """Return a file's name without its folders, an address without how it is fetched."""
    before, scheme, address = file.partition("://")
    return address if scheme else before.rpartition("/")[2] or before


def citation(statement: dict[str, Any], title: str | None, sha256: str) -> str:
    """Return a statement as one quotes it with its source: words, speaker, article, and the exact place."""
    place = ", ".join(f"{start}-{end}" for start, end in statement["content"])
    parts = [
        f"“{statement['words']}”",
        statement["speaker"] or "speaker unknown",
        f"in: {title or 'untitled'}",
        statement["outlet"],
        day(statement["published"]) if statement["published"] else None,
        f"{short(statement['file'])}, characters {place}",
        f"SHA-256 {sha256}",
        f"statement {statement['id']}",
    ]
    return ". ".join(filter(None, parts)) + "."
