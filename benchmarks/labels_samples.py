"""How the labels of the samples' main people agree with the samples' truth: names, nicknames and descriptions.

Truth and labels are held together by their words, articles before them and capitals apart: two fit if they are the
same, or one holds the other and that is at least a third of it ("Councillor Alban Pruett", "Alban Pruett"). A label of
one of the people in the truth that fits none of the truth's of that person in that article is counted as wrong.
Exit status: 0 done; 1 a share is below the one asked for; 2 not measured.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import program
from program import Row

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
LEAST = 1 / 3
Key = tuple[str, str, int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    truth = {_key(row): row["labels"] for row in program.rows(wanted.truth)}
    found = listed(wanted.articles, truth)
    right = missed = good = wrong = 0
    for key, gold in sorted(truth.items()):
        there = found.get(key, [])
        lost = [one for one in gold if not any(fits(one["text"], other["text"]) for other in there)]
        more = [one for one in there if not any(fits(other["text"], one["text"]) for other in gold)]
        missed, wrong = missed + len(lost), wrong + len(more)
        right, good = right + len(gold) - len(lost), good + len(there) - len(more)
        if wanted.details and (lost or more):
            print(f"{key}: missed {[one['text'] for one in lost]}, wrong {[one['text'] for one in more]}")
    recall, precision = right / (right + missed), good / (good + wrong)
    print(f"listed: {right} of {right + missed}, {recall:.3f}; right: {good} of {good + wrong}, {precision:.3f}")
    return int(recall < wanted.recall_at_least or precision < wanted.precision_at_least)


def listed(articles: Path, truth: dict[Key, list[Row]]) -> dict[Key, list[Row]]:
    """Return the labels that the program lists of the people of the truth, by person, file and article."""
    names = {person for person, _, _ in truth}
    with tempfile.TemporaryDirectory() as folder:
        record, printed = Path(folder) / "samples.record", Path(folder) / "labels.jsonl"
        program.run(["build", str(articles), "-r", str(record)], Path(folder) / "built.txt")
        program.run(["labels", "-r", str(record), "--json"], printed)
        out: dict[Key, list[Row]] = defaultdict(list)
        for row in program.rows(printed):
            if row["person"] in names:
                file = Path(row["file"]).resolve().relative_to(articles.resolve().parent).as_posix()
                out[row["person"], file, row["article"]] += row["labels"]
        return out


def fits(one: str, other: str) -> bool:
    """Say whether two wordings are one label."""
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return short in long and len(short) >= LEAST * len(long)


def _bare(words: str) -> str:
    plain = words.translate(str.maketrans("’‘“”", "''\"\"")).casefold()
    return re.sub(r"^(?:the|an?) ", "", " ".join(plain.split()))


def _key(row: Row) -> Key:
    return row["person"], row["file"], row["article"]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=SAMPLES / "articles")
    parser.add_argument("--truth", type=Path, default=SAMPLES / "truth" / "labels.jsonl", metavar="FILE")
    parser.add_argument("--details", action="store_true", help="show what is missed and wrong")
    parser.add_argument("--recall-at-least", type=program.share, default=0.0, metavar="SHARE")
    parser.add_argument("--precision-at-least", type=program.share, default=0.0, metavar="SHARE")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
