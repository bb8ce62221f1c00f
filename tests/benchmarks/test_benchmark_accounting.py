"""Every input is accounted for: a small folder of mixed files, and what is said where it does not add up."""

from pathlib import Path
from random import Random

import pytest

import accounting
from accounting import Build
from mixed_files import BROKEN, SOUND, Case
from onrecord.read import read
from onrecord.read.formats import FORMATS
from onrecord.terms import Document

A, B = Case(Path("/in/a.txt"), 1, 0, "sound"), Case(Path("/in/b.jsonl"), 2, 1, "one of three lines broken")
NAMED = ["/in/b.jsonl: line 2 is no JSON: mend it"]


def test_sixty_files_add_up(capsys):
    assert accounting.main(["--files", "60", "--seed", "2"]) == 0
    assert "it adds up" in capsys.readouterr().out


def test_every_format_is_made():
    assert set(SOUND) == set(FORMATS)


@pytest.mark.parametrize("suffix", SOUND)
def test_a_sound_file_is_one_document(suffix, tmp_path):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(SOUND[suffix](Random(1)))
    assert [type(one) for one in read(path)] == [Document]


@pytest.mark.parametrize("name", BROKEN.keys() - {"link to itself", "link to nothing", "folder loop", "pipe"})
def test_a_broken_file_is_read_and_skipped_as_it_says(name, tmp_path):
    case = BROKEN[name](tmp_path / "a", Random(1))
    found = list(read(case.path))
    documents = sum(isinstance(one, Document) for one in found)
    assert (documents, len(found) - documents) == (case.read, case.skipped), found


WRONG = {
    "nothing": (Build(4, 3, 0, 1, NAMED), Build(4, 0, 3, 1, NAMED), 0),
    "one is lost": (Build(3, 2, 0, 1, NAMED), Build(4, 0, 3, 1, NAMED), 1),
    "counts that are not those of the inputs": (Build(4, 2, 0, 1, NAMED), Build(4, 0, 3, 1, NAMED), 2),
    "one that is not named": (Build(4, 3, 0, 1, []), Build(4, 0, 3, 1, NAMED), 3),
    "one named without a reason": (Build(4, 3, 0, 1, ["/in/b.jsonl: "]), Build(4, 0, 3, 1, NAMED), 2),
    "a sound one named": (Build(4, 3, 0, 1, ["/in/a.txt: is odd"]), Build(4, 0, 3, 1, NAMED), 3),
    "read again": (Build(4, 3, 0, 1, NAMED), Build(4, 1, 2, 1, NAMED), 1),
    "another reason": (Build(4, 3, 0, 1, NAMED), Build(4, 0, 3, 1, ["/in/b.jsonl: is odd"]), 1),
}


@pytest.mark.parametrize(("first", "again", "count"), WRONG.values(), ids=WRONG.keys())
def test_what_does_not_add_up_is_said(first, again, count):
    assert len(accounting.faults([A, B], first, again)) == count
