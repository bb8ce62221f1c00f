"""A story: its timeline as a picture, its figures and wordings side by side, its articles laid beside one another."""

import shutil

import pytest

from onrecord.record import Record
from onrecord.web.picture import picture

from .conftest import text


@pytest.fixture(scope="module")
def story(samples_record):
    with Record(samples_record) as record:
        return max(record.stories(), key=lambda one: len(one["articles"]))


def test_the_picture_says_what_the_table_says(room, story):
    page = room.page(f"/story?id={story['id']}")
    marks = page.cssselect("svg.timeline a")
    assert len(marks) > 8
    for mark in marks:
        assert mark.get("aria-label") == mark.cssselect("title")[0].text_content()
        assert page.cssselect(f"[id='{mark.get('href')[1:]}']"), mark.get("href")
    assert len(page.cssselect("svg .mark.article")) == len(text(page, "#articles ~ ul .anchor[id^=out-]"))


def test_a_figure_stands_beside_those_of_the_same_thing(room, story):
    data = room.get(f"/story.json?id={story['id']}").json()["data"]
    houses = next(one for one in data["things"] if "houses" in one["of"])
    assert {"grew", "agrees"} <= {row["compared"] for row in houses["figures"]}
    page = room.page(f"/story?id={story['id']}")
    cell = next(
        one for one in page.cssselect("[aria-label='Figures side by side'] a.cell") if "61" in one.text_content()
    )
    shown = room.page(cell.get("href").partition("#")[0])
    assert "61" in " ".join(text(shown, ".looked-for"))


def test_wordings_that_differ_are_seen_in_the_matrix(room, story):
    page = room.page(f"/story?id={story['id']}")
    matrix = page.cssselect("[aria-label='Who has which words']")[0]
    assert matrix.cssselect("td.altered ins")
    assert matrix.cssselect("td.altered del")
    assert "not in this article" in text(matrix, "td.missing")[0]


def test_articles_are_laid_side_by_side_with_what_they_share_joined(room, story):
    names = [f"{one['id']}-{one['article']}" for one in story["articles"][:3]]
    page = room.page("/beside?" + "&".join(f"article={name}" for name in names))
    assert len(page.cssselect(".beside section")) == 3
    numbers = page.cssselect(".beside .number")
    assert numbers
    for one in numbers:
        other = page.cssselect(f"[id='{one.get('href')[1:]}']")
        assert len(other) == 1
        assert other[0] is not one
        assert one.text_content().split(",")[0] == other[0].text_content().split(",")[0]
    export = page.cssselect(".exports a")[0].get("href")
    assert len(room.get(export).json()["data"]["columns"]) == 3


@pytest.mark.parametrize("count", [0, 1, 4])
def test_two_or_three_are_laid_side_by_side(room, story, count):
    names = "&".join(f"article={one['id']}-{one['article']}" for one in story["articles"][:count])
    assert room.get(f"/beside.json?{names}").status_code == 422


def test_figures_and_the_timeline_have_the_counts_of_their_exports(room):
    for query in ("/figures{}", "/figures{}?compared=true", "/figures{}?words=houses", "/timeline{}?since=2025-03-11"):
        total = room.get(query.format(".json")).json()["data"]["total"]
        assert total > 3
        assert len(room.get(query.format(".jsonl")).text.splitlines()) == total


def test_pages_of_the_timeline_follow_one_another(room, samples_record):
    with Record(samples_record) as record:
        rows = [(row["date"], row["text"], row["file"]) for row in record.timeline()]
    last = -(-len(rows) // 50)
    pages = [room.get(f"/timeline.json?page={n}").json()["data"]["entries"] for n in range(1, last + 1)]
    shown = [(row["date"], row["text"], row["file"]) for page in pages for row in page]
    assert sorted(shown) == sorted(rows)
    assert [date[:4] for date, *_ in shown] == [date[:4] for date, *_ in rows]


@pytest.mark.parametrize(
    ("dates", "published", "drawn", "outside"),
    [
        ([], [], None, 0),
        (["1998", "2025-03"], [], None, 0),
        (["2025-03-01"], [], 1, 0),
        (["2025-03-01", "2025-03-01", "2025-03-02/2025-03-04"], ["2025-03-05", None], 3, 0),
        (["1961-01-01", "2025-03-01", "199X"], ["2025-03-05"], 2, 2),
    ],
)
def test_what_is_drawn(dates, published, drawn, outside):
    found = picture([{"date": one, "what": "event"} for one in dates], published)
    if drawn is None:
        assert found is None
        return
    assert (len(found.marks), found.outside) == (drawn, outside)
    assert all(100 <= mark.x <= found.width for mark in found.marks)


def test_the_list_of_stories_holds_what_a_build_just_replaced(samples_record, story, rooms, tmp_path):
    path = tmp_path / "a.record"
    shutil.copy(samples_record, path)
    with Record(path) as record:  # as between the recording of a revision and the linking
        record._db.execute(
            "UPDATE documents SET replaced_by = (SELECT max(number) FROM documents) WHERE id = ?",
            [story["articles"][0]["id"]],
        )
        assert next(record.stories())
    room = rooms(path)
    rows = room.get("/stories.json").json()["data"]["stories"]
    assert story["articles"][0]["id"] in {row["first"]["id"] for row in rows}
