"""Texts written and annotated for training, in `texts/`: what news prose rarely shows and the program must read.

A passage a line; ``[s:...]`` source, ``[c:...]`` cue, ``[q:...]`` content, as PolNeAR's annotators would mark them;
``¶`` ends a paragraph. A content may hold a statement of its own: that is learnt as the program reads it, from the
content alone; and so is, in the files that are about such contents, that one holds none.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

from data import Example, gold_labels, tokenised
from onrecord.extract.nested import worth_reading
from onrecord.terms import Span

TEXTS = Path(__file__).with_name("texts")
NESTED = "nested"
"""How the names of files begin that mark every statement inside a content."""
ROLE = {"s": "source", "c": "cue", "q": "content"}
MARKUP = re.compile(r"\[([scq]):|\]|\s*¶\s*")
BARE = re.compile(r"\s*[“\"‘'«„]?\s*(?:that |whether )?(.*?)\s*[”\"’'»“]?\s*", re.DOTALL)

Spans = dict[str, list[list[int]]]


class Passage(NamedTuple):
    """A text and the spans of its statements by role, those inside a content left out."""

    text: str
    spans: Spans


def passages(line: str, *, all_contents: bool = False) -> list[Passage]:
    """Return a line's passage, and each content in it that holds a statement as one more.

    Args:
        line: a passage with its marks.
        all_contents: contents that the program would read again and that hold none are passages too.

    Raises:
        ValueError: the brackets do not match.
    """
    contents: list[Passage] = []
    whole, at = _passage(line, 0, contents, closed=False)
    if at != len(line):
        raise ValueError(f"a bracket too many at {at}: {line}")
    again = [one for one in contents if any(one.spans.values()) or (all_contents and _is_read_again(one.text))]
    return [whole, *map(_bare, again)]


def _passage(line: str, at: int, contents: list[Passage], *, closed: bool) -> tuple[Passage, int]:
    """Read up to the bracket that closes what begins at this place, or to the end; return where to go on too."""
    text = ""
    spans: Spans = {role: [] for role in ROLE.values()}
    while mark := MARKUP.search(line, at):
        text += line[at : mark.start()]
        at = mark.end()
        if mark[1]:
            part, at = _passage(line, at, contents, closed=True)
            spans[ROLE[mark[1]]].append([len(text), len(text) + len(part.text)])
            text += part.text
            if mark[1] == "q":
                contents.append(part)
        elif mark[0] == "]":
            if not closed:
                raise ValueError(f"a bracket too many at {at}: {line}")
            return Passage(text, spans), at
        else:
            text += "\n"
    if closed:
        raise ValueError(f"a bracket is not closed: {line}")
    return Passage(text + line[at:], spans), len(line)


def _is_read_again(content: str) -> bool:
    return worth_reading(content, Span(0, len(content)))


def _bare(content: Passage) -> Passage:
    """Return a content without the marks around it and a leading conjunction, as the program reads it again."""
    found = BARE.fullmatch(content.text)
    assert found
    start, end = found.span(1)
    moved = {
        role: [[max(s, start) - start, min(e, end) - start] for s, e in places if s < end and e > start]
        for role, places in content.spans.items()
    }
    return Passage(found[1], moved)


def own(folder: Path, tokenizer: Tokenizer, rng: random.Random, *, each: int) -> list[Example]:
    """Return examples of every passage, one to four in one, so that they stand in contexts of all kinds.

    Args:
        folder: of text files.
        tokenizer: the model's.
        rng: chance.
        each: how often each passage is given, every time beside others.
    """
    found = [
        passage
        for path in sorted(folder.glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        for passage in passages(line, all_contents=path.stem.startswith(NESTED))
    ] * each
    rng.shuffle(found)
    examples = []
    while found:
        text = ""
        spans: Spans = {role: [] for role in ROLE.values()}
        for _ in range(min(len(found), rng.randint(1, 4))):
            one = found.pop()
            for role, places in one.spans.items():
                spans[role] += [[start + len(text), end + len(text)] for start, end in places]
            text += one.text + "\n"
        pieces = tokenised(text, tokenizer)
        examples.append(Example(f"own-{len(examples)}", pieces, gold_labels([spans], pieces), None))
    return examples
