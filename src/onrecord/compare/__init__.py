"""Two wordings compared word by word: what is the same, what is typography, what is changed and how, what is cut.

How to use it, where ``text`` is a document's and ``content`` a statement's spans in it::

    ours, theirs = wording(text, content), wording(other_text, other_content)
    found = compared(ours, theirs)          # theirs: the fuller one
    found.shared                            # the share of our words that theirs has: look at it first
    found.relations                         # ("altered", "truncated"), ("typography",), ("identical",)
    found.changes                           # Change(change, ours, theirs, ours_span, theirs_span, ...)
    found.cuts                              # Cut(where, words, span, numbers, limiting, ellipsis)
    found.alignment.runs                    # which word ranges are the same

Offsets are into the texts that were given, ranges of words are numbers in ``ours.words`` and ``theirs.words``. Outer
quotation marks take part in ``typography`` alone, so leave them out where another mark is no difference. A number, a
negation, a modal, a hedge and a name can never be "same": what differs in them is a change or stands in a cut.
``spliced`` says whether a wording is joined from several. Everything is a pure function.
"""

from onrecord.compare.align import Alignment, Gap, Run, aligned
from onrecord.compare.cuts import Cut, limiting_words
from onrecord.compare.differences import KINDS, Change, ChangeKind, Comparison, Relation, compared
from onrecord.compare.splices import Fragment, spliced
from onrecord.compare.words import Word, Wording, typography, wording

__all__ = [
    "KINDS",
    "Alignment",
    "Change",
    "ChangeKind",
    "Comparison",
    "Cut",
    "Fragment",
    "Gap",
    "Relation",
    "Run",
    "Word",
    "Wording",
    "aligned",
    "compared",
    "limiting_words",
    "spliced",
    "typography",
    "wording",
]
