"""Who is named on a line of their own: after words in marks, under a letter, before a colon in a headline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.extract.blockquotes import QUOTED
from onrecord.extract.found import Found, touch
from onrecord.extract.nouns import PERSON
from onrecord.late import late
from onrecord.terms import Article, Span

SURE = 0.75
_NAME = r"(?!(?:The|An?|His|Her|In|On|At)\s)[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|de|van|von|of)){1,3}"
NAME_LINE = late(
    rf"\s*(?:(?:[–—―]|--?)\s*(?P<who>(?:{_NAME}|@\w+)(?:,\s(?:[^.:;!?“”\"\n]{{2,60}}|[“\"‘][^“”\"\n]{{2,60}}[”\"’]))?)"
    rf"|(?P<plain>{_NAME},\s[^.:;!?“”\"\n]{{2,60}}?))\s*"
)
DASH = late(r"[\s.”\"’'»]*?(?P<cue>[–—―]|--?)\s*")
LETTER = late(
    r"(?:Sir|Madam|Dear|To the [Ee]ditor|Your\s(?:\w+\s)?(?:editorial|article|report|correspondent|columnist|critic"
    r"|reporter|paper|map|front page|leader|review|story|obituary|readers?|piece|letter)s?)\b"
)
SALUTATION = late(r"(?:Sir|Madam|Dear\s[^.!?\n]{1,60}|To the [Ee]ditor)[,:]?\s*")
BARE_NAME = late(rf"\s*(?P<who>{_NAME})\s*")
SIGNED = late(rf"(?<=[.!?])\s(?:[–—―]|--)\s(?P<who>{_NAME}(?:,\s[^.:;!?“”\"\n]{{2,60}})?)\s*$")
LONGEST_LETTER = 12
"""Paragraphs between a letter's first words and its signature."""
HEADLINE = late(
    r"(?P<who>[A-Z][a-z’'-]+(?:\s[A-Z]?[a-z’'-]+)?):\s"
    r"(?P<content>(?!(?:[Ww]hy|[Hh]ow|[Ww]hat)\b)[^:“”\"‘«\n]*\w)\s*"
)
BY_LABEL = late(
    r"(?P<content>(?!(?:[Ww]hy|[Hh]ow|[Ww]hat)\b)[A-Z][^:“”\"‘«\n]*\w)(?::|\s[–—-])\s(?P<who>(?:[a-z]+\s){0,2}[A-Z]?[a-z]+)\s*"
)
"""A headline whose label comes last: "Hedgehogs prefer the canal: study"."""
LABELS = PERSON | frozenset(
    "study poll survey report research inquiry audit investigation police officials experts scientists researchers"
    " court ministry prosecutors witnesses doctors residents".split()
)
OWNER = late(
    r"(?P<owner>[^,.:;!?“”\"\n]{0,60}?(?:[’']s|s[’'])|His|Her|Their|Its|My|Our)\s(?:\w+\s)?"
    r"(?P<noun>verdict|answer|reply|response|message|advice|comment|conclusion|explanation|letter|statement|note|telegram|entry)\b"
    r"[^:\n]{0,80}:\s*"
)
BETWEEN_LINES = late(r"\s*\n\s*>\s*")


def letters(text: str, article: Article) -> Iterator[Found]:
    """Yield a statement for each letter to the editor: from words that letters begin with to the name that signs it.

    An article that is one letter from its salutation on is no statement of its writer's, who is its author.
    """
    found = list(_letters(text, article))
    if len(found) != 1 or not SALUTATION.fullmatch(text, *article.body[0][0]):
        yield from found


def _letters(text: str, article: Article) -> Iterator[Found]:
    begun: int | None = None
    for number, paragraph in enumerate(article.body):
        if begun is not None and number - begun > LONGEST_LETTER:
            begun = None
        if begun is None and LETTER.match(text, *paragraph[0]):
            begun = number
        if begun is None:
            continue
        within = SIGNED.search(text, *paragraph[-1])
        line = name_line(text, paragraph) if number > begun else None
        content = [span for one in article.body[begun:number] for span in one]
        if line is None:
            if within is None:
                continue
            line = Span(*within.span("who"))
            content += [*paragraph[:-1], Span(paragraph[-1].start, within.start())]
        elif len(content) > 1 and (name := BARE_NAME.fullmatch(text, *content[-1])):  # and the address below it
            line = Span(*name.span("who"))
            content.pop()
        yield Found((line,), (), tuple(content), SURE)
        begun = None


def name_line(text: str, paragraph: Sequence[Span]) -> Span | None:
    """Return whom a paragraph names that is a signature: after a dash, or a name and what or where that is."""
    line = NAME_LINE.fullmatch(text, *paragraph[0]) if len(paragraph) == 1 else None
    return Span(*line.span("who" if line["who"] else "plain")) if line else None


def headline(text: str, article: Article, found: Sequence[Found]) -> list[Found]:
    """Return an article's statements with what a label says in its headline: "Study: hedgehogs prefer the canal"."""
    first = article.body[0] if article.body else ()
    line = HEADLINE.fullmatch(text, *first[0]) or BY_LABEL.fullmatch(text, *first[0]) if len(first) == 1 else None
    if line is None or line["who"].split()[-1].casefold() not in LABELS or len(line["content"].split()) < 3:
        return list(found)
    who, content = Span(*line.span("who")), Span(*line.span("content"))
    if any(touch(one.source, (who,)) for one in found):
        return list(found)
    return [Found((who,), (), (content,), SURE), *(one for one in found if not touch(one.content, (content,)))]


def with_dash(text: str, one: Found) -> Found:
    """Give words that only a dash leads to who said them that dash as their cue: "“Never again.” — Lund".

    PolNeAR's annotators mark it in all ten such statements of its train split.
    """
    before = [span for span in one.content if one.source and span.end <= one.source[0].start]
    dash = DASH.fullmatch(text, before[-1].end, one.source[0].start) if before and not one.cue else None
    return one._replace(cue=(Span(*dash.span("cue")),)) if dash else one


def signed(text: str, article: Article, found: Sequence[Found]) -> list[Found]:
    """Name who said what fills paragraphs, where the line after it signs it or the line before leads it in.

    Args:
        text: the document's text.
        article: in which the statements stand.
        found: its statements, in order of their content.
    """
    starts = {_begin(text, paragraph): number for number, paragraph in enumerate(article.body)}
    ends = {paragraph[-1].end: number for number, paragraph in enumerate(article.body)}
    out: list[Found] = []
    for one in found:
        alone = not one.source and not one.cue
        begins, finishes = starts.get(one.content[0].start), ends.get(one.content[-1].end)
        if alone and out and _next_line(text, out[-1], one):
            out[-1] = out[-1]._replace(content=(*out[-1].content, *one.content))
            continue
        if alone and begins is not None:
            one = _named(text, article, one, begins, finishes)
        out.append(one)
    return out


def _begin(text: str, paragraph: Sequence[Span]) -> int:
    """Return where a paragraph's words begin, the marks of a quoted line left out."""
    mark = QUOTED.match(text, *paragraph[0])
    return mark.end() if mark else paragraph[0].start


def _next_line(text: str, before: Found, one: Found) -> bool:
    """Say whether words stand on the next line of what a ">" quotes, and a line before that led it in."""
    return before.confidence == SURE and bool(
        BETWEEN_LINES.fullmatch(text, before.content[-1].end, one.content[0].start)
    )


def _named(text: str, article: Article, one: Found, first: int, last: int | None) -> Found:
    following = article.body[last + 1 : last + 2] if last is not None else ()
    after = name_line(text, following[0]) if following else None
    if after is not None:
        return one._replace(source=(after,), confidence=SURE)
    lead = OWNER.fullmatch(text, *article.body[first - 1][-1]) if first else None
    if lead is None:
        return one
    return one._replace(source=(Span(*lead.span("owner")),), cue=(Span(*lead.span("noun")),), confidence=SURE)
