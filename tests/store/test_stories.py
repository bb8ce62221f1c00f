"""What finding stories asks of a record."""

from contextlib import closing

import pytest

from onrecord.store import comparisons, schema, stories
from onrecord.store.stories import UNDATED, Untold

TERMS = ("bridge", "ferry")


def put(db, days):
    """Put in an article for each day, all with the same terms."""
    db.execute("PRAGMA foreign_keys = OFF")  # of articles, only their terms are there
    for article, day in enumerate(days):
        db.executemany("INSERT INTO story_terms VALUES (?, ?, ?)", ((term, day, article) for term in TERMS))
        db.execute("INSERT INTO figures_compared VALUES (?, 1)", [article])


def candidates(db, day):
    one = Untold(article=0, title=None, day=day)
    return {article for article, _ in stories.candidates(db, one, TERMS, 10, 2)}


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ([100, 90, 110, 89, 111, UNDATED], {1, 2, 5}),
        ([UNDATED, 90, 5000, UNDATED], {1, 2, 3}),
    ],
)
def test_candidates_are_of_days_that_are_near_or_unknown(days, found):
    with closing(schema.opened(None)) as db:
        put(db, days)
        assert candidates(db, days[0]) == found


@pytest.mark.parametrize(
    ("first", "last", "found"), [(90, 110, [1, 2, 5]), (UNDATED, UNDATED, [5]), (UNDATED, 10**7, [1, 2, 3, 4, 5])]
)
def test_articles_whose_figures_are_compared_are_counted_once(first, last, found):
    with closing(schema.opened(None)) as db:
        put(db, [100, 90, 110, 89, 111, UNDATED])
        assert comparisons.near(db, 0, first, last, 2) == found
        assert comparisons.near(db, 0, first, last, 3) == []


def steps(days):
    """Return the steps, in hundreds, that SQLite takes to find what is near the first of so many articles."""
    with closing(schema.opened(None)) as db:
        put(db, range(0, 100 * days, 100))
        taken = []
        db.set_progress_handler(lambda: taken.append(1), 100)
        assert candidates(db, 0) == set()
        assert comparisons.near(db, 0, 1, 10, 2) == []
        return len(taken)


def test_days_that_are_far_apart_are_not_gone_through():
    assert steps(3000) <= steps(30) + 5
