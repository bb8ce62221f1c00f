"""The trained encoder, run by onnxruntime: word pieces in, label probabilities out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.extract.decode import LABELS, Floats
from onrecord.extract.meaning import Meaning
from onrecord.extract.pronouns import LONGEST, Scorer
from onrecord.extract.tokens import OVERLAP, Ints, Tokens, windows
from onrecord.extract.tokens import tokens as cut
from onrecord.terms import Article, Span

MODEL = Path(__file__).parent / "model"
CLS, SEP = 101, 102
REFERRING, WIDTH = "referring", 384
"""Which of the network's outputs resolves pronouns, and the width of all that are states."""
MEANING = ("middle", "last")
"""Those of which a vector is made."""


@dataclass(frozen=True)
class Encoder:
    """The model in a folder: ``tagger.onnx``, ``tokenizer.json`` and ``settings.json``, which says how to use them.

    ``threads`` bounds the cores one window uses; 0 takes what there are.

    Raises, on first use:
        ValueError: the weights are not those that the settings were written for.
    """

    folder: Path = MODEL
    threads: int = 0

    @cached_property
    def settings(self) -> Settings:
        """What decoding needs beside the network."""
        return Settings(**json.loads((self.folder / "settings.json").read_text("utf-8")))

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """BERT's uncased WordPiece, which neither truncates nor pads."""
        return Tokenizer.from_file(str(self.folder / "tokenizer.json"))

    @cached_property
    def scorer(self) -> Scorer | None:
        """What resolves pronouns by the network's states, if the model has one."""
        path = self.folder / "pronouns.npz"
        return Scorer(path) if path.exists() else None

    @cached_property
    def meaning(self) -> Meaning | None:
        """What makes vectors of the network's states, if the model has one."""
        path = self.folder / "vectors.npy"
        return Meaning(path) if path.exists() else None

    @cached_property
    def session(self) -> onnxruntime.InferenceSession:
        """The loaded network."""
        weights = (self.folder / "tagger.onnx").read_bytes()
        if hashlib.sha256(weights).hexdigest() != self.settings.sha256:
            raise ValueError(
                f"{self.folder / 'tagger.onnx'} is not the file its settings.json names; install onrecord again"
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(
            weights,
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # its kernel is slow: without it a window takes a fifth less
        )

    def probabilities(self, tokens: Tokens) -> Floats:
        """Return label probabilities, float32, (pieces, labels)."""
        return self._run(tokens, ())[0]

    def seen(self, tokens: Tokens) -> Seen:
        """Return what the network makes of an article, by one pass over it; no states of very long ones."""
        if len(tokens.ids) > LONGEST:
            return Seen(self.probabilities(tokens), None, None)
        probabilities, states = self._run(tokens, (REFERRING, *MEANING) if self.meaning else (REFERRING,))
        return Seen(probabilities, states[:, :WIDTH], states[:, WIDTH:] if self.meaning else None)

    def vector(self, words: str) -> NDArray[np.int8] | None:
        """Return the vector of some words, int8, (DIMENSIONS,); None where the model makes none, or of no words."""
        span = Span(0, len(words))
        pieces = cut(words, Article(body=((span,),)), self.tokenizer)
        states = self.seen(pieces).meaning if len(pieces.ids) else None
        if self.meaning is None or states is None:
            return None
        vector: NDArray[np.int8] = self.meaning(states, pieces, [(span,)])[0]
        return vector

    def _run(self, tokens: Tokens, kept: tuple[str, ...]) -> tuple[Floats, NDArray[np.float16]]:
        """Return label probabilities and the states that are kept, side by side: float16, (pieces, states).

        Windows run one at a time, so that an article's result depends on nothing but the article.
        """
        out = np.zeros((len(tokens.ids), len(LABELS)), np.float32)
        states = np.zeros((len(tokens.ids), WIDTH * len(kept)), np.float16)
        ids, shapes = np.pad(tokens.ids, 1), np.pad(tokens.shapes, 1)  # so that a window's neighbours can be replaced
        done = 0
        for first, last in windows(tokens.paragraphs):
            own = first if first >= done else done - OVERLAP // 2  # what two windows share, each gives half of
            scores, *more = self._window(ids[first : last + 2].copy(), shapes[first : last + 2].copy(), kept)
            out[own:last] = _softmax(scores)[own - first :]
            for number, part in enumerate(more):
                states[own:last, number * WIDTH : (number + 1) * WIDTH] = part[own - first :]
            done = last
        return out, states

    def _window(self, ids: Ints, shapes: Ints, kept: tuple[str, ...]) -> list[Floats]:
        ids[0], ids[-1], shapes[0], shapes[-1] = CLS, SEP, 0, 0
        given = self.session.run(["logits", *kept], {"ids": ids[None], "shapes": shapes[None]})
        return [part[0, 1:-1] for part in given]


def _softmax(logits: Floats) -> Floats:
    scores = np.exp(logits - logits.max(1, keepdims=True))
    result: Floats = scores / scores.sum(1, keepdims=True)
    return result


class Seen(NamedTuple):
    """Label probabilities, float32, (pieces, labels), and states, float16, (pieces, WIDTH) or a multiple of it.

    ``referring`` are those by which pronouns are resolved, ``meaning`` those of which vectors are made: None where the
    model makes none, or where the article is too long to keep them.
    """

    probabilities: Floats
    referring: NDArray[np.float16] | None
    meaning: NDArray[np.float16] | None


@dataclass(frozen=True, slots=True)
class Settings:
    """What belongs to one set of weights.

    transitions: log scores of one label after another, (labels + 1, labels), null where it may not follow;
    confidence: weights of the logistic regression in ``confidence``; sha256: of tagger.onnx.
    """

    transitions: list[list[float | None]]
    confidence: list[float]
    sha256: str

    def transition_scores(self) -> Floats:
        """Return the transitions as float32 with -inf for the illegal ones."""
        return np.array([[-np.inf if x is None else x for x in row] for row in self.transitions], np.float32)
