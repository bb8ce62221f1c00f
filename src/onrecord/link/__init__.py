"""What belongs together across articles, each as keys -> candidate pairs -> verdict -> groups.

What loads numpy is not here, since listings need some of it: ``passages``, ``reprints``.
"""

from onrecord.link.canonical import Named, canonical
from onrecord.link.evidence import Member, around, mark
from onrecord.link.figures import Comparison, Figured
from onrecord.link.lineage import UNDATED, Copy, Place, Reprint, lineages
from onrecord.link.names import folded
from onrecord.link.people import Keys, Led, bearers, followers, grouped, keys, led
from onrecord.link.pieces import Called, Pieces

__all__ = [
    "UNDATED",
    "Called",
    "Comparison",
    "Copy",
    "Figured",
    "Keys",
    "Led",
    "Member",
    "Named",
    "Pieces",
    "Place",
    "Reprint",
    "around",
    "bearers",
    "canonical",
    "folded",
    "followers",
    "grouped",
    "keys",
    "led",
    "lineages",
    "mark",
]
