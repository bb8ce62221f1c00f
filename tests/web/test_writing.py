"""What is changed from a page: corrections and their undoing, and what is added."""

import re
import shutil
import sys
import time

import pytest

from onrecord.record import Record, Wanted
from onrecord.web.adding import Builds, safe_name

from .conftest import FORM, text


@pytest.fixture
def own(rooms, samples_record, tmp_path):
    """The reading room of a copy of the samples, to be written to."""
    path = tmp_path / "own.record"
    with Record(samples_record) as record:
        record.backup(path)
    shutil.rmtree(tmp_path / "own.added", ignore_errors=True)
    return rooms(path), path


def correct(room, **fields):
    answer = room.post("/correct", data=fields, headers=FORM, follow_redirects=False)
    assert answer.status_code == 303, text_of(answer)
    return answer.headers["location"]


def text_of(answer):
    return re.sub(r"<[^>]+>", " ", answer.text)


def test_a_speaker_is_changed_and_changed_back(own):
    room, path = own
    with Record(path) as record:
        row = next(record.statements(Wanted(speaker="Brekhurst", kind="direct")))
    back = f"/statement?id={row['id']}"
    page = room.page(correct(room, action="set-speaker", id=row["id"], other="Ida Moll", back=back))
    assert text(page, ".lead a")[0] == "Ida Moll"
    assert "corrected by a person" in text(page, "dl")[0]
    (undo,) = page.cssselect(".done [name=id]")
    correct(room, action="undo", id=undo.get("value"))
    assert text(room.page(back), ".lead a")[0] == row["speaker"]
    assert room.get("/corrections.json").json()["data"]["total"] == 2


def test_a_statement_that_is_none_leaves_the_lists(own):
    room, _ = own
    before = room.get("/search.json").json()["data"]
    id = before["statements"][0]["id"]
    correct(room, action="reject", id=id)
    after = room.get("/search.json").json()["data"]
    assert after["total"] == before["total"] - 1
    page = room.page(f"/article?id={before['statements'][0]['document']}")
    assert not page.cssselect(f'[data-note="{id}"]')


def test_an_article_is_taken_out_of_a_story_and_put_back(own):
    room, _ = own
    story = max(
        (one["story"] for one in room.get("/stories.json").json()["data"]["stories"]),
        key=lambda one: len(one["articles"]),
    )
    page = room.page(f"/story?id={story['id']}")
    names = [one.get("value") for one in page.cssselect("#leaves option")]
    assert sorted(names[1:]) == sorted(f"{one['id']}-{one['article']}" for one in story["articles"])
    last = story["articles"][-1]
    (one,) = {form.cssselect("[name=id]")[0].get("value") for form in page.cssselect("details form")}
    back = correct(room, action="split-story", id=one, other=names[-1], back=f"/story?id={story['id']}")
    assert text(room.page(back), ".done")
    left = room.get(f"/story.json?id={story['id']}").json()["data"]["story"]["articles"]
    assert len(left) == len(story["articles"]) - 1
    there = f"http://127.0.0.1:8765/article?id={last['id']}" + (
        f"&article={last['article']}" if last["article"] else ""
    )
    correct(room, action="merge-stories", id=one, other=f" {there} ")
    again = room.get(f"/story.json?id={story['id']}").json()["data"]["story"]["articles"]
    assert again == story["articles"]
    answer = room.post("/correct", data={"action": "merge-stories", "id": one, "other": "zzzz"}, headers=FORM)
    assert answer.status_code == 404


def test_a_wording_is_taken_out_of_a_quotation_and_put_back(own):
    room, _ = own
    families = room.get("/quotations.json").json()["data"]["quotations"]
    family = next(one for one in families if len([m for m in one["members"] if m["statement"]]) > 2)
    page = room.page(f"/quotation?id={family['id']}")
    out = [one.get("value") for one in page.cssselect("li [name=other]")]
    assert out == [one["statement"] for one in family["members"] if one["statement"]]
    correct(room, action="split-quotation", id=family["id"], other=out[-1])
    members = room.get(f"/quotation.json?id={out[0]}").json()["data"]["quotation"]["members"]
    assert out[-1] not in [one["statement"] for one in members]
    correct(room, action="merge-quotations", id=out[0], other=f"http://localhost:8765/statement?id={out[-1]}")
    members = room.get(f"/quotation.json?id={out[0]}").json()["data"]["quotation"]["members"]
    assert sorted(one["statement"] for one in members if one["statement"]) == sorted(out)


def test_two_people_are_merged_and_an_old_address_leads_on(own):
    room, _ = own
    first, second = room.get("/people.json").json()["data"]["people"][:2]
    correct(room, action="merge", id=first["person_id"], other=second["person_id"])
    pages = [room.get(f"/person.json?id={one['person_id']}").json()["data"]["person"] for one in (first, second)]
    assert pages[0] == pages[1]
    assert pages[0]["statements"] == first["statements"] + second["statements"]


def test_what_was_said_about_somebody_is_not_about_their_namesake(own):
    room, _ = own
    people = [one["person_id"] for one in room.get("/people.json").json()["data"]["people"] if one["kind"] == "person"]
    told = {id: room.get(f"/about.json?id={id}").json()["data"]["statements"] for id in people}
    one, other = sorted(told, key=lambda id: len(told[id]))[-2:]
    correct(room, action="rename", id=one, other="Ada Lund")
    correct(room, action="rename", id=other, other="Ada Lund")
    after = {id: room.get(f"/about.json?id={id}").json()["data"] for id in (one, other)}
    assert [len(after[id]["statements"]) for id in after] == [len(told[id]) for id in after] != [0, 0]
    assert all("Ada Lund" in row["about"] for id in after for row in after[id]["statements"])
    for id in after:
        exported = room.get(f"/about.jsonl?id={id}").text.splitlines()
        assert len(exported) == after[id]["total"] == len(told[id])
    (about,) = room.page(f"/person?id={one}").cssselect("main a[href^='/about']")
    assert text(room.page(about.get("href")), "h1") == ["What was said about Ada Lund"]


@pytest.mark.parametrize(
    "back", ["//kelder.example", "/\\kelder.example", "https://kelder.example", "javascript:alert(1)"]
)
def test_a_correction_leads_to_no_other_site(own, back):
    room, path = own
    with Record(path) as record:
        row = next(record.statements())
    assert correct(room, action="confirm", id=row["id"], back=back).startswith("/corrections?")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"action": "confirm", "id": "zzzz"}, 404),
        ({"action": "delete", "id": "zzzz"}, 422),
        ({"action": "merge", "id": "nobody", "other": "no one"}, 422),
        ({}, 422),
    ],
)
def test_a_correction_of_nothing_is_refused(own, fields, status):
    room, _ = own
    assert room.post("/correct", data=fields, headers=FORM).status_code == status


def test_files_are_added_while_others_read(own):
    room, path = own
    before = room.get("/index.json").json()["data"]["on_record"]["articles"]
    files = [
        ("files", ("../../bell.txt", "“We close the ferry on Friday,” said Rosa Hellquist.\n".encode())),
        ("files", ("bell.zip", b"no zip")),
    ]
    answer = room.post("/add", files=files, headers=FORM, follow_redirects=False)
    where = answer.headers["location"]
    for _ in range(400):
        build = room.get(where.replace("?", ".json?")).json()["data"]["build"]
        if build["summary"] or build["error"]:
            break
        time.sleep(0.1)
    assert build["error"] is None
    assert (build["summary"]["read"], [one["file"] for one in build["summary"]["skipped"]]) == (
        1,
        [str(path.with_name("own.added") / "bell.zip")],
    )
    page = room.page(where)
    assert "Skipped, and why" in text(page, "main")[0]
    assert not page.cssselect("[data-follow]")
    assert sorted(one.name for one in path.with_name("own.added").iterdir()) == ["bell.txt", "bell.zip"]
    assert room.get("/index.json").json()["data"]["on_record"]["articles"] == before + 1
    assert room.get("/search.json?words=ferry+Friday").json()["data"]["total"] == 1


def test_a_build_that_cannot_begin_is_said_to_be_over(own, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    _, path = own
    builds = Builds(path)
    id = builds.begin(["bell.txt"])
    for _ in range(100):
        if builds[id]["error"]:
            break
        time.sleep(0.05)
    assert "add the same again" in builds[id]["error"]


def test_what_a_build_says_when_it_breaks_down_is_not_lost(own, monkeypatch, tmp_path, capfd):
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\ncat > /dev/null\necho the disk is on fire >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    _, path = own
    builds = Builds(path)
    id = builds.begin(["bell.txt"])
    for _ in range(100):
        if builds[id]["error"]:
            break
        time.sleep(0.05)
    assert "where `onrecord serve` runs" in builds[id]["error"]
    assert "the disk is on fire" in capfd.readouterr().err


def test_another_file_of_the_same_name_is_kept_beside_it(own):
    from io import BytesIO

    from onrecord.web.adding import folder, kept

    _, path = own
    into = folder(path)
    names = [
        kept("a.txt", BytesIO(data), into, newer=newer).name
        for data, newer in ((b"one", False), (b"one", False), (b"two", False), (b"three", True))
    ]
    assert names == ["a.txt", "a.txt", "a (2).txt", "a.txt"]
    assert (into / "a.txt").read_bytes() == b"three"


@pytest.mark.parametrize("fields", [{}, {"address": "file:///etc/passwd"}, {"address": "kelder.example"}])
def test_nothing_is_added_without_a_file_or_an_address(own, fields):
    room, _ = own
    assert room.post("/add", data=fields, headers=FORM).status_code == 422


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a.txt", "a.txt"),
        ("../../a.txt", "a.txt"),
        ("C:\\notes\\a.txt", "a.txt"),
        ("..", "file"),
        ("", "file"),
        (".profile", "profile"),
        ("a\0b\n\u202e.txt", "ab.txt"),
        ("a" * 300 + ".html", "a" * 120 + ".html"),
    ],
)
def test_names_of_files_lead_nowhere(name, safe):
    assert safe_name(name) == safe


def test_a_rejected_statement_is_shown_as_such_in_its_article(own):
    room, _ = own
    row = room.get("/search.json").json()["data"]["statements"][0]
    correct(room, action="reject", id=row["id"])
    page = room.page(f"/article?id={row['document']}&article={row['article']}")
    assert text(page, ".rejected s") == [row["words"]]
    place = page.cssselect(".rejected .fact a")[0].get("href")
    assert text(room.page(place.partition("#")[0]), ".looked-for")
    (undo,) = room.get("/corrections.json").json()["data"]["corrections"]
    correct(room, action="undo", id=undo["id"])
    assert not room.page(f"/article?id={row['document']}&article={row['article']}").cssselect(".rejected")
