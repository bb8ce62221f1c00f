"""What makes findings: whatever decides what is found has a part in its name."""

import shutil
from pathlib import Path

import pytest

from onrecord import findings

SOURCE = Path(findings.__file__).parent


@pytest.fixture
def code(tmp_path, monkeypatch):
    """A copy of the program's code, by which the maker is named."""
    folder = shutil.copytree(SOURCE, tmp_path / "onrecord", ignore=shutil.ignore_patterns("model", "__pycache__"))
    monkeypatch.setattr(findings, "__file__", str(folder / "findings.py"))
    return folder


DECIDE = ("terms.py", "copies.py", "store/words.py", "store/leftout.py", "read/html.py", "extract/quotes.py")
DECIDE_NOT = ("store/lookup.py", "output.py", "cli/messages.py")


def test_the_maker_is_named_by_all_code_that_decides_and_no_other(code):
    names = {findings.maker.__wrapped__()}
    for file in DECIDE:
        with (code / file).open("a") as stream:
            stream.write("#\n")
        names.add(findings.maker.__wrapped__())
    assert len(names) == 1 + len(DECIDE)
    for file in DECIDE_NOT:
        with (code / file).open("a") as stream:
            stream.write("#\n")
    assert findings.maker.__wrapped__() in names


@pytest.mark.parametrize("library", findings.LIBRARIES)
def test_and_by_the_versions_of_what_reads(library, monkeypatch):
    version, before = findings.version, findings.maker.__wrapped__()
    monkeypatch.setattr(findings, "version", lambda name: "0" if name == library else version(name))
    assert findings.maker.__wrapped__() != before
