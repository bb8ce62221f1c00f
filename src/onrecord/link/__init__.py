"""What belongs together across articles, each as keys -> candidate pairs -> verdict -> groups."""

from onrecord.link.figures import Comparison, Figured, compared_figures
from onrecord.link.lineage import UNDATED, Copy, Place, Reprint, lineages
from onrecord.link.passages import Shared, Words, compared, words_of
from onrecord.link.reprints import LEAST, fingerprints, is_copy

__all__ = [
    "LEAST",
    "UNDATED",
    "Comparison",
    "Copy",
    "Figured",
    "Place",
    "Reprint",
    "Shared",
    "Words",
    "compared",
    "compared_figures",
    "fingerprints",
    "is_copy",
    "lineages",
    "words_of",
]
