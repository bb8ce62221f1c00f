"""How the samples' planted quotation families are found, read and linked by the program as a user builds them.

Members are found by their words; an extracted statement that has more than these, such as what leads up to a
quotation, is the member whose words it holds. What was not extracted cannot be found: that is told apart, since
``samples.py`` measures it. "Planted" are members that are altered, spliced or given to another speaker; "invented" is
what the program gives as such and the truth does not, the same words in another article included.

Exit status: 0 each planted one that was extracted is found with its relations, and none is invented; 1 not so; 2 not
measured.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import program
from stories import run

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
FEWEST = 6
"""Words of a member by which it is known within others."""
PLANTED = {"altered", "spliced", "other-speaker"}
Key = tuple[str, int, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=SAMPLES / "articles", help="folder of the articles")
    parser.add_argument("--truth", type=Path, default=SAMPLES / "truth/quotations.jsonl")
    parser.add_argument("--right-at-least", type=int, default=14, help="planted relations that have to be found")
    wanted = parser.parse_args(arguments)
    for path in (wanted.articles, wanted.truth):
        if not path.exists():
            program.stop(f"NOTHING WAS MEASURED: there is no {path}")
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "samples.record"
        run("build", wanted.articles, "-r", record)
        said = [_key(row) for row in _rows(run("statements", "-r", record, "--json"))]
        found = _rows(run("quotations", "-r", record, "--json"))
    return told(_rows(wanted.truth.read_text("utf-8")), found, said, right=wanted.right_at_least)


def told(
    truth: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], extracted: Iterable[Key], *, right: int
) -> int:
    """Print how members are found, each that is not as it should be, and return the exit status."""
    true = {_key(one) for family in truth for one in family["members"]}
    said = {_held(key, true) for key in extracted}
    given: dict[Key, dict[str, Any]] = {}
    for family in found:
        for member in family["members"]:
            given.setdefault(_held(_key(member), true), {})[family["id"]] = member
    counts: Counter[str] = Counter()
    planted = {_key(one) for family in truth for one in family["members"] if PLANTED & set(one["relations"])}
    for family in truth:
        ids = Counter(id for one in family["members"] for id in given.get(_key(one), ()))
        own = ids.most_common(1)[0][0] if ids else None
        for one in family["members"]:
            member = given.get(_key(one), {}).get(own)
            agrees = member is not None and member["relations"] == one["relations"]
            what = "planted" if PLANTED & set(one["relations"]) else "others"
            counts[what] += 1
            counts[f"{what}, extracted"] += (there := _key(one) in said)
            counts[f"{what}, in their family"] += member is not None
            counts[f"{what}, relations right"] += agrees
            if not agrees:
                now = member["relations"] if member else "not in its family" if there else "not extracted"
                print(f"{now}, not {one['relations']}: {one['speaker']}: {one['words'][:90]}")
    invented = [
        member
        for key, homes in given.items()
        for member in homes.values()
        if PLANTED & set(member["relations"]) and key not in planted
    ]
    for member in invented:
        print(f"INVENTED {member['relations']}: {member['speaker']}: {member['words'][:90]}")
    for what in ("planted", "others"):
        figures = (f"{counts[f'{what}, {how}']} {how}" for how in ("extracted", "in their family", "relations right"))
        print(f"{what}: {counts[what]}, {', '.join(figures)}")
    print(f"invented: {len(invented)}")
    return int(counts["planted, relations right"] < right or bool(invented))


def _key(member: Mapping[str, Any]) -> Key:
    words = re.sub(r"[\W_]+", " ", member["words"].casefold()).strip()
    return member["file"].rpartition("/")[2], member["article"], words


def _held(key: Key, true: set[Key]) -> Key:
    """Return the member whose words those of a key are, or hold with others; the key where there is none."""
    file, article, words = key
    some = (
        one
        for one in true
        if one[:2] == (file, article) and len(one[2].split()) >= FEWEST and f" {one[2]} " in f" {words} "
    )
    return key if key in true else max(some, key=lambda one: len(one[2]), default=key)


def _rows(lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.splitlines() if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
