"""How many of the words that articles use for somebody are listed as labels of the right person, and are right.

A file holds JSON Lines of one of two forms, told apart by their keys:

- Sentences: "id", "text" and "labels", each with "span", "kind" (name, nickname, description, adjective, group,
  event) and "person" (a word of the name; null for a group or an event). A label is right where one that was found
  overlaps it by half of their union or ends with it, is of its kind (a name and a nickname are one, a group, an
  event, what describes), and is of its person. What is found for organisations is not judged; what is found and fits
  none is invented.
- Articles with marked mentions, as NewsWCL50 has them: "id", "topic", "text" and "mentions", each with "span" and
  "chain". Those of chains that end in _ACTOR count, no pronouns and none inside quotation marks. A chain's person is
  the one that most of its mentions have as a label, in all articles of its topic; only recall is told, since not
  everybody is marked.

In both it is counted how many labels stand inside quotation marks. The words in marks are found here, not by the
program. Exit status: 0 done; 1 a share is below the one asked for, or a label stands inside marks; 2 not measured.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import program
from program import Row

GOLD = Path(__file__).resolve().parents[1] / "tests" / "challenges" / "labels.jsonl"
CLASSES = {"name": "name", "nickname": "name", "description": "description", "adjective": "description"}
PRONOUNS = frozenset(
    "i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us our ours"
    " ourselves they them their theirs themselves who whom whose which that this".split()
)
CURLY = re.compile(r"“[^”]*”")
PARAGRAPH = re.compile(r"(?:(?!\n\s*\n|\\n).)+", re.DOTALL)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    low = []
    for path in wanted.files:
        items = _items(path)
        found = listed(path)
        judged = sentences(items, found) if "labels" in items[0] else mentions(items, found)
        result = {"file": path.name, **judged, "inside quotation marks": len(quoted(items, found))}
        print(json.dumps(result) if wanted.json else _lines(result))
        if wanted.failures:
            for line in failures(items, found):
                print(f"  {line}")
        low += [name for name, least in wanted.least.items() if name in result and result[name]["share"] < least]
        low += ["inside quotation marks"] if result["inside quotation marks"] else []
    for name in low:
        print(f"{name}: worse than asked for", file=sys.stderr)
    return int(bool(low))


def listed(path: Path) -> dict[str, list[Row]]:
    """Build a record of a file, and return the labels that are listed of each of its documents, with their person."""
    with tempfile.TemporaryDirectory() as folder:
        record, printed = Path(folder) / "it.record", Path(folder) / "labels.jsonl"
        program.run(["build", str(path), "-r", str(record)], Path(folder) / "built.txt")
        program.run(["labels", "-r", str(record), "--json"], printed)
        out: dict[str, list[Row]] = defaultdict(list)
        for row in program.rows(printed):
            who = {key: row[key] for key in ("person", "person_id", "what")}
            out[row["id"]] += [{**one, **who} for one in row["labels"]]
        return out


def sentences(items: Sequence[Row], found: Mapping[str, Sequence[Row]]) -> Row:
    """Return how many gold labels are found, and how many found are gold, by class."""
    right, gold, told, good = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for item in items:
        there = [one for one in found.get(item["id"], ()) if one["what"] != "organisation"]
        gold.update(_class(one) for one in item["labels"])
        told.update(_class(one) for one in there)
        right.update(_class(one) for one in item["labels"] if any(fits(one, other) for other in there))
        good.update(_class(other) for other in there if any(fits(one, other) for one in item["labels"]))
    out: Row = {}
    for name in sorted(gold):
        out[f"{name} found"] = _share(right[name], gold[name])
        out[f"{name} right"] = _share(good[name], told[name])
    empty = [item for item in items if not item["labels"]]
    out["recall"] = _share(right.total(), gold.total())
    out["precision"] = _share(good.total(), told.total())
    out["nothing found in nothing"] = _share(sum(not found.get(item["id"]) for item in empty), len(empty))
    return out


def fits(gold: Row, one: Row) -> bool:
    """Say whether a label that was found is the gold one."""
    if _class(gold) != _class(one) or not _overlaps(gold["span"], one["span"]):
        return False
    return gold["person"] is None or gold["person"].casefold() in (one["person"] or "").casefold()


def mentions(items: Sequence[Row], found: Mapping[str, Sequence[Row]]) -> Row:
    """Return how many mentions of actors in the articles' own voice are labels of the right person."""
    best = [(item, one, _best(one, found.get(item["id"], ()))) for item in items for one in actors(item)]
    people = _people(best)
    right = [label is not None and _who(label) == people.get(_chain(item, one)) for item, one, label in best]
    named = [any(word[:1].isupper() for word in _words(item, one).split()[-1:]) for item, one, _ in best]
    return {
        "listed": _share(sum(label is not None for *_, label in best), len(best)),
        "recall": _share(sum(right), len(best)),
        "names": _share(sum(r and n for r, n in zip(right, named, strict=True)), sum(named)),
        "descriptions": _share(sum(r and not n for r, n in zip(right, named, strict=True)), len(named) - sum(named)),
    }


def actors(item: Row) -> list[Row]:
    """Return an article's gold mentions that count."""
    inside = marked(item["text"])
    return [
        one
        for one in item["mentions"]
        if one["chain"].endswith("_ACTOR")
        and _words(item, one).casefold() not in PRONOUNS
        and not any(start <= one["span"][0] < end for start, end in inside)
    ]


def marked(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a text in quotation marks: straight ones open and close by turns in a paragraph."""
    out = [match.span() for match in CURLY.finditer(text)]
    for paragraph in PARAGRAPH.finditer(text):
        words, begin = paragraph.group(), paragraph.start()
        straight = '"' if "”" in words else '["“]'  # some open with the one and close with the other
        marks = [begin + mark.start() for mark in re.finditer(straight, words)]
        out += [(start, end + 1) for start, end in zip(marks[::2], marks[1::2], strict=False)]
    return out


def quoted(items: Iterable[Row], found: Mapping[str, Sequence[Row]]) -> list[tuple[Row, Row]]:
    """Return the labels that stand inside quotation marks, each with its text."""
    return [
        (item, one)
        for item in items
        for start, end in marked(item["text"])
        for one in found.get(item["id"], ())
        if start < one["span"][0] and one["span"][1] < end
    ]


def failures(items: Sequence[Row], found: Mapping[str, Sequence[Row]]) -> Iterable[str]:
    """Yield a line for each label or mention that is not as it should be."""
    people = {}
    if "mentions" in items[0]:
        people = _people([(i, one, _best(one, found.get(i["id"], ()))) for i in items for one in actors(i)])
    for item in items:
        there = [one for one in found.get(item["id"], ()) if one["what"] != "organisation"]
        if "mentions" in item:
            for one in actors(item):
                label = _best(one, found.get(item["id"], ()))
                if label is None or _who(label) != people.get(_chain(item, one)):
                    got = "not listed" if label is None else f"of {label['person']}"
                    yield f"{item['id']} {one['chain']}: {_words(item, one)!r} {got}"
            continue
        missed = [one for one in item["labels"] if not any(fits(one, other) for other in there)]
        more = [one for one in there if not any(fits(gold, one) for gold in item["labels"])]
        if missed or more:
            yield f"{item['id']}: {item['text']}"
            yield from (f"  missed {one['kind']} {one['text']!r} of {one['person']}" for one in missed)
            yield from (f"  invented {one['kind']} {one['text']!r} of {one['person']}" for one in more)
    for _, one in quoted(items, found):
        yield f"inside quotation marks: {one['text']!r}"


def _best(gold: Row, found: Iterable[Row]) -> Row | None:
    near = [one for one in found if _overlaps(gold["span"], one["span"]) and one["what"] in ("person", "unnamed")]
    return max(near, key=lambda one: _meet(gold["span"], one["span"]), default=None)


def _people(best: Iterable[tuple[Row, Row, Row | None]]) -> dict[tuple[str, str], str]:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for item, one, label in best:
        if label is not None:
            counts[_chain(item, one)][_who(label)] += 1
    return {chain: some.most_common(1)[0][0] for chain, some in counts.items()}


def _chain(item: Row, one: Row) -> tuple[str, str]:
    return str(item["topic"]), one["chain"]


def _who(label: Row) -> str:
    return str(label["person_id"] or label["person"])


def _words(item: Row, one: Row) -> str:
    return str(item["text"][slice(*one["span"])])


def _class(one: Row) -> str:
    return CLASSES.get(one["kind"], one["kind"])


def _overlaps(one: Sequence[int], other: Sequence[int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and (_meet(one, other) >= 0.5 or one[1] == other[1])


def _meet(one: Sequence[int], other: Sequence[int]) -> float:
    """Return intersection over union."""
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))


def _share(right: int, all: int) -> Row:
    return {"right": right, "of": all, "share": round(right / all, 4) if all else 1.0}


def _lines(result: Row) -> str:
    return "\n".join(
        f"{name}: {one['right']} of {one['of']}, {one['share']:.3f}" if isinstance(one, dict) else f"{name}: {one}"
        for name, one in result.items()
    )


def _items(path: Path) -> list[Row]:
    if not path.is_file():
        program.stop(f"there is no {path}: name a file of JSON Lines")
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            items = [json.loads(line) for line in lines if line.strip()]
    except (ValueError, OSError) as error:
        program.stop(f"{path} is no JSON Lines in UTF-8 ({error}): correct it")
    if not items or not all(isinstance(item, dict) and {"id", "text"} <= item.keys() for item in items):
        program.stop(f'{path} holds what is no item with "id" and "text"')
    keys = "labels" if "labels" in items[0] else "mentions"
    if not all(keys in item for item in items) or not any(item[keys] for item in items):
        program.stop(f'{path} holds no "{keys}" in some of its items')
    return items


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[GOLD], metavar="FILE", help="default: the tests' own")
    parser.add_argument("--failures", action="store_true", help="show what is not right")
    parser.add_argument("--json", action="store_true", help="print one JSON object a file")
    parser.add_argument("--recall-at-least", type=program.share, default=0.0, metavar="SHARE")
    parser.add_argument("--precision-at-least", type=program.share, default=0.0, metavar="SHARE")
    wanted = parser.parse_args(arguments)
    wanted.least = {"recall": wanted.recall_at_least, "precision": wanted.precision_at_least}
    return wanted


if __name__ == "__main__":
    sys.exit(main())
