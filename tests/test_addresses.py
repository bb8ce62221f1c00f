"""Addresses as inputs, and languages other than English: from the command line into the record."""

import sqlite3
from pathlib import Path

import pytest
from served import HTML, Server, serving
from town import LUND, article, lines

from onrecord.record import Record

GERMAN = (
    "Der Stadtrat von Kelderwick hat am Dienstag beschlossen, die alte Mole im Frühjahr abzureißen.\n\n"
    "„Wir hätten das schon vor zehn Jahren tun müssen“, sagte Bürgermeisterin Agneta Lund nach der Sitzung.\n\n"
    "Anwohner fürchten Lärm und gesperrte Straßen, sagte der Hafenmeister Piet Kramer.\n\n"
    "Die Kosten sind seit dem vergangenen Herbst von drei auf vier Millionen gestiegen, steht im Haushalt.\n"
)
TEXT = {"Content-Type": "text/plain; charset=utf-8"}


@pytest.fixture
def server():
    with Server() as running:
        serving(running)
        running.answers = {"/a//lund": (200, TEXT, LUND.encode())}
        yield running
        running.shutdown()


def build(run, *paths):
    return run("build", *paths, "-r", "town.record", "--allow-private")


def counted(done):
    return next(line for line in done.out.splitlines() if line.startswith(("1 input", "2 input")))


def articles(record="town.record"):
    with Record(Path(record)) as opened:
        return list(opened.articles())


def test_a_page_is_recorded_under_its_address_and_left_alone_while_it_is_the_same(folder, run, server):
    at = server.at("/a//lund")
    first = build(run, at)
    assert (first.status, counted(first)) == (0, "1 input: 1 read, 0 unchanged, 0 skipped")
    assert [one["file"] for one in articles()] == [at]
    assert run("statements", "-r", "town.record", "--json").rows[0]["file"] == at
    again = build(run, f"{at}#top", at)
    assert (again.status, counted(again)) == (0, "1 input: 0 read, 1 unchanged, 0 skipped")
    assert len(server.asked) == 2


def test_a_page_that_changed_is_read_again(folder, run, server):
    at = server.at("/a//lund")
    build(run, at)
    server.answers["/a//lund"] = (200, TEXT, LUND.encode() + b"\n\xe2\x80\x9cIn May,\xe2\x80\x9d Lund said.\n")
    assert counted(build(run, at)).startswith("1 input: 1 read")
    assert {one["file"] for one in articles()} == {at}


def test_an_address_that_cannot_be_fetched_is_skipped_and_what_is_on_record_stays(folder, run, server, put):
    put({"in/a.txt": "“No,” said Per Holm.\n"})
    at = server.at("/a//lund")
    build(run, at)
    before = articles()
    server.answers["/a//lund"] = (404, HTML, b"gone")
    done = build(run, at, "in")
    assert (done.status, counted(done)) == (1, "2 inputs: 1 read, 0 unchanged, 1 skipped")
    assert f"skipped: {at}: is not there (404 Not Found): check the address" in done.err
    assert articles()[: len(before)] == before


def test_a_file_with_the_bytes_of_a_page_does_not_take_its_place(folder, run, server, put):
    at = server.at("/a//lund")
    build(run, at)
    put({"in/lund.txt": LUND})
    build(run, "in")
    assert {one["file"] for one in articles()} == {at, "in/lund.txt"}


def test_no_private_address_is_asked_unless_that_is_allowed(folder, run, server):
    at = server.at("/a//lund")
    for command in (["build", "-r", "town.record"], ["extract"]):
        done = run(*command, at)
        assert done.status == 2
        assert "private network (127.0.0.1): add --allow-private if you trust it" in done.err
    assert not server.asked
    assert not list(folder.iterdir())


def test_extract_takes_an_address_and_says_where_it_led(folder, run, server):
    server.answers["/old"] = (301, {"Location": "/a//lund"}, b"")
    done = run("extract", server.at("/old"), "--allow-private")
    assert done.status == 0
    assert done.rows[0]["file"] == server.at("/old")
    assert done.rows[0]["statements"]
    assert f"note: {server.at('/old')}: leads on to {server.at('/a//lund')}" in done.err


def test_a_charset_that_only_the_server_names_is_used(folder, run, server):
    text = "“Мост рухнул”, сказала Агнета Лунд. Городской совет Келдервика собрался во вторник вечером.\n" * 3
    server.answers["/a//lund"] = (200, {"Content-Type": "text/plain; charset=windows-1251"}, text.encode("cp1251"))
    row = run("extract", server.at("/a//lund"), "--allow-private", "--text").rows[0]
    assert (row["text"], row["encoding"], row["language"]) == (text, "windows-1251", "ru")


def test_the_end_of_a_query_is_no_suffix(folder, run, server):
    server.answers["/read?of=mole.pdf"] = (200, {}, LUND.encode())
    assert run("extract", server.at("/read?of=mole.pdf"), "--allow-private", "--text").rows[0]["text"] == LUND


def test_what_is_not_english_is_kept_and_searchable_and_nothing_is_extracted_from_it(folder, run, put):
    put({"in/mole.txt": GERMAN})
    done = run("build", "in", "-r", "town.record")
    assert done.status == 0
    assert done.err == "note: in/mole.txt: is in German (de): kept and searchable, statements not extracted\n"
    assert run("statements", "-r", "town.record", "--json").rows == []
    db = sqlite3.connect("town.record")
    assert db.execute("SELECT count(*) FROM body_search WHERE body_search MATCH 'Straßen'").fetchone() == (1,)
    assert db.execute("SELECT language FROM articles").fetchone() == ("de",)
    assert db.execute("SELECT count(*) FROM mentions").fetchone() == (0,)
    db.close()


def test_a_german_reprint_is_known_as_one(folder, run, put):
    put({"in/a.txt": GERMAN, "in/b.txt": GERMAN + "\nEin Termin für den Abriss steht noch nicht fest.\n"})
    run("build", "in", "-r", "town.record")
    assert sum(one["reprint_of"] is not None for one in articles()) == 1


def test_each_line_has_its_language(folder, run, put):
    told = [("de", GERMAN, None), ("en", article(1), "en-GB"), ("sv", article(2), "sv"), ("fr", LUND, "fr")]
    put({"in/f.jsonl": lines(*({"id": id, "text": text, "language": said} for id, text, said in told))})
    done = run("extract", "in")
    assert [(row["id"], row["language"], bool(row["statements"])) for row in done.rows] == [
        ("de", "de", False),
        ("en", "en-GB", True),
        ("sv", "en", True),
        ("fr", "fr", False),
    ]
    assert "is declared to be in Swedish (sv), but reads as English (en)" in done.err
