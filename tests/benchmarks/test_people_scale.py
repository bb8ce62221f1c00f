"""People made by construction, and how it is scored who is who."""

import json
from collections import defaultdict
from datetime import date

import pytest

import people_generator as generator
import people_scale as scale
import people_world as world

ARTICLES = list(generator.articles(1500, 3))
PEOPLE = [one for article in ARTICLES for one in article["people"]]


def test_the_same_seed_makes_the_same_articles():
    assert list(generator.articles(50, 7)) == list(generator.articles(50, 7)) != list(generator.articles(50, 8))


def test_articles_have_the_form_that_is_promised():
    assert len({article["id"] for article in ARTICLES}) == len(ARTICLES) == 1500
    assert len({one["id"] for one in PEOPLE}) == len(PEOPLE)
    for article in ARTICLES:
        date.fromisoformat(article["published"])
        assert generator.LEAST <= len(article["people"]) <= generator.MOST
        assert article["terms"]
    assert {one["kind"] for one in PEOPLE} == {"person", "organisation", "group", "unnamed"}


def test_nobody_stands_twice_in_an_article():
    for article in ARTICLES:
        assert len({one["truth"] for one in article["people"]}) == len(article["people"])


def test_groups_and_the_unnamed_are_somebody_else_in_each_article():
    seen = [one["truth"] for one in PEOPLE if one["kind"] in ("group", "unnamed")]
    assert len(seen) == len(set(seen))


def test_names_are_shared_and_vary():
    names, truths, surnames = defaultdict(set), defaultdict(set), defaultdict(set)
    for one in PEOPLE:
        if one["kind"] == "person" and len(one["name"].split()) > 1:
            names[one["truth"]].add(one["name"])
            truths[one["name"]].add(one["truth"])
            surnames[one["name"].split()[-1]].add(one["truth"])
    assert any(len(people) > 1 for people in truths.values())
    assert any(len(people) > 1 for people in surnames.values())
    assert sum(len(forms) > 1 for forms in names.values()) > len(names) / 5
    assert any(name.endswith((" Jr.", " Sr.")) for name in truths)


def test_a_few_make_most_of_what_is_printed():
    counts = sorted((n for n in _counts().values()), reverse=True)
    assert sum(counts[: len(counts) // 10]) > sum(counts) / 3


def _counts():
    counts = defaultdict(int)
    for one in PEOPLE:
        if one["kind"] == "person":
            counts[one["truth"]] += 1
    return counts


def test_a_role_is_the_one_of_its_day():
    first, later = date(2015, 1, 1), date(2019, 6, 1)
    being = world.Being("p1", "person", ("Ada",), "Lund", 1.0, "Hallsand", "council")
    being.career = [(first, "councillor"), (later, "mayor")]
    roles = [being.role(day) for day in (first, date(2019, 5, 31), later)]
    assert roles == [("councillor", ""), ("councillor", ""), ("mayor", "councillor")]


TRUTH = [{"people": [{"id": id, "truth": truth} for id, truth in zip("abcdef", "xxxyyz", strict=True)]}]
SCORES = {
    "everybody alone": ("123456", (1.0, 0.0, 1.0, 3 / 6)),
    "all one": ("111111", (4 / 15, 1.0, (9 + 4 + 1) / 36, 1.0)),
    "one strays": ("112223", (2 / 4, 2 / 4, (2 + 1 / 3 + 4 / 3 + 1) / 6, (4 / 3 + 1 / 3 + 2 + 1) / 6)),
}


@pytest.mark.parametrize(("given", "expected"), SCORES.values(), ids=SCORES.keys())
def test_who_is_who_is_scored(given, expected):
    assert scale.score(TRUTH, dict(zip("abcdef", given, strict=True))) == pytest.approx(expected)


def test_the_truth_is_right_and_nothing_is_everybody_alone():
    truth = {one["id"]: one["truth"] for article in ARTICLES for one in article["people"]}
    assert scale.score(ARTICLES, truth) == (1, 1, 1, 1)
    assert scale.score(TRUTH, {}) == scale.score(TRUTH, dict(zip("abcdef", "123456", strict=True)))


@pytest.mark.parametrize(("given", "status"), [("xxxyyz", 0), ("xxxxxx", 1)])
def test_what_anything_made_of_such_a_file_is_scored(given, status, tmp_path, capsys):
    people, pairs = tmp_path / "people.jsonl", tmp_path / "pairs.json"
    people.write_text("".join(json.dumps(article) + "\n" for article in TRUTH), "utf-8")
    pairs.write_text(json.dumps(dict(zip("abcdef", given, strict=True))), "utf-8")
    assert scale.main(["--score", str(people), str(pairs)]) == status
    assert capsys.readouterr().out.splitlines()[1].split()[:2] == ["1", "6"]
