"""Comparing the figures of many alike articles: with which they are compared, in whatever order they come and go."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.link import figures as link
from onrecord.record import Record

CROWD = 9
PLACES = "quay pier lock weir mole dock slip wharf jetty".split()
WORDS = "oak iron slate granite copper brick cedar marble tin".split()


@pytest.fixture
def crowd(folder, put, monkeypatch):
    """Articles of one flood; each has words with those nearest to it that others do not have."""
    monkeypatch.setattr(link, "LIKEST", 3)
    for n in range(CROWD):
        near = " ".join(f"The {WORDS[m % CROWD]} {PLACES[m % CROWD]} stood in the flood." for m in range(n, n + 4))
        told = f"The flood at Orm damaged {40 + n // 2} houses, and {7 + n % 3} barges sank at the {PLACES[n]}."
        put({f"in/{n}.txt": f"Flood at Orm\nThe Orm Bell, {3 + n % 4} March 2025\n\n{told} {near}\n"})
    return sorted(Path("in").iterdir())


ENDS = """
SELECT d.file, f.start, e.file, g.start, score FROM figure_pairs JOIN figures f ON f.number = one
JOIN articles a ON a.number = f.article JOIN documents d ON d.number = a.document JOIN figures g ON g.number = other
JOIN articles b ON b.number = g.article JOIN documents e ON e.number = b.document
"""


def found(path):
    """What a record says of figures side by side, and which pairs that rests on."""
    with Record(Path(path)) as record:
        rows = [{**row, "thing": None} for row in record.figures(compared=True)]
    with closing(sqlite3.connect(path)) as db:
        return rows, sorted(
            (*sorted([(file, start), (other, at)]), score) for file, start, other, at, score in db.execute(ENDS)
        )


def built(path, *some):
    with Record(Path(path), create=True) as record:
        for paths in some:
            record.build(paths)
    return found(path)


def test_the_order_in_which_articles_come_says_nothing(crowd):
    whole = built("whole.record", crowd)
    assert {"agrees", "differs"} <= {row["compared"] for row in whole[0]}
    assert built("backwards.record", *([path] for path in reversed(crowd))) == whole
    some = random.Random(1).sample(crowd, len(crowd))
    assert built("parts.record", some[:3], some[3:7], some[7:]) == whole


def test_each_is_compared_with_the_likest_before_it_alone(crowd, monkeypatch):
    pairs = []
    verdicts = link.pairs
    monkeypatch.setattr(link, "pairs", lambda ones, others: pairs.append((ones, others)) or verdicts(ones, others))
    built("whole.record", crowd)
    assert len(pairs) == sum(min(n, link.LIKEST) for n in range(CROWD))
    assert len({frozenset(some[0].figure.article for some in pair) for pair in pairs}) == len(pairs)


def test_what_went_leaves_its_place_to_the_next(crowd):
    whole = built("whole.record", crowd)
    with Record(Path("whole.record")) as record:
        record.remove(record.removal([str(path) for path in crowd[1:3]]))
    assert found("whole.record") == built("less.record", [crowd[0], *crowd[3:]]) != whole
