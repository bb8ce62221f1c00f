"""Corrections of colleagues: merged whatever the order, nothing lost, and where two disagree both are shown."""

import json
import random
import shutil
from pathlib import Path

import pytest

from onrecord.located import Marked
from onrecord.record import Record, RecordError, Wanted

TEXT = (
    "“We will rebuild the bridge before the winter,” said Mayor Ada Lund of Haverness.\n\n"
    "“The ferry was never safe,” said Ada Lunde, who mends nets in Saltmere.\n\n"
    "“The old mill belongs to the whole town,” said Oskar Brandt.\n\nNobody heard the tower fall at night.\n"
)
OURS, THEIRS = Path("ours.record"), Path("theirs.record")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    (folder / "a.txt").write_text(TEXT, "utf-8")
    with Record(folder / "town.record", create=True) as record:
        record.build([folder / "a.txt"])
    return folder / "town.record"


@pytest.fixture
def two(built, folder):
    """The records of two colleagues, of the same article."""
    for path in (OURS, THEIRS):
        shutil.copy(built, path)
    with Record(OURS) as ours, Record(THEIRS) as theirs:
        yield ours, theirs
        assert [list(one.verify()) for one in (ours, theirs)] == [[], []]


def id_of(record, like):
    (row,) = record.statements(Wanted(like=like, rejected=True))
    return row["id"]


def sent(record, to, by="Ida"):
    """Send all corrections of a record to another."""
    path = Path(f"{random.getrandbits(64)}.jsonl")
    record.export_corrections(path)
    return to.import_corrections(path, by=by)


def state(record):
    rows = [{key: row[key] for key in ("id", "made_by", "what", "state")} for row in record.corrections()]
    findings = list(record.statements(Wanted(rejected=True))), list(record.people())
    return [row for row in rows if "came" not in row["what"]], findings


def test_what_one_says_holds_for_the_other_too_and_comes_but_once(two):
    ours, theirs = two
    theirs.merge_people("Ada Lund", "Ada Lunde", by="Ole")
    theirs.change(id_of(theirs, "mill"), Marked(polarity="denied"), by="Ole")
    row = next(theirs.statements())
    theirs.add_statement(
        row["document"], 0, Marked(content=["the tower fall at night"], cue=["heard"]), speaker="Ida Moll", by="Ole"
    )
    theirs.undo(theirs.confirm(row["id"], by="Ole"), by="Ole")
    theirs.draw_sample(2)
    found = sent(theirs, ours)
    assert (found.came, found.known, found.orphans, found.conflicts) == (5, 0, 0, 0)
    assert state(ours) == state(theirs)
    before = state(ours)
    assert sent(theirs, ours) == (0, 5, 0, 0)
    assert sent(ours, theirs) == (0, 5, 0, 0)
    assert state(ours) == state(theirs) == before
    assert ours.sample() is None  # a sample is its judge's own
    (imported,) = (row for row in ours.corrections() if row["action"] == "import")
    assert (imported["made_by"], imported["what"][:13]) == ("Ida", "5 corrections")
    with pytest.raises(RecordError, match="is an import"):
        ours.undo(imported["id"])


@pytest.mark.parametrize(
    "at", ["2026-03-01T09:30:00.000+00:00", "2026-03-01T09:30:00.120+00:00", "2026-03-01T09:30:00+00:00"]
)
def test_whenever_it_was_made_it_is_the_same_after_a_journey(two, monkeypatch, at):
    ours, theirs = two
    monkeypatch.setattr("onrecord.correct.now", lambda: at)
    SAY["moll"](ours, "Ida")
    assert sent(ours, theirs, by="Ole").came == 1
    assert [row["made_at"] for row in theirs.corrections()] == [at, at]  # it, and that it came
    assert sent(theirs, ours) == (0, 1, 0, 0)


SAY = {
    "confirm": lambda record, by: record.confirm(id_of(record, "bridge"), by=by),
    "reject": lambda record, by: record.reject(id_of(record, "bridge"), by=by),
    "brandt": lambda record, by: record.set_speaker(id_of(record, "bridge"), "Oskar Brandt", by=by),
    "moll": lambda record, by: record.set_speaker(id_of(record, "bridge"), "Ida Moll", by=by),
    "denied": lambda record, by: record.change(id_of(record, "bridge"), Marked(polarity="denied"), by=by),
    "hypothetical": lambda record, by: record.change(id_of(record, "bridge"), Marked(polarity="hypothetical"), by=by),
    "asked": lambda record, by: record.change(id_of(record, "bridge"), Marked(act="asked"), by=by),
    "shorter": lambda record, by: record.change(id_of(record, "bridge"), Marked(content=["the bridge"]), by=by),
    "longer": lambda record, by: record.change(id_of(record, "bridge"), Marked(content=["We will rebuild"]), by=by),
    "merge": lambda record, by: record.merge_people("Ada Lund", "Ada Lunde", by=by),
    "apart": lambda record, by: record.not_the_same("Ada Lunde", "Ada Lund", by=by),
    "one name": lambda record, by: record.rename_person("Ada Lund", "Ada Lund-Moll", by=by),
    "other name": lambda record, by: record.rename_person("Ada Lund", "Ada M. Lund", by=by),
    "ferry": lambda record, by: record.reject(id_of(record, "ferry"), by=by),
}
DISAGREE = [
    ("confirm", "reject"),
    ("confirm", "brandt"),
    ("reject", "denied"),
    ("brandt", "moll"),
    ("denied", "hypothetical"),
    ("shorter", "longer"),
    ("merge", "apart"),
    ("one name", "other name"),
]
AGREE = [("confirm", "confirm"), ("moll", "moll"), ("brandt", "denied"), ("denied", "asked"), ("confirm", "ferry")]
AGREE += [("denied", "denied"), ("merge", "one name"), ("merge", "confirm"), ("shorter", "shorter"), ("asked", "moll")]


@pytest.mark.parametrize(("one", "other"), DISAGREE)
def test_where_two_disagree_both_are_shown_until_one_is_kept(two, one, other):
    ours, theirs = two
    mine, yours = SAY[one](ours, "Ida"), SAY[other](theirs, "Ole")
    assert sent(theirs, ours).conflicts == 1
    (row,) = ours.conflicts()
    assert (row["ours"], row["theirs"], row["ours_by"], row["theirs_by"]) == (mine, yours, "Ida", "Ole")
    assert row["holds"] == yours  # the later one
    assert (
        sent(ours, theirs).conflicts == 0
    )  # this colleague's own is in the file: what came was made knowing nothing new
    ours.keep(mine, by="Ida")
    assert list(ours.conflicts()) == []
    sent(ours, theirs)
    assert state(ours) == state(theirs)
    with pytest.raises(RecordError, match="nothing disagrees"):
        ours.keep(mine)


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_where_they_agree_nothing_is_asked(two, one, other):
    ours, theirs = two
    SAY[one](ours, "Ida")
    SAY[other](theirs, "Ole")
    assert sent(theirs, ours).conflicts == 0
    sent(ours, theirs)
    assert state(ours) == state(theirs)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_they_are_merged_does_not_matter(two, seed):
    rng = random.Random(seed)
    for record, by in zip(two, ("Ida", "Ole"), strict=True):
        for name in rng.sample(sorted(SAY), 5):
            try:
                made = SAY[name](record, by)
            except RecordError:  # nothing left to say
                continue
            if rng.random() < 0.3:
                record.undo(made, by=by)
    ours, theirs = two
    sent(ours, theirs)
    sent(theirs, ours)
    assert state(ours) == state(theirs)


def test_what_is_about_another_article_waits_for_it(two):
    ours, theirs = two
    Path("b.txt").write_text("“The lock is shut,” said Rosa Hellquist.\n", "utf-8")
    theirs.build(["b.txt"])
    theirs.reject(id_of(theirs, "lock"), by="Ole")
    assert sent(theirs, ours) == (1, 0, 1, 0)
    assert [row["state"] for row in ours.corrections()] == ["orphan", "in force"]
    ours.build(["b.txt"])
    assert [row["state"] for row in ours.corrections()] == ["in force", "in force"]
    assert not list(ours.statements(Wanted(like="lock")))


def damaged(lines):
    rows = [json.loads(line) for line in lines]
    at = rows[1]["anchors"][0]
    yield "no file", ""
    yield "holds no corrections", "nothing\n"
    yield "holds no corrections", "[]\n"
    for said, change in {
        "no id": {"id": "../../x"},
        "is not known": {"action": "explode"},
        "what it says is no set-speaker": {"says": {"name": ["x"]}},
        "no author": {"made_by": ""},
        "Invalid isoformat": {"made_at": "yesterday"},
        "no time zone": {"made_at": "2031-05-02"},
        "no place": {"anchors": []},
        "not as long as it is": {"anchors": [{**at, "end": 10**9}]},
        "no known kind": {"anchors": [{**at, "kind": "content"}]},
        "other fields": {"more": 1},
        "undoes a correction that is nowhere": {"action": "undo", "says": {"of": "000000000000"}},
    }.items():
        yield said, "".join(json.dumps(one) + "\n" for one in (rows[0], {**rows[1], **change}))
    yield "line 2", lines[0] + '{"id": \n'
    yield "line 2", lines[0] + "[" * 100_000 + "\n"


def test_a_file_that_is_none_is_refused_whole(two):
    ours, theirs = two
    SAY["moll"](theirs, "Ole")
    theirs.export_corrections(Path("good.jsonl"))
    with pytest.raises(RecordError, match="is there already"):
        theirs.export_corrections(Path("good.jsonl"))
    for said, content in damaged(Path("good.jsonl").read_text("utf-8").splitlines(keepends=True)):
        Path("bad.jsonl").unlink(missing_ok=True)
        if content:
            Path("bad.jsonl").write_text(content, "utf-8")
        with pytest.raises(RecordError, match="cannot be read" if said == "no file" else said):
            ours.import_corrections(Path("bad.jsonl"))
    assert list(ours.corrections()) == []
    assert {row["standing"] for row in ours.statements()} == {"machine"}


def test_one_of_the_same_id_that_says_another_thing_is_refused(two):
    ours, theirs = two
    SAY["moll"](theirs, "Ole")
    sent(theirs, ours)
    theirs.export_corrections(Path("good.jsonl"))
    Path("bad.jsonl").write_text(Path("good.jsonl").read_text("utf-8").replace("Ida Moll", "Ida Mole"), "utf-8")
    with pytest.raises(RecordError, match="one of them was changed"):
        ours.import_corrections(Path("bad.jsonl"))


def test_from_the_command_line(two, run):
    ours, theirs = two
    mine, yours = SAY["confirm"](ours, "Ida"), SAY["reject"](theirs, "Ole")
    assert "exported: 1 correction" in run("corrections", "export", "to.jsonl", "-r", THEIRS).err
    done = run("corrections", "import", "to.jsonl", "-r", OURS, "--as", "Ida")
    assert done.status == 1
    assert "1 pair disagree" in done.err
    (row,) = run("corrections", "conflicts", "-r", OURS, "--json").rows
    assert (row["ours"], row["theirs"], row["ours_says"][-8:]) == (mine, yours, "is right")
    assert run("corrections", "keep", mine, "-r", OURS).status == 0
    assert run("corrections", "conflicts", "-r", OURS).out == ""
    assert run("corrections", "import", "to.jsonl", "-r", OURS).status == 0
    assert run("corrections", "import", "none.jsonl", "-r", OURS).status == 2
