"""How many time expressions are read as the day, month or year they mean, as precisely as the text tells.

A file holds JSON Lines: "id", "text", "published" (YYYY-MM-DD or null) and "dates", each with "span" and "date": a day,
month or year in ISO 8601; a decade as 199X, a century as 18XX, a season as 2024-21 (spring) to 2024-24 (winter) and a
quarter as 2024-33 to 2024-36, as EDTF (ISO 8601-2) writes them; two of these with a slash between for a span of time.

An expression is right when one that overlaps it has its date; what is found and overlaps none is invented.
Exit status: 0 done; 1 a share is below the one asked for; 2 not measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import program
from program import Row

GOLD = Path(__file__).resolve().parents[1] / "tests" / "challenges" / "dates.jsonl"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    items = program.items(wanted.file, "dates", frozenset({"span", "date"}))
    found = program.found(wanted.file, "dates")
    verdicts = [(item, *judge(item, found.get(item["id"], []))) for item in items]
    gold = sum(len(item["dates"]) for item in items)
    wrong, invented = (sum(len(verdict[at]) for verdict in verdicts) for at in (1, 2))
    share = (gold - wrong) / gold
    result = {"expressions": gold, "right": gold - wrong, "share": round(share, 4), "invented": invented}
    print(json.dumps(result) if wanted.json else ", ".join(f"{name} {value}" for name, value in result.items()))
    for item, misread, more in verdicts if wanted.failures else ():
        if misread or more:
            print(f"\n{item['id']} of {item['published']}: {item['text']}")
            for one, as_what in misread:
                print(f"  {item['text'][slice(*one['span'])]!r} is {as_what}, not {one['date']}")
            for one in more:
                print(f"  invented {one['text']!r} {one['date']}")
    return int(share < wanted.at_least)


def judge(item: Row, found: Sequence[Row]) -> tuple[list[tuple[Row, str]], list[Row]]:
    """Return the expressions that were not read rightly, with what they were read as, and what was invented."""
    wrong, left = [], list(found)
    for gold in item["dates"]:
        hits = [one for one in found if max(one["span"][0], gold["span"][0]) < min(one["span"][1], gold["span"][1])]
        left = [one for one in left if one not in hits]
        if gold["date"] not in [one["date"] for one in hits]:
            wrong.append((gold, ", ".join(one["date"] for one in hits) or "not found"))
    return wrong, left


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=GOLD, help="sentences (default: the tests' own)")
    parser.add_argument("--failures", action="store_true", help="show what is not right")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--at-least", type=program.share, default=0.0, metavar="SHARE", help="of right expressions")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
