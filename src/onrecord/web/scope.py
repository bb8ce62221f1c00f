"""What of a record belongs to one story: its articles, who speaks in them, what several of them have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from onrecord.record import Record, StatementRow


class Scope:
    """A story's share of a record.

    Raises:
        NotOnRecord: there is no such story.
    """

    def __init__(self, record: Record, story: str) -> None:
        self.record = record
        self.story = record.story(story)
        self.articles = {(one["id"], one["article"]) for one in self.story["articles"]}
        several = len(self.articles) > 1
        self.shared = {
            row["id"]: sum(bool(cell["said"]) for cell in row["cells"])
            for row in (record.compare([story]) if several else ())
            if sum(bool(cell["said"]) for cell in row["cells"]) > 1
        }

    @cached_property
    def said(self) -> list[StatementRow]:
        """All statements of the story's articles, the earliest first."""
        found = [self.record.article(one["id"], one["article"]) for one in self.story["articles"]]
        return [row for one in found for row in one.statements]

    def statements(self) -> Iterator[StatementRow]:
        """Yield the statements of the story's articles."""
        yield from self.said

    def has(self, path: str, given: Mapping[str, str]) -> bool:
        """Say whether a page is of the story."""
        if path == "/story":
            return given["id"] == self.story["id"]
        if path == "/article":
            return (given["id"], int(given.get("article", 0))) in self.articles
        if path == "/quotation":
            return given["id"] in self.shared
        if path == "/person":
            return "page" not in given and any(row["person_id"] == given["id"] for row in self.said)
        return path == "/search"

    def only(self, path: str, data: Any) -> Any:
        """Return a page's data without what is of other articles."""
        if path == "/article":
            few = {id: [one[0], self.shared[one[0]]] for id, one in data["elsewhere"].items() if one[0] in self.shared}
            return {**data, "elsewhere": few}
        if path == "/quotation":
            return self._quotation(data["quotation"], data["around"])
        if path == "/person":
            return self._person(data["person"])
        if path == "/search":
            return {"outlets": self.story["outlets"]}
        return data

    def _quotation(self, row: Mapping[str, Any], around: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        """Return a family's members in the story, and the fullest wording, with which they are compared, alone."""
        every = list(zip(row["members"], around, strict=True))
        inside = [pair for pair in every if (pair[0]["id"], pair[0]["article"]) in self.articles]
        days = [one["published"] for one, _ in inside if one["published"]]
        articles = len({(one["id"], one["article"]) for one, _ in inside})
        members = inside if every[0] in inside else [(every[0][0], {"before": "", "after": ""}), *inside]
        counts = {"articles": articles, "origins": articles, "earliest": min(days, default=None)}
        quotation = {**row, "members": [one for one, _ in members], **counts}
        return {"quotation": quotation, "around": [words for _, words in members]}

    def _person(self, row: Mapping[str, Any]) -> dict[str, Any]:
        said = [one for one in self.said if one["person_id"] == row["person_id"]]
        articles = len({(one["document"], one["article"]) for one in said})
        person = {**row, "names": [row["person"]], "roles": [], "statements": len(said), "articles": articles}
        return {
            "person": {**person, "origins": articles},
            "total": len(said),
            "more": False,
            "page": 1,
            "pages": 1,
            "statements": said,
        }
