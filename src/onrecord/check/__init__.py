"""Checking a draft: each quotation in it against the passages that may hold its words; pure functions, no record."""

from onrecord.check.quotations import Quotation, ignored, quotations
from onrecord.check.sources import Passage
from onrecord.check.told import FINDINGS, VERDICTS, Finding, Match, Verdict
from onrecord.check.verdicts import judged

__all__ = [
    "FINDINGS",
    "VERDICTS",
    "Finding",
    "Match",
    "Passage",
    "Quotation",
    "Verdict",
    "ignored",
    "judged",
    "quotations",
]
