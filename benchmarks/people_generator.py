"""Makes articles' people with known truth; imports nothing of onrecord.

    python benchmarks/people_generator.py 100000 --seed 1 > people.jsonl

prints JSON Lines, an article a line: {"id", "published", "outlet", "terms": [words of its matter], "people": [{"id",
"name", "names", "kind", "roles", "gender", "truth"}]}. A person's "name" is the fullest form that the article gives,
"names" its other forms, "roles" the words in which it says who they are, "gender" what its pronouns tell or null.
"truth" is alike for the same person in all articles, and is not to be shown to the program.

What is one person and what is not is settled here. Articles of one story share words, days and people. Some people
share a surname, some a whole name; father and son may differ by a suffix alone. The same person is printed with or
without accents, in full, with an initial, by a short name, in another spelling, now and then by the surname alone; an
organisation by its long name, its short one or its letters; roles change with the years. Groups and unnamed sources are
somebody else in each article, whatever they are called.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from people_world import DAYS, FIELD_WORDS, FIRST_DAY, SHORT, SPELT, Being, Pool, organisations, persons, places

OUTLETS = 60
ARTICLES_OF_A_STORY = 20
"""On average; most have fewer."""
LEAST, MOST = 3, 12
"""People of an article."""
UNNAMED = (
    "two officials briefed on the trip", "a person familiar with the talks", "a neighbour", "a senior aide",
    "three former employees", "a source close to the family", "one of the organisers", "an official",
)  # fmt: skip
GROUPS = ("police", "the council", "critics", "residents", "campaigners", "the union", "supporters", "opponents")


@dataclass(frozen=True)
class Story:
    """Articles about the same events: what they share."""

    first: date
    days: int
    field: str
    terms: tuple[str, ...]
    cast: Pool
    outlets: tuple[int, ...]


class World:
    """The people, organisations and places that the articles of one size draw from."""

    def __init__(self, articles: int, rng: random.Random) -> None:
        self.towns = places(max(8, articles // 40), rng)
        self.organisations = organisations(max(6, articles // 30), self.towns, rng)
        everybody = persons(max(40, articles * 2 // 5), self.towns, self.organisations, rng)
        known = sorted(everybody, key=lambda person: -person.fame)
        self.known = Pool(known[: max(10, len(known) // 50)])
        self._of_place = _pools(everybody, "place")
        self._of_field = _pools(everybody, "field")
        self._organisations_of = _pools(self.organisations, "place")
        self._every_organisation = Pool(self.organisations)

    def story(self, rng: random.Random) -> Story:
        """Return a new story: a matter in a place, its words and its cast."""
        town, field = rng.choice(self.towns), rng.choice(list(FIELD_WORDS))
        own = [f"{rng.choice(self.towns).lower()} {rng.choice(FIELD_WORDS[field])}" for _ in range(4)]
        cast = [
            *self._of(self._of_place, town).draw(rng.randrange(3, 10), rng),
            *self._of(self._of_field, field).draw(rng.randrange(2, 7), rng),
            *self.known.draw(rng.randrange(1, 5), rng),
            *self._of(self._organisations_of, town).draw(rng.randrange(1, 4), rng),
            *self._every_organisation.draw(rng.randrange(0, 3), rng),
        ]
        return Story(
            FIRST_DAY + timedelta(rng.randrange(DAYS)),
            rng.choice((2, 5, 20, 90)),
            field,
            (town.lower(), *rng.sample(FIELD_WORDS[field], 6), *own),
            Pool(_mixed(cast, rng)),
            tuple(rng.sample(range(OUTLETS), 12)),
        )

    def _of(self, pools: dict[str, Pool], key: str) -> Pool:
        return pools.get(key, self.known)


def _pools(beings: Sequence[Being], key: str) -> dict[str, Pool]:
    parts: dict[str, list[Being]] = defaultdict(list)
    for being in beings:
        parts[getattr(being, key)].append(being)
    return {value: Pool(part) for value, part in parts.items()}


def _mixed(cast: Sequence[Being], rng: random.Random) -> list[Being]:
    """Return a cast each once, in an order of its own."""
    each = list({being.truth: being for being in cast}.values())
    rng.shuffle(each)
    return each


def articles(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield so many articles, story after story; the same number and seed make the same articles."""
    rng = random.Random(seed)
    world = World(count, rng)
    made = 0
    while made < count:
        story = world.story(rng)
        for _ in range(min(count - made, 1 + int(rng.paretovariate(1.2) * ARTICLES_OF_A_STORY / 5))):
            yield _article(f"a{made:07}", story, rng)
            made += 1


def _article(name: str, story: Story, rng: random.Random) -> dict[str, Any]:
    day = story.first + timedelta(rng.randrange(story.days))
    outlet = rng.choice(story.outlets)
    people = [_printed(being, day, outlet, rng) for being in _appearing(story, rng)]
    people = _told_apart(people)
    people += [_nobody(name, n, rng) for n in range(rng.choice((0, 0, 1, 1, 2)))]
    while len(people) < LEAST:
        people.append(_nobody(name, len(people) + 2, rng))
    rng.shuffle(people)
    return {
        "id": name,
        "published": day.isoformat(),
        "outlet": f"The Outlet {outlet + 1}",
        "terms": sorted({*rng.sample(story.terms, 6), rng.choice(FIELD_WORDS[story.field])}),
        "people": [{"id": f"{name}-{n}", **person} for n, person in enumerate(people)],
    }


def _appearing(story: Story, rng: random.Random) -> list[Being]:
    wanted = min(LEAST + int(rng.expovariate(0.3)), MOST - 2)
    every = list(story.cast.beings)
    return rng.sample(every, min(wanted, len(every)))


def _told_apart(people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out who cannot be told from another of the same article: an editor would not let that stand."""
    kept: dict[str, dict[str, Any]] = {}
    for person in people:
        words = _plain(person["name"]).split()
        alone = len(words) == 1 or words[0].rstrip(".") in {"Mr", "Ms"}
        if _plain(person["name"]) in kept or (alone and any(words[-1] in name.split() for name in kept)):
            continue
        kept[_plain(person["name"])] = person
    return list(kept.values())


def _nobody(article: str, number: int, rng: random.Random) -> dict[str, Any]:
    kind = rng.choice(("unnamed", "group"))
    name = rng.choice(UNNAMED if kind == "unnamed" else GROUPS)
    return _person(name, [], kind, [], None, f"{article}-nobody-{number}")


def _printed(being: Being, day: date, outlet: int, rng: random.Random) -> dict[str, Any]:
    if being.kind == "organisation":
        return _organisation(being, rng)
    name, others = _names(being, outlet, rng)
    gender = being.gender if rng.random() < 0.75 else None
    return _person(name, others, "person", _roles(being, day, name, rng), gender, being.truth)


def _organisation(being: Being, rng: random.Random) -> dict[str, Any]:
    long = being.surname
    short, letters = " ".join(long.split()[:2]), "".join(word[0] for word in long.split() if word[0].isupper())
    chance = rng.random()
    if chance < 0.06 and len(letters) > 2:
        return _person(letters, [], "organisation", [being.place] * (rng.random() < 0.5), None, being.truth)
    if chance < 0.2 and len(long.split()) > 2:
        return _person(short, [], "organisation", [], None, being.truth)
    others = [other for other in (short, letters) if other != long and rng.random() < 0.5]
    return _person(f"the {long}" if rng.random() < 0.3 else long, others, "organisation", [], None, being.truth)


def _names(being: Being, outlet: int, rng: random.Random) -> tuple[str, list[str]]:
    """Return the fullest form of a name that an article gives, and the others; each outlet has its habits."""
    surname, first = being.surname, being.given[0]
    if outlet % 3 == 0:
        surname = surname[:1].upper() + surname[1:]  # "Van der Berg"
    title = {"feminine": "Ms.", "masculine": "Mr."}[being.gender or "masculine"]
    others = [f"{title} {surname}" if outlet % 2 else surname]
    if rng.random() < (0.03 if being.fame > 50 else 0.015):
        return _spelt(others[0], outlet), []
    name = f"{_first(being, first, rng)} {surname}"
    if being.suffix and rng.random() < 0.85:
        name += f", {being.suffix}" if outlet % 4 == 0 else f" {being.suffix}"
    return _spelt(name, outlet), [_spelt(other, outlet) for other in others if rng.random() < 0.7]


def _first(being: Being, first: str, rng: random.Random) -> str:
    chance = rng.random()
    if chance < 0.04:
        return " ".join(f"{name[0]}." for name in being.given)
    if chance < 0.1:
        return SHORT.get(first, first)
    if chance < 0.16:
        return SPELT.get(first, first)
    if chance < 0.26 and len(being.given) > 1:
        return f"{first} {being.given[1][0]}."
    return " ".join(being.given) if chance < 0.3 else first


def _spelt(name: str, outlet: int) -> str:
    """Return a name as an outlet spells it: every fifth has no accents."""
    return _plain(name) if outlet % 5 == 0 else name


def _plain(name: str) -> str:
    kept = (letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    return "".join(kept).translate(str.maketrans("łŁđøØ", "lLdoO"))


def _roles(being: Being, day: date, name: str, rng: random.Random) -> list[str]:
    """Return what an article says somebody is: oftener of the unknown, and nearly always where readers need it."""
    now, before = being.role(day)
    bare = len(name.split()) == 1 or name.startswith(("Mr.", "Ms."))
    if rng.random() > (0.97 if being.namesake else 0.9 if bare else 0.55 if being.fame > 50 else 0.85):
        return []
    roles = [now.split(" of ")[0] if rng.random() < 0.1 else now]
    if before and rng.random() < 0.2:
        roles.append(f"former {before}")
    return roles


def _person(
    name: str, names: Sequence[str], kind: str, roles: list[str], gender: str | None, truth: str
) -> dict[str, Any]:
    others = [other for other in dict.fromkeys(names) if other != name]
    return {"name": name, "names": others, "kind": kind, "roles": roles, "gender": gender, "truth": truth}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the articles and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=100_000, help="how many (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args(arguments)
    for article in articles(wanted.articles, wanted.seed):
        print(json.dumps(article, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
