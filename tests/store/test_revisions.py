"""Revisions: a source that changed and what it was both stay; what holds now is the current one."""

import io
import json
import os
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from town import LUND, article, lines

from onrecord import findings
from onrecord.record import Record, Wanted
from onrecord.store import lookup, schema, write
from onrecord.store.revisions import Held, finish, place
from onrecord.terms import Document

A, B, C = article(1), article(2), article(3)


@pytest.fixture
def town(folder):
    with Record(Path("town.record"), create=True) as record:
        yield record


def build(record, *paths, **options):
    return record.build([Path(path) for path in paths or ("in",)], **options)


def states(record):
    """Each article's document: text's first line, revision, and that of what replaced it."""
    rows = record.extractions(with_text=True)
    return [(Path(row["file"]).name, row["text"].split("\n")[0], row["revision"], row["replaced_by"]) for row in rows]


def first(text):
    return text.split("\n")[0]


def test_a_changed_file_is_a_new_revision_and_both_stay(town, put):
    put({"in/a.txt": A})
    build(town)
    (old,) = town.articles()
    put({"in/a.txt": B})
    assert (build(town).read, build(town).unchanged) == (1, 1)
    new = next(row for row in town.articles() if row["id"] != old["id"])
    assert states(town) == [
        ("a.txt", first(A), 1, {"id": new["id"], "revision": 2}),
        ("a.txt", first(B), 2, None),
    ]
    assert {row["document"] for row in town.statements()} == {new["id"]}
    assert [row["in_file"] for row in town.extractions()] == [False, True]
    counts = build(town).on_record
    assert (counts.documents, counts.articles, counts.earlier, counts.gone) == (1, 1, 1, 0)
    assert counts.statements == len(list(town.statements()))


def test_what_an_earlier_revision_said_is_shown_and_said_to_have_changed(town, put):
    put({"in/a.txt": f"{LUND}\n{A}"})
    build(town)
    (lund,) = town.statements(Wanted(like="rebuild"))
    assert town.show(lund["id"]).still is None
    put({"in/a.txt": f"{A}\n{LUND}"})
    build(town)
    assert town.show(lund["id"]).still is True
    put({"in/a.txt": A})
    build(town)
    found = town.show(lund["id"])
    assert found.still is False
    assert found.statement["words"] == lund["words"]
    assert found.article["replaced_by"]["revision"] == 2
    assert list(town.statements(Wanted(like="rebuild"))) == []
    assert lund["id"] not in {row["id"] for row in town.statements()} != set()


def test_bytes_of_an_earlier_revision_make_it_current_again(town, put):
    for text in (A, B, C):
        put({"in/a.txt": text})
        build(town)
    ids = {first(row["text"]): row["id"] for row in town.extractions(with_text=True)}
    put({"in/a.txt": A})
    summary = build(town)
    assert (summary.read, summary.revised) == (1, 1)
    assert sorted(states(town)) == sorted(
        [
            ("a.txt", first(A), 1, None),
            ("a.txt", first(B), 2, {"id": ids[first(C)], "revision": 3}),
            ("a.txt", first(C), 3, {"id": ids[first(A)], "revision": 1}),
        ]
    )
    assert {row["document"] for row in town.statements()} == {ids[first(A)]}
    assert (build(town).unchanged, len(states(town))) == (1, 3)
    put({"in/a.txt": article(4)})
    build(town)
    assert [revision for *_, revision, later in states(town) if later is None] == [4]


def test_revisions_of_a_line_share_its_id_and_keep_their_bytes(town, put):
    texts = (f"{LUND}", LUND.replace("bridge", "ferry"), f"{LUND}")
    for text in texts[:2]:
        put({"f.jsonl": lines({"id": "one", "text": text})})
        build(town, "f.jsonl")
    assert states(town) == [
        ("f.jsonl", first(texts[0]), 1, {"id": "one", "revision": 2}),
        ("f.jsonl", first(texts[1]), 2, None),
    ]
    assert town.original("one") == lines({"id": "one", "text": texts[1]}).strip().encode()
    assert town.original("one", revision=1) == lines({"id": "one", "text": texts[0]}).strip().encode()
    (now,) = town.statements()
    assert "ferry" in now["words"]
    assert town.show(now["id"]).statement == now  # of the current revision, though the earlier one has the id too
    put({"f.jsonl": lines({"id": "one", "text": texts[2]})})
    summary = build(town, "f.jsonl")
    assert (summary.revised, summary.on_record.earlier) == (1, 1)
    assert [later for *_, later in states(town)] == [None, {"id": "one", "revision": 1}]


def test_lines_without_ids_are_documents_of_their_own(town, put):
    put({"f.jsonl": lines({"text": A})})
    build(town, "f.jsonl")
    put({"f.jsonl": lines({"text": B})})
    counts = build(town, "f.jsonl").on_record
    assert (counts.documents, counts.earlier, counts.gone) == (2, 0, 1)
    assert [row["in_file"] for row in town.extractions()] == [False, True]
    put({"f.jsonl": lines({"text": B}, {"text": A})})
    assert build(town, "f.jsonl").on_record.gone == 0


def test_two_ids_of_one_line_are_two_documents(town, put):
    put({"f.jsonl": lines({"id": "one", "text": A})})
    build(town, "f.jsonl")
    put({"f.jsonl": lines({"id": "two", "text": B})})
    counts = build(town, "f.jsonl").on_record
    assert (counts.documents, counts.earlier, counts.gone) == (2, 0, 1)


def test_a_renamed_file_keeps_its_history(town, put):
    put({"in/a.txt": A})
    build(town)
    put({"in/a.txt": B})
    build(town)
    put({"in/a.txt": None, "in/c.txt": B})
    build(town)
    assert [(name, revision) for name, _, revision, _ in states(town)] == [("a.txt", 1), ("c.txt", 2)]
    put({"in/c.txt": C})
    build(town)
    assert [(name, revision) for name, _, revision, _ in states(town)] == [("a.txt", 1), ("c.txt", 2), ("c.txt", 3)]
    assert len(town.removal(["in/c.txt"]).documents) == 3


def test_a_file_of_lines_that_moves_takes_along_no_earlier_revision(town, put):
    put({"f.jsonl": lines({"id": "one", "text": A}, {"id": "two", "text": C})})
    build(town, "f.jsonl")
    put({"f.jsonl": lines({"id": "two", "text": C}), "g.jsonl": lines({"id": "one", "text": B})})
    build(town, "f.jsonl")
    assert build(town, "g.jsonl").revised == 1
    put({"g.jsonl": None, "h.jsonl": lines({"id": "one", "text": B})})
    summary = build(town, "h.jsonl")
    assert (summary.read, summary.unchanged) == (0, 1)
    assert [(row["file"], row["id"], row["revision"], row["in_file"]) for row in town.articles()] == [
        ("f.jsonl", "one", 1, False),
        ("f.jsonl", "two", 1, True),
        ("h.jsonl", "one", 2, True),
    ]
    # What is known of files that are there stays, and of the one that is gone goes.
    assert [lookup.file(town._db, Path(f"{name}.jsonl").resolve()) is not None for name in "fgh"] == [True, False, True]


def test_of_a_renamed_document_the_file_of_the_current_revision_is_forgotten(folder):
    def document(text, sha256):
        return Document("one", "x.txt", text, sha256, "text/plain", None, ())

    with closing(schema.opened(None)) as db:
        for name, text in (("f", "Rain."), ("g", "Snow.")):
            write.add(db, Path(f"/{name}"), document(text, name), "", ())
            finish(db, Path(f"/{name}"), [Held("one")], file=name, sha256=name, made_by="")
        write.add(db, Path("/h"), replace(document("Snow.", "g"), id="two"), "", (), renamed="one")
        assert [lookup.file(db, Path(f"/{name}")) is not None for name in "fg"] == [True, False]
        rows = db.execute("SELECT id, path, revision, replaced_by IS NULL FROM documents ORDER BY number").fetchall()
        assert rows == [("one", "/f", 1, 0), ("two", "/h", 2, 1)]


def test_what_one_folder_replaced_and_another_has_is_current_too(town, put):
    put({"monday/a.txt": A})
    build(town, "monday")
    put({"monday/a.txt": B, "tuesday/a.txt": A})
    build(town, "monday", "tuesday")
    assert {name: later for _, name, _, later in states(town)} == {first(A): None, first(B): None}
    assert build(town, "monday", "tuesday").unchanged == 2


def test_a_line_that_another_file_has_with_another_text_is_no_revision_while_the_file_has_it(town, put):
    put({"f.jsonl": lines({"id": "one", "text": A})})
    build(town, "f.jsonl")
    put({"g.jsonl": lines({"id": "one", "text": B})})
    assert len(build(town, "g.jsonl").skipped) == 1
    put({"f.jsonl": None})
    summary = build(town, "g.jsonl")
    assert (summary.read, summary.revised, summary.skipped) == (1, 1, [])


def test_the_current_name_of_a_person_is_that_of_current_revisions(town, put):
    put({"in/a.txt": "“We will open the mill,” said ADA LUND.\n"})
    build(town)
    put({"in/a.txt": LUND})
    build(town)
    (ada,) = town.people()
    assert (ada["person"], ada["statements"], ada["articles"]) == ("Ada Lund", 1, 1)
    assert all("ADA" not in name for name in ada["names"])


def test_a_new_revision_is_no_reprint_of_the_old_one(town, put):
    put({"in/a.txt": article(1, 9)})
    build(town)
    put({"in/a.txt": f"{article(1, 9)}Rain.\n"})
    build(town)
    assert [row["reprint_of"] for row in town.articles()] == [None, None]


PLACES = {
    "a file": ("in/a.txt", "text/plain", "1", ""),
    "a part of a file": ("in/a.txt", "text/plain", "2", None),
    "in an archive": ("in/a.txt/letters/bridge.txt", "text/plain", "2", "/letters/bridge.txt"),
    "a line": ("in/a.txt", "application/jsonl", "1", None),
    "a line in an archive": ("in/a.txt/f.jsonl", "application/jsonl", "2", None),
    "a mail in a mailbox": ("in/a.txt/mail 3", "message/rfc822", "2", None),
    "sent with it": ("in/a.txt/mail 3/plan.pdf", "application/pdf", "2", None),
    "a mail in a mail": ("in/a.txt/mail 2.eml", "message/rfc822", "2", None),
    "a feed entry without an id": ("in/a.txt/entry 3", "application/rss+xml", "2", None),
    "a feed entry with one": ("in/a.txt/tag:lamp,2022:7", "application/rss+xml", "2", "/tag:lamp,2022:7"),
    "a page of a web archive": ("in/a.txt/https://a.b/x", "text/html", "2", "/https://a.b/x"),
    "a mail with a Message-ID": ("in/a.txt/7@a.b", "message/rfc822", "2", "/7@a.b"),
    "a mail with a name": ("in/a.txt/post/bridge.eml", "message/rfc822", "2", "/post/bridge.eml"),
}


@pytest.mark.parametrize(("file", "media_type", "sha256", "expected"), PLACES.values(), ids=PLACES.keys())
def test_what_tells_a_document_from_others_of_its_file(file, media_type, sha256, expected):
    document = Document("d", file, "Rain.", sha256, media_type, None, ())
    assert place(document, "in/a.txt", "1") == expected


def archive(**texts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as zipped:
        for name, text in texts.items():
            zipped.writestr(f"{name}.txt", text)
    return stream.getvalue()


def test_what_stands_at_one_place_of_an_archive_is_a_revision(town, put):
    put({"in/a.zip": archive(mill=A, ferry=B)})
    build(town)
    put({"in/a.zip": archive(mill=C, ferry=B, bridge=LUND)})
    summary = build(town)
    assert (summary.read, summary.unchanged, summary.revised) == (2, 1, 1)
    now = {name: (text, revision) for name, text, revision, later in states(town) if later is None}
    assert now == {"bridge.txt": (first(LUND), 1), "ferry.txt": (first(B), 1), "mill.txt": (first(C), 2)}
    put({"in/a.zip": archive(mill=C)})
    assert build(town).on_record.gone == 2


def feed(**texts):
    items = "".join(f"<item><guid>{id}</guid><description>{text}</description></item>" for id, text in texts.items())
    return f'<rss version="2.0"><channel><title>The Bell</title>{items}</channel></rss>'


def mailbox(**texts):
    head = "From ada@bell.example Tue May  3 10:00:00 2022\nFrom: Ada Quill <ada@bell.example>\nMessage-ID:"
    return "".join(f"{head}\n <{id}@bell.example>\nSubject: {id}\n\n{text}\n\n" for id, text in texts.items())


def web(**texts):
    records = []
    for id, text in texts.items():
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}".encode()
        head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://bell.example/{id}\r\n"
        records.append(f"{head}Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n")
    return b"".join(records)


@pytest.mark.parametrize(("name", "made"), [("f.rss", feed), ("f.mbox", mailbox), ("f.warc", web)])
def test_what_has_a_name_of_its_own_in_a_file_is_known_by_it_wherever_it_stands(town, put, name, made):
    put({name: made(mill=A, ferry=B)})
    assert build(town, name).read == 2
    put({name: made(bridge=LUND, ferry=B, mill=C)})
    summary = build(town, name)
    assert (summary.read, summary.unchanged, summary.revised, summary.skipped) == (2, 1, 1, [])
    later = {row["id"]: row["replaced_by"] for row in town.articles()}
    rows = {row["id"]: row for row in town.extractions(with_text=True)}
    ((old, new),) = [(rows[id], rows[by["id"]]) for id, by in later.items() if by]
    assert (old["file"], old["revision"], new["revision"]) == (new["file"], 1, 2)
    assert first(A) in old["text"]
    assert first(C) in new["text"]
    put({name: made(tower=article(4))})
    assert (build(town, name).revised, build(town, name).on_record.gone) == (0, 3)


def test_what_has_but_a_number_is_no_revision_of_what_had_it_before(town, put):
    anonymous = (
        "<rss version='2.0'><channel><title>The Bell</title><item><description>{}</description></item></channel></rss>"
    )
    put({"f.rss": anonymous.format(A)})
    build(town, "f.rss")
    put({"f.rss": anonymous.format(B)})
    counts = build(town, "f.rss").on_record
    assert (counts.earlier, counts.gone) == (0, 1)


# primary sources


def primary(record):
    return {Path(row["file"]).name: row["primary"] for row in record.articles() if row["replaced_by"] is None}


def test_a_primary_source_is_marked_and_stays_so(town, put):
    put({"in/a.txt": A, "b.txt": B})
    build(town, "in", primary=True)
    build(town, "b.txt")
    assert primary(town) == {"a.txt": True, "b.txt": False}
    put({"in/a.txt": C})
    build(town, "in", "b.txt")
    assert primary(town) == {"a.txt": True, "b.txt": False}


def test_what_is_unchanged_is_marked_without_being_read_again(town, put, monkeypatch):
    put({"in/a.txt": A, "in/f.jsonl": lines({"id": "one", "text": B})})
    build(town)
    assert primary(town) == {"a.txt": False, "f.jsonl": False}
    monkeypatch.setattr(findings, "_reading", None)
    summary = build(town, primary=True)
    assert (summary.read, summary.unchanged, summary.skipped) == (0, 2, [])
    assert primary(town) == {"a.txt": True, "f.jsonl": True}


# whatever came before

TEXTS = [f"The tide table of day {n} was lost, and with it the notes of case {n}.\n" for n in range(4)]
STEPS = st.lists(
    st.fixed_dictionaries({}, optional={name: st.integers(0, 3) for name in ("a.txt", "b.txt", "one", "two")}),
    min_size=2,
    max_size=6,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nothing_is_lost_or_kept_twice_and_the_current_is_what_is_there(tmp_path_factory, monkeypatch, steps):
    monkeypatch.setattr(findings, "_reading", lambda document, article: findings.Reading(article, (), (), ()))
    monkeypatch.chdir(tmp_path_factory.mktemp("steps"))
    os.mkdir("in")
    now, ever = {}, set()
    with Record(None) as record:
        for step in steps:
            now |= {name: TEXTS[n] for name, n in step.items()}
            ever |= {(name, text) for name, text in now.items()}
            for name in {"a.txt", "b.txt"} & set(now):
                Path("in", name).write_text(now[name])
            Path("in/f.jsonl").write_text(
                lines(*({"id": name, "text": now[name]} for name in ("one", "two") if name in now), "\n")
            )
            record.build([Path("in")])
            rows = [
                (row["id"] if row["file"].endswith("jsonl") else Path(row["file"]).name, row)
                for row in record.extractions(with_text=True)
            ]
            assert sorted((name, row["text"]) for name, row in rows) == sorted(ever)
            assert {name: row["text"] for name, row in rows if row["replaced_by"] is None} == now
            assert all(row["in_file"] == (row["replaced_by"] is None) for _, row in rows)
            assert len({(name, row["revision"]) for name, row in rows}) == len(rows)
            assert json.dumps([row for _, row in rows])
