"""Two wordings laid word beside word: the stretches that both have, in whichever order, then what stands between.

After greedy string tiling (Wise 1993): the longest stretch that both have is taken first, then the longest of what is
left, wherever they stand; so a sentence that was moved is found, which an edit script alone would call changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

LEAST = 3
"""Words of a stretch that is looked for wherever it stands; shorter ones count only between two such."""
MOVED = 4
"""Words of a stretch that counts where it stands in another place; any two texts share shorter ones."""
FAR = 60
"""Words that a stretch may be away from the last one; farther away, three words are no part of the same wording."""
REPEATED = 24
"""A run of words that stands oftener tells nothing."""


class Run(NamedTuple):
    """The same words in both, as half-open ranges of word numbers."""

    start: int
    end: int
    other_start: int
    other_end: int


class Gap(NamedTuple):
    """Words that stand between two runs, or before the first or after the last, and are not the same."""

    start: int
    end: int
    other_start: int
    other_end: int


class Alignment(NamedTuple):
    """How one wording lies in another: runs in the order of ours, gaps between them, and runs out of order.

    ``runs`` go forwards in both; ``moved`` are those of ours that the other has in another place. The gaps are about
    the words from the first run to the last; what the other has before and after these is cut.
    """

    runs: tuple[Run, ...]
    gaps: tuple[Gap, ...]
    moved: tuple[Run, ...]

    @property
    def shared(self) -> int:
        """How many of our words the other has too."""
        return sum(run.end - run.start for run in (*self.runs, *self.moved))


def aligned(ours: Sequence[str], theirs: Sequence[str], pauses: Collection[int] = ()) -> Alignment:
    """Lay the words of one wording beside those of another, given by their keys.

    Args:
        ours: the one.
        theirs: the other, which should be the fuller one.
        pauses: the numbers of our words before which an ellipsis stands: no stretch goes on over one of them.
    """
    tiles = list(_tiles(ours, theirs, min(LEAST, len(ours), len(theirs)), pauses))
    chain = _chain(tiles)
    moved = tuple(run for run in sorted(set(tiles) - set(chain)) if run.end - run.start >= MOVED)
    runs, gaps = _filled(ours, theirs, chain, moved)
    return Alignment(tuple(runs), tuple(gaps), moved)


def _tiles(ours: Sequence[str], theirs: Sequence[str], least: int, pauses: Collection[int]) -> Iterator[Run]:
    """Yield the longest stretches that both have, longest first, none overlapping another."""
    if not least:
        return
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n in range(len(theirs) - least + 1):
        places[tuple(theirs[n : n + least])].append(n)
    taken, other_taken = [False] * len(ours), [False] * len(theirs)
    found = list(_stretches(ours, theirs, places, least, pauses))
    first = min(found, key=lambda run: (run.start - run.end, run.start, run.other_start), default=Run(0, 0, 0, 0))

    def order(run: Run) -> tuple[int, ...]:  # of words said twice those that go on from the longest stretch
        away = abs(run.other_start - run.start - first.other_start + first.start)
        return run.start - run.end, run.start, away, run.other_start

    while found:
        found.sort(key=order)
        rest = []
        for run in found:
            free = _free(run, taken, other_taken)
            if free == run:
                yield run
                taken[run.start : run.end] = [True] * (run.end - run.start)
                other_taken[run.other_start : run.other_end] = [True] * (run.end - run.start)
            elif free is not None and free.end - free.start >= least:
                rest.append(free)
        found = rest


def _stretches(
    ours: Sequence[str],
    theirs: Sequence[str],
    places: dict[tuple[str, ...], list[int]],
    least: int,
    pauses: Collection[int],
) -> Iterator[Run]:
    """Yield all stretches that cannot be made longer."""
    for start in range(len(ours) - least + 1):
        if any(n in pauses for n in range(start + 1, start + least)):
            continue
        there = places.get(tuple(ours[start : start + least]), [])
        for other in there if len(there) <= REPEATED else ():
            if start and other and ours[start - 1] == theirs[other - 1] and start not in pauses:
                continue
            size = least
            while (
                start + size not in pauses
                and ours[start + size : start + size + 1] == theirs[other + size : other + size + 1] != ours[:0]
            ):
                size += 1
            yield Run(start, start + size, other, other + size)


def _free(run: Run, taken: Sequence[bool], other_taken: Sequence[bool]) -> Run | None:
    """Return the first longest part of a stretch that no longer one has taken."""
    best: tuple[int, int] = (0, 0)
    begin = 0
    for n in range(run.end - run.start + 1):
        if n == run.end - run.start or taken[run.start + n] or other_taken[run.other_start + n]:
            if n - begin > best[1] - best[0]:
                best = (begin, n)
            begin = n + 1
    first, last = best
    if first == last:
        return None
    return Run(run.start + first, run.start + last, run.other_start + first, run.other_start + last)


def _chain(tiles: Sequence[Run]) -> list[Run]:
    """Return those runs that go forwards in both wordings and have most words together."""
    some = sorted(tiles)
    best: list[tuple[float, int]] = []
    for n, run in enumerate(some):
        ways = [(best[m][0] - _jump(some[m], run), m) for m in range(n) if some[m].other_end <= run.other_start]
        words, before = max([(0.0, -1), *ways])
        best.append((words + run.end - run.start, before))
    at = max(range(len(some)), key=lambda n: best[n][0], default=-1)
    chain = []
    while at >= 0:
        chain.append(some[at])
        at = best[at][1]
    return chain[::-1]


def _jump(run: Run, following: Run) -> float:
    """Return what words left out between two runs cost, in words."""
    left_out = following.other_start - run.other_end - (following.start - run.end)
    return LEAST * min(max(left_out, 0), FAR) / FAR


def _filled(
    ours: Sequence[str], theirs: Sequence[str], chain: Sequence[Run], moved: Sequence[Run]
) -> tuple[list[Run], list[Gap]]:
    """Return the runs with those between them that are too short to be found by themselves, and the gaps left."""
    elsewhere = {n for run in moved for n in range(run.start, run.end)}
    other_elsewhere = {n for run in moved for n in range(run.other_start, run.other_end)}
    runs: list[Run] = []
    gaps: list[Gap] = []

    def between(start: int, end: int, other_start: int, other_end: int) -> None:
        here = [n for n in range(start, end) if n not in elsewhere]
        there = [n for n in range(other_start, other_end) if n not in other_elsewhere]
        pending: Gap | None = None
        for op in Levenshtein.opcodes([ours[n] for n in here], [theirs[n] for n in there]):
            first, last = _range(here, op.src_start, op.src_end, end)
            other_first, other_last = _range(there, op.dest_start, op.dest_end, other_end)
            if op.tag == "equal":
                gaps.extend([pending] if pending else [])
                pending = None
                runs.append(Run(first, last, other_first, other_last))
            elif pending:
                pending = Gap(pending.start, last, pending.other_start, other_last)
            else:
                pending = Gap(first, last, other_first, other_last)
        gaps.extend([pending] if pending else [])

    if not chain:
        between(0, len(ours), *_nearest(ours, theirs))
        return runs, gaps
    first, last = chain[0], chain[-1]
    lead = [ours[n] for n in range(first.start) if n not in elsewhere][::-1]
    before = [theirs[n] for n in range(first.other_start) if n not in other_elsewhere][::-1]
    between(0, first.start, _back(first.other_start, _reach(lead, before), other_elsewhere), first.other_start)
    for n, run in enumerate(chain):
        runs.append(run)
        if n + 1 < len(chain):
            between(run.end, chain[n + 1].start, run.other_end, chain[n + 1].other_start)
    trail = [ours[n] for n in range(last.end, len(ours)) if n not in elsewhere]
    after = [n for n in range(last.other_end, len(theirs)) if n not in other_elsewhere]
    reach = _reach(trail, [theirs[n] for n in after])
    between(last.end, len(ours), last.other_end, after[reach - 1] + 1 if reach else last.other_end)
    return runs, gaps


def _nearest(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """Return the words of theirs that ours is nearest to, where they share no stretch to begin with."""
    size = len(ours)
    if len(theirs) <= size:
        return 0, len(theirs)

    def worth(window: tuple[int, int]) -> tuple[int, int]:
        return Levenshtein.distance(ours, theirs[slice(*window)]), abs(window[1] - window[0] - size)

    sizes = range(max(1, size - 1), size + 2)
    return min(((n, n + some) for some in sizes for n in range(len(theirs) - some + 1)), key=worth)


def _reach(words: Sequence[str], others: Sequence[str]) -> int:
    """Return how many of the others, from the first on, lie best beside words; what comes after these is cut."""

    def worth(reach: int) -> tuple[int, int, int]:
        ops = Levenshtein.opcodes(words, others[:reach])
        same = sum(op.src_end - op.src_start for op in ops if op.tag == "equal")
        apart = sum(max(op.src_end - op.src_start, op.dest_end - op.dest_start) for op in ops if op.tag != "equal")
        return apart - same, -same, abs(reach - len(words))

    return min(range(min(len(others), len(words) + LEAST + 1) + 1), key=worth) if words else 0


def _back(end: int, count: int, taken: set[int]) -> int:
    """Return where so many words that are not taken begin, counted back from a place."""
    while count:
        end -= 1
        count -= end not in taken
    return end


def _range(numbers: Sequence[int], start: int, end: int, limit: int) -> tuple[int, int]:
    """Return the range from one of some word numbers to another; for none the place where they would stand."""
    if start < end:
        return numbers[start], numbers[end - 1] + 1
    at = numbers[start] if start < len(numbers) else numbers[-1] + 1 if numbers else limit
    return at, at
