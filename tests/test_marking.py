"""Statements whose words somebody changed, or that somebody added: kept by their places, replayed, undone."""

from pathlib import Path

import pytest
from town import RECORD, built

from onrecord.located import Marked
from onrecord.record import Record, RecordError, Wanted, WantedQuotations
from onrecord.store import portable

BRIDGE = (
    "“We will rebuild the bridge before the winter,” said Mayor Ada Lund of Haverness. It would cost 40 crowns, she"
    " thought aloud.\n\nNobody at the quay answered Oskar Brandt. The ferry, it was heard, is never to sail again.\n"
)


@pytest.fixture
def town(folder):
    built(a=BRIDGE)
    with Record(RECORD) as record:
        yield record
        assert list(record.verify()) == []


def one(record, like):
    (row,) = record.statements(Wanted(like=like))
    return row


def words(row, role, text=BRIDGE):
    return [text[start:end] for start, end in row[role]]


def export(record):
    return list(record.extractions(with_text=True)), list(record.quotations(WantedQuotations())), list(record.people())


def test_other_words_kind_and_polarity_and_all_back_again(town):
    before, found = one(town, "bridge"), export(town)
    marked = Marked(content=["We will rebuild the bridge"], source=["Lund"], cue=[], kind="mixed", polarity="denied")
    id = town.change(before["id"], marked)
    row = one(town, "bridge")
    assert (row["id"], row["standing"], row["kind"], row["polarity"]) == (before["id"], "corrected", "mixed", "denied")
    assert words(row, "content") == ["“We will rebuild the bridge"]  # with its mark
    assert (words(row, "source"), words(row, "cue")) == (["Lund"], [])
    assert not list(town.statements(Wanted(like="winter")))
    town.undo(id)
    assert export(town) == found


def test_what_is_given_by_offsets(town):
    row = one(town, "bridge")
    end = BRIDGE.index(" before")
    town.change(row["id"], Marked(content=[(0, end)]))
    assert one(town, "bridge")["content"] == [[0, end]]


def test_new_words_for_who_speaks_mean_whom_they_mean(town):
    row = one(town, "bridge")
    town.change(row["id"], Marked(source=["Oskar Brandt"]))
    assert one(town, "bridge")["speaker"] == "Oskar Brandt"
    town.set_speaker(row["id"], "Rosa Hellquist")
    assert one(town, "bridge")["speaker"] == "Rosa Hellquist"
    assert words(one(town, "bridge"), "source") == ["Oskar Brandt"]


def test_it_outlives_a_rebuild_of_a_changed_file_and_is_an_orphan_where_its_words_are_gone(town):
    row = one(town, "bridge")
    town.change(row["id"], Marked(content=["We will rebuild the bridge"]))
    town.change(row["id"], Marked(polarity="hypothetical"))
    moved = f"Rain fell on Haverness all day.\n\n{BRIDGE}"
    built(a=moved)
    row = one(town, "bridge")
    assert words(row, "content", moved) == ["“We will rebuild the bridge"]
    assert (row["polarity"], row["standing"]) == ("hypothetical", "corrected")
    built(a="Rain fell on Haverness all day.\n")
    assert [row["state"] for row in town.corrections()] == ["orphan", "orphan"]
    built(a=BRIDGE)
    assert [row["state"] for row in town.corrections()] == ["in force", "in force"]
    assert words(one(town, "bridge"), "content") == ["“We will rebuild the bridge"]


MISSED = Marked(content=["The ferry", "is never to sail again"], source=["Oskar Brandt"], cue=["heard"])


def test_a_missed_statement_is_added_found_again_and_taken_back(town):
    article = next(town.articles())
    found = export(town)
    id = town.add_statement(article["id"], 0, MISSED, by="Ida")
    row = one(town, "ferry")
    assert row["words"] == "The ferry … is never to sail again"
    assert (row["speaker"], row["kind"], row["standing"], row["confidence"]) == (
        "Oskar Brandt",
        "indirect",
        "corrected",
        1.0,
    )
    assert next(town.people("Brandt"))["statements"] == 1
    moved = f"Rain fell on Haverness all day.\n\n{BRIDGE}"
    built(a=moved)
    assert words(one(town, "ferry"), "cue", moved) == ["heard"]
    assert one(town, "ferry")["id"] == row["id"]
    built(a=BRIDGE)
    town.set_speaker(row["id"], "Ida Moll")
    town.change(row["id"], Marked(act="promised"))
    assert (one(town, "ferry")["speaker"], one(town, "ferry")["act"]) == ("Ida Moll", "promised")
    town.undo(id)
    assert [row["state"] for row in town.corrections()] == ["undone", "orphan", "orphan", "in force"]
    assert export(town)[0] != found[0]  # another revision came and went
    assert not list(town.statements(Wanted(like="ferry")))
    town.undo(list(town.corrections())[-1]["id"])
    assert one(town, "ferry")["speaker"] == "Ida Moll"


def test_an_added_statement_that_is_found_later_is_that_one(town):
    row = one(town, "bridge")
    town.reject(row["id"])
    with pytest.raises(RecordError, match="stands there already"):
        town.add_statement(row["document"], 0, Marked(content=["We will rebuild the bridge before the winter"]))
    town.undo(list(town.corrections())[-1]["id"])
    db = town._db
    text = db.execute("SELECT text FROM documents").fetchone()[0]
    db.execute("DELETE FROM statements")  # as if nothing were found there
    town.add_statement(
        row["document"], 0, Marked(content=["We will rebuild the bridge before the winter"]), speaker="Ada Lund"
    )
    added = one(town, "bridge")
    assert added["id"] != row["id"]
    Path("in/a.txt").write_text(text + "\nIt rained.\n", "utf-8")
    town.build(["in"])
    (found,) = town.statements(Wanted(like="bridge"))
    assert (found["id"], found["standing"]) != (added["id"], "machine")
    assert found["speaker"] == "Ada Lund"


def test_a_figure_is_the_statements_in_which_it_stands(town):
    (figure,) = town.figures(like="crowns")
    before = figure["by"]
    row = one(town, "bridge")
    article = next(town.articles())
    id = town.add_statement(article["id"], 0, Marked(content=["answered Oskar Brandt"]), speaker="Ada Lund")
    assert next(town.figures(like="crowns"))["by"] == before
    start = BRIDGE.index("It would cost")
    statement = figure["statement"] or row["id"]
    town.change(statement, Marked(content=[(start, start + 24)]) if statement == row["id"] else Marked(content=["she"]))
    assert next(town.figures(like="crowns"))["statement"] != figure["statement"]
    town.undo(list(town.corrections())[-1]["id"])
    town.undo(id)
    assert next(town.figures(like="crowns")) == figure


REFUSED = {
    "does not stand in the article": Marked(content=["No such words"]),
    "stands in the article 3 times": Marked(content=["the"]),
    "lies outside of the article": Marked(content=[(0, 10_000)]),
    "overlap": Marked(content=[(0, 20), (10, 30)]),
    "no words were given": Marked(content=[" "]),
    "nothing was changed": Marked(polarity="asserted"),
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_cannot_be_done_is_said_and_nothing_kept(town, said):
    row = one(town, "bridge")
    added = said.startswith("stands")
    with pytest.raises(RecordError, match=said):
        town.add_statement(row["document"], 0, REFUSED[said]) if added else town.change(row["id"], REFUSED[said])
    assert list(town.corrections()) == []


@pytest.mark.parametrize("fields", [{"kind": "loud"}, {"act": "sang"}, {"polarity": "maybe"}, {"content": []}])
def test_what_is_no_statement_is_refused(fields):
    with pytest.raises(ValueError, match=r"is no |has content"):
        Marked(**fields)


def test_several_are_confirmed_at_once_and_undone_at_once(town):
    ids = [row["id"] for row in town.statements()]
    assert len(ids) > 1
    id = town.confirm(*ids)
    assert {row["standing"] for row in town.statements()} == {"confirmed"}
    (row,) = town.corrections()
    assert f"and {len(ids) - 1} more" in row["what"]
    town.undo(id)
    assert {row["standing"] for row in town.statements()} == {"machine"}
    with pytest.raises(RecordError, match="no statement was named"):
        town.reject()


def test_from_the_command_line(town, run):
    row = one(town, "bridge")
    done = run("statements", "change", row["id"], "--content", "We will rebuild the bridge", "--cue", "", "--as", "Ida",
               "-r", RECORD)  # fmt: skip
    assert done.status == 0
    article = row["document"]
    ferry = BRIDGE.index("The ferry")
    added = run("statements", "add", article, "--content", f"{ferry}-{ferry + 9}", "--source", "Oskar Brandt",
                "-r", RECORD)  # fmt: skip
    assert one(town, "ferry")["speaker"] == "Oskar Brandt"
    rows = run("corrections", "-r", RECORD, "--json").rows
    assert [(row["action"], row["id"]) for row in rows] == [("change", done.out.strip()), ("add", added.out.strip())]
    assert rows[0]["made_by"] == "Ida"
    assert rows[0]["what"].endswith("content ““We will rebuild the bridge”, no cue")
    assert run("statements", "reject", row["id"], one(town, "ferry")["id"], "-r", RECORD).status == 0
    refused = run("statements", "add", article, "-r", RECORD)
    assert (refused.status, refused.out) == (2, "")
    assert "has content" in refused.err
    assert run("statements", "change", row["id"], "--kind", "loud", "-r", RECORD).status == 2


def test_tables_for_others_hold_what_was_found(town):
    def tables():
        (document,) = portable.documents(town._db)
        rows = portable.Portable(town._db).rows(document)
        for name in ("utterances", "wordings", "members"):  # these are linked as somebody corrected them
            del rows[name]
        return {**rows, "statements": [{**row, "standing": ""} for row in rows["statements"]]}

    found = tables()
    row = one(town, "bridge")
    town.change(row["id"], Marked(content=["rebuild the bridge"], kind="mixed", cue=[]))
    town.add_statement(row["document"], 0, MISSED)
    town.confirm(row["id"])
    assert tables() == found
