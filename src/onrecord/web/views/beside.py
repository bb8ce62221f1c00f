"""Two or three articles side by side, with what they share joined."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from fastapi import Query

from onrecord.record import ArticleRow, CoverageRow, InFull, Record
from onrecord.web import reading
from onrecord.web.rooms import Opened, room

MOST_ARTICLES = 3
Names = Annotated[
    list[str], Query(max_length=20, description="Two or three articles, each as its document's id and its place: ID-0.")
]


class Column(TypedDict):
    """An article: its paragraphs as runs of words, with the number of what it shares that they belong to, from 1;
    ``alone`` says whether they are of a statement that the others have not. ``starts`` is where each number begins.
    """

    article: ArticleRow
    paragraphs: list[list[dict[str, Any]]]
    starts: dict[int, str]


class Beside(TypedDict):
    """Articles side by side, and what several of them have, in the order of their numbers."""

    columns: list[Column]
    shared: list[CoverageRow]


@room("/beside", "beside.html")
def beside(record: Opened, article: Names) -> Beside:
    """Two or three articles side by side, with what they share joined."""
    names = list(dict.fromkeys(article))
    if not 2 <= len(names) <= MOST_ARTICLES:
        raise ValueError("choose two or three articles to lay side by side")
    found = [_article(record, name) for name in names]
    shared = [
        row
        for row in record.compare([f"{one.article['id']}-{one.article['article']}" for one in found])
        if sum(bool(cell["said"]) for cell in row["cells"]) > 1
    ]
    return Beside(columns=[_column(one, shared, n) for n, one in enumerate(found)], shared=shared)


def _article(record: Record, name: str) -> InFull:
    id, dash, place = name.rpartition("-")
    if dash and place.isdecimal() and len(place) < 10:
        return record.article(id, int(place))
    return record.article(name)


def _column(found: InFull, shared: list[CoverageRow], number: int) -> Column:
    """Return an article with what it shares numbered."""
    at = (found.article["id"], found.article["article"])
    numbers: dict[str, int] = {}
    for n, row in enumerate(shared, 1):
        for cell in row["cells"]:
            if (cell["id"], cell["article"]) == at:
                numbers.update((one["statement"], n) for one in cell["said"] if one["statement"])
    starts: dict[int, str] = {}
    paragraphs = []
    for block in reading.blocks(found):
        if isinstance(block, reading.Folded):
            continue
        runs = []
        for run in block.runs:
            same = numbers.get(run.statement or "")
            anchor = None
            if same is not None and same not in starts:
                anchor = starts[same] = f"c{number}-{same}"
            runs.append(
                {"words": run.words, "number": same, "alone": bool(run.statement) and same is None, "anchor": anchor}
            )
        paragraphs.append(runs)
    return Column(article=found.article, paragraphs=paragraphs, starts=starts)
