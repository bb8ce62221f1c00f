"""Who is who in a record: whether it is as all at once, how long it takes, and how long for one article more.

    python benchmarks/people_record.py 10000

puts articles' people as people_generator.py makes them into a record of its own, in two parts and in another order,
links after each, and scores who is who as people_scale.py does. Then one article more comes, and is linked: once among
so many, once among a tenth of them. Times are the processor's. Exit status: 0 done; 1 the record differs from linking
all at once, or a figure is worse than people_scale.py asks.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import people_generator as generator
import people_scale
import program  # noqa: F401  finds the package

Articles = Sequence[Mapping[str, Any]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=10_000, help="how many (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args(arguments)
    made = list(generator.articles(wanted.articles + 1, wanted.seed))
    *articles, last = Random(wanted.seed).sample(made, len(made))
    print("".join(f"{title:>12}" for title in ("articles", "put in s", "linked s", "one more s")))
    _, few = recorded(articles[: len(articles) // 10], last)
    db, many = recorded(articles, last)
    for row in (few, many):
        print(f"{row[0]:12,}" + "".join(f"{seconds:12.3f}" for seconds in row[1:]))
    given = dict(db.execute("SELECT name, person FROM names").fetchall())
    result = people_scale.score(made, given)
    same = partition(given) == partition(people_scale.register(made))
    print("".join(f"{name} {share:.4f}  " for name, share in result._asdict().items()))
    print("as all at once" if same else "DIFFERS from all at once")
    return int(not (same and result.good))


def recorded(articles: Articles, last: Mapping[str, Any]) -> tuple[sqlite3.Connection, tuple[int, float, float, float]]:
    """Put articles into a record in two parts and one more, and return it with how long each step took."""
    from onrecord import register
    from onrecord.store import schema

    db = schema.opened(None, create=True)
    db.execute("CREATE TABLE names (name TEXT, person TEXT)")
    put_in = linked = 0.0
    for part in (articles[: len(articles) // 2], articles[len(articles) // 2 :], [last]):
        times = [process_time()]
        put(db, part)
        times.append(process_time())
        db.execute("BEGIN")
        register.find(db)
        db.execute("COMMIT")
        times.append(process_time())
        if part == [last]:
            break
        put_in, linked = put_in + times[1] - times[0], linked + times[2] - times[1]
    rows = db.execute("SELECT own, person FROM article_people").fetchall()
    own = {short(one["id"], article["id"]): one["id"] for article in [*articles, last] for one in article["people"]}
    db.executemany("INSERT INTO names VALUES (?, ?)", ((own[mine], person) for mine, person in rows))
    return db, (len(articles), put_in, linked, times[2] - times[1])


def short(id: str, document: str) -> str:
    """Return what a record calls a document's person."""
    from onrecord.terms import short_id

    return short_id(document, 0, id)


def put(db: sqlite3.Connection, articles: Iterable[Mapping[str, Any]]) -> None:
    """Put in articles of a line each, with their people."""
    from onrecord.store import write
    from onrecord.terms import Article, ArticlePerson, Document, Role, Span

    for one in articles:
        title = " ".join(one["terms"])
        article = Article(((Span(0, len(title)),),), title=title, outlet=one["outlet"], published=one["published"])
        people = [
            ArticlePerson(
                person["id"],
                person["name"],
                person["kind"],
                tuple(person["names"]),
                tuple(Role(words, Span(0, 1)) for words in person["roles"]),
                person["gender"],
            )
            for person in one["people"]
        ]
        document = Document(one["id"], one["id"], title, one["id"], "application/jsonl", "utf-8", (article,))
        write.add(db, Path("/", one["id"]), document, "generator", [write.Reading(article, (), (), people)])


def partition(given: Mapping[str, str]) -> set[frozenset[str]]:
    """Return who is who, whatever they are called."""
    groups: dict[str, set[str]] = defaultdict(set)
    for id, person in given.items():
        groups[person].add(id)
    return {frozenset(group) for group in groups.values()}


if __name__ == "__main__":
    sys.exit(main())
