"""Who writes a letter to the editor, by the name it is signed with, and to whom, by its salutation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.names import names_in
from onrecord.terms import Span

SALUTATION = re.compile(r"\s*Dear\s+(?P<whom>[A-Z][^,:\n]{1,60})[,:]?\s*$", re.MULTILINE)
SIGNED = re.compile(
    r"[ \t]*(?:[–—-]{1,2}\s*)?(?:Yours[a-z ]*,\s*)?(?P<who>[A-Z][^,\n(]{3,50}?)"
    r"(?:\s*\([^()\n]{1,30}\)|,[^.!?\n]{0,60})?[ \t]*$",
    re.MULTILINE,
)
SENTENCE_ENDS = re.compile(r"[.!?…:;,”\"’]\s*$")
NOT_BEFORE_LINES = 5
"""Lines from the end in which a signature stands, with the address and a postscript after it."""


def signature(text: str, body: Sequence[Span]) -> Span | None:
    """Return the name that a letter is signed with, in a line of its own near the end."""
    lines = [Span(*line.span()) for span in body for line in re.compile(r"[^\n]*\S[^\n]*").finditer(text, *span)]
    for line in lines[1:][-NOT_BEFORE_LINES:]:
        found = SIGNED.fullmatch(text, *line)
        if found is None or SENTENCE_ENDS.search(found["who"]):
            continue
        name = next(iter(names_in(text, Span(*found.span("who")))), None)
        if name is not None and name.kind == "person" and " " in name.words and name.span.end == found.end("who"):
            return name.span
    return None


def salutation(text: str, body: Sequence[Span]) -> Span | None:
    """Return the name that a letter begins with: "Dear Mr. Lund,"."""
    for span in body[:2]:
        found = SALUTATION.match(text, *span)
        if found:
            return next((name.span for name in names_in(text, Span(*found.span("whom")))), None)
    return None
