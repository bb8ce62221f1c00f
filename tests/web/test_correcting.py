"""What is corrected from pages: words marked, statements added, doubts judged, samples, and colleagues' files."""

import re
import shutil
from pathlib import Path

import pytest

from onrecord.record import Record, Wanted
from onrecord.web.pages import address

from .conftest import FORM, text


@pytest.fixture
def own(rooms, samples_record, tmp_path):
    """The reading room of a copy of the samples, to be written to."""
    path = Path(shutil.copy(samples_record, tmp_path / "own.record"))
    return rooms(path), path


def post(room, where, status=303, **fields):
    answer = room.post(where, data=fields, headers=FORM, follow_redirects=False)
    assert answer.status_code == status, re.sub(r"<[^>]+>", " ", answer.text)
    return answer.headers.get("location") if status == 303 else answer.text


def fields_of(page, action):
    """The fields of a form as a browser without scripts would send them."""
    (form,) = page.cssselect(f'form[action="{action}"][data-marking]')
    return dict(form.fields)


def row_of(path, **wanted):
    with Record(path) as record:
        return next(record.statements(Wanted(**wanted)))


def test_marking_begins_with_what_was_found_and_sends_it_back_unchanged(own):
    room, path = own
    row = row_of(path, speaker="Brekhurst", kind="direct")
    page = room.page(f"/mark?statement={row['id']}")
    data = room.get(f"/mark.json?statement={row['id']}").json()["data"]
    marked = [(word["start"], word["end"]) for part in data["paragraphs"] for word in part if word["role"] == "content"]
    assert all(any(s <= start and end <= e for s, e in row["content"]) for start, end in marked)
    assert len(marked) >= len(row["words"].split())
    assert "nothing was changed" in post(room, "/mark", 422, **fields_of(page, "/mark"))


def test_words_are_marked_by_their_places_or_by_themselves(own):
    room, path = own
    row = row_of(path, speaker="Brekhurst", kind="direct")
    fields = fields_of(room.page(f"/mark?statement={row['id']}"), "/mark")
    start, _ = row["content"][0]
    where = post(room, "/mark", **{**fields, "content_at": f"{start}-{start + 25}", "polarity": "hypothetical"})
    assert where.endswith(f"#{row['id']}")
    assert "Corrected." in text(room.page(where.partition("#")[0]), ".done")[0]
    with Record(path) as record:
        changed = record.show(row["id"]).statement
    assert (changed["content"], changed["polarity"]) == ([[start, start + 25]], "hypothetical")
    assert (changed["source"], changed["cue"]) == (row["source"], row["cue"])
    fields["source"], fields["source_at"] = "", ""
    post(room, "/mark", **fields)
    with Record(path) as record:
        assert record.show(row["id"]).statement["source"] == []


def test_words_are_found_where_what_stands_before_ends_as_they_begin(rooms, tmp_path):
    parts = ("It rained.", "All the hall cried: Ferry", "Ferry Ferry was on each wall.", "The vote was put off.")
    (tmp_path / "a.txt").write_text("\n\n".join(parts))
    with Record(tmp_path / "a.record", create=True) as record:
        record.build(tmp_path / "a.txt")
        (article,) = record.articles()
    asked = {"id": article["id"], "at": "\n\n".join(parts).index("The vote"), "words": "Ferry Ferry"}
    data = rooms(tmp_path / "a.record").get("/mark.json", params=asked).json()["data"]
    assert len(data["paragraphs"]) == 2
    assert data["words"]["content"] == "Ferry Ferry"


def test_a_missed_statement_is_added_by_words_that_were_selected(own):
    room, path = own
    row = row_of(path, kind="direct")
    with Record(path) as record:
        article = record.article(row["document"], row["article"])
        taken = [span for one in article.statements for span in one["content"]]
        free = next(
            (s, e) for paragraph in article.paragraphs for s, e in paragraph
            if e - s > 60 and not any(s < end and start < e for start, end in taken)
        )  # fmt: skip
    words = " ".join(article.text[free[0] : free[0] + 60].rpartition(" ")[0].split())
    room_of_it = address("/article", id=row["document"], article=row["article"] or None)
    where = address("/mark", id=row["document"], article=row["article"] or None, at=free[0])
    assert where in [one.get("href") for one in room.page(room_of_it).cssselect(".missed a")]
    page = room.page(f"{where}&words={words}")
    fields = fields_of(page, "/mark")
    assert fields["content"] == words
    assert fields["content_at"].startswith(f"{free[0]}-")
    post(room, "/mark", **{**fields, "content_at": "", "speaker": "Ida Moll"})
    added = row_of(path, speaker="Ida Moll")
    assert (added["words"], added["standing"]) == (words, "corrected")
    assert "stands there already" in post(room, "/mark", 422, **fields)
    assert any("Ida Moll" in note for note in text(room.page(room_of_it), ".note"))


@pytest.mark.parametrize("query", ["?statement=zzzz", "?id=none", ""])
def test_nothing_is_marked_where_nothing_is(own, query):
    own[0].page(f"/mark{query}", 404)


def test_a_doubt_that_is_judged_makes_room_for_the_next(own):
    room, _ = own
    before = room.get("/doubts.json").json()["data"]
    first, second = (row["id"] for row in before["doubts"][:2])
    where = post(room, "/correct", action="confirm", id=first, back="/doubts")
    page = room.page(where)
    assert text(page, "#count")[0] == f"{before['total'] - 1} doubtful findings"
    assert page.cssselect(".queue li")[0].get("data-statement") == second
    lines = room.get("/doubts.jsonl").text.splitlines()
    assert len(lines) == before["total"] - 1


def test_all_that_are_shown_are_judged_and_no_others(own):
    room, path = own
    page = room.page("/search?speaker=Brekhurst&kind=direct")
    ids = [one.get("value") for one in page.cssselect(".bulk [name=id]")]
    assert ids == [one.get("data-statement") for one in page.cssselect("#results [data-row]")]
    where = post(room, "/correct", action="confirm", id=ids, back="/search?speaker=Brekhurst&kind=direct")
    with Record(path) as record:
        assert {row["id"] for row in record.statements() if row["standing"] == "confirmed"} == set(ids)
    assert "confirmed by a person" in text(room.page(where), "#results")[0]
    undo = {one.get("name"): one.get("value") for one in room.page(where).cssselect(".done [name]") if one.get("value")}
    post(room, "/correct", **undo)
    with Record(path) as record:
        assert {row["standing"] for row in record.statements()} == {"machine"}
    assert post(room, "/correct", 422, action="confirm", id=["x"] * 201)


def test_the_log_has_the_name_that_somebody_gave_in_this_browser(own):
    room, path = own
    assert post(room, "/as", name="Ida  Moll", back="//elsewhere.example/") == "/corrections"
    row = row_of(path)
    post(room, "/correct", action="confirm", id=row["id"])
    (line,) = room.get("/corrections.json").json()["data"]["corrections"]
    assert line["made_by"] == "Ida Moll"
    post(room, "/as", name="")
    post(room, "/correct", action="reject", id=row["id"])
    assert room.get("/corrections.json").json()["data"]["corrections"][0]["made_by"] != "Ida Moll"


def test_a_sample_asks_without_what_was_found_and_tells_at_the_end(own):
    room, path = own
    assert "Draw a sample" in text(room.page("/sample"), "main")[0]
    where = post(room, "/sample", action="draw", size="2")
    for _ in range(2):
        data = room.get(where.replace("/sample", "/sample.json")).json()["data"]
        asked = data["question"]
        assert set(asked) == {"statement", "title", "outlet", "published", "paragraphs", "people"}
        assert any(piece["asked"] for part in asked["paragraphs"] for piece in part)
        page = room.page(where)
        people = [one.get("value") for one in page.cssselect(".answers button")]
        with Record(path) as record:
            truth = record.show(asked["statement"]).statement["person_id"] or "unknown"
        assert truth in people
        where = post(room, "/sample", action="judge", id=data["id"], statement=asked["statement"], judged=truth)
    page = room.page(where)
    assert "2 of 2100%34% to 100%" in text(page, "tbody tr")[2]
    (last,) = [one.get("value") for one in page.cssselect(".done [name=judged]")]
    where = post(room, "/sample", action="undo", id=data["id"], judged=last)
    assert "2 of 2" in text(room.page(where), ".lead")[0]
    assert post(room, "/sample", 422, action="judge", id=data["id"], statement=row_of(path)["id"], judged=" ")
    room.page("/sample?id=zzzz", 404)


def test_a_colleagues_file_is_merged_and_a_conflict_decided(own, rooms, samples_record, tmp_path):
    room, path = own
    other = rooms(Path(shutil.copy(samples_record, tmp_path / "other.record")))
    row = row_of(path, speaker="Brekhurst", kind="direct")
    post(room, "/correct", action="confirm", id=row["id"])
    post(other, "/as", name="Ole <b>")
    post(other, "/correct", action="set-speaker", id=row["id"], other="Ida Moll")
    theirs = other.get("/corrections/file")
    assert theirs.headers["content-disposition"] == 'attachment; filename="corrections.jsonl"'
    answer = room.post("/corrections/file", files={"file": ("ole.jsonl", theirs.content)}, headers=FORM)
    assert answer.status_code == 200
    page = room.page("/corrections?came=1&known=0")
    assert text(page, "#conflicts")[0] == "1 pair disagrees"
    assert any("Ole <b>" in told for told in text(page, ".side-by-side"))
    keep = page.cssselect(".side-by-side [name=id]")[0].get("value")
    page = room.page(post(room, "/correct", action="keep", id=keep))
    assert not page.cssselect("#conflicts")
    assert row_of(path, speaker="Brekhurst", kind="direct")["standing"] == "confirmed"
    answer = room.post("/corrections/file", files={"file": ("notes.txt", b"no corrections")}, headers=FORM)
    assert answer.status_code == 422
    assert "notes.txt holds no corrections" in answer.text
    assert str(tmp_path) not in answer.text
