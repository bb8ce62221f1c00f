from __future__ import annotations

import pytest
from parts import found, words

from onrecord.extract.mend import mended


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        (
            "Asked whether it rained, Ada Lund nodded.",
            ("Ada Lund", "Asked", "whether it rained"),
            ("", "Asked", "whether it rained"),
        ),
        (
            "When asked whether it rained, Ada Lund nodded.",
            ("Ada Lund", "asked", "whether it rained"),
            ("", "asked", "whether it rained"),
        ),
        (
            "The crew were told that it rained.",
            ("The crew", "were told", "that it rained"),
            ("", "were told", "that it rained"),
        ),
        (
            "“It will rain,” the host promised the guests.",
            ("the host", "promised", "“It will rain,” | the guests"),
            ("the host", "promised", "“It will rain,”"),
        ),
        (
            "Lund called the plan “a wall of sand”.",
            ("Lund", "called", "the plan | “a wall of sand”"),
            ("Lund", "called", "the plan | “a wall of sand”"),
        ),
        (
            "Fearing that it would thaw, the villagers moved their hay.",
            ("", "Fearing", "that it would thaw"),
            ("the villagers", "Fearing", "that it would thaw"),
        ),
        (
            "The governor is expected to announce a ban on fires.",
            ("", "is expected", "to announce a ban on fires"),
            ("The governor", "is expected to announce", "a ban on fires"),
        ),
        (
            "The club is reportedly for sale, its owner says.",
            ("its owner", "reportedly", "for sale"),
            ("", "reportedly", "for sale"),
        ),
        ("Lund said it rained.", ("Lund", "said", "it rained"), ("Lund", "said", "it rained")),
        (
            "“It rains,” said the sexton, and the tills rang.",
            ("the sexton, and the tills rang", "said", "“It rains,”"),
            ("the sexton", "said", "“It rains,”"),
        ),
        (
            "“It rains,” said Lund, the cook, and the man who rowed.",
            ("Lund, the cook, and the man who rowed", "said", "“It rains,”"),
            ("Lund, the cook, and the man who rowed", "said", "“It rains,”"),
        ),
        (
            "“It rains,” Lund is reported to have told friends.",
            ("Lund", "is reported to have told", "“It rains,”"),
            ("Lund", "is reported to have told", "“It rains,”"),
        ),
        (
            "The airline left, citing a shortage of crew.",
            ("The airline", "citing", "a shortage of crew"),
            ("The airline", "citing", "a shortage of crew"),
        ),
    ],
)
def test_sources_and_contents_are_mended(text, parts, expected):
    (one,) = mended(text, found(text, parts))
    assert words(text, one) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It goes without saying that it rains.", ("It", "goes without saying", "that it rains")),
        ("She said goodbye and left.", ("She", "said", "goodbye")),
        ("The choir observed a minute of silence.", ("The choir", "observed", "a minute of silence")),
        ("Under the slogan “Dry feet” they marched.", ("", "slogan", "“Dry feet”")),
        ("Lund denied Holm twice.", ("Lund", "denied", "Holm")),
        ("She claimed her coat at noon.", ("She", "claimed", "her coat")),
        ("The jury ordered soup.", ("The jury", "ordered", "soup")),
        ("Lund is expecting twins.", ("Lund", "is expecting", "twins")),
        ("They observed a minute of silence.", ("They", "observed", "a minute of silence")),
        ("Let’s say it costs ten.", ("Let’s", "say", "it costs ten")),
        ("The engine thinks nothing of a hill.", ("The engine", "thinks", "nothing of a hill")),
        ("He is known as “the mole”.", ("He", "known as", "“the mole”")),
        ("Police named the raid “Magpie”.", ("Police", "named", "the raid “Magpie”")),
        ("The agency, citing two diplomats, left.", ("The agency", "citing", "two diplomats")),
        ("The colt shows promise and speed.", ("The colt", "shows", "promise and speed")),
        ("They asked for the moon.", ("They", "asked", "for the moon")),
    ],
)
def test_idioms_report_nothing(text, parts):
    assert mended(text, found(text, parts)) == []


@pytest.mark.parametrize(
    ("text", "parts", "speaker"),
    [
        (
            "It rained. Ada Lund, Holm notes, remarked that it rained.",
            ("Holm", "remarked", "that it rained"),
            "Ada Lund",
        ),
        ("Holm allowed Ada Lund to answer for him: “It rains.”", ("Holm", "allowed", "“It rains.”"), "Ada Lund"),
        (
            "Responding to a claim by Ada Lund that it rained, Holm wrote: “No.”",
            ("Holm", "Responding to a claim", "that it rained"),
            "Ada Lund",
        ),
        ("Ada “the Owl” Lund said that it rained.", ("Lund", "said", "that it rained"), "Ada “the Owl” Lund"),
        ("He read “Rain” and Lund said it rained.", ("Lund", "said", "it rained"), None),
        ("She heard the driver shout “Run!”", ("She", "shout", "“Run!”"), "the driver"),
        ("Ada Lund, who farms, said that it rained.", ("Ada Lund, who farms,", "said", "that it rained"), None),
        ("In May, Holm said, and it rained, that he left.", ("Holm", "said", "that he left"), None),
    ],
)
def test_words_are_given_to_who_said_them(text, parts, speaker):
    (one,) = mended(text, found(text, parts))
    assert words(text, one)[0] == (speaker or parts[0])
