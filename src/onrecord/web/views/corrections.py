"""Corrections: what people said of findings, and the forms by which they say it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal, TypedDict

from fastapi import Form, Request
from fastapi.responses import RedirectResponse

from onrecord.corrections import CorrectionRow
from onrecord.record import NotOnRecord, Record, RecordError
from onrecord.web.rooms import MOST, REFUSALS, Opened, Page, exports, room, router
from onrecord.web.views.stories import every

Field = Annotated[str, Form(max_length=500)]
Action = Literal["confirm", "reject", "set-speaker", "merge", "not-the-same", "rename", "split", "undo"]


class Corrections(TypedDict):
    """A page of corrections, the latest first, and how many there are in all."""

    total: int
    page: int
    pages: int
    corrections: list[CorrectionRow]


@room("/corrections", "corrections.html")
def corrections(record: Opened, page: Page = 1) -> Corrections:
    """What people said of findings: who, when, and whether it is in force."""
    rows = list(record.corrections())[::-1]
    first = (page - 1) * MOST
    return Corrections(total=len(rows), page=page, pages=-(-len(rows) // MOST), corrections=rows[first : first + MOST])


exports("/corrections", every, CorrectionRow, lambda record, what: record.corrections())

DOES: dict[str, Callable[[Record, str, str], str]] = {
    "confirm": lambda record, id, other: record.confirm(id),
    "reject": lambda record, id, other: record.reject(id),
    "set-speaker": lambda record, id, other: record.set_speaker(id, other),
    "merge": lambda record, id, other: record.merge_people(id, other),
    "not-the-same": lambda record, id, other: record.not_the_same(id, other),
    "rename": lambda record, id, other: record.rename_person(id, other),
    "split": lambda record, id, other: record.split_person(id, [other]),
    "undo": lambda record, id, other: record.undo(id),
}


@router.post("/correct", response_class=RedirectResponse, status_code=303, responses=REFUSALS)
def correct(
    request: Request, action: Annotated[Action, Form()], id: Field, other: Field = "", back: Field = "/corrections"
) -> RedirectResponse:
    """Correct a finding, and lead back to where that was asked for."""
    with Record(request.app.state.path) as record:
        try:
            made = DOES[action](record, id, other)
        except NotOnRecord:
            raise
        except RecordError as error:  # such as two people of that name
            raise ValueError(str(error)) from error
    inside = back.startswith("/") and not back.startswith(("//", "/\\"))
    path, mark, place = (back if inside else "/corrections").partition("#")
    return RedirectResponse(f"{path}{'&' if '?' in path else '?'}done={made}{mark}{place}", 303)
