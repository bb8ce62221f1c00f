"""Pages of what is searched, quickly: which statements, in order of their date, and how many there are.

Where few statements fit one of the conditions, these are put in order. Where many fit each, the record is gone through
article by article in order of date until a page is full; how many fit in all is then told as "more than".
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from onrecord.store import lookup, read, statements
from onrecord.store.rows import CURRENT
from onrecord.store.statements import StatementRow, Wanted

FEW = 6_000
"""Statements that are put in order: as many as take as long as to find a page of more by going through."""
OFTEN = 100_000
"""Statements that hold some words, from which on these are looked for in others one by one: they are soon found."""
FIRST = 5_000
"""Statements that hold some words, by which it is told about how many there are."""
COUNTED = 1_000
"""Statements up to which it is counted how many there are, where they have to be gone through."""
GONE_THROUGH = 100
"""Articles that are gone through for that."""
AS_SOON = 4
"""Statements of known numbers that are put in order in the time that it takes to go through an article."""
DAY = "coalesce(a.published, '9999')"
GRAVE = ("altered", "spliced", "other-speaker")
NOT_REJECTED = "s.number NOT IN (SELECT number FROM statements WHERE standing <> 'machine' AND standing = 'rejected')"
WITH_WORDS = "SELECT rowid FROM statement_search WHERE statement_search MATCH :terms"
OF_ARTICLE = "statements s INDEXED BY statements_article WHERE s.article = a.number"
OF_ARTICLE_WITH_WORDS = """
statement_search CROSS JOIN statements s ON s.number = statement_search.rowid AND s.article = a.number
WHERE statement_search MATCH :terms
AND statement_search.rowid >= (SELECT min(number) FROM statements WHERE article = a.number)
AND statement_search.rowid <= (SELECT max(number) FROM statements WHERE article = a.number)
"""


class Found(NamedTuple):
    """A page of statements, and how many there are; ``more`` where there are more than that."""

    rows: list[StatementRow]
    total: int
    more: bool


class Condition(NamedTuple):
    """A query of the numbers of the statements that fit, what says of a statement s whether it does, and where more
    than a few are known to fit a query that tells it.
    """

    every: str
    each: str
    are_many: str = "SELECT 0"


def some(db: sqlite3.Connection, wanted: Wanted, *, skip: int, most: int) -> Found:
    """Return some of the statements wanted, by date of publication: ``most`` after ``skip``."""
    search = Search(db, wanted)
    if search.in_vain:
        return Found([], 0, False)
    if wanted == Wanted():
        numbers = islice((number for some in search.walked() for number in some), skip, skip + most)
        return Found(_rows(db, numbers), lookup.counts(db).statements, False)
    if search.few is not None and not search.with_words:
        return _whole(search, search.few, skip, most)
    return _page(search, skip, most)


def _whole(search: Search, numbers: set[int], skip: int, most: int) -> Found:
    found = search.in_order(numbers)
    return Found(_rows(search.db, found[skip : skip + most]), len(found), False)


def _page(search: Search, skip: int, most: int) -> Found:
    fits, page, end = 0, list[int](), skip + most
    enough = max(COUNTED, end + most)
    for looked_at, some in enumerate(search.steps()):
        page += some[max(0, skip - fits) : max(0, end - fits)]
        fits += len(some)
        goes_on = fits > end + 1
        if fits > enough or (goes_on and looked_at > GONE_THROUGH):
            return Found(_rows(search.db, page), min(fits - 1, enough), True)
        if looked_at and not looked_at % GONE_THROUGH and not goes_on and search.left:
            to_look_at = (end + 2 - fits) * looked_at // (fits or 1)
            if AS_SOON * to_look_at > search.size:
                return _whole(search, search.every(), skip, most)
    return Found(_rows(search.db, page), fits, False)


class Search:
    """What is searched: ``left`` are conditions that more than a few statements fit, ``few`` those that fit the rest,
    if there is any.

    ``in_vain`` says that nothing can fit.
    """

    def __init__(self, db: sqlite3.Connection, wanted: Wanted) -> None:
        self.db = db
        self.given: dict[str, Any] = {"kind": wanted.kind, "since": wanted.since, "until": wanted.until}
        self.articles = ["1", *(sql for sql in self._of_articles(wanted))]
        self.held = [] if wanted.rejected else [NOT_REJECTED]
        conditions = list(self._conditions(wanted))
        self.in_vain = any(value in ("", "[]") for value in self.given.values())
        self.few: set[int] | None = None
        self.left = [] if self.in_vain else [one for one in conditions if not self._are_few(one)]
        self.words: list[int] | None = None
        self._words_are_left()

    @property
    def size(self) -> int:
        """About how many statements are looked at where all that fits is put in order."""
        return OFTEN if self.words is None else len(self.words)

    @property
    def with_words(self) -> bool:
        """Whether words are left to be looked for."""
        return any(condition.every == WITH_WORDS for condition in self.left)

    def steps(self) -> Iterator[list[int]]:
        """Yield what fits, in order: of an article after another, or of few statements one after another."""
        if self.few is None:
            yield from self.walked()
            return
        has_words = f"{WITH_WORDS} AND rowid = :number"
        for number in self.in_order(self.few):
            has = self.db.execute(has_words, {**self.given, "number": number}).fetchone()
            yield [number] if has else []

    def walked(self) -> Iterator[list[int]]:
        """Yield the statements of each article that fit, in order."""
        if self.words is not None:
            yield from self._walked_among(self.words)
            return
        inner = OF_ARTICLE_WITH_WORDS if self.with_words else OF_ARTICLE
        held = " AND ".join(["1", *self.held, *(one.each for one in self.left if one.each)])
        numbers = f"SELECT group_concat(number) FROM (SELECT s.number FROM {inner} AND {held} ORDER BY s.number)"
        for (found,) in self._articles(f"({numbers})"):
            yield [int(number) for number in found.split(",")] if found else []

    def _walked_among(self, words: list[int]) -> Iterator[list[int]]:
        """Yield those of some statements that fit, by article; some articles' are looked at together."""
        first, last = (f"(SELECT {end}(number) FROM statements WHERE article = a.number)" for end in ("min", "max"))
        articles = self._articles(f"a.number, {first}, {last}")
        while several := articles.fetchmany(GONE_THROUGH):
            near = [words[bisect_left(words, begin or 0) : bisect_right(words, end or 0)] for _, begin, end in several]
            of = self._fitting(number for some in near for number in some)
            yield from ([n for n in some if of.get(n) == row[0]] for row, some in zip(several, near, strict=True))

    def _fitting(self, numbers: Iterable[int]) -> dict[int, int]:
        """Return those of some statements that fit all but the words, of any revision, with their articles."""
        held = " AND ".join(["1", *self.held, *(one.each for one in self.left if one.each)])
        sql = (
            "SELECT s.number, s.article FROM json_each(:numbers) j CROSS JOIN statements s ON s.number = j.value"
            f" CROSS JOIN articles a ON a.number = s.article WHERE {' AND '.join(self.articles)} AND {held}"
        )
        return dict(self.db.execute(sql, {**self.given, "numbers": str(list(numbers))}).fetchall())

    def _articles(self, columns: str) -> sqlite3.Cursor:
        """Return columns of the articles that fit, in order."""
        held = " AND ".join(self.articles)
        sql = f"SELECT {columns} FROM articles a CROSS JOIN {CURRENT} WHERE {held} ORDER BY {DAY}, a.number"
        return self.db.execute(sql, self.given)

    def every(self) -> set[int]:
        """Return the statements that fit all conditions, however many."""
        if self.few is not None:
            return self.with_all_words(self.few)
        if self.words is not None:
            return set(self._fitting(self.words))
        return set(self._fitting(number for (number,) in self.db.execute(self.left[0].every, self.given)))

    def in_order(self, numbers: set[int]) -> list[int]:
        """Return those of some statements that fit all but the words, in order."""
        held = " AND ".join([*self.articles, *self.held, *(one.each for one in self.left if one.each)])
        sql = (
            "SELECT s.number FROM json_each(:numbers) j CROSS JOIN statements s ON s.number = j.value"
            f" CROSS JOIN articles a ON a.number = s.article CROSS JOIN {CURRENT}"
            f" WHERE {held} ORDER BY {DAY}, a.number, s.number"
        )
        return [number for (number,) in self.db.execute(sql, {**self.given, "numbers": str(sorted(numbers))})]

    def with_all_words(self, numbers: set[int]) -> set[int]:
        """Return those of some statements that hold the words, where these are left to be looked for."""
        if not self.with_words:
            return numbers
        sql = f"{WITH_WORDS} AND +rowid IN (SELECT value FROM json_each(:few))"
        return {number for (number,) in self.db.execute(sql, {**self.given, "few": str(sorted(numbers))})}

    def _of_articles(self, wanted: Wanted) -> Iterator[str]:
        if wanted.outlet is not None:
            self.given["outlets"] = read.outlets_called(self.db, wanted.outlet)
            yield "+a.outlet IN (SELECT value FROM json_each(:outlets))"
        if wanted.since is not None:
            yield f"a.published IS NOT NULL AND {DAY} >= :since"
        if wanted.until is not None:
            yield f"a.published IS NOT NULL AND {DAY} <= :until"

    def _conditions(self, wanted: Wanted) -> Iterator[Condition]:
        """Yield what an index answers."""
        if wanted.like is not None:
            self.given["terms"] = statements.search_terms(wanted.like)
            yield Condition(WITH_WORDS, "")
        if wanted.person is not None:
            self.given["person"] = json.dumps([wanted.person])
            yield _said_by(":person")
        if wanted.speaker is not None:
            self.given["speakers"] = json.dumps(read.called(self.db, wanted.speaker))
            yield _said_by(":speakers")
        if wanted.about is not None:
            self.given["about"] = json.dumps(read.called(self.db, wanted.about))
            yield _named("about", ":about")
        if wanted.altered:
            grave = " OR ".join(f"instr(m.relations, '{relation}')" for relation in GRAVE)
            altered = f"families m JOIN utterances u ON u.wording = m.wording WHERE ({grave})"
            yield Condition(
                f"SELECT u.statement FROM {altered} AND u.statement IS NOT NULL",
                f"EXISTS (SELECT 1 FROM {altered} AND u.statement = s.number)",
                f"SELECT count(*) > {FEW} FROM listed_families WHERE grave",
            )
        if wanted.kind is not None:
            yield Condition("SELECT number FROM statements WHERE kind = :kind", "s.kind = :kind")

    def _are_few(self, condition: Condition) -> bool:
        """Say whether few statements fit, which are then looked at alone."""
        if self.db.execute(condition.are_many).fetchone()[0]:
            return False
        some = self.db.execute(condition.every, self.given).fetchmany(FEW + 1)
        if len(some) > FEW:
            return False
        fit = {number for (number,) in some}
        self.few = fit if self.few is None else self.few & fit
        return True

    def _words_are_left(self) -> None:
        """Keep the statements that hold words which are left to be looked for, unless these are in so many that they
        are soon found; where few statements fit the rest, these are the few that hold the words too.
        """
        if not self.with_words:
            return
        alone = self.few is None and len(self.left) == 1
        words = self._with_words(OFTEN // 4 if alone else OFTEN)
        if words is None:
            return
        if self.few is None:
            self.words = words
        else:
            self.few &= set(words)
            self.left = [condition for condition in self.left if condition.every != WITH_WORDS]

    def _with_words(self, most: int) -> list[int] | None:
        """Return the statements that hold the words, None where there are more than so many: of how many there are the
        numbers of the first of them tell.
        """
        rows = self.db.execute(f"{WITH_WORDS} ORDER BY rowid", self.given)
        words = [number for (number,) in rows.fetchmany(FIRST)]
        if len(words) == FIRST:
            (last,) = self.db.execute("SELECT max(number) FROM statements").fetchone()
            if FIRST * last > most * words[-1]:
                return None
            words += [number for (number,) in rows.fetchmany(most)]
        return words if len(words) <= most else None


def _said_by(people: str) -> Condition:
    named = _named("speaker", people)
    told = f"person IN (SELECT value FROM json_each({people})) AND speaker_set = 1"
    return Condition(
        f"{named.every} AND r.statement NOT IN (SELECT number FROM statements WHERE standing <> 'machine'"
        f" AND speaker_set = 1) UNION ALL SELECT number FROM statements WHERE standing <> 'machine' AND {told}",
        f"(s.speaker_set = 0 AND {named.each} OR s.{told})",
    )


def _named(role: str, people: str) -> Condition:
    named = f"p.person IN (SELECT value FROM json_each({people})) AND r.role = '{role}'"
    return Condition(
        f"SELECT r.statement FROM article_people p CROSS JOIN statement_people r ON r.who = p.number WHERE {named}",
        "EXISTS (SELECT 1 FROM statement_people r JOIN article_people p ON p.number = r.who"
        f" WHERE r.statement = s.number AND {named})",
    )


def _rows(db: sqlite3.Connection, numbers: Iterator[int] | list[int]) -> list[StatementRow]:
    return list(statements.numbered(db, list(numbers)))
