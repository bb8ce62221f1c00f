"""Pages: templates that escape all they are given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import Any, get_args
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from onrecord.terms import Act, Polarity
from onrecord.web import words
from onrecord.web.named import name_of

ROOMS = (
    ("/", "Home", "h"),
    ("/articles", "Articles", "a"),
    ("/search", "Search", "s"),
    ("/people", "People", "p"),
    ("/quotations", "Quotations", "q"),
    ("/stories", "Stories", "t"),
    ("/figures", "Figures", "f"),
    ("/timeline", "Timeline", "l"),
    ("/check", "Check", "k"),
    ("/doubts", "Doubts", "d"),
    ("/corrections", "Corrections", "c"),
    ("/add", "Add", "n"),
)
"""Addresses, names, and the key that leads there after g."""


class Templates(Environment):
    """Templates in which a dict's ``field`` is its item: to look for an attribute first takes a sixth of a page."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what has a name in an object."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def environment(*, published: bool = False) -> Environment:
    """Return what makes pages of templates.

    Args:
        published: whether they are for a site with no server, in which nothing can be asked or changed.
    """
    env = Templates(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(published=published)
    env.globals.update(rooms=ROOMS, made_by=f"onrecord {version('onrecord')}", static=static, address=address)
    env.globals.update(
        relations=words.RELATIONS,
        compared=words.COMPARED,
        kinds=words.KINDS,
        standings=words.STANDINGS,
        counted=words.counted,
        citation=words.citation,
        brief=words.brief,
        next_start=next_start,
        reasons=words.REASONS,
        accuracies=words.ACCURACIES,
        acts=get_args(Act),
        polarities=get_args(Polarity),
    )
    env.filters.update(sure=words.sure, day=words.day, short=words.short, when=words.when, moment=words.moment)
    return env


def address(path: str, **query: Any) -> str:
    """Return an address in the reading room; what is None or "" is left out, so that one view has one address."""
    given = {name: value for name, value in query.items() if value not in (None, "", [])}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


def together(query: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return what a query holds, the values of one name together."""
    held: dict[str, list[str]] = {}
    for name, value in query:
        held.setdefault(name, []).append(value)
    return held


@cache
def static(name: str) -> str:
    """Return the address of a file of ours, which is another one when the file is."""
    data = files("onrecord.web").joinpath("static", name).read_bytes()
    return f"/static/{name}?{sha256(data).hexdigest()[:10]}"


def next_start(columns: Sequence[Any], nth: int, number: int) -> str:
    """Return where what articles share begins in the next column that has it, from one column on and round."""
    others = [*columns[nth + 1 :], *columns[: nth + 1]]
    return str(next(one["starts"][number] for one in others if number in one["starts"]))


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
    given = request.query_params
    query = [(name, value) for name, value in given.multi_items() if name not in ("page", "done")]

    def twin(suffix: str) -> str:
        path = "/index" if request.url.path == "/" else request.url.path
        return address(path + suffix, **together(query if suffix != ".json" else given.multi_items()))

    record = request.app.state.path.name
    done, me = given.get("done"), name_of(request)
    html = page(template, data, path=request.url.path, query=query, record=record, twin=twin, done=done, me=me)
    return HTMLResponse(html, status)


def page(
    template: str,
    data: Any,
    *,
    path: str,
    query: Sequence[tuple[str, str]],
    record: str,
    twin: Callable[[str], str],
    done: str | None = None,
    me: str | None = None,
    published: bool = False,
) -> str:
    """Return a page as HTML.

    Args:
        template: its file's name.
        data: what the template shows, as ``data``.
        path: of its address.
        query: of its address, but for the page's number.
        record: what the record is called.
        twin: gives the address of its data, of a suffix such as ".json".
        done: the id of a correction that was just made.
        me: the name of who corrects here.
        published: whether it is for a site with no server.
    """

    def here(**more: Any) -> str:
        return address(path, **{**together(query), **more})

    made = environment(published=published).get_template(template)
    shown = {"data": data, "path": path, "here": here, "twin": twin, "record": record, "done": done, "me": me}
    return made.render(**shown, query=Given(dict(query)))


def refused(request: Request, status: int, sentence: str) -> Response:
    """Return an error in the form that was asked for, JSON or a page, with one sentence on what to do."""
    if request.url.path.endswith((".json", ".jsonl")):
        return JSONResponse({"error": {"status": status, "sentence": sentence}}, status)
    html = (
        environment().get_template("error.html").render(status=status, sentence=sentence, path="", record="", done=None)
    )
    return HTMLResponse(html, status)
