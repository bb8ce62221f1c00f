"""Labels and positions of a record: listings, the command line, revisions, removal."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from onrecord.cues import cue
from onrecord.record import Record, RecordError

FIRST = """Nobody will have to leave the quay, says the mayor
By Ada Quill
The Orm Bell, 5 March 2025

Mayor Bea Holm said on Wednesday that the town had nothing to hide. “Nobody on the quay will have to leave,” Holm said.
Tomas Rusk, a retired pilot, claimed the mayor had slept through the storm. “The mayor is a coward,” Rusk said.
Angry residents shouted at the meeting in Orm.
"""
SECOND = """Twelve families on the quay must leave
By Dan Fell
The Sarn Post, 25 March 2025

Bea Holm, the embattled mayor of Orm, said on Monday: “Some families on the quay will have to leave.” Holm
admitted that the pumps had failed. Tomas Rusk, a retired pilot, said the showdown in Orm had been overdue.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A record of the two articles, for reading only."""
    folder = tmp_path_factory.mktemp("orm")
    for name, text in (("first", FIRST), ("second", SECOND)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    with Record(folder / "orm.record", create=True) as record:
        record.build([folder / "first.txt", folder / "second.txt"])
    return folder / "orm.record"


def rows(path, *args, **options):
    with Record(path) as record:
        return list(record.labels(*args, **options))


def test_each_article_has_its_own_words(built):
    first, second = rows(built, "Bea Holm")
    assert [(one["text"], one["kind"]) for one in second["labels"]] == [
        ("Bea Holm", "name"),
        ("the embattled mayor of Orm", "description"),
        ("Holm", "name"),
    ]
    shared = {one["text"]: one["accounts"] for one in first["labels"]}
    assert (shared["Mayor Bea Holm"], shared["Holm"], first["accounts"]) == (1, 2, 2)
    reported = [(one["text"], one["by"]) for one in first["labels"] if one["statement"]]
    assert reported == [("the mayor", "Tomas Rusk")]
    assert not any("coward" in one["text"] for row in rows(built) for one in row["labels"])
    assert all(FIRST[slice(*one["span"])] == one["text"] for one in first["labels"])


def test_groups_and_events_are_of_nobody(built):
    found = {(row["what"], one["text"]) for row in rows(built) if row["person"] is None for one in row["labels"]}
    assert found == {("group", "Angry residents"), ("event", "the meeting"), ("event", "the storm")} | {
        ("event", "the showdown")
    }


def test_cues_are_grouped_by_the_list(built):
    told = {(row["outlet"], one["verb"]): one["group"] for row in rows(built) for one in row["cues"]}
    assert told["The Orm Bell", "claim"] == "doubting"
    assert told["The Sarn Post", "admit"] == "conceding"
    assert told["The Orm Bell", "say"] == "neutral"


@pytest.mark.parametrize(
    ("words", "verb", "group"),
    [
        ("has repeatedly claimed", "claim", "doubting"),
        ("mumbled", "mumble", "doubting"),
        ("insists", "insist", "emphatic"),
        ("according to", "according", "neutral"),
        ("wheezed", "wheezed", None),
        ("", "", None),
    ],
)
def test_cues(words, verb, group):
    assert cue(words) == (verb, group)


def test_only_some_articles(built):
    folder = built.parent
    (row,) = rows(built, "Tomas Rusk", articles=[str(folder / "first.txt")])
    assert [one["text"] for one in row["labels"]] == ["Tomas Rusk", "a retired pilot", "Rusk"]
    with pytest.raises(RecordError, match="no story or article"):
        rows(built, articles=["nowhere.txt"])
    with pytest.raises(RecordError, match="nobody on record"):
        rows(built, "Eve Nobody")


def test_positions_far_apart_that_differ_stand_side_by_side(built):
    with Record(built) as record:
        found = record.positions("Bea Holm", "leave the quay")
        assert found["statements"] == record.positions("Bea Holm", "leave")["statements"]
        assert record.positions("Bea Holm", "unicorns")["statements"] == []
        assert [one["words"] for one in record.positions("Tomas Rusk", about="Bea Holm")["statements"]]
    words = [one["words"].rstrip(",.") for one in found["statements"]]
    assert words == ["Nobody on the quay will have to leave", "Some families on the quay will have to leave"]
    (pair,) = found["apart"]
    assert (pair["earlier"], pair["later"], "negation" in pair["differs"]) == (0, 1, True)
    assert (found["since"], found["until"], found["days"]) == ("2025-03-05", "2025-03-24", 19)
    assert all(report["words"] in report["context"] for one in found["statements"] for report in one["members"])


def test_the_commands_print_what_is_documented(built, run):
    labels = run("labels", "-r", built, "--json")
    assert labels.status == 0
    assert all({"person", "file", "id", "article", "labels"} <= row.keys() for row in labels.rows)
    assert all({"text", "span", "kind"} <= one.keys() for row in labels.rows for one in row["labels"])
    lines = run("labels", "Tomas Rusk", "-r", built).out.splitlines()
    assert lines[0].split("\t")[:4] == ["Tomas Rusk", "The Orm Bell", "2025-03-05", "Tomas Rusk, a retired pilot, Rusk"]
    (found,) = run("positions", "Bea Holm", "leave", "-r", built, "--json").rows
    assert {"person", "person_id", "on", "statements"} <= found.keys()
    assert {"said_on", "words", "reports", "origins", "ids"} <= found["statements"][0].keys()
    table = list(csv.DictReader(io.StringIO(run("positions", "Bea Holm", "leave", "-r", built, "--csv").out)))
    assert [line["utterance"] for line in table] == ["1", "2"]
    assert run("positions", "Bea Holm", "leave", "-r", built).out.splitlines()[-1].startswith("apart\t1 and 2\t19 days")
    nobody = run("labels", "Eve Nobody", "-r", built)
    assert (nobody.status, nobody.out) == (2, "")
    assert "nobody on record" in nobody.err
    spans = [one["span"] for row in labels.rows for one in row["labels"]]
    assert json.loads(json.dumps(spans)) == spans


def test_labels_go_with_their_article(folder, put):
    put({"first.txt": FIRST, "second.txt": SECOND})
    with Record(Path("orm.record"), create=True) as record:
        record.build([Path("first.txt"), Path("second.txt")])
        put({"second.txt": SECOND.replace("embattled", "smiling")})
        record.build([Path("first.txt"), Path("second.txt")])
        texts = [one["text"] for row in record.labels("Bea Holm") for one in row["labels"]]
        assert "the smiling mayor of Orm" in texts
        assert "the embattled mayor of Orm" not in texts
        record.remove(record.removal(["second.txt"]))
        assert {row["outlet"] for row in record.labels()} == {"The Orm Bell"}
        assert not list(record.verify())
    with sqlite3.connect("orm.record") as db:
        (left,) = db.execute(
            "SELECT count(*) FROM labels WHERE article NOT IN (SELECT number FROM articles)"
        ).fetchone()
    db.close()
    assert left == 0
    assert b"smiling" not in Path("orm.record").read_bytes()
