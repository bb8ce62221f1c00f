"""How sure a statement is: a logistic regression on how sure its parts are (Platt 1999), fitted by training/fit.py."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from onrecord.extract.decode import Labelled
from onrecord.extract.join import Triple

LEAST = 0.3
"""What is less sure is not given. On polnear dev linked F1 rises from 0.739 without a bound to 0.757 (precision 0.789,
recall 0.727); at 0.4 it is 0.760, at the price of recall 0.707."""


def features(triple: Triple) -> list[float]:
    """Return what the regression looks at: a constant, how sure each part is (log odds), what is missing, distances."""
    content = min(triple.contents, key=lambda part: part.sure)
    return [
        1.0,
        _log_odds(content),
        _log_odds(triple.cue),
        _log_odds(triple.source),
        float(triple.cue is None),
        float(triple.source is None),
        log(sum(part.last - part.first for part in triple.contents)),
        float(len(triple.contents) > 1),
        log(1 + max(_gap(triple.cue, part) for part in triple.contents)),
        log(1 + _gap(triple.source, triple.cue or content)),
    ]


def confidence(triple: Triple, weights: Sequence[float]) -> float:
    """Return the probability, 0 to 1, that a reader would find this statement with this source and content."""
    return 1 / (1 + exp(-sum(w * x for w, x in zip(weights, features(triple), strict=True))))


def _gap(one: Labelled | None, other: Labelled) -> int:
    """Return how many pieces stand between two parts, 0 where one is missing."""
    return 0 if one is None else max(0, one.first - other.last, other.first - one.last)


def _log_odds(part: Labelled | None) -> float:
    if part is None:
        return 0.0
    sure = min(max(part.sure, 1e-3), 1 - 1e-3)
    return log(sure / (1 - sure))
