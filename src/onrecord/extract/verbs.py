"""The forms of English verbs: irregular ones by name, the others by rule."""

from __future__ import annotations

IRREGULAR = {
    "say": "said",
    "tell": "told",
    "think": "thought",
    "know": "knew known",
    "feel": "felt",
    "mean": "meant",
    "write": "wrote written",
    "swear": "swore sworn",
    "forbid": "forbade forbidden",
    "understand": "understood",
    "see": "saw seen",
    "speak": "spoke spoken",
    "undertake": "undertook undertaken",
    "forget": "forgot forgotten",
    "find": "found",
    "foresee": "foresaw foreseen",
    "hear": "heard",
    "learn": "learnt",
    "dream": "dreamt",
    "bid": "bade bidden",
    "withhold": "withheld",
    "read": "",
    "put": "",
}
VOWELS = "aeiou"


def forms(verb: str) -> set[str]:
    """Return a verb's forms; where a last consonant may be doubled, with it doubled and not.

    >>> sorted(forms("deny")), sorted(forms("beg"))
    (['denied', 'denies', 'deny', 'denying'], ['beg', 'beged', 'begged', 'begging', 'beging', 'begs'])
    """
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        found = {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    elif verb.endswith("e"):
        found = {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    else:
        ends = {verb} | ({verb + verb[-1]} if verb[-1] not in VOWELS + "wxyh" and verb[-2:-1] in VOWELS else set())
        found = {verb, verb + ("es" if verb.endswith(("s", "x", "z", "sh", "ch")) else "s")}
        found |= {end + ending for end in ends for ending in ("ed", "ing")}
    return found | set(IRREGULAR.get(verb, "").split())
