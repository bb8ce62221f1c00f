"""How well copies are found: articles with copies made by edits that are known, read and linked as a build does it.

For each kind of edit by itself, then for all of them with excerpts: the adjusted Rand index of the groups (Hubert and
Arabie 1985), precision and recall of the pairs that are one text, and of the copies how many are led to their earliest.
The lines are read by the program's reader and linked in a record by its own functions; only what is said in them is not
extracted, since no copy is found by that.

With --scale no truth is asked for: articles are made in these numbers, and linking them is timed, and one more.
Exit status: 0 all indices are at least --at-least; 1 one is lower; 2 not measured.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from math import comb
from pathlib import Path
from typing import NamedTuple

import copies_generator as generator
import copies_scale
import program
from copies_generator import Made
from onrecord.store import read, schema

GIVEN = Path(__file__).resolve().parents[2] / "shared/data/basil/2010-2015.jsonl.gz"
MIXED = "all of these, 0 to 8 copies, excerpts"
EDITS = (*generator.EDITS, "all at once", "copy of a copy")


class Score(NamedTuple):
    """How groups agree with the truth."""

    articles: int
    copies: int
    rand: float
    precision: float
    recall: float
    earliest: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    if wanted.scale:
        return copies_scale.main(wanted.files[0], wanted.scale, wanted.rounds, wanted.seed)
    failed = False
    for path in wanted.files:
        if not path.is_file():
            program.stop(f"NOTHING WAS MEASURED: there is no {path}; name a .jsonl or .jsonl.gz file with texts")
        print(f"{path.name}, seed {wanted.seed}")
        print(f"{'':42} {'articles':>8} {'copies':>7} {'Rand':>7} {'prec.':>7} {'recall':>7} {'earliest':>9}")
        for kind, made in cases(generator.originals(path), wanted.seed).items():
            score = scored(made, groups_of(made))
            low = score.rand < wanted.at_least
            failed |= low
            figures = f"{score.rand:7.4f} {score.precision:7.4f} {score.recall:7.4f} {score.earliest:9.4f}"
            print(f"{kind:42} {score.articles:8} {score.copies:7} {figures}{'  TOO LOW' if low else ''}")
    return int(failed)


def cases(originals: Sequence[Made], seed: int) -> dict[str, list[Made]]:
    """Return articles for each kind of edit, and for all of them: a tenth of the originals quote excerpts of others."""
    if len(originals) < 10:
        program.stop(f"NOTHING WAS MEASURED: {len(originals)} articles are too few to make copies of; 10 are the least")
    made = {kind: list(generator.copies(originals, [kind], (1, 2), random.Random(f"{seed} {kind}"))) for kind in EDITS}
    rng = random.Random(seed)
    hosts = set(rng.sample(range(len(originals)), len(originals) // 10))
    models = [one for n, one in enumerate(originals) if n not in hosts]
    quoting = generator.excerpts(models, [originals[n] for n in sorted(hosts)], rng)
    made[MIXED] = [*generator.copies(models, EDITS, range(9), rng), *quoting]
    for articles in made.values():
        rng.shuffle(articles)
    return made


def groups_of(made: Iterable[Made]) -> dict[str, str]:
    """Return for each article's id that of the earliest of its group, as the program finds it."""
    with closing(schema.opened(None)) as db, tempfile.TemporaryDirectory() as folder:
        copies_scale.put_in(db, made, Path(folder))
        copies_scale.link(db)
        return {row["id"]: (row["reprint_of"] or row)["id"] for row in read.articles(db)}


def scored(made: Sequence[Made], found: Mapping[str, str]) -> Score:
    """Return how the groups found agree with the lineage of the articles."""
    truth = {one.id: one.lineage for one in made}
    both = _pairs((truth[id], found[id]) for id in truth)
    true, claimed, all_pairs = _pairs(truth.values()), _pairs(found[id] for id in truth), comb(len(truth), 2)
    by_chance = true * claimed / all_pairs
    copies = [one for one in made if one.taken_from]
    return Score(
        articles=len(made),
        copies=len(copies),
        rand=(both - by_chance) / ((true + claimed) / 2 - by_chance),
        precision=both / max(1, claimed),
        recall=both / max(1, true),
        earliest=sum(found[one.id] == one.lineage for one in copies) / max(1, len(copies)),
    )


def _pairs(labels: Iterable[object]) -> int:
    """Return how many pairs have one label."""
    return sum(comb(count, 2) for count in Counter(labels).values())


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", default=[GIVEN], help=".jsonl(.gz), an id and a text a line")
    parser.add_argument("--seed", type=int, default=1, help="other copies for each seed")
    parser.add_argument("--at-least", type=float, default=0.97, help="the adjusted Rand index, of each kind of edit")
    parser.add_argument("--scale", type=int, nargs=2, metavar="N", help="time linking so many articles, and so many")
    parser.add_argument("--rounds", type=int, default=1, help="with --scale: of how many rounds figures are the median")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
