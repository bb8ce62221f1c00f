from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract import Encoder
from onrecord.extract.encoder import MODEL
from onrecord.extract.tokens import OVERLAP, SHAPES, WINDOW, tokens, windows
from onrecord.terms import Article, Span

TOKENIZER = Encoder(MODEL).tokenizer


def test_pieces_are_the_words_they_stand_for():
    text = "  Ada spoke wallward.\nUNITED they stand"
    found = tokens(text, Article(body=((Span(2, 21),), (Span(22, 40),))), TOKENIZER)
    pieces = [text[s:e] for s, e in zip(found.starts, found.ends, strict=True)]
    assert pieces == ["Ada", "spoke", "wall", "ward", ".", "UNITED", "they", "stand"]
    assert found.paragraphs == ((0, 5), (5, 8))
    assert found.inner.tolist() == [False, False, False, True, False, False, False, False]


def test_shapes_tell_case_and_gap_apart():
    text = "Ada SAID this: no"
    shapes = tokens(text, Article(body=((Span(0, len(text)),),)), TOKENIZER).shapes.tolist()
    assert shapes == [3 + 2, 6 + 1, 0 + 1, 0 + 0, 0 + 1]  # three cases times three gaps


def test_a_paragraph_in_two_spans_reads_on():
    text = "We rebuilt the old\n\n[page 2]\n\nharbour wall."
    cut = tokens(text, Article(body=((Span(0, 18), Span(30, len(text))),)), TOKENIZER)
    whole = tokens("We rebuilt the old harbour wall.", Article(body=((Span(0, 32),),)), TOKENIZER)
    assert cut.ids.tolist() == whole.ids.tolist()
    assert cut.shapes.tolist() == whole.shapes.tolist()
    assert [text[s:e] for s, e in zip(cut.starts, cut.ends, strict=True)][4:] == ["harbour", "wall", "."]


def test_nothing_in_nothing_out():
    assert len(tokens("", Article(body=()), TOKENIZER).ids) == 0
    assert len(tokens("\u200b", Article(body=((Span(0, 1),),)), TOKENIZER).ids) == 0
    assert list(windows(())) == []


@given(st.lists(st.integers(1, 700), max_size=12))
def test_windows_cover_all_and_cut_at_paragraph_ends(lengths):
    ends = [sum(lengths[:n]) for n in range(len(lengths) + 1)]
    paragraphs = tuple(itertools.pairwise(ends))
    found = list(windows(paragraphs))
    assert {piece for first, last in found for piece in range(first, last)} == set(range(ends[-1]))
    assert all(0 < last - first <= WINDOW for first, last in found)
    for (_, end), (begin, _) in itertools.pairwise(found):
        assert begin == end - OVERLAP or (begin == end and end in ends)


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_text_has_its_pieces_inside_and_in_order(text):
    found = tokens(text, Article(body=((Span(0, len(text)),),)), TOKENIZER)
    assert ((found.starts >= 0) & (found.starts < found.ends) & (found.ends <= len(text))).all()
    assert (found.starts[1:] >= found.starts[:-1]).all()
    assert ((found.shapes >= 0) & (found.shapes < SHAPES)).all()


@pytest.mark.parametrize(
    "text", ["&quot;It rains,&quot; he said.", "\ufffdIt rains,\ufffd he said.", "›It rains,‹ he said."]
)
def test_marks_that_the_model_never_saw_keep_their_place(encoder, lines, text):
    pieces = tokens(text, lines(text), encoder.tokenizer)
    words = [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
    assert "rains" in words
    assert "he" in words
    assert all(0 <= start < end <= len(text) for start, end in zip(pieces.starts, pieces.ends, strict=True))
