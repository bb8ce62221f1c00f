"""The command: forms of drafts and of reports, statuses, bad input."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .sources import ARTICLES, QUAY, lines

GOOD = "Ada Lund said: “Oak is no luxury here.”\n"
BAD = "Ada Lund said: “Oak is a luxury here.” <script>alert(1)</script>\n"
MISSING = "Ada Lund said: “Herring swim in circles whenever the tide forgets them.”\n"


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        (GOOD, (), 0),
        (BAD, (), 1),
        (MISSING, (), 1),
        ("No quotation at all.\n", (), 0),
        ("She spoke of a “second quay”.\n", (), 0),
        ("She spoke of a “second quay”.\n", ("--strict",), 1),
        (MISSING.replace("\n", " [onrecord: ignore: on tape]\n"), (), 0),
        (MISSING.replace("\n", " [onrecord: ignore]\n"), (), 1),
    ],
)
def test_exit_status(run, folder, put, coast, text, options, status):
    put({"draft.md": text})
    done = run("check", "draft.md", "-r", coast, *options)
    assert done.status == status
    assert "not that it is true, current or complete" in done.out


def test_a_draft_without_quotations_says_so(run, folder, put, coast):
    put({"draft.md": "Nobody says anything.\n"})
    assert "no quotation" in run("check", "draft.md", "-r", coast).out


def test_text_in_a_pipe_marks_what_differs(run, folder, put, coast):
    put({"draft.md": "Ada Lund said: “I do not think we can ask 114 crews to moor in the river again.”\n"})
    out = run("check", "draft.md", "-r", coast).out
    assert "draft.md:1:16: altered (number)" in out
    assert "[114 crews]" in out
    assert "[140 crews]" in out
    assert "1 quotation: 1 altered" in out


def test_html_is_escaped_and_stands_alone(run, folder, put, coast):
    put({"draft.md": BAD.replace("a luxury", "<b>a</b> luxury")})
    assert run("check", "draft.md", "-r", coast, "--format", "html", "-o", "out.html").status == 1
    page = Path("out.html").read_text(encoding="utf-8")
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert "http" not in page.replace("http-equiv", "")
    assert "true, current or complete" in page


def test_sarif(run, folder, put, coast):
    put({"draft.md": GOOD + "\n" + MISSING.replace("\n", " [onrecord: ignore: on tape]\n") + "\n" + BAD})
    (log,) = json.loads(run("check", "draft.md", "-r", coast, "--format", "sarif").out)["runs"]
    first, second = log["results"]
    assert first["suppressions"][0]["justification"] == "on tape"
    assert second["ruleId"] == "altered"
    assert log["tool"]["driver"]["rules"][second["ruleIndex"]]["id"] == "altered"
    assert second["locations"][0]["physicalLocation"]["region"]["startLine"] == 5
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "draft.md"


def test_github_annotations(run, folder, put, coast):
    put({"a, b: draft.md": MISSING})
    first, last = run("check", "a, b: draft.md", "-r", coast, "--format", "github").out.splitlines()
    assert first.startswith("::error file=a%2C b%3A draft.md,line=1,col=16,title=not on record::“Herring")
    assert last.startswith("::notice::")


def test_against_sources_without_a_record(run, folder, put):
    put({"answer.md": GOOD, "quay.txt": QUAY})
    done = run("check", "answer.md", "--against", "quay.txt", "--json")
    assert (done.status, done.rows[0]["verdicts"]) == (0, ["identical"])
    assert not os.path.exists("answer.record")


def test_standard_input(folder, put, coast):
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "check", "-", "-r", str(coast), "--json"],
        input=BAD.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert json.loads(done.stdout)["file"] == "standard input"


def test_drafts_of_other_types(run, folder, put, coast):
    from docx import Document
    from fpdf import FPDF

    written = Document()
    written.add_paragraph(BAD.partition(" <")[0])
    data = io.BytesIO()
    written.save(data)
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.multi_cell(
        0, 8, 'Mayor Ada Lund spoke on Monday. Ada Lund said: "Oak is a luxury here." She then left the hall.'
    )
    page = "<html><body><article><h1>Quay</h1><p>It broke on Monday, and everybody in Osterby saw it.</p>"
    put({"a.docx": data.getvalue(), "b.html": f"{page}<p>{BAD.partition(' <')[0]}</p></article></body></html>"})
    put({"c.txt": BAD, "d.pdf": bytes(pdf.output())})
    for draft in ("a.docx", "b.html", "c.txt", "d.pdf"):
        done = run("check", draft, "-r", coast, "--json")
        assert [row["verdicts"] for row in done.rows] == [["altered"]], draft


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("gone.md",), "does not exist"),
        (("empty.md",), "is empty"),
        (("draft.xyz",), "cannot be read"),
        (("-", "--watch"), "cannot be watched"),
        (("draft.md", "--against", "draft.md"), "--against PATH"),
    ],
)
def test_what_cannot_be_checked(run, folder, put, coast, arguments, said):
    put({"empty.md": "", "draft.xyz": "x", "draft.md": GOOD})
    done = run("check", *arguments, "-r", coast)
    assert done.status == 2
    assert said in " ".join((done.err + done.out).split())


def test_sources_that_cannot_be_read(run, folder, put):
    put({"draft.md": GOOD, "empty.txt": ""})
    done = run("check", "draft.md", "--against", "empty.txt")
    assert done.status == 2
    assert "none of the sources could be read" in done.err


def test_a_primary_source_goes_first(run, folder, put):
    paper, transcript = dict(ARTICLES[0]), QUAY.replace("no luxury", "a luxury")
    put({"draft.md": GOOD, "paper.jsonl": lines(paper), "transcript.txt": transcript})
    run("build", "paper.jsonl", "-r", "x.record")
    run("build", "transcript.txt", "--primary", "-r", "x.record")
    (row,) = run("check", "draft.md", "-r", "x.record", "--json").rows
    assert row["verdicts"] == ["altered"]
    assert row["matches"][0]["primary"]


def test_sources_that_differ_are_told(run, folder, put):
    put({"draft.md": GOOD, "a.txt": QUAY, "b.txt": QUAY.replace("no luxury", "a luxury")})
    (row,) = run("check", "draft.md", "--against", "a.txt", "--against", "b.txt", "--json").rows
    assert row["verdicts"] == ["identical"]
    assert "sources differ" in row["note"]


def heeding_interrupts():
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # what is begun in the background may ignore them


def test_watching_checks_again(folder, put, coast):
    put({"draft.md": GOOD})
    command = [sys.executable, "-u", "-m", "onrecord", "check", "draft.md", "-r", str(coast), "--watch"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, preexec_fn=heeding_interrupts)
    try:
        assert "1 as on record" in process.stdout.readline()
        put({"draft.md": BAD})  # at once: nothing that is saved while the first check is told may be missed
        process.stdout.readline()
        assert "altered" in process.stdout.readline()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode in (0, 1, 2)
