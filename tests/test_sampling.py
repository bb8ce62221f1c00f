"""Blind samples and the queue of doubts: what is asked does not tell what was found, and counts are right."""

import json
import random
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.located import Marked
from onrecord.record import Record, RecordError, Wanted
from onrecord.sampling import wilson
from onrecord.store import doubts

RECORD = Path("town.record")


@pytest.fixture
def town(samples_record, folder):
    shutil.copy(samples_record, RECORD)
    with Record(RECORD) as record:
        yield record


def truth(record):
    return {row["id"]: row for row in record.statements()}


def judged(record, id, answer):
    """Judge a whole sample, by a function of the statement's row."""
    rows = truth(record)
    while (found := record.sample(id)).next is not None:
        record.judge(id, found.next.statement, answer(rows[found.next.statement]))
    return record.sample(id)


def test_who_agrees_with_all_that_was_found_finds_all_right(town):
    id = town.draw_sample(12)
    found = judged(town, id, lambda row: row["person_id"] or "unknown")
    assert (found.judged, found.size, found.of, found.undecided) == (12, 12, len(truth(town)), 0)
    assert [(one["right"], one["of"], one["accuracy"]) for one in found.accuracies] == [(12, 12, 1.0)] * 3
    assert found.disagreements == []
    assert list(town.corrections()) == []  # a judgement corrects nothing
    assert {row["standing"] for row in town.statements()} == {"machine"}


def test_each_answer_counts_where_it_should(town):
    id = town.draw_sample(8)
    answers = iter(["no statement", "no statement", "undecided", "Xenia Quibblesworth"])
    wrong = []

    def answer(row):
        said = next(answers, None) or row["speaker"] or "unknown"
        wrong.append(row["id"]) if said in ("no statement", "Xenia Quibblesworth") else None
        return said

    found = judged(town, id, answer)
    counts = {one["what"]: (one["right"], one["of"]) for one in found.accuracies}
    assert counts == {"words": (5, 7), "speaker": (4, 5), "both": (4, 7)}
    assert found.undecided == 1
    assert sorted(one["statement"] for one in found.disagreements) == sorted(wrong)
    low, high = wilson(4, 7)
    assert (found.accuracies[2]["low"], found.accuracies[2]["high"]) == (round(low, 3), round(high, 3))


def test_what_is_asked_does_not_tell_who_was_found_nor_what_was_corrected(town):
    row = next(town.statements(Wanted(kind="direct", speaker="Brekhurst")))
    town.set_speaker(row["id"], "Xenia Quibblesworth")
    town.change(row["id"], Marked(content=[(row["content"][0][0], row["content"][0][0] + 12)]))
    id = town.draw_sample(10**6)
    found = town.sample(id)
    assert found.size == found.of == len(truth(town))
    seen = {}
    while (found := town.sample(id)).next is not None:
        seen[found.next.statement] = found.next
        town.judge(id, found.next.statement, "undecided")
        if found.next.statement == row["id"]:
            break
    asked = seen[row["id"]]
    assert asked.words == row["words"]
    assert "Quibblesworth" not in str(asked)
    assert [name for _, name in asked.people] == sorted((name for _, name in asked.people), key=str.casefold)
    assert row["person_id"] in dict(asked.people)


def test_a_judgement_is_held_against_what_was_found_whatever_was_corrected(town):
    row = next(town.statements(Wanted(kind="direct", speaker="Brekhurst")))
    town.set_speaker(row["id"], "Xenia Quibblesworth")
    id = town.draw_sample(10**6)
    judgement = town.judge(id, row["id"], "Tomas Brekhurst")
    assert town.sample(id).accuracies[1]["right"] == 1
    town.undo(judgement)
    assert town.sample(id).judged == 0


def test_draws_are_by_chance(town):
    random.seed(7)
    draws = [set(json.loads(says)["drawn"]) for _ in range(30) for says in [drawn(town)]]
    assert all(len(one) == 20 for one in draws)
    assert len(set().union(*draws)) > 0.9 * len(truth(town))


def drawn(town):
    id = town.draw_sample(20)
    return town._db.execute("SELECT says FROM corrections WHERE id = ?", [id]).fetchone()[0]


@pytest.mark.parametrize(("right", "of", "low", "high"), [(0, 0, 0, 1), (0, 10, 0, 0.278), (10, 10, 0.722, 1)])
def test_intervals_are_those_of_wilson(right, of, low, high):
    assert [round(end, 3) for end in wilson(right, of)] == [low, high]


def test_what_is_not_in_the_sample_is_not_judged(town):
    id = town.draw_sample(1)
    asked = town.sample(id).next.statement
    other = next(row["id"] for row in town.statements() if row["id"] != asked)
    with pytest.raises(RecordError, match="is not in the sample"):
        town.judge(id, other, "unknown")
    with pytest.raises(RecordError, match="no sample has the id"):
        town.sample("zzzz")
    with pytest.raises(RecordError, match="no answer was given"):
        town.judge(id, asked, " ")


def test_from_the_command_line_it_goes_on_where_it_was_left(town, run, monkeypatch):
    monkeypatch.setenv("ONRECORD_AS", "Ida")
    answers = "0\n-\nu\n?\nq\n"
    first = CliRunner().invoke(app, ["sample", "-r", str(RECORD), "--size", "5", "--json"], input=answers)
    assert first.exit_code == 0, first.output
    rows = [json.loads(line) for line in first.stdout.splitlines() if line.startswith("{")]  # the answers are echoed
    assert [(row["what"], row["of"]) for row in rows] == [("words", 2), ("speaker", 1), ("both", 2)]
    assert "2 of 5 judged" in first.stderr
    assert town.sample(by="Ida").judged == 2
    again = run("sample", "-r", RECORD, "--results", "--csv")
    assert again.out.splitlines()[0] == "what,right,of,accuracy,low,high"
    assert run("sample", "-r", RECORD, "--results", "--as", "Ole").out == ""


def test_doubts_begin_with_what_is_gravest_and_end_when_all_is_judged(town, run):
    rows, total = town.doubts()
    assert total == len(rows) > 20
    graves = [row for row in rows if {"altered", "other-speaker"} & set(row["why"]) and row["kind"] == "direct"]
    assert rows[: len(graves)] == graves
    first = [row["doubt"] for row in rows[: len(graves)]]
    assert first == sorted(first, reverse=True)
    assert all(row["doubt"] >= 0.2 for row in rows[len(graves) :])
    every = list(town.every_doubt())
    assert sorted(row["id"] for row in every) == sorted(row["id"] for row in rows)
    assert [row["doubt"] for row in every[: len(graves)]] == first
    assert every[0]["id"] == rows[0]["id"]
    town.confirm(rows[0]["id"])
    town.reject(rows[1]["id"])
    after, left = town.doubts(most=3, skip=1)
    assert left == total - 2
    assert len(after) == 3
    out = run("doubts", "-r", RECORD, "--most", 2, "--json")
    assert [row["id"] for row in out.rows] == [row["id"] for row in town.doubts(most=2)[0]]
    assert out.rows[0]["standing"] == "machine"


def test_of_very_many_grave_doubts_the_first_are_the_same(town, monkeypatch):
    for nth, row in enumerate(town.doubts()[0][:3]):
        town._db.execute("UPDATE statements SET confidence = ? WHERE id = ?", [0.7 - nth / 10, row["id"]])
    rows, total = town.doubts()
    graves = [row for row in rows if row["why"][0] in ("altered", "other-speaker") and row["kind"] == "direct"]
    doubtful = [row["doubt"] for row in graves if row["doubt"] >= 0.2]
    assert len(doubtful) == 3
    everything = town.first_doubts(total)
    assert (everything.rows, everything.total, everything.more) == (rows, total, False)
    monkeypatch.setattr(doubts, "MANY", 0)
    first = town.first_doubts(len(doubtful))
    assert [row["doubt"] for row in first.rows] == doubtful
    assert {row["id"] for row in first.rows} <= {row["id"] for row in graves}
    assert first.more
    assert first.total <= total
    assert town.first_doubts(total).rows == rows
