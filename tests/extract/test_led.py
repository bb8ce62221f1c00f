from __future__ import annotations

from dataclasses import replace

from parts import found, words

from onrecord.extract.led import read_on, with_items
from onrecord.terms import Span


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


def test_items_whose_marks_stand_outside_the_body(lines):
    text = "The ministry said the law would:\n- halve the fee\n- open the harbour"
    article = lines(text)
    body = (article.body[0], *((Span(start + 2, end),) for ((start, end),) in article.body[1:]))
    (one,) = with_items(text, replace(article, body=body), found(text, ("The ministry", "said", "the law would:")))
    assert words(text, one)[2] == "the law would: | halve the fee | open the harbour"


def test_a_list_takes_what_stands_between_the_cue_and_the_colon(lines):
    text = "The auditors found three faults:\n1. The safe is open.\n2. The ledger is lost."
    (one,) = with_items(text, lines(text), found(text, ("The auditors", "found", "The safe is open")))
    assert words(text, one)[2] == "three faults | The safe is open. | The ledger is lost."


def test_a_list_that_the_model_gave_to_nobody(lines):
    text = "The council is demanding:\n- soap\n- a roof"
    (one,) = with_items(text, lines(text), [])
    assert words(text, one) == ("The council", "is demanding", "soap | a roof")
    text = "The rescuers carried:\n- a door\n- two ladders"
    assert with_items(text, lines(text), []) == []


def test_a_list_that_somebody_recommends(lines):
    text = "The board recommended:\n- a second rail\n- fewer steps"
    (one,) = with_items(text, lines(text), [])
    assert words(text, one) == ("The board", "recommended", "a second rail | fewer steps")
