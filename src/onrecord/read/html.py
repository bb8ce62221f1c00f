"""HTML: the whole page as text, furniture included, and the article that trafilatura finds, aligned to it."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Any, get_args

from onrecord.read.articles import Found, dated, found_in
from onrecord.read.dates import Hints, named_day
from onrecord.read.decode import Decoded, decode
from onrecord.read.header import days_of
from onrecord.read.mainbody import main_body
from onrecord.read.page import Rendered, render
from onrecord.read.pagedates import guessed
from onrecord.read.pagefacts import page_facts
from onrecord.read.sentences import count, is_prose
from onrecord.read.source import Source, Unreadable
from onrecord.terms import Article, Document, Fact, FactName, Place

CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w.-]+)", re.IGNORECASE
)
LARGEST = 1 << 20  # characters of text beyond which no page is an article, and an extractor would take minutes
MOST_BLOCKS = 10_000
MOST_TAGS = 400_000
FEWEST = 30  # words; a page with fewer may be a form or a menu and nothing else
PASSWORD = re.compile(r"<input\b[^<>]{0,500}\btype\s*=\s*[\"']?password", re.IGNORECASE)
QUOTE = re.compile('["“”„«»]')
UNSHOWN = re.compile(r"<(script|style)\b", re.IGNORECASE)
CLOSES = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style")}
NAMES: tuple[FactName, ...] = get_args(FactName)
PARAGRAPHS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "cell", "div", "code", "ab", "body"})


def documents(source: Source) -> Iterator[Document]:
    """Read a page as one document.

    Raises:
        Unreadable: where it is no text, or shows none.
    """
    data = source.content()
    decoded = decode_page(data, source.charset)
    text, found, places, doubts = parse(decoded.text, name=source.name)
    yield source.document(
        data,
        text,
        () if _is_shell(decoded.text, text, found) else found,
        encoding=decoded.encoding,
        places=places,
        doubts=decoded.doubts + doubts,
    )


def _is_shell(markup: str, text: str, found: Sequence[Article]) -> bool:
    """Return whether a page has but a few words, and no sentence or a form to sign in with: it holds no article."""
    words = [text[start:end] for article in found for start, end in article.spans]
    if sum(map(count, words)) > FEWEST or any(QUOTE.search(one) for one in words):
        return False
    return bool(PASSWORD.search(markup)) or not any(map(is_prose, words))


def decode_page(data: bytes, charset: str | None = None) -> Decoded:
    """Decode a page by its byte order mark, as UTF-8, by what its sender or it itself declares, or by a guess."""
    declared = CHARSET.search(data[:4096])
    encoding = charset or ((declared[1] or declared[2]).decode("ascii") if declared else None)
    if b"\0" in data and data.count(b"\0") * 1000 < len(data):
        data = data.replace(b"\0", b" ")  # a browser shows the page all the same
    return decode(data, declared=encoding)


def parse(markup: str, *, name: str = "") -> tuple[str, tuple[Article, ...], tuple[Place, ...], tuple[str, ...]]:
    """Render a page and find its article.

    Args:
        markup: the decoded page.
        name: the file's name, whose date is taken where the page has none.

    Returns:
        The page's text, its articles, the places of its blocks, doubts.

    Raises:
        Unreadable: where the page shows no text, or is larger than can be read in seconds.
    """
    if markup.count("<") > MOST_TAGS:
        raise Unreadable(f"holds more than {MOST_TAGS:,} tags: save the part of it that you need")
    root, doubts = tree(markup)
    if root is None:
        text = _flat(markup)
        if not text:
            raise Unreadable("holds no text to read: save the page again, when it has loaded")
        plain = found_in(text, name=name)
        return text, plain.articles, (), doubts + plain.doubts
    page = render(root)
    small = len(page.text) <= LARGEST and len(page.blocks) <= MOST_BLOCKS
    kept, found = _extracted(root) if small else ([], None)
    if sum(map(len, kept)) > 2 * len(page.text):  # the page hides its text until a script shows it
        page = render(root, hidden=True)
    if not page.text:
        raise Unreadable("holds no text to read: save the page again, when it has loaded")
    read = _articles(page, kept, root, found, name)
    return page.text, read.articles, page.places, doubts + read.doubts


def tree(markup: str) -> tuple[Any, tuple[str, ...]]:
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


def _articles(page: Rendered, kept: list[str], root: Any, found: Any, name: str) -> Found:
    stated = page_facts(root, found)
    day = named_day(name)
    days = {one.day for one, _ in stated.dated if one.day} | ({day} if day else set())
    hints = Hints(stated.order, frozenset(days))
    dates, doubts = days_of(stated.dated, hints)
    facts = (*stated.facts, *dates)
    guess = [] if doubts else days_of(guessed(found), hints)[0]  # of 31 February it would make the first
    main = main_body(page, kept, stated, hints) if any(kept) else None
    if main is None or not main.body:
        plain = found_in(page.text, hints=hints)
        told = tuple(_told(one, facts, guess, own={"title", "authors"}) for one in plain.articles)
        return Found(dated(told, day), doubts + plain.doubts)
    head = main.header
    article = Article(main.body, section=head.section, facts=head.facts, parts=main.parts)
    seen = set(head.authors) > set(stated.authors) or (head.authors and not _is_sure(stated.facts))
    own: set[FactName] = {"authors"} if seen else set()
    return Found(dated((_told(article, facts, guess, own=own),), day), doubts + head.doubts)


def _is_sure(facts: Sequence[Fact]) -> bool:
    """Return whether the page states its authors itself, and no extractor has guessed them."""
    return any(fact.name == "authors" and fact.where != "page" for fact in facts)


def _told(article: Article, stated: Sequence[Fact], guess: Sequence[Fact], *, own: Set[FactName]) -> Article:
    """Return an article with what its page states of it.

    Args:
        article: with the facts that its own lines give.
        stated: what the page says of it elsewhere, which goes first.
        guess: what is taken where neither says anything.
        own: the facts for which its own lines go first.
    """
    facts: list[Fact] = []
    for name in NAMES:
        given = [[fact for fact in group if fact.name == name] for group in (stated, article.facts, guess)]
        if name in own:
            given[0], given[1] = given[1], given[0]
        facts += next(filter(None, given), [])
    first = {fact.name: fact.value for fact in reversed(facts)}
    return replace(
        article,
        title=first.get("title"),
        authors=tuple(fact.value for fact in facts if fact.name == "authors"),
        outlet=first.get("outlet"),
        section=first.get("section"),
        published=first.get("published"),
        updated=first.get("updated"),
        language=first.get("language", article.language),
        facts=tuple(facts),
    )


def _flat(markup: str) -> str:
    """Return the page's text by leaving its tags out, where no tree can be made of it."""
    markup = _shown(markup)
    last = markup.find("<", markup.rfind(">") + 1)  # a tag that is never closed, and what may look like more of them
    markup = markup if last < 0 else markup[:last]
    markup = re.sub(
        r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|blockquote)\b[^>]*>",
        "\n\n",
        markup,
        flags=re.IGNORECASE,
    )
    text = html.unescape(re.sub(r"<[^>]*>", "", markup))
    text = re.sub(r"[^\S\n]+", " ", text).encode("utf-8", "replace").decode()
    return re.sub(r" ?\n[ \n]*\n ?", "\n\n", text).strip()


def _shown(markup: str) -> str:
    """Return the markup without its scripts and styles; one that is never closed stays."""
    pieces: list[str] = []
    end = 0
    unclosed: set[str] = set()
    for opening in UNSHOWN.finditer(markup):
        name = opening[1].lower()
        if opening.start() < end or name in unclosed:
            continue
        close = CLOSES[name].search(markup, opening.end())
        if close is None:
            unclosed.add(name)
        else:
            pieces += markup[end : opening.start()], " "
            end = close.end()
    return "".join([*pieces, markup[end:]])
