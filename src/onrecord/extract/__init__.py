"""Article -> statements and mentions: one small neural encoder, one pass, and rules that say what they are.

Besides them figures, dates and labels, which rules find alone.
"""

from onrecord.extract.dates import dates
from onrecord.extract.encoder import Encoder
from onrecord.extract.figures import figures
from onrecord.extract.labelling import article_labels
from onrecord.extract.said import said_on
from onrecord.extract.statements import Findings, findings

__all__ = ["Encoder", "Findings", "article_labels", "dates", "figures", "findings", "said_on"]
