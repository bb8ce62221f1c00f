"""Makes articles with all that could be found in them, their spans true by construction; imports nothing of onrecord.

Words are drawn as often as words of a language are (Zipf), the commonest of them English and the others made of
syllables; every tenth article or so is a copy of an earlier one. Few people speak very often and many once, and more of
them the more articles there are. What is made of a seed does not depend on how many articles are asked for.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, count

from plain_words import PLAIN

SYLLABLES = ("ba", "co", "den", "el", "fir", "gan", "hol", "in", "jor", "ka", "lun", "mer", "nis", "or", "pel", "qua")
VOCABULARY = 20_000
OUTLETS = 40
COPIES = 0.1
FIRST_DAY, DAYS, A_FEW_DAYS = date(2010, 1, 1), 90 * 365, 4
A_DAY = 8
"""Articles of a day: more of them are of a longer time, not of fuller days."""
PARAGRAPHS = 12
STATEMENTS = 8
FORMS = ("“{words},” said {name}.", "{name} said that {words}.", "According to {name}, {words}.")
CUES = ("said", "said", "According to")


@dataclass(slots=True)
class Statement:
    """Who said what, as spans of the article's text."""

    kind: str
    source: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[int, int]
    name: str


@dataclass(slots=True)
class Made:
    """An article: ``body`` holds a span a paragraph."""

    id: str
    title: str
    outlet: str
    published: str
    text: str
    body: list[tuple[int, int]] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


def articles(seed: int) -> Iterator[Made]:
    """Yield articles without end."""
    rng = random.Random(seed)
    words = [*PLAIN, *(word(n) for n in range(VOCABULARY - len(PLAIN)))]
    weights = list(accumulate(1 / (n + 2) for n in range(VOCABULARY)))
    earlier: list[Made] = []
    for number in count():
        if earlier and rng.random() < COPIES:
            model = rng.choice(earlier)
            made = Made(f"n{number}", model.title, "", "", model.text, model.body, model.statements)
        else:
            made = _article(number, rng, words, weights)
        made.outlet = f"The {word(rng.randrange(OUTLETS) + 500).capitalize()} Post"
        made.published = str(FIRST_DAY + timedelta(number // A_DAY % DAYS + rng.randrange(A_FEW_DAYS)))
        earlier = [*earlier[-200:], made]  # a story is copied within days
        yield made


def word(number: int) -> str:
    """Return a word, another for each number."""
    out = ""
    while True:
        number, at = divmod(number, len(SYLLABLES))
        out += SYLLABLES[at]
        if not number:
            return out
        number -= 1


def name(number: int) -> str:
    """Return a person's name, another for each number."""
    return f"{word(number % 900 + 300).capitalize()} {word(number + 5000).capitalize()}"


def _article(number: int, rng: random.Random, words: list[str], weights: list[float]) -> Made:
    made = Made(f"n{number}", " ".join(rng.choices(words, cum_weights=weights, k=7)).capitalize(), "", "", "")
    for paragraph in range(PARAGRAPHS):
        begins = len(made.text)
        drawn = " ".join(rng.choices(words, cum_weights=weights, k=rng.randrange(15, 45)))
        if paragraph < STATEMENTS:
            _say(made, rng, name(int(rng.paretovariate(0.6)) % (10 + number // 4)), drawn)
        else:
            made.text += f"{drawn.capitalize()}."
        made.body.append((begins, len(made.text)))
        made.text += "\n\n"
    return made


def _say(made: Made, rng: random.Random, who: str, words: str) -> None:
    at = rng.randrange(len(FORMS))
    begins = len(made.text)
    said = FORMS[at].format(words=words, name=who)
    made.text += said
    content = said.index(words)
    around = (content - 1, content + len(words) + 2) if at == 0 else (content, content + len(words))
    parts = {"content": around, "source": _place(said, who), "cue": _place(said, CUES[at])}
    spans = {part: (start + begins, end + begins) for part, (start, end) in parts.items()}
    made.statements.append(Statement("direct" if at == 0 else "indirect", name=who, **spans))


def _place(said: str, words: str) -> tuple[int, int]:
    start = said.rindex(words) if words != CUES[2] else 0
    return start, start + len(words)
