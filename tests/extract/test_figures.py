"""Figures: what is one, its value, its unit, what is counted, and where its words stand."""

from __future__ import annotations

import pytest

from onrecord.extract.dates import dates
from onrecord.extract.figures import figures
from onrecord.extract.numbers import numbers, value
from onrecord.extract.units import measured, unit_after
from onrecord.terms import Article, Span, Statement


def found(text, article=None, statements=()):
    article = article or Article(body=((Span(0, len(text)),),), published="2025-03-12")
    return figures(text, article, statements, dates(text, article))


def told(text):
    return [
        (text[slice(*one.span)], *one.value, one.unit, " ".join(text[slice(*span)] for span in one.of))
        for one in found(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine geese", [("Nine geese", 9, 9, "geese", "geese")]),
        ("They kept some 1,200 old maps.", [("some 1,200 old maps", 1200, 1200, "maps", "old maps")]),
        ("Up to forty guests came.", [("Up to forty guests", None, 40, "guests", "guests")]),
        ("The toll rose from 12 to 18.", [("12", 12, 12, None, "toll"), ("18", 18, 18, None, "toll")]),
        ("Between two and four boats sank.", [("Between two and four boats", 2, 4, "boats", "boats")]),
        ("More than half of the nets tore.", [("More than half of the nets", 50, None, "per cent", "nets")]),
        ("One in four wells is dry.", [("One in four wells", 25, 25, "per cent", "wells")]),
        (
            "Takings fell by a third to $900.",
            [("a third", 33.3333, 33.3333, "per cent", "Takings"), ("$900", 900, 900, "dollars", "Takings")],
        ),
        ("They sang for an hour and a half.", [("an hour and a half", 1.5, 1.5, "hours", "")]),
        ("It rose by 12 to 90.", [("12", 12, 12, None, ""), ("90", 90, 90, None, "")]),
        ("The count has gone up to 51.", [("51", 51, 51, None, "count")]),
        ("It may last four weeks.", [("four weeks", 4, 4, "weeks", "")]),
        ("It rang 20 minutes before the start.", [("20 minutes", 20, 20, "minutes", "")]),
        (
            "Ten huge “Save the Mill” marches passed.",
            [("Ten huge “Save the Mill” marches", 10, 10, "marches", "huge “Save the Mill” marches")],
        ),
        ("A £6m sports hall opened.", [("£6m sports hall", 6000000, 6000000, "pounds", "sports hall")]),
        ("They had expected sales of €40.", [("€40", 40, 40, "euros", "sales")]),
        ("A poll put the Greens on 9 per cent.", [("9 per cent", 9, 9, "per cent", "Greens")]),
        ("It slid to 3% in May from 4% in April.", [("3%", 3, 3, "per cent", ""), ("4%", 4, 4, "per cent", "")]),
        ("The inn is free for children under 12.", []),
        ("Nobody over 70 came, the oldest of them 68.", []),
        ("Her sons, 9 and 12, were there.", []),
        ("The shop opens six days a week.", []),
        ("They meet every three weeks, not every two.", []),
        ("The pie was cut in two.", []),
        ("The Falcon-9 flew and will again in 2140.", []),
        ("It was the third fire in two weeks.", []),
        ("He sold 30 pies in three days.", [("30 pies", 30, 30, "pies", "pies"), ("three days", 3, 3, "days", "")]),
        ("A siege of three months ended.", [("three months", 3, 3, "months", "siege")]),
        ("It will take another six months.", [("another six months", 6, 6, "months", "")]),
        ("The bill was £30 plus £2.", [("£30", 30, 30, "pounds", "bill"), ("£2", 2, 2, "pounds", "bill")]),
        ("Fees of $300 and more are common.", [("$300 and more", 300, None, "dollars", "Fees")]),
        (
            "Gold rose $18 to $2,310 an ounce.",
            [("$18", 18, 18, "dollars", "Gold"), ("$2,310 an ounce", 2310, 2310, "dollars an ounce", "Gold")],
        ),
        ("One boat in a hundred leaks.", [("One boat in a hundred", 1, 1, "per cent", "boat")]),
        (
            "Between a quarter and a third of the ewes died.",
            [("Between a quarter and a third of the ewes", 25, 33.3333, "per cent", "ewes")],
        ),
        ("The rate fell 25 basis points.", [("25 basis points", 25, 25, "basis points", "rate")]),
        ("They met on 12 and 13 June.", []),
        ("The jet, a 737, landed.", []),
        ("The minister, who lives in Ovley, is 79.", []),
        ("A girl of 12 sang.", []),
        ("It was the first half of the game.", []),
        ("Two years on, nothing has changed.", []),
        ("Geese outnumber people by four to one.", []),
        ("They come every other day, in each of the next two.", []),
        ("It rose to a four-year high.", []),
        ("He was jailed for nine years on Monday.", [("nine years", 9, 9, "years", "")]),
        ("A crowd of 900 saw Rovers draw.", [("900", 900, 900, None, "crowd")]),
        (
            "The £1.1bn-a-year plan ends.",
            [("£1.1bn-a-year plan", 1100000000, 1100000000, "pounds a year", "plan")],
        ),
        ("The two-day fair ended.", [("two-day fair", 2, 2, "days", "fair")]),
        ("Two of every three ewes died.", [("Two of every three ewes", 66.6667, 66.6667, "per cent", "ewes")]),
        ("A two- or three-year wait is usual.", [("two- or three-year wait", 2, 3, "years", "wait")]),
        (
            "Yields fell 4 per cent to 5 million tons.",
            [("4 per cent", 4, 4, "per cent", "Yields"), ("5 million tons", 5000000, 5000000, "tons", "Yields")],
        ),
        ("Nearly a foot of snow fell.", [("Nearly a foot of snow", 1, 1, "feet", "snow")]),
        ("The herd numbers 140 cows.", [("140 cows", 140, 140, "cows", "cows")]),
        ("A four-man crew came.", [("four-man crew", 4, 4, "men", "crew")]),
        ("It was minus 12C at dawn.", [("minus 12C", -12, -12, "degrees Celsius", "")]),
        ("It is open daily from 9 to 5.30.", []),
        ("Applicants must be over 18.", []),
        ("The path is about a mile and a half long.", [("about a mile and a half", 1.5, 1.5, "miles", "path")]),
        ("The first batch sold out in four hours.", [("four hours", 4, 4, "hours", "first batch")]),
        ("Rents in the town now average £900.", [("£900", 900, 900, "pounds", "Rents in the town")]),
        ("It offers $2 in prize money.", [("$2", 2, 2, "dollars", "prize money")]),
        ("The shares fell 3% to close at $4.", [("3%", 3, 3, "per cent", "shares"), ("$4", 4, 4, "dollars", "shares")]),
        ("A million and a half came.", [("A million and a half", 1500000, 1500000, None, "")]),
        ("A 2,000-strong crew came.", [("2,000-strong crew", 2000, 2000, None, "crew")]),
        ("A 600-square-foot hut burned.", [("600-square-foot hut", 600, 600, "square feet", "hut")]),
        ("The boat left at 11.20 with a pilot.", []),
        (
            "He served two years of a five-year term.",
            [("two years", 2, 2, "years", "five-year term"), ("five-year term", 5, 5, "years", "term")],
        ),
        ("They grind 60 sacks of rye a day.", [("60 sacks of rye a day", 60, 60, "sacks a day", "sacks")]),
        ("Winds reached 88mph.", [("88mph", 88, 88, "miles an hour", "Winds")]),
        ("The plan passed, 34 to 16.", [("34 to 16", 34, 34, "votes", "")]),
        ("Lines 4 and 7 will not run.", []),
        ("She won the 800 metres.", []),
        ("They came shortly before 11 on Monday night.", []),
        ("A third man fled.", []),
        ("They waited longer than four hours.", [("longer than four hours", 4, None, "hours", "")]),
        ("Fares rise by 20p.", [("20p", 20, 20, "pence", "Fares")]),
        ("The 32-bed ward is shut.", [("32-bed ward", 32, 32, "beds", "ward")]),
        (
            "Of the 72 jars opened, nine had gone off.",
            [("72 jars", 72, 72, "jars", "jars"), ("nine", 9, 9, "jars", "jars")],
        ),
        ("Prices stood at $4.1 million.", [("$4.1 million", 4100000, 4100000, "dollars", "Prices")]),
        ("Goat numbers rose by 40.", [("40", 40, 40, "numbers", "Goat numbers")]),
        ("In May 12 geese hatched.", [("12 geese", 12, 12, "geese", "geese")]),
        ("He sold it two summers ago.", []),
        ("It is shut between junctions 4 and 6.", []),
        ("It was for children aged five to eleven.", []),
        ("She retired at 65.", []),
        ("The 2 millionth guest came.", []),
        ("It was of magnitude 6.2.", []),
        ("He is 6ft 2in tall.", []),
        ("The pier cost $2.5m.", [("$2.5m", 2500000, 2500000, "dollars", "pier")]),
        ("A 30-metre crack opened.", [("30-metre crack", 30, 30, "metres", "crack")]),
        ("A 225-page report said so.", [("225-page report", 225, 225, "pages", "report")]),
        ("It fell to minus 7 degrees.", [("minus 7 degrees", -7, -7, "degrees", "")]),
        ("Three of the six pumps work.", [("Three of the six pumps", 3, 3, "pumps", "pumps")]),
        ("The council voted 5-4 for it.", [("5-4", 5, 5, "votes", "")]),
        ("Shares in Brell Mills closed 3 per cent lower.", [("3 per cent", 3, 3, "per cent", "Shares in Brell Mills")]),
        ("The pump, bought in May, was put at £900.", [("£900", 900, 900, "pounds", "pump")]),
        ("They raised the toll by $2 to $7.", [("$2", 2, 2, "dollars", "toll"), ("$7", 7, 7, "dollars", "toll")]),
        ("Of the huts, 12 burned.", [("12", 12, 12, "huts", "huts")]),
        (
            "She keeps 20 bells, nine of which ring.",
            [("20 bells", 20, 20, "bells", "bells"), ("nine of which", 9, 9, "bells", "bells")],
        ),
        ("A pole six metres long fell.", [("six metres", 6, 6, "metres", "pole")]),
        (
            "He bought a quarter of a million bricks.",
            [("a quarter of a million bricks", 250000, 250000, "bricks", "bricks")],
        ),
        ("The gauge moved half a degree.", [("half a degree", 0.5, 0.5, "degrees", "gauge")]),
        ("One boat in 40 leaks.", [("One boat in 40", 2.5, 2.5, "per cent", "boat")]),
        ("The lid reached 38.5C.", [("38.5C", 38.5, 38.5, "degrees Celsius", "lid")]),
        ("The search went on over nine days.", [("nine days", 9, 9, "days", "search")]),
        ("The 300 police officers left.", [("300 police officers", 300, 300, "officers", "police officers")]),
        (
            "A well dug for 90 people had 130.",
            [("90 people", 90, 90, "people", "people"), ("130", 130, 130, "people", "people")],
        ),
        ("One man was killed.", [("One man", 1, 1, "man", "man")]),
    ],
)
def test_quantities(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Its 2000 staff left.", 2000, "staff"),
        ("A 1600 tonne ship sank.", 1600, "tonnes"),
        ("He paid a 2000 euro fine.", 2000, "euros"),
        ("A 1200 bed hospital opened.", 1200, None),
        ("Its 1500 population left.", 1500, None),
    ],
)
def test_what_looks_like_a_year_may_be_so_many(text, value, unit):
    assert [(one.value, one.unit) for one in found(text)] == [((value, value), unit)]


@pytest.mark.parametrize(
    "text",
    [
        "She came third on 3 May 2019, at 7.30 p.m.; she was 31.",
        "Jon Aske, 37, lives at 12 Mill Lane; call 0555 014 2236.",
        "One hopes that the two will meet three times.",
        "Orm won 3-1, says page 12 of the Corvane 300’s handbook.",
        "The four would not say who.",
        "Motion 14 fell, and the van hit lamp post 77.",
        "The line is open from 8 till 6.",
        "Her sons, aged 4 and 7, play for the under-15s.",
        "It won by a 3 to 1 margin.",
        "He is the father of three.",
        "It is a party of the 1%, and this a 180-degree turn.",
        "",
    ],
)
def test_what_is_no_figure(text):
    assert told(text) == []


def test_lines_may_be_wrapped_and_pages_broken():
    text = "The wall cost $18.4\nmillion, and it took nine\n\nPage 1\n\nships to carry the stone."
    cut = text.index("\n\nPage"), text.index("ships")
    article = Article(body=((Span(0, cut[0]), Span(cut[1], len(text))),))
    one, other = found(text, article)
    assert (text[slice(*one.span)], one.value[0], one.unit) == ("$18.4\nmillion", 18_400_000, "dollars")
    assert (text[slice(*other.span)], other.unit) == ("nine", "ships")
    assert [text[slice(*span)] for span in other.of] == ["ships"]


def test_who_gives_it_is_the_innermost_statement():
    text = "Ada Lund said the report lists nine faults. Two dogs barked."
    outer, inner = Span(14, 42), Span(31, 42)
    statements = [
        Statement(id, "indirect", (), (), (content,), 0.9) for id, content in (("outer", outer), ("inner", inner))
    ]
    assert [one.statement for one in found(text, statements=statements)] == ["inner", None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On Tuesday 61 houses were flooded.", "2025-03-11"),
        ("Since Tuesday 61 houses were flooded.", None),
        ("On Friday 61 houses will be pulled down.", None),
        ("Nine were shut on Monday and 61 houses flooded on Tuesday.", "2025-03-11"),
    ],
)
def test_as_of_is_a_day_of_the_sentence_that_has_come(text, day):
    assert [one.as_of for one in found(text) if one.unit == "houses"] == [day]


@pytest.mark.parametrize(("times", "day"), [(10, "2025-03-11"), (200, None)])
def test_a_day_is_told_of_what_stands_near_it(times, day):
    text = f"On Tuesday it rained, {'and it rained, ' * times}and 61 houses were flooded."
    assert [one.as_of for one in found(text) if one.unit == "houses"] == [day]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("7.4 million", 7.4e6),
        ("48 000", 48000),
        ("1,200,000", 1.2e6),
        ("3bn", 3e9),
        ("a hundred and five", 105),
        ("two and a half million", 2.5e6),
        ("half a dozen", 6),
        ("nineteen hundred", 1900),
        ("twenty-one", 21),
        ("a trillion", 1e12),
        ("two trillion", 2e12),
        ("one two", 1),
    ],
)
def test_numbers(words, number):
    assert value(words) == pytest.approx(number)


@pytest.mark.parametrize("words", ["million " * 5_000, "1" + ",000" * 200, "nine hundred " * 300])
def test_what_goes_on_and_on_is_no_number(words):
    assert list(numbers(words)) == []


def test_units_are_told_by_one_name_and_turned_into_one_another():
    assert [unit_after(f"9{words}", 1) for words in (" metres", "m", " meters", "-metre")] == [
        ("metres", 8),
        ("metres", 2),
        ("metres", 8),
        ("metres", 7),
    ]
    assert unit_after("9 miles an hour", 1) == ("miles an hour", 15)
    assert unit_after("9 mice", 1) is None
    assert measured("feet") == ("length", 0.3048)
    assert measured("mice") == (None, 1.0)
