"""Statements by meaning."""

from pathlib import Path

import numpy as np
import pytest

from onrecord.record import Record, Wanted
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
