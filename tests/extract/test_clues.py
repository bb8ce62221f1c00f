import numpy as np
import pytest

from onrecord.extract.clues import AHEAD, BACK, OF_ONE, OWNER_CLUE, SUBJECT_CLUE, blocks, clues
from onrecord.extract.quotes import quoted
from onrecord.extract.references import scene
from onrecord.extract.tokens import tokens


@pytest.fixture
def shown(lines, encoder):
    """A text's references and their clues."""

    def read(text):
        article = lines(text)
        found = scene(text, article, quoted(text, article))
        return found, clues(found, tokens(text, article, encoder.tokenizer))

    return read


def words(found, numbers):
    return [found.text[slice(*found.references[n].span)] for n in numbers if n >= 0]


def test_a_pronoun_looks_at_what_stands_before_it_and_at_names_after_it_in_its_sentence(shown):
    found, given = shown("Ada Lund met Jon Holm. When he left, Per Dahl rose. Ida Berg stayed.")
    assert words(found, given.pronouns) == ["he"]
    assert words(found, given.candidates[0]) == ["Ada Lund", "Jon Holm", "Per Dahl"]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Mrs. Ada Lund met Mr. Jon Holm. He left.", ["Jon Holm"]),  # a title says who cannot be meant
        ("She met him.", []),
        ("She saw that her car was gone.", ["She"]),
    ],
)
def test_whom_the_last_pronoun_may_mean(shown, text, candidates):
    found, given = shown(text)
    assert words(found, given.candidates[-1]) == candidates


@pytest.mark.parametrize(
    ("text", "subject", "owner"),
    [
        ("She left.", True, False),
        ("Ada Lund saw her.", False, False),
        ("Ada Lund saw her car.", False, True),
        ("Ada Lund saw her and left.", False, False),
    ],
)
def test_how_a_pronoun_stands_in_its_sentence(shown, text, subject, owner):
    _, given = shown(text)
    own = given.own[given.pronouns[-1]]
    assert (own[SUBJECT_CLUE] > 0, own[OWNER_CLUE] > 0) == (subject, owner)


def test_clues_are_the_same_for_women_and_men(shown):
    _, one = shown("Mrs. Lund met Mrs. Holm. She told her that the bridge was hers.")
    _, other = shown("Mr. Lund met Mr. Holm. He told him that the bridge was his.")
    assert np.array_equal(one.candidates, other.candidates)
    near = one.candidates >= 0
    assert np.array_equal(one.pairs[near], other.pairs[near])


def test_blocks_are_parts_of_the_whole(lines, encoder):
    text = "Ada Lund met Ida Holm. She told her that she was late. Her car had stopped."
    article = lines(text)
    found, pieces = scene(text, article, ()), tokens(text, article, encoder.tokenizer)
    whole, parts = clues(found, pieces), list(blocks(found, pieces, size=3))
    assert [len(part.pronouns) for part in parts] == [3, 1]
    assert np.array_equal(whole.pairs, np.concatenate([part.pairs for part in parts]))
    assert np.array_equal(whole.candidates, np.concatenate([part.candidates for part in parts]))


def test_a_text_without_pronouns_has_no_pairs(shown):
    _, given = shown("The bridge is closed.")
    assert given.pairs.shape[:2] == (0, BACK + AHEAD)
    assert given.own.shape == (0, OF_ONE)


def test_pieces_of_a_reference_are_its_words(shown, lines, encoder):
    text = "Yesterday Ada Lund left."
    _, given = shown(text)
    pieces = tokens(text, lines(text), encoder.tokenizer)
    first, last = given.firsts[0], given.lasts[0]
    assert text[pieces.starts[first] : pieces.ends[last - 1]] == "Ada Lund"
