"""Makes copies of articles whose lineage is known by construction; imports nothing of onrecord.

What is a copy, and what is none, is settled here before any program is run on it:

- A copy is made of one original by edits (``EDITS``), one or several. At least ``OWN`` of its words are the original's
  (noise and all), and they are at least 30 % of the original, less a hair for dropped words. It is published after it.
- A copy of a copy has the lineage of the first original.
- An article that quotes two paragraphs of another is no copy of it: those are less than ``EXCERPT`` of its words.
- Articles of three outlets on one event, which quote the same speeches, are no copies of one another.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

OWN = 0.6
EXCERPT = 0.35
LEAST_WORDS = 100
"""Of an original."""
CONFUSED = ("rn m", "m rn", "l 1", "e c", "o 0", "h b", "i l", "u n", "cl d", "a o", "s 5", "t f", "vv w", "b 6")
"""What a reader of print takes for what."""
TOWNS = ("Ashmouth", "Brackwater", "Corrieburn", "Dunvale", "Eastholm", "Fenwick Bay", "Garrowby", "Hallsand")
MATTERS = ("budget", "vote", "inquiry", "hearing", "report", "ruling", "speech", "deal")


@dataclass(frozen=True, slots=True)
class Made:
    """An article with its truth: ``lineage`` is the id of the earliest of its group, ``taken_from`` of its model."""

    id: str
    text: str
    title: str
    published: str
    outlet: str
    lineage: str
    taken_from: str | None = None
    edits: str = ""

    def row(self) -> dict[str, str]:
        """Return what a program is given of it."""
        return {key: getattr(self, key) for key in ("id", "text", "title", "published", "outlet")}


Pool = Sequence[str]
"""Paragraphs of other articles."""
Edit = Callable[[str, random.Random, Pool], str]


def originals(path: Path) -> list[Made]:
    """Return the articles of a .jsonl or .jsonl.gz file, an "id" and a "text" a line, those too short left out."""
    with gzip.open(path, "rt", encoding="utf-8") if path.name.endswith(".gz") else path.open(encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, filter(str.strip, lines)) if "id" in row and "text" in row}
    return [
        Made(id, row["text"], row.get("title") or "", _day(row), row.get("publisher") or row.get("outlet") or "", id)
        for id, row in rows.items()
        if words(row["text"]) >= LEAST_WORDS
    ]


def _day(row: dict[str, str]) -> str:
    found = re.match(r"\d{4}-\d\d-\d\d", row.get("published") or row.get("date") or "")
    return found[0] if found else "2011-05-02"


def words(text: str) -> int:
    """Return how many words a text has: what stands between white space."""
    return len(text.split())


def copies(articles: Sequence[Made], edits: Sequence[str], counts: Sequence[int], rng: random.Random) -> Iterator[Made]:
    """Yield the articles, and of each so many copies, drawn from ``counts``, each by one or several of ``edits``."""
    pool = paragraphs(articles)
    for article in articles:
        yield article
        made = [article]
        for n in range(rng.choice(counts)):
            edit = rng.choice(edits)
            model = rng.choice(made) if edit == "copy of a copy" else article
            copy = replace(
                model,
                id=f"{article.id}-{n}",
                text=edited(model.text, edit, rng, pool),
                published=(date.fromisoformat(model.published) + timedelta(rng.randrange(1, 6))).isoformat(),
                outlet=f"The {rng.choice(TOWNS)} Gazette",
                title=headline(rng),
                lineage=article.id,
                taken_from=model.id,
                edits=edit,
            )
            made.append(copy)
            yield copy


def edited(text: str, edit: str, rng: random.Random, pool: Pool) -> str:
    """Return a text after one edit, or after several."""
    if edit == "copy of a copy":
        return noise(cut(text, rng, "end", rng.uniform(0.1, 0.3)), rng, rng.uniform(0.01, 0.03))
    if edit == "all at once":
        text = noise(cut(text, rng, rng.choice(("end", "start", "middle"))), rng)
        return lead(added(text, rng, pool, room=0.26), rng, pool, room=0.26)  # 1 / 1.26 / 1.26 is more than OWN
    return EDITS[edit](text, rng, pool)


def cut(text: str, rng: random.Random, where: str, share: float | None = None) -> str:
    """Return a text without 10 to 70 % of its words: those at its end, its start or in its middle."""
    places = [match.start() for match in re.finditer(r"\S+", text)]
    gone = round(len(places) * (rng.uniform(0.1, 0.7) if share is None else share))
    first = {"start": 0, "end": len(places) - gone, "middle": rng.randrange(1, max(2, len(places) - gone))}[where]
    after = text[places[first + gone] :] if first + gone < len(places) else ""
    return text[: places[first]] + after


def noise(text: str, rng: random.Random, rate: float | None = None) -> str:
    """Return a text with 1 to 10 % of its words read wrongly, dropped or doubled."""
    rate = rng.uniform(0.01, 0.1) if rate is None else rate
    return re.sub(r"(\S+)(\s*)", lambda word: _blurred(word, rng) if rng.random() < rate else word[0], text)


def _blurred(word: re.Match[str], rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.15:
        return ""
    if kind < 0.3:
        return f"{word[1]} {word[0]}"
    if kind < 0.4:
        return word[1]  # it runs into the next
    at = rng.randrange(len(word[1]))
    confused = [pair.split() for pair in CONFUSED if pair.split()[0] in word[1]]
    if confused and kind < 0.85:
        return word[1].replace(*rng.choice(confused), 1) + word[2]
    return word[1][:at] + rng.choice(("", "x", "e", "t")) + word[1][at + 1 :] + word[2]


def headline(rng: random.Random) -> str:
    """Return a headline that no original has."""
    return f"{rng.choice(TOWNS)} watches {rng.choice(MATTERS)} as {rng.choice(TOWNS)} waits for {rng.choice(MATTERS)}"


def paragraphs(articles: Iterable[Made]) -> list[str]:
    """Return paragraphs of 20 to 80 words, to be added to other articles."""
    return [
        paragraph
        for article in articles
        for paragraph in re.split(r"\n\s*\n", article.text)
        if 20 <= words(paragraph) <= 80
    ]


def lead(text: str, rng: random.Random, pool: Pool, *, room: float = 1 / OWN - 1) -> str:
    """Return a text with a local paragraph before it."""
    return "\n\n".join([*_others(text, rng, pool, 1, room), text])


def added(text: str, rng: random.Random, pool: Pool, *, room: float = 1 / OWN - 1) -> str:
    """Return a text with one to three paragraphs more, between its own."""
    own = text.split("\n\n")
    for paragraph in _others(text, rng, pool, rng.randrange(1, 4), room):
        own.insert(rng.randrange(len(own) + 1), paragraph)
    return "\n\n".join(own)


def _others(text: str, rng: random.Random, pool: Pool, count: int, room: float) -> list[str]:
    """Return paragraphs of other articles, of at most ``room`` words for each word of the text."""
    chosen: list[str] = []
    for paragraph in rng.sample(pool, min(len(pool), 5 * count)):
        fits = words(" ".join([*chosen, paragraph])) <= room * words(text)
        if fits and len(chosen) < count and paragraph not in text:
            chosen.append(paragraph)
    return chosen


EDITS: dict[str, Edit] = {
    "cut at the end": lambda text, rng, pool: cut(text, rng, "end"),
    "cut at the start": lambda text, rng, pool: cut(text, rng, "start"),
    "cut in the middle": lambda text, rng, pool: cut(text, rng, "middle"),
    "word noise": lambda text, rng, pool: noise(text, rng),
    "headline": lambda text, rng, pool: f"{headline(rng)}\n\n{text}",
    "local lead": lead,
    "added paragraphs": added,
}


def invented(articles: Sequence[Made], count: int, rng: random.Random) -> Iterator[Made]:
    """Yield so many originals of 150 to 450 words: each word follows on the one before as it does in some article."""
    after: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        for one, other in pairwise(article.text.split()):
            after[one].append(other)
    begins = sorted(after)
    for n in range(count):
        text, word = [], rng.choice(begins)
        for _ in range(rng.randrange(150, 451)):
            word = rng.choice(after[word]) if after[word] else rng.choice(begins)
            text.append(word + "\n\n" if word.endswith(".") and rng.random() < 0.4 else word + " ")
        day = date(2011, 1, 1) + timedelta(rng.randrange(1000))
        yield Made(f"n{n:06}", "".join(text).strip(), headline(rng), day.isoformat(), "The Invented", f"n{n:06}")


def excerpts(articles: Sequence[Made], hosts: Sequence[Made], rng: random.Random) -> Iterator[Made]:
    """Yield each host with two paragraphs of an article quoted in it: no copy of that, and of its own lineage."""
    by_id = defaultdict(list, {article.id: _pairs(article.text) for article in articles})
    for host in hosts:
        fitting = [
            pair for pairs in by_id.values() for pair in pairs if words(pair) < EXCERPT * words(host.text + pair)
        ]
        own = host.text.split("\n\n")
        own.insert(rng.randrange(1, len(own) + 1), f"In the words of another paper: “{rng.choice(fitting)}”")
        yield replace(host, text="\n\n".join(own), edits="excerpt")


def _pairs(text: str) -> list[str]:
    own = re.split(r"\n\s*\n", text)
    return [f"{one}\n\n{other}" for one, other in pairwise(own) if words(one) + words(other) >= 40]
