"""Correcting a record: what somebody says of people and statements is kept, and holds at once."""

from __future__ import annotations

import getpass
import os
import re
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from onrecord import marking
from onrecord.build import relink
from onrecord.corrections import ADD, APART, CHANGE, CONFIRM, IMPORT, MERGE, REJECT, RENAME, SET_SPEAKER, SPLIT
from onrecord.link import Called, folded
from onrecord.located import Marked, in_article, in_statement
from onrecord.regrouped import MERGE_QUOTATIONS, MERGE_STORIES, SPLIT_QUOTATION, SPLIT_STORY
from onrecord.store import changes, standings
from onrecord.store import corrections as kept
from onrecord.store import regrouped as groups
from onrecord.store.anchors import Anchor, Found, anchor
from onrecord.store.changes import ROLES
from onrecord.store.context import statement_number
from onrecord.store.corrections import UNDO
from onrecord.store.revisions import transaction
from onrecord.store.schema import RecordError
from onrecord.store.standings import MOST, anchors_of

NAME = "ONRECORD_AS"
"""The environment's variable that names who corrects."""
ID = re.compile("[0-9a-hjkmnp-tv-z]{12}")


def merge(db: sqlite3.Connection, one: str, other: str, by: str | None) -> str:
    """Say that two are one person."""
    return _of_two(db, MERGE, one, other, by)


def not_the_same(db: sqlite3.Connection, one: str, other: str, by: str | None) -> str:
    """Say that two are two, whatever linking finds later."""
    return _of_two(db, APART, one, other, by)


def _of_two(db: sqlite3.Connection, action: str, one: str, other: str, by: str | None) -> str:
    first, second = standings.person(db, one), standings.person(db, other)
    if first == second:
        raise RecordError(f"{one!r} and {other!r} are one person already: `onrecord people split` takes it apart")
    anchors = [*_anchors(db, 0, first, MOST), *_anchors(db, 1, second, MOST)]
    return _keep(db, action, {}, anchors, by)


def split(db: sqlite3.Connection, who: str, names: Sequence[str], documents: Sequence[str], by: str | None) -> str:
    """Say that those whom articles call by some names, or those of some documents, are somebody else."""
    person = standings.person(db, who)
    members = standings.members(db, person)
    leaving = _called(members, names, who)
    for document in documents:
        here = standings.members_in(db, person, document)
        if not here:
            raise RecordError(f"no article of the document {document!r} names {who!r}: `onrecord articles` lists them")
        leaving += here
    left = {member.number for member in leaving}
    staying = [member for member in members if member.number not in left]
    if not leaving or not staying:
        raise RecordError(f"nothing is split off {who!r}: name some of the names or documents, and not all")
    away = [*anchors_of(db, 1, leaving[: MOST if not documents else None])]
    return _keep(db, SPLIT, {"names": list(names)}, [*anchors_of(db, 0, staying[:MOST]), *away], by)


def _called(members: Sequence[Called], names: Sequence[str], who: str) -> list[Called]:
    wanted = {folded(name): name for name in names}
    found = [member for member in members if folded(member.name) in wanted]
    if missing := wanted.keys() - {folded(member.name) for member in found}:
        whole = ", ".join(sorted({member.name for member in members}))
        raise RecordError(f"no article has {wanted[min(missing)]!r} as the fullest name of {who!r}, but: {whole}")
    return found


def rename(db: sqlite3.Connection, who: str, name: str, by: str | None) -> str:
    """Say what a person is called."""
    person = standings.person(db, who)
    return _keep(db, RENAME, {"name": _words(name)}, _anchors(db, 0, person, MOST), by)


def set_speaker(db: sqlite3.Connection, statement: str, name: str, by: str | None) -> str:
    """Say who made a statement: somebody on record by id or name, or by name somebody who is not."""
    at = standings.anchor_of_statement(db, statement_number(db, statement))
    name, others = _speaker(db, name)
    return _keep(db, SET_SPEAKER, {"name": name}, [at, *others], by)


def _speaker(db: sqlite3.Connection, name: str) -> tuple[str, list[Anchor]]:
    """Return a speaker's name, and where articles refer to him; nowhere if he is known by the name alone."""
    name = _words(name)
    if not standings.has_name(db, name) and not ID.fullmatch(name):
        return name, []
    person = standings.person(db, name)
    return standings.name_of(db, person), anchors_of(db, 1, standings.members(db, person)[:MOST])


def confirm(db: sqlite3.Connection, statements: Sequence[str], by: str | None) -> str:
    """Say that statements are right as they are: several at once are one correction."""
    return _of_several(db, CONFIRM, statements, by)


def reject(db: sqlite3.Connection, statements: Sequence[str], by: str | None) -> str:
    """Say that statements are none."""
    return _of_several(db, REJECT, statements, by)


def _of_several(db: sqlite3.Connection, action: str, statements: Sequence[str], by: str | None) -> str:
    numbers = dict.fromkeys(statement_number(db, one) for one in statements)
    if not numbers:
        raise RecordError("no statement was named: `onrecord statements` lists their ids")
    return _keep(db, action, {}, [standings.anchor_of_statement(db, number) for number in numbers], by)


def change(db: sqlite3.Connection, statement: str, marked: Marked, by: str | None) -> str:
    """Say which words a statement has, or of which kind, act or polarity it is."""
    number = statement_number(db, statement)
    marked, spans = in_statement(db, number, marked)
    now = changes.as_it_is(db, number)
    said = {name: value for name, value in marked.said.items() if now[name] != value}
    new = {role: some for role, some in spans.items() if now[role] != [list(span) for span in some]}
    if not said and not new:
        raise RecordError(f"statement {statement} is so already: nothing was changed")
    words = marking.anchors(db, standings.document_of(db, number), new)
    return _keep(db, CHANGE, {**said, "roles": list(new)}, [standings.anchor_of_statement(db, number), *words], by)


def add(db: sqlite3.Connection, article: int, marked: Marked, speaker: str | None, by: str | None) -> str:
    """Say that an article, by its number, has a statement that was not found."""
    marked, spans = in_article(db, article, marked)
    (document,) = db.execute("SELECT document FROM articles WHERE number = ?", [article]).fetchone()
    content = spans["content"]
    if (there := standings.statement_at(db, Found(document, content[0].start, content[-1].end, True))) is not None:
        (id,) = db.execute("SELECT id FROM statements WHERE number = ?", [there]).fetchone()
        raise RecordError(f"statement {id} stands there already: change that one")
    at = anchor(db, 0, "statement", document, content[0].start, content[-1].end)
    name, others = ("", []) if speaker is None else _speaker(db, speaker)
    says = {"act": "said", "polarity": "asserted", **marked.said, "roles": list(ROLES), "name": name}
    return _keep(db, ADD, says, [at, *others, *marking.anchors(db, document, spans)], by)


def undo(db: sqlite3.Connection, id: str, by: str | None) -> str:
    """Take a correction back; one that took another back, too."""
    of = kept.like(db, id)
    if of.action == IMPORT:
        raise RecordError(f"{of.id} is an import, not a correction: undo those that came with it")
    if of.id in kept.undone(kept.corrections(db)):
        raise RecordError(f"correction {of.id} is undone already: `onrecord corrections` lists them")
    return _keep(db, UNDO, {"of": of.id}, of.anchors, by)


def merge_stories(db: sqlite3.Connection, one: str, other: str, by: str | None) -> str:
    """Say that two stories, or articles of none, are about the same events."""
    first, second = groups.story(db, one), groups.story(db, other)
    if set(first) & set(second):
        raise RecordError(f"{one!r} and {other!r} are one story already: `onrecord stories split` takes it apart")
    anchors = [groups.anchors_of_articles(db, side, some[:MOST]) for side, some in enumerate((first, second))]
    return _keep(db, MERGE_STORIES, {}, [*anchors[0], *anchors[1]], by)


def split_story(db: sqlite3.Connection, story: str, articles: Sequence[str], by: str | None) -> str:
    """Say that articles of a story are about other events."""
    every, leaving = groups.story(db, story), groups.articles(db, articles)
    if strange := [name for name in articles if not set(groups.articles(db, [name])) <= set(every)]:
        raise RecordError(f"{strange[0]!r} is not in the story {story!r}: `onrecord stories --json` lists what is")
    staying = [article for article in every if article not in leaving]
    _check_split(story, leaving, staying)
    stay, leave = (groups.anchors_of_articles(db, side, some) for side, some in ((0, staying[:MOST]), (1, leaving)))
    return _keep(db, SPLIT_STORY, {}, [*stay, *leave], by)


def merge_quotations(db: sqlite3.Connection, one: str, other: str, by: str | None) -> str:
    """Say that two quotation families, or statements of none, are one utterance."""
    first, second = groups.quotation(db, one), groups.quotation(db, other)
    if first == second:
        raise RecordError(f"{one!r} and {other!r} are one quotation already: `onrecord quotations split` parts it")
    anchors = [
        groups.anchors_of_utterances(db, side, groups.utterances(db, reference)[:MOST])
        for side, reference in enumerate((first, second))
    ]
    return _keep(db, MERGE_QUOTATIONS, {}, [*anchors[0], *anchors[1]], by)


def split_quotation(db: sqlite3.Connection, quotation: str, statements: Sequence[str], by: str | None) -> str:
    """Say that statements of a quotation family are another utterance."""
    reference = groups.quotation(db, quotation)
    leaving = groups.numbers(db, reference, statements)
    staying = [number for number in groups.utterances(db, reference) if number not in leaving]
    _check_split(quotation, leaving, staying)
    stay, leave = (groups.anchors_of_utterances(db, side, some) for side, some in ((0, staying[:MOST]), (1, leaving)))
    return _keep(db, SPLIT_QUOTATION, {}, [*stay, *leave], by)


def _check_split(what: str, leaving: Sequence[int], staying: Sequence[int]) -> None:
    if not leaving or not staying:
        raise RecordError(f"nothing is split off {what!r}: name some of what it has, and not all")


def _anchors(db: sqlite3.Connection, side: int, person: str, most: int) -> list[Anchor]:
    anchors = anchors_of(db, side, standings.members(db, person)[:most])
    if not anchors:
        raise RecordError(
            f"{standings.name_of(db, person)!r} is named in no article: only what stands there is corrected"
        )
    return anchors


def _words(name: str) -> str:
    words = " ".join(name.split())
    if not words:
        raise RecordError("no name was given")
    return words


def who() -> str:
    """Return the name of who corrects here where none is given."""
    return os.environ.get(NAME) or getpass.getuser()


def keep_apart(
    db: sqlite3.Connection, action: str, says: dict[str, Any], anchors: Sequence[Anchor], by: str | None
) -> str:
    """Keep what corrects nothing, such as a judgement."""
    with transaction(db):
        return kept.add(db, action, says, anchors, made_at=now(), made_by=by or who())


def _keep(db: sqlite3.Connection, action: str, says: dict[str, Any], anchors: Sequence[Anchor], by: str | None) -> str:
    with transaction(db):
        id = kept.add(db, action, says, anchors, made_at=now(), made_by=by or who())
        relink(db)
    return id


def now() -> str:
    """Return the time as corrections keep it, so finely that two of one second are in order."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
