"""Patterns of furniture, as tables of what pages everywhere say: no outlet's name stands here."""

from __future__ import annotations

import re


def _any(*patterns: str) -> str:
    return "|".join(patterns)


CONTROL = re.compile(  # a line of a page's own machinery, of a dozen words at most: the whole line matches
    _any(
        # what has not loaded, or is paid for
        r"(?:now )?loading\b.*|.{0,20} not loading\?.*|please wait.*",
        r"advertisement|ads?|sponsored(?: content)?|promoted",
        r"\[?(?:embedded|embed) ?(?:content|video|tweet|media)?\]?",
        # what to do with the article
        r"share(?: this)?(?: (?:article|story|post|page|on|via|with) ?.*)?|tweet(?: this)?|\d+ shares?",
        r"print(?: this)?(?: (?:article|page))?|e-?mail(?: (?:this|article|link).*)?|copy link.*",
        r"save(?: (?:article|for later|story))?|like(?: this)?:?|follow(?: us)?(?: on .*)?|bookmark.*|permalink",
        r"(?:also )?on facebook|facebook|twitter|whatsapp|instagram|linkedin|reddit|telegram|pinterest|youtube",
        r"report (?:a typo|an error).*|attached documents?.*|download(?: (?:the|this|as|pdf|article))?\b.*",
        r"listen to this (?:article|story).*|(?:play|pause|mute|unmute|watch)(?: (?:the )?video)?",
        r"\d+[ -]min(?:ute)?s?(?:['’])? (?:read|listen)",
        # where else to go
        r"(?:story|article|post) continues(?: below)?.*|scroll (?:down )?(?:to|for) .*|continue reading.*",
        r"end of (?:article|content).*",
        r"(?:read|see|watch|listen|find out|learn|show|view|load)(?: it)?(?: more| all| also| next| now| less)\b.{0,8}",
        r"related(?: (?:articles?|stor(?:y|ies)|posts?|content|topics?|coverage|links?|news))?:?",
        r"more:?|more (?:from|on|in|stories|news)\b.{0,40}|view (?:image|gallery|comments).*",
        r"(?:most|trending|recommended|popular|editors?['’]s? picks?|up next|latest news)\b.{0,25}",
        r"you (?:may|might) also like.{0,5}",
        r"close|next|prev(?:ious)?|(?:newer|older|next|previous) (?:post|article|story|page)s?:?",
        r"skip to .*|back to .{0,20}|(?:to )?top|menu|search|home(?:page)?",
        # what the page is and where one is in it
        r"(?:this )?(?:image|photo|slide|picture|page) \d+ (?:of|/) \d+.*|page \d+(?: of \d+)?",
        r"[-–—\s]*\d{1,4}[-–—\s]*|\d+ ?/ ?\d+",
        r"(?:tags?|topics?|filed under|categor(?:y|ies)|labels?|keywords?|posted in|in this article)\s*:.*",
        # accounts and rules
        r"(?:log|sign) ?(?:in|out|up)(?: .{0,30})?|subscribe(?: .{0,40})?|register(?: now)?|donate(?: now)?",
        r"(?:accept|reject|manage)(?: all)?(?: cookies)?|cookie (?:policy|settings).*|privacy(?: policy)?",
        r"terms(?: of (?:use|service))?",
    ),
    re.IGNORECASE,
)
SEE = re.compile(  # a pointer to another article, with its title
    r"(?:read more|read also|also read|read|related|see also|more|watch|listen|don['’]t miss|also on [\w.]+|must read)"
    r"\s*[:|»>]\s*\S",
    re.IGNORECASE,
)
FILE = re.compile(  # a file to download, with its type and size
    r"\.(?:pdf|docx?|odt|epub|zip|mp3|mp4)\b.*\(|\((?:pdf|docx?|epub|mp3)\b[^)]*\d|\[->|\b\d+(?:[.,]\d+)? ?[KM]i?B\)",
    re.IGNORECASE,
)
COMMENTS = re.compile(
    r"(?:(?:\d+|no|view|show|all|leave a|post a|add a|write a)\s)?(?:comments?|repl(?:y|ies)|responses?)(?: \(?\d+\)?)?"
    r"(?: (?:on|to) .{1,150})?\s*:?",
    re.IGNORECASE,
)
URL = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|info|example)(?:/\S*)?", re.IGNORECASE
)

_PICTURE = (
    r"(?:photo(?:graph)?|image|picture|illustration|graphic|screen ?(?:grab|shot)|video|caption|credit|cartoon)s?"
)
_INSIDE = r"[^\[\]()]*"
CREDIT_FIRST = re.compile(  # "Photo: ...", "Photograph by ..."
    rf"(?:[\w-]+ )?{_PICTURE}(?: (?:source|credit|courtesy|by|from|via))*\s*[:|/©]\s*\S"
    rf"|(?:file |stock )?{_PICTURE}s? (?:by|courtesy|via|credit)\b.{{1,80}}$",
    re.IGNORECASE,
)
CREDIT_LAST = (
    re.compile(  # "... [AB Photo/...]", "... (Photo by ...)", "... (File photo)"
        rf"[\[(](?:{_INSIDE}\b{_PICTURE}\s*(?:[:/©]|by|courtesy|credit){_INSIDE}|{_INSIDE}/\s?{_INSIDE}\b{_PICTURE}"
        rf"|(?:file|stock|handout)? ?{_PICTURE})[\])]\.?$",
        re.IGNORECASE,
    ),
    re.compile(  # "... (Name/Agency)", "... (Courtesy of Name)"
        r"[\[(](?:[^\[\]()/]{2,40}(?:/[^\[\]()/]{2,40}){1,2}|(?:courtesy|credit)\b[^\[\]()]{2,60}"
        r"|[^\[\]()]{0,40}via [A-Z][^\[\]()]{2,40})[\])]\.?$"
    ),
    re.compile(  # "... on Tuesday. Photo: Name"
        r"[.!?…”\"]\s+(?:[Ff]ile )?(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture|[Ii]llustration|Credit)s?(?: credit| by)?"
        r":? ?(?:[A-Z©]|by)[^.!?]{2,60}\.?$"
    ),
    re.compile(r"[.!?…”\"]\s+[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3} ?/ ?[A-Z][\w.'’ -]{2,40}$"),  # "... . Name/Agency"
)

_PIECE = r"(?:article|story|piece|post|essay|report|interview|column|text|page)"
_REUSED = r"(?:reproduced|reprinted|republished|reposted)"
NOTICE = re.compile(  # said of the article or its outlet, at the head or the foot of a text
    _any(
        r"all rights reserved|^©|^\(c\) |©\s*(?:19|20)\d\d|^copyright\b|\bcopyright (?:©|\(c\)|(?:19|20)\d\d)",
        r"\bunder (?:a|the) creative commons|\bcreative commons .{0,40}licen[cs]e|\bcc[ -]by\b",
        rf"\b(?:can|may)(?: not)? be {_REUSED}|\b{_REUSED} (?:here )?(?:with|by|under|from|courtesy)\b",
        r"^[A-Z].{1,60} is published (?:by|under)\b",
        rf"^.{{0,30}}\bthis {_PIECE}\b.{{0,60}}\b(?:appeared|published|updated|corrected|amended|translated)\b",
        r"^(?:first|originally|previously) (?:published|appeared|posted)\b|^to be (?:published|continued)\b",
        rf"^[*(\[]?(?:this )?{_PIECE} (?:is |was )?(?:supplied|provided|syndicated)\b",
        r"^printed (?:for|from)\b|\bnot for resale\b",
        r"^(?:translated|transcribed) (?:by|from)\b|\bdo(?:es)? not (?:necessarily )?(?:reflect|represent)\b",
        r"\b(?:views|opinions) expressed\b|\bnot for (?:re)?publication\b|^(?:issn|isbn|doi)\b",
        r"^[\[(]?(?:additional |further )?(?:reporting|writing|editing|research|photography|graphics?) by",
        r"^[\[(]?(?:(?:compiled|edited) by|with (?:additional )?reporting (?:by|from)|with files from|source:)",
        r"^[\[(]?[A-Z][\w.'’, -]{2,80} contributed (?:reporting|to this)",
    ),
    re.IGNORECASE,
)
CONTACT = re.compile(  # what a reader is asked to do
    _any(
        r"to (?:contact|reach|e-?mail|write to) |(?:follow|find|join|like|connect with) [\w ]{1,40} (?:on|at) ",
        r"(?:subscribe|sign up|donate|support us|support our|become a|join our|join us|click here|download our)\b",
        r"(?:have a tip|get in touch|letters? to the editor|tell us|what do you think)\b",
        r"(?:like|enjoy|enjoyed|love) this |get (?:the|our|your) (?:latest|best|day['’]s|free|daily|weekly) ",
        r"send (?:us|your|tips|letters|news) ",
    ),
    re.IGNORECASE,
)
END_MARK = re.compile(r"(?:[#*~•·■□▪◆●—–=_\s-]{1,40}|-\s?30\s?-|ends?|\(?ends\)?|the end|fin)$", re.IGNORECASE)
SIGN_OFF = re.compile(  # "(Valley Wire)", "— Valley Wire", "(Reporting by Ada Quill; editing by Bo Reyes)"
    r"[(\[](?:[A-Z]{2,6}|[A-Z][\w.&'’]*(?:[ /-][A-Z&][\w.&'’]*){1,3})[)\]]"
    r"|[(\[]?(?i:reporting|writing|editing) by [A-Z].{2,120}"
)
