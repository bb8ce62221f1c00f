"""Mark: words of an article are given a role, so that a statement is changed, or one that was missed is added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, TypedDict

from fastapi import Form, Query, Request
from fastapi.responses import RedirectResponse

from onrecord.record import ArticleRow, InFull, NotOnRecord, Record, StatementRow
from onrecord.terms import Act, Kind, Polarity, Span
from onrecord.web.named import name_of
from onrecord.web.pages import address
from onrecord.web.rooms import REFUSALS, Opened, room, router
from onrecord.web.views.articles import Id, Place
from onrecord.web.views.corrections import Field, saying

WORD = re.compile(r"\w+(?:['’.-]\w+)*|[^\w\s]+")
"""What is marked as one: a word, or marks beside it."""
ROLES = ("content", "source", "cue")
BESIDE = 1
"""Paragraphs that are shown before and after."""
Role = Literal["content", "source", "cue", ""]
Words = Annotated[str, Form(max_length=20_000)]


class Token(TypedDict):
    """A word at its place in the document's text, the white space before it, and its role."""

    before: str
    words: str
    start: int
    end: int
    role: Role


class Mark(TypedDict):
    """Paragraphs whose words can be given a role; ``statement`` is the one that they are of, None for a new one.

    ``words`` and ``spans`` are what has a role already, as people read it and as programs do.
    """

    article: ArticleRow
    statement: StatementRow | None
    paragraphs: list[list[Token]]
    words: dict[str, str]
    spans: dict[str, str]
    people: list[str]


@room("/mark", "mark.html")
def mark(
    record: Opened,
    id: Id = "",
    article: Place = 0,
    at: Annotated[int, Query(ge=0, le=2**40, description="Where the paragraph begins.")] = 0,
    words: Annotated[str, Query(max_length=5000, description="Words of it that are the content.")] = "",
    statement: Annotated[str | None, Query(max_length=100, description="The statement whose words these are.")] = None,
) -> Mark:
    """Words of an article, to be given a role: what is said, who says it, and how."""
    row = record.show(statement).statement if statement else None
    full = record.article(row["document"], row["article"]) if row else record.article(id, article)
    if row and full.article["replaced_by"]:
        raise NotOnRecord("this statement is of an earlier revision: only what is current is changed")
    spans: dict[str, list[list[int]]] = {role: [] for role in ROLES}
    if row:
        spans = {"content": row["content"], "source": row["source"], "cue": row["cue"]}
    shown = _shown(full, [span for some in spans.values() for span in some] or [[at, at + 1]])
    if words and not row:
        spans["content"] = _only(full.text, words, shown)
    return Mark(
        article=full.article,
        statement=row,
        paragraphs=[list(_tokens(full.text, paragraph, spans)) for paragraph in shown],
        words={role: " … ".join(" ".join(full.text[s:e].split()) for s, e in some) for role, some in spans.items()},
        spans={role: " ".join(f"{s}-{e}" for s, e in some) for role, some in spans.items()},
        people=sorted({name for one in full.statements if (name := one["speaker"])}),
    )


def _shown(full: InFull, spans: Sequence[Sequence[int]]) -> list[tuple[Span, ...]]:
    """Return the paragraphs and parts that spans touch, and those beside them."""
    inside = [paragraph[0].start for paragraph in full.paragraphs]
    parts = [(Span(*part["span"]),) for part in full.parts if part["kind"] in ("headline", "standfirst", "caption")]
    every = sorted({*full.paragraphs, *(part for part in parts if part[0].start not in inside)})
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    touched = [n for n, one in enumerate(every) if one[0].start < last and first < one[-1].end] or [0]
    return every[max(0, touched[0] - BESIDE) : touched[-1] + 1 + BESIDE]


def _only(text: str, words: str, shown: Sequence[tuple[Span, ...]]) -> list[list[int]]:
    """Return where words stand that somebody chose, if that is but once: only here are characters counted."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    whole = Span(shown[0][0].start, shown[-1][-1].end)
    found = [list(one.span()) for one in re.compile(pattern).finditer(text, whole.start, whole.end)]
    return found if len(found) == 1 and pattern else []


def _tokens(text: str, paragraph: tuple[Span, ...], spans: dict[str, list[list[int]]]) -> Iterator[Token]:
    at = paragraph[0].start
    for start, end in paragraph:
        for found in WORD.finditer(text, start, end):
            s, e = found.span()
            yield Token(before=" " if text[at:s] else "", words=found[0], start=s, end=e, role=_role(spans, s))
            at = e


def _role(spans: dict[str, list[list[int]]], at: int) -> Role:
    """Return a word's role; who speaks and how stands in a content at times, and is then marked as that."""
    for role in ("source", "cue", "content"):
        if any(start <= at < end for start, end in spans[role]):
            return role
    return ""


@router.post("/mark", response_class=RedirectResponse, status_code=303, responses=REFUSALS)
def marked(
    request: Request,
    id: Annotated[str, Form(max_length=2000)],
    article: Annotated[int, Form(ge=0, le=2**31)] = 0,
    statement: Field = "",
    content: Words = "",
    source: Words = "",
    cue: Words = "",
    content_at: Words = "",
    source_at: Words = "",
    cue_at: Words = "",
    kind: Annotated[Kind | Literal[""], Form()] = "",
    act: Annotated[Act | Literal[""], Form()] = "",
    polarity: Annotated[Polarity | Literal[""], Form()] = "",
    speaker: Field = "",
) -> RedirectResponse:
    """Change a statement's words, or add one, and lead to its article."""
    from onrecord.located import Marked  # here, since the model's libraries take half a second to load

    by = name_of(request)
    with Record(request.app.state.path) as record, saying():
        before = record.show(statement).statement if statement else None
        given = Marked(
            content=_pieces(content, content_at),
            source=_pieces(source, source_at),
            cue=_pieces(cue, cue_at),
            kind=None if before and before["kind"] == kind else kind or None,
            act=act or None,
            polarity=polarity or None,
        )
        if before:
            made = record.change(before["id"], given, by=by)
        else:
            made = record.add_statement(id, article, given, speaker=speaker.strip() or None, by=by)
    where = address("/article", id=id, article=article or None, done=made)
    return RedirectResponse(where + (f"#{before['id']}" if before else ""), 303)


def _pieces(words: str, at: str) -> list[str | tuple[int, int]]:
    """Return pieces by their offsets, as a page with its script gives them, else by their words."""
    found = [(int(start), int(end)) for start, end in re.findall(r"(\d{1,12})-(\d{1,12})", at)]
    return [*found] if found else [one for one in re.split("…|\\.\\.\\.", words) if one.strip()]
