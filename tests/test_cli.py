"""The command line: what each command takes, prints and answers, in a pipe and at a terminal."""

import csv
import fcntl
import io
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from contextlib import chdir
from importlib.metadata import version
from pathlib import Path

import pytest
from town import LUND, article, lines

from onrecord.cli.options import READS
from onrecord.read.formats import FORMATS
from onrecord.record import Record

COMMANDS = (
    *("build", "extract", "statements", "articles", "people", "show", "original", "remove"),
    *("stories", "quotations", "compare", "trace", "check"),
)
LISTINGS = ("statements", "articles", "people")
HOSTILE = "[bold]Rain[/] \x1b[31m=1+1 \u202e [/nothing]"


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    """A small record: three outlets, two days, one hostile line; for reading only."""
    ferry = "Chief Oskar Brandt said that the ferry is unsafe.\n"
    hostile = f"“{HOSTILE} never,” said Mayor Ada Lund.\n"
    given = [
        {"id": "a", "text": LUND, "title": "Bridge", "outlet": "The Haverness Bell", "published": "2021-05-01"},
        {"id": "b", "text": ferry, "title": "=cmd()", "outlet": "Quay Post", "published": "2021-05-02"},
        {"id": "c", "text": hostile, "title": HOSTILE, "authors": ["@evil", "\x1b[2J"], "outlet": "-Bell"},
    ]
    with chdir(tmp_path_factory.mktemp("town")):
        Path("in").mkdir()
        Path("in/town.jsonl").write_text(lines(*given), encoding="utf-8")
        with Record(Path("town.record"), create=True) as record:
            record.build([Path("in")])
        return Path("town.record").absolute()


def at_terminal(*args, columns=80, typed=b""):
    """Run a command whose three streams are one terminal; return its exit status and all it wrote."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    env = {**os.environ, "TERM": "xterm-256color"} | dict.fromkeys(("COLUMNS", "LINES"), "")
    env = {name: value for name, value in env.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")}
    command = [sys.executable, "-m", "onrecord", *map(str, args)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env)
    os.close(theirs)
    os.write(ours, typed)
    written = b""
    while True:
        try:
            some = os.read(ours, 65536)
        except OSError:  # Linux's way to say that the other side has closed
            break
        if not some:
            break
        written += some
    os.close(ours)
    return process.wait(30), written.decode("utf-8").replace("\r\n", "\n")


def plain(written):
    return re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", written)


# help and version


def test_help_names_every_command(process):
    done = process("--help")
    assert done.status == 0
    assert all(f" {command} " in done.out for command in COMMANDS)
    assert "Exit status: 0 done; 1 done, with something to look at; 2 could not be done." in done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(run, command):
    done = run(command, "--help")
    assert (done.status, done.err) == (0, "")
    assert f"Usage: onrecord {command}" in done.out or f" {command} " in done.out
    assert len(done.out.splitlines()) > 8
    assert "bool" not in done.out


@pytest.mark.parametrize("command", ["build", "extract"])
def test_help_names_every_format_that_can_be_read(run, command):
    out = " ".join(run(command, "--help").out.replace("│", " ").split())
    assert set(re.findall(r"(?<![\w.])\.[a-z]+(?:\.gz)?", READS)) == set(FORMATS)
    assert READS in out
    assert "addresses (https://...), which alone are fetched" in out


def test_help_lists_the_kinds(run):
    out = " ".join(run("statements", "--help").out.split())
    assert "direct|indirect|mixed" in out
    assert "YYYY-MM-DD" in out


def test_version(run):
    assert run("--version") == (0, f"onrecord {version('onrecord')}\n", "")


def test_no_command_is_helped_and_an_error(run):
    done = run()
    assert done.status == 2
    assert "Usage" in done.out + done.err


READERS = "trafilatura lxml pypdfium2 dateparser feedparser warcio babel py3langid charset_normalizer"
HEAVY = f"onnxruntime numpy tokenizers sqlite3 urllib3 certifi {READERS} onrecord.read onrecord.build"
LOADED = {
    "--help": HEAVY,
    "--version": HEAVY,
    "statements --help": HEAVY,
    "statements -r {record}": HEAVY.replace(" sqlite3", ""),
    "build {empty} -r {record}": READERS,
}


@pytest.mark.parametrize(("command", "unloaded"), LOADED.items())
def test_nothing_heavy_is_loaded_before_it_is_needed(folder, town, command, unloaded):
    Path("empty").mkdir()
    args = command.format(record=town, empty="empty").split()
    code = "import sys\nfrom onrecord.cli import main\ntry: main()\nfinally: print('', *sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=30, check=False)
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "onrecord.cli" in loaded
    assert not loaded & set(unloaded.split())


# listings


def test_statements_in_a_pipe(town, run):
    first, *_ = run("statements", "-r", town, "--like", "rebuild").out.splitlines()
    id, speaker, kind, act, polarity, confidence, standing, words, outlet, published, file = first.split("\t")
    assert re.fullmatch("[0-9a-z]{12}", id)
    assert (speaker, kind, act, polarity) == ("Ada Lund", "direct", "said", "asserted")
    assert standing == "machine"
    assert re.fullmatch(r"[01]\.\d\d", confidence)
    assert words.startswith("We will rebuild the bridge")
    assert (outlet, published, file) == ("The Haverness Bell", "2021-05-01", "in/town.jsonl")


def test_articles_in_a_pipe(town, run):
    out = run("articles", "-r", town).out.splitlines()
    assert [line.split("\t")[:7] for line in out[:2]] == [
        ["a", "0", "Bridge", "", "The Haverness Bell", "2021-05-01", "in/town.jsonl"],
        ["b", "0", "=cmd()", "", "Quay Post", "2021-05-02", "in/town.jsonl"],
    ]
    assert {tuple(line.split("\t")[7:]) for line in out[:2]} == {("", "en", "", "", "1", "", "", "")}


def test_people_in_a_pipe(town, run):
    out = run("people", "-r", town).out.splitlines()
    row = next(line for line in out if "Brandt" in line).split("\t")
    assert row[1:3] + row[5:] == ["person", "Oskar Brandt", "1", "1", "1"]


FILTERS = {
    "--speaker=lund": {"a", "c"},
    "--speaker=LUND --kind=direct": {"a", "c"},
    "--speaker=nobody": set(),
    "--outlet=bell": {"a", "c"},
    "--outlet=post": {"b"},
    "--kind=indirect": {"b"},
    "--since=2021-05-02": {"b"},
    "--until=2021-05-01": {"a"},
    "--since=2021-05-01 --until=2021-05-02": {"a", "b"},
    "--since=2021-05-03": set(),
    "--like=bridge": {"a"},
    "--like=BRIDGE* --speaker=lund": {"a"},
    "--like=unsafe --outlet=bell": set(),
}


@pytest.mark.parametrize(("options", "expected"), FILTERS.items())
def test_statements_that_fit_every_option(town, run, options, expected):
    done = run("statements", "-r", town, "--json", *options.split())
    assert {row["document"] for row in done.rows} == expected
    assert done.status == 0
    assert done.err == ("" if expected else "no statement found\n")


REFUSED = {
    "--kind=verbatim": "'verbatim' is not one of 'direct', 'indirect', 'mixed'",
    "--since=2021": "onrecord: '2021' is no day: write it as YYYY-MM-DD, such as 2025-03-14",
    "--until=2021-05": "onrecord: '2021-05' is no day: write it as YYYY-MM-DD, such as 2025-03-14",
    "--since=yesterday": "onrecord: 'yesterday' is no day: write it as YYYY-MM-DD, such as 2025-03-14",
    "--json --csv": "--json and --csv exclude each other",
    "--what": "No such option: --what",
}


@pytest.mark.parametrize(("options", "expected"), REFUSED.items())
def test_options_that_are_refused(town, run, options, expected):
    done = run("statements", "-r", town, *options.split())
    assert (done.status, done.out) == (2, "")
    assert expected in " ".join(done.err.replace("│", " ").split())


@pytest.mark.parametrize(
    "like", ['"', "'", "a AND", "(", "*", "mill)", "🌉", "?!…", "", "-", "NEAR(a b)", '"" "', "a:b^"]
)
def test_whatever_is_looked_for_is_no_error(town, run, like):
    done = run("statements", "-r", town, "--like", like)
    assert (done.status, done.out) == (0, "")
    assert done.err == "no statement found\n"


@pytest.mark.parametrize("listing", LISTINGS)
def test_every_form_lists_the_same_rows(samples_record, run, listing):
    table = run(listing, "-r", samples_record).out.splitlines()
    rows = run(listing, "-r", samples_record, "--json").rows
    header, *cells = csv.reader(io.StringIO(run(listing, "-r", samples_record, "--csv").out))
    assert len(rows) == len(cells) == len(table) > 10
    assert header == list(rows[0])
    if listing == "statements":
        assert [json.loads(row[header.index("content")]) for row in cells] == [row["content"] for row in rows]
        assert [line.split("\t")[0] for line in table] == [row["id"] for row in rows]


def test_extract_prints_articles_as_they_come(folder, put, run):
    put({"in/b.txt": LUND, "in/a.jsonl": lines({"id": "z", "text": LUND}, "{", {"id": "y", "text": "Rain."})})
    done = run("extract", "in/b.txt", "in/a.jsonl", "none.txt")
    assert (done.status, [row["file"] for row in done.rows]) == (1, ["in/b.txt", "in/a.jsonl", "in/a.jsonl"])
    assert [row["id"] for row in done.rows[1:]] == ["z", "y"]
    assert "skipped: none.txt: does not exist: check the path\n" in done.err
    assert "text" not in done.rows[0]
    assert run("extract", "--text", "in/b.txt").rows[0]["text"] == LUND


# at a terminal


def test_a_table_at_a_terminal(town):
    status, written = at_terminal("statements", "-r", town, "--speaker", "Lund")
    shown = plain(written)
    assert status == 0, written
    assert re.search(r"^ id +kind, confidence +words +published, file *$", shown, re.M)
    assert re.search(r"2021-05-01, +$", shown, re.M)
    assert " town.jsonl " in shown  # its name alone: a path has no room
    assert re.search(r"^ [0-9a-z]{12} +Ada Lund +We will rebuild", shown, re.M)
    assert re.search(r"^ +direct, [01]\.\d\d ", shown, re.M)
    assert shown.rstrip().endswith("statements")


@pytest.fixture(scope="session")
def noted(tmp_path_factory):
    """A record whose articles have all that is worth a note, and a statement that denies."""
    german = "Der Stadtrat hat am Dienstag beschlossen, die alte Mole im Frühjahr abzureißen und neu zu bauen.\n" * 3
    denied = "The mayor, Ada Lund, denied that the ferry was ever unsafe in the winter.\n"
    page = f"<article><h1>Bridge</h1>{'<p>The council met in the rain, and went home late.</p>' * 9}</article>"
    aside = "<footer>Read on: “We will never close the ferry,” Lund said</footer>"
    with chdir(tmp_path_factory.mktemp("noted")):
        Path("in").mkdir()
        Path("in/german.txt").write_text(german, "utf-8")
        Path("in/story.txt").write_text(article(1, 30), "utf-8")
        Path("in/the-story-with-a-long-name.txt").write_text(f"{article(1, 20)}\n{article(2, 4)}", "utf-8")
        Path("in/denied.txt").write_text(LUND, "utf-8")
        with Record(Path("noted.record"), create=True) as record:
            record.build([Path("in")])
            Path("in/denied.txt").write_text(denied, "utf-8")
            Path("court.html").write_text(f"<html><body>{page}{aside}</body></html>", "utf-8")
            record.build([Path("in")])
            record.build([Path("court.html")], primary=True)
        return Path("noted.record").absolute()


NOTES = (
    "in German (de)",
    "reprint of story.txt 0",
    "replaced by revision 2",
    "primary source, quotations left out",
    "denied.txt revision 2",
)


@pytest.mark.parametrize("columns", [80, 110])
def test_a_table_of_articles_says_what_is_worth_a_look(noted, columns):
    status, written = at_terminal("articles", "-r", noted, columns=columns)
    shown = plain(written)
    assert status == 0, written
    assert max(map(len, shown.splitlines())) <= columns
    assert re.search(r"^ id +title +outlet +file *\n article +authors +published +notes *$", shown, re.M)
    _, heading, *rows = shown.splitlines()
    last = " ".join(" ".join(row[heading.index("file") :] for row in rows).split())
    assert [note for note in NOTES if note not in last] == []
    assert re.search(r"shared \d\d\N{NO-BREAK SPACE}%", shown)
    assert "the-story-" in last
    assert "revision 1" not in last


def test_a_table_of_statements_says_of_an_act_only_what_does_not_go_without_saying(noted, run):
    status, written = at_terminal("statements", "-r", noted)
    shown = plain(written)
    assert status == 0, written
    assert re.search(r"^ id +kind, confidence +words", shown, re.M)
    assert "indirect, denied, 0." in " ".join(re.sub(r"(?m)^(.{34}).*$", r"\1", shown).split())
    assert "asserted" not in shown
    assert "\tindirect\tdenied\tdenied\t" in run("statements", "-r", noted).out


@pytest.mark.parametrize("listing", LISTINGS)
def test_hostile_words_do_nothing_at_a_terminal(town, listing):
    status, written = at_terminal(listing, "-r", town, columns=200)
    assert status == 0, written
    assert not re.search("\x1b\\[(?:31m|2J)|\u202e", written)
    if listing != "people":
        assert "[bold]Rain[/] �[31m=1+1 � [/nothing]" in plain(written)


@pytest.mark.parametrize("listing", LISTINGS)
@pytest.mark.parametrize("form", [(), ("--json",), ("--csv",)])
def test_hostile_words_do_nothing_in_a_pipe(town, run, listing, form):
    out = run(listing, "-r", town, *form).out
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", out)
    if form == ("--csv",):
        assert not any(cell[:1] in tuple("=+-@") for row in csv.reader(io.StringIO(out)) for cell in row if cell)


def test_progress_at_a_terminal_names_files_harmlessly(folder, put):
    put({"in/[bold]a[/red]\x1b[31m.txt": LUND, "in/b.txt": LUND})
    status, written = at_terminal("build", "in", "-r", "town.record")
    assert status == 0, written
    assert "2 inputs: 2 read, 0 unchanged, 0 skipped" in plain(written)
    assert "\x1b[31m" not in written


def test_no_progress_in_a_pipe(folder, put, process):
    put({"a.txt": LUND})
    done = process("build", "a.txt", "-r", "town.record")
    assert (done.status, done.err) == (0, "")
    assert re.fullmatch(
        r"1 input: 1 read, 0 unchanged, 0 skipped\n"
        r"on record: 1 article \(0 reprints\), \d+ statements?, speaker known of \d+, unknown of \d+\n",
        done.out,
    )


# pipes


def test_head_ends_a_listing_quietly(samples_record, start):
    listing = start("statements", "-r", samples_record, "--json")
    listing.stdout.readline()
    listing.stdout.close()
    assert listing.wait(30) == 0
    assert listing.stderr.read() == b""


@pytest.mark.parametrize("command", ["people", "articles --csv", "show {id}", "--help"])
def test_a_reader_that_never_read_ends_it_quietly(town, run, start, command):
    id = run("statements", "-r", town).out[:12]
    record = [] if command == "--help" else ["-r", town]
    ours, theirs = os.pipe()
    os.close(ours)
    listing = start(*command.format(id=id).split(), *record, stdout=theirs)
    os.close(theirs)
    assert listing.stderr.read() == b""
    assert listing.wait(30) in ((0, 1) if command == "--help" else (0,))


def test_output_that_cannot_be_written_is_told(town, start):
    with open("/dev/full", "wb") as full:
        listing = start("statements", "-r", town, "--json", stdout=full)
    assert listing.wait(30) == 2
    assert listing.stderr.read() == b"onrecord: the output cannot be written (No space left on device)\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_pipe_gets_utf8_wherever(town, process, encoding):
    done = process("statements", "-r", town, "--json", env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert done.status == 0
    assert len(done.rows) >= 3


# show


def test_show_by_id_and_by_its_beginning(town, run):
    rows = run("statements", "-r", town, "--json").rows
    lund = next(row for row in rows if row["document"] == "a")
    done = run("show", lund["id"], "-r", town)
    assert (done.status, done.err) == (0, "")
    assert f"statement {lund['id']}, " in done.out
    assert re.search(r"^\[content: “We will rebuild.*\[source: .*Ada Lund\]\.$", done.out, re.M)
    others = [row["id"] for row in rows if row["id"] != lund["id"]]
    unique = next(lund["id"][:n] for n in range(1, 13) if not any(id.startswith(lund["id"][:n]) for id in others))
    assert run("show", unique.upper(), "-r", town) == done


def test_show_says_where_the_words_stand_in_the_original(folder, put, run):
    line = {"id": "m1", "text": "Chief Oskar Brandt said that the ferry is unsafe."}
    cues = "1\n00:00:01,000 --> 00:00:03,000\nThe rain was heavy.\n\n2\n00:01:02,500 --> 00:01:06,000\n"
    put({"f.jsonl": lines(line), "a.html": f"<html><body><p>{LUND}</p></body></html>", "t.srt": f"{cues}{LUND}\n"})
    run("build", ".", "-r", "town.record")
    found = {row["file"]: row["id"] for row in run("statements", "-r", "town.record", "--json").rows}
    where = {file: run("show", id, "-r", "town.record").out.splitlines()[2] for file, id in found.items()}
    assert where["a.html"] == "a.html, at /html[1]/body[1]/p[1]"
    assert where["t.srt"] == "t.srt, at 00:01:02"
    assert re.fullmatch(r"f\.jsonl, document m1, characters \d+-\d+", where["f.jsonl"])


def test_show_of_no_statement(town, run):
    done = run("show", "nothing", "-r", town)
    expected = "onrecord: no statement has the id 'nothing': `onrecord statements` lists them\n"
    assert done == (2, "", expected)


def test_show_of_more_than_one(samples_record, run):
    ids = [row["id"] for row in run("statements", "-r", samples_record, "--json").rows]
    first = max((id[0] for id in ids), key=[id[0] for id in ids].count)
    some = sorted(id for id in ids if id.startswith(first))
    expected = f"{len(some)} statements have an id that begins with '{first}', such as {', '.join(some[:3])}"
    assert run("show", first, "-r", samples_record) == (2, "", f"onrecord: {expected}\n")


def test_show_at_a_terminal_has_colours_and_no_brackets(town, run):
    id = run("statements", "-r", town, "--like", "rebuild").out[:12]
    status, written = at_terminal("show", id, "-r", town)
    assert status == 0, written
    assert "\x1b[32m“We will rebuild the bridge,”" in written
    assert "[content" not in written


def test_every_statement_of_the_samples_is_shown(samples_record):
    with Record(samples_record) as record:
        for row in record.statements():
            found = record.show(row["id"])
            spans = [span for paragraph in found.paragraphs for span in paragraph]
            assert all(any(s <= start and end <= e for s, e in spans) for start, end in row["content"])


# sources: what they were, and taking them out


@pytest.fixture
def changed(folder, put, run):
    """A record of a file that changed since."""
    put({"in/a.txt": LUND, "in/b.txt": "Chief Oskar Brandt said that the ferry is unsafe.\n"})
    run("build", "in", "-r", "town.record")
    put({"in/a.txt": "Rain fell on the harbour, and nobody was surprised.\n"})
    return folder


def test_a_build_tells_of_what_changed_and_what_is_kept(changed, run):
    lund = run("statements", "-r", "town.record", "--like", "rebuild").out[:12]
    done = run("build", "in", "-r", "town.record")
    first, *_, last = done.out.splitlines()
    assert first == "2 inputs: 1 read, 1 unchanged, 0 skipped; 1 source changed since"
    assert last == "kept: 1 earlier revision"
    assert run("statements", "-r", "town.record", "--speaker", "Lund").err == "no statement found\n"
    old, new = (row for row in run("articles", "-r", "town.record", "--json").rows if row["file"] == "in/a.txt")
    assert (old["revision"], old["replaced_by"]) == (1, {"id": new["id"], "revision": 2})
    assert f"replaced by {new['id']} revision 2" in run("articles", "-r", "town.record").out
    shown = run("show", lund, "-r", "town.record").out
    assert "the source has changed since: what it is now does not have these words\n" in shown


def test_a_line_that_is_gone_is_told_of(folder, put, run):
    put({"f.jsonl": lines({"id": "a", "text": LUND}, {"id": "b", "text": "Rain."})})
    run("build", "f.jsonl", "-r", "town.record")
    put({"f.jsonl": lines({"id": "b", "text": "Rain."})})
    done = run("build", "f.jsonl", "-r", "town.record")
    assert done.out.splitlines()[-1] == "kept: 1 document no longer in the file"
    assert run("articles", "-r", "town.record").out.splitlines()[0].endswith("\tno longer in its file\t")


def test_a_primary_source_and_quotations_left_out_are_pointed_to(folder, put, run):
    page = f"<html><body><article><h1>Bridge</h1>{'<p>The council met in the rain, and went home late.</p>' * 9}"
    aside = "<footer>Read on: “We will never close the ferry,” Lund said</footer>"
    put({"a.html": f"{page}</article>{aside}</body></html>"})
    run("build", "a.html", "-r", "town.record", "--primary")
    (row,) = run("articles", "-r", "town.record", "--json").rows
    assert (row["primary"], row["quotes_left_out"]) == (True, True)
    assert 0 < row["left_out"] < 0.5
    (line,) = run("articles", "-r", "town.record").out.splitlines()
    assert "\tprimary source\t" in line
    assert line.endswith("\tquotations left out")


def test_the_original_in_a_pipe_and_in_a_file(changed, process, run):
    id = run("articles", "-r", "town.record").out[:12]
    assert process("original", id, "-r", "town.record") == (0, LUND, "")
    assert run("original", id, "-r", "town.record", "-o", "out.txt") == (0, "", "")
    assert Path("out.txt").read_text("utf-8") == LUND
    said = "onrecord: out.txt is there already: name another file\n"
    assert run("original", id, "-r", "town.record", "-o", "out.txt") == (2, "", said)
    said = "onrecord: none/out.txt cannot be written (no such file or directory): name another\n"
    assert run("original", id, "-r", "town.record", "-o", "none/out.txt") == (2, "", said)
    assert run("original", "nothing", "-r", "town.record").status == 2


def test_the_original_is_nothing_for_a_terminal(changed):
    status, written = at_terminal("original", "x", "-r", "town.record")
    assert status == 2
    assert "name a file with -o" in plain(written)


def test_what_was_not_kept_cannot_be_given(folder, put, run):
    put({"f.jsonl": lines({"id": "a", "text": LUND})})
    run("build", "f.jsonl", "-r", "town.record", "--no-originals")
    said = "onrecord: the bytes of document 'a' were not kept: build its file again without --no-originals\n"
    assert run("original", "a", "-r", "town.record") == (2, "", said)


GOES = (
    r"document: in/a\.txt: \w{12}, revision 1: 1 article, 1 statement\n"
    r"person known from nowhere else: Ada Lund\n"
    r"in all: 1 document, 1 article, 1 statement, 1 speaker known from nowhere else, "
    rf"1 original of {len(LUND.encode())} bytes\n"
)


def test_nothing_is_removed_unless_somebody_says_so(changed, process, run):
    done = process("remove", "in/a.txt", "-r", "town.record", stdin=subprocess.DEVNULL)
    assert (done.status, done.err) == (2, "onrecord: nothing was removed: add --yes where nobody can be asked\n")
    assert re.fullmatch(GOES, done.out)
    assert len(run("articles", "-r", "town.record").out.splitlines()) == 2
    done = process("remove", "in/a.txt", "-r", "town.record", "--yes", stdin=subprocess.DEVNULL)
    assert (done.status, re.fullmatch(GOES, done.out) is not None) == (0, True)
    assert done.err.splitlines() == [
        "removed: 1 document",
        "note: in/a.txt: is still there: the next build of it reads it again",
    ]
    assert "Lund" not in run("people", "-r", "town.record").out
    assert len(run("articles", "-r", "town.record").out.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "status", "left", "said"),
    [
        (["--yes"], 0, 1, "removed: 1 document\nnote: in/a.txt: is still there: the next build of it reads it again\n"),
        ([], 2, 2, "onrecord: nothing was removed: the list of what goes was not read to its end\n"),
    ],
)
def test_a_reader_of_the_list_who_has_gone_does_not_stop_a_removal(changed, start, run, options, status, left, said):
    ours, theirs = os.pipe()
    os.close(ours)
    removing = start("remove", "in/a.txt", "-r", "town.record", *options, stdin=subprocess.DEVNULL, stdout=theirs)
    os.close(theirs)
    assert removing.stderr.read().decode() == said
    assert removing.wait(30) == status
    assert len(run("articles", "-r", "town.record").out.splitlines()) == left


def test_at_a_terminal_it_asks(changed, run):
    status, written = at_terminal("remove", "in/a.txt", "-r", "town.record", typed=b"n\n")
    assert (status, "nothing was removed" in plain(written)) == (1, True)
    assert len(run("articles", "-r", "town.record").out.splitlines()) == 2
    status, written = at_terminal("remove", "in/a.txt", "-r", "town.record", typed=b"y\n")
    assert (status, "Remove all this for good? [y/N]" in plain(written)) == (0, True)
    assert len(run("articles", "-r", "town.record").out.splitlines()) == 1


def test_what_is_not_on_record_cannot_be_removed(changed, run):
    said = "onrecord: nothing on record has the path, address or id 'none': `onrecord articles` lists them\n"
    assert run("remove", "in/a.txt", "none", "-r", "town.record", "--yes") == (2, "", said)


def test_commands_are_also_a_module_and_a_script(process):
    script = Path(sys.executable).parent / "onrecord"
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout == process("--version").out
