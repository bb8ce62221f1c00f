"""How long a draft takes to check against a large record: made in the record's own tables, nothing in it is extracted.

The articles are words by chance, the frequent ones as frequent as in English (Zipf), in paragraphs of which every other
is a quotation with its statements. A draft quotes some of them, one word of every fourth quotation changed. Timed is
the command from a cold start, drafts of 10 and of 1,000 quotations; the memory is the most that the process held.

Exit status: 0 the long draft took under --seconds, the short one under 2 s, with less than 1.5 GB; 1 more; 2 not
measured.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import numpy as np

import program
from onrecord.store import schema

FREQUENT = """the of and to a in that is was he for it with as his on be at by had not but from have are which you or an
they were her she we him been has when who will more no if out so said what up its about into than them can only other
time some could these two may then do first any my now such like our over me even most made after also did many before
must through years where much your way well down should because each just those people how too little state good very
make would there their""".split()
SYLLABLES = """ba be bi bo bu da de di do du fa fe fi ga go ha he ka ke la le li lo ma me mi mo na ne ni no pa pe po
ra re ri ro sa se si so ta te ti to va ve vi vo za ze""".split()
SPOKEN, PARAGRAPHS, WORDS = 10, 20, 25
"""Quotations and paragraphs of an article, and words of a paragraph."""


class Quoted(NamedTuple):
    """A quotation of an article."""

    words: str
    speaker: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    with tempfile.TemporaryDirectory() as folder:
        record = wanted.record or Path(folder) / "large.record"
        made = kept(record) if record.exists() else make(record, wanted.articles, wanted.statements, wanted.seed)
        took = {}
        for count in (10, 1000):
            draft = Path(folder) / f"draft-{count}.md"
            draft.write_text(drafted(random.Random(wanted.seed).choices(made, k=count)), encoding="utf-8")
            took[count] = timed(draft, record)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told = ", ".join(f"{count:,} quotations {seconds:.1f} s" for count, seconds in took.items())
    print(f"{wanted.articles:,} articles, {wanted.statements:,} statements: {told}; {memory:,.0f} MiB")
    return int(took[1000] > wanted.seconds or took[10] > 2 or memory > 1500)


def timed(draft: Path, record: Path) -> float:
    """Return the seconds that a check takes, and say how many quotations were passed."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [*program.COMMAND, "check", str(draft), "-r", str(record), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    took = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode not in (0, 1):
        program.stop(f"NOTHING WAS MEASURED: the check ended with {done.returncode}: {done.stderr[-1000:]}")
    verdicts = [json.loads(line)["verdicts"][0] for line in done.stdout.splitlines()]
    print(f"{draft.name}: {took:.1f} s, {processor:.1f} s of processor time: ", end="")
    print(", ".join(f"{verdicts.count(one)} {one}" for one in dict.fromkeys(verdicts)))
    return took


def drafted(quoted: Sequence[Quoted]) -> str:
    """Return a draft of about 30 words a quotation, one word of every fourth changed."""
    paragraphs = []
    for n, one in enumerate(quoted):
        words = one.words.split()
        if n % 4 == 3:
            words[len(words) // 2] = "turnips"
        paragraphs.append(f"“{' '.join(words)},” said {one.speaker} on the same day.\n")
    return "\n".join(paragraphs)


def kept(path: Path) -> list[Quoted]:
    """Return some quotations of a record that was made before."""
    with closing(schema.opened(path)) as db:
        texts = [text for (text,) in db.execute("SELECT text FROM documents ORDER BY number")]
    heads = (text.partition("\n")[0].partition(",” said ") for text in texts)
    return [Quoted(said.removeprefix("“"), speaker.removesuffix(".")) for said, _, speaker in heads]


def make(path: Path, articles: int, statements: int, seed: int) -> list[Quoted]:
    """Make a record, and return some quotations in it."""
    rng = np.random.default_rng(seed)
    words = vocabulary(seed)
    chances = 1 / np.arange(2, len(words) + 2)
    chances /= chances.sum()
    quoted: list[Quoted] = []
    with closing(schema.opened(path, create=True)) as db:
        db.execute("PRAGMA synchronous = OFF")
        for first in range(0, articles, 500):
            db.execute("BEGIN")
            for number in range(first + 1, min(first + 500, articles) + 1):
                here = statements * number // articles - statements * (number - 1) // articles
                drawn = rng.choice(len(words), size=PARAGRAPHS * WORDS, p=chances)
                quoted += _article(db, number, [words[n] for n in drawn], here)
            db.execute("COMMIT")
    return quoted


def _article(db: sqlite3.Connection, number: int, words: Sequence[str], statements: int) -> list[Quoted]:
    speaker = f"{words[7].title()} {words[11].title()}son"
    person = f"p{number:011}"
    text, spans, quotes = "", [], []
    for n, said in enumerate(_paragraphs(words)):
        start = len(text)
        text += f"“{said},” said {speaker}." if n < SPOKEN else f"{said}."
        spans.append((number, n, start, len(text)))
        if n < SPOKEN:
            quotes.append((said, start, start + len(said) + 3, len(text) - len(speaker) - 1))
        text += "\n\n"
    db.execute(
        "INSERT INTO documents (number, id, revision, source, path, file, sha256, media_type, text, places, made_by,"
        " doubts) VALUES (?, ?, 1, ?, ?, ?, ?, 'text/plain', ?, x'', '', '[]')",
        [number, f"d{number:011}", number, f"/{number}", f"{number}.txt", str(number), text],
    )
    db.execute(
        "INSERT INTO articles (number, document, place, title, authors, outlet, published, language)"
        " VALUES (?, ?, 0, 'Made', '[]', 'The Made', '2024-01-02', 'en')",
        [number, number],
    )
    db.executemany("INSERT INTO body_spans VALUES (?, ?, ?, ?)", spans)
    db.execute("INSERT INTO body_search (rowid, words) VALUES (?, ?)", [number, text])
    db.execute("INSERT INTO people (id, name) VALUES (?, ?)", [person, speaker])
    for n in range(statements):
        said, start, end, source = quotes[n % SPOKEN]
        row = number * 1000 + n
        db.execute(
            "INSERT INTO statements (number, id, article, kind, person, speaker_confidence, confidence, start)"
            " VALUES (?, ?, ?, 'direct', ?, 0.9, 0.9, ?)",
            [row, f"s{row}", number, person, start],
        )
        parts = [(row, "content", start, end), (row, "source", source, source + len(speaker))]
        db.executemany("INSERT INTO statement_spans VALUES (?, ?, ?, ?)", parts)
        db.execute("INSERT INTO statement_search (rowid, words) VALUES (?, ?)", [row, said])
    return [Quoted(said, speaker) for said, *_ in quotes[:1]]


def _paragraphs(words: Sequence[str]) -> Iterator[str]:
    for n in range(PARAGRAPHS):
        some = words[n * WORDS : (n + 1) * WORDS]
        yield f"{some[0].capitalize()} {' '.join(some[1:])}"


def vocabulary(seed: int) -> list[str]:
    """Return 40,000 words, the most frequent first."""
    rng = random.Random(seed)
    made = {"".join(rng.choices(SYLLABLES, k=rng.randrange(2, 5))) for _ in range(60_000)}
    return [*FREQUENT, *sorted(made - set(FREQUENT))[:40_000]]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--record", type=Path, help="where to make the record and leave it; used again where it is")
    parser.add_argument("--seconds", type=float, default=15, help="what the draft of 1,000 quotations may take")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
