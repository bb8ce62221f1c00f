"""A statement in its paragraph for people: colours at a terminal, plain marks in a pipe."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from onrecord.output import safe
from onrecord.record import InContext

STYLES = {"source": "bold cyan", "cue": "bold yellow", "content": "bold green"}


def print_in_context(found: InContext) -> None:
    """Print who said it, where it stands, and the paragraph with the statement's parts marked."""
    console = Console(highlight=False)
    statement, article = found.statement, found.article
    who = statement["speaker"] or "unknown"
    sure = statement["speaker_confidence"]
    console.print(Text(safe(f"{who}{f' ({sure:.0%} sure)' if sure else ''}, {statement['kind']}"), "bold"), soft_wrap=True)
    title = article["title"] or "untitled"
    place = ", ".join(safe(part) for part in (title, article["outlet"], article["published"]) if part)
    spans = ", ".join(f"{start}-{end}" for start, end in statement["content"])
    console.print(f"{place}\n{safe(article['file'])}, characters {spans}", style="dim", markup=False, soft_wrap=True)
    console.print(f"statement {statement['id']}, {statement['confidence']:.0%} sure", style="dim", soft_wrap=True)
    for paragraph in found.paragraphs:
        console.print()
        text = Text(" ").join(_marked(found, *span, colours=console.is_terminal) for span in paragraph)
        console.print(text, soft_wrap=not console.is_terminal)


def _marked(found: InContext, start: int, end: int, *, colours: bool) -> Text:
    """Return a span's words with the statement's parts coloured, or in brackets that name them."""
    parts = sorted(
        (max(s, start), min(e, end), role)
        for role, spans in (
            ("source", found.statement["source"]),
            ("cue", found.statement["cue"]),
            ("content", found.statement["content"]),
        )
        for s, e in spans
        if s < end and start < e
    )
    out, at = Text(), start
    for s, e, role in parts:
        words = safe(_line(found.text[max(s, at) : e]))
        out.append(safe(_line(found.text[at : max(s, at)])))
        out.append(words if colours else f"[{role}: {words}]", STYLES[role] if colours else None)
        at = max(e, at)
    return out.append(safe(_line(found.text[at:end])))


def _line(words: str) -> str:
    return words.replace("\r", "").replace("\n", " ")
