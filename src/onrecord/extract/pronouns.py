"""Whom "he", "she", "him", "her" and the like refer to, by a small learnt scorer over the encoder's states.

Each pronoun weighs what stands around it: names, descriptions, earlier pronouns. The scorer gives each pair a number
from the encoder's states of both and from the clues; a softmax over them and "none of these" makes them probabilities
(the mention ranking of Lee et al. 2017, over few and known mentions). What an earlier pronoun gets goes to whom it
means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.clues import Clues, Floats, blocks
from onrecord.extract.people import Person
from onrecord.extract.references import Reference, Scene
from onrecord.extract.tokens import Tokens

SHARP, OTHER_GENDER = 0.8, 0.02
"""The power to which probabilities are taken, since the scorer is too sure of itself, and what is left of one where a
given name is mostly the other gender's: GAP, whose texts name two people of one gender, does not teach what that is
worth where an article names women and men. Less where nothing tells the gender, or the name may be a place's, gains
nothing on our challenges and loses on GAP's development pairs."""
LEAST = 0.001
"""The least probability that counts."""
LONGEST = 100_000
"""Word pieces of an article whose states are kept: the states of a whole book would fill the memory."""


@dataclass(frozen=True)
class Scorer:
    """The weights in a file: matrices ``clues`` (clues, n), ``pronoun``, ``mention``, ``asking``, ``asked`` and
    ``alone`` (states, n), vectors of n ``bias``, ``alone_bias``, ``out`` and ``alone_out``, and two ``constants``.
    """

    path: Path

    @cached_property
    def weights(self) -> dict[str, Floats]:
        """The weights by name, float32."""
        with np.load(self.path) as file:
            return {name: file[name].astype(np.float32) for name in file.files}

    def projected(self, shown: Clues, states: NDArray[np.floating]) -> dict[str, Floats]:
        """Return the states of an article's references, (references, states), and what the matrices of candidates make
        of them, (references, n), float32.

        Args:
            shown: an article's clues, or a block of them.
            states: of its pieces, (pieces, states).
        """
        own = np.zeros((len(shown.firsts), states.shape[1]), np.float32)
        length = shown.lasts - shown.firsts
        for n in range(int(length.max(initial=0))):
            longer = np.flatnonzero(length > n)
            own[longer] += states[shown.firsts[longer] + n]
        own /= length[:, None]
        return {"states": own, "mention": own @ self.weights["mention"], "asked": own @ self.weights["asked"]}

    def chances(self, shown: Clues, own: dict[str, Floats]) -> Floats:
        """Return how likely each candidate is each pronoun's antecedent, float32, (pronouns, candidates + 1).

        The last column is none of them; a row's sum is 1.

        Args:
            shown: an article's clues, or a block of them.
            own: what ``projected`` gave.
        """
        w, at, near = self.weights, own["states"][shown.pronouns], np.maximum(shown.candidates, 0)
        hidden = shown.pairs @ w["clues"] + (at @ w["pronoun"] + w["bias"])[:, None]
        hidden += own["mention"][near] + (at @ w["asking"])[:, None] * own["asked"][near]
        scores = np.maximum(hidden, 0) @ w["out"] + w["constants"][0]
        none = np.maximum(at @ w["alone"] + w["alone_bias"], 0) @ w["alone_out"] + w["constants"][1]
        scores = np.concatenate([np.where(shown.candidates < 0, -np.inf, scores), none[:, None]], 1)
        chances = np.exp(scores - scores.max(1, keepdims=True))
        out: Floats = chances / chances.sum(1, keepdims=True)
        return out


class Learnt:
    """A judge of pronouns for one article: asked for a pronoun, it says how likely each candidate is.

    Args:
        scorer: the weights.
        pieces: the article's word pieces.
        states: the encoder's, (pieces, states).
    """

    def __init__(self, scorer: Scorer, pieces: Tokens, states: NDArray[np.floating]) -> None:
        self._scorer, self._pieces, self._states = scorer, pieces, states
        self._scene: Scene | None = None
        self._chances: dict[Reference, dict[Reference, float]] = {}

    def __call__(self, scene: Scene, pronoun: Reference, candidates: Sequence[Reference]) -> list[float]:
        """Return each candidate's probability; together they make at most 1."""
        if self._scene is not scene:
            self._scene, self._chances = scene, self._judged(scene)
        row = self._chances.get(pronoun, {})
        weights = [row.get(one, 0.0) ** SHARP * (1.0 if _agree(one, pronoun) else OTHER_GENDER) for one in candidates]
        total = sum(weights) + max(0.0, 1.0 - sum(row.values())) ** SHARP
        return [weight / total for weight in weights] if total else weights

    def _judged(self, scene: Scene) -> dict[Reference, dict[Reference, float]]:
        found = scene.references
        out: dict[Reference, dict[Reference, float]] = {}
        own: dict[str, Floats] = {}
        for shown in blocks(scene, self._pieces):
            own = own or self._scorer.projected(shown, self._states)
            chances = self._scorer.chances(shown, own)
            for pronoun, near, row in zip(shown.pronouns.tolist(), shown.candidates, chances, strict=True):
                likely = np.flatnonzero(row[:-1] >= LEAST)
                out[found[pronoun]] = {
                    found[n]: chance for n, chance in zip(near[likely].tolist(), row[likely].tolist(), strict=True)
                }
        return out


def _agree(one: Reference, pronoun: Reference) -> bool:
    return one.person is None or one.person.is_of(pronoun.gender)


def shares(one: Reference) -> tuple[tuple[Person, float], ...]:
    """Return who a reference may mean, with probabilities: a pronoun several, by how sure it is of each."""
    if one.person is None:
        return ()
    return ((one.person, one.sure), *one.others) if one.kind == "pronoun" else ((one.person, 1.0),)
