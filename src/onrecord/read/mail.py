"""Mail (.eml): the text that its author wrote as one article, and each file that was sent with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.message import Message
from email.utils import parseaddr, parsedate_tz

from onrecord.read.dates import first_day, possible
from onrecord.read.decode import decode
from onrecord.read.formats import named, read_bytes
from onrecord.read.forwarded import Forwarded, forwarded
from onrecord.read.html import decode_page, parse
from onrecord.read.letters import own
from onrecord.read.mime import Leaf, children, header, leaf, message
from onrecord.read.names import is_name
from onrecord.read.sentences import count
from onrecord.read.source import Allowance, Source, Unreadable
from onrecord.terms import Article, Document, Fact, Place, Skipped

DEEPEST = 2
MOST_LINES = 50_000
SAVE = "open that one in a mail program, and save this by itself"
TEXTS = ("text/plain", "text/html")
STUB = 2  # times as many words in the page: then the plain text is a stub, such as "View it in your browser"
NOTE = 20  # words above a mail that is passed on from which they are an article of their own

Content = tuple[str, tuple[Article, ...], tuple[Place, ...], str, tuple[str, ...]]


def documents(source: Source) -> Iterator[Document | Skipped]:
    """Read one mail, then what was sent with it.

    Raises:
        Unreadable: where it is no mail, or lies too deep in others.
    """
    yield from letter(source.content(), source)


def letter(data: bytes, source: Source) -> Iterator[Document | Skipped]:
    """Read the bytes of one mail, as ``documents`` does."""
    if source.depth > DEEPEST:
        raise Unreadable("is a mail inside more than two others: save it by itself")
    mail = message(data)
    if not mail.keys():
        raise Unreadable("is no mail, since it has no headers: save it again, or rename it to end in .txt")
    source = source._replace(allowance=source.allowance or Allowance())
    texts, attached = _sorted(mail)
    readable = [(name, part) for name, part in attached if named(name, part.media_type)]
    left = [name for name, part in attached if not named(name, part.media_type)]
    try:
        yield _document(mail, texts, data, source, left)
    except Unreadable as problem:
        yield Skipped(source.file, str(problem))
    for name, part in readable:
        if not part.data:
            yield Skipped(f"{source.file}/{name}", "is a mail that cannot be taken out of the one it lies in: " + SAVE)
            continue
        media_type = f"{part.media_type}; charset={part.charset}" if part.charset else part.media_type
        inner = {"file": f"{source.file}/{name}", "name": f"{source.name}/{name}"}
        yield from read_bytes(part.data, **inner, media_type=media_type, within=source)


def _sorted(mail: Message) -> tuple[list[Leaf], list[tuple[str, Leaf]]]:
    """Return the parts that are the mail's text, and the named ones sent with it."""
    texts: list[Leaf] = []
    attached: list[tuple[str, Leaf]] = []
    waiting: list[Message] = [mail]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "message" and part.is_multipart():
            attached.append(_enclosed(part, len(attached) + 1))
        elif part.is_multipart():
            waiting += reversed(children(part))
        else:
            one = leaf(part)
            inline = part.get_content_disposition() != "attachment" and one.name is None
            if inline and one.media_type in TEXTS:
                texts.append(one)
            elif one.data:
                attached.append((one.name or f"part {len(attached) + 1}", one))
    return [one for one in texts if one.data.strip()], attached


def _enclosed(part: Message, number: int) -> tuple[str, Leaf]:
    """Return a mail inside a mail as a part: written out again, since the library keeps no bytes of it."""
    inner = part.get_payload(0)
    try:
        data = inner.as_bytes() if isinstance(inner, Message) else b""
    except (RecursionError, LookupError, ValueError, MessageError):
        data = b""
    name = header(inner, "Subject") if isinstance(inner, Message) else None
    media_type = part.get_content_type()
    safe = "".join(letter for letter in name or "" if letter.isprintable() and letter not in "/\\")[:80]
    return f"{safe or f'mail {number}'}.eml", Leaf(data, media_type, None, None, None)


def _document(mail: Message, texts: list[Leaf], data: bytes, source: Source, left: list[str]) -> Document:
    if not texts:
        raise Unreadable("is a mail without any text of its own: look at what was sent with it")
    text, found, places, encoding, doubts = _content(texts)
    subject, day = header(mail, "Subject"), header(mail, "Date")
    article, told = _stated(subject, header(mail, "From"), day, _day(day), "mail header")
    found = tuple(_with(one, article) for one in found)
    if passed := forwarded(text, subject=subject):
        found, told = _passed_on(text, found, passed, article) or (found, told)
    if left:
        listed = ", ".join(left[:5]) + (", ..." if len(left) > 5 else "")
        told += (f"sent with it and not read, since no reader takes such files: {listed}",)
    return source.document(data, text, found, encoding=encoding, places=places, doubts=doubts + told)


def _content(texts: list[Leaf]) -> Content:
    """Return the mail's text with its articles, places, encoding, doubts: the page where the plain text is a stub."""
    plain = [one for one in texts if one.media_type == "text/plain"]
    page = next((one for one in texts if one.media_type == "text/html"), None)
    if page is None:
        return _plain(plain)
    if not plain:
        return _page(page)
    return _fuller(page, STUB * sum(len(one.data.split()) for one in plain)) or _plain(plain)


def _fuller(part: Leaf, words: int) -> Content | None:
    """Return what a page says, where its articles have more words than these."""
    shown = b" ".join(piece.rpartition(b">")[2] for piece in part.data.split(b"<"))
    if len(shown.split()) <= words:  # spares the page's extraction
        return None
    try:
        content = _page(part)
    except Unreadable:
        return None  # the plain text is read
    text, found = content[:2]
    return content if sum(count(text[start:end]) for one in found for start, end in one.spans) > words else None


def _page(part: Leaf) -> Content:
    page = decode_page(part.data, part.charset)
    text, found, places, doubts = parse(page.text)
    return text, found, places, page.encoding, page.doubts + doubts


def _plain(texts: list[Leaf]) -> Content:
    decoded = [decode(one.data, declared=one.charset) for one in texts]
    text = "\n\n".join(one.text for one in decoded)
    if text.count("\n") > MOST_LINES:
        raise Unreadable(f"is a mail of more than {MOST_LINES:,} lines: split it")
    body = own(text)
    if not body:
        raise Unreadable("is a mail without any words: leave it out")
    return text, (Article(body),), (), decoded[0].encoding, tuple(doubt for one in decoded for doubt in one.doubts)


def _passed_on(
    text: str, found: tuple[Article, ...], passed: Forwarded, own_words: Article
) -> tuple[tuple[Article, ...], tuple[str, ...]] | None:
    """Return the mail that a letter passes on as the article, with its doubts; a longer note above it is another.

    None where nothing stands below the headers.
    """
    said = passed.words(text)
    if not said:
        return None
    day = first_day(passed.date or "")
    title = passed.subject or own_words.title
    stated, doubts = _stated(title, passed.sender, passed.date, day, "forwarded mail")
    parts = tuple(part for one in found for part in one.parts if part.span.start >= passed.body)
    inner = replace(stated, body=said, parts=parts)
    note = own(text[: passed.start]) if passed.start else ()
    long = sum(count(text[start:end]) for paragraph in note for start, end in paragraph) >= NOTE
    return ((_with(Article(note), own_words), inner) if long else (inner,)), doubts


def _stated(
    title: str | None, sender: str | None, date: str | None, published: str | None, where: str
) -> tuple[Article, tuple[str, ...]]:
    """Return what a mail's headers say, as an article without a body, and doubts."""
    doubt = f"the mail's date is impossible or still to come, and was left out: {(date or '')[:60]}"
    doubts = (doubt,) if date and not published else ()
    display, address = _address(sender or "")
    name = (display or address) if "@" in address else sender
    person = bool(name and is_name(name))
    facts = (
        Fact("title", title, f"{where} Subject") if title else None,
        Fact("authors" if person else "outlet", name, f"{where} From") if name else None,
        Fact("published", published, f"{where} Date") if published else None,
    )
    kept = tuple(fact for fact in facts if fact)
    authors = (name,) if name and person else ()
    return Article((), title, authors, name if name and not person else None, published, facts=kept), doubts


def _address(sender: str) -> tuple[str, str]:
    try:
        return parseaddr(sender)
    except RecursionError:  # brackets in brackets
        return "", ""


def _with(article: Article, stated: Article) -> Article:
    """Return a mail's article with what the headers say, which goes before what its text says."""
    own = {fact.name for fact in stated.facts}
    return replace(
        article,
        title=stated.title or article.title,
        authors=stated.authors or article.authors,
        outlet=stated.outlet or article.outlet,
        published=stated.published or article.published,
        facts=stated.facts + tuple(fact for fact in article.facts if fact.name not in own),
    )


def _day(value: str | None) -> str | None:
    """Return the day that a mail's date names, where it was sent."""
    if not value:
        return None
    try:
        parts = parsedate_tz(value)
    except (ValueError, IndexError, OverflowError, TypeError):  # what the library raises on some broken dates
        parts = None
    return possible(*parts[:3]) if parts else None
