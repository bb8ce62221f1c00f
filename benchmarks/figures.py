"""How many sentences have their figures read rightly, and of how many figures it is told what is counted.

A file holds JSON Lines: "id", "text" and "figures", each with "span", "value" [low, high] (null for an open end),
"unit", "of" (the words for what is counted, as long as they may be), "head" (the word of these that must be there)
and "by" (a word of who gives it; null for the article). The rules of the set that comes with the tests:

- about, some, nearly: the value itself; more than, at least: an open upper end; up to, fewer than: an open lower end.
- A share is in per cent; a rate has its unit whole ("dollars an hour"); a dozen is 12, dozens are 24 or more.
- No figures: dates, years and times of day; ordinals; ages; scores; addresses, numbers of pages, sections, rooms and
  models; how often; "the two", "both", "one" (but one metre, one in five, one killed).

A sentence is right when all its figures are found with their values and units and no other is. A unit, or what is
counted, that the truth leaves null is not judged. What is counted is right where its words hold the head and, besides
articles, none that the truth does not have.

Exit status: 0 done; 1 a share is below the one asked for; 2 not measured.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import program
from program import Row

GOLD = Path(__file__).resolve().parents[1] / "tests" / "challenges" / "figures.jsonl"
KEYS = frozenset({"span", "value", "unit", "of", "head", "by"})
SMALL = frozenset("a an the of its their his her".split())


@dataclass
class Verdict:
    """One sentence: the pairs of gold and found figures, and what was missed and invented."""

    item: Row
    pairs: list[tuple[Row, Row]]
    missed: list[Row]
    invented: list[Row]
    wrong: list[str] = field(default_factory=list)

    @property
    def values_right(self) -> bool:
        """Whether all values and units are right, and nothing else was found."""
        return not (self.missed or self.invented) and all(same_value(*pair) for pair in self.pairs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    items = program.items(wanted.file, "figures", KEYS)
    found = program.found(wanted.file, "figures")
    verdicts = [judge(item, found.get(item["id"], [])) for item in items]
    result = told(verdicts)
    print(json.dumps(result) if wanted.json else _lines(result))
    if wanted.failures:
        _show(verdicts)
    low = [name for name in ("values", "of") if result[name]["share"] < getattr(wanted, f"{name}_at_least")]
    for name in low:
        print(f"{name}: {result[name]['share']} is below the share asked for", file=sys.stderr)
    return int(bool(low))


def judge(item: Row, found: Sequence[Row]) -> Verdict:
    """Pair the figures of a sentence that overlap, in order."""
    pairs, missed, left = [], [], sorted(found, key=lambda one: one["span"])
    for gold in item["figures"]:
        hit = next(
            (one for one in left if max(one["span"][0], gold["span"][0]) < min(one["span"][1], gold["span"][1])), None
        )
        if hit is None:
            missed.append(gold)
        else:
            left.remove(hit)
            pairs.append((gold, hit))
    return Verdict(item, pairs, missed, left)


def same_value(gold: Row, found: Row) -> bool:
    """Say whether value and unit are right."""
    ends = zip(gold["value"], found["value"], strict=True)
    return all(
        one is other if one is None or other is None else math.isclose(one, other, rel_tol=1e-4) for one, other in ends
    ) and (gold["unit"] is None or gold["unit"] == found["unit"])


def same_of(gold: Row, found: Row) -> bool:
    """Say whether what is counted is right."""
    words, most = (_words(one["of"] or "") for one in (found, gold))
    return gold["head"].casefold() in words and words - SMALL <= most | _words(gold["text"])


def same_by(item: Row, gold: Row, found: Row) -> bool:
    """Say whether who gives it is right, by name or by the words of the statement's source."""
    if gold["by"] is None or found["by"] is None:
        return gold["by"] is found["by"]
    return bool(_words(gold["by"]) <= _words(found["by"]))


def told(verdicts: Sequence[Verdict]) -> Row:
    """Return the figures as --json prints them."""
    pairs = [(verdict.item, *pair) for verdict in verdicts for pair in verdict.pairs]
    golds = [gold for verdict in verdicts for gold in verdict.item["figures"]]
    counted = sum(gold["of"] is not None for gold in golds)
    empty = [verdict for verdict in verdicts if not verdict.item["figures"]]
    return {
        "values": _share(sum(verdict.values_right for verdict in verdicts), len(verdicts)),
        "of": _share(sum(gold["of"] is not None and same_of(gold, one) for _, gold, one in pairs), counted),
        "by": _share(sum(same_by(*pair) for pair in pairs), len(golds)),
        "sentences without a figure": _share(sum(not verdict.invented for verdict in empty), len(empty)),
        "missed": sum(len(verdict.missed) for verdict in verdicts),
        "invented": sum(len(verdict.invented) for verdict in verdicts),
    }


def _share(right: int, all: int) -> Row:
    return {"right": right, "of": all, "share": round(right / all, 4) if all else 1.0}


def _words(words: str) -> set[str]:
    return set(re.findall(r"[\w-]+", words.casefold()))


def _lines(result: Row) -> str:
    shares = [
        f"{name}: {one['right']} of {one['of']}, {one['share']:.3f}"
        for name, one in result.items()
        if isinstance(one, dict)
    ]
    return "\n".join([*shares, f"figures missed {result['missed']}, invented {result['invented']}"])


def _show(verdicts: Sequence[Verdict]) -> None:
    for verdict in verdicts:
        wrong = [f"missed {gold['text']!r}" for gold in verdict.missed]
        wrong += [f"invented {one['text']!r} {one['value']} {one['unit']}" for one in verdict.invented]
        for gold, one in verdict.pairs:
            if not same_value(gold, one):
                wrong.append(f"{gold['text']!r} is {one['value']} {one['unit']}, not {gold['value']} {gold['unit']}")
            if gold["of"] is not None and not same_of(gold, one):
                wrong.append(f"{gold['text']!r} counts {one['of']!r}, not {gold['of']!r}")
            if not same_by(verdict.item, gold, one):
                wrong.append(f"{gold['text']!r} is by {one['by']!r}, not {gold['by']!r}")
        if wrong:
            print(f"\n{verdict.item['id']}: {verdict.item['text']}\n  " + "\n  ".join(wrong))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=GOLD, help="sentences (default: the tests' own)")
    parser.add_argument("--failures", action="store_true", help="show what is not right")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--values-at-least", type=program.share, default=0.0, metavar="SHARE")
    parser.add_argument("--of-at-least", type=program.share, default=0.0, metavar="SHARE")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
