"""Which statements are wanted, and each as a row in the form of the documented JSON."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, get_args

from onrecord.store.rows import select, text_of
from onrecord.store.words import words_of
from onrecord.terms import Kind, Span

Offsets = list[list[int]]


class StatementRow(TypedDict):
    """One statement and where it stands; ``document`` is its document's id, ``words`` its content as one line.

    Joint speakers are joined by "; " and stand first among the candidates; ``person_id`` is the first one's.
    ``standing`` is machine, or what somebody made of it: confirmed, corrected, rejected.
    ``said_on`` is None where the article does not tell it.
    ``act`` and ``polarity`` are None where an older version found it, until its document is read again.
    """

    id: str
    kind: str
    act: str | None
    polarity: str | None
    source: Offsets
    cue: Offsets
    content: Offsets
    speaker: str | None
    person_id: str | None
    speaker_confidence: float | None
    candidates: list[dict[str, Any]]
    to: list[str]
    about: list[str]
    inside: str | None
    said_on: str | None
    confidence: float
    standing: str
    file: str
    document: str
    article: int
    words: str
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which statements to give: all of current revisions that fit every field that is not None.

    ``speaker``, ``outlet``: part of the name, in any case. ``since``, ``until``: YYYY-MM-DD, of publication, both
    included; what has no date then fits neither. ``like``: words that all occur in the content, those in double
    quotation marks side by side. ``rejected``: whether those that somebody rejected are given too.
    ``person``: the id of somebody who speaks. ``about``: part of the name of somebody whom the content mentions;
    ``about_person``: the id of such a one.
    ``altered``: whether only those are given that differ gravely from the fullest wording of the same on record:
    altered, joined, or given to somebody else.

    Raises:
        ValueError: a kind or a day that is none.
    """

    speaker: str | None = None
    outlet: str | None = None
    kind: Kind | None = None
    since: str | None = None
    until: str | None = None
    like: str | None = None
    rejected: bool = False
    person: str | None = None
    about: str | None = None
    about_person: str | None = None
    altered: bool = False

    def __post_init__(self) -> None:
        if self.kind is not None and self.kind not in get_args(Kind):
            raise ValueError(f"{self.kind!r} is no kind of statement: choose among {', '.join(get_args(Kind))}")
        check_days(self.since, self.until)


STATEMENTS = """
SELECT s.number, s.id, s.kind, s.act, s.polarity, s.inside, s.person, p.name AS speaker, s.speaker_confidence,
       s.confidence, s.said_on, s.standing, s.speaker_set, a.place, a.outlet, a.published, d.number AS document_number,
       d.id AS document, d.file
FROM {source} JOIN articles a ON a.number = s.article JOIN documents d ON d.number = a.document
LEFT JOIN people p ON p.id = s.person
WHERE {conditions}
ORDER BY {order}
"""
PLACE = "d.file, d.id, a.place, s.start, s.id"
GRAVE = ("altered", "spliced", "other-speaker")
"""Relations by which a quotation is asked for as altered."""
GRAVELY = " OR ".join(f"instr(m.relations, '{relation}')" for relation in GRAVE)
IS_ALTERED = f"""EXISTS (SELECT 1 FROM utterances u WHERE u.statement = s.number
    AND EXISTS (SELECT 1 FROM families m WHERE m.wording = u.wording AND ({GRAVELY})))"""


def statements(db: sqlite3.Connection, wanted: Wanted) -> Iterator[StatementRow]:
    """Yield the statements wanted, by file, article and place in it."""
    yield from _statements(db, *conditions_of(wanted))


def numbered(db: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[StatementRow]:
    """Yield statements by their numbers in the record, in the order of these."""
    source = "json_each(?) j CROSS JOIN statements s ON s.number = j.value"
    yield from _statements(db, ["1"], [str(list(numbers))], source=source, order="j.key")


def statement(db: sqlite3.Connection, number: int) -> StatementRow:
    """Return one statement by its number in the record, of whichever revision."""
    (row,) = _statements(db, ["s.number = ?"], [number])
    return row


def _statements(
    db: sqlite3.Connection,
    conditions: list[str],
    values: list[Any],
    *,
    source: str = "statements s",
    order: str = PLACE,
) -> Iterator[StatementRow]:
    at, text = None, ""
    sql = STATEMENTS.format(source=source, conditions=" AND ".join(conditions), order=order)
    for row in select(db, sql, values):
        if row["document_number"] != at:
            at, text = row["document_number"], text_of(db, row["document_number"])
        spans, people = _spans(db, row["number"]), _people(db, row["number"])
        joint = [one["person"] for one in people["speaker"]]
        yield StatementRow(
            id=row["id"],
            kind=row["kind"],
            act=row["act"],
            polarity=row["polarity"],
            source=spans["source"],
            cue=spans["cue"],
            content=spans["content"],
            speaker=row["speaker"] if row["speaker_set"] or not joint else "; ".join(dict.fromkeys(joint)),
            person_id=row["person"],
            speaker_confidence=1.0 if row["speaker_set"] else row["speaker_confidence"],
            candidates=_each_once([*people["speaker"], *people["candidate"]]),
            to=list(dict.fromkeys(one["person"] for one in people["to"])),
            about=list(dict.fromkeys(one["person"] for one in people["about"])),
            inside=row["inside"],
            said_on=row["said_on"],
            confidence=row["confidence"],
            standing=row["standing"],
            file=row["file"],
            document=row["document"],
            article=row["place"],
            words=words_of(text, [Span(*span) for span in spans["content"]]),
            outlet=row["outlet"],
            published=row["published"],
        )


def of_article(db: sqlite3.Connection, article: int) -> Iterator[StatementRow]:
    """Yield an article's statements in order, of whichever revision."""
    yield from _statements(db, ["s.article = ?"], [article])


def statements_of(db: sqlite3.Connection, article: int) -> list[dict[str, Any]]:
    """Return an article's statements without what is the article's own."""
    own = ("file", "document", "article", "words", "outlet", "published")
    return [
        {key: value for key, value in statement.items() if key not in own}
        for statement in _statements(db, ["s.article = ?"], [article])
    ]


def ids_like(db: sqlite3.Connection, prefix: str) -> list[str]:
    """Return the statements' ids that begin so, in order."""
    begins = "SELECT DISTINCT id FROM statements WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY id"
    rows = select(db, begins, [prefix])
    return [row["id"] for row in rows]


def search_terms(like: str) -> str:
    """Return a user's words as an FTS5 query in which nothing but the words has a meaning.

    >>> search_terms('bridge* "not closed" ???')
    '"bridge*" "not closed"'

    Returns:
        "" where there is no word to look for.
    """
    found = re.findall(r'"([^"]+)"|([^\s"]+)', re.sub("[“”„«»]", '"', like.replace("\0", " ")))
    terms = [phrase or word for phrase, word in found]
    return " ".join(f'"{term}"' for term in terms if any(map(str.isalnum, term)))


def conditions_of(wanted: Wanted) -> tuple[list[str], list[Any]]:
    """Return SQL conditions on s, a, d and p (statements, articles, documents, people), and the values they take."""
    choices = [
        (
            wanted.speaker,
            "s.number IN (SELECT v.statement FROM speakers v JOIN people w ON w.id = v.person"
            " WHERE instr(casefold(w.name), casefold(?)))",
        ),
        (
            wanted.about,
            "s.number IN (SELECT r.statement FROM statement_people r JOIN article_people w ON w.number = r.who"
            " JOIN people p ON p.id = w.person WHERE r.role = 'about' AND instr(casefold(p.name), casefold(?)))",
        ),
        (wanted.outlet, "instr(casefold(a.outlet), casefold(?))"),
        (wanted.kind, "s.kind = ?"),
        (wanted.since, "a.published >= ?"),
        (wanted.until, "a.published <= ?"),
        (wanted.person, "s.number IN (SELECT statement FROM speakers WHERE person = ?)"),
        (
            wanted.about_person,
            "s.number IN (SELECT r.statement FROM statement_people r JOIN article_people w ON w.number = r.who"
            " WHERE r.role = 'about' AND w.person = ?)",
        ),
    ]
    conditions = ["d.replaced_by IS NULL", *(condition for value, condition in choices if value is not None)]
    values = [value for value, _ in choices if value is not None]
    if wanted.altered:
        conditions.append(IS_ALTERED)
    if not wanted.rejected:
        conditions.append("s.standing <> 'rejected'")
    terms = None if wanted.like is None else search_terms(wanted.like)
    if terms:
        conditions.append("s.number IN (SELECT rowid FROM statement_search WHERE statement_search MATCH ?)")
        values.append(terms)
    return conditions if terms != "" else ["0"], values if terms != "" else []


def check_days(*days: str | None) -> None:
    """Raise ValueError where one of these is given and is no day."""
    for day in days:
        if day is not None and not _is_day(day):
            raise ValueError(f"{day!r} is no day: write it as YYYY-MM-DD, such as 2025-03-14")


def _is_day(day: str) -> bool:
    try:
        return date.fromisoformat(day).isoformat() == day  # which also takes other ways to write it
    except ValueError:
        return False


def _spans(db: sqlite3.Connection, statement: int) -> dict[str, Offsets]:
    spans: dict[str, Offsets] = {"source": [], "cue": [], "content": []}
    for role, start, end in db.execute(
        "SELECT role, start, end FROM statement_spans WHERE statement = ? ORDER BY rowid", [statement]
    ):
        spans[role].append([start, end])
    return spans


def _people(db: sqlite3.Connection, statement: int) -> dict[str, list[dict[str, Any]]]:
    people: dict[str, list[dict[str, Any]]] = {"speaker": [], "candidate": [], "to": [], "about": []}
    for role, person, id, score in db.execute(
        "SELECT r.role, p.name, p.id, r.score FROM statement_people r JOIN article_people w ON w.number = r.who"
        " JOIN people p ON p.id = w.person WHERE r.statement = ? ORDER BY r.rowid",
        [statement],
    ):
        people[role].append({"person": person, "person_id": id, "score": score})
    return people


def _each_once(candidates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return candidates without those that linking found to be one that comes before."""
    each: dict[str, dict[str, Any]] = {}
    for one in candidates:
        each.setdefault(one["person_id"], one)
    return list(each.values())
