"""The samples' truth beside what was found in them: article by article, statement by statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from places import Letters, best_pairs, inside, letters
from program import rows

Row = Mapping[str, Any]
Place = tuple[str, int]
Verdict = Literal["right", "wrong", "unknown"]
FACTS = ("title", "authors", "outlet", "published", "reprint_of")
PRONOUN = re.compile(
    r"(?:and |but )?(?:he|she|it|they|i|we|you|who|one|both)(?: also| (?:him|her|it|my|your)self| (?:them|our)selves)?",
    re.IGNORECASE,
)


class Truth:
    """The truth files of a folder."""

    def __init__(self, folder: Path) -> None:
        self.articles = rows(folder / "articles.jsonl")
        self.statements = rows(folder / "statements.jsonl")
        self.people = {row["person"]: row for row in rows(folder / "people.jsonl")}
        self.furniture = rows(folder / "furniture.jsonl")
        self.called = _called(self.people.values())

    def verdict(self, truth: Row, found: Row) -> Verdict:
        """Say whether a statement has the speaker that it should have; whom nobody names must not be named."""
        if found["speaker"] is None:
            return "right" if truth["speaker"] is None else "unknown"
        meant = [self.called.get(_bare(name), {name}) for name in found["speaker"].split("; ")]
        wanted = (truth["speaker"] or "").split("; ")
        right = len(meant) == len(wanted) and all(any(name in one for one in meant) for name in wanted)
        return "right" if right else "wrong"

    def gender(self, statement: Row) -> str:
        """Return the gender of a statement's speaker; "" where it is none, unknown or there are several."""
        return str(self.people.get(statement["speaker"], {}).get("gender") or "")


@dataclass(frozen=True)
class Match:
    """A statement of the truth and the one that was found for it."""

    truth: Row
    found: Row


@dataclass(frozen=True)
class Case:
    """An article of the truth and what was found of it; ``found`` is None where the article was not found."""

    truth: Row
    found: Row | None
    matches: Sequence[Match] = ()
    missed: Sequence[Row] = ()
    extra: Sequence[Row] = ()
    wrong: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    """The facts that are wrong: (found, expected) by name."""
    furniture: Sequence[str] = ()

    @property
    def place(self) -> str:
        """Where the article stands."""
        return f"{self.truth['file']} {self.truth['article']}"


def cases(truth: Truth, found: Iterable[Row], base: Path) -> list[Case]:
    """Pair articles by file and place in it, and judge each.

    Args:
        truth: what should be found.
        found: the program's articles, with their texts.
        base: the folder to which the truth's file names are relative.
    """
    by_place = {_place(row, base): row for row in found}
    return [_case(truth, row, by_place.get((row["file"], row["article"])), base) for row in truth.articles]


def unexpected(truth: Truth, found: Iterable[Row], base: Path) -> list[Row]:
    """Return the articles found that the truth does not know."""
    known = {(row["file"], row["article"]) for row in truth.articles}
    return [row for row in found if _place(row, base) not in known]


def form(text: str, found: Row) -> str:
    """Return how a found statement's source is written: "name" (it holds one), "pronoun", "description" or "none"."""
    words = " ".join(text[start:end] for start, end in found["source"]).strip()
    if PRONOUN.fullmatch(words):
        return "pronoun"
    if not words:
        return "none"
    # The first word's capital may be the sentence's, unless it is the only word.
    return "name" if re.search(r"\s[A-Z]", words) or (words[0].isupper() and " " not in words) else "description"


def _case(truth: Truth, article: Row, found: Row | None, base: Path) -> Case:
    said = [row for row in truth.statements if (row["file"], row["article"]) == (article["file"], article["article"])]
    if found is None:
        return Case(article, None, missed=said)
    body = Letters.of(found["text"], found["body"])
    wanted = [body.find_all(row["content"]) for row in said]
    there = [inside(found["text"], row["content"]) for row in found["statements"]]
    pairs = best_pairs(wanted, there)
    page = [row["words"] for row in truth.furniture if row["file"] == article["file"]]
    taken, used = dict(pairs), {j for _, j in pairs}
    return Case(
        truth=article,
        found=found,
        matches=[Match(said[i], found["statements"][j]) for i, j in pairs],
        missed=[row for i, row in enumerate(said) if i not in taken],
        extra=[row for j, row in enumerate(found["statements"]) if j not in used],
        wrong=dict(_wrong(article, found, body, base)),
        furniture=[words for words in page if body.find(words)],
    )


def _wrong(article: Row, found: Row, body: Letters, base: Path) -> Iterator[tuple[str, tuple[Any, Any]]]:
    for fact in FACTS:
        value, expected = found[fact], article[fact]
        if fact == "reprint_of":
            value, expected = _place(value, base), expected and (expected["file"], expected["article"])
        if value != expected:
            yield fact, (value, expected)
    opens, closes = letters(article["opens"]), letters(article["closes"])
    if not body.read.startswith(opens):
        yield "opening", (_some(found, first=True), article["opens"])
    if not body.read.endswith(closes):
        yield "closing", (_some(found, first=False), article["closes"])


def _some(found: Row, *, first: bool) -> str:
    """Return the body's first or last six words."""
    words = " ".join(found["text"][start:end] for start, end in found["body"]).split()
    return " ".join(words[:6] if first else words[-6:])


def _place(row: Row | None, base: Path) -> Place | None:
    if row is None:
        return None
    path = Path(row["file"]).resolve()
    return (path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)), row["article"]


def _called(people: Iterable[Row]) -> dict[str, set[str]]:
    """Return who is meant by a name: one that the truth lists, or what only one person's names end in ("Lund")."""
    exact: dict[str, set[str]] = {}
    ends: dict[str, set[str]] = {}
    for row in people:
        for name in (row["person"], *row["names"]):
            exact.setdefault(_bare(name), set()).add(row["person"])
            words = name.split()
            for first in range(1, len(words)):
                ends.setdefault(_bare(" ".join(words[first:])), set()).add(row["person"])
    return {**{name: who for name, who in ends.items() if len(who) == 1}, **exact}


def _bare(name: str) -> str:
    """Return a name as it is compared: without an article, marks, or what its case may be."""
    return letters(re.sub(r"^(?:the|an?)\s", "", name.strip(), flags=re.IGNORECASE)).casefold()
