"""Two wordings as one text: what the member alone has and what both have is the member's text, each word once."""

import pytest

from onrecord.compare import compared, wording
from onrecord.store.quotations import pieces

PAIRS = {
    "a contraction that begins with another word": (
        "Brun’s easily the one to lead this council",
        "she’s clearly the one to lead this council",
    ),
    "a contraction that ends with another word": (
        "the board they’d asked for the money last spring",
        "the board they’ll asked for the money last spring",
    ),
    "a contraction that is written out": (
        "they’re going to open the lock in June",
        "they are really going to open the lock in June",
    ),
    "a contraction between what both have": (
        "we do not know whether it’s the old gate",
        "we do not know whether it, perhaps, is the old gate",
    ),
}


@pytest.mark.parametrize(("ours", "theirs"), PAIRS.values(), ids=PAIRS.keys())
def test_a_contraction_is_shown_once(ours, theirs):
    shown = pieces(compared(wording(ours), wording(theirs)))
    assert " ".join(piece["words"] for piece in shown if piece["kind"] != "theirs") == ours
    assert any(piece["kind"] != "same" for piece in shown)


def test_an_ellipsis_between_what_both_have_is_shown():
    ours = "If there is a leak, we want to find it. ... She [Brun] wants to find it more than I do"
    theirs = "She wants a dry cellar. If there is a leak, we want to find it. She wants to find it more than I do"
    shown = pieces(compared(wording(ours), wording(theirs)))
    assert [piece["words"] for piece in shown if piece["kind"] != "theirs"] == [
        "If there is a leak, we want to find it. ... She",
        "Brun",
        "wants to find it more than I do",
    ]
