"""Whether two words are one verb in different forms."""

from __future__ import annotations

from functools import cache

IRREGULAR = """be am is are was were been being|have has had having|do does did done doing|go goes went gone going
say says said saying|make makes made making|take takes took taken taking|come comes came coming|see sees saw seen seeing
get gets got gotten getting|give gives gave given giving|find finds found finding|think thinks thought thinking
tell tells told telling|become becomes became becoming|leave leaves left leaving|feel feels felt feeling
bring brings brought bringing|begin begins began begun beginning|keep keeps kept keeping|hold holds held holding
write writes wrote written writing|stand stands stood standing|hear hears heard hearing|mean means meant meaning
meet meets met meeting|run runs ran running|pay pays paid paying|sit sits sat sitting|speak speaks spoke spoken speaking
lie lies lay lain lying|lead leads led leading|grow grows grew grown growing|lose loses lost losing
fall falls fell fallen falling|send sends sent sending|build builds built building|draw draws drew drawn drawing
break breaks broke broken breaking|spend spends spent spending|rise rises rose risen rising
drive drives drove driven driving|buy buys bought buying|wear wears wore worn wearing
choose chooses chose chosen choosing|know knows knew known knowing|show shows showed shown showing
fly flies flew flown flying|throw throws threw thrown
win wins won winning|teach teaches taught|catch catches caught|fight fights fought fighting|sell sells sold selling
seek seeks sought|sleep sleeps slept sleeping|eat eats ate eaten eating|sing sings sang sung|drink drinks drank drunk
swim swims swam swum|forget forgets forgot forgotten|steal steals stole stolen|shake shakes shook shaken
bear bears bore borne|hide hides hid hidden|ride rides rode ridden|strike strikes struck|sink sinks sank sunk
understand understands understood understanding|withdraw withdraws withdrew withdrawn|bind binds bound|dig digs dug
feed feeds fed feeding|shoot shoots shot shooting|stick sticks stuck|swear swears swore sworn|tear tears tore torn
wake wakes woke woken|wind winds wound|rebuild rebuilds rebuilt rebuilding|deal deals dealt|light lights lit
undergo undergoes underwent undergone|overcome overcomes overcame|mistake mistakes mistook mistaken|lend lends lent
blow blows blew blown blowing|freeze freezes froze frozen|beat beats beaten beating|bite bites bit bitten"""
FORMS = {
    form: line.split()[0] for group in IRREGULAR.splitlines() for line in group.split("|") for form in line.split()
}
VOWELS = "aeiou"


def is_tense(one: str, other: str) -> bool:
    """Say whether two words are different forms of one verb; "cost" and "costs" may be a noun's, so they are not."""
    if one == other or _plural(one, other) or _plural(other, one):
        return FORMS.get(one, one) == FORMS.get(other, other) and one != other and one in FORMS and other in FORMS
    return bool(lemmas(one) & lemmas(other))


@cache
def lemmas(word: str) -> frozenset[str]:
    """Return what a form may be a form of, itself included.

    >>> "vote" in lemmas("voting") and "carry" in lemmas("carried") and "stop" in lemmas("stopped")
    True
    """
    found = {FORMS.get(word, word), word}
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: -len(ending)]
            found |= {stem, stem + "e"}
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
                found.add(stem[:-1])
            if stem.endswith("i"):
                found.add(stem[:-1] + "y")
    return frozenset(found)


def _plural(one: str, other: str) -> bool:
    return other in (one + "s", one + "es", one[:-1] + "ies")
