"""Stories: articles about the same events, and who has which words."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from fastapi import Query

from onrecord.record import ArticleRow, CoverageRow, StoryRow, TimelineRow
from onrecord.web import picture
from onrecord.web.rooms import MOST, Opened, Page, exports, room
from onrecord.web.views.figures import Thing, things


class Named(TypedDict):
    """A story with its earliest article."""

    story: StoryRow
    first: ArticleRow


class Stories(TypedDict):
    """A page of stories, and how many there are in all."""

    total: int
    page: int
    pages: int
    stories: list[Named]


class Story(TypedDict):
    """A story with its articles in order of time, what is said in several of them, or in one, its timeline, and its
    figures of one thing side by side.
    """

    story: StoryRow
    articles: list[ArticleRow]
    shared: list[CoverageRow]
    alone: list[CoverageRow]
    picture: dict[str, Any] | None
    timeline: list[TimelineRow]
    things: list[Thing]


@room("/stories", "stories.html")
def stories(record: Opened, page: Page = 1) -> Stories:
    """Articles about the same events, the earliest first."""
    rows, total = record.some_stories(skip=(page - 1) * MOST, most=MOST)
    named = [
        Named(story=row, first=record.article_row(row["articles"][0]["id"], row["articles"][0]["article"]))
        for row in rows
    ]
    return Stories(total=total, page=page, pages=-(-total // MOST), stories=named)


def every() -> None:
    """Return that all stories are wanted."""


exports("/stories", every, StoryRow.__annotations__, lambda record, what: record.stories())


@room("/story", "story.html")
def story(record: Opened, id: Annotated[str, Query(min_length=1, max_length=2000)]) -> Story:
    """A story: which of its articles has which words, missing shown as not in this article."""
    row = record.story(id)
    rows = list(record.compare([id])) if len(row["articles"]) > 1 else []
    several = [one for one in rows if sum(bool(cell["said"]) for cell in one["cells"]) > 1]
    articles = [record.article_row(one["id"], one["article"]) for one in row["articles"]]
    entries, figures = record.story_told(id) if rows else ([], [])
    drawn = picture.picture(entries, [one["published"] for one in articles])
    return Story(
        story=row,
        articles=articles,
        shared=several,
        alone=[one for one in rows if one not in several],
        picture=drawn and drawn._asdict(),
        timeline=entries,
        things=[one for one in things(figures) if len(one["figures"]) > 1],
    )
