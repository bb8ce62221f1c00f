"""How well stories are found: articles of known events, others mixed in, built by the program as a user builds them.

The first file's articles have a "story"; of the others, taken by chance, each stands alone: it is not scored itself,
and spoils the precision of a group that takes it in. Printed are B-cubed precision, recall and F1 (Bagga and Baldwin
1998).

Exit status: 0 F1 and precision are as high as they should be; 1 one is not; 2 not measured.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import program

SHARED = Path(__file__).resolve().parents[2] / "shared/data"


class Score(NamedTuple):
    """B-cubed figures of the articles that have a story."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    for path in (wanted.gold, *wanted.others):
        if not path.is_file():
            program.stop(
                f"NOTHING WAS MEASURED: there is no {path}; name .jsonl or .jsonl.gz files with texts and dates"
            )
    gold = _rows(wanted.gold)
    others = [row for path in wanted.others for row in _rows(path)]
    others = random.Random(wanted.seed).sample(others, min(wanted.count, len(others)))
    score = scored({row["id"]: row["story"] for row in gold}, found([*gold, *others]))
    print(f"{len(gold)} articles of {len({row['story'] for row in gold})} stories, {len(others)} others")
    print(f"precision {score.precision:.3f}  recall {score.recall:.3f}  F1 {score.f1:.3f}")
    low = score.f1 < wanted.at_least or score.precision < wanted.precision
    if low:
        print(f"TOO LOW: an F1 of {wanted.at_least} and a precision of {wanted.precision} are asked for")
    return int(low)


def scored(truth: Mapping[str, str], found: Mapping[str, str]) -> Score:
    """Return how the stories found agree with the truth; an article that has none in either stands alone."""
    ids = truth.keys() | found.keys()
    pairs = [(truth.get(id) or f"alone {id}", found.get(id) or f"alone {id}") for id in ids]
    both, true, claimed = Counter(pairs), Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    own = [(truth[id], found.get(id) or f"alone {id}") for id in truth]
    precision = sum(both[pair] / claimed[pair[1]] for pair in own) / len(own)
    return Score(precision, sum(both[pair] / true[pair[0]] for pair in own) / len(own))


def found(articles: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return for each article that is in one the id of the story that the program finds."""
    with tempfile.TemporaryDirectory() as folder:
        lines, record = Path(folder) / "articles.jsonl", Path(folder) / "articles.record"
        fields = {"id": "id", "text": "text", "title": "title", "publisher": "outlet", "date": "published"}
        made = ({to: row.get(name) for name, to in fields.items()} for row in articles)
        lines.write_text("".join(json.dumps(row) + "\n" for row in made), "utf-8")
        run("build", lines, "-r", record)
        stories = [json.loads(line) for line in run("stories", "-r", record, "--json").splitlines()]
    return {article["id"]: story["id"] for story in stories for article in story["articles"]}


def run(*arguments: object) -> str:
    """Run a command of the program and return what it prints; what it skips is said again."""
    done = subprocess.run([*program.COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.stderr:
        print(done.stderr.strip()[-500:], file=sys.stderr)
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        program.stop(f"`onrecord {arguments[0]}` ended with status {done.returncode}: {done.stderr.strip()[-500:]}")
    return done.stdout


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return list({row["id"]: row for row in map(json.loads, lines)}.values())


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    gold, others = SHARED / "basil/2010-2015.jsonl.gz", SHARED / "polnear/train.jsonl.gz"
    parser.add_argument("gold", type=Path, nargs="?", default=gold, help='.jsonl(.gz): "id", "text", "date", "story"')
    parser.add_argument("others", type=Path, nargs="*", default=[others], help="the same without a story")
    parser.add_argument("--count", type=int, default=200, help="how many of the others")
    parser.add_argument("--seed", type=int, default=1, help="which of the others")
    parser.add_argument("--at-least", type=float, default=0.95, help="F1")
    parser.add_argument("--precision", type=float, default=0.98)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
