"""What articles are about, how alike two are, and groups that make no chains."""

import pytest

from onrecord.link import stories
from onrecord.link.rarity import rarity
from onrecord.link.stories import Pair

LOCK = "The lock at Ostrevel is shut since the barge Corvina rammed its gate; the pilot of the Corvina was not hurt."
MAYOR = "Ostrevel's mayor met the pilot of the Corvina at the broken lock gate."
SNOW = "Snow fell on Vint for the third day, and the cable car stood still above the village."


def test_rare_words_and_names_tell_more_than_common_ones():
    assert rarity("the") == 0
    assert 0 < rarity("house") < rarity("barge") < rarity("ostrevel")
    assert rarity("4711") < rarity("ostrevel")
    assert stories.keys_of(stories.terms_of(None, LOCK))[0] == "corvina"


def test_a_title_counts():
    assert stories.keys_of(stories.terms_of("Ostrevel Ostrevel", LOCK))[0] == "ostrevel"


DAYS = {"the same day": (0, True), "within days": (stories.NEAR, True), "long after": (stories.FAR + 1, False)}


@pytest.mark.parametrize(("days", "same"), DAYS.values(), ids=DAYS.keys())
def test_articles_on_one_thing_are_alike_within_days(days, same):
    one, other = stories.terms_of(None, LOCK), stories.terms_of(None, MAYOR)
    assert (stories.likeness(one, other, days) >= stories.SAME) == same
    assert stories.likeness(one, other, days) == stories.likeness(other, one, days)


def test_articles_on_different_things_are_not_alike():
    assert stories.likeness(stories.terms_of(None, LOCK), stories.terms_of(None, SNOW), 0) < stories.FLOOR


def test_without_a_date_they_have_to_be_more_alike():
    terms = stories.terms_of(None, LOCK)
    assert stories.likeness(terms, terms, None) == pytest.approx(0.5, abs=0.01)
    assert stories.terms_of(None, "") == {}


def test_articles_that_each_resemble_the_next_make_no_chain():
    chain = [Pair(n, n + 1, 0.3) for n in range(1, 6)]
    groups = [sorted(group) for group in stories.stories(range(1, 7), chain)]
    assert max(map(len, groups)) == 2
    assert groups == [sorted(group) for group in stories.stories(range(1, 7), chain[::-1])]


def test_what_is_alike_all_round_is_one():
    pairs = [Pair(1, 2, 0.5), Pair(1, 3, 0.2), Pair(2, 3, 0.25), Pair(3, 4, 0.2)]
    assert [sorted(group) for group in stories.stories([1, 2, 3, 4], pairs)] == [[1, 2, 3]]
    assert list(stories.stories([1, 2], [])) == []


def test_terms_that_make_a_group_stand_in_two_articles_at_least():
    shared = stories.shared_terms([stories.terms_of(None, LOCK), stories.terms_of(None, MAYOR)])
    assert {"corvina", "ostrevel", "lock"} <= set(shared)
    assert "barge" not in shared
