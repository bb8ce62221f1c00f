"""One phrase in very many articles, on Spark: no task takes it all, and families are those that are found here.

Wordings are made up that all hold one phrase: a mayor's remarks at length, cut, altered and joined from two, reports of
them, and remarks of others with the same phrase. Run as a program it says how much of the work the busiest task of each
stage had.

Exit status: 0 the same families, and no task had more than --at-most of its stage's records; 1 not so; 2 not measured.
"""

import argparse
import json
import os
import random
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

PHRASE = "we will rebuild the old harbour wall in stone"
SYLLABLES = "ba co du fe gri ha jo ka lu mo ne pra qui ro sta te vu we xi zo".split()
SHORT = "the of to and in that for it on with as was at by this have from not are but".split()
MAYOR = ("mayor", frozenset({"ada", "lund"}))


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", type=int, nargs="?", default=2000, help="how many wordings")
    parser.add_argument("--at-most", type=float, default=0.5, help="the share of a stage's records of a task")
    parser.add_argument("--parts", type=int, default=16, help="tasks of a stage")
    parser.add_argument("--busy", type=int, default=50_000, help="look at stages that read so many records")
    parser.add_argument("--step", type=int, help="wordings of the first step, if not as in a build")
    parser.add_argument("--crowd", type=int, help="holders of a key that a task is given, if not as in a build")
    wanted = parser.parse_args(arguments)
    _set(wanted)
    with tempfile.TemporaryDirectory() as folder:
        made = wordings(wanted.size)
        here = linked_here(made)
        there = linked_on_spark(made, Path(folder), wanted.parts)
        shares = busiest(Path(folder) / "events", wanted.busy)
    references, members = here
    print(f"{len(made):,} wordings with one phrase: {len(references):,} references, {len(members):,} members")
    for share, records in shares:
        print(f"a stage that read {records:,} records: its busiest task had {share:.0%} of them")
    if not shares or not members:
        print("NOTHING WAS MEASURED: no stage read so many records, or there are no members", file=sys.stderr)
        return 2
    if here != there:
        print(f"DIFFERENT: {len(here[0] ^ there[0])} references, {len(here[1] ^ there[1])} members")
    return int(here != there or shares[0][0] > wanted.at_most)


def _set(wanted):
    from onrecord.engines.spark import families

    families.STEP = wanted.step or families.STEP
    families.CROWD = wanted.crowd or families.CROWD


def wordings(size, seed=1):
    """So many wordings as the engines keep them, each with its keys: all hold one phrase."""
    from onrecord.link.families import Said
    from onrecord.link.wordings import keys_of, words_in
    from onrecord.terms import Span

    rng = random.Random(seed)
    made, seen = [], set()
    while len(made) < size:
        number = len(made) + 1
        person, names, kind, text = _remark(rng)
        words = words_in(text, [Span(0, len(text))])
        if (tuple(words), person) in seen:
            continue
        seen.add((tuple(words), person))
        day = date(2025, 1, 1) + timedelta(rng.randrange(40))
        said = Said(
            number=number,
            verbatim=kind == "verbatim",
            person=person,
            names=names,
            published=str(day) if rng.random() < 0.95 else "9999",
            stories=frozenset({rng.randrange(size // 20 + 1)} if rng.random() < 0.7 else ()),
            articles=frozenset({number}),
            common=False,
            text=text,
            spans=(Span(0, len(text)),),
            sure=rng.random() < 0.9,
        )
        made.append((said, keys_of(words), f"s{number:08}"))
    return made


def _remark(rng):
    """Whose words, that one's names, of which kind, and the words: one of few speeches, cut, altered or joined."""
    speech = rng.randrange(60)
    full = _speech(speech)
    first = rng.randrange(12)
    cut = full[first : first + rng.randrange(14, 40)]
    way = rng.random()
    if way < 0.1:
        cut = full
    elif way < 0.3:
        cut[rng.randrange(len(cut))] = rng.choice(SHORT)
    elif way < 0.4:
        cut = [*full[10:22], *_speech(speech + 1)[10:22]]
    elif way < 0.6:
        cut = [*(_word(rng) for _ in range(rng.randrange(6, 20))), *PHRASE.split(), *(_word(rng) for _ in range(6))]
    if rng.random() < 0.15:
        return *MAYOR, "report", " ".join(cut)
    other = rng.random()
    if other < 0.1:
        return "", frozenset(), "verbatim", " ".join(cut)
    if other < 0.2:
        n = rng.randrange(50)
        return f"other{n}", frozenset({f"name{n}", "vane"}), "verbatim", " ".join(cut)
    return *MAYOR, "verbatim", " ".join(cut)


def _speech(number):
    rng = random.Random(number + 1000)
    words = [_word(rng) if rng.random() < 0.6 else rng.choice(SHORT) for _ in range(40)]
    return [*words[:14], *PHRASE.split(), *words[14:]]


def _word(rng):
    return "".join(rng.choice(SYLLABLES) for _ in range(3))


def linked_here(made):
    """The numbers of the references, and who takes in whom and how, as the local engine finds them."""
    from onrecord.link.shelf import Keyed, is_reference, linked, several
    from onrecord.link.wordings import order

    def place(one):
        said, _, id = one
        return order(said.verbatim, len(said.text.split()), said.published, id, said.number)

    some = sorted(made, key=place)
    person = {said.number: said.person for said, _, _ in some}
    found = list(linked((Keyed(said, keys) for said, keys, _ in some), several(keys for _, keys, _ in some)))
    references = {one.number for one in found if is_reference(one.homes, person[one.number])}
    members = {(one.number, home.reference, " ".join(home.relations)) for one in found for home in one.homes}
    return references, members


def linked_on_spark(made, folder, parts):
    """The same, as Spark finds them; what its tasks did is told in ``events``."""
    from onrecord.engines.spark import families, keys, session

    (folder / "events").mkdir()
    logged = {"enabled": "true", "compress": "false", "dir": f"file:{(folder / 'events').resolve()}"}
    told = " ".join(f"--conf spark.eventLog.{name}={value}" for name, value in logged.items())
    os.environ["PYSPARK_SUBMIT_ARGS"] = f"{told} pyspark-shell"
    spark = session.begun("local[2]")
    try:
        spark.conf.set("spark.sql.shuffle.partitions", str(parts))
        spark.conf.set("spark.sql.adaptive.coalescePartitions.enabled", "false")
        spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(session.TOGETHER))
        rows = [families.wording(*one, first=one[0].number, hash=one[0].number, occasion="") for one in made]
        columns = list(families.WORDING)
        frame = spark.createDataFrame([[row[name] for name in columns] for row in rows], keys.ddl(families.WORDING))
        references, members = families.linked(frame, Kept(spark, folder / "kept"))
        return {row[0] for row in references.select("wording").collect()}, {tuple(row) for row in members.collect()}
    finally:
        spark.stop()


class Kept:
    """Writes frames, and reads them again."""

    def __init__(self, spark, folder):
        self.spark, self.folder, self.count = spark, folder, 0

    def __call__(self, frame):
        self.count += 1
        path = str(self.folder / str(self.count))
        frame.write.parquet(path)
        return self.spark.read.parquet(path)


def busiest(events, busy):
    """Of each stage that read or made so many records the share of its busiest task, and the records; the highest share
    first.
    """
    stages = {}
    for path in events.rglob("*"):
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
            if line.startswith('{"Event":"SparkListenerTaskEnd"'):
                event = json.loads(line)
                metrics = event.get("Task Metrics") or {}
                read = metrics.get("Shuffle Read Metrics", {}).get("Total Records Read", 0)
                stages.setdefault(event["Stage ID"], []).append(read)
    found = [(max(tasks) / sum(tasks), sum(tasks)) for tasks in stages.values() if sum(tasks) >= busy]
    return sorted(found, reverse=True)


if __name__ == "__main__":
    sys.exit(main())
