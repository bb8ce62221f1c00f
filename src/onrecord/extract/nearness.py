"""How nearly a quantity is told: about, more than, at least, up to, 35 or more."""

from __future__ import annotations

import re

from onrecord.extract.quantity import Value

LEAST = (
    r"(?:well |just |slightly |a little )?(?:more than|over|above|upwards? of|in excess of|exceeding"
    r"|(?:longer|higher|taller|heavier|older|larger|bigger|wider|deeper|faster|greater|further|farther|later) than"
    r"|no (?:fewer|less) than|not (?:fewer|less) than)|at least|a minimum of|north of|as (?:few|little|low) as"
)
MOST = (
    r"(?:well |just |slightly |a little )?(?:fewer than|less than|under|below)"
    r"|(?:shorter|lower|smaller|lighter|younger|slower|sooner) than|no more than|not more than|at most"
    r"|(?<!gone )(?<!went )(?<!go )(?<!goes )(?<!going )(?<!moved )(?<!climbed )(?<!pushed )(?<!taken )(?<!brought )"
    r"up to"
    r"|as (?:many|much|high|large|long) as|a maximum of"
)
NEARLY = (
    r"about|around|some|roughly|approximately|nearly|almost|close to|perhaps|barely|an estimated|something like|exactly"
    r"|only|just|another|a total of|a further|a record|an average of|an additional|a combined|an extra|merely|fully"
    r"|circa|a (?:mere|full|good|modest|paltry|whopping|staggering|hefty|massive)"
)
PREFIX = re.compile(
    rf"(?:\b(?:(?P<least>{LEAST})|(?P<most>{MOST})|(?P<nearly>{NEARLY}))(?: about| around| some| an estimated| a)? )$",
    re.IGNORECASE,
)
SUFFIX = re.compile(
    r"(?:-plus|\+| or more| or so|-odd| at least| plus(?=[.,;:!?)]|$| [a-z-]+s\b)| or (?:fewer|less)| at most"
    r"| and (?:more|over|above|up(?:wards)?)(?=[.,;:!?)]|$| (?:ha[sd]|have|are|is|was|were|will|on|in|for|at)\b))"
)
MONEY_FIRST = re.compile(r"[A-Z]{0,2}[$£€¥₹₽₪]")


def near(words: str, start: int, value: Value, end: int) -> tuple[int, Value, int]:
    """Return where the words for how nearly it is told begin, the value by them, and where they end."""
    begin = start
    low, high = value
    suffix = SUFFIX.match(words, end)
    if suffix and not (suffix[0] == " plus" and MONEY_FIRST.match(words, start)):  # "£30 plus costs" are two sums
        end = suffix.end()
        if re.search(r"more|plus|\+|least|and", suffix[0]):
            high = None
        elif re.search(r"fewer|less|most", suffix[0]):
            low = None
    while prefix := PREFIX.search(words, max(0, begin - 30), begin):
        begin = prefix.start()
        if prefix["least"]:
            high = None
        elif prefix["most"]:
            low = None
    return begin, (low, high), end
