"""Invented news from an invented coast, for tests that need articles: every name and sentence is made up here."""

import json
import random
from pathlib import Path

LUND = "“We will rebuild the bridge,” said Mayor Ada Lund.\n"
PEOPLE = ("Mayor Ada Lund", "Chief Oskar Brandt", "Dr. Mira Soltan", "Councillor Piet Vane", "Rosa Hellquist")
THINGS = ("the ferry", "the north bridge", "the fish market", "the reservoir", "the night bus", "the old mill")
DOINGS = ("will open again in May", "costs twice what was planned", "was never safe", "belongs to the whole town")
FORMS = (
    "“{Thing} {doing},” said {person}.",
    "{person} said that {thing} {doing}.",
    "“I have seen the papers,” {person} said. “{Thing} {doing}.”",
    "According to {person}, {thing} {doing}.",
    "Rain fell on {thing} for the third day, and nobody in Haverness was surprised.",
    "{person} denied that {thing} {doing}, and walked out of the hall.",
)


def article(number, paragraphs=5):
    """A short article, another for each number."""
    rng = random.Random(number)
    lines = []
    for _ in range(paragraphs):
        thing = rng.choice(THINGS)
        words = {"thing": thing, "Thing": thing.capitalize(), "doing": rng.choice(DOINGS), "person": rng.choice(PEOPLE)}
        lines.append(f"{rng.choice(FORMS).format(**words)} It was day {rng.randrange(1000)} of case {number}.")
    return "\n\n".join(lines) + "\n"


def lines(*objects):
    """JSON Lines of objects, and of strings that are lines already."""
    return "".join((one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)) + "\n" for one in objects)


RECORD = Path("town.record")


def built(**files):
    """Write texts to files of the folder "in", and build the record of the current folder."""
    from onrecord.record import Record

    for name, text in files.items():
        Path("in").mkdir(exist_ok=True)
        Path("in", f"{name}.txt").write_text(text, encoding="utf-8")
    with Record(RECORD, create=True) as record:
        return record.build([Path("in")])


def build(inputs, record):
    """Build a record, in whichever process."""
    from onrecord.record import Record

    with Record(record, create=True) as opened:
        opened.build([inputs])
