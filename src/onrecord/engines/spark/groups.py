"""Connected groups of what pairs lead to from one another, by joins.

Each node is led to its least neighbour, and that one's to it, until nothing changes: large star and small star in
turn (Kiveris et al. 2014, Connected Components in MapReduce and Beyond). A node with a million neighbours is a million
rows, never a list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Kept = Callable[[Any], Any]
"""Writes a frame and gives it back as it was written, so that what was done is not done again."""


def connected(pairs: Any, kept: Kept) -> Any:
    """Return ``node`` and ``group``, the least node of its group, for each node of some pairs.

    Args:
        pairs: a frame with ``one`` and ``other``, two different numbers each.
        kept: called after each round.
    """
    from pyspark.sql.functions import greatest, least

    edges = kept(pairs.select(greatest("one", "other").alias("node"), least("one", "other").alias("least")).distinct())
    before, now = None, _told(edges)
    while now != before:
        edges = kept(_small_star(_large_star(edges)))
        before, now = now, _told(edges)
    roots = edges.selectExpr("least AS node", "least AS group")
    return kept(edges.selectExpr("node", "least AS group").union(roots).distinct())


def _large_star(edges: Any) -> Any:
    """Lead each greater neighbour of a node to the least that the node has, itself among them."""
    both = edges.union(edges.selectExpr("least AS node", "node AS least"))
    least = both.groupBy("node").agg({"least": "min"}).selectExpr("node", "least(node, `min(least)`) AS root")
    led = both.join(least, "node").where("least > node").selectExpr("least AS node", "root AS least")
    return led.where("node <> least").distinct()


def _small_star(edges: Any) -> Any:
    """Lead a node and its lesser neighbours to the least of these."""
    least = edges.groupBy("node").agg({"least": "min"}).selectExpr("node", "`min(least)` AS root")
    led = edges.join(least, "node").selectExpr("least AS node", "root AS least")
    return led.union(least.selectExpr("node", "root AS least")).where("node <> least").distinct()


def _told(edges: Any) -> Any:
    """Return what tells a frame of distinct rows from others: how many they are, and their hashes in one."""
    return edges.selectExpr("count(*)", "bit_xor(xxhash64(node, least))").first()
