"""The samples' truth against the samples, read here without the package's own readers."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

SAMPLES = Path(__file__).parents[1] / "samples"
HYPHENS = "-\xad\x02\ufffe"  # U+FFFE is what pdfium makes of a hyphen at a line end
RELATIONS = {"identical", "typography", "truncated", "spliced", "altered", "paraphrased"}
RELATIONS |= {"other-speaker", "same-occasion"}
CHANGES = {"number", "negation", "modal", "hedge", "name", "tense", "bracket", "order", "word"}
POLARITIES = {"asserted", "denied", "not said", "hypothetical"}
COPIES = {"articles/farline-wire-2025-03-11.txt": 2}  # the article pasted twice


@cache
def truth(name):
    lines = (SAMPLES / "truth" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def raw(file):
    path = SAMPLES / file
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".html":
        return text
    page = html.fromstring(text)
    for element in page.xpath("//script|//style"):
        element.drop_tree()
    return page.text_content()


def plain(text, file):
    """White space as one space; in a PDF none, and no hyphens, since both depend on the lines."""
    if file.endswith(".pdf"):
        return re.sub(rf"[{HYPHENS}\s]+", "", text)
    return " ".join(text.split())


@cache
def page(file):
    return plain(raw(file), file)


def times(words, file):
    """How often the words stand in the file, as whole words."""
    words = plain(words, file)
    if file.endswith(".pdf") or page(file).count(words) < 2:
        return page(file).count(words)
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", page(file)))


def place(row):
    return row["file"], row["article"]


def members():
    return [member for family in truth("quotations") for member in family["members"]]


def words_of_the_truth():
    for row in truth("articles"):
        yield from ((row["file"], w) for w in (row["title"], *row["authors"], row["opens"], row["closes"]) if w)
    for row in truth("statements"):
        yield from ((row["file"], words) for words in (row["source"], row["cue"], *row["content"]) if words)
    yield from ((row["file"], words) for row in members() for words in row["content"])
    yield from ((row["file"], label["text"]) for row in truth("labels") for label in row["labels"])
    yield from ((row["file"], row["text"]) for row in truth("figures"))
    yield from ((row["file"], row["words"]) for row in truth("furniture"))


def test_every_words_of_the_truth_stands_in_its_file():
    missing = [(file, words) for file, words in words_of_the_truth() if plain(words, file) not in page(file)]
    assert missing == []


def test_every_file_is_listed_and_every_listed_file_exists():
    there = {f"articles/{path.name}" for path in (SAMPLES / "articles").iterdir()}
    assert there == {row["file"] for row in truth("articles")}


def test_articles_are_counted_from_0_and_reprints_lead_to_one():
    places = [place(row) for row in truth("articles")]
    assert len(set(places)) == len(places)
    for file, number in Counter(file for file, _ in places).items():
        assert {article for name, article in places if name == file} == set(range(number))
    assert {place(row["reprint_of"]) for row in truth("articles") if row["reprint_of"]} <= set(places)


@pytest.mark.parametrize("name", ["statements", "figures", "labels"])
def test_rows_belong_to_articles(name):
    assert {place(row) for row in truth(name)} <= {place(row) for row in truth("articles")}


def test_a_content_stands_once_in_its_article():
    often = {
        (row["file"], words): times(words, row["file"])
        for row in truth("statements")
        for words in row["content"]
        if times(words, row["file"]) != COPIES.get(row["file"], 1)
    }
    assert often == {}


def test_no_furniture_is_in_a_statement():
    for row in truth("furniture"):
        contents = [words for said in truth("statements") if said["file"] == row["file"] for words in said["content"]]
        assert not [words for words in contents if row["words"] in words]


def test_every_quotation_is_a_statement_of_its_article():
    for member in members():
        who = place(member), member["speaker"]
        said = [row["content"] for row in truth("statements") if (place(row), row["speaker"]) == who]
        assert any(all(any(w in content for content in row) for w in member["content"]) for row in said), member[
            "words"
        ]


def test_the_first_of_a_family_is_its_longest():
    loose = {"spliced", "paraphrased", "same-occasion"}
    for family in truth("quotations"):
        first, *rest = family["members"]
        assert first["relations"] == ["identical"]
        assert all(len(first["words"]) >= len(row["words"]) for row in rest if loose.isdisjoint(row["relations"]))


def test_changes_quote_both_sides():
    for family in truth("quotations"):
        reference = family["members"][0]["words"]
        for member in family["members"]:
            assert all(change["ours"] in member["words"] for change in member["changes"])
            assert all(change["theirs"] in reference for change in member["changes"])
            assert bool(member["changes"]) == ("altered" in member["relations"])


def test_only_the_words_of_the_design_are_used():
    assert {relation for member in members() for relation in member["relations"]} == RELATIONS
    assert {change["change"] for member in members() for change in member["changes"]} == CHANGES
    assert {row["polarity"] for row in truth("statements")} == POLARITIES
    acts = {"said", "wrote", "asked", "promised", "ordered", "denied", "declined", "thought"}
    assert {row["act"] for row in truth("statements")} <= acts
    assert {row["kind"] for row in truth("statements")} == {"direct", "indirect", "mixed"}
    assert {row["compared"] for row in truth("figures")} == {"first", "agrees", "differs", "grew"}


def test_every_speaker_is_in_people():
    people = {row["person"] for row in truth("people")}
    spoken = {name for row in truth("statements") if row["speaker"] for name in row["speaker"].split("; ")}
    assert spoken <= people
    assert {row["person"] for row in truth("labels") + truth("positions")} <= people


def test_a_reprint_says_what_its_original_says():
    def contents(row):
        said = [words for said in truth("statements") if place(said) == place(row) for words in said["content"]]
        return {words.translate(str.maketrans("“”’", '""\'')) for words in said}

    for row in truth("articles"):
        if row["reprint_of"]:
            assert len(contents(row) - contents(row["reprint_of"])) <= 1, row["file"]  # its own first paragraph
