"""The terminal, where rich draws what people are shown."""

from __future__ import annotations

from typing import NoReturn

from rich.console import Console


class Screen(Console):
    """A console that says when its reader has gone, as ``print`` does."""

    def on_broken_pipe(self) -> NoReturn:
        """Let the command line end quietly."""
        raise BrokenPipeError
