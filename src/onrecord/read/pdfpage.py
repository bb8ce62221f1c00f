"""Pages of a PDF: characters with their boxes -> runs of text on a line, in the order in which they are read."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

HYPHENS = ("\x02", "\ufffe")  # how pdfium writes a hyphen that breaks a word at a line's end
WIDE = 1.6  # a gap of so many times the type's size is one between columns or cells, and not between words
LONGEST_PAGE = 200_000
MOST_RUNS = 5000  # of a page that has more, the order is left as it is
MOST_CUTS = 100  # places where a column may begin: the lines of one begin at the same place


class Run(NamedTuple):
    """A run of text on one line: its box in PDF points, origin bottom left, and the size of its type."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def middle(self) -> float:
        """How high its middle stands."""
        return (self.y0 + self.y1) / 2


class Letter(NamedTuple):
    """A character of a page, with its box and the size of its type."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float


@dataclass
class _Open:
    """A run that is being filled."""

    letters: list[Letter] = field(default_factory=list)
    spaced: bool = False

    def close(self) -> Iterator[Run]:
        """Yield the run, if it holds anything, and begin anew."""
        letters = [letter for letter in self.letters if letter.text != " "]
        if letters:
            text = "".join(letter.text for letter in self.letters).strip()
            box = (
                min(a.x0 for a in letters),
                min(a.y0 for a in letters),
                max(a.x1 for a in letters),
                max(a.y1 for a in letters),
            )
            yield Run(text, *box, sorted(letter.size for letter in letters)[len(letters) // 2])
        self.letters, self.spaced = [], False


def runs(textpage: Any) -> Iterator[Run]:
    """Yield the runs of a page in pdfium's order."""
    run = _Open()
    last: Letter | None = None
    for letter in _letters(textpage):
        if letter.text in "\r\n":
            yield from run.close()
            last = None
            continue
        if letter.text.isspace():
            run.spaced = True
            continue
        if last and _breaks(last, letter):
            yield from run.close()
        elif run.spaced and run.letters:
            run.letters.append(letter._replace(text=" "))
        run.spaced = False
        run.letters.append(letter)
        last = letter
        if letter.text in HYPHENS:
            yield from run.close()
            last = None
    yield from run.close()


def _breaks(last: Letter, letter: Letter) -> bool:
    """Return whether a letter stands on another line than the last, or beyond a gap as wide as that of columns."""
    size = max(last.size, letter.size, 1.0)
    return (
        abs(letter.y0 - last.y0) > size and not (letter.y0 < last.y1 and letter.y1 > last.y0)
    ) or letter.x0 - last.x1 > WIDE * size


def _letters(textpage: Any) -> Iterator[Letter]:
    import pypdfium2.raw as pdfium

    x0, x1, y0, y1 = (ctypes.c_double() for _ in range(4))
    high = 0
    for index in range(min(textpage.count_chars(), LONGEST_PAGE)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:  # letters beyond the basic plane come as two halves
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD), 0
        text = chr(code) if code else ""
        if not text or (text < " " and text not in "\r\n\t\x02"):
            continue
        pdfium.FPDFText_GetCharBox(textpage, index, x0, x1, y0, y1)
        size = pdfium.FPDFText_GetFontSize(textpage, index)
        height = y1.value - y0.value
        yield Letter(text, x0.value, y0.value, x1.value, y1.value, size if size > 1.5 else max(1.0, height * 1.3))


def reading_order(page: Sequence[Run]) -> list[list[Run]]:
    """Return a page's runs column by column: left before right, and above both what runs across them."""
    cut = _gutter(page)
    if cut is None:
        return [_lines(page)] if page else []
    across = sorted((run for run in page if run.x0 < cut - 1 and run.x1 > cut + 1), key=lambda run: -run.middle)
    columns: list[list[Run]] = []
    rest = [run for run in page if not (run.x0 < cut - 1 and run.x1 > cut + 1)]
    for above in [*across, None]:
        band = [run for run in rest if above is None or run.middle > above.middle]
        rest = [run for run in rest if above is not None and run.middle <= above.middle]
        for side in ([run for run in band if run.x1 <= cut + 1], [run for run in band if run.x1 > cut + 1]):
            columns += reading_order(side)
        if above:
            columns.append([above])
    return columns


def _gutter(page: Sequence[Run]) -> float | None:
    """Return where a white strip parts a page into columns, or None where none does.

    Only few runs may cross it, and on either side at least four lines must stand, most with others level to them.
    """
    if not 8 <= len(page) <= MOST_RUNS:
        return None
    left, right = min(run.x0 for run in page), max(run.x1 for run in page)
    best: tuple[int, float] | None = None
    starts = Counter(run.x0 - 2 for run in page if left + 0.2 * (right - left) < run.x0 < right - 0.15 * (right - left))
    for cut in sorted(cut for cut, _ in starts.most_common(MOST_CUTS)):
        crossing = sum(run.x0 < cut - 1 and run.x1 > cut + 1 for run in page)
        first = [run for run in page if run.x1 <= cut + 1]
        second = [run for run in page if run.x0 >= cut - 1]
        if min(len(first), len(second)) < 4 or crossing * 3 > min(len(first), len(second)):
            continue
        if _is_table(first, second):
            continue
        if best is None or crossing < best[0]:
            best = crossing, cut
    return best[1] if best else None


def _is_table(first: Sequence[Run], second: Sequence[Run]) -> bool:
    """Return whether two sides are cells of a table rather than columns of text: short, or hardly side by side."""
    low, high = (
        max(min(r.y0 for r in side) for side in (first, second)),
        min(max(r.y1 for r in side) for side in (first, second)),
    )
    beside = sum(low - 1 <= run.middle <= high + 1 for run in [*first, *second])
    letters = min(sum(len(run.text) for run in side) / len(side) for side in (first, second))
    return beside * 3 < (len(first) + len(second)) or letters < 12


def _lines(column: Sequence[Run]) -> list[Run]:
    """Return a column's lines from top to bottom; what stands level, such as the cells of a table, as one line."""
    lines: list[Run] = []
    for run in sorted(column, key=lambda run: (-run.middle, run.x0)):
        last = lines[-1] if lines else None
        if last and abs(last.middle - run.middle) < 0.4 * min(last.size, run.size):
            lines[-1] = _merged(*sorted((last, run), key=lambda one: one.x0))
        else:
            lines.append(run)
    return lines


def _merged(one: Run, two: Run) -> Run:
    gap = " " if two.x0 - one.x1 > 0.15 * two.size else ""
    box = min(one.x0, two.x0), min(one.y0, two.y0), max(one.x1, two.x1), max(one.y1, two.y1)
    return Run(f"{one.text}{gap}{two.text}", *box, max(one.size, two.size))
