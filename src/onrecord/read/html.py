"""HTML: the whole page as text, furniture included, and the article that trafilatura finds, aligned to it."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from onrecord.read.articles import articles
from onrecord.read.decode import Decoded, decode
from onrecord.read.mainbody import main_body
from onrecord.read.page import Rendered, render
from onrecord.read.pagefacts import PageFacts, page_facts
from onrecord.read.source import Source, Unreadable, digest
from onrecord.terms import Article, Document, Place, short_id

CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w.-]+)", re.IGNORECASE
)
LARGEST = 1 << 20  # characters of text beyond which no page is an article, and an extractor would take minutes
MOST_BLOCKS = 10_000
PARAGRAPHS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "cell", "div", "code", "ab", "body"})


def documents(source: Source) -> Iterator[Document]:
    """Read a page as one document.

    Raises:
        Unreadable: where it is no text, or shows none.
    """
    data = source.content()
    sha256 = digest(data)
    decoded = decode_page(data)
    text, found, places, doubts = parse(decoded.text)
    yield Document(
        id=short_id(source.name, sha256),
        file=source.file,
        text=text,
        sha256=sha256,
        media_type=source.media_type,
        encoding=decoded.encoding,
        articles=found,
        places=places,
        doubts=decoded.doubts + doubts,
        original=data,
    )


def decode_page(data: bytes) -> Decoded:
    """Decode a page by its byte order mark, as UTF-8, by what it declares, or by a guess."""
    declared = CHARSET.search(data[:4096])
    encoding = (declared[1] or declared[2]).decode("ascii") if declared else None
    if b"\0" in data and data.count(b"\0") * 1000 < len(data):
        data = data.replace(b"\0", b" ")  # a browser shows the page all the same
    return decode(data, declared=encoding)


def parse(markup: str) -> tuple[str, tuple[Article, ...], tuple[Place, ...], tuple[str, ...]]:
    """Render a page and find its article.

    Args:
        markup: the decoded page.

    Returns:
        The page's text, its articles, the places of its blocks, doubts.

    Raises:
        Unreadable: where the page shows no text.
    """
    root, doubts = _tree(markup)
    if root is None:
        text = _flat(markup)
        if not text:
            raise Unreadable("holds no text to read: save the page again, when it has loaded")
        return text, articles(text), (), doubts
    page = render(root)
    small = len(page.text) <= LARGEST and len(page.blocks) <= MOST_BLOCKS
    kept, found = _extracted(root) if small else ([], None)
    if sum(map(len, kept)) > 2 * len(page.text):  # the page hides its text until a script shows it
        page = render(root, hidden=True)
    if not page.text:
        raise Unreadable("holds no text to read: save the page again, when it has loaded")
    return page.text, _articles(page, kept, root, found), page.places, doubts


def _tree(markup: str) -> tuple[Any, tuple[str, ...]]:
    """Return the page's tree, or None and a doubt where it is nested too deeply for one."""
    import lxml.html
    from lxml import etree

    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, ()
    if any("depth" in error.message for error in parser.error_log):
        return None, ("nested too deeply for a page: read as plain text",)
    return root, ()


def _extracted(root: Any) -> tuple[list[str], Any]:
    """Return the paragraphs that trafilatura keeps, and its document with what it knows of the page."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            root,
            include_comments=False,
            favor_precision=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # a page that breaks the extractor is still a page: its text is read by the rules for plain text
        found = None
    body = getattr(found, "body", None)
    return (list(_paragraphs(body)) if body is not None else []), found


def _paragraphs(element: Any) -> Iterator[str]:
    """Yield the text of an extracted body, a piece for each of its innermost paragraphs."""
    run = element.text or ""
    for child in element:
        if child.tag in PARAGRAPHS or any(below.tag in PARAGRAPHS for below in child.iter()):
            yield run
            yield from _paragraphs(child)
            run = child.tail or ""
        else:
            run += "".join(child.itertext()) + (child.tail or "")
    yield run


def _articles(page: Rendered, kept: list[str], root: Any, found: Any) -> tuple[Article, ...]:
    facts = page_facts(root, found)
    main = main_body(page, kept, facts.authors) if any(kept) else None
    if main is None or not main.body:
        return tuple(_told(article, facts) for article in articles(page.text))
    seen = tuple(dict.fromkeys(main.header.authors))
    authors = seen if set(seen) > set(facts.authors) else facts.authors
    published = facts.published or main.header.published
    return (Article(main.body, facts.title or main.header.title, authors, facts.outlet, published, facts.language),)


def _told(article: Article, facts: PageFacts) -> Article:
    """Return an article that was found by the rules for plain text with what the page states of it."""
    return replace(
        article,
        title=article.title or facts.title,
        authors=article.authors or facts.authors,
        outlet=facts.outlet or article.outlet,
        published=facts.published or article.published,
        language=facts.language,
    )


def _flat(markup: str) -> str:
    """Return the page's text by leaving its tags out, where no tree can be made of it."""
    markup = re.sub(r"<(script|style)\b.*?</\1\s*>", " ", markup, flags=re.IGNORECASE | re.DOTALL)
    markup = re.sub(
        r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|blockquote)\b[^>]*>",
        "\n\n",
        markup,
        flags=re.IGNORECASE,
    )
    text = html.unescape(re.sub(r"<[^>]*>|<[^>]*$", "", markup))
    text = re.sub(r"[^\S\n]+", " ", text).encode("utf-8", "replace").decode()
    return re.sub(r" ?\n[ \n]*\n ?", "\n\n", text).strip()
