"""What stands beside a name and says something of its bearer: appositions, clauses, what they are, adjectives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.nested import SPOKEN
from onrecord.extract.nouns import BODY, PERSON, TITLES
from onrecord.extract.phrases import phrase
from onrecord.late import late
from onrecord.terms import Span

BLANK = late(r"\s")
STRETCH = r"(?:[^,.;:“”\"()—]|(?<=\b[A-Z])\.|(?<=\b(?:St|Mr|Dr|Jr|Sr))\.|(?<=\bMrs)\.|\.(?=\w)){2,120}?"
END = r"(?=\s*(?:[,;:“”\"()—]|\.(?:\s|[”\"')]|$)|\s[–-]\s|$))"
AFTER = late(rf"(?:\s\(\d\d\)|,\s(?:aged\s)?\d{{1,3}})?,\s+(?P<words>{STRETCH}){END}")
CLAUSE = late(rf",\s+(?P<words>(?:who|whose)\s{STRETCH}){END}")
IS = late(
    r"\s+(?:is|was|became|becomes|remains|remained|has (?:long )?been|had (?:long )?been|served as|serves as|works as|"
    r"worked as)\s+(?:(?:now|also|still|once|already|then|long|widely seen as|seen as)\s+)?"
    r"(?P<words>(?:an?\s|the\s|one of the\s|his\s|her\s|its\s|their\s|[A-Z][\w-]*[’']s\s)?"
    r"(?:[^,.;:“”\"()—]|\.(?=\w)){2,70}?)"
    r"(?=\s*(?:[,;:“”\"()—]|\.(?:\s|[”\"')]|$)|$)|\s(?:who|that|which|and|but|when|while|before|after|until"
    r"|for (?:\w+\s)?(?:years|days|months)|since|overnight|because|as|if)\b)"
)
INVERTED = late(
    rf"(?:^|[.!?…;:,—–“\"(]\s*|\b[Aa]s\s|\b(?:said|says|asked|told|added|and|but|by|to|with|of|from|that)\s)(?P<words>{STRETCH}),\s+$"
)
BEGINS = late(r"(?:the|an?|its|his|her|their|our|one of the)\s|\w+(?:\s\w+){0,2}[’']s?\s", re.IGNORECASE)
BEFORE_NAME = late(
    r"(?<![\w’'-])(?:an?|the)\s+(?P<words>(?:[a-z]+ly\s+|once[- ]|long-|never-|ever-)?[a-z][a-z-]+)\s+$", re.IGNORECASE
)
ADJECTIVE = late(
    r"[a-z-]*(?:ful|less|ous|ish|ive|able|ible|ant|ent|ary|ic|ed|en|ing|ty|gry|al|ry|py|ky|sy|dy|zy)|late|stern|calm|"
    r"proud|grim|bold|brave|quiet|weak|strong|young|old|older|ageing|aging|sad|glad|mad|smug|shy|sly|sick|ill|pale|cool|"
    r"tough|frail|hapless|wry|blunt|cautious|loyal|senior|junior|then|new|lone|sole|real|great|poor|dear|good|bad|same|"
    r"worn-out|unknown|well-known|upbeat|downbeat|subdued"
)
NO_ADJECTIVE = frozenset("following including regarding concerning during first second third last next".split())
GOES_ON = late(
    r"[,.;:!?)”\"]|$|\s+(?:was|is|has|had|did|does|would|will|could|said|says|told|went|came|took|made|left|met|kept|held|"
    r"ran|spoke|sat|stood|grew|gave|knew|thought|felt|saw|began|wrote|won|got|who|in|on|at|to|from|with|and|but|as|for|by|"
    r"after|before|when|until|[a-z]{2,}(?:ed|s))\b"
)
AGENT = late(r"[a-z-]{3,}(?:er|or|ist|ian|man|woman|eer|wright|smith|keeper|crat|maker|monger|ess)|[a-z-]+-old")
NO_AGENT = frozenset(
    """number order summer winter letter paper matter floor error river water weather other another member corner
    dinner power quarter chapter center computer answer offer honor honour favor flavor favour harbor humor labor
    neighbor rumor terror error mirror motor factor sector doctor rather whether either neither never ever over under
    after later earlier sooner former latter further list mist twist wrist business character
    chapter process success progress address
    access stress press illness witness disorder border murder shoulder newspaper newsletter newcomer minor major
    color fever layer tower flower shower finger danger anger hunger manner banner corner copper silver timber timer
    disaster register cluster master monster theater encounter barrier carrier career pioneer premier tier pier frontier
    """.split()
).difference({"newcomer", "pioneer", "premier", "doctor", "neighbor", "witness", "member", "master"})
EPITHET = frozenset(
    """deputy favourite favorite darling guardian saviour savior scapegoat villain bully coward liar thief bigot racist
    demagogue loner misfit underdog heavyweight lightweight hawk dove hardliner hard-liner radical extremist
    zealot loyalist
    dissident rebel turncoat pariah mastermind protégé protege acolyte disciple mentor godfather patriarch matriarch
    grandee stalwart genius visionary hope choice pick face voice architect friend enemy foe target victim symbol
    survivor subject author owner half twin orphan bride groom spouse partner relative descendant native local
    resident citizen national immigrant alumnus alumna patron envoy aristocrat nobody somebody man-child recluse
    outcast outlaw fugitive novice veteran expert amateur professional intellectual public-relations eccentric
    heavy-hitter number-two second-in-command figurehead workhorse""".split()
)
"""Nouns for somebody besides those of offices, trades and kin."""


def after(flat: str, name: Span, body: Span, *, of_body: bool = False) -> Iterator[Span]:
    """Yield what stands after a name or a description: an apposition, a clause with "who", what its bearer is.

    Args:
        flat: the text, with a blank for every white space.
        name: where the name stands, with its titles.
        body: the stretch of the article's body that it stands in.
        of_body: whether it is an organisation's.
    """
    right = min(body.end, name.end + 260)
    at = name.end
    found = CLAUSE.match(flat, at, right)
    noun = AFTER.match(flat, at, right)
    if found is None and noun and _is_label(noun["words"], of_body=of_body):
        yield Span(*noun.span("words"))
        found = CLAUSE.match(flat, noun.end("words"), right)
    if found is not None and not of_body and found["words"].split()[1].casefold() not in SPOKEN:
        yield Span(*found.span("words"))
    was = IS.match(flat, at, right)
    if was and _is_told(flat, was) and _is_label(was["words"], of_body=of_body, told=True):
        yield Span(*was.span("words"))


def before(flat: str, name: Span, body: Span) -> Iterator[Span]:
    """Yield the description that stands before a name and a comma: "the mayor of Selby, Ada Lund"."""
    left = max(body.start, name.start - 150)
    comma = flat.rfind(",", left, name.start)
    if comma < 0 or flat[comma : name.start].strip(", "):
        return
    begin = max((flat.rfind(mark, left, comma) for mark in ',.;:“”"()—'), default=-1) + 1
    begin = max(begin, left)
    if begin > left and flat[begin - 1] == "," and re.search(r"[A-Z][\w’'-]+,$", flat[left:begin]):
        return  # "Bo Orr, the baker, Ada Lund": his, or a list
    words = flat[begin:comma]
    opening = re.match(
        r"\s*(?:(?:[Aa]s|and|but|while|said|says|asked|told|added|by|to|with|from|that|insisted|warned|wrote|explained)\s)?",
        words,
    )
    start = begin + (opening.end() if opening else 0)
    words = flat[start:comma]
    as_ = bool(re.search(r"\b[Aa]s\s+$", flat[left:start]))
    if (
        words
        and (BEGINS.match(words) or as_)
        and _is_label(words)
        and not re.search(r"\b(?:who|said|was|is|had)\b", words)
    ):
        yield Span(start, comma)


def adjectives(flat: str, name: Span, body: Span) -> Iterator[Span]:
    """Yield the adjective between an article and a name that no noun follows: "an angry Lund left"."""
    found = BEFORE_NAME.search(flat, max(body.start, name.start - 50), name.start)
    if found is None or not GOES_ON.match(flat, name.end, body.end):
        return
    words = found["words"].casefold()
    last = words.split()[-1]
    if last in PERSON or last in TITLES or last in BODY or last in NO_ADJECTIVE or AGENT.fullmatch(last):
        return
    if ADJECTIVE.fullmatch(last) or ADJECTIVE.fullmatch(last.split("-")[-1]):
        yield Span(*found.span("words"))


def _is_label(words: str, *, of_body: bool = False, told: bool = False) -> bool:
    """Say whether a noun phrase is one for a person, or for an organisation."""
    words = re.sub(r"^(?:then|now|once|formerly|previously|himself|herself|itself|reportedly)\s+", "", words)
    one = phrase(words)
    if one is None or re.match(
        r"(?:and|or|but|in|on|at|by|with|from|to|for|as|when|while|after|before|if|who)\b", words
    ):
        return False
    if re.search(
        r"\b(?:said|says|told|added|was|were|is|are|had|has|have|will|would|did|does)\b", words.split(" who ")[0]
    ):
        return False
    if of_body:
        return one.head in BODY and bool(one.determiner)
    head = one.head.rsplit("-", 1)[-1] if one.head not in PERSON and "-" in one.head else one.head
    if one.head in PERSON or head in PERSON or one.head in EPITHET:
        return True
    return bool(one.determiner or one.owner) and is_agent(head) and not told


def is_agent(noun: str) -> bool:
    """Say whether a noun is one for who does something, by its ending: "lamplighter"."""
    return AGENT.fullmatch(noun) is not None and noun not in NO_AGENT


def _is_told(flat: str, was: re.Match[str]) -> bool:
    """Say whether it is told what somebody is, and not what they are not."""
    if re.match(r"(?:not|never|no)\b", was["words"]):
        return False
    return bool(BEGINS.match(was["words"]) or re.search(r"\bas\s+(?:\w+\s+)?$", flat[was.start() : was.start("words")]))
