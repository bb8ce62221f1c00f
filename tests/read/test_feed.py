"""Feeds: each entry a document, with what the feed states of it."""

from __future__ import annotations

import pytest

from onrecord.read.formats import read_bytes
from onrecord.terms import Document, Fact, Skipped

from .made import ATOM, WORDS, rss


def read(data: bytes) -> list[Document | Skipped]:
    return list(read_bytes(data, file="f.xml", name="f.xml"))


def only(data: bytes) -> Document:
    (found,) = read(data)
    assert isinstance(found, Document), found
    return found


def words(found: Document) -> list[str]:
    return [found.text[start:end] for article in found.articles for start, end in article.spans]


def test_an_rss_entry() -> None:
    found = only(rss())
    (article,) = found.articles
    assert found.text == f"Bridge falls\n\n{WORDS}"
    assert words(found) == [WORDS]
    assert (article.title, article.authors, article.outlet) == ("Bridge falls", ("Cy Lund",), "The Harrow Lamp")
    assert article.published == "2022-05-03"
    assert Fact("url", "https://harrow.example/bridge", "feed entry link") in article.facts
    assert Fact("authors", "Cy Lund", "feed entry author") in article.facts
    assert found.original.startswith(b"<item><title>Bridge falls")
    assert found.original.endswith(b"</item>")


def test_an_atom_entry() -> None:
    (article,) = only(ATOM).articles
    assert (article.published, article.updated) == ("2022-05-03", "2022-05-04")


def test_content_goes_before_a_summary_and_links_at_its_end_are_left_out() -> None:
    content = (
        f"<p>{WORDS}</p><h2>Why</h2><blockquote><p>It is a warning.</p></blockquote><figure><figcaption>"
        "The bridge. Photo: Dee Oakes</figcaption></figure><p>Nobody knows why.</p>"
        "<p>The post <a href='x'>Bridge falls at last</a> at <a href='y'>the Lamp</a></p>"
    )
    found = only(
        rss(f"<item><description>Short.</description><content:encoded><![CDATA[{content}]]></content:encoded></item>")
    )
    assert words(found) == [WORDS, "Why", "It is a warning.", "Nobody knows why."]
    kinds = [(part.kind, found.text[part.span.start : part.span.end]) for part in found.articles[0].parts]
    assert kinds == [
        ("heading", "Why"),
        ("blockquote", "It is a warning."),
        ("caption", "The bridge. Photo: Dee Oakes"),
    ]


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("<author>post@lamp.example (Ada Quill)</author>", ("Ada Quill",)),
        ("<dc:creator>Cy Lund and Dee Oakes</dc:creator>", ("Cy Lund", "Dee Oakes")),
        ("<author>post@lamp.example</author>", ()),
        ("<dc:creator>The Harrow Lamp</dc:creator>", ()),
    ],
)
def test_authors(author: str, authors: tuple[str, ...]) -> None:
    assert only(rss(f"<item>{author}<description>It fell.</description></item>")).articles[0].authors == authors


def test_a_date_to_come_is_said() -> None:
    date = "<pubDate>Tue, 03 May 2922 10:00:00 GMT</pubDate>"
    found = only(rss(f"<item>{date}<description>{WORDS}</description></item>"))
    assert found.articles[0].published is None
    assert any("impossible or still to come" in doubt for doubt in found.doubts)


@pytest.mark.parametrize(
    ("names", "file"),
    [
        ("<guid isPermaLink='false'>a\u202e7</guid><link>https://lamp.example/1</link>", "f.xml/a\ufffd7"),
        ("<link>https://lamp.example/1</link>", "f.xml/https://lamp.example/1"),
        (f"<guid>{'a' * 5000}</guid>", f"f.xml/{'a' * 1000}"),
        ("<guid> </guid>", "f.xml/entry 1"),
        ("", "f.xml/entry 1"),
    ],
)
def test_what_an_entry_is_named_by(names: str, file: str) -> None:
    assert only(rss(f"<item>{names}<description>{WORDS}</description></item>")).file == file


def test_entries_that_cannot_be_cut_out_are_told_apart() -> None:
    alike = "".join(f"<item><title>{title}</title><description>{WORDS}</description></item>" for title in "ABB")
    apart = read(rss(f"{alike}<item/>"))  # of the last no bytes are found
    found = [one for one in apart if isinstance(one, Document)]
    assert len(found) == 3
    assert len({one.id for one in found}) == 3
    longer = read(rss(f"<item><description>{WORDS}</description></item>{alike}<item/>"))
    assert {one.id for one in found[:2]} <= {one.id for one in longer if isinstance(one, Document)}


def test_an_entry_that_is_never_closed_has_the_next_ones_end() -> None:
    found = read(rss(f"<item><title>One</title><description>{WORDS}</description></item><item><title>Two</title>"))
    assert [one.text.split("\n")[0] for one in found if isinstance(one, Document)] == ["One"]


def test_an_entry_without_text_names_its_page() -> None:
    (found,) = read(rss("<item><title>Bridge</title><link>https://lamp.example/1</link></item>"))
    at = "https://lamp.example/1"
    assert found == Skipped(f"f.xml/{at}", f"has no text: read its page, {at}, instead")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<a><b>words</b></a>", "is XML, but no RSS or Atom feed"),
        (b"words", "is XML, but no RSS or Atom feed"),
        (rss(" "), "is a feed without entries"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_feed(data: bytes, says: str) -> None:
    (found,) = read(data)
    assert isinstance(found, Skipped), found
    assert found.reason.startswith(says)
