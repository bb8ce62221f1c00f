"""Word files and OpenDocument texts: all their words in reading order, as when every change is accepted."""

from __future__ import annotations

import pytest

from onrecord.read.formats import read_bytes
from onrecord.terms import Document, Skipped

from .made import QUOTE, WORDS, W, odt, packed, word, word_of


def only(data: bytes, name: str) -> Document:
    (found,) = read_bytes(data, file=name, name=name)
    assert isinstance(found, Document), found
    return found


def body(found: Document) -> list[str]:
    return [found.text[start:end] for article in found.articles for start, end in article.spans]


def test_a_word_file() -> None:
    found = only(word(), "a.docx")
    assert found.text == (
        f"Bridge falls\n\nBy Cy Lund\n\n{WORDS}\n\nVotes for\t7\n\nVotes against\t2\n\n{QUOTE}\n\nThe Harrow Lamp"
    )
    (article,) = found.articles
    assert (article.title, article.authors) == ("Bridge falls", ("Cy Lund",))
    assert body(found) == [WORDS, "Votes for\t7", "Votes against\t2", QUOTE]
    assert (found.places[2].where, found.places[-1].where) == ("paragraph 3", "header")


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (f"<w:p>{run('It ')}{run('fell.')}</w:p>", "It fell."),
        (
            f"<w:p>{run('It ')}<w:ins>{run('really ')}</w:ins><w:del>{run('hardly ')}</w:del>{run('fell.')}</w:p>",
            "It really fell.",
        ),
        (
            "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p><w:p><w:r><w:t>It fell.</w:t></w:r></w:p>",
            "It fell.",
        ),
        (
            f"<w:p><w:moveFrom>{run('It fell.')}</w:moveFrom></w:p><w:p><w:moveTo>{run('It fell.')}</w:moveTo></w:p>",
            "It fell.",
        ),
        (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('It ')}</w:p><w:p>{run('fell.')}</w:p>", "It fell."),
        (f"<w:p>{run('It')}<w:r><w:tab/></w:r>{run('fell')}<w:r><w:br/></w:r>{run('down.')}</w:p>", "It fell\ndown."),
        (f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>{run('It fell.')}</w:p>", "It fell."),
        (
            f"<w:p><w:hyperlink>{run('It')}</w:hyperlink>"
            f"<w:sdt><w:sdtContent>{run(' fell.')}</w:sdtContent></w:sdt></w:p>",
            "It fell.",
        ),
        (f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run('It fell.')}</w:p>", "It fell."),
        (
            f"<w:p>{run('It ')}<w:r><mc:AlternateContent xmlns:mc='{CHOICE}'><mc:Choice><w:txbxContent>"
            f"<w:p>{run('In a box.')}</w:p></w:txbxContent></mc:Choice>"
            f"<mc:Fallback><w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent>"
            f"</mc:Fallback></mc:AlternateContent></w:r>{run('fell.')}</w:p>",
            "It fell.\n\nIn a box.",
        ),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p></w:tc>"
            f"<w:tc><w:p>{run('b')}</w:p><w:p>{run('c')}</w:p></w:tc></w:tr></w:tbl>",
            "a\n\nb\n\nc",
        ),
        (f"<w:tc><w:p>{run('a cell without a row')}</w:p></w:tc>", "a cell without a row"),
    ],
)
def test_word_as_accepted(xml: str, text: str) -> None:
    assert only(word_of(xml), "a.docx").text == text


def test_notes_follow_in_the_order_of_the_text() -> None:
    notes = "".join(f"<w:footnote w:id='{n}'><w:p>{run(f'Note {n}.')}</w:p></w:footnote>" for n in (1, 2))
    line = f"<w:footnote w:id='0' w:type='separator'><w:p>{run('x')}</w:p></w:footnote>"
    notes = f"<w:footnotes {W}>{line}{notes}</w:footnotes>"
    referred = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    found = only(word_of(f"<w:p>{run('It fell')}{referred}{run(', they said.')}</w:p>", footnotes=notes), "a.docx")
    assert found.text == "It fell, they said.\n\nNote 2.\n\nNote 1."
    assert [place.where for place in found.places] == ["paragraph 1", "note 1", "note 2"]


def test_comments_are_no_part_of_the_article() -> None:
    comments = f"<w:comments {W}><w:comment w:id='1'><w:p>{run('Really?')}</w:p></w:comment></w:comments>"
    found = only(word_of(f"<w:p>{run(WORDS)}</w:p>", comments=comments), "a.docx")
    assert found.text == f"{WORDS}\n\nReally?"
    assert body(found) == [WORDS]


def test_two_comments_of_the_same_words_are_both_kept() -> None:
    one = f"<w:comment w:id='1'><w:p>{run('Really?')}</w:p></w:comment>"
    comments = f"<w:comments {W}>{one}{one}</w:comments>"
    found = only(word_of(f"<w:p>{run(WORDS)}</w:p>", comments=comments), "a.docx")
    assert found.text == f"{WORDS}\n\nReally?\n\nReally?"


def test_a_date_that_cannot_be_is_said() -> None:
    lines = ("Bridge falls", "By Cy Lund, 31 February 2022", WORDS, QUOTE)
    found = only(word_of("".join(f"<w:p>{run(line)}</w:p>" for line in lines)), "a.docx")
    assert found.articles[0].published is None
    assert any("31 February 2022" in doubt for doubt in found.doubts)


def test_rows_of_a_table_are_no_headings() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in cells) + "</w:tr>"

    def line(words: str) -> str:
        return f"<w:p>{run(words)}</w:p>"

    table = "<w:tbl>" + row("Year", "For", "Against") + row("2023", "112", "31") + row("Votes cast", "7") + "</w:tbl>"
    xml = line("Bridge falls at night") + line(WORDS) + table + line("What comes next") + line(QUOTE) + line(WORDS)
    found = only(word_of(xml), "a.docx")
    (article,) = found.articles
    headings = [found.text[slice(*part.span)] for part in article.parts if part.kind == "heading"]
    assert "2023\t112\t31" in body(found)
    assert headings == ["What comes next"]


@pytest.mark.parametrize("lead", [b"", b" " * 100_000])
def test_entities_are_refused_wherever_they_are_declared(lead: bytes) -> None:
    xml = b'<?xml version="1.0"?>' + lead + b"<!DOCTYPE a [<!ENTITY b 'It fell.'>]><a>&b;</a>"
    for name, file in (("word/document.xml", "a.docx"), ("content.xml", "a.odt")):
        (found,) = read_bytes(packed({name: xml}), file=file, name=file)
        assert isinstance(found, Skipped)
        assert found.reason.startswith("declares XML entities")


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<t:p>It<t:s t:c='3'/>fell\n  down.</t:p>", "It fell down."),
        ("<t:p>It <t:span>fell</t:span><t:line-break/>down.</t:p>", "It fell\ndown."),
        (
            "<t:tracked-changes><t:deletion><t:p>gone</t:p></t:deletion></t:tracked-changes><t:p>It fell.</t:p>",
            "It fell.",
        ),
        (
            "<t:p>It<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>Note.</t:p></t:note-body></t:note>"
            " fell.</t:p><t:p>So.</t:p>",
            "It fell.\n\nSo.\n\nNote.",
        ),
        (
            "<t:p>It <d:frame><d:text-box><t:p>In a box.</t:p></d:text-box></d:frame>fell.</t:p>",
            "It fell.\n\nIn a box.",
        ),
        (
            "<b:table><b:table-row><b:table-cell><t:p>a</t:p></b:table-cell>"
            "<b:table-cell><t:p>b</t:p></b:table-cell></b:table-row></b:table>",
            "a\tb",
        ),
        ("<t:list><t:list-item><t:p>One.</t:p></t:list-item></t:list>", "One."),
        (
            "<t:p>It fell.<o:annotation><dc:creator>Cy</dc:creator><t:p>Really?</t:p></o:annotation></t:p>",
            "It fell.\n\nReally?",
        ),
    ],
)
def test_opendocument_as_accepted(xml: str, text: str) -> None:
    assert only(odt(xml), "a.odt").text == text


def test_an_opendocument_text() -> None:
    found = only(odt(), "a.odt")
    assert found.articles[0].title == "Bridge falls"
    assert body(found) == [WORDS, QUOTE]


MANIFEST = (
    "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><m:file-entry><m:encryption-data/>"
    "</m:file-entry></m:manifest>"
)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"PK", "a.docx", "is damaged, or no zip file"),
        (b"\xd0\xcf\x11\xe0abc", "a.docx", "is an encrypted or an old Word file: save it as .docx"),
        (packed({"a.txt": "x"}), "a.docx", "holds no Word document"),
        (packed({"a.txt": "x"}), "a.odt", "holds no OpenDocument text"),
        (word_of("<w:p>"), "a.docx", "is damaged ("),
        (word_of("<w:p/>"), "a.docx", "holds no text to read"),
        (odt("<t:p/>"), "a.odt", "holds no text to read"),
        (odt(rest={"META-INF/manifest.xml": MANIFEST}), "a.odt", "is encrypted"),
        (word()[:-300], "a.docx", "is damaged, or no zip file"),
    ],
)
def test_what_cannot_be_read(data: bytes, name: str, says: str) -> None:
    (found,) = read_bytes(data, file=name, name=name)
    assert isinstance(found, Skipped), found
    assert found.reason.startswith(says)
