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
from onrecord.extract.pronouns import LONGEST, Scorer
from onrecord.extract.tokens import OVERLAP, Tokens, windows

MODEL = Path(__file__).parent / "model"
CLS, SEP = 101, 102
STATES, WIDTH = "referring", 384
"""Which of the network's outputs resolves pronouns, and its width."""


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
        return Scorer(path) if self.gives_states and path.exists() else None

    @cached_property
    def gives_states(self) -> bool:
        """Whether the network gives the states by which pronouns are resolved."""
        return any(output.name == STATES for output in self.session.get_outputs())

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
        return self.seen(tokens).probabilities

    def seen(self, tokens: Tokens) -> Seen:
        """Return what the network makes of an article, by one pass over it; states where the model gives any.

        Windows run one at a time, since int8 scales are taken over all that is in a batch: so an article's result
        depends on nothing but the article.
        """
        out = np.zeros((len(tokens.ids), len(LABELS)), np.float32)
        kept = self.gives_states and len(tokens.ids) <= LONGEST
        states = np.zeros((len(tokens.ids), WIDTH), np.float16) if kept else None
        done = 0
        for first, last in windows(tokens.paragraphs):
            own = first if first >= done else done - OVERLAP // 2  # what two windows share, each gives half of
            scores, *more = self._window(tokens, first, last, ["logits", STATES] if kept else ["logits"])
            out[own:last] = _softmax(scores)[own - first :]
            if states is not None:
                states[own:last] = more[0][own - first :]
            done = last
        return Seen(out, states)

    def _window(self, tokens: Tokens, first: int, last: int, wanted: list[str]) -> list[Floats]:
        ids = np.concatenate([[CLS], tokens.ids[first:last], [SEP]])[None]
        shapes = np.pad(tokens.shapes[first:last], 1)[None]
        return [part[0, 1:-1] for part in self.session.run(wanted, {"ids": ids, "shapes": shapes})]


def _softmax(logits: Floats) -> Floats:
    scores = np.exp(logits - logits.max(1, keepdims=True))
    result: Floats = scores / scores.sum(1, keepdims=True)
    return result


class Seen(NamedTuple):
    """Label probabilities, float32, (pieces, labels), and the states by which pronouns are resolved, float16, (pieces,
    WIDTH): None where the model cannot, or where the article is too long to keep them.
    """

    probabilities: Floats
    states: NDArray[np.float16] | None


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
