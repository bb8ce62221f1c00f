"""Stories, families, coverage and traces on the command line: for programs, in a pipe, at a terminal."""

import csv
import io
import json
from contextlib import closing

import pytest
from said import article, link, put

from onrecord.store import schema

FULL = "“We will open the lock in June, but not before the divers have seen all 40 bolts of the lower gate.”"
ALTERED = FULL.replace("40", "14")
HOSTILE = "“The lock at \x1b[31mOstrevel [bold]will be shut until the divers come back from Vint.”"


@pytest.fixture
def town(folder):
    with closing(schema.opened(folder / "t.record", create=True)) as db:
        put(
            db,
            article("a", ("Ida Brun", FULL), ("Ida Brun", HOSTILE)),
            article("b", ("Ida Brun", ALTERED), outlet="=Bell\x1b[2J"),
            article(
                "c",
                ("Per Holm", "“Nobody has asked the pilot of the Corvina what he saw that night.”"),
                day="2031-05-03",
            ),
        )
        link(db)
    return "t.record"


def test_stories(run, town):
    (story,) = run("stories", "-r", town, "--json").rows
    assert story["id"] == "a"
    assert [where["id"] for where in story["articles"]] == ["a", "b", "c"]
    assert (story["since"], story["until"]) == ("2031-05-02", "2031-05-03")
    assert "ostrevel" in story["terms"]
    assert {row["story"] for row in run("articles", "-r", town, "--json").rows} == {"a"}
    assert run("stories", "-r", town).out.split("\t")[2] == "a.txt; b.txt; c.txt"


def test_quotations(run, town):
    (family,) = run("quotations", "-r", town, "--json", "--altered", "--speaker", "brun").rows
    assert (family["articles"], family["origins"], family["earliest"]) == (2, 2, "2031-05-02")
    _, member = family["members"]
    assert member["changes"] == [{"change": "number", "ours": "14 bolts", "theirs": "40 bolts"}]
    assert {"file", "id", "article", "content", "words", "speaker", "relations", "changes"} <= member.keys()
    lines = run("quotations", "-r", town).out.splitlines()
    assert [line.split("\t")[1] for line in lines] == ["identical", "altered (number)"]
    assert "seen all [-40-] {+14+} bolts" in lines[1]
    nobody = run("quotations", "-r", town, "--speaker", "nobody")
    assert (nobody.status, nobody.out, nobody.err) == (0, "", "no quotation found\n")


def test_what_is_merged_and_split_is_listed_so(run, town):
    (story,) = run("stories", "-r", town, "--json").rows
    id = run("stories", "split", story["id"], "c", "b.txt", "-r", town).out.strip()
    assert [[where["id"] for where in row["articles"]] for row in run("stories", "-r", town, "--json").rows] == [
        ["b", "c"]
    ]
    run("stories", "merge", "a", "c", "-r", town)
    assert len(run("stories", "-r", town, "--json").rows[0]["articles"]) == 3
    (family,) = run("quotations", "-r", town, "--json").rows
    _, altered = family["members"]
    run("quotations", "split", family["id"], altered["statement"], "-r", town)
    assert run("quotations", "-r", town, "--json").rows == []
    run("quotations", "merge", family["id"], altered["statement"], "-r", town)
    assert run("quotations", "-r", town, "--json").rows == [family]
    told = [(row["action"], row["state"]) for row in run("corrections", "-r", town, "--json").rows]
    assert told == [
        (f"{what}-{of}", "in force")
        for what, of in (("split", "story"), ("merge", "stories"), ("split", "quotation"), ("merge", "quotations"))
    ]
    assert run("corrections", "undo", id, "-r", town).status == 0
    again = run("quotations", "merge", family["id"], altered["statement"], "-r", town)
    assert (again.status, again.err.count("\n")) == (2, 1)


def test_compare_says_what_is_not_in_an_article(run, town):
    rows = run("compare", "b", "-r", town, "--json").rows
    assert rows == run("compare", "a", "-r", town, "--json").rows  # any article of it leads to the story
    cells = {tuple(len(cell["said"]) for cell in row["cells"]) for row in rows}
    assert cells == {(1, 1, 0), (1, 0, 0), (0, 0, 1)}
    out = run("compare", "a", "c", "-r", town).out
    assert "not in this article" in out
    assert "omitted" not in out


def test_compare_needs_two_articles_that_are_there(run, town):
    missing = run("compare", "nothing", "-r", town)
    assert (missing.status, "nothing" in missing.err) == (2, True)


def test_trace_shows_every_wording(run, town):
    rows = run("trace", "the divers have seen all 40 bolts", "-r", town, "--json").rows
    assert [(row["id"], row["relations"]) for row in rows] == [("a", ["identical"]), ("b", ["altered"])]
    assert len({row["family"] for row in rows}) == 1
    assert run("trace", "a wholly different matter altogether", "-r", town).err == "no wording found\n"
    assert run("trace", "...", "-r", town).status == 2


def test_trace_shows_what_has_only_the_occasion_in_common_with_others(folder, run):
    said = "“The lower gate has to be new before the lock at Ostrevel opens, whatever the council of Vint would pay.”"
    again = (
        "“The lower gate has to be new before the lock at Ostrevel opens, and nobody asked me what it costs to dive.”"
    )
    with closing(schema.opened(folder / "t.record", create=True)) as db:
        put(db, article("a", ("Ida Brun", said)), article("b", ("Ida Brun", again)))
        link(db)
    assert [row["relations"] for row in run("quotations", "-r", "t.record", "--json").rows[0]["members"]] == [
        ["identical"],
        ["same-occasion"],
    ]
    found = run("trace", "nobody asked me what it costs to dive", "-r", "t.record", "--json").rows
    assert [(row["id"], row["relations"]) for row in found] == [("b", ["identical"])]


COMMANDS = (("stories",), ("quotations",), ("compare", "a"), ("trace", "the divers come back from Vint"))


@pytest.mark.parametrize("command", COMMANDS, ids=[command[0] for command in COMMANDS])
def test_every_form_is_harmless_and_complete(run, town, command):
    plain, made, table = (run(*command, "-r", town, *form) for form in ((), ("--json",), ("--csv",)))
    rows = list(csv.reader(io.StringIO(table.out)))
    assert len(rows) == len(made.rows) + 1
    assert all(len(row) == len(rows[0]) for row in rows)
    assert list(made.rows[0]) == rows[0]
    assert "\x1b" not in plain.out + made.out + table.out
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert json.loads(made.out.splitlines()[0])


def test_at_a_terminal_differences_are_in_colours(town, run, monkeypatch):
    from onrecord import sidebyside

    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    for command in COMMANDS[1:]:
        out = run(*command, "-r", town).out
        assert "\x1b[1m" in out or "\x1b[2m" in out
        assert "\x1b[31mOstrevel" not in out
        assert "\x1b[2J" not in out
    assert sidebyside.NOT_HERE in run("compare", "a", "-r", town).out
    monkeypatch.setattr(sidebyside, "COLUMNS", 2)
    assert f"{sidebyside.NOT_HERE}: " in run("compare", "a", "-r", town).out
