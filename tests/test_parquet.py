"""Tables in Parquet: what is exported comes back the same, whole or as a slice."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from bothways import differences, rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from town import LUND, article, lines

from onrecord.parquet import conditions
from onrecord.record import Record, RecordError
from onrecord.store import portable
from onrecord.store.portable import Portable

pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'onrecord[parquet]'")

ROWS = [
    {"id": "one", "text": article(1), "outlet": "The Haverness Post", "published": "2025-03-01", "title": "One"},
    {"id": "two", "text": article(1), "outlet": "The Coast", "published": "2025-03-02", "title": "One again"},
    {"id": "three", "text": LUND, "outlet": "The Coast", "published": "2025-04-01", "title": "The bridge"},
]


@pytest.fixture
def tables(folder, put):
    """A record with a reprint and a revision, and its tables."""
    put({"in/a.jsonl": lines(*ROWS), "in/b.txt": article(4)})
    with Record(Path("town.record"), create=True) as record:
        record.build([Path("in")])
        put({"in/b.txt": article(5)})
        record.build([Path("in")])
        assert record.export(Path("tables")) == 5
    return Path("tables")


def taken(tables, where="", record="taken.record"):
    with Record(Path(record), create=True) as opened:
        return opened.take(tables, where)


def test_all_of_it_comes_back_the_same_but_for_earlier_revisions(tables, exports):
    assert taken(tables) == (4, 0)
    before, after = exports(Path("town.record")), exports(Path("taken.record"))
    assert after["statements"] == before["statements"]
    assert after["people"] == before["people"]
    current = [row for row in before["extractions"] if row["replaced_by"] is None]
    revised = next(row for row in current if row["file"] == "in/b.txt")
    revised["revision"] = 1
    assert after["extractions"] == current
    with Record(Path("taken.record")) as record:
        assert list(record.verify()) == []
        assert record.original("one") == lines(ROWS[0]).encode().rstrip()
    assert taken(tables) == (0, 4)


MADE = st.fixed_dictionaries(
    {"text": st.builds(article, st.integers(0, 5), st.integers(1, 3)) | st.text(min_size=1, max_size=40)},
    optional={
        "published": st.dates().map(str),
        "outlet": st.sampled_from(("The Coast", "Küste „Heute“")),
        "title": st.text(max_size=20),
    },
)
"""What a line of JSON Lines may hold."""


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(MADE, min_size=1, max_size=4))
def test_whatever_is_exported_comes_back_and_is_exported_the_same(tmp_path_factory, made):
    folder = tmp_path_factory.mktemp("round")
    (folder / "in.jsonl").write_text(lines(*({"id": f"n{n}", **one} for n, one in enumerate(made))), "utf-8")
    with Record(folder / "town.record", create=True) as record:
        record.build([folder / "in.jsonl"])
        record.export(folder / "there")
    with Record(folder / "back.record", create=True) as record:
        record.take(folder / "there")
        record.export(folder / "again")
        assert list(record.verify()) == []
    assert differences(rows(folder / "there"), rows(folder / "again")) == {}


def test_keys_do_not_tell_in_which_order_it_was_built(folder, put):
    put({"town/a.jsonl": lines(*ROWS), "again/a.jsonl": lines(*reversed(ROWS))})
    with Record(Path("town.record"), create=True) as record:
        record.build([Path("town")])
    with Record(Path("again.record"), create=True) as record:
        record.build([Path("again")])
    found = []
    for name in ("town.record", "again.record"):
        with closing(sqlite3.connect(name)) as db:
            reader = Portable(db)
            rows = [reader.rows(number) for number in portable.documents(db)]
        found.append(
            {one["documents"][0]["id"]: one for one in rows if one["documents"][0]["id"] in ("one", "two", "three")}
        )
    ours, others = found
    for id, rows in ours.items():
        for table in set(rows) - {"documents"}:
            assert rows[table] == others[id][table], (id, table)


SLICES = {
    'outlet = "The Coast"': {"two", "three"},
    "published >= 2025-03-02": {"two", "three"},
    "published > 2025-03-01 and published < 2025-04-01": {"two"},
    "outlet like COAST and person like lund": {"three", "two"},
    "person = 'Ada Lund' and title = 'The bridge'": {"three"},
    "id != one and media_type = application/jsonl": {"two", "three"},
    "title = Nothing": set(),
    "story = nothing": set(),
}


@pytest.mark.parametrize(("where", "expected"), SLICES.items())
def test_a_slice_holds_the_documents_with_what_was_asked_for(tables, where, expected):
    with Record(Path("town.record")) as record:
        said = {row["document"] for row in record.statements() if "Lund" in (row["speaker"] or "")}
    expected = expected & said if "person" in where else expected
    taken(tables, where)
    with Record(Path("taken.record")) as record:
        assert {row["id"] for row in record.articles()} == expected
        assert list(record.verify()) == []


def test_a_story_is_chosen_by_its_id(tables):
    with Record(Path("town.record")) as record:
        told = {row["id"]: {one["id"] for one in row["articles"]} for row in record.stories()}
    assert told
    for n, (story, documents) in enumerate(told.items()):
        taken(tables, f"story = {story}", f"{n}.record")
        with Record(Path(f"{n}.record")) as record:
            assert {row["id"] for row in record.articles()} == documents


def test_figures_dates_and_meanings_come_along_and_corrections_stay_behind(folder, put, exports):
    put({"in/a.txt": f"{LUND}\nThe bridge cost 40 million crowns, and 310 houses stood empty on 3 March 2025.\n"})
    with Record(Path("town.record"), create=True) as record:
        record.build([Path("in")])
        before = list(record.figures()), list(record.timeline()), exports(Path("town.record"))["statements"]
        (lund,) = [row for row in record.statements() if row["speaker"] == "Ada Lund"]
        record.set_speaker(lund["id"], "Oskar Brandt")
        record.export(Path("tables"))
    taken(Path("tables"))
    with Record(Path("taken.record")) as record:
        assert (list(record.figures()), list(record.timeline())) == before[:2]
        assert len(before[0]) > 1
    assert exports(Path("taken.record"))["statements"] == before[2]
    found = []
    for name in ("town.record", "taken.record"):
        with closing(sqlite3.connect(name)) as db:
            found.append(db.execute("SELECT statement, vector FROM meanings").fetchall())
    assert found[0] == found[1]


def test_reprints_are_found_among_what_was_taken(tables):
    taken(tables, "id = two")
    taken(tables, "id = one")
    with Record(Path("taken.record")) as record:
        two = next(row for row in record.articles() if row["id"] == "two")
    assert two["reprint_of"]["id"] == "one"


NONE = {
    "story like bridge": "a story is chosen by its id, not by 'like': write it as: story = ID",
    "outlet is Coast": "'outlet is Coast' cannot be understood from 'outlet is Coast' on: write it as: ",
    "colour = red": "'colour' is nothing to choose by: choose by file, id, language, ",
}


@pytest.mark.parametrize(("where", "said"), NONE.items())
def test_what_cannot_be_understood_is_refused(where, said):
    with pytest.raises(ValueError, match="^" + said):
        conditions(where)


def test_a_folder_of_something_else_and_one_that_is_there_are_refused(tables, run):
    with pytest.raises(RecordError, match="in holds no folder 'documents': name one that `onrecord export"):
        taken(Path("in"))
    done = run("export", "tables", "-r", "town.record")
    assert (done.status, done.err) == (2, "onrecord: tables is there already: name a folder that is not\n")
    assert not list(Path().glob(".*.part"))


def test_the_commands(tables, run):
    done = run("import", "tables", "-r", "slice.record", "--where", 'outlet = "The Coast"')
    assert (done.status, done.out, done.err) == (0, "", "imported: 2 documents, 0 on record before\n")
    done = run("import", "tables", "-r", "none.record", "--where", "id = nothing")
    assert (done.status, done.err) == (1, "imported: 0 documents, 0 on record before\n")
    assert not Path("none.record").exists()
    done = run("export", "more", "-r", "slice.record")
    assert (done.status, done.err) == (0, "exported: 2 documents\n")
    assert sorted(path.name for path in Path("more").iterdir()) == sorted(portable.tables())
