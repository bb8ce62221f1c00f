"""Floors rise freely and fall only when told to."""

import pytest

import floors

HELD = {"linked/statement": 0.5, "exact/cue": 0.7}


@pytest.mark.parametrize(
    ("measured", "named"),
    [
        ({"linked/statement": 0.5, "exact/cue": 0.7}, []),
        ({"linked/statement": 0.9, "exact/cue": 0.6999}, ["exact/cue"]),
        ({"linked/statement": 0.1, "exact/cue": 0.1}, ["linked/statement", "exact/cue"]),
        ({"linked/statement": 0.5}, ["exact/cue"]),  # a figure that is gone is no figure that holds
    ],
)
def test_a_sentence_for_each_figure_below_its_floor(measured, named):
    assert [sentence.split()[0] for sentence in floors.below(HELD, measured)] == named


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ({}, HELD),
        ({"up": True}, {"linked/statement": 0.678, "exact/cue": 0.7}),
        ({"down": True}, {"linked/statement": 0.5, "exact/cue": 0.6}),
        ({"up": True, "down": True}, {"linked/statement": 0.678, "exact/cue": 0.6}),
    ],
)
def test_a_floor_falls_only_by_the_explicit_flag(flags, expected):
    assert floors.moved(HELD, {"linked/statement": 0.6789, "exact/cue": 0.6, "other": 1.0}, **flags) == expected


def test_a_figure_that_was_not_measured_keeps_its_floor():
    assert floors.moved(HELD, {}, up=True, down=True) == HELD


@pytest.mark.parametrize("figure", [0.66, 0.29, 0.57, 1.0, 0.0001, 0.9999])
def test_a_raised_floor_is_held_by_the_figure_it_was_raised_to(figure):
    raised = floors.moved({"a": 0.0}, {"a": figure}, up=True)
    assert 0 <= figure - raised["a"] < 0.001
    assert floors.below(raised, {"a": figure}) == []


def test_a_new_gold_file_gets_floors_when_raised_and_no_others():
    measured = dict.fromkeys([*floors.NEW, "chars/cue"], 0.5)
    assert floors.moved({}, measured, up=True) == dict.fromkeys(floors.NEW, 0.5)
    assert floors.moved({}, measured, down=True) == {}


def test_floors_are_kept_in_a_file(tmp_path):
    path = tmp_path / "floors.json"
    assert floors.load(path) == {}
    floors.save(path, {"a/b": HELD})
    assert floors.load(path) == {"a/b": HELD}
