"""Who is who across articles, at two sizes: how many pairs are right, and how the time grows.

    python benchmarks/people_scale.py
    python benchmarks/people_scale.py --score PEOPLE.jsonl PAIRS.json

The first makes 10,000 and 100,000 articles' people and has the program link them; the second scores what anything made
of such a file. PEOPLE.jsonl is what people_generator.py prints; PAIRS.json one object, {"person id": "register id"}. A
person without a register id counts as somebody of their own. Groups and unnamed sources count like others.

  pairs   of all pairs of mentions given to one: the share that are one (precision); of all that are: the share given so
  b3      B-cubed precision and recall (Bagga and Baldwin 1998): the mean over mentions, so that the famous weigh less

Times are the processor's, for linking alone, in this process. Exit status: 0 done; 1 a figure is worse than PRECISION,
RECALL or EXPONENT; 2 not measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import people_generator as generator
import program

PRECISION, RECALL, EXPONENT = 0.99, 0.95, 1.15
"""At least so many of the pairs, and at most so steep a growth of the time with the number of articles."""
SIZES = (10_000, 100_000)


class Score(NamedTuple):
    """Shares, 0 to 1."""

    precision: float
    recall: float
    b3_precision: float
    b3_recall: float

    @property
    def good(self) -> bool:
        """Whether the pairs are as good as they must be."""
        return self.precision >= PRECISION and self.recall >= RECALL


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    print("".join(f"{title:>12}" for title in ("articles", "mentions", "found", "P", "R", "B3 P", "B3 R", "seconds")))
    if wanted.score:
        people, pairs = wanted.score
        articles = program.rows(people)
        return int(not _shown(articles, json.loads(pairs.read_text(encoding="utf-8")), None).good)
    seconds, bad = {}, False
    for size in sorted(wanted.sizes):
        articles = list(generator.articles(size, wanted.seed))
        begin = process_time()
        given = register(articles)
        seconds[size] = process_time() - begin
        bad |= not _shown(articles, given, seconds[size]).good
    if len(seconds) > 1:
        small, large = min(seconds), max(seconds)
        exponent = log(seconds[large] / seconds[small]) / log(large / small)
        print(f"the time of linking grows as n to {exponent:.3f}; at most {EXPONENT}")
        bad |= exponent > EXPONENT
    return int(bad)


def register(articles: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Have the program link the people of articles, and return the id in the register of each."""
    from onrecord.link.evidence import Member, around, mark
    from onrecord.link.people import grouped

    members = []
    for article in articles:
        words = around(" ".join(article["terms"]), ((one["name"], one["kind"]) for one in article["people"]))
        for one in article["people"]:
            order = (article["published"], one["id"])
            others = words - {mark(one["name"], one["kind"])}
            told = (one["name"], one["kind"], tuple(one["names"]), tuple(one["roles"]), one["gender"], others)
            members.append(Member(len(members), one["id"], order, *told))
    return {member.id: group[0].id for group in grouped(members) for member in group}


def score(articles: Iterable[Mapping[str, Any]], given: Mapping[str, str]) -> Score:
    """Compare who is who with the truth.

    Args:
        articles: as people_generator makes them, with "truth".
        given: the register's id of each person of an article.
    """
    both = Counter((one["truth"], given.get(one["id"], f"alone {one['id']}")) for a in articles for one in a["people"])
    truth, found = _totals(both, 0), _totals(both, 1)
    right, count = _pairs(both), both.total()
    return Score(
        _ratio(right, _pairs(found)),
        _ratio(right, _pairs(truth)),
        _ratio(sum(n * n / found[name] for (_, name), n in both.items()), count),
        _ratio(sum(n * n / truth[name] for (name, _), n in both.items()), count),
    )


def _totals(both: Counter[tuple[str, str]], side: int) -> Counter[str]:
    totals: Counter[str] = Counter()
    for pair, n in both.items():
        totals[pair[side]] += n
    return totals


def _pairs(groups: Counter[Any]) -> int:
    return sum(n * (n - 1) // 2 for n in groups.values())


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _shown(articles: Sequence[Mapping[str, Any]], given: Mapping[str, str], seconds: float | None) -> Score:
    result = score(articles, given)
    mentions = sum(len(article["people"]) for article in articles)
    figures = "".join(f"{figure:12.4f}" for figure in result)
    time = "" if seconds is None else f"{seconds:12.1f}"
    print(f"{len(articles):12,}{mentions:12,}{len(set(given.values())):12,}{figures}{time}", flush=True)
    return result


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="ARTICLES", help="how many, at each size")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--score", nargs=2, type=Path, metavar=("PEOPLE.jsonl", "PAIRS.json"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
