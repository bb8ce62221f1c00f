"""onrecord: who said what, about whom, when, and in whose words, every finding tied to the characters it came from."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.build import Summary
    from onrecord.record import Record, RecordError, Wanted

__all__ = ["Record", "RecordError", "Summary", "Wanted"]


def __getattr__(name: str) -> Any:
    # Loaded when asked for, so that `onrecord --help` waits for nothing.
    if name in __all__:
        return getattr(import_module("onrecord.build" if name == "Summary" else "onrecord.record"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
