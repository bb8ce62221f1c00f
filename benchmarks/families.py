"""How well quotation families are found: articles in which remarks come out in ways that are known.

The articles are the generator's, or those of a file of its form. Their statements are put into a record as they are in
the truth, since what is measured is linking; all else is done as a build does it.

- pairs: of statements that are one utterance, reports apart: precision and recall.
- relations: of members found in their family, how many have the relations of the truth, all of them and no other
  ("identical" and "typography" among them); and how many alterations have the right kind of change.
- called same: members with another number, negation, modal, hedge or name that are given as no alteration.
- no same occasion made up: of members, how many are not given as another account of the same answer: none is.
- reports: of indirect statements given as a report of a family, how many are; of those that are, how many are given so.

Exit status: 0 all is as well as it should be; 1 something is not; 2 not measured.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import families_generator as generator
import program

SHARED = Path(__file__).resolve().parents[2] / "shared/data"
GIVEN = (SHARED / "polnear/train.jsonl.gz", SHARED / "basil/2010-2015.jsonl.gz")
GRAVE = {"number", "negation", "modal", "hedge", "name"}
OTHER_WORDS = {"paraphrased", "same-occasion"}
SAME = {"identical", "typography", "truncated"}

Key = tuple[str, int]
"""An article's id and where a statement's content begins."""


class Found(NamedTuple):
    """A member as the program gives it: its family, relations, and kinds of changes."""

    family: str
    relations: tuple[str, ...]
    changes: frozenset[str]


class Figure(NamedTuple):
    """A part of a whole, with what it should be at the least."""

    part: int
    whole: int
    least: float

    @property
    def share(self) -> float:
        """The part of the whole; 1 of nothing."""
        return self.part / self.whole if self.whole else 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    if wanted.truth:
        articles = list(_rows(wanted.truth))
    else:
        for path in wanted.files:
            if not path.is_file():
                program.stop(f"NOTHING WAS MEASURED: there is no {path}; name .jsonl or .jsonl.gz files with texts")
        articles = list(generator.articles(generator.quotations(wanted.files), wanted.stories, wanted.seed))
    truth = {(a["id"], s["content"][0][0]): s for a in articles for s in a["statements"]}
    found = families_of(articles)
    figures = measured(truth, found)
    kinds = Counter(relation for statement in truth.values() for relation in statement["relations"])
    print(
        f"{len(articles)} articles, {len(truth)} statements: " + ", ".join(f"{n} {kind}" for kind, n in kinds.items())
    )
    for name, figure in figures.items():
        low = "" if figure.share >= figure.least else f"  TOO LOW, {figure.least:.2f} is asked for"
        print(f"{name:34} {figure.share:7.4f} {figure.part:7} of {figure.whole}{low}")
    if wanted.details:
        details_told(articles, truth, found)
    return int(any(figure.share < figure.least for figure in figures.values()))


def measured(truth: Mapping[Key, Any], found: Mapping[Key, Sequence[Found]]) -> dict[str, Figure]:
    """Return all figures by name."""
    plain = {key: one for key, one in truth.items() if "paraphrased" not in one["relations"]}
    true = set(_pairs({key: one["families"] for key, one in plain.items()}))
    claimed = set(
        _pairs(
            {key: [f.family for f in found[key] if not OTHER_WORDS & {*f.relations}] for key in plain if key in found}
        )
    )
    names = _names(truth, found)
    rows = [(one, _in_family(found.get(key, ()), one, names)) for key, one in truth.items()]
    there = [(one, member) for one, member in rows if member]
    kinds = [(one, member) for one, member in there if one["changes"]]
    grave = [(one, found.get(key, ())) for key, one in truth.items() if GRAVE & set(one["changes"])]
    same = [one for one, members in grave if any(set(member.relations) <= SAME for member in members)]
    reports = [key for key, one in truth.items() if "paraphrased" in one["relations"]]
    given = [key for key in truth if any("paraphrased" in member.relations for member in found.get(key, ()))]
    right = [key for key in given if key in set(reports) and _in_family(found[key], truth[key], names)]
    return {
        "pairs: precision": Figure(len(true & claimed), len(claimed), 0.99),
        "pairs: recall": Figure(len(true & claimed), len(true), 0.97),
        "relations right": Figure(sum(tuple(o["relations"]) == m.relations for o, m in there), len(there), 0.97),
        "kinds of change right": Figure(sum(set(o["changes"]) == m.changes for o, m in kinds), len(kinds), 0.0),
        "grave changes not called same": Figure(len(grave) - len(same), len(grave), 1.0),
        "no same occasion made up": Figure(
            sum("same-occasion" not in member.relations for members in found.values() for member in members),
            sum(map(len, found.values())),
            0.99,
        ),
        "reports: precision": Figure(len(right), len(given), 0.90),
        "reports: recall": Figure(len(right), len(reports), 0.60),
    }


def _pairs(families: Mapping[Key, Iterable[str]]) -> Iterator[tuple[Key, Key]]:
    held: dict[str, list[Key]] = defaultdict(list)
    for key, names in families.items():
        for name in names:
            held[name].append(key)
    for keys in held.values():
        yield from combinations(sorted(keys), 2)


def _names(truth: Mapping[Key, Any], found: Mapping[Key, Sequence[Found]]) -> dict[str, str]:
    """Return for each family found the one of the truth that most of its members have."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for key, members in found.items():
        for member in members:
            votes[member.family].update(truth[key]["families"] if key in truth else ())
    return {family: counts.most_common(1)[0][0] for family, counts in votes.items() if counts}


def _in_family(members: Sequence[Found], one: Mapping[str, Any], names: Mapping[str, str]) -> Found | None:
    """Return a member as it is given in a family that is its own in truth."""
    return next((member for member in members if names.get(member.family) in one["families"]), None)


def details_told(articles: Sequence[Any], truth: Mapping[Key, Any], found: Mapping[Key, Sequence[Found]]) -> None:
    """Print each member that is missing, given otherwise than it is, or in a family that is not its own."""
    texts = {article["id"]: article["text"] for article in articles}
    counts = Counter(name for one in truth.values() for name in one["families"])
    names = _names(truth, found)
    for key, one in sorted(truth.items(), key=lambda row: (row[1]["families"], row[0])):
        members = found.get(key, ())
        own = _in_family(members, one, names)
        words = " ".join(" ".join(texts[key[0]][s:e] for s, e in one["content"]).split())
        told = f"{key[0]} {one['families']} {one['relations']} {one['changes']}: {words}"
        for member in members:
            if names.get(member.family) not in one["families"]:
                print(f"WRONG FAMILY {names.get(member.family)} {member.relations}: {told}")
        if own is None and max(counts[name] for name in one["families"]) > 1 and one["relations"] != ["identical"]:
            print(f"MISSED {told}")
        if own and (tuple(one["relations"]) != own.relations or set(one["changes"]) != own.changes):
            print(f"GIVEN AS {own.relations} {sorted(own.changes)}: {told}")


def families_of(articles: Sequence[Mapping[str, Any]]) -> dict[Key, list[Found]]:
    """Return for each statement the families that the program finds it in."""
    from onrecord.store import quotations, schema

    with closing(schema.opened(None)) as db, tempfile.TemporaryDirectory() as folder:
        put_in(db, articles, Path(folder))
        link(db)
        found: dict[Key, list[Found]] = defaultdict(list)
        for family in quotations.quotations(db, quotations.WantedQuotations()):
            for member in family["members"]:
                changes = frozenset(change["change"] for change in member["changes"])
                one = Found(family["id"], tuple(member["relations"]), changes)
                found[member["id"], member["content"][0][0]].append(one)
    return found


def put_in(db: Any, articles: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """Have articles read, and put them into a record with the statements of the truth."""
    from onrecord.read import read
    from onrecord.store import write
    from onrecord.terms import ArticlePerson, Candidate, Document, Span, Statement, short_id

    def statement(article: str, row: Mapping[str, Any]) -> Statement:
        source, cue, content = (tuple(Span(*span) for span in row[part]) for part in ("source", "cue", "content"))
        speaker = row["speaker"]
        return Statement(
            id=short_id(article, content[0].start),
            kind=row["kind"],
            source=source,
            cue=cue,
            content=content,
            confidence=1.0,
            speaker=speaker,
            person_id=speaker and short_id(article, speaker),
            speaker_confidence=speaker and 1.0,
            candidates=(Candidate(speaker, short_id(article, speaker), 1.0),) if speaker else (),
        )

    given = {article["id"]: article for article in articles}
    lines = folder / "made.jsonl"
    fields = ("id", "text", "title", "outlet", "published")
    lines.write_text(
        "".join(json.dumps({name: article[name] for name in fields}) + "\n" for article in given.values()), "utf-8"
    )
    for document in read(lines):
        if not isinstance(document, Document):
            program.stop(f"{document.file} {document.reason}")
        said = [statement(document.id, row) for row in given[document.id]["statements"] if row["covered"]]
        people = {one.person_id: one.speaker for one in said if one.speaker and one.person_id}
        known = [ArticlePerson(id, name, "person") for id, name in people.items()]
        readings = [write.Reading(article, said, (), known) for article in document.articles]
        write.add(db, lines, document, "", readings)


def link(db: Any) -> None:
    """Find people, stories and families, as a build does."""
    from onrecord import quotations, register, stories
    from onrecord.store import revisions

    with revisions.transaction(db):
        register.find(db)
        stories.find(db)
        quotations.find(db)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        program.stop(f"NOTHING WAS MEASURED: there is no {path}; families_generator.py prints one")
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", default=GIVEN, help=".jsonl(.gz) with texts that quote")
    parser.add_argument("--truth", type=Path, help="a file as families_generator.py prints it, in place of a new one")
    parser.add_argument("--stories", type=int, default=90)
    parser.add_argument("--seed", type=int, default=1, help="other articles for each seed")
    parser.add_argument("--details", action="store_true", help="list what is not as in the truth")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
