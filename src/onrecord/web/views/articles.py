"""Articles: the list, and each as it was published, with its statements in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Annotated, Any, TypedDict, cast

from fastapi import Depends, Query

from onrecord.record import ArticleRow, InFull, Record, StatementRow, WantedArticles
from onrecord.terms import Span
from onrecord.web import reading
from onrecord.web.rooms import MOST, Opened, Page, exports, room
from onrecord.web.views.search import Text

Id = Annotated[str, Query(max_length=2000, description="A document's id.")]
Place = Annotated[int, Query(ge=0, le=2**31, description="Which article of the document, from 0.")]
At = Annotated[
    str | None,
    Query(
        pattern=r"^\d{1,9}-\d{1,9}(,\d{1,9}-\d{1,9}){0,63}$",
        description="Characters to mark, such as 120-180, or several with commas between.",
    ),
]
Revision = Annotated[int | None, Query(ge=1, le=2**31, description="Which revision, if not the current one.")]


AT_ONCE = 2_000
"""Articles that are read at a time, where all are exported."""


class Articles(TypedDict):
    """A page of articles, and how many there are in all."""

    total: int
    page: int
    pages: int
    articles: list[ArticleRow]
    outlets: list[str]


class SpeakerOf(TypedDict):
    """Who speaks in an article; ``hue`` is the colour, from 1, 0 for those that have none of their own."""

    name: str
    person_id: str | None
    hue: int
    initials: str
    statements: int


class InRuns(TypedDict):
    """An article with its text in blocks of runs: words that are marked alike."""

    article: ArticleRow
    text: str
    facts: list[dict[str, str]]
    doubts: list[str]
    revisions: list[int]
    sha256: str
    media_type: str
    has_original: bool
    speakers: list[SpeakerOf]
    statements: list[StatementRow]
    elsewhere: dict[str, list[Any]]
    rejected: list[StatementRow]
    looked_for: bool | None
    blocks: list[dict[str, Any]]


def spans(at: str) -> list[Span]:
    """Return the spans that an address names.

    >>> spans("120-180,190-200")
    [Span(start=120, end=180), Span(start=190, end=200)]
    """
    return [Span(*map(int, span.split("-"))) for span in at.split(",")]


def wanted(
    words: Text = None, title: Text = None, outlet: Text = None, since: Text = None, until: Text = None
) -> WantedArticles:
    """Make what is wanted of the fields of a form."""
    return WantedArticles(
        like=words or None, title=title or None, outlet=outlet or None, since=since or None, until=until or None
    )


@room("/articles", "articles.html")
def articles(record: Opened, what: Annotated[WantedArticles, Depends(wanted)], page: Page = 1) -> Articles:
    """The articles of current revisions, the latest first."""
    rows, total = record.some_articles(what, skip=(page - 1) * MOST, most=MOST)
    return Articles(total=total, page=page, pages=-(-total // MOST), articles=rows, outlets=record.outlets())


def every(record: Record, what: WantedArticles) -> Iterator[ArticleRow]:
    """Yield the articles wanted, as they are needed."""
    for skip in count(0, AT_ONCE):
        rows, _ = record.some_articles(what, skip=skip, most=AT_ONCE)
        yield from rows
        if len(rows) < AT_ONCE:
            return


exports("/articles", wanted, ArticleRow.__annotations__, every)


@room("/article", "article.html")
def article(record: Opened, id: Id, article: Place = 0, revision: Revision = None, at: At = None) -> InRuns:
    """An article as it was published, with its statements marked, and some words that somebody looks for."""
    found = record.article(id, article, revision=revision)
    who = reading.speakers(found.statements)
    here = spans(at) if at else []
    blocks = _blocks(found, here)
    return InRuns(
        article=found.article,
        text=found.text,
        facts=found.facts,
        doubts=found.doubts,
        revisions=found.revisions,
        sha256=found.sha256,
        media_type=found.media_type,
        has_original=found.has_original,
        speakers=[cast(SpeakerOf, one._asdict()) for one in who.values()],
        statements=found.statements,
        elsewhere={id: list(family) for id, family in found.elsewhere.items()},
        rejected=found.rejected,
        looked_for=any(run["here"] for one in blocks for run in one.get("runs", ())) if here else None,
        blocks=blocks,
    )


def _blocks(found: InFull, here: Sequence[Span]) -> list[dict[str, Any]]:
    """Return the blocks as plain objects, statements by their ids."""
    out: list[dict[str, Any]] = []
    for block in reading.blocks(found, here):
        if isinstance(block, reading.Folded):
            out.append({"folded": True, **block._asdict()})
        else:
            runs = [run._asdict() for run in block.runs]
            statements = [row["id"] for row in block.statements]
            twice = (
                not statements
                and not any(run["here"] for run in runs)
                and _plain("".join(run.words for run in block.runs)) == _plain(found.article["title"])
            )
            out.append(
                {
                    "folded": False,
                    "kind": block.kind,
                    "runs": runs,
                    "statements": statements,
                    "same_as_title": twice,
                    "at": block.at,
                }
            )
    return out


def _plain(words: str | None) -> str:
    return " ".join((words or "").split())
