"""What lists are made of is what counting gives, whatever comes, goes or is corrected."""

import pytest
from town import article

from onrecord.record import Record, Wanted, WantedQuotations
from onrecord.store import lookup, read, tallies


def agree(record):
    """Say that all that is kept is counted so, and that nothing is left to be counted."""
    db = record._db
    assert tallies.people_counted(db)
    assert tallies.families_counted(db)
    people = list(read.people(db))
    assert record.some_people(most=-1) == (people, len(people))
    assert [tallies.person(db, row["person_id"]) for row in people] == people
    assert record.counts() == lookup.counted(db)
    for wanted in (WantedQuotations(), WantedQuotations(altered=True), WantedQuotations(speaker="lund")):
        rows = list(record.quotations(wanted))
        assert record.some_quotations(wanted, most=-1) == (rows, len(rows))
    return people


@pytest.fixture
def town(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    said = "“We will rebuild the north bridge before winter comes to this town,” said Mayor Ada Lund.\n\n"
    other = said.replace("north", "south")
    for number, more in enumerate((said, said, other, "")):
        (folder / f"{number}.txt").write_text(more + article(number), encoding="utf-8")
    with Record(tmp_path / "town.record", create=True) as record:
        record.build([folder])
        yield record, folder


def test_after_each_change(town):
    record, folder = town
    people = agree(record)
    assert len(people) > 3
    assert list(record.quotations(WantedQuotations(altered=True)))
    (folder / "4.txt").write_text(article(4), encoding="utf-8")
    (folder / "0.txt").write_text(article(9), encoding="utf-8")
    record.build([folder])
    agree(record)
    row = next(record.statements(Wanted(speaker="Lund")))
    for change in (
        lambda: record.reject(row["id"]),
        lambda: record.set_speaker(row["id"], "Ida Moll"),
        lambda: record.merge_people(people[0]["person_id"], people[1]["person_id"]),
        lambda: record.rename_person(people[2]["person_id"], "Lena Okafor"),
    ):
        correction = change()
        agree(record)
        record.undo(correction)
        agree(record)
    record.remove(record.removal([str(folder / "1.txt")]))
    agree(record)
    assert record.some_people("OKAF", most=5) == ([], 0)


def test_one_by_one_or_all_at_once(town, monkeypatch):
    record, folder = town
    before = agree(record)
    monkeypatch.setattr(tallies, "MANY", 0)
    (folder / "5.txt").write_text(article(5), encoding="utf-8")
    record.build([folder])
    assert agree(record) != before


def test_a_list_counts_for_itself_where_something_is_not_counted_yet(town):
    record, _ = town
    people = agree(record)
    record._db.execute("DELETE FROM tallies")
    record._db.execute("INSERT INTO tallies_due VALUES (?)", [people[0]["person_id"]])
    record._db.execute("DELETE FROM listed_families")
    record._db.execute("INSERT INTO families_due VALUES (1)")
    assert record.some_people(most=2) == (people[:2], len(people))
    assert record.person(people[0]["person_id"]) == people[0]
    assert record.some_quotations(most=-1)[1] > 0
