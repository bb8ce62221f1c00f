"""Which figures of the samples are put side by side, and what is said of each: against the samples' truth.

A pair is two planted figures of one group. A conflict is a value that differs from an earlier one, or has grown.
Figures that the truth does not list are left out, but where they are compared with one that it does.
Exit status: 0 done; 1 fewer conflicts are found than asked for, or one is invented; 2 not measured.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import program
from program import Row

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
CONFLICTS = ("differs", "grew")
Key = tuple[str, int, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    truth = program.rows(wanted.truth)
    found = compared(wanted.articles)
    named = {row_key(row): _found(row, found) for row in truth}
    groups = _by(truth, "group", row_key)
    things = {key: one["thing"] for key, one in named.items() if one and one["thing"]}
    pairs = {frozenset(pair) for keys in groups.values() for pair in combinations(sorted(keys), 2)}
    put = {frozenset(pair) for pair in combinations(sorted(things), 2) if things[pair[0]] == things[pair[1]]}
    conflicts = {(row["group"], str(row["value"])): row["compared"] for row in truth if row["compared"] in CONFLICTS}
    told = {}
    for row in truth:
        one = named[row_key(row)]
        if one and one["compared"] in CONFLICTS:
            told.setdefault((row["group"], str(row["value"])), one["compared"])
    print(f"planted figures: {sum(one is not None for one in named.values())} of {len(truth)} found")
    print(f"pairs of one thing: {len(pairs & put)} of {len(pairs)} side by side, {len(put - pairs)} of two things")
    print(
        f"conflicts: {len(conflicts.keys() & told.keys())} of {len(conflicts)} found,"
        f" {len(told.keys() - conflicts.keys())} invented"
    )
    others = [
        one for one in found if one["compared"] in CONFLICTS and not any(one is known for known in named.values())
    ]
    print(f"conflicts among figures that are not planted: {len(others)}")
    if wanted.details:
        for key in sorted(conflicts.keys() | told.keys()):
            if conflicts.get(key) != told.get(key):
                print(f"  {key}: {told.get(key)}, not {conflicts.get(key)}")
        for one in others:
            print(
                f"  {one['text']!r} of {one['file']} {one['compared']} from {one['to']['text']!r} of"
                f" {one['to']['file']}"
            )
        for pair in sorted(map(sorted, put - pairs)):
            print(f"  two things: {pair}")
        for pair in sorted(map(sorted, pairs - put)):
            print(f"  apart: {pair}")
    invented = bool(told.keys() - conflicts.keys() or others)
    return int(invented or len(conflicts.keys() & told.keys()) < wanted.found_at_least)


def compared(articles: Path) -> list[Row]:
    """Return the figures of a record that is built of articles."""
    with tempfile.TemporaryDirectory() as folder:
        record, printed = Path(folder) / "samples.record", Path(folder) / "figures.jsonl"
        program.run(["build", str(articles), "-r", str(record)], Path(folder) / "built.txt")
        program.run(["figures", "-r", str(record), "--json"], printed)
        return program.rows(printed)


def row_key(row: Row) -> Key:
    """Return what names a planted figure."""
    return row["file"], row["article"], row["text"]


def _found(truth: Row, found: Iterable[Row]) -> Row | None:
    for one in found:
        if one["file"].endswith(truth["file"]) and one["article"] == truth["article"]:
            words = one["text"].casefold()
            if words in truth["text"].casefold() or truth["text"].casefold() in words:
                return one
    return None


def _by(rows: Iterable[Row], name: str, key: object) -> Mapping[str, list[Key]]:
    groups: dict[str, list[Key]] = defaultdict(list)
    for row in rows:
        groups[row[name]].append(row_key(row))
    return groups


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=SAMPLES / "articles")
    parser.add_argument("--truth", type=Path, default=SAMPLES / "truth" / "figures.jsonl", metavar="FILE")
    parser.add_argument("--found-at-least", type=int, default=0, metavar="N", help="of the conflicts")
    parser.add_argument("--details", action="store_true", help="show what is not as in the truth")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
