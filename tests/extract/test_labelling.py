"""Labels: the words an article itself uses, where they begin and end, and what is none."""

from __future__ import annotations

import pytest

from onrecord.extract.beside import adjectives, after, before
from onrecord.extract.labelling import article_labels
from onrecord.extract.occasions import nouns
from onrecord.terms import Article, ArticlePerson, Mention, Span, Statement


def at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def found(text, *mentions, statements=(), people=None):
    """Labels of an article of one paragraph, by their words; mentions are (words, kind), all of one person."""
    people = people or [ArticlePerson("p", "Ada Lund", "person")]
    marked = [Mention(at(text, words), people[0].name, "p", kind) for words, kind in mentions]
    page = Article(body=((Span(0, len(text)),),))
    return [(text[slice(*one.span)], one.kind) for one in article_labels(text, page, statements, marked, people)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lund, a former pilot, rose.", ["a former pilot"]),
        ("Ada Lund, 54, head of the survey, rose.", ["head of the survey"]),
        ("Ada Lund, a pilot, who owns a boat, rose.", ["a pilot", "who owns a boat"]),
        ("Ada Lund, whose boat sank, rose.", ["whose boat sank"]),
        ("Ada Lund is a former pilot and knows it.", ["a former pilot"]),
        ("Ada Lund served as treasurer for years.", ["treasurer"]),
        ("Ada Lund is not a pilot.", []),
        ("Ada Lund, who said it rained, rose.", []),
        ("Ada Lund, a day later, rose.", []),
        ("Ada Lund, the report said, rose.", []),
        ("Ada Lund is a problem.", []),
        ("Ada Lund, and the rain.", []),
        ("Ada Lund", []),
    ],
)
def test_after_a_name(text, expected):
    assert [text[slice(*one)] for one in after(text, at(text, "Ada Lund"), Span(0, len(text)))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor of Selby, Ada Lund, rose.", ["The mayor of Selby"]),
        ("Its founder, Ada Lund, rose.", ["Its founder"]),
        ("“No,” said the town’s baker, Ada Lund.", ["the town’s baker"]),
        ("On Monday, Ada Lund rose.", []),
        ("Bo Orr, the baker, Ada Lund and others rose.", []),
        ("The river, Ada Lund said, rose.", []),
    ],
)
def test_before_a_name_and_a_comma(text, expected):
    assert [text[slice(*one)] for one in before(text, at(text, "Ada Lund"), Span(0, len(text)))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A visibly tired Ada Lund left.", ["visibly tired"]),
        ("The late Ada Lund kept it.", ["late"]),
        ("The old Ada Lund prize was sold.", []),
        ("The baker Ada Lund left.", []),
        ("Ada Lund left.", []),
    ],
)
def test_adjectives(text, expected):
    assert [text[slice(*one)] for one in adjectives(text, at(text, "Ada Lund"), Span(0, len(text)))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Angry residents left.", [("Angry residents", "group")]),
        ("By noon hundreds of rebels came.", [("hundreds of rebels", "group")]),
        ("This week’s public meeting failed.", [("This week’s public meeting", "event")]),
        ("A showdown", [("A showdown", "event")]),
        ("He has treated islanders.", [("islanders", "group")]),
        ("They vote and strike.", []),
        ("The meeting room and the fire brigade.", []),
        ("The chairs broke.", []),
        ("She cast the casting vote.", []),
        ("", []),
    ],
)
def test_groups_and_events(text, expected):
    assert [(text[slice(*span)], kind) for span, kind in nouns(text, Span(0, len(text)))] == expected


def test_names_have_their_titles_and_a_nickname_is_told_apart():
    text = "Deputy Mayor Ada Lund rose. Skip Lund sat. Lund left."
    marked = found(text, ("Ada Lund", "name"), ("Skip Lund", "name"))
    assert marked == [("Deputy Mayor Ada Lund", "name"), ("Skip Lund", "nickname")]


def test_nothing_inside_a_quotation_is_the_articles_own():
    text = "“The mayor, a coward, fled the siege,” it says of Ada Lund. Ada “Skip” Lund, a pilot, stayed."
    marked = found(text, ("The mayor", "description"), ("Ada “Skip” Lund", "name"))
    assert marked == [("Ada “Skip” Lund", "name"), ("a pilot", "description")]
    spaced = 'She said: " The mayor fled . " Ada Lund , left.'
    assert found(spaced, ("The mayor", "description"), ("Ada Lund", "name")) == [("Ada Lund", "name")]


def test_what_is_said_in_a_turn_is_not_the_articles_own():
    text = "Ada Lund rose.\nBo Orr: The baker is right about the siege."
    turn = Statement("s", "direct", (at(text, "Bo Orr"),), (), (at(text, "The baker is right about the siege."),), 0.9)
    assert found(text, ("Ada Lund", "name"), ("The baker", "description"), statements=[turn]) == [("Ada Lund", "name")]


def test_what_stands_in_a_report_leads_to_it():
    text = "Bo Orr said the tyrant had left. Ada Lund sat."
    report = Statement("s", "indirect", (at(text, "Bo Orr"),), (), (at(text, "the tyrant had left"),), 0.9)
    people = [ArticlePerson("p", "Ada Lund", "person")]
    marked = [Mention(at(text, words), "Ada Lund", "p", kind) for words, kind in (("tyrant", "description"),)]
    (one,) = article_labels(text, Article(body=((Span(0, len(text)),),)), [report], marked, people)
    assert (text[slice(*one.span)], one.statement, one.person_id) == ("the tyrant", "s", "p")


def test_an_unnamed_thing_is_nobody():
    people = [ArticlePerson("p", "the placard", "unnamed")]
    assert found("The placard said so.", ("The placard", "description"), people=people) == []
    people = [ArticlePerson("p", "a clerk", "unnamed")]
    assert found("A clerk said so.", ("A clerk", "description"), people=people) == [("A clerk", "description")]
