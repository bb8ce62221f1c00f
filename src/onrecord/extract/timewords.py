"""How time expressions are written: patterns, each with what reads its matches."""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from onrecord.extract import calendar, timereaders
from onrecord.extract.counted import MANY, SIZES
from onrecord.extract.timereaders import DECADES, Reader
from onrecord.extract.units import UNITS
from onrecord.late import late

WHOLE_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
MONTH = rf"(?:{WHOLE_MONTH}\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
YEAR = r"(?:1[0-9]|20)\d\d(?![\d%]|[.,:]\d)"
OTHER_YEAR = r"(?:0\d|2[1-9]|[3-9]\d)\d\d(?=\s?(?:[.,;:!?)”\"]|$))"
"""What stands where a year does, and is none that an article tells of: its day is not one of this year."""
OF_YEAR = rf"(?:,?\s(?P<y>{YEAR})|(?!,?\s{OTHER_YEAR}))"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
SMALL = (
    "(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|(?:twenty|thirty|forty)[- ](?:one|two|three|four|five|six|seven|eight"
    r"|nine)|half an?|\d{1,3})"
)
UNIT = "(?:day|night|week|fortnight|month|year|decade|century|hour)"
TO = r"\s?(?:[-–—]|to|and|until|through|or)\s?"
FEAST = "|".join(sorted((*calendar.FEASTS, *calendar.EASTER, "thanksgiving"), key=len, reverse=True)).replace(
    "'", "['’]"
)
NIGHT = r"(?:(?:[Tt]he\s)?(?:night|evening|morning|afternoon|small hours|eve) of\s)?"
BEFORE_YEAR = (
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter|[Dd]uring|[Ff]or|[Tt]hrough|[Bb]etween"
    r"|[Tt]o|[Yy]ear|early as|late as|ago as|recently as|back as|soon as|[Ll]ate|[Ee]arly|[Mm]id|[Cc]irca"
    r"|[Cc]overs|covering)[- ]"
    r"(?:about |around |the year |early |late |mid-)?"
)
DATED = (
    "(?:"
    + "|".join(
        """election by-election primary nominee presidential referendum vote poll ballot campaign bid convention recall
        census survey report study paper article essay column story analysis estimate forecast assessment review
        collection memo memorandum letter email interview speech statement remark comment debate discussion conversation
        announcement appearance video post tweet event ceremony meeting trip tour visit stop summit conference congress
        inquiry investigation probe examination audit budget plan proposal policy programme program project reform law
        act bill statute decree order amendment resolution measure initiative constitution charter treaty pact accord
        deal agreement settlement overhaul decision ruling judgment verdict trial case claim lawsuit complaint
        conviction arrest incident confrontation controversy season edition festival race match final tournament
        championship win victory defeat title film movie documentary book novel play song album painting portrait
        photograph photo recording version remake model vintage wedding sale purchase merger takeover war battle siege
        coup uprising revolt rebellion revolution riot strike protest crash accident collapse explosion blast crisis
        recession scandal disaster flood fire wildfire storm hurricane cyclone typhoon tornado earthquake quake tsunami
        eruption drought famine heatwave outbreak epidemic pandemic attack bombing shooting murder killing massacre raid
        robbery elections primaries midterms campaigns floods fires wildfires storms riots protests strikes attacks
        bombings finals championships talks hearings celebrations""".split()
    )
    + r")\b"
)
"""What is known by its year; of plurals only what many days of one year may be, since others are counted."""
MEASURED = (
    rf"(?! (?:{'|'.join(written for written, _, _ in UNITS.values())}|{'|'.join(sorted(SIZES))}"
    r"|people|men|women|children|plus|more|odd)(?!\w))"
)
"""A number stands before these however many it is."""
_DATED_NEXT = rf" (?:[a-z-]+(?<![^s]s) )?{DATED}| [A-Z][a-z]"
AFTER_A_YEAR = rf"{MEASURED}(?={_DATED_NEXT})"
"""What is told of a year behind "a" or "an", which stands before a number as well."""
AFTER_YEAR = (
    rf"{MEASURED}(?={_DATED_NEXT}"
    rf"| (?!(?:{'|'.join(sorted(MANY))}|fee|fine"
    r"|and|or|to|of|in|on|at|for|per|from|by|with|a|an|the|each|who|that|which|are|were|have|had|will|would|could)\b"
    r"|[a-z]+(?<!e)ed\b|(?:[a-z]+ing|local|former|other|new|old|young|full-time|part-time) [a-z]+s\b)"
    r"[a-z]+(?<!s)\b)"
)
"""What is told of a year: one thing ("the 1994 act"), or what is known by its year; a plural is counted."""
OF_ITS_YEAR = r"(?:\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|whose|[Tt]his|[Tt]hat)|(?<=[a-z])['’]s)"
NO_UNIT = (
    r"(?!\s(?:people|men|women|children|houses|homes|jobs|metres|meters|miles|kilomet|feet|tonnes|tons|dollars|euros"
    r"|pounds|crowns|per cent|percent|votes|seats|troops|soldiers|workers|of them))"
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
YEARS = tuple(str(one) for one in range(10, 21))


class Form(NamedTuple):
    """How expressions are written; a text that has none of ``needs``, in their case, has none of them.

    A group ``all`` in the pattern is the expression where the pattern looks at words around it too.
    """

    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    reader: Reader


def _form(needs: tuple[str, ...], pattern: str, reader: Reader, *, any_case: bool = False) -> Form:
    return Form(needs, late(pattern, re.IGNORECASE if any_case else 0), reader)


PLAIN_WEEKDAY = rf"(?<!Good )(?<!Ash )(?<!Shrove )(?<!Easter )(?<!Whit )(?<!Palm )(?<!Maundy )\b{WEEKDAY}"
ORDINAL = "|".join(sorted(timereaders.ORDINALS, key=len, reverse=True))
ORDINAL = rf"(?:{ORDINAL})"
DAYS_OF_MONTHS = [
    rf"(?:{PLAIN_WEEKDAY},?\s)?{NIGHT}(?:\bthe\s)?\b(?P<d>{DAY})(?:\sof)?\s(?P<m>{MONTH}){OF_YEAR}",
    rf"\b(?P<d>{ORDINAL})(?:{TO}(?P<d2>{ORDINAL}))?(?:\sof)?\s(?P<m>{MONTH}){OF_YEAR}",
    rf"(?:{PLAIN_WEEKDAY},?\s)?{NIGHT}\b(?P<m>{MONTH})\s(?:the\s)?(?P<d>{DAY})\b{OF_YEAR}",
    rf"{NIGHT}\b(?P<d>{DAY}){TO}(?P<d2>{DAY})\s(?P<m>{MONTH}){OF_YEAR}",
    rf"{NIGHT}\b(?P<m>{MONTH})\s(?P<d>{DAY}){TO}(?P<d2>{DAY})\b{OF_YEAR}",
    rf"\b(?P<d>{DAY})\s(?P<m>{MONTH}){TO}(?P<d2>{DAY})\s(?P<m2>{MONTH}){OF_YEAR}",
    rf"\b(?P<m>{MONTH})\s(?P<d>{DAY}){TO}(?P<m2>{MONTH})\s(?P<d2>{DAY})\b{OF_YEAR}",
]
FORMS = [
    *(_form(MONTHS, pattern, timereaders.month_day) for pattern in DAYS_OF_MONTHS),
    _form(MONTHS, rf"\b[Ee]very (?:{DAY} {MONTH}|{MONTH} {DAY}\b)", timereaders.nothing),
    _form(
        ("-0", "-1"),
        r"(?<![\d/.-])(?P<y>(?:1\d|20)\d\d)(?P<sign>-)(?P<one>\d\d)-(?P<two>\d\d)(?![\d-])",
        timereaders.in_figures,
    ),
    _form(
        ("/", "."),
        r"(?<![\d/.-])(?P<one>\d\d?)(?P<sign>[/.])(?P<two>\d\d?)(?P=sign)(?P<y>(?:1\d|20)\d\d)(?!\d)",
        timereaders.in_figures,
    ),
    _form(MONTHS, rf"\b(?P<m>{MONTH})(?:,|\sof)?\s(?P<y>{YEAR}|(?:last|this|next) year)", timereaders.month_year),
    _form(
        MONTHS,
        r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter|[Dd]uring|[Tt]hrough|[Ll]ate|[Ee]arly|[Mm]id|and"
        r"|to|(?P<which>[Ll]ast|[Nn]ext|[Tt]his))[- ](?:early |late "
        rf"|mid-)?(?P<all>(?P<m>{WHOLE_MONTH})(?:{TO}(?:early[- ]|late[- ]|mid-)?(?P<m2>{WHOLE_MONTH}))?)"
        rf"\b(?!\s(?:{DAY}|[A-Z][a-z]))",
        timereaders.month,
    ),
    _form(
        MONTHS,
        rf"\b[Ii]n (?P<all>(?P<m>(?P<which>){WHOLE_MONTH})(?P<m2>(?!))?)(?= \d+ [a-z])",
        timereaders.month,
    ),
    _form(
        MONTHS,
        rf"\b[Tt]he (?P<all>(?P<m>(?P<which>){WHOLE_MONTH}))(?<!May)(?<!April)(?<!June)(?<!August)(?P<m2>(?!))?"
        r"(?= [a-z]+(?:s\b| [a-z]))",
        timereaders.month,
    ),
    _form(
        MONTHS,
        rf"\b(?P<m>(?P<which>){WHOLE_MONTH})(?=, {WHOLE_MONTH} and {WHOLE_MONTH}\b)(?P<m2>(?!))?",
        timereaders.month,
    ),
    _form(
        ("day",),
        rf"\b(?:[Ee]very|[Oo]n|[Mm]ost|[Aa]lternate)\s{WEEKDAY}s\b"
        rf"|\b(?:[Tt]he odd|[Aa]n?(?: odd| occasional)?|[Aa]ny)\s{WEEKDAY}\b"
        rf"|\b[Ee]very\s(?:other\s)?{WEEKDAY}\b|{WEEKDAY} to {WEEKDAY}"
        rf"|\b(?:first|second|third|fourth|last)\s{WEEKDAY}\sof\b|\b(?:Black|Man|Girl|[Tt]hat)\s{WEEKDAY}|{WEEKDAY}"
        r" is a\b"
        rf"|{WEEKDAY}\s(?:school|[A-Z]\w+)",
        timereaders.nothing,
    ),
    _form(
        ("day",),
        rf"(?:\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming)\s)?\b(?P<w>{WEEKDAY})(?!s)\b(?:\s(?:morning|afternoon|evening|night)\b)?",
        timereaders.weekday,
    ),
    _form(
        ("week on ", "week from ", "fortnight on ", "fortnight from "),
        rf"\b[Aa] (?P<u>week|fortnight) (?:on|from) (?P<w>{WEEKDAY})\b",
        timereaders.weekday_week,
    ),
    _form(("day week", "day fortnight"), rf"\b(?P<w>{WEEKDAY}) (?P<u>week|fortnight)\b", timereaders.weekday_week),
    _form(("days ago",), rf"\b(?P<n>{SMALL}) (?P<w>{WEEKDAY})s ago\b", timereaders.weekdays_ago, any_case=True),
    _form(
        (
            "today",
            "tonight",
            "yesterday",
            "tomorrow",
            "this morning",
            "this afternoon",
            "this evening",
            "last night",
            "before last",
        ),
        r"\b(?P<t>the day before yesterday|the day after tomorrow|this (?:morning|afternoon|evening)|last night"
        r"|the night before last|today|tonight"
        r"|yesterday|tomorrow)\b(?:\s(?:morning|afternoon|evening|night)\b)?",
        timereaders.today,
        any_case=True,
    ),
    _form((" ago",), rf"\b(?:more|less|fewer) than {SMALL} {UNIT}s? ago\b", timereaders.nothing, any_case=True),
    _form(
        (" ago",),
        rf"\b(?P<n>{SMALL}) (?P<u>{UNIT})s? ago\b(?P<u2> this month\b)?(?P<day> (?:today|to the day)\b)?",
        timereaders.ago,
        any_case=True,
    ),
    _form(
        tuple(f" {unit}" for unit in UNIT[3:-1].split("|")),
        rf"(?<!once )\b(?P<way>in) (?:about |just |another )?(?P<n>{SMALL}) (?P<u>{UNIT})s?\b(?P<u2>(?!))?(?!['’])"
        r"(?! (?:row|time|of|or|to|that|who)\b)",
        timereaders.ahead,
        any_case=True,
    ),
    _form(
        tuple(f"{ending} time" for ending in ("s'", "s’", "'s", "’s")),
        rf"\b(?P<way>in) (?P<n>{SMALL}) (?P<u>{UNIT})(?:s?['’]|['’]s) time\b(?P<u2>(?!))?",
        timereaders.ahead,
        any_case=True,
    ),
    _form(
        ("from now",),
        rf"\b(?P<n>{SMALL}) (?P<u>{UNIT})s? (?P<way>from now)\b(?P<u2>(?!))?",
        timereaders.ahead,
        any_case=True,
    ),
    _form(
        tuple(f"{which} {unit}" for which in ("last", "next", "this") for unit in ("week", "month", "year", "decade")),
        r"\b(?:(?:early|earlier|later|late|mid|the (?:end|middle|beginning|start) of) )?(?P<which>last|next|this)"
        r" (?P<u>week|month|year|weekend|decade)\b(?! of\b)",
        timereaders.period,
        any_case=True,
    ),
    _form(
        ("same", "next", "following", "previous", "before", "later", "earlier"),
        r"\b(?:the (?P<next>next|following)|(?P<same>the same|that same)|the previous)"
        r" (?:day|morning|afternoon|evening|night)\b(?! (?:as|that|of)\b)"
        r"|\bthe day before(?=[^\w\s]|\s*$|\s+(?:and|but|or|when|while|had|was|were|in|at|on|by|from|near|with)\b)"
        rf"|\b(?P<n>{SMALL}) (?P<u>day|week|fortnight)s? (?P<way>later|earlier)\b(?! than\b)",
        timereaders.from_another,
        any_case=True,
    ),
    _form(
        ("the weekend",),
        r"\b(?:at|over|during|for|by|before|since|until|after) the weekend\b",
        timereaders.weekend,
        any_case=True,
    ),
    _form(
        tuple(calendar.SEASONS),
        rf"\b(?:(?P<which>last|next|this|since the|until the|in the|over the|by the) )?"
        rf"(?P<s>{'|'.join(calendar.SEASONS)})\b(?! (?:tide"
        rf"|onion|clean|water|roll|board|back))(?:(?: of)? (?P<y>{YEAR}|['’]\d\d\b))?",
        timereaders.season,
        any_case=True,
    ),
    _form(
        ("quarter",),
        rf"\b(?P<q>first|second|third|fourth|last|final) quarter of (?P<y>{YEAR}|(?:last|this|next) year)",
        timereaders.quarter,
        any_case=True,
    ),
    _form(
        ("quarter",),
        r"\b(?:in|during|for|over|by) the (?P<q>first|second|third|fourth) quarter\b(?! of\b)",
        timereaders.quarter_near,
        any_case=True,
    ),
    _form(
        ("before last", "after next"),
        rf"\b(?:the )?(?P<u>{WEEKDAY}|week|weekend|month|year) (?:(?P<last>before last)|after next)\b",
        timereaders.before_last,
        any_case=True,
    ),
    _form(
        ("last week", "this week", "next week"),
        rf"\b(?P<w>{WEEKDAY}),?(?: of)? (?P<which>last|this|next) week\b",
        timereaders.weekday_of_week,
    ),
    _form(
        ("last week", "this week", "next week"),
        rf"\b(?:from )?(?P<w>{WEEKDAY})(?:{TO}(?<! and ))(?P<w2>{WEEKDAY}),?(?: of)? (?P<which>last|this|next) week\b",
        timereaders.weekdays_of_week,
    ),
    _form(("day the ", "day, the "), rf"\b(?P<w>{WEEKDAY}),? the (?P<d>{DAY})\b(?! of)", timereaders.weekday_on),
    _form(
        ("day in ", "day of "),
        rf"\b(?P<n>first|second|third|fourth|last) (?P<w>{WEEKDAY}) (?:in|of) (?P<m>{WHOLE_MONTH}){OF_YEAR}",
        timereaders.weekday_of_month,
    ),
    *(
        _form(
            ("week of", "week beg", "week start", "week from"),
            rf"\b(?:[Tt]he )?week (?:of|beginning|starting|from) {pattern}{OF_YEAR}",
            timereaders.week_of,
        )
        for pattern in (rf"(?P<d>{DAY}) (?P<m>{MONTH})", rf"(?P<m>{MONTH}) (?P<d>{DAY})\b")
    ),
    *(
        _form(
            ("week to ", "week ending "),
            rf"\b(?:[Tt]he )?week (?:to|ending) {pattern}{OF_YEAR}",
            timereaders.week_to,
        )
        for pattern in (rf"(?P<d>{DAY}) (?P<m>{MONTH})", rf"(?P<m>{MONTH}) (?P<d>{DAY})\b")
    ),
    _form(
        tuple(sorted({name.split("'")[0] for name in (*calendar.FEASTS, *calendar.EASTER, "thanksgiving")})),
        rf"(?<!eve of )\b(?P<f>{FEAST})\b(?:,? (?P<y>{YEAR}))?",
        timereaders.feast,
        any_case=True,
    ),
    _form(
        ("0s", "0's", "0’s"),
        r"(?<!in her )(?<!in his )(?<!in their )(?:\b(?:the )?(?:early|mid|late)[- ])?(?<![\d$£€])(?P<d>(?:1\d"
        r"|20)\d0['’]?s|['’][2-9]0['’]?s)\b",
        timereaders.decade,
    ),
    _form(("ties",), rf"(?<=\bthe )(?P<name>{'|'.join(DECADES)})\b", timereaders.decade_named, any_case=True),
    _form(
        ("century",),
        r"\b(?:the )?(?:early |mid-|late )?(?P<c>\d\d?(?:st|nd|rd|th))[- ]century\b",
        timereaders.century,
        any_case=True,
    ),
    _form(
        ("century",),
        rf"\b(?:the )?(?:early |mid-|late )?(?P<c>{'|'.join(timereaders.CENTURIES)})[- ]century\b",
        timereaders.century,
        any_case=True,
    ),
    _form(
        ("start of the year", "beginning of the year", "middle of the year"),
        r"\b(?:at|since|by|from|before|until) the (?:start|beginning|middle) of the year\b",
        timereaders.end_of_year,
        any_case=True,
    ),
    _form(
        ("end of the year", "half of the year", "year's end", "year’s end"),
        r"\b(?:by|at|before|until|towards?) (?:the end of the year|(?:the )?year['’]s end)\b"
        r"|\bthe (?:first|second|last|latter) half of the year\b",
        timereaders.end_of_year,
        any_case=True,
    ),
    _form(
        tuple(f"{word} {mark}" for word in ("in", "since", "by", "until", "from") for mark in "'’"),
        r"\b(?:in|since|by|until|from|back in) (?P<all>['’](?P<y>\d\d))\b(?!s)",
        timereaders.short_year,
        any_case=True,
    ),
    _form(YEARS, rf"\b[Mm]id-(?P<all>(?P<y>{YEAR})(?P<y2>(?!))?)(?!-\d)", timereaders.years),
    _form(
        YEARS,
        rf"{BEFORE_YEAR}(?P<all>(?<![\w$£€.-])(?P<y>{YEAR})"
        rf"(?:(?:[-–/]|\sto\s|(?<=tween \d{{4}})\sand\s)(?P<y2>{YEAR}|\d\d(?!\d)))?)"
        rf"(?!-\d){NO_UNIT}(?!\s?[ap]\.?m\b)",
        timereaders.years,
    ),
    _form(YEARS, rf"(?:(?<=, )|(?<=\())(?P<y>{YEAR})(?P<y2>(?!))?(?=[,)])", timereaders.years),
    _form(YEARS, rf"(?:(?<=\d\d\d\d, )|(?<=\d\d\d\d and ))(?P<y>{YEAR})(?P<y2>(?!))?{NO_UNIT}", timereaders.years),
    _form(YEARS, rf"\b[Tt]he (?P<all>(?P<y>{YEAR})[-–](?P<y2>{YEAR}|\d\d))(?!\d)", timereaders.years),
    _form(YEARS, rf"{OF_ITS_YEAR} (?P<all>(?P<y>{YEAR})(?P<y2>(?!))?){AFTER_YEAR}", timereaders.years),
    _form(YEARS, rf"\b[Aa]n? (?P<all>(?P<y>{YEAR})(?P<y2>(?!))?){AFTER_A_YEAR}", timereaders.years),
    _form(
        ("n the ", "f the "),
        r"\b(?:[Oo]n|(?:night|evening|morning|afternoon) of) the (?P<d>(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th))\b"
        r"(?P<this> of this month)?(?! [a-z]*(?:floor|day|hole|anniversary|street|birthday|page|try|of)\b)",
        timereaders.day_of_month,
    ),
]
GROUPS = [
    (needs, list(forms)) for needs, forms in groupby(sorted(FORMS, key=lambda one: one.needs), lambda one: one.needs)
]
"""The forms by what they need, which is so looked for once."""
