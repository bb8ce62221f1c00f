"""Each verdict on a draft's quotation, end to end: the draft's words, the record's, what is said of them."""

import pytest


@pytest.mark.parametrize(
    ("draft", "verdicts", "changes"),
    [
        ("Ada Lund said: “Oak is no luxury here.”", ["identical"], []),
        ("“Oak is no luxury here,” said Lund.", ["identical"], []),
        (
            "Oskar Brandt said: “[T]hey probably rotted because 7 of them stood in fresh water.”",
            ["typography"],
            ["bracket"],
        ),
        (
            "Ada Lund said: “I do not think we can ask [them] to moor in the river again.”",
            ["altered"],
            ["number", "bracket"],
        ),
        ("Ada Lund said: “I do not think we can ask 114 crews to moor in the river again.”", ["altered"], ["number"]),
        ("Oskar Brandt said: “The old piles did rot because they were old.”", ["altered"], ["negation"]),
        ("Ada Lund said: “I do not think we should ask 140 crews to moor in the river again.”", ["altered"], ["modal"]),
        ("Oskar Brandt said: “They rotted because seven of them stood in fresh water.”", ["altered"], ["hedge"]),
        ("Oskar Brandt said: “They probably rot because seven of them stood in fresh water.”", ["altered"], ["tense"]),
        ("Oskar Brandt said: “The old beams did not rot because they were old.”", ["altered"], ["word"]),
        ("Ada Lund said: “We will mend the quay in oak, and we will start in July.”", ["altered", "cut-end"], ["name"]),
        ("Ada Lund said: “We will mend the quay in oak, and we will start in June.”", ["cut-end"], []),
        ("Ada Lund said: “We can ask 140 crews to moor in the river again.”", ["cut-start"], []),
        ("Ada Lund said: “We will mend the quay in oak as long as the county pays.”", ["cut-middle"], []),
        ("Ada Lund said: “We will mend the quay in oak … Oak is no luxury here.”", ["ellipsis-hides"], []),
        ("Ada Lund said: “Oak is no luxury here. Nobody asked the crews, and nobody will.”", ["joined"], []),
        ("Oskar Brandt said: “Nobody asked the crews, and nobody will.”", ["other-speaker"], []),
        ("On 3 April 2011, Piet Vane said: “Nobody asked the crews, and nobody will.”", ["other-date"], []),
        ("On 14 May 2024, Piet Vane said: “Nobody asked the crews, and nobody will.”", ["identical"], []),
        ("Mira Soltan said: “The county had never been asked for a single crown.”", ["paraphrase-as-quotation"], []),
        ("Ada Lund said: “You will have to ask the crews.”", ["several"], []),
        ("On 9 September 2022, Ada Lund said: “You will have to ask the crews.”", ["identical"], []),
        ("Piet Vane said: “Nobody asked the fishwives at Osterby, and nobody will.”", ["source-changed"], []),
        ("Rosa Hellquist said: “The harbour chapel must never be sold to a bank.”", ["source-damaged"], []),
        ("Ada Lund said: “Herring swim in circles whenever the tide forgets them.”", ["not-on-record"], []),
        ("Ada Lund spoke of a “second quay” again.", ["unchecked"], []),
        ("Ada Lund said: “Wir werden die alte Brücke ganz sicher nicht noch einmal bauen.”", ["unchecked"], []),
    ],
)
def test_verdict(checked, draft, verdicts, changes):
    (row,) = checked(draft)
    assert (row["verdicts"], [change["change"] for change in row["changes"]]) == (verdicts, changes)


def test_the_source_is_shown_with_its_place_and_the_words_around(checked, coast):
    (row,) = checked("# Draft\n\nPiet Vane said: “Nobody asked the crews, and nobody will.”\n")
    (match,) = row["matches"]
    assert (match["id"], match["article"], match["outlet"], match["published"]) == ("bell", 0, "The Bell", "2024-05-15")
    assert match["words"] == "Nobody asked the crews, and nobody will"
    assert match["after"].endswith("said Piet Vane, a pilot.")
    assert row["span"] == [25, 67]
    assert (row["line"], row["column"], row["speaker"]) == (3, 17, "Piet Vane")


def test_a_cut_shows_the_words_that_were_cut(checked):
    (row,) = checked("Ada Lund said: “We will mend the quay in oak, and we will start in June.”")
    assert row["cuts"][0]["limiting"] == ["as long as"]
    assert "as long as the county pays" in row["note"]
    assert row["matches"][0]["id"] == "quay"


def test_a_figure_beside_a_quotation_that_differs_is_told(checked):
    (row,) = checked("Of the 70 crews, Ada Lund said: “Oak is no luxury here.”")
    assert row["figures"] == [{"ours": "70 crews", "theirs": "140 crews"}]
    assert "70 crews" in row["note"]


def test_parts_about_their_attribution_are_as_on_record(checked):
    (row,) = checked(
        "“We will mend the quay in oak, and we will start in June,” said Ada Lund, “as long as the county pays.”"
    )
    assert row["verdicts"] == ["identical"]


def test_people_right_beside_a_quotation_are_counted_too(run, folder, put):
    put({"source.txt": "“Oak is no luxury here,” Mayor Ada Lund told 300 people on the quay of Osterby.\n"})
    put({"draft.md": "“Oak is no luxury here,” Ada Lund told 600 people.\n"})
    done = run("check", "draft.md", "--against", "source.txt")
    assert done.status == 1
    assert "the draft has “600 people”, the source “300 people”" in done.out


def test_a_quotation_torn_over_lines_is_whole(run, folder, put):
    lines = (
        "“The\nharbour chapel must\nnever be sold to\na bank, and the tower should be kept for the crews of Osterby,”"
    )
    put({"source.txt": f"It rained in Osterby on Monday, and nobody came.\n\n{lines} said Rosa Hellquist.\n"})
    put({"draft.md": "“The harbour chapel must never be sold to a bank,” said Rosa Hellquist.\n"})
    (row,) = run("check", "draft.md", "--against", "source.txt", "--json").rows
    assert row["verdicts"] == ["identical"]


def test_parts_of_one_statement_are_one_quotation(checked):
    (row,) = checked(
        "“We will mend the quay in oak,” said Ada Lund, “and we will start in June, as long as the county pays.”"
    )
    assert row["verdicts"] == ["typography"] or row["verdicts"] == ["identical"]


@pytest.mark.parametrize("mark", ["<!-- onrecord: ignore: on tape -->", "[onrecord: ignore: on tape]"])
def test_a_quotation_is_ignored_with_a_reason(checked, mark):
    (row,) = checked(f"Ada Lund said: “Herring swim in circles whenever the tide forgets.” {mark}\n")
    assert (row["ignored"], row["verdicts"]) == ("on tape", ["not-on-record"])


def test_marks_of_another_country_are_no_difference(checked):
    rows = checked("Ada Lund said: ‘Oak is no luxury here.’\n\nAda Lund said: «Oak is no luxury here.»\n")
    assert [row["verdicts"] for row in rows] == [["identical"], ["identical"]]
