"""Turns whose label is no name: "MODERATOR", "THE COURT", "OPERATOR", and who that is by what the article tells."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.guessed import echoes
from onrecord.extract.nested import Level
from onrecord.extract.nouns import alike
from onrecord.extract.people import Person
from onrecord.extract.references import Scene
from onrecord.extract.sources import Meant

SURE = 0.7
BENCH = {"court": "judge", "bench": "judge"}


def resolved(scene: Scene, levels: Sequence[Level], by: Sequence[Meant | None]) -> dict[int, Meant]:
    """Return who takes turns under labels that are no names, by the turns' numbers.

    That is who has such an office, or of whom the article says what the label says ("Ada Lund moderated"), or the only
    one it names who has no label.
    """
    places = {part.by for part in scene.article.parts if part.kind == "turn"}
    turns = {n: _label(scene, one) for n, one in enumerate(levels) if not places.isdisjoint(one.found.source)}
    named = {who.people[0] for n in turns if (who := by[n]) and who.people and who.people[0].kind == "person"}
    open_: dict[str, list[int]] = {}
    for n, label in turns.items():
        who = by[n]
        if who is None or not who.people or who.people[0] not in named:
            open_.setdefault(label, []).append(n)
    first = min((levels[n].found.source[0].start for n in turns), default=0)
    others = [one for one in scene.people if one.kind == "person" and one.real and one.at < first and one not in named]
    out: dict[int, Meant] = {}
    for label, numbers in open_.items():
        person = _holder(scene, label) or (others[0] if len(others) == 1 and len(open_) == 1 else None)
        if person is not None and label not in ("q", "a"):
            out |= dict.fromkeys(numbers, Meant((person,), SURE, "label"))
    return out


def _label(scene: Scene, one: Level) -> str:
    return scene.text[slice(*one.found.source[0])].casefold().removeprefix("the ").strip(" :*_")


def _holder(scene: Scene, label: str) -> Person | None:
    noun = BENCH.get(label, label)
    people = [one for one in scene.people if one.kind == "person" and one.real]
    holders = [one for one in people if any(alike(office.phrase.head, noun) for office in one.offices)]
    holders = holders or [one for one in people if echoes(scene, one, noun)]
    return holders[0] if len(holders) == 1 else None
