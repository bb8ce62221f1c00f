"""The articles with known speakers, and what counts as right."""

import json

import pytest

import speakers
from challenges import OTHERS
from challenges import read as challenge_items
from program import rows

SETS = sorted(speakers.SETS.glob("*.jsonl"))
ITEMS = [item for path in SETS for item in rows(path)]
TEXT = "Ada Lund, the harbour master, opened it. “It is safe,” she said. The Quay Board (QB) told Bo Marsh otherwise."


def place(words):
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def person(name, kind="person", gender=None, mentions=(), names=()):
    return {
        "name": name,
        "names": list(names),
        "kind": kind,
        "gender": gender,
        "mentions": [place(m) for m in mentions],
    }


ITEM = {
    "id": "quay",
    "set": "tiny",
    "text": TEXT,
    "people": [
        person("Ada Lund", gender="feminine", mentions=["Ada Lund"], names=["Ada Lund-Moe"]),
        person("Bo Marsh", gender="masculine", mentions=["Bo Marsh"]),
        person("the Quay Board", "organisation", mentions=["The Quay Board", "QB"]),
        person("two officials", "unnamed"),
    ],
    "statements": [],
}


def test_the_articles_are_sound():
    assert len(ITEMS) >= 160
    assert len({item["id"] for item in ITEMS}) == len({item["text"] for item in ITEMS}) == len(ITEMS)
    for item in ITEMS:
        least = 25 if item["set"] == "otherwise" else 75  # those are as short as news in brief
        assert least <= len(item["text"].split()) <= 255, item["id"]
        names = {one["name"] for one in item["people"]}
        assert len(names) == len(item["people"]), item["id"]
        spans = [span for one in item["people"] for span in one["mentions"]]
        spans += [span for one in item["statements"] for role in ("source", "cue", "content") for span in one[role]]
        for start, end in spans:
            assert 0 <= start < end <= len(item["text"])
            assert item["text"][start:end] == item["text"][start:end].strip(), item["id"]
        for one in item["statements"]:
            assert one["content"]
            assert one["kind"] in ("direct", "indirect", "mixed")
            assert {*(one["speaker"] or "").split("; ")} - {""} | {*one["to"], *one["about"]} <= names, item["id"]


def test_nobody_is_in_two_articles():
    """Who is who across articles is another question: here no two are to be told apart, or put together."""
    names = [one["name"] for item in ITEMS for one in item["people"] if one["kind"] == "person"]
    assert len(names) == len(set(names))


def test_women_and_men_speak_alike_often():
    genders = [
        one["gender"] for item in ITEMS for said in item["statements"] for one in item["people"]
        if one["name"] == said["speaker"]
    ]  # fmt: skip
    assert 0.85 < genders.count("feminine") / genders.count("masculine") < 1.18


def test_the_sets_stay_out_of_the_other_challenges():
    others = [path for path in speakers.SETS.parent.glob("*.jsonl") if path.stem not in OTHERS]
    assert others
    assert not any("people" in item for path in others for item in challenge_items(path))


RIGHT = {
    "the same name": ("Ada Lund", "Ada Lund", True),
    "letter case and title": ("Ada Lund", "Dr. ADA LUND", True),
    "another full name": ("Ada Lund", "Ada Lund-Moe", True),
    "a surname is not who it is": ("Ada Lund", "Lund", False),
    "somebody else": ("Ada Lund", "Bo Marsh", False),
    "none where there is one": ("Ada Lund", None, False),
    "none where there is none": (None, None, True),
    "one where there is none": (None, "Ada Lund", False),
    "an organisation's letters": ("the Quay Board", "QB", True),
    "without its article": ("the Quay Board", "Quay Board", True),
    "joint": ("Ada Lund; Bo Marsh", "Bo Marsh; Ada Lund", True),
    "one of two": ("Ada Lund; Bo Marsh", "Ada Lund", False),
    "one twice": ("Ada Lund; Bo Marsh", "Ada Lund; Dr. Ada Lund", False),
    "one too many": ("Ada Lund", "Ada Lund; Bo Marsh", False),
    "unnamed": ("two officials", "two officials", True),
}


@pytest.mark.parametrize(("gold", "found", "right"), RIGHT.values(), ids=RIGHT.keys())
def test_a_speaker_is_right(gold, found, right):
    assert speakers._same(gold, found, ITEM) is right


def said(source, content, speaker, **more):
    spans = {"source": [place(source)] if source else [], "cue": [], "content": [place(content)]}
    return {**spans, "kind": "direct", "speaker": speaker, "to": [], "about": [], **more}


def test_figures_are_told_by_set_gender_and_confidence():
    gold = [
        said("she", "“It is safe,”", "Ada Lund"),
        said("The Quay Board (QB)", "otherwise", "the Quay Board", to=["Bo Marsh"], about=["Ada Lund"]),
    ]
    found = [
        said("she", "“It is safe,”", "Bo Marsh", speaker_confidence=0.95),
        said("The Quay Board (QB)", "otherwise", "QB", speaker_confidence=0.85, to=["Bo Marsh", "reporters"],
             about=["Ada Lund", "Bo Marsh", "QB"]),
    ]  # fmt: skip
    item, mention = {**ITEM, "statements": gold}, {"span": place("Bo Marsh"), "person": "Bo Marsh"}
    made = {"quay": {"statements": found, "mentions": [mention]}}
    given = list(speakers.answers([item], made))
    figures = {name: (share.right, share.of) for name, share in speakers.measured([item], made, given).items()}
    assert figures == {
        "statements found": (2, 2),
        "speakers": (1, 2),
        "sure": (0, 1),
        "tiny": (1, 2),
        "speaker feminine": (0, 1),
        "speaker organisation": (1, 1),
        "to, precision": (1, 1),
        "to, recall": (1, 1),
        "about, precision": (1, 2),
        "about, recall": (1, 1),
        "people": (1, 4),
    }
    assert speakers.error(given) == pytest.approx((0.95 + 0.15) / 2)


def test_the_program_itself(tmp_path, capsys):
    path = tmp_path / "tiny.jsonl"
    path.write_text(json.dumps({**ITEM, "statements": [said("she", "“It is safe,”", "Ada Lund")]}) + "\n", "utf-8")
    assert speakers.main([str(path), "--failures", "--at-least", "0"]) == 0
    assert "statements found        1.000  (1 of 1)" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["", "{", '{"id": "a"}'])
def test_what_is_no_such_file_is_not_measured(line, tmp_path, capsys):
    path = tmp_path / "bad.jsonl"
    path.write_text(line, "utf-8")
    with pytest.raises(SystemExit) as end:
        speakers.main([str(path)])
    assert end.value.code == 2
    assert "bad.jsonl" in capsys.readouterr().err
