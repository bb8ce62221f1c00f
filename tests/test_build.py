"""Building: what is read again, what is left, what is a new revision; what holds now does not tell how it came."""

import gzip
import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prose import prose
from town import LUND, article, lines

from onrecord import findings
from onrecord.record import Record, RecordError

A, B, C = article(1), article(2), article(3)
ONE = {"id": "one", "text": A, "published": "2021-05-02"}
TWO = {"id": "two", "text": B}


def built(*paths, record="town.record"):
    with Record(Path(record), create=True) as opened:
        return opened.build([Path(path) for path in paths])


def built_texts(*paths):
    built(*paths)
    with Record(Path("town.record")) as record:
        return list(record.extractions(with_text=True))


def counted(summary):
    assert summary.inputs == summary.read + summary.unchanged + len(summary.skipped)
    held = summary.on_record
    assert held.speakers_known + held.speakers_unknown == held.statements
    return summary.read, summary.unchanged, summary.revised, len(summary.skipped)


# Files before the first build, changes after it, and what the second build does: read, unchanged, revised, skipped.
CHANGES = {
    "nothing": ({"a.txt": A, "b.md": B}, {}, (0, 2, 0, 0)),
    "a file more": ({"a.txt": A}, {"b.txt": B}, (1, 1, 0, 0)),
    "a file with another text": ({"a.txt": A, "b.txt": B}, {"a.txt": C}, (1, 1, 1, 0)),
    "a file with a letter more": ({"a.txt": A}, {"a.txt": A + "."}, (1, 0, 1, 0)),
    "only its time": ({"a.txt": A}, {"a.txt": A}, (0, 1, 0, 0)),
    "a moved file": (
        {"a.txt": A, "b.txt": B},
        {"a.txt": None, "sub/b.txt": B, "b.txt": None, "a/a.txt": A},
        (2, 0, 0, 0),
    ),
    "a renamed file": ({"a.txt": A, "b.txt": B}, {"a.txt": None, "c.txt": A}, (1, 1, 0, 0)),
    "a copy": ({"a.txt": A}, {"copy.txt": A}, (1, 1, 0, 0)),
    "a line more": ({"f.jsonl": lines(ONE)}, {"f.jsonl": lines(ONE, TWO)}, (1, 1, 0, 0)),
    "a line less": ({"f.jsonl": lines(ONE, TWO)}, {"f.jsonl": lines(TWO)}, (0, 1, 0, 0)),
    "a line's text": ({"f.jsonl": lines(ONE, TWO)}, {"f.jsonl": lines({**ONE, "text": C}, TWO)}, (1, 1, 1, 0)),
    "a line's date": (
        {"f.jsonl": lines(ONE, TWO)},
        {"f.jsonl": lines({**ONE, "published": "2021-05-03"}, TWO)},
        (1, 1, 0, 0),
    ),
    "lines in another order": ({"f.jsonl": lines(ONE, TWO)}, {"f.jsonl": lines(TWO, ONE)}, (0, 2, 0, 0)),
    "a line without an id": ({"f.jsonl": lines({"text": A})}, {"f.jsonl": lines({"text": B})}, (1, 0, 0, 0)),
    "a renamed file of lines": (
        {"f.jsonl": lines(ONE, TWO)},
        {"f.jsonl": None, "g.jsonl": lines(ONE, TWO)},
        (0, 2, 0, 0),
    ),
    "a line gone from one of two files": (
        {"f.jsonl": lines(ONE, TWO), "g.jsonl": lines(ONE)},
        {"f.jsonl": lines(TWO)},
        (0, 2, 0, 0),
    ),
    "a line moved to another file": (
        {"f.jsonl": lines(ONE, TWO), "g.jsonl": lines({"id": "three", "text": C})},
        {"f.jsonl": lines(TWO), "g.jsonl": lines({"id": "three", "text": C}, ONE)},
        (0, 3, 0, 0),
    ),
    "a repeated line": ({"f.jsonl": lines(ONE, ONE, TWO)}, {}, (0, 3, 0, 0)),
    "a line repeated later": ({"f.jsonl": lines(ONE, TWO)}, {"f.jsonl": lines(ONE, TWO, ONE)}, (0, 3, 0, 0)),
    "a line after a repeated one of another date": (
        {"f.jsonl": lines(ONE, {**ONE, "published": "2021-01-01"})},
        {"f.jsonl": lines(ONE, {**ONE, "published": "2021-01-01"}, TWO)},
        (1, 2, 0, 0),
    ),
    "capitals of a name": (
        {"a.txt": "“We will rebuild,” said ADA LUND.\n", "b.txt": LUND},
        {"a.txt": "“We will rebuild,” said Ada Lund.\n"},
        (1, 1, 1, 0),
    ),
    "an original that goes": ({"a.txt": A, "b.txt": A + C[:60]}, {"a.txt": B}, (1, 1, 1, 0)),
}


def now(exported):
    """What a record exports of what its files hold now, as if it were built from them alone."""
    held = {(row["id"], row["article"]) for row in exported["articles"] if row["in_file"]}
    rows = [row for row in exported["articles"] + exported["extractions"] if row["in_file"]]
    said = [row for row in exported["statements"] if (row["document"], row["article"]) in held]
    people = exported["people"] if len(said) == len(exported["statements"]) else None
    return [{**row, "revision": None} for row in rows], said, people


@pytest.mark.parametrize(("before", "changes", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_a_build_takes_over_what_changed_and_keeps_what_was(folder, put, exports, before, changes, expected):
    put({f"in/{name}": content for name, content in before.items()})
    was = {row["text"] for row in built_texts("in")}
    put({f"in/{name}": content for name, content in changes.items()})
    summary = built("in")
    assert counted(summary) == expected
    built("in", record="fresh.record")
    found, fresh = exports(Path("town.record")), exports(Path("fresh.record"))
    *rows, people = now(found)
    assert rows == list(now(fresh))[:2]
    assert people in (None, fresh["people"])
    assert (people is None) == bool(summary.on_record.gone)
    assert was <= {row["text"] for row in found["extractions"]}
    assert sum(row["replaced_by"] is not None for row in found["articles"]) == summary.revised
    assert counted(built("in")) == (0, summary.inputs, 0, 0)
    assert exports(Path("town.record")) == found


def test_a_second_build_changes_nothing(folder, exports, samples_record):
    shutil.copy(samples_record, "town.record")
    before = exports(Path("town.record"))
    samples = Path(__file__).parents[1] / "samples" / "articles"
    summary = built(samples)
    assert counted(summary) == (0, len(list(samples.iterdir())), 0, 0)
    assert exports(Path("town.record")) == before


def test_a_file_given_twice_and_through_a_link_is_one_input(folder, put):
    put({"in/a.txt": A})
    os.symlink("a.txt", "in/link.txt")
    os.symlink("in", "again")
    assert counted(built("in", "in/a.txt", "again", "in/../in/link.txt")) == (1, 0, 0, 0)
    assert counted(built("again/link.txt")) == (0, 1, 0, 0)


def test_two_names_for_the_same_bytes_are_an_article_and_its_reprint(folder, put, exports):
    put({"in/a.txt": A, "in/b.txt": A})
    assert counted(built("in")) == (2, 0, 0, 0)
    first, second = exports(Path("town.record"))["articles"]
    assert (first["file"], first["reprint_of"]) == ("in/a.txt", None)
    assert (second["file"], second["reprint_of"]) == ("in/b.txt", {"file": "in/a.txt", "id": first["id"], "article": 0})


def test_the_same_name_and_bytes_in_two_folders_is_one_document_that_outlives_either(folder, put, exports):
    put({"monday/a.txt": A, "tuesday/a.txt": A})
    assert counted(built("monday", "tuesday")) == (1, 1, 0, 0)
    put({"monday/a.txt": B})
    assert counted(built("monday", "tuesday")) == (1, 1, 0, 0)
    assert [row["file"] for row in exports(Path("town.record"))["articles"]] == ["monday/a.txt", "tuesday/a.txt"]
    put({"tuesday/a.txt": C})
    assert counted(built("monday", "tuesday")) == (1, 1, 1, 0)


def test_a_file_that_is_gone_stays_on_record(folder, put, exports):
    put({"in/a.txt": A, "in/b.txt": B})
    built("in")
    put({"in/a.txt": None})
    assert counted(built("in")) == (0, 1, 0, 0)
    assert [row["file"] for row in exports(Path("town.record"))["articles"]] == ["in/a.txt", "in/b.txt"]


CLASH = "has the id 'one' twice, with different texts: give each an id of its own"
CLASHES = {
    "in one file": ({"f.jsonl": lines(ONE, {**ONE, "text": B})}, "in/f.jsonl", CLASH),
    "of two files": (
        {"f.jsonl": lines(ONE), "g.jsonl": lines({**ONE, "text": B})},
        "in/g.jsonl",
        "has the id 'one', which {folder}/in/f.jsonl has with another text: give it an id of its own",
    ),
}


@pytest.mark.parametrize(("files", "skipped", "reason"), CLASHES.values(), ids=CLASHES.keys())
def test_of_two_texts_with_one_id_the_first_is_kept_and_the_other_named(folder, put, exports, files, skipped, reason):
    put({f"in/{name}": content for name, content in files.items()})
    for expected in ((1, 0, 0, 1), (0, 1, 0, 1), (0, 1, 0, 1)):
        summary = built("in")
        assert counted(summary) == expected
        assert summary.skipped == [(skipped, reason.format(folder=folder))]
    (row,) = exports(Path("town.record"))["extractions"]
    assert row["text"] == A


def test_a_clash_that_a_later_change_makes_is_told_in_the_next_build(folder, put):
    put({"in/f.jsonl": lines(ONE), "in/g.jsonl": lines(ONE)})
    assert counted(built("in")) == (1, 1, 0, 0)
    put({"in/f.jsonl": lines({**ONE, "text": B})})
    built("in")
    summary = built("in")
    assert counted(summary) == (0, 1, 0, 1)
    assert summary.skipped[0].file == "in/g.jsonl"


def test_a_file_with_a_bad_line_keeps_what_it_held_and_is_looked_at_each_time(folder, put):
    put({"f.jsonl": lines(ONE, TWO)})
    built("f.jsonl")
    put({"f.jsonl": lines(ONE, "{")})
    for _ in range(2):
        summary = built("f.jsonl")
        assert counted(summary) == (0, 1, 0, 1)
        assert summary.skipped[0].reason.startswith("line 2 is no JSON")
        assert summary.on_record.documents == 2
    put({"f.jsonl": lines(ONE)})
    summary = built("f.jsonl")
    assert counted(summary) == (0, 1, 0, 0)
    assert (summary.on_record.documents, summary.on_record.gone) == (2, 1)


FEED = "<rss version='2.0'><channel><title>The Bell</title>{}</channel></rss>"


def entry(number, text):
    return f"<item><guid>urn:e{number}</guid><title>News</title><description>{text}</description></item>"


def gone():
    with Record(Path("town.record")) as record:
        return {row["id"] for row in record.articles() if not row["in_file"] and not row["replaced_by"]}


def test_an_entry_without_text_does_not_keep_another_from_being_revised(folder, put):
    put({"f.xml": FEED.format(entry(1, A) + entry(2, "") + entry(3, B))})
    assert counted(built("f.xml")) == (2, 0, 0, 1)
    put({"f.xml": FEED.format(entry(1, C) + entry(2, ""))})
    summary = built("f.xml")
    assert counted(summary) == (1, 0, 1, 1)
    assert (summary.on_record.documents, summary.on_record.gone) == (2, 1)
    assert counted(built("f.xml")) == (0, 1, 0, 1)


def test_an_entry_that_lost_its_text_keeps_what_it_held_and_is_revised_later(folder, put):
    for text, expected in ((A, (1, 0, 0, 0)), ("", (0, 0, 0, 1)), ("", (0, 0, 0, 1)), (B, (1, 0, 1, 0))):
        put({"f.xml": FEED.format(entry(1, text))})
        assert counted(built("f.xml")) == expected
        assert gone() == set()


def test_a_bad_line_does_not_hide_that_another_is_gone(folder, put):
    put({"f.jsonl": lines(ONE, "{", TWO, "")})
    assert counted(built("f.jsonl")) == (2, 0, 0, 1)
    put({"f.jsonl": lines(ONE, "{", "")})
    assert counted(built("f.jsonl")) == (0, 1, 0, 1)
    assert gone() == {"two"}
    assert counted(built("f.jsonl")) == (0, 1, 0, 1)


@pytest.mark.parametrize("cut", [-3, -20])
def test_a_file_of_lines_that_breaks_off_keeps_what_it_held(folder, put, cut):
    put({"f.jsonl": lines(ONE, TWO), "g.jsonl.gz": gzip.compress(lines({**TWO, "id": "three"}, {"text": C}).encode())})
    built(".")
    put({"f.jsonl": lines(ONE, TWO)[:cut], "g.jsonl.gz": Path("g.jsonl.gz").read_bytes()[:cut]})
    assert counted(built("."))[3] == 2
    assert gone() == set()


def test_an_archive_keeps_what_a_damaged_part_of_it_held(folder, put):
    def pack(**members):
        with zipfile.ZipFile("a.zip", "w") as packed:
            for name, content in members.items():
                packed.writestr(name.replace("_", "."), content)

    inner = gzip.compress(lines(ONE, TWO).encode())
    pack(a_txt=A, b_txt=B, **{"f_jsonl.gz": inner})
    assert counted(built("a.zip")) == (4, 0, 0, 0)
    pack(a_txt=C, **{"f_jsonl.gz": inner[:-30]})
    summary = built("a.zip")
    assert (summary.revised, len(summary.skipped)) == (1, 1)
    with Record(Path("town.record")) as record:
        assert [row["file"] for row in record.articles() if row["id"] in gone()] == ["a.zip/b.txt"]


def test_a_file_that_became_unreadable_keeps_what_it_held(folder, put):
    put({"a.txt": A})
    built("a.txt")
    put({"a.txt": b""})
    summary = built("a.txt")
    assert (counted(summary), summary.on_record.documents) == ((0, 0, 0, 1), 1)


def test_a_newer_model_reads_everything_again(folder, put, exports, monkeypatch):
    put({"in/a.txt": A, "in/f.jsonl": lines(ONE, TWO)})
    built("in")
    before = exports(Path("town.record"))
    monkeypatch.setattr(findings, "maker", lambda: "another")
    assert counted(built("in")) == (3, 0, 0, 0)
    assert exports(Path("town.record")) == before


def test_the_record_is_no_input_of_its_own_build(folder, put):
    put({"a.txt": A})
    assert counted(built(".")) == (1, 0, 0, 0)
    assert counted(built(".", "town.record")) == (0, 1, 0, 0)


def test_an_article_that_cannot_be_examined_is_skipped_alone(folder, put, monkeypatch):
    put({"in/a.txt": A, "in/f.jsonl": lines(ONE, TWO), "in/z.txt": C})
    examined = findings.extract.findings

    def fail(id, *rest):
        if id == "one":
            raise RecursionError("too deep")
        return examined(id, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(findings.extract, "findings", fail)
        summary = built("in")
    reason = "(one) could not be recorded (RecursionError: too deep): please report this file"
    assert (counted(summary), summary.skipped) == ((3, 0, 0, 1), [("in/f.jsonl", reason)])
    assert counted(built("in")) == (1, 3, 0, 0)


def test_a_name_that_is_no_utf8_is_recorded_like_any_other(folder, put):
    name = b"in/caf\xe9.txt"
    os.mkdir("in")
    with open(name, "wb") as stream:
        stream.write(A.encode())
    assert counted(built("in")) == (1, 0, 0, 0)
    assert counted(built("in")) == (0, 1, 0, 0)


def test_progress_names_each_file_before_it_is_read_and_ends_when_all_is_done(folder, put):
    put({"in/a.txt": A, "in/b.txt": b"", "in/f.jsonl": lines(ONE, TWO)})
    told = []
    with Record(Path("town.record"), create=True) as record:
        record.build([Path("in")], progress=told.append)
        names = list(dict.fromkeys(at.what for at in told))
        assert names == ["in/a.txt", "in/b.txt", "in/f.jsonl", "comparing articles"]
        size = sum(path.stat().st_size for path in Path("in").iterdir())
        assert {at.total for at in told} == {size}
        assert [at.done for at in told] == sorted(at.done for at in told)
        assert (told[0].done, told[0].articles) == (0, 0)
        assert (told[-1].done, told[-1].articles) == (size, 3)
        told.clear()
        record.build([Path("in")], progress=told.append)
        assert (told[-1].done, told[-1].articles) == (size, 0)


def test_two_spellings_in_capitals_are_one_person_named_as_most_articles_do(folder, put, exports):
    shouting = "“We will open the mill,” said ADA LUND.\n"
    put({"in/a.txt": shouting, "in/b.txt": LUND, "in/c.txt": LUND.replace("bridge", "ferry")})
    built("in")
    assert {row["person"] for row in exports(Path("town.record"))["people"]} == {"Ada Lund"}


def test_a_closed_record_says_so(folder):
    record = Record(None)
    record.close()
    with pytest.raises(Exception, match="closed") as raised:
        list(record.articles())
    assert not isinstance(raised.value, RecordError)


TEXTS = [f"The tide table of day {n} was lost, and with it the notes of case {n}.\n" for n in range(5)]
FILES = st.fixed_dictionaries(
    {},
    optional={name: st.lists(st.integers(0, 4), min_size=1, max_size=4) for name in ("e.jsonl", "f.jsonl", "g.jsonl")},
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(FILES, min_size=2, max_size=5))
def test_whatever_changes_came_before_the_record_holds_what_the_files_hold(tmp_path_factory, monkeypatch, steps):
    monkeypatch.setattr(findings, "_reading", lambda document, article: findings.Reading(article, (), (), ()))
    monkeypatch.chdir(tmp_path_factory.mktemp("steps"))
    os.mkdir("in")
    with Record(None) as record:
        for step in steps:
            for name, numbers in step.items():
                Path("in", name).write_text(lines(*({"id": n, "text": TEXTS[n]} for n in numbers), "\n"))
            summary = record.build([Path("in")])
            counted(summary)
            held = {path.name: path.read_text().split("\n") for path in Path("in").iterdir()}
            texts = {json.loads(line)["text"] for some in held.values() for line in some if line}
            found = [row for row in record.extractions(with_text=True) if row["in_file"]]
            assert {row["text"] for row in found} == texts
            assert len(found) == len(texts)
            assert all(any(row["text"][:20] in line for line in held[Path(row["file"]).name]) for row in found)


def test_a_story_that_many_papers_print_has_one_origin(folder, put, monkeypatch):
    monkeypatch.setattr(findings.extract, "findings", lambda *given: findings.extract.Findings((), (), ()))
    story, box = prose(1, 250), prose(2, 40)
    wire = [{"id": f"wire {n:03}", "text": f"{story}\n\nPrinted in paper {n}.\n"} for n in range(130)]
    local = [{"id": f"local {n:03}", "text": f"{prose(n + 10, 250)}\n\n{box}\n"} for n in range(130)]
    put({"f.jsonl": lines(*local, *reversed(wire))})
    built("f.jsonl")
    with Record(Path("town.record")) as record:
        origins = {row["id"]: row["reprint_of"] and row["reprint_of"]["id"] for row in record.articles()}
    copies = {row["id"]: "wire 000" for row in wire[1:]}
    assert origins == {row["id"]: copies.get(row["id"]) for row in [*wire, *local]}
