"""Finding copies in a record: what is found depends on what is on record alone, not on how it came there."""

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prose import prose

from onrecord import copies
from onrecord.store import read, revisions, schema, write
from onrecord.terms import Article, Document, Span

PARTS = [prose(n, 40) for n in range(6)]


def document(id, text, day=None):
    body = tuple((Span(start, start + len(part)),) for part in text.split("\n\n") for start in [text.index(part)])
    return Document(id, "f.txt", text, id, "text/plain", "utf-8", (Article(body, published=day),))


def put(db, *documents):
    for one in documents:
        write.add(db, Path("/f.txt"), one, "", [write.Reading(article, (), (), ()) for article in one.articles])


def find(db):
    with revisions.transaction(db):
        copies.find(db)


def found(db):
    """All that is marked, by the documents' ids."""
    return {
        row["id"]: (row["reprint_of"]["id"], row["taken_from"] and row["taken_from"]["id"], row["shared"])
        for row in read.articles(db)
        if row["reprint_of"]
    }


@pytest.fixture
def db():
    with closing(schema.opened(None)) as opened:
        yield opened


LONG = "\n\n".join(PARTS[:3])


def test_a_copy_that_comes_later_is_found(db):
    put(db, document("a", LONG, "2031-05-02"), document("z", prose(40, 120)))
    find(db)
    assert found(db) == {}
    put(db, document("b", "Local news.\n\n" + PARTS[0] + "\n\n" + PARTS[1], "2031-05-03"))
    find(db)
    (of,) = found(db).values()
    assert of[:2] == ("a", "a")
    assert 0.9 < of[2] < 1


def test_an_original_that_comes_after_its_copies_is_their_original(db):
    put(db, document("b", LONG, "2031-05-03"), document("c", LONG, "2031-05-04"))
    find(db)
    put(db, document("a", LONG, "2031-05-01"))
    find(db)
    assert found(db) == {"b": ("a", "a", 1.0), "c": ("a", "a", 1.0)}


def test_an_original_that_goes_leaves_its_copies_to_the_next(db):
    put(db, *(document(id, LONG, f"2031-05-0{n}") for n, id in enumerate("abc", 1)))
    find(db)
    db.execute("DELETE FROM documents WHERE id = 'a'")
    find(db)
    assert found(db) == {"c": ("b", "b", 1.0)}
    put(db, document("new", prose(50, 120)))  # which may get the number that was a's
    find(db)
    assert found(db) == {"c": ("b", "b", 1.0)}


def test_nothing_is_left_of_what_has_gone(db):
    put(db, *(document(id, LONG) for id in "abc"))
    find(db)
    db.execute("DELETE FROM documents")
    find(db)
    assert [
        db.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("compared", "fingerprints", "copies")
    ] == [(0,)] * 3


def test_what_did_not_change_is_not_compared_again(db, monkeypatch):
    put(db, *(document(id, LONG) for id in "ab"))
    find(db)
    monkeypatch.setattr(copies, "compared", None)
    put(db, document("z", prose(60, 120)))
    find(db)
    assert found(db) == {"b": ("a", "a", 1.0)}


def test_what_many_print_is_found_though_each_is_compared_with_few(db):
    many = [document(f"{n:03}", f"Town {n} news.\n\n{LONG}", "2031-05-01") for n in range(70)]
    put(db, *many)
    find(db)
    assert {of for of, _, _ in found(db).values()} == {"000"}
    assert len(found(db)) == 69
    (pairs,) = db.execute("SELECT count(*) FROM copies").fetchone()
    assert pairs < 70 * copies.FIRST


TEXTS = [
    "\n\n".join(PARTS[i] for i in parts)
    for parts in ((0, 1, 2), (0, 1), (1, 2), (0, 2, 3), (3, 4, 5), (4, 5), (0, 1, 2, 3, 4, 5), (2,), (5, 0))
]
POOL = [
    document(f"{n}-{copy}", text + ("" if copy == 0 else f"\n\nPrinted in town {copy}."), day)
    for n, text in enumerate(TEXTS)
    for copy, day in enumerate(("2031-05-02", None, "2031-05-01"))
]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_order_in_which_articles_come_and_go_changes_nothing(data):
    chosen = data.draw(st.lists(st.sampled_from(POOL), unique_by=lambda one: one.id, max_size=14))
    passing = [one for one in data.draw(st.lists(st.sampled_from(POOL), max_size=4)) if one not in chosen]
    with (
        pytest.MonkeyPatch.context() as patch,
        closing(schema.opened(None)) as at_once,
        closing(schema.opened(None)) as db,
    ):
        patch.setattr(copies, "FIRST", 2)  # so that few articles are enough for some to lose their place
        put(at_once, *sorted(chosen, key=lambda one: one.id))
        find(at_once)
        for one in data.draw(st.permutations([*chosen, *{one.id: one for one in passing}.values()])):
            put(db, one)
            if data.draw(st.booleans()):
                find(db)
        for one in passing:
            db.execute("DELETE FROM documents WHERE id = ?", [one.id])
            if data.draw(st.booleans()):
                find(db)
        find(db)
        assert found(db) == found(at_once)
