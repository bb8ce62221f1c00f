"""How many items of each challenge set the program gets wholly right, and what the others fail for.

An item is right when each of its statements is found (linked as eval/score_statements.py links them), with its kind and
polarity, and no other is. Where a set's gold has nested statements, each must also point to the one it stands inside.
A found statement without a polarity counts as asserted.

Exit status: 0 done; 1 a set is below --at-least; 2 not measured.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import program
from linked import Row, linked

CHALLENGES = Path(__file__).resolve().parents[1] / "tests" / "challenges"
OTHERS = ("dates", "families", "figures", "labels")
"""Sets that hold no statements, and have benchmarks of their own."""
FAILURES = ("unread", "missed", "invented", "kind", "polarity", "inside")


@dataclass(frozen=True)
class Verdict:
    """An item, what was found in it, and what it failed for: some of FAILURES, none where it is right."""

    item: Row
    found: Sequence[Row]
    failures: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    files: list[Path] = wanted.files or sorted(path for path in CHALLENGES.glob("*.jsonl") if path.stem not in OTHERS)
    sets = {path: read(path) for path in files}
    _each_id_once(sets)
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "found.jsonl"
        program.extract(files, printed)
        found = by_id(program.rows(printed))
    judged = {path: judge(items, found) for path, items in sets.items()}
    if wanted.json:
        for path, verdicts in judged.items():
            print(json.dumps(told(path, verdicts, failures=wanted.failures), ensure_ascii=False))
    else:
        _show(judged, failures=wanted.failures)
    low = [path.stem for path, verdicts in judged.items() if share(verdicts) < wanted.at_least]
    for name in low:
        print(f"{name}: less than {wanted.at_least:g} of its items are right", file=sys.stderr)
    return int(bool(low))


def read(path: Path) -> Sequence[Row]:
    """Return the items of a challenge set.

    Raises:
        SystemExit: status 2, where there are none, or a line is no item.
    """
    if not path.is_file():
        program.stop(f"there is no {path}: name files of challenges, in JSON Lines")
    try:
        items = program.rows(path)
    except ValueError as error:
        program.stop(f"{path} is no JSON Lines in UTF-8 ({error}): correct it")
    for item in items:
        if not _sound(item):
            program.stop(f'{path} holds what is no item with "id", "text" and whole "statements": {str(item)[:60]}')
    if not items:
        program.stop(f"{path} holds no item")
    return items


def by_id(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the statements that the program found in each text, under its id."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["id"]] += row["statements"]
    return dict(found)


def judge(items: Sequence[Row], found: Mapping[str, Sequence[Row]]) -> list[Verdict]:
    """Judge the items of a set.

    Args:
        items: the set, with its gold statements.
        found: the statements found in each text; no entry where the program did not read it.
    """
    nested = any(gold.get("inside") is not None for item in items for gold in item["statements"])
    return [
        Verdict(item, found.get(item["id"], ()), _failures(item, found.get(item["id"]), nested=nested))
        for item in items
    ]


def share(verdicts: Sequence[Verdict]) -> float:
    """Return what share of items is right, 0 to 1."""
    return sum(not verdict.failures for verdict in verdicts) / len(verdicts)


def told(path: Path, verdicts: Sequence[Verdict], *, failures: bool) -> dict[str, Any]:
    """Return the figures of a set as --json prints them, with or without the items that are not right."""
    wrong = [verdict for verdict in verdicts if verdict.failures]
    figures = {
        "set": path.stem,
        "items": len(verdicts),
        "right": len(verdicts) - len(wrong),
        "share": round(share(verdicts), 4),
        "failed": {name: sum(name in verdict.failures for verdict in wrong) for name in FAILURES},
    }
    items = [
        {"id": v.item["id"], "failed": v.failures, "wanted": v.item["statements"], "found": v.found, **_text(v.item)}
        for v in wrong
    ]
    return {**figures, "failures": items} if failures else figures


def _failures(item: Row, found: Sequence[Row] | None, *, nested: bool) -> tuple[str, ...]:
    if found is None:
        return ("unread",)
    gold = item["statements"]
    pairs = linked(item["text"], gold, found)
    both = [(gold[i], found[j]) for i, j in pairs.items()]
    failed = {
        "missed": len(pairs) < len(gold),
        "invented": len(pairs) < len(found),
        "kind": any(one["kind"] != other["kind"] for one, other in both),
        "polarity": any(one["polarity"] != _polarity(other) for one, other in both),
        "inside": nested and any(not _inside(one, other, pairs, found) for one, other in both),
    }
    return tuple(name for name in FAILURES if failed.get(name))


def _polarity(statement: Row) -> str:
    return statement.get("polarity") or "asserted"


def _inside(one: Row, other: Row, pairs: Mapping[int, int], found: Sequence[Row]) -> bool:
    """Say whether a found statement points to what was found for the gold one's outer statement."""
    outer, pointed = one.get("inside"), other.get("inside")
    if outer is None or pointed is None:
        return outer is pointed
    return outer in pairs and pointed == found[pairs[outer]]["id"]


def _sound(item: Any) -> bool:
    if not isinstance(item, dict) or not {"id", "text", "statements"} <= item.keys():
        return False
    return all({"source", "cue", "content", "kind", "polarity"} <= gold.keys() for gold in item["statements"])


def _each_id_once(sets: Mapping[Path, Sequence[Row]]) -> None:
    first: dict[str, Path] = {}
    for path, items in sets.items():
        for item in items:
            if item["id"] in first:
                program.stop(f"the id {item['id']} of {path} stands in {first[item['id']]} already: rename one of them")
            first[item["id"]] = path


def _text(item: Row) -> dict[str, str]:
    return {"text": item["text"], "why": item.get("why", "")}


def _show(judged: Mapping[Path, Sequence[Verdict]], *, failures: bool) -> None:
    print(f"{'':14}{'items':>6}{'right':>6}{'share':>8}  the others failed for")
    print(" " * 34 + "".join(f"{name:>10}" for name in FAILURES))
    for path, verdicts in judged.items():
        line = told(path, verdicts, failures=False)
        counts = "".join(f"{line['failed'][name]:10}" for name in FAILURES)
        print(f"{path.stem:14}{line['items']:6}{line['right']:6}{line['share']:8.3f}{counts}")
    for verdict in (verdict for verdicts in judged.values() for verdict in verdicts):
        if failures and verdict.failures:
            _show_failure(verdict)


def _show_failure(verdict: Verdict) -> None:
    text = verdict.item["text"]
    print(f"\n{verdict.item['id']}: {', '.join(verdict.failures)} ({verdict.item.get('why', '')})")
    print("  " + text.replace("\n\n", "\n  "))
    for name, statements in (("wanted", verdict.item["statements"]), ("found", verdict.found)):
        for one in statements:
            print(f"    {name:6} {_line(text, one)}")


def _line(text: str, one: Row) -> str:
    words = (" | ".join(text[start:end] for start, end in one[role] or ()) for role in ("source", "cue", "content"))
    nested = "" if one.get("inside") is None else f", inside {one['inside']}"
    return f"{one['kind']}, {_polarity(one)}{nested}: " + " ".join(f"[{part}]" for part in words)


def _share(words: str) -> float:
    if not 0 <= float(words) <= 1:
        raise argparse.ArgumentTypeError(f"{words} is outside 0 to 1; try 0.9")
    return float(words)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="challenge sets (default: the tests' own)")
    parser.add_argument("--failures", action="store_true", help="show each item that is not right")
    parser.add_argument("--json", action="store_true", help="print JSON Lines, an object a set")
    parser.add_argument("--at-least", type=_share, default=0.0, metavar="SHARE", help="of right items in each set")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
