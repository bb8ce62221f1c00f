"""What is different between two wordings, typed and never hidden in a score.

>>> from onrecord.compare import compared, wording
>>> found = compared(wording("Stone will outlast concrete"), wording("Stone will not outlast concrete"))
>>> [(c.change, c.ours, c.theirs) for c in found.changes], found.relations
([('negation', 'will outlast', 'will not outlast')], ('altered',))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.compare import lexicon
from onrecord.compare.align import Alignment, Gap, Run, aligned
from onrecord.compare.cuts import Cut, limiting_after, limiting_before, limiting_between
from onrecord.compare.inflection import is_tense, lemmas
from onrecord.compare.words import Wording, typography
from onrecord.terms import Span

ChangeKind = Literal["number", "negation", "modal", "hedge", "name", "tense", "bracket", "order", "word"]
KINDS: tuple[ChangeKind, ...] = ("number", "negation", "modal", "hedge", "name", "tense", "bracket", "order", "word")
"""The gravest first; the first five can never be the same."""
Relation = Literal["altered", "truncated", "typography", "identical"]
CLAUSE = 4
"""Words from which on what is missing in the middle is a cut, and no longer a changed word."""
PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non")


class Change(NamedTuple):
    """A difference: what kind it is, the words of both with enough beside them to be understood, and where they stand.

    ``ours_words`` and ``theirs_words`` are the ranges of the words that differ, without those beside them.
    ``customary`` says of a bracket that it stands for a pronoun, an article or another capital or ending, or adds to
    the words without replacing any: what editors commonly do. It is never said of any other kind.
    """

    change: ChangeKind
    ours: str
    theirs: str
    ours_span: Span
    theirs_span: Span
    ours_words: tuple[int, int]
    theirs_words: tuple[int, int]
    customary: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one wording, ours, stands to another, theirs.

    ``changes`` are in the order of our words; ``cuts`` are the words of theirs that ours has not, at the start, in the
    middle and at the end. ``alignment`` says which words are the same. ``typography`` says whether anything is set in
    another way: marks, dashes, capitals, figures for words.
    """

    ours: Wording
    theirs: Wording
    alignment: Alignment
    changes: tuple[Change, ...]
    cuts: tuple[Cut, ...]
    typography: bool

    @property
    def shared(self) -> float:
        """The share of our words that theirs has too, from 0 to 1."""
        return self.alignment.shared / len(self.ours.words) if self.ours.words else 0.0

    @property
    def relations(self) -> tuple[Relation, ...]:
        """All that holds of altered, truncated, typography, identical, the gravest first; never none.

        "identical" and "typography" are said only where nothing is changed or cut.
        """
        found: list[Relation] = ["altered"] if self.changes else []
        found += ["truncated"] if self.cuts else []
        return tuple(found) or (("typography",) if self.typography else ("identical",))


def compared(ours: Wording, theirs: Wording) -> Comparison:
    """Compare one wording with another, which should be the fuller one.

    The two need not share a word: see ``shared`` before anything else. Numbers, negations, modals, hedges and names
    that differ are always among the changes, or in a cut.
    """
    alignment = aligned(ours.keys, theirs.keys, ours.ellipses)
    gaps = [
        _slid(ours, theirs, gap) for gap in (*alignment.gaps, *_left_out(alignment)) if not _same(ours, theirs, gap)
    ]
    changes = [change for gap in gaps for change in _changes(ours, theirs, gap)]
    changes += _moved(ours, theirs, alignment)
    changes += _bracketed(ours, theirs, alignment.runs)
    cuts = []
    for cut in _cuts(ours, theirs, alignment, gaps):
        kinds = _altering(cut, theirs)
        changes += [_change(kind, ours, theirs, _gap(cut, ours)) for kind in kinds]
        cuts += [] if kinds else [cut]
    changes.sort(key=lambda change: (change.ours_words, KINDS.index(change.change)))
    same_words = not changes and typography(ours.text, ours.spans) != typography(theirs.text, theirs.spans)
    return Comparison(ours, theirs, alignment, tuple(changes), tuple(cuts), same_words)


def _altering(cut: Cut, theirs: Wording) -> list[ChangeKind]:
    """Return what kinds of change it is that a few words are missing at an end: "I think" before what goes on with it,
    the "not" of a "cannot". A clause that limits is a cut, and so is "No" as an answer.
    """
    first, last = cut.numbers
    if cut.where == "middle" or last - first >= CLAUSE or not cut.limiting:
        return []
    kinds = {word.kind for word in theirs.words[first:last] if word.key in cut.limiting}
    return [kind for kind in KINDS if kind in kinds and kind in ("negation", "hedge")]


def _gap(cut: Cut, ours: Wording) -> Gap:
    at = 0 if cut.where == "start" else len(ours.words)
    return Gap(at, at, *cut.numbers)


def _same(ours: Wording, theirs: Wording, gap: Gap) -> bool:
    """Say whether a gap's words are the same after all: written as one or as two, or an ending that may be meant."""
    here, there = ours.keys[gap.start : gap.end], theirs.keys[gap.other_start : gap.other_end]
    if not here or not there:
        return False
    if "".join(here).replace("'", "") == "".join(there).replace("'", ""):
        return True
    return len(here) == len(there) and all(
        one == other or other in lexicon.EITHER.get(one, ()) or one in lexicon.EITHER.get(other, ())
        for one, other in zip(here, there, strict=True)
    )


def _slid(ours: Wording, theirs: Wording, gap: Gap) -> Gap:
    """Return a gap of words that ours leaves out, moved to the ellipsis that tells of it where the words allow that.

    "He may go, he may stay" without four of its words lacks the first four or the last four, or those between.
    """
    if gap.start < gap.end or gap.start in ours.ellipses:
        return gap
    for step in (-1, 1):
        start, first, last = gap.start, gap.other_start, gap.other_end
        while 0 < start < len(ours.words) and first > 0 and last < len(theirs.words):
            one, other = (first - 1, last - 1) if step < 0 else (first, last)
            if theirs.words[one].key != theirs.words[other].key:
                break
            start, first, last = start + step, first + step, last + step
            if start in ours.ellipses:
                return Gap(start, start, first, last)
    return gap


def _changes(ours: Wording, theirs: Wording, gap: Gap) -> Iterator[Change]:
    """Yield the typed differences of one gap; a clause that is missing is none of them but a cut."""
    if _is_cut(ours, gap):
        return
    kinds = _kinds(ours, theirs, gap)
    for kind in kinds or ["word"]:
        yield _change(kind, ours, theirs, gap)


def _kinds(ours: Wording, theirs: Wording, gap: Gap) -> list[ChangeKind]:
    here, there = ours.words[gap.start : gap.end], theirs.words[gap.other_start : gap.other_end]
    if any(word.bracketed for word in (*here, *there)):
        return ["bracket", *(kind for kind in KINDS[:4] if _differs(kind, ours, theirs, gap))]
    found: list[ChangeKind] = [kind for kind in KINDS[:5] if _differs(kind, ours, theirs, gap)]
    one, other = [word.key for word in here], [word.key for word in there]
    if _negated(one, other):
        found = ["negation", *(kind for kind in found if kind != "negation")]
    if _tense(one, other, ours, theirs, gap):
        later = {"will", "shall"}
        if "modal" in found and {*one, *other} & lexicon.MODALS <= later:
            found.remove("modal")
        if "modal" not in found:
            found.append("tense")
    return found


def _differs(kind: str, ours: Wording, theirs: Wording, gap: Gap) -> bool:
    """Say whether the words of some kind are not the same on both sides of a gap."""
    names = {word.key for word in (*ours.words, *theirs.words) if word.kind == "name"} if kind == "name" else set()

    def of_kind(wording: Wording, first: int, last: int) -> Counter[str]:
        return Counter(
            word.key
            for word in wording.words[first:last]
            if word.kind == kind or (word.key in names and not word.kind and not word.begins)
        )

    here, there = of_kind(ours, gap.start, gap.end), of_kind(theirs, gap.other_start, gap.other_end)
    return here != there or (kind == "name" and _named(ours, theirs, gap))


def _named(ours: Wording, theirs: Wording, gap: Gap) -> bool:
    """Say whether a word that begins a sentence, so that its capital tells nothing, seems to be a name."""
    pairs = zip(ours.words[gap.start : gap.end], theirs.words[gap.other_start : gap.other_end], strict=False)
    plain = lexicon.PRONOUNS | lexicon.AUXILIARIES | lexicon.LIMITING
    for one, other in pairs:
        capital = all(w.text[word.start].isupper() for w, word in ((ours, one), (theirs, other)))
        if capital and one.begins and other.begins and not {one.key, other.key} & plain and not one.kind:
            following = ours.words[gap.end : gap.end + 1]
            if following and (following[0].kind in ("name", "modal") or following[0].key in lexicon.AUXILIARIES):
                return not is_tense(one.key, other.key)
    return False


def _negated(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether a word is the other's opposite: lawful and unlawful, any and none."""
    return any(
        a == prefix + b or b == prefix + a for a in one for b in other for prefix in PREFIXES if min(len(a), len(b)) > 3
    )


def _tense(one: Sequence[str], other: Sequence[str], ours: Wording, theirs: Wording, gap: Gap) -> bool:
    """Say whether verbs differ in their forms alone, auxiliaries and "will" apart."""
    light = lexicon.AUXILIARIES | {"will", "shall"}
    mine, yours = [key for key in one if key not in light], [key for key in other if key not in light]
    if (
        len(mine) == len(yours)
        and (one or other)
        and all(a == b or is_tense(a, b) for a, b in zip(mine, yours, strict=True))
    ):
        return any(key in light for key in (*one, *other)) or bool(mine)
    return False


def _customary(ours: Wording, theirs: Wording, gap: Gap) -> bool:
    """Say whether a bracket is one that editors commonly set."""
    here, there = ours.words[gap.start : gap.end], theirs.words[gap.other_start : gap.other_end]
    added, replaced = (here, there) if any(word.bracketed for word in here) else (there, here)
    if not all(word.bracketed for word in added):
        return False
    if any(word.kind in ("negation", "modal", "hedge") for word in (*added, *replaced)):
        return False
    if any(word.kind == "number" for word in replaced):
        return False
    if all(word.key in lexicon.REFERRING or word.key == "'s" for word in replaced):
        return True
    return len(added) == len(replaced) == 1 and bool(lemmas(added[0].key) & lemmas(replaced[0].key))


def _is_cut(ours: Wording, gap: Gap) -> bool:
    """Say whether words are missing in the middle, at an ellipsis or a whole clause, and none were put there."""
    if gap.start < gap.end:
        return False
    if gap.start in ours.ellipses:
        return True
    return gap.other_end - gap.other_start >= CLAUSE


def _change(kind: ChangeKind, ours: Wording, theirs: Wording, gap: Gap) -> Change:
    before, after = _beside(kind, ours, theirs, gap)
    here = max(0, gap.start - before), min(len(ours.words), gap.end + after)
    there = max(0, gap.other_start - before), min(len(theirs.words), gap.other_end + after)
    span, other_span = _with_brackets(ours, here), _with_brackets(theirs, there)
    return Change(
        kind,
        _line(ours.text, span),
        _line(theirs.text, other_span),
        span,
        other_span,
        (gap.start, gap.end),
        (gap.other_start, gap.other_end),
        kind == "bracket" and _customary(ours, theirs, gap),
    )


def _line(text: str, span: Span) -> str:
    return " ".join(text[slice(*span)].split())


def _with_brackets(wording: Wording, numbers: tuple[int, int]) -> Span:
    """Return where words stand, with the square brackets at their ends."""
    start, end = wording.span(*numbers)
    text = wording.text
    if start < end and text[start - 1 : start] == "[":
        start -= 1
    if start < end and text[end : end + 1] == "]":
        end += 1
    return Span(start, end)


def _beside(kind: ChangeKind, ours: Wording, theirs: Wording, gap: Gap) -> tuple[int, int]:
    """Return how many words before and after a difference, the same in both, are shown with it."""
    before = int(gap.start > 0 and gap.other_start > 0 and ours.keys[gap.start - 1] == theirs.keys[gap.other_start - 1])
    following = _following(ours, theirs, gap)
    left = ours.words[gap.start - 1] if before else None
    right = ours.words[gap.end] if following else None
    if kind in ("number", "modal", "hedge"):
        after = 0
        while after < min(following, 3) and _goes_on(ours, gap.end + after, after):
            after += 1
        return 0 if following else before, min(following, after + 1)
    if kind == "negation":
        verbal = left is not None and (left.kind == "modal" or left.key in lexicon.AUXILIARIES)
        return int(verbal or not following) and before, min(1, following)
    if kind == "name":
        return int(left is not None and left.kind == "name"), int(right is not None and right.kind == "name")
    if gap.start == gap.end or gap.other_start == gap.other_end:
        return before, min(1, following)
    return 0, 0


def _goes_on(ours: Wording, at: int, taken: int) -> bool:
    """Say whether a word shown after a difference needs the one after it to be understood."""
    word = ours.words[at]
    following = ours.words[at + 1 : at + 2]
    if word.kind == "number":
        return not taken and bool(following) and following[0].key != "of"
    return word.key in lexicon.PRONOUNS or word.key in ("of", "to", "in", "more")


def _following(ours: Wording, theirs: Wording, gap: Gap) -> int:
    """Return how many words after a difference are the same in both, up to the sentence's end."""
    count = 0
    here, there = ours.words[gap.end : gap.end + 4], theirs.words[gap.other_end : gap.other_end + 4]
    for one, other in zip(here, there, strict=False):
        if one.key != other.key or one.begins:
            break
        count += 1
    return count


def _moved(ours: Wording, theirs: Wording, alignment: Alignment) -> Iterator[Change]:
    """Yield one change for all that stands in another order."""
    if alignment.moved:
        runs = (*alignment.runs, *alignment.moved)
        here = min(run.start for run in runs), max(run.end for run in runs)
        there = min(run.other_start for run in runs), max(run.other_end for run in runs)
        yield Change("order", ours.said(*here), theirs.said(*there), ours.span(*here), theirs.span(*there), here, there)


def _bracketed(ours: Wording, theirs: Wording, runs: Sequence[Run]) -> Iterator[Change]:
    """Yield the words that are the same but stand in a bracket on one side: "[T]hat"."""
    for run in runs:
        for n, m in zip(range(run.start, run.end), range(run.other_start, run.other_end), strict=True):
            if ours.words[n].bracketed != theirs.words[m].bracketed:
                gap = Gap(n, n + 1, m, m + 1)
                yield _change("bracket", ours, theirs, gap)._replace(customary=True)


def _cuts(ours: Wording, theirs: Wording, alignment: Alignment, gaps: Iterable[Gap]) -> Iterator[Cut]:
    everything = sorted((*alignment.runs, *alignment.moved), key=lambda run: run.other_start)
    if not everything:
        return
    touched = [*everything, *(Run(*gap) for gap in gaps if not _is_cut(ours, gap))]
    first, last = min(run.other_start for run in touched), max(run.other_end for run in touched)
    if first:
        yield Cut("start", theirs.said(0, first), theirs.span(0, first), (0, first), limiting_before(theirs, first))
    for gap in gaps:
        if _is_cut(ours, gap):
            yield _middle(ours, theirs, gap)
    if last < len(theirs.words):
        size = len(theirs.words)
        yield Cut(
            "end", theirs.said(last, size), theirs.span(last, size), (last, size), limiting_after(theirs, last, size)
        )


def _left_out(alignment: Alignment) -> Iterator[Gap]:
    """Yield what of theirs stands between runs of which one was moved, so that no gap tells of it."""
    if not alignment.moved:
        return
    runs = [Gap(*run) for run in (*alignment.runs, *alignment.moved)]
    covered = sorted((*runs, *alignment.gaps), key=lambda one: (one.other_start, one.other_end))
    reached = covered[0].other_end
    for one in covered[1:]:
        if one.other_start > reached:
            yield Gap(one.start, one.start, reached, one.other_start)
        reached = max(reached, one.other_end)


def _middle(ours: Wording, theirs: Wording, gap: Gap) -> Cut:
    first, last = gap.other_start, gap.other_end
    limiting = limiting_between(theirs, first, last)
    ellipsis = gap.start in ours.ellipses
    return Cut("middle", theirs.said(first, last), theirs.span(first, last), (first, last), limiting, ellipsis)
