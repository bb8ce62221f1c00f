"""The networks in torch: MiniLM (Wang et al. 2020) as a BERT encoder, a table of shapes, one linear layer of labels.

The deep one is MiniLM as it comes; the quick one, which is shipped, has ReLU for GELU. Module names follow BERT's own,
so that the base weights load by name.
"""

from __future__ import annotations

import torch
from torch import nn

WIDTH, HEADS, LAYERS, INNER, WORDS, POSITIONS = 384, 12, 6, 1536, 30522, 512
MIDDLE = 2
"""Which of the quick network's layers gives half of a sentence's vector; the last gives the other half."""
REFERS = 3
"""Which gives the states by which pronouns are resolved, the same layer in both: frozen, by five folds of GAP, the deep
network's fourth is better at it than its middle and last together (F1 0.77 against 0.74).
"""
DROPPED = 0.1


class Dropout(nn.Module):
    """Dropout whose mask all pieces of a window share (Gal and Ghahramani 2016): on a CPU, its noise costs nothing."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return x
        kept = torch.empty(x.shape[0], 1, x.shape[2], dtype=x.dtype).bernoulli_(1 - DROPPED)
        return x * kept / (1 - DROPPED)


class Embeddings(nn.Module):
    def __init__(self, shapes: int) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(WORDS, WIDTH)
        self.position_embeddings = nn.Embedding(POSITIONS, WIDTH)
        self.token_type_embeddings = nn.Embedding(2, WIDTH)
        self.shape_embeddings = nn.Embedding(shapes, WIDTH)
        self.LayerNorm = nn.LayerNorm(WIDTH, eps=1e-12)
        nn.init.zeros_(self.shape_embeddings.weight)

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor) -> torch.Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        words = self.word_embeddings(ids) + self.position_embeddings(places) + self.token_type_embeddings.weight[0]
        out: torch.Tensor = self.LayerNorm(words + self.shape_embeddings(shapes))
        return out


class Layer(nn.Module):
    def __init__(self, activation: nn.Module) -> None:
        super().__init__()
        self.activation = activation
        self.query, self.key, self.value, self.attended = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attended_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout()

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        batch, length, _ = x.shape
        query, key, value = (
            part(x).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(2, 3) / (WIDTH // HEADS) ** 0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e4)
        heads = scores.softmax(-1).to(value.dtype) @ value
        x = self.attended_norm(x + self.dropout(self.attended(heads.transpose(1, 2).reshape(batch, length, WIDTH))))
        out: torch.Tensor = self.norm(x + self.dropout(self.narrow(self.activation(self.wide(x)))))
        return out


class Network(nn.Module):
    """Label scores of each piece, and what sentences' vectors are made of.

    Takes ids and shapes, int64, (batch, pieces), and a bool mask of the real pieces or None where all are; gives
    logits, float32, (batch, pieces, labels), and the states of the middle layer, of the last, and of that by which
    pronouns are resolved, (batch, pieces, WIDTH).
    """

    def __init__(self, labels: int, shapes: int, *, activation: nn.Module | None = None) -> None:
        super().__init__()
        self.embeddings = Embeddings(shapes)
        self.layers = nn.ModuleList(Layer(activation or nn.GELU()) for _ in range(LAYERS))
        self.dropout = Dropout()
        self.head = nn.Linear(WIDTH, labels)

    def forward(
        self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        x = self.dropout(self.embeddings(ids, shapes))
        attend = None if mask is None else mask[:, None, None, :]
        given = []
        for layer in self.layers:
            x = layer(x, attend)
            given.append(x)
        logits: torch.Tensor = self.head(self.dropout(x))
        return logits, given[MIDDLE], x, given[REFERS]


def quick(labels: int, shapes: int) -> Network:
    """Return the network that is shipped, untrained."""
    return Network(labels, shapes, activation=nn.ReLU())


def load_base(network: Network, weights: dict[str, torch.Tensor]) -> None:
    """Put all-MiniLM-L6-v2's weights (BERT's names) into a network; shapes and head keep their start.

    Raises:
        KeyError: a weight is missing.
    """
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "attended": "attention.output.dense",
        "attended_norm": "attention.output.LayerNorm",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
        "norm": "output.LayerNorm",
    }
    own = network.state_dict()
    for name in own:
        head, *rest = name.split(".")
        if head == "embeddings" and rest[0] != "shape_embeddings":
            own[name] = weights[name]
        elif head == "layers":
            own[name] = weights[f"encoder.layer.{rest[0]}.{names[rest[1]]}.{rest[2]}"]
    network.load_state_dict(own)
