"""The scorers of figures and dates: what is right, missed, wrong or invented counts as such."""

import json

import pytest

import dates
import figures

GOLD = {
    "span": [0, 10],
    "text": "nine geese",
    "value": [9, 9],
    "unit": "geese",
    "of": "old geese",
    "head": "geese",
    "by": None,
}
ITEM = {"id": "a", "text": "nine geese flew", "figures": [GOLD]}
FOUND = {"span": [0, 10], "text": "nine geese", "value": [9, 9], "unit": "geese", "of": "geese", "by": None}


@pytest.mark.parametrize(
    ("found", "values", "of"),
    [
        ([FOUND], 1, 1),
        ([], 0, 0),
        ([{**FOUND, "value": [9, None]}], 0, 1),
        ([{**FOUND, "value": [90, 90]}], 0, 1),
        ([{**FOUND, "unit": "ducks"}], 0, 1),
        ([{**FOUND, "of": "geese that flew away"}], 1, 0),
        ([{**FOUND, "of": None}], 1, 0),
        ([FOUND, {**FOUND, "span": [11, 15]}], 0, 1),
        ([{**FOUND, "span": [11, 15]}], 0, 0),
    ],
)
def test_figures(found, values, of):
    result = figures.told([figures.judge(ITEM, found)])
    assert (result["values"]["right"], result["of"]["right"]) == (values, of)


@pytest.mark.parametrize(
    ("found", "wrong", "invented"),
    [
        ([{"span": [0, 7], "date": "2025-03-11"}], 0, 0),
        ([{"span": [3, 7], "date": "2025-03"}], 1, 0),
        ([], 1, 0),
        ([{"span": [20, 24], "date": "1999"}], 1, 1),
    ],
)
def test_dates(found, wrong, invented):
    item = {"id": "a", "text": "Tuesday was wet in all of 1999.", "dates": [{"span": [0, 7], "date": "2025-03-11"}]}
    assert tuple(map(len, dates.judge(item, found))) == (wrong, invented)


@pytest.mark.parametrize(
    "line", ["no json", json.dumps({"id": "a"}), json.dumps({**ITEM, "figures": [{"span": [0, 1]}]}), ""]
)
def test_a_file_that_is_none_is_not_measured(line, tmp_path, capsys):
    (tmp_path / "gold.jsonl").write_text(line, "utf-8")
    with pytest.raises(SystemExit) as stopped:
        figures.main([str(tmp_path / "gold.jsonl")])
    assert stopped.value.code == 2
    assert "gold.jsonl" in capsys.readouterr().err


def test_another_file_of_the_same_form_is_scored(tmp_path, capsys):
    text = "Forty lanterns were lit along the quay, and the choir sang until the rain came down in earnest."
    gold = {"span": [0, 14], "value": [40, 40], "unit": "lanterns", "of": "lanterns", "head": "lanterns", "by": None}
    (tmp_path / "gold.jsonl").write_text(
        json.dumps({"id": "x", "text": text, "figures": [{**gold, "text": "Forty lanterns"}]}), "utf-8"
    )
    assert figures.main([str(tmp_path / "gold.jsonl"), "--json", "--values-at-least", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["values"]["share"] == 1
