"""Sample: findings drawn by chance are judged without what was found, and the share of right ones is told."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal, TypedDict

from fastapi import Form, Query, Request
from fastapi.responses import RedirectResponse

from onrecord.record import Record
from onrecord.store.samples import Accuracy, Disagreement
from onrecord.web.named import name_of
from onrecord.web.pages import address
from onrecord.web.rooms import REFUSALS, Opened, room, router
from onrecord.web.views.corrections import Field, saying

Id = Annotated[str | None, Query(max_length=100, description="A sample's id, if not your last one.")]
SIZE = 50


class Choice(TypedDict):
    """Somebody to whom the article refers."""

    person_id: str
    person: str


class Words(TypedDict):
    """Words of a paragraph; ``asked`` are those in question."""

    words: str
    asked: bool


class Question(TypedDict):
    """A finding without what was found of it but its words."""

    statement: str
    title: str | None
    outlet: str | None
    published: str | None
    paragraphs: list[list[Words]]
    people: list[Choice]


class Sample(TypedDict):
    """How far a sample is, its next question, and the results; ``id`` is None where nobody drew one."""

    id: str | None
    size: int
    of: int
    judged: int
    undecided: int
    question: Question | None
    accuracies: list[Accuracy]
    disagreements: list[Disagreement]


@room("/sample", "sample.html")
def sample(record: Opened, request: Request, id: Id = None) -> Sample:
    """A blind sample: who says this? And when all is judged, how often the program was right."""
    found = record.sample(id or None, by=name_of(request))
    if found is None:
        return Sample(id=None, size=SIZE, of=0, judged=0, undecided=0, question=None, accuracies=[], disagreements=[])
    asked = found.next
    question = asked and Question(
        statement=asked.statement,
        title=asked.article["title"],
        outlet=asked.article["outlet"],
        published=asked.article["published"],
        paragraphs=[
            [words for span in spans for words in _words(asked.text, span, asked.content)] for spans in asked.paragraphs
        ],
        people=[Choice(person_id=id, person=name) for id, name in asked.people],
    )
    return Sample(
        id=found.id,
        size=found.size,
        of=found.of,
        judged=found.judged,
        undecided=found.undecided,
        question=question,
        accuracies=found.accuracies,
        disagreements=[] if asked else found.disagreements,
    )


def _words(text: str, span: tuple[int, int], content: tuple[tuple[int, int], ...]) -> list[Words]:
    start, end = span
    edges = sorted({start, end, *(edge for part in content for edge in part if start < edge < end)})
    return [Words(words=text[s:e], asked=any(first <= s < last for first, last in content)) for s, e in pairwise(edges)]


@router.post("/sample", response_class=RedirectResponse, status_code=303, responses=REFUSALS)
def answer(
    request: Request,
    action: Annotated[Literal["draw", "judge", "undo"], Form()],
    id: Field = "",
    statement: Field = "",
    judged: Field = "",
    size: Annotated[int, Form(ge=1, le=1000)] = SIZE,
) -> RedirectResponse:
    """Draw a sample, keep a judgement or take it back, and lead to what is asked next."""
    by = name_of(request)
    with Record(request.app.state.path) as record, saying():
        if action == "draw":
            return RedirectResponse(address("/sample", id=record.draw_sample(size, by=by)), 303)
        if action == "undo":
            record.undo(judged, by=by)
            return RedirectResponse(address("/sample", id=id), 303)
        return RedirectResponse(address("/sample", id=id, last=record.judge(id, statement, judged, by=by)), 303)
