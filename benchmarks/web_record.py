"""Makes a large record row by row, linked by construction: nothing in it was read, extracted or compared.

Words are drawn as often as words of a language are (Zipf), and so are speakers. Six articles in turn are a story; a
statement of one is now and then quoted by the others, every third time with a word changed, and each is about who spoke
before it. Each of its articles counts the same few things. Files do not lie in the order of their dates.
"""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

import rows_generator
from rows_generator import word

VOCABULARY, PEOPLE, OUTLETS = 20_000, 20_000, 40
STORY = 6
SHARED = 0.15
"""The share of statements that quote one of an earlier article of the story."""
WORDS = (8, 30)
FIGURES = 4
"""Things that each article of a story counts."""
SURE = (0.75, 1.0)
"""How sure a statement is found, and its speaker."""
FIRST_DAY = date(2012, 1, 1)
A_DAY = 14
"""Articles of one day."""
BATCH = 500
"""Articles that are written at once."""
COLUMNS = {
    "documents": "number, id, revision, source, path, file, sha256, media_type, text, places, made_by, doubts",
    "articles": "number, document, place, title, authors, outlet, published, language",
    "body_spans": "article, paragraph, start, end",
    "article_people": "number, article, id, own, name, kind, names, found, person",
    "statements": "number, id, article, kind, act, polarity, person, speaker_confidence, confidence, start, said_on",
    "statement_spans": "statement, role, start, end",
    "statement_people": "statement, role, who, score",
    "meanings": "statement, vector",
    "mentions": "article, start, end, who",
    "figures": "number, article, start, end, low, high, unit, scale, sentence_start, sentence_end",
    "figure_spans": "figure, start, end",
    "comparisons": "figure, thing, other, verdict",
    "labels": "article, start, end, kind, who",
    "dates": "article, start, end, date, first, sentence_start, sentence_end",
    "told": "article, day, found, story",
    "told_terms": "article, terms",
    "heard": "article, story, apart",
    "wordings": "number, hash, person, occasion, verbatim, size, published, id, first, reference, apart",
    "utterances": "article, statement, id, start, end, wording",
    "members": "wording, reference, relations",
    "statement_search": "rowid, words",
    "body_search": "rowid, words",
    "files": "number, path, file, sha256, made_by, inputs",
    "holdings": "file, document, place",
}
DIMENSIONS = 384
PLACES = zlib.compress(b"[]")
Rows = dict[str, list[tuple[Any, ...]]]


def make(path: Path, articles: int, statements: int, seed: int = 1) -> None:
    """Make a record of so many articles with so many statements in each."""
    from onrecord.store import migrations, schema, tables, tallies, textindex
    from onrecord.store.revisions import transaction

    with closing(schema.opened(path, create=True)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -200000")
        for kind in ("trigger", "index"):  # made again when all is there: that is quicker
            made_of = "SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL"
            for (name,) in db.execute(made_of, [kind]).fetchall():
                db.execute(f"DROP {kind} {name}")
        made = _Made(random.Random(seed), statements)
        _put(db, {"people": [(name_id(n), person_name(n), "person") for n in range(PEOPLE)]}, "id, name, kind")
        for begin in range(0, articles, BATCH):
            rows: Rows = {table: [] for table in COLUMNS}
            for number in range(begin, min(articles, begin + BATCH)):
                made.article(number + 1, articles, rows)
            _put(db, rows)
        with transaction(db):
            for command in tables.commands(tables.TABLES + migrations.LISTS_DUE):
                db.execute(command)
            db.execute("INSERT INTO linked VALUES (1)")
            tallies.refresh(db)
            textindex.merge(db)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@cache
def name_id(number: int) -> str:
    """Return a person's id."""
    return _id("person", number)


@cache
def person_name(number: int) -> str:
    """Return a person's name, another for each number."""
    return rows_generator.name(number)


def _id(*parts: object) -> str:
    return hashlib.blake2s(repr(parts).encode(), digest_size=6).hexdigest()


def _put(db: sqlite3.Connection, rows: Rows, columns: str | None = None) -> None:
    from onrecord.store.revisions import transaction

    with transaction(db):
        for table, some in rows.items():
            names = columns or COLUMNS[table]
            marks = ", ".join("?" * (names.count(",") + 1))
            db.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", some)


class _Made:
    """Articles of stories, one after another."""

    def __init__(self, rng: random.Random, statements: int) -> None:
        self.rng = rng
        self.vectors = np.random.default_rng(rng.randrange(1000))
        self.statements = statements
        self.words = [word(n) for n in range(VOCABULARY)]
        self.weights = list(accumulate(1 / (n + 2) for n in range(VOCABULARY)))
        self.often = list(accumulate(1 / (n + 4) for n in range(PEOPLE)))
        self.earlier: list[tuple[int, str, int]] = []
        self.number = self.wordings = self.drawn = 0
        self.who = 0

    def article(self, number: int, articles: int, rows: Rows) -> None:
        """Add the rows of an article."""
        story = number - (number - 1) % STORY
        if number == story:
            self.earlier = []
        day = (FIRST_DAY + timedelta((story * 7919 % articles) // A_DAY + number - story)).isoformat()
        title = " ".join(self._drawn(7)).capitalize()
        text, bodies, speakers = "", [], {}
        said = []
        for _ in range(self.statements):
            person, words, wording = self._said(number, day, rows)
            self.drawn += 1
            who = speakers.setdefault(person, len(speakers))
            begin = len(text)
            text += f"“{words.capitalize()},” said {person_name(person)}."
            bodies.append((begin, len(text)))
            said.append((person, who, begin, words, wording))
            text += "\n\n"
        begin = len(text)
        text += f"On {day} they counted."
        rows["dates"].append((number, begin + 3, begin + 13, day, day, begin, len(text)))
        for nth in range(FIGURES):
            text += f" {self._counted(number, story, nth, len(text) + 1, rows)}"
        bodies.append((begin, len(text)))
        self._document(number, title, day, text, rows)
        rows["body_spans"] += [(number, n, *span) for n, span in enumerate(bodies)]
        rows["body_search"].append((number, " ".join(text[s:e] for s, e in bodies)))
        rows["told"].append((number, 0, story, story))
        rows["told_terms"].append((number, json.dumps(dict.fromkeys(title.lower().split(), 1.0))))
        rows["heard"].append((number, story, ""))
        first = self.who
        for person, n in speakers.items():
            id = _id("who", number, n)
            name = person_name(person)
            short = json.dumps([name.split()[1]])
            rows["article_people"].append(
                (first + n + 1, number, id, id, name, "person", short, name_id(person), name_id(person))
            )
            at = text.index(name)
            rows["labels"].append((number, at, at + len(name), "name", first + n + 1))
        self.who += len(speakers)
        before = None
        for person, who, begin, words, wording in said:
            self._statement(number, day, person, first + who + 1, begin, words, wording, rows)
            if before not in (None, who):
                rows["statement_people"].append((self.number, "about", first + before + 1, None))
            before = who
        self.drawn = 0

    def _counted(self, number: int, story: int, nth: int, begin: int, rows: Rows) -> str:
        """Return a sentence that counts what the story counts, and stands there in the text; its figure is put in."""
        count, unit = number % 7 + story % 900 + 2, self.words[story * (nth + 1) % 3000 + 400]
        at = begin + len("There were ")
        end = at + len(f"{count} {unit}")
        figure, thing = ((article - 1) * FIGURES + nth + 1 for article in (number, story))
        rows["figures"].append((figure, number, at, end, count, count, unit, 1.0, begin, end + 1))
        rows["figure_spans"].append((figure, end - len(unit), end))
        verdict = "first" if figure == thing else "differs"
        rows["comparisons"].append((figure, thing, None if figure == thing else thing, verdict))
        return f"There were {count} {unit}."

    def _document(self, number: int, title: str, day: str, text: str, rows: Rows) -> None:
        id, file = _id("document", number), f"news/n{number}.txt"
        rows["documents"].append(
            (number, id, 1, number, f"/{file}", file, id, "text/plain", text, PLACES, "a generator", "[]")
        )
        rows["files"].append((number, f"/{file}", file, id, "a generator", 1))
        rows["holdings"].append((number, id, ""))
        outlet = f"The {word(number * 31 % OUTLETS + 500).capitalize()} Post"
        rows["articles"].append((number, number, 0, title, "[]", outlet, day, "en"))

    def _statement(
        self, number: int, day: str, person: int, who: int, begin: int, words: str, wording: int, rows: Rows
    ) -> None:
        self.number += 1
        id, end = _id("statement", self.number), begin + len(words) + 3
        kind = ("direct", "direct", "mixed")[self.number % 3]
        rows["statements"].append(
            (self.number, id, number, kind, "said", "asserted", name_id(person), *self._sure(), begin, day)
        )
        name = person_name(person)
        spans = [("content", begin, end), ("cue", end + 1, end + 5), ("source", end + 6, end + 6 + len(name))]
        rows["statement_spans"] += [(self.number, *span) for span in spans]
        rows["statement_people"] += [(self.number, "speaker", who, 0.9)]
        rows["mentions"].append((number, end + 6, end + 6 + len(name), who))
        rows["meanings"].append((self.number, self.vectors.integers(-127, 128, DIMENSIONS, np.int8).tobytes()))
        rows["statement_search"].append((self.number, f"{words.capitalize()},"))
        rows["utterances"].append((number, self.number, id, begin, end, wording))

    def _said(self, number: int, day: str, rows: Rows) -> tuple[int, str, int]:
        """Return who says what, and the number of its wording, which is put in where it is new."""
        rng = self.rng
        if self.earlier and rng.random() < SHARED:
            person, words, wording = rng.choice(self.earlier)
            if rng.random() < 2 / 3:
                return person, words, wording
            changed = words.split()
            changed[rng.randrange(len(changed))] = "never"
            new = self._wording(person, " ".join(changed), day, rows, reference=False)
            rows["members"].append((new, wording, "altered"))
            return person, " ".join(changed), new
        person = rng.choices(range(PEOPLE), cum_weights=self.often)[0]
        words = " ".join(self._drawn(rng.randrange(*WORDS)))
        wording = self._wording(person, words, day, rows, reference=True)
        self.earlier = [*self.earlier[-60:], (person, words, wording)]
        return person, words, wording

    def _wording(self, person: int, words: str, day: str, rows: Rows, *, reference: bool) -> int:
        self.wordings += 1
        statement = self.number + self.drawn + 1
        rows["wordings"].append(
            (
                self.wordings,
                int(_id(words, self.wordings), 16),
                name_id(person),
                "",
                1,
                len(words.split()),
                day,
                _id("statement", statement),
                statement,
                int(reference),
                0,
            )
        )
        return self.wordings

    def _sure(self) -> tuple[float, float]:
        return round(self.rng.uniform(*SURE), 2), round(self.rng.uniform(*SURE), 2)

    def _drawn(self, count: int) -> list[str]:
        return self.rng.choices(self.words, cum_weights=self.weights, k=count)


def words_asked(seed: int) -> Iterator[str]:
    """Yield words to search, frequent and rare ones, one by one and two together."""
    rng = random.Random(seed)
    weights = list(accumulate(1 / (n + 2) for n in range(VOCABULARY)))
    while True:
        few = rng.choices(range(VOCABULARY), cum_weights=weights, k=rng.choice((1, 1, 2, 3)))
        yield " ".join(word(n) for n in few)
