"""Whether the words around a time expression look back or ahead, by the verb nearest to it."""

from __future__ import annotations

from onrecord.extract.calendar import Tense
from onrecord.extract.classed import classed
from onrecord.late import late

AHEAD = (
    r"\b(?:will|won['’]t|would|wouldn['’]t|shall|must|may|might|can|could|should)\b(?: not)?(?: \w+ly)?(?: be|"
    r" have to)?(?: \w+)?"
    r"|\b(?:is|are) (?=(?:on|next|this|from) )"
    r"|['’]ll\b(?: be)?(?: \w+)?"
    r"|\b(?:is|are|was|were|be) (?:\w+ )?(?:to|due|expected|scheduled|set(?= to| for)|slated|going|likely|planned"
    r"|bound|about|poised)\b"
    r"(?: to)?(?: be)?(?: \w+)?"
    r"|\bset for\b"
    r"|\b(?:due|planned|planning|scheduled|slated|plans?|hopes?|wants?|aims?|expects?|intends?|vows?|promises?|agrees?|ready)\b"
    r"(?: (?:on|for|to(?: \w+)?))?"
    r"|\b(?:begins?|starts?|opens?|reopens?|resumes?|closes|ends|expires|takes? (?:effect|force)|comes?|goes"
    r"|meets?|returns?"
    r"|rules|votes|decides|sits|lands?|speaks?|leaves?|falls due|reconvenes?|kicks? off|sets in|runs|sails|goes"
    r"|come down)\b"
)
BACK = (
    r"\b(?:had|has|have|was|were|did|didn['’]t|been|said|told|met|came|went|began|fell|rose|broke|held|took|gave|made|ran"
    r"|left|got|saw|wrote|spoke|struck|won|lost|found|put|sent|read|led|sold|bought|brought|caught|thought|knew|grew|drew"
    r"|froze|stood|sat|hit|cut|shut|set|became|fought|flew|drove|rode|heard|kept|paid|spent|built|lay|ate|sank|swore"
    r"|sprang|wept|burnt|shook|shot|stole|tore|wore|sang|hung|dug|blew|threw|chose|withdrew|undertook|overflowed)\b"
    r"|(?<!\ba )(?<!\bthe )(?<!\ban )\b[a-z]{2,}ed\b"
)
VERBS = late(rf"(?P<ahead>{AHEAD})|(?P<back>{BACK})")
UNTIL = late(r"\b(?:by|until|till|before|no later than|from)(?: the| this| next)?\s*$")
PUT_OFF = late(
    r"\b(?:put (?:off|back)|postponed|adjourned|delayed|deferred|suspended|extended|remanded|bailed|prorogued|banned"
    r"|pushed back|held over|moved back)\b[^.;]{0,60}$"
)
"""What was so put off comes, though it is told in the past."""
FROM = late(r"\bfrom\s*$")
OF_NOW = late(r"\b(?:is|are)(?: \w+)? $")
HAD = late(r"\b(?:had|was|were|did|nobody had|\w+ed)\b")
NEAR = 200
"""Characters on each side of an expression among which its verb is looked for."""
FINISHED = late(r"\b(?:since|last|back in|as early as)\s*$")


def tense(words: str, sentence: tuple[int, int], start: int, end: int) -> Tense:
    """Return which way the words around an expression look.

    Args:
        words: a paragraph's.
        sentence: where the sentence lies in them.
        start: where the expression begins.
        end: where it ends.
    """
    before = words[sentence[0] : start]
    if FINISHED.search(before):
        return "past"
    verbs = list(VERBS.finditer(before))
    if UNTIL.search(before) and PUT_OFF.search(before):
        return "future"
    if UNTIL.search(before) and not HAD.search(before) and not (FROM.search(before) and verbs and verbs[-1]["back"]):
        return "future"
    found = verbs[-1] if verbs else VERBS.search(words, end, sentence[1])
    if found is None:
        of_day = "day" in words[start:end]  # what happens "in the spring" may happen every year
        return _present(words[sentence[0] : sentence[1]], start - sentence[0]) if of_day else ""
    if not verbs and found["back"] and OF_NOW.search(words, end, found.start()):  # "Saturday's match is sold out"
        return "future"
    return "future" if found["ahead"] else "past"


def _present(sentence: str, at: int) -> Tense:
    """Say that a present tense looks ahead, as in "tickets go on sale on Tuesday", where no other verb tells."""
    verbs = [
        word
        for word in classed(sentence[max(0, at - NEAR) : at + NEAR])
        if word.kind in "ZBV" or word.text.lower() in ("is", "are")
    ]
    before = [word for word in verbs if word.end <= min(at, NEAR)]
    found = before[-1:] or verbs[:1]
    return "" if not found else "past" if found[0].kind == "V" else "future"
