"""Drafts with known errors, and the articles they quote: every kind of error planted, beside true quotations.

Imports nothing from onrecord and has its own word lists. Articles are made up here, or given: then their quotations are
found by their marks alone. A case is one JSON object: {"kind", "earlier": [articles as they were before], "articles":
[...], "draft", "quotations": [{"span" in the draft, "form", "verdict", "change", "words"}]}; a true quotation has the
verdict "". In place of "articles" it may have "files", which are read as they are.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

PLACES = "Aldmoor Brinscombe Cawdle Dunnet Elverstone Fallowby Gadwick Hensley Inchmoor Jarrold Kerrow Lasswade".split()
FIRST = "Adela Boris Celia Dorian Edith Fergus Gerda Hugo Imelda Jonas Katrin Lionel Mabel Norbert Olive Percy".split()
LAST = """Ambrose Birchall Corwen Dyer Eastlake Fennimore Garland Hobday Ivers Jessop Kettering Loxley Marchbank
Norcross Oldroyd Pemberton Quiller Rudge Stanhope Tredwell Umber Vickery Winslow Yardley""".split()
THINGS = """bridge ferry library market orchard railway reservoir school theatre tunnel windmill cannery brewery
hospital archive stadium lighthouse foundry pier causeway""".split()
BODIES = "council ministry company parish union board committee tribunal".split()
PEOPLE = "farmers pupils nurses drivers tenants masons weavers pilots bakers miners".split()
UNITS = "weeks barrels tickets engines letters lamps ladders crates pages wagons".split()
ADJECTIVES = "narrow ancient costly empty crooked famous fragile gloomy handsome quiet wooden yellow".split()
DO = """repair close open paint inspect replace extend abandon defend measure borrow insure clean finance photograph
restore""".split()
MONTHS = "January February April June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
OUTLETS = ("The Aldmoor Echo", "Brinscombe Weekly", "The Cawdle Chronicle", "Dunnet Mercury", "The Kerrow Observer")
ROLES = ("a surveyor", "the treasurer", "a retired engineer", "the head of the board", "a councillor", "the organiser")
TEMPLATES = (
    "The {adj} {thing} at {place} will need {n} {units} before {month}",
    "We cannot {do} the {thing}, but we can {do2} the {thing2} at {place}",
    "About {n} of our {people} have left {place} since {year}",
    "The {body} should {do} the {thing}, unless the {people} of {place} refuse",
    "Nobody from the {body} came to see the {adj} {thing} that the {people} built",
    "The {body} knows that the {thing} is {adj}, and it has kept {n} {units} there since {month}",
    "If {last} goes, we must {do} the {thing} again by {month}",
    "It was probably the {people} who wanted to {do} the {adj} {thing} near {place}",
    "My {people} are proud of the {thing}, and they have {n} {units} to show for it",
    "We may {do} the {adj} {thing} in {month}, as long as {place} pays for the {units}",
    "I asked the {body} to {do} the {thing}, and I got {n} {units} instead",
    "Perhaps the {people} could {do} a {thing} that {last} never finished",
    "There are {n} {adj} {units} under the {thing}, and all of {place} has seen them",
    "They told the {people} of {place} that the {thing} was {adj} and that the {body} would {do} it",
    "He has promised to {do} the {thing}, he has promised to {do2} the {thing2}, and the {people} believe him",
    "Somebody took the {units} out of the {adj} {thing2} while the {body} was in {place}",
    "In {place} they call it ‘the {adj} {thing}’, and the {people} have {n} {units} of it",
)
INDIRECT = (
    "the {body} had lost {n} {units} when the {adj} {thing} was sold to the {people} of {place}",
    "the {people} of {place} wanted to {do} the {thing} before the {body} met in {month}",
    "every second {adj} {thing} near {place} belonged to a {body} that owed the {people} {n} {units}",
)
FOREIGN = (
    "Wir werden die alte Brücke im nächsten Jahr ganz sicher nicht noch einmal bauen",
    "Nous ne pouvons pas réparer le vieux théâtre avant la fin de cet hiver",
    "No podemos abrir la biblioteca hasta que termine el verano y llegue el dinero",
)
AGAIN = ("We have heard all of that before", "That is how we do things in this town", "You will have to ask the others")

NEGATED = re.compile(r"\b(will|should|must|could|would|can|is|are|was|were|has|have|had)\b(?! not|n't|n’t)")
UNNEGATED = re.compile(r"\b(?:not|never) ")
MODAL_SWAPS = {"will": "may", "should": "must", "must": "might", "may": "will", "could": "will", "would": "might"}
MODAL_SWAPS |= {"can": "must", "might": "will"}
HEDGE = re.compile(r"\b(about|probably|perhaps|possibly|nearly|almost|roughly|likely) ", re.IGNORECASE)
INNER_HEDGE = re.compile(rf"(?<=[a-z] ){HEDGE.pattern}")
HEDGEABLE = re.compile(r"\b(is|are|was|were|will) (?=[a-z])")
TENSES = {"is": "was", "are": "were", "was": "is", "were": "are", "has": "had", "have": "had", "knows": "knew"}
TENSES |= {"asked": "ask", "told": "tell", "wanted": "want", "goes": "went", "took": "takes", "came": "come"}
NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b")
NAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}\b(?<!I)")
WORD = re.compile(r"(?<![\w’'-])[a-z]{5,}(?![\w’'-])")
GRAVE = frozenset(
    """those these their there which where other think believe would could should might about never nobody nothing
    neither perhaps probably almost likely cannot expect suppose assume
    appear suggest guess""".split()
)
KNOWN_VERBS = frozenset((*TENSES, *TENSES.values(), "being", "having", "doing"))
LIMITS = re.compile(r",? (?:but|unless|as long as|except|provided|only if|although) ", re.IGNORECASE)
RESTRICTS = re.compile(
    r"\b(?:not|\w+n.t|never|no|nobody|none|nothing|but|if|unless|only|except|until|although|though|however|yet|without"
    r"|may|might|could|should|about|perhaps|probably|think\w*|thought|believ\w*|seem\w*|long as|provided|while|least"
    r"|nor|neither|hardly|cannot|hop\w+|guess\w*|likely|almost|nearly|around|some|maybe|up to|so far|most\w*|often"
    r"|usually|possib\w+|sometimes|essentially|largely|mainly|mostly|generally|partly|virtually|practically)\b",
    re.IGNORECASE,
)
NUMBERS = frozenset(
    """three seven eight eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
thirty forty fifty sixty seventy eighty ninety hundred thousand million billion first second third fourth fifth half
dozen twice""".split()
)
ENDS = re.compile(r"(?<=[a-z\d][a-z\d])\. (?=[^a-z])")
GOES_ON = re.compile(r"(?:but|however|yet|only|unless|if|not|except|though|although)\b", re.IGNORECASE)
"""What limits the words before, where a sentence or the rest of one begins with it."""
PRONOUN = re.compile(r"(?<=[a-z] )(he|she|they|it|him|them)\b(?=[ ,.])")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that an article gives somebody, None where it is not told whom; ``day`` is when it was published."""

    words: str
    speaker: str | None
    article: str
    day: str = ""
    outlet: str = ""


class Planted(NamedTuple):
    """A quotation of the draft: its words, whose it says they are, what form it has, and what is to be said of it."""

    words: str
    speaker: str | None
    form: str
    verdict: str = ""
    change: str = ""
    day: str = ""
    marks: tuple[str, str] | None = None


Plant = Callable[[Quote, random.Random, Sequence[Quote]], "Planted | None"]


@dataclass(slots=True)
class Articles:
    """Articles and what is said in them; ``earlier`` holds those that were changed, as they were before."""

    articles: list[dict[str, str]] = field(default_factory=list)
    earlier: list[dict[str, str]] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    told: str = ""
    """All that is said in them, where they are files."""
    files: list[str] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    """What can only be planted in an article of its own."""


# -- articles made up here


def sentence(rng: random.Random, template: str | None = None) -> str:
    """Return a sentence, without its full stop, that no other call is likely to return."""
    do, do2 = rng.sample(DO, 2)
    thing, thing2 = rng.sample(THINGS, 2)
    values = {
        "do": do,
        "do2": do2,
        "thing": thing,
        "thing2": thing2,
        "n": _number(rng),
        "year": rng.randrange(1961, 2020),
    }
    lists = {"adj": ADJECTIVES, "place": PLACES, "units": UNITS, "month": MONTHS, "people": PEOPLE, "body": BODIES}
    values |= {name: rng.choice(words) for name, words in {**lists, "last": LAST}.items()}
    return (template or rng.choice(TEMPLATES)).format(**values)


def _number(rng: random.Random) -> str:
    return rng.choice(
        (str(rng.randrange(13, 990)), f"{rng.randrange(2, 90)},{rng.randrange(100, 999)}", "seven", "twelve")
    )


def invented(count: int, rng: random.Random) -> Articles:
    """Return so many articles, each with three speakers."""
    made = Articles()
    for n in range(count):
        day = f"20{rng.randrange(19, 25)}-{rng.randrange(1, 13):02}-{rng.randrange(2, 29):02}"
        speakers = [f"{rng.choice(FIRST)} {last}" for last in rng.sample(LAST, 3)]
        _article(made, f"made-{n}", day, rng.choice(OUTLETS), speakers, rng)
    return made


def _article(made: Articles, id: str, day: str, outlet: str, speakers: Sequence[str], rng: random.Random) -> None:
    paragraphs = [f"The {rng.choice(THINGS)} of {rng.choice(PLACES)} was back on the table on {rng.choice(DAYS)}."]
    for speaker in speakers:
        first, second, third = sentence(rng), sentence(rng), sentence(rng)
        paragraphs.append(f"“{first}. {second},” said {speaker}, {rng.choice(ROLES)}.")
        made.quotes.append(Quote(f"{first}. {second}", speaker, id, day, outlet))
        paragraphs.append(f"“{third},” {speaker} told reporters on {rng.choice(DAYS)}.")
        made.quotes.append(Quote(third, speaker, id, day, outlet))
    indirect = sentence(rng, rng.choice(INDIRECT))
    paragraphs.append(f"{speakers[0]} said that {indirect}.")
    made.planted.append(Planted(_upper(indirect), speakers[0], "paraphrase", "paraphrase-as-quotation"))
    rng.shuffle(paragraphs[1:])
    made.articles.append(_row(id, paragraphs, day, outlet))


def _row(id: str, paragraphs: Sequence[str], day: str, outlet: str) -> dict[str, str]:
    return {"id": id, "text": "\n\n".join(paragraphs), "title": f"Notes of {id}", "published": day, "outlet": outlet}


def special(made: Articles, count: int, rng: random.Random) -> None:
    """Add articles for what needs one of its own: words said twice, changed since, damaged."""
    for n in range(count):
        _twice(made, n, rng)
        _changed(made, n, rng)
        _damaged(made, n, rng)


def _twice(made: Articles, n: int, rng: random.Random) -> None:
    speaker, words = f"{rng.choice(FIRST)} {rng.choice(LAST)}", f"{rng.choice(AGAIN)} {rng.choice(MONTHS)} {n}"
    for part, day in (("a", "2019-03-05"), ("b", "2023-10-17")):
        quote = f"{sentence(rng)}. {words}. {sentence(rng)}"
        made.articles.append(_row(f"twice-{n}{part}", [f"“{quote},” said {speaker}."], day, rng.choice(OUTLETS)))
    made.planted.append(Planted(words, speaker, "said twice", "several"))


def _changed(made: Articles, n: int, rng: random.Random) -> None:
    speaker, words, other = f"{rng.choice(FIRST)} {rng.choice(LAST)}", sentence(rng), sentence(rng)
    outlet = rng.choice(OUTLETS)
    for rows, quote in ((made.earlier, words), (made.articles, other)):
        rows.append(
            _row(
                f"changed-{n}", [f"“{quote},” said {speaker}.", sentence(random.Random(n)) + "."], "2022-06-07", outlet
            )
        )
    made.planted.append(Planted(words, speaker, "changed since", "source-changed"))


def _damaged(made: Articles, n: int, rng: random.Random) -> None:
    speaker, words = f"{rng.choice(FIRST)} {rng.choice(LAST)}", sentence(rng)
    places = [m.start() for m in re.finditer(r"(?<=[a-z]{2})[a-z](?=[a-z])", words)]
    at = rng.choice(places)
    broken = words[:at] + "\ufffd" + words[at + 1 :]
    made.articles.append(
        _row(f"damaged-{n}", [f"“{broken},” said {speaker}.", sentence(rng) + "."], "2022-06-07", OUTLETS[0])
    )
    made.planted.append(Planted(words, speaker, "letter lost in the source", "source-damaged"))


def damaged(rows: Iterable[dict[str, str]], rng: random.Random) -> list[dict[str, str]]:
    """Return articles with harmless damage: soft hyphens, page breaks, ligatures, no-break spaces, one letter in a
    hundred misread.
    """
    return [{**row, "text": _harmed(row["text"], rng)} for row in rows]


MISREAD = {"e": "c", "c": "e", "o": "0", "l": "1", "i": "l", "h": "b", "n": "u", "u": "n", "a": "o", "t": "f", "s": "5"}


def _harmed(text: str, rng: random.Random) -> str:
    text = "".join(MISREAD.get(c, "x") if c.isalpha() and c.islower() and rng.random() < 0.01 else c for c in text)
    text = re.sub(r"fi(?=[a-z])", lambda m: "\ufb01" if rng.random() < 0.5 else m[0], text)
    text = re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", lambda m: "\u00ad" if rng.random() < 0.02 else "", text)
    text = re.sub(r"(?<=\w) (?=\w)", lambda m: "\u00a0" if rng.random() < 0.03 else " ", text)
    return re.sub(r"(?<=[a-z]) (?=[a-z])", lambda m: "\n" if rng.random() < 0.03 else " ", text)


# -- articles given

NAMED = r"(?:[A-Z][\w.’'-]+ ){1,2}[A-Z][\w’'-]+"
GIVEN = re.compile(
    rf"[“\"](?P<words>[A-Z][^“”\"\[\]()…]{{40,320}}?)[,.?!][”\"]"
    rf"(?: (?P<one>{NAMED}) said\b| said (?P<two>{NAMED})\b(?! [A-Z]))?"
)


def given(rows: Sequence[dict[str, Any]], rng: random.Random, most: int) -> Articles:
    """Return articles of a file, some of the quotations in them, found by their marks, and the speakers beside them."""
    made = Articles()
    whole = "\n".join(row["text"] for row in rows)
    for row in rows:
        keys = ("id", "text", "title", "published", "outlet")
        row = {**row, "published": row.get("published") or row.get("date"), "outlet": row.get("publisher")}
        made.articles.append({key: str(row[key]) for key in keys if row.get(key)})
        for found in GIVEN.finditer(row["text"]):
            words = " ".join(found["words"].split())
            if (
                "..." not in words
                and len(words.split()) > 7
                and whole.count(found["words"]) == 1
                and "\n" not in found[0]
            ):
                rest = re.match(r"[^“\"]{0,120}[“\"](.{12})", row["text"][found.end() :])
                if rest and GOES_ON.match(rest[1]):
                    continue
                speaker = found["one"] or found["two"]
                plain = (
                    speaker
                    if speaker and speaker.split()[0] not in ("The", "But", "And", "In", "Mr.", "Mrs.")
                    else None
                )
                made.quotes.append(Quote(words, plain, row["id"], str(row.get("published") or "")))
    made.quotes = rng.sample(made.quotes, min(most, len(made.quotes)))
    return made


def told(articles: Sequence[dict[str, Any]], statements: Sequence[dict[str, Any]], files: Sequence[str]) -> Articles:
    """Return files of which it is known what is said in them, by whom.

    Args:
        articles: "file", "article", "outlet" and "published" of each.
        statements: "file", "article", "kind", "content" (a list of words, marks included) and "speaker" of each.
        files: where they are read from.
    """
    facts = {(row["file"], row["article"]): row for row in articles}
    made = Articles(
        files=list(files), told=" ".join(" ".join(part.split()) for s in statements for part in s["content"])
    )
    for row in statements:
        fact = facts[row["file"], row["article"]]
        for part in row["content"] if row["kind"] == "direct" else ():
            words = " ".join(part.split()).strip('“”"„«»').rstrip(",.?!")
            whole = part.strip()[:1] in '“"„«' and part.strip()[-1:] in '”"“»'
            plain = whole and not re.search(r"[\[\]…“”\"]|\.\.\.", words) and words[:1].isupper()
            if plain and len(words.split()) > 7 and made.told.count(words) == 1:
                id = f"{row['file']} {row['article']}"
                made.quotes.append(Quote(words, row["speaker"], id, fact["published"], fact["outlet"]))
    return made


# -- errors planted


def altered(change: str, edit: Callable[[str, random.Random], str | None]) -> Plant:
    """Return what plants one changed word."""

    def plant(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
        words = edit(quote.words, rng)
        if words is None or words == quote.words:
            return None
        return Planted(words, quote.speaker, f"{change} changed", "altered", change)

    return plant


def _at(pattern: re.Pattern[str], by: Callable[[str], str]) -> Callable[[str, random.Random], str | None]:
    def edit(words: str, rng: random.Random) -> str | None:
        places = list(pattern.finditer(words))
        if not places:
            return None
        place = rng.choice(places)
        return words[: place.start()] + by(place[0]) + words[place.end() :]

    return edit


def _other_number(number: str) -> str:
    words = "two three four five six seven eight nine ten twelve twenty".split()
    if number in words:
        return words[(words.index(number) + 3) % len(words)]
    return number[:-1] + str((int(number[-1]) + 4) % 10)


def _negation(words: str, rng: random.Random) -> str | None:
    if UNNEGATED.search(words) and rng.random() < 0.5:
        return _at(UNNEGATED, lambda found: "")(words, rng)
    return _at(NEGATED, lambda found: f"{found} not")(words, rng)


def _modal(words: str, rng: random.Random) -> str | None:
    return _at(re.compile(rf"\b({'|'.join(MODAL_SWAPS)})\b"), lambda found: MODAL_SWAPS[found])(words, rng)


def _hedge(words: str, rng: random.Random) -> str | None:
    if INNER_HEDGE.search(words):
        return _at(INNER_HEDGE, lambda found: "")(words, rng)
    return _at(HEDGEABLE, lambda found: f"{found}possibly ")(words, rng)


def _word(words: str, rng: random.Random) -> str | None:
    plain = re.compile(rf"{WORD.pattern}(?<!ing)(?<!ed)(?<!ly)(?<!s)")
    places = [m for m in plain.finditer(words) if m[0] not in GRAVE | NUMBERS | KNOWN_VERBS | set(MODAL_SWAPS)]
    if not places:
        return None
    place = rng.choice(places)
    other = rng.choice([thing for thing in THINGS if thing != place[0]])
    return words[: place.start()] + other + words[place.end() :]


def _bracket(words: str, rng: random.Random) -> str | None:
    changed = _word(words, rng)
    if changed is None:
        return None
    one, other = words.split(), changed.split()
    at = next(n for n, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
    bare = other[at].rstrip(",.;:!?—")
    return " ".join([*other[:at], f"[{bare}]{other[at][len(bare) :]}", *other[at + 1 :]])


def cut_end(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Cut at the end before a limiting clause."""
    found = [m for m in LIMITS.finditer(quote.words) if len(quote.words[: m.start()].rsplit(". ")[-1].split()) > 4]
    if not found:
        return None
    return Planted(quote.words[: rng.choice(found).start()], quote.speaker, "limiting clause cut", "cut-end")


def cut_start(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Cut a condition, or an "I think", off the start."""
    found = re.search(
        r"(?:^|\. )(?:If [^,.]{5,60}, |I (?:do not|don.t) (?:think|believe) (?:that )?)(?=[a-z])", quote.words
    )
    rest = quote.words[found.end() :] if found else ""
    if len(rest.split()) < 6:
        return None
    return Planted(rest, quote.speaker, "limit cut off the start", "cut-start")


def cut_middle(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Leave out a clause, or a sentence, without a mark."""
    parts = _thirds(quote.words)
    if parts is None:
        return None
    one, _, two = parts
    return Planted(f"{one} {two}", quote.speaker, "words left out unmarked", "cut-middle")


def ellipsis_hides(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Hide a limiting clause, or a "not", behind an ellipsis."""
    parts = _thirds(quote.words, must=LIMITS)
    if parts is not None:
        return Planted(f"{parts[0]} … {parts[2]}", quote.speaker, "ellipsis hides a limit", "ellipsis-hides")
    found = re.search(r"(?<=\w )(?:not|never|may|probably|could) (?=\w)", quote.words)
    if not found or len(quote.words[found.end() :].split()) < 3:
        return None
    words = f"{quote.words[: found.start()]}… {quote.words[found.end() :]}"
    return Planted(words, quote.speaker, "ellipsis hides a word", "ellipsis-hides")


def _thirds(words: str, must: re.Pattern[str] | None = None) -> tuple[str, str, str] | None:
    """Return a wording in three parts, the middle one a clause of four words or more between commas or full stops."""
    for found in re.finditer(r"(?<=[,.]) ([^,.]{18,120})[,.](?= )", words):
        one, two = words[: found.start()], words[found.end() + 1 :]
        fits = must is None or must.match(f" {found[1]} ")
        if len(one.split()) > 3 and len(two.split()) > 3 and len(found[1].split()) > 4 and fits:
            return one, found[1], two
    return None


def joined(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Join halves of two remarks: of one speaker in two articles, or of two speakers."""
    other = rng.choice(pool)
    one, two = quote.words.split(". ")[0].rstrip(".,"), other.words.split(". ")[-1].rstrip(".,")
    if other.article == quote.article or min(len(one.split()), len(two.split())) < 6:
        return None
    return Planted(f"{one}. {two}", quote.speaker, "joined from two articles", "joined")


def other_speaker(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Give the words to somebody else who speaks in the same article, or in another."""
    others = (
        [q.speaker for q in pool if q.speaker and q.speaker.split()[-1] != (quote.speaker or "").split()[-1:][0]]
        if (quote.speaker)
        else []
    )
    near = [q.speaker for q in pool if q.article == quote.article and q.speaker in others]
    if not others:
        return None
    return Planted(quote.words, rng.choice(near or others), "other speaker", "other-speaker")


def other_date(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Say that it was said on a day years before."""
    if not quote.day or not quote.speaker:
        return None
    day = f"{rng.randrange(3, 28)} {rng.choice(MONTHS)} {int(quote.day[:4]) - rng.randrange(2, 9)}"
    return Planted(quote.words, quote.speaker, "other date", "other-date", day=day)


def nowhere(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Give somebody words that nobody said."""
    end = f"{rng.choice(PEOPLE)} {rng.choice(DO)} what {rng.choice(LAST)} wrote in {rng.choice(MONTHS)}"
    words = f"{sentence(rng)}, and the {end}"
    return Planted(words, quote.speaker, "not on record", "not-on-record")


def foreign(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Quote in another language."""
    return Planted(rng.choice(FOREIGN), quote.speaker, "another language", "unchecked")


ERRORS: dict[str, Plant] = {
    "number": altered("number", _at(NUMBER, _other_number)),
    "negation": altered("negation", _negation),
    "modal": altered("modal", _modal),
    "hedge": altered("hedge", _hedge),
    "name": altered("name", _at(NAME, lambda name: "Quarrington")),
    "tense": altered("tense", _at(re.compile(rf"\b({'|'.join(TENSES)})\b"), lambda found: TENSES[found])),
    "word": altered("word", _word),
    "bracket": altered("bracket", _bracket),
    "cut-start": cut_start,
    "cut-middle": cut_middle,
    "cut-end": cut_end,
    "ellipsis-hides": ellipsis_hides,
    "joined": joined,
    "other-speaker": other_speaker,
    "other-date": other_date,
    "not-on-record": nowhere,
    "unchecked": foreign,
}


# -- true quotations


def exact(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Quote as it stands."""
    return Planted(quote.words, quote.speaker, "as it stands")


def one_sentence(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Quote one sentence of several, where the next one limits nothing."""
    parts = ENDS.split(quote.words)
    n = rng.randrange(len(parts))
    if len(parts) < 2 or len(parts[n].split()) < 5 or (n + 1 < len(parts) and GOES_ON.match(parts[n + 1])):
        return None
    return Planted(parts[n], quote.speaker, "one sentence of several")


def small_start(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Begin after an "and" or "that", with a small letter, a capital, or a bracketed one."""
    found = list(re.finditer(r",? (?:and|that) (?=[a-z])", quote.words))
    fitting = [m for m in found if not RESTRICTS.search(quote.words[: m.start()].rsplit(". ")[-1])]
    if not fitting:
        return None
    rest, *after = ENDS.split(quote.words[rng.choice(fitting).end() :])
    if len(rest.split()) < 6 or (after and GOES_ON.match(after[0])):
        return None
    styled = rng.choice((rest, _upper(rest), f"[{rest[0].upper()}]{rest[1:]}"))
    return Planted(styled, quote.speaker, "begins in the sentence")


def pronoun(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Put a name for a pronoun, in brackets."""
    found = PRONOUN.search(quote.words)
    if not found:
        return None
    name = rng.choice(LAST) if found[0] in ("he", "she", "him") else f"the {rng.choice(PEOPLE)}"
    return Planted(
        f"{quote.words[: found.start()]}[{name}]{quote.words[found.end() :]}", quote.speaker, "pronoun in brackets"
    )


def harmless_ellipsis(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Leave out, with an ellipsis, a clause that limits nothing."""
    parts = _thirds(quote.words)
    if parts is None or RESTRICTS.search(parts[1]) or RESTRICTS.match(parts[2].split()[0]):
        return None
    if NEGATED.search(parts[1]) and not quote.words[: quote.words.index(parts[1])].rstrip().endswith((".", ",")):
        return None
    dots = rng.choice(("…", "...", ". . .", "[…]"))
    return Planted(f"{parts[0].rstrip(',')} {dots} {parts[2]}", quote.speaker, "ellipsis that hides no limit")


def figures(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Write a number in figures for words."""
    spelt = {"two": "2", "three": "3", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "twelve": "12"}
    found = re.search(rf"\b({'|'.join(spelt)})\b", quote.words)
    if not found:
        return None
    words = quote.words[: found.start()] + spelt[found[0]] + quote.words[found.end() :]
    return Planted(words, quote.speaker, "figures for words")


def contracted(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Write "can't" for "cannot", or the other way round."""
    pairs = {"cannot": "can’t", "will not": "won’t", "do not": "don’t", "can’t": "cannot", "don’t": "do not"}
    found = next((full for full in pairs if f" {full} " in quote.words), None)
    if found is None:
        return None
    return Planted(quote.words.replace(f" {found} ", f" {pairs[found]} ", 1), quote.speaker, "contraction")


def dated(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Say on which day it was said."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", quote.day) or not quote.speaker:
        return None
    months = "January February March April May June July August September October November December".split()
    year, month, day = quote.day.split("-")
    return Planted(quote.words, quote.speaker, "with its date", day=f"{int(day)} {months[int(month) - 1]} {year}")


def british(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Set it in single marks, and what is quoted within it in double ones."""
    if re.search(r"\w['’](?!\w)|(?<!\w)['’]\w", quote.words.replace("‘", "“").replace("’,", "”,")):
        return None  # an apostrophe at a word's end may be a mark as well
    return Planted(_swapped(quote.words), quote.speaker, "single marks", marks=("‘", "’"))


def nested(quote: Quote, rng: random.Random, pool: Sequence[Quote]) -> Planted | None:
    """Set a quotation that has another within it, the marks in the style of the draft."""
    if "‘" not in quote.words:
        return None
    marks = rng.choice((("“", "”"), ("‘", "’"), ('"', '"')))
    words = {"“": quote.words, "‘": _swapped(quote.words), '"': re.sub("[‘’]", "'", quote.words)}[marks[0]]
    return Planted(words, quote.speaker, "quoted within", marks=marks)


def _swapped(words: str) -> str:
    return re.sub(r"‘([^‘’]*)’", r"“\1”", words)


FORMS: tuple[Plant, ...] = (
    *(exact, one_sentence, small_start, pronoun, harmless_ellipsis, figures, contracted, dated, british, nested),
)


# -- drafts


def case(kind: str, made: Articles, rng: random.Random, each: int) -> dict[str, Any]:
    """Return a draft over articles: so many errors of each kind, and twice as many true quotations of each form."""
    chosen = list(made.planted)
    there = made.told or " ".join(" ".join(row["text"].split()) for row in made.articles)
    for plants, count in ((ERRORS.values(), each), (FORMS, 2 * each)):
        for plant in plants:
            found = (plant(quote, rng, made.quotes) for quote in rng.sample(made.quotes, len(made.quotes)))
            fitting = (one for one in found if one and not _said_so(one, there))
            chosen += [one for one, _ in zip(fitting, range(count), strict=False)]
    return drafted(kind, made, chosen, rng)


def _said_so(one: Planted, there: str) -> bool:
    """Say whether what was planted as an error stands so in a source after all, or one sentence in two utterances."""
    if one.verdict.startswith("cut-") or one.form == "one sentence of several":  # it stands in what it was cut from
        return there.count(one.words) > 1
    return one.verdict == "altered" and one.words in there


def true_only(kind: str, made: Articles, rng: random.Random) -> dict[str, Any]:
    """Return a draft with true quotations alone."""
    chosen = [Planted(quote.words, quote.speaker, kind) for quote in made.quotes]
    return drafted(kind, made, chosen, rng)


def drafted(kind: str, made: Articles, planted: Sequence[Planted], rng: random.Random) -> dict[str, Any]:
    """Return the case of a draft that holds what is planted, a paragraph each, in any order."""
    text, quotations = "# What was said\n", []
    for one in rng.sample(planted, len(planted)):
        before, words, after = _framed(one, rng)
        start = len(text) + 1 + len(before)
        text += f"\n{before}{words}{after}\n"
        row = {"span": [start, start + len(words)], "form": one.form, "verdict": one.verdict, "change": one.change}
        quotations.append({**row, "words": one.words})
    case = {"kind": kind, "earlier": made.earlier, "articles": made.articles, "draft": text, "quotations": quotations}
    return {**case, "files": made.files} if made.files else case


def _framed(one: Planted, rng: random.Random) -> tuple[str, str, str]:
    """Return the words before a quotation, the quotation with its marks, and the words after."""
    start, end = one.marks or rng.choice((("“", "”"), ("“", "”"), ('"', '"')))
    if one.day:
        return f"On {one.day}, {one.speaker} said: ", f"{start}{one.words}.{end}", ""
    if one.speaker is None:
        return "One of them is on record with: ", f"{start}{one.words}.{end}", ""
    return rng.choice(
        (
            (f"{one.speaker} said: ", f"{start}{one.words}.{end}", ""),
            ("", f"{start}{_upper(one.words)},{end}", f" {one.speaker} said."),
            ("", f"{start}{_upper(one.words)},{end}", f" said {one.speaker}."),
        )
    )


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def cases(
    files: Iterable[tuple[str, Sequence[dict[str, Any]]]], samples: Articles | None, seed: int, each: int
) -> Iterator[dict[str, Any]]:
    """Yield the cases: over articles made up here, over the same with harmless damage, over samples of which it is told
    what is said in them, and over articles of files.
    """
    rng = random.Random(seed)
    if samples is not None:
        yield case("samples", samples, random.Random(seed), each)
    made = invented(max(20, 3 * each), rng)
    special(made, max(3, each // 2), rng)
    yield case("made up", made, rng, each)
    harmed = invented(20, rng)
    harmed.articles = damaged(harmed.articles, rng)
    yield true_only("harmless damage", harmed, rng)
    for name, rows in files:
        yield case(name, given(rows, rng, 40 * each), rng, each)
        hurt = given(rows, rng, 4 * each)
        hurt.articles = damaged(hurt.articles, rng)
        yield true_only(f"{name}, harmless damage", hurt, rng)
