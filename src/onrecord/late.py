"""Patterns that are compiled when they are first used: most articles need few of them, and a start waits for none."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` does, compiled when one of its methods is first asked for.

    A mistake in it is told then too. ``re``'s own functions do not take it: call its methods.

    >>> late("[0-9]+").findall("from 9 to 17")
    ['9', '17']
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._compiled, name)
        setattr(self, name, value)  # so that this is asked once and a use costs no more than a pattern's
        return value
