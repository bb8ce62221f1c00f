"""Originals: the bytes that were read, shown at the marked words where that can be done, and to save as they were."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple, TypedDict
from urllib.parse import quote

from fastapi import Depends, Query
from fastapi.responses import Response

from onrecord import shown
from onrecord.record import ArticleRow, NotOnRecord, Placed, Record, RecordError, StatementRow
from onrecord.shown import Unreadable
from onrecord.terms import Span
from onrecord.web.rooms import REFUSALS, Opened, room, router
from onrecord.web.views.articles import At, Id, Place, Revision, spans
from onrecord.web.words import short

StatementId = Annotated[str | None, Query(min_length=1, max_length=100, description="A statement's id.")]
DocumentId = Annotated[str | None, Query(max_length=2000, description="A document's id, where no statement is named.")]
AROUND = 1_000
"""Characters of a plain text that are shown before and after words, at least."""
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


class Piece(TypedDict):
    """Words of a plain text; ``here`` are those that are asked for."""

    words: str
    here: bool


class Original(TypedDict):
    """How the original of a statement, or of some words, can be shown, and on which pages, or of plain text what stands
    around them; ``asked`` is what the address names them by, ``why_not`` says what stands in the way.
    """

    statement: StatementRow | None
    words: str
    content: list[list[int]]
    article: ArticleRow
    asked: dict[str, str]
    how: Literal["page", "pdf", "text", "no"]
    placed: bool
    places: list[str]
    pages: list[int]
    pieces: list[Piece]
    why_not: str | None


class Asked(NamedTuple):
    """Words whose original is asked for, the statement that they are of, and what the address names them by."""

    found: Placed
    statement: StatementRow | None
    by: dict[str, str]


def asked(
    record: Opened,
    statement: StatementId = None,
    id: DocumentId = None,
    article: Place = 0,
    at: At = None,
    revision: Revision = None,
) -> Asked:
    """Find the words that an address names: a statement's, or those between offsets.

    Raises:
        ValueError: it names neither.
    """
    if statement is not None:
        found = record.show(statement)
        row = found.article
        content = [Span(*span) for span in found.statement["content"]]
        words = record.placed(row["id"], row["article"], content, revision=row["revision"])
        return Asked(words, found.statement, {"statement": found.statement["id"]})
    if id is None or at is None:
        raise ValueError("nothing is named: give a statement, or the id of a document and at=120-180")
    words = record.placed(id, article, spans(at), revision=revision)
    by = {"id": id, "article": str(article), "at": at, "revision": str(words.article["revision"])}
    return Asked(words, None, by)


@room("/original", "original.html")
def original(record: Opened, what: Annotated[Asked, Depends(asked)]) -> Original:
    """The original of a statement, or of some words, at their place."""
    found = what.found
    at = shown.at(found)
    placed, why_not = bool(at.places), None
    try:
        data = record.original(found.article["id"], revision=found.article["revision"])
        if at.how == "page":
            placed = shown.page(data, at.places)[1]
    except (RecordError, Unreadable) as error:
        at, placed, why_not = at._replace(how="no"), False, str(error)
    return Original(
        statement=what.statement,
        words=found.words,
        content=[list(span) for span in found.spans],
        article=found.article,
        asked=what.by,
        how=at.how,
        placed=placed,
        places=list(at.places),
        pages=list(at.pages) or [1],
        pieces=_pieces(record, found) if at.how == "text" else [],
        why_not=why_not,
    )


def _pieces(record: Record, found: Placed) -> list[Piece]:
    """Return the words of a plain text with what stands around them, from line to line."""
    row, asked = found.article, sorted(found.spans)
    text = record.article(row["id"], row["article"], revision=row["revision"]).text
    at = text.rfind("\n", 0, max(0, asked[0].start - AROUND)) + 1
    last = text.find("\n", asked[-1].end + AROUND)
    pieces = []
    for start, end in asked:
        if at <= start < end:
            pieces += [Piece(words=text[at:start], here=False), Piece(words=text[start:end], here=True)]
            at = end
    return [*pieces, Piece(words=text[at : len(text) if last < 0 else last], here=False)]


@router.get("/original/page", response_class=Response, responses=REFUSALS)
def page(record: Opened, what: Annotated[Asked, Depends(asked)]) -> Response:
    """A page without scripts, styles, links and pictures, the paragraph with the words marked."""
    found = what.found
    try:
        at = shown.at(found)
        data = record.original(found.article["id"], revision=found.article["revision"])
        html, _ = shown.page(data, at.places)
    except Unreadable as error:
        raise NotOnRecord(f"The original {error}.") from error
    headers = {"content-security-policy": shown.POLICY, "x-frame-options": "SAMEORIGIN"}
    return Response(html, media_type="text/html; charset=utf-8", headers=headers)


@router.get("/original/page.png", response_class=Response, responses=REFUSALS)
def picture(
    record: Opened, what: Annotated[Asked, Depends(asked)], page: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> Response:
    """A page of a PDF as a picture, the lines with the words marked."""
    found = what.found
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
