"""Article -> statements and mentions: one small neural encoder, one pass, and rules that say what they are."""

from onrecord.extract.encoder import Encoder
from onrecord.extract.statements import Findings, findings

__all__ = ["Encoder", "Findings", "findings"]
