"""Pages of what is searched, quickly: which statements, in order of their date, and how many there are.

Where few statements fit one of the conditions, these are put in order, and the rest is looked at in that order until a
page is full. Where many fit each, the record is gone through article by article. How many fit in all is told as "more
than" where that would have to be counted.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, reduce
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.store import lookup, read, statements
from onrecord.store.listed import listed, numbers_of
from onrecord.store.statements import GRAVELY, IS_ALTERED, StatementRow, Wanted

if TYPE_CHECKING:
    from onrecord.store.listed import Numbers

FEW = 6_000
"""Statements that fit a condition, up to which they are looked at alone."""
OFTEN = 150_000
"""The same of those that hold some words, which are soon found."""
FIRST = 5_000
"""Statements that hold some words, by which it is told about how many there are."""
COUNTED = 1_000
"""Statements up to which it is counted how many there are, where they have to be gone through."""
GONE_THROUGH = 100
"""Articles that are gone through for that, and statements that are looked at together."""
BITS = 40
"""Of a statement's number, at most."""
REJECTED = "SELECT number FROM statements WHERE standing <> 'machine' AND standing = 'rejected'"
ALTERED = f"utterances u CROSS JOIN families m ON m.wording = u.wording WHERE ({GRAVELY})"
WITH_WORDS = "SELECT rowid FROM statement_search WHERE statement_search MATCH :terms"
HAS_WORDS = f"EXISTS ({WITH_WORDS} AND rowid = s.number)"
OF_STATEMENTS = "SELECT s.number FROM json_each(:numbers) j CROSS JOIN statements s ON s.number = j.value"
OF_ARTICLES = """
SELECT s.number FROM json_each(:numbers) j CROSS JOIN statements s INDEXED BY statements_article ON s.article = j.value
"""
OF_ARTICLE = f"""
s.number IN ({WITH_WORDS} AND rowid >= (SELECT min(number) FROM statements WHERE article = j.value)
AND rowid <= (SELECT max(number) FROM statements WHERE article = j.value))
"""


class Found(NamedTuple):
    """A page of statements, and how many there are; ``more`` where there are more than that."""

    rows: list[StatementRow]
    total: int
    more: bool


class Condition(NamedTuple):
    """Something that is asked of statements.

    ``every`` is a query of the numbers of all that fit.
    ``each`` says of one statement, s, whether it fits.
    ``soon`` is how many statements are soon asked by ``each``.
    ``inside`` says the same as ``each`` of a statement of an article j; "" where that is no quicker.
    ``are_many`` is a query that tells, without finding them, whether more than ``FEW`` fit.
    """

    every: str
    each: str
    soon: int
    inside: str = ""
    are_many: str = "SELECT 0"


def some(db: sqlite3.Connection, wanted: Wanted, *, skip: int, most: int) -> Found:
    """Return some of the statements wanted, by date of publication: ``most`` after ``skip``."""
    search = Search(db, wanted)
    if search.in_vain:
        return Found([], 0, False)
    if wanted == Wanted():
        numbers = islice((number for some in search.blocks() for number in some), skip, skip + most)
        return Found(_rows(db, numbers), lookup.counts(db).statements, False)
    if search.few is not None and not search.left:
        page = search.few[skip : skip + most].tolist()
        return Found(_rows(db, page), len(search.few), False)
    return _page(search, skip, most)


def every(db: sqlite3.Connection, wanted: Wanted) -> Iterator[StatementRow]:
    """Yield the statements wanted, by date of publication: the first of them at once."""
    search = Search(db, wanted)
    for numbers in () if search.in_vain else search.blocks():
        yield from statements.numbered(db, numbers)


def _page(search: Search, skip: int, most: int) -> Found:
    fits, page, end = 0, list[int](), skip + most
    enough = max(COUNTED, end + most)
    counted = search.few is not None and len(search.few) <= search.soon
    for looked_at, some in enumerate(search.blocks(), 1):
        page += some[max(0, skip - fits) : max(0, end - fits)]
        fits += len(some)
        if not counted and (fits > enough or (fits > end + 1 and looked_at * GONE_THROUGH > search.soon)):
            return Found(_rows(search.db, page), min(fits - 1, enough), True)
    return Found(_rows(search.db, page), fits, False)


class Search:
    """What is searched: ``few`` are those that fit some of the conditions, in order, if these are few enough, ``left``
    the conditions that they still have to fit. Given ``among``, nothing else is looked at.

    ``in_vain`` says that nothing can fit.
    """

    def __init__(self, db: sqlite3.Connection, wanted: Wanted, among: Numbers | None = None) -> None:
        self.db = db
        self.given: dict[str, Any] = {"kind": wanted.kind}
        self.listed = listed(db)
        self.articles = self.listed.fitting(db, wanted.outlet, wanted.since, wanted.until)
        self.rejected = None if wanted.rejected else numbers_of(db, REJECTED)
        conditions = list(self._conditions(wanted))
        self.in_vain = any(value in ("", "[]") for value in self.given.values())
        fitting = [] if self.in_vain else [(one, self._few(one)) for one in conditions]
        self.left = [one for one, some in fitting if some is None]
        self.few = self._in_order(some for some in (among, *(some for _, some in fitting)) if some is not None)

    @property
    def soon(self) -> int:
        """How many statements, or articles, are soon looked at."""
        return GONE_THROUGH if self.few is None else min(one.soon for one in self.left)

    def blocks(self) -> Iterator[list[int]]:
        """Yield what fits, in order: of some articles after others, or of few statements."""
        if self.few is not None:
            for begin in range(0, len(self.few), GONE_THROUGH):
                yield self._fitting(OF_STATEMENTS, self.few[begin : begin + GONE_THROUGH])
            return
        import numpy as np

        fit = np.flatnonzero(self.articles)
        articles = self.listed.numbers[fit[np.argsort(self.listed.earliest[fit])]]
        for begin in range(0, len(articles), GONE_THROUGH):
            yield self._fitting(OF_ARTICLES, articles[begin : begin + GONE_THROUGH])

    def after(self, blocks: int, among: Numbers) -> Search:
        """Return a search of those of some statements that come after so many blocks of few statements."""
        import numpy as np

        assert self.few is not None
        left = self.few[blocks * GONE_THROUGH :]
        return Search(self.db, Wanted(), left[np.isin(left, among, kind="table")])

    def of(self, statements: Numbers | Sequence[int]) -> list[int]:
        """Return those of some statements that fit all conditions, in order."""
        import numpy as np

        some = map(int, statements)
        known = self._known
        numbers = self._current(np.fromiter(some if known is None else (one for one in some if one in known), np.int64))
        return self._fitting(OF_STATEMENTS, numbers)

    @cached_property
    def _known(self) -> set[int] | None:
        """The few as a set: of some statements it is asked again and again which are among them."""
        return None if self.few is None else set(self.few.tolist())

    def _conditions(self, wanted: Wanted) -> Iterator[Condition]:
        """Yield what an index answers."""
        if wanted.altered:
            yield Condition(
                f"SELECT u.statement FROM {ALTERED} AND u.statement IS NOT NULL",
                IS_ALTERED,
                COUNTED,
                f"s.number IN (SELECT u.statement FROM {ALTERED} AND u.article = j.value)",
                f"SELECT count(*) > {FEW} FROM listed_families WHERE grave",
            )
        if wanted.like is not None:
            self.given["terms"] = statements.search_terms(wanted.like)
            yield Condition(WITH_WORDS, HAS_WORDS, GONE_THROUGH, OF_ARTICLE)
        if wanted.person is not None:
            self.given["person"] = json.dumps([wanted.person])
            yield said_by(":person")
        if wanted.speaker is not None:
            self.given["speakers"] = json.dumps(read.called(self.db, wanted.speaker))
            yield said_by(":speakers")
        if wanted.about is not None:
            self.given["about"] = json.dumps(read.called(self.db, wanted.about))
            yield _named("about", ":about")
        if wanted.about_person is not None:
            self.given["about_person"] = json.dumps([wanted.about_person])
            yield _named("about", ":about_person")
        if wanted.kind is not None:
            yield Condition("SELECT number FROM statements WHERE kind = :kind", "s.kind = :kind", FEW)

    def _in_order(self, several: Iterable[Numbers]) -> Numbers | None:
        """Return the statements that all of several have, in order, but for those that cannot be wanted."""
        import numpy as np

        sets = sorted(several, key=len)
        return self._current(reduce(lambda one, other: one[np.isin(one, other, kind="table")], sets)) if sets else None

    def _current(self, numbers: Numbers) -> Numbers:
        """Return those of some statements that are of articles that fit and not rejected, each once, in order."""
        import numpy as np

        numbers = np.sort(numbers)
        numbers = numbers[np.diff(numbers, prepend=-1) > 0]
        places = self.listed.places(numbers)
        fit = self.articles[places]
        if self.rejected is not None and len(self.rejected):
            fit &= ~np.isin(numbers, self.rejected)
        # Sorted as one number: that takes a tenth of the time of sorting by two.
        return np.sort(self.listed.earliest[places[fit]] << BITS | numbers[fit]) & ((1 << BITS) - 1)

    def _fitting(self, through: str, numbers: Numbers) -> list[int]:
        """Return those of some statements, or of the statements of some articles, that fit what is left, in order."""
        if not self.left and through == OF_STATEMENTS:
            known: list[int] = numbers.tolist()
            return known
        left = [one.each for one in self.left]
        quick = next((n for n, one in enumerate(self.left) if one.inside and through == OF_ARTICLES), None)
        if quick is not None:
            left[quick] = self.left[quick].inside
        if self.rejected is not None and through == OF_ARTICLES:  # of statements in order they are left out already
            left.append(f"s.number NOT IN ({REJECTED})")
        sql = f"{through} WHERE {' AND '.join(left or ['1'])} ORDER BY j.key, s.number"
        return [number for (number,) in self.db.execute(sql, {**self.given, "numbers": str(numbers.tolist())})]

    def _few(self, condition: Condition) -> Numbers | None:
        """Return the statements that fit a condition, None where they are not few."""
        if condition.every == WITH_WORDS:
            return self._words()
        if self.db.execute(condition.are_many, self.given).fetchone()[0]:
            return None
        some = numbers_of(self.db, condition.every, self.given, most=FEW + 1)
        return some if len(some) <= FEW else None

    def _words(self) -> Numbers | None:
        """Return the statements that hold the words, None where these are often said: of how many there are the numbers
        of the first of them tell.
        """
        first = numbers_of(self.db, WITH_WORDS, self.given, most=FIRST)
        if len(first) == FIRST and FIRST * self.listed.statement > OFTEN * int(first[-1]):
            return None
        some = numbers_of(self.db, WITH_WORDS, self.given, most=OFTEN + 1)
        return some if len(some) <= OFTEN else None


def said_by(people: str) -> Condition:
    """Return that somebody speaks, of those whose ids a parameter of the query holds as JSON."""
    named = _named("speaker", people)
    told = f"person IN (SELECT value FROM json_each({people})) AND speaker_set = 1"
    return Condition(
        f"{named.every} AND r.statement NOT IN (SELECT number FROM statements WHERE standing <> 'machine'"
        f" AND speaker_set = 1) UNION ALL SELECT number FROM statements INDEXED BY statements_standing"
        f" WHERE standing <> 'machine' AND {told}",  # SQLite else looks at each of somebody's statements
        f"(s.speaker_set = 0 AND {named.each} OR s.{told})",
        COUNTED,
        are_many=f"SELECT sum(statements) > {FEW} FROM tallies WHERE person IN (SELECT value FROM json_each({people}))",
    )


def _named(role: str, people: str) -> Condition:
    named = f"p.person IN (SELECT value FROM json_each({people})) AND r.role = '{role}'"
    return Condition(
        f"SELECT r.statement FROM article_people p CROSS JOIN statement_people r ON r.who = p.number WHERE {named}",
        "EXISTS (SELECT 1 FROM statement_people r JOIN article_people p ON p.number = r.who"
        f" WHERE r.statement = s.number AND {named})",
        COUNTED,
        "s.number IN (SELECT r.statement FROM article_people p CROSS JOIN statement_people r ON r.who = p.number"
        f" WHERE p.article = j.value AND {named})",
    )


def _rows(db: sqlite3.Connection, numbers: Iterator[int] | list[int]) -> list[StatementRow]:
    return list(statements.numbered(db, list(numbers)))
