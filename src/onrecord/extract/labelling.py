"""The words an article itself uses for people, for groups and for events: its labels, outside of all quotations.

What refers to somebody was found before (mentions); here each is widened to the words that belong to it, and what
stands beside a name is read: titles, appositions, clauses with "who", what somebody is said to be, adjectives. After
Hamborg et al. (2019), whose NewsWCL50 marks such phrases, and van Dijk (1988) on how news names its actors.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from onrecord.extract import beside, occasions
from onrecord.extract.beside import BLANK
from onrecord.extract.blockquotes import blocks
from onrecord.extract.descriptions import is_adjective
from onrecord.extract.names import NICKNAME
from onrecord.extract.nouns import BODY, PERSON, TITLES
from onrecord.extract.people import key
from onrecord.extract.phrases import phrase, whom
from onrecord.extract.quotes import apart, quoted, touching
from onrecord.terms import Article, ArticlePerson, Label, LabelKind, Mention, Span, Statement

WORD_BEFORE = re.compile(r"(\S+)\s+$")
DETERMINER_BEFORE = re.compile(r"(?<![\w’'-])(?:the|an?|its|his|her|their|our)\s+$", re.IGNORECASE)
BODY_BEFORE = re.compile(r"(?:[A-Z][\w’'-]*\s+){1,4}(?:of|for)\s+(?:the\s+)?$")
ARTICLE = re.compile(r"(?:the|an?|that)\s+", re.IGNORECASE)
MORE = re.compile(
    r"\s+(?:of|for|at|from)\s+(?:(?:the|an?|its|his|her|their)\s+)?(?:[a-z-]+\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,4}"
)
"""What tells more of a description, as far as a name shows where it ends: "the mayor of the city of Selby"."""
POSSESSIVE = re.compile(r"[’']s?(?![\w])")
INITIAL = re.compile(r"\w\.?")
IN_MARKS = re.compile(rf"{NICKNAME}(?=\s)")
LOOSE = re.compile(r'(?<=\s)"(?=\s)')
"""A mark with white space on both sides, as in texts put together from tokens: it opens and closes by turns."""
NOBODY = re.compile(r"(?:that\s+)?no(?:body|\s+one)?\b", re.IGNORECASE)
GOES_ON = re.compile(r"\s*[\w'‘]")
"""After a mark that begins a paragraph: it goes on with a quotation; one that nothing follows closes it."""
LONGEST = 5000
"""Characters of a report: what begins earlier is not looked at."""
FAR = 8
"""Paragraphs over which a quotation that is never closed may go on."""
PERSONAL = frozenset("count anchor head speaker host chair room king queen general major principal".split())
"""Nouns for a person that are another thing's too: nobody is known by one of them alone."""


def article_labels(
    text: str,
    article: Article,
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    people: Sequence[ArticlePerson],
) -> tuple[Label, ...]:
    """Return an article's labels in reading order: a function of its arguments alone.

    Args:
        text: the document's text.
        article: one of the document's articles.
        statements: those found in it; what they give as verbatim is not the article's own.
        mentions: what refers to whom.
        people: whom the mentions refer to.
    """
    page = Page(text, article, statements)
    names = {one.id: one for one in people}
    found = [
        Label(span, kind, one.person_id)
        for one in mentions
        if one.kind != "pronoun" and not page.quotes(one.span)
        for span, kind in page.of(one, names[one.person_id])
    ]
    found = [one if one.kind != "group" else Label(one.span, "group") for one in found]
    found = _widest(one for one in found if not page.quotes(one.span))
    found = _no_titles(page.flat, found)
    taken = {one.span.end for one in found}
    found += [
        Label(span, kind)
        for body in article.spans
        for span, kind in occasions.nouns(page.flat, body)
        if span.end not in taken and not page.quotes(span)
    ]
    return tuple(Label(one.span, one.kind, one.person_id, page.report(one.span)) for one in _widest(found))


class Page:
    """One article, to look up what stands in quotations and in reports, and what belongs to a mention."""

    def __init__(self, text: str, article: Article, statements: Sequence[Statement]) -> None:
        self.flat = BLANK.sub(" ", text)
        direct = (part for one in statements if one.kind == "direct" for part in one.content)
        loose = (*_between_loose_marks(text, article.spans), *_between_curly_marks(text, article.spans))
        self.quotations = apart((*quoted(text, article), *blocks(text, article), *direct, *loose))
        self.reports = sorted((part, one.id) for one in statements if one.kind != "direct" for part in one.content)
        self.body = article.spans
        self.starts = [span.start for span in self.body]

    def quotes(self, span: Span) -> bool:
        """Say whether a span, or its last word, stands inside a quotation: a nickname in the middle does not count."""
        return any(one.start <= span.start or one.end >= span.end for one in touching(self.quotations, span))

    def report(self, span: Span) -> str | None:
        """Return the id of the innermost report in whose content a span stands."""
        around = []
        for part, id in reversed(self.reports[: bisect_right(self.reports, span.start, key=lambda one: one[0].start)]):
            if span.start - part.start > LONGEST:
                break
            if span.start < part.end:
                around.append((part.end - part.start, id))
        return min(around)[1] if around else None

    def of(self, one: Mention, person: ArticlePerson) -> Iterator[tuple[Span, LabelKind]]:
        """Yield what is said for somebody at a mention, and beside it."""
        at = bisect_right(self.starts, one.span.start) - 1
        if at < 0 or (person.kind == "unnamed" and not _is_somebody(self.flat[slice(*one.span)])):
            return
        body = self.body[at]
        if person.kind == "group":
            if occasions.is_group(self.flat[slice(*one.span)]):
                yield one.span, "group"
            return
        if one.kind == "name":
            whole = self._titled(one.span, body) if person.kind == "person" else one.span
            trade = _trade(self.flat, whole)
            if trade is not None and person.kind == "person":
                yield trade, "description"
                whole = Span(trade.end + 1, whole.end)
            yield whole, _kind(self.flat[slice(*one.span)], person)
            if person.kind == "person":
                for span in beside.adjectives(self.flat, whole, body):
                    yield span, "adjective"
                for span in beside.before(self.flat, whole, body):
                    yield span, "description"
        else:
            what = phrase(self.flat[slice(*one.span)])
            if what is not None and what.determiner == "own" and what.head in PERSONAL:
                return
            if what is not None and is_adjective(what.head, self.flat, one.span.end):
                return
            whole = self._described(one.span, body)
            yield whole, "description"
        for span in beside.after(self.flat, whole, body, of_body=person.kind == "organisation"):
            yield span, "description"

    def _titled(self, span: Span, body: Span) -> Span:
        """Widen a name by the titles before it."""
        start = span.start
        while word := WORD_BEFORE.search(self.flat, max(body.start, start - 30), start):
            bare = word[1].strip("“\"‘'(").casefold().rstrip(".")
            if bare not in TITLES or not word[1].strip("“\"‘'(")[:1].isupper():
                break
            start = word.end(1) - len(word[1].lstrip("“\"‘'("))
        return Span(start, span.end)

    def _described(self, span: Span, body: Span) -> Span:
        """Widen a description by its article, and by what it is of."""
        body_before = BODY_BEFORE.search(self.flat, max(body.start, span.start - 60), span.start)
        if body_before and self.flat[span.start].isupper():  # "Friends of Selby member"
            span = Span(body_before.start(), span.end)
        before = DETERMINER_BEFORE.search(self.flat, max(body.start, span.start - 8), span.start)
        after = MORE.match(self.flat, span.end, body.end)
        end = after.end() if after else span.end
        owner = POSSESSIVE.search(self.flat, span.start, end)
        return Span(before.start() if before else span.start, owner.start() if owner and owner.end() == end else end)


def _trade(flat: str, name: Span) -> Span | None:
    """Return the noun that begins a sentence and was read as part of the name after it: "Geologist Ilse Vasko"."""
    first, *rest = flat[slice(*name)].split(" ")
    bare = first.casefold()
    if len(rest) > 1 and bare in PERSON and bare not in TITLES:
        return Span(name.start, name.start + len(first))
    return None


def _between_loose_marks(text: str, body: Sequence[Span]) -> Iterator[Span]:
    """Yield what stands between straight marks by turns, over paragraphs too, where one has blanks around it."""
    if not any(LOOSE.search(text, *span) for span in body):
        return
    opened: tuple[int, int] | None = None
    for number, (begin, end) in enumerate(body):
        for mark in re.finditer('"', text[begin:end]):
            at = begin + mark.start()
            goes_on = at == begin and opened and number > opened[0] and GOES_ON.match(text, at + 1, end)
            if opened is None or number - opened[0] > FAR or goes_on:
                opened = number, at
            else:
                yield from _over(body, opened, (number, at))
                opened = None


def _between_curly_marks(text: str, body: Sequence[Span]) -> Iterator[Span]:
    """Yield what stands between an opening mark and a closing one paragraphs later, where none opens between."""
    opened: tuple[int, int] | None = None
    for number, (begin, end) in enumerate(body):
        for mark in re.finditer("[“”]", text[begin:end]):
            at = begin + mark.start()
            if mark.group() == "“":
                opened = number, at
            elif opened is not None:
                if 0 < number - opened[0] <= FAR:
                    yield from _over(body, opened, (number, at))
                opened = None


def _over(body: Sequence[Span], opened: tuple[int, int], closed: tuple[int, int]) -> Iterator[Span]:
    """Yield the parts of paragraphs from a mark to another one, each its paragraph's number and its place."""
    for one in body[opened[0] : closed[0] + 1]:
        yield Span(max(one.start, opened[1]), min(one.end, closed[1] + 1))


def _kind(words: str, person: ArticlePerson) -> LabelKind:
    """Tell a nickname, of which the full name has not every word, from a name."""
    own = key(IN_MARKS.sub("", words))
    full = set(key(IN_MARKS.sub("", person.name)))
    known = person.kind != "person" or all(word in full or INITIAL.fullmatch(word) for word in own)
    return "name" if known or not own else "nickname"


def _is_somebody(words: str) -> bool:
    """Say whether the words for an unnamed source are those for a person or a body: "the placard" is neither."""
    one = phrase(words)
    if one is None or NOBODY.match(words) or (one.head in PERSONAL and not one.before and not one.after):
        return False
    one = whom(one)
    return one.head in PERSON or one.head in BODY or one.head in beside.EPITHET or beside.is_agent(one.head)


def _no_titles(flat: str, found: Sequence[Label]) -> list[Label]:
    """Return labels without descriptions that are but the title a name has with it: "Mayor" of "Mayor Ada Lund"."""
    names = sorted(one.span for one in found if one.kind in ("name", "nickname"))
    out = []
    for one in found:
        article = ARTICLE.match(flat, *one.span)
        start = article.end() if article else one.span.start
        at = bisect_right(names, (start, len(flat)))
        near = names[max(0, at - 3) : at]
        if one.kind != "description" or not any(name.start <= start and one.span.end <= name.end for name in near):
            out.append(one)
    return out


def _widest(found: Iterable[Label]) -> list[Label]:
    """Return labels without those that another of the same kind and person holds."""
    out: list[Label] = []
    for one in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        held = (
            known
            for known in reversed(out)
            if known.kind == one.kind
            and known.person_id == one.person_id
            and known.span.start <= one.span.start
            and one.span.end <= known.span.end
        )
        if next(held, None) is None:
            out.append(one)
    return out
