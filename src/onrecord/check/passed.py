"""Words that are on record as the draft has them: what there is to say all the same."""

from __future__ import annotations

from datetime import date

from onrecord.check.days import days, fits
from onrecord.check.held import Held
from onrecord.check.people import same_person
from onrecord.check.quotations import Quotation
from onrecord.check.sources import passage_text
from onrecord.check.told import Finding, Told, Verdict, brief, finding
from onrecord.compare import Comparison, Run, Word, Wording

TELLING = 5
"""Words from which on the same words are no chance: shorter ones two people may both have said."""
BESIDE = 8
"""Words beside others by which utterances are told apart."""
AGAIN = 3
"""Days between two sources from which on words that stand beside others there were said twice."""


def passed(quotation: Quotation, ours: Wording, clean: list[Held], others: list[Held], said: Told) -> Finding:
    """Say what there is to say of words that are on record as the draft has them."""
    told = _by_speaker(quotation, ours, clean, said)
    _of_whom(quotation, told, said)
    told = by_day(quotation, told, said)
    now = [one for one in told if one.passage.current]
    if not now:
        said.add("source-changed", "the source has changed since: what it is now does not have these words")
    told = now or told
    if not any(one.unit.verbatim for one in told):
        _own_words(quotation, told, said)
    verbatim = [one for one in told if one.unit.verbatim] or told
    cut_off(verbatim, said)
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
    return finding(quotation, said, [*verbatim, *(one for one in told if one not in verbatim)])


def _set_otherwise(one: Held) -> bool:
    """Say whether the words, apart from those that were cut, are set in another way than in the source."""
    found = one.found
    if found.changes or any(cut.where == "middle" for cut in found.cuts):
        return True
    return not found.alignment.runs or any(_run_is_set_otherwise(found, run) for run in found.alignment.runs)


def _run_is_set_otherwise(found: Comparison, run: Run) -> bool:
    """Say so of the same words, what stands between two parts of a quotation left out."""
    ours, theirs = found.ours, found.theirs
    for n in range(run.end - run.start):
        one, other = ours.words[run.start + n], theirs.words[run.other_start + n]
        if ours.text[one.start : one.end] != theirs.text[other.start : other.end]:
            return True
        if n:
            here = _between(ours, ours.words[run.start + n - 1], one)
            there = _between(theirs, theirs.words[run.other_start + n - 1], other)
            if here is not None and there is not None and here != there:
                return True
    return False


def _between(some: Wording, word: Word, following: Word) -> str | None:
    """Return what stands between two words, None where the parts of a quotation meet there."""
    if any(start <= word.start and following.end <= end for start, end in some.spans):
        return " ".join(some.text[word.end : following.start].split())
    return None


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


def _of_whom(quotation: Quotation, told: list[Held], said: Told) -> None:
    """Point out whose words they are, where the draft does not say it beside them and seems to mean somebody else."""
    names = list(dict.fromkeys(one.unit.speaker for one in told if one.unit.speaker))
    if not quotation.named and names and all(same_person(quotation.speaker, name) is False for name in names):
        who = ", ".join(names)
        said.notes.append(f"on record from {who}: the draft does not say beside these words whose they are")


def by_day(quotation: Quotation, told: list[Held], said: Told) -> list[Held]:
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


def cut_off(told: list[Held], said: Told) -> None:
    """Say what was cut, judged by the fullest version that has the words."""
    whole = [one for one in told if not any(cut.where == "middle" for cut in one.found.cuts)]
    for one in whole or told[:1]:
        for cut in one.found.cuts:
            if cut.where == "middle" and not cut.ellipsis:
                said.add("cut-middle", f"words are left out, and no mark says so: “{brief(cut.words)}”")
            elif cut.where == "middle" and cut.limiting:
                said.add("ellipsis-hides", f"the ellipsis leaves out “{brief(cut.words)}”")
            elif cut.where != "middle" and cut.limiting:
                verdict: Verdict = "cut-start" if cut.where == "start" else "cut-end"
                where = "before" if cut.where == "start" else "after"
                limiting = ", ".join(f"“{word}”" for word in dict.fromkeys(cut.limiting))
                said.add(verdict, f"what stands {where} these words limits them ({limiting}): “{brief(cut.words)}”")
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
        words, pauses = held.found.theirs.words, held.found.theirs.ellipses  # at a pause anything may have stood
        near = (
            () if first in pauses else words[max(0, first - BESIDE) : first],
            () if last in pauses else words[last : last + BESIDE],
        )
        sides.append([{word.key for word in some if len(word.key) > 3} for some in near])
    pairs = [(mine, yours) for mine, yours in zip(*sides, strict=True) if mine and yours]
    return bool(pairs) and all(3 * len(mine & yours) < min(len(mine), len(yours)) for mine, yours in pairs)
