import json
from pathlib import Path

import pytest

from onrecord.compare import compared, wording

TRUTH = Path(__file__).parents[2] / "samples/truth/quotations.jsonl"


def changes(ours, theirs):
    return [(one.change, one.ours, one.theirs) for one in compared(wording(ours), wording(theirs)).changes]


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("We saw 14 boats there", "We saw 40 boats there", [("number", "14 boats", "40 boats")]),
        ("They will sign it today", "They will not sign it today", [("negation", "will sign", "will not sign")]),
        ("They could sign it today", "They will sign it today", [("modal", "could sign", "will sign")]),
        ("It cost a fifth of that", "It cost about a fifth of that", [("hedge", "a fifth", "about a fifth")]),
        ("the boats on Terry Lane sank", "the boats on Tarry Lane sank", [("name", "Terry Lane", "Tarry Lane")]),
        ("the two kept a boat there", "the two keep a boat there", [("tense", "kept", "keep")]),
        ("We are asking the old court", "We will ask the old court", [("tense", "are asking", "will ask")]),
        (
            "we asked the court to stop",
            "we asked the county court to stop",
            [("word", "the court", "the county court")],
        ),
        ("where they meet [the sea] again", "where they meet it again", [("bracket", "[the sea]", "it")]),
        ("[T]hat is a wall of stone", "that is a wall of stone", [("bracket", "[T]hat", "that")]),
        (
            "a lawful vote was held there",
            "an unlawful vote was held there",
            [("negation", "a lawful vote", "an unlawful vote")],
        ),
        ("the grey wall of stone", "the gray wall of stone", [("word", "grey", "gray")]),
        ("Nobody saw any of it here", "Somebody saw any of it here", [("negation", "Nobody saw", "Somebody saw")]),
        (
            "It fell down because of rain. Stone would have held",
            "Stone would have held. It fell down because of rain",
            [
                (
                    "order",
                    "It fell down because of rain. Stone would have held",
                    "Stone would have held. It fell down because of rain",
                )
            ],
        ),
        ("We cannot pay seven crowns", "We can't pay 7 crowns", []),
        ("He's here and that's it", "he is here and that is it", []),
        ("We are on line by e-mail", "We are online by email", []),
    ],
)
def test_a_change_is_typed(ours, theirs, found):
    assert changes(ours, theirs) == found


@pytest.mark.parametrize(
    ("ours", "theirs", "customary"),
    [
        ("He said [Ada Lorne] had left the town", "He said she had left the town", True),
        ("He said she [Ada Lorne] had left the town", "He said she had left the town", True),
        ("They said [it] was left to rot there", "They said the mole was left to rot there", False),
        ("They said it was [not] left to rot", "They said it was left to rot", False),
        ("They said [ninety] of them were left", "They said forty of them were left", False),
        ("They wanted to [leave] the town at once", "They wanted to leaves the town at once", True),
    ],
)
def test_a_bracket_is_customary_or_not(ours, theirs, customary):
    (bracket,) = (one for one in compared(wording(ours), wording(theirs)).changes if one.change == "bracket")
    assert bracket.customary == customary


@pytest.mark.parametrize(
    ("ours", "theirs", "cuts"),
    [
        ("We start in May", "We start in May, as long as they pay", [("end", "as long as they pay", ("as long as",))]),
        (
            "We start in May.",
            "We start in May. But not before they pay.",
            [("end", "But not before they pay", ("but", "not"))],
        ),
        ("We start in May", "We start in May, and nobody has asked why", [("end", "and nobody has asked why", ())]),
        ("We start in May", "We start in May, bent on providing jobs", [("end", "bent on providing jobs", ())]),
        ("We start in May", "We start in May providing they pay", [("end", "providing they pay", ("providing",))]),
        ("We start in May", "We start in May. It is a good month.", [("end", "It is a good month", ())]),
        (
            "we can ask them to go",
            "I do not think we can ask them to go",
            [("start", "I do not think", ("not", "think"))],
        ),
        ("we start in May", "If they pay us, we start in May", [("start", "If they pay us", ("if",))]),
        ("we start in May", "It is not cheap, and we start in May", [("start", "It is not cheap, and", ())]),
        ("We … start in May", "We may never start in May", [("middle", "may never", ("never", "may"))]),
        (
            "We build it in stone … A wall is no luxury.",
            "We build it in stone, and in one year. A wall is no luxury.",
            [("middle", "and in one year", ())],
        ),
        (
            "We build it in stone and start at once",
            "We build it in stone if the two towns agree and start at once",
            [("middle", "if the two towns agree", ("if",))],
        ),
    ],
)
def test_a_cut_tells_what_was_cut_and_what_of_it_limits(ours, theirs, cuts):
    found = compared(wording(ours), wording(theirs))
    assert [(cut.where, cut.words, cut.limiting) for cut in found.cuts] == cuts
    assert found.relations == ("truncated",)
    assert all(theirs[slice(*cut.span)] == cut.words for cut in found.cuts)


def test_typography_is_told_from_identical():
    assert compared(wording("It’s a “wall”"), wording('It\'s a "wall"')).relations == ("typography",)
    assert compared(wording("It is a wall,"), wording("It is a wall.")).relations == ("identical",)
    assert compared(wording("“It is a wall,”"), wording("“It is a wall.”")).relations == ("identical",)


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("We will open it in May", "I think we will open it in May", ("altered",)),
        ("My brother is here and can", "My brother is here and cannot", ("altered",)),
        ("Forty boats sank there", "About forty boats sank there", ("altered",)),
        ("We will open it", "I think we will open it, and then the lower gate", ("altered", "truncated")),
        ("We will not open it in May", "No, we will not open it in May", ("truncated",)),
        ("We will open it in May", "We will open it in May if we can", ("truncated",)),
        ("They saw it from the pier", "I think it will rain. They saw it from the pier", ("truncated",)),
    ],
)
def test_what_is_cut_at_an_end_alters_where_it_hedges_or_denies(ours, theirs, found):
    assert compared(wording(ours), wording(theirs)).relations == found


def families():
    for line in TRUTH.read_text(encoding="utf-8").splitlines():
        reference, *members = json.loads(line)["members"]
        for member in members:
            if not {"spliced", "paraphrased", "same-occasion"} & set(member["relations"]):
                yield pytest.param(member, reference, id=member["words"][:40])


@pytest.mark.parametrize(("member", "reference"), list(families()))
def test_the_samples_changes_are_all_found_and_none_invented(member, reference):
    def bare(words):
        return words.strip(".,")

    found = compared(wording(member["words"]), wording(reference["words"]))
    assert sorted((one.change, bare(one.ours), bare(one.theirs)) for one in found.changes) == sorted(
        (one["change"], bare(one["ours"]), bare(one["theirs"])) for one in member["changes"]
    )
    assert ("truncated" in found.relations) == ("truncated" in member["relations"])


def test_an_ellipsis_stands_for_what_it_leaves_out():
    ours = wording("Tolerance is on the list … Justice is on the list")
    found = compared(ours, wording("Tolerance is on the list. Charity is on the list. Justice is on the list"))
    assert not found.changes
    assert [(cut.words, cut.ellipsis) for cut in found.cuts] == [("Charity is on the list", True)]


def test_of_words_said_twice_those_that_go_on_are_compared():
    said = "I know what she was thinking. I know what she was thinking but it troubled all of us"
    found = compared(wording("I know what she is thinking but it troubled all of us"), wording(said))
    assert [(change.change, change.ours, change.theirs) for change in found.changes] == [("tense", "is", "was")]


def test_but_before_the_words_kept_does_not_limit_them():
    found = compared(wording("I would start with forty"), wording("It is not a half. But I would start with forty"))
    assert [cut.limiting for cut in found.cuts] == [()]
