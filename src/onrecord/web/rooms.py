"""A room is a view with its twins: a page, its data as JSON in one envelope; of a list all rows as CSV, JSON Lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints, is_typeddict

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from pydantic import BaseModel, create_model

from onrecord.output import as_json, csv_lines
from onrecord.record import Record
from onrecord.web.pages import rendered

MOST = 50
"""Rows on a page."""
LINES = 100
"""Lines of an export that are sent together."""
Rows = Callable[[Record, Any], Iterable[Mapping[str, Any]]]
router = APIRouter()


class Error(BaseModel):
    """What is wrong and what to do, in one sentence."""

    status: int
    sentence: str


class Refused(BaseModel):
    """What comes where there is nothing to give."""

    error: Error


def opened(request: Request) -> Iterator[Record]:
    """Open the record for one request, all of which sees one state of it."""
    with Record(request.app.state.path) as record, record.one_state():
        yield record


Opened = Annotated[Record, Depends(opened, scope="function")]
Page = Annotated[int, Query(ge=1, le=1_000_000, description="Which page, from 1.")]
REFUSALS: dict[int | str, dict[str, Any]] = {status: {"model": Refused} for status in (400, 403, 404, 422, 503)}


def room(path: str, template: str, *, method: str = "GET") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a room of a view: a page at its path, and the same data as JSON beside it.

    Args:
        path: of the page.
        template: its file's name.
        method: of HTTP; POST where what is asked is too long for an address, or nobody else's business.
    """

    def register(view: Callable[..., Any]) -> Callable[..., Any]:
        form = get_type_hints(view, include_extras=True)["return"]
        envelope = create_model(
            f"{form.__name__}Envelope", onrecord=(str, ...), record=(str, ...), data=(model(form), ...)
        )

        def page(request: Request, data: Any = Depends(view)) -> HTMLResponse:
            return rendered(request, template, data)

        def twin(request: Request, data: Any = Depends(view)) -> dict[str, Any]:
            return {"onrecord": version("onrecord"), "record": request.app.state.path.name, "data": data}

        name = view.__name__
        beside = "/index" if path == "/" else path
        router.add_api_route(
            path, page, methods=[method], response_class=HTMLResponse, include_in_schema=False, name=name
        )
        router.add_api_route(
            f"{beside}.json",
            twin,
            methods=[method],
            response_model=envelope,
            responses=REFUSALS,
            name=f"{name}.json",
            summary=view.__doc__,
        )
        return view

    return register


def exports(path: str, wanted: Callable[..., Any], columns: Iterable[str], rows: Rows) -> None:
    """Give all rows of a listing, on however many pages they are shown, as CSV and JSON Lines.

    Args:
        path: of its page.
        wanted: makes what is wanted of a request's query.
        columns: the rows' keys.
        rows: gives them.
    """
    name = path.strip("/").replace("/", "-")

    def given(record: Path, what: Any) -> Iterator[Mapping[str, Any]]:
        with Record(record) as opened, opened.one_state():
            yield from rows(opened, what)

    def as_csv(request: Request, what: Any = Depends(wanted)) -> StreamingResponse:
        lines = csv_lines(given(request.app.state.path, what), tuple(columns))
        return _sent(lines, "text/csv", f"{name}.csv")

    def as_lines(request: Request, what: Any = Depends(wanted)) -> StreamingResponse:
        lines = (as_json(row) + "\n" for row in given(request.app.state.path, what))
        return _sent(lines, "application/jsonl", f"{name}.jsonl")

    for suffix, export in (("csv", as_csv), ("jsonl", as_lines)):
        router.add_api_route(
            f"{path}.{suffix}", export, response_class=StreamingResponse, responses=REFUSALS, name=f"{name}.{suffix}"
        )


def _sent(lines: Iterator[str], kind: str, name: str) -> StreamingResponse:
    saved = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_together(lines), media_type=f"{kind}; charset=utf-8", headers=saved)


def _together(lines: Iterator[str]) -> Iterator[str]:
    """Yield lines, some at a time: to send one alone takes longer than to make it."""
    while some := "".join(islice(lines, LINES)):
        yield some


@cache
def model(form: Any) -> Any:
    """Return a model for the schema of what views give, TypedDicts that nobody's types but Python's describe."""
    if is_typeddict(form):
        fields = {name: (model(hint), ...) for name, hint in get_type_hints(form).items()}
        return create_model(form.__name__, **fields)  # type: ignore[call-overload]
    if get_origin(form) in (Union, UnionType):
        return Union[tuple(model(one) for one in get_args(form))]  # noqa: UP007 of types that are known only here
    if get_origin(form) in (list, dict):
        return get_origin(form)[tuple(model(one) for one in get_args(form))]
    return form
