"""Who makes each of an article's statements: names -> mentions -> people -> sources resolved.

A source's speaker is whom the name in it means, or the description, the pronoun; of "Ada Lund’s letter" its owner; in
the first person the author of the article, or inside a quotation who is quoted. A quotation without a source goes on
with who speaks before it. What names nobody else is somebody as it is written ("two officials briefed on the trip").
Where two fit alike, nobody is the speaker, and both are candidates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.extract import addressed, coreference, couples, guessed, inside, letters, sources, turnlabels
from onrecord.extract.antecedents import likely, stands_as_subject
from onrecord.extract.coreference import unnamed
from onrecord.extract.mend import is_passive
from onrecord.extract.nested import Level
from onrecord.extract.nouns import GROUP, PERSON, PLURALS
from onrecord.extract.people import Person
from onrecord.extract.phrases import SOME, Phrase, phrase
from onrecord.extract.references import Judge, Reference, Scene, scene
from onrecord.extract.roles import STOPS
from onrecord.extract.sources import SURE, Meant
from onrecord.terms import Article, Span

GAP = re.compile(r"[\s(),”\"’']{1,3}$")
ONE_THEY, UNSURE = 0.5, 0.5
"""How sure it is that "they" means one person, and how sure whom "she" means must be where the article names somebody
at its end whom it may mean."""
LETS = re.compile(
    r"\b(?:allow|let|leav|left|ask|urg|invit|forc|order|t[eo]ll?d?|permit|press|push|want|need|expect|encourag|instruct)"
    r"[a-z]*\s+(?:[A-Z][\w.]*\s+)?$"
)
OF_THEM = re.compile(r"\w+ of ")
WITH = re.compile(r"\b[Ww]ith\s$")
QUESTION = re.compile(r"[^“”\"]*\?\s*$")
DETERMINERS = frozenset("the a an those these all many several some most".split())


@dataclass(slots=True)
class Speakers:
    """Asked for each statement's speaker in reading order, it remembers who spoke before."""

    scene: Scene
    judge: Judge
    said: list[tuple[Span, Meant]] = field(default_factory=list)
    """The speakers so far, with where their sources stand."""
    authors: list[Person] = field(default_factory=list)
    renamed: dict[Person, Person] = field(default_factory=dict)
    """Those without a name whom the article names at its end."""
    reader: Person | None = None
    """To whom a letter is written."""

    def of(self, level: Level, outer: Meant | None) -> Meant | None:
        """Return who makes a statement; ``outer`` is who makes the one that it stands in."""
        found = level.found
        told = self._told_by_cue(level)
        if told is not None:
            who: Meant | None = told
        elif not found.source:
            who = self._without_source(level)
        else:
            who = self._joined([self._one(span, level, outer) for span in sources.pieces(self.scene, found.source)])
            who = self._named_late(who)
        if who is not None and who.people and level.outer is None:
            self.said.append((found.source[0] if found.source else found.content[0], who))
        return who

    def _told_by_cue(self, level: Level) -> Meant | None:
        """Return who speaks by a name right before the cue: "let Ada Lund reply for him", "with Ada Lund adding"."""
        found, text = level.found, self.scene.text
        if not found.cue or not found.source:
            return None
        cue = found.cue[0]
        words = text[slice(*cue)]
        near = next((one for one in self.scene.before(cue.start) if one.span.end <= cue.start), None)
        if near is None or near.kind != "name" or near.person is None or near.person.kind != "person":
            return None
        if text[near.span.end : cue.start] != " " or any(
            span.start <= near.span.start < span.end for span in found.source
        ):
            return None
        lets = words.startswith("to ") and LETS.search(text, max(0, near.span.start - 40), near.span.start)
        joins = WITH.search(text, max(0, near.span.start - 6), near.span.start) and words.split()[0].endswith("ing")
        return Meant((near.person,), SURE["relative"], "relative") if lets or joins else None

    def _named_late(self, who: Meant | None) -> Meant | None:
        """Return whom the article names at its end in place of somebody unnamed."""
        late = self.scene.late
        if (
            late is None
            or who is None
            or len(who.people) != 1
            or not guessed.is_nobody_named(self.scene, who.people[0])
        ):
            return who
        self.renamed[who.people[0]] = late
        return Meant((late,), guessed.LATE, "late") if late.is_of(who.people[0].gender) else who

    def _joined(self, found: Sequence[Meant | None]) -> Meant | None:
        known = [one for one in found if one is not None and one.people]
        if len(known) < 2:
            return known[0] if known else next((one for one in found if one is not None), None)
        people = tuple(dict.fromkeys(person for one in known for person in one.people))
        return Meant(people, min(one.sure for one in known), "joint")

    def _one(self, span: Span, level: Level, outer: Meant | None) -> Meant | None:
        """Return whom one part of a source means."""
        text = self.scene.text
        begin = span.start + len(sources._prefix(text[slice(*span)]))
        words = text[begin : span.end].strip(' ,*_“”"')
        if sources.FIRST.fullmatch(words):
            return self._first_person(span, outer)
        if sources.THIRD.fullmatch(words):
            return self._third(Span(begin, span.end), outer if level.outer is not None else None)
        if sources.RELATIVE.fullmatch(words):
            return self._relative(span, words.casefold())
        if sources.PLURAL.fullmatch(words):
            return self._plural(span, words.casefold())
        if sources.SECOND.fullmatch(words):
            return self._second_person(span, outer)
        if sources.NEUTER.fullmatch(words):
            return self._neuter(span)
        if words in ("A", "Q"):
            return self._interviewed() if words == "A" else self._first_person(span, outer) or self._outlet()
        if words.casefold() in ("one", "another", "a third"):
            return self._one_of_them(Span(begin, span.end))
        return (
            self._other_of_two(words)
            or self._office_holders(words)
            or sources.by_reference(self.scene, span)
            or sources.by_owner(self.scene, span, lambda part: self._one(part, level, outer))
            or sources.as_written(self.scene, span, [who.people for _, who in self.said])
        )

    def _first_person(self, span: Span, outer: Meant | None) -> Meant | None:
        if outer is not None:
            return outer._replace(sure=min(outer.sure, 0.95), how="pronoun")
        if any(start <= span.start < end for start, end in self.scene.quotations):
            return self.said[-1][1]._replace(how="continued", sure=SURE["continued"]) if self.said else None
        return Meant(tuple(self.authors), SURE["author"], "author") if self.authors else None

    def _interviewed(self) -> Meant | None:
        """Return who answers in an interview: whom it names first that is not its author."""
        for one in self.scene.references:
            person = one.person
            if one.kind == "name" and person is not None and person.kind == "person" and person not in self.authors:
                return Meant((person,), SURE["same"], "label")
        return None

    def _outlet(self) -> Meant | None:
        """Return who asks in an interview without an author: the outlet."""
        name = self.scene.article.outlet
        if not name:
            return None
        known = next((one for one in self.scene.people if name in (one.name, *one.names)), None)
        if known is None:
            known = Person(name, "organisation", -1, real=False)
            self.scene.people.append(known)
        known.kind = "organisation"
        return Meant((known,), SURE["same"], "label")

    def _other_of_two(self, words: str) -> Meant | None:
        """Return whom "his cousin" means right after the one has spoken."""
        what = phrase(words)
        last = self.said[-1][1].people if self.said else ()
        guess = guessed.relative(self.scene, what, last[0]) if what is not None and len(last) == 1 else None
        return None if guess is None else Meant((guess.person,), guess.sure, "description")

    def _one_of_them(self, span: Span) -> Meant | None:
        """Return somebody unnamed: one of the several who spoke right before."""
        sentence = self.scene.sentence(span.start)
        before = [who for place, who in self.said[-1:] if sentence - self.scene.sentence(place.start) <= 2]
        if not before or len(before[0].people) > 1 or before[0].people[0].kind != "group":
            return None
        of, all_ = OF_THEM.match(before[0].people[0].name), before[0].people[0].name
        name = f"{self.scene.text[slice(*span)].lower()} of {all_[of.end() :] if of else all_}"
        person = Person(name, "unnamed", span.start, real=False)
        self.scene.people.append(person)
        self.scene.add(Reference(span, "description", person, SURE["thing"]))
        return Meant((person,), SURE["thing"], "thing")

    def _office_holders(self, words: str) -> Meant | None:
        """Return whom "both mayors" or "the two lawyers" means: those who have such an office, if they are several."""
        what = phrase(words)
        if what is None or what.determiner not in ("the", "a") or what.before not in ((), ("two",)) or what.after:
            return None
        one = what.head.removesuffix("s")
        if one == what.head or one not in PERSON:
            return None
        people = [
            person
            for person in self.scene.people
            if person.kind == "person" and any(office.phrase.head == one for office in person.offices)
        ]
        return Meant(tuple(people), SURE["plural"], "plural") if 1 < len(people) < 4 else None

    def _second_person(self, span: Span, outer: Meant | None) -> Meant | None:
        quoted = any(start <= span.start < end for start, end in self.scene.quotations)
        return Meant((self.reader,), SURE["author"], "author") if self.reader and outer is None and not quoted else None

    def _third(self, span: Span, outer: Meant | None) -> Meant | None:
        for one in self.scene.within(span):
            if one.kind == "pronoun":
                if one.person is None:
                    coreference.pronoun(self.scene, one, self.judge, outer.people if outer else ())
                late = self.scene.late
                if late is not None and one.sure < UNSURE and late.is_of(one.gender):
                    return Meant((late,), guessed.LATE, "late", one.others)
                if one.person is not None:
                    return Meant((one.person,), one.sure, "pronoun", one.others)
        return None

    def _relative(self, span: Span, word: str) -> Meant | None:
        """Return whom "who" or "which" stands for: what ends right before it."""
        text = self.scene.text
        for one in self.scene.before(span.start):
            if span.start - one.span.end > 4:
                break
            if one.person is not None and GAP.fullmatch(text[one.span.end : span.start]) and one.kind != "pronoun":
                return Meant((one.person,), SURE["relative"], "relative")
        if word == "that":
            return None
        begin = self.scene.sentences[max(0, self.scene.sentence(span.start))]
        earlier = [one.end() for one in re.finditer(r"\bwho\b", text[begin : span.start])]
        words = list(re.finditer(r"[^\s,]+", text[begin : span.start]))[-5:]
        number = len(words)
        while number and words[number - 1].group().casefold() not in STOPS - DETERMINERS:
            number -= 1
            if words[number].group().casefold() in DETERMINERS:
                break
        if number == len(words) and not earlier:
            return None
        place = Span(begin + words[number].start(), begin + words[-1].end()) if number < len(words) else span
        what = phrase(text[slice(*place)])
        if word in ("who", "whom", "whose") and (what is None or not _is_human(what)):
            before = begin + earlier[-1] if earlier else span.start
            return self._relative(Span(before - 3, before), "who") if before < span.start else None
        return sources.as_written(self.scene, place)

    def _plural(self, span: Span, word: str) -> Meant | None:
        """Return whom "they" or "the two" means: several who spoke last, or the last two who were named."""
        sentence = self.scene.sentence(span.start)
        if word in ("they", "them", "their", "these", "those", "both"):
            for place, who in reversed(self.said):
                away = sentence - self.scene.sentence(place.start)
                if away > 4:
                    break
                several = len(who.people) > 1 or who.people[0].kind in ("group", "organisation")
                if several or (
                    away <= 3 and who.people[0].gender is None and word != "both"
                ):  # or one whom the text calls "they"
                    return Meant(who.people, SURE["plural"], "plural")
            if word in ("they", "them", "their"):
                return self._neuter(span, kinds=("group", "organisation")) or self._one_they(span)
        if word.startswith("the ") and self.said and self.said[-1][1].people[0].kind == "group":
            return Meant(self.said[-1][1].people, SURE["plural"], "plural")
        if word not in ("both", "the two", "the pair", "the couple", "the duo"):
            return None
        named: dict[Person, None] = {}
        for one in self.scene.before(span.start):
            if sentence - self.scene.sentence(one.span.start) > 2 or len(named) > 2:
                break
            if one.person is not None and one.person.kind == "person" and not one.quoted:
                named.setdefault(one.person)
        people = sorted(list(named)[:2], key=lambda person: person.at)
        return Meant(tuple(people), SURE["plural"], "plural") if len(people) == 2 else None

    def _one_they(self, span: Span) -> Meant | None:
        """Return the one person near by, if it is one, whom the article calls "they"."""
        sentence = self.scene.sentence(span.start)
        near: set[Person] = set()
        for one in self.scene.before(span.start):
            if sentence - self.scene.sentence(one.span.start) > 2:
                break
            if one.kind == "name" and one.person is not None and one.person.kind == "person" and not one.quoted:
                near.add(one.person)
        return Meant((near.pop(),), ONE_THEY, "plural") if len(near) == 1 else None

    def _neuter(self, span: Span, kinds: tuple[str, ...] = ("organisation",)) -> Meant | None:
        """Return which body "it" means: who spoke last, or who was named last, near by."""
        sentence = self.scene.sentence(span.start)
        if self.said:
            place, who = self.said[-1]
            if (
                len(who.people) == 1
                and who.people[0].kind in kinds
                and sentence - self.scene.sentence(place.start) <= 2
            ):
                return Meant(who.people, SURE["neuter"], "neuter")
        best: tuple[float, Person] | None = None
        for one in self.scene.before(span.start):
            away = sentence - self.scene.sentence(one.span.start)
            if away > 2:
                break
            if one.person is not None and one.person.kind in kinds and one.person.real and not one.quoted:
                score = 1.5 * stands_as_subject(self.scene, one) - away
                if best is None or score > best[0]:
                    best = score, one.person
        return Meant((best[1],), SURE["neuter"] - 0.1, "neuter") if best else None

    def _without_source(self, level: Level) -> Meant | None:
        """Return who goes on speaking in a quotation that names nobody, or in what only goes on a sentence."""
        found, text = level.found, self.scene.text
        start = found.content[0].start
        sentence, paragraph = self.scene.sentence(start), self.scene.paragraph(start)
        if found.cue:
            if is_passive(text, found):
                return None
            for place, who in reversed(self.said):
                if self.scene.sentence(place.start) == self.scene.sentence(found.cue[0].start):
                    return who._replace(sure=min(who.sure, SURE["same"]), how="same")
            return None
        if not any(True for s, e in self.scene.quotations if s < found.content[-1].end and start < e):
            return None
        before = next((one for one in self.scene.before(start) if self._introduces(one, paragraph, sentence)), None)
        if before is not None and before.person is not None:
            return Meant((before.person,), SURE["continued"], "continued")
        if self._is_answer(level, paragraph):
            return self._interviewed()
        if self.said:
            place, who = self.said[-1]
            if paragraph - self.scene.paragraph(place.start) <= 1:
                return who._replace(sure=SURE["continued"], how="continued")
        return None

    def _is_answer(self, level: Level, paragraph: int) -> bool:
        """Say whether a quotation is a whole paragraph after a question that stands in no marks."""
        body = self.scene.article.body
        if not 0 < paragraph < len(body) or level.found.content[0].start > body[paragraph][0].start + 1:
            return False
        text, (start, end) = self.scene.text, (body[paragraph - 1][0].start, body[paragraph - 1][-1].end)
        return level.found.content[-1].end >= body[paragraph][-1].end - 1 and bool(QUESTION.fullmatch(text, start, end))

    def _introduces(self, one: Reference, paragraph: int, sentence: int) -> bool:
        """Say whether somebody is the subject of the sentence before a quotation, in its paragraph."""
        same = self.scene.paragraph(one.span.start) == paragraph and sentence - self.scene.sentence(one.span.start) <= 1
        person = one.person
        return (
            same
            and not one.quoted
            and person is not None
            and person.kind == "person"
            and stands_as_subject(self.scene, one)
        )


def _is_human(what: Phrase) -> bool:
    """Say whether a phrase may stand for people, as far as its head tells."""
    return what.head in PERSON | GROUP | PLURALS | SOME | {"those"} or what.head.endswith(
        ("ers", "ors", "ists", "ians", "er", "or")
    )


class Credit(NamedTuple):
    """Who makes a statement, whom it is addressed to and whom it is about."""

    by: Meant | None
    to: tuple[Person, ...]
    about: tuple[Person, ...]


class Attributed(NamedTuple):
    """An article's people with all that refers to them, and what is known of each of its statements, in their order."""

    scene: Scene
    credits: list[Credit]


def attributed(
    text: str, article: Article, quotations: tuple[Span, ...], levels: Sequence[Level], judge: Judge = likely
) -> Attributed:
    """Find who makes an article's statements, and to whom else it refers.

    Args:
        text: the document's text.
        article: one of its articles.
        quotations: what stands in marks, in reading order.
        levels: its statements, outer ones before those inside them.
        judge: says how likely each candidate is whom "he" or "she" means.
    """
    read = scene(text, article, quotations, [span for level in levels for span in level.found.source])
    _note_sources(read, levels)
    if letters.signature(text, article.spans) is None:
        read.late = guessed.latecomer(read)
    coreference.resolve(read, judge)
    speakers = Speakers(read, judge, authors=_authors(read), reader=_reader(read))
    by: list[Meant | None] = [None] * len(levels)
    to: list[tuple[Person, ...]] = [()] * len(levels)
    for number in sorted(range(len(levels)), key=lambda n: _order(levels[n])):
        level = levels[number]
        by[number] = who = speakers.of(level, by[level.outer] if level.outer is not None else None)
        people = who.people if who else ()
        to[number] = addressed.to(read, level.found, people)
        if not to[number] and level.outer is None:
            to[number] = addressed.vocative(read, level.found, people)
        inside.read(read, level.found.content, level.marks, who.people if who else (), to[number], judge)
    for number, who in turnlabels.resolved(read, levels, by).items():
        by[number] = who
    for one in read.references:
        one.person = speakers.renamed.get(one.person, one.person) if one.person else None
    couples.read(read)
    addressed.turns(read, levels, [who.people if who else () for who in by], to)
    about = [
        addressed.about(read, level.found, who.people if who else ()) for level, who in zip(levels, by, strict=True)
    ]
    return Attributed(read, [Credit(*each) for each in zip(by, to, about, strict=True)])


def _order(level: Level) -> tuple[bool, int]:
    found = level.found
    return level.outer is not None, min(found.content[0].start, *(span.start for span in found.source or found.content))


def _note_sources(read: Scene, levels: Sequence[Level]) -> None:
    """Mark what speaks, and put in unnamed sources of one person, to whom "he" and "she" may refer."""
    for level in levels:
        for span in level.found.source:
            inside = read.within(span)
            for one in inside:
                one.speaks = True
            what = phrase(read.text[slice(*span)])
            begin = span.start
            if (
                all(sources.NO_HEAD.search(read.text[begin : one.span.start]) for one in inside)
                and what is not None
                and what.determiner == "a"
                and what.head in PERSON
                and level.outer is None
            ):
                place = sources.core(read.text, span)
                person = unnamed(read, place, what)
                read.add(Reference(place, "description", person, 0.9, speaks=True, phrase=what))


def _reader(read: Scene) -> Person | None:
    named = letters.salutation(read.text, read.article.spans)
    return None if named is None else next((one.person for one in read.within(named) if one.person is not None), None)


def _authors(read: Scene) -> list[Person]:
    """Return the article's authors, those whom it names too among its people."""
    signed = letters.signature(read.text, read.article.spans)
    if signed is not None:
        return [one.person for one in read.within(signed) if one.person is not None][:1]
    out: list[Person] = []
    for name in read.article.authors:
        known = next((person for person in read.people if name in (person.name, *person.names)), None)
        if known is None:
            known = Person(name, "person", -1 - len(out), real=False)
            read.people.append(known)
        out.append(known)
    return out
