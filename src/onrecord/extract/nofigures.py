"""Numbers that are no quantities: names, addresses, telephone numbers, times of day, scores, ages, how often, "one"."""

from __future__ import annotations

import re

from onrecord.extract.counted import PERSONS, is_plural
from onrecord.extract.nouns import GROUP, PERSON, PLURALS
from onrecord.extract.timewords import MONTH
from onrecord.late import late

STREET = (
    "Street|St|Road|Rd|Lane|Row|Quay|Avenue|Ave|Square|Steps|Close|Drive|Way|Terrace|Place|Boulevard|Gardens|Court|Hill"
)
MASKS = late(
    rf"(?<![Ii]n )\b{MONTH} \d{{1,2}}(?:(?:, | and )\d{{1,2}})*\b|\b\d{{1,2}}(?:(?:, | and )\d{{1,2}})* {MONTH}|"
    r"\b[\d.,]+ (?:hundred|thousand|million|billion)th\b|\b[Qq]uot(?:e|ing) (?:[a-z]+ ){0,2}\d+"
    r"|\b(?:three[- ]quarters|a quarter|half) of an hour (?:later|ago|earlier)\b"
    r"|\b\d+ ?(?:ft|lbs?|st) \d+ ?(?:ins?|oz|lbs?)\b|"
    r"\+\d[\d ()-]{6,}\d|\b0\d{2,4}(?:[ -]\d{2,4}){1,3}\b|(?:\b[Cc]all|[Rr]ing|[Pp]hone|[Dd]ial|[Tt]el\.?:?"
    r"|[Ff]ax) (?:on )?[\d(][\d ()-]{4,}\d"
    r"|\b\d{3}-\d{4}\b|\b\d+-\d+-\d+\b|\b[\d.]+/[\d./]+\b|https?://\S+"
    rf"|\b\d+[A-Za-z]?(?: [A-Z][\w’'-]*){{1,3}} (?:{STREET})\b|\b\d+ (?:{STREET})\b"
    r"|\b\d+(?:st|nd|rd|th)\b|\b\d+(?:st|nd|rd|th)-\w+"
    r"|\b\d{1,2}(?:[.:]\d{2})? ?(?:[ap]\.?m\b\.?|noon|midnight|GMT|o['’]clock)|\b\d{1,2}:\d{2}(?::\d{2})?\b"
    r"|\b(?:half|quarter|five|ten|twenty) past \w+|\bquarter to \w+|\b\w+ o['’]clock\b|\b\d{10,}\b"
    r"|\b(?:call|ring|phone|dial|text)(?: on)? \d{3,}(?! [a-z]+s\b)"
    r"|(?<=\bper )(?:[\d,]+|million|billion|thousand|hundred)\b|\b24/7\b"
    r"|\b(?:code|reference|extension|password) (?:is|was) \d+|\bat (?:five|ten|twenty) to \w+"
    r"|\b(?i:(?:seven|eigh|nine)teen|twenty) (?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|\w+teen|ten)\b"
    r"|\b\w+[- ](?:days|nights|mornings|afternoons|evenings)[- ]a[- ]week\b|\b24 hours a day\b|\b365 days a year\b"
    r"|\b(?:[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight)[- ]figures?\b|\bhigh-fives?\b|\b(?:father|mother|parent) of \w+"
    r"|\b9/11\b|(?<=\b[A-Z])\d+|(?<![\d.])\b\d+[A-Z]\b(?!\w)|\b[A-Z]+-?\d+\b"
    r"|\b[A-Za-z]{3,}-\d+\b(?!%)|(?<![\d.,])(?<!\d )\b0\d+\b"
    r"|\b(?:[A-Za-z]+-)?\d+s\b"
    r"|\b[Tt]he (?:one|1|99|ninety-nine)(?:%| per ?cent\b)(?! of\b| [a-z]+(?:s|ion|e)\b)|\b(?:180|360)-degree turn"
)
"""What holds numbers and no quantity."""
WARMTH = late(
    r"\b(?:temperatures?|thermometers?|mercury|degrees|heat\w*|warm\w*|cold\w*|hot\w*|cool\w*|highs?|lows?|above|below"
    r"|reach\w*|hit|fell|rose|climbed|peak\w*|topped|minus)\b|\bit (?:was|is) $",
    re.IGNORECASE,
)
LABELS = late(
    r"\b(?:page|pages|pp?\.|chapter|section|sections|article|articles|rule|rules|clause|item|items|room|flight|route|pier|gate"
    r"|channel|studio|no\.|nos\.|number|numbers|nr\.?|#|line|platform|lot|act|step|grade|level|phase|type|model|windows|formula"
    r"|group of|figure|table|paragraph|part|volume|vol\.|unit|building|apartment|apt\.|flat|box|highway|interstate|road"
    r"|bus|tram|track|(?<!will )(?<!can )(?<!to )seat|season|episode|day|stage|round|week"
    r"|verse|psalm|title|proposition|amendment|resolution|order"
    r"|code|parcel|case|ward|district|precinct|area|zone|division|top|big|schedule|appendix|annex|option|plan|lane|version"
    r"|stand|berth|bay|aisle|exit|junction|locker|cell"
    r"|division|class|category|square|class of|press|studio|magnitude) $",
    re.IGNORECASE,
)
MANY_LABELS = late(
    r"\b(?:junctions|exits|platforms|gates|rooms|chapters|rules|flats|units|lots|lanes|stages|phases|routes|flights|grades"
    r"|levels|volumes|numbers|nos\.|pages|sections|articles|clauses|years|rows|lines|buses|trams|roads|highways"
    r"|terminals|blocks|wards|districts|courts|halls) \d{1,4},? (?:and|to|or) $",
    re.IGNORECASE,
)
AGE_AFTER = late(
    r"(?: (?:and|or|to) \w+)?[- ]years?[- ]olds?\b|-(?:month|week|day)s?-olds?\b| (?:month|week|day)s? old\b"
)
AT_AGE = late(r"\b(?:retir(?:e|es|ed|ing)|died|dies|dead|married|widowed|orphaned) at $")
IS_AGE = late(r"\b(?:is|was|are|were|she[’']s|he[’']s|I[’']m|am|be) (?:now |only |just )?$")
IS_SOMEBODY = ("who", "she", "he", "i")
AFTER_AGE = late(r"(?:[,.;!?”\"]|$| (?:when|and (?:has|had|lives?|was|\w+ed)|at the time|now|this)\b)")
APPOSED = late(r"([A-Za-z][\w’'-]+), (?:\d\d?(?:, | and )){0,4}$")
AFTER_APPOSED = late(r"(?:, \d\d?){0,4}(?: and \d\d?)?[,.;]")
"""Behind the age in "her sons, 9 and 12," and "Ada Lund, 34,"."""
AGE_LIMIT = late(
    r"\b([A-Za-z][\w’'-]*) (?:(?:well |just )?(?:under|over|below|above)|(?:younger|older) than) $", re.IGNORECASE
)
"""Before how old somebody is at the most or the least: "children under 12"."""
AGED = GROUP.union(
    PERSON,
    PLURALS,
    "anyone anybody nobody everyone everybody those persons adults applicants entrants claimants participants".split(),
    "recruits users smokers learners borrowers".split(),
)
OF_AGE = late(r"\b(?:boy|girl|man|woman|child|baby|youth|teenager|pensioner|widow(?:er)?|son|daughter) of $")
NO_NOUN = late(r"[,.;:!?)”\"]|$| (?:and|or|who|was|were|is|had|has|in|on|at|from|with)\b")
"""Behind a number that no noun follows."""
WHO = frozenset("they them who whom he she".split())
ARE_AGED = late(
    r"\b(\w+)(?: (\w+))? (?:is|are|was|were|be) (?:\w+ )?(?:(?:well |just )?(?:under|over)|(?:younger|older) than) $"
)
"""Before an age: "most voters are over 60"."""
ELDEST = late(
    r"\b(?:oldest|youngest|eldest)(?: of (?:them|whom|all|the \w+))?(?:,| is| was| being| just| only| now)* $"
)
IN_TWO = late(r"\bin(?:to)? (?:one|two|three|four|half)(?=[.,;:!?)”\"]|$| (?:by|with|when|after|over)\b)")
"""How something is split, cut, torn."""
EVERY = late(r"(?<![Ff]or )(?<!\bOf )\b[Ee]very (?:other )?$")
CLOCK = late(
    r"\b(?:[Aa]t|[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Ff]rom|[Ss]ince|around|about) (?:about |around )?$"
)
HOUR_OF_DAY = late(
    r" (?:on (?:[A-Z]\w+day|the (?:morning|night|evening|day)\b)|yesterday|today|tomorrow|tonight|last night"
    r"|that (?:day|night)|this (?:morning|afternoon|evening)|in the (?:morning|evening|afternoon)|at night)"
)
"""After an hour, whatever word leads to it: "shortly before 11 on Monday night"."""
RACES = r"[68]0|[1248]00|1,?500|[35],?000|10,?000"
RACE = late(
    r"\b(?:won|win(?:s|ning)?|lost|ran|runs?|running|in|for|over|at|(?:men|women|boys|girls)['’]s)"
    r" (?:the|both the) (?:(?:men|women|boys|girls)['’]s )?$|(?:men|women|boys|girls)['’]s $"
)
HOURS = late(r"\b[Ff]rom \w+ (?:till|until) \w+(?![\w.,]*\d| [a-z]+s\b)")
OPEN = late(
    r"\b(?:opens?|opened|opening|hours|daily|staffed|weekdays|weekends|a week|\w+days?)\b[^.;]{0,30}\bfrom"
    r" \d{1,2}(?:\.[0-5]\d)? to \d{1,2}(?:\.[0-5]\d)?(?=[,;!?)]|\.(?!\d)|$| (?:on|every|and)\b)"
)
"""The hours at which something is open: "daily from 9 to 5.30"."""
AFTER_CLOCK = late(
    r"(?:[,.;!?]|$| (?:and again|and|from|on|in the (?:morning|evening|afternoon)|when|sharp|to(?:morrow|day)|that"
    r"|the)\b)"
)
AFTER_MINUTES = late(r" (?:with|to|for|after|before|into|bound|carrying)\b")
GAMES = late(
    r"\b(?:beat|beats|beaten|lost|loses?|won|wins?|drew|draw|scored?|scores?|defeat(?:ed|s)?|goals?|extra"
    r" time|half-time|overtime|innings)\b",
    re.IGNORECASE,
)
TIMES = late(
    r"[- ](?:magnitude|times?|fold|sided?|legged|headed|year-old|odds)\b|-(?:off|something|way|party|handed|eyed|edged"
    r"|pronged|wheel\w*)\b"
)
BACKWARDS = late(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Oo]ther) $")
CASUALTY = late(r"\b(?:kill|dead|die[sd]?|died|injur|hurt|wound|missing|arrest|drown|shot|surviv)\w*")


def is_masked(words: str, start: int, end: int) -> bool:
    """Say whether a number belongs to what holds numbers and no quantity, such as a telephone number."""
    if (
        words[end - 1].isdigit()
        and words[end : end + 1] in ("C", "F")
        and WARMTH.search(words, max(0, start - 60), start)
    ):
        return False
    around = MASKS.finditer(words, max(0, start - 40), end + 40)
    return any(match.start() < end and start < match.end() for match in around)


def is_name(words: str, start: int, end: int, *, measured: bool) -> bool:
    """Say whether a number is part of a name, or tells one thing from others: the Corvane 300, page 12, Seven Sisters.

    Args:
        words: a paragraph's.
        start: where the number begins.
        end: where it ends.
        measured: whether a unit or a sign of money stands beside it.
    """
    before, written = words[max(0, start - 24) : start], words[start:end]
    if MANY_LABELS.search(before):
        return not measured
    if before.endswith(" numbers ") and is_plural((re.match(r" ([a-z]+)", words[end:]) or ("", ""))[1]):
        return False  # "the herd numbers 140 cows"
    if LABELS.search(before):
        return not measured or before.lower().endswith(("page ", "section ", "number ", "no. "))
    if re.search(r"(?:^|[.!?:;“\"(\n] ?)$", before):  # a capital says nothing at the beginning of a sentence
        return False
    if written[0].isupper() or re.match(r"-[A-Z]", words[end : end + 2]):
        return True
    if re.search(r"\b[Aa]n? $", before) and written.isdigit() and NO_NOUN.match(words, end) and not measured:
        return True  # "a 737, with 90 on board"
    named = re.search(r"(?:^|.* )([a-z]?[A-Z][\w’'-]*) $", before)
    if measured or named is None or not written[0].isdigit() or "," in written:
        return False
    begins = re.search(rf"(?:^|[.!?:;“\"] ){re.escape(named[1])} $", before) is not None
    follows = re.match(r" ([a-z][\w-]+)", words[end:])
    plural = follows is not None and is_plural(follows[1])
    known = named[1].endswith("day") or named[1] in ("January", "February", "March", "April", "May", "June", "July")
    return not (
        known
        or begins
        or (plural and follows is not None and follows[1].endswith(("ple", "men", "ren", "ers", "ies", "ors")))
    )


def is_age(words: str, start: int, end: int) -> bool:
    """Say whether a number is how old somebody is."""
    before = words[max(0, start - 40) : start]
    if AGE_AFTER.match(words, end) or re.search(
        r"\b(?:aged?|ages?(?: of)?|turn(?:s|ed|ing)?) (?:(?:between|from|over|under|about|just|only) )?"
        r"(?:\d\d?,? (?:and |or |to )?){0,4}$",
        before,
    ):
        return True
    if AT_AGE.search(before) and AFTER_AGE.match(words, end):
        return True
    if IS_AGE.search(before) and AFTER_AGE.match(words, end):
        who = re.search(r"\b(\w+)(?: (\w+))? (?:is|was|am|now|be) (?:now |only |just )?$", before)
        return who is not None and any(one and (one.lower() in IS_SOMEBODY or one in PERSON) for one in who.groups())
    apposed = APPOSED.search(before)
    of_person = apposed and (apposed[1][0].isupper() or apposed[1] in PERSON | PLURALS)
    if of_person and AFTER_APPOSED.match(words, end) and words[start:end].isdigit():
        return 1 < int(words[start:end]) < 120
    return bool(re.search(r"(?:^|[.!?] )At $", before) and words[end : end + 1] == ",")


def is_bare_age(words: str, start: int, end: int) -> bool:
    """Say whether a number without a unit is how old somebody is: "children under 12", "the oldest of them 81"."""
    before = words[max(0, start - 40) : start]
    limit = AGE_LIMIT.search(before)
    following = re.match(r" ([a-z][\w-]+)", words[end : end + 30])
    counts = following is not None and is_plural(following[1])
    if not counts and ((limit and limit[1].lower() in AGED) or OF_AGE.search(before)):
        return True
    who = ARE_AGED.search(before)
    if who and not counts and AGED.union(WHO).intersection(one.lower() for one in who.groups() if one):
        return True
    return bool(ELDEST.search(before) and AFTER_AGE.match(words, end))


def is_clock(words: str, start: int, end: int) -> bool:
    """Say whether a number is a time of day: "at six", "leaves at 6.30"."""
    written = words[start:end]
    if any(found.start() < start < found.end() for found in OPEN.finditer(words, max(0, start - 60), end + 16)):
        return True
    if not CLOCK.search(words[max(0, start - 24) : start]):
        return False
    if re.fullmatch(r"(?:1?\d|2[0-3])\.[0-5]\d", written):
        return bool(AFTER_CLOCK.match(words, end) or AFTER_MINUTES.match(words, end))
    hour = re.fullmatch(r"[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve", written.lower())
    if hour and HOUR_OF_DAY.match(words, end):
        return True
    before = words[max(0, start - 6) : start].lower().split()
    if (
        hour
        and before
        and before[-1] in ("from", "till", "until")
        and HOURS.search(words, max(0, start - 16), end + 16)
    ):
        return True
    return bool(hour and before and before[-1] in ("at", "by", "until") and AFTER_CLOCK.match(words, end))


def is_idle(words: str, start: int, end: int) -> bool:
    """Say whether a number counts nothing: "one" of most uses, "the two", "three times", "two-faced"."""
    written = words[start:end].lower()
    if any(found.start() < start < found.end() for found in IN_TWO.finditer(words, max(0, start - 6), end + 10)):
        return True
    if TIMES.match(words, end) or EVERY.search(words, max(0, start - 16), start):
        return True
    back = words[end : end + 1] != "-" and bool(BACKWARDS.search(words[max(0, start - 8) : start]))
    if written != "one":
        return written == "zero" or (written == "two" and back)
    if re.match(rf" (?:{PERSONS})\b", words[end:]):
        around = words[max(0, start - 30) : end + 45]
        return not CASUALTY.search(around)
    return True


def is_race(words: str, start: int, end: int) -> bool:
    """Say whether a number of metres is the name of a race: "she won the 800 metres"."""
    return bool(re.fullmatch(RACES, words[start:end]) and RACE.search(words, max(0, start - 30), start))


def is_score(sentence: str) -> bool:
    """Say whether two numbers in a sentence such as 3-1 are a score."""
    return bool(GAMES.search(sentence))
