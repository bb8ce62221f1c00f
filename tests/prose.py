"""Words of no language, for texts that share nothing by chance."""

import random
import re

from onrecord.link.passages import words_of
from onrecord.terms import Article, Span


def prose(seed, count):
    """So many words, other ones for each seed."""
    rng = random.Random(seed)
    return " ".join("".join(rng.choices("abdefgiklmnoprstu", k=rng.randrange(2, 9))) for _ in range(count))


def words(text):
    """The words of a text whose paragraphs have empty lines between them."""
    return words_of(text, Article(tuple((Span(*part.span()),) for part in re.finditer(r"(?:.+\n?)+", text))))
