"""Bad input: each ends in one sentence that says what is wrong and what to do, and the rest goes on."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from onrecord.read import Input, inputs, read
from onrecord.terms import Document, Skipped, SkippedLine

SENTENCES = (
    "The bridge at Harrowgate fell on Tuesday night, the council said. Nobody was hurt.\n\n"
    "“It is a warning to us all,” said the mayor, Ada Quill, in the café by the river – and left.\n"
)


def one(path: Path) -> Document | Skipped:
    found = list(read(path))
    assert len(found) == 1
    return found[0]


def reason(path: Path) -> str:
    found = one(path)
    assert isinstance(found, Skipped), found
    assert found.file == path.as_posix()
    assert "\n" not in found.reason
    assert "Traceback" not in found.reason
    assert len(found.reason) < 250
    return found.reason


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "is empty: save it again"),
        ("blank.txt", b" \n\t\r\n ", "nothing but white space"),
        ("mark.txt", b"\xef\xbb\xbf", "nothing but white space"),
        ("noise.txt", bytes(range(256)) * 40, "its bytes are binary data"),
        ("one-nul.txt", b"Some words\0and more of them.", "its bytes are binary data"),
        ("numbers.txt", b"".join(n.to_bytes(2, "little") for n in range(3000)), "its bytes are binary data"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "no text but a picture"),
        ("renamed.txt", b"%PDF-1.7\n%...", "rename it to end in .pdf"),
        ("office.txt", b"PK\x03\x04" + bytes(100), "unpack it, or save it as text"),
        ("empty.html", b"", "is empty"),
        ("nothing.html", b"<html><head><title>x</title></head><body><script>1</script></body>", "holds no text"),
        ("empty.pdf", b"", "is empty"),
        ("words.pdf", b"These are words and no PDF.", "is damaged, or no PDF at all"),
        ("cut.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 ob", "is damaged"),
        ("empty.jsonl", b"", "is empty"),
        ("letter.pages", b"PK\x03\x04", "is of type .pages, which cannot be read: save it as .docx or .pdf"),
        ("noname", b"words", "has no type in its name"),
    ],
)
def test_what_cannot_be_read_says_so(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert says in reason(path)


@pytest.mark.parametrize(
    ("encoding", "mark", "known_as", "doubts"),
    [
        ("utf-8", b"", "utf-8", 0),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig", 0),
        ("utf-16-le", b"\xff\xfe", "utf-16", 0),
        ("utf-16-be", b"\xfe\xff", "utf-16", 0),
        ("utf-16-le", b"", "utf-16-le", 0),
        ("utf-16-be", b"", "utf-16-be", 0),
        ("utf-32-le", b"\xff\xfe\x00\x00", "utf-32", 0),
        ("cp1252", b"", "cp1252", 1),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, mark: bytes, known_as: str, doubts: int) -> None:
    path = tmp_path / "bridge.txt"
    path.write_bytes(mark + SENTENCES.encode(encoding))
    document = one(path)
    assert isinstance(document, Document)
    assert document.text == SENTENCES
    assert document.encoding == known_as
    assert path.read_bytes().decode(known_as) == document.text
    assert len(document.doubts) == doubts
    assert all(doubt == "encoding guessed: cp1252" for doubt in document.doubts)


def test_a_cyrillic_text_is_guessed(tmp_path: Path) -> None:
    path = tmp_path / "most.txt"
    text = "Мост через реку обрушился во вторник ночью, сообщил городской совет. Никто не пострадал.\n" * 5
    path.write_bytes(text.encode("cp1251"))
    document = one(path)
    assert isinstance(document, Document)
    assert document.text == text
    assert document.doubts[0] == f"encoding guessed: {document.encoding}"


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Café – naïve.", "cp1252"),
        ("El niño", "cp1252"),
        ("Ça va? Été à la mer", "cp1252"),
        ("Señor Núñez", "cp1252"),
        ("Łódź i Kraków są tu", "cp1250"),
        ("Příliš žluťoučký kůň", "cp1250"),
    ],
)
def test_a_few_words_in_an_old_encoding(tmp_path: Path, words: str, encoding: str) -> None:
    path = tmp_path / "few.txt"
    path.write_bytes(words.encode(encoding))
    document = one(path)
    assert isinstance(document, Document)
    assert (document.text, document.encoding) == (words, encoding)
    assert f"encoding guessed: {encoding}" in document.doubts


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "dos.txt"
    text = "First line of it.\r\nSecond line of it.\rThird line of it.\n"
    path.write_bytes(text.encode())
    document = one(path)
    assert isinstance(document, Document)
    assert document.text == text


def test_a_missing_path() -> None:
    assert list(inputs([Path("no/such/file.txt")])) == [Skipped("no/such/file.txt", "does not exist: check the path")]
    assert reason(Path("no/such/file.txt")) == "does not exist: check the path"


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("words", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert reason(path) == "cannot be opened (permission denied): check your rights to it"


def test_a_fault_of_ours_ends_as_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(SENTENCES, encoding="utf-8")

    def fail(_: str, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("onrecord.read.plain.found_in", fail)
    assert "please report this file" in reason(path)


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.read import formats

    monkeypatch.setitem(formats.FORMATS, ".txt", formats.FORMATS[".txt"]._replace(limit=1 << 20))
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * ((1 << 20) + 1))
    assert reason(path) == "is larger than 1 MB: split it into smaller files"


def test_walking(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / ".hidden").mkdir()
    for name in ("b.txt", "a.TXT", "deep/c.jsonl.gz", ".hidden/d.txt", ".e.txt", "f.xyz"):
        (tmp_path / "in" / name).write_bytes(b"words")
    os.symlink(tmp_path / "in", tmp_path / "in" / "deep" / "loop")
    os.symlink(tmp_path / "in" / "b.txt", tmp_path / "in" / "again.txt")
    os.symlink(tmp_path / "gone", tmp_path / "in" / "dead.txt")
    os.symlink(tmp_path / "in" / "self.txt", tmp_path / "in" / "self.txt")
    top = tmp_path / "in"
    found = list(inputs([top, top / "b.txt", tmp_path / "in" / "deep"]))
    assert [one.name for one in found if isinstance(one, Input)] == ["a.TXT", "again.txt", "deep/c.jsonl.gz"]
    assert [(one.file, one.reason.split(":")[0]) for one in found if isinstance(one, Skipped)] == [
        (f"{top}/dead.txt", "is a link to a file that does not exist"),
        (f"{top}/f.xyz", "is of type .xyz, which cannot be read"),
        (f"{top}/self.txt", "is a loop of links"),
    ]


def test_the_id_does_not_depend_on_where_the_folder_lies(tmp_path: Path) -> None:
    ids = []
    for top in ("one", "two/three"):
        (tmp_path / top / "sub").mkdir(parents=True)
        (tmp_path / top / "sub" / "bridge.txt").write_text(SENTENCES, encoding="utf-8")
        for found in inputs([tmp_path / top]):
            assert isinstance(found, Input)
            assert found.name == "sub/bridge.txt"
            ids += [document.id for document in read(found.path, name=found.name) if isinstance(document, Document)]
    assert len(ids) == 2
    assert ids[0] == ids[1]


def test_a_bad_line_does_not_end_the_others(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    lines = [
        json.dumps({"id": 7, "text": SENTENCES, "author": "Bo Reyes"}),
        "{broken",
        "",
        '["no", "object"]',
        json.dumps({"id": "x", "text": None}),
        "[" * 100_000,
        json.dumps({"ID": "y", "Text": "Words, and a half: \ud83d."}),
        json.dumps({"html": "<p>One paragraph about the bridge that fell on Tuesday night.</p>"}),
    ]
    path.write_bytes("\n".join(lines).encode() + b'\n{"id": "z", "text": "\xff"}\n')
    found = list(read(path))
    assert [one.id if isinstance(one, Document) else one.reason.split(" (")[0].split(":")[0] for one in found] == [
        "7",
        "line 2 is no JSON",
        "line 4 is no JSON object",
        'line 5 has no "text" and no "html"',
        "line 6 is no JSON",
        "y",
        found[6].id,  # type: ignore[union-attr]
        "line 9 is not UTF-8",
    ]
    assert all(one.file == path.as_posix() for one in found)
    half = found[5]
    assert isinstance(half, Document)
    assert half.text == "Words, and a half: \ufffd."
    assert half.doubts


def test_a_gzip_that_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl.gz"
    lines = "".join(json.dumps({"id": n, "text": os.urandom(300).hex()}) + "\n" for n in range(200))
    path.write_bytes(gzip.compress(lines.encode())[:-5000])
    found = list(read(path))
    assert len(found) > 50
    assert all(isinstance(one, Document) for one in found[:-1])
    assert isinstance(found[-1], Skipped)
    assert found[-1].reason.startswith(f"is damaged after line {len(found) - 1} (")


def test_a_line_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.read import formats

    monkeypatch.setitem(formats.FORMATS, ".jsonl", formats.FORMATS[".jsonl"]._replace(limit=100))
    path = tmp_path / "long.jsonl"
    path.write_text('{"id": 1, "text": "short"}\n' + "x" * 1000 + '\n{"id": 3, "text": "short"}\n', encoding="utf-8")
    found = list(read(path))
    assert [type(one) for one in found] == [Document, SkippedLine, Document]
    assert found[1] == Skipped(path.as_posix(), "line 2 is longer than 100 bytes: split it")
