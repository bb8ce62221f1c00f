from __future__ import annotations

import pytest

from onrecord.extract.names import names, names_in
from onrecord.terms import Article, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nobody is named here", []),
        ("The mayor spoke.", []),
        ("Ada Lund spoke.", [("Ada Lund", "person")]),
        ("On Friday Mayor Ada Lund spoke.", [("Ada Lund", "person")]),
        ("Dr. Ada M. Lund Jr. spoke", [("Ada M. Lund Jr.", "person")]),
        ("Ana de la Cruz spoke", [("Ana de la Cruz", "person")]),
        ("Ada Lund’s plan", [("Ada Lund", "person")]),
        ("the Selby Town Council voted", [("Selby Town Council", "organisation")]),
        ("the University of Selby", [("University of Selby", "organisation")]),
        ("the SRA objected", [("SRA", "organisation")]),
        ("the Selby SRA objected", [("Selby SRA", "organisation")]),
        ("Selby MARK and Pius XII", [("Selby MARK", "organisation"), ("Pius XII", "person")]),
        ("Secretary-designate Ada Lund", [("Ada Lund", "person")]),
        ("August Lund spoke, and so did April Holm", [("August Lund", "person"), ("April Holm", "person")]),
        ("By August Lund spoke", [("Lund", "person")]),
        ("Last April Ada Lund won", [("Ada Lund", "person")]),
        ("Selby County Commissioner Ada Lund spoke", [("Ada Lund", "person")]),
        ("Selby's Ada Lund spoke", [("Ada Lund", "person")]),
        ("Selby County Commissioner and others", []),
        ("a pro-Selby crowd", [("Selby", "person")]),
        ("the anti-Lund vote and then-Mayor Ada Lund", [("Lund", "person"), ("Ada Lund", "person")]),
        ("“[Mayor Ada] Lund knew”", [("Ada Lund", "person")]),
        ("that (Ada) Lund knew", [("Ada Lund", "person")]),
        ("the mayor (Ada Lund) Holm never met", [("Ada Lund", "person"), ("Holm", "person")]),
        ("the (Ada) Bank", [("Ada", "person"), ("Bank", "organisation")]),
        ("He met Han Jae In.", [("Han Jae In", "person")]),
        ("Han Jae In the hall", [("Han Jae", "person")]),
        ("Ada “Wren” Lund spoke", [("Ada Lund", "person")]),
        ("Cr. Ada Lund spoke", [("Ada Lund", "person")]),
        ("the Selby Traders’ Association met", [("Selby Traders’ Association", "organisation")]),
        ("Ada Lund of the Selby Institute", [("Ada Lund", "person"), ("Selby Institute", "organisation")]),
        ("Zoë Ó Dálaigh and Łukasz Żak", [("Zoë Ó Dálaigh", "person"), ("Łukasz Żak", "person")]),
        ("Ada\nLund spoke", [("Ada Lund", "person")]),
    ],
)
def test_names_by_their_shape(text, expected):
    assert [(name.words, name.kind) for name in names_in(text, Span(0, len(text)))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Lund-Holm summit. Lund met Holm.", ["Lund", "Holm", "Lund", "Holm"]),
        ("The Lund-Holm summit. Lund left.", ["Lund-Holm", "Lund"]),
        ("Lund’s Harbour Board met. Lund left.", ["Lund", "Harbour Board", "Lund"]),
        ("The Women’s Institute met. Women left.", ["Women’s Institute", "Women"]),
        ("The Lund Papers. Lund wrote papers.", ["Lund", "Lund"]),
        ("Ada Marks left. Ada had marks.", ["Ada Marks", "Ada"]),
    ],
)
def test_what_is_joined_to_a_name_that_stands_alone_is_no_part_of_it(text, expected):
    found = names(text, Article(body=((Span(0, len(text)),),)))
    assert [(one.words, text[slice(*one.span)]) for one in found] == [(words, words) for words in expected]


def test_a_names_span_is_its_words():
    text = "“Then Mayor Ada Lund’s plan failed.”"
    (name,) = names_in(text, Span(0, len(text)))
    assert text[name.span.start : name.span.end] == "Ada Lund"
    assert (name.title, name.owner) == ("Mayor", True)


def test_a_headlines_words_are_no_part_of_a_name_that_stands_alone_elsewhere():
    lines = [
        "Can Anyone Handle Ada Lund Before June?",
        "What Ada Lund Knew About the Harbour Wall",
        "The Ada Lund Foundation Opens Its Doors",
        "She had read “Nobody Knew What to Do With Ada Lund.”",
        "Ada Lund spoke in the hall.",
        "The Town That Could Not Handle Mary Krag",
    ]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    body = tuple((Span(start, start + len(line)),) for start, line in zip(starts, lines, strict=True))
    found = [(one.words, text[one.span.start : one.span.end]) for one in names(text, Article(body=body))]
    people = [one for one in found if "Lund" in one[0] or "Krag" in one[0]]
    assert people == [
        ("Ada Lund", "Ada Lund"),
        ("Ada Lund", "Ada Lund"),
        ("Ada Lund Foundation Opens Its Doors", "Ada Lund Foundation Opens Its Doors"),
        ("Ada Lund", "Ada Lund"),
        ("Ada Lund", "Ada Lund"),
        ("Mary Krag", "Mary Krag"),
    ]


def test_plurals_that_begin_sentences_stay_names_whatever_the_group():
    groups = "Democrats Republicans Liberals Tories Nationalists Royalists Woods Rivers Rangers Saints".split()
    text = " ".join(f"{group} said no." for group in groups)
    found = names(text, Article(body=((Span(0, len(text)),),)))
    assert [one.words for one in found] == groups
