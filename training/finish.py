"""Train the quick tagger to its end: labels and vectors as before, and what pronouns refer to besides.

It goes on from what ``shrink.py`` wrote, at a lower rate, with frames that show what news rarely does, with names
replaced by pronouns in every other article, and with GAP. The layer by which pronouns are resolved learns to be like
the deep one's, by which they are resolved better.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
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
from pronouns import Passage, Scorer
from shrink import EACH, LOST, STATES, VECTORS, Vectors
from shrink import known as taught
from train import base_folder, batches, cuts, examples, tensors, tokenizer_of

PRONOUNS, HEAD_RATE = 0.5, 1e-3
"""What the pronouns' loss weighs beside the labels', and at what rate their scorer learns."""
VECTORS_OF = 3
"""Every third article keeps its sentences' vectors as they are: they have been learnt before."""
GAP_TIMES = 3
"""How often each of GAP's texts is read in an epoch."""
NEWS = (("polnear", "train"), ("basil", "2010-2015"), ("newswcl50", "topics-0-4"))


class Material:
    """All there is to learn from, an epoch at a time."""

    def __init__(self, data: Path, options: argparse.Namespace, rng: random.Random) -> None:
        self.data, self.options, self.rng = data, options, rng
        self.tokenizer = tokenizer_of(base_folder())
        self.examples = examples(data, self.tokenizer)
        self.exchange = pronouns.Exchange(self.tokenizer)
        self.texts = {
            row["id"]: row["text"] for folder, name in NEWS for row in rows(data / folder / f"{name}.jsonl.gz")
        }
        by_id = {example.id: example for example in self.examples}
        self.gap = pronouns.gap_passages(data / "gap/development.jsonl.gz", by_id)

    def epoch(self) -> tuple[list[Example], dict[str, Passage]]:
        """Return an epoch's examples, and what is known of pronouns in some of them, by their ids."""
        known: dict[str, Passage] = dict(self.gap)
        found = framed(self.data, self.tokenizer, self.rng, each=EACH)
        for example in self.examples:
            for one, passage in self._versions(example):
                found.append(one)
                if passage is not None:
                    known[one.id] = passage
        return found, known

    def _versions(self, example: Example) -> Iterator[tuple[Example, Passage | None]]:
        passage = self.gap.get(example.id)
        if passage is not None:
            for _ in range(GAP_TIMES):
                one = self.exchange(example, passage, self.rng) if self.rng.random() < 0.5 else example
                yield one, passage
            return
        text = self.texts.get(example.id) if self.rng.random() < self.options.masked else None
        new = None if text is None else pronouns.masked(example, text, self.tokenizer, self.rng)
        yield new or (example, None)


@torch.no_grad()
def held_loss(network: Network, data: Path, tokenizer: Tokenizer) -> float:
    """Return the mean loss of the labels on polnear's development split, which nothing learns from."""
    was_training = network.training
    network.eval()
    rng = random.Random(7)
    windows = [window for one in annotated(data / "polnear/dev.jsonl.gz", tokenizer, {}) for window in cuts(one, rng)]
    total, pieces = 0.0, 0
    for group in batches(windows, 16, rng):
        batch = tensors(group, 0.0, rng)
        with torch.autocast("cpu", torch.bfloat16):
            logits, *_ = network(batch.ids, batch.shapes, batch.mask)
        count = int(batch.weight.sum())
        total, pieces = total + float(batch.loss(logits)) * count, pieces + count
    network.train(was_training)
    return total / pieces


def finish(options: argparse.Namespace) -> None:
    """Train and write float32 weights."""
    rng = random.Random(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    deep = Network(len(LABELS), SHAPES)
    load_base(deep, load_file(base_folder() / "model.safetensors"))
    material = Material(options.data, options, rng)
    began = time.monotonic()
    vectors = Vectors(material.examples[::VECTORS_OF], deep)
    print(f"{len(vectors.targets)} sentence vectors, {time.monotonic() - began:.0f} s", flush=True)
    deep.load_state_dict(load_file(options.out / "deep.safetensors"))
    deep.eval()
    network, projection = quick(len(LABELS), SHAPES), nn.Linear(2 * WIDTH, WIDTH)
    scorer = Scorer(next(iter(material.gap.values())).clues.pairs.shape[2])
    both = nn.ModuleDict({"network": network, "vectors": projection, "pronouns": scorer})
    given = load_file(options.weights)
    network.load_state_dict({n.removeprefix("network."): w for n, w in given.items() if n.startswith("network.")})
    projection.load_state_dict({n.removeprefix("vectors."): w for n, w in given.items() if n.startswith("vectors.")})
    print(f"labels on polnear dev before: {held_loss(network, options.data, material.tokenizer):.4f}", flush=True)
    network.embeddings.word_embeddings.weight.requires_grad_(False)
    parameters = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": parameters, "lr": options.rate},
            {"params": projection.parameters(), "lr": options.rate},
            {"params": scorer.parameters(), "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
        fused=True,
    )
    mean = {name: value.clone() for name, value in both.state_dict().items()}
    done, steps = 0, 0
    both.train()
    began = time.monotonic()
    for epoch in range(options.epochs):
        found, known = material.epoch()
        grouped = batches([window for example in found for window in cuts(example, rng)], options.batch, rng)
        steps = steps or len(grouped[: options.limit]) * options.epochs
        totals, asked = torch.zeros(4), 0
        for windows in grouped[: options.limit]:
            share = max(0.02, min((done + 1) / (0.03 * steps), (steps - done) / (0.97 * steps)))
            for group, rate in zip(optimizer.param_groups, (options.rate, options.rate, HEAD_RATE), strict=True):
                group["lr"] = rate * share
            batch = tensors(windows, options.trust, rng, lost=LOST)
            inputs = (batch.ids, batch.shapes, batch.mask)
            with torch.autocast("cpu", torch.bfloat16):
                with torch.no_grad():
                    answer, _, wanted, known_by = deep(*inputs)
                logits, middle, last, referring = network(*inputs)
            share = options.deep * taught(windows)
            goal = (1 - share) * batch.target + share * answer.float().softmax(-1)
            apart = (last.float() - wanted.float()).square().mean(-1)
            apart = apart + (referring.float() - known_by.float()).square().mean(-1)
            parts = torch.stack(
                [
                    batch.loss(logits, goal),
                    (apart * batch.weight).sum() / batch.weight.sum(),
                    vectors.loss(projection, torch.cat((middle, last), -1), windows, batch),
                    pronouns.loss(scorer, known, referring, windows, batch),
                ]
            )
            loss = (parts * torch.tensor([1.0, STATES, VECTORS, PRONOUNS])).sum()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            done += 1
            totals += parts.detach()
            asked += int(parts[3] > 0)
            with torch.no_grad():
                for name, value in both.named_parameters():
                    if value.requires_grad:
                        mean[name].lerp_(value, 1 - min(options.averaging, done / (done + 10)))
        labels, apart_mean, turned, _ = (totals / len(grouped[: options.limit])).tolist()
        print(
            f"epoch {epoch + 1}: labels {labels:.4f}, states {apart_mean:.4f}, vectors {turned:.4f},"
            f" pronouns {totals[3] / max(1, asked):.4f}, {time.monotonic() - began:.0f} s",
            flush=True,
        )
        save_file(mean, options.out / "final.safetensors")
    both.load_state_dict(mean)
    print(f"labels on polnear dev after: {held_loss(network, options.data, material.tokenizer):.4f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("training/out"), help="where deep.safetensors lies")
    parser.add_argument("--weights", type=Path, default=Path("training/out/quick.safetensors"))
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--masked", type=float, default=0.5, help="share of articles with pronouns for names, 0 to 1")
    parser.add_argument("--trust", type=float, default=0.5, help="the teacher's share where there is gold, 0 to 1")
    parser.add_argument("--deep", type=float, default=0.3, help="the deep tagger's share in all targets, 0 to 1")
    parser.add_argument("--averaging", type=float, default=0.998, help="decay of the weights' moving mean")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=int, default=None, help="batches of an epoch, to try it out")
    parser.add_argument("--seed", type=int, default=7)
    finish(parser.parse_args())


if __name__ == "__main__":
    main()
