"""People, mentions and speakers in the terms that leave the extraction, each person with an id of this article."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from onrecord.extract.people import Person
from onrecord.extract.references import Scene
from onrecord.extract.speakers import Credit
from onrecord.terms import ArticlePerson, Candidate, Mention, short_id

MOST = 4
"""Candidates that a statement keeps."""


class Numbered:
    """The people of an article that are surely somebody, or speak, or are spoken to."""

    def __init__(self, document_id: str, scene: Scene) -> None:
        self._document_id = document_id
        self._scene = scene
        self._wanted: set[Person] = {person for person in scene.people if person.real}

    @cached_property
    def _ids(self) -> dict[Person, str]:
        """An id for everybody, by the place of the first mention."""
        first: dict[Person, tuple[object, ...]] = {}
        for one in self._scene.references:
            if one.person is not None:
                first.setdefault(one.person, one.span)
        ids: dict[str, Person] = {}
        for number, person in enumerate(self._scene.people):
            place = first.get(person, (person.at, person.name))
            id = short_id(self._document_id, "person", *place)
            if id in ids:  # two whose first mentions are the same words
                id = short_id(self._document_id, "person", *place, number)
            ids[id] = person
        return {person: id for id, person in ids.items()}

    def credited(self, credit: Credit) -> dict[str, Any]:
        """Return what a statement says of its speaker, as fields of ``Statement``."""
        by, to, about = credit
        self._wanted.update((*to, *about))
        fields: dict[str, Any] = {"to": tuple(map(self._id, to)), "about": tuple(map(self._id, about))}
        if by is None:
            return fields
        speakers = [(person, by.sure) for person in by.people]
        others = [(person, score) for person, score in by.others if person not in by.people and score >= 0.05]
        candidates = (*speakers, *others[: max(0, MOST - len(speakers))])
        self._wanted.update(person for person, _ in candidates)
        fields["candidates"] = tuple(
            Candidate(person.name, self._id(person), round(score, 3)) for person, score in candidates
        )
        if by.people:
            fields["speaker"] = "; ".join(person.name for person in by.people)
            fields["person_id"] = self._id(by.people[0])
            fields["speaker_confidence"] = round(by.sure, 3)
        return fields

    def mentions(self) -> tuple[Mention, ...]:
        """Return where all these people are mentioned, in reading order."""
        return tuple(
            Mention(one.span, one.person.name, self._id(one.person), one.kind)
            for one in self._scene.references
            if one.person is not None and (one.person in self._wanted or one.person.kind == "unnamed")
        )

    def people(self) -> tuple[ArticlePerson, ...]:
        """Return these people, in the order of their first mention."""
        mentioned = {one.person for one in self._scene.references}
        wanted = (
            person
            for person in self._scene.people
            if person in self._wanted or (person.kind == "unnamed" and person in mentioned)
        )
        return tuple(self._person(person) for person in sorted(wanted, key=lambda person: (person.at, person.name)))

    def _id(self, person: Person) -> str:
        return self._ids[person]

    def _person(self, person: Person) -> ArticlePerson:
        return ArticlePerson(
            id=self._id(person),
            name=person.name,
            kind=person.kind,
            names=tuple(name for name in person.names if name != person.name),
            roles=() if person.kind != "person" else tuple(office.role for office in person.offices),
            gender=person.gender,
        )
