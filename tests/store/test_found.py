"""Pages of a search hold what the whole of it holds, whichever way it is gone about."""

from itertools import count

import pytest

from onrecord.record import Record, Wanted, WantedArticles
from onrecord.store import found

WANTED = [
    Wanted(),
    Wanted(like="stone"),
    Wanted(like="the"),
    Wanted(like='"the wall"', speaker="Pruett"),
    Wanted(speaker="PRUETT", like="the"),
    Wanted(about="pruett"),
    Wanted(altered=True),
    Wanted(altered=True, speaker="e", kind="direct"),
    Wanted(kind="direct"),
    Wanted(outlet="lantern"),
    Wanted(since="2025-03-13"),
    Wanted(until="2025-03-11", kind="direct", like="the"),
    Wanted(like="???"),
    Wanted(like="zzz", speaker="Pruett"),
    Wanted(speaker="zzz"),
    Wanted(about="É"),
    Wanted(kind="indirect", like="the", outlet="lantern"),
    Wanted(speaker="e", about="e"),
]


@pytest.mark.parametrize("gone_through", [100, 2])
@pytest.mark.parametrize("often", [50_000, 0])
@pytest.mark.parametrize("few", [4000, 10, 0])
def test_pages_hold_what_there_is_once_and_in_order(samples_record, monkeypatch, few, often, gone_through):
    for name, value in (("FEW", few), ("OFTEN", often), ("GONE_THROUGH", gone_through)):
        monkeypatch.setattr(found, name, value)
    with Record(samples_record) as record:
        pruett = next(row["person_id"] for row in record.people("Pruett"))
        assert next(record.statements(Wanted(about_person=pruett)), None)
        for wanted in [*WANTED, Wanted(about_person=pruett), Wanted(about_person=pruett, like="the")]:
            rows = []
            for page in count():
                some = record.some_statements(wanted, skip=20 * page, most=20)
                rows += some.rows
                if len(some.rows) < 20:
                    break
            all_ids = {row["id"] for row in record.statements(wanted)}
            assert len(rows) == len(all_ids), wanted
            assert {row["id"] for row in rows} == all_ids
            days = [row["published"] or "9999" for row in rows]
            assert days == sorted(days)
            assert (some.total, some.more) == (len(rows), False)
            assert list(record.statements_by_date(wanted)) == rows


@pytest.mark.parametrize(
    "wanted", [Wanted(kind="direct"), Wanted(outlet="lantern", kind="direct"), Wanted(speaker="e")]
)
def test_an_article_is_gone_through_by_its_own_statements(samples_record, monkeypatch, wanted):
    monkeypatch.setattr(found, "FEW", 0)
    with Record(samples_record) as record:
        asked = []
        record._db.set_trace_callback(asked.append)
        list(found.Search(record._db, wanted).blocks())
        record._db.set_trace_callback(None)
        sql = next(one for one in asked if "CROSS JOIN statements s INDEXED BY" in one)
        plan = " ".join(row[-1] for row in record._db.execute(f"EXPLAIN QUERY PLAN {sql}"))
    assert "SEARCH s USING INDEX statements_article" in plan


def test_what_is_too_much_to_be_counted_is_told_as_more(samples_record, monkeypatch):
    for name, value in (("OFTEN", 3), ("COUNTED", 5), ("GONE_THROUGH", 1)):
        monkeypatch.setattr(found, name, value)
    with Record(samples_record) as record:
        some = record.some_statements(Wanted(like="the"), most=4)
        rows = list(record.statements(Wanted(like="the")))
    assert len(some.rows) == 4
    assert some.more
    assert 4 <= some.total < len(rows)


def test_what_one_said_in_a_kind_is_counted_to_the_last(samples_record, monkeypatch):
    wanted = Wanted(speaker="Pruett", kind="direct")
    with Record(samples_record) as record:
        said = len(list(record.statements(Wanted(speaker="Pruett"))))
        fit = len(list(record.statements(wanted)))
        assert said < len(list(record.statements(Wanted(kind="direct"))))
        for name, value in (("FEW", said), ("COUNTED", 2), ("GONE_THROUGH", 1)):
            monkeypatch.setattr(found, name, value)
        some = record.some_statements(wanted, most=1)
    assert fit > 3
    assert (some.total, some.more) == (fit, False)


@pytest.mark.parametrize("given", [{}, {"outlet": "lantern"}, {"title": "wall"}, {"since": "2025-03-13"}])
@pytest.mark.parametrize("like", ["wall", "zzz", "???"])
def test_articles_with_words_are_those_that_hold_them(samples_record, given, like):
    with Record(samples_record) as record:
        some, total = record.some_articles(WantedArticles(like=like, **given), most=5)
        plain = record._db.execute(
            "SELECT d.id, a.place FROM articles a JOIN documents d ON d.number = a.document JOIN body_search b ON"
            " b.rowid = a.number WHERE d.replaced_by IS NULL AND b.words LIKE '%' || ? || '%'"
            " AND coalesce(a.outlet, '') LIKE '%' || ? || '%' AND coalesce(a.title, '') LIKE '%' || ? || '%'"
            " AND coalesce(a.published, '') >= ? ORDER BY a.published DESC, a.number",
            [like, given.get("outlet", ""), given.get("title", ""), given.get("since", "")],
        ).fetchall()
    if like != "wall":
        assert (some, total) == ([], 0)
    else:  # LIKE finds it inside of words too
        assert total <= len(plain)
        shown = [(row["id"], row["article"]) for row in some]
        assert shown == [one for one in plain if one in shown]
