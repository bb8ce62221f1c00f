"""What belongs together across articles, each as keys -> candidate pairs -> verdict -> groups."""

from onrecord.link.canonical import Named, canonical
from onrecord.link.evidence import Member, around, mark
from onrecord.link.lineage import UNDATED, Copy, Place, Reprint, lineages
from onrecord.link.passages import Shared, Words, compared, words_of
from onrecord.link.people import Keys, Led, bearers, followers, grouped, keys, led
from onrecord.link.reprints import LEAST, fingerprints, is_copy

__all__ = [
    "LEAST",
    "UNDATED",
    "Copy",
    "Keys",
    "Led",
    "Member",
    "Named",
    "Place",
    "Reprint",
    "Shared",
    "Words",
    "around",
    "bearers",
    "canonical",
    "compared",
    "fingerprints",
    "followers",
    "grouped",
    "is_copy",
    "keys",
    "led",
    "lineages",
    "mark",
    "words_of",
]
