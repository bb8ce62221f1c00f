"""How well a draft is checked: known errors, planted in drafts beside true quotations, through the command line.

For each kind of error: how many are found (any verdict that is something to look at), and how many with the right
verdict, for an altered word with the right change too. For each form of a true quotation: how many are passed. What
could not be checked is counted by itself. Drafts are made anew from a seed, over articles made up, the samples and
those of files; or read from a file of such cases (--cases), which --write makes.

Exit status: 0 all is as required: recall at least 0.99, right verdicts at least --at-least, false alarms at most 1 in
100, no changed number, negation or name passed, no harmless damage called altered; 1 something is not; 2 not measured.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import check_generator
import program

SHARED = Path(__file__).resolve().parents[2] / "shared/data"
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
GIVEN = (SHARED / "polnear/dev.jsonl.gz", SHARED / "basil/2010-2015.jsonl.gz")
PASSED = frozenset(("identical", "typography"))
NEVER = frozenset(("number", "negation", "name"))
Row = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    if wanted.cases:
        cases: Iterable[Row] = program.rows(wanted.cases)
    else:
        cases = check_generator.cases(_given(wanted.files), _samples(wanted.samples), wanted.seed, wanted.each)
    if wanted.write:
        with wanted.write.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(case) + "\n" for case in cases)
        return 0
    return max([told(case, judged(case), wanted) for case in cases], default=2)


def judged(case: Row) -> list[tuple[Row, Row | None]]:
    """Return each planted quotation with what the program says of it, None where it says nothing."""
    with tempfile.TemporaryDirectory() as folder:
        draft, record = Path(folder) / "draft.md", Path(folder) / "case.record"
        draft.write_text(case["draft"], encoding="utf-8")
        for file in case.get("files", ()):
            _run("build", file, "-r", str(record))
        for articles in filter(None, (case["earlier"], case["articles"])):
            lines = Path(folder) / "articles.jsonl"
            lines.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
            _run("build", str(lines), "-r", str(record))
        found = [json.loads(line) for line in _run("check", str(draft), "-r", str(record), "--json").splitlines()]
    return [(one, _at(one["span"], found)) for one in case["quotations"]]


def _at(span: Sequence[int], found: Sequence[Row]) -> Row | None:
    """Return what stands at a place, of several what shares most with it."""
    shared = [(min(row["span"][1], span[1]) - max(row["span"][0], span[0]), n) for n, row in enumerate(found)]
    most, n = max(shared, default=(0, 0))
    return found[n] if most > 0 else None


def _run(*arguments: str) -> str:
    done = subprocess.run([*program.COMMAND, *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or "Traceback (most recent call last)" in done.stderr:
        program.stop(
            f"NOTHING WAS MEASURED: `onrecord {arguments[0]}` ended with {done.returncode}: {done.stderr[-2000:]}"
        )
    return done.stdout


def told(case: Row, pairs: Sequence[tuple[Row, Row | None]], wanted: argparse.Namespace) -> int:
    """Print the figures of a case and return 1 where one is not as required."""
    errors, true = defaultdict(list), defaultdict(list)
    for planted, found in pairs:
        (errors if planted["verdict"] else true)[planted["form"]].append((planted, found))
    print(f"\n{case['kind']}: {len(case['articles'])} articles, {len(pairs)} quotations")
    print(f"{'errors':34} {'planted':>8} {'found':>7} {'right':>7} {'unchecked':>10}")
    for form, some in sorted(errors.items()):
        _line(form, some, _is_found, _is_right)
    every = [pair for some in errors.values() for pair in some]
    if every:
        _line("all errors", every, _is_found, _is_right)
    passes = _is_harmless if "damage" in case["kind"] else _is_passed
    print(f"{'true quotations':34} {'':>8} {'passed':>7} {'':>7} {'unchecked':>10}")
    for form, some in sorted(true.items()):
        _line(form, some, passes, passes)
    fine = [pair for some in true.values() for pair in some]
    if fine:
        _line("all true quotations", fine, passes, passes)
    if wanted.details:
        for planted, found in pairs:
            if not (_is_right if planted["verdict"] else passes)(planted, found):
                _detail(planted, found)
    return int(_failed(case, every, fine, wanted))


def _failed(case: Row, errors: Sequence[Any], fine: Sequence[Any], wanted: argparse.Namespace) -> bool:
    wrong, least, most = [], wanted.at_least, wanted.alarms_at_most
    if errors and _share(errors, _is_found) < 0.99:
        wrong.append(f"recall {_share(errors, _is_found):.4f} is below 0.99")
    if errors and _share(errors, _is_right) < least:
        wrong.append(f"right verdicts {_share(errors, _is_right):.4f} are below {least}")
    alarms = sum(_is_found(*pair) for pair in fine)
    harmless = "damage" in case["kind"]
    if fine and harmless:
        alarms = sum(not _is_harmless(*pair) for pair in fine)
    if fine and alarms > most * len(fine):
        wrong.append(f"{alarms} false alarms of {len(fine)} are more than {most:g} of them")
    passed = [p for p, f in errors if p["change"] in NEVER and (f is None or f["verdicts"][0] in PASSED)]
    if passed:
        wrong.append(f"{len(passed)} changed numbers, negations or names passed")
    called = [p for p, f in fine if harmless and f is not None and "altered" in f["verdicts"]]
    if len(called) > wanted.altered_at_most * len(fine):
        wrong.append(f"{len(called)} of {len(fine)} harmless damages called altered")
    for sentence in wrong:
        print(f"NOT AS REQUIRED: {case['kind']}: {sentence}")
    return bool(wrong)


def _is_found(planted: Row, found: Row | None) -> bool:
    if found is None:
        return False
    if planted["verdict"] == "unchecked":
        return found["verdicts"][0] == "unchecked"
    return found["verdicts"][0] not in PASSED | {"unchecked"}


def _is_right(planted: Row, found: Row | None) -> bool:
    if found is None or planted["verdict"] not in found["verdicts"]:
        return False
    return not planted["change"] or planted["change"] in {change["change"] for change in found["changes"]}


def _is_passed(planted: Row, found: Row | None) -> bool:
    return found is not None and found["verdicts"][0] in PASSED


def _is_harmless(planted: Row, found: Row | None) -> bool:
    """Say whether a true quotation of a damaged source is passed, or the damage is told and nothing else."""
    return _is_passed(planted, found) or (found is not None and found["verdicts"] == ["source-damaged"])


def _share(pairs: Sequence[tuple[Row, Row | None]], fits: Any) -> float:
    return sum(fits(*pair) for pair in pairs) / len(pairs)


def _line(name: str, pairs: Sequence[tuple[Row, Row | None]], one: Any, other: Any) -> None:
    unchecked = sum(found is None or found["verdicts"][0] == "unchecked" for _, found in pairs)
    right = f"{_share(pairs, other):7.3f}" if other is not one else " " * 7
    print(f"{name:34} {len(pairs):8} {_share(pairs, one):7.3f} {right} {unchecked:10}")


def _detail(planted: Row, found: Row | None) -> None:
    wanted = f"{planted['verdict'] or 'passed'} {planted['change']}".strip()
    print(f"  {planted['form']}: should be {wanted}: {planted['words']}")
    if found is None:
        print("    nothing is said of it")
        return
    print(f"    is {found['verdicts']}, speaker {found['speaker']}; {found['changes']}; {found['note']}")
    for match in found["matches"][:2]:
        print(
            f"    {match['id']}, {match['speaker']}: {match['before'][-40:]} >>{match['words']}<< {match['after'][:40]}"
        )


def _given(files: Sequence[Path]) -> Iterator[tuple[str, list[Row]]]:
    for path in files:
        if not path.is_file():
            program.stop(f"NOTHING WAS MEASURED: there is no {path}; name .jsonl or .jsonl.gz files with texts")
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.name.endswith(".gz")
            else path.open(encoding="utf-8") as lines
        ):
            rows = {row["id"]: row for row in map(json.loads, filter(str.strip, lines))}
        yield "/".join(path.parts[-2:]), list(rows.values())


def _samples(folder: Path) -> check_generator.Articles:
    truth = folder / "truth"
    rows = program.rows(truth / "articles.jsonl"), program.rows(truth / "statements.jsonl")
    return check_generator.told(*rows, [str(folder / "articles")])


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "files", nargs="*", type=Path, default=GIVEN, help=".jsonl or .jsonl.gz, an id and a text a line"
    )
    parser.add_argument("--samples", type=Path, default=SAMPLES, help="folder of samples, and of what is said in them")
    parser.add_argument("--cases", type=Path, help="a file of cases, one a line, in place of those made from a seed")
    parser.add_argument("--write", type=Path, help="write the cases to a file, and check nothing")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=12, help="errors of each kind in a draft")
    parser.add_argument("--at-least", type=float, default=0.97, help="the least share of right verdicts")
    parser.add_argument("--alarms-at-most", type=float, default=0.01, help="the most of true quotations not passed")
    parser.add_argument("--altered-at-most", type=float, default=0.0, help="the most of harmless damage called altered")
    parser.add_argument("--details", action="store_true", help="print every case that is not as it should be")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
