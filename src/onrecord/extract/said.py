"""When a statement was made, where its article tells: apart from when it was reported.

The rules, in order:

1. *beside the cue*: a day in the cue's sentence, outside of what is said: "said on Tuesday", "in a letter of 3 May".
2. *then*: "said then", "the same day" is the last day named before it in its paragraph; so is what is said after a
   sentence there that puts a meeting or the like on a day.
3. *occasion*: a meeting, a hearing or the like that the cue's sentence names: the day on which the article puts it, or
   else the one day that its first two paragraphs tell, if that is not long before the article came out.
4. *goes on*: who spoke before in the paragraph, and on a day, speaks on.

Where the cue's sentence tells a time less precise than a day ("over the weekend"), only the first rule holds. A day
still to come, or after "since", "until", "by" or "before", is not when something was said, nor is one in
"who ..."; "on Thursday, a week after she had said" counts back. What is told in the present tense has no day.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.extract.prose import Prose, paragraphs
from onrecord.terms import Article, Dated, Span, Statement

NOT_THEN = re.compile(
    r"\b(?:since|until|till|by|from|elected|born|sworn in|due)(?: (?:on|in|the))?\s*$|(?<!laid )(?<!appeared"
    r" )(?<!went )(?<!came )(?<!spoke )(?<!testified )\b(?:before|after)\b[^,;:.]*$",
    re.IGNORECASE,
)
WHO = re.compile(r"\b(?:who|whose|whom)\b")
THEN = re.compile(r"\bthen\b|\b(?:that|the same) (?:day|night|evening|morning)\b")
OCCASION = re.compile(
    r"\b(?:meeting|hearing|conference|briefing|debate|session|summit|rally|speech|interview|trial|inquest|ceremony|funeral"
    r"|congress|convention|talks|programme|chamber|council|crowd|audience|committee|inquiry|jury|court)\b",
    re.IGNORECASE,
)
ONE = re.compile(
    r"(?:\b(?:the|an?|its|his|her|their|our|this|that|in|at|during)|[’']s)\s+(?:\w+ed\s+)?(?:(?!\w+(?:ed|es)\s)[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
"""What stands before an occasion's noun where it is one: "at a packed public meeting"."""
LATER = re.compile(r"\b(?:days?|weeks?|months?|years?) (?:later|earlier|after|before)\b", re.IGNORECASE)
GOES_ON = re.compile(r"(?:he|she|they|it|the [a-z-]+(?: [a-z-]+)?)", re.IGNORECASE)
PRESENT = re.compile(
    r"\b(?:says?|thinks?|believes?|fears?|hopes?|wants?|estimates|expects?|insists?|argues?|denies|calls|trusts?|feels?|thinks?"
    r"|blames|swears|remembers|warns|claims|puts|reckons?)\b"
)
AFTER = re.compile(r"\b(?P<n>an?|one|two|three|four|five|six|\d{1,3}) (?P<unit>day|week)s? (?P<way>after|before)\b")
SMALL = ("a", "one", "two", "three", "four", "five", "six")
RECENT = 10
"""Days before an article within which lies what it is about."""
LEAD = 2
"""Paragraphs that tell which day an article is about."""


def said_on(
    text: str, article: Article, statements: Sequence[Statement], dates: Sequence[Dated]
) -> tuple[Statement, ...]:
    """Return an article's statements, those with the day on which they were made for which it is told.

    Args:
        text: the document's text.
        article: one of the document's articles.
        statements: those found in it, in reading order.
        dates: the time expressions found in it.
    """
    loose = [one for one in dates if len(one.date) > 10 or len(one.date) == 7]
    days = [one for one in dates if len(one.date) == 10 and not (article.published and one.date > article.published)]
    if not days:
        return tuple(statements)
    page = Page(text, article, statements, days, loose)
    out: list[Statement] = []
    last: dict[int, Statement] = {}
    for one in statements:
        place, prose = page.paragraph(_anchor(one))
        day = page.day(one, prose) if prose else None
        before = last.get(place)
        if day is None and before is not None and one.inside is None and _goes_on(text, one, before):
            day = before.said_on
        out.append(replace(one, said_on=day) if day else one)
        if one.inside is None:
            last[place] = out[-1]
    return tuple(out)


def _anchor(one: Statement) -> Span:
    return (one.cue or one.source or one.content)[0]


def _goes_on(text: str, one: Statement, before: Statement) -> bool:
    if before.said_on is None or PRESENT.search(" ".join(text[s:e] for s, e in one.cue)):
        return False
    if one.speaker is not None and before.speaker is not None:
        return one.speaker == before.speaker
    source = " ".join(text[s:e] for s, e in one.source)
    return not source or GOES_ON.fullmatch(source) is not None


class Page:
    """One article's paragraphs, days and occasions, to look up by place."""

    def __init__(
        self,
        text: str,
        article: Article,
        statements: Sequence[Statement],
        days: Sequence[Dated],
        loose: Sequence[Dated] = (),
    ) -> None:
        self.text, self.days, self.loose = text, days, loose
        self.published = article.published
        self.contents = [(part, one) for one in statements for part in one.content]
        self.prose = list(paragraphs(text, article))
        self.starts = [prose.spans[0].start for prose in self.prose]
        self.occasions = dict(self._occasions())
        self.lead = self._lead()

    def paragraph(self, span: Span) -> tuple[int, Prose | None]:
        """Return a span's paragraph and its number."""
        at = bisect_right(self.starts, span.start) - 1
        return at, self.prose[at] if at >= 0 else None

    def day(self, one: Statement, prose: Prose) -> str | None:
        """Return the day that the article tells of a statement in a paragraph, by the first three rules."""
        cue_words = " ".join(self.text[s:e] for s, e in one.cue)
        if (not one.cue and not one.source) or PRESENT.search(cue_words):
            return None
        begin, end = self._sentence(one, prose)
        near = [
            found
            for found in self._free(one, self.days)
            if begin <= found.span.start < end and self._is_when(one, found)
        ]
        cue = _anchor(one)
        if near:
            return self._counted(min(near, key=lambda found: abs(found.span.start - cue.start)), cue)
        if any(begin <= found.span.start < end for found in self._free(one, self.loose)):
            return None
        own = self._own(one, begin, end)
        earlier = [found for found in self._free(one, self.days) if prose.spans[0].start <= found.span.start < begin]
        if THEN.search(own) and not re.search(r"\bha(?:s|ve)\b", cue_words):
            return earlier[-1].date if earlier else None
        if cue_words.lower() == "according to" or one.act == "wrote" or re.search(r"\bha(?:s|ve|d)\b", cue_words):
            return None
        if earlier and OCCASION.search(self.text, *earlier[-1].sentence):
            return earlier[-1].date
        told = {self._occasion(own, word) for word in OCCASION.finditer(own)} - {""}
        return told.pop() if len(told) == 1 else None

    def _occasion(self, words: str, noun: re.Match[str]) -> str | None:
        """Return the day of an occasion that is named, "" where none is: "it stimulated debate"."""
        named = self.occasions.get(noun[0].lower())
        return named or (self.lead if ONE.search(words, 0, noun.start()) else "")

    def _counted(self, found: Dated, cue: Span) -> str | None:
        """Return a day, or the one that "a week after" makes of it; none where the cue tells of what was before it."""
        between = self.text[found.span.end : cue.start]
        if gap := AFTER.search(between):
            days = int(gap["n"]) if gap["n"].isdigit() else SMALL.index(gap["n"])
            away = max(1, days) * (7 if gap["unit"] == "week" else 1)
            return (date.fromisoformat(found.date) + timedelta(-away if gap["way"] == "after" else away)).isoformat()
        earlier = found.span.start < cue.start and re.match(r"had\b", self.text[cue.start : cue.end])
        return None if earlier else found.date

    def _sentence(self, one: Statement, prose: Prose) -> tuple[int, int]:
        """Return where the sentence of a statement's cue lies in the document."""
        anchor = _anchor(one)
        at = prose.at(anchor.start)
        begin, end = prose.sentence(at, at + anchor.end - anchor.start)
        return prose.place(begin, begin + 1).start, prose.place(end - 1, end).end

    def _own(self, one: Statement, begin: int, end: int) -> str:
        """Return the words of a sentence that are neither what is said nor who says it."""
        out, at = [], begin
        for part in sorted(part for part in (*one.content, *one.source) if part.end > begin and part.start < end):
            out.append(self.text[at : max(at, part.start)])
            at = max(at, part.end)
        return " ".join([*out, self.text[at : max(at, end)]])

    def _free(self, one: Statement, days: Iterable[Dated]) -> Iterator[Dated]:
        """Yield the days that stand in no content, but one around the statement's own cue."""
        cue = _anchor(one)
        for found in days:
            around = [part for part, _ in self.contents if part.start <= found.span.start < part.end]
            if all(part.start <= cue.start < part.end for part in around) and not any(
                part in one.content for part in around
            ):
                yield found

    def _is_when(self, one: Statement, found: Dated) -> bool:
        before = self.text[max(0, found.span.start - 40) : found.span.start]
        if NOT_THEN.search(before):
            return False
        inside = [part for part in one.source if part.start <= found.span.start < part.end]
        cue = " ".join(self.text[s:e] for s, e in one.cue).lower()
        told = (
            [part for part in one.source if part.end <= found.span.start]
            if cue == "according to" and not inside
            else inside
        )
        return not (told and WHO.search(self.text[told[0].start : found.span.start]))

    def _lead(self) -> str | None:
        """Return the one day that the first paragraphs tell, if it is one, of the days before the article came out."""
        first = self.prose[: min(LEAD, len(self.prose))]
        last = first[-1].spans[-1].end
        told = {one.date for one in self.days if one.span.end <= last and not self._is_dateline(one)}
        if len(told) != 1 or any(LATER.search(prose.words) for prose in first):
            return None
        day = told.pop()
        away = (date.fromisoformat(self.published) - date.fromisoformat(day)).days if self.published else 0
        return day if away <= RECENT else None

    def _is_dateline(self, found: Dated) -> bool:
        """Say whether a day only tells when the article was sent: "KELDERWICK, March 11 (Farline) -"."""
        return re.match(r"[^.\n]{0,30}[–—-]", self.text[found.span.end : found.span.end + 34]) is not None and bool(
            re.search(r"(?:^|\n)[A-Z][A-Z .'’-]+, $", self.text[: found.span.start])
        )

    def _occasions(self) -> Iterator[tuple[str, str]]:
        """Yield the occasions that the article's own words put on a day, those it tells first last."""
        outside = [one for one in self.days if not any(p.start <= one.span.start < p.end for p, _ in self.contents)]
        for found in reversed(outside):
            _, prose = self.paragraph(found.span)
            if prose is None:
                continue
            start = prose.at(found.span.start)
            begin, end = prose.sentence(start, start + 1)
            around = prose.words[max(begin, start - 60) : min(end, start + 60)]
            for word in OCCASION.finditer(around):
                yield word[0].lower(), found.date
