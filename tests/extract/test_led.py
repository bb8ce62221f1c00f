from __future__ import annotations

from parts import found, words

from onrecord.extract.led import read_on, with_items


def test_a_quotation_is_read_on_from_the_colon_that_leads_it_in(lines):
    text = "Ada Lund said on Monday:\n“We shall rebuild it.”\nThe hall was full."
    body = read_on(text, lines(text)).body
    assert [[text[s:e] for s, e in paragraph] for paragraph in body] == [
        ["Ada Lund said on Monday:", "“We shall rebuild it.”"],
        ["The hall was full."],
    ]


def test_what_is_no_quotation_is_not(lines):
    text = "There were three left:\nThe hall was full."
    assert read_on(text, lines(text)) == lines(text)


def test_items_belong_to_what_leads_them_in(lines):
    text = "Ada Lund said the plan would:\n- rebuild the bridge\n- widen the road\nThe hall was full."
    (one,) = with_items(text, lines(text), found(text, ("Ada Lund", "said", "the plan would")))
    assert words(text, one)[2] == "the plan would | rebuild the bridge | widen the road"


def test_lists_of_thousands_take_no_time(lines):
    text = "The plan would:\n" + "- widen the road, which has:\n" * 20_000
    (one,) = with_items(text, lines(text), found(text, ("", "", "The plan would")))
    assert len(one.content) == 20_001
