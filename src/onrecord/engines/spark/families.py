"""Quotation families on Spark: wordings by their keys -> candidate references -> verdicts -> connected groups -> homes.

Which references take a wording in depends on those before it alone. So wordings are gone through in steps, each of more
than the one before (prefixes, as in Blelloch et al. 2012, Greedy Sequential Maximal Independent Set and Matching are
Parallel on Average). Those of a step are compared with all references before it, wherever these are; what none of them
takes in is parted into connected groups, in which one after the other becomes a reference or not.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator, Sequence
from functools import lru_cache, reduce
from itertools import zip_longest
from typing import Any

from onrecord.atonce import NAME
from onrecord.compare.align import LEAST as PIECE
from onrecord.compare.splices import COVERED
from onrecord.engines.spark.groups import Kept, connected
from onrecord.engines.spark.linking import Grouped, Mapped, Row
from onrecord.link.families import DAYS, REPORT_DAYS, SURE, Said, homes
from onrecord.link.paraphrases import LEAST_SHARED
from onrecord.link.shelf import is_reference
from onrecord.link.wordings import least
from onrecord.store import portable
from onrecord.terms import Span

STEP = 100_000
"""Wordings of the first step, or more where they are as long; each further one has twice as many."""
CROWD = 2000
"""Holders of one key that a task is given; a key that more have is shared out among many tasks."""
WORDING = {
    "wording": "bigint",
    "first": "bigint",
    **dict.fromkeys(("person", "occasion", "published", "id"), "string"),
    "hash": "bigint",
    "verbatim": "boolean",
    "size": "bigint",
    "rank": "string",
    "least": "bigint",
    "keys": "array<bigint>",
    "near": "array<string>",
    "reach": "array<string>",
    "stems": "array<string>",
    "days": "array<string>",
    "report_days": "array<string>",
    "said": "binary",
}
"""A wording: ``rank`` puts all in the order in which they take others in, ``near`` tells by whom, in which story and
when it was said, ``reach`` the same of those before it that may take it in; ``stems`` is what it says, ``days`` and
``report_days`` in which days who said it, and of a report the days in which it may have been said."""

END = "2"
"""What comes after all ranks."""
NO_MEMBERS = ("wording", "wording AS reference", "person AS relations")


def families(said: Any, who: Any, told: Any, kept: Kept) -> dict[str, Any]:
    """Return the rows of ``utterances``, ``wordings`` and ``members``.

    Args:
        said: what documents are asked for.
        who: ``who``, ``id``, ``person`` and ``name`` of everybody.
        told: ``article`` and ``story`` of every article.
        kept: called after each step.
    """
    heard = kept(_heard(said, who, told))
    wordings = kept(Mapped(_wording, WORDING).over(_together(heard)))
    references, members = linked(wordings, kept)
    of = wordings.selectExpr("hash", "person", "occasion", "wording")
    utterances = heard.join(of, ["hash", "person", "occasion"]).withColumnRenamed("utterance", "number")
    flagged = wordings.join(references.selectExpr("wording", "1 AS yes"), "wording", "left")
    columns = ["wording AS number", "hash", "person", "occasion", "0L AS apart", "CAST(verbatim AS bigint) AS verbatim"]
    columns += ["size", "published", "id", "first", "CAST(coalesce(yes, 0) AS bigint) AS reference"]
    return {"utterances": utterances, "wordings": flagged.selectExpr(*columns), "members": members}


def linked(wordings: Any, kept: Kept) -> tuple[Any, Any]:
    """Return which of some wordings are references, and which of those take in which: as ``link.shelf`` does.

    Args:
        wordings: as in ``WORDING``.
        kept: called after each step.
    """
    references, members = [wordings.limit(0)], []
    for some in _steps(wordings):
        before = kept(_judged(_met(some, _all(references))).selectExpr("*", "true AS before"))
        taken = before.where("takes").selectExpr("one AS wording").distinct()
        able = kept(some.where("person <> '?'").join(taken, "wording", "left_anti"))
        inside = _judged(_met(some, able)).selectExpr("*", "false AS before")
        pairs = kept(_telling(before.union(inside)))
        references.append(kept(_references(able, pairs, wordings, kept)))
        own = pairs.where("NOT before").join(references[-1].selectExpr("wording AS other"), "other", "left_semi")
        own = own.select("one", "other").union(pairs.where("before").select("one", "other"))
        members.append(kept(_members(some, own, wordings)))
    return _all(references), _all([wordings.selectExpr(*NO_MEMBERS).limit(0), *members])


def _heard(said: Any, who: Any, told: Any) -> Any:
    """Return what is said with whose words they are, who else may have said them, and on which occasion."""
    people = who.selectExpr("id AS own", "person AS speaker", "name")
    perhaps = said.selectExpr("utterance", "sure", "explode(candidates) AS who")
    perhaps = perhaps.join(who.select("who", "person"), "who").groupBy("utterance", "sure")
    perhaps = perhaps.agg({"person": "collect_set"}).toDF("utterance", "surest", "perhaps")
    doubts = perhaps.where(f"size(perhaps) > 1 OR surest < {SURE}")
    frame = said.drop("sure").join(people, "own", "left").join(doubts, "utterance", "left")
    frame = frame.join(told.select("article", "story"), "article", "left")
    columns = [f"`{name}`" for name in said.columns if name not in ("own", "nobody", "candidates", "sure", "occasion")]
    return frame.selectExpr(
        *columns,
        "story",
        "name",
        "perhaps",
        "coalesce(surest, 1.0D) AS sure",
        "coalesce(speaker, nobody, '') AS person",
        f"if(occasion = '' OR story IS NULL, occasion, concat('{portable.STORY}', story)) AS occasion",
    )


def _together(heard: Any) -> Any:
    """Return a row a wording: of its utterances the earliest, and all articles and stories with it."""
    first = "struct(published, document, place, start, id, utterance, verbatim, size, keys, text, spans, name) AS first"
    columns = ["hash", "person", "occasion", "article", "story", "perhaps", "sure", first]
    from pyspark.sql.functions import collect_set, expr

    return (
        heard.selectExpr(*columns)
        .groupBy("hash", "person", "occasion")
        .agg(
            expr("min(first) AS first"),
            collect_set("article").alias("articles"),
            collect_set("story").alias("stories"),
            expr("array_distinct(flatten(collect_set(perhaps))) AS perhaps"),
            expr("max(sure) AS sure"),
        )
        .selectExpr("hash", "person", "occasion", "articles", "stories", "perhaps", "sure", "first.*")
    )


def _wording(row: Row) -> Iterator[Row]:
    number = portable.key("wordings", row["utterance"])
    said = Said(
        number=number,
        verbatim=row["verbatim"],
        person=row["person"],
        names=frozenset(NAME.findall((row["name"] or "").casefold())),
        published=row["published"],
        stories=frozenset(row["stories"]),
        articles=frozenset(row["articles"]),
        common=bool(row["occasion"]),
        text=row["text"],
        spans=tuple(Span(*span) for span in json.loads(row["spans"])),
        perhaps=frozenset(row["perhaps"]),
        sure=row["sure"] >= SURE,
    )
    yield wording(said, row["keys"], row["id"], first=row["utterance"], hash=row["hash"], occasion=row["occasion"])


def wording(said: Said, keys: list[int], id: str, *, first: int, hash: int, occasion: str) -> Row:
    """Return a wording as in ``WORDING``."""
    packed = pickle.dumps(said)  # before anything is read of it, which it would keep
    whole = said.meaning.whole if said.person.strip("?") else None
    where = [*(f"story {story}" for story in said.stories), *(f"name {name}" for name in said.names)]
    where += [] if said.names or not said.person.strip("?") else [f"person {said.person}"]
    size = _size(said)
    return {
        "wording": said.number,
        "first": first,
        "person": said.person,
        "occasion": occasion,
        "published": said.published,
        "id": id,
        "hash": hash,
        "verbatim": said.verbatim,
        "size": size,
        "rank": "\x1f".join((_begin(said.verbatim, size), said.published, id, f"{said.number:020}")),
        "least": least(len(keys)),
        "keys": keys,
        "near": [*where, *_stretches(said.day, DAYS, "day", 0)],
        "reach": [*where, *_stretches(said.day, DAYS, "day", 1)],
        "stems": [*whole.stems, *(f"#{number}" for number in whole.numbers)] if whole else [],
        "days": _stretches(said.day, REPORT_DAYS, said.person, 0),
        "report_days": _stretches(said.day, REPORT_DAYS, said.person, 1),
        "said": packed,
    }


def _size(said: Said) -> int:
    from onrecord.link.wordings import words_in

    return len(words_in(said.text, said.spans))


def _stretches(day: int | None, width: int, of: str, around: int) -> list[str]:
    """Return the stretch of days that a day is in, and so many on either side: all that lie within a width of it."""
    if day is None:
        return []
    at = day // (width + 1)
    return [f"{of} {n}" for n in range(at - around, at + around + 1)]


def _steps(wordings: Any) -> Iterator[Any]:
    """Yield wordings some at a time, in their order: all that are as long are of one step."""
    from pyspark.sql.functions import col

    sizes = wordings.groupBy("verbatim", "size").count().collect()
    sizes.sort(key=lambda row: (not row["verbatim"], -row["size"]))
    held, most, begin = 0, STEP, ""
    for row, after in zip_longest(sizes, sizes[1:]):
        held += row["count"]
        if after is None or held >= most:
            end = END if after is None else _begin(after["verbatim"], after["size"])
            yield wordings.where((col("rank") >= begin) & (col("rank") < end))
            held, most, begin = 0, 2 * most, end


def _begin(verbatim: bool, size: int) -> str:
    """Return what the ranks of wordings of a size begin with."""
    return f"{not verbatim:d}{10**9 - size:010}"


def _met(some: Any, others: Any) -> Any:
    """Return pairs of a wording and an other one before it that may take it in."""
    alike = _sharing(some, others, "keys", ("reach", "near"), "least")
    reports, utterances = some.where("NOT verbatim AND person <> ''"), others.where("verbatim AND person <> ''")
    reported = _sharing(reports, utterances, "stems", ("report_days", "days"), str(LEAST_SHARED))
    pairs = alike.union(reported).distinct()
    for end, frame in (("other", others), ("one", some)):  # the latter last: seldom has one many before it
        pairs = pairs.join(frame.selectExpr(f"wording AS {end}", f"rank AS {end}_rank", f"said AS {end}_said"), end)
    return pairs


def _sharing(some: Any, others: Any, keys: str, where: tuple[str, str], fewest: str) -> Any:
    """Return the pairs that share so many keys, of those who were somewhere together; the other one comes before.

    A key that a crowd has is shared out: each of many tasks gets some of the later ones, and all of the earlier.
    """
    from pyspark.sql.functions import broadcast, countDistinct, expr, first

    ends = [
        frame.selectExpr("wording", "rank", f"{fewest} AS fewest", f"explode({keys}) AS key", f"{near} AS places")
        .selectExpr("wording", "rank", "fewest", "key", "explode(places) AS place")
        .selectExpr("wording", "rank", "fewest", "key", "xxhash64(place) AS place")
        for frame, near in zip((some, others), where, strict=True)
    ]
    crowds = ends[0].groupBy("key", "place").count().where(f"count > {CROWD}")
    crowds = broadcast(crowds.selectExpr("key", "place", f"CAST(ceil(count / {CROWD}) AS int) AS parts"))
    ones, earlier = (frame.join(crowds, ["key", "place"], "left") for frame in ends)
    ones = ones.withColumnRenamed("wording", "one").withColumn("part", expr("pmod(one, coalesce(parts, 1))"))
    earlier = earlier.withColumn("part", expr("explode(sequence(0, coalesce(parts, 1) - 1))"))
    earlier = earlier.selectExpr("wording AS other", "rank AS other_rank", "key", "place", "part")
    met = ones.join(earlier, ["key", "place", "part"]).where("other_rank < rank")
    counted = met.groupBy("one", "other").agg(countDistinct("key").alias("shared"), first("fewest").alias("fewest"))
    return counted.where("shared >= fewest").select("one", "other")


def _judged(pairs: Any) -> Any:
    """Return of pairs those that say something: whether the other alone tells what becomes of one, whether it takes it
    in, and which of one's words it has a stretch of.
    """
    columns = {"one": "bigint", "other": "bigint", "words": "bigint", "tells": "boolean", "takes": "boolean"}
    return Mapped(_verdict, {**columns, "covers": "array<bigint>"}).over(pairs)


def _verdict(row: Row) -> Iterator[Row]:
    one, other = _unpacked(row["one_said"]), _unpacked(row["other_said"])
    found = homes(one, [other])
    covers = sorted(_covered(one, other)) if one.verbatim and other.verbatim else []
    if found or covers:
        yield {
            "one": one.number,
            "other": other.number,
            "words": len(one.words.words),
            "tells": bool(found),
            "takes": any(home.takes_in for home in found),
            "covers": covers,
        }


def _covered(one: Said, other: Said) -> set[int]:
    """Return the places of one's words that may be a part taken from the other: nothing shorter is a part."""
    there = set(_stretches_of(other.words.keys))
    found = (n for n, stretch in enumerate(_stretches_of(one.words.keys)) if stretch in there)
    return {place for n in found for place in range(n, n + PIECE)}


def _stretches_of(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[n:] for n in range(PIECE)), strict=False)


def _telling(pairs: Any) -> Any:
    """Return of pairs those that can change what becomes of one: all of what it may be spliced from, else those that
    tell something alone.
    """
    from pyspark.sql.functions import collect_list, expr

    of_one = collect_list(expr("struct(other, tells, takes, covers, before)")).alias("others")
    columns = {"one": "bigint", "other": "bigint", "takes": "boolean", "before": "boolean"}
    return Mapped(_told_of, columns).over(pairs.groupBy("one", "words").agg(of_one))


def _told_of(row: Row) -> Iterator[Row]:
    covered = {place for other in row["others"] for place in other["covers"]}
    spliced = len(covered) >= COVERED * row["words"]
    for other in row["others"]:
        if other["tells"] or (spliced and other["covers"]):
            yield {"one": row["one"], **{name: other[name] for name in ("other", "takes", "before")}}


@lru_cache(5000)
def _unpacked(packed: bytes) -> Said:
    said: Said = pickle.loads(packed)
    return said


def _references(able: Any, pairs: Any, wordings: Any, kept: Kept) -> Any:
    """Return those of a step that are references.

    Args:
        able: those of the step that no single one before it takes in.
        pairs: of the step's, each with one of these as the other, or with a reference from ``before``.
        wordings: all.
        kept: called after each round of finding groups.
    """
    from pyspark.sql.functions import collect_list, expr

    pairs = pairs.join(able.selectExpr("wording AS one"), "one", "left_semi")
    edges = kept(pairs.where("NOT before"))
    others = edges.groupBy("one").agg(collect_list(expr("struct(other, takes)")).alias("others"))
    groups = connected(edges.select("one", "other"), kept).withColumnRenamed("node", "wording")
    frame = able.select("wording", "rank", "said").join(groups, "wording", "left")
    frame = frame.join(others.withColumnRenamed("one", "wording"), "wording", "left")
    earlier = _earlier(pairs.where("before"), wordings)
    frame = frame.join(earlier.withColumnRenamed("one", "wording"), "wording", "left")
    alone = frame.where("group IS NULL AND earlier IS NULL").select("wording")
    some = frame.where("group IS NOT NULL OR earlier IS NOT NULL")
    some = some.withColumn("group", expr("coalesce(group, wording)"))
    return able.join(alone.union(Grouped(_settled, {"wording": "bigint"}).over(some, "group")), "wording", "left_semi")


def _settled(rows: list[Row]) -> Iterator[Row]:
    """Yield which wordings of a group are references, gone through in their order."""
    references: dict[int, tuple[str, bytes]] = {}
    for row in sorted(rows, key=lambda row: row["rank"]):
        near = [pair for pair in row["others"] or () if pair["other"] in references]
        if any(pair["takes"] for pair in near):
            continue
        one = _unpacked(row["said"])
        earlier = [(other["rank"], other["said"]) for other in row["earlier"] or ()]
        earlier += [references[pair["other"]] for pair in near]
        found = homes(one, [_unpacked(packed) for _, packed in sorted(earlier)]) if len(earlier) > 1 else ()
        if is_reference(found, one.person):
            references[row["wording"]] = row["rank"], row["said"]
            yield {"wording": row["wording"]}


def _earlier(pairs: Any, wordings: Any) -> Any:
    """Return for each one of some pairs the others, in what order they come and what they say."""
    from pyspark.sql.functions import collect_list, expr

    others = pairs.select("one", "other").join(wordings.selectExpr("wording AS other", "rank", "said"), "other")
    return others.groupBy("one").agg(collect_list(expr("struct(rank, said)")).alias("earlier"))


def _members(some: Any, pairs: Any, wordings: Any) -> Any:
    """Return which references take in which of some wordings."""
    frame = some.selectExpr("wording AS one", "said").join(_earlier(pairs, wordings), "one")
    return Mapped(_homes, {"wording": "bigint", "reference": "bigint", "relations": "string"}).over(frame)


def _homes(row: Row) -> Iterator[Row]:
    others = [_unpacked(packed) for _, packed in sorted((other["rank"], other["said"]) for other in row["earlier"])]
    one = _unpacked(row["said"])
    for home in homes(one, others):
        yield {"wording": one.number, "reference": home.reference, "relations": " ".join(home.relations)}


def _all(frames: list[Any]) -> Any:
    return reduce(lambda one, other: one.union(other), frames)
