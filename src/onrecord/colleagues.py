"""Corrections as a file, for colleagues: theirs are merged with those here, and where two disagree both are shown.

What comes keeps its id, its author and its time, and counts as if it had been made here then: so whoever has the same
corrections has the same findings, and a file may come twice. Two corrections disagree if they are about the same, say
different things, and neither author knew of the other's: the later counts until somebody says which one to keep.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from onrecord import correct, corrections
from onrecord.build import relink
from onrecord.corrections import (
    ADD,
    APART,
    APART_FROM,
    CHANGE,
    CONFIRM,
    IMPORT,
    MERGE,
    OF_STATEMENTS,
    REJECT,
    RENAME,
    SET_SPEAKER,
    SPLIT,
    ConflictRow,
)
from onrecord.exchanged import FORM, read
from onrecord.regrouped import MERGE_QUOTATIONS, MERGE_STORIES, SPLIT_QUOTATION, SPLIT_STORY
from onrecord.store import corrections as kept
from onrecord.store.changes import FIELDS
from onrecord.store.corrections import UNDO, Correction
from onrecord.store.revisions import transaction
from onrecord.store.schema import RecordError

MERGES = {MERGE, MERGE_STORIES, MERGE_QUOTATIONS}
PARTS = {APART, SPLIT, SPLIT_STORY, SPLIT_QUOTATION}


class Imported(NamedTuple):
    """What became of a file: how many corrections came, how many were here, how many that came have no place here yet,
    and how many disagree with one of here.
    """

    came: int
    known: int
    orphans: int
    conflicts: int


def export(db: sqlite3.Connection, to: Path) -> int:
    """Write all corrections to a file, undone ones and undos too, and return how many there are.

    Raises:
        RecordError: the file is there, or cannot be written.
    """
    every = list(_shared(kept.corrections(db)))
    lines: list[dict[str, Any]] = [{"form": FORM, "made_by": f"onrecord {version('onrecord')}"}]
    for one in every:
        row = {key: value for key, value in one._asdict().items() if key != "number"}
        lines.append({**row, "anchors": [anchor._asdict() for anchor in one.anchors]})
    try:
        with to.open("x", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=True) + "\n" for line in lines)
    except FileExistsError as error:
        raise RecordError(f"{to} is there already: name another file") from error
    except OSError as error:
        raise RecordError(f"{to} cannot be written ({(error.strerror or str(error)).lower()}): name another") from error
    return len(every)


def take(db: sqlite3.Connection, path: Path, by: str | None) -> Imported:
    """Merge the corrections of a file with those of a record: all of them, or none where something is wrong with it.

    Raises:
        RecordError: it holds no corrections, or cannot be read.
    """
    theirs = read(path)
    with transaction(db):
        here = {one.id: one for one in kept.corrections(db)}
        known = here.keys() | {one.id for one in theirs}
        for one in theirs:
            if one.action == UNDO and one.says["of"] not in known:
                raise RecordError(f"{path}: {one.id} undoes a correction that is nowhere: ask for the file again")
            if one.id in here and not _same(here[one.id], one):
                raise RecordError(f"{path}: correction {one.id} is another one in this record: one of them was changed")
        new = [one for one in theirs if one.id not in here]
        for one in new:
            kept.put(db, one)
        if not new:
            return Imported(0, len(theirs), 0, 0)
        relink(db)
        found = list(_conflicts(db, {one.id for one in new}, {one.id for one in theirs}))
        says = {"file": path.name, "came": [one.id for one in new], "conflicts": found}
        kept.add(db, IMPORT, says, [], made_at=correct.now(), made_by=by or correct.who())
        every = kept.in_force(kept.corrections(db))
        ids = {one.id for one in new}
        orphans = sum(not corrections.holds(db, one) for one in every if one.id in ids)
    return Imported(len(new), len(theirs) - len(new), orphans, len(found))


def conflicts(db: sqlite3.Connection) -> Iterator[ConflictRow]:
    """Yield the pairs of corrections that disagree and that nobody decided, the earliest import first."""
    every = kept.corrections(db)
    holding = {one.id: one for one in kept.in_force(every)}
    for one in every:
        for pair in one.says["conflicts"] if one.action == IMPORT else ():
            if all(id in holding for id in pair):
                yield _row(*(holding[id] for id in pair))


def keep(db: sqlite3.Connection, id: str, by: str | None) -> list[str]:
    """Keep a correction, and undo those that disagree with it; return the ids of the undos.

    Raises:
        RecordError: nothing disagrees with it.
    """
    kept_one = kept.like(db, id).id
    pairs = [(row["ours"], row["theirs"]) for row in conflicts(db)]
    others = dict.fromkeys(other for pair in pairs if kept_one in pair for other in pair if other != kept_one)
    if not others:
        raise RecordError(f"nothing disagrees with correction {kept_one}: `onrecord corrections conflicts` lists pairs")
    return [correct.undo(db, other, by) for other in others]


def _shared(every: Iterable[Correction]) -> Iterator[Correction]:
    """Yield what is for others: no samples, no judgements, no imports, and no undos of these."""
    own: set[str] = set()
    for one in every:
        if one.action in (*APART_FROM, IMPORT) or one.says.get("of") in own:
            own.add(one.id)
        else:
            yield one


def _same(one: Correction, other: Correction) -> bool:
    return (one.action, one.says, one.made_at, one.made_by) == (other.action, other.says, other.made_at, other.made_by)


def _row(ours: Correction, theirs: Correction) -> ConflictRow:
    return ConflictRow(
        ours=ours.id,
        ours_by=ours.made_by,
        ours_at=ours.made_at,
        ours_says=corrections.said(ours),
        theirs=theirs.id,
        theirs_by=theirs.made_by,
        theirs_at=theirs.made_at,
        theirs_says=corrections.said(theirs),
        holds=max((ours.made_at, ours.number, ours.id), (theirs.made_at, theirs.number, theirs.id))[2],
    )


def _conflicts(db: sqlite3.Connection, came: set[str], known_there: set[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of one from here that is not known there and one that came, that are in force and disagree."""
    holding = list(kept.in_force(kept.corrections(db)))
    about = {one.id: corrections.about(db, one) for one in holding}
    ours: dict[Any, list[Correction]] = {}
    for one in holding:
        for target in about[one.id] if one.id not in known_there else ():
            ours.setdefault(target, []).append(one)
    for their in holding:
        if their.id in came:
            others = {other.id: other for target in sorted(about[their.id], key=str) for other in ours.get(target, ())}
            yield from ((other.id, their.id) for other in others.values() if disagree(other, their))


def disagree(one: Correction, other: Correction) -> bool:
    """Say whether two corrections about the same say what cannot both be."""
    actions = {one.action, other.action}
    if actions <= {CHANGE, ADD}:
        return _differ(one, other)
    if len(actions) == 1:
        return one.action in (SET_SPEAKER, RENAME) and one.says["name"].casefold() != other.says["name"].casefold()
    if actions <= set(OF_STATEMENTS):
        return bool(actions & {CONFIRM, REJECT})
    return bool(actions & MERGES) and bool(actions & PARTS)


def _differ(one: Correction, other: Correction) -> bool:
    """Say whether two give the same field or role of a statement another value."""
    ours, theirs = one.says, other.says
    if any(ours.get(field) and theirs.get(field) and ours[field] != theirs[field] for field in FIELDS):
        return True
    shared = set(ours["roles"]) & set(theirs["roles"])
    return any(_words(one, role) != _words(other, role) for role in shared)


def _words(one: Correction, role: str) -> list[str]:
    return [anchor.words for anchor in one.anchors if anchor.kind == role]
