"""How well the samples are read: articles, furniture, statements and speakers against the samples' truth.

Speaker figures are of the statements found: "right" and "wrong" are of those with a speaker, "unknown" have none;
naming somebody where the article names nobody is wrong. Exit status: 0 done; 1 an article was not found or furniture
stands in a body; 2 not measured.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import program
from truth import FACTS, Case, Match, Row, Truth, cases, form, unexpected

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
COLUMNS = ("truth", "found", "recall", "prec.", "kind", "right", "wrong", "unknown", "of named")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    articles: Path = wanted.articles.resolve()
    for needed in (articles, wanted.truth / "articles.jsonl"):
        if not needed.exists():
            program.stop(f"there is no {needed}; --articles and --truth say where the samples are")
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "samples.jsonl"
        program.extract([articles], printed, options=["--text"])
        found = program.rows(printed)
    truth = Truth(wanted.truth)
    judged = cases(truth, found, articles.parent)
    extra = unexpected(truth, found, articles.parent)
    sound = articles_told(judged, extra)
    statements_told(truth, judged, extra)
    confidences_told(truth, judged)
    if wanted.details:
        details_told(truth, judged)
    return 0 if sound else 1


def articles_told(judged: Sequence[Case], extra: Sequence[Row]) -> bool:
    """Print how the articles were read, and say whether all were found and none holds furniture."""
    there = [case for case in judged if case.found is not None]
    print(f"samples: {len(there)} of {len(judged)} articles found, {len(extra)} that the truth does not know")
    right = {fact: sum(fact not in case.wrong for case in there) for fact in (*FACTS, "opening", "closing")}
    print("right: " + ", ".join(f"{fact.removesuffix('_of')} {count}" for fact, count in right.items()))
    for case in judged:
        if case.found is None:
            print(f"  {case.place}: NOT FOUND")
        for fact, (value, expected) in case.wrong.items():
            print(f"  {case.place}: {fact} is {value!r}, not {expected!r}")
        for words in case.furniture:
            print(f"  {case.place}: FURNITURE in the body: {words!r}")
    for row in extra:
        print(f"  {row['file']} {row['article']}: not in the truth, title {row['title']!r}")
    furniture = sum(len(case.furniture) for case in judged)
    print(f"lines of furniture in bodies: {furniture}")
    return len(there) == len(judged) and not furniture


def statements_told(truth: Truth, judged: Sequence[Case], extra: Sequence[Row]) -> None:
    """Print figures of statements and speakers: of all, by outlet, and by what is known of the speaker."""
    matches = [match for case in judged for match in case.matches]
    missed = [row for case in judged for row in case.missed]
    spurious = [row for case in judged for row in case.extra] + [s for row in extra for s in row["statements"]]
    print("\n" + _row("", COLUMNS))
    print(_line("all statements", truth, matches, missed, len(spurious)))
    for outlet in sorted({case.truth["outlet"] for case in judged}):
        own = [case for case in judged if case.truth["outlet"] == outlet]
        print(
            _line(
                outlet,
                truth,
                [match for case in own for match in case.matches],
                [row for case in own for row in case.missed],
                sum(len(case.extra) for case in own),
            )
        )
    groups: list[tuple[str, Callable[[Row], str]]] = [
        ("speaker's gender", truth.gender),
        ("speaker", lambda row: str(truth.people.get(row["speaker"], {}).get("kind") or "")),
        ("kind", lambda row: str(row["kind"])),
    ]
    for what, group in groups:
        for name in sorted({group(row) for row in truth.statements}):
            own_matches = [match for match in matches if group(match.truth) == name]
            print(_line(f"{what}: {name or 'none given'}", truth, own_matches, [r for r in missed if group(r) == name]))


def confidences_told(truth: Truth, judged: Sequence[Case]) -> None:
    """Print how often a speaker is right by the confidence given and by how the source is written."""
    outcomes: dict[tuple[float, str], Counter[str]] = defaultdict(Counter)
    for case in judged:
        for match in case.matches:
            verdict = truth.verdict(match.truth, match.found)
            if match.found["speaker"] is not None and case.found is not None:
                outcomes[match.found["speaker_confidence"], form(case.found["text"], match.found)][verdict] += 1
                outcomes[match.found["speaker_confidence"], "all"][verdict] += 1
    print(f"\n{'speaker_confidence':20} {'source':12} {'named':>6} {'right':>6} {'share':>6}")
    for (confidence, written), counts in sorted(outcomes.items(), reverse=True):
        named = counts.total()
        print(f"{confidence:<20} {written:12} {named:6} {counts['right']:6} {counts['right'] / named:6.2f}")


def details_told(truth: Truth, judged: Iterable[Case]) -> None:
    """Print each statement that was missed, found in excess, or given to the wrong speaker."""
    for case in judged:
        text = case.found["text"] if case.found else ""
        print(f"\n{case.place}")
        for match in case.matches:
            verdict = truth.verdict(match.truth, match.found)
            if verdict != "right":
                said = match.truth["content"][0][:80]
                print(f"  {verdict}: {match.found['speaker']}, not {match.truth['speaker']}: {said}")
        for row in case.missed:
            print(f"  missed: {row['source']} | {row['cue']} | {' ... '.join(row['content'])[:100]}")
        for row in case.extra:
            print(f"  extra: {' '.join(' '.join(text[s:e] for s, e in row['content']).split())[:100]}")


def _line(what: str, truth: Truth, matches: Sequence[Match], missed: Sequence[Row], spurious: int | None = None) -> str:
    """Return a line of the table; precision is left out where what was found in excess belongs to no group."""
    known, found = len(matches) + len(missed), len(matches)
    verdicts = Counter(truth.verdict(match.truth, match.found) for match in matches)
    named = Counter(truth.verdict(match.truth, match.found) for match in matches if match.found["speaker"] is not None)
    kinds = sum(match.truth["kind"] == match.found["kind"] for match in matches)
    all_found = found + (spurious or 0)
    precision = "" if spurious is None else _share(found, all_found)
    counts = (verdicts["right"], verdicts["wrong"], verdicts["unknown"], _share(named["right"], named.total()))
    return _row(what, (known, all_found, _share(found, known), precision, _share(kinds, found), *counts))


def _row(what: str, cells: Iterable[object]) -> str:
    return f"{what:34}" + "".join(f"{cell:>9}" for cell in cells)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=SAMPLES / "articles", help="folder of the articles")
    parser.add_argument("--truth", type=Path, default=SAMPLES / "truth", help="folder of the truth files")
    parser.add_argument("--details", action="store_true", help="list what was missed, in excess or misattributed")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
