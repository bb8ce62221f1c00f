"""References that are no names -> whom they mean, in reading order: descriptions by offices, pronouns by a judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from onrecord.extract import antecedents, given, guessed
from onrecord.extract.descriptions import meant, sure_of
from onrecord.extract.nouns import PERSON, TITLES, gender_of
from onrecord.extract.people import Person
from onrecord.extract.phrases import Phrase
from onrecord.extract.pronouns import shares
from onrecord.extract.references import Judge, Reference, Scene
from onrecord.extract.roles import Office
from onrecord.terms import Gender, Role, Span

BACK = 24
"""References before a pronoun that are candidates: more would make a long text slow."""
KIN = frozenset(
    "mother father parent son daughter wife husband widow widower brother sister uncle aunt cousin nephew niece"
    " friend grandfather grandmother lawyer attorney aide adviser advisor spokesman spokeswoman spokesperson"
    " neighbour neighbor colleague boss predecessor successor opponent rival ally doctor secretary manager"
    " boyfriend girlfriend partner solicitor assistant agent deputy".split()
)
"""Who is somebody's: "her father" is not the father that another is."""


PLAIN = KIN | frozenset(
    "man woman boy girl child person reporter journalist official source friend voter witness member resident student"
    " teacher driver passenger speaker owner worker expert analyst critic interviewer victim suspect judge officer"
    " narrator author writer reader editor researcher doctor nurse customer neighbor client patient".split()
)
"""Who may be anybody."""
LEANING = frozenset(
    "socialist communist liberal conservative republican democrat progressive leftist nationalist populist marxist"
    " fascist tyrant despot moderate outsider newcomer maverick firebrand ally rival critic opponent friend supporter"
    " star hero icon legend genius member".split()
)
"""What is no office."""
SOMEBODY = 0.35
"""How sure a pronoun must be of a name that may be a place's to make it somebody's."""
INTRODUCED, LEAST = 4.0, 0.25
"""How much likelier it makes whom "she said" means that a sentence before it in its paragraph has her as its subject,
and from what on."""
FEWEST = 3
"""How often the name of an article's protagonist stands in it."""


def resolve(scene: Scene, judge: Judge = antecedents.likely) -> None:
    """Find whom the article's own words refer to; pronouns inside quotations wait until it is known who speaks."""
    last: dict[Person, int] = {}
    counts: Counter[Person] = Counter()
    for one in scene.references:
        if one.kind == "description" and one.person is None and one.phrase is not None:
            _description(scene, one, one.phrase, last, counts)
        elif one.kind == "pronoun" and one.person is None and not one.quoted:
            pronoun(scene, one, judge)
        if one.person is not None:
            last[one.person] = one.span.start
            counts[one.person] += 1
            one.person.count = counts[one.person]


def pronoun(scene: Scene, one: Reference, judge: Judge = antecedents.likely, never: Sequence[Person] = ()) -> None:
    """Find whom "he" or "she" means.

    Args:
        scene: the article.
        one: the pronoun, which is given its person.
        judge: says how likely each candidate is.
        never: who it cannot be, such as who speaks of them.
    """
    candidates = [
        other
        for other in candidates_of(scene, one, judge is not antecedents.likely)
        if other.person is not None and other.person not in never
    ]
    chances: dict[Person, float] = {}
    for other, chance in zip(candidates, judge(scene, one, candidates), strict=True):
        for person, share in shares(other):
            chances[person] = chances.get(person, 0.0) + chance * share
    if one.speaks and not one.quoted:
        _favour(chances, _subject_before(scene, one, candidates))
    ranked = sorted(chances.items(), key=lambda pair: -pair[1])
    if scene.late is not None and scene.late.is_of(one.gender) and not (ranked and _is_told(ranked[0][0], one.gender)):
        one.person, one.sure, one.others = scene.late, guessed.LATE, tuple(ranked[:3])
    elif ranked:
        one.person, one.sure = ranked[0]
        one.others = tuple(ranked[1:4])
        if one.sure > SOMEBODY and not one.person.real and one.person.kind != "unnamed":
            one.person.kind, one.person.real = "person", True
        if one.sure > 0.8 and not one.person.sure_gender and one.person.gender is None:
            one.person.gender = one.gender


def _is_told(person: Person, gender: Gender | None) -> bool:
    """Say whether somebody's given name, title or office tells a gender, or nobody knows the name."""
    if person.kind == "unnamed":
        return person.gender == gender
    return person.gender == gender if person.sure_gender else given.gender(person.name.split()[0]) == gender


def _favour(chances: dict[Person, float], person: Person | None) -> None:
    """Make one person's chance greater, and those of others less."""
    if person in chances:
        chances[person] = INTRODUCED * max(chances[person], LEAST)
        total = max(1.0, sum(chances.values()))
        for each in chances:
            chances[each] /= total


def _subject_before(scene: Scene, one: Reference, candidates: Sequence[Reference]) -> Person | None:
    """Return whom “It was close,” she said means after "The mayor won." in its paragraph."""
    begin = one.span.start
    paragraph, sentence = scene.paragraph(begin), scene.sentence(begin)
    found: Reference | None = None
    for other in candidates:  # the nearest first
        at = other.span.start
        if at > begin or scene.paragraph(at) != paragraph:
            break
        if found is not None and scene.sentence(at) < scene.sentence(found.span.start):
            break
        told = not other.quoted and scene.sentence(at) < sentence and _is_somebody(other.person, one.gender)
        if told and antecedents.stands_as_subject(scene, other):
            found = other
    return found.person if found else None


def _is_somebody(person: Person | None, gender: Gender | None) -> bool:
    return person is not None and person.kind in ("person", "unnamed") and person.is_of(gender)


def candidates_of(scene: Scene, one: Reference, anybody: bool) -> Iterator[Reference]:
    """Yield who may be meant by a pronoun: people mentioned before it, and after it in its sentence.

    ``anybody`` lets in names that may be a place's too, for a judge that can tell.
    """
    for number, other in enumerate(scene.before(one.span.start)):
        if number >= BACK:
            break
        if _may_be(other, one, anybody) and other.span.end <= one.span.start:
            yield other
    sentence = scene.sentence(one.span.start)
    for other in scene.after(one.span.end):
        if scene.sentence(other.span.start) != sentence:
            break
        if other.kind == "name" and _may_be(other, one, anybody):
            yield other


def _may_be(other: Reference, one: Reference, anybody: bool) -> bool:
    person = other.person
    if person is None or not (person.is_of(one.gender) or (anybody and not person.sure_gender)):
        return False
    doubtful = anybody and not person.real and not person.place and other.kind == "name"
    doubtful = doubtful and (one.quoted or not other.quoted)  # what a title in marks names does not speak
    return person.kind in ("person", "unnamed") or doubtful


def _description(
    scene: Scene, one: Reference, what: Phrase, last: Mapping[Person, int], counts: Mapping[Person, int]
) -> None:
    """Find whom a description means: who has such an office, or somebody without a name."""
    inside = _office_of(scene, one.span)
    if inside is not None:
        one.person, one.sure = inside, 0.9
        return
    owned = what.owner if what.head in KIN else ""
    scored = meant(what, one.span.start, scene.people, last, counts)
    if owned:
        scored = [pair for pair in scored if any(office.phrase.head == what.head for office in pair[0].offices)]
    one.person, one.sure = sure_of(scored)
    one.others = tuple((person, min(1.0, score / 4)) for person, score in scored[:3] if person is not one.person)
    if one.person is None and not scored and what.head in PERSON and (owned or what.head not in PLAIN):
        one.person, one.sure = _protagonist(scene, what, one.span.start), 0.6
        if one.person is not None:
            office = what.head in TITLES and what.determiner != "own"  # else it may be said of somebody else
            (one.person.offices if office else one.person.called).append(_office(scene, one.span, what))
    if one.person is None and one.speaks and not one.others:
        guess = guessed.described(scene, what, one.span.start)
        if guess is not None:
            one.person, one.sure = guess
            one.person.called.append(_office(scene, one.span, what))
    if one.person is None and what.head in PERSON and not one.others:
        one.person, one.sure = unnamed(scene, one.span, what), 0.8


def _office(scene: Scene, span: Span, what: Phrase) -> Office:
    """Return a description as an office, without its determiner."""
    words = " ".join(scene.text[slice(*span)].split())
    begin = words.find(" ") + 1 if what.determiner == "the" else 0
    return Office(Role(words[begin:], Span(span.start + begin, span.end)), what)


def _protagonist(scene: Scene, what: Phrase, at: int) -> Person | None:
    """Return whom an article speaks of most of those whose office it never names, if one stands out."""
    if scene.late is not None or what.owner in ("our", "my", "your", "their") or (what.owner and what.head == "head"):
        return None
    gender, told = gender_of(what.head), set(scene.offices.values())
    known = [
        person
        for person in scene.people
        if person.kind == "person"
        and person.is_of(gender)
        and (_no_office(person) or (what.owner and what.head in KIN and person not in told))
    ]
    sentence = scene.sentence(at)
    before = {
        one.person for one in scene.before(at) if one.kind == "name" and scene.sentence(one.span.start) < sentence
    }
    before -= {one.person for one in scene.before(at) if scene.sentence(one.span.start) == sentence}
    by_count = sorted((person for person in known if person in before), key=lambda person: -scene.counts[person])
    if len(by_count) < 2:
        return by_count[0] if by_count else None
    most, next_most = (scene.counts[person] for person in by_count[:2])
    return by_count[0] if most >= FEWEST and most >= 2 * next_most else None


def _no_office(person: Person) -> bool:
    return all(office.phrase.head in LEANING for office in person.offices)


def unnamed(scene: Scene, span: Span, what: Phrase) -> Person:
    """Return somebody new, who is known by a description alone."""
    words = " ".join(scene.text[slice(*span)].split())
    if what.determiner:
        words = words[0].lower() + words[1:]
    person = Person(words, "unnamed", span.start, gender=gender_of(what.head))
    person.offices.append(Office(Role(words, span), what))
    person.real = False
    scene.people.append(person)
    return person


def _office_of(scene: Scene, span: Span) -> Person | None:
    """Return whose apposition a description is."""
    return next((scene.offices[end] for end in range(span.end, span.start, -1) if end in scene.offices), None)
