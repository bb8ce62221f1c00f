"""What pronouns refer to: GAP, and news in which a name was replaced by its pronoun, as material, and the loss.

GAP (Webster et al. 2018) says of two names whether a pronoun refers to them. The news knows its own answers: where
somebody is named again, the pronoun that fits is put in the name's place, and the network learns whose place it was
(Kocijan et al. 2019, Varkel and Globerson 2020). GAP's texts are also read with the genders exchanged, so that neither
is learnt better than the other.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from data import Example, rows, tokenised
from network import WIDTH
from onrecord.extract.clues import OWNER_CLUE, SUBJECT_CLUE, Clues, clues
from onrecord.extract.coreference import resolve
from onrecord.extract.given import gender
from onrecord.extract.people import Person
from onrecord.extract.quotes import quoted
from onrecord.extract.references import Reference, Scene, scene
from onrecord.extract.tokens import Tokens
from onrecord.terms import Article, Span
from train import Batch, Window
from vectors import pooled

HIDDEN, DROPPED = 64, 0.2
MASKED = 0.35
"""The share of the names that can be replaced which are."""
PAIRS = """he she him her his her himself herself man woman men women boy girl boys girls father mother fathers mothers
son daughter sons daughters brother sister brothers sisters husband wife husbands wives uncle aunt nephew niece king
queen prince princess actor actress mr mrs male female sir lady gentleman lady grandfather grandmother boyfriend
girlfriend widower widow duke duchess lord lady baron baroness emperor empress monk nun""".split()
"""Words that change places; "her" is "his" where a noun follows, which its clue says."""
BEFORE = re.compile(
    r"(?:^|[“\"‘(]|[,;—–]|\b(?:that|and|but|when|while|as|if|because|where|after|before|since|though|although|which|"
    r"whom|than|what|how|why|whether|of|by|with|to|from|for|at|in|on|about|against|under|like|says?|said|told|asked|"
    r"[a-z]+ed))\s*$"
)
"""What may stand before a name that a pronoun replaces: no title, no noun."""
AFTER = re.compile(r"\s+(?:[A-Z]|and\b)|[,(-]|\s\(")
OWNS = re.compile(r"[’']s?\b")


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


class Edit(NamedTuple):
    """A name that is replaced, from its start to the end of its possessive, and the pronoun in its place."""

    start: int
    end: int
    word: str
    person: Person


def masked(example: Example, text: str, tokenizer: Tokenizer, rng: random.Random) -> tuple[Example, Passage] | None:
    """Put pronouns in the place of some names of an article; its labels stay where they were.

    Returns None where no name is replaced, or where the pieces around one do not stay what they were.
    """
    found = read(text, example.tokens)
    edits = [edit for edit in edits_of(found, rng) if rng.random() < MASKED]
    written, at = "", 0
    for edit in edits:
        written += text[at : edit.start] + edit.word
        at = edit.end
    written += text[at:]
    pieces = tokenised(written, tokenizer)
    kept = np.ones(len(example.tokens.ids), bool)
    for edit in edits:
        first = np.searchsorted(example.tokens.ends, edit.start, side="right")
        kept[first + 1 : np.searchsorted(example.tokens.starts, edit.end)] = False
    if not edits or kept.sum() != len(pieces.ids):
        return None
    new = read(written, pieces)
    labels = [None if part is None else part[kept] for part in (example.gold, example.soft)]
    passage = Passage(new.clues, new.who, tuple(answers(found, edits, new)))
    return Example(f"{example.id}-masked", pieces, *labels), passage


def edits_of(found: Read, rng: random.Random) -> Iterator[Edit]:
    """Yield the names that a pronoun can replace: not somebody's first, and nothing beside them that describes."""
    text, references = found.scene.text, found.scene.references
    seen: set[Person] = set()
    genders: dict[Person, str] = {}
    inside = 0
    for one, own in zip(references, found.clues.own, strict=True):
        person = one.person
        if one.kind != "name" or person is None or person.kind != "person" or one.span.start < inside:
            continue
        begin = found.scene.sentences[max(found.scene.sentence(one.span.start), 0)]
        plain = BEFORE.search(text[begin : one.span.start]) and not AFTER.match(text, one.span.end)
        if person in seen and plain:
            gender = person.gender or genders.setdefault(person, rng.choice(("feminine", "masculine")))
            owner = OWNS.match(text, one.span.end)
            subject = own[SUBJECT_CLUE] > 0
            words = ("her", "she", "her") if gender == "feminine" else ("his", "he", "him")
            word = words[0 if owner else 1 if subject else 2]
            if one.span.start == begin:
                word = word.capitalize()
            inside = owner.end() if owner else one.span.end
            yield Edit(one.span.start, inside, word, person)
        seen.add(person)


def answers(old: Read, edits: Sequence[Edit], new: Read) -> Iterator[Asked]:
    """Yield whom each new pronoun means: the people whom the names left of the same person lead to."""
    replaced = {edit.start for edit in edits}
    number = {one.span.start: n for n, one in enumerate(new.scene.references)}
    row_of = {n: row for row, n in enumerate(new.clues.pronouns.tolist())}

    def moved(at: int) -> int:
        return at + sum(len(edit.word) - (edit.end - edit.start) for edit in edits if edit.start < at)

    people: dict[Person, set[int]] = {}
    for one in old.scene.references:
        n = number.get(moved(one.span.start))
        if one.kind == "name" and one.person is not None and one.span.start not in replaced and n is not None:
            people.setdefault(one.person, set()).add(int(new.who[n]))
    everybody = frozenset(new.who.tolist()) - {-1}
    for edit in edits:
        row = row_of.get(number.get(moved(edit.start), -1))
        right = frozenset(people.get(edit.person, ())) - {-1}
        if row is not None and right:
            yield Asked(row, right, everybody - right)


class Exchange:
    """Exchanges the genders of a text piece for piece: pronouns, words for men and women, and given names."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.table: dict[int, int] = {}
        for one, other in zip(PAIRS[::2], PAIRS[1::2], strict=True):
            a, b = (tokenizer.token_to_id(word) for word in (one, other))
            if a is not None and b is not None:  # each is one word piece
                self.table.setdefault(a, b)
                self.table.setdefault(b, a)
        self.her, self.his = (tokenizer.token_to_id(word) for word in ("her", "his"))
        self.given: dict[str, list[int]] = {"feminine": [], "masculine": []}
        for word, number in tokenizer.get_vocab().items():
            known = gender(word)
            if known is not None and len(word) > 3:
                self.given[known].append(number)
        self.gender = {number: known for known, numbers in self.given.items() for number in numbers}

    def __call__(self, example: Example, passage: Passage, rng: random.Random) -> Example:
        """Return the example with the genders exchanged; its clues stay as they are."""
        pieces, shown = example.tokens, passage.clues
        ids = np.array([self.table.get(one, one) for one in pieces.ids.tolist()], np.int64)
        pronoun, owns = shown.own[:, 0] > 0, shown.own[:, OWNER_CLUE] > 0
        owners = shown.firsts[pronoun & owns]
        ids[owners[pieces.ids[owners] == self.her]] = self.his
        others: dict[int, int] = {}
        for n in np.flatnonzero(~pronoun & (shown.own[:, 1] == 0)):
            at, old = int(shown.firsts[n]), int(pieces.ids[shown.firsts[n]])
            if old in self.gender and not pieces.inner[at : at + 2].any():
                pool = self.given["masculine" if self.gender[old] == "feminine" else "feminine"]
                ids[at] = others.setdefault(old, rng.choice(pool))
        return Example(f"{example.id}-exchanged", replace(pieces, ids=ids), example.gold, example.soft)


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


def loss(
    scorer: Scorer, passages: dict[str, Passage], states: torch.Tensor, windows: Sequence[Window], batch: Batch
) -> torch.Tensor:
    """Return the loss over a batch's pronouns, 0 where nothing is known of any.

    Args:
        scorer: the scorer.
        passages: by their examples' ids.
        states: (batch, pieces, WIDTH).
        windows: of the batch.
        batch: whose rows that lost pieces teach nothing here.
    """
    parts = [
        Part(passages[example.id], row, begin, end)
        for row, (example, begin, end) in enumerate(windows)
        if batch.whole[row] and example.id in passages
    ]
    found = pairs(parts)
    if found is None:
        return torch.zeros(())
    together, (rows_, firsts, lasts) = found
    return together.loss(scorer(together, pooled(states, rows_, firsts, lasts)))


def gap_passages(path: Path, examples: dict[str, Example]) -> dict[str, Passage]:
    """Read one of GAP's files whose examples are known."""
    return {row["ID"]: gap(row, examples[row["ID"]].tokens) for row in rows(path)}
