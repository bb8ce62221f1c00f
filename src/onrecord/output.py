"""Rows as people and programs want them: a table at a terminal, plain lines in a pipe, JSON Lines, CSV."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

Format = Literal["table", "json", "csv"]
Column = tuple[str, ...]

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What could move a terminal's cursor, colour what follows, or turn its direction."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff0b", "\uff0d", "\uff1d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula; the last four are + - = @ in full width."""

IDS, ID_WIDTH = ("id", "person_id"), 12
WIDE = ("words", "title", "person")
"""What takes the room in a table; other columns share the rest."""
HELD = re.compile(r"(?i)(.*?\.(?:zip|eml|mbox|rss|atom|xml|warc|warc\.gz|wacz))/(.+)", re.S)
"""What lies in a file that holds several, which is told by both."""
LONGEST = 31
FEW = 3
"""Roles of somebody that a list has room for; programs get all."""
SIGNS = {
    "in_file": {False: "no longer in its file"},
    "primary": {True: "primary source"},
    "quotes_left_out": {True: "quotations left out"},
}
"""What is told in place of yes and no: something only where it is worth a look."""
NOTES = ("language", "reprint_of", "shared", "revision", "replaced_by", *SIGNS)
"""What a table names in words where it is worth a look, under one heading."""
UNSAID = {"act": ("said", None), "polarity": ("asserted", None), "revision": (1,), "standing": ("machine",)}
"""What goes without saying in a table."""
QUIET = ("act", "polarity", "standing")
"""What needs no heading there, since its words tell what they are."""


def safe(words: object) -> str:
    """Return text from outside as it may be shown at a terminal: control characters replaced, "" for None."""
    return "" if words is None else CONTROLS.sub("\N{REPLACEMENT CHARACTER}", str(words))


def one_line(words: object) -> str:
    """Return text from outside as one safe line, its white space single."""
    return " ".join(safe(words).split())


def write(rows: Iterable[Mapping[str, Any]], fields: Sequence[str], columns: Sequence[Column], format: Format) -> int:
    """Write rows to standard output, as they come where they can.

    Args:
        rows: all with the same keys.
        fields: these keys, in order.
        columns: the keys that people are shown, those of one column together: the first above the others.
        format: "table" is one only at a terminal; elsewhere it is lines of these keys, tabs between.

    Returns:
        How many rows there were.
    """
    if format == "json":
        return _lines(as_json(row) for row in rows)
    if format == "csv":
        return _csv(rows, fields)
    if sys.stdout.isatty():
        return _table(rows, columns)
    return _lines("\t".join(one_line(_cell(name, row[name])) for column in columns for name in column) for row in rows)


def as_json(value: object) -> str:
    """Return a value as one line of JSON that may be shown at a terminal too, control characters as escapes."""
    return CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _lines(lines: Iterable[str]) -> int:
    count = 0
    for line in lines:
        print(line)
        count += 1
    return count


def _csv(rows: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> int:
    count = -1
    for count, line in enumerate(csv_lines(rows, fields)):  # noqa: B007 the header is one more
        sys.stdout.write(line)
    return count


def csv_lines(rows: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> Iterator[str]:
    """Yield a header and rows as comma-separated values, none of which a spreadsheet takes for a formula."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    writer.writerow(fields)
    for row in rows:
        yield line.getvalue()
        line.seek(0)
        line.truncate()
        writer.writerow([_harmless(_value(row[field])) for field in fields])
    yield line.getvalue()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from running words as a formula: an apostrophe before what would begin one."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _table(rows: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> int:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from onrecord.screen import Screen  # here, since what goes to a program waits for none of it

    screen = Screen()
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 2, 0, 0), pad_edge=False)
    widths = [screen.width if column[0] in (*IDS, *WIDE) else screen.width // 5 for column in columns]
    for column, width in zip(columns, widths, strict=True):
        heading = _stacked(
            ["notes" if name in NOTES else name.replace("_", " ") for name in column if name not in QUIET]
        )
        if column[0] in IDS:
            table.add_column(heading, no_wrap=True, min_width=ID_WIDTH)
        else:
            table.add_column(heading, overflow="fold", max_width=width)
    count = 0
    for row in rows:
        cells = (_stacked([_brief(name, row) for name in column]) for column in columns)
        table.add_row(*(Text(_broken(cell, width)) for cell, width in zip(cells, widths, strict=True)))
        count += 1
    if count:
        screen.print(table)
    return count


def _stacked(cells: Sequence[str]) -> str:
    rest = ", ".join(dict.fromkeys(filter(None, cells[1:])))  # who denies has denied it: once is enough
    return f"{cells[0] or '–'}\n{rest}" if rest else cells[0]


def _broken(words: str, width: int) -> str:
    """Return words with each that is longer than a line, such as a file's name, broken after its hyphens and dots."""

    def lines(word: str) -> Iterator[str]:
        line = ""
        for piece in re.findall(r"[^-_./]*[-_./]*", word):
            if line and len(line) + len(piece) > width:
                yield line
                line = ""
            line += piece
        yield line

    return re.sub(rf"\S{{{width + 1},}}", lambda found: "\n".join(lines(found[0])), words)


def _brief(name: str, row: Mapping[str, Any]) -> str:
    """Return a value as a table has room for it, and "" where it goes without saying."""
    value = row[name]
    if value in UNSAID.get(name, ()) or (name == "in_file" and row["replaced_by"]):
        return ""
    if name == "file":
        return _name(value)
    if name == "language":
        from onrecord.read.language import is_english, named

        return "" if is_english(value) else safe(f"in {named(value)}")
    if name == "reprint_of" and value:
        return safe(f"reprint of {_name(value['file'])} {value['article']}")
    if name == "shared" and value is not None:
        return f"shared {value:.0%}".replace("%", "\N{NO-BREAK SPACE}%")
    if name == "revision":
        return f"revision {value}"
    if name == "value":
        return _range(*value)
    if name == "to" and value:
        return safe(f"{value['text']}, {_name(value['file'])}")
    if name == "replaced_by" and value:
        return f"replaced by revision {value['revision']}"
    return _cell(name, value)


def _range(low: float | None, high: float | None) -> str:
    """Return a figure's value in words."""
    if low is None or high is None:
        return f"up to {high:,}" if high is not None else f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _name(file: str) -> str:
    """Return a file's name without its folders; of an address all but how it is fetched; of what lies in an archive or
    the like the names of both, long ones shortened in the middle.
    """
    if held := HELD.fullmatch(file):
        return f"{_middle(_bare(held[1]))}/{_middle(held[2].rpartition('://')[2])}"
    return _bare(file)


def placed(file: str, article: int) -> str:
    """Return where an article stands: its file, and its number there but for the first, which is 0."""
    return f"{file} {article}" if article else file


def _bare(file: str) -> str:
    _, scheme, address = file.rpartition("://")
    return safe(address if scheme else file.rpartition("/")[2])


def _middle(words: str) -> str:
    half = LONGEST // 2
    return safe(words if len(words) <= LONGEST else f"{words[:half]}\N{HORIZONTAL ELLIPSIS}{words[-half:]}")


def _value(value: Any) -> str:
    """Return a value for a program, whole."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return safe("; ".join(value))
    return as_json(value) if isinstance(value, (list, dict)) else safe(value)


def _cell(name: str, value: Any) -> str:
    """Return a value for a person."""
    if name in SIGNS:
        return SIGNS[name].get(value, "")
    if name == "replaced_by":
        return safe(f"replaced by {value['id']} revision {value['revision']}") if value else ""
    if name == "roles":
        return safe("; ".join(one["role"] for one in value[:FEW]))
    if name == "articles" and isinstance(value, list):
        return "; ".join(placed(_name(one["file"]), one["article"]) for one in value)
    if isinstance(value, dict):  # another article
        return safe(f"{value['id']} {value['article']}")
    return f"{value:.2f}" if isinstance(value, float) else _value(value)
