"""Fit the scorer of pronouns to the states of the model as it is shipped, and say by cross-validation how well it does.

The development pairs of GAP, five folds; the weights written come from all.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from data import rows, tokenised
from onrecord.extract.encoder import Encoder
from pronouns import Pairs, Part, Passage, Scorer, gap, pairs, scorer_arrays
from vectors import pooled

BATCH, EPOCHS, RATE = 32, 8, 3e-3


class Known(NamedTuple):
    """A text of GAP with its states, float16, (pieces, WIDTH), and whether its pronoun is a woman's."""

    passage: Passage
    states: np.ndarray
    feminine: bool


def read(path: Path, encoder: Encoder) -> list[Known]:
    """Read GAP's texts as the program does; those whose names it does not find are left out."""
    found = []
    for row in rows(path):
        pieces = tokenised(row["Text"], encoder.tokenizer)
        states = encoder.seen(pieces).referring
        if states is None:
            raise SystemExit(f"the model in {encoder.folder} gives no states for pronouns; export it again")
        passage = gap(row, pieces)
        if passage.asked:
            found.append(Known(passage, states, row["Pronoun"].casefold() in ("she", "her", "hers", "herself")))
    return found


def batched(known: Sequence[Known]) -> tuple[Pairs, torch.Tensor]:
    """Return texts as one batch, with the mean states of their references."""
    length = 1 + max(len(one.states) for one in known)
    states = torch.zeros(len(known), length, known[0].states.shape[1])
    for row, one in enumerate(known):
        states[row, 1 : len(one.states) + 1] = torch.from_numpy(one.states).float()
    found = pairs([Part(one.passage, row, 0, length) for row, one in enumerate(known)])
    assert found is not None, "a text of GAP has a pronoun"
    together, places = found
    return together, pooled(states, *places)


def fitted(known: Sequence[Known], epochs: int, rate: float) -> Scorer:
    """Return a scorer fitted to texts."""
    rng = random.Random(7)
    torch.manual_seed(7)
    scorer = Scorer(known[0].passage.clues.pairs.shape[2])
    optimizer = torch.optim.AdamW(scorer.parameters(), lr=rate, weight_decay=0.01)
    order = list(range(len(known)))
    steps = epochs * -(-len(order) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / 20, 1 - step / (steps + 1)))
    scorer.train()
    for _ in range(epochs):
        rng.shuffle(order)
        for at in range(0, len(order), BATCH):
            together, states = batched([known[n] for n in order[at : at + BATCH]])
            loss = together.loss(scorer(together, states))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(scorer.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return scorer.eval()


@torch.no_grad()
def right(scorer: Scorer, known: Sequence[Known]) -> tuple[float, list[bool]]:
    """Return the mean loss, and of each text whether the likeliest is as GAP has it."""
    loss, found = 0.0, []
    for one in known:
        together, states = batched([one])
        chances = scorer(together, states)
        loss += float(together.loss(chances)) / len(known)
        asked = one.passage.asked[0]
        top = int(together.chained(chances)[asked.pronoun].argmax())
        found.append(top in asked.right if asked.right else top not in asked.wrong)
    return loss, found


def told(name: str, loss: float, good: Sequence[bool], known: Sequence[Known]) -> None:
    """Print a line of figures."""
    hits = np.array(good)
    feminine = np.array([one.feminine for one in known])
    shares = hits.mean(), hits[feminine].mean(), hits[~feminine].mean()
    print(f"{name}: loss {loss:.4f}, right {shares[0]:.4f}, feminine {shares[1]:.4f}, masculine {shares[2]:.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/data/gap/development.jsonl.gz"))
    parser.add_argument("--held", type=Path, help="texts of the same form that nothing learns from, to look at")
    parser.add_argument("--model", type=Path, default=Path("src/onrecord/extract/model"))
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--rate", type=float, default=RATE)
    options = parser.parse_args()
    encoder = Encoder(options.model)
    known = read(options.gold, encoder)
    losses, good = [], [False] * len(known)
    for fold in range(5):
        held = range(fold, len(known), 5)
        scorer = fitted([one for n, one in enumerate(known) if n % 5 != fold], options.epochs, options.rate)
        loss, hits = right(scorer, [known[n] for n in held])
        losses.append(loss)
        for n, hit in zip(held, hits, strict=True):
            good[n] = hit
    told("five folds", float(np.mean(losses)), good, known)
    scorer = fitted(known, options.epochs, options.rate)
    if options.held:
        others = read(options.held, encoder)
        told("held out", *right(scorer, others), others)
    np.savez_compressed(options.model / "pronouns.npz", **scorer_arrays(scorer.state_dict()))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
