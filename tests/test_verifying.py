"""Verifying corrections: what was corrected has no fault, and what is no longer what they say is told."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.located import Marked
from onrecord.record import Record, Wanted

RECORD = Path("town.record")
TEXT = (
    "“We will rebuild the bridge before the winter,” said Mayor Ada Lund of Haverness.\n\n"
    "“The ferry was never safe,” said Ada Lunde, who mends nets in Saltmere.\n\nNobody heard the tower fall at night.\n"
)


@pytest.fixture(scope="module")
def corrected(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corrected")
    (folder / "a.txt").write_text(TEXT, "utf-8")
    with Record(folder / "town.record", create=True) as record:
        record.build([folder / "a.txt"])
        (bridge,), (ferry,) = (list(record.statements(Wanted(like=words))) for words in ("bridge", "ferry"))
        record.merge_people("Ada Lund", "Ada Lunde")
        record.rename_person("Ada Lund", "Ada Lund-Moll")
        record.change(bridge["id"], Marked(content=["rebuild the bridge"], polarity="denied"))
        record.set_speaker(ferry["id"], "Oskar Brandt")
        record.add_statement(bridge["document"], 0, Marked(content=["the tower fall at night"]), speaker="Ida Moll")
        record.undo(record.reject(ferry["id"]))
        record.draw_sample(1)
    return folder / "town.record"


@pytest.fixture
def town(corrected, folder):
    return Path(shutil.copy(corrected, RECORD))


def faults(path):
    with Record(path) as record:
        return [(fault.where.partition(" ")[0], fault.fault) for fault in record.verify()]


def test_what_was_corrected_has_no_fault(town):
    with Record(town) as record:
        verification = record.verify()
        assert list(verification) == []
        assert verification.checked["correction"] == 8


DAMAGES = {
    "UPDATE statements SET standing = 'confirmed' WHERE standing = 'corrected'": ("statement", "is not what its"),
    "UPDATE statements SET standing = 'machine', speaker_set = 0": ("statement", "is not what its"),
    "UPDATE statements SET polarity = 'asserted'": ("statement", "is not what its"),
    "UPDATE statements SET person = (SELECT id FROM people WHERE name LIKE 'Ada%') WHERE speaker_set": (
        "statement",
        "is not what its",
    ),
    "UPDATE people SET name = 'Ada'": ("person", "is not who corrections say"),
    "DELETE FROM anchors": ("correction", "is about no place"),
    "UPDATE anchors SET words = 'other words'": ("correction", "quotes other words"),
    "DELETE FROM corrections WHERE action = 'reject'": ("correction", "undoes one that is not there"),
    "UPDATE corrections SET says = '{' WHERE action = 'merge'": ("the", "is damaged"),
    "DELETE FROM corrections WHERE action = 'change'": ("statement", "is not what its"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_no_longer_what_they_say_is_told(town, damage):
    with closing(sqlite3.connect(town, isolation_level=None)) as db:
        db.create_function("casefold", 1, str.casefold)
        db.execute(damage)
    where, said = DAMAGES[damage]
    assert any(found[0] == where and found[1].startswith(said) for found in faults(town)), faults(town)


def test_what_is_laid_anew_has_no_fault_any_more(town):
    with closing(sqlite3.connect(town, isolation_level=None)) as db:
        db.execute("UPDATE statements SET standing = 'machine', speaker_set = 0, polarity = 'asserted'")
    assert faults(town)
    with Record(town) as record:
        record.confirm(next(record.statements(Wanted(like="ferry")))["id"])
    assert faults(town) == []
