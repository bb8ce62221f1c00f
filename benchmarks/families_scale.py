"""How long linking what was said takes: stories and families of so many made statements, and of one article more.

Statements are of words of no language among common English ones: 40 % are indirect, an utterance stands in 1 to 2,000
articles with a heavy tail, a story has 2 to 500 articles, all over five years. Each size is a record of its own, linked
in a process of its own; printed are the processor's seconds, the peak of its memory, and the exponent by which the
seconds grow from the first size to the last. Nothing here is counted as right or wrong: ``families.py`` does that.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from math import log
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import coldstart
import families
import program

PLAIN = (
    "the of and to a in that it is was for on with as he be at by had not are but from or have an they which one"
    " you were"
    " all her she there would their we him been has when who will no more if out so what up said about than its"
    " into them"
    " can only other time new some could these two may first then do any like my now over such our man me even most"
).split()
LETTERS = "abdefgiklmnoprstu"
DAYS = 5 * 365
EACH = 20
"""Statements of an article."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    print(f"{'statements':>10} {'articles':>9} {'seconds':>9} {'peak MB':>8} {'families':>9} {'one more, s':>12}")
    taken = []
    for size in wanted.sizes:
        with tempfile.TemporaryDirectory() as folder:
            record, result = Path(folder) / "made.record", Path(folder) / "result.json"
            me = [sys.executable, __file__]
            coldstart.run([*me, "--fill", str(record), str(size), "--seed", str(wanted.seed)])
            peak = coldstart.run([*me, "--link", str(record), str(result), str(size)]).peak_mb or float("nan")
            row = json.loads(result.read_text("utf-8"))
        taken.append((size, row["seconds"]))
        print(
            f"{row['statements']:10} {row['articles']:9} {row['seconds']:9.1f} {peak:8.0f} {row['families']:9}"
            f" {row['one_more_s']:12.2f}",
            flush=True,
        )
    if len(taken) > 1:
        (first, least), *_, (last, most) = taken
        print(f"seconds grow with the statements to the power of {log(most / least) / log(last / first):.2f}")
    return 0


def made(size: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield articles with so many statements in all, story after story."""
    rng = random.Random(seed)
    words = ["".join(rng.choices(LETTERS, k=rng.randrange(4, 10))) for _ in range(30_000)]
    left, number = size, 0
    while left > 0:
        count = min(500, int(2 * rng.paretovariate(1.1)))
        for article in _story(number, count, words, rng):
            yield article
            left -= len(article["statements"])
            if left <= 0:
                return
        number += 1


def _story(number: int, count: int, words: Sequence[str], rng: random.Random) -> Iterator[dict[str, Any]]:
    day = date(2015, 1, 1) + timedelta(days=rng.randrange(DAYS))
    topic = rng.sample(words, 40)
    speakers = [f"{_name(rng)} {_name(rng)}" for _ in range(8)]
    said: list[tuple[str, str]] = []
    for n in range(count):
        text, statements = f"{_sentence(topic, 30, rng)}\n\n", []
        for _ in range(EACH):
            if said and rng.random() < 0.6:
                speaker, full = said[min(int(rng.paretovariate(0.6)) - 1, len(said) - 1)]
            else:
                speaker, full = (
                    rng.choice(speakers),
                    _sentence([*topic, *rng.sample(words, 30)], rng.randint(8, 40), rng),
                )
                said.append((speaker, full))
            direct = rng.random() < 0.6
            given = _given(full, words, rng) if direct else _report(full, words, rng)
            given = f"“{given}”" if direct else given
            start = len(text)
            text += given + "\n\n"
            statements.append(
                {
                    "kind": "direct" if direct else "indirect",
                    "source": [],
                    "cue": [],
                    "content": [[start, start + len(given)]],
                    "speaker": speaker,
                    "covered": True,
                }
            )
        yield {
            "id": f"m{number}-{n}",
            "text": text,
            "title": " ".join(rng.sample(topic, 5)),
            "outlet": f"Paper {n % 50}",
            "published": (day + timedelta(days=int(rng.expovariate(1)))).isoformat(),
            "statements": statements,
        }


def _name(rng: random.Random) -> str:
    return "".join(rng.choices(LETTERS, k=7)).capitalize()


def _sentence(words: Sequence[str], count: int, rng: random.Random) -> str:
    return " ".join(rng.choice(PLAIN) if rng.random() < 0.6 else rng.choice(words) for _ in range(count)).capitalize()


def _given(full: str, words: Sequence[str], rng: random.Random) -> str:
    """Return an utterance as one article gives it: whole, cut, or with another word."""
    some, how = full.split(), rng.random()
    if how < 0.25:
        some = some[: max(6, len(some) // 2)]
    elif how < 0.4:
        some = some[-max(6, len(some) // 2) :]
    elif how < 0.5:
        some[rng.randrange(len(some))] = rng.choice(words)
    return " ".join(some)


def _report(full: str, words: Sequence[str], rng: random.Random) -> str:
    """Return an utterance in an article's own words, some of them its own."""
    some = [word if rng.random() < 0.6 else rng.choice(words) for word in full.split()]
    rng.shuffle(some)
    return "that " + " ".join(some).lower()


def _fill(record: Path, size: int, seed: int) -> None:
    from onrecord.store import schema

    with closing(schema.opened(record, create=True)) as db, tempfile.TemporaryDirectory() as folder:
        db.execute("PRAGMA synchronous = OFF")
        batch: list[dict[str, Any]] = []
        for article in made(size, seed):
            batch.append(article)
            if len(batch) == 500:
                families.put_in(db, batch, Path(folder))
                batch = []
        if batch:
            families.put_in(db, batch, Path(folder))


def _link(record: Path, result: Path, size: int) -> None:
    from onrecord import quotations, register, stories
    from onrecord.store import revisions, schema

    def linked(db: Any) -> tuple[float, float]:
        with revisions.transaction(db):
            register.find(db)
            begin, clock = process_time(), perf_counter()
            stories.find(db)
            quotations.find(db)
            return process_time() - begin, perf_counter() - clock

    with closing(schema.opened(record)) as db, tempfile.TemporaryDirectory() as folder:
        (seconds, _) = linked(db)
        counts = {
            "statements": "SELECT count(*) FROM statements",
            "articles": "SELECT count(*) FROM articles",
            "families": "SELECT count(DISTINCT reference) FROM members",
        }
        found = {name: db.execute(sql).fetchone()[0] for name, sql in counts.items()}
        first = next(made(size, 1))
        families.put_in(db, [{**first, "id": "one-more"}], Path(folder))
        (one_more, _) = linked(db)
    result.write_text(json.dumps({"seconds": seconds, "one_more_s": one_more, **found}), "utf-8")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[100_000, 1_000_000], help="how many statements")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args(arguments)
    if any(size < 1 for size in wanted.sizes):
        program.stop("NOTHING WAS MEASURED: a size is a number of statements, 1 or more")
    return wanted


if __name__ == "__main__":
    if "--fill" in sys.argv:
        _fill(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[5]))
    elif "--link" in sys.argv:
        _link(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(main())
