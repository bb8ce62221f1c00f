"""The words of the field as small frozen classes, known to every stage; imports nothing of ours.

All offsets are Python str offsets (Unicode code points) into one document's text, half-open: ``text[start:end]``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["direct", "indirect", "mixed"]
Act = Literal["said", "wrote", "asked", "promised", "ordered", "denied", "declined", "thought"]
Polarity = Literal["asserted", "denied", "not said", "hypothetical"]
PersonKind = Literal["person", "organisation", "group", "unnamed"]
MentionKind = Literal["name", "description", "pronoun"]
Gender = Literal["feminine", "masculine"]
LabelKind = Literal["name", "nickname", "description", "adjective", "group", "event"]
FactName = Literal["title", "authors", "outlet", "section", "published", "updated", "language", "url", "captured"]
PartKind = Literal["headline", "standfirst", "heading", "caption", "blockquote", "turn"]


CLOSES = {
    "“": ("”", "“", '"'),
    "„": ("“", "”", '"'),
    '"': ('"', "”"),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "›": ("‹",),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "'": ("'", "’"),
    "''": ("''",),
    "``": ("''",),
    "<<": (">>",),
    "&quot;": ("&quot;",),
    "\ufffd": ("\ufffd",),
}
"""The marks that open a quotation and those that may close it, damaged ones included."""


class Span(NamedTuple):
    """Where words stand: ``text[start:end]`` of one document."""

    start: int
    end: int


class Place(NamedTuple):
    """Where a span of a rendered text stood in the original.

    ``where`` is an XPath for a page, or ``page N at x0,y0,x1,y1`` (PDF points, origin bottom left) for a PDF.
    """

    start: int
    end: int
    where: str


class Fact(NamedTuple):
    """What is known of an article, and where it was found.

    ``where`` is words for the user, such as "JSON-LD datePublished", "meta article:author", "byline", "file name".
    """

    name: FactName
    value: str
    where: str


class Part(NamedTuple):
    """A stretch of an article that is no plain paragraph, since quotations stand there too.

    A headline, standfirst or caption stands outside the body; a heading, block quote or turn (of an interview, a
    transcript or a live blog) inside it. ``by`` is where a turn names who speaks, or a block quote who is quoted.
    """

    kind: PartKind
    span: Span
    by: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of writing inside a document.

    ``body`` holds its paragraphs in reading order. A paragraph is one span, or several where a page break or
    furniture cuts it in the middle of a sentence: its words are then read on from one span to the next.
    """

    body: tuple[tuple[Span, ...], ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    """The date as YYYY-MM-DD, or None where the text has none."""
    language: str = "en"
    """An ISO 639-1 code, with a region where the text has one; "und" where it cannot be told."""
    section: str | None = None
    updated: str | None = None
    """When it was last changed by its own word, as YYYY-MM-DD."""
    facts: tuple[Fact, ...] = ()
    """Where each of the above was found."""
    parts: tuple[Part, ...] = ()
    """In the order of the text."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The body's spans, paragraph after paragraph."""
        return tuple(span for paragraph in self.body for span in paragraph)


@dataclass(frozen=True, slots=True)
class Document:
    """One thing as it was read: its text is decoded once and never altered.

    ``file`` is the path as the user can find it again, ``id`` the name that does not depend on where the file lies
    (or the id that a line of JSON Lines brings along), ``sha256`` that of the bytes it was read from, in hexadecimal.
    ``doubts`` are sentences for the user, such as a guessed encoding. ``damaged`` are spans whose letters cannot be
    relied on (columns run together, letters lost, doubtful hyphens). ``original`` holds the bytes that were read.
    """

    id: str
    file: str
    text: str
    sha256: str
    media_type: str
    encoding: str | None
    articles: tuple[Article, ...]
    places: tuple[Place, ...] = ()
    doubts: tuple[str, ...] = ()
    damaged: tuple[Span, ...] = ()
    original: bytes = field(default=b"", repr=False)


class Skipped(NamedTuple):
    """An input that could not be read: which one, and one sentence on what is wrong and what to do."""

    file: str
    reason: str


class SkippedLine(Skipped):
    """A line of a file that could not be read, as those after it may be; any other Skipped is of all of its file."""

    __slots__ = ()


class Candidate(NamedTuple):
    """Someone who may be the speaker, with a score between 0 and 1."""

    person: str
    person_id: str
    score: float


class Role(NamedTuple):
    """A title, an office or an apposition, as an article gives it to somebody.

    ``words`` leave out a leading article and outer commas: "deputy mayor of Harrow Fell".
    """

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class ArticlePerson:
    """Somebody, or an organisation, a group, an unnamed source, to whom an article refers.

    ``id`` is of this article alone. ``name`` is the fullest form of the name in it; for who has none, the description
    as it is written. ``names`` are the other forms, each once, in order. ``gender`` is None where the article does not
    tell.
    """

    id: str
    name: str
    kind: PersonKind
    names: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that refers to somebody; ``person_id`` is that of an ``ArticlePerson`` until articles are linked."""

    span: Span
    person: str
    person_id: str
    kind: MentionKind = "name"


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution relation: who speaks (source), by which words (cue), what is said (content).

    After PARC3 (Pareti 2016) and PolNeAR (Newell et al. 2018): a content span holds its quotation marks and a
    leading "that". ``polarity`` tells what was asserted from what was denied, not said or might be said; ``inside`` is
    the id of the statement in whose content this one stands. ``confidence`` and ``speaker_confidence`` lie between 0
    and 1. ``speaker`` is None where unknown; several who speak jointly are joined by "; ", and stand first among the
    ``candidates``, whose first is the ``person_id``'s. ``to`` and ``about`` are the ids of those it is addressed to and
    of those whom its content mentions.
    """

    id: str
    kind: Kind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    act: Act = "said"
    polarity: Polarity = "asserted"
    inside: str | None = None
    speaker: str | None = None
    person_id: str | None = None
    speaker_confidence: float | None = None
    candidates: tuple[Candidate, ...] = ()
    to: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    said_on: str | None = None
    """The day on which it was made, as YYYY-MM-DD, where the article tells: not that of the report."""


@dataclass(frozen=True, slots=True)
class Label:
    """The words an article itself uses for somebody, a group or an event; none stand inside quotation marks.

    A name has its titles ("Mayor Ada Lund"), a description its article and what belongs to it ("a former pilot", "who
    runs the ferry office"); an adjective stands before a name ("an angry Lund"). ``person_id`` is that of an
    ``ArticlePerson``, None for a group or an event. ``statement`` is the id of the innermost report in whose content
    the words stand: they may be the article's or the speaker's then.
    """

    span: Span
    kind: LabelKind
    person_id: str | None = None
    statement: str | None = None


FIRST_MONTHS = {"21": "03", "22": "06", "23": "09", "24": "12", "33": "01", "34": "04", "35": "07", "36": "10"}
"""The month with which EDTF's seasons and quarters begin."""


class Dated(NamedTuple):
    """A time expression, and the date it means, as precisely as it is known.

    ``date`` is YYYY-MM-DD, YYYY-MM or YYYY, or in EDTF's form (ISO 8601-2) 199X for a decade, 2024-21 for a spring, and
    two of these with a slash between for a span of time.
    """

    span: Span
    date: str
    sentence: Span
    """The sentence it stands in."""

    @property
    def first(self) -> str:
        """The first day that the date covers, as YYYY-MM-DD: what dates are put in order by.

        >>> [Dated(Span(0, 1), one, Span(0, 1)).first for one in ("199X", "2024-21", "2025-03/2025-05", "2024-34")]
        ['1990-01-01', '2024-03-01', '2025-03-01', '2024-04-01']
        """
        year, _, rest = self.date.split("/")[0].replace("X", "0").partition("-")
        month, _, day = rest.partition("-")
        return f"{year}-{FIRST_MONTHS.get(month, month or '01')}-{day or '01'}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: its value or range, its unit, what is counted, and who gives it as of when.

    ``value`` is (low, high), None for an open end; ``unit`` the noun that is counted or a unit of measure; ``of`` the
    words for what is counted or measured; ``statement`` the id of the innermost statement in whose content it stands,
    None where the article itself gives it; ``as_of`` the day for which its sentence gives it. ``measures`` is what the
    unit measures (a length), where it does, and ``scale`` how much of that one unit is (of a metre).
    """

    span: Span
    value: tuple[float | None, float | None]
    unit: str | None
    sentence: Span
    measures: str | None = None
    scale: float = 1.0
    of: tuple[Span, ...] = ()
    statement: str | None = None
    as_of: str | None = None


def short_id(*parts: object) -> str:
    """Return a 12-letter id of the parts' UTF-8 text: the same in every process, and of 60 bits.

    >>> short_id("a", 1) == short_id("a", 1) != short_id("a1")
    True
    """
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(digest[:8], "big") >> 4
    letters = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no letter that is taken for a digit
    return "".join(letters[number >> shift & 31] for shift in range(55, -5, -5))
