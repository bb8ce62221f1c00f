"""Verdicts: a quotation held against all passages that may hold its words. No score decides, but typed differences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from onrecord.check.damage import IsWord, is_damage
from onrecord.check.days import days, fits
from onrecord.check.figures import Figure, differing
from onrecord.check.people import same_person, surname
from onrecord.check.quotations import Quotation
from onrecord.check.sources import Passage, Unit, around, passage_text, units
from onrecord.compare import KINDS, Change, Comparison, Cut, Fragment, Gap, Wording, compared, spliced, wording
from onrecord.compare.inflection import lemmas
from onrecord.compare.lexicon import AUXILIARIES, PRONOUNS
from onrecord.terms import Span

Verdict = Literal[
    "not-on-record",
    "altered",
    "joined",
    "other-speaker",
    "paraphrase-as-quotation",
    "cut-middle",
    "cut-start",
    "cut-end",
    "ellipsis-hides",
    "other-date",
    "source-changed",
    "several",
    "source-damaged",
    "unchecked",
    "typography",
    "identical",
]
VERDICTS: tuple[Verdict, ...] = Verdict.__args__  # type: ignore[attr-defined]
"""The gravest first."""
FINDINGS: tuple[Verdict, ...] = VERDICTS[: VERDICTS.index("unchecked")]
"""Those that are something to look at; with "strict" unchecked and typography are too."""

SHORT = 3
"""Words of the shortest quotation that is checked: two words in marks are anybody's."""
TELLING = 5
"""Words from which on the same words are no chance: shorter ones two people may both have said."""
NEAR = 0.6
"""The share of a quotation's words that a source must have for it to be the same, altered."""
WHOLE = 0.8
"""The share from which on it is not looked for in several places."""
ALL = 0.95
"""The share that must be found in several places of what one place has most of."""
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
PART = 5
"""Words of a part that something joined from several places has at least."""
FEW = 3
"""Words by which the same utterance may differ between sources for that to be told."""
BESIDE = 8
"""Words beside others by which utterances are told apart."""
BRIEF = 16
"""Words of a cut that a note shows."""
AGAIN = 3
"""Days between two sources from which on words that stand beside others there were said twice."""
MEANT = 0.6
"""The share of its words of content that a report in the article's own words has of a quotation that is made of it."""


class Match(NamedTuple):
    """Where words of the quotation stand: the source's words as they are there, and those before and after."""

    passage: Passage
    content: tuple[Span, ...]
    words: str
    before: str
    after: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said of a quotation: its verdicts, the gravest first, and what shows them.

    ``changes`` and ``cuts`` are against the first match. ``note`` is one or more sentences for the user.
    """

    quotation: Quotation
    verdicts: tuple[Verdict, ...]
    changes: tuple[Change, ...] = ()
    cuts: tuple[Cut, ...] = ()
    matches: tuple[Match, ...] = ()
    figures: tuple[Figure, ...] = ()
    note: str = ""


@dataclass(slots=True)
class Held:
    """A quotation held against one unit of one passage."""

    passage: Passage
    unit: Unit
    found: Comparison
    same: bool | None
    changes: tuple[Change, ...] = ()
    """Those that are neither customary nor damage."""
    damaged: bool = False
    distance: int = 0
    covered: float = 0.0

    @property
    def order(self) -> tuple[object, ...]:
        """What comes first: nearest words, then the named speaker, verbatim, primary, current, the earliest."""
        return (
            self.distance,
            self.damaged,
            {True: 0, None: 1, False: 2}[self.same],
            not self.unit.verbatim,
            not self.passage.primary,
            not self.passage.current,
            self.passage.published or "9999",
            self.passage.id,
            self.passage.article,
            -len(self.found.theirs.words),
        )


@dataclass(slots=True)
class Told:
    """What has been found so far to be said."""

    verdicts: set[Verdict] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    changes: tuple[Change, ...] = ()
    cuts: list[Cut] = field(default_factory=list)

    def add(self, verdict: Verdict, note: str = "") -> None:
        """Add a verdict, and why."""
        self.verdicts.add(verdict)
        if note and note not in self.notes:
            self.notes.append(note)


class Letters(NamedTuple):
    """What tells misread letters: whether some are a word, and whether a passage has many that are none."""

    is_word: IsWord
    is_noisy: Callable[[Passage], bool]


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
    ours = wording(quotation.text, quotation.spans)
    said = Told()
    if not ours.words:
        said.add("unchecked", "there are no words in these marks")
        return _finding(quotation, said, [])
    held = sorted(_held(quotation, ours, passages, Letters(is_word, is_noisy)), key=lambda one: one.order)
    clean = [one for one in held if not one.changes and not one.distance]
    if len(ours.words) < SHORT and not any(one.same and one.unit.verbatim and not one.damaged for one in clean):
        said.add("unchecked", "too short to be checked")
        return _finding(quotation, said, [])
    sound = [one for one in clean if not one.damaged]
    others = _otherwise(held)
    if sound and not _primary_differs(sound, others):
        return _passed(quotation, ours, sound, others, said)
    if clean and not sound:
        said.add("source-damaged", "the source's letters cannot be relied on here: look at the source itself")
        return _finding(quotation, said, clean)
    if sound:
        return _altered(quotation, others, said)
    best = held[0] if held else None
    if best is None or best.covered < WHOLE or best.distance >= SHORT:
        parts = _joined(ours, held)
        if parts:
            return _spliced(quotation, parts, said)
    if best is not None and best.covered >= NEAR and best.distance <= NEAR * len(ours.words):
        return _altered(quotation, held, said)
    report = _report(quotation, ours, held)
    if report is not None:
        said.add("paraphrase-as-quotation", "the source reports this in its own words, and does not quote it")
        return _finding(quotation, said, [report])
    return _missing(quotation, ours, best, said)


def _held(quotation: Quotation, ours: Wording, passages: Sequence[Passage], letters: Letters) -> Iterator[Held]:
    """Yield the quotation held against all that each passage says; its own words where no verbatim ones do as well."""
    keys = set(ours.keys)
    for passage in passages:
        some = []
        for unit in units(passage):
            if len(keys & set(unit.wording.keys)) * 3 >= len(keys):
                one = Held(passage, unit, compared(ours, unit.wording), _same(quotation, unit))
                some.append(_weighed(one, letters))
        least = min((one.distance for one in some if one.unit.verbatim), default=len(keys))
        yield from (one for one in some if one.unit.verbatim or one.distance < least)


def _weighed(one: Held, letters: Letters) -> Held:
    """Tell the changes that count from damage and from customary brackets, and count the words that they are about."""
    found, counted = one.found, []
    often = Counter(WORD.findall(passage_text(one.passage).casefold())) if found.changes else Counter()

    def known(word: str) -> bool:
        return letters.is_word(word) or often[word] > 1

    def damage(gap: Gap) -> bool:
        return is_damage(found, gap, one.passage.damaged, known, noisy=letters.is_noisy(one.passage))

    for change in found.changes:
        if change.customary:
            continue
        gap = Gap(*change.ours_words, *change.theirs_words)
        there = change.ours.casefold() == change.theirs.casefold()  # but were not taken for the article's own
        if there or (change.change != "order" and damage(gap)):
            one.damaged = True
        else:
            counted.append(change)
    one.changes = tuple(counted)
    ranges = {(change.ours_words, change.theirs_words) for change in counted if change.change != "order"}
    one.distance = sum(max(e - s, f - t) for (s, e), (t, f) in ranges)
    one.distance += any(change.change == "order" for change in counted)
    missing = {n for (s, e), _ in ranges for n in range(s, e)}
    one.covered = 1 - len(missing) / len(found.ours.words)
    return one


def _same(quotation: Quotation, unit: Unit) -> bool | None:
    """Say whether the draft and the source name the same speaker, and None where that cannot be told."""
    same = same_person(quotation.speaker, unit.speaker)
    if same is False:
        name, theirs = surname(quotation.speaker or ""), surname(unit.speaker or "")
        if name in unit.named.casefold():
            return True
        if Levenshtein.distance(name, theirs) <= len(name) // 6 or (len(theirs) > SHORT and name.startswith(theirs)):
            return None  # a letter misread, or a name broken off
        if theirs not in unit.named.casefold():
            return None  # a pronoun or a description was led to a name: no evidence against another
    return same


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


def _passed(quotation: Quotation, ours: Wording, clean: list[Held], others: list[Held], said: Told) -> Finding:
    """Say what there is to say of words that are on record as the draft has them."""
    told = _by_speaker(quotation, ours, clean, said)
    told = _by_day(quotation, told, said)
    now = [one for one in told if one.passage.current]
    if not now:
        said.add("source-changed", "the source has changed since: what it is now does not have these words")
    told = now or told
    if not any(one.unit.verbatim for one in told):
        _own_words(quotation, told, said)
    verbatim = [one for one in told if one.unit.verbatim] or told
    _cut(verbatim, said)
    if _said_twice(verbatim):
        said.add("several", "these words stand in different utterances: say which one is meant")
    if any(change.customary for change in verbatim[0].found.changes):
        said.changes = verbatim[0].found.changes
    for one in others[:1]:
        words = ", ".join(f"“{change.theirs}”" for change in one.changes)
        said.notes.append(f"sources differ: {one.passage.outlet or one.passage.file} has {words}")
    if not said.verdicts:
        same = any(one.found.relations[-1] != "typography" and not _set_otherwise(one) for one in verbatim)
        said.add("identical" if same else "typography")
    return _finding(quotation, said, [*verbatim, *(one for one in told if one not in verbatim)])


def _set_otherwise(one: Held) -> bool:
    """Say whether the words, apart from those that were cut, are set in another way than in the source."""
    found = one.found
    if found.changes or any(cut.where == "middle" for cut in found.cuts):
        return True
    runs = found.alignment.runs
    if not runs:
        return True
    there = found.theirs.said(runs[0].other_start, runs[-1].other_end)
    here = found.ours.said(runs[0].start, runs[-1].end)
    return here != there


def _by_speaker(quotation: Quotation, ours: Wording, clean: list[Held], said: Told) -> list[Held]:
    """Return the matches that are, or may be, of the speaker named."""
    own = [one for one in clean if one.same is not False]
    if own:
        sure = [one for one in own if one.same]
        return sure + [one for one in own if not one.same and (not sure or one.unit.verbatim)]
    if len(ours.words) < TELLING:
        said.add("unchecked", f"words so short are on record from {clean[0].unit.speaker}, who may not be meant")
        return clean
    names = ", ".join(dict.fromkeys(one.unit.speaker for one in clean if one.unit.speaker))
    said.add("other-speaker", f"on record from {names}, and not from {quotation.speaker}")
    return clean


def _by_day(quotation: Quotation, told: list[Held], said: Told) -> list[Held]:
    """Return the matches that can be of the day that the draft names."""
    named = days(quotation.beside, said=True)
    if not named:
        return told
    known = [(one, [fits(day, one.passage.published, passage_text(one.passage)) for day in named]) for one in told]
    fitting = [one for one, fit in known if any(fit)]
    if fitting or any(None in fit for _, fit in known):
        return fitting or told
    when = ", ".join(dict.fromkeys(str(one.passage.published) for one in told))
    said.add("other-date", f"the sources with these words are of another date: {when}")
    return told


def _own_words(quotation: Quotation, told: list[Held], said: Told) -> None:
    """Say of words that no source gives as verbatim whose they are."""
    first = told[0]
    writers = [name for name in (*first.passage.authors, first.passage.outlet) if name]
    by_writer = any(same_person(quotation.speaker, name) for name in writers)
    if quotation.speaker and not by_writer:
        said.add("paraphrase-as-quotation", "the source has these words as its own report, and does not quote them")
    else:
        said.notes.append("these are the article's own words: nobody is quoted with them there")


def _cut(told: list[Held], said: Told) -> None:
    """Say what was cut, judged by the fullest version that has the words."""
    whole = [one for one in told if not any(cut.where == "middle" for cut in one.found.cuts)]
    for one in whole or told[:1]:
        for cut in one.found.cuts:
            if cut.where == "middle" and not cut.ellipsis:
                said.add("cut-middle", f"words are left out, and no mark says so: “{_brief(cut.words)}”")
            elif cut.where == "middle" and cut.limiting:
                said.add("ellipsis-hides", f"the ellipsis leaves out “{_brief(cut.words)}”")
            elif cut.where != "middle" and cut.limiting:
                verdict: Verdict = "cut-start" if cut.where == "start" else "cut-end"
                where = "before" if cut.where == "start" else "after"
                limiting = ", ".join(f"“{word}”" for word in dict.fromkeys(cut.limiting))
                said.add(verdict, f"what stands {where} these words limits them ({limiting}): “{_brief(cut.words)}”")
            else:
                continue
            said.cuts.append(cut)
        if said.cuts:
            told.remove(one)
            told.insert(0, one)
            return


def _said_twice(told: list[Held]) -> bool:
    """Say whether the words stand in different utterances: other words beside them, on days that lie apart."""
    for n, one in enumerate(told):
        for other in told[:n]:
            if one.passage.origin != other.passage.origin and _apart(one, other) and _beside_differ(one, other):
                return True
    return False


def _apart(one: Held, other: Held) -> bool:
    from datetime import date

    try:
        dates = [date.fromisoformat((held.passage.published or "")[:10]) for held in (one, other)]
    except ValueError:
        return False
    return abs((dates[0] - dates[1]).days) > AGAIN


def _beside_differ(one: Held, other: Held) -> bool:
    """Say whether other words of content stand before, and other ones after, as far as both sources have any."""
    sides = []
    for held in (one, other):
        first = min(run.other_start for run in held.found.alignment.runs)
        last = max(run.other_end for run in held.found.alignment.runs)
        words = held.found.theirs.words
        near = words[max(0, first - BESIDE) : first], words[last : last + BESIDE]
        sides.append([{word.key for word in some if len(word.key) > 3} for some in near])
    pairs = [(mine, yours) for mine, yours in zip(*sides, strict=True) if mine and yours]
    return bool(pairs) and all(3 * len(mine & yours) < min(len(mine), len(yours)) for mine, yours in pairs)


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
    _by_day(quotation, [one for one in held if one.distance == best.distance], said)
    _cut([best], said)
    return _finding(quotation, said, [one for one in held if one.distance == best.distance])


class Part(NamedTuple):
    """A part of something joined, and where it stands."""

    fragment: Fragment
    held: Held


def _joined(ours: Wording, held: list[Held]) -> list[Part]:
    """Return the parts of a quotation that is joined from several places, none where it is not."""
    some = [one for one in held if one.unit.verbatim and _longest(one) >= PART][:24]
    parts = spliced(ours, [one.unit.wording for one in some])
    if not parts or len(parts) > 4 or min(part.end - part.start for part in parts) < PART:
        return []
    if held[0].covered >= WHOLE and sum(part.end - part.start for part in parts) < ALL * len(ours.words):
        return []
    return [Part(part, some[part.source]) for part in parts]


def _longest(one: Held) -> int:
    return max((run.end - run.start for run in (*one.found.alignment.runs, *one.found.alignment.moved)), default=0)


def _spliced(quotation: Quotation, parts: list[Part], said: Told) -> Finding:
    names = list(dict.fromkeys(part.held.unit.speaker or "unknown" for part in parts))
    articles = {(part.held.passage.id, part.held.passage.article) for part in parts}
    places = "two articles" if len(articles) > 1 else "two places of one article"
    who = f", of {' and '.join(names)}" if len(names) > 1 else ""
    said.add("joined", f"joined from {places}{who}")
    if all(part.held.same is False for part in parts):
        said.add("other-speaker", f"on record from {' and '.join(names)}, and not from {quotation.speaker}")
    return _finding(quotation, said, list({id(part.held): part.held for part in parts}.values()))


def _report(quotation: Quotation, ours: Wording, held: list[Held]) -> Held | None:
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
        return _finding(quotation, said, [])
    said.add("not-on-record", "no source on record has these words; they may stand in one that is not on record")
    if best is not None and best.covered >= 0.4 and _longest(best) >= PART:
        said.notes.append("the nearest words on record are shown")
        return _finding(quotation, said, [best])
    return _finding(quotation, said, [])


def _brief(words: str) -> str:
    line = words.split()
    return words if len(line) <= BRIEF else " ".join([*line[:BRIEF], "…"])


def _finding(quotation: Quotation, said: Told, told: Sequence[Held]) -> Finding:
    verdicts = tuple(sorted(said.verdicts, key=VERDICTS.index))
    figures: tuple[Figure, ...] = ()
    if told and verdicts[0] != "not-on-record":
        figures = differing(quotation.beside, passage_text(told[0].passage))
    for ours, theirs in figures:
        said.notes.append(f"beside it the draft has “{ours}”, the source “{theirs}”")
    matches = {(one.passage.id, one.passage.article, one.passage.current): _match(one) for one in reversed(told)}
    return Finding(
        quotation,
        verdicts,
        said.changes,
        tuple(said.cuts),
        tuple(reversed(matches.values())),
        figures,
        "; ".join(said.notes),
    )


def _match(one: Held) -> Match:
    found = one.found
    touched = [(run.other_start, run.other_end) for run in (*found.alignment.runs, *found.alignment.moved)]
    touched += [change.theirs_words for change in one.changes]
    first, last = min(start for start, _ in touched), max(end for _, end in touched)
    start, end = found.theirs.span(first, last)
    content = tuple(Span(max(s, start), min(e, end)) for s, e in found.theirs.spans if s < end and start < e) or (
        Span(start, end),
    )
    words = _line(one.passage.text, content)
    before, after = around(one.passage, start, end)
    return Match(one.passage, content, words, before, after, one.unit.speaker)


def _line(text: str, spans: Sequence[Span]) -> str:
    """Return the words of spans as one line, " … " where other words stand between."""
    line = ""
    for n, (start, end) in enumerate(spans):
        gap = "" if not n else " … " if text[spans[n - 1].end : start].strip() else " "
        line += gap + " ".join(text[start:end].split())
    return line
