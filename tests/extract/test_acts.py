from __future__ import annotations

import pytest
from parts import found

from onrecord.extract.acts import act
from onrecord.extract.polarity import polarity
from onrecord.extract.verbs import forms

CASES = [
    ("Lund said the bridge is safe.", "Lund", "said", "the bridge is safe", "said", "asserted"),
    ("The report said the bridge is safe.", "The report", "said", "the bridge is safe", "wrote", "asserted"),
    ("Lund tweeted that it rains.", "Lund", "tweeted", "that it rains", "wrote", "asserted"),
    ("Lund asked whether it rains.", "Lund", "asked", "whether it rains", "asked", "asserted"),
    ("Lund wants to know whether it rains.", "Lund", "wants to know", "whether it rains", "asked", "asserted"),
    ("Lund told the crew to stop.", "Lund", "told the crew", "to stop", "ordered", "asserted"),
    ("Lund ordered that work stop.", "Lund", "ordered", "that work stop", "ordered", "asserted"),
    ("Lund vowed to stay.", "Lund", "vowed", "to stay", "promised", "asserted"),
    ("Lund gave her word that she would stay.", "Lund", "gave her word", "that she would stay", "promised", "asserted"),
    ("Lund feared a flood.", "Lund", "feared", "a flood", "thought", "asserted"),
    ("Lund was convinced that it rained.", "Lund", "was convinced", "that it rained", "thought", "asserted"),
    ("Lund denied that it rained.", "Lund", "denied", "that it rained", "denied", "denied"),
    ("Lund did not deny that it rained.", "Lund", "did not deny", "that it rained", "denied", "not said"),
    ("Lund ruled out a wall.", "Lund", "ruled out", "a wall", "said", "denied"),
    ("Lund has not ruled out a wall.", "Lund", "has not ruled out", "a wall", "said", "not said"),
    ("Lund declined to comment.", "Lund", "declined", "to comment", "declined", "not said"),
    ("Lund did not say when.", "Lund", "did not say", "when", "said", "not said"),
    ("Lund didn’t say when.", "Lund", "didn’t say", "when", "said", "not said"),
    ("Lund stopped short of saying when.", "Lund", "stopped short of saying", "when", "said", "not said"),
    ("Lund kept silent about it.", "Lund", "kept silent about", "it", "said", "not said"),
    ("The report made no mention of it.", "The report", "made no mention of", "it", "wrote", "not said"),
    ("Lund contested the claim.", "Lund", "contested", "the claim", "denied", "denied"),
    ("Lund dismissed it as “soup”.", "Lund", "dismissed", "it as “soup”", "denied", "asserted"),
    ("Lund dismissed as “gossip” the claim.", "Lund", "dismissed", "as “gossip” the claim", "denied", "denied"),
    ("Nowhere does the deed say who.", "the deed", "say", "who", "said", "not said"),
    ("Nobody said when.", "Nobody", "said", "when", "said", "not said"),
    ("Nobody but Lund said when.", "Nobody but Lund", "said", "when", "said", "asserted"),
    ("Lund did not hesitate to say when.", "Lund", "did not hesitate to say", "when", "said", "asserted"),
    ("Lund not only said it rained but sang.", "Lund", "not only said", "it rained", "said", "asserted"),
    ("If Lund says it rains, we stay.", "Lund", "says", "it rains", "said", "hypothetical"),
    ("Lund may say it rains.", "Lund", "may say", "it rains", "said", "hypothetical"),
    ("Lund is expected to announce a wall.", "Lund", "is expected to announce", "a wall", "said", "hypothetical"),
    ("Lund can be heard saying it rains.", "Lund", "can be heard saying", "it rains", "said", "asserted"),
    ("Did Lund say that it rained?", "Lund", "say", "that it rained", "said", "hypothetical"),
    ("Were Lund to say it rained, we would stay.", "Lund", "to say", "it rained", "said", "hypothetical"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content", "what", "stands"), CASES)
def test_a_cue_is_read_by_its_words(lines, text, source, cue, content, what, stands):
    (one,) = found(text, (source, cue, content))
    assert act(cue, source, content) == what
    assert polarity(text, one, what, lines(text).spans) == stands


def test_what_stands_in_the_content_decides_nothing(lines):
    text = "“If it rains, nobody will say so,” Lund said."
    (one,) = found(text, ("Lund", "said", "“If it rains, nobody will say so,”"))
    assert polarity(text, one, "said", lines(text).spans) == "asserted"


def test_another_sentence_decides_nothing(lines):
    text = "Nobody knows if. Lund said it rained."
    (one,) = found(text, ("Lund", "said", "it rained"))
    assert polarity(text, one, "said", lines(text).spans) == "asserted"


@pytest.mark.parametrize(("ending", "what"), [("?", "asked"), (".", "said")])
def test_a_turn_without_a_cue_asks_or_says(lines, ending, what):
    text = f"ADA LUND: Does it rain{ending}"
    (one,) = found(text, ("ADA LUND", "", f"Does it rain{ending}"))
    assert act("", "ADA LUND", f"Does it rain{ending}") == what
    assert polarity(text, one, what, lines(text).spans) == "asserted"


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("promise", {"promise", "promises", "promised", "promising"}),
        ("say", {"say", "says", "said", "saying"}),
        ("teach", {"teach", "teaches", "teaching"}),
        ("beg", {"begs", "begged", "begging"}),
        ("deny", {"denies", "denied", "denying"}),
    ],
)
def test_verbs_have_their_forms(verb, expected):
    assert expected <= forms(verb)
