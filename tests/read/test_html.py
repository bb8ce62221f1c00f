"""Pages: the text as rendered, the body aligned to it, and the facts a page states."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.read import read
from onrecord.read.align import coverage
from onrecord.read.formats import read_bytes
from onrecord.read.html import parse
from onrecord.read.page import Rendered, render
from onrecord.terms import Article, Document, Skipped

FELL = "The bridge over the Sill at Harrowgate fell on Tuesday night, the council said. Nobody was hurt in the fall."
MAYOR = (
    "Mayor Ada Quill called it “a warning to us all” and promised an inquiry within the month, to be held in public."
)
SPRING = "Work on a new bridge is to begin in the spring, according to the county engineer, who has drawn up two plans."
FLOOD = "A second flood came on Friday, and the market square stood under water for nine hours while the pumps ran."
BODY = [FELL, MAYOR, SPRING, FLOOD]


def page(body: str = "", *, head: str = "", html: str = 'lang="en"') -> str:
    paragraphs = body or "".join(f"<p>{words}</p>" for words in BODY)
    return f"""<!DOCTYPE html><html {html}><head><title>Bridge falls - Harrow Courier</title>{head}
    <style>p {{ color: red }}</style></head>
    <body><nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
    <main><article><h1>Bridge falls</h1><div class="text">{paragraphs}</div></article></main>
    <footer><p>Harrow Courier, 1 Mill Lane</p></footer><script>var words = "no text";</script></body></html>"""


def rendered(markup: str) -> Rendered:
    import lxml.html

    return render(lxml.html.document_fromstring(markup))


def article(markup: str) -> tuple[str, Article]:
    text, found, _, _ = parse(markup)
    assert len(found) == 1
    return text, found[0]


def body(markup: str) -> list[str]:
    text, found = article(markup)
    return [" | ".join(text[start:end] for start, end in paragraph) for paragraph in found.body]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One  \n two</p><p>three</p>", "One two\n\nthree"),
        ("<div>one<p>two</p>three</div>", "one\n\ntwo\n\nthree"),
        ("<p>one<br>two<br/><br>three</p>", "one\ntwo\n\nthree"),
        ("<p>a <b>bold</b><i> word</i>, a <a href='/'>link</a>.</p>", "a bold word, a link."),
        ("<p>a<!-- note --> b</p><!-- c --> d", "a b\n\nd"),
        ("<p>seen</p><p hidden>not</p><p style='display: none'>nor</p><script>x</script>after", "seen\n\nafter"),
        ("<template><p>not</p></template><noscript>nor</noscript><p>seen</p>", "seen"),
        ("<table><tr><td>Mill</td><td>4</td></tr><tr><td>Inn</td><td>9</td></tr></table>", "Mill 4\n\nInn 9"),
        (f"<table><tr><td>{FELL}</td><td>{MAYOR}</td></tr></table>", f"{FELL}\n\n{MAYOR}"),
        ("<pre>one\n  two</pre>", "one\n  two"),
        ("<ul><li>one<li>two</ul>", "one\n\ntwo"),
        ("<p>soft\u00adly &amp; well&nbsp;done</p>", "softly & well\u00a0done"),
        ("<p>&lt;b&gt; &#x1F600;</p>", "<b> \U0001f600"),
        ("<p>It <q>fell, <q>all</q> of it</q>.</p>", "It “fell, ‘all’ of it”."),
        ("<p><q>\n It <b>fell</b> \n</q> he said.</p><p><q></q>on</p>", "“It fell” he said.\n\n“”on"),
        ("<p><q>“It fell”</q> <q>x</q><q hidden>y</q></p>", "“It fell” “x”"),
        ("<q><p>It fell</p></q>", "It fell"),
    ],
)
def test_rendering(markup: str, text: str) -> None:
    found = rendered(f"<html><body>{markup}</body></html>")
    assert found.text == text
    assert "\n\n".join(found.text[block.start : block.end] for block in found.blocks) == text


def test_places_lead_to_their_elements() -> None:
    import lxml.html

    markup = page()
    root = lxml.html.document_fromstring(markup)
    found = render(root)
    for place in found.places:
        (element,) = root.xpath(place.where)
        assert found.text[place.start : place.end] in " ".join(element.text_content().split())


def test_the_whole_page_is_text_and_the_article_its_body() -> None:
    text, found = article(page())
    assert text.startswith("Home\n\nSport\n\nBridge falls\n\n")
    assert text.endswith("Harrow Courier, 1 Mill Lane")
    assert body(page()) == BODY
    assert found.title == "Bridge falls"


def test_a_link_in_a_sentence_and_an_embedded_post_are_kept() -> None:
    tweet = "<blockquote class='post'><p>Nobody told us about the bridge.</p>— Bo Reyes (@bo) May 3, 2024</blockquote>"
    linked = MAYOR.replace("an inquiry", "<a href='/inquiry'>an inquiry</a>")
    markup = page(f"<p>{FELL}</p><p>{linked}</p>{tweet}<p>{SPRING}</p><p>{FLOOD}</p>")
    found = body(markup)
    assert found[:2] == [FELL, MAYOR]
    assert "Nobody told us about the bridge." in found
    assert found[-1] == FLOOD


def test_furniture_between_paragraphs_is_left_out() -> None:
    boxes = (
        "<p><a href='/a'>Related: The flood of 1953 remembered</a></p><p>Advertisement</p>"
        "<figure><img src='x.jpg'><figcaption>The bridge. Photo: Dee Oakes</figcaption></figure>"
    )
    cut = FLOOD.split(" under ")
    markup = page(f"<p>{FELL}</p><p>{MAYOR}</p>{boxes}<p>{SPRING}</p><p>{cut[0]}</p>{boxes}<p>under {cut[1]}</p>")
    assert body(markup) == [FELL, MAYOR, SPRING, f"{cut[0]} | under {cut[1]}"]


def test_tail_notes_are_left_out() -> None:
    notes = "<p>Cy Lund is a reporter for the Harrow Courier.</p><p>© 2024 Harrow Courier. All rights reserved.</p>"
    markup = page("".join(f"<p>{words}</p>" for words in BODY) + notes, head='<meta name="author" content="Cy Lund">')
    assert body(markup) == BODY


@pytest.mark.parametrize(
    ("head", "authors", "outlet", "published"),
    [
        (
            '<meta name="author" content="Cy Lund"><meta property="og:site_name" content="Harrow Courier">',
            ("Cy Lund",),
            "Harrow Courier",
            None,
        ),
        (
            '<meta property="article:modified_time" content="2024-05-09">'
            '<meta property="article:published_time" content="2024-05-03T10:00:00Z">',
            (),
            None,
            "2024-05-03",
        ),
        (
            '<meta name="author" content="Harrow Courier"><meta property="og:site_name" content="Harrow Courier">',
            (),
            "Harrow Courier",
            None,
        ),
        ('<meta property="article:published_time" content="2924-05-03">', (), None, None),
        ('<meta property="article:published_time" content="2024-02-31">', (), None, None),
        ("JSON", ("Cy Lund", "Dee Oakes"), "Harrow Courier", "2024-05-03"),
        ("BROKEN", (), None, None),
    ],
)
def test_stated_facts(head: str, authors: tuple[str, ...], outlet: str | None, published: str | None) -> None:
    stated = {
        "@type": "NewsArticle",
        "headline": "Bridge falls",
        "datePublished": "2024-05-03T09:00:00+02:00",
        "dateModified": "2024-05-04",
        "author": [
            {"@type": "Person", "name": "Cy Lund"},
            {"@type": "Person", "name": "Dee Oakes"},
            {"@type": "Organization", "name": "Valley Wire"},
        ],
        "publisher": {"@type": "NewsMediaOrganization", "name": "Harrow Courier"},
    }
    graph = json.dumps({"@context": "https://schema.example", "@graph": [{"@type": "WebSite"}, stated]})
    script = '<script type="application/ld+json">{}</script>'
    head = head.replace("JSON", script.format(graph)).replace("BROKEN", script.format("[" * 50 + "{"))
    _, found = article(page(head=head))
    assert (found.authors, found.outlet, found.published) == (authors, outlet, published)


def test_a_visible_byline_and_date() -> None:
    _, found = article(page().replace("</h1>", '</h1><p class="byline">Cy Lund and Dee Oakes</p><p>3 May 2024</p>'))
    assert found.authors == ("Cy Lund", "Dee Oakes")
    assert found.published == "2024-05-03"


def test_the_sign_of_the_site_names_the_outlet() -> None:
    _, found = article(page().replace("<nav>", '<div class="logo"><a href="/">The Harrow Lamp</a></div><nav>'))
    assert found.outlet == "The Harrow Lamp"


@pytest.mark.parametrize(
    ("lang", "language"),
    [("de", "de"), ("en-GB", "en-GB"), ("en_us", "en-US"), ("EN", "en"), ("", "en"), ("x" * 50, "en")],
)
def test_language(lang: str, language: str) -> None:
    _, found = article(page(html=f'lang="{lang}"'))
    assert found.language == language
    assert [fact.where for fact in found.facts if fact.name == "language"] == (
        ["html lang"] if 0 < len(lang) < 50 else []
    )


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", "iso-8859-1"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", ""),
        ("utf-16", ""),
        ("shift_jis", "shift_jis"),
        ("iso2022_jp", "iso-2022-jp"),
    ],
)
def test_encodings_of_pages(tmp_path: Path, encoding: str, declared: str) -> None:
    words = (
        "橋が火曜日の夜に落ちた。けが人はいなかった。"
        if encoding in ("shift_jis", "iso2022_jp")
        else MAYOR.replace("an inquiry", "a café")
    )
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    path = tmp_path / "page.htm"
    path.write_bytes(page("".join(f"<p>{one}</p>" for one in ([words] * 4)), head=head).encode(encoding))
    (found,) = read(path)
    assert isinstance(found, Document)
    assert words in found.text


@pytest.mark.parametrize("share", [0.4, 0.6, 0.8, 0.95])
def test_half_a_page_is_read(share: float) -> None:
    markup = page("".join(f"<p>{words}</p>" for words in BODY * 4))
    text, found, _, _ = parse(markup[: int(len(markup) * share)])
    assert FELL in text
    assert found


@pytest.mark.parametrize("depth", [300, 3000, 100_000])
def test_deep_nesting_does_not_lose_the_text(depth: int) -> None:
    text, found, _, _ = parse(
        f"<html><body>{'<div>' * depth}<p>{FELL}</p>{'</div>' * depth}<p>{MAYOR}</p></body></html>"
    )
    assert FELL in text
    assert MAYOR in text
    assert found


def test_hidden_text_is_shown_where_the_page_hides_all_of_it() -> None:
    markup = page().replace("<main>", '<main style="display:none">')
    assert FELL in parse(markup)[0]


@pytest.mark.parametrize(
    "markup", ["words without any tag", "<p>One.</p>", "<<<>>>", "<p>&#xD800; half</p>", "<a" * 1000]
)
def test_odd_markup_never_raises(markup: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.html"
    path.write_text(markup, encoding="utf-8")
    (found,) = read(path)
    if isinstance(found, Document):
        found.text.encode("utf-8")


def test_coverage() -> None:
    found = rendered(
        "<body><p>A bridge falls.</p><p>Menu</p>"
        "<p>A bridge falls. It rained at Harrowgate.</p><p>It rained on.</p></body>"
    )
    kept = ["A bridge falls. It  rained at Harrowgate.", "It rained on."]
    assert coverage(found, kept) == [0, 0, 1, 1]
    assert coverage(found, ["It rained at Harrowgate. And somebody laughed."]) == [
        0,
        0,
        pytest.approx(0.61, abs=0.05),
        0,
    ]
    assert coverage(found, []) == [0, 0, 0, 0]
    assert coverage(found, ["", "   ", "not there at all, not one word"]) == [0, 0, 0, 0]


def test_words_in_q_stand_in_the_body_with_their_marks() -> None:
    said = "<p>Mayor Ada Quill said <q>it is a warning to us all</q> and promised an inquiry within the month.</p>"
    found = body(page(f"<p>{FELL}</p>{said}<p>{SPRING}</p><p>{FLOOD}</p>"))
    marked = "Mayor Ada Quill said “it is a warning to us all” and promised an inquiry within the month."
    assert found == [FELL, marked, SPRING, FLOOD]


@pytest.mark.parametrize(
    "markup",
    [
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li><li>Weather</li></ul></nav>",
        "<form><h1>Sign in</h1>Email <input> Password <input type='password'><p>Forgot your password?</p></form>",
    ],
)
def test_a_page_that_shows_a_menu_or_a_form_alone_is_skipped(markup: str) -> None:
    (found,) = read_bytes(f"<html><body>{markup}</body></html>".encode(), file="a.html", name="a.html")
    assert isinstance(found, Skipped), found
    assert found.file == "a.html"
    assert found.reason.startswith("holds no article: it shows nothing but a menu, a form or the like")


@pytest.mark.parametrize("markup", ["<p>It fell.</p>", f"<p>{FELL}</p><input type='password'>{'<p>It fell.</p>' * 9}"])
def test_a_page_with_a_sentence_is_read(markup: str) -> None:
    (found,) = read_bytes(f"<html><body>{markup}</body></html>".encode(), file="a.html", name="a.html")
    assert isinstance(found, Document), found
    assert found.articles
