"""The class of each word in its sentence."""

from __future__ import annotations

import pytest

from onrecord.extract.classed import classed


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The price of a loaf rose from $2 to $3.50.", "DNIDNVIU#TU#."),
        ("Prices rise.", "SB."),
        ("A rise in prices hurt the poor.", "DNISVDN."),
        ("A loaf costs nine crowns.", "DNZ#S."),
        ("The men wounded on Monday were freed.", "DSEIPAE."),
        ("The mayor's dogs didn't bark.", "DN'SKB."),
        ("It's late, they've gone.", "OAJ,OHE."),
        ("U.S. output will grow.", "PNMB."),
        ("", ""),
    ],
)
def test_the_class_of_each_word(sentence, expected):
    assert "".join(word.kind for word in classed(sentence)) == expected


def test_words_lie_where_they_say():
    sentence = "“Half of Orm’s 1,200 homes — all old — burned,” he said."
    assert all(sentence[word.start : word.end] == word.text and len(word.kind) == 1 for word in classed(sentence))
