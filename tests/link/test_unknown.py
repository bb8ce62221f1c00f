"""Those of one alias who are nobody known: as a look at all pairs would group them, without one."""

from random import Random

from onrecord.link import unknown
from onrecord.link.evidence import Member, role
from onrecord.link.names import is_acronym

DAYS = ["2025-01-01", "2025-02-20", "2025-04-25", "2025-09-01", "9999"]


def member(number, name="Brun", kind="person", day=DAYS[0], around=(), roles=(), gender=None):
    return Member(number, f"m{number}", (day, f"{number}"), name, kind, (), tuple(roles), gender, frozenset(around))


def drawn(rng, number):
    kind = rng.choice(["person", "person", "organisation"])
    return member(
        number,
        name=rng.choice(["Brun", "Brun", "I. Brun"])
        if kind == "person"
        else rng.choice(["HBA", "HBA", "Harbour Board"]),
        kind=kind,
        day=rng.choice(DAYS),
        around=rng.sample("abcdefgh", rng.randrange(6)),
        roles=rng.sample(["mayor of Saltmere", "mayor", "pilot at Holm"], rng.choice([0, 0, 0, 1, 2])),
        gender=rng.choice(["f", "m", None, None]),
    )


def same(one, other):
    """As it is meant, of the later and the earlier of two."""
    if one.kind == other.kind == "organisation" and not is_acronym(one.name):
        return True
    if one.kind == "person" and (one.parts.given, one.parts.suffix) != (other.parts.given, other.parts.suffix):
        return False
    if one.gender and other.gender and one.gender != other.gender:
        return False
    near = None in (one.season, other.season) or abs(one.season - other.season) <= 1
    roles = {role(words) for words in one.roles} & {role(words) for words in other.roles}
    return any(found.names for found in roles) or (near and len(one.around & other.around) > 2)


def test_they_are_grouped_as_a_look_at_all_pairs_would_have_it():
    rng = Random(1)
    for _ in range(200):
        members = [drawn(rng, number) for number in range(rng.randrange(14))]
        parts = list(range(len(members)))
        for n, one in enumerate(members):
            for m, other in enumerate(members[:n]):
                if same(one, other):
                    parts = [parts[m] if part == parts[n] else part for part in parts]
        expected = [[one for one, part in zip(members, parts, strict=True) if part == p] for p in dict.fromkeys(parts)]
        assert unknown.grouped(members) == expected


def test_of_many_in_one_story_few_pairs_are_looked_at(monkeypatch):
    looks = []
    real = unknown._same
    monkeypatch.setattr(unknown, "_same", lambda one, other: looks.append(1) or real(one, other))
    members = [member(number, around="abc", gender=("f", None)[number % 2]) for number in range(500)]
    assert unknown.grouped(members) == [members]
    assert len(looks) < 2 * len(members)
