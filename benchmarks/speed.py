"""How fast statements are found: words a second beside textacy's direct quotations, in the same run on two cores.

Both begin with plain texts in memory and end with statements and their spans. All are warm, the figures are medians of
some rounds, and in each round the tools take turns, so that what else the machine does slows all of them. An article
that one tool refuses counts for none. Exit status: 0 done; 1 slower than --at-least asks for; 2 not measured.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import coldstart
import program
from contestants import CORES, PEER, Contestant, Statements, contestants, missing

GOLD = Path(__file__).resolve().parents[2] / "shared/data/polnear/dev.jsonl.gz"
OURS, THEIRS = "onrecord", "textacy"


@dataclass(frozen=True)
class Race:
    """The words of the articles that counted, and each tool's refusals, statements and seconds, round by round."""

    articles: int
    words: int
    refused: dict[str, int]
    statements: dict[str, int]
    seconds: dict[str, list[float]]

    def speeds(self, name: str) -> list[float]:
        """Return a tool's words a second in each round."""
        return [self.words / taken for taken in self.seconds[name]]

    def ratios(self, name: str) -> list[float]:
        """Return in each round how many times as fast as this tool ours is."""
        return [a / b for a, b in zip(self.seconds[name], self.seconds[OURS], strict=True)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    if absent := missing():
        program.stop(
            f"NOTHING WAS MEASURED: {', '.join(absent)} not installed; `pip install onrecord[bench]` brings it"
        )
    if not wanted.texts.is_file():
        program.stop(f"NOTHING WAS MEASURED: there is no {wanted.texts}; name a .jsonl or .jsonl.gz file with texts")
    texts = articles(wanted.texts)[: wanted.articles]
    if not texts:
        program.stop(f'NOTHING WAS MEASURED: {wanted.texts} holds no line with an "id" and a "text"')
    with tempfile.TemporaryDirectory() as folder:
        start = coldstart.cold_start(texts, Path(folder), rounds=wanted.rounds)
        peak = coldstart.peak_mb(texts, Path(folder))
    with ExitStack() as stack:
        race = run([stack.enter_context(tool) for tool in contestants()], texts, rounds=wanted.rounds)
    figures = report(race, start, peak)
    _show(figures)
    if wanted.json:
        wanted.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return int(figures["times_as_fast_as"][THEIRS]["median"] < wanted.at_least)


def articles(path: Path) -> list[str]:
    """Return the texts of a gold file; one that several people annotated stands in it several times and counts once."""
    with gzip.open(path, "rt", encoding="utf-8") if path.name.endswith(".gz") else path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return list({row["id"]: row["text"] for row in rows if "id" in row and "text" in row}.values())


def words(texts: Iterable[str]) -> int:
    """Return how many words texts have: what stands between white space."""
    return sum(len(text.split()) for text in texts)


def run(tools: Sequence[Contestant], texts: Sequence[str], *, rounds: int) -> Race:
    """Let each tool find the statements of all texts, then time each on those that none refuses.

    Args:
        tools: ours and its peers.
        texts: articles.
        rounds: how often each tool is timed; another one goes first in each.
    """
    found = {tool.name: tool.find(texts) for tool in tools}  # this warms them up too
    kept = [text for n, text in enumerate(texts) if all(statements[n] is not None for statements in found.values())]
    if not kept:
        program.stop("NOTHING WAS MEASURED: each article was refused by one of the tools; take more articles")
    seconds: dict[str, list[float]] = {tool.name: [] for tool in tools}
    for turn in range(rounds):
        first = turn % len(tools)
        for tool in [*tools[first:], *tools[:first]]:
            seconds[tool.name].append(tool.seconds(kept))
    return Race(
        articles=len(kept),
        words=words(kept),
        refused={name: statements.count(None) for name, statements in found.items()},
        statements={name: _count(statements) for name, statements in found.items()},
        seconds=seconds,
    )


def report(race: Race, start: dict[str, float], peak: float | None) -> dict[str, Any]:
    """Return all figures in the form of the JSON file."""
    return {
        "cores": CORES,
        "articles": race.articles,
        "words": race.words,
        "refused": race.refused,
        "statements": race.statements,
        "words_per_second": {name: _spread(race.speeds(name)) for name in race.seconds},
        "times_as_fast_as": {name: _spread(race.ratios(name)) for name in race.seconds if name != OURS},
        "cold_start_s": {what: round(taken, 3) for what, taken in start.items()},
        "extract_peak_mb": peak and round(peak, 1),
        "versions": {name: version(name) for name in (OURS, *PEER)},
    }


def _count(found: Iterable[Statements | None]) -> int:
    return sum(len(statements) for statements in found if statements)


def _spread(figures: Sequence[float]) -> dict[str, Any]:
    rounded = [round(figure, 3) for figure in figures]
    return {"median": round(median(figures), 3), "low": min(rounded), "high": max(rounded), "rounds": rounded}


def _show(figures: dict[str, Any]) -> None:
    counted = f"{figures['words']:,} words in {figures['articles']} articles that no tool refused"
    print(f"{counted}; warm, on {figures['cores']} cores")
    print(f"{'':26} {'words/s':>8} {'lowest to highest':>19} {'refused':>8} {'found':>6} {'onrecord is':>12}")
    for name, speed in figures["words_per_second"].items():
        span = f"{speed['low']:,.0f} to {speed['high']:,.0f}"
        ratio = figures["times_as_fast_as"].get(name)
        times = f"   {ratio['median']:.2f} times as fast ({ratio['low']:.2f} to {ratio['high']:.2f})" if ratio else ""
        refused, found = figures["refused"][name], figures["statements"][name]
        print(f"{name:26} {speed['median']:8,.0f} {span:>19} {refused:8} {found:6} {times}")
    for what, taken in figures["cold_start_s"].items():
        print(f"{what}: {taken:.2f} s")
    if figures["extract_peak_mb"]:
        print(f"onrecord extract, peak memory: {figures['extract_peak_mb']:.0f} MiB")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?", default=GOLD, help="a .jsonl(.gz) file, an id and a text a line")
    parser.add_argument("--rounds", type=_count_of, default=5, help="of how many rounds figures are the median")
    parser.add_argument("--articles", type=_count_of, help="take this many articles, the first ones")
    parser.add_argument("--at-least", type=float, default=0.0, help="end with 1 if it is not so many times as fast")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser.parse_args(arguments)


def _count_of(words: str) -> int:
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError(f"{words} is no number of rounds or articles; 1 is the least")
    return int(words)


if __name__ == "__main__":
    sys.exit(main())
