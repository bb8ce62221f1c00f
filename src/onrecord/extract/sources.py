"""The words of a source -> whom they mean: names, descriptions, pronouns, several at once, or somebody unnamed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from onrecord.extract import guessed
from onrecord.extract.coreference import unnamed
from onrecord.extract.descriptions import meant, sure_of
from onrecord.extract.nouns import BODY, GROUP, PERSON, PLURALS, UTTERANCE, WRITING
from onrecord.extract.people import Person
from onrecord.extract.phrases import SOME, Phrase, phrase, whom
from onrecord.extract.references import Reference, Scene
from onrecord.extract.roles import Office
from onrecord.extract.word_classes import readings
from onrecord.late import late
from onrecord.terms import PersonKind, Role, Span

AND = late(r",?\s+(?:and|as well as|along with|together with)\s+|\s*&\s*")
COMMA = late(r",\s+")
NO_HEAD = late(
    r"\b(?i:of|from|for|to|by|with|at|in|on|about|against|under|near|over|after|before|like|including|than|between)\s+"
    r"(?i:the\s+|a\s+|an\s+)?(?:[a-z][\w’'-]*\s+){0,3}$|\b(?i:who|whom|whose|which|that)\b",
)
"""What stands before a name in a source that is not the speaker's."""
NOUN_AFTER = late(
    r"\s+(?!(?:and|or|of|from|in|for|at|on|with|who|which|that|himself|herself|itself|also|then|later|has|had|is|was|to|as|"
    r"outside|inside|afterwards|again|today|yesterday|tonight|here|there|alone|first|once|when|after|before|during)\b)"
    r"[a-z]"
)
"""What follows a name that only describes: "Harbour engineer Per Holm", "two SRA members"."""
TWO_THEN_NOUN = late(r"\s+and\s+(?:[A-Z][\w’'-]*\s+)+[a-z]+s\b")
"""What follows the first of two names that only describe: "the Lund and Holm campaigns"."""
CALLS_SELF = late(
    r"\bwho\s+(?:only\s+)?(?:gave|goes|went|asked|identified|introduced|calls)\b[^.,;]{0,40}\s(?:as|by)\s+$"
)
"""Before the name that somebody gives: "a neighbour, who gave her name only as Mrs. Lund"."""
PREFIX = late(r"^(?:[\s*_“\"‘'(,-]+|(?:and|but|even|while|as|when|like|both|only|said|says|for|if)\s+)+", re.IGNORECASE)
THIRD = late(r"(?:s?he|him|his|hers?)(?:\s+(?:also|him|her)?(?:self)?)?", re.IGNORECASE)
PLURAL = late(r"(?:they|them|their|these|those|both|the\s+(?:two|pair|couple|duo|latter|three))", re.IGNORECASE)
NEUTER = late(r"(?:it|its|itself)", re.IGNORECASE)
RELATIVE = late(r"(?:who|whom|which|that|whose)", re.IGNORECASE)
SECOND = late(r"you", re.IGNORECASE)
FIRST = late(r"(?:I|me|my|myself|we|us|our|ourselves|I[’'](?:m|ve|d|ll)|we[’'](?:re|ve|d|ll))", re.IGNORECASE)
NOBODY = late(
    r"(?:one|alone|you|your|anyone|anybody|someone|somebody|no one|nobody|none|there|what|this|who|whoever)",
    re.IGNORECASE,
)
ARTICLE = late(
    r"^(?:The|A|An|Some|Many|Most|Several|Few|Two|Three|Four|Five|One|Other|Others|His|Her|Their|Its|My|Our|These|Those|Both|All|Another)\b"
)
THAT = late(r"\bthat\s+(?=[A-Z])")
NEXT_WORD = late(r"\s([a-z]+)\b")
BY = late(r"\b(?:by|from)\s+")
CUT = late(r",(?!\d)|\s[(—–]|:|;|(?<!\bwho)(?<!which)(?<!that)\s(?:is|are|was|were|has|have)\b")
BROKEN_OFF = late(r"\s(?:who|whom|whose|which|that)$")
"""What ends a source that the model broke off."""
SMALL_FIRST = GROUP | PERSON | PLURALS | SOME | BODY | WRITING
LONGEST = 90
SURE = {
    "name": 0.97, "description": 0.85, "pronoun": 0.85, "unnamed": 0.9, "group": 0.85, "owner": 0.8, "relative": 0.85,
    "plural": 0.6, "neuter": 0.7, "thing": 0.7, "author": 0.8, "continued": 0.55, "same": 0.7,
}  # fmt: skip
"""How sure each way to a speaker is: its share of right answers on the samples and challenge cases (`make eval`)."""


class Meant(NamedTuple):
    """Whom a source means: one or several who speak jointly, how sure that is, who else may be meant, and by what."""

    people: tuple[Person, ...]
    sure: float
    how: str
    others: tuple[tuple[Person, float], ...] = ()


def joint(scene: Scene, span: Span) -> list[Span]:
    """Cut a source into its several speakers, or return it whole.

    "Ada Lund and Per Holm" are two, "Ada Lund, head of parks and roads," is one.
    """
    text = scene.text
    cuts = [found.span() for found in AND.finditer(text, *span)]
    if not cuts:
        return [span]
    parts = _parts(span, cuts[-1:])
    comma = text.rfind(", ", *parts[0])
    if comma >= 0 and _is_plural(text[parts[0].start : comma]):  # "the sisters who bought it, Ada and Ida Lund"
        parts[0] = Span(comma + 2, parts[0].end)
    if len(parts) < 2 or not _stands_alone(scene, parts[-1]):
        return [span]
    first = parts[0]
    listed = _parts(first, [found.span() for found in COMMA.finditer(text, *first)])
    if len(listed) > 1 and all(_stands_alone(scene, part) and _named(scene, part) for part in listed):
        return [*listed, parts[-1]]
    return parts if _stands_alone(scene, first) else [span]


def _is_plural(words: str) -> bool:
    what = phrase(words)
    return what is not None and what.determiner in ("the", "own") and _many(what)


def _parts(span: Span, cuts: list[tuple[int, int]]) -> list[Span]:
    begins = [span.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), span.end]
    return [Span(start, end) for start, end in zip(begins, ends, strict=True) if start < end]


def _stands_alone(scene: Scene, span: Span) -> bool:
    """Say whether a part of a source is a speaker by itself: a name, a pronoun, or a phrase with its own article."""
    words = scene.text[slice(*span)].strip(" ,")
    if THIRD.fullmatch(words) or PLURAL.fullmatch(words) or words in ("I", "we"):
        return True
    for one in scene.within(span):
        ends = not scene.text[one.span.end : span.end].strip(" ,’s'") or scene.text[one.span.end] == ","
        if one.kind == "name" and one.person is not None and one.person.real and ends:
            before = scene.text[span.start : one.span.start]
            return not NO_HEAD.search(before)
    what = phrase(words)
    return (
        what is not None
        and what.determiner in ("own", "the")
        and (what.head in PERSON or _many(what) or what.head in BODY)
    )


def _named(scene: Scene, span: Span) -> bool:
    return any(one.kind == "name" for one in scene.within(span))


def _many(what: Phrase) -> bool:
    return what.head in GROUP or what.head in PLURALS or what.head in SOME


def by_reference(scene: Scene, span: Span) -> Meant | None:
    """Return whom a name or a description in a source means, if it is the source's head."""
    text = scene.text
    inside = scene.within(span)
    marked = any(start <= span.start < end for start, end in scene.quotations)
    heads = [one for one in inside if one.kind == "name" and (marked or not one.quoted) and _is_head(text, span, one)]
    for one in sorted(heads, key=lambda one: one.person is None or one.person.kind != "person"):
        assert one.person is not None
        return Meant((one.person,), min(one.sure, SURE["name"]), "name")
    if not inside and (whole := _around(scene, span)) is not None:
        return Meant((whole.person,), min(whole.sure, SURE["name"]), "name") if whole.person else None
    begin = span.start + len(_prefix(text[slice(*span)]))
    for one in inside:
        if (
            one.kind == "description"
            and one.span.start <= begin + 1
            and not re.match(r"[’']s?\b", text[one.span.end :][:2])
        ):
            if one.person is not None:
                return Meant((one.person,), min(one.sure, SURE["description"]), "description", one.others)
            if one.others:
                return Meant((), 0.0, "description", one.others)
    return None


def _around(scene: Scene, span: Span) -> Reference | None:
    """Return the name of which a source is a part."""
    near = (one for one, _ in zip(scene.before(span.end), range(3), strict=False))
    return next((one for one in near if one.kind == "name" and one.span.end == span.end), None)


def _prefix(words: str) -> str:
    found = PREFIX.match(words)
    return found.group() if found else ""


def _is_head(text: str, span: Span, one: Reference) -> bool:
    person = one.person
    if person is None:
        return False
    if NO_HEAD.search(text[span.start : one.span.start]):
        return bool(CALLS_SELF.search(text, span.start, _before_title(text, one)))
    rest = text[one.span.end : span.end].strip(" ,*_")
    if rest and re.match(r"[’']s?(?:\s|$)", text[one.span.end : one.span.end + 3]):
        return rest in ("’s", "'s", "’", "'")
    if TWO_THEN_NOUN.match(text, one.span.end, span.end) and text[: one.span.start].endswith(("the ", "The ")):
        return False
    if NOUN_AFTER.match(text[one.span.end : span.end]):
        return person.kind == "person" and " " in text[slice(*one.span)]
    first = one.span.start - span.start <= 4 and text[slice(*one.span)].casefold() in SMALL_FIRST
    return person.kind == "person" or (person.real and not first) or not _small_head(text[slice(*span)], first)


def _before_title(text: str, one: Reference) -> int:
    """Return where a name begins with a title before it."""
    title = re.search(r"(?:[A-Z][\w.]*\s+)*$", text[: one.span.start][-40:])
    return one.span.start - (len(title.group()) if title else 0)


def _small_head(words: str, first: bool) -> bool:
    """Say whether a source's head is a common noun, which a sentence's begin may write with a capital."""
    what = phrase(words)
    if first:
        return True
    return (
        what is not None
        and (what.head in PERSON or _many(what))
        and bool(re.search(rf"\b{re.escape(what.head)}\b", words))
    )


def by_owner(scene: Scene, span: Span, one: Callable[[Span], Meant | None]) -> Meant | None:
    """Return whose words speak: of "Ada Lund’s letter", "his refusal", Ada Lund, him."""
    text = scene.text
    what = phrase(text[slice(*span)])
    if what is not None and what.head in UTTERANCE | WRITING and (by := BY.search(text, *span)):
        writer = next((other for other in scene.within(Span(by.end(), span.end)) if other.kind == "name"), None)
        if writer is not None and writer.person is not None and writer.person.real:
            return Meant((writer.person,), SURE["owner"], "owner")
    if what is not None and what.head in UTTERANCE | WRITING and (that := THAT.search(text, *span)):
        maker = next((other for other in scene.within(Span(that.end(), span.end)) if other.kind == "name"), None)
        if maker is not None and maker.person is not None and maker.span.start == that.end():
            return Meant((maker.person,), SURE["owner"], "owner")
    if what is None or not what.owner or not _is_utterance(text, what, span.end):
        return None
    begin = span.start + len(_prefix(text[slice(*span)]))
    if what.determiner == "own":
        found = one(Span(begin, begin + len(what.owner)))
    else:
        at = text.find(what.owner.split()[-1], begin, span.end)
        found = one(Span(begin, at + len(what.owner.split()[-1]))) if at >= 0 else None
    return None if found is None else found._replace(sure=min(found.sure, SURE["owner"]), how="owner")


def _is_utterance(text: str, what: Phrase, end: int) -> bool:
    """Say whether a phrase, or its adjective with the noun after it, is what somebody says: "Lund's public" refusal."""
    after = NEXT_WORD.match(text, end)
    return what.head in UTTERANCE or (after is not None and after[1] in UTTERANCE and _is_adjective(what.head))


def _is_adjective(word: str) -> bool:
    return readings(word, "", joined=False) == "J"


def core(text: str, span: Span) -> Span:
    """Return a source without a conjunction before it, what follows a comma, and a "who" that nothing follows."""
    begin = span.start + len(_prefix(text[slice(*span)]))
    cut = CUT.search(text[begin : span.end])
    end = begin + cut.start() if cut and cut.start() > 1 else span.end
    words = text[begin:end].rstrip(" ,.")
    return Span(begin, begin + len(BROKEN_OFF.sub("", words)))


def as_written(scene: Scene, span: Span, said: Sequence[tuple[Person, ...]] = ()) -> Meant | None:
    """Return somebody whom only the source's words name, the same as before where they come again."""
    place = core(scene.text, span)
    shown = " ".join(scene.text[slice(*place)].replace("*", "").split()).rstrip(" ,.’'\"”")
    if shown.count("“") > shown.count("”"):
        shown += "”"
    what = phrase(shown)
    if not shown or what is None or NOBODY.fullmatch(shown) or not any(map(str.isalpha, shown)):
        return None
    if what.after.startswith("“") and _is_adjective(what.head):  # of a name, without the noun
        return None
    if place.end - place.start > LONGEST:
        shown = shown[:LONGEST].rsplit(" ", 1)[0]
    if ARTICLE.match(shown) or shown.split()[0].casefold() in SMALL_FIRST:
        shown = shown[0].lower() + shown[1:]
    if what.determiner in ("the", "") and (what.head in PERSON or what.head in BODY):
        person, sure = sure_of(meant(what, place.start, scene.people, {}, {}))
        if person is not None:
            scene.add(Reference(place, "description", person, sure))
            return Meant((person,), min(sure, SURE["description"]), "description")
    known = _again(scene, what, shown)
    if known is not None:
        return Meant((known,), SURE["group"], "group")
    several = guessed.several(scene, what, place.start, said) if _many(what) or what.head in PLURALS else ()
    if several:
        return Meant(several, SURE["plural"], "plural")
    guess = guessed.described(scene, what, place.start) if what.determiner == "the" else None
    if guess is not None:
        guess.person.called.append(Office(Role(shown, place), what))
        scene.add(Reference(place, "description", guess.person, guess.sure))
        return Meant((guess.person,), guess.sure, "description")
    kind = _kind(what)
    person = unnamed(scene, place, what)
    person.name, person.kind = shown, kind
    scene.add(Reference(place, "description", person, 0.9))
    how = "unnamed" if kind == "unnamed" and what.head in PERSON else "thing" if kind == "unnamed" else "group"
    return Meant((person,), SURE[how], how)


def _again(scene: Scene, what: Phrase, shown: str) -> Person | None:
    """Return who was described so before: in the same words, or by the same noun with "the" or "these"."""
    bare = _bare(shown)
    for person in reversed(scene.people):
        if (
            person.kind == "person"
            or not person.offices
            or (person.name != person.offices[0].role.words and person.real)
        ):
            continue
        if _bare(person.name) == bare and what.determiner != "a":
            return person
        their = person.offices[0].phrase
        if (
            what.determiner == "the"
            and not what.before
            and their.head == what.head
            and not what.after
            and not what.owner
        ):
            return person
    return None


def _bare(words: str) -> str:
    return re.sub(r"^(?:the|an?|these|those|this|that)\s+", "", words.casefold())


def _kind(what: Phrase) -> PersonKind:
    who = whom(what)
    if _many(what) or who.head in GROUP or who.head in PLURALS:
        return "group" if what.head not in ("one", "another") else "unnamed"
    if what.head in PERSON:
        return "unnamed"
    if what.head in BODY:
        return "organisation"
    if what.head in WRITING:
        return "unnamed"
    return "group" if what.head.endswith("s") and not what.head.endswith("ss") and what.determiner != "a" else "unnamed"


def pieces(scene: Scene, source: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the speakers' spans of a source of one or several spans."""
    for span in source:
        yield from joint(scene, span)
