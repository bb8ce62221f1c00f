"""Originals: the bytes that were read, shown at the marked words where that can be done, and to save as they were."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict
from urllib.parse import quote

from fastapi import Query
from fastapi.responses import Response

from onrecord import shown
from onrecord.record import ArticleRow, NotOnRecord, RecordError, StatementRow
from onrecord.shown import Unreadable
from onrecord.web.rooms import REFUSALS, Opened, room, router
from onrecord.web.views.articles import Id, Revision
from onrecord.web.words import short

StatementId = Annotated[str, Query(min_length=1, max_length=100, description="A statement's id.")]
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


class Original(TypedDict):
    """How a statement's original can be shown, and on which pages; ``why_not`` says what stands in the way."""

    statement: StatementRow
    article: ArticleRow
    how: Literal["page", "pdf", "text", "no"]
    placed: bool
    places: list[str]
    pages: list[int]
    why_not: str | None


@room("/original", "original.html")
def original(record: Opened, statement: StatementId) -> Original:
    """The original of a statement, at its place."""
    found = record.show(statement)
    at = shown.at(found)
    placed, why_not = bool(at.places), None
    try:
        data = record.original(found.article["id"], revision=found.article["revision"])
        if at.how == "page":
            placed = shown.page(data, at.places)[1]
    except (RecordError, Unreadable) as error:
        at, placed, why_not = at._replace(how="no"), False, str(error)
    return Original(
        statement=found.statement,
        article=found.article,
        how=at.how,
        placed=placed,
        places=list(at.places),
        pages=list(at.pages) or [1],
        why_not=why_not,
    )


@router.get("/original/page", response_class=Response, responses=REFUSALS)
def page(record: Opened, statement: StatementId) -> Response:
    """A page without scripts, styles, links and pictures, the statement's paragraph marked."""
    found = record.show(statement)
    try:
        at = shown.at(found)
        data = record.original(found.article["id"], revision=found.article["revision"])
        html, _ = shown.page(data, at.places)
    except Unreadable as error:
        raise NotOnRecord(f"The original {error}.") from error
    headers = {"content-security-policy": shown.POLICY, "x-frame-options": "SAMEORIGIN"}
    return Response(html, media_type="text/html; charset=utf-8", headers=headers)


@router.get("/original/page.png", response_class=Response, responses=REFUSALS)
def picture(record: Opened, statement: StatementId, page: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """A page of a PDF as a picture, the statement's lines marked."""
    found = record.show(statement)
    if found.media_type != "application/pdf":
        raise NotOnRecord("The original is no PDF.")
    data = record.original(found.article["id"], revision=found.article["revision"])
    try:
        return Response(shown.picture(data, page, shown.at(found).places), media_type="image/png")
    except Unreadable as error:
        raise NotOnRecord(f"The original's {error}.") from error


@router.get("/original/file", response_class=Response, responses=REFUSALS)
def file(record: Opened, id: Id, revision: Revision = None) -> Response:
    """A document's bytes as they were read, to be saved: no browser runs what is in them."""
    data = record.original(id, revision=revision)
    name = quote(short(record.file_of(id)) or "original", safe="")
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{name}",
        "content-security-policy": SANDBOX,
    }
    return Response(data, media_type="application/octet-stream", headers=headers)
