"""Families made by construction, how what is found is scored, and stories."""

import json

import pytest

import families
import families_generator as generator
import families_scale
import families_variants as variants
import stories
from families import Found

GIVEN = ["I have walked this road for 40 years and it has never been as wet as it is now."] * 8


def truth(family, relations=("identical",), changes=()):
    return {"families": [family], "relations": relations, "changes": changes}


def test_articles_hold_what_their_truth_says():
    made = list(generator.articles(GIVEN, 12, 1))
    assert made == list(generator.articles(GIVEN, 12, 1)) != list(generator.articles(GIVEN, 12, 2))
    for article in made:
        for statement in article["statements"]:
            words = " ".join(article["text"][start:end] for start, end in statement["content"])
            assert (words[0] in '“"') == (statement["kind"] == "direct")
            assert statement["covered"] or not statement["source"]
    kinds = {relation for article in made for one in article["statements"] for relation in one["relations"]}
    assert {"identical", "typography", "truncated", "altered", "paraphrased"} <= kinds


def test_a_member_is_never_longer_than_its_reference():
    made = list(generator.articles([], 40, 3))
    first = {}
    for article in made:
        for one in article["statements"]:
            words = " ".join(article["text"][start:end] for start, end in one["content"]).split()
            for family in one["families"]:
                sizes = first.setdefault(family, {})
                sizes[one["relations"][0]] = max(sizes.get(one["relations"][0], 0), len(words))
    assert all(max(sizes.values()) == sizes["identical"] for sizes in first.values() if "identical" in sizes)


@pytest.mark.parametrize("how", variants.CHANGES)
def test_each_alteration_changes_the_words(how):
    import random

    words = (
        "We will see about 40 of them in Hexmouth if it is not wet. The window was dry, and nobody has asked for it."
    )
    made = variants.altered(words, how, random.Random(1))
    assert made.words != words
    assert (made.relations[0], made.changes) == ("altered", (how,))


TRUTH = {
    ("a", 0): truth("1"),
    ("b", 0): truth("1", ("altered",), ("number",)),
    ("c", 0): truth("1", ("paraphrased",)),
    ("d", 0): truth("2"),
}
ALL_RIGHT = {
    ("a", 0): [Found("x", ("identical",), frozenset())],
    ("b", 0): [Found("x", ("altered",), frozenset({"number"}))],
    ("c", 0): [Found("x", ("paraphrased",), frozenset())],
}
FAULTS = {
    "nothing": ({}, None),
    "a stranger taken in": ({("d", 0): [Found("x", ("identical",), frozenset())]}, "pairs: precision"),
    "one missed": ({("b", 0): []}, "pairs: recall"),
    "another number called the same": (
        {("b", 0): [Found("x", ("identical",), frozenset())]},
        "grave changes not called same",
    ),
    "another relation": ({("a", 0): [Found("x", ("truncated",), frozenset())]}, "relations right"),
    "a report missed": ({("c", 0): []}, "reports: recall"),
    "a report invented": ({("d", 0): [Found("x", ("paraphrased",), frozenset())]}, "reports: precision"),
}


@pytest.mark.parametrize(("fault", "figure"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_lowers_its_figure(fault, figure):
    figures = families.measured(TRUTH, {**ALL_RIGHT, **fault})
    low = [name for name, one in figures.items() if one.share < 1]
    assert low == [] if figure is None else figure in low


def test_a_file_of_the_same_form_is_measured(tmp_path, capsys):
    path = tmp_path / "truth.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in generator.articles(GIVEN, 4, 1)), "utf-8")
    families.main(["--truth", str(path), "--details"])
    out = capsys.readouterr().out
    assert "pairs: precision" in out
    with pytest.raises(SystemExit) as end:
        families.main(["--truth", str(tmp_path / "missing.jsonl")])
    assert end.value.code == 2


def test_stories_are_scored():
    gold = {"a": "1", "b": "1", "c": "2"}
    assert stories.scored(gold, {"a": "x", "b": "x", "c": "y"}) == (1, 1)
    assert stories.scored(gold, {}) == pytest.approx((1, 2 / 3))
    assert stories.scored(gold, {"a": "x", "b": "x", "other": "x"}).precision == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)


def test_so_many_statements_are_made():
    made = list(families_scale.made(100, 1))
    assert sum(len(article["statements"]) for article in made) == 100
    assert {one["kind"] for article in made for one in article["statements"]} == {"direct", "indirect"}
