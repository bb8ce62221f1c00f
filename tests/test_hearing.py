"""What is said in articles, a process's share at a time."""

import dataclasses
import pickle
from contextlib import closing
from pathlib import Path

from said import article

from onrecord.engines.local import CRATE, CRATE_BYTES, Pool, crates
from onrecord.hearing import all_heard
from onrecord.store import schema, wordings, write
from onrecord.terms import ArticlePerson

WORDS = "“We will open the lock in June, but not before the divers have seen the lower gate.”"


def put(db, articles, length):
    document, statements = article("d", ("Ida Brun", WORDS))
    text = document.text + "Snow fell. " * (length // 11)
    document = dataclasses.replace(document, text=text, articles=document.articles * articles)
    people = [ArticlePerson(who.person_id, who.person, "person") for one in statements for who in one.candidates]
    readings = [write.Reading(one, statements, (), people) for one in document.articles]
    write.add(db, Path("/d.txt"), document, "", readings)


def crated(db):
    return crates(wordings.unheard(db), size=lambda one: len(one.text), most=CRATE, full=CRATE_BYTES)


def test_a_documents_text_is_sent_once_for_many_of_its_articles():
    with closing(schema.opened(None)) as db:
        put(db, articles=CRATE, length=CRATE_BYTES // (2 * CRATE))
        (crate,) = crated(db)
        assert len(crate) == CRATE
        assert len(pickle.dumps(crate)) < 5 * len(crate[0].text)


def test_articles_of_a_long_document_are_few_at_a_time():
    with closing(schema.opened(None)) as db:
        put(db, articles=5, length=CRATE_BYTES // 2)
        assert [len(crate) for crate in crated(db)] == [2, 2, 1]


def test_each_article_comes_with_what_is_said_in_it():
    with closing(schema.opened(None)) as db, Pool(1) as pool:
        put(db, articles=2 * CRATE + 1, length=0)
        found = [(one.place, len(heard)) for one, heard in all_heard(wordings.unheard(db), pool)]
        assert found == [(place, 1) for place in range(2 * CRATE + 1)]
