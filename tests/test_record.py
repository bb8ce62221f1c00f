"""What a record gives: every span is the words it shows, inside the body, whatever the text."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from town import LUND, article, lines

import onrecord
from onrecord.record import Record, Wanted
from onrecord.web.publish import publish

OUTSIDE = re.compile(r"[\s“”„«»‹›\"‘’'`…]+")


def letters(words):
    """Words without white space, quotation marks and the sign for words left out."""
    return OUTSIDE.sub("", words)


def check(record):
    """Hold every listing against the documents' texts."""
    found = list(record.extractions(with_text=True))
    texts = {(row["id"], row["article"]): row["text"] for row in found}
    bodies = {(row["id"], row["article"]): row["body"] for row in found}
    statements = {row["id"]: row for row in record.statements()}
    assert len(statements) == sum(len(row["statements"]) for row in found)
    for row in found:
        assert all(0 <= start < end <= len(row["text"]) for start, end in row["body"])
        for statement in row["statements"]:
            listed = statements[statement["id"]]
            assert statement.items() <= listed.items()
            assert (listed["document"], listed["article"], listed["file"]) == (row["id"], row["article"], row["file"])
        for mention in row["mentions"]:
            assert inside([mention["span"]], row["body"])
    for row in statements.values():
        at = row["document"], row["article"]
        assert row["content"]
        for role in ("source", "cue", "content"):
            assert inside(row[role], bodies[at]), (role, row)
        words = "".join(texts[at][start:end] for start, end in row["content"])
        assert letters(row["words"]) == letters(words)
        assert " ".join(row["words"].split()) == row["words"]
        assert 0 <= row["confidence"] <= 1
        assert (row["speaker"] is None) == (row["person_id"] is None) == (row["speaker_confidence"] is None)
    people = list(record.people())
    spoken = [row["speaker"].split("; ") for row in statements.values() if row["speaker"] is not None]
    assert sum(row["statements"] for row in people) == sum(map(len, spoken))
    assert all(row["origins"] <= row["articles"] for row in people)


def inside(spans, body):
    return all(any(s <= start < end <= e for s, e in body) for start, end in spans)


def test_the_samples(samples_record):
    with Record(samples_record) as record:
        check(record)


PIECES = (
    "“We will rebuild the bridge,” said Mayor Ada Lund.",
    "“The mill,” Oskar Brandt said, “is closed. “It burns.",
    "“We begin in May.",
    "Rosa Hellquist denied that the ferry – 🛥 – was unsafe.",
    'She said: "Nej, «aldrig»".',
    "According to Dr. Mira Soltan, the cafe\u0301 is 2 m wide",
    "‘Never,’ he told the ’Bell’ in '29. ''No.''",
    "BRANDT: Why? LUND: Because.",
    "\u202eHello\u202c \x07 \ufeff\u00ad",
    "MENU | Share this",
)
GAPS = ("\n\n", "\r\n\r\n", "\n", " ", "\f", "\t", "\u2028", "\u00a0\n")
TEXTS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.sampled_from(GAPS), st.text(st.characters(codec="utf-8"), max_size=12)),
    max_size=14,
).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_small_text(tmp_path, text):
    (tmp_path / "a.txt").write_bytes(text.encode("utf-8"))
    (tmp_path / "b.jsonl").write_text(lines({"id": "b", "text": text}), encoding="utf-8")
    with Record(None) as record:
        summary = record.build([tmp_path / "a.txt", tmp_path / "b.jsonl"])
        assert summary.inputs == 2
        assert not any("report" in skipped.reason for skipped in summary.skipped)
        check(record)


def test_the_same_texts_give_the_same_record_in_any_order(tmp_path, exports):
    for n in range(6):
        (tmp_path / f"{n}.txt").write_text(article(n // 2))
    paths = sorted(tmp_path.iterdir())
    for name, order in {"one.record": paths, "other.record": paths[::-1]}.items():
        with Record(tmp_path / name, create=True) as record:
            record.build(order)
    assert exports(tmp_path / "one.record") == exports(tmp_path / "other.record")


def test_a_statement_in_its_paragraphs(tmp_path):
    (tmp_path / "a.txt").write_text(f"{article(1)}\n{LUND}\n{article(2)}")
    with Record(None) as record:
        record.build([tmp_path / "a.txt"])
        (row,) = record.statements(Wanted(like="rebuild"))
        found = record.show(row["id"][:11])
        assert found.statement == row
        ((span,),) = found.paragraphs
        assert found.text[slice(*span)].strip() == LUND.strip()


def test_a_record_in_memory_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(LUND)
    with Record(None) as record:
        assert record.build([Path("a.txt")]).on_record.documents == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_path_may_be_words(folder):
    Path("a.txt").write_text(LUND)
    Path("draft.md").write_text(LUND)
    with Record("a.record", create=True) as record:
        assert record.build("a.txt").read == 1
        assert record.path == Path("a.record")
        (statement,) = record.statements()
        record.confirm(statement["id"])
        record.backup("b.record")
        assert record.export("tables") == record.export_corrections("said.jsonl") == 1
        assert [one.file for one in record.check("draft.md")] == ["draft.md"]
        assert publish(record, "site").statements == 1
    with Record("b.record") as record:
        assert record.import_corrections("said.jsonl").known == 1
    with Record("c.record", create=True) as record:
        assert record.take("tables") == (1, 0)
        assert [one["id"] for one in record.statements()] == [statement["id"]]


def test_the_package_offers_its_names():
    assert all(hasattr(onrecord, name) for name in onrecord.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'records'"):
        onrecord.records  # noqa: B018


def test_rows_are_json(samples_record):
    with Record(samples_record) as record:
        for listing in (record.articles, record.statements, record.people, record.extractions):
            for row in listing():
                assert json.loads(json.dumps(row)) == row
