"""How well statements are found: the program's output on a gold file, scored and held against the floors.

Exit status: 0 all floors are held; 1 a figure is below its floor, or the samples are read wrongly; 2 not measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import floors
import outlets
import program
import samples

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
GOLD = Path("data/polnear/dev.jsonl.gz")
SCORER = Path("eval/score_statements.py")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    scorer, gold = wanted.shared / SCORER, wanted.gold or wanted.shared / GOLD
    for needed in (scorer, gold):
        if not needed.is_file():
            program.stop(f"NOTHING WAS MEASURED: there is no {needed}; --shared and --gold say where to look")
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        predictions = wanted.predictions or Path(folder) / "predictions.jsonl"
        program.extract([gold], predictions)
        outermost = Path(folder) / "outermost.jsonl"
        leave_out_nested(predictions, outermost)
        for name, found in ((key(gold), predictions), (f"{key(gold)}, none inside another", outermost)):
            failed |= _measure(name, scorer, gold, found, wanted)
        found = {row["id"]: row["statements"] for row in program.rows(outermost)}
        outlets.show(outlets.intervals(program.rows(gold), found))
    if wanted.samples:
        print()
        failed |= samples.main([]) != 0
    return int(failed)


def leave_out_nested(predictions: Path, to: Path) -> None:
    """Write the predictions without statements inside others, which some annotators, such as PolNeAR's, never mark."""
    with to.open("w", encoding="utf-8") as out:
        for row in program.rows(predictions):
            row["statements"] = [one for one in row["statements"] if one.get("inside") is None]
            out.write(json.dumps(row) + "\n")


def _measure(name: str, scorer: Path, gold: Path, predictions: Path, wanted: argparse.Namespace) -> bool:
    """Score, show and hold predictions against their floors; return whether a figure is below its floor."""
    result = scored(scorer, gold, predictions)
    held = floors.load(wanted.floors)
    _show(name, result, held.get(name, {}))
    return _hold(name, {score: values["f1"] for score, values in result["scores"].items()}, held, wanted)


def scored(scorer: Path, gold: Path, predictions: Path) -> dict[str, Any]:
    """Return what the scorer, run as it is, says of predictions."""
    command = [sys.executable, str(scorer), str(gold), str(predictions), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        program.stop(f"{scorer.name} ended with status {done.returncode}: {done.stderr.strip()}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def key(gold: Path) -> str:
    """Return the name under which a gold file has its floors.

    >>> key(Path("data/polnear/dev.jsonl.gz"))
    'polnear/dev'
    """
    path = gold.resolve()
    return f"{path.parent.name}/{path.name.split('.')[0]}"


def _hold(name: str, figures: floors.Figures, held: dict[str, floors.Figures], wanted: argparse.Namespace) -> bool:
    """Move the floors as wanted, and say whether a figure is below one."""
    before = held.get(name, {})
    if wanted.up or wanted.down:
        after = floors.moved(before, figures, up=wanted.up, down=wanted.down)
        for figure in sorted(after):
            if after[figure] != before.get(figure):
                verb = "LOWERED" if after[figure] < before.get(figure, 0.0) else "raised"
                print(f"{verb} the floor of {figure} from {before.get(figure, 0.0):.3f} to {after[figure]:.3f}")
        if after != before:
            floors.save(wanted.floors, {**held, name: after})
        before = after
    sentences = floors.below(before, figures)
    for sentence in sentences:
        print(f"{name}: {sentence}", file=sys.stderr)
    return bool(sentences)


def _show(name: str, result: dict[str, Any], held: floors.Figures) -> None:
    missing = result["missing"]
    without = f"{len(missing)} ids without a prediction: {' '.join(missing)}" if missing else "a prediction for each id"
    print(f"{name}: {result['documents']} annotations, {without}")
    print(f"{'':8} {'':10} {'precision':>9} {'recall':>9} {'F1':>9} {'floor':>9}")
    for score in sorted(result["scores"], key=_order):
        values, (measure, role) = result["scores"][score], score.split("/")
        least = f"{held[score]:.3f}" if score in held else ""
        print(f"{measure:8} {role:10} {values['p']:9.3f} {values['r']:9.3f} {values['f1']:9.3f} {least:>9}")
    publishers = sorted(result["publishers"].items(), key=lambda item: -item[1])
    print("linked F1 by publisher: " + ", ".join(f"{publisher} {f1:.3f}" for publisher, f1 in publishers), end="")
    print(f"; gap {result['publisher_gap']:.3f}" + ("" if held else f"; no floors for {name}"), flush=True)


def _order(score: str) -> tuple[int, ...]:
    order = ("linked", "exact", "overlap", "chars", "statement", "source", "cue", "content")
    return tuple(order.index(part) if part in order else len(order) for part in score.split("/"))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of the scorer and the gold")
    parser.add_argument("--gold", type=Path, help=f"any file of the scorer's form (default: SHARED/{GOLD})")
    parser.add_argument("--predictions", type=Path, help="keep what the program printed in this file")
    parser.add_argument("--floors", type=Path, default=HERE / "floors.json", help="file of the floors")
    parser.add_argument("--raise", dest="up", action="store_true", help="raise floors to what is measured; lowers none")
    parser.add_argument("--allow-lower", dest="down", action="store_true", help="lower floors to what is measured")
    parser.add_argument("--no-samples", dest="samples", action="store_false", help="leave the samples out")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
