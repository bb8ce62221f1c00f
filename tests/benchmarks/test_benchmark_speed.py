"""What counts in a race: words, refusals, rounds."""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

import coldstart
import speed
from contestants import Contestant, by_onrecord, by_textacy, missing

TEXTS = [
    "“The ferry will sail on Sunday,” said Ada Lund.",
    "Bo Marsh said “the quay is safe.",
    "Nobody spoke at all today.",
]
QUOTED = "“The ferry will sail on Sunday,”"
SAID = [([(1, 2)], [(3, 4)], [(5, 6)])]


class Fake:
    """A tool that refuses some texts and takes a second for each of the others."""

    def __init__(self, name, refuses=()):
        self.name, self.refuses, self.timed = name, refuses, []

    def find(self, texts):
        return [None if text in self.refuses else SAID for text in texts]

    def seconds(self, texts):
        self.timed.append(list(texts))
        return float(len(texts)) if self.name == "onrecord" else 2.0 * len(texts)


def test_an_article_that_one_tool_refuses_counts_for_none():
    tools = [Fake("onrecord"), Fake("textacy", refuses=TEXTS[1:2])]
    race = speed.run(tools, TEXTS, rounds=3)
    assert all(tool.timed == [[TEXTS[0], TEXTS[2]]] * 3 for tool in tools)
    assert (race.articles, race.words) == (2, 14)
    assert race.refused == {"onrecord": 0, "textacy": 1}
    assert race.statements == {"onrecord": 3, "textacy": 2}
    assert race.ratios("textacy") == [2.0, 2.0, 2.0]
    assert race.speeds("onrecord") == [7.0, 7.0, 7.0]


def test_where_each_article_is_refused_nothing_is_measured(capsys):
    with pytest.raises(SystemExit) as end:
        speed.run([Fake("onrecord"), Fake("textacy", refuses=TEXTS)], TEXTS, rounds=1)
    assert end.value.code == 2
    assert "each article was refused" in capsys.readouterr().err


def test_an_article_that_two_people_annotated_is_one(tmp_path):
    path = tmp_path / "gold.jsonl"
    rows = [{"id": "a", "text": "x y"}, {"id": "b", "text": "z"}, {"id": "a", "text": "x y"}, {"id": "c"}]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    assert speed.articles(path) == ["x y", "z"]


@pytest.mark.parametrize(("texts", "count"), [(["one  two\nthree—four"], 3), ([""], 0), (["a b", "c"], 3)])
def test_words_stand_between_white_space(texts, count):
    assert speed.words(texts) == count


def test_without_the_peer_nothing_is_measured(monkeypatch, capsys):
    monkeypatch.setattr(speed, "missing", lambda: ["textacy"])
    with pytest.raises(SystemExit) as end:
        speed.main([])
    assert end.value.code == 2
    assert "NOTHING WAS MEASURED: textacy not installed" in capsys.readouterr().err


def test_ours_finds_what_was_said():
    with Contestant("onrecord", by_onrecord, 1) as tool:
        first, second, _ = tool.find(TEXTS)
    assert [TEXTS[0][start:end] for _, _, content in first for start, end in content] == [
        "“The ferry will sail on Sunday,”"
    ]
    assert second is not None


@pytest.mark.skipif(bool(missing()), reason=f"NOT TESTED: {missing()} not installed; see make bench")
def test_the_peer_finds_a_quotation_and_refuses_an_odd_mark():
    with Contestant("textacy", partial(by_textacy, without=("ner",)), 1) as tool:
        first, second, third = tool.find(TEXTS)
    assert [TEXTS[0][start:end] for _, _, content in first for start, end in content] == [
        "“The ferry will sail on Sunday,”"
    ]
    assert second is None
    assert third == []


def test_a_run_that_fails_is_no_figure(capsys):
    with pytest.raises(SystemExit) as end:
        coldstart.run([coldstart.sys.executable, "-c", "raise SystemExit('broken')"])
    assert end.value.code == 2
    assert "ended with status 1: broken" in capsys.readouterr().err


def test_a_run_leaves_compiled_modules_for_the_next_as_an_installation_has_them(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "")
    (tmp_path / "slow_to_compile.py").write_text("x = 1\n", encoding="utf-8")
    coldstart.run([coldstart.sys.executable, "-c", "import slow_to_compile"])
    assert list(tmp_path.glob("__pycache__/slow_to_compile.*.pyc"))


def test_memory_is_that_of_the_child():
    """Asked of a process that is small itself: a child's peak begins with its parent's size, until it runs its own."""
    asked = (
        "import coldstart\n"
        "small = coldstart.run([coldstart.sys.executable, '-c', 'pass'])\n"
        "large = coldstart.run([coldstart.sys.executable, '-c', 'x = b\\'x\\' * 400_000_000'])\n"
        "print(small.peak_mb, large.peak_mb, large.seconds)"
    )
    folder = Path(coldstart.__file__).parent
    done = subprocess.run([sys.executable, "-c", asked], cwd=folder, capture_output=True, text=True, check=True)
    small, large, seconds = done.stdout.split()
    if small != "None":
        assert float(large) > max(float(small), 380)
    assert float(seconds) > 0
