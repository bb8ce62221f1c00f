"""A handful of crashes for each action that changes a record; `make crash` has as many as asked for."""

import random

import pytest
from crash import ACTIONS, trials

TRIES = 20


@pytest.mark.parametrize("action", ACTIONS)
def test_what_is_stopped_leaves_a_sound_record_and_ends_the_same_when_done_again(action):
    with trials(action, articles=6, rng=random.Random(f"{action} 7")) as some:
        assert any(some.killed() for _ in range(TRIES))
        assert any(some.full(mounted=False) for _ in range(TRIES))
