"""Articles of an invented coast with what is said in them, put into a record as a build does after extraction."""

import re
from pathlib import Path

from onrecord import quotations, register, stories
from onrecord.store import revisions, write
from onrecord.terms import Article, ArticlePerson, Candidate, Document, Span, Statement, short_id

BODY = "The lock at Ostrevel has been shut since the barge Corvina rammed its gate on Sunday."


def article(id, *said, day="2031-05-02", outlet="The Quay Post", body=BODY):
    """An article: each of ``said`` is (speaker or None, words), with (another, how sure it is that it is not that one)
    where a speaker is uncertain; words without marks are a report, and words alone stand in it without a statement.
    """
    text, statements = body + "\n\n", []
    for one in said:
        speaker, words, *doubt = (None, one) if isinstance(one, str) else one
        other, sure = doubt[0] if doubt else (None, 1.0)
        span = Span(len(text), len(text) + len(words))
        text += words + "\n\n"
        if isinstance(one, str):
            continue
        parts = [
            Span(span.start + found.start(), span.start + found.end()) for found in re.finditer('[“"][^”"]+[”"]', words)
        ]
        statements.append(
            Statement(
                id=short_id(id, span.start),
                kind="direct" if parts else "indirect",
                source=(),
                cue=(),
                content=tuple(parts) or (span,),
                confidence=1.0,
                speaker=speaker,
                person_id=speaker and short_id(id, speaker),
                speaker_confidence=sure if speaker else None,
                candidates=tuple(
                    Candidate(name, short_id(id, name), score)
                    for name, score in ((speaker, sure), (other, 1 - sure))
                    if name
                ),
            )
        )
    spans = tuple((Span(*found.span()),) for found in re.finditer(".+", text))
    found = Article(spans, title="Lock", outlet=outlet, published=day)
    return Document(id, f"{id}.txt", text, id, "text/plain", "utf-8", (found,)), statements


def put(db, *articles):
    for document, statements in articles:
        names = {who.person_id: who.person for one in statements for who in one.candidates}
        people = [ArticlePerson(id, name, "person") for id, name in names.items()]
        readings = [write.Reading(one, statements, (), people) for one in document.articles]
        write.add(db, Path(f"/{document.id}.txt"), document, "", readings)


def link(db):
    with revisions.transaction(db):
        register.find(db)
        stories.find(db)
        quotations.find(db)
