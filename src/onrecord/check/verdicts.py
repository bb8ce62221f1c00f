"""Verdicts: a quotation held against all passages that may hold its words. No score decides, but typed differences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from onrecord.check.damage import IsWord
from onrecord.check.held import Held, Letters, held_against, longest
from onrecord.check.passed import TELLING, by_day, cut_off, passed
from onrecord.check.quotations import Quotation, wording_of
from onrecord.check.sources import Passage
from onrecord.check.told import Finding, Told, finding
from onrecord.compare import KINDS, Wording
from onrecord.compare.inflection import lemmas
from onrecord.compare.lexicon import AUXILIARIES, PRONOUNS

SHORT = 3
"""Words of the shortest quotation that is checked: two words in marks are anybody's."""
NEAR = 0.6
"""The share of a quotation's words that a source must have for it to be the same, altered."""
WHOLE = 0.8
"""The share from which on it is not looked for in several places."""
ALL = 0.95
"""The share that must be found in several places of what one place has most of."""
COVERED = 0.85
"""The share that must be found in several places of anything else."""
PART = 5
"""Words of a part that something joined from several places has at least."""
MOST = 4
"""Parts of something joined at most: words from more places are anybody's."""
FEW = 3
"""Words by which the same utterance may differ between sources for that to be told."""
MEANT = 0.6
"""The share of its words of content that a report in the article's own words has of a quotation that is made of it."""


def judged(
    quotation: Quotation, passages: Sequence[Passage], is_word: IsWord, is_noisy: Callable[[Passage], bool]
) -> Finding:
    """Say what is to be said of a quotation, given all passages that may hold its words.

    Args:
        quotation: of the draft.
        passages: of sources, in any order.
        is_word: whether some letters are a word of the language.
        is_noisy: whether a passage has so many that are none that letters of it must have been misread.
    """
    ours = wording_of(quotation)
    said = Told()
    if not ours.words:
        said.add("unchecked", "there are no words in these marks")
        return finding(quotation, said, [])
    held = sorted(held_against(quotation, ours, passages, Letters(is_word, is_noisy)), key=lambda one: one.order)
    clean = [one for one in held if not one.changes and not one.distance]
    if len(ours.words) < SHORT and not any(one.same and one.unit.verbatim and not one.damaged for one in clean):
        said.add("unchecked", "too short to be checked")
        return finding(quotation, said, [])
    sound = [one for one in clean if not one.damaged]
    others = _otherwise(held)
    if sound and not _primary_differs(sound, others):
        return passed(quotation, ours, sound, others, said)
    if clean and not sound:
        said.add("source-damaged", "the source's letters cannot be relied on here: look at the source itself")
        return finding(quotation, said, clean)
    if sound:
        return _altered(quotation, others, said)
    best = held[0] if held else None
    if best is None or best.covered < WHOLE or best.distance >= SHORT:
        parts = _joined(ours, held)
        if parts:
            return _spliced(quotation, parts, said)
    if best is not None and best.covered >= NEAR and best.distance <= NEAR * len(ours.words):
        return _altered(quotation, held, said)
    report = _report(ours, held)
    if report is not None:
        said.add("paraphrase-as-quotation", "the source reports this in its own words, and does not quote it")
        return finding(quotation, said, [report])
    return _missing(quotation, ours, best, said)


def _otherwise(held: list[Held]) -> list[Held]:
    """Return where the same utterance stands with a number, a negation, a modal, a hedge or a name that differs."""
    return [
        one
        for one in held
        if one.unit.verbatim
        and one.same is not False
        and one.covered >= WHOLE
        and 0 < one.distance <= FEW
        and any(change.change in KINDS[:5] for change in one.changes)
    ]


def _primary_differs(sound: list[Held], others: list[Held]) -> bool:
    """Say whether a primary source has other words, and none has these."""
    primary = any(one.passage.primary for one in sound)
    others.sort(key=lambda one: not one.passage.primary)
    return not primary and any(one.passage.primary for one in others)


def _altered(quotation: Quotation, held: list[Held], said: Told) -> Finding:
    best = held[0]
    said.changes = best.changes
    if best.unit.verbatim or not quotation.speaker:
        said.add("altered")
    else:
        said.add("paraphrase-as-quotation", "the source reports this in its own words, and does not quote it")
    if best.same is False and len(best.found.ours.words) >= TELLING:
        near = [one for one in held if one.same is not False and one.distance <= best.distance + 2]
        if not near:
            said.add(
                "other-speaker", f"on record, in other words, from {best.unit.speaker}, not from {quotation.speaker}"
            )
    if best.damaged:
        said.notes.append("some letters of the source cannot be relied on here")
    if not best.passage.current:
        said.add("source-changed", "the source has changed since: what it is now does not have these words")
    by_day(quotation, [one for one in held if one.distance == best.distance], said)
    cut_off([best], said)
    return finding(quotation, said, [one for one in held if one.distance == best.distance])


class Part(NamedTuple):
    """Words ``[start, end)`` of something joined, and where they stand."""

    start: int
    end: int
    held: Held


def _joined(ours: Wording, held: list[Held]) -> list[Part]:
    """Return the parts of a quotation that is joined from several places, none where it is not.

    The longest stretch from the first word on is taken, then the longest from there: no other way needs fewer parts.
    """
    some = [one for one in held if one.unit.verbatim]
    runs = [(run, one) for one in some for run in (*one.found.alignment.runs, *one.found.alignment.moved)]
    parts: list[Part] = []
    at = missing = 0
    while at < len(ours.words):
        reach, one = max(((run.end, -n) for n, (run, _) in enumerate(runs) if run.start <= at), default=(0, 0))
        if reach - at < PART:
            at += 1
            missing += 1
            continue
        parts.append(Part(at, reach, runs[-one][1]))
        at = reach
    if len({id(part.held.unit) for part in parts}) < 2 or len(parts) > MOST:
        return []
    least = ALL if held[0].covered >= WHOLE else COVERED
    return parts if missing <= (1 - least) * len(ours.words) else []


def _spliced(quotation: Quotation, parts: list[Part], said: Told) -> Finding:
    names = list(dict.fromkeys(part.held.unit.speaker or "unknown" for part in parts))
    articles = {(part.held.passage.id, part.held.passage.article) for part in parts}
    places = "two articles" if len(articles) > 1 else "two places of one article"
    who = f", of {' and '.join(names)}" if len(names) > 1 else ""
    said.add("joined", f"joined from {places}{who}")
    if all(part.held.same is False for part in parts):
        said.add("other-speaker", f"on record from {' and '.join(names)}, and not from {quotation.speaker}")
    return finding(quotation, said, list({id(part.held): part.held for part in parts}.values()))


def _report(ours: Wording, held: list[Held]) -> Held | None:
    """Return a report of the same speaker in the article's words that has most of a quotation's words of content."""
    mine = _content(ours)
    for one in held:
        if one.unit.reported and one.same and len(mine) > SHORT:
            theirs = set().union(*map(lemmas, _content(one.unit.wording)), ())
            if sum(bool(lemmas(word) & theirs) for word in mine) >= MEANT * len(mine):
                return one
    return None


def _content(some: Wording) -> set[str]:
    return {word.key for word in some.words if word.key not in PRONOUNS | AUXILIARIES and len(word.key) > 3}


def _missing(quotation: Quotation, ours: Wording, best: Held | None, said: Told) -> Finding:
    if not quotation.attributed and len(ours.words) <= TELLING + 1:
        said.add("unchecked", "nobody is named for these words: they may be a title or a term")
        return finding(quotation, said, [])
    said.add("not-on-record", "no source on record has these words; they may stand in one that is not on record")
    if best is not None and best.covered >= 0.4 and longest(best) >= PART:
        said.notes.append("the nearest words on record are shown")
        return finding(quotation, said, [best])
    return finding(quotation, said, [])
