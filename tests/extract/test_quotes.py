from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.quotes import kind, quoted, with_marks
from onrecord.terms import Article, Span


def whole(text: str) -> Article:
    return Article(body=((Span(0, len(text)),),)) if text else Article(body=())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No marks at all.", []),
        ("“All of it.”", ["“All of it.”"]),
        ("She said “one” and “two”.", ["“one”", "“two”"]),
        ('Straight "marks" too.', ['"marks"']),
        ("„Deutsche“ und »umgekehrte« und «françaises»", ["„Deutsche“", "»umgekehrte«", "«françaises»"]),
        ("It's the voters' choice, isn't it?", []),
        ("He called it 'a start' and left.", ["'a start'"]),
        ("The '90s and the voters' wishes", []),
        ("“He told me ‘never’ and went.”", ["“He told me ‘never’ and went.”"]),
        ("“Left open to the end", ["“Left open to the end"]),
        ("\ufffdIt rains,\ufffd she said.", ["\ufffdIt rains,\ufffd"]),
        ("\ufffdIt rains, she said. It pours.", []),
        ("&quot;It rains,&quot; she said.", ["&quot;It rains,&quot;"]),
        ("‘The players’ bus is late,’ she said.", ["‘The players’ bus is late,’"]),
        ("The bus is late,” she said.", ["The bus is late,”"]),
        ('The bus is late," she said. "Wait."', ['The bus is late,"', '"Wait."']),
        ('" The bus is late, " she said.', ['" The bus is late, "']),
        ('A pipe of 6 " is wide.', []),
        ("”I will wait,“ she said.", ["”I will wait,“"]),
        ("She called it ”a long wait”.", ["”a long wait”"]),
        ("’Wait for the players’ bus,’ she said.", ["’Wait for the players’ bus,’"]),
        ("The ’Boro fans and the players’ bus", []),
        ("`Mind the step,' he said.", ["`Mind the step,'"]),
        (",,Mind the step,'' he said.", [",,Mind the step,''"]),
        ("Rock 'n' roll of the '70s and rock ’n’ roll", []),
        ('"I am 5\'4" and late," she said.', ['"I am 5\'4" and late,"']),
        ('A 6" pipe and a 4" pipe', []),
        ("``Old type,'' she said", ["``Old type,''"]),
        ("'It rains,' she said. 'It pours.", ["'It rains,'", "'It pours."]),
        ("'It rains,' she said of the 'Boro fans", ["'It rains,'"]),
        ("''Two apostrophes,'' she said", ["''Two apostrophes,''"]),
    ],
)
def test_what_stands_in_marks(text, expected):
    assert [text[s:e] for s, e in quoted(text, whole(text))] == expected


def test_damage_stays_inside_its_paragraph():
    text = "“Never closed\nNot quoted"
    article = Article(body=((Span(0, 13),), (Span(14, len(text)),)))
    assert quoted(text, article) == (Span(0, 13),)


def test_a_quotation_over_a_page_break_has_two_spans():
    text = "“We will\n\npage 2\n\nstay,” she said"
    article = Article(body=((Span(0, 8), Span(18, len(text))),))
    assert [text[s:e] for s, e in quoted(text, article)] == ["“We will", "stay,”"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("“We will stay.”", "direct"),
        ("that they would stay", "indirect"),
        ("that they would “stay as long as it takes”", "mixed"),
    ],
)
def test_kinds(content, expected):
    text = f"She said {content}"
    span = Span(9, len(text))
    assert kind(text, [span], quoted(text, whole(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Careless” work on the dam cost a year", "mixed"),
        ("“Careless” sank on the bar", "indirect"),
        ("“Magpie” boats sank on the bar", "indirect"),
        ("The “Careless” boats sank", "indirect"),
    ],
)
def test_an_adjective_in_marks_that_begins_a_sentence_is_no_name(text, expected):
    assert kind(text, [Span(0, len(text))], quoted(text, whole(text))) == expected


def test_a_content_takes_its_marks_along():
    text = "“We will stay,” she said"
    assert with_marks(text, Span(1, 13), quoted(text, whole(text))) == Span(0, 15)
    assert with_marks(text, Span(4, 8), quoted(text, whole(text))) == Span(4, 8)


@given(st.text(alphabet="ab ,.'\"“”‘’„«»\n", max_size=60))
def test_any_marks_give_ordered_spans(text):
    found = quoted(text, whole(text))
    assert all(0 <= s < e <= len(text) for s, e in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_words_in_marks_that_are_almost_a_name():
    text = "It read “" + "9" * 5_000 + "%X” twice, Lund said."  # a nested repetition would never end
    marks = quoted(text, whole(text))
    assert kind(text, [Span(0, text.index(", Lund"))], marks) == "mixed"


def test_a_word_that_is_spoken_of():
    text = "that it had lost the word “mill”"
    assert kind(text, [Span(0, len(text))], quoted(text, whole(text))) == "indirect"
