"""A statement in its paragraph: the parts marked, the rest as it stands."""

import pytest

from onrecord.marked import print_in_context
from onrecord.store.context import InContext
from onrecord.terms import Place, Span

TEXT = "“We will rebuild,” said Ada Lund. “The mill\r\nwill [wait]\x1b[2J.”\n\n“Until May.”"


FIRST = Span(0, TEXT.index("\n\n"))
SECOND = Span(FIRST.end + 2, len(TEXT))


def spans(*parts):
    return [[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts]


def shown(capsys, *, source=(), cue=(), content=(), paragraphs=((FIRST,), (SECOND,)), text=TEXT, of=None, **more):
    statement = {
        "id": "3vm0nekkejyd",
        "kind": "direct",
        "act": "said",
        "polarity": "asserted",
        "inside": None,
        "speaker": "Ada Lund",
        "speaker_confidence": 0.954,
        "confidence": 0.876,
        "source": spans(*source),
        "cue": spans(*cue),
        "content": spans(*content),
        **more,
    }
    article = {"file": "in/a\n.txt", "id": "a7", "title": "[red]Rain[/red]", "outlet": None, "published": "2031-05-02"}
    print_in_context(InContext(statement, article, text, paragraphs, **of or {}))
    return capsys.readouterr().out


def test_the_whole_of_it(capsys):
    content = ("“We will rebuild,”", "“The mill\r\nwill [wait]\x1b[2J.”", "“Until May.”")
    out = shown(capsys, source=["Ada Lund"], cue=["said"], content=content)
    first, second, third = spans(*content)
    assert out == (
        "Ada Lund (95% sure), direct\n"
        "[red]Rain[/red], 2031-05-02\n"
        f"in/a .txt, characters {first[0]}-{first[1]}, {second[0]}-{second[1]}, {third[0]}-{third[1]}\n"
        "statement 3vm0nekkejyd, 88% sure\n"
        "\n"
        "[content: “We will rebuild,”] [cue: said] [source: Ada Lund]. [content: “The mill  will [wait]�[2J.”]\n"
        "\n"
        "[content: “Until May.”]\n"
    )


def test_what_was_not_simply_said(capsys):
    out = shown(capsys, content=["“Until May.”"], act="denied", polarity="denied", inside="7vm0nekkejyd").splitlines()
    assert out[0] == "Ada Lund (95% sure), direct, denied"
    assert out[1] == "inside statement 7vm0nekkejyd: in that speaker's words"


WHERE = {
    "pages of a PDF": (("page 3 at 10,20,30,40", "page 4 at 1,2,3,4"), "page 3, page 4"),
    "a page of a PDF": (("page 3 at 10,20,30,40", "page 3 at 1,2,3,4"), "page 3"),
    "times": (("00:01:02.000 to 00:01:04.500", "01:00:00.000 to 01:00:01.000"), "at 00:01:02, at 01:00:00"),
    "elements of a page": (("/html/body/p[1]", "/html/body/p[2]"), "at /html/body/p[1], at /html/body/p[2]"),
    "paragraphs": (("paragraph 1", "note 1"), "paragraph 1, note 1"),
    "not all": (("/html/body/p[1]", None), f"characters 1-16, {SECOND.start}-{SECOND.end}"),
}


@pytest.mark.parametrize(("wheres", "expected"), WHERE.values(), ids=WHERE.keys())
def test_where_the_words_stand_in_the_original(capsys, wheres, expected):
    places = tuple(Place(*span, where) for span, where in zip((FIRST, SECOND), wheres, strict=True) if where)
    out = shown(capsys, content=["We will rebuild", "“Until May.”"], of={"places": places})
    assert out.splitlines()[2] == f"in/a .txt, {expected}"


def test_a_line_of_json_lines_is_told_by_its_id(capsys):
    out = shown(capsys, content=["We"], of={"media_type": "application/jsonl"})
    assert out.splitlines()[2] == "in/a .txt, document a7, characters 1-3"


def last(out):
    return out.splitlines()[5]


PARTS = {
    "no source and no cue": ({"content": ["We will rebuild"]}, "“[content: We will rebuild],” said Ada Lund."),
    "a source inside the content": (
        {"content": ["“We will rebuild,” said Ada Lund."], "source": ["Ada Lund"]},
        "[content: “We will rebuild,” said [source: Ada Lund].]",
    ),
    "a cue that begins a source": (
        {"source": ["said Ada Lund"], "cue": ["said"], "content": ["We"]},
        "“[content: We] will rebuild,” [source: [cue: said] Ada Lund].",
    ),
    "parts side by side": (
        {"cue": ["said "], "source": ["Ada Lund"], "content": ["We"]},
        "“[content: We] will rebuild,” [cue: said ][source: Ada Lund].",
    ),
    "from the first character to the last": ({"content": [TEXT]}, "[content: “We will rebuild,” said Ada Lund."),
}


@pytest.mark.parametrize(("parts", "expected"), PARTS.values(), ids=PARTS.keys())
def test_parts_in_brackets(capsys, parts, expected):
    assert last(shown(capsys, **parts)).startswith(expected)


def test_a_paragraph_in_pieces_is_read_on(capsys):
    out = shown(capsys, content=["will rebuild"], paragraphs=((Span(0, 18), Span(24, 33)),))
    assert last(out) == "“We [content: will rebuild],” Ada Lund."


def test_an_unknown_speaker(capsys):
    out = shown(capsys, content=["We"], speaker=None, speaker_confidence=None, kind="mixed")
    assert out.startswith("unknown, mixed\n")


@pytest.fixture
def terminal(monkeypatch):
    for name, value in {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": "80"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_colours_at_a_terminal(terminal, capsys):
    out = shown(capsys, source=["Ada Lund"], cue=["said"], content=["“We will rebuild,”"])
    assert "\x1b[32m“We will rebuild,”\x1b[0m \x1b[1;33msaid\x1b[0m \x1b[1;36mAda Lund\x1b[0m." in out
    assert "\x1b[2J" not in out
    assert "[content" not in out


def test_brackets_where_colours_are_not_wanted(terminal, monkeypatch, capsys):
    monkeypatch.setenv("NO_COLOR", "1")
    assert "[cue: said]" in shown(capsys, cue=["said"], content=["We"])
