"""A statement in its paragraph for people: colours at a terminal, plain marks in a pipe."""

from __future__ import annotations

import re

from rich.text import Text

from onrecord.output import UNSAID, one_line, safe
from onrecord.record import InContext
from onrecord.screen import Screen

STYLES = {"content": "green", "source": "bold cyan", "cue": "bold yellow"}
"""Of parts that overlap the later in this order is seen."""
PAGE, TIME = re.compile(r"page \d+(?= at )"), re.compile(r"(\d+:\d\d:\d\d)\.\d+ to ")


def print_in_context(found: InContext) -> None:
    """Print who said it, where it stands, and the paragraph with the statement's parts marked."""
    screen = Screen(highlight=False, markup=False, emoji=False)
    statement, article = found.statement, found.article
    sure = f" ({statement['speaker_confidence']:.0%} sure)" if statement["speaker_confidence"] else ""
    told = {name: statement[name] for name in ("kind", "act", "polarity")}
    worth = (word for name, word in told.items() if word and word not in UNSAID.get(name, ()))
    said = ", ".join(dict.fromkeys(worth))  # what denies is denied once
    screen.print(one_line(f"{statement['speaker'] or 'unknown'}{sure}, {said}"), style="bold", soft_wrap=True)
    if statement["inside"]:
        screen.print(f"inside statement {statement['inside']}: in that speaker's words", style="bold", soft_wrap=True)
    place = (article["title"] or "untitled", article["outlet"], article["published"])
    for line in (
        ", ".join(part for part in place if part),
        f"{article['file']}, {_where(found)}",
        f"statement {statement['id']}, {statement['confidence']:.0%} sure",
    ):
        screen.print(one_line(line), style="dim", soft_wrap=True)
    if found.still is not None:
        has = "has these words too" if found.still else "does not have these words"
        screen.print(f"the source has changed since: what it is now {has}", style="yellow", soft_wrap=True)
    marked = _coloured if screen.color_system and not screen.no_color else _bracketed
    for paragraph in found.paragraphs:
        screen.print()
        text = Text(" ").join(marked(found, *span) for span in paragraph)
        screen.print(text, soft_wrap=not screen.is_terminal)


def _where(found: InContext) -> str:
    """Return where the words stand in the original, or in its text where that is all there is."""
    content = found.statement["content"]
    begins = [next((p.where for p in found.places if p.start < end and start < p.end), None) for start, end in content]
    if None in begins:
        where = f"characters {', '.join(f'{start}-{end}' for start, end in content)}"
    else:
        where = ", ".join(dict.fromkeys(_brief(where) for where in begins if where is not None))
    return f"document {found.article['id']}, {where}" if found.media_type == "application/jsonl" else where


def _brief(where: str) -> str:
    """Return a place as people look it up: the page of a PDF, the time in a recording, else the way to it."""
    if page := PAGE.match(where):
        return page[0]
    if time := TIME.match(where):
        return f"at {time[1]}"
    return f"at {where}" if where.startswith("/") else where


def _parts(found: InContext, start: int, end: int) -> list[tuple[int, int, str]]:
    """Return where the statement's parts lie within a span, counted from its start, in the order of ``STYLES``."""
    roles = {
        "content": found.statement["content"],
        "source": found.statement["source"],
        "cue": found.statement["cue"],
    }
    return [
        (max(s, start) - start, min(e, end) - start, role)
        for role, spans in roles.items()
        for s, e in spans
        if s < end and start < e
    ]


def _coloured(found: InContext, start: int, end: int) -> Text:
    text = Text(_plain(found.text[start:end]))
    for s, e, role in _parts(found, start, end):
        text.stylize(STYLES[role], s, e)
    return text


def _bracketed(found: InContext, start: int, end: int) -> Text:
    """Return a span's words with the statement's parts in brackets that name them."""
    parts = _parts(found, start, end)
    words = _plain(found.text[start:end])
    out, at = "", 0
    for here in sorted({edge for s, e, _ in parts for edge in (s, e)}):
        closed = "]" * sum(e == here for _, e, _ in parts)
        opened = sorted((-e, role) for s, e, role in parts if s == here)  # the longest outside
        out += words[at:here] + closed + "".join(f"[{role}: " for _, role in opened)
        at = here
    return Text(out + words[at:])


def _plain(words: str) -> str:
    """Return words as one safe line, character for character."""
    return safe(words.replace("\r\n", " \n").translate(dict.fromkeys(map(ord, "\r\n\t\v\f"), " ")))
