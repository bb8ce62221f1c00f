"""The rooms: each page shows what its twins say."""

import csv
import io
import json

import pytest

from onrecord.record import Record, Wanted

from .conftest import text

ROOMS = [
    "/",
    "/articles",
    "/search",
    "/nearest",
    "/people",
    "/doubts",
    "/sample",
    "/corrections",
    "/figures",
    "/timeline",
    "/check",
    "/shortcuts",
]


@pytest.mark.parametrize("path", ROOMS)
def test_each_room_has_a_page_and_its_data(room, path):
    page = room.page(path)
    assert len(text(page, "h1")) == 1
    assert not page.cssselect("script:not([src]), style, [style], [onclick]")
    envelope = room.get(("/index" if path == "/" else path) + ".json").json()
    assert set(envelope) == {"onrecord", "record", "data"}
    assert envelope["record"] == "samples.record"


def test_all_ids_of_a_page_are_its_own(room):
    for path in [*ROOMS, *links(room, "/articles", ".title a"), *links(room, "/people", "tbody th a")[:2]]:
        ids = [one.get("id") for one in room.page(path).cssselect("[id]")]
        assert len(ids) == len(set(ids)), path


def links(room, path, selector):
    return [link.get("href") for link in room.page(path).cssselect(selector)]


def test_no_link_leads_nowhere(room):
    seen, left = set(), set(ROOMS)
    while left and len(seen) < 120:
        path = left.pop()
        seen.add(path)
        answer = room.get(path)
        assert answer.status_code == 200, (path, answer.text[:300])
        if answer.headers["content-type"].startswith("text/html"):
            found = {one.get("href").partition("#")[0] for one in room.page(path).cssselect("main a[href]")}
            left |= {one for one in found if one.startswith("/")} - seen


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", Wanted()),
        ("?words=stone", Wanted(like="stone")),
        ("?words=%22stone+will+outlast%22&speaker=", Wanted(like='"stone will outlast"')),
        ("?speaker=calverdine&kind=direct", Wanted(speaker="calverdine", kind="direct")),
        ("?since=2025-03-19&until=2025-03-19", Wanted(since="2025-03-19", until="2025-03-19")),
        ("?words=zzzz", Wanted(like="zzzz")),
        ("?about=pruett&speaker=Calverdine", Wanted(about="pruett", speaker="Calverdine")),
        ("?altered=true", Wanted(altered=True)),
    ],
)
def test_search_and_its_exports_have_the_same_counts(room, samples_record, query, wanted):
    with Record(samples_record) as record:
        ids = sorted(row["id"] for row in record.statements(wanted))
    shown = text(room.page(f"/search{query}"), "#count")[0]
    assert shown == f"{len(ids)} statement{'' if len(ids) == 1 else 's'}"
    data = room.get(f"/search.json{query}").json()["data"]
    assert data["total"] == len(ids)
    assert len(data["statements"]) == min(50, len(ids))
    rows = list(csv.DictReader(io.StringIO(room.get(f"/search.csv{query}").text)))
    assert sorted(row["id"] for row in rows) == ids
    assert sorted(json.loads(line)["id"] for line in room.get(f"/search.jsonl{query}").text.splitlines()) == ids


def test_pages_of_a_search_hold_each_statement_once(room):
    first = room.get("/search.json").json()["data"]
    pages = [room.get(f"/search.json?page={n + 1}").json()["data"]["statements"] for n in range(first["pages"])]
    ids = [row["id"] for page in pages for row in page]
    assert len(ids) == len(set(ids)) == first["total"]
    assert room.get(f"/search.json?page={first['pages'] + 1}").json()["data"]["statements"] == []


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/search?since=tomorrow", 422, "no day"),
        ("/search?page=0", 422, "page"),
        ("/search?kind=loud", 422, "kind"),
        ("/article?id=nothing", 404, "nothing"),
        ("/article", 422, "id"),
        ("/statement?id=zzzz", 404, "zzzz"),
        ("/person?id=nobody", 404, "nobody"),
        ("/original?statement=zzzz", 404, "zzzz"),
        ("/original/file?id=zzzz", 404, "zzzz"),
        ("/nowhere", 404, "no such page"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(room, path, status, words):
    assert words in text(room.page(path, status), "main")[0]
    if path != "/nowhere" and "file" not in path:
        beside = path.replace("?", ".json?") if "?" in path else path + ".json"
        answer = room.get(beside)
        assert answer.status_code == status
        assert words in answer.json()["error"]["sentence"]


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/search", "since=tomorrow", 422),
        ("/articles", "until=tomorrow", 422),
        ("/timeline", "since=tomorrow", 422),
        ("/person", "id=nobody", 404),
        ("/about", "id=nobody", 404),
        ("/labels", "person=nobody", 404),
        ("/positions", "person=nobody", 404),
    ],
)
def test_exports_refuse_what_their_page_refuses(room, path, query, status):
    assert {room.get(f"{path}{suffix}?{query}").status_code for suffix in ("", ".json", ".csv", ".jsonl")} == {status}


def test_somebody_is_found_by_name_in_each_form(room):
    (who, *_) = room.get("/people.json").json()["data"]["people"]
    found = room.get("/person.json", params={"id": who["person"]}).json()["data"]
    exported = room.get("/person.jsonl", params={"id": who["person"]}).text.splitlines()
    assert found["total"] == len(exported) == who["statements"] > 0


def test_a_record_that_is_gone(rooms, tmp_path):
    assert "does not exist" in text(rooms(tmp_path / "no.record").page("/", 503), "main")[0]


def test_the_schema_knows_every_twin(room):
    paths = room.get("/openapi.json").json()["paths"]
    assert {"/index.json", "/search.json", "/search.csv", "/article.json", "/person.json"} <= set(paths)
    assert not room.get("/docs").is_success  # which would load scripts from elsewhere


def test_search_by_meaning_has_the_same_rows_in_each_form(room):
    asked = "words=they+will+mend+the+wall&kind=direct"
    page = room.page(f"/nearest?{asked}")
    data = room.get(f"/nearest.json?{asked}").json()["data"]
    assert 0 < data["total"] <= data["most"]  # of a quotation but one
    assert f"{data['total']} statements, the nearest in meaning first" in text(page, "h2#count")[0]
    near = [row["nearness"] for row in data["statements"]]
    assert near == sorted(near, reverse=True)
    assert {row["kind"] for row in data["statements"]} == {"direct"}
    assert len(page.cssselect(".said")) == data["total"]
    rows = list(csv.DictReader(io.StringIO(room.get(f"/nearest.csv?{asked}").text)))
    assert [row["id"] for row in rows] == [row["id"] for row in data["statements"]]
    lines = room.get(f"/nearest.jsonl?{asked}").text.splitlines()
    assert [json.loads(line)["nearness"] for line in lines] == near


def test_search_by_meaning_says_that_a_record_has_no_vectors(rooms, samples_record, tmp_path):
    with Record(samples_record) as record:
        record.backup(tmp_path / "old.record")
    with Record(tmp_path / "old.record") as record:
        record._db.execute("DELETE FROM meanings")
    page = rooms(tmp_path / "old.record").page("/nearest?words=walls")
    assert text(page, "h2#count") == ["Nothing can be compared"]
    assert "no vectors" in " ".join(text(page, "#results p"))


def test_the_forms_of_a_view_are_listed_in_a_sentence(room):
    assert text(room.page("/search?words=stone"), ".exports") == ["This view as CSV, JSON Lines (all rows), JSON"]
