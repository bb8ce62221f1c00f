"""The name that stands for somebody whom articles call by several."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from onrecord.link.names import is_acronym, organisation_name, person_name
from onrecord.terms import PersonKind


class Named(NamedTuple):
    """The fullest form of a name in some articles, with how many these are: of current revisions, and in all."""

    name: str
    kind: PersonKind
    current: int
    articles: int


def canonical(names: Collection[Named]) -> tuple[str, PersonKind]:
    """Return the name for somebody, and the kind: of full forms the one that most articles have.

    Args:
        names: one or more; their order changes nothing.
    """
    kinds: dict[PersonKind, int] = {}
    for one in names:
        kinds[one.kind] = kinds.get(one.kind, 0) + one.articles
    kind = min(kinds, key=lambda each: (-kinds[each], each))
    some = [one for one in names if one.kind == kind]
    best = min(some, key=lambda one: (-_is_full(one, some), -one.current, -one.articles, one.name))
    return best.name, kind


def _is_full(one: Named, names: Collection[Named]) -> int:
    if one.kind == "person":
        parts = person_name(one.name)
        return int(parts.is_full) + bool(parts.given)
    words = organisation_name(one.name)
    cut = any(words == organisation_name(other.name)[: len(words)] != organisation_name(other.name) for other in names)
    return int(not (is_acronym(one.name) or cut))
