import numpy as np
import pytest

from onrecord.extract.clues import clues
from onrecord.extract.coreference import resolve
from onrecord.extract.pronouns import Learnt, Scorer, shares
from onrecord.extract.quotes import quoted
from onrecord.extract.references import scene
from onrecord.extract.tokens import tokens

WIDTH = 4


@pytest.fixture
def scorer(tmp_path):
    """A scorer that likes the states that point its way; none of them has a score of its own."""

    def make(none=-2.0):
        zero = np.zeros((WIDTH, WIDTH))
        parts = dict.fromkeys(("pronoun", "asking", "asked", "alone"), zero)
        parts |= {"mention": np.eye(WIDTH), "clues": np.zeros((59, WIDTH))}
        parts |= dict.fromkeys(("bias", "alone_bias", "alone_out"), np.zeros(WIDTH))
        np.savez(tmp_path / "pronouns.npz", **parts, out=np.full(WIDTH, 4.0), constants=[0.0, none])
        return Scorer(tmp_path / "pronouns.npz")

    return make


@pytest.fixture
def judged(lines, encoder):
    """Resolve a text's pronouns by a scorer; the pieces of the words that ``like`` holds point its way."""

    def read(text, scorer, like):
        article = lines(text)
        pieces = tokens(text, article, encoder.tokenizer)
        inside = [text[s:e] in like for s, e in zip(pieces.starts, pieces.ends, strict=True)]
        states = np.outer(inside, np.ones(WIDTH)).astype(np.float16)
        found = scene(text, article, quoted(text, article))
        resolve(found, Learnt(scorer, pieces, states))
        return found

    return read


def meant(found):
    return [one.person and one.person.name for one in found.references if one.kind == "pronoun"]


@pytest.mark.parametrize("like", ["Ada", "Ida"])
def test_the_states_decide(judged, scorer, like):
    found = judged("Ada Lund met Ida Holm. She left.", scorer(), {like})
    assert meant(found) == [{"Ada": "Ada Lund", "Ida": "Ida Holm"}[like]]


def test_a_pronoun_passes_on_whom_it_means(judged, scorer):
    found = judged("Ada Lund met Ida Holm. She left. Her car stood there.", scorer(), {"Ada", "She"})
    assert meant(found) == ["Ada Lund", "Ada Lund"]


def test_where_none_is_likely_it_is_not_sure(judged, scorer):
    found = judged("Ada Lund met Ida Holm. She left.", scorer(none=20.0), {"Ada"})
    (pronoun,) = (one for one in found.references if one.kind == "pronoun")
    assert pronoun.sure < 0.01


def test_a_name_that_may_be_a_place_is_somebody_if_a_pronoun_means_it(judged, scorer):
    text = "Selby came late. He left."
    assert meant(judged(text, scorer(), {"Selby"})) == ["Selby"]
    assert judged(text, scorer(), {"Selby"}).people[0].kind == "person"


def test_chances_are_probabilities(lines, encoder, scorer):
    text = "Ada Lund met Ida Holm. She told her that she was late."
    article = lines(text)
    pieces = tokens(text, article, encoder.tokenizer)
    shown = clues(scene(text, article, ()), pieces)
    states = np.random.default_rng(1).normal(size=(len(pieces.ids), WIDTH))
    chances = scorer().chances(shown, scorer().projected(shown, states))
    assert np.allclose(chances.sum(1), 1)
    assert (chances[:, :-1][shown.candidates < 0] == 0).all()


def test_a_pronoun_shares_by_how_sure_it_is(judged, scorer):
    found = judged("Ada Lund met Ida Holm. She left.", scorer(), {"Ada", "Ida"})
    name, *_, pronoun = (one for one in found.references if one.person is not None)
    assert shares(name) == ((name.person, 1.0),)
    assert sorted(person.name for person, _ in shares(pronoun)) == ["Ada Lund", "Ida Holm"]
    assert sum(share for _, share in shares(pronoun)) <= 1


def test_a_model_without_a_scorer_has_none(encoder):
    names = [output.name for output in encoder.session.get_outputs()]
    assert (encoder.scorer is None) == ("referring" not in names or not (encoder.folder / "pronouns.npz").exists())
