"""What belongs together across documents, on Spark: keys -> candidate pairs by joins -> verdicts -> connected groups.

Verdicts and groups are those of ``link``, called on Arrow batches in executors; joins do what a record's indexes do in
a build. A key that a million articles have is spread over many tasks before its first holders are told.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from onrecord.copies import FIRST
from onrecord.engines.spark.groups import Kept, connected
from onrecord.engines.spark.keys import arrow, ddl
from onrecord.link import Copy, Place, lineages
from onrecord.link import figures as of_figures
from onrecord.link import stories as by_story
from onrecord.link.nights import days
from onrecord.link.passages import Words, compared
from onrecord.link.reprints import LEAST, is_copy
from onrecord.nights import dated
from onrecord.store.stories import UNDATED

SALTS = 32
"""Parts that a key's holders are in at first."""
Row = dict[str, Any]


class Mapped:
    """A function from rows to rows, as Spark maps it over Arrow batches."""

    def __init__(self, function: Callable[[Row], Iterable[Row]], columns: dict[str, str]) -> None:
        self._function, self._columns = function, columns

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Yield a batch for each."""
        import pyarrow as pa

        for batch in batches:
            found = [out for row in batch.to_pylist() for out in self._function(row)]
            yield pa.RecordBatch.from_pylist(found, arrow(self._columns))

    def over(self, frame: Any) -> Any:
        """Return the frame that comes of mapping one."""
        return frame.mapInArrow(self, ddl(self._columns))


class Grouped:
    """A function from a group's rows to rows, as Spark calls it with a table for each group."""

    def __init__(self, function: Callable[[list[Row]], Iterable[Row]], columns: dict[str, str]) -> None:
        self._function, self._columns = function, columns

    def over(self, frame: Any, key: str) -> Any:
        """Return the frame that comes of grouping one."""
        import pyarrow as pa

        function, columns = self._function, self._columns

        def called(table: Any) -> Any:
            return pa.Table.from_pylist(list(function(table.to_pylist())), arrow(columns))

        called.__annotations__ = {"table": pa.Table, "return": pa.Table}  # what Spark tells its kinds of function by
        return frame.groupBy(key).applyInArrow(called, ddl(columns))


# Reprints


def reprints(texts: Any, kept: Kept) -> Any:
    """Return ``article``, ``reprint_of``, ``taken_from`` and ``shared`` for each article that is a reprint."""
    pairs = kept(_copies(texts))
    places = texts.select("article", "published", "file", "document", "place")
    for end in ("one", "other"):
        named = [places[column].alias(f"{end}_{column}") for column in places.columns[1:]]
        pairs = pairs.join(places.select(places.article.alias(end), *named), end)
    pairs = pairs.join(connected(pairs, kept).withColumnRenamed("node", "one"), "one")
    columns = {"article": "bigint", "reprint_of": "bigint", "taken_from": "bigint", "shared": "double"}
    return kept(Grouped(_reprints, columns).over(pairs, "group"))


def _copies(texts: Any) -> Any:
    """Return the pairs that are one text, with the share of each one's words in the other."""
    from pyspark.sql.functions import col, countDistinct, expr

    holders = texts.selectExpr("article", "rank", "explode(keys) AS key")
    shared = holders.groupBy("key").count().where("count > 1").select("key")
    holders = holders.join(shared, "key")
    some = _first(holders.withColumn("salt", expr(f"pmod(article, {SALTS})")), "key", "salt")
    first = _first(some, "key").select("key", col("article").alias("first"), col("rank").alias("first_rank"))
    met = first.join(holders, "key").where("first <> article")
    is_lower = "(first_rank, first) < (rank, article)"
    pairs = (
        met.selectExpr(f"if({is_lower}, first, article) AS one", f"if({is_lower}, article, first) AS other", "key")
        .groupBy("one", "other")
        .agg(countDistinct("key").alias("keys"))
        .where(f"keys >= {LEAST}")
    )
    for end in ("one", "other"):
        words = texts.selectExpr(f"article AS {end}", f"numbers AS {end}_numbers", f"plain AS {end}_plain")
        pairs = pairs.join(words, end)
    columns = {"one": "bigint", "other": "bigint", "shared_one": "double", "shared_other": "double"}
    return Mapped(_copy, columns).over(pairs)


def _first(holders: Any, *parts: str) -> Any:
    """Return the first holders by rank of each part."""
    from pyspark.sql import Window
    from pyspark.sql.functions import row_number

    order = Window.partitionBy(*parts).orderBy("rank", "article")
    return holders.withColumn("nth", row_number().over(order)).where(f"nth <= {FIRST}").drop("nth")


def _copy(row: Row) -> Iterator[Row]:
    import numpy as np

    one, other = (
        Words(np.frombuffer(row[f"{end}_numbers"], np.int64), np.frombuffer(row[f"{end}_plain"], np.bool_))
        for end in ("one", "other")
    )
    shared = compared(one, other)
    if is_copy(shared, one, other):
        yield Copy(row["one"], row["other"], shared.one, shared.other)._asdict()


def _reprints(rows: list[Row]) -> Iterator[Row]:
    found = [Copy(*(row[field] for field in Copy._fields)) for row in rows]
    places = {
        row[end]: Place(*(row[f"{end}_{column}"] for column in ("published", "file", "document", "place")))
        for row in rows
        for end in ("one", "other")
    }
    for article, reprint in lineages(found, places).items():
        yield {
            "article": article,
            "reprint_of": reprint.original,
            "taken_from": reprint.taken_from,
            "shared": reprint.shared,
        }


# Stories


def known(terms: Any, reprints: Any, kept: Kept) -> Any:
    """Return articles with the words they are known and found by, their day and what orders them."""
    originals = terms.selectExpr("article AS reprint_of", "published AS first_published")
    of = reprints.select("article", "reprint_of").join(originals, "reprint_of").drop("reprint_of")
    columns = {"article": "bigint", "day": "bigint", "terms": "string", "keys": "array<string>", "place": "string"}
    return kept(Mapped(_known, columns).over(terms.join(of, "article", "left")))


def stories(known: Any, kept: Kept) -> Any:
    """Return the rows of ``told``: each article's day and its story."""
    pairs = kept(_alike(known, by_story.FAR, _likeness))
    groups = connected(pairs.where(f"likeness >= {by_story.SAME}"), kept).withColumnRenamed("node", "one")
    others = groups.selectExpr("one AS other", "group AS other_group")
    inside = pairs.join(groups, "one").join(others, "other").where("group = other_group")
    for end in ("one", "other"):
        inside = inside.join(known.selectExpr(f"article AS {end}", f"place AS {end}_place"), end)
    found = Grouped(_stories, {"article": "bigint", "story": "bigint"}).over(inside, "group")
    told = known.select("article", "day").join(kept(found), "article", "left")
    return told.selectExpr("article", "day", "story AS found", "story")


def _known(row: Row) -> Iterator[Row]:
    place = [row["published"] or "9999", row["document"], row["place"]]
    day = _day(row["first_published"] or row["published"])
    yield {**{name: row[name] for name in ("article", "terms", "keys")}, "day": day, "place": json.dumps(place)}


def _day(published: str | None) -> int:
    try:
        return date.fromisoformat(published or "").toordinal()
    except ValueError:
        return UNDATED


def _alike(known: Any, far: int, likeness: Callable[[Row], Iterable[Row]]) -> Any:
    """Return the pairs that are somewhat alike: of those who share words and came out within days of one another."""
    wide = far + 1
    held = known.selectExpr("article", "day", "explode(keys) AS term")
    dated = held.where(f"day <> {UNDATED}").selectExpr("article", "day", "term", f"day div {wide} AS stretch")
    near = dated.selectExpr(
        "article AS other", "day AS other_day", "term", "explode(array(stretch, stretch - 1, stretch + 1)) AS stretch"
    )
    met = dated.join(near, ["term", "stretch"]).where(f"article < other AND abs(day - other_day) <= {far}")
    undated = held.where(f"day = {UNDATED}").selectExpr("article AS other", "day AS other_day", "term")
    met_undated = held.join(undated, "term").where(f"article < other OR (day <> {UNDATED} AND article <> other)")
    both = met.select("article", "other", "term").union(met_undated.select("article", "other", "term"))
    pairs = (
        both.selectExpr("least(article, other) AS one", "greatest(article, other) AS other")
        .groupBy("one", "other")
        .count()
        .where(f"count >= {by_story.LEAST}")
    )
    for end in ("one", "other"):
        pairs = pairs.join(known.selectExpr(f"article AS {end}", f"terms AS {end}_terms", f"day AS {end}_day"), end)
    return Mapped(likeness, {"one": "bigint", "other": "bigint", "likeness": "double"}).over(pairs)


def _likeness(row: Row) -> Iterator[Row]:
    days = None if UNDATED in (row["one_day"], row["other_day"]) else abs(row["one_day"] - row["other_day"])
    one, other = (json.loads(row[f"{end}_terms"]) for end in ("one", "other"))
    alike = by_story.likeness(one, other, days)
    if alike >= by_story.FLOOR:
        yield {"one": row["one"], "other": row["other"], "likeness": round(alike, 4)}


def _stories(rows: list[Row]) -> Iterator[Row]:
    places = {row[end]: json.loads(row[f"{end}_place"]) for row in rows for end in ("one", "other")}
    order = sorted(places, key=places.__getitem__)
    nth = {article: n for n, article in enumerate(order)}
    pairs = [by_story.Pair(row["one"], row["other"], row["likeness"]) for row in rows]
    pairs.sort(key=lambda pair: sorted((nth[pair.one], nth[pair.other])))
    for group in by_story.stories(order, pairs):
        first = min(group, key=nth.__getitem__)
        yield from ({"article": article, "story": first} for article in group)


# Days that a story dates


def nights(asked: Any, told: Any) -> Any:
    """Return the rows of ``nights``: days that articles name by an occasion, as their story dates it."""
    stories = told.selectExpr("article", "coalesce(story, article) AS story")
    found = asked.join(stories, "article")
    naming = found.where("size(named) > 0").select("story").distinct()
    columns = {
        **dict.fromkeys(("article", "start", "end"), "bigint"),
        **dict.fromkeys(("date", "first"), "string"),
        **dict.fromkeys(("sentence_start", "sentence_end", "told_in"), "bigint"),
    }
    return Grouped(_nights, columns).over(found.join(naming, "story"), "story")


def _nights(rows: list[Row]) -> Iterator[Row]:
    rows.sort(key=lambda row: (row["published"], row["document"], row["place"]))
    known = days(one for row in rows for one in pickle.loads(row["told"]))
    for row in rows:
        for article, day, told_in in dated(row["article"], map(pickle.loads, row["named"]), known):
            start, end = day.span
            first, last = day.sentence
            yield {
                "article": article,
                "start": start,
                "end": end,
                "date": day.date,
                "first": day.first,
                "sentence_start": first,
                "sentence_end": last,
                "told_in": told_in,
            }


# Figures


def comparisons(figures: Any, known: Any, kept: Kept) -> Any:
    """Return the rows of ``comparisons``: figures of one thing, and how each stands to an earlier one."""
    alike = _alike(known.join(figures.select("article"), "article"), of_figures.APART, _alike_in_words)
    alike = _likest(alike, known)
    for end in ("one", "other"):
        alike = alike.join(figures.selectExpr(f"article AS {end}", f"figured AS {end}_figured"), end)
    columns = {"one": "bigint", "other": "bigint", "score": "double", "one_figured": "binary"}
    pairs = kept(Mapped(_pairs, {**columns, "other_figured": "binary"}).over(alike).distinct())
    groups = connected(pairs.select("one", "other"), kept).withColumnRenamed("node", "one")
    columns = {"figure": "bigint", "thing": "bigint", "other": "bigint", "verdict": "string"}
    return kept(Grouped(_compared, columns).over(pairs.join(groups, "one"), "group"))


def _likest(alike: Any, known: Any) -> Any:
    """Return of pairs of articles those of which one is among the likest before the other, as ``compared`` has them."""
    from pyspark.sql import Window
    from pyspark.sql.functions import expr, row_number

    for end in ("one", "other"):
        order = "from_json(place, 'array<string>')"
        order = f"struct(day, {order}[1], CAST({order}[2] AS bigint), article)"
        alike = alike.join(known.selectExpr(f"article AS {end}", f"{order} AS {end}_order"), end)
    columns = ["least(one_order, other_order) AS earlier", "greatest(one_order, other_order).article AS other"]
    ordered = alike.selectExpr(*columns, "likeness").withColumn("one", expr("earlier.article"))
    window = Window.partitionBy("other").orderBy(ordered.likeness.desc(), "earlier")
    return ordered.withColumn("rank", row_number().over(window)).where(f"rank <= {of_figures.LIKEST}")


def _alike_in_words(row: Row) -> Iterator[Row]:
    """Yield a pair of articles whose figures are compared."""
    one, other = (json.loads(row[f"{end}_terms"]) for end in ("one", "other"))
    alike = by_story.likeness(one, other, days=0)
    if alike >= of_figures.ALIKE:
        yield {"one": row["one"], "other": row["other"], "likeness": alike}


def _pairs(row: Row) -> Iterator[Row]:
    """Yield the figures of two articles that may be of one thing."""
    ones, others = ([*map(of_figures.known, pickle.loads(row[f"{end}_figured"]))] for end in ("one", "other"))
    packed = {one.figure.number: pickle.dumps(one.figure) for one in (*ones, *others)}
    for pair in (*of_figures.pairs(ones, others), *of_figures.repeats(ones), *of_figures.repeats(others)):
        yield {**pair._asdict(), "one_figured": packed[pair.one], "other_figured": packed[pair.other]}


def _compared(rows: list[Row]) -> Iterator[Row]:
    known = {row[end]: pickle.loads(row[f"{end}_figured"]) for row in rows for end in ("one", "other")}
    pairs = [of_figures.Pair(row["one"], row["other"], row["score"]) for row in rows]
    for comparison in of_figures.things([*known.values()], pairs):
        yield comparison._asdict()
