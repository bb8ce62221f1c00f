"""Forwarded mail: the mail that a letter's text passes on -> what its headers say, and where its own words begin."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.read.articles import clean
from onrecord.read.letters import own
from onrecord.terms import Span

MARKS = re.compile(
    r"^[ \t>]*(?:(?P<sure>-{3,} ?Forwarded message(?: ?-+)?|Begin forwarded message:)|-{3,} ?Original Message(?: ?-+)?"
    r"|_{20,})[ \t\r]*$",
    re.MULTILINE | re.IGNORECASE,
)
"""What stands above a mail that is passed on; the last two stand above one that is answered as well."""
HEADER = re.compile(
    r"[ \t>*]*(?P<name>From|Date|Sent|Subject|To|Cc|Bcc|Reply-To)\s{0,3}:[ \t*]*(?P<value>.*)", re.IGNORECASE
)
BLANK = re.compile(r"(?:[ \t>\r]*\n)*")
PASSED_ON = re.compile(r"\s*(?:fwd?|fw)\s*:", re.IGNORECASE)
ADDRESS = re.compile(r"\s?\[mailto:[^\]]*\]?", re.IGNORECASE)
MOST_LINES = 40
LONGEST_LINE = 1000
DEEPEST = 10


class Forwarded(NamedTuple):
    """A mail inside a text: its marks begin at ``start``, its own words at ``body``."""

    start: int
    body: int
    sender: str | None
    date: str | None
    subject: str | None

    def words(self, text: str) -> tuple[tuple[Span, ...], ...]:
        """Return the paragraphs that its author wrote."""
        blank = BLANK.match(text, self.body)
        begin = blank.end() if blank else self.body
        quoted = "\n>" in text[self.start : self.body]  # then all of it is
        found = clean(text[begin:]) if quoted else own(text[begin:])
        return tuple(tuple(Span(begin + start, begin + end) for start, end in one) for one in found)


def forwarded(text: str, *, subject: str | None = None) -> Forwarded | None:
    """Find the mail that a letter passes on: the innermost, where each holds nothing but the next.

    Args:
        text: the letter's text.
        subject: that of the letter: "Fwd:" in it tells a mail that is passed on from one that is answered.
    """
    passed = bool(PASSED_ON.match(subject or ""))
    found: Forwarded | None = None
    for _ in range(DEEPEST):
        inner = _next(text, found.body if found else 0, passed=passed)
        if inner is None or (found and text[found.body : inner.start].strip(" \t\r\n>")):
            break
        found = inner._replace(start=found.start if found else inner.start)
        passed = bool(PASSED_ON.match(inner.subject or ""))
    return found


def _next(text: str, start: int, *, passed: bool) -> Forwarded | None:
    for mark in MARKS.finditer(text, start):
        if not (mark["sure"] or passed or not text[start : mark.start()].strip(" \t\r\n>")):
            return None  # the rest is what it answers
        if found := _headers(text, mark):
            return found
    return None


def _headers(text: str, mark: re.Match[str]) -> Forwarded | None:
    """Read the headers below a mark: a sender, and a day or a subject at the least."""
    values: dict[str, str] = {}
    last, place, body = "", mark.end() + 1, mark.end()
    for _ in range(MOST_LINES):
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        words = text[place : min(end, place + LONGEST_LINE)].strip("\r")
        header = HEADER.match(words)
        if header and (name := header["name"].lower()) not in values:
            values[name], last, body = header["value"].strip(), name, end
        elif words.strip(" \t>"):
            if not (last and body == place - 1 and (words[0] in " \t" or (last in ("to", "cc") and "@" in words))):
                break
            values[last], body = f"{values[last]} {words.strip()}", end
        if end == len(text):
            break
        place = end + 1
    day = values.get("date") or values.get("sent")
    if not values.get("from") or not (day or "subject" in values):
        return None
    return Forwarded(mark.start(), body, ADDRESS.sub("", values["from"]), day, values.get("subject"))
