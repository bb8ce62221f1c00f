"""How long linking what was said takes: stories and families of so many made statements, and of one article more.

Statements are of words of no language among common English ones: 40 % are indirect, an utterance stands in 1 to 2,000
articles with a heavy tail, a story has 2 to 500 articles, all over five years. Each size is a record of its own, linked
by a program of its own. Printed are the seconds by the clock, the processors' seconds (those of the processes that help
included), the peak of the memory of all of them together, and the exponent by which the processors' seconds
grow from the first size to the last. Nothing here is counted as right or wrong: ``families.py`` does that.

Exit status: 0 within all limits that were given; 1 beyond one; 2 not measured.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from math import inf, log
from pathlib import Path
from time import perf_counter
from typing import Any

import coldstart
import families
import memory
import program
from plain_words import PLAIN

LETTERS = "abdefgiklmnoprstu"
DAYS = 5 * 365
EACH = 20
"""Statements of an article."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    print(
        f"{'statements':>10} {'articles':>9} {'clock, s':>9} {'processor, s':>13} {'peak MB':>8} {'families':>9}"
        f" {'one more, s':>12}"
    )
    rows = []
    for size in wanted.sizes:
        with tempfile.TemporaryDirectory() as folder:
            record, result = Path(folder) / "made.record", Path(folder) / "result.json"
            me = [sys.executable, __file__]
            coldstart.run([*me, "--fill", str(record), str(size), "--seed", str(wanted.seed)])
            cores = min(2, len(os.sched_getaffinity(0)))
            peak = memory.run([*me, "--link", str(record), str(result), str(size)], cores=cores).peak_mb
            row = json.loads(result.read_text("utf-8"))
        row["peak_mb"] = peak
        rows.append(row)
        print(
            f"{row['statements']:10} {row['articles']:9} {row['clock_s']:9.1f} {row['processor_s']:13.1f}"
            f" {row['peak_mb']:8.0f} {row['families']:9} {row['one_more_s']:12.2f}",
            flush=True,
        )
    last = rows[-1]
    found = {"clock_s": last["clock_s"], "peak_mb": last["peak_mb"], "one_more_s": last["one_more_s"], "exponent": 0.0}
    if len(rows) > 1:
        first = rows[0]
        growth = log(last["processor_s"] / first["processor_s"])
        found["exponent"] = growth / log(last["statements"] / first["statements"])
        print(f"seconds grow with the statements to the power of {found['exponent']:.2f}")
    beyond = [name for name, value in found.items() if value > getattr(wanted, name)]
    for name in beyond:
        print(f"TOO MUCH: {name} is {found[name]:.2f}, and may be {getattr(wanted, name)}")
    return int(bool(beyond))


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
            begin, clock = sum(os.times()[:4]), perf_counter()
            stories.find(db)
            quotations.find(db)
            return sum(os.times()[:4]) - begin, perf_counter() - clock

    with closing(schema.opened(record)) as db, tempfile.TemporaryDirectory() as folder:
        processor, clock = linked(db)
        counts = {
            "statements": "SELECT count(*) FROM statements",
            "articles": "SELECT count(*) FROM articles",
            "families": "SELECT count(DISTINCT reference) FROM members",
        }
        found = {name: db.execute(sql).fetchone()[0] for name, sql in counts.items()}
        first = next(made(size, 1))
        families.put_in(db, [{**first, "id": "one-more"}], Path(folder))
        (one_more, _) = linked(db)
    figures = {"processor_s": processor, "clock_s": clock, "one_more_s": one_more}
    result.write_text(json.dumps({**figures, **found}), "utf-8")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[100_000, 1_000_000], help="how many statements")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clock-s", type=float, default=inf, metavar="MOST", help="by the clock, of the last size")
    parser.add_argument("--peak-mb", type=float, default=inf, metavar="MOST", help="of the last size")
    parser.add_argument("--one-more-s", type=float, default=inf, metavar="MOST", help="of the last size")
    parser.add_argument("--exponent", type=float, default=inf, metavar="MOST", help="of the processors' seconds")
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
