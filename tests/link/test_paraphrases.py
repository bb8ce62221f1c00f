"""Whether a report gives an utterance's sense: what speaks for it, and what decides against it."""

import pytest

from onrecord.compare import wording
from onrecord.link.families import AGREED
from onrecord.link.paraphrases import agreement, meaning

SAID = "The lock at Ostrevel will open in June, but not before divers have seen all 40 bolts of the lower gate."
REPORTS = {
    "the same": ("that divers had to see all 40 bolts of the gate before it could not open", True),
    "a part of it": ("that the lock at Ostrevel would open in June", True),
    "forms of the words": ("the opening of the lock at Ostrevel in June", True),
    "the speaker's own name": ("that Brun would open the lock at Ostrevel in June", True),
    "another figure": ("that divers had to see all 14 bolts of the lower gate", False),
    "another name": ("that the lock at Vint would open in June", False),
    "denied": ("that the lock at Ostrevel would never open in June", False),
    "another matter": ("that the price of barges had doubled since the flood", False),
    "nothing": ("that it was", False),
}


@pytest.mark.parametrize(("report", "same"), REPORTS.values(), ids=REPORTS.keys())
def test_reports(report, same):
    agreed = agreement(meaning(wording(report)), meaning(wording(SAID)), ["Ida", "Brun"])
    assert 0 <= agreed <= 1
    assert (agreed >= AGREED) == same
