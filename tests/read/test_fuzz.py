"""Every reader on broken files: for a moment here, for as long as asked by fuzz.py (or FUZZ_EXAMPLES=1000)."""

from __future__ import annotations

import os

import hypothesis
import pytest

from .fuzz import check, target
from .made import pdf, seeds

SEEDS = {".pdf": pdf(), **seeds()}
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "6"))


@pytest.mark.parametrize("suffix", SEEDS)
def test_broken_files_are_read_or_refused(suffix: str) -> None:
    hypothesis.seed(1)(target(suffix, SEEDS[suffix], EXAMPLES, lambda took, data: None))()


@pytest.mark.parametrize("suffix", SEEDS)
def test_whole_files_are_read(suffix: str) -> None:
    assert check(SEEDS[suffix], f"any{suffix}") < 5
