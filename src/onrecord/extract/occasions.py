"""The nouns by which an article calls groups of people ("angry residents") and events ("the showdown")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.nouns import GROUP, PLURALS
from onrecord.extract.phrases import phrase, whom
from onrecord.extract.roles import STOPS
from onrecord.late import late
from onrecord.terms import LabelKind, Span


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


EVENTS = _set(
    """accident affair ambush argument arrest assassination assault atrocity attack attempt auction avalanche ballot
    battle blackout blast blaze blockade blunder bombing breach breakdown breakthrough breakup brawl briefing bust
    by-election calamity campaign carnage carnival catastrophe celebration ceremony clampdown clash collapse collision
    commemoration concert conference confrontation congress controversy convention cookout coronation coup crackdown
    crash crisis crusade debacle debate defeat demonstration derailment dialogue disaster dispute drama drill
    earthquake election emergency encounter epidemic eruption escalation evacuation event exchange exercise expedition
    explosion exposure face-off failure famine farce feud festival fiasco fight fire flood flooding forum fracas
    funeral gala gathering genocide getaway handover hearing heist hijacking hostilities hurricane impasse
    inauguration incident incursion inquest inquiry inquisition inspection insurrection interview intrusion invasion
    investigation kidnapping killing landslide landslip lockout looting lynching manhunt march massacre match
    meeting melee mission murder mutiny negotiations offensive operation ordeal outbreak outcry outrage
    pandemic parade parley pilgrimage pogrom poll probe procession protest purge quake quarrel rally raid rampage
    rapprochement rebellion reception referendum reform rehearsal rescue retreat reunion revolt revolution riot
    robbery roundtable row run-off runoff sabotage scandal scuffle session shake-up shipwreck shooting showdown
    shutdown siege sit-in skirmish slaughter spat speech stalemate stampede standoff stand-off storm strike struggle
    summit surgery surrender survey takeover talks test thaw tornado tour tragedy trial trip triumph truce tsunami
    turmoil tussle unrest unveiling upheaval uprising victory vigil visit vote walkout walk-out war wedding windstorm
    witch-hunt withdrawal wrangle"""
) | _set("meetings protests riots clashes talks hearings attacks raids elections floods fires storms negotiations")
"""Nouns for an occasion."""
ALSO_VERBS = _set(
    """attack attempt arrest ballot battle blast breach campaign clash collapse crash debate defeat drill encounter
    exchange exercise exposure fight fire flood march match murder parade poll probe protest purge quarrel raid rally
    reform rescue retreat revolt riot row strike struggle survey surrender test tour trip triumph visit vote war
    run-off auction assault failure speech event fires storms floods attacks raids protests storm clashes argument
    drama forum crisis interview session surgery run"""
)
"""Those which need an article or the like before them: "to vote", "they strike"."""
NOT_AFTER = late(
    r"[’'-]|\s(?:room|rooms|hall|halls|house|place|places|point|chief|brigade|engine|truck|station|alarm|leader|leaders|minister|"
    r"victims|damage|risk|water|waters|drain|insurance|cloud|clouds|crime|crimes|hero|zone|paper|papers|tax|season|office|"
    r"desk|guide|operator|pack|fund|tube|match|drive|ground|grounds|line|lines|date|day|night|week|figures|count|share|rigging|"
    r"results?|record|system|plan|plans|team|policy|law|law|bill|manager|management|team|trail|promise|promises|wall|defences)\b"
)
GROUPS = (
    (GROUP | PLURALS)
    - _set(
        """others some many most several few both all half majority minority chorus pair two three trio duo people
        heads chiefs everyone everybody couple twins authorities leaders members sources stars icons agents principals
        counsel staff speakers coaches runners hosts anchors cooks heroes spies kings queens princes kids police
        owners chairs counts speakers patrons fans makers readers players executors"""
    )
) | _set(
    """activists agitators anarchists bandits bystanders cadres captives casualties chanters civilians commandos
    commuters conspirators constituents cronies crusaders deserters dissidents elites evacuees exiles extremists
    fanatics folk foreigners fugitives gang gunmen guerrillas hardliners hooligans hostages ideologues infiltrators
    inhabitants insurgents invaders islanders islamists jihadists juveniles loyalists locals looters marchers
    marauders mercenaries militants militia mob mobs mourners nationalists neo-nazis onlookers opponents outsiders
    partisans patriots peasants picketers pilgrims pickets populists profiteers provocateurs racists radicals raiders
    rebels reformers rioters rivals saboteurs savages scabs separatists settlers smugglers squatters strikers
    supremacists
    survivors sympathisers sympathizers taxpayers terrorists thugs townspeople traitors troops troublemakers vandals
    vigilantes villagers warriors youths zealots fishermen policemen soldiers officers men women children fans players
    police readers"""
)
"""Nouns for several people, as an article calls them."""
NOUNS = EVENTS | GROUPS
ALONE = _set("men women children readers players police")
"""Those which say something of a group only with a word before them."""
WORD = late(r"(?<![\w’'-])[A-Za-z][a-z’'-]*[a-z](?![\w-])")
LEFT = late(r"\S+")
DETERMINER = late(
    r"(?:the|an?|this|that|these|those|last|next|its|his|her|their|our|some|many|several|most|few|both|all|no|any|"
    r"another|each|every|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|scores|"
    r"[\d,.]*\d|\w+[’']s?)",
    re.IGNORECASE,
)
MODIFIER = late(
    r"[A-Z][\w’'-]*|[a-z-]*(?:ful|less|ous|ish|ive|able|ible|ant|ent|ary|ic|al|ry|gry|ty|ian|ing|ed|en)|local|angry|young|old|"
    r"poor|rich|armed|worried|brave|former|masked|loyal|senior|junior|fellow|great|bitter|fierce|tense|brief|long|short|new|"
    r"secret|public|private|big|small|black|white|bad|good|town|city|village|council|peace|trade|union|student|police|army|"
    r"street|border|hunger|school|hill|island|harbour|night|late-night|public"
)
ONES_OWN = late(
    r"(?:the|an?|his|her|their|its)?\s?(?:casting|single|deciding|own)\s|his\s|her\s|(?!\w+day[’'])[A-Z]\w+[’']s\s"
)
"""Before "vote": that of one who votes, which is no occasion."""
WORD_BEFORE = late(r"(\w+)\s+$")
PREPOSITION = frozenset(
    "in at after before during of by with from for against between since until about over on to".split()
)


def nouns(flat: str, body: Span) -> Iterator[tuple[Span, LabelKind]]:
    """Yield the noun phrases for groups and events in a stretch of text, with what kind each is, in reading order.

    Args:
        flat: the text, with a blank for every white space.
        body: the stretch.
    """
    for word in WORD.finditer(flat, *body):
        noun = word.group()
        if noun not in EVENTS and noun not in GROUPS:
            if noun[:1].islower() or noun.casefold() not in NOUNS or not _begins(flat, word.start()):
                continue
            noun = noun.casefold()
        if NOT_AFTER.match(flat, word.end(), min(body.end, word.end() + 16)) and flat[
            word.end() : word.end() + 2
        ] not in ("’s", "'s"):
            continue
        start, determined, modified = _left(flat, body, word.start())
        if noun in EVENTS:
            if noun == "vote" and ONES_OWN.match(flat, start, word.start()):
                continue
            if noun in ALSO_VERBS and not determined:
                continue
            if not (determined or modified or noun.endswith("s") or _after_preposition(flat, body, start)):
                continue
            yield Span(start, word.end()), "event"
        elif not (noun in ALONE and not modified):
            yield Span(start, word.end()), "group"


def _left(flat: str, body: Span, head: int) -> tuple[int, bool, bool]:
    """Return where a noun's phrase begins, whether an article, number or owner begins it, and whether it has more."""
    begin, modified = head, False
    words = list(LEFT.finditer(flat, max(body.start, head - 70), head))
    for number, word in enumerate(reversed(words)):
        plain = word.group().lstrip("“\"‘'(")
        at = word.end() - len(plain)
        if DETERMINER.fullmatch(plain):
            if plain.casefold() == "no" or (
                plain.casefold() in ("that", "this") and flat[head:].split(" ")[0][-1:] == "s"
            ):
                break  # "said that residents" points at none
            owned, more = _determined(flat, body, at) if plain.endswith(("’s", "'s", "’", "'")) else (at, False)
            return (owned if more else at), True, modified
        if plain == "of" and words[-number - 2 : -number - 1] and words[-number - 2].group().casefold() in (
            "hundreds", "thousands", "dozens", "scores", "crowd", "crowds", "group", "gang",
        ):  # fmt: skip
            return words[-number - 2].start(), True, True
        if number > 3 or plain.casefold() in STOPS or not MODIFIER.fullmatch(plain):
            break
        if (
            plain.endswith(("ed", "ing")) and at > body.start and not _begins(flat, at)
        ):  # a verb, unless an article comes first
            begin_here, determined = _determined(flat, body, at)
            return (begin_here, True, True) if determined else (begin, False, modified)
        begin, modified = at, True
    return begin, False, modified


def _determined(flat: str, body: Span, start: int) -> tuple[int, bool]:
    """Return whether an article or the like stands right before a place, and where that begins."""
    word = re.search(r"(\S+)\s+$", flat[max(body.start, start - 24) : start])
    found = word is not None and DETERMINER.fullmatch(word[1].lstrip("“\"‘'(")) is not None
    return (start - (len(word[0]) if word else 0), True) if found else (start, False)


def is_group(words: str) -> bool:
    """Say whether words for a source that is several people say who they are: not "many" or "they"."""
    one = phrase(words)
    return one is not None and whom(one).head in GROUPS


def _begins(flat: str, start: int) -> bool:
    return re.search(r"(?:^|[.!?:…“\"‘(][”\"’)]?\s*|\s{2,})$", flat[max(0, start - 4) : start]) is not None


def _after_preposition(flat: str, body: Span, start: int) -> bool:
    word = WORD_BEFORE.search(flat, max(body.start, start - 12), start)
    return word is not None and word[1].casefold() in PREPOSITION
