"""Whether two names may be one person's."""

from __future__ import annotations

import re

TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady president senator sen rep representative governor gov mayor
    minister secretary chancellor judge justice captain general colonel sheriff rev reverend del delegate cr
    cllr councillor councilman councilwoman congressman congresswoman ambassador commissioner lt sgt col gen
    capt maj detective inspector the""".split()
)
GROUPS = frozenset(
    """agency council committee party university ministry department office house board court bank company union group
    association society institute times post journal news police church campaign commission administration government
    team club school college foundation inc corp ltd bureau authority service trust federation league network""".split()
)


def same_person(one: str | None, other: str | None) -> bool | None:
    """Say whether two names are one person's, and None where that cannot be told.

    Surnames decide, then first names as far as both have one; a name and an organisation may be one voice, and so may
    a name and a description, such as "one of them".

    >>> same_person("Ada Lorne", "Lorne"), same_person("Ada Lorne", "Boris Lorne"), same_person("Lorne", None)
    (True, False, None)
    """
    if not one or not other or _is_description(one) or _is_description(other):
        return None
    mine, yours = _names(one), _names(other)
    if not mine or not yours:
        return None
    if ";" in one or ";" in other:
        return True if set(mine) & set(yours) else None
    if mine == yours:
        return True
    if _is_group(mine) or _is_group(yours):
        return True if set(mine) <= set(yours) or set(yours) <= set(mine) else None
    if mine[-1] != yours[-1]:
        return len(min(mine, yours, key=len)) == 1 and bool(set(mine) & set(yours))
    first, second = mine[:-1], yours[:-1]
    if not first or not second:
        return True
    return any(a == b or a.startswith(b) or b.startswith(a) for a in first for b in second)


def surname(name: str) -> str:
    """Return the last part of a name, in small letters, "" where there is none."""
    return (_names(name) or [""])[-1]


def _is_description(name: str) -> bool:
    """Say whether no word of a name is one that has a capital wherever it stands."""
    first, *rest = name.split() or [""]
    return not any(word[:1].isupper() for word in (rest or [first]))


def _names(name: str) -> list[str]:
    words = [re.sub(r"(?:'s|’s)$|[.,]", "", word).casefold() for word in re.split(r"[\s;]+", name)]
    return [word for word in words if word and word not in TITLES and word not in ("jr", "sr", "ii", "iii")]


def _is_group(words: list[str]) -> bool:
    return bool(GROUPS & set(words)) or len(words) > 4
