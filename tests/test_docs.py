from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from onrecord.cli import app
from onrecord.read.formats import FORMATS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command):
    assert f"`onrecord {command} " in README


def test_the_readme_names_no_other_command():
    assert set(re.findall(r"(?m)^\| `onrecord (\w+)", README)) == set(COMMANDS)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_readme_names_every_format(suffix):
    assert f"`{suffix}`" in README


def test_every_link_of_the_documents_leads_somewhere():
    for document in (ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name} -> {target}"


def test_the_commands_shown_run(tmp_path):
    shown = re.findall(r"(?m)^\$ (.+)$", README)
    assert len(shown) > 3
    looked = [f"{line} || [ $? -eq 1 ]" if line.startswith("onrecord check") else line for line in shown]
    script = "\n".join(["set -e", *looked]).replace("demo.record", str(tmp_path / "demo.record"))
    program = tmp_path / "onrecord"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m onrecord "$@"\n')
    program.chmod(0o755)
    ran = subprocess.run(
        ["sh", "-c", f'PATH="{tmp_path}:$PATH"\n{script}'], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "[content:" in ran.stdout
