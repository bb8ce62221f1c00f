from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from onrecord.extract import Encoder
from onrecord.terms import Article, Span


def article(text: str) -> Article:
    """An article whose paragraphs are the text's lines."""
    return Article(body=tuple((Span(*line.span()),) for line in re.finditer(r"\S[^\n]*", text)))


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder(threads=1)


@pytest.fixture(scope="session")
def lines() -> Callable[[str], Article]:
    return article
