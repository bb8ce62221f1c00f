"""An article as it was published, its statements in place."""

import pytest

from onrecord.record import Record, WantedArticles

from .conftest import text


@pytest.fixture(scope="module")
def articles(samples_record):
    with Record(samples_record) as record:
        rows, _ = record.some_articles(WantedArticles(), most=-1)
        return [record.article(row["id"], row["article"]) for row in rows]


def address(found):
    return f"/article?id={found.article['id']}&article={found.article['article']}"


def plain(words):
    return " ".join(words.split())


def test_every_statement_is_marked_in_its_words(room, articles):
    for found in articles:
        page = room.page(address(found))
        for row in found.statements:
            assert len(page.cssselect(f'[id="{row["id"]}"]')) == 1
            note = text(page, f'[data-note="{row["id"]}"]')[0]
            assert (row["speaker"] or "Speaker unknown") in note
            for role in ("source", "cue"):
                for start, end in row[role]:
                    marked = "".join(one.text_content() for one in page.cssselect(f".{role}"))
                    assert plain(found.text[start:end]) in plain(marked)


def test_the_text_is_all_there_once_and_in_order(room, articles):
    """All of the document stands on the page, in the article or folded, but for the title that is its heading."""
    for found in articles:
        page = room.page(address(found))
        for one in page.cssselect(".margin, .missed, .folded summary, .folded.other"):
            one.drop_tree()
        shown = "".join(text(page, ".columns")).replace(" ", "")
        body = "".join(found.text[start:end] for paragraph in found.paragraphs for start, end in paragraph)
        assert "".join(body.split())[:200] in shown
        others = sum(len("".join(found.text[slice(*one.span)].split())) for one in found.neighbours)
        title = len("".join((found.article["title"] or "").split()))
        letters = len("".join(found.text.split()))
        assert letters - others - title <= len(shown) <= letters


def test_each_speaker_has_a_colour_and_a_name(room, articles):
    page = room.page(address(max(articles, key=lambda one: len(one.statements))))
    tags = page.cssselect(".legend .tag")
    assert len({tag.get("class") for tag in tags}) > 2
    assert all(tag.text_content().strip() for tag in tags)


def test_another_article_of_the_document_is_named(room, articles):
    found = next(one for one in articles if one.neighbours)
    page = room.page(address(found))
    assert any(link.get("href").startswith("/article?") for link in page.cssselect(".folded.other a"))


def test_a_statement_by_itself(room, articles):
    row = next(row for found in articles for row in found.statements if row["kind"] == "direct" and row["speaker"])
    page = room.page(f"/statement?id={row['id']}")
    assert text(page, "h1")[0] == row["words"]
    assert row["speaker"] in text(page, "main")[0]
    assert room.get(f"/statement.json?id={row['id']}").json()["data"]["statement"]["content"] == row["content"]


def test_the_original_of_a_page_is_opened_at_its_place(room, articles):
    found = next(one for one in articles if one.media_type == "text/html" and one.statements)
    for row in found.statements:
        page = room.page(f"/original?statement={row['id']}")
        assert "is marked" in text(page, ".notice")[0]
        (frame,) = page.cssselect("iframe")
        assert frame.get("sandbox") == ""
        answer = room.get(frame.get("src").partition("#")[0])
        shown = room.page(frame.get("src").partition("#")[0])
        start, end = row["content"][0]
        assert plain(found.text[start:end])[:40] in plain("".join(text(shown, ".onrecord-place")))
        assert "sandbox" in answer.headers["content-security-policy"]
        assert not shown.cssselect("script, link, img, form, [onclick], a[href]")


def test_the_original_of_a_pdf_is_drawn_with_its_lines_marked(room, articles):
    found = next(one for one in articles if one.media_type == "application/pdf" and one.statements)
    row = found.statements[0]
    (picture,) = room.page(f"/original?statement={row['id']}").cssselect("img")[:1]
    answer = room.get(picture.get("src"))
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert len(answer.content) > 10_000


def test_the_original_of_a_text_is_the_text(room, articles):
    found = next(one for one in articles if one.media_type == "text/plain" and one.statements)
    page = room.page(f"/original?statement={found.statements[0]['id']}")
    assert "plain text" in text(page, ".notice")[0]
    (shown,) = page.cssselect("pre")
    assert shown.text_content() in found.text
    spans = found.statements[0]["content"]
    assert [one.text_content() for one in shown.cssselect("mark")] == [found.text[slice(*span)] for span in spans]
    id = found.article["id"]
    for at, marked in (("9-12,3-5", [found.text[3:5], found.text[9:12]]), ("3-9,5-7", [found.text[3:9]]), ("9-3", [])):
        page = room.page(f"/original?id={id}&at={at}")
        assert [one.text_content() for one in page.cssselect("pre mark")] == marked


def test_the_original_is_opened_at_any_words(room, articles):
    kinds = set()
    for found in articles:
        start, end = found.paragraphs[-1][0]
        here = f"id={found.article['id']}&article={found.article['article']}&at={start}-{end}"
        data = room.get(f"/original.json?{here}").json()["data"]
        kinds.add(data["how"])
        assert data["statement"] is None
        assert data["content"] == [[start, end]]
        assert plain(found.text[start:end]) == plain(data["words"]) or found.text[start] in '“"'
        page = room.page(f"/original?{here}")
        if data["how"] == "page":
            assert data["placed"]
            (frame,) = page.cssselect("iframe")
            shown = room.page(frame.get("src").partition("#")[0])
            assert plain(data["words"])[:40] in plain("".join(text(shown, ".onrecord-place")))
        elif data["how"] == "pdf":
            assert data["placed"]
            assert room.get(page.cssselect("img")[0].get("src")).content.startswith(b"\x89PNG")
    assert kinds >= {"page", "pdf", "text"}


def test_an_original_that_nothing_names_is_asked_for_in_a_sentence(room, articles):
    id = articles[0].article["id"]
    for given in ("", f"?id={id}", "?at=1-2"):
        assert "nothing is named" in room.get(f"/original.json{given}").json()["error"]["sentence"]
    beyond = room.page(f"/original?id={id}&at=99999990-99999999")
    assert "no such characters" in text(beyond, ".quoted-small")[0]


@pytest.mark.parametrize("path", ["/figures", "/timeline"])
def test_figures_and_events_lead_to_their_originals(room, path):
    links = [one.get("href") for one in room.page(path).cssselect("a[href^='/original?']")]
    assert links
    for link in {*links[:3], links[-1]}:
        assert text(room.page(link), ".notice")


def test_an_original_is_saved_and_never_run(room, articles, samples_record):
    for found in articles:
        answer = room.get(f"/original/file?id={found.article['id']}")
        with Record(samples_record) as record:
            assert answer.content == record.original(found.article["id"])
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["content-security-policy"].startswith("sandbox")
        assert answer.headers["content-type"] == "application/octet-stream"
