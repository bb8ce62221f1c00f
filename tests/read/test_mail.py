"""Mail, mailboxes and saved pages: whose words are whose, and what was sent along."""

from __future__ import annotations

import pytest

from onrecord.read.formats import read_bytes
from onrecord.terms import Document, Fact, Skipped

from .made import PAGE, QUOTE, WORDS, mail, saved_page

ANSWER = f"""Dear all,

{WORDS}

On Monday, 2 May 2022, Cy Lund wrote:
> Will it hold?
>
> I doubt it.

It did not.

--\x20
Ada Quill
Mayor
"""


def read(data: bytes, name: str = "a.eml") -> list[Document | Skipped]:
    return list(read_bytes(data, file=name, name=name))


def first(data: bytes, name: str = "a.eml") -> Document:
    found = read(data, name)[0]
    assert isinstance(found, Document), found
    return found


def body(found: Document) -> list[str]:
    return [found.text[start:end] for article in found.articles for start, end in article.spans]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (ANSWER, ["Dear all,", WORDS, "It did not."]),
        ("> All of it is quoted.\n", ["All of it is quoted."]),
        ("So be it.\n\n----- Original Message -----\nFrom: Cy\n\nWill it hold?\n", ["So be it."]),
        ("He said:\n\nIt fell.\n", ["He said:", "It fell."]),
        ("The council said this:\n> It fell.\n", ["The council said this:"]),
    ],
)
def test_the_authors_own_words(text: str, own: list[str]) -> None:
    found = first(mail(text).as_bytes())
    assert found.text == text
    assert body(found) == own


def test_headers_are_facts() -> None:
    made = mail(WORDS, Date="Tue, 03 May 2022 23:30:00 -0500", Subject="Bridge: =?utf-8?q?=E2=80=9Cdown=E2=80=9D?=")
    (article,) = first(made.as_bytes()).articles
    assert (article.title, article.authors, article.published) == ("Bridge: “down”", ("Ada Quill",), "2022-05-03")
    assert Fact("authors", "Ada Quill", "mail header From") in article.facts
    assert Fact("published", "2022-05-03", "mail header Date") in article.facts
    office = first(mail(WORDS, From="The Harrow Gazette <post@harrow.example>").as_bytes()).articles[0]
    assert (office.authors, office.outlet) == ((), "The Harrow Gazette")


def test_a_date_that_cannot_be() -> None:
    found = first(mail(WORDS, Date="Tue, 03 May 2922 10:00:00 +0000").as_bytes())
    assert found.articles[0].published is None
    assert any("impossible or still to come" in doubt for doubt in found.doubts)


def test_plain_text_goes_before_html() -> None:
    assert first(mail(f"{WORDS}\n", html=PAGE).as_bytes()).text == f"{WORDS}\n"
    found = first(mail(html=PAGE).as_bytes())
    assert WORDS in body(found)
    assert "Home" in found.text


def test_what_was_sent_along() -> None:
    made = mail(f"{WORDS}\n")
    made.add_attachment(f"{QUOTE}\n", filename="notes.txt")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="bridge.png")
    made.add_attachment(mail("An inner letter.\n", Subject="Inner"))
    found = read(made.as_bytes())
    assert [one.file for one in found] == ["a.eml", "a.eml/notes.txt", "a.eml/Inner.eml"]
    assert all(isinstance(one, Document) for one in found)
    letter, _, inner = found
    assert isinstance(letter, Document)
    assert isinstance(inner, Document)
    assert letter.doubts == ("sent with it and not read, since no reader takes such files: bridge.png",)
    assert inner.articles[0].title == "Inner"


def test_a_mailbox() -> None:
    mails = [mail(f"{WORDS}\n").as_bytes(), b"Subject: x\n\n>From what I hear, it fell.\n", b"Subject: y\n\n"]
    data = b"\n".join(b"From ada@harrow.example Tue May  3 10:00:00 2022\n" + one for one in mails)
    found = read(data, "a.mbox")
    assert [one.file for one in found] == ["a.mbox/mail 1", "a.mbox/mail 2", "a.mbox/mail 3"]
    assert isinstance(found[1], Document)
    assert found[1].text.startswith("From what I hear, it fell.\n")
    assert found[2] == Skipped("a.mbox/mail 3", "is a mail without any text of its own: look at what was sent with it")


@pytest.mark.parametrize(
    ("head", "file"),
    [
        ("Message-ID: <7.a@harrow.example>", "a.mbox/7.a@harrow.example"),
        ("message-id:\n <7@harrow.example>", "a.mbox/7@harrow.example"),
        ("Message-ID: <7 a>", "a.mbox/mail 1"),
        ("X: y\n\nMessage-ID: <7@harrow.example>", "a.mbox/mail 1"),
    ],
)
def test_a_mail_in_a_mailbox_is_named_by_its_message_id(head: str, file: str) -> None:
    found = first(f"From ada@harrow.example Tue May  3 10:00:00 2022\n{head}\n\n{WORDS}\n".encode(), "a.mbox")
    assert found.file == file


@pytest.mark.parametrize("line", ["From here it is a mile to the bridge", "From", "From 1931 to 2022", "From Harrow"])
def test_a_line_of_a_mail_does_not_end_it(line: str) -> None:
    head = "From ada@harrow.example Tue May  3 10:00:00 2022\nFrom: a@b\n\n"
    (found,) = read(f"{head}{WORDS}\n\n{line}\n".encode(), "a.mbox")
    assert isinstance(found, Document)
    assert found.text.split("\n") == [WORDS, "", line, ""]


def test_a_date_that_no_calendar_holds_is_said() -> None:
    found = first(b"Date: Tue, 03 May 20222022202220222022 10:00:00 +0000\n" + mail(WORDS).as_bytes())
    assert found.articles[0].published is None
    assert any("impossible or still to come" in doubt for doubt in found.doubts)


def test_an_enclosed_mail_that_cannot_be_taken_out_is_said() -> None:
    parts = b"--B\n\nIt fell.\n--B\nContent-Type: message/rfc822\n\nSubject: a\x0bb: c\n\nwords\n--B--\n"
    own, inner = read(b"From: a@b\nContent-Type: multipart/mixed; boundary=B\n\n" + parts)
    assert isinstance(own, Document)
    assert own.doubts == ()
    assert isinstance(inner, Skipped)
    assert inner.reason.startswith("is a mail that cannot be taken out of the one it lies in: open")


def test_the_day_in_the_name_of_a_saved_page() -> None:
    assert first(saved_page(), "lamp-2022-05-02.mhtml").articles[0].published == "2022-05-02"


def test_a_saved_page() -> None:
    found = first(saved_page(), "a.mhtml")
    (article,) = found.articles
    assert article.title == "Bridge falls"
    assert body(found) == [WORDS, QUOTE]
    assert Fact("url", "https://harrow.example/bridge", "Snapshot-Content-Location") in article.facts
    assert Fact("captured", "2022-05-03", "mail header Date") in article.facts
    assert "color" not in found.text


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.eml", "is empty"),
        (b"\n\nwords", "a.eml", "is no mail, since it has no headers"),
        (b"words", "a.mbox", "is no mailbox, since it does not begin with"),
        (b"", "a.mbox", "is empty"),
        (mail("words").as_bytes(), "a.mhtml", "holds no page"),
        (mail(" \n").as_bytes(), "a.eml", "is a mail without any text"),
    ],
)
def test_what_cannot_be_read(data: bytes, name: str, says: str) -> None:
    (found,) = read(data, name)
    assert isinstance(found, Skipped), found
    assert found.reason.startswith(says)


STORY = "".join(f"<p>{words}</p>" for words in (WORDS, QUOTE, WORDS.replace("Tuesday", "Monday"), QUOTE))


@pytest.mark.parametrize("stub", ["View it in your browser: https://harrow.example/7\n", "see html\n"])
def test_a_page_is_read_where_the_plain_text_is_a_stub(stub: str) -> None:
    found = first(mail(stub, html=f"<html><body><h1>Bridge falls</h1>{STORY}</body></html>").as_bytes())
    assert body(found)[:2] == [WORDS, QUOTE]
    assert found.articles[0].authors == ("Ada Quill",)


def test_the_plain_text_stays_where_the_page_says_little_more() -> None:
    plain = f"{WORDS}\n\n{QUOTE}\n\n{WORDS}\n"
    assert first(mail(plain, html=f"<html><body>{STORY}</body></html>").as_bytes()).text == plain
    assert first(mail("see html\n", html="<img src=x>").as_bytes()).text == "see html\n"


MARKS = ["---------- Forwarded message ---------", "-------- Original Message --------", "Begin forwarded message:\n"]
HEADERS = "From: Bea Hume <bea@mill.example>\nDate: Wed, 5 Mar 2025 at 10:00\nSubject: The mill\nTo: a@b.example,\n c@d"


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("note", ["", "FYI\n\n"])
def test_a_mail_that_is_passed_on_is_its_authors(mark: str, note: str) -> None:
    text = f"{note}{mark}\n{HEADERS}\n\n{WORDS}\n\n{QUOTE}\n"
    found = first(mail(text, Subject="Fwd: The mill", Date="Tue, 11 Mar 2025 10:00:00 +0000").as_bytes())
    (article,) = found.articles
    assert found.text == text
    assert (article.title, article.authors, article.published) == ("The mill", ("Bea Hume",), "2025-03-05")
    assert body(found) == [WORDS, QUOTE]
    assert Fact("authors", "Bea Hume", "forwarded mail From") in article.facts
    assert not any("Ada Quill" in fact.value for fact in article.facts)


def test_a_mail_that_is_passed_on_in_quotation_marks_or_twice() -> None:
    quoted = "".join(f"> {line}\n" for line in [*HEADERS.split("\n"), "", WORDS])
    found = first(mail(f"Begin forwarded message:\n\n{quoted}", Subject="Fwd: x").as_bytes())
    assert (found.articles[0].authors, body(found)) == (("Bea Hume",), [WORDS])
    outer = "From: Cy Lund <cy@mill.example>\nSubject: Fwd: The mill"
    twice = first(mail(f"{MARKS[0]}\n{outer}\n\n{MARKS[0]}\n{HEADERS}\n\n{WORDS}\n", Subject="Fwd: x").as_bytes())
    assert (twice.articles[0].authors, body(twice)) == (("Bea Hume",), [WORDS])


def test_a_longer_note_above_a_mail_that_is_passed_on_is_its_senders() -> None:
    note, passed = first(mail(f"{WORDS}\n\n{MARKS[0]}\n{HEADERS}\n\n{QUOTE}\n").as_bytes()).articles
    assert (note.authors, passed.authors, passed.title) == (("Ada Quill",), ("Bea Hume",), "The mill")


def test_a_mail_that_is_answered_is_not_passed_on() -> None:
    found = first(mail(f"So be it.\n\n{MARKS[1]}\n{HEADERS}\n\n{WORDS}\n", Subject="Re: The mill").as_bytes())
    assert (found.articles[0].authors, body(found)) == (("Ada Quill",), ["So be it."])
    no_headers = first(mail(f"It fell.\n\n{MARKS[0]}\n\n{WORDS}\n").as_bytes())
    assert no_headers.articles[0].authors == ("Ada Quill",)


def test_a_page_that_is_passed_on() -> None:
    head = HEADERS.replace("\n", "<br>").replace("<bea@mill.example>", "&lt;bea@mill.example&gt;")
    found = first(mail(html=f"<div>{MARKS[0]}<br>{head}</div><div><p>{WORDS}</p><p>{QUOTE}</p></div>").as_bytes())
    assert (found.articles[0].authors, found.articles[0].published) == (("Bea Hume",), "2025-03-05")
    assert body(found) == [WORDS, QUOTE]
