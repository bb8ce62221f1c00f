"""How articles name somebody, and what somebody said over time."""

import csv
import io

import pytest

from onrecord import positions
from onrecord.record import Record
from onrecord.store import found
from onrecord.web.views import accounts

from .conftest import text


def who(room, name):
    people = room.get("/people.json").json()["data"]["people"]
    return next(one["person_id"] for one in people if name in one["person"])


def test_what_articles_call_somebody_leads_to_its_places(room):
    person = who(room, "Calverdine")
    tree = room.page(f"/labels?person={person}")
    assert "Ruth Calverdine" in " ".join(text(tree, "h1"))
    rows = room.get(f"/labels.json?person={person}").json()["data"]["labels"]
    assert rows
    words = {label["text"].casefold() for row in rows for label in row["labels"]}
    assert any("mayor" in one for one in words)
    shown = " ".join(text(tree, "main")).casefold()
    assert all(one in shown for one in words)


def test_what_somebody_said_of_a_topic_is_in_order_of_time(room):
    person = who(room, "Calverdine")
    everything = room.get(f"/positions.json?person={person}").json()["data"]["positions"]
    some = room.get(f"/positions.json?person={person}&topic=stone").json()["data"]["positions"]
    assert 0 < len(some["statements"]) < len(everything["statements"])
    days = [one["said_on"] for one in everything["statements"] if one["said_on"]]
    assert days == sorted(days)
    tree = room.page(f"/positions?person={person}&topic=stone")
    assert "stone" in " ".join(text(tree, "main"))


def test_positions_and_labels_come_a_page_at_a_time(room, monkeypatch):
    person = who(room, "Calverdine")
    whole = room.get(f"/positions.json?person={person}").json()["data"]
    named = room.get(f"/labels.json?person={person}").json()["data"]
    assert whole["compared"]
    assert whole["total"] == len(whole["positions"]["statements"])
    monkeypatch.setattr(accounts, "MOST", 3)
    pages = [room.get(f"/positions.json?person={person}&page={n + 1}").json()["data"] for n in range(whole["total"])]
    assert [one for page in pages for one in page["positions"]["statements"]] == whole["positions"]["statements"]
    assert not pages[0]["compared"]
    assert "too many" in " ".join(text(room.page(f"/positions?person={person}"), ".notice"))
    assert {page["positions"]["since"] for page in pages} == {whole["positions"]["since"]}
    pages = [room.get(f"/labels.json?person={person}&page={n + 1}").json()["data"] for n in range(named["total"])]
    rows = [(row["id"], row["article"], [label["text"] for label in row["labels"]]) for row in named["labels"]]
    by_page = [
        (row["id"], row["article"], [one["text"] for one in row["labels"]]) for page in pages for row in page["labels"]
    ]
    assert sorted(by_page) == sorted(rows)
    assert room.page(f"/labels?person={person}").cssselect(".pager")


@pytest.mark.parametrize(("looked_at", "rare"), [(1, 0.2), (1, 1.0), (1000, 0.2)])
def test_of_who_said_very_much_pages_hold_each_utterance_once_with_all_its_reports(
    samples_record, monkeypatch, looked_at, rare
):
    monkeypatch.setattr(found, "GONE_THROUGH", 3)
    monkeypatch.setattr(positions, "LOOKED_AT", looked_at)
    monkeypatch.setattr(positions, "RARE", rare)
    monkeypatch.setattr(positions, "SOON", rare)
    said = 0
    for topic in (None, "stone", "the wall", "the new wall", "the wall of stone was old", "zzz", "the"):
        with Record(samples_record) as record:
            for one in record.people():
                monkeypatch.setattr(positions, "MANY", 1_000_000)
                whole = record.some_positions(one["person_id"], topic, most=1_000_000)
                monkeypatch.setattr(positions, "MANY", 0)
                assert record.some_positions(one["person_id"], topic, most=whole.total) == whole
                rows, more, skip = [], True, 0
                while more:
                    some = record.some_positions(one["person_id"], topic, skip=skip, most=2)
                    rows += some.found["statements"]
                    more, skip = some.more, skip + 2
                    assert not some.more or len(some.found["statements"]) == 2
                    assert some.more == (some.total < whole.total)
                while skip < some.total:
                    rows += record.some_positions(one["person_id"], topic, skip=skip, most=2).found["statements"]
                    skip += 2
                assert sorted(map(str, rows)) == sorted(map(str, whole.found["statements"]))
                said += len(rows)
    assert said > 100


def test_nobody_is_404(room):
    room.page("/labels?person=nobody00000", status=404)
    room.page("/positions?person=nobody00000", status=404)


def test_labels_and_positions_are_exported_whole(room, monkeypatch):
    person = who(room, "Calverdine")
    named = room.get(f"/labels.json?person={person}").json()["data"]["labels"]
    said = room.get(f"/positions.json?person={person}&topic=stone").json()["data"]["positions"]["statements"]
    monkeypatch.setattr(accounts, "MOST", 1)
    rows = list(csv.DictReader(io.StringIO(room.get(f"/labels.csv?person={person}").text)))
    assert [(row["id"], row["article"]) for row in rows] == [(one["id"], str(one["article"])) for one in named]
    rows = list(csv.DictReader(io.StringIO(room.get(f"/positions.csv?person={person}&topic=stone").text)))
    assert [row["words"] for row in rows] == [report["words"] for one in said for report in one["members"]]
    lines = room.get(f"/positions.jsonl?person={person}&topic=stone").text.splitlines()
    assert len(lines) == len(rows)
    assert room.get("/labels.csv?person=nobody00000").status_code == 404
    tree = room.page(f"/positions?person={person}&topic=stone")
    assert any("positions.csv" in one.get("href") for one in tree.cssselect("a"))
