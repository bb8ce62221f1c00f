"""What a sentence reports in so plain a form that a pattern reads it, of those forms that the model passes over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.clauses import SPEECH, SURE, any_of
from onrecord.extract.clipped import FINITE
from onrecord.extract.found import Found, touch
from onrecord.late import late
from onrecord.terms import Span

_WH = r"(?:whether|if|why|how|what|when|where|who|whom|which|about)\b"
ASKED = late(
    rf"(?P<cue>Asked|Pressed|Questioned|Quizzed)(?:\sby\s(?P<source>[^,.;:“”\"]{{2,60}}?))?(?:\s[\w\s]{{2,30}}?,?)??\s"
    rf"(?P<content>{_WH}[^.;:!?“”\"]+?),\s(?=\S+\s)"
)
RAISED = late(
    r"(?P<first>[A-Z][^,.;:?!“”\"]{1,80}?)\s(?P<cue>(?:is|are|was|were)\s(?:widely\s|also\s)?"
    r"(?:said|reported|alleged|rumoured|rumored|claimed|reputed))\s(?P<content>to\s[^.;:?!“”\"]+)"
)
TOLD_BY = late(
    r"[A-Z][^,;:?!“”\"]{1,60}?\s(?P<cue>(?:was|were|has been|have been|had been)\s(?:told|informed|warned|advised"
    r"|assured|asked|ordered|instructed|urged))\sby\s(?P<source>[^,;:?!“”\"]{2,60}?)\s"
    r"(?P<content>(?:that|to|not to|whether|why|how)\s[^.;?!“”\"]+)"
)
IN_WORDS = late(
    r"[A-Z][^,.;:?!“”\"]{1,80}?,?\s(?P<cue>in the words of)\s(?P<source>[^.;:?!“”\"]{2,80}?),\s"
    r"(?P<content>[“\"‘«][^.;?!]+)"
)
NOBODY = late(
    r"(?:[^.;:?!“”\"]*?[,;]\s(?:and\s|but\s))?"
    r"(?P<source>(?:[Nn]o one|[Nn]obody)(?:\s(?:at|in|on|from|of)\s[^,.;:]{2,40}?)?)\s"
    r"(?P<cue>(?:has|have|had)\s(?:yet\s)?(?:told|said|explained|asked|announced|confirmed)|(?:said|told|explained))\s"
    r"(?:[^,.;:?!“”\"]{2,60}?\s)?(?P<content>(?:that|whether|why|how|what|when|where|who)\s[^.;:?!“”\"]+)"
)
CALLED_BY = late(
    r"(?P<first>[A-Z][^,.;:?!“”\"]{1,80}?)\s(?P<cue>(?:has\sbeen|have\sbeen|had\sbeen|was|were|is|are)\s(?:\w+ly\s|once\s|also\s)?"
    r"(?:called|described|dubbed|labelled|labeled|branded|denounced|hailed|praised|dismissed|condemned))\s"
    r"(?:(?P<content>(?:as\s)?[“\"‘«][^“”\"\n]{2,120}[”\"’»])\sby\s(?P<source>[^.;:?!“”\"]{2,80})"
    r"|by\s(?P<source_2>[^.;:?!“”\"]{2,60}?)\s(?P<content_2>as\s[^.;:?!\n]+))"
)
_NOUN = r"(?:(?:[A-Z]|the\s|an?\s|his\s|her\s|its\s|their\s)[^,.;:?!“”\"]{1,50}?|he|she|they|it)"
ASIDE = late(
    rf"(?P<first>[A-Z][^,.;:?!“”\"\n]{{1,80}}),\s(?:(?P<source>{_NOUN})\s(?P<cue>{any_of(SPEECH)})|(?P<cue_2>{any_of(SPEECH)})\s"
    rf"(?P<source_2>{_NOUN})),\s(?P<content>[^.;:?!“”\"]+)"
)
BRIEF = late(
    r"(?P<source>(?:(?:The|His|Her|Its|Their|My|Our|An?|[A-Z])[^,.;:?!“”\"\n]{0,60}?[’']s|[A-Z][^,.;:?!“”\"\n]{0,60}?s[’']"
    r"|His|Her|Its|Their|My|Our))\s"
    r"(?:\w+\s)?(?P<cue>conclusion|verdict|answer|reply|response|message|advice|explanation|argument|warning|view|finding|point"
    r"|recommendation|promise|reasoning|summary|theory|assessment)\s(?:[^,.;:?!“”\"\n]{1,50}?\s)?(?:is|was|remains|ran|went)"
    rf"(?:\s(?!(?:an?|the)\s)[^,.;:?!“”\"\n]{{1,40}})?:\s(?P<content>[^.;:?!“”\"‘«\n]*?{FINITE.pattern}[^.;:?!“”\"‘«\n]*)"
)
PLAIN = (ASKED, RAISED, TOLD_BY, IN_WORDS, NOBODY, CALLED_BY, ASIDE, BRIEF)
ADDING = late(
    r",\s(?P<cue>adding|insisting|arguing|warning|noting|claiming|explaining|predicting|saying|stressing|admitting|conceding"
    r"|promising|complaining)\s(?:[^,.;:?!“”\"\n]{1,50}?\s)?(?P<content>that\s[^.;:?!“”\"\n]+)"
)


def added(text: str, sentence: Span, there: Sequence[Found]) -> list[Found]:
    """Return what is said besides: "Lund said it was shut, adding with a shrug that it was cold"."""
    adding = ADDING.search(text, *sentence)
    host = next((one for one in there if one.source and one.cue), None) if adding else None
    if adding is None or host is None:
        return []
    one = read(adding)._replace(source=host.source)
    taken = any(touch(one.cue, other.cue) or touch(one.content, other.content) for other in there)
    return [] if taken or host.cue[0].start > one.cue[0].start else [one]


def read(said: re.Match[str], content: tuple[Span, ...] = ()) -> Found:
    """Return the attribution that a pattern's groups name."""
    parts = {name.removesuffix("_2"): Span(*said.span(name)) for name, words in said.groupdict().items() if words}
    source, first, told = ((parts[name],) if name in parts else () for name in ("source", "first", "content"))
    return Found(source, (parts["cue"],), content or (*first, *told), SURE)
