"""Sentences made for training: our own frames, filled with contents and sources of the training set's annotations.

News prose rarely shows what the program must still read: releases and lists, transcripts, headlines, letters, inner
clauses that stand alone, words of speech that report nothing. Each frame marks its roles as PolNeAR's annotators
would: ``[s:...]`` source, ``[c:...]`` cue, ``[q:...]`` content; ``{slot}`` is filled; ``/`` ends a paragraph. Some of
the forms are those of the challenge items that were looked at (every other one); the words are not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from data import Example, gold_labels, rows, tokenised

SAID = "said says stated reported argued noted explained insisted warned claimed acknowledged maintained admitted"
FIRST = """Aino Bram Celeste Dov Elif Fergus Gudrun Hamid Ines Jorge Keiko Lamine Marit Nils Odile Priya Quentin Rosa
Sanjay Tove Umar Vera Wanda Xiomara Yusuf Zofia Anneli Bashir Carys Dmitri""".split()
LAST = """Abernal Brisker Cantwell Dorvane Eskola Fennimore Grell Hallowes Imrie Jessel Kortwright Lindqvist Marchetti
Nkemelu Ostrow Penhale Quill Rademaker Sorley Tamsin Ullman Vantongeren Wexcombe Yardley Zielinski Okonjo
Petrakis Haddad""".split()
TITLE = """the mayor; the harbour master; the health minister; a police spokesman; the company; the union; the coach;
his sister; her lawyer; one resident; two officials; the committee; the report; a court filing; the study; the
author; several farmers; the teachers' union; the ministry; a spokeswoman for the bank; the head of the
museum; residents; the bishop; the defence; the agency; an engineer; a neighbour; the pilot; the opposition;
the court; some drivers; the landlord; the editor; the inspectors"""
PLACES = "Arrowmere; Belsey; Corrant; Dunmarsh; Eastholt; Farrowgate; Glimmen; Holm Vale"
DAYS = "Monday; Tuesday; Wednesday; Thursday; Friday; last week; in March; on the radio; at a hearing; in an email"
FRAMES = Path(__file__).with_name("frames.txt")


class Slots:
    """What frames are filled with: contents and sources of the training set, and names of our own."""

    def __init__(self, annotated: Iterator[dict[str, Any]], rng: random.Random) -> None:
        self.rng = rng
        self.clauses, self.quotes, self.to, self.gerunds, self.sources = [], [], [], [], list[str]()
        for row in annotated:
            for statement in row["statements"]:
                self._learn(row["text"], statement)

    def _learn(self, text: str, statement: dict[str, Any]) -> None:
        if len(statement["content"]) != 1:
            return
        cue, content = (" ".join(text[s:e] for s, e in statement[role]) for role in ("cue", "content"))
        words = content.split()
        if not 4 <= len(words) <= 26 or "\n" in content:
            return
        inner = content.strip(' ,.“”"')
        if any(mark in inner for mark in '“”"‘’:;—') and not re.fullmatch(r"[\w\s,’-]+", inner):
            return
        if content[0] in '“"' and content[-1] in '”"' and inner[0].isupper():
            self.quotes.append(inner)
        elif content.startswith("that ") and content[-1] not in ".,":
            self.clauses.append(content.removeprefix("that "))
        elif cue in ("said", "says") and re.match(r"(?:the|a|he|she|they|it|there|his|her|their|it)\b", content):
            self.clauses.append(content.rstrip(",."))
        elif content.startswith("to ") and cue not in ("declined", "refused", "sought"):
            self.to.append(content.rstrip(",."))
        elif re.match(r"[a-z]{3,}ing ", content):
            self.gerunds.append(content.rstrip(",."))
        for start, end in statement["source"][:1]:
            if 1 < len(text[start:end].split()) <= 7 and text[start:end].isprintable():
                self.sources.append(text[start:end].rstrip(","))

    def name(self) -> str:
        return f"{self.rng.choice(FIRST)} {self.rng.choice(LAST)}"

    def who(self) -> str:
        kind = self.rng.random()
        if kind < 0.4:
            return self.rng.choice(self.sources)
        return self.name() if kind < 0.6 else self.rng.choice(" ".join(TITLE.split()).split("; "))

    def fill(self, slot: str) -> str:
        """Return words for a slot; a capital in its name asks for one."""
        choose = self.rng.choice
        capital = slot[0].isupper()
        kind = slot.casefold()
        if slot == "NAME":
            return choose(
                (self.name(), choose(LAST), f"MR. {choose(LAST)}", f"The {choose(('Chair', 'Speaker'))}")
            ).upper()
        if kind == "whose":
            words = self.who().rstrip(".")
            words += "’" if words.endswith("s") else "’s"
        elif kind in ("clause", "that"):
            words = ("that " if kind == "that" and self.rng.random() < 0.5 else "") + choose(self.clauses)
        elif kind == "quote":
            words = choose(self.quotes)
            words = words if capital or self.rng.random() < 0.9 else words.removeprefix("And ")
        elif kind == "verb":
            words = choose(self.to).removeprefix("to ")
        elif kind == "np":
            words = choose(
                (
                    "a new roof",
                    "two more nurses",
                    "an inquiry",
                    "free buses for pupils",
                    "the end of the tolls",
                    "a lower rent",
                    "lamps on the path",
                    "the loss of the school",
                    "a second pilot",
                    "soap",
                )
            )
        elif kind == "people":
            words = choose(("residents", "farmers", "parents", "local traders", "critics", "officials", "doctors"))
        else:
            words = {
                "who": self.who,
                "name": self.name,
                "surname": lambda: choose(LAST),
                "said": lambda: choose(SAID.split()),
                "place": lambda: choose(PLACES.split("; ")),
                "day": lambda: choose(DAYS.split("; ")),
                "to": lambda: choose(self.to),
                "ing": lambda: choose(self.gerunds),
            }[kind]()
        return words[0].upper() + words[1:] if capital else words


ROLE = {"s": "source", "c": "cue", "q": "content"}
MARKUP = re.compile(r"\[([scq]):|\]|\{(\w+)\}|(/)")


def written(frame: str, slots: Slots) -> tuple[str, dict[str, list[list[int]]]]:
    """Return a frame's text and its spans by role."""
    text, open_ = "", tuple[str, int]()
    spans: dict[str, list[list[int]]] = {role: [] for role in ROLE.values()}
    at = 0
    for mark in MARKUP.finditer(frame):
        text += frame[at : mark.start()]
        at = mark.end()
        if mark[1]:
            open_ = ROLE[mark[1]], len(text)
        elif mark[2]:
            text += slots.fill(mark[2])
        elif mark[3]:
            text += "\n"
        else:
            role, start = open_
            spans[role].append([start, len(text)])
    return text + frame[at:], spans


def framed(data: Path, tokenizer: Tokenizer, rng: random.Random, *, each: int) -> list[Example]:
    """Return examples of every frame, several paragraphs in one, so that they stand in contexts of all kinds.

    Args:
        data: where polnear lies.
        tokenizer: the model's.
        rng: chance.
        each: how often each frame is filled.
    """
    slots = Slots(rows(data / "polnear/train.jsonl.gz"), rng)
    frames = [frame for frame in FRAMES.read_text("utf-8").splitlines() for _ in range(each)]
    rng.shuffle(frames)
    examples = []
    while frames:
        several = [frames.pop() for _ in range(min(len(frames), rng.randint(1, 6)))]
        text = ""
        spans: dict[str, list[list[int]]] = {role: [] for role in ROLE.values()}
        for frame in several:
            part, found = written(frame, slots)
            for role, places in found.items():
                spans[role] += [[start + len(text), end + len(text)] for start, end in places]
            text += part + "\n"
        pieces = tokenised(text, tokenizer)
        examples.append(Example(f"framed-{len(examples)}", pieces, gold_labels([spans], pieces), None))
    return examples
