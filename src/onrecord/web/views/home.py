"""Home: what is on record; and the page of shortcuts."""

from __future__ import annotations

from typing import TypedDict, cast

from onrecord.record import ArticleRow, WantedArticles
from onrecord.web.rooms import Opened, room

LATEST = 6


class OnRecord(TypedDict):
    """How much of what there is."""

    documents: int
    articles: int
    reprints: int
    statements: int
    speakers_known: int
    speakers_unknown: int
    earlier: int
    gone: int


class Home(TypedDict):
    """What is on record, and the latest articles."""

    on_record: OnRecord
    latest: list[ArticleRow]


class Shortcuts(TypedDict):
    """Keys, and what each does."""

    keys: dict[str, str]


KEYS = {
    "?": "this page",
    "/": "search",
    "g h": "home (g, then the letter that the room is listed with)",
    "j": "next statement or row",
    "k": "previous statement or row",
    "Enter": "open the one that is chosen",
    "c": "copy the citation of the chosen statement",
    "f": "unfold or fold what belongs to no article",
    "o": "open the original of the chosen statement",
    "y": "the chosen statement is right as it is",
    "x": "it is no statement",
    "w": "write who said it",
    "m": "mark other words for it, or add the words that are selected",
    "u": "undo what was just corrected",
}


@room("/", "home.html")
def home(record: Opened) -> Home:
    """What is on record."""
    counts = record.counts()
    latest, _ = record.some_articles(WantedArticles(), most=LATEST)
    held = {**counts._asdict(), "speakers_unknown": counts.speakers_unknown}
    return Home(on_record=cast(OnRecord, held), latest=latest)


@room("/shortcuts", "shortcuts.html")
def shortcuts() -> Shortcuts:
    """The keys of the reading room."""
    return Shortcuts(keys=KEYS)
