"""What tests of the record and the command line share."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli import app
from onrecord.record import Record

SAMPLES = Path(__file__).parents[1] / "samples"
SOURCE = str(Path(onrecord.__file__).parents[1])
"""What processes of their own run is what is tested here."""


class Done(NamedTuple):
    """What a command gave: its exit status, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def rows(self):
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder to work in, from where paths are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def put():
    """Write files: put({"name": content}); None takes one away, a folder is made where there is none."""

    def write(files):
        for name, content in files.items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.unlink()
            else:
                path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))

    return write


@pytest.fixture
def run():
    """Run a command in this process: an exception that is no exit is the test's failure."""

    def invoke(*args):
        result = CliRunner().invoke(app, [str(arg) for arg in args])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert "Traceback" not in result.stderr
        return Done(result.exit_code, result.stdout, result.stderr)

    return invoke


@pytest.fixture
def start():
    """Start a command as a process of its own; whatever still runs at the test's end is killed."""
    started = []

    def popen(*args, **options):
        given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        given["env"] = {**os.environ, "PYTHONPATH": SOURCE, **options.get("env", {})}
        started.append(subprocess.Popen([sys.executable, "-m", "onrecord", *map(str, args)], **given))
        return started[-1]

    yield popen
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def process(start):
    """Run a command as a process of its own, to its end."""

    def finished(*args, **options):
        running = start(*args, **options)
        out, err = (stream or b"" for stream in running.communicate(timeout=60))
        assert b"Traceback" not in err, err.decode()
        return Done(running.returncode, out.decode("utf-8"), err.decode("utf-8"))

    return finished


@pytest.fixture(scope="session")
def samples_record(tmp_path_factory):
    """The samples, built once; for reading only."""
    path = tmp_path_factory.mktemp("samples") / "samples.record"
    with Record(path, create=True) as record:
        record.build([SAMPLES / "articles"])
    return path


@pytest.fixture(scope="session")
def exports():
    """All that a record exports, by command; the extractions in an order that does not tell when they were read."""

    def exported(path):
        with Record(path) as record:
            found = sorted(record.extractions(with_text=True), key=lambda a: (a["file"], a["id"], a["article"]))
            return {
                "articles": list(record.articles()),
                "statements": list(record.statements()),
                "people": list(record.people()),
                "extractions": found,
            }

    return exported
