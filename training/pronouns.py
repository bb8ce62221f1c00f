"""What pronouns refer to, as material and as a loss: GAP says of two names whether a pronoun means them (Webster et al.
2018).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn

from network import WIDTH
from onrecord.extract.clues import Clues, clues
from onrecord.extract.coreference import resolve
from onrecord.extract.people import Person
from onrecord.extract.quotes import quoted
from onrecord.extract.references import Reference, Scene, scene
from onrecord.extract.tokens import Tokens
from onrecord.terms import Article, Span

HIDDEN, DROPPED = 64, 0.2


class Asked(NamedTuple):
    """What is known of one pronoun: it means one of ``right``, or if these are none, none of ``wrong``.

    ``pronoun`` is its row among the clues, people are numbers.
    """

    pronoun: int
    right: frozenset[int]
    wrong: frozenset[int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to learn from. who: int64, (references,), the number of the person meant, -1 for pronouns and unknown."""

    clues: Clues
    who: np.ndarray
    asked: tuple[Asked, ...]


class Read(NamedTuple):
    """A text's references; people are numbered in ``who``, -1 for pronouns and descriptions of nobody known."""

    scene: Scene
    clues: Clues
    who: np.ndarray


def read(text: str, pieces: Tokens) -> Read:
    """Find a text's references and clues as the program does; descriptions are resolved by its rules."""
    article = Article(body=tuple((Span(*line.span()),) for line in re.finditer(r"\S[^\n]*", text)))
    found = scene(text, article, quoted(text, article))
    shown = clues(found, pieces)
    resolve(found)
    numbers: dict[Person, int] = {}
    who = [
        -1 if one.kind == "pronoun" or one.person is None else numbers.setdefault(one.person, len(numbers))
        for one in found.references
    ]
    return Read(found, shown, np.array(who, np.int64))


def gap(row: dict[str, Any], pieces: Tokens) -> Passage:
    """Return one of GAP's texts; a name or pronoun that the program does not find teaches nothing."""
    found = read(row["Text"], pieces)
    places = {key: int(row[f"{key}-offset"]) for key in ("Pronoun", "A", "B")}
    spans = {key: (start, start + len(row[key])) for key, start in places.items()}
    row_of = {found.scene.references[n].span: at for at, n in enumerate(found.clues.pronouns.tolist())}
    person = {key: int(found.who[n]) for key in "AB" if (n := best(found.scene.references, spans[key])) is not None}
    right = frozenset(person.get(key, -1) for key in "AB" if row[f"{key}-coref"].upper() == "TRUE")
    wrong = frozenset(person.values()) - {-1}
    pronoun = row_of.get(Span(*spans["Pronoun"]))
    known = pronoun is not None and -1 not in right
    asked = (Asked(pronoun, right, wrong - right),) if known and pronoun is not None else ()
    return Passage(found.clues, found.who, asked)


def best(references: Sequence[Reference], span: tuple[int, int]) -> int | None:
    """Return the number of the reference that fits a span best, by intersection over union."""

    def fit(one: Reference) -> float:
        shared = min(one.span.end, span[1]) - max(one.span.start, span[0])
        return max(0, shared) / (max(one.span.end, span[1]) - min(one.span.start, span[0]))

    number = max(range(len(references)), key=lambda n: fit(references[n]), default=None)
    return number if number is not None and fit(references[number]) > 0 else None


class Scorer(nn.Module):
    """The scorer of ``onrecord.extract.pronouns`` in torch, which says what its parts are."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.clues = nn.Linear(features, HIDDEN)
        self.pronoun, self.mention, self.asking, self.asked = (nn.Linear(WIDTH, HIDDEN, bias=False) for _ in range(4))
        self.alone = nn.Linear(WIDTH, HIDDEN)
        self.out, self.alone_out = nn.Linear(HIDDEN, 1), nn.Linear(HIDDEN, 1)
        self.dropout = nn.Dropout(DROPPED)

    def forward(self, batch: Pairs, states: torch.Tensor) -> torch.Tensor:
        """Return probabilities over candidates and nobody, (pronouns, candidates + 1).

        states: float32, (references, WIDTH).
        """
        own = self.dropout(states)
        asking, near = own[batch.pronouns], batch.candidates.clamp(min=0)
        hidden = self.clues(batch.pairs) + self.pronoun(asking)[:, None] + self.mention(own)[near]
        hidden = hidden + self.asking(asking)[:, None] * self.asked(own)[near]
        scores = self.out(self.dropout(hidden.relu()))[..., 0].masked_fill(batch.candidates < 0, -1e4)
        nobody = self.alone_out(self.dropout(self.alone(asking).relu()))
        return torch.cat((scores, nobody), 1).softmax(1)


def scorer_arrays(weights: dict[str, torch.Tensor]) -> dict[str, np.ndarray]:
    """Return a scorer's weights as the program reads them, float16."""
    linear = ("clues", "pronoun", "mention", "asking", "asked", "alone")
    parts = {name: weights[f"{name}.weight"].T for name in linear}
    parts |= {"bias": weights["clues.bias"], "alone_bias": weights["alone.bias"]}
    parts |= {"out": weights["out.weight"][0], "alone_out": weights["alone_out.weight"][0]}
    parts["constants"] = torch.cat((weights["out.bias"], weights["alone_out.bias"]))
    return {name: part.detach().numpy().astype(np.float16) for name, part in parts.items()}


class Pairs(NamedTuple):
    """Passages as tensors, their references and pronouns numbered one after the other.

    pairs: float32, (pronouns, candidates, clues); candidates: int64, numbers of references, -1 where none; pronouns:
    int64, (pronouns,), their numbers among the references; who: int64, as candidates, the person's number, -1 for a
    pronoun; earlier: int64, as candidates, the pronoun's number, -1 for a person; order: int64, (pronouns,), its place
    in its passage; right, wrong: bool, (pronouns, people + 1).
    """

    pairs: torch.Tensor
    candidates: torch.Tensor
    pronouns: torch.Tensor
    who: torch.Tensor
    earlier: torch.Tensor
    order: torch.Tensor
    right: torch.Tensor
    wrong: torch.Tensor

    def chained(self, chances: torch.Tensor) -> torch.Tensor:
        """Return each pronoun's probability of each person and, in the last column, of nobody, summed over chains."""
        given = chances[:, :-1]
        named = torch.zeros(self.right.shape[0], self.right.shape[1] - 1)
        named = named.scatter_add(1, self.who.clamp(min=0), given * (self.who >= 0))
        out = torch.cat((named, chances[:, -1:]), 1)
        for step in range(1, int(self.order.max()) + 1):
            chosen = (self.order == step).nonzero()[:, 0]
            earlier = self.earlier[chosen]
            passed = ((given[chosen] * (earlier >= 0))[:, :, None] * out[earlier.clamp(min=0)]).sum(1)
            out = out.index_put((chosen,), out[chosen] + passed)
        return out

    def loss(self, chances: torch.Tensor) -> torch.Tensor:
        """Return minus the mean log probability of what is known."""
        out = self.chained(chances)
        known = self.right.any(1)
        denied = self.wrong.any(1) & ~known
        found = -((out * self.right).sum(1)[known] + 1e-6).log()
        spared = -(1 - (out * self.wrong).sum(1)[denied] + 1e-4).log()
        return torch.cat((found, spared)).mean() if len(found) + len(spared) else torch.zeros(())


class Part(NamedTuple):
    """A passage and the pieces of it that stand in a row of a batch."""

    passage: Passage
    row: int
    begin: int
    end: int


def pairs(parts: Sequence[Part]) -> tuple[Pairs, tuple[torch.Tensor, torch.Tensor, torch.Tensor]] | None:
    """Return what stands wholly in the parts as tensors, and rows, firsts and lasts of the references' pieces.

    Returns None where there is no pronoun. Who is meant but stands outside is nobody there.
    """
    most = 1 + max((int(part.passage.who.max(initial=-1)) for part in parts), default=0)
    columns: list[list[np.ndarray]] = [[] for _ in range(11)]
    references = asked = 0
    for passage, row, begin, end in parts:
        own = passage.clues
        inside = (own.firsts >= begin) & (own.lasts <= end)
        rows_ = np.flatnonzero(inside[own.pronouns])
        if not len(rows_):
            continue
        new = np.where(inside, inside.cumsum() - 1, -1)  # a reference's number among those inside
        near = np.where(own.candidates[rows_] < 0, -1, new[own.candidates[rows_]])
        earlier = np.full(len(inside), -1)
        earlier[own.pronouns[rows_]] = asked + np.arange(len(rows_))
        sides = np.zeros((2, len(own.pronouns), most + 1), bool)
        here = set(passage.who[inside].tolist())
        for known in passage.asked:
            for side, people in zip(sides, (known.right, known.wrong), strict=True):
                side[known.pronoun, list(people & here)] = True
        none = near < 0
        found = (
            own.pairs[rows_],
            np.where(none, -1, near + references),
            new[own.pronouns[rows_]] + references,
            np.where(none, -1, passage.who[own.candidates[rows_]]),
            np.where(none, -1, earlier[own.candidates[rows_]]),
            np.arange(len(rows_)),
            *(side[rows_] for side in sides),
            np.full(inside.sum(), row),
            own.firsts[inside] - begin + 1,
            own.lasts[inside] - begin + 1,
        )
        for column, value in zip(columns, found, strict=True):
            column.append(value)
        references += int(inside.sum())
        asked += len(rows_)
    if not asked:
        return None
    tensors = [torch.from_numpy(np.concatenate(column)) for column in columns]
    return Pairs(*tensors[:8]), (tensors[8], tensors[9], tensors[10])
