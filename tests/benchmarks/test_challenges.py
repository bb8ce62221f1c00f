"""The challenge sets are sound, and what is found in them is judged as it should be."""

import importlib.util
import json
from itertools import combinations
from pathlib import Path

import pytest

import challenges
import linked

SETS = sorted(path for path in challenges.CHALLENGES.glob("*.jsonl") if path.stem not in challenges.OTHERS)
KINDS = {"direct", "indirect", "mixed"}
ACTS = {"said", "wrote", "asked", "promised", "ordered", "denied", "declined", "thought"}
POLARITIES = {"asserted", "denied", "not said", "hypothetical"}
ROLES = ("source", "cue", "content")
SCORER = Path(__file__).parents[3] / "shared" / "eval" / "score_statements.py"

TEXT = "Ada Lund said that Bo Marsh had told her the quay was safe. “Go home,” said Bo Marsh."
WORDS = (
    ("Ada Lund", "said", "that Bo Marsh had told her the quay was safe"),
    ("Bo Marsh", "had told", "the quay was safe"),
    ("Bo Marsh.", "said Bo", "“Go home,”"),
)


def statement(source, cue, content, **others):
    spans = {
        role: [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []
        for role, words in (("source", source), ("cue", cue), ("content", content))
    }
    return {"kind": "indirect", "act": "said", "polarity": "asserted", "inside": None, **spans, **others}


GOLD = [
    statement(*WORDS[0]),
    statement(*WORDS[1], inside=0),
    statement(*WORDS[2], kind="direct"),
]
RIGHT = [
    statement(*WORDS[0], id="a", polarity=None),
    statement(*WORDS[1], id="b", inside="a"),
    statement("Bo Marsh.", "said Bo", "Go home", id="c", kind="direct"),
]
ITEM = {"id": "quay-1", "text": TEXT, "why": "a report in a report", "statements": GOLD}


def judged(*found, item=ITEM):
    (verdict,) = challenges.judge([item], {"quay-1": found})
    return verdict.failures


def changed(number, **others):
    return [{**one, **others} if n == number else one for n, one in enumerate(RIGHT)]


def test_there_are_sets():
    assert {"kinds", "nobody", "paragraphs"} <= {path.stem for path in SETS}


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_set_is_sound(path):
    items = challenges.read(path)
    assert len(items) >= 80
    assert len({item["id"] for item in items}) == len({item["text"] for item in items}) == len(items)
    for item in items:
        assert item.keys() == {"id", "text", "why", "statements"}
        assert item["id"].startswith(f"{path.stem}-")
        assert item["text"].strip() == item["text"]
        assert item["why"]
        for one in item["statements"]:
            _sound(item, one)


def _sound(item, one):
    where, text = (item["id"], one), item["text"]
    assert one.keys() == {*ROLES, "kind", "act", "polarity", "inside"}, where
    assert one["kind"] in KINDS, where
    assert one["act"] in ACTS, where
    assert one["polarity"] in POLARITIES, where
    assert one["content"], where
    spans = [span for role in ROLES for span in one[role]]
    assert all(0 <= start < end <= len(text) for start, end in spans), where
    assert all(text[start:end].strip() == text[start:end] for start, end in spans), where
    assert all(a[1] <= b[0] or b[1] <= a[0] for a, b in combinations(spans, 2)), where
    assert all(one[role] == sorted(one[role]) for role in ROLES), where
    if one["inside"] is not None:
        outer = item["statements"][one["inside"]]
        assert _places(one["content"]) <= _places(outer["content"]), where
        assert len(list(_outwards(item["statements"], one))) < len(item["statements"]), where


def _places(spans):
    return {place for start, end in spans for place in range(start, end)}


def _outwards(statements, one):
    for _ in statements:
        if one["inside"] is None:
            return
        one = statements[one["inside"]]
        yield one


def test_all_found_is_right():
    assert judged(*RIGHT) == ()
    assert judged(*reversed(RIGHT)) == ()


@pytest.mark.parametrize(
    ("found", "failures"),
    [
        (RIGHT[:2], ("missed",)),
        ([*RIGHT, statement("Ada Lund", "said", "Go home", id="d")], ("invented",)),
        ([], ("missed",)),
        (changed(0, content=[[55, 59]], id="a"), ("missed", "invented", "inside")),
        (changed(2, source=[]), ("missed", "invented")),
        (changed(2, kind="mixed"), ("kind",)),
        (changed(1, polarity="not said"), ("polarity",)),
        (changed(1, inside=None), ("inside",)),
        (changed(1, inside="c"), ("inside",)),
        (changed(2, inside="a"), ("inside",)),
    ],
)
def test_what_an_item_fails_for(found, failures):
    assert judged(*found) == failures


def test_what_must_not_be_given_as_asserted():
    refused = {**ITEM, "statements": [{**GOLD[0], "polarity": "not said"}]}
    assert judged(RIGHT[0], item=refused) == ("polarity",)
    assert judged({**RIGHT[0], "polarity": "not said"}, item=refused) == ()


def test_nesting_counts_only_where_the_gold_of_the_set_has_any():
    flat = {**ITEM, "statements": [{**one, "inside": None} for one in GOLD]}
    assert judged(*changed(1, inside="c"), item=flat) == ()


def test_without_a_source_in_the_gold_none_may_be_found():
    floating = {**ITEM, "statements": [{**GOLD[2], "source": []}]}
    assert judged({**RIGHT[2], "source": []}, item=floating) == ()
    assert judged(RIGHT[2], item=floating) == ("missed", "invented")


def test_a_text_without_statements_is_right_only_when_it_was_read():
    empty = {**ITEM, "statements": []}
    assert judged(item=empty) == ()
    (verdict,) = challenges.judge([empty], {})
    assert verdict.failures == ("unread",)


@pytest.mark.skipif(not SCORER.is_file(), reason=f"NOT TESTED: there is no {SCORER}")
def test_statements_are_paired_as_by_the_scorer():
    spec = importlib.util.spec_from_file_location("score_statements", SCORER)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    found = [
        *changed(0, source=[[0, 3]]),
        statement("Bo Marsh had", "told", "told her the quay was safe", id="d"),
        statement(None, None, "Go home", id="e"),
    ]
    for gold in (GOLD, [*GOLD, statement(None, None, "“Go home,”")]):
        row = {"id": "quay-1", "text": TEXT, "publisher": None, "statements": gold}
        right = scorer.score([row], [{"id": "quay-1", "statements": found}])["scores"]["linked/statement"]
        pairs = linked.linked(TEXT, gold, found)
        assert round(len(pairs) / len(gold), 4) == right["r"]
        assert round(len(pairs) / len(found), 4) == right["p"]


@pytest.fixture
def tiny(tmp_path):
    path = tmp_path / "tiny.jsonl"
    text = "The tide was low.\n\nBo Marsh said that the quay was safe."
    start = text.index("Bo Marsh")
    safe = statement("", "", "") | {"source": [[start, start + 8]], "content": [[start + 14, len(text) - 1]]}
    items = [
        {"id": "tiny-1", "text": text, "statements": [safe]},
        {"id": "tiny-2", "text": text.replace("safe", "sound"), "statements": []},
    ]
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
    return path


def test_the_program_itself_on_a_file(tiny, capsys):
    assert challenges.main([str(tiny), "--json", "--failures", "--at-least", "0.9"]) == 1
    said = capsys.readouterr()
    (line,) = map(json.loads, said.out.splitlines())
    assert (line["set"], line["items"], line["right"], line["share"]) == ("tiny", 2, 1, 0.5)
    assert line["failed"] == dict.fromkeys(challenges.FAILURES, 0) | {"invented": 1}
    assert [(item["id"], len(item["found"])) for item in line["failures"]] == [("tiny-2", 1)]
    assert said.err == "tiny: less than 0.9 of its items are right\n"


def test_failures_are_shown_in_words(tiny, capsys):
    assert challenges.main([str(tiny), "--failures", "--at-least", "0.5"]) == 0
    shown = capsys.readouterr().out
    assert "tiny-2: invented" in shown
    assert "found  indirect, asserted: [Bo Marsh] [said] [that the quay was sound]" in shown
    assert "tiny-1" not in shown


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "there is no"),
        ("", "holds no item"),
        ("{", "is no JSON Lines"),
        ('{"id": "a", "text": "b"}\n', "holds what is no item"),
        ('{"id": "a", "text": "b", "statements": []}\n' * 2, "stands in"),
    ],
)
def test_a_file_that_is_no_set_is_refused_in_a_sentence(content, says, tmp_path, capsys):
    path = tmp_path / "odd.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        challenges.main([str(path)])
    assert end.value.code == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("share", ["1.4", "-1", "most"])
def test_a_share_outside_0_to_1_is_refused(share):
    with pytest.raises(SystemExit) as end:
        challenges.main(["--at-least", share])
    assert end.value.code == 2
