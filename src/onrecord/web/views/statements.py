"""A statement by itself: its facts, its paragraph, and where it stands."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from fastapi import Query

from onrecord.record import ArticleRow, QuotationRow, StatementRow
from onrecord.web import reading
from onrecord.web.rooms import Opened, room


class InPlace(TypedDict):
    """A statement, its article and the paragraphs it stands in, as runs of words."""

    statement: StatementRow
    article: ArticleRow
    still: bool | None
    places: list[str]
    paragraphs: list[list[dict[str, Any]]]
    source_words: str
    cue_words: str
    sha256: str
    has_original: bool
    quotations: list[QuotationRow]


@room("/statement", "statement.html")
def statement(record: Opened, id: Annotated[str, Query(min_length=1, max_length=100)]) -> InPlace:
    """A statement with its facts, in its paragraph."""
    found = record.show(id)
    at = found.article
    full = record.article(at["id"], at["article"], revision=at["revision"])
    one = full._replace(statements=[found.statement])
    return InPlace(
        statement=found.statement,
        article=at,
        still=found.still,
        places=_places(found),
        paragraphs=[
            [run._asdict() for run in reading.block(one, "paragraph", spans).runs] for spans in found.paragraphs
        ],
        source_words=_words(found.text, found.statement["source"]),
        cue_words=_words(found.text, found.statement["cue"]),
        sha256=full.sha256,
        has_original=full.has_original,
        quotations=record.quotations_of(found.statement["id"]),
    )


def _places(found: Any) -> list[str]:
    places = (p.where for s, e in found.statement["content"] for p in found.places if p.start < e and s < p.end)
    return list(dict.fromkeys(places))


def _words(text: str, spans: list[list[int]]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)
