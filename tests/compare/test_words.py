import pytest

from onrecord.compare import wording
from onrecord.terms import Span


def keys(text):
    return wording(text).keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It isn’t ours,” he said", '"It isn\'t ours," he said'),
        ("They can't pay", "they cannot pay"),
        ("We won’t go", "We will not go"),
        ("I'm sure they've left", "I am sure they have left"),
        ("har\u00adbour of\ufb01ce", "harbour office"),
        ("1.5\u00a0million", "1,500,000"),
        ("seven", "7"),
        ("twenty-five", "25"),
        ("one hundred and forty", "140"),
        ("two thousand three hundred", "2,300"),
        ("5 percent", "5%"),
        ("five per cent", "5 %"),
        ("$5 million", "5 million dollars"),
        ("$5m", "five million dollars"),
        ("the third time", "the 3rd time"),
        ("9-12", "nine to twelve"),
        ("the U.S. army", "the US army"),
        ("salt & bread", "salt and bread"),
        ("[T]hat is it", "That is it"),
        ("it was [sic] so", "it was so"),
    ],
)
def test_what_is_typography_alone_has_the_same_keys(one, other):
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("seven", "eight"),
        ("140", "114"),
        ("1.5", "15"),
        ("5%", "5"),
        ("$5", "£5"),
        ("the first", "the one"),
        ("he can go", "he can't go"),
        ("colour", "color"),
        ("tell us", "tell the US"),
        ("2.3.4", "23.4"),
        ("twenty five hundred", "twenty-five"),
        ("twenty, five", "twenty-five"),
    ],
)
def test_what_may_change_the_sense_has_not(one, other):
    assert keys(one) != keys(other)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("We may not pay 40 crowns", {"may": "modal", "not": "negation", "40": "number"}),
        ("They met Ada Lorne in May", {"ada": "name", "lorne": "name", "may": "name"}),
        ("Perhaps about 30 came", {"perhaps": "hedge", "about": "hedge", "30": "number"}),
        ("Some 40 came and some left", {"some": "hedge"}),
        ("It took at least two days", {"at": "hedge", "least": "hedge", "2": "number"}),
    ],
)
def test_kinds(text, kinds):
    found = {word.key: word.kind for word in reversed(wording(text).words)}
    assert {key: found[key] for key in kinds} == kinds


def test_words_are_spans_of_the_text_and_of_the_parts_given():
    text = "She said: “We met twenty-five of them”, and “they can’t swim”."
    first, second = text.index("“We"), text.index("“they")
    found = wording(text, [Span(first, first + 30), Span(second, second + 18)])
    assert [text[w.start : w.end] for w in found.words] == [
        *("We", "met", "twenty-five", "of", "them", "they", "can’t", "can’t", "swim")
    ]
    assert found.said(1, 3) == "met twenty-five"
    assert found.said(2, 2) == ""


@pytest.mark.parametrize("dots", ["…", "...", ". . .", "[…]", "[...]", "(...)"])
def test_an_ellipsis_stands_before_a_word(dots):
    found = wording(f"We rebuilt it {dots} in stone {dots}")
    assert found.keys == ["we", "rebuilt", "it", "in", "stone"]
    assert found.ellipses == {3, 5}


def test_an_ellipsis_counts_merged_words():
    assert wording("one hundred and two … boats").ellipses == {1}


@pytest.mark.parametrize("text", ["", " ", "“”", "…", "--", "[", "%", "’"])
def test_nothing_but_marks(text):
    found = wording(text)
    assert all(word.key for word in found.words)


def test_what_stands_between_its_parts_is_not_said():
    text = "“We will open the lock,” Brun told the council. “In June,  or” “never.”"
    spans = [Span(0, 24), Span(48, 62), Span(63, len(text))]
    words = wording(text, spans)
    assert words.said(0, len(words.words)) == "We will open the lock … In June, or” “never"
    assert words.said(1, 5) == "will open the lock"
    assert words.said(5, 6) == "In"
    assert words.said(3, 3) == ""
