"""Everything in an article that refers to somebody, in reading order: names, descriptions, third-person pronouns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.extract import descriptions as described
from onrecord.extract.names import Name, names, names_in
from onrecord.extract.people import People, Person
from onrecord.extract.phrases import Phrase
from onrecord.terms import Article, Gender, MentionKind, Span

PRONOUN = re.compile(r"(?<![\w’'-])(?:s?he|him|his|hers?|himself|herself)(?![\w-])", re.IGNORECASE)
FEMININE = frozenset(("she", "her", "hers", "herself"))
SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[“\"‘'(\[]*[A-ZÀ-ÞĀ-Ž])")
FOR = re.compile(r"\b(?:of|from|for|to|by|with|at|in|on|about|who|whose|which|that|the)\b")
NO_END = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Gov|Sen|Rep|Gen|Col|Capt|Lt|Sgt|St|Cr|Jr|Sr|vs|No)|\b[A-Z])\.$")


@dataclass(slots=True, eq=False)
class Reference:
    """Words that refer to somebody; ``person`` is None while or where it is not known who that is."""

    span: Span
    kind: MentionKind
    person: Person | None
    sure: float = 0.0
    quoted: bool = False
    """Whether it stands inside quotation marks."""
    speaks: bool = False
    """Whether it is the source of a statement."""
    subject: bool | None = None
    """Whether it stands as a subject, once that has been asked."""
    gender: Gender | None = None
    phrase: Phrase | None = None
    others: tuple[tuple[Person, float], ...] = ()
    """Who else may be meant, with scores from 0 to 1."""


@dataclass(slots=True)
class Scene:
    """An article's people and all that refers to them, in reading order."""

    text: str
    article: Article
    quotations: tuple[Span, ...]
    people: list[Person]
    references: list[Reference]
    sentences: list[int] = field(default_factory=list)
    """Where sentences begin, paragraphs' begins among them."""
    paragraphs: list[int] = field(default_factory=list)
    counts: Counter[Person] = field(default_factory=Counter)
    """How often each is named."""
    offices: dict[int, Person] = field(default_factory=dict)
    """Whose office ends where."""
    late: Person | None = None
    """Whom the article names at its end alone, though it tells of them from its beginning."""
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [one.span.start for one in self.references]

    def within(self, span: Span) -> list[Reference]:
        """Return what stands in a span."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [one for one in self.references[first:last] if one.span.end <= span.end]

    def before(self, at: int) -> Iterator[Reference]:
        """Yield what stands before a place, the nearest first."""
        first = bisect_left(self._starts, at)
        return (self.references[n] for n in range(first - 1, -1, -1))

    def after(self, at: int) -> Iterator[Reference]:
        """Yield what stands after a place, in reading order."""
        first = bisect_left(self._starts, at)
        return (self.references[n] for n in range(first, len(self.references)))

    def sentence(self, at: int) -> int:
        """Return the number of the sentence that a place is in."""
        return bisect_right(self.sentences, at) - 1

    def paragraph(self, at: int) -> int:
        """Return the number of the paragraph that a place is in."""
        return bisect_right(self.paragraphs, at) - 1

    def add(self, one: Reference) -> None:
        """Put in a reference at its place, or instead of one to nobody sure whose span is the same."""
        for known in self.within(one.span):
            if known.span == one.span and (known.person is None or not known.person.real):
                known.person, known.sure = one.person, one.sure
                return
        place = bisect_left(self._starts, one.span.start)
        self.references.insert(place, one)
        self._starts.insert(place, one.span.start)


Judge = Callable[[Scene, Reference, Sequence[Reference]], Sequence[float]]
"""Says of a pronoun's candidates, each a reference whose person is known, how likely each is: one score from 0 to 1 a
candidate."""


def scene(text: str, article: Article, quotations: tuple[Span, ...], sources: Iterable[Span] = ()) -> Scene:
    """Read an article's names, and descriptions and pronouns that are still to be resolved.

    Args:
        text: the document's text.
        article: one of its articles.
        quotations: what stands in marks, in reading order.
        sources: the words that say who makes a statement.
    """
    found = list(names(text, article))
    begins = [Span(name.span.start, name.span.start + 1) for name in found]
    quoted = [_inside(quotations, begin) for begin in begins]  # "How to Win Ada Lund" is no name of hers
    people = People(text, found, [not one for one in quoted], article.spans, _speaking(text, found, sources))
    if article.title:
        people.fuller(names_in(article.title, Span(0, len(article.title))))
    references = [
        Reference(one.name.span, "name", one.person, one.sure, inside)
        for one, inside in zip(people.named, quoted, strict=True)
    ]
    references += [
        Reference(office.role.span, "description", person, 0.95, _inside(quotations, office.role.span))
        for office, person in people.offices
    ]
    taken = Counter(one.span.end for one in references)
    for one in described.descriptions(text, article.spans):
        if not taken[one.span.end]:
            inside = _inside(quotations, one.span)
            references.append(Reference(one.span, "description", None, quoted=inside, phrase=one.phrase))
    for span in article.spans:
        for match in PRONOUN.finditer(text, *span):
            gender: Gender = "feminine" if match.group().casefold() in FEMININE else "masculine"
            place = Span(*match.span())
            references.append(Reference(place, "pronoun", None, quoted=_inside(quotations, place), gender=gender))
    references.sort(key=lambda one: (one.span.start, -one.span.end))
    return Scene(
        text,
        article,
        quotations,
        people.all,
        references,
        _sentences(text, article),
        [paragraph[0].start for paragraph in article.body],
        Counter(one.person for one in references if one.person is not None and one.kind == "name"),
        {office.head_end: person for office, person in people.offices},
    )


def _speaking(text: str, found: Sequence[Name], sources: Iterable[Span]) -> set[str]:
    """Return the names that sources name as who speaks, not as what somebody speaks for."""
    begins = [name.span.start for name in found]
    return {
        name.words
        for start, end in sources
        for name in found[bisect_left(begins, start) : bisect_left(begins, end)]
        if not name.owner and not FOR.search(text, start, name.span.start)
    }


def _sentences(text: str, article: Article) -> list[int]:
    begins = []
    for paragraph in article.body:
        begins.append(paragraph[0].start)
        for start, end in paragraph:
            begins += [
                found.end()
                for found in SENTENCE_END.finditer(text, start, end)
                if not NO_END.search(text, max(start, found.start() - 5), found.start() + 1)
            ]
    return begins


def _inside(quotations: tuple[Span, ...], span: Span) -> bool:
    """Say whether a span shares a character with a quotation; these are in order and apart."""
    at = bisect_left(quotations, (span.end,)) - 1
    return at >= 0 and quotations[at].end > span.start
