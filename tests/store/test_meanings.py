"""Statements by meaning."""

from pathlib import Path

import numpy as np
import pytest

from onrecord.record import Record, Wanted
from onrecord.store import found, meanings
from onrecord.store.meanings import nearness

SPEECH = (
    "“Nobody in the village will be moved while the dam is repaired,” said Mayor Oda Brell.\n\n"
    "“Our choir sold more records this spring than ever before,” said the conductor, Ilan Foss.\n\n"
    "The bus company said fares would rise by a tenth in June.\n"
)


def test_nearness_is_the_cosine_whatever_the_lengths() -> None:
    vectors = np.array([[127, 0], [50, 50], [0, 127], [-3, 0], [0, 0]], np.int8)
    near = nearness(vectors, np.array([1, 0], np.int8))
    assert near.tolist() == pytest.approx([1, 0.5**0.5, 0, -1, 0])


def test_record_gives_the_statements_nearest_in_meaning_first(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SPEECH, encoding="utf-8")
    with Record(None) as record:
        record.build([tmp_path / "a.txt"])
        found = record.nearest("No villager has to leave home during the dam works.", most=2)
        assert [one["speaker"] for one in found][:1] == ["Oda Brell"]
        assert len(found) == 2
        assert found[0]["nearness"] > found[1]["nearness"]
        (only,) = record.nearest("the singers' new album", Wanted(speaker="Foss"))
        assert only["speaker"] == "Ilan Foss"
        assert record.nearest("") == []


def test_few_vectors_are_compared_first_and_more_until_enough_are_wanted(samples_record, monkeypatch) -> None:
    vector = np.frombuffer(bytes(range(192)) * 2, np.int8)
    with Record(samples_record) as record:
        for wanted in (Wanted(), Wanted(kind="direct"), Wanted(outlet="lantern"), Wanted(like="the"), Wanted(like="?")):
            all_of_them = {row["id"] for row in record.statements(wanted)}
            monkeypatch.setattr(found, "FEW", 6000)
            monkeypatch.setattr(meanings, "FIRST", 10**9)
            exact = meanings.nearest(record._db, vector, wanted, most=7)
            assert {row["id"] for row in exact} <= all_of_them
            assert len(exact) == min(7, len(all_of_them))
            monkeypatch.setattr(found, "FEW", 0)
            for first, then in ((1, 1), (10, 50), (200, 200)):
                monkeypatch.setattr(meanings, "FIRST", first)
                monkeypatch.setattr(meanings, "THEN", then)
                some = meanings.nearest(record._db, vector, wanted, most=7)
                assert len(some) == len(exact)
                assert {row["id"] for row in some} <= all_of_them
            monkeypatch.setattr(meanings, "ENOUGH", 10**9)
            assert meanings.nearest(record._db, vector, wanted, most=7) == exact
            monkeypatch.setattr(meanings, "ENOUGH", 10)


def test_what_came_or_went_since_is_compared_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SPEECH, encoding="utf-8")
    asked = "No villager has to leave home during the dam works."
    with Record(tmp_path / "a.record", create=True) as record:
        record.build([tmp_path / "a.txt"])
        first = record.nearest(asked)
        (tmp_path / "b.txt").write_text("“All will stay at home near the dam,” said Pia Holm.\n", encoding="utf-8")
        record.build([tmp_path / "b.txt"])
        assert "Pia Holm" in {one["speaker"] for one in record.nearest(asked)}
        record.remove(record.removal([str(tmp_path / "b.txt")]))
        assert record.nearest(asked) == first
        (tmp_path / "c.txt").write_text("“Our bus is late,” said Uwe Tarn.\n", encoding="utf-8")
        record.build([tmp_path / "c.txt"])
        assert "Uwe Tarn" in {one["speaker"] for one in record.nearest(asked)}


def test_a_quotation_of_several_articles_is_given_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"A quiet week in the valley.\n\n{SPEECH}", encoding="utf-8")
    with Record(None) as record:
        record.build([tmp_path])
        rows = record.nearest("No villager has to leave home during the dam works.", most=9)
        words = [one["words"] for one in rows]
        assert len(words) == len(set(words))
        assert (rows[0]["speaker"], rows[0]["reports"]) == ("Oda Brell", 2)
        assert record.quotation(rows[0]["id"])["articles"] == 2
