from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract import Encoder, findings
from onrecord.extract.encoder import MODEL
from onrecord.extract.found import Found
from onrecord.extract.nested import Level
from onrecord.extract.quotes import quoted, with_marks
from onrecord.extract.speakers import attributed
from onrecord.extract.tokens import WINDOW, tokens
from onrecord.terms import Article, Span

ENCODER = Encoder(threads=1)
TOWN = (
    "Mayor Ada Lund opened the meeting in Selby on Monday.\n"
    "“We will rebuild the bridge before winter,” Lund said.\n"
    "She added that the council had set aside the money.\n"
    "According to the Selby Gazette, the work will take two years.\n"
    "The hall was full and the heating was broken."
)


def parts(text: str, article: Article, encoder: Encoder) -> list[tuple[str, str, str, str]]:
    def words(spans):
        return " ".join(text[s:e] for s, e in spans)

    found = findings("d", text, article, encoder).statements
    return [(words(one.source), words(one.cue), words(one.content), one.kind) for one in found]


def test_a_plain_report(encoder, lines):
    assert parts(TOWN, lines(TOWN), encoder) == [
        ("Lund", "said", "“We will rebuild the bridge before winter,”", "direct"),
        ("She", "added", "that the council had set aside the money", "indirect"),
        ("the Selby Gazette", "According to", "the work will take two years", "indirect"),
    ]
    assert [one.speaker for one in findings("d", TOWN, lines(TOWN), encoder).statements] == (
        ["Ada Lund", "Ada Lund", "Selby Gazette"]
    )


def test_ids_depend_on_the_document_and_the_place(encoder, lines):
    one, again, other = (findings(id, TOWN, lines(TOWN), encoder).statements for id in ("a", "a", "b"))
    assert one == again
    assert not {s.id for s in one} & {s.id for s in other}
    assert len({s.id for s in one}) == len(one)


def test_a_statement_cut_by_a_page_break_has_two_spans(encoder):
    text = "Mayor Ada Lund said that the old\n\n- 2 -\n\nbridge would be rebuilt before winter."
    article = Article(body=((Span(0, 32), Span(41, len(text))),))
    (statement,) = findings("d", text, article, encoder).statements
    assert [text[s:e] for s, e in statement.content] == ["that the old", "bridge would be rebuilt before winter"]


def test_an_article_without_words_has_no_statements(encoder):
    assert findings("d", "", Article(body=()), encoder).statements == ()


def test_a_window_does_not_depend_on_the_others(encoder, lines):
    long = TOWN + ("\n" + TOWN) * 12
    alone, among = (tokens(text, lines(text), encoder.tokenizer) for text in (TOWN, long))
    count = len(alone.ids)
    assert len(among.ids) > 2 * WINDOW
    whole_first_window = encoder.probabilities(among)[:count]
    again = encoder.probabilities(among)[:count]
    assert np.array_equal(whole_first_window, again)
    assert np.array_equal(encoder.probabilities(alone), Encoder(threads=2).probabilities(alone))


def test_a_paragraph_longer_than_a_window_is_read_whole(encoder):
    text = "Lund said that the wall, " + "which is old and grey and long and wet, " * 60 + "would stand."
    pieces = tokens(text, Article(body=((Span(0, len(text)),),)), encoder.tokenizer)
    found = encoder.probabilities(pieces)
    assert found.shape == (len(pieces.ids), 7)
    assert np.allclose(found.sum(1), 1, atol=1e-4)


def test_marks_by_the_thousand_do_not_stop_a_text(lines):
    # Whatever looks at all of them for each would take minutes.
    text = "\n".join([TOWN] * 60) + "\n" + "‘a " * 20_000
    article = lines(text)
    quotations = quoted(text, article)
    assert len(quotations) == 60
    spans = [Span(end + 1, end + 5) for _, end in quotations]
    levels = [
        Level(Found((span,), (), (quote,), 0.9), quotations, None)
        for span, quote in zip(spans, quotations, strict=True)
    ]
    credits = attributed(text, article, quotations, levels).credits
    assert all(credit.by is not None and credit.by.people[0].name == "Ada Lund" for credit in credits)
    for start, end in quotations:
        assert with_marks(text, Span(start + 1, end - 1), quotations) == (start, end)


def test_weights_that_were_swapped_are_refused(tmp_path):
    shutil.copytree(MODEL, tmp_path / "model")
    (tmp_path / "model" / "tagger.onnx").write_bytes(b"something else")
    with pytest.raises(ValueError, match="install onrecord again"):
        _ = Encoder(tmp_path / "model").session


def test_settings_fit_the_labels(encoder):
    scores = encoder.settings.transition_scores()
    assert scores.shape == (8, 7)
    assert json.loads((MODEL / "settings.json").read_text("utf-8"))["sha256"] == encoder.settings.sha256


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.integers(0, 5))
def test_any_text_gives_spans_inside_its_body(text, at):
    mixed = TOWN[: at * 50] + text + TOWN[at * 50 :]
    spans = [Span(0, len(mixed) // 2), Span(len(mixed) // 2 + 1, len(mixed))]
    article = Article(body=tuple((span,) for span in spans if span.start < span.end))
    found = findings("d", mixed, article, ENCODER)
    ids = [person.id for person in found.people]
    assert len(ids) == len(set(ids))
    assert {mention.person_id for mention in found.mentions} <= set(ids)
    for statement in found.statements:
        assert {candidate.person_id for candidate in statement.candidates} | set(statement.to) <= set(ids)
        assert set(statement.about) <= set(ids)
        assert statement.content
        assert 0 <= statement.confidence <= 1
        for span in statement.source + statement.cue + statement.content:
            assert any(s <= span.start < span.end <= e for s, e in article.spans)
