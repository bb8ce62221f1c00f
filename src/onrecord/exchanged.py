"""The file that corrections are exchanged in: JSON Lines, read with the caution that a file from elsewhere asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from onrecord.corrections import ADD, APART, CHANGE, CONFIRM, MERGE, REJECT, RENAME, SET_SPEAKER, SPLIT
from onrecord.regrouped import OF_GROUPS
from onrecord.store.anchors import Anchor, AnchorKind
from onrecord.store.changes import FIELDS, ROLES
from onrecord.store.corrections import UNDO, Correction
from onrecord.store.schema import RecordError
from onrecord.terms import Act, Kind, Polarity

FORM = "onrecord corrections 1"
"""How such a file begins."""
LARGEST = 200 * 2**20
"""Bytes of a file that is read."""
ID = re.compile("[0-9a-hjkmnp-tv-z]{12}")
KEYS = {"id", "made_at", "made_by", "action", "says", "anchors"}
CHOICES = {"kind": get_args(Kind), "act": get_args(Act), "polarity": get_args(Polarity)}


def read(path: Path) -> list[Correction]:
    """Return the corrections of a file, in the order in which they were made.

    Raises:
        RecordError: it is none, or a line of it is damaged.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise RecordError(f"{path} is larger than {LARGEST // 2**20} MB: no file of corrections is")
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise RecordError(f"{path} cannot be read ({(error.strerror or str(error)).lower()}): name a file") from error
    except UnicodeDecodeError as error:
        raise RecordError(
            f"{path} holds no corrections: name a file that `onrecord corrections export` made"
        ) from error
    if not lines or not isinstance(first := _parsed(lines[0]), dict) or first.get("form") != FORM:
        raise RecordError(f"{path} holds no corrections: name a file that `onrecord corrections export` made")
    found = []
    for number, line in enumerate(lines[1:], 2):
        try:
            found.append(_correction(json.loads(line)))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise RecordError(f"{path}, line {number}, is no correction ({error}): ask for the file again") from error
    return found


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _correction(row: Any) -> Correction:
    _must(isinstance(row, dict) and set(row) == KEYS, "other fields than a correction has")
    id, made_by, action, says = row["id"], row["made_by"], row["action"], row["says"]
    _must(isinstance(id, str) and bool(ID.fullmatch(id)), "no id")
    _must(isinstance(made_by, str) and 0 < len(made_by) <= 500, "no author")
    _must(isinstance(action, str) and action in SAYS, f"{action!r} is not known: a newer onrecord may have made it")
    _must(isinstance(says, dict) and SAYS[action](says), f"what it says is no {action}")
    made_at = datetime.fromisoformat(row["made_at"])
    _must(made_at.tzinfo is not None, "no time zone")
    at = made_at.astimezone(UTC).isoformat(timespec="milliseconds" if "." in row["made_at"] else "seconds")
    anchors = tuple(map(_anchor, row["anchors"]))
    _must(bool(anchors), "no place")
    given = {one.kind for one in anchors if one.side == 2}
    _must(action == UNDO or given <= set(says.get("roles", ())), "words without a role")
    _must("content" in given or "content" not in says.get("roles", ()), "no content")
    _must(action != ADD or [one.kind for one in anchors if one.side == 0] == ["statement"], "no place of a statement")
    return Correction(0, id, at, made_by, action, says, anchors)


def _anchor(row: Any) -> Anchor:
    _must(isinstance(row, dict) and set(row) == set(Anchor._fields), "a place with other fields than one has")
    found = Anchor(**row)
    _must(found.side in (0, 1, 2) and found.kind in get_args(AnchorKind), "a place of no known kind")
    _must((found.side == 2) == (found.kind in ROLES), "a place of no known kind")
    words = (found.document, found.sha256, found.words, found.before, found.after)
    _must(all(isinstance(one, str) for one in words), "a place without its words")
    ends = type(found.start) is type(found.end) is int and found.end - found.start == len(found.words) > 0
    _must(ends and found.start >= 0, "a place whose words are not as long as it is")
    return found


def _must(holds: bool, else_wrong: str) -> None:
    if not holds:
        raise ValueError(else_wrong)


def _text(*names: str) -> Callable[[dict[str, Any]], bool]:
    """Return what says whether these fields are there and are words."""
    return lambda says: set(says) == set(names) and all(isinstance(says[name], str) for name in names)


def _names(says: dict[str, Any]) -> bool:
    names = says.get("names")
    return set(says) == {"names"} and isinstance(names, list) and all(isinstance(name, str) for name in names)


def _marks(says: dict[str, Any]) -> bool:
    roles = says.get("roles")
    return (
        set(says) <= {"roles", "name", *FIELDS}
        and isinstance(roles, list)
        and set(roles) <= set(ROLES)
        and all(says[field] in CHOICES[field] for field in FIELDS if field in says)
        and isinstance(says.get("name", ""), str)
    )


def _added(says: dict[str, Any]) -> bool:
    return _marks(says) and set(says) == {"roles", "name", *FIELDS} and set(says["roles"]) == set(ROLES)


SAYS: dict[str, Callable[[dict[str, Any]], bool]] = {
    MERGE: _text(),
    APART: _text(),
    CONFIRM: _text(),
    REJECT: _text(),
    SPLIT: _names,
    RENAME: _text("name"),
    SET_SPEAKER: _text("name"),
    CHANGE: _marks,
    ADD: _added,
    UNDO: _text("of"),
    **dict.fromkeys(OF_GROUPS, _text()),
}
"""What each correction has to say, so that it can be laid over findings; who adds a kind of correction adds it here."""
