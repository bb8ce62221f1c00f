"""How storing and linking grow, without extraction: rows made by a generator go into a record by a build's functions.

For each number of articles: the processors' seconds to store them a document at a time as a build does, to link them,
and to link again when a hundred more have come; the record's bytes an article; the peak of memory of all processes
together. Each number is measured alone, on two cores where there are so many. The exponent is of the time in the number
of articles, from the least number to the most.

Exit status: 0 done; 1 an exponent is above --at-most, or memory above --memory; 2 not measured.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from math import log
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import memory
import program
import rows_generator
from rows_generator import Made

MORE = 100
COLUMNS = ("articles", "stored in", "linked in", "100 more", "on the wall", "memory", "an article")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    sizes = sorted(wanted.sizes)
    print("".join(f"{title:>13}" for title in COLUMNS))
    found = [_measured(size, wanted.seed) for size in sizes]
    failed = max(one["peak_mb"] for one in found) > wanted.memory
    print(f"peak memory {max(one['peak_mb'] for one in found):,.0f} MiB; at most {wanted.memory:,}")
    for what in ("stored", "linked") if len(sizes) > 1 else ():
        exponent = log(found[-1][what] / found[0][what]) / log(sizes[-1] / sizes[0])
        failed |= exponent > wanted.at_most
        print(f"the time in which they are {what} grows as n to {exponent:.3f}; at most {wanted.at_most}")
    if wanted.json:
        wanted.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return int(failed)


def _measured(size: int, seed: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        command = [sys.executable, __file__, "--one", str(size), str(seed), str(Path(folder) / "a.record"), str(result)]
        peak_mb = memory.run(command, cores=min(2, len(os.sched_getaffinity(0)))).peak_mb
        one = {"articles": size, **json.loads(result.read_text(encoding="utf-8")), "peak_mb": peak_mb}
    times = "".join(f"{one[what]:11,.1f} s" for what in ("stored", "linked", "more", "wall"))
    print(f"{size:13,}{times}{peak_mb:9,.0f} MiB{one['bytes']:7,.0f} bytes", flush=True)
    return one


def _one(size: int, seed: int, record: Path, result: Path) -> None:
    """Store and link so many articles, and say what that took."""
    from onrecord.store import schema

    made = rows_generator.articles(seed)
    began = perf_counter()
    with closing(schema.opened(record, create=True)) as db:
        db.execute("PRAGMA synchronous = OFF")  # the disk is not measured
        found = {"stored": _store(db, made, size), "linked": _link(db)}
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        found["bytes"] = os.path.getsize(record) / size
        _store(db, made, MORE)
        found["more"] = _link(db)
        (count,) = db.execute("SELECT count(*) FROM statements").fetchone()
    if count < size * rows_generator.STATEMENTS:
        program.stop(f"NOTHING WAS MEASURED: only {count} statements are on record")
    found["wall"] = perf_counter() - began
    result.write_text(json.dumps(found), encoding="utf-8")


def _store(db: Any, made: Iterator[Made], count: int) -> float:
    from onrecord.store import revisions, write

    seconds = 0.0
    for one in islice(made, count):
        document, reading = _readings(one)  # what a reader and the model would take is not measured
        path = Path("/news") / f"{one.id}.txt"
        begin = _processors_s()
        write.add(db, path, document, "a generator", [reading])
        held = [revisions.Held(document.id, "")]
        revisions.finish(db, path, held, file=document.file, sha256=document.sha256, made_by="a generator")
        seconds += _processors_s() - begin
    return seconds


def _link(db: Any) -> float:
    from onrecord import build
    from onrecord.store import revisions

    begin = _processors_s()
    with revisions.transaction(db):
        revisions.lead(db)
        build.relink(db)
    return _processors_s() - begin


def _processors_s() -> float:
    """Return the seconds that processors have given to this process and to those it began that have ended."""
    return process_time() + sum(os.times()[2:4])


def _readings(made: Made) -> tuple[Any, Any]:
    from onrecord.store.write import Reading
    from onrecord.terms import Article, ArticlePerson, Candidate, Document, Mention, Span, Statement, short_id

    article = Article(
        tuple((Span(*span),) for span in made.body), title=made.title, outlet=made.outlet, published=made.published
    )
    sha256 = hashlib.sha256(f"{made.id} {made.text}".encode()).hexdigest()
    document = Document(made.id, f"news/{made.id}.txt", made.text, sha256, "text/plain", "utf-8", (article,))
    ids = {name: f"p{n}" for n, name in enumerate(dict.fromkeys(one.name for one in made.statements))}
    statements = [
        Statement(
            short_id(made.id, one.content),
            "direct" if one.kind == "direct" else "indirect",
            (Span(*one.source),),
            (Span(*one.cue),),
            (Span(*one.content),),
            0.9,
            speaker=one.name,
            person_id=ids[one.name],
            speaker_confidence=0.9,
            candidates=(Candidate(one.name, ids[one.name], 0.9),),
        )
        for one in made.statements
    ]
    mentions = [Mention(Span(*one.source), one.name, ids[one.name]) for one in made.statements]
    people = [ArticlePerson(id, name, "person") for name, id in ids.items()]
    return document, Reading(article, statements, mentions, people)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 10_000, 100_000], help="how many articles")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-most", type=float, default=1.1, help="end with 1 where an exponent is higher")
    parser.add_argument("--memory", type=int, default=1500, help="end with 1 where more MiB are taken")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _one(int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]), Path(sys.argv[5]))
        sys.exit(0)
    sys.exit(main())
