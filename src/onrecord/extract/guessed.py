"""Whom words mean that no office explains: "the carpenter" among two people, "the two professors", a name kept back.

These are guesses by elimination: somebody who is named, fits in gender and has no other office, nearest first, or
whose own words echo the noun ("who dives for scrap", "the diver"). Each says how sure it is; none is very sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.extract.nouns import BODY, GROUP, PERSON, PLURALS, UTTERANCE, WRITING, gender_of
from onrecord.extract.people import Person
from onrecord.extract.phrases import SOME, Phrase
from onrecord.extract.references import Scene
from onrecord.terms import Span

NOBODY_NAMED = frozenset(
    "official officials source insider spokesman spokeswoman spokesperson aide witness caller other others first second"
    " third former latter rest same next last one ones agency neighbour neighbor resident bystander passer-by".split()
)
"""Who often stays unnamed, or is told apart from somebody else."""
POSSESSIVES = frozenset("his her their its our my your".split())
PLACES = frozenset("town city village country county nation state region district island valley world".split())
MORE = frozenset("former retired ex veteran".split())
"""Before a noun that tells more of somebody who has another office."""
ECHO, STEM = 90, 4
"""Characters after a name in which words may echo a noun, and letters that they share with it."""
BY_ECHO, ALONE, NEAREST, LATE, OTHER_ONE = 0.75, 0.7, 0.5, 0.5, 0.6
EACH_OTHERS = frozenset(
    "cousin neighbour neighbor brother sister twin colleague rival opponent counterpart partner namesake".split()
)
"""What two people are of each other."""
TWO = frozenset("two both pair couple duo".split())
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}


class Guess(NamedTuple):
    """Somebody, and how sure that is."""

    person: Person
    sure: float


def is_nobody_named(scene: Scene, person: Person) -> bool:
    """Say whether somebody unnamed may be whom an article names at its end."""
    if person.kind != "unnamed" or not person.offices:
        return False
    what = person.offices[0].phrase
    return _is_one(what) and (what.determiner != "a" or person.at < scene.paragraphs[1])


def described(scene: Scene, what: Phrase, at: int) -> Guess | None:
    """Return whom a definite description of one person that speaks may mean, though nobody is called so."""
    if what.determiner not in ("the", "") or not _is_one(what):
        return None
    told = set(scene.offices.values())
    gender = gender_of(what.head)
    sentence = scene.sentence(at)
    beside = {
        one.person for one in scene.within(Span(scene.sentences[max(sentence, 0)], at)) if one.kind == "name"
    }  # "After she met Ada Lund, the mayor said"
    known = [one for one in scene.people if one.kind == "person" and one.real and one.at < at and one.is_of(gender)]
    known = [one for one in known if one not in beside and (" " in one.name or one in told)]
    echoing = [one for one in known if echoes(scene, one, what.head)]
    if len(echoing) == 1:
        return Guess(echoing[0], BY_ECHO)
    if scene.late is not None:
        return Guess(scene.late, LATE) if scene.late.is_of(gender) else None
    goes_on = _only_one_named(scene, at)
    if goes_on in known and (goes_on not in told or MORE.intersection(what.before)):
        return Guess(goes_on, ALONE)
    spoke = {one.person for one in scene.before(at) if one.kind == "name" and one.speaks and not one.quoted}
    left = [one for one in known if one not in told and not one.offices and one not in spoke]
    if len(left) == 1:
        return Guess(left[0], ALONE)
    near = next((one.person for one in scene.before(at) if one.kind == "name" and one.person in left), None)
    return Guess(near, NEAREST) if near is not None else None


def _only_one_named(scene: Scene, at: int) -> Person | None:
    """Return the one person whom a paragraph names in its own voice before a place, if it is one."""
    begin = scene.paragraphs[max(scene.paragraph(at), 0)]
    named = {
        one.person
        for one in scene.within(Span(begin, at))
        if one.kind == "name" and not one.quoted and one.person and one.person.kind == "person"
    }
    return named.pop() if len(named) == 1 else None


AGENT = re.compile(r"(?:er|or|ist|ian|man|woman|ee|smith|wright|monger|herd|person|lady|boy|girl|cook|guide|twin)$")
"""How nouns end that say what somebody does."""
NOBODY = frozenset(
    """character number matter order power center river water weather letter chapter border corner corridor factor
    sector quarter error terror horror mirror floor door motor tractor color colour labor humor honor shoulder finger
    computer server timber summer winter dinner supper danger hunger anger murder disorder gender tender ladder folder
    feather leather barrier career pier frontier tier disaster cluster register counter encounter shelter theater
    remainder wonder thunder surrender layer prayer answer tower shower flower cover manner banner transfer offer buffer
    laughter chapter litter butter list mist twist fist tree fee knee coffee degree guarantee indicator monitor trailer
    pier harbor user-manual meter ladder rafter tier metaphor corner locker fear four year war car bar star chair air
    affair pair hair gear detector vector elevator escalator freezer boiler cooler printer scanner trigger sticker
    poster cancer fever liver liquor vapor rumor rumour sector tumor tremor armor interior exterior""".split()
)


def _is_one(what: Phrase) -> bool:
    if what.head not in PERSON and (what.head in NOBODY or not AGENT.search(what.head)):
        return False
    many = what.head in GROUP or what.head in PLURALS or what.head in SOME or what.head.endswith("s")
    thing = what.head in BODY or what.head in WRITING or what.head in UTTERANCE
    return not many and not thing and what.head not in NOBODY_NAMED and _by_nobody(what.owner)


def _by_nobody(owner: str) -> bool:
    """Say whether nobody's is what a town or a country has: "the country's youngest judge"."""
    last = owner.split()[-1] if owner else ""
    common = owner.islower() and last not in PERSON | POSSESSIVES and (last not in GROUP | BODY or last in PLACES)
    return not owner or common


def echoes(scene: Scene, person: Person, head: str) -> bool:
    """Say whether words after a name share a noun's stem: "Ada Lund, who dives", "the diver"."""
    stem = head[: max(STEM, len(head) - 3)] if len(head) > STEM + 1 else head.removesuffix("er").removesuffix("or")
    for one in scene.references:
        if one.kind == "name" and one.person is person:
            after = scene.text[one.span.end : one.span.end + ECHO].casefold()
            echoes = re.findall(rf"\b{re.escape(stem)}[a-z]*", after.split("\n")[0])
            if any(word != head for word in echoes):  # the noun itself tells of somebody else
                return True
    return False


def relative(scene: Scene, what: Phrase, speaker: Person | None) -> Guess | None:
    """Return whom "his cousin" means where an article tells of two people and the other one spoke last.

    Args:
        scene: the article.
        what: the words.
        speaker: who spoke last.
    """
    if what.determiner != "own" or what.head not in EACH_OTHERS or speaker is None or speaker.kind != "person":
        return None
    if what.owner not in ("his", "her") or not speaker.is_of("masculine" if what.owner == "his" else "feminine"):
        return None
    named = [one for one in scene.people if one.kind == "person" and one.real and scene.counts[one]]
    if len(named) != 2 or speaker not in named:
        return None
    other = named[named[0] is speaker]
    return Guess(other, OTHER_ONE) if other.is_of(gender_of(what.head)) else None


def several(scene: Scene, what: Phrase, at: int, said: Sequence[tuple[Person, ...]]) -> tuple[Person, ...]:
    """Return whom "the two professors", "her two colleagues" or "the sisters" means, or nobody.

    Args:
        scene: the article.
        what: the words.
        at: where they stand.
        said: who spoke jointly before, each time.
    """
    number = next((NUMBERS[word] for word in (*what.before, what.head) if word in NUMBERS), None)
    told = what.determiner in ("the", "own") or scene.text[max(0, at - 5) : at].casefold() == "both "
    if what.after.startswith("of ") or (number is None and (what.before or not told)):
        return ()
    for people in reversed(said):
        if len(people) > 1 and number in (None, len(people)) and all(one.kind == "person" for one in people):
            return people
    if what.determiner == "own":
        return ()
    sentence = scene.sentence(at)
    named: dict[Person, None] = {}
    for one in scene.before(at):
        person = one.person
        if sentence - scene.sentence(one.span.start) > 1:
            break
        if one.kind == "name" and not one.quoted and person is not None and person.kind == "person" and person.real:
            named.setdefault(person)
    return tuple(sorted(named, key=lambda one: one.at)) if len(named) == (number or 2) else ()


def latecomer(scene: Scene) -> Person | None:
    """Return whom an article about somebody unnamed names at its end, and there alone: "It is Ada Lund."

    Only where its first sentences tell of one person without a name, and the last ones name one who says nothing.
    """
    if len(scene.paragraphs) < 3:
        return None
    opening, end = scene.paragraphs[1], scene.paragraphs[-1]
    first = [one for one in scene.references if one.span.start < opening and not one.quoted]
    if any(one.kind == "name" and one.person is not None and one.person.kind == "person" for one in first):
        return None
    named: dict[Person, list[int]] = {}
    spoke = {one.person for one in scene.references if one.speaks}
    for one in scene.references:
        if one.kind == "name" and one.person is not None:
            named.setdefault(one.person, []).append(one.span.start)
    late = [
        one
        for one, places in named.items()
        if places[0] >= end and " " in one.name and one not in spoke and not one.place and one.kind != "group"
    ]
    late = [one for one in late if one.kind == "person" or not one.real]
    return late[0] if len(late) == 1 else None
