"""What sort of statement a cue makes of its content, by the words of the cue and of its source."""

from __future__ import annotations

import re
from functools import cache

from onrecord.extract.verbs import forms
from onrecord.terms import Act


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Base forms of verbs, and nouns that stand for them; of several in one cue the first set here decides. A cue with none
# of them says or claims something.
ACTS: tuple[tuple[Act, frozenset[str]], ...] = (
    (
        "denied",
        _set("deny dispute reject refute dismiss disavow repudiate contradict disclaim rebut contest denial rejection"),
    ),
    ("declined", _set("decline refuse")),
    (
        "promised",
        _set("promise vow pledge swear guarantee undertake commit offer volunteer commitment undertaking"),
    ),
    ("asked", _set("ask question inquire enquire query quiz appeal plead beg wonder request plea")),
    (
        "ordered",
        _set(
            "order command instruct direct forbid demand ban urge require summon decree prohibit bar instruction"
            " directive"
        ),
    ),
    (
        "thought",
        _set(
            "think believe feel hope fear want wish worry suspect expect consider know doubt assume plan intend prefer"
            " regret dream imagine understand love like hate regard reckon suppose trust mean aim forget"
            " guess presume figure deem view see judge envision envisage favor favour oppose support fancy resent dread"
            " belief opinion feeling conviction intention suspicion expectation concern impression desire sense"
        ),
    ),
    (
        "wrote",
        _set("write tweet post publish pen blog email e-mail scribble retweet inscribe jot scrawl list"),
    ),
)
RANK = {act: number for number, (act, _) in enumerate(ACTS)}
ACT_OF: dict[str, Act] = {form: act for act, verbs in reversed(ACTS) for verb in verbs for form in forms(verb)}
STATES = _set(
    "convinced sure certain worried concerned confident proud afraid aware optimistic pessimistic hopeful sceptical"
    " skeptical eager keen glad happy sad sorry angry upset saddened pleased disappointed surprised thrilled alarmed"
    " delighted frustrated shocked determined relieved grateful fond tired ashamed embarrassed furious anxious uneasy"
    " interested"
)
"""What somebody is, who thinks or feels something."""
WRITINGS = _set(
    "report letter statement memo filing email e-mail study poll survey document paper newspaper article book note"
    " verdict ruling judgment judgement charge sheet indictment affidavit lawsuit complaint sign notice poster label"
    " guidebook brochure leaflet manual website site page post tweet blog editorial column diary record minutes"
    " contract treaty law act bill clause constitution charter report review audit inventory log ledger register"
    " transcript magazine journal gazette times post tribune chronicle courier herald release manifesto will bulletin"
    " inscription plaque caption headline file dossier prospectus circular invoice census map chart catalogue catalog"
    " programme almanac petition resolution communique advisory order form card ballot agreement warrant citation"
    " analysis census figures data statistics memoir biography autobiography entry budget text chapter paragraph"
).difference(_set("times act will order post"))
"""What is written and so says what it says in writing."""
TOLD, WANTING = forms("tell"), forms("want") | forms("wish") | forms("demand")
EXPECTED = re.compile(r"\b(?:is|are|was|were|be|been) (?:\w+ )?(?:expected|supposed|meant|understood|considered) to\b")
HEAD_ENDS = re.compile(r"\b(?:of|from|by|for|on|in|to|with|that|which|who|about|at)\b|,")
IN_WRITING = re.compile(
    r"\bin (?:a|an|the|his|her|its|their) (?:\w+ )?(?:letter|tweet|memo|e-?mail|statement|post|blog)\b"
)


def act(cue: str, source: str, content: str) -> Act:
    """Return the act that a cue names: a turn, which has no cue, asks or says.

    >>> act("vowed", "She", "to stay"), act("says", "the report", "it rains"), act("told", "he", "to stop")
    ('promised', 'wrote', 'ordered')
    """
    if not cue and source.startswith("@"):  # a post
        return "wrote"
    if not cue:
        return "asked" if content.rstrip(" \"'”’»").endswith("?") else "said"
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", EXPECTED.sub(" ", cue.casefold()))
    if "know" in words and not WANTING.isdisjoint(words):
        return "asked"
    found = min((ACT_OF[word] for word in words if word in ACT_OF), key=lambda one: RANK[one], default=None)
    if found is not None:
        return found
    if not STATES.isdisjoint(words):
        return "thought"
    if not TOLD.isdisjoint(words) and re.match(r"(?:not )?to\b", content):
        return "ordered"
    if "gave" in words and "word" in words:
        return "promised"
    return "wrote" if IN_WRITING.search(cue) or _is_writing(source) else "said"


@cache
def _is_writing(source: str) -> bool:
    """Say whether a source is something written, by its head noun."""
    head = HEAD_ENDS.split(source.casefold())[0].split()
    return bool(head) and (head[-1] in WRITINGS or head[-1].removesuffix("s").rstrip("’'") in WRITINGS)
