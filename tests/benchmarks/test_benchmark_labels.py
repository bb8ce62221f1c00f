"""The scorer of labels: what is right, missed, invented, or inside quotation marks counts as such."""

import json

import pytest

import labels

TEXT = 'Mayor Ada Lund, a pilot, rose. "The mayor fell." Angry men left.'
NAME = {"span": [0, 14], "text": "Mayor Ada Lund", "kind": "name", "person": "Lund"}
PILOT = {"span": [16, 23], "text": "a pilot", "kind": "description", "person": "Lund"}
MEN = {"span": [49, 58], "text": "Angry men", "kind": "group", "person": None}
ITEM = {"id": "a", "text": TEXT, "labels": [NAME, PILOT, MEN]}
LUND = {"person": "Ada Lund", "person_id": "p", "what": "person"}
FOUND = [{**NAME, **LUND}, {**PILOT, **LUND}, {**MEN, "person_id": None, "what": "group"}]


def judged(*found):
    result = labels.sentences([ITEM], {"a": list(found)})
    return result["recall"]["right"], result["precision"]["right"], result["precision"]["of"]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (FOUND, (3, 3, 3)),
        ([], (0, 0, 0)),
        ([{**FOUND[0], "span": [6, 14]}], (1, 1, 1)),
        ([{**FOUND[0], "kind": "nickname"}], (1, 1, 1)),
        ([{**FOUND[0], "kind": "description"}], (0, 0, 1)),
        ([{**FOUND[0], "person": "Bo Marsh"}], (0, 0, 1)),
        ([{**FOUND[1], "kind": "adjective"}], (1, 1, 1)),
        ([{**FOUND[1], "span": [30, 40]}], (0, 0, 1)),
        ([{**FOUND[1], "what": "organisation"}], (0, 0, 0)),
    ],
)
def test_sentences(found, expected):
    assert judged(*found) == expected


def test_what_stands_inside_marks_is_seen():
    assert labels.quoted([ITEM], {"a": FOUND}) == []
    inside = {"span": [32, 41], "text": "The mayor", "kind": "description", **LUND}
    assert labels.quoted([ITEM], {"a": [inside]}) == [(ITEM, inside)]


ARTICLE = {
    "id": "b",
    "topic": 1,
    "text": 'Ada Lund rose. The mayor left. She sat. "Lund fell." Bo Marsh sat.',
    "mentions": [
        {"span": [0, 8], "chain": "1_Lund_ACTOR"},
        {"span": [15, 24], "chain": "1_Lund_ACTOR"},
        {"span": [31, 34], "chain": "1_Lund_ACTOR"},
        {"span": [41, 45], "chain": "1_Lund_ACTOR"},
        {"span": [53, 61], "chain": "1_Marsh_ACTOR"},
        {"span": [0, 3], "chain": "1_town_COUNTRY"},
    ],
}


def test_mentions_of_actors_are_right_where_most_of_them_are_one_person():
    def label(start, end, id):
        return {"span": [start, end], "kind": "name", "person": id, "person_id": id, "what": "person"}

    assert [one["span"] for one in labels.actors(ARTICLE)] == [[0, 8], [15, 24], [53, 61]]
    whole = labels.mentions([ARTICLE], {"b": [label(0, 8, "l"), label(15, 24, "l"), label(53, 61, "m")]})
    assert whole["recall"]["share"] == 1
    some = labels.mentions([ARTICLE], {"b": [label(0, 8, "l"), label(53, 61, "m")]})
    assert (some["recall"]["right"], some["descriptions"]["right"], some["names"]["right"]) == (2, 0, 2)


@pytest.mark.parametrize("line", ["no json", json.dumps({"id": "a"}), json.dumps({**ITEM, "labels": []}), ""])
def test_a_file_that_is_none_is_not_measured(line, tmp_path, capsys):
    (tmp_path / "gold.jsonl").write_text(line, "utf-8")
    with pytest.raises(SystemExit) as left:
        labels.main([str(tmp_path / "gold.jsonl")])
    assert left.value.code == 2
    assert "gold.jsonl" in capsys.readouterr().err
