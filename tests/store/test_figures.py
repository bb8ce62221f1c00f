"""Figures and the timeline of a record: listings, the command line, revisions, removal."""

import csv
import io
import sqlite3
from pathlib import Path

import pytest

from onrecord.record import Record
from onrecord.store import comparisons, figures

FIRST = """Nine boats lost in Orm harbour
By Ada Quill
The Orm Bell, 5 March 2025

The storm sank 9 boats in Orm harbour on Tuesday, harbour master Bea Holm said on Wednesday. “We lost 9 boats in one
night,” Holm told reporters, who had walked down to the harbour in the rain to see what was left of the old pier.
"""
SECOND = """Harbour counts its dead boats
By Cai Rusk
The Sarn Post, 7 March 2025

The storm sank 14 boats in Orm harbour on Tuesday, according to the insurers, who sent two men to look at what was left
of the old pier. The pier itself, of oak and iron, was built in 1911 and had stood in worse weather, the men thought.
"""


@pytest.fixture
def town(folder, put):
    put({"town/first.txt": FIRST, "town/second.txt": SECOND})
    with Record(Path("town.record"), create=True) as record:
        record.build([Path("town")])
        yield record


def test_figures_stand_side_by_side_and_go_with_their_article(town, put):
    rows = list(town.figures(compared=True, like="boats"))
    assert [(row["text"], row["value"], row["compared"]) for row in rows][::2] == [
        ("9 boats", [9, 9], "first"),
        ("14 boats", [14, 14], "differs"),
    ]
    assert {row["thing"] for row in rows} == {rows[0]["thing"]}
    assert rows[-1]["to"]["text"] == "9 boats"
    assert rows[-1]["by"].startswith("the insurers")
    text = SECOND
    assert text[slice(*rows[-1]["span"])] == "14 boats"
    assert [text[slice(*span)] for span in rows[-1]["of_spans"]] == ["boats"]
    put({"town/second.txt": SECOND.replace("14 boats", "9 boats")})
    town.build([Path("town")])
    assert {row["compared"] for row in town.figures(compared=True)} == {"first", "agrees"}
    town.remove(town.removal(["town/second.txt"]))
    assert {row["file"] for row in town.figures()} == {"town/first.txt"}
    with sqlite3.connect("town.record") as db:
        counts = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("figures", "comparisons")]
        ends = db.execute(
            "SELECT count(*) FROM figure_spans WHERE figure NOT IN (SELECT number FROM figures)"
        ).fetchone()
    db.close()
    assert counts[0] == len(list(town.figures()))
    assert ends == (0,)
    assert b"insurers" not in Path("town.record").read_bytes()
    assert not list(town.verify())


def test_a_table_that_is_one_sentence_costs_no_more_for_each_of_its_figures(folder, put):
    put({"table.txt": f"{FIRST}\nBoats by the day: {'12 boats 7 nets ' * 400}\n"})
    with Record(Path("own.record"), create=True) as record:
        record.build([Path("table.txt")])
        (article,) = (number for (number,) in record._db.execute("SELECT number FROM articles"))
        found = list(comparisons.figures(record._db, article))
    assert len(found) > 800
    assert max(len(one.sentence) for one in found) <= 2 * comparisons.FAR + 20


@pytest.mark.parametrize(
    ("first", "second", "compared"),
    [
        ("Nine boats sank in the North Bight", "Fourteen boats sank off the east shore", ["first", "differs"]),
        ("In the north basin 9 boats sank", "In the south basin 14 boats sank", []),
        ("The storm sank 9 boats in the north basin", "The storm sank 14 boats in the south basin", []),
    ],
)
def test_only_words_beside_a_figure_set_it_apart(folder, put, first, second, compared):
    put(
        {
            "town/first.txt": FIRST.replace("The storm sank 9 boats", first).replace(
                "“We lost 9 boats", "“We were shut"
            ),
            "town/second.txt": SECOND.replace("The storm sank 14 boats", second),
        }
    )
    with Record(Path("town.record"), create=True) as record:
        record.build([Path("town")])
        rows = record.figures(compared=True, like="boats")
        assert [row["compared"] for row in rows if row["text"].lower() != "nine boats lost"] == compared


def test_the_timeline_is_in_order_and_has_each_statement_once(town):
    rows = list(town.timeline())
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    assert [row["date"] for row in rows if row["what"] == "event"] == ["1911", "2025-03-04", "2025-03-04"]
    said = [row for row in rows if row["what"] == "statement"]
    assert [(row["date"], row["speaker"]) for row in said if "sank" in row["text"]] == [("2025-03-05", "Bea Holm")]
    assert list(town.timeline(since="2025-03-05", until="2025-03-05")) == [
        row for row in rows if row["date"] == "2025-03-05"
    ]
    with pytest.raises(ValueError, match="is no day"):
        list(town.timeline(since="March"))


def test_the_order_of_reading_says_nothing(folder, put):
    put({"town/first.txt": FIRST, "town/second.txt": SECOND})
    found = []
    for name, order in (("a.record", ("first", "second")), ("b.record", ("second", "first"))):
        with Record(Path(name), create=True) as record:
            for file in order:
                record.build([Path(f"town/{file}.txt")])
            found.append((list(record.figures(compared=True)), list(record.timeline())))
    assert found[0] == found[1]


def test_the_commands_print_what_is_documented(samples_record, run):
    figures = run("figures", "-r", samples_record, "--json")
    assert figures.status == 0
    wanted = {"file", "id", "article", "span", "text", "value", "unit", "of", "by", "as_of"}
    assert all(wanted <= row.keys() for row in figures.rows)
    timeline = run("timeline", "-r", samples_record, "--json", "--since", "2025-03-01")
    assert all({"file", "id", "article", "span", "text", "date", "what"} <= row.keys() for row in timeline.rows)
    assert timeline.rows
    lines = list(csv.DictReader(io.StringIO(run("figures", "-r", samples_record, "--compared", "--csv").out)))
    assert {line["compared"] for line in lines} == {"first", "agrees", "differs", "grew"}
    assert run("figures", "-r", samples_record, "--like", "unicorns").out == ""
    wrong = run("timeline", "-r", samples_record, "--until", "2025-13-01")
    assert (wrong.status, wrong.out) == (2, "")
    assert "is no day" in wrong.err


def test_a_day_that_one_article_names_and_another_dates(town, put):
    second = SECOND.replace("The pier itself,", "On the night of the storm the lamps failed. The pier itself,")
    put({"town/second.txt": second.replace("on Tuesday", "this week")})
    town.build([Path("town")])
    (row,) = [row for row in town.timeline() if row["text"].startswith("On the night of the storm")]
    assert (row["date"], row["file"], row["what"]) == ("2025-03-04", "town/second.txt", "event")
    text = Path("town/second.txt").read_text("utf-8")
    assert text[slice(*row["expression"])] == "the night of the storm"
    town.remove(town.removal(["town/first.txt"]))
    assert not [row for row in town.timeline() if row["text"].startswith("On the night of the storm")]
    assert not list(town.verify())


@pytest.mark.parametrize("few", [figures.FEW, 0])
def test_figures_with_some_words_are_those_that_the_list_has(town, put, monkeypatch, few):
    monkeypatch.setattr(figures, "FEW", few)

    def listed(like, *, compared=False):
        found = town.some_figures(like=like, compared=compared, most=2)
        rest = town.some_figures(like=like, compared=compared, skip=2, most=100)
        rows = [*found.rows, *rest.rows]
        assert len(rows) == found.total == rest.total
        every = list(town.figures(like=like, compared=compared))
        assert sorted(map(str, rows)) == sorted(map(str, every))
        return [row["text"] for row in rows]

    assert set(listed("BOATS", compared=True)) == {"9 boats", "14 boats"}
    assert listed("14 boat") == ["14 boats"]
    assert listed("boats boats") == listed("\0") == listed("no such thing") == []
    put({"town/second.txt": SECOND.replace("14 boats", "15 rafts"), "town/third.txt": SECOND.replace("14", "17")})
    town.build([Path("town")])
    assert listed("14 boat") == []
    assert listed("rafts") == ["15 rafts"]
    town.remove(town.removal(["town/third.txt"]))
    Path("town/third.txt").unlink()
    put({"town/fourth.txt": SECOND.replace("14 boats", "18 sheds")})
    town.build([Path("town")])
    assert listed("17 boats") == []
    assert listed("sheds") == ["18 sheds"]
    assert listed("") == listed(None)
