"""What each article calls somebody, laid side by side: which words all accounts have, and which one alone."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from onrecord.called import led
from onrecord.cues import cue
from onrecord.store import coverage, read, standings
from onrecord.store import labels as store
from onrecord.store.labels import Called, CueCell, LabelCell, Labelled, LabelsRow, Which

ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
MARKS = str.maketrans("’‘“”–—", "''\"\"--")


def labels(
    db: sqlite3.Connection, person: str | None = None, *, story: str | None = None, articles: Sequence[str] = ()
) -> Iterator[LabelsRow]:
    """Yield what articles call somebody, or everybody, groups and events: a row for each and each article.

    Args:
        db: the record.
        person: an id, or a name that nobody else has; everybody if left out.
        story: a story's id, or that of one of its articles: only its articles.
        articles: documents' ids or files: only theirs.

    Raises:
        RecordError: nothing on record has such a name.
    """
    asked = _which(db, story, articles)
    if person is not None:
        id = standings.person(db, person)
        yield from _of_person(db, id, Which(f"{asked.condition} AND {store.ABOUT}", (*asked.values, id)))
        return
    with store.lead(db, asked, led(db, store.articles(db, asked))) as which:
        for one in store.who(db, which):
            yield from _rows(db, one, store.labels_of(db, one, which))


def some(db: sqlite3.Connection, person: str, *, skip: int, most: int) -> tuple[list[LabelsRow], int]:
    """Return what some of the articles that refer to somebody call them, the earliest first, and how many articles do.

    Articles that do so only in what they quote give no row; counts are over the articles asked for.

    Args:
        db: the record.
        person: an id, or a name that nobody else has.
        skip: how many articles to leave out at the beginning.
        most: how many articles to look at.

    Raises:
        RecordError: nobody, or more than one, is meant by the name.
    """
    id = standings.person(db, person)
    numbers = store.articles_about(db, id)
    return list(_of_person(db, id, _among(numbers[skip : skip + most]))), len(numbers)


def _of_person(db: sqlite3.Connection, id: str, asked: Which) -> Iterator[LabelsRow]:
    """Yield what articles that refer to somebody call them: to others no words are led."""
    with store.lead(db, asked, led(db, store.articles(db, asked))) as which:
        one = store.called(db, id)
        yield from _rows(db, one, store.labels_of(db, one, which))


def _which(db: sqlite3.Connection, story: str | None, articles: Sequence[str]) -> Which:
    if story is None and not articles:
        return Which()
    numbers = [number for name in articles for number in coverage.named(db, name)]
    if story is not None:
        of_story = coverage.chosen(db, [story])
        numbers = [number for number in numbers if number in of_story] if articles else of_story
    return _among(numbers)


def _among(numbers: Sequence[int]) -> Which:
    return Which(f"a.number IN ({', '.join('?' * len(numbers))})", tuple(numbers))


def _rows(db: sqlite3.Connection, one: Called, found: Sequence[Labelled]) -> Iterator[LabelsRow]:
    """Yield a row an article, with counts over all of them."""
    accounts: dict[str, set[int]] = defaultdict(set)
    for label in found:
        accounts[bare(label.words)].add(label.account)
    for number, some in groupby(found, lambda label: label.number):
        here = list(some)
        counts = Counter(bare(label.words) for label in here)
        article = read.article(db, number)
        yield LabelsRow(
            person=one.name,
            person_id=one.id,
            what=one.what,
            file=article["file"],
            id=article["id"],
            article=article["article"],
            labels=[
                LabelCell(
                    text=label.words,
                    span=list(label.span),
                    kind=label.kind,
                    count=counts[bare(label.words)],
                    accounts=len(accounts[bare(label.words)]),
                    statement=label.statement,
                    by=label.by,
                )
                for label in here
            ],
            cues=[] if one.id is None else list(_cues(db, one.id, number)),
            outlet=article["outlet"],
            published=article["published"],
            story=article["story"],
            accounts=len({label.account for label in found}),
        )


def _cues(db: sqlite3.Connection, person: str, article: int) -> Iterator[CueCell]:
    for words, span, statement in store.cues_of(db, person, article):
        verb, group = cue(words)
        yield CueCell(text=words, span=list(span), verb=verb, group=group, statement=statement)


def bare(words: str) -> str:
    """Return a label as it is compared: without an article before it, in small letters, marks alike.

    >>> bare("The Mayor’s aide") == bare("a mayor's aide")
    True
    """
    return ARTICLE.sub("", words.translate(MARKS)).casefold()
