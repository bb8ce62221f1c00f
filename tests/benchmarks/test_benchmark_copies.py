"""Copies made by construction, and how the groups that are found are scored."""

import json
import random

import pytest
from prose import prose

import copies
import copies_generator as generator
from copies_generator import Made


def originals(count=12):
    texts = ["\n\n".join(prose(f"{n} {part}", 50) for part in range(8)) for n in range(count)]
    return [Made(f"o{n:02}", text, "", "2031-05-01", "", f"o{n:02}") for n, text in enumerate(texts)]


def own(copy, original):
    """The share of a copy's words that are its original's."""
    words = set(original.text.split())
    return sum(word in words for word in copy.text.split()) / generator.words(copy.text)


@pytest.mark.parametrize("edit", copies.EDITS)
def test_a_copy_is_mostly_its_originals_and_later(edit):
    models = originals()
    made = list(generator.copies(models, [edit], [2], random.Random(1)))
    assert len(made) == 36
    by_id = {one.id: one for one in made}
    for copy in made:
        if copy.taken_from:
            original = by_id[copy.lineage]
            assert copy.text != original.text
            assert own(copy, original) > generator.OWN - 0.12  # a tenth of the words are misread
            assert generator.words(copy.text) > 0.25 * generator.words(original.text)
            assert copy.published > by_id[copy.taken_from].published


def test_an_excerpt_is_mostly_its_own_text():
    models = originals()
    for host, quoting in zip(models[:3], generator.excerpts(models[3:], models[:3], random.Random(1)), strict=True):
        assert quoting.lineage == quoting.id == host.id
        assert 1 - generator.EXCERPT - 0.05 < own(quoting, host) < 0.9


def test_the_same_seed_makes_the_same_copies():
    one, other = (list(generator.copies(originals(), copies.EDITS, range(9), random.Random(7))) for _ in range(2))
    assert one == other


TRUTH = [Made(id, "", "", "2031-05-01", "", lineage, None if id == lineage else lineage) for id, lineage in
         (("a", "a"), ("b", "a"), ("c", "a"), ("d", "d"), ("e", "d"), ("f", "f"))]  # fmt: skip

SCORES = {
    "all right": ("aaaddf", (1.0, 1.0, 1.0, 1.0)),
    "nothing found": ("abcdef", (0.0, 0.0, 0.0, 0.0)),
    "all one": ("aaaaaa", (0.0, 4 / 15, 1.0, 2 / 3)),
    "another earliest": ("bbbddf", (1.0, 1.0, 1.0, 1 / 3)),
    "one left out": ("aacddf", (None, 1.0, 0.5, 2 / 3)),
}


@pytest.mark.parametrize(("found", "expected"), SCORES.values(), ids=SCORES.keys())
def test_groups_are_scored(found, expected):
    score = copies.scored(TRUTH, dict(zip("abcdef", found, strict=True)))
    if found == "aacddf":  # by hand: 2 pairs of 4 in both, by chance 4 * 2 / 15
        expected = ((2 - 8 / 15) / (3 - 8 / 15), *expected[1:])
    assert score[2:] == pytest.approx(expected)


def test_copies_are_found_and_scored(tmp_path, capsys):
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps({"id": one.id, "text": one.text}) + "\n" for one in originals()), "utf-8")
    assert copies.main([str(path), "--at-least", "1.01"]) == 1
    lines = capsys.readouterr().out.splitlines()[2:]
    assert len(lines) == len(copies.EDITS) + 1
    assert all(line.endswith("TOO LOW") and " 1.0000 " in line for line in lines)


def test_too_few_texts_are_no_measure(tmp_path, capsys):
    path = tmp_path / "texts.jsonl"
    path.write_text('{"id": "a", "text": "too short"}\n', "utf-8")
    with pytest.raises(SystemExit) as end:
        copies.main([str(path)])
    assert end.value.code == 2
    assert "NOTHING WAS MEASURED" in capsys.readouterr().err
