"""Corrections: kept by their places, they outlive rebuilds and changed files, are undone, or are told to be orphans."""

import json
import multiprocessing
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from town import RECORD, built

from onrecord.record import Record, RecordError, Wanted

BRIDGE = "“We will rebuild the bridge before the winter,” said Mayor Ada Lund of Haverness.\n"
FERRY = "“The ferry was never safe,” said Ada Lunde, who mends nets in Saltmere.\n"
MILL = "“The old mill belongs to the whole town,” said Oskar Brandt.\n"


@pytest.fixture
def town(folder):
    built(a=BRIDGE, b=FERRY, c=MILL)
    with Record(RECORD) as record:
        yield record


def ids(record):
    return {row["person"]: row["person_id"] for row in record.people()}


def speaker(record, like):
    (row,) = record.statements(Wanted(like=like))
    return row["speaker"]


def states(record):
    return [(row["action"], row["state"]) for row in record.corrections()]


def test_two_are_one_and_two_again(town):
    before = ids(town)
    id = town.merge_people(before["Ada Lund"], before["Ada Lunde"])
    (merged,) = town.people("lund")
    assert merged["names"] == ["Ada Lund", "Ada Lunde"]
    assert merged["statements"] == 2
    town.rename_person(before["Ada Lunde"], "Ada M. Lund")  # the id that is gone leads to who took it in
    assert speaker(town, "ferry") == speaker(town, "bridge") == "Ada M. Lund"
    town.undo(id[:8])
    assert ids(town) == {"Ada M. Lund" if name == "Ada Lund" else name: id for name, id in before.items()}


def test_it_outlives_a_rebuild_with_changed_and_added_files(town):
    people = ids(town)
    town.merge_people(people["Ada Lund"], people["Ada Lunde"])
    (statement,) = town.statements(Wanted(speaker="Brandt"))
    town.set_speaker(statement["id"], "Rosa Hellquist")
    built(a=f"Rain fell on the quay.\n\n{BRIDGE}", c=f"{MILL}\nIt was noon.\n", d="“No,” said Ada Lunde.\n")
    assert len(list(town.people("Lund"))) == 1
    assert speaker(town, "mill") == "Rosa Hellquist"
    assert {row["standing"] for row in town.statements(Wanted(speaker="Hellquist"))} == {"corrected"}
    assert states(town) == [("merge", "in force"), ("set-speaker", "in force")]


def test_a_record_built_anew_from_changed_files_has_no_corrections_of_another(town):
    town.merge_people("Ada Lund", "Ada Lunde")
    with Record(Path("fresh.record"), create=True) as fresh:
        fresh.build([Path("in")])
        assert list(fresh.corrections()) == []
        assert len(list(fresh.people("Lund"))) == 2


def test_what_no_longer_finds_its_place_is_an_orphan_until_it_comes_back(town):
    (statement,) = town.statements(Wanted(speaker="Brandt"))
    town.reject(statement["id"])
    town.confirm(next(town.statements(Wanted(speaker="Lund")))["id"])
    assert "Brandt" not in str(list(town.statements()))
    assert [row["standing"] for row in town.statements(Wanted(speaker="Brandt", rejected=True))] == ["rejected"]
    built(c="Nobody came to the mill, and nobody spoke there.\n")
    assert states(town) == [("reject", "orphan"), ("confirm", "in force")]
    built(c=MILL)
    assert states(town) == [("reject", "in force"), ("confirm", "in force")]
    assert "Brandt" not in str(list(town.statements()))


def test_one_is_two_by_names_or_by_documents(folder):
    told = "“It was {},” said Ada Lund, the mayor of Haverness.\n"
    built(a=told.format("cold"), b=told.format("wet"), c=told.format("late").replace("Ada Lund", "Ada Mary Lund"))
    with Record(RECORD) as record:
        assert len(list(record.people("Lund"))) == 1  # as linking finds
        record.split_person("Ada Lund", ["Ada Mary Lund"])
        assert {"Ada Lund", "Ada Mary Lund"} <= ids(record).keys()
        (wet,) = record.statements(Wanted(like="wet"))
        record.split_person("Ada Lund", documents=[wet["document"]])
        (cold,) = record.statements(Wanted(like="cold"))
        (wet,) = record.statements(Wanted(like="wet"))
        assert cold["speaker"] == wet["speaker"] == "Ada Lund"
        assert cold["person_id"] != wet["person_id"]
        with pytest.raises(RecordError, match="2 people are called 'Ada Lund'"):
            record.rename_person("Ada Lund", "Ada")


def test_two_that_are_not_the_same_stay_apart(folder):
    text = "“{},” said Mayor Ada Lund of Haverness.\n"
    built(a=text.format("It is cold"))
    Path("in/b.txt").write_text("“It is warm,” said Mayor Ada B. Lund of Haverness.\n")
    with Record(RECORD) as record:
        record.build([Path("in")])
        assert len(list(record.people("Lund"))) == 1  # as linking finds
        record.split_person("ada lund", ["Ada B. Lund"])
        first, second = (row["person_id"] for row in record.people("Lund"))
        record.not_the_same(first, second)
        record.undo(next(record.corrections())["id"])
        assert len(list(record.people("Lund"))) == 2
        built(c=text.format("It is late"), d="“It is early,” said Mayor Ada B. Lund of Haverness.\n")
        assert sorted(row["statements"] for row in record.people("Lund")) == [2, 2]


REFUSED = {
    "Nobody": lambda record: record.merge_people("Nobody", "Ada Lund"),
    "are one person already": lambda record: record.merge_people("Ada Lund", "ada lund"),
    "no article has 'Lund' as the fullest name": lambda record: record.split_person("Ada Lund", ["Lund"]),
    "nothing is split off": lambda record: record.split_person("Ada Lund", ["Ada Lund"]),
    "no article of the document": lambda record: record.split_person("Ada Lund", documents=["none"]),
    "no name was given": lambda record: record.rename_person("Ada Lund", " "),
    "no statement has the id": lambda record: record.confirm("zzzz"),
    "no correction has the id": lambda record: record.undo("zzzz"),
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_cannot_be_done_is_said_and_nothing_kept(town, said):
    with pytest.raises(RecordError, match=said):
        REFUSED[said](town)
    assert list(town.corrections()) == []


def test_an_undo_is_undone(town):
    merge = town.merge_people("Ada Lund", "Ada Lunde")
    undo = town.undo(merge)
    with pytest.raises(RecordError, match="is undone already"):
        town.undo(merge)
    town.undo(undo)
    assert len(list(town.people("Lund"))) == 1
    assert states(town) == [("merge", "in force"), ("undo", "undone"), ("undo", "in force")]


def test_who_said_it_and_when_in_all_forms(town, run):
    id = run("people", "merge", "Ada Lund", "Ada Lunde", "-r", RECORD).out.strip()
    (row,) = run("corrections", "-r", RECORD, "--json").rows
    assert (row["id"], row["action"], row["state"], row["file"]) == (id, "merge", "in force", "in/a.txt")
    assert row["what"] == "“Ada Lund” and “Ada Lunde” are one"
    assert row["made_by"]
    assert row["made_at"].endswith("+00:00")
    header, line = run("corrections", "-r", RECORD, "--csv").out.splitlines()
    assert (header.split(",")[0], line.split(",")[0]) == ("id", id)
    assert run("corrections", "-r", RECORD).out.startswith(f"{id}\tin force\tmerge\t")
    assert run("corrections", "undo", id, "-r", RECORD).status == 0
    assert run("corrections", "undo", id, "-r", RECORD).status == 2
    assert run("people").status == run("corrections").status == 2


def test_a_removal_takes_along_what_quotes_it(town):
    town.merge_people("Ada Lund", "Ada Lunde")
    (statement,) = town.statements(Wanted(speaker="Brandt"))
    town.undo(town.set_speaker(statement["id"], "Xenia Quibblesworth"))
    town.remove(town.removal(["in/c.txt"]))
    assert [row["action"] for row in town.corrections()] == ["merge"]
    raw = b"".join(path.read_bytes() for path in Path().glob(f"{RECORD}*"))
    assert b"whole town" not in raw
    assert b"Quibblesworth" not in raw


def correcting(path, n):
    with Record(path) as record:
        for _ in range(1000):
            record.undo(record.merge_people("Ada Lund", "Ada Lunde"))


def test_killed_on_the_way_it_is_kept_whole_or_not_at_all(town):
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["onrecord.correct"])
    for moment in (0.0, 0.01, 0.03, 0.1):
        worker = context.Process(target=correcting, args=(RECORD, 1), daemon=True)
        before = len(list(town.corrections()))
        worker.start()
        while len(list(town.corrections())) == before and worker.exitcode is None:
            time.sleep(0.005)
        time.sleep(moment)
        worker.kill()
        worker.join()
        with closing(sqlite3.connect(RECORD)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        last = list(town.corrections())[-1]
        assert len(list(town.people("Lund"))) == (1 if last["action"] == "merge" else 2)
        if last["action"] == "merge":
            town.undo(last["id"])
    assert json.dumps(list(town.people()))
