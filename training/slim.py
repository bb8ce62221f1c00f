"""A narrower network: the heads and inner units that add most to what their layer gives (McCarley et al. 2019)."""

from __future__ import annotations

from collections.abc import Iterable

import torch

from network import HEAD, Layer, Network, quick, sizes
from train import Batch

HEADS_KEPT, INNER_KEPT = 8, 768
"""How many are kept of a layer's 12 heads and of its 1,536 inner units."""


@torch.no_grad()
def slimmed(network: Network, material: Iterable[Batch]) -> Network:
    """Return a network of fewer heads and inner units with the weights of those that matter most on some batches."""
    energy = [(torch.zeros(layer.heads), torch.zeros(layer.wide.out_features)) for layer in network.layers]

    def note(layer: Layer, heads: torch.Tensor, inner: torch.Tensor) -> None:
        def of_heads(_: object, given: tuple[torch.Tensor]) -> None:
            parts = given[0].float().flatten(0, 1).unflatten(1, (layer.heads, HEAD))
            written = torch.einsum("phd,whd->phw", parts, layer.attended.weight.unflatten(1, (layer.heads, HEAD)))
            heads.add_(written.square().sum((0, 2)))

        def of_inner(_: object, given: tuple[torch.Tensor]) -> None:
            inner.add_(given[0].float().square().sum((0, 1)) * layer.narrow.weight.square().sum(0))

        hooks.append(layer.attended.register_forward_pre_hook(of_heads))
        hooks.append(layer.narrow.register_forward_pre_hook(of_inner))

    hooks: list[torch.utils.hooks.RemovableHandle] = []
    for layer, (heads, inner) in zip(network.layers, energy, strict=True):
        note(layer, heads, inner)
    network.eval()
    for batch in material:
        network(batch.ids, batch.shapes, batch.mask)
    for hook in hooks:
        hook.remove()
    weights = network.state_dict()
    for number, (heads, inner) in enumerate(energy):
        best = heads.topk(HEADS_KEPT).indices.sort().values
        places = (best[:, None] * HEAD + torch.arange(HEAD)).flatten()
        units = inner.topk(INNER_KEPT).indices.sort().values
        for part in ("query", "key", "value"):
            _take(weights, f"layers.{number}.{part}", places, 0)
        _take(weights, f"layers.{number}.attended", places, 1)
        _take(weights, f"layers.{number}.wide", units, 0)
        _take(weights, f"layers.{number}.narrow", units, 1)
    labels, shapes = len(weights["head.bias"]), len(weights["embeddings.shape_embeddings.weight"])
    heads_kept, inner_kept = sizes(weights)
    slim = quick(labels, shapes, heads=heads_kept, inner=inner_kept)
    slim.load_state_dict(weights)
    return slim


def _take(weights: dict[str, torch.Tensor], name: str, places: torch.Tensor, side: int) -> None:
    weights[f"{name}.weight"] = weights[f"{name}.weight"].index_select(side, places)
    if side == 0:
        weights[f"{name}.bias"] = weights[f"{name}.bias"][places]
