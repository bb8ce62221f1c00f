"""A record as files: every link leads to a file, nothing runs, nothing of other articles is in a story."""

from urllib.parse import unquote

import lxml.html
import pytest

from onrecord.record import Record, RecordError
from onrecord.web.publish import _file_name, publish


@pytest.fixture(scope="module")
def site(samples_record, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published") / "site"
    with Record(samples_record) as record:
        return folder, publish(record, folder)


def pages(folder):
    return {path: lxml.html.document_fromstring(path.read_text("utf-8")) for path in folder.rglob("*.html")}


def test_every_link_leads_to_a_file_and_a_place_in_it(site):
    folder, done = site
    found = pages(folder)
    assert len(found) == done.pages
    ids = {path: {one.get("id") for one in tree.cssselect("[id]")} for path, tree in found.items()}
    for path, tree in found.items():
        for link in tree.cssselect("a[href], link[href], script[src]"):
            file, _, anchor = (link.get("href") or link.get("src")).partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.is_file(), (path.name, link.get("href"))
            if anchor and ":~:" not in anchor:
                assert unquote(anchor) in ids[target], (path.name, link.get("href"))


def test_nothing_asks_or_changes_and_nothing_comes_from_elsewhere(site):
    for path, tree in pages(site[0]).items():
        assert not tree.cssselect("form, .exports, iframe, style, [style], script:not([src])"), path
        assert tree.cssselect("meta[http-equiv]")
        assert "onrecord serve" not in tree.text_content()


def test_every_statement_can_be_searched(site, samples_record):
    folder, done = site
    with Record(samples_record) as record:
        rows = list(record.statements())
    assert done.statements == len(rows)
    index = (folder / "search-index.js").read_text("utf-8")
    assert all(f"#{row['id']}" in index for row in rows)
    assert "<" not in index


def test_a_story_holds_no_other_articles(samples_record, tmp_path):
    with Record(samples_record) as record:
        stories = list(record.stories())
        least = min(stories, key=lambda one: len(one["articles"]))
        publish(record, tmp_path / "one", story=least["id"])
        inside = {(one["id"], one["article"]) for one in least["articles"]}
        others = [record.article(row["id"], row["article"]) for row in record.articles()]
    found = pages(tmp_path / "one")
    shown = " ".join(" ".join(tree.text_content().split()) for tree in found.values())
    assert len([path for path in found if path.name.startswith("article-")]) == len(inside)
    for one in others:
        if (one.article["id"], one.article["article"]) not in inside:
            first = one.paragraphs[1][0]
            assert " ".join(one.text[slice(*first)].split())[:80] not in shown


def test_no_two_addresses_have_one_file():
    wanted = [
        "/article?id=a&article=1",
        "/article?id=a-1",
        "/article?id=a_1",
        "/article?id=A-1",
        "/articles?page=2",
        "/",
    ]
    assert len({_file_name(one) for one in wanted}) == len(wanted)


def test_a_folder_that_is_there_is_left_alone(samples_record, tmp_path):
    with Record(samples_record) as record, pytest.raises(RecordError, match="is there already"):
        publish(record, tmp_path)
    with Record(samples_record) as record, pytest.raises(RecordError, match="no story"):
        publish(record, tmp_path / "new", story="nothing")
    assert not list(tmp_path.iterdir())
