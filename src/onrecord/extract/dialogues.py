"""Dialogues whose turns open with a dash, as in novels and some papers: "— Is it open? asked the driver."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from onrecord.extract.agents import AFTER
from onrecord.extract.found import Found
from onrecord.extract.nested import speaks
from onrecord.terms import Article, Span

SURE = 0.75
TURN = re.compile(r"[—–―]\s*(?P<said>[A-Z“][^\n]*[.!?…][”\"’]?)\s*")
VERB_FIRST = re.compile(r"(?P<said>[^\n]*?[.?!,…])\s(?P<cue>[a-z]+)(?=\s)")
NAME_FIRST = re.compile(
    r"(?P<said>[^\n]*?[.?!,…])\s(?P<who>(?:[A-Z]|the\s|an?\s|his\s|her\s)[^,.;:?!“”\"\n]{0,50}?|he|she|they)\s"
    r"(?P<cue>[a-z]+)\."
)


def dialogues(text: str, article: Article) -> Iterator[Found]:
    """Yield a statement for each turn of the dialogues in which some turn names who speaks."""
    lines = ((paragraph[0], TURN.fullmatch(text, *paragraph[0])) for paragraph in article.body if len(paragraph) == 1)
    for opens, run in groupby(lines, key=lambda line: line[1] is not None):
        turns = [_turn(text, Span(*said.span("said"))) for _, said in run if said] if opens else []
        if any(turn.source for turn in turns):
            yield from turns


def _turn(text: str, said: Span) -> Found:
    """Return what a turn says, apart from who says it."""
    verb = VERB_FIRST.match(text, *said)
    if verb and speaks(verb["cue"]) and (who := AFTER.match(text, verb.end(), said.end)):
        return _by(verb, Span(*who.span("who")))
    name = NAME_FIRST.fullmatch(text, *said)
    if name and speaks(name["cue"]):
        return _by(name, Span(*name.span("who")))
    return Found((), (), (said,), SURE)


def _by(said: re.Match[str], who: Span) -> Found:
    return Found((who,), (Span(*said.span("cue")),), (Span(*said.span("said")),), SURE)
