"""What belongs together across articles, each as keys -> candidate pairs -> verdict -> groups."""

from onrecord.link.canonical import Named, canonical
from onrecord.link.evidence import Member, around, mark
from onrecord.link.lineage import UNDATED, Copy, Place, Reprint, lineages
from onrecord.link.names import folded
from onrecord.link.passages import Shared, Words, compared, words_of
from onrecord.link.people import Keys, Led, bearers, followers, grouped, keys, led
from onrecord.link.pieces import Called, Pieces
from onrecord.link.reprints import LEAST, fingerprints, is_copy

__all__ = [
    "LEAST",
    "UNDATED",
    "Called",
    "Copy",
    "Keys",
    "Led",
    "Member",
    "Named",
    "Pieces",
    "Place",
    "Reprint",
    "Shared",
    "Words",
    "around",
    "bearers",
    "canonical",
    "compared",
    "fingerprints",
    "folded",
    "followers",
    "grouped",
    "is_copy",
    "keys",
    "led",
    "lineages",
    "mark",
    "words_of",
]
