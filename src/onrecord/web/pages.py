"""Pages: templates that escape all they are given."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from onrecord.web import words

ROOMS = (
    ("/", "Home", "h"),
    ("/articles", "Articles", "a"),
    ("/search", "Search", "s"),
    ("/people", "People", "p"),
    ("/quotations", "Quotations", "q"),
    ("/stories", "Stories", "t"),
    ("/check", "Check", "k"),
    ("/corrections", "Corrections", "c"),
    ("/add", "Add", "n"),
)
"""Addresses, names, and the key that leads there after g."""


@cache
def environment() -> Environment:
    """Return what makes pages of templates."""
    env = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(rooms=ROOMS, made_by=f"onrecord {version('onrecord')}", static=static, address=address)
    env.globals.update(
        relations=words.RELATIONS,
        kinds=words.KINDS,
        standings=words.STANDINGS,
        counted=words.counted,
        citation=words.citation,
    )
    env.filters.update(sure=words.sure, day=words.day, short=words.short)
    return env


def address(path: str, **query: Any) -> str:
    """Return an address in the reading room; what is None or "" is left out, so that one view has one address."""
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


@cache
def static(name: str) -> str:
    """Return the address of a file of ours, which is another one when the file is."""
    data = files("onrecord.web").joinpath("static", name).read_bytes()
    return f"/static/{name}?{sha256(data).hexdigest()[:10]}"


class Given(dict[str, str]):
    """What a request's query holds; a field that it has not is empty."""

    def __missing__(self, name: str) -> str:
        return ""


def rendered(request: Request, template: str, data: Any, *, status: int = 200) -> HTMLResponse:
    """Return a page.

    Args:
        request: what was asked.
        template: its file's name.
        data: what the template shows, as ``data``.
        status: of HTTP.
    """
    query = [(name, value) for name, value in request.query_params.multi_items() if name not in ("page", "done")]

    def here(**more: Any) -> str:
        return address(request.url.path, **{**dict(query), **more})

    def twin(suffix: str) -> str:
        path = "/index" if request.url.path == "/" else request.url.path
        return address(path + suffix, **dict(query if suffix != ".json" else request.query_params.multi_items()))

    page = environment().get_template(template)
    html = page.render(
        data=data,
        path=request.url.path,
        here=here,
        twin=twin,
        record=request.app.state.path.name,
        done=request.query_params.get("done"),
        query=Given(query),
    )
    return HTMLResponse(html, status)


def refused(request: Request, status: int, sentence: str) -> Response:
    """Return an error in the form that was asked for, JSON or a page, with one sentence on what to do."""
    if request.url.path.endswith((".json", ".jsonl")):
        return JSONResponse({"error": {"status": status, "sentence": sentence}}, status)
    html = (
        environment().get_template("error.html").render(status=status, sentence=sentence, path="", record="", done=None)
    )
    return HTMLResponse(html, status)
