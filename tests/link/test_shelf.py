"""Many wordings linked at once."""

import gc
import weakref

from onrecord.link.families import Said
from onrecord.link.shelf import Keyed, all_linked, linked
from onrecord.link.wordings import keys_of, words_in
from onrecord.terms import Span

FULL = "We will open the lock in June, but not before the divers have seen all 40 bolts of the lower gate."


def keyed(number, text):
    span = Span(0, len(text))
    said = Said(
        number=number,
        verbatim=True,
        person="brun",
        names=frozenset({"brun"}),
        published="2031-05-02",
        stories=frozenset({1}),
        articles=frozenset({number}),
        common=False,
        text=text,
        spans=(span,),
    )
    return Keyed(said, keys_of(words_in(text, [span])))


def test_wordings_are_let_go_once_they_are_taken_in():
    basket = [keyed(0, FULL), *(keyed(n, FULL[: 40 + n]) for n in range(1, 20))]
    held = [weakref.ref(one.said) for one in basket]
    most = 0

    def counted():
        nonlocal most
        basket.reverse()
        while basket:
            yield basket.pop()
            gc.collect()
            most = max(most, sum(one() is not None for one in held) - len(basket))

    found = list(linked(counted()))
    assert [one.homes[0].reference if one.homes else None for one in found] == [None, *[0] * 19]
    assert most == 1


def test_baskets_are_emptied():
    baskets = [[keyed(0, FULL), keyed(1, FULL[:40])], [keyed(2, "Snow fell on the ferry at four in the morning.")]]
    assert [one.number for one in all_linked(baskets)] == [0, 1, 2]
    assert baskets == [[], []]
