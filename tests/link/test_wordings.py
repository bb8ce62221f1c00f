"""Words that are compared, and the keys by which they are found again."""

import pytest

from onrecord.link import wordings
from onrecord.terms import Span

SAID = "We will open the lock in June, but not before the divers have seen every bolt of the lower gate."


def words(text):
    return wordings.words_in(text, [Span(0, len(text))])


VERBATIM = {
    "direct": ("direct", "“All of it.”", (True, ["“All of it.”"])),
    "indirect": ("indirect", "that it was done", (False, ["that it was done"])),
    "mixed": ("mixed", "that it was “the worst day of my life” by far", (True, ["“the worst day of my life”"])),
    "mixed, few words": ("mixed", "that it was “a day” by far", (False, ["that it was “a day” by far"])),
    "mixed, not closed": ("mixed", "that it was “the worst day of my", (True, ["“the worst day of my"])),
}


@pytest.mark.parametrize(("kind", "text", "expected"), VERBATIM.values(), ids=VERBATIM.keys())
def test_of_a_mixed_statement_the_words_in_marks_are_compared(kind, text, expected):
    verbatim, spans = wordings.verbatim(text, kind, [Span(0, len(text))])
    assert (verbatim, [text[start:end] for start, end in spans]) == expected


def test_typography_changes_no_hash_and_no_key():
    plain, typed = words("We can't say: “don’t.”"), words("WE CAN’T SAY, 'DON'T'")
    assert plain == typed
    assert wordings.hash_of(plain, verbatim=True) == wordings.hash_of(typed, verbatim=True)
    assert wordings.hash_of(plain, verbatim=True) != wordings.hash_of(plain, verbatim=False)
    assert wordings.keys_of(plain) == wordings.keys_of(typed)


@pytest.mark.parametrize(
    "part", ["open the lock in June", "the divers have seen every bolt", "WE WILL open a lock in June, but not"]
)
def test_a_part_is_found_by_keys_of_the_whole(part):
    own, whole = wordings.keys_of(words(part)), wordings.keys_of(words(SAID))
    assert len(set(own) & set(whole)) >= wordings.least(len(own)) > 0


def test_common_words_are_no_keys_and_tell_no_occasion():
    assert wordings.keys_of(words("it is not to be that we have it")) == []
    assert wordings.is_common(words("We take every complaint seriously."))
    assert not wordings.is_common(words(SAID))
    assert wordings.keys_of([]) == []
