from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.compare import compared, spliced, wording

PLAIN = "stone wall the harbour of boats we they ask tide works slip town a and water under spring moor".split()
GRAVE = (
    [("number", word) for word in ("seven", "40", "1,200", "half")]
    + [("negation", word) for word in ("not", "never", "no")]
    + [("modal", word) for word in ("may", "must", "could")]
    + [("hedge", word) for word in ("about", "perhaps", "probably")]
    + [("name", word) for word in ("Ada", "Lorne", "Tarry")]
)
KIND = {word: kind for kind, word in GRAVE}
words = st.lists(st.sampled_from(PLAIN + [word for _, word in GRAVE]), min_size=2, max_size=25)
plain = st.lists(st.sampled_from(PLAIN), min_size=3, max_size=25)
text = st.text(st.sampled_from(list("ab1 79%$.,…’'[]-“”\u00ad\u00a0\nIn't§")), max_size=60)


def line(some):
    return "So " + " ".join(some)


@given(text)
@example("n’t")
def test_spans_are_in_order_and_hold_something(some):
    found = wording(some)
    assert all(0 <= word.start < word.end <= len(some) and word.key for word in found.words)
    assert [w.start for w in found.words] == sorted(w.start for w in found.words)
    assert all(0 <= n <= len(found.words) for n in found.ellipses)


@given(text)
def test_what_is_compared_with_itself_is_identical(some):
    assert compared(wording(some), wording(some)).relations[-1] in ("identical", "altered")
    if "[" not in some and "…" not in some:
        assert compared(wording(some), wording(some)).relations == ("identical",)


@given(text, text)
def test_every_difference_stands_where_it_says(one, other):
    ours, theirs = wording(one), wording(other)
    found = compared(ours, theirs)
    for change in found.changes:
        assert " ".join(one[slice(*change.ours_span)].split()) == change.ours
        assert " ".join(other[slice(*change.theirs_span)].split()) == change.theirs
    for run in (*found.alignment.runs, *found.alignment.moved):
        assert ours.keys[run.start : run.end] == theirs.keys[run.other_start : run.other_end]


@given(words, words)
def test_every_word_of_ours_is_the_same_or_in_a_difference(one, other):
    ours, theirs = wording(line(one)), wording(line(other))
    found = compared(ours, theirs).alignment
    seen = sorted(n for part in (*found.runs, *found.moved, *found.gaps) for n in range(part.start, part.end))
    assert seen == list(range(len(ours.words)))


@given(words, words)
def test_grave_words_that_differ_are_never_the_same(one, other):
    ours, theirs = wording(line(one)), wording(line(other))
    found = compared(ours, theirs)
    for kind in set(KIND.values()):
        here, there = (Counter(w.key for w in wording.words if w.kind == kind) for wording in (ours, theirs))
        if here != there:
            assert found.relations[0] in ("altered", "truncated")


@given(plain, st.sampled_from(GRAVE), st.sampled_from(GRAVE), st.data())
def test_one_changed_word_is_typed_alike_from_both_sides(some, one, other, data):
    at = data.draw(st.integers(1, len(some) - 1))
    here, there = line([*some[:at], one[1], *some[at:]]), line([*some[:at], other[1], *some[at:]])
    mine, yours = compared(wording(here), wording(there)), compared(wording(there), wording(here))
    assert {change.change for change in mine.changes} == {change.change for change in yours.changes}
    if one != other:
        assert {change.change for change in mine.changes} == {one[0], other[0]}


@given(st.permutations(["The first wall fell in May.", "They rebuilt it from old stone.", "Boats came back by June."]))
def test_sentences_in_any_order_are_all_found(sentences):
    whole = wording("The first wall fell in May. They rebuilt it from old stone. Boats came back by June.")
    found = compared(wording(" ".join(sentences)), whole)
    assert found.shared == 1
    assert {change.change for change in found.changes} <= {"order"}
    assert not found.cuts


@given(st.integers(0, 3), st.integers(0, 3))
def test_a_splice_is_found_in_any_order_of_sources(before, after):
    first = "We are not asking for a palace, we ask for a pump that works".split()
    second = "We will wait for an answer but we will not wait quietly".split()
    ours = wording(" ".join([*first[7 - before :], *second[5 - min(after, 3) :]]))
    sources = [wording(" ".join(first)), wording(" ".join(second))]
    found = spliced(ours, sources)
    assert {part.source for part in found} == {0, 1}
    turned = spliced(ours, sources[::-1])
    assert {part.source for part in turned} == {0, 1}
    assert spliced(sources[0], sources) == ()
