"""Publishing: the rooms of a record, or of one story, as files that a browser opens from disk with no server.

Views and templates are those of the reading room; what asks or changes is left out, and each address becomes the name
of a file. Of a story nothing is published but what stands in its articles, and the fullest wordings of what they quote.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, urlsplit

import lxml.html

from onrecord.record import Record, RecordError, StatementRow
from onrecord.terms import short_id
from onrecord.web.pages import address, page
from onrecord.web.scope import Scope
from onrecord.web.views import articles, figures, home, people, quotations, stories, timeline
from onrecord.web.views.quotations import wanted as wanted_quotations

ASSETS = ("room.css", "published.js", "icon.svg")
INDEX = "search-index.js"
POLICY = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; base-uri 'none'"
NOT_PUBLISHED = ".//form|.//*[contains(@class, 'exports')]|.//*[contains(@class, 'keys')]|.//details[.//form]"
PLAIN = re.compile(r"[a-z0-9-]{1,60}")
FRAGMENT_WORDS = 4
View = Callable[[Record, dict[str, str]], Any]
ROOMS: dict[str, tuple[str, View]] = {
    "/": ("home.html", lambda record, given: home.home(record)),
    "/articles": ("articles.html", lambda record, given: articles.articles(record, articles.wanted(), _page(given))),
    "/article": (
        "article.html",
        lambda record, given: articles.article(record, given["id"], int(given.get("article", 0))),
    ),
    "/people": ("people.html", lambda record, given: people.people(record, page=_page(given))),
    "/person": ("person.html", lambda record, given: people.person(record, given["id"], page=_page(given))),
    "/quotations": (
        "quotations.html",
        lambda record, given: quotations.quotations(
            record, wanted_quotations(altered=given.get("altered") == "true"), _page(given)
        ),
    ),
    "/quotation": ("quotation.html", lambda record, given: quotations.quotation(record, given["id"])),
    "/stories": ("stories.html", lambda record, given: stories.stories(record, page=_page(given))),
    "/story": ("story.html", lambda record, given: stories.story(record, given["id"])),
    "/figures": (
        "figures.html",
        lambda record, given: figures.figures(
            record, figures.wanted(compared=given.get("compared") == "true"), _page(given)
        ),
    ),
    "/timeline": ("timeline.html", lambda record, given: timeline.timeline(record, timeline.wanted(), _page(given))),
    "/search": ("published-search.html", lambda record, given: {"outlets": record.outlets()}),
}
"""What is published: the template, and what gives its data."""
ASKED = {
    "/article": ("id", "article"),
    "/person": ("id", "page"),
    "/quotations": ("altered", "page"),
    "/quotation": ("id",),
    "/story": ("id",),
    "/figures": ("compared", "page"),
}
"""Which fields of an address lead to another page; of rooms that are not named here the page's number alone."""


class Published(NamedTuple):
    """How many pages were written, and how many statements can be searched."""

    pages: int
    statements: int


def publish(record: Record, folder: str | Path, *, story: str | None = None) -> Published:
    """Write a record, or one story of it, to a folder that is made, whole or not at all.

    Raises:
        RecordError: the folder is there, or cannot be written; or there is no such story.
    """
    folder = Path(folder)
    if folder.exists():
        raise RecordError(f"{folder} is there already: name a folder that is not")
    with record.one_state():
        scope = None if story is None else Scope(record, story)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as begun:
                site = Path(begun) / "site"
                done = _Site(record, site, scope).write()
                site.rename(folder)
        except OSError as error:
            raise RecordError(f"{folder} cannot be written ({(error.strerror or str(error)).lower()})") from error
    return done


class _Site:
    """Writes pages, and those that they lead to."""

    def __init__(self, record: Record, folder: Path, scope: Scope | None) -> None:
        self.record = record
        self.folder = folder
        self.scope = scope
        self.first = "/" if scope is None else address("/story", id=scope.story["id"])
        self.names: dict[str, str] = {}
        self.left: deque[str] = deque()

    def write(self) -> Published:
        """Write all pages from the first on."""
        (self.folder / "pages").mkdir(parents=True)
        for asset in ASSETS:
            shutil.copyfile(str(files("onrecord.web").joinpath("static", asset)), self.folder / asset)
        self._name(self.first)
        self._name("/search")
        while self.left:
            self._page(self.left.popleft())
        rows = self.record.statements() if self.scope is None else self.scope.statements()
        return Published(len(self.names), self._index(rows))

    def _name(self, wanted: str) -> str | None:
        """Return the name of an address's file, from the site's folder on; None of what is not published."""
        known = self._published(wanted)
        if known is None:
            return None
        if known not in self.names:
            self.names[known] = "index.html" if known == self.first else f"pages/{_file_name(known)}.html"
            self.left.append(known)
        return self.names[known]

    def _published(self, wanted: str) -> str | None:
        """Return an address without what leads to no other page, None of what is not published."""
        path, given = _split(wanted)
        if path not in ROOMS or "revision" in given:
            return None
        known = {name: value for name, value in given.items() if name in ASKED.get(path, ("page",)) and value}
        if given.keys() - known.keys() - {"at"}:
            return None
        if known.get("article") == "0":
            del known["article"]
        if self.scope is not None and not self.scope.has(path, known):
            return None
        return address(path, **known)

    def _page(self, wanted: str) -> None:
        path, given = _split(wanted)
        template, view = ROOMS[path]
        data = view(self.record, given)
        if self.scope is not None:
            data = self.scope.only(path, data)
        query = [(name, value) for name, value in given.items() if name != "page"]
        name = self.record.path.name if self.record.path else ""
        html = page(template, data, path=path, query=query, record=name, twin=lambda suffix: "", published=True)
        tree = lxml.html.document_fromstring(html)
        self._led(tree, "" if self.names[wanted] == "index.html" else "../")
        text = lxml.html.tostring(tree, doctype="<!doctype html>", encoding="unicode")
        (self.folder / self.names[wanted]).write_text(text, encoding="utf-8", errors="backslashreplace")

    def _led(self, tree: Any, up: str) -> None:
        """Let links lead to files, and take out what is not published."""
        for one in tree.xpath(NOT_PUBLISHED):
            if one.getparent() is not None:
                one.drop_tree()
        for link in tree.xpath(".//a[starts-with(@href, '/')]"):
            wanted, _, anchor = link.get("href").partition("#")
            name = self._name(wanted)
            if name is None:
                self._without(link)
            else:
                anchor = self._fragment(wanted) if anchor == "at" else anchor
                inside = up != "" and name.startswith("pages/")
                file = name.removeprefix("pages/") if inside else up + name
                link.set("href", f"{file}#{anchor}" if anchor else file)
        for sheet in tree.xpath(".//link[@href]"):
            sheet.set("href", up + _asset(sheet.get("href")))
        head = tree.find("head")
        for script in head.findall("script"):
            script.set("src", f"{up}published.js")
        if tree.xpath(".//*[@data-published-search]"):
            head.append(lxml.html.fragment_fromstring(f'<script src="{up}{INDEX}" defer></script>'))
        head.insert(1, lxml.html.fragment_fromstring(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'))

    def _without(self, link: Any) -> None:
        """Take out a link that leads to nothing, but keep its words, unless it is one of the rooms'."""
        row = link.getparent()
        if row.tag == "li" and row.getparent().getparent().tag == "nav":
            row.drop_tree()
        else:
            link.drop_tag()

    def _fragment(self, wanted: str) -> str:
        """Return a text fragment (of the URL Fragment Text Directive), which marks words that have no anchor."""
        _, given = _split(wanted)
        text = self.record.article(given["id"], int(given.get("article", 0))).text
        start, end = map(int, given["at"].split(",")[0].split("-"))
        words = text[start:end].split()
        parts = [words] if len(words) <= 2 * FRAGMENT_WORDS else [words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:]]
        return ":~:text=" + ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in parts)

    def _index(self, rows: Iterator[StatementRow]) -> int:
        """Write what can be searched: a script, since a page that is opened from disk may load nothing else."""
        count = 0
        with (self.folder / INDEX).open("w", encoding="utf-8") as out:
            out.write("onrecordStatements = [\n")
            for row in rows:
                name = self._name(address("/article", id=row["document"], article=row["article"] or None))
                if name is not None:
                    held = [row[key] for key in ("words", "speaker", "outlet", "published", "kind")]
                    line = json.dumps([*held, f"{name.removeprefix('pages/')}#{row['id']}"], ensure_ascii=True)
                    out.write(("," if count else "") + line.replace("<", "\\u003c") + "\n")
                    count += 1
            out.write("];\n")
        return count


def _page(given: dict[str, str]) -> int:
    return int(given.get("page", 1))


def _split(wanted: str) -> tuple[str, dict[str, str]]:
    parts = urlsplit(wanted)
    return parts.path, dict(parse_qsl(parts.query))


def _file_name(wanted: str) -> str:
    """Return the name of an address's file: ids that could be no name, or be taken for another's, become hashes."""
    path, given = _split(wanted)
    held = "_".join(value if PLAIN.fullmatch(value) else short_id(value) for value in given.values())
    return "-".join(filter(None, [path[1:] or "home", held]))


def _asset(source: str) -> str:
    return source.removeprefix("/static/").partition("?")[0]
