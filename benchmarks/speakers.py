"""How often the speaker of a statement is the right one, on articles of our own with truth.

    python benchmarks/speakers.py                      the tests' own sets
    python benchmarks/speakers.py FILE... --failures   others of the same form; each statement with a wrong speaker

Only statements that are found count, linked as eval/score_statements.py links them; their share is told too. A speaker
is right when it is named as the truth names it, letter case and titles apart; of joint speakers all must be named, and
nobody else. No speaker where the text tells one is wrong; where it does not, no speaker alone is right. A person's name
must be the full one; an organisation, a group or an unnamed source is right by any of its forms in the article.

  sure    share of right ones among the speakers given with a confidence over 0.9
  ECE     expected calibration error over ten equal bins of confidence (Guo et al. 2017), of the speakers given
  to      whom a statement is addressed to: precision and recall over names, pooled
  about   the persons it is about, likewise, the speaker left out
  people  share of the mentions marked in the truth that the program found and gave to the right person

Exit status: 0 done; 1 a figure is below what was asked for; 2 not measured.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import challenges
import program
from linked import Row, linked

SETS = challenges.CHALLENGES / "speakers"
SURE = 0.9
BINS = 10
TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lady lord rev reverend father sister brother bishop rabbi imam judge "
    "justice captain colonel general major sergeant inspector constable commander officer chief station president "
    "premier minister senator governor mayor councillor rector ambassador prince princess king queen speaker "
    "the a an".split()
)


@dataclass(frozen=True)
class Answer:
    """A statement of the truth that was found: whether its speaker is right, and how sure the program was of it."""

    item: Row
    gold: Row
    found: Row
    right: bool

    @property
    def confidence(self) -> float | None:
        """How sure the program was of the speaker it gave; None where it gave none, or did not say."""
        return self.found.get("speaker_confidence") if self.found.get("speaker") else None


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    right: int
    of: int

    @property
    def figure(self) -> float:
        """The share, or "not a number" where there is nothing to be right about."""
        return self.right / self.of if self.of else float("nan")

    def __str__(self) -> str:
        return f"{self.figure:.3f}  ({self.right} of {self.of})" if self.of else "none"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    files: list[Path] = wanted.files or sorted(SETS.glob("*.jsonl"))
    items = [item for path in files for item in _read(path)]
    if len({item["id"] for item in items}) < len(items):
        program.stop("an id stands in two places: rename one of them")
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "found.jsonl"
        program.extract(files, printed)
        rows = {row["id"]: row for row in program.rows(printed)}
    given = list(answers(items, rows))
    figures = measured(items, rows, given)
    if wanted.json:
        print(json.dumps({name: share.figure if share.of else None for name, share in figures.items()}))
    else:
        _show(figures, error(given))
    for answer in given if wanted.failures else ():
        if not answer.right:
            _show_failure(answer)
    low = figures["speakers"].figure < wanted.at_least or figures["sure"].figure < wanted.sure_at_least
    if low:
        print("less than was asked for", file=sys.stderr)
    return int(low)


def answers(items: Iterable[Row], rows: Mapping[str, Row]) -> Iterator[Answer]:
    """Yield the statements of the truth that were found in each article, with the verdict on their speakers."""
    for item in items:
        found = rows.get(item["id"], {}).get("statements", [])
        for i, j in sorted(linked(item["text"], item["statements"], found).items()):
            gold = item["statements"][i]
            yield Answer(item, gold, found[j], _same(gold["speaker"], found[j].get("speaker"), item))


def measured(items: Sequence[Row], rows: Mapping[str, Row], given: Sequence[Answer]) -> dict[str, Share]:
    """Return each figure under its name: of all speakers, by set, by gender or kind of the speaker, then the others."""
    figures = {
        "statements found": Share(len(given), sum(len(item["statements"]) for item in items)),
        "speakers": _share(given),
        "sure": _share([one for one in given if (one.confidence or 0) > SURE]),
    }
    for name in sorted({item["set"] for item in items}):
        figures[name] = _share([one for one in given if one.item["set"] == name])
    groups = sorted({_group(one) for one in given})
    figures |= {f"speaker {name}": _share([one for one in given if _group(one) == name]) for name in groups}
    for role in ("to", "about"):
        figures |= {f"{role}, {name}": share for name, share in _named(given, role).items()}
    return figures | {"people": _mentions(items, rows)}


def error(given: Sequence[Answer]) -> float:
    """Return the expected calibration error of the speakers given: 0 is best, "not a number" where none has a score."""
    scored = [(one.confidence, one.right) for one in given if one.confidence is not None]
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in scored:
        bins.setdefault(min(BINS - 1, int(confidence * BINS)), []).append((confidence, right))
    gaps = (abs(sum(c for c, _ in part) - sum(r for _, r in part)) for part in bins.values())
    return sum(gaps) / len(scored) if scored else float("nan")


def plain(name: str) -> str:
    """Return a name as names are compared: without case, titles, articles and the dots and marks around its words.

    >>> plain("Dr. Ada Lund, Jr."), plain("the Quay Board")
    ('ada lund jr', 'quay board')
    """
    words = re.findall(r"[\w&'’-]+", unicodedata.normalize("NFC", name).casefold().replace("’", "'"))
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return " ".join(words)


def _same(gold: str | None, found: str | None, item: Row) -> bool:
    if gold is None or found is None:
        return gold is found
    wanted, named = gold.split("; "), found.split("; ")
    left = [forms(name, item) for name in wanted]
    for name in named:
        fitting = [accepted for accepted in left if plain(name) in accepted]
        if not fitting:
            return False
        left.remove(fitting[0])
    return not left


def forms(name: str, item: Row) -> set[str]:
    """Return the forms under which somebody of an item is right: a person by the full name, others as written."""
    (person,) = [one for one in item["people"] if one["name"] == name]
    accepted = {person["name"], *person.get("names", ())}
    if person["kind"] != "person":
        accepted |= {item["text"][start:end] for start, end in person["mentions"]}
    return {plain(form) for form in accepted} - {"it", "they", "we", "i", "he", "she"}


def _group(answer: Answer) -> str:
    """Return the speaker's gender, or what else the speaker is."""
    name = answer.gold["speaker"]
    if name is None:
        return "not told"
    people = [one for one in answer.item["people"] if one["name"] in name.split("; ")]
    if len(people) > 1:
        return "joint"
    return people[0]["gender"] or people[0]["kind"]


def _share(given: Sequence[Answer]) -> Share:
    return Share(sum(one.right for one in given), len(given))


def _named(given: Sequence[Answer], role: str) -> dict[str, Share]:
    """Return precision and recall of the names under "to" or "about".

    Groups and bodies that the truth does not list are left aside: whom an article means by "reporters" is no question
    of who is who.
    """
    hits = named = wanted = 0
    for answer in given:
        own = {form for name in (answer.gold["speaker"] or "").split("; ") if name for form in forms(name, answer.item)}
        gold = [forms(name, answer.item) for name in answer.gold[role]]
        others = [forms(one["name"], answer.item) for one in answer.item["people"] if one["kind"] != "person"]
        found = {plain(name) for name in answer.found.get(role) or () if not name[:1].islower()} - own
        if role == "about":
            found = {name for name in found if not any(name in other for other in others)}
            gold = [names for name, names in zip(answer.gold[role], gold, strict=True) if _is_person(name, answer.item)]
        gold = [names for names in gold if not names & own]
        met = sum(any(name in names for name in found) for names in gold)
        hits, named, wanted = hits + met, named + len(found), wanted + len(gold)
    return {"precision": Share(hits, named), "recall": Share(hits, wanted)}


def _is_person(name: str, item: Row) -> bool:
    return any(one["name"] == name and one["kind"] == "person" for one in item["people"])


def _mentions(items: Iterable[Row], rows: Mapping[str, Row]) -> Share:
    right = count = 0
    for item in items:
        found = rows.get(item["id"], {}).get("mentions") or []
        for person in item["people"]:
            accepted = forms(person["name"], item)
            for span in person["mentions"]:
                count += 1
                right += any(_fits(span, one["span"]) and plain(one["person"] or "") in accepted for one in found)
    return Share(right, count)


def _fits(one: Sequence[int], other: Sequence[int]) -> bool:
    """Say whether two spans share half of their union, or end alike one within the other, as score_people.py does."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and (2 * shared >= max(one[1], other[1]) - min(one[0], other[0]) or one[1] == other[1])


def _read(path: Path) -> Sequence[Row]:
    if not path.is_file():
        program.stop(f"there is no {path}: name files of articles with truth, in JSON Lines")
    try:
        items = program.rows(path)
    except ValueError as error:
        program.stop(f"{path} is no JSON Lines in UTF-8 ({error}): correct it")
    for item in items:
        if not isinstance(item, dict) or not {"id", "set", "text", "statements", "people"} <= item.keys():
            program.stop(f'{path} holds what is no article with "id", "set", "text", "statements" and "people"')
    if not items:
        program.stop(f"{path} holds no article")
    return items


def _show(figures: Mapping[str, Share], calibration: float) -> None:
    for name, share in figures.items():
        print(f"{name:24}{share}")
        if name == "sure":
            print(f"{'ECE':24}{calibration:.3f}")


def _show_failure(answer: Answer) -> None:
    text, gold, found = answer.item["text"], answer.gold, answer.found
    words: Any = [text[start:end] for start, end in [*gold["source"], *gold["content"]]]
    print(f"\n{answer.item['id']}: {' | '.join(words)}")
    print(f"    wanted {gold['speaker']}; found {found.get('speaker')} ({found.get('speaker_confidence')})")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="articles with truth (default: our own)")
    parser.add_argument("--failures", action="store_true", help="show each statement whose speaker is not right")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument("--at-least", type=challenges._share, default=0.0, metavar="SHARE", help="of right speakers")
    parser.add_argument(
        "--sure-at-least", type=challenges._share, default=0.0, metavar="SHARE", help="of the sure ones"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
