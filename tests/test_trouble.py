"""Bad input, bad records, bad places: one clear sentence each, the rest goes on, and the exit status says so."""

import contextlib
import ctypes
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from fpdf import FPDF
from town import LUND, article, lines

from onrecord import findings
from onrecord.record import Record
from onrecord.store import schema


def pdf(*, password=None):
    made = FPDF()
    if password is not None:
        made.set_encryption("owner", password)
    made.add_page()
    made.set_font("helvetica", size=12)
    made.multi_cell(0, 6, "Mayor Ada Lund said that the mill will open again in May. " * 5)
    return bytes(made.output())


PAGE = f"<html><head><title>Bridge</title></head><body><h1>Bridge</h1><p>{LUND}</p><p>{article(3)}</p></body></html>"
WORDS = "Mayor Ada Lund said: “We’ll mend the café.” " + "She spoke for an hour in the rain. " * 9

REFUSED = {
    "missing": ("none.txt", None, "does not exist: check the path"),
    "empty": ("a.txt", b"", "is empty: save it again, or leave it out"),
    "white space": ("a.txt", b" \r\n\t\n", "holds nothing but white space: save it again, or leave it out"),
    "binary": (
        "a.txt",
        random.Random(1).randbytes(3000),
        "is no text (its bytes are binary data): save it as text in UTF-8, or leave it out",
    ),
    "a truncated PDF": ("a.pdf", pdf()[:600], "is damaged, or no PDF at all: download or save it again"),
    "an encrypted PDF": ("a.pdf", pdf(password="x"), "is encrypted: open it with its password and save it without one"),
    "a text as PDF": ("a.pdf", LUND.encode(), "is damaged, or no PDF at all: download or save it again"),
    "an empty JSON Lines": ("a.jsonl", b"\n\n", "is empty: save it again, or leave it out"),
    "an unknown type": (
        "a.xyz",
        b"x",
        "is of type .xyz, which cannot be read: save it as .txt, .html, .docx or .pdf",
    ),
    "an old office file": ("a.DOC", b"x", "is of type .DOC, which cannot be read: save it as .docx or .pdf"),
    "an address of another kind": (
        "ftp://x.example/a",
        None,
        "is not fetched: only http:// and https:// are; save it as a file first",
    ),
}


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_an_input_that_cannot_be_read_is_skipped_and_the_rest_goes_on(folder, put, run, name, content, reason):
    if content is not None:
        put({name: content})
    put({"good.txt": LUND})
    done = run("build", name, "good.txt", "-r", "town.record")
    assert (done.status, done.err) == (1, f"skipped: {name}: {reason}\n")
    assert done.out.startswith("2 inputs: 1 read, 0 unchanged, 1 skipped\n")
    done = run("build", name, "-r", "town.record")
    assert (done.status, done.err) == (2, f"skipped: {name}: {reason}\n")
    assert done.out.startswith("1 input: 0 read, 0 unchanged, 1 skipped\non record: 1 article ")
    assert run("extract", name) == (2, "", f"skipped: {name}: {reason}\n")


READ = {
    "UTF-16 with a mark": ("a.txt", WORDS.encode("utf-16"), ""),
    "UTF-16 without": ("a.txt", WORDS.encode("utf-16-le"), ""),
    "UTF-8 with a mark": ("a.txt", WORDS.encode("utf-8-sig"), ""),
    "cp1252": ("a.txt", WORDS.encode("cp1252"), "note: a.txt: encoding guessed: cp1252\n"),
    "half a page": ("a.html", PAGE[: len(PAGE) // 2].encode(), ""),
    "a PDF locked for changes only": ("a.pdf", pdf(password=""), ""),
}


@pytest.mark.parametrize(("name", "content", "said"), READ.values(), ids=READ.keys())
def test_an_input_that_can_be_read_after_all(folder, put, run, name, content, said):
    put({name: content})
    done = run("extract", "--text", name)
    assert (done.status, done.err) == (0, said)
    (row,) = done.rows
    assert "Ada Lund" in row["text"]
    assert "\ufeff" not in row["text"]


def test_bad_lines_are_skipped_one_by_one(folder, put, run):
    put({"f.jsonl": lines({"id": "a", "text": LUND}, "{no json", "[1]", {"id": "b"}, "", {"id": "c", "text": LUND})})
    done = run("build", "f.jsonl", "-r", "town.record")
    assert (done.status, done.out.splitlines()[0]) == (1, "5 inputs: 2 read, 0 unchanged, 3 skipped")
    assert done.err.splitlines() == [
        "skipped: f.jsonl: line 2 is no JSON (expecting property name enclosed in double quotes): correct or remove it",
        'skipped: f.jsonl: line 3 is no JSON object: write it as {"id": ..., "text": ...}',
        'skipped: f.jsonl: line 4 has no "text" and no "html": add one of them',
    ]


def test_a_repeated_line_is_no_trouble(folder, put, run):
    put({"f.jsonl": lines(*[{"id": "a", "text": LUND}] * 3)})
    done = run("build", "f.jsonl", "-r", "town.record")
    assert (done.status, done.out.splitlines()[0]) == (0, "3 inputs: 1 read, 2 unchanged, 0 skipped")


def test_a_folder_with_nothing_in_it(folder, run):
    Path("in").mkdir()
    said = "onrecord: nothing to read: name files, or folders that hold some\n"
    assert run("build", "in", "-r", "town.record") == (2, "", said)
    assert run("extract", "in") == (2, "", said)


def test_a_name_made_to_deceive_stays_on_its_line(folder, put, run):
    put({"a.txt\nskipped: \x1b[2Jb.doc": LUND})
    done = run("build", ".", "-r", "town.record")
    assert done.err.startswith("skipped: a.txt skipped: �[2Jb.doc: is of type .doc, which")
    assert done.err.count("\n") == 1


COMMANDS = (
    "build good.txt",
    "statements",
    "articles",
    "people",
    "show x",
    "original x",
    "remove x --yes",
    "verify",
    "backup x",
)


def text(path):
    path.write_text("Minutes of the council\n")
    return "is no record: name a file that `onrecord build` made"


def other(path):
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE minutes (words)")
    db.close()
    return "is no record but another program's database: name a file that `onrecord build` made"


def newer(path):
    Record(path, create=True).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    db.close()
    made, known = schema.VERSION + 1, schema.VERSION
    return f"was made by a newer onrecord (its schema is {made}, this one knows {known}): update onrecord"


def damaged(path):
    with Record(path, create=True) as record:
        record.build([Path("good.txt")])
    content = bytearray(path.read_bytes())
    content[100:20000] = random.Random(3).randbytes(19900)
    path.write_bytes(content)
    return "is damaged: restore it from a copy, or build it again under another name"


def folder_of_that_name(path):
    path.mkdir()
    return "is a folder: name a file"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("made", [text, other, newer, damaged, folder_of_that_name])
def test_what_is_no_record_or_none_to_be_used(folder, put, run, made, command):
    put({"good.txt": LUND})
    said = made(Path("town.record"))
    before = Path("town.record").read_bytes() if Path("town.record").is_file() else None
    assert run(*command.split(), "-r", "town.record") == (2, "", f"onrecord: town.record {said}\n")
    assert before is None or Path("town.record").read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS[1:])
def test_a_record_that_is_missing_or_empty(folder, run, command):
    said = "onrecord: town.record does not exist: make it with `onrecord build PATH... -r town.record`\n"
    assert run(*command.split(), "-r", "town.record") == (2, "", said)
    Path("town.record").touch()
    said = "onrecord: town.record is empty: make it a record with `onrecord build PATH... -r town.record`\n"
    assert run(*command.split(), "-r", "town.record") == (2, "", said)


def test_an_empty_file_becomes_a_record(folder, put, run):
    put({"good.txt": LUND, "town.record": b""})
    assert run("build", "good.txt", "-r", "town.record").status == 0


def test_a_folder_where_nothing_can_be_made(folder, put, run):
    put({"good.txt": LUND, "file": b""})
    said = "cannot be opened: check that its folder exists and that you may write there"
    for place in ("file/town.record", "none/town.record", "/proc/town.record"):
        assert run("build", "good.txt", "-r", place) == (2, "", f"onrecord: {place} {said}\n")


PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2


def obey():
    """Make a process that is about to start obey the rights of files, even root's."""
    if os.geteuid() == 0:
        for right in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, right, 0, 0, 0)


@pytest.fixture
def shelf(folder, put, samples_record):
    """A record in a folder where everybody may read and nobody write."""
    put({"good.txt": LUND, "shelf/town.record": samples_record.read_bytes()})
    Path("shelf/town.record").chmod(0o444)
    Path("shelf").chmod(0o555)
    yield Path("shelf")
    Path("shelf").chmod(0o755)


def test_a_record_that_may_only_be_read_is_read(shelf, samples_record, process, run):
    done = process("statements", "-r", "shelf/town.record", "--json", preexec_fn=obey)
    assert done == run("statements", "-r", samples_record, "--json")
    assert [path.name for path in shelf.iterdir()] == ["town.record"]


NO_PLACE = {
    "shelf/town.record": "cannot be written: check your rights to the file and its folder",
    "shelf/new.record": "cannot be opened: check that its folder exists and that you may write there",
}


@pytest.mark.parametrize(("place", "said"), NO_PLACE.items())
def test_nothing_is_built_where_nobody_may_write(shelf, process, place, said):
    done = process("build", "good.txt", "-r", place, preexec_fn=obey)
    assert done == (2, "", f"onrecord: {place} {said}\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_record_that_may_not_be_read(shelf, process, command):
    (shelf / "town.record").chmod(0)
    said = "onrecord: shelf/town.record cannot be opened (permission denied): check the path and your rights to it\n"
    assert process(*command.split(), "-r", "shelf/town.record", preexec_fn=obey) == (2, "", said)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_record_in_a_folder_that_may_not_be_entered(shelf, process, command):
    shelf.chmod(0)
    said = "onrecord: shelf/new.record cannot be opened (permission denied): check the path and your rights to it\n"
    assert process(*command.split(), "-r", "shelf/new.record", preexec_fn=obey) == (2, "", said)


def test_traces_that_cannot_be_wiped_are_told_of_until_they_are(folder, put, run, monkeypatch):
    monkeypatch.setattr(schema, "PATIENCE_MS", 50)
    put({"in/a.txt": LUND, "in/b.txt": article(2)})
    run("build", "in", "-r", "town.record")
    put({"in/a.txt": None})
    note = (
        "note: town.record: all of it was taken out, but traces stay in the record's files (another program is reading"
        " the record): the next `onrecord remove` or `onrecord build` of this record wipes them"
    )
    with closing(sqlite3.connect("town.record", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM documents").fetchone()
        done = run("remove", "in/a.txt", "-r", "town.record", "--yes")
        assert (done.status, done.err.splitlines()) == (1, ["removed: 1 document", note])
        done = run("remove", "in/a.txt", "-r", "town.record", "--yes")
        assert (done.status, done.err.splitlines()[0]) == (2, note)
        done = run("build", "in", "-r", "town.record")
        assert (done.status, done.err.splitlines()) == (0, [note])
    assert run("build", "in", "-r", "town.record").err == ""


def test_an_input_that_may_not_be_read(folder, put, process):
    put({"good.txt": LUND, "shut.txt": LUND, "room/a.txt": LUND})
    Path("shut.txt").chmod(0)
    Path("room").chmod(0)
    done = process("build", "shut.txt", "room", "good.txt", "-r", "town.record", preexec_fn=obey)
    Path("room").chmod(0o755)
    assert (done.status, done.out.splitlines()[0]) == (1, "3 inputs: 1 read, 0 unchanged, 2 skipped")
    assert done.err.splitlines() == [
        "skipped: shut.txt: cannot be opened (permission denied): check your rights to it",
        "skipped: room: cannot be opened (permission denied): check the path and your rights to it",
    ]


@pytest.fixture
def many(folder, put):
    put({f"in/{n:02}.txt": article(n) for n in range(16)})
    return "in"


@pytest.fixture
def whole(many, exports):
    with Record(Path("whole.record"), create=True) as record:
        record.build([Path(many)])
    return exports(Path("whole.record"))


def test_a_disk_that_fills_up_loses_nothing_that_was_recorded(many, whole, process, exports):
    def bound():
        resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))

    done = process("build", many, "-r", "town.record", preexec_fn=bound)
    said = "onrecord: town.record cannot be written or read: the disk may be full or gone; what is recorded is safe\n"
    assert done == (2, "", said)
    kept = exports(Path("town.record"))
    assert 0 < len(kept["articles"]) < 16
    found = {(row["id"], row["words"]) for row in whole["statements"]}  # who is who is found when all are read
    assert {(row["id"], row["words"]) for row in kept["statements"]} <= found
    done = process("build", many, "-r", "town.record")
    assert done.status == 0
    assert f"{16 - len(kept['articles'])} read, {len(kept['articles'])} unchanged, 0 skipped" in done.out
    assert exports(Path("town.record")) == whole


SMALL_DISK = """
mkdir small && mount -t tmpfs -o size=1500k tmpfs small || exit 77
"$0" -m onrecord build "$1" -r small/town.record; status=$?
"$0" -m onrecord articles -r small/town.record --json > kept.jsonl && cp small/town.record* . || exit 99
exit $status
"""


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs unshare")
def test_a_disk_that_is_really_full(many, whole, exports):
    command = ["unshare", "--mount", "sh", "-c", SMALL_DISK, sys.executable, many]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode in (1, 77):
        pytest.skip(f"no file system can be mounted here: {done.stderr}")
    said = "cannot grow: the disk is full; make room and build again, what is recorded is safe"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"onrecord: small/town.record {said}\n")
    assert 0 < len(Path("kept.jsonl").read_text().splitlines()) < 16
    with Record(Path("town.record"), create=True) as record:
        record.build([Path(many)])
    assert exports(Path("town.record")) == whole


def test_builds_at_once_on_one_record_take_turns_and_end_in_the_same(many, whole, start, exports):
    running = [start("build", many, "-r", "town.record") for _ in range(3)]
    said = "process {} (since {}) is building town.record: waiting until that is done"
    pattern = re.escape(said).replace(r"\{\}", "([-:0-9 ]+)")
    read = []
    for one in running:
        out, err = one.communicate(timeout=60)
        told = err.decode().splitlines()
        assert one.returncode == 0
        assert all(re.fullmatch(f"{pattern}|another program is building .*", line) for line in told), told
        read.append(int(re.match(rb"16 inputs: (\d+) read", out)[1]))
    assert sorted(read) == [0, 0, 16]
    assert exports(Path("town.record")) == whole
    assert not Path("town.record-lock").exists()


def test_a_record_that_another_program_writes(many, run, monkeypatch):
    assert run("build", many, "-r", "town.record").status == 0
    monkeypatch.setattr(schema, "PATIENCE_MS", 50)
    other = sqlite3.connect("town.record", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = "onrecord: town.record is being written by another program: wait until that is done\n"
    assert run("build", many, "-r", "town.record") == (2, "", said)
    assert len(run("articles", "-r", "town.record", "--json").rows) == 16
    other.close()


def test_a_build_that_is_interrupted_says_that_nothing_is_lost(many, run, monkeypatch):
    def interrupt(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(Record, "build", interrupt)
    said = "onrecord: stopped; what was recorded is safe, and the next build goes on from there\n"
    assert run("build", many, "-r", "town.record") == (2, "", said)


BROKEN = {
    "weights that are not its own": {"tagger.onnx": b"x", "settings.json": None},
    "no weights": {"settings.json": None},
    "settings that are none": {"settings.json": b"{"},
    "nothing": {},
}


@pytest.mark.parametrize("files", BROKEN.values(), ids=BROKEN.keys())
def test_a_model_that_cannot_be_loaded_ends_a_build(folder, put, run, monkeypatch, files):
    sound = findings.encoder().folder
    put({"a.txt": LUND, "b.txt": LUND, "model/readme": b""})
    put(
        {
            f"model/{name}": (sound / name).read_bytes() if content is None else content
            for name, content in files.items()
        }
    )
    monkeypatch.setattr(findings, "encoder", lambda: findings.extract.Encoder(folder=Path("model")))
    monkeypatch.setattr(findings, "maker", findings.maker.__wrapped__)
    done = run("build", "a.txt", "b.txt", "-r", "town.record")
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("onrecord: the model cannot be loaded (")
    assert done.err.endswith("): install onrecord again\n")


def test_an_interrupted_build_ends_at_once_and_says_so(tmp_path):
    long = tmp_path / "long.txt"
    long.write_text("“We will rebuild the bridge,” said Mayor Ada Lund.\n" * 20_000, "utf-8")
    command = [sys.executable, "-m", "onrecord", "build", str(long), "-r", str(tmp_path / "a.record")]
    listen = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell's background job would not be interrupted
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **streams, text=True, preexec_fn=listen) as child:
        while not (tmp_path / "a.record-wal").exists():  # the command is loaded and at work
            assert child.poll() is None
            time.sleep(0.05)
        time.sleep(1)
        said = interrupted(child)
    assert (child.returncode, said.count("\n")) == (2, 1)
    assert "the next build goes on" in said


def interrupted(child):
    """Interrupt a build until it ends, and return what it said; Python may lose one that falls into a callback."""
    for _ in range(3):
        child.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return child.communicate(timeout=15)[1]
    child.kill()
    return child.communicate()[1]


def test_a_slip_in_a_path_leaves_no_record_behind(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-m", "onrecord", "build", str(tmp_path / "nothing"), "-r", str(tmp_path / "a.record")],
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, list(tmp_path.iterdir())) == (2, [])
