"""Articles in which remarks come out in several ways, with the truth of which is whose, and how it stands to the rest.

Imports nothing of the program and shares no word list with it. Remarks are written for the purpose
(``families_words``), or are quotations in the texts of a JSON Lines file read at run time; speakers, outlets and days
are invented. Printed as JSON Lines: an article a line, with "statements" as `onrecord extract` has them, and of each
"families" (two of one that is spliced), "relations" and "changes" to the remark's own words, and "covered", which is
false for words that stand in quotation marks and belong to no statement.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import families_words as words_of
from families_variants import CHANGES, CUTS, Variant, altered, cut, sentences, spliced, straight

FILLER = (
    "It was {x} in {P} when {y} came up the hill with {z}.",
    "On the way back {y} spoke of {z} and of nothing else, {x} as that may be.",
    "Nobody in the hall had brought {z}; {y} had, and it was {x}.",
    "By evening {z} had been forgotten, and {y} went home, {x} and tired.",
    "Those who wanted {z} found {y} at the door, {x} as ever.",
)
MOODS = "cold late quiet windy odd dusty bright crowded dull merry damp brisk stern pale".split()
WHO = (
    "a postman|the caretaker|two cyclists|a choir|the clerk|a photographer|some pupils|a retired pilot|the cook".split(
        "|"
    )
)
WHAT = "a ladder|three umbrellas|the minutes|a box of plums|old maps|a lantern|a bag of nails|the wrong keys".split("|")
SAID = ("said", "told the meeting", "said afterwards", "said on the steps")
SHARE = 0.75
"""How often an article has a remark of its story at all."""
WAYS = {
    "identical": 5,
    "cut": 5,
    "altered": 7,
    "spliced": 3,
    "other speaker": 1,
    "report": 5,
    "uncovered": 1,
    "nobody": 1,
}


@dataclass
class Remark:
    """What somebody said, and the family that this makes."""

    family: str
    words: str
    speaker: str
    reports: tuple[str, ...] = ()
    broken: bool = False
    """Whether the first article breaks it with its cue."""


@dataclass
class Story:
    """What several articles are about."""

    number: int
    day: date
    names: dict[str, str]
    topic: words_of.Topic
    remarks: list[Remark]
    others: list[Remark] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)


class Writer:
    """An article as it is being written, paragraph by paragraph."""

    def __init__(self, curly: bool) -> None:
        self.text = ""
        self.curly = curly
        self.broken = False
        self.statements: list[dict[str, Any]] = []

    def plain(self, words: str) -> None:
        """Add a paragraph without a statement."""
        self.text += words + "\n\n"

    def quoted(self, words: str, source: str, cue: str) -> dict[str, Any]:
        """Add a paragraph with a direct quotation, at times broken by its cue."""
        words = words if self.curly else straight(words)
        parts = sentences(words)
        self.broken = len(parts) > 1 and len(self.statements) % 3 == 1
        opening, closing = "“”" if self.curly else '""'
        first = parts[0] if self.broken else words
        rest = words[len(first) :].strip()
        start = len(self.text)
        first = first[:-1] + "," if first[-1] in "." else first if first[-1] in ",!?" else first + ","
        self.text += f"{opening}{first[0].upper()}{first[1:]}{closing}"
        content = [[start, len(self.text)]]
        spans = self._attributed(" ", source, cue)
        if rest:
            self.text += ". "
            content.append([len(self.text), len(self.text) + len(rest) + 2])
            self.text += f"{opening}{rest}{closing}"
        self.text += "\n\n" if rest else ".\n\n"
        return self._found("direct", spans, content)

    def reported(self, words: str, source: str) -> dict[str, Any]:
        """Add a paragraph with an indirect report."""
        start = len(self.text)
        self.text += f"{source} said "
        spans = ([[start, start + len(source)]], [[start + len(source) + 1, len(self.text) - 1]])
        words = words if words.startswith("that ") else f"that {words}"
        content = [[len(self.text), len(self.text) + len(words)]]
        self.text += f"{words}.\n\n"
        return self._found("indirect", spans, content)

    def uncovered(self, words: str) -> dict[str, Any]:
        """Add a paragraph with words in quotation marks that nobody is said to have said."""
        words = words if self.curly else straight(words)
        opening, closing = "“”" if self.curly else '""'
        self.text += "On a banner over the door stood "
        content = [[len(self.text), len(self.text) + len(words) + 2]]
        self.text += f"{opening}{words}{closing} in red letters.\n\n"
        found = self._found("direct", ([], []), content)
        found["covered"] = False
        return found

    def _attributed(self, gap: str, source: str, cue: str) -> tuple[list[list[int]], list[list[int]]]:
        at = len(self.text) + len(gap)
        self.text += f"{gap}{source} {cue}"
        return [[at, at + len(source)]], [[at + len(source) + 1, len(self.text)]]

    def _found(
        self, kind: str, spans: tuple[list[list[int]], list[list[int]]], content: list[list[int]]
    ) -> dict[str, Any]:
        found = {"kind": kind, "source": spans[0], "cue": spans[1], "content": content, "covered": True}
        self.statements.append(found)
        return found


def articles(given: Sequence[str], stories: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield articles, shuffled.

    Args:
        given: quotations; every third story is made of these while they last.
        stories: how many stories.
        seed: another truth for each.
    """
    rng = random.Random(seed)
    given = rng.sample(given, len(given))
    people = [f"{first} {last}" for first in words_of.FIRST for last in words_of.LAST]
    rng.shuffle(people)
    made: list[dict[str, Any]] = []
    late: list[tuple[Story, Remark]] = []
    for number in range(stories):
        story = _story(number, given[number * 4 : number * 4 + 4] if number % 3 == 0 else [], people, rng)
        late += [(story, remark) for remark in story.remarks[:1] if len(remark.words.split()) >= 14]
        made += _told(story, rng)
    for n, (story, remark) in enumerate(late[:: max(1, len(late) // 12)]):
        made.append(_remembered(n, story, remark, rng))
    rng.shuffle(made)
    yield from made


def _story(number: int, given: Sequence[str], people: list[str], rng: random.Random) -> Story:
    topic = words_of.TOPICS[number % len(words_of.TOPICS)]
    low = rng.randint(3, 40)
    names = {
        "P": rng.choice(words_of.PLACES),
        "O": rng.choice(words_of.BODIES),
        "A": str(low),
        "B": str(low + rng.randint(3, 50)),
    }
    speakers = [people.pop() for _ in range(4)]
    names["W"] = speakers[0].split()[-1]
    story = Story(
        number,
        date(2015, 1, 5) + timedelta(days=number // len(words_of.TOPICS) * 40 + rng.randrange(0, 20)),
        names,
        topic,
        [],
        speakers=speakers,
    )
    whose = (0, 0, 1, 2)
    for n, remark in enumerate(topic.remarks):
        words, reports = remark.words.format(**names), tuple(one.format(**names) for one in remark.reports)
        if given and n < len(given):
            words, reports = given[n], ()
        story.remarks.append(Remark(f"{number}/{n}", words, speakers[whose[n]], reports))
    _near_misses(story, rng)
    return story


def _near_misses(story: Story, rng: random.Random) -> None:
    """Give a story what looks like members of one family, and is none."""
    number = story.number
    first, second = story.remarks[:2]  # two remarks of one speaker
    if number % 5 == 1:
        opener = rng.choice(words_of.OPENERS)
        first.words, second.words = (f"{opener} {_inside(one.words)}" for one in (first, second))
    if number % 5 == 2:
        ending = rng.choice(words_of.ENDINGS)
        first.words, second.words = (f"{one.words[:-1]}, {ending}" for one in (first, second))
    for n, said in enumerate((words_of.BOILERPLATE, words_of.PROVERBS, words_of.TWICE)):
        if number % 3 == n or number % 4 == 0:
            said_by = story.speakers[3 if n < 2 else 2]
            story.others.append(Remark(f"{number}/said {n}", said[(number // 2) % len(said)], said_by))
    if number % 4 == 0:  # two people who use one proverb in one article
        story.others.append(Remark(f"{number}/too", story.others[1].words, story.speakers[1]))


def _inside(words: str) -> str:
    """Return a sentence as it stands after a colon or a "that"."""
    return words if words.startswith(("I ", "I’")) else words[0].lower() + words[1:]


def _told(story: Story, rng: random.Random) -> Iterator[dict[str, Any]]:
    """Yield a story's articles; the first has every remark in full."""
    count = rng.randint(3, 7)
    outlets = rng.sample(words_of.OUTLETS, min(count, len(words_of.OUTLETS)))
    for n, outlet in enumerate(outlets):
        day = story.day + timedelta(days=0 if n == 0 else rng.randint(1, 2))
        writer = Writer(curly=n == 0 or rng.random() < 0.6)
        _begin(writer, story, rng)
        remarks = list(story.remarks)
        rng.shuffle(remarks)
        for remark in remarks:
            if n == 0:
                _first(writer, remark, rng)
            elif rng.random() < SHARE:
                _once_more(writer, story, remark, rng)
            _fill(writer, story, rng)
        for other in story.others:
            together = [one for one in story.others if one.words == other.words]
            if n == 0:
                _first(writer, other, rng)
            elif len(together) == 1 and rng.random() < 0.4:
                _put(writer, other, Variant(other.words, ("identical",)), rng)
        if n and rng.random() < 0.5:
            _sounds_alike(writer, story, n, rng)
        article = _article(story, f"s{story.number}-{n}", outlet, day, writer)
        yield article
        if n == 0 and story.number % 6 == 5:  # a reprint of all of it
            again = _article(story, f"s{story.number}-reprint", "The Sunday Echo", day + timedelta(days=1), writer)
            yield {**again, "reprint_of": article["id"]}


def _first(writer: Writer, remark: Remark, rng: random.Random) -> None:
    """Write a remark as it was, in the article that the others are compared with."""
    found = _put(writer, remark, Variant(remark.words, ("identical",)), rng)
    found["relations"], remark.broken = ("identical",), writer.broken


def _begin(writer: Writer, story: Story, rng: random.Random) -> None:
    writer.plain(story.topic.setting.format(**story.names))
    _fill(writer, story, rng)
    _fill(writer, story, rng)


def _fill(writer: Writer, story: Story, rng: random.Random) -> None:
    chosen = {"x": rng.choice(MOODS), "y": rng.choice(WHO), "z": rng.choice(WHAT)}
    writer.plain(rng.choice(FILLER).format(**story.names, **chosen))


def _once_more(writer: Writer, story: Story, remark: Remark, rng: random.Random) -> None:
    """Write a remark in one of the ways in which others give it, as far as that one can be made of it."""
    way = rng.choices(list(WAYS), list(WAYS.values()))[0]
    whole = Variant(remark.words, ("identical",))
    if way == "report":
        if remark.reports:
            report = rng.choice(remark.reports)
            _put(writer, remark, Variant(report, ("paraphrased",)), rng, report=True)
    elif way == "cut":
        made = (cut(remark.words, how, rng) for how in rng.sample(CUTS, len(CUTS)))
        _put(writer, remark, next(filter(None, made), whole), rng)
    elif way == "altered":
        made = (altered(remark.words, how, rng) for how in rng.sample(CHANGES, len(CHANGES)))
        _put(writer, remark, next(filter(None, made), whole), rng)
    elif way == "spliced":
        others = [one for one in story.remarks if one.speaker == remark.speaker and one is not remark]
        joined = spliced(remark.words, others[0].words) if others else None
        families = [remark.family, others[0].family] if joined else [remark.family]
        _put(writer, remark, joined or whole, rng)["families"] = families
    elif way == "other speaker":
        _put(writer, remark, Variant(remark.words, ("other-speaker",)), rng, speaker=story.speakers[3])
    elif way == "uncovered":
        some = cut(remark.words, rng.choice(("start", "end")), rng)
        if some:
            _note(writer.uncovered(some.words), remark, some, None, writer)
    elif way == "nobody":
        found = writer.quoted(remark.words, "somebody at the back", "called out")
        _note(found, remark, whole, None, writer)
    else:
        _put(writer, remark, whole, rng)


def _put(
    writer: Writer,
    remark: Remark,
    variant: Variant,
    rng: random.Random,
    *,
    speaker: str | None = None,
    report: bool = False,
) -> dict[str, Any]:
    speaker = speaker or remark.speaker
    if report:
        found = writer.reported(variant.words, speaker)
    else:
        found = writer.quoted(variant.words, speaker, rng.choice(SAID))
    return _note(found, remark, variant, speaker, writer)


def _note(
    found: dict[str, Any], remark: Remark, variant: Variant, speaker: str | None, writer: Writer
) -> dict[str, Any]:
    relations = variant.relations
    if relations == ("identical",) and found["kind"] == "direct":
        relations = ("identical",) if writer.curly and writer.broken == remark.broken else ("typography",)
    found |= {"speaker": speaker, "families": [remark.family], "relations": relations, "changes": variant.changes}
    return found


def _sounds_alike(writer: Writer, story: Story, n: int, rng: random.Random) -> None:
    """Add an indirect statement of a main speaker that is no report of any remark."""
    other = rng.choice(story.topic.others).format(**story.names)
    remark = Remark(f"{story.number}/{other}", other, story.speakers[0])
    _put(writer, remark, Variant(other, ("identical",)), rng, report=True)
    reports = [one for one in story.remarks[0].reports if re.search(r"\d", one)]
    if reports and rng.random() < 0.4:  # with another figure it is no report of this remark
        wrong = re.sub(r"\d+", lambda found: str(int(found[0]) + 11), reports[0])
        _put(
            writer,
            Remark(f"{story.number}/wrong", wrong, story.speakers[0]),
            Variant(wrong, ("identical",)),
            rng,
            report=True,
        )


def _remembered(n: int, story: Story, remark: Remark, rng: random.Random) -> dict[str, Any]:
    """Return an article of another time that quotes a remark once more."""
    writer = Writer(curly=True)
    for _ in range(4):
        _fill(writer, story, rng)
    _put(writer, remark, Variant(remark.words, ("identical",)), rng)
    for _ in range(3):
        _fill(writer, story, rng)
    day = story.day + timedelta(days=rng.randint(90, 400))
    return {
        **_article(story, f"later-{n}", "The Yearbook", day, writer),
        "title": "The year as it was said",
        "story": None,
    }


def _article(story: Story, id: str, outlet: str, day: date, writer: Writer) -> dict[str, Any]:
    return {
        "id": id,
        "story": story.number,
        "title": story.topic.headline.format(**story.names),
        "outlet": outlet,
        "published": day.isoformat(),
        "text": writer.text.strip() + "\n",
        "reprint_of": None,
        "statements": [dict(one) for one in writer.statements],
    }


def quotations(paths: Sequence[Path]) -> list[str]:
    """Return the quotations of 10 to 45 words in texts, none of which shares five words on end with another."""
    seen: set[tuple[str, ...]] = set()
    found = []
    for path in paths:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
        for text in texts.values():
            for quote in re.findall(r"“([^“”\"\n]+)”|\"([^“”\"\n]+)\"", text):
                words = " ".join((quote[0] or quote[1]).split()).replace("'", "’")
                grams = _grams(words)
                if 10 <= len(words.split()) <= 45 and words[0].isupper() and not grams & seen:
                    found.append(words.rstrip(".,;:—–- …") + ("" if words[-1] in "!?" else "."))
                seen |= grams
    return found


def _grams(words: str) -> set[tuple[str, ...]]:
    plain = re.findall(r"\w+", words.casefold())
    return {tuple(plain[n : n + 5]) for n in range(len(plain) - 4)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "files", type=Path, nargs="*", help=".jsonl(.gz) with texts, the quotations of which are used too"
    )
    parser.add_argument("--stories", type=int, default=90)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args(arguments)
    for article in articles(quotations(wanted.files), wanted.stories, wanted.seed):
        print(json.dumps(article, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
