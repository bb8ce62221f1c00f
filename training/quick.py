"""Train the quick tagger, which is shipped, from the deep one: ReLU for GELU, which costs nothing in int8.

It learns the same targets with the deep one's own answers mixed in (Hinton et al. 2015), and the deep one's states
(Sanh et al. 2019); texts of our own, that show what news rarely does; from the means of its states over a sentence,
the base model's vector of it; and what pronouns refer to, by GAP and by names that pronouns replace in the news.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import nn

import pronouns
from data import Example, annotated, rows
from frames import framed
from network import WIDTH, Network, load_base, quick
from onrecord.extract.decode import LABELS
from onrecord.extract.tokens import SHAPES
from own import TEXTS, own
from pronouns import Part, Passage, Scorer
from train import CLS, SEP, Batch, Window, base_folder, batches, cuts, examples, tensors, tokenizer_of
from vectors import Stretch, pooled, stretches, targets

LOST = 0.06
"""The share of windows in which a quotation mark is left out, or, of a third of them, all are."""
EACH, TWICE = 12, 2
"""How often each frame is filled in an epoch, each time anew, and how often each text of our own is given."""
LABELS_WEIGH, STATES, VECTORS, PRONOUNS = 1.0, 1.0, 0.5, 0.5
"""What the losses of labels, of states apart from the deep one's, of vectors and of pronouns weigh."""
NEW_RATE = 1e-3
"""The rate at which learns what begins from nothing: the vectors' projection and the pronouns' scorer."""
HELD = 5
"""Of GAP's texts, one in so many teaches nothing about pronouns, so that it can be asked."""
NEWS = (("polnear", "train"), ("basil", "2010-2015"), ("newswcl50", "topics-0-4"))


class Vectors:
    """The stretches of all articles and their vectors."""

    def __init__(self, material: list[Example], base: Network) -> None:
        self.stretches: dict[str, list[tuple[int, Stretch]]] = {}
        pieces = []
        for example in material:
            found = stretches(example)
            self.stretches[example.id] = list(enumerate(found, start=len(pieces)))
            pieces += [example.tokens.ids[first:last] for first, last in found]
        self.targets = targets(base, pieces)

    def loss(self, projection: nn.Linear, states: torch.Tensor, windows: list[Window], batch: Batch) -> torch.Tensor:
        """Return 1 minus the mean cosine over the stretches that lie wholly in a window."""
        rows, firsts, lasts, numbers = [], [], [], []
        for row, (example, begin, end) in enumerate(windows):
            for number, (first, last) in self.stretches.get(example.id, ()) if batch.whole[row] else ():
                if begin <= first and last <= end:
                    rows.append(row)
                    firsts.append(first - begin + 1)
                    lasts.append(last - begin + 1)
                    numbers.append(number)
        if not rows:
            return torch.zeros(())
        vectors = projection(pooled(states, *map(torch.tensor, (rows, firsts, lasts))))
        return 1 - nn.functional.cosine_similarity(vectors, self.targets[numbers].float()).mean()


class Material:
    """All there is to learn from, an epoch at a time."""

    def __init__(self, options: argparse.Namespace, rng: random.Random) -> None:
        self.data, self.masked, self.rng = options.data, options.masked, rng
        self.tokenizer = tokenizer_of(base_folder())
        self.examples = examples(self.data, self.tokenizer)
        self.exchange = pronouns.Exchange(self.tokenizer)
        self.texts = {
            row["id"]: row["text"] for folder, name in NEWS for row in rows(self.data / folder / f"{name}.jsonl.gz")
        }
        by_id = {example.id: example for example in self.examples}
        passages = pronouns.gap_passages(self.data / "gap/development.jsonl.gz", by_id)
        self.gap = {name: passage for n, (name, passage) in enumerate(passages.items()) if n % HELD}
        self.held = [
            (by_id[name], passage)
            for n, (name, passage) in enumerate(passages.items())
            if n % HELD == 0 and passage.asked
        ]

    def epoch(self) -> tuple[list[Example], dict[str, Passage]]:
        """Return an epoch's examples, and what is known of pronouns in some of them, by their ids."""
        known: dict[str, Passage] = {}
        found = framed(self.data, self.tokenizer, self.rng, each=EACH)
        found += own(TEXTS, self.tokenizer, self.rng, each=TWICE)
        for example in self.examples:
            for one, passage in self._versions(example):
                found.append(one)
                if passage is not None:
                    known[one.id] = passage
        return found, known

    def _versions(self, example: Example) -> Iterator[tuple[Example, Passage | None]]:
        if passage := self.gap.get(example.id):
            yield example, passage
            yield self.exchange(example, passage, self.rng), passage
            return
        text = self.texts.get(example.id) if self.rng.random() < self.masked else None
        new = None if text is None else pronouns.masked(example, text, self.tokenizer, self.rng)
        yield new or (example, None)


def known(windows: list[Window]) -> torch.Tensor:
    """Say of each window whether the deep network can teach it, float32, (batch, 1, 1): 0 for our own sentences."""
    return torch.tensor([float(example.gold is None or example.soft is not None) for example, _, _ in windows])[
        :, None, None
    ]


@torch.no_grad()
def held_loss(network: Network, data: Path, tokenizer: Tokenizer) -> float:
    """Return the mean loss of the labels on polnear's development split, which nothing learns from."""
    rng = random.Random(7)
    windows = [window for one in annotated(data / "polnear/dev.jsonl.gz", tokenizer, {}) for window in cuts(one, rng)]
    total, pieces = 0.0, 0
    for group in batches(windows, 16, rng):
        batch = tensors(group, 0.0, rng)
        with torch.autocast("cpu", torch.bfloat16):
            logits, *_ = network(batch.ids, batch.shapes, batch.mask)
        count = int(batch.weight.sum())
        total, pieces = total + float(batch.loss(logits)) * count, pieces + count
    return total / pieces


@torch.no_grad()
def meant(network: Network, scorer: Scorer, held: Sequence[tuple[Example, Passage]]) -> float:
    """Return the share of held texts whose pronoun's likeliest person is as GAP has it."""
    right = 0
    for example, passage in held:
        ids = torch.tensor([[CLS, *example.tokens.ids.tolist(), SEP]])[:, :512]
        shapes = torch.tensor([[0, *example.tokens.shapes.tolist(), 0]])[:, :512]
        *_, referring = network(ids, shapes)
        found = pronouns.pairs([Part(passage, 0, 0, ids.shape[1] - 2)])
        if found is None:
            continue
        together, places = found
        asked = passage.asked[0]
        top = int(together.chained(scorer(together, pooled(referring, *places)))[asked.pronoun].argmax())
        right += top in asked.right if asked.right else top not in asked.wrong
    return right / len(held)


def train(options: argparse.Namespace) -> None:
    """Train and write float32 weights."""
    rng = random.Random(options.seed)
    torch.manual_seed(options.seed)
    material = Material(options, rng)
    deep, network = Network(len(LABELS), SHAPES), quick(len(LABELS), SHAPES)
    load_base(deep, load_file(base_folder() / "model.safetensors"))
    began = time.monotonic()
    vectors = Vectors(material.examples, deep)
    print(f"{len(vectors.targets)} sentence vectors, {time.monotonic() - began:.0f} s", flush=True)
    weights = load_file(options.out / "deep.safetensors")
    deep.load_state_dict(weights)
    deep.eval()
    network.load_state_dict(weights)
    projection = nn.Linear(2 * WIDTH, WIDTH)
    scorer = Scorer(next(iter(material.gap.values())).clues.pairs.shape[2])
    network.embeddings.word_embeddings.weight.requires_grad_(False)
    parameters = [p for p in network.parameters() if p.requires_grad]
    rates = (options.rate, NEW_RATE)
    optimizer = torch.optim.AdamW(
        [{"params": parameters}, {"params": [*projection.parameters(), *scorer.parameters()]}],
        lr=options.rate,
        weight_decay=0.01,
        fused=True,
    )
    both = nn.ModuleDict({"network": network, "vectors": projection, "pronouns": scorer})
    mean = {name: value.clone() for name, value in both.state_dict().items()}
    weigh = torch.tensor([LABELS_WEIGH, STATES, VECTORS, PRONOUNS])
    done = 0
    began = time.monotonic()
    for epoch in range(options.epochs):
        both.train()
        found, asked = material.epoch()
        grouped = batches([window for example in found for window in cuts(example, rng)], options.batch, rng)
        totals = torch.zeros(4)
        for number, windows in enumerate(grouped):
            left = 1 - (epoch + number / len(grouped)) / options.epochs
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * min((done + 1) / 150, left)
            batch = tensors(windows, options.trust, rng, lost=LOST)
            inputs = (batch.ids, batch.shapes, batch.mask)
            with torch.autocast("cpu", torch.bfloat16):
                with torch.no_grad():
                    answer, _, *wanted = deep(*inputs)
                logits, middle, *states = network(*inputs)
            share = options.deep * known(windows)
            goal = (1 - share) * batch.target + share * answer.float().softmax(-1)
            apart = torch.stack(
                [(a.float() - b.float()).square().mean(-1) for a, b in zip(states, wanted, strict=True)]
            )
            parts = torch.stack(
                [
                    batch.loss(logits, goal),
                    (apart.sum(0) * batch.weight).sum() / batch.weight.sum(),
                    vectors.loss(projection, torch.cat((middle, states[0]), -1), windows, batch),
                    pronouns.loss(scorer, asked, states[1], windows, batch),
                ]
            )
            optimizer.zero_grad()
            (parts * weigh).sum().backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            done += 1
            totals += parts.detach()
            with torch.no_grad():
                for name, value in both.named_parameters():
                    if value.requires_grad:
                        mean[name].lerp_(value, 1 - min(options.averaging, done / (done + 10)))
        labels, apart_mean, turned, meaning = (totals / len(grouped)).tolist()
        print(
            f"epoch {epoch + 1}: labels {labels:.4f}, states {apart_mean:.4f}, vectors {turned:.4f},"
            f" pronouns {meaning:.4f}, {time.monotonic() - began:.0f} s",
            flush=True,
        )
        save_file(mean, options.out / "quick.safetensors")
    both.load_state_dict(mean)
    both.eval()
    print(f"labels on polnear dev: {held_loss(network, options.data, material.tokenizer):.4f}", flush=True)
    print(f"right person in GAP's held texts: {meant(network, scorer, material.held):.4f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("training/out"), help="where deep.safetensors lies")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--masked", type=float, default=0.5, help="share of articles with pronouns for names, 0 to 1")
    parser.add_argument("--trust", type=float, default=0.5, help="the teacher's share where there is gold, 0 to 1")
    parser.add_argument("--deep", type=float, default=0.3, help="the deep tagger's share in all targets, 0 to 1")
    parser.add_argument("--averaging", type=float, default=0.998, help="decay of the weights' moving mean")
    parser.add_argument("--seed", type=int, default=7)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
