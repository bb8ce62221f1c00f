"""Time expressions: the date that each means, as precisely as it is told, seen from the day of publication."""

from __future__ import annotations

import pytest

from onrecord.extract.dates import dates
from onrecord.terms import Article, Dated, Span

WEDNESDAY = "2025-03-12"


def told(text, published=WEDNESDAY):
    article = Article(body=((Span(0, len(text)),),), published=published)
    return [(text[slice(*one.span)], one.date) for one in dates(text, article)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 January 2021", [("4 January 2021", "2021-01-04")]),
        ("It met on Tuesday.", [("Tuesday", "2025-03-11")]),
        ("It will meet on Tuesday.", [("Tuesday", "2025-03-18")]),
        ("It met on Wednesday.", [("Wednesday", WEDNESDAY)]),
        ("Last Wednesday it met.", [("Last Wednesday", "2025-03-05")]),
        ("Two weeks ago it met.", [("Two weeks ago", "2025-02-26")]),
        (
            "It broke on 3 March and was mended the next day.",
            [("3 March", "2025-03-03"), ("the next day", "2025-03-04")],
        ),
        ("It shut on Monday and opened two days later.", [("Monday", "2025-03-10"), ("two days later", "2025-03-12")]),
        ("The next day it shut.", []),
        (
            "On Monday it sank; it had leaked the day before.",
            [("Monday", "2025-03-10"), ("the day before", "2025-03-09")],
        ),
        ("On Monday it rose three weeks earlier than planned.", [("Monday", "2025-03-10")]),
        ("On Monday she spoke of the day before the vote.", [("Monday", "2025-03-10")]),
        ("It shut on 3 March, the same day as the mill.", [("3 March", "2025-03-03")]),
        ("They march every 12 July.", []),
        ("The bond runs to 31 December 9999.", []),
        ("The lease ends on March 5, 2150, as agreed.", []),
        ("The stone says 5 May 0009.", []),
        ("On 5 March 3000 hens fled.", [("5 March", "2025-03-05")]),
        ("In the week to 9 March it sold 40.", [("the week to 9 March", "2025-03-03/2025-03-09")]),
        ("It sits on Thursday next week.", [("Thursday next week", "2025-03-20")]),
        ("At the start of the year it was full.", [("At the start of the year", "2025")]),
        ("In March 12 hens died.", [("March", "2025-03")]),
        ("From 1 to 3 March, and the next day, it was shut.", [("1 to 3 March", "2025-03-01/2025-03-03")]),
        ("The game was put off until Sunday.", [("Sunday", "2025-03-16")]),
        ("Friday's game is off.", [("Friday", "2025-03-14")]),
        ("They were born in 1941 and 1943.", [("1941", "1941"), ("1943", "1943")]),
        ("It ran from 1941 to 1943.", [("1941 to 1943", "1941/1943")]),
        ("The 1994 act lapsed.", [("1994", "1994")]),
        ("The 2000 runners set off.", []),
        ("The mayor’s 2016 bid sank.", [("2016", "2016")]),
        ("A 1953 flood took it; a 2015 police report says why.", [("1953", "1953"), ("2015", "2015")]),
        ("It sank in the second quarter of last year.", [("second quarter of last year", "2024-34")]),
        ("This summer's fair has been cancelled.", [("This summer", "2025-22")]),
        ("Five months ago it met.", [("Five months ago", "2024-10")]),
        ("It broke in the night of 2 to 3 March.", [("the night of 2 to 3 March", "2025-03-02/2025-03-03")]),
        ("The hearing is due on April 7.", [("April 7", "2025-04-07")]),
        ("It froze in December.", [("December", "2024-12")]),
        ("It opened in 1932, in the 1990s it shut.", [("1932", "1932"), ("1990s", "199X")]),
        ("Last spring they left.", [("Last spring", "2024-21")]),
        ("Last week they came.", [("Last week", "2025-03-03/2025-03-09")]),
        ("They came on Christmas Day 2014.", [("Christmas Day 2014", "2014-12-25")]),
        ("A year ago today it rose.", [("A year ago today", "2024-03-12")]),
        ("The Saturday before last it met.", [("The Saturday before last", "2025-03-01")]),
        (
            "It sat from Monday to Wednesday of last week.",
            [("from Monday to Wednesday of last week", "2025-03-03/2025-03-05")],
        ),
        ("On Friday the 21st it will rule.", [("Friday the 21st", "2025-03-21")]),
        ("The first Monday in April is a holiday.", [("first Monday in April", "2025-04-07")]),
        ("The week of 17 February was cold.", [("The week of 17 February", "2025-02-17/2025-02-23")]),
        ("A fortnight on Friday it opens.", [("A fortnight on Friday", "2025-03-28")]),
        ("In the spring it will open.", [("In the spring", "2025-21")]),
        ("It was dry in the summer of '76.", [("in the summer of '76", "1976-22")]),
        ("It rose in the last quarter of 2021.", [("last quarter of 2021", "2021-36")]),
        ("On the twenty-first of June 1990 it burned.", [("twenty-first of June 1990", "1990-06-21")]),
        ("In two weeks' time it ends.", [("In two weeks' time", "2025-03-26")]),
        ("Tickets go on sale on Friday.", [("Friday", "2025-03-14")]),
        ("Between 2016 and 2019 it grew.", [("2016 and 2019", "2016/2019")]),
    ],
)
def test_expressions(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It may march on; May Lund, recently, in her sixties, came second.",
        "On Sundays the Wednesday Club meets in Friday Street.",
        "Some 1,900 geese and 2000 people, years ago.",
        "On 31 February nobody came.",
        "He works the odd Sunday, and in the spring the lambs play.",
        "Its 2000 staff left; the 2000 who came, the 1500 striking miners and the 2000 rebels crashed through.",
        "A 1500 capacity hall, a 1200 bed hospital, a 1200 page report, a 1200 kg bull and a 1600 tonne ship.",
        "The council’s 2000 euro fine, a 1000 litre tank and their 1200 livestock.",
        "",
    ],
)
def test_what_is_no_date(text):
    assert told(text) == []


def test_without_a_day_of_publication_only_a_whole_date_is_one():
    assert told("On Tuesday and on 5 July it rained; on 3 June 1411 it burned.", None) == [
        ("3 June 1411", "1411-06-03")
    ]


def test_a_weekday_that_is_named_with_its_date_is_that_day_in_an_article_without_one():
    text = "Friday, Nov. 21, 2025\nOn Friday it met. It will meet on Monday and next Friday."
    assert told(text, None) == [("Friday, Nov. 21, 2025", "2025-11-21"), ("Friday", "2025-11-21")]


def test_today_may_mean_no_day():
    assert told("The state of the town today is poor, and today's youth leaves. It shut today.") == [
        ("today", WEDNESDAY)
    ]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_no_calendar_is_left(published):
    text = "Nine centuries ago, 999 years ago, next year, on Friday, last Friday, next winter, in May and on 1 May."
    told(text, published)


def test_the_next_day_is_told_from_the_one_day_of_its_sentence():
    assert told("It shut on Monday. On 3 March, yes, on 3 March, it sank, and the next day it rose.")[1:] == [
        ("3 March", "2025-03-03"),
        ("3 March", "2025-03-03"),
        ("the next day", "2025-03-04"),
    ]
    assert len(told("On 3 March it sank, on 4 March it rose, on 3 March it was sold, and the next day it sank.")) == 3


@pytest.mark.parametrize(("times", "day"), [(10, "2025-11-20"), (200, "2024-11-20")])
def test_a_verb_looks_ahead_for_what_stands_near_it(times, day):
    text = f"Ferries will sail, {'rain or no rain, ' * times}20 November."
    assert told(text) == [("20 November", day)]


def test_dates_are_put_in_order_by_their_first_day():
    written = ["2025-03-11", "2025-03", "2025", "199X", "18XX", "2024-24", "2024-34", "2016/2019"]
    assert [Dated(Span(0, 1), date, Span(0, 1)).first for date in written] == [
        "2025-03-11",
        "2025-03-01",
        "2025-01-01",
        "1990-01-01",
        "1800-01-01",
        "2024-12-01",
        "2024-04-01",
        "2016-01-01",
    ]
