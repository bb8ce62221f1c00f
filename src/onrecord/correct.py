"""Correcting a record: what somebody says of people and statements is kept, and holds at once."""

from __future__ import annotations

import getpass
import re
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from onrecord.build import relink
from onrecord.corrections import APART, CONFIRM, MERGE, REJECT, RENAME, SET_SPEAKER, SPLIT
from onrecord.link import Called, folded
from onrecord.regrouped import MERGE_QUOTATIONS, MERGE_STORIES, SPLIT_QUOTATION, SPLIT_STORY
from onrecord.store import corrections as kept
from onrecord.store import regrouped as groups
from onrecord.store import standings
from onrecord.store.anchors import Anchor
from onrecord.store.context import statement_number
from onrecord.store.corrections import UNDO
from onrecord.store.revisions import transaction
from onrecord.store.schema import RecordError
from onrecord.store.standings import MOST, anchors_of

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
    name = _words(name)
    if standings.has_name(db, name) or ID.fullmatch(name):
        person = standings.person(db, name)
        name, others = standings.name_of(db, person), anchors_of(db, 1, standings.members(db, person)[:MOST])
    else:
        others = []
    return _keep(db, SET_SPEAKER, {"name": name}, [at, *others], by)


def confirm(db: sqlite3.Connection, statement: str, by: str | None) -> str:
    """Say that a statement is right as it was found."""
    return _keep(db, CONFIRM, {}, [standings.anchor_of_statement(db, statement_number(db, statement))], by)


def reject(db: sqlite3.Connection, statement: str, by: str | None) -> str:
    """Say that a statement is none."""
    return _keep(db, REJECT, {}, [standings.anchor_of_statement(db, statement_number(db, statement))], by)


def undo(db: sqlite3.Connection, id: str, by: str | None) -> str:
    """Take a correction back; one that took another back, too."""
    of = kept.like(db, id)
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


def _keep(db: sqlite3.Connection, action: str, says: dict[str, Any], anchors: Sequence[Anchor], by: str | None) -> str:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with transaction(db):
        id = kept.add(db, action, says, anchors, made_at=now, made_by=by or getpass.getuser())
        relink(db)
    return id
