"""Whom "he", "she", "him", "her" and the like refer to, by a small learnt scorer over the encoder's states.

Each pronoun weighs what stands around it: people's mentions and earlier pronouns. A scorer gives each pair a number from
the encoder's states of both and from the clues; a softmax over them and "nobody named here" makes them probabilities, and
what an earlier pronoun gets passes on to whom it refers to. So a pronoun's people are summed over all chains of
antecedents (the mention ranking of Lee et al. 2017, its antecedents marginalised, with no search).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from onrecord.extract.clues import Clues, Floats

LEAST = 0.002
"""What a person's probability must be to be passed on: the tail would make a long text slow."""
FILE = "pronouns.npz"


@dataclass(frozen=True)
class Scorer:
    """The weights in a file: ``clues`` (features, n), ``pronoun``, ``mention``, ``asking``, ``asked`` (states, n),
    ``alone`` (states, n), and vectors of n: ``bias``, ``alone_bias``, ``out``, ``alone_out``, with ``constants`` (2,).
    """

    path: Path

    @cached_property
    def weights(self) -> dict[str, Floats]:
        """The weights by name, float32."""
        with np.load(self.path) as file:
            return {name: file[name].astype(np.float32) for name in file.files}

    def probabilities(self, clues: Clues, states: Floats) -> Floats:
        """Return how likely each candidate is each pronoun's antecedent, float32, (pronouns, candidates + 1).

        The last column is nobody's. A row's sum is 1.

        Args:
            clues: of one article.
            states: the encoder's, float32, (pieces, states).
        """
        w = self.weights
        own = pooled(states, clues)
        at, near = clues.pronouns, np.maximum(clues.candidates, 0)
        asking, asked = own[at] @ w["asking"], own @ w["asked"]
        hidden = clues.pairs @ w["clues"] + (own[at] @ w["pronoun"] + w["bias"])[:, None]
        hidden += (own @ w["mention"])[near] + asking[:, None] * asked[near]
        scores = np.maximum(hidden, 0) @ w["out"] + w["constants"][0]
        nobody = np.maximum(own[at] @ w["alone"] + w["alone_bias"], 0) @ w["alone_out"] + w["constants"][1]
        scores = np.concatenate([np.where(clues.candidates < 0, -np.inf, scores), nobody[:, None]], 1)
        chances = np.exp(scores - scores.max(1, keepdims=True))
        out: Floats = chances / chances.sum(1, keepdims=True)
        return out


def pooled(states: Floats, clues: Clues) -> Floats:
    """Return the mean of the states over each mention's pieces, (mentions, states)."""
    sums = np.concatenate([np.zeros((1, states.shape[1])), states.cumsum(0, dtype=np.float64)])
    means = (sums[clues.lasts] - sums[clues.firsts]) / (clues.lasts - clues.firsts)[:, None]
    out: Floats = means.astype(np.float32)
    return out


def resolved(clues: Clues, chances: Floats) -> dict[int, dict[str, float]]:
    """Return, by a pronoun's number among the mentions, whom it may refer to and how likely; what is left is nobody's.

    Args:
        clues: of one article.
        chances: what ``Scorer.probabilities`` gave.
    """
    out: dict[int, dict[str, float]] = {}
    for pronoun, candidates, row in zip(clues.pronouns.tolist(), clues.candidates, chances, strict=True):
        people: dict[str, float] = {}
        for number, chance in zip(candidates.tolist(), row.tolist(), strict=False):
            if number < 0 or chance < LEAST:
                continue
            who = clues.mentions[number].person
            for person, share in {who: 1.0}.items() if who is not None else out[number].items():
                people[person] = people.get(person, 0.0) + chance * share
        out[pronoun] = {person: chance for person, chance in people.items() if chance >= LEAST}
    return out
