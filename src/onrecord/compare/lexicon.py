"""Words whose change can change what was said: negations, modals, hedges, and what limits."""

from __future__ import annotations

from typing import Literal

WordKind = Literal["", "number", "negation", "modal", "hedge", "name"]

NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without hardly scarcely barely ain't noone".split()
)
MODALS = frozenset("can could may might must shall should will would ought 'd".split())
HEDGES = frozenset(
    """about around roughly approximately nearly almost perhaps maybe possibly probably likely apparently reportedly
    allegedly seemingly supposedly presumably potentially seem seems seemed appear appears appeared suggest suggests
    suggested think thinks thought believe believes believed guess suppose assume assumes expect expects hope hopes
    somewhat largely mostly mainly generally usually often sometimes partly partially relatively virtually practically
    essentially unlikely arguably estimated circa occasionally typically broadly tentatively claims claimed""".split()
)
LIMITING = frozenset(
    """but if unless not only except until though although however yet provided providing without never no nobody none
    nothing neither nor assuming otherwise albeit whereas while cannot barring rarely hardly scarcely barely""".split()
)
"""Words that can limit what stands beside them; "as long as", "so long as" and the like are in ``LIMITING_PHRASES``."""
LIMITING_PHRASES = (
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("in", "case"),
    ("on", "condition"),
    ("subject", "to"),
    ("even", "if"),
    ("at", "least"),
    ("up", "to"),
    ("apart", "from"),
    ("other", "than"),
)
OPENING = frozenset("but however only except unless yet though although not".split())
"""Words that limit the sentence before when the next one begins with them."""
PRONOUNS = frozenset(
    """i you he she it we they me him her us them my your his its our their mine yours hers ours theirs this that these
    those here there who whom which one the a an so such myself yourself himself herself itself ourselves
    themselves""".split()
)
REFERRING = frozenset(
    """i you he she it we they me him her us them my your his its our their mine yours hers ours theirs this that these
    those who whom which one himself herself itself themselves""".split()
)
"""Words that only point at what they mean, so that editors put it in brackets for them."""
AUXILIARIES = frozenset("be am is are was were been being have has had having do does did done get got 's".split())
CONTRACTIONS = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("ain't",),
    "percent": ("%",),
    "o'clock": ("o'clock",),
}
ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
EITHER = {"'s": frozenset(("is", "has", "us", "does")), "'d": frozenset(("would", "had", "did"))}
"""What an ending may stand for."""
NO_NAMES = frozenset("i i'm mr mrs ms dr sir".split())


def kind(key: str) -> WordKind:
    """Return the kind of a word by itself; names and hedges before numbers need more than the word."""
    if key in NEGATIONS:
        return "negation"
    if key in MODALS:
        return "modal"
    return "hedge" if key in HEDGES else ""
