"""Mail (.eml): the text that its author wrote as one article, and each file that was sent with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.message import Message
from email.utils import parseaddr, parsedate_tz

from onrecord.read.dates import possible
from onrecord.read.decode import decode
from onrecord.read.formats import named, read_bytes
from onrecord.read.html import decode_page, parse
from onrecord.read.letters import own
from onrecord.read.mime import Leaf, children, header, leaf, message
from onrecord.read.names import is_name
from onrecord.read.source import Allowance, Source, Unreadable, digest
from onrecord.terms import Article, Document, Fact, Place, Skipped, short_id

DEEPEST = 2
MOST_LINES = 50_000
SAVE = "open that one in a mail program, and save this by itself"
TEXTS = ("text/plain", "text/html")


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
    """Return the parts that are the mail's text, plain ones if there are any, and the named ones sent with it."""
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
    plain = [one for one in texts if one.media_type == "text/plain" and one.data.strip()]
    return plain or texts, attached


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
    if not any(one.data.strip() for one in texts):
        raise Unreadable("is a mail without any text of its own: look at what was sent with it")
    text, found, places, encoding, doubts = _content(texts)
    article, told = _stated(mail)
    sha256 = digest(data)
    if left:
        listed = ", ".join(left[:5]) + (", ..." if len(left) > 5 else "")
        told += (f"sent with it and not read, since no reader takes such files: {listed}",)
    return Document(
        id=short_id(source.name, sha256),
        file=source.file,
        text=text,
        sha256=sha256,
        media_type=source.media_type,
        encoding=encoding,
        articles=tuple(_with(one, article) for one in found),
        places=places,
        doubts=doubts + told,
        original=data,
    )


def _content(texts: list[Leaf]) -> tuple[str, tuple[Article, ...], tuple[Place, ...], str, tuple[str, ...]]:
    """Return the mail's text with its articles, places, encoding and doubts."""
    if texts[0].media_type == "text/html":
        page = decode_page(next(one.data for one in texts if one.data.strip()), texts[0].charset)
        text, found, places, doubts = parse(page.text)
        return text, found, places, page.encoding, page.doubts + doubts
    decoded = [decode(one.data, declared=one.charset) for one in texts]
    text = "\n\n".join(one.text for one in decoded)
    if text.count("\n") > MOST_LINES:
        raise Unreadable(f"is a mail of more than {MOST_LINES:,} lines: split it")
    body = own(text)
    if not body:
        raise Unreadable("is a mail without any words: leave it out")
    return text, (Article(body),), (), decoded[0].encoding, tuple(doubt for one in decoded for doubt in one.doubts)


def _stated(mail: Message) -> tuple[Article, tuple[str, ...]]:
    """Return what the mail's headers say, as an article without a body, and doubts."""
    title, sender, day = header(mail, "Subject"), header(mail, "From"), header(mail, "Date")
    display, address = _address(sender or "")
    name = (display or address) if "@" in address else sender
    person = bool(name and is_name(name))
    published, doubts = _day(day)
    facts = (
        Fact("title", title, "mail header Subject") if title else None,
        Fact("authors" if person else "outlet", name, "mail header From") if name else None,
        Fact("published", published, "mail header Date") if published else None,
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


def _day(value: str | None) -> tuple[str | None, tuple[str, ...]]:
    """Return the day that a mail's date names, where it was sent, or a doubt."""
    if not value:
        return None, ()
    try:
        parts = parsedate_tz(value)
    except (ValueError, IndexError, OverflowError, TypeError):  # what the library raises on some broken dates
        parts = None
    day = possible(*parts[:3]) if parts else None
    return day, () if day else (f"the mail's date is impossible or still to come, and was left out: {value[:60]}",)
