"""Train the quick tagger, which is shipped, from the deep one: ReLU for GELU, which costs nothing in int8.

It learns the same targets with the deep one's own answers mixed in (Hinton et al. 2015), and the deep one's states
(Sanh et al. 2019), by one of which pronouns are resolved; texts of our own, that show what news rarely does; and, from
the means of its states over a sentence, the base model's vector of it.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import nn

from data import Example, annotated
from frames import framed
from network import WIDTH, Network, load_base, quick
from onrecord.extract.decode import LABELS
from onrecord.extract.tokens import SHAPES
from own import TEXTS, own
from train import Batch, Window, base_folder, batches, cuts, examples, tensors, tokenizer_of
from vectors import Stretch, pooled, stretches, targets

LOST = 0.06
"""The share of windows in which a quotation mark is left out, or, of a third of them, all are."""
EACH, AGAIN = 8, 3
"""How often each frame is filled in an epoch, each time anew, and how often each text of our own is given."""
STATES, VECTORS = 1.0, 0.5
"""What the distance to the deep one's states, and to the base model's vectors, weigh beside the labels' loss."""
NEW_RATE = 1e-3
"""The rate of the vectors' projection, which begins from nothing."""


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


def train(options: argparse.Namespace) -> None:
    """Train and write float32 weights."""
    rng = random.Random(options.seed)
    torch.manual_seed(options.seed)
    tokenizer = tokenizer_of(base_folder())
    material = examples(options.data, tokenizer)
    deep, network = Network(len(LABELS), SHAPES), quick(len(LABELS), SHAPES)
    load_base(deep, load_file(base_folder() / "model.safetensors"))
    began = time.monotonic()
    vectors = Vectors(material, deep)
    print(f"{len(vectors.targets)} sentence vectors, {time.monotonic() - began:.0f} s", flush=True)
    weights = load_file(options.out / "deep.safetensors")
    deep.load_state_dict(weights)
    deep.eval()
    network.load_state_dict(weights)
    projection = nn.Linear(2 * WIDTH, WIDTH)
    network.embeddings.word_embeddings.weight.requires_grad_(False)
    parameters = [p for p in network.parameters() if p.requires_grad]
    rates = (options.rate, NEW_RATE)
    optimizer = torch.optim.AdamW(
        [{"params": parameters}, {"params": projection.parameters()}],
        lr=options.rate,
        weight_decay=0.01,
        fused=True,
    )
    both = nn.ModuleDict({"network": network, "vectors": projection})
    mean = {name: value.clone() for name, value in both.state_dict().items()}
    weigh = torch.tensor([1.0, STATES, VECTORS])
    done = 0
    began = time.monotonic()
    for epoch in range(options.epochs):
        both.train()
        written = framed(options.data, tokenizer, rng, each=EACH) + own(TEXTS, tokenizer, rng, each=AGAIN)
        grouped = batches([window for one in (*material, *written) for window in cuts(one, rng)], options.batch, rng)
        totals = torch.zeros(3)
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
        labels, apart_mean, turned = (totals / len(grouped)).tolist()
        print(
            f"epoch {epoch + 1}: labels {labels:.4f}, states {apart_mean:.4f}, vectors {turned:.4f},"
            f" {time.monotonic() - began:.0f} s",
            flush=True,
        )
        save_file(mean, options.out / "quick.safetensors")
    both.load_state_dict(mean)
    both.eval()
    print(f"labels on polnear dev: {held_loss(network, options.data, tokenizer):.4f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("training/out"), help="where deep.safetensors lies")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--trust", type=float, default=0.5, help="the teacher's share where there is gold, 0 to 1")
    parser.add_argument("--deep", type=float, default=0.3, help="the deep tagger's share in all targets, 0 to 1")
    parser.add_argument("--averaging", type=float, default=0.998, help="decay of the weights' moving mean")
    parser.add_argument("--seed", type=int, default=7)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
