"""What of a document stands in no article: its share, and whether it holds quotations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.leftout import left_out
from onrecord.terms import Article, Document, Part, Span

BODY = "The mill opens in May, said Ada Lund."


def document(text, **facts):
    start = text.find(BODY)
    body = ((Span(start, start + len(BODY)),),) if start >= 0 else ()
    parts = tuple(
        Part(kind, Span(text.index(words), text.index(words) + len(words))) for kind, words in facts.pop("parts", ())
    )
    article = Article(body, parts=parts, **facts)
    return Document("d", "d.txt", text, "0", "text/plain", "utf-8", (article,) if body else ())


MARKS = {
    "curly": ("“We never closed it at all”", True),
    "straight": ('"We never closed it at all"', True),
    "single": ("‘We don’t close it at all’", True),
    "typewriter": ("'We don't close it at all'", True),
    "French": ("«We never closed it at all»", True),
    "German": ("„We never closed it at all“", True),
    "Swedish": ("”Short” and ”We never closed it at all”", False),
    "three words": ("“We never closed”", False),
    "a title": ("the play “Rain” and the book “Snow”", False),
    "apostrophes": ("the mill's wheels and the towns' old bridges don't turn", False),
    "two paragraphs": ("“We never\n\nclosed it at all”", False),
    "no end": ("“We never closed it at all", False),
    "none": ("We never closed it at all", False),
}


@pytest.mark.parametrize(("words", "quotes"), MARKS.values(), ids=MARKS.keys())
def test_quotations_are_seen_only_outside_of_articles(words, quotes):
    assert left_out(document(f"{BODY}\n\n{words}")).quotes is quotes
    inside = document(f"{words}\n\n{BODY}", parts=(("caption", words),))
    assert left_out(inside) == (0.0, False)


def test_the_share_leaves_white_space_out():
    assert left_out(document(f"Menu\n\n\n{BODY}   \n")).share == round(4 / (4 + len(BODY.replace(" ", ""))), 4)


def test_what_facts_say_is_not_left_out():
    text = f"The Mill\nBy Ines Falk\nQuay Post\n{BODY}"
    held = left_out(document(text, title="The Mill", authors=("Ines Falk",), outlet="Quay Post"))
    assert held.share == round(2 / len("".join(text.split())), 4)  # "By"


def test_a_document_without_articles_is_left_out_whole():
    assert left_out(document("“Nothing of this is an article,” it said.")) == (1.0, True)
    assert left_out(document(" \n")) == (0.0, False)


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_it_is_a_share_whatever_the_spans(text, spans):
    body = tuple((Span(min(pair), min(max(pair), len(text))),) for pair in spans if min(pair) < len(text))
    whole = Document("d", "d.txt", text, "0", "text/plain", "utf-8", (Article(body),))
    assert 0 <= left_out(whole).share <= 1


def test_very_many_marks_take_no_longer_than_their_number():
    assert left_out(document('“‘"' * 20_000)).quotes is False
