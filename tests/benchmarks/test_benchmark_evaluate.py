"""The program and the scorer themselves, on a gold file of two sentences."""

import json
from pathlib import Path

import pytest

import evaluate
import floors

SHARED = Path(__file__).parents[3] / "shared"
needs_shared = pytest.mark.skipif(
    not (SHARED / evaluate.SCORER).is_file(), reason=f"NOT TESTED: there is no {SHARED / evaluate.SCORER}"
)
TEXT = "“The ferry will sail on Sunday,” said Ada Lund.\n\nBo Marsh said that the quay was safe."


def statement(source, cue, content):
    spans = {"source": source, "cue": cue, "content": content}
    return {role: [[TEXT.index(words), TEXT.index(words) + len(words)]] for role, words in spans.items()}


GOLD = {
    "id": "quay-1",
    "publisher": "The Quay",
    "text": TEXT,
    "statements": [
        statement("Ada Lund", "said", "“The ferry will sail on Sunday,”"),
        statement("Bo Marsh", "said", "that the quay was safe"),
    ],
}


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "tiny" / "dev.jsonl"
    path.parent.mkdir()
    path.write_text(json.dumps(GOLD) + "\n" + json.dumps(GOLD) + "\n", encoding="utf-8")  # as annotated by two people
    return path


def run(gold, floors_file, *options):
    return evaluate.main(
        ["--shared", str(SHARED), "--gold", str(gold), "--floors", str(floors_file), "--no-samples", *options]
    )


@needs_shared
def test_floors_that_are_held_and_raised(gold, tmp_path, capsys):
    path, kept = tmp_path / "floors.json", tmp_path / "kept.jsonl"
    floors.save(path, {"tiny/dev": {"linked/statement": 0.1}, "other/dev": {"linked/statement": 1.0}})
    assert run(gold, path, "--raise", "--predictions", str(kept)) == 0
    shown = capsys.readouterr().out
    assert "tiny/dev: 2 annotations, a prediction for each id" in shown
    assert "The Quay" in shown
    assert floors.load(path)["tiny/dev"]["linked/statement"] > 0.1
    assert floors.load(path)["other/dev"] == {"linked/statement": 1.0}
    assert [json.loads(line)["id"] for line in kept.read_text(encoding="utf-8").splitlines()] == ["quay-1"]


@needs_shared
def test_a_figure_below_its_floor_and_an_input_that_the_program_skips(gold, tmp_path, capsys):
    with gold.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({**GOLD, "id": "empty-1", "text": "", "statements": []}) + "\n")
    path = tmp_path / "floors.json"
    held = {"tiny/dev": {"exact/cue": 1.1, "exact/source": 0.0}}
    floors.save(path, held)
    assert run(gold, path) == 1
    said = capsys.readouterr()
    assert "1 ids without a prediction: empty-1" in said.out
    assert "tiny/dev: exact/cue is" in said.err
    assert "exact/source" not in said.err
    assert "ended with status 1" in said.err
    assert floors.load(path) == held


@pytest.mark.parametrize(
    ("options", "status", "least"), [([], True, 0.9), (["--raise"], True, 0.9), (["--allow-lower"], False, 0.25)]
)
def test_a_floor_is_lowered_only_when_told_to_and_never_silently(options, status, least, tmp_path, capsys):
    path = tmp_path / "floors.json"
    floors.save(path, {"a/b": {"exact/cue": 0.9}})
    wanted = evaluate._options([*options, "--floors", str(path)])
    assert evaluate._hold("a/b", {"exact/cue": 0.25}, floors.load(path), wanted) is status
    assert floors.load(path) == {"a/b": {"exact/cue": least}}
    assert ("LOWERED the floor of exact/cue from 0.900 to 0.250" in capsys.readouterr().out) is not status


def test_without_the_shared_folder_nothing_is_measured(tmp_path, capsys):
    with pytest.raises(SystemExit) as end:
        evaluate.main(["--shared", str(tmp_path / "nowhere")])
    assert end.value.code == 2
    assert "NOTHING WAS MEASURED" in capsys.readouterr().err


@pytest.mark.parametrize(("path", "name"), [("a/polnear/dev.jsonl.gz", "polnear/dev"), ("b/test.jsonl", "b/test")])
def test_a_gold_file_is_known_by_its_folder_and_stem(path, name):
    assert evaluate.key(Path(path)) == name
