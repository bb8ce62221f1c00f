"""Who is who across documents, on Spark: full names by their homes, then what may be several people's by aliases."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from onrecord import link
from onrecord.engines.spark.groups import Kept
from onrecord.engines.spark.linking import Grouped, Mapped, Row
from onrecord.link import Member, Named

FOUND = {"who": "bigint", "found": "string"}


def registered(members: Any, kept: Kept) -> Any:
    """Return ``who``, ``id``, ``found``, ``person``, ``name`` and ``kind`` of each: whom the articles' people are."""
    at_home = kept(Grouped(_bearers, FOUND).over(members.where("home IS NOT NULL").select("home", "member"), "home"))
    weak = members.where("alias IS NOT NULL").selectExpr("alias", "CAST(NULL AS string) AS found", "member")
    called = members.where("home IS NOT NULL").selectExpr("who", "explode(aliases) AS alias")
    called = called.join(weak.select("alias").distinct(), "alias").join(at_home, "who")
    groups = at_home.join(members.select("who", "member"), "who").select("found", "member")
    known = called.select("alias", "found").distinct().join(groups, "found").select("alias", "found", "member")
    led = kept(Grouped(_led, FOUND).over(weak.union(known), "alias"))
    alone = members.where("home IS NULL AND alias IS NULL").selectExpr("who", "id AS found")
    everybody = members.drop("member", "home", "alias", "aliases").join(at_home.union(led).union(alone), "who")
    return everybody.select("who", "id", "found").join(kept(_named(everybody)), "found")


def _named(everybody: Any) -> Any:
    """Return ``found``, ``person``, ``name`` and ``kind`` of each group; no group is in one place for it."""
    earliest = everybody.selectExpr("found", "struct(published, document, place, id) AS place").groupBy("found")
    first = earliest.agg({"place": "min"}).selectExpr("found", "`min(place)`.id AS person")
    names = everybody.groupBy("found", "name", "kind").count()
    names = names.selectExpr("found", "struct(name, kind, count) AS name").groupBy("found")
    columns = {"found": "string", "name": "string", "kind": "string"}
    called = Mapped(_canonical, columns).over(names.agg({"name": "collect_list"}).toDF("found", "names"))
    return first.join(called, "found")


def _bearers(rows: list[Row]) -> Iterator[Row]:
    for group in link.bearers([pickle.loads(row["member"]) for row in rows]):
        yield from ({"who": member.number, "found": group[0].id} for member in group)


def _led(rows: list[Row]) -> Iterator[Row]:
    members: list[Member] = []
    groups: dict[str, list[Member]] = defaultdict(list)
    for row in rows:
        (members if row["found"] is None else groups[row["found"]]).append(pickle.loads(row["member"]))
    known = sorted(groups)
    for bearer, some in link.led(members, [groups[found] for found in known]):
        found = some[0].id if bearer is None else known[bearer]
        yield from ({"who": member.number, "found": found} for member in some)


def _canonical(row: Row) -> Iterator[Row]:
    names = [Named(one["name"], one["kind"], one["count"], one["count"]) for one in row["names"]]
    name, kind = link.canonical(names)
    yield {"found": row["found"], "name": name, "kind": kind}
