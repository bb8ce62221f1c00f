"""Corrections: what people said of findings, and the forms by which they say it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal, TypedDict
from urllib.parse import parse_qsl, urlsplit

from fastapi import File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from onrecord.corrections import ConflictRow, CorrectionRow
from onrecord.record import NotOnRecord, Record, RecordError
from onrecord.web.named import keep, name_of
from onrecord.web.pages import address
from onrecord.web.rooms import MOST, REFUSALS, Opened, Page, exports, room, router
from onrecord.web.views.stories import every

Field = Annotated[str, Form(max_length=500)]
Back = Annotated[str, Form(max_length=8000)]
Action = Literal[
    "confirm",
    "reject",
    "set-speaker",
    "merge",
    "not-the-same",
    "rename",
    "split",
    "merge-stories",
    "split-story",
    "merge-quotations",
    "split-quotation",
    "undo",
    "keep",
]
MOST_AT_ONCE = 200
"""Findings that are judged by one press: those of a page, and not more."""


class Corrections(TypedDict):
    """A page of corrections, the latest first, how many there are in all, and those that wait to be decided."""

    total: int
    page: int
    pages: int
    corrections: list[CorrectionRow]
    conflicts: list[ConflictRow]


@room("/corrections", "corrections.html")
def corrections(record: Opened, page: Page = 1) -> Corrections:
    """What people said of findings: who, when, and whether it is in force."""
    rows, total = record.latest_corrections(skip=(page - 1) * MOST, most=MOST)
    return Corrections(
        total=total,
        page=page,
        pages=-(-total // MOST),
        corrections=rows,
        conflicts=list(record.conflicts()),
    )


exports("/corrections", every, CorrectionRow.__annotations__, lambda record, what: record.corrections())

Does = Callable[[Record, list[str], str, str | None], str]
DOES: dict[str, Does] = {
    "confirm": lambda record, ids, other, by: record.confirm(*ids, by=by),
    "reject": lambda record, ids, other, by: record.reject(*ids, by=by),
    "set-speaker": lambda record, ids, other, by: record.set_speaker(ids[0], other, by=by),
    "merge": lambda record, ids, other, by: record.merge_people(ids[0], other, by=by),
    "not-the-same": lambda record, ids, other, by: record.not_the_same(ids[0], other, by=by),
    "rename": lambda record, ids, other, by: record.rename_person(ids[0], other, by=by),
    "split": lambda record, ids, other, by: record.split_person(ids[0], [other], by=by),
    "merge-stories": lambda record, ids, other, by: record.merge_stories(ids[0], _id_in(other), by=by),
    "split-story": lambda record, ids, other, by: record.split_story(ids[0], [other], by=by),
    "merge-quotations": lambda record, ids, other, by: record.merge_quotations(ids[0], _id_in(other), by=by),
    "split-quotation": lambda record, ids, other, by: record.split_quotation(ids[0], [other], by=by),
    "undo": lambda record, ids, other, by: record.undo(ids[0], by=by),
    "keep": lambda record, ids, other, by: record.keep(ids[0], by=by)[0],
}
"""What each does with the ids that were chosen; only who judges statements chooses several."""


@contextmanager
def saying() -> Iterator[None]:
    """Turn what cannot be corrected, such as two people of that name, into what its sentence says."""
    try:
        yield
    except NotOnRecord:
        raise
    except RecordError as error:
        raise ValueError(str(error)) from error


@router.post("/correct", response_class=RedirectResponse, status_code=303, responses=REFUSALS)
def correct(
    request: Request,
    action: Annotated[Action, Form()],
    id: Annotated[list[Field], Form(min_length=1, max_length=MOST_AT_ONCE)],
    other: Field = "",
    back: Back = "/corrections",
) -> RedirectResponse:
    """Correct a finding, or several that are shown, and lead back to where that was asked for."""
    with Record(request.app.state.path) as record, saying():
        made = DOES[action](record, id, other, name_of(request))
    path, mark, place = _inside(back).partition("#")
    return RedirectResponse(f"{path}{'&' if '?' in path else '?'}done={made}{mark}{place}", 303)


@router.post("/as", response_class=RedirectResponse, status_code=303, responses=REFUSALS)
def correct_as(name: Field = "", back: Back = "/corrections") -> RedirectResponse:
    """Keep the name of who corrects in this browser."""
    answer = RedirectResponse(_inside(back), 303)
    keep(answer, name)
    return answer


@router.get("/corrections/file", response_class=Response, responses=REFUSALS)
def for_colleagues(record: Opened) -> Response:
    """All corrections as a file that a colleague's record takes in."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corrections.jsonl"
        record.export_corrections(path)
        headers = {"content-disposition": 'attachment; filename="corrections.jsonl"'}
        return Response(path.read_bytes(), media_type="application/jsonl; charset=utf-8", headers=headers)


@router.post("/corrections/file", response_class=RedirectResponse, status_code=303, responses=REFUSALS)
def of_a_colleague(request: Request, file: Annotated[UploadFile, File()]) -> RedirectResponse:
    """Merge a colleague's corrections with those here."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corrections.jsonl"
        path.write_bytes(file.file.read())
        with Record(request.app.state.path) as record:
            try:
                found = record.import_corrections(path, by=name_of(request))
            except RecordError as error:
                raise ValueError(str(error).replace(str(path), Path(file.filename or "the file").name)) from error
    return RedirectResponse(address("/corrections", came=found.came, known=found.known), 303)


def _id_in(given: str) -> str:
    """Return the id that an address of a page names, or what is given itself.

    >>> _id_in("http://127.0.0.1:8765/article?id=abc#xyz"), _id_in(" abc ")
    ('abc-0', 'abc')
    """
    address = urlsplit(given.strip())
    named = dict(parse_qsl(address.query))
    if "id" not in named:
        return given.strip()
    return f"{named['id']}-{named.get('article', 0)}" if address.path == "/article" else named["id"]


def _inside(back: str) -> str:
    """Return where to lead back to: never to another site."""
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/corrections"
