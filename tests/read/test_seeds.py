"""The four real articles and the pasted copy: their structure, by counts and hashes, since their words stay theirs."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from onrecord.read import Input, inputs, read
from onrecord.terms import Article, Document

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"SEEDS MISSING: {SEEDS} is not there, nothing was checked")


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    found = [
        one for source in inputs([SEEDS]) if isinstance(source, Input) for one in read(source.path, name=source.name)
    ]
    assert all(isinstance(one, Document) for one in found)
    return [one for one in found if isinstance(one, Document)]


def words(document: Document, article: Article) -> int:
    return sum(len(document.text[start:end].split()) for start, end in article.spans)


def test_four_articles_and_a_copy(documents: list[Document]) -> None:
    assert [len(document.articles) for document in documents] == [1, 1, 3]
    found = [article for document in documents for article in document.articles]
    assert [len(article.title.split()) if article.title else None for article in found] == [13, 8, None, 15, None]
    assert [len(article.authors) for article in found] == [1, 0, 1, 1, 0]
    assert [article.published for article in found] == ["2025-11-23", None, "2025-11-29", "2025-11-26", None]
    assert [len(article.body) for article in found] == [24, 24, 12, 18, 18]


def test_cut_sentences_are_joined(documents: list[Document]) -> None:
    assert [len(paragraph) for paragraph in documents[0].articles[0].body if len(paragraph) > 1] == [2, 2, 2]
    joined = [span for span in documents[2].articles[0].spans if "\n" in documents[2].text[span.start : span.end]]
    assert len(joined) == 1


def test_the_copy_is_the_same_text(documents: list[Document]) -> None:
    document = documents[2]
    bodies = [[document.text[start:end] for start, end in article.spans] for article in document.articles[1:]]
    assert bodies[0] == bodies[1]


def test_the_bodies_are_those_checked_by_eye(documents: list[Document]) -> None:
    hashes = []
    for document in documents:
        for article in document.articles:
            body = "\n".join(document.text[start:end] for start, end in article.spans)
            hashes.append((words(document, article), hashlib.sha256(body.encode()).hexdigest()[:12]))
    assert hashes == [
        (1386, "a08a20c37dba"),
        (1419, "989078463762"),
        (978, "36171779ba3b"),
        (856, "123c1141619d"),
        (856, "123c1141619d"),
    ]
