"""Truth against findings, on one article of our own and on findings made by hand."""

import json

import pytest

import samples
from places import Letters, best_pairs, inside
from truth import Truth, cases, form

ARTICLE = """Ferry to sail on Sunday

By Cara Finch

The Quay Post, 3 May 2024

“The ferry will sail on Sunday,” said Ada Lund, who runs the line. The harbour was full of boats all morning.

The harbour master, Bo Marsh, said that the quay was safe for passengers and for their cars.
"""
WHERE = {"file": "articles/ferry.txt", "article": 0}
TRUTH = {
    "articles": [
        {
            **WHERE,
            "title": "Ferry to sail on Sunday",
            "authors": ["Cara Finch"],
            "outlet": "The Quay Post",
            "published": "2024-05-03",
            "reprint_of": None,
            "opens": "“The ferry will sail on Sunday,”",
            "closes": "for passengers and for their cars.",
        }
    ],
    "statements": [
        {
            **WHERE,
            "kind": "direct",
            "source": "Ada Lund",
            "cue": "said",
            "content": ["“The ferry will sail on Sunday,”"],
            "speaker": "Ada Lund",
        },
        {
            **WHERE,
            "kind": "indirect",
            "source": "Bo Marsh",
            "cue": "said",
            "content": ["that the quay was safe for passengers and for their cars"],
            "speaker": "Bo Marsh",
        },
    ],
    "people": [
        {"person": "Ada Lund", "kind": "person", "names": ["Ms. Lund", "the owner"], "gender": "female"},
        {"person": "Bo Marsh", "kind": "person", "names": ["The harbour master", "Captain Marsh"], "gender": "male"},
        {"person": "Eve Marsh", "kind": "person", "names": ["Eve Marsh"], "gender": "female"},
    ],
    "furniture": [{"file": "articles/ferry.txt", "words": "The harbour was full of boats"}],
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "truth").mkdir()
    for name, rows in TRUTH.items():
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / "truth" / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def found(folder, *, speaker="Ada Lund", **changes):
    """The article as a program might print it: its first content found, and a scrap."""

    def span(words):
        return [[ARTICLE.index(words), ARTICLE.index(words) + len(words)]]

    quoted = {
        "source": span("Ada Lund"),
        "cue": span("said"),
        "content": span("ferry will sail on Sunday"),
        "kind": "direct",
    }
    scrap = {"source": [], "content": span("full of boats"), "kind": "indirect", "speaker": None}
    facts = TRUTH["articles"][0]
    article = {**facts, "file": str(folder / "articles" / "ferry.txt"), "text": ARTICLE}
    body = [[ARTICLE.index("“"), len(ARTICLE) - 1]]
    return {**article, "body": body, "statements": [{**quoted, "speaker": speaker}, scrap], **changes}


def test_the_program_itself_on_one_article(folder, capsys):
    status = samples.main(["--articles", str(folder / "articles"), "--truth", str(folder / "truth"), "--details"])
    shown = capsys.readouterr().out
    assert "samples: 1 of 1 articles found" in shown
    assert "FURNITURE in the body: 'The harbour was full of boats'" in shown
    assert status == 1
    (everything,) = [line for line in shown.splitlines() if line.startswith("all statements")]
    assert everything.split()[2] == "2"
    assert "The Quay Post" in shown
    assert "speaker's gender: female" in shown


def test_an_article_judged(folder):
    (case,) = cases(Truth(folder / "truth"), [found(folder, title="Ferry", authors=[])], folder)
    assert case.wrong == {"title": ("Ferry", "Ferry to sail on Sunday"), "authors": ([], ["Cara Finch"])}
    assert case.furniture == ["The harbour was full of boats"]
    assert [match.truth["speaker"] for match in case.matches] == ["Ada Lund"]
    assert [row["speaker"] for row in case.missed] == ["Bo Marsh"]
    assert [row["speaker"] for row in case.extra] == [None]


def test_an_article_that_was_not_found(folder):
    (case,) = cases(Truth(folder / "truth"), [found(folder, article=1)], folder)
    assert (case.found, len(case.missed)) == (None, 2)


def test_a_body_that_begins_too_early_and_ends_too_soon(folder):
    article = found(folder)
    (case,) = cases(Truth(folder / "truth"), [{**article, "body": [[0, ARTICLE.index(" and for their")]]}], folder)
    assert set(case.wrong) == {"opening", "closing"}


@pytest.mark.parametrize(
    ("expected", "speaker", "verdict"),
    [
        ("Ada Lund", "Ada Lund", "right"),
        ("Ada Lund", "Lund", "right"),
        ("Ada Lund", "the owner", "right"),
        ("Bo Marsh", "harbour master", "right"),
        ("Bo Marsh", "Captain Marsh", "right"),
        ("Bo Marsh", "Marsh", "wrong"),  # or Eve Marsh?
        ("Bo Marsh", "Eve Marsh", "wrong"),
        ("Bo Marsh", None, "unknown"),
        ("Ada Lund; Bo Marsh", "Bo Marsh; Ada Lund", "right"),
        ("Ada Lund; Bo Marsh", "Bo Marsh", "wrong"),
        (None, None, "right"),
        (None, "Ada Lund", "wrong"),
    ],
)
def test_who_is_the_right_speaker(expected, speaker, verdict, folder):
    assert Truth(folder / "truth").verdict({"speaker": expected}, {"speaker": speaker}) == verdict


@pytest.mark.parametrize(
    ("text", "words", "there"),
    [
        ("He said the har-\nbour wall fell.", "harbour  wall", "har-\nbour wall"),
        ('They "will not\n\nmove" it.', "“will not move”", "will not\n\nmove"),
        ("restored stone by stone", "stone", "stone"),
        ("restored", "store", ""),
        ("nothing", "“”", ""),
    ],
)
def test_words_are_found_whatever_breaks_them(text, words, there):
    places = Letters.of(text, [[0, len(text)]]).find(words)
    assert (text[min(places) : max(places) + 1] if places else "") == there


def test_words_are_found_over_what_stands_between_two_spans():
    text = "the wall PAGE 2 is old"
    found = Letters.of(text, [[0, 8], [16, 22]]).find("the wall is old")
    assert found == inside(text, [[0, 8], [16, 22]])


def test_pairs_are_one_to_one_and_those_that_share_most_go_first():
    left = [frozenset(range(10)), frozenset(range(8))]
    right = [frozenset(range(7)), frozenset(range(9)), frozenset({99})]
    assert best_pairs(left, right) == [(0, 1), (1, 0)]
    assert best_pairs(left[:1], [frozenset(range(4)), frozenset()]) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("She", "pronoun"),
        ("and he himself", "pronoun"),
        ("Lund", "name"),
        ("Ada Lund, who runs the line", "name"),
        ("mayor Ada Lund", "name"),
        ("The harbour master", "description"),
        ("residents", "description"),
        ("", "none"),
    ],
)
def test_how_a_source_is_written(source, expected):
    assert form(source, {"source": [[0, len(source)]]}) == expected
