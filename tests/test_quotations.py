"""Quotation families in a record: what is found depends on what is on record alone, not on how it came there."""

from contextlib import closing
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import BODY, article, link, put

from onrecord import atonce, correct
from onrecord.store import quotations, schema, stories
from onrecord.store.quotations import WantedQuotations

FULL = "“We will open the lock in June, but not before the divers have seen all 40 bolts of the lower gate.”"
MOTTO = "“We take every complaint seriously.”"
OTHER = "Snow fell on Vint, where the cable car stood still for the third day."


@pytest.fixture
def db():
    with closing(schema.opened(None)) as opened:
        yield opened


def found(db, **wanted):
    """Each family as {article: relations}, of its members by date."""
    return [
        {member["id"]: member["relations"] for member in family["members"]}
        for family in quotations.quotations(db, WantedQuotations(**wanted))
    ]


CASES = {
    "the same words": (FULL, ["identical"], []),
    "other marks": (FULL.replace("“", '"').replace("”", '"'), ["typography"], []),
    "cut before a limit": ("“We will open the lock in June.”", ["truncated"], []),
    "a number": (FULL.replace("40", "14"), ["altered"], ["number"]),
    "a negation": (FULL.replace("not before", "before"), ["altered"], ["negation"]),
    "a modal": (FULL.replace("will", "could"), ["altered"], ["modal"]),
    "a name": (FULL.replace("June", "July"), ["altered"], ["name"]),
    "cut and altered": ("“We could open the lock in June.”", ["altered", "truncated"], ["modal"]),
    "an ellipsis": ("“We will open the lock in June … the divers have seen all 40 bolts.”", ["truncated"], []),
}


@pytest.mark.parametrize(("words", "relations", "changes"), CASES.values(), ids=CASES.keys())
def test_each_member_is_related_to_the_fullest_wording(db, words, relations, changes):
    put(db, article("a", ("Ida Brun", FULL)), article("b", ("Ida Brun", words), outlet="The Bell"))
    link(db)
    families = quotations.quotations(db, WantedQuotations())
    ((model, member),) = (family["members"] for family in families)
    assert (model["relations"], member["relations"]) == (["identical"], relations)
    assert [change["change"] for change in member["changes"]] == changes


def test_a_cut_shows_what_stood_there_and_what_of_it_limits(db):
    put(db, article("a", ("Ida Brun", FULL)), article("b", ("Ida Brun", "“We will open the lock in June.”")))
    link(db)
    ((_, member),) = (family["members"] for family in quotations.quotations(db, WantedQuotations()))
    (cut,) = member["cuts"]
    assert (cut["where"], cut["words"][:14]) == ("end", "but not before")
    assert {"but", "not"} <= set(cut["limiting"])
    assert [piece["kind"] for piece in member["difference"]] == ["same", "theirs"]


APART = {
    "the same phrase of something else, years later": (
        "Ida Brun",
        "“We will open the bridge in June, but not before the painters have seen all 40 ropes of the lower deck.”",
        {"day": "2033-01-01", "body": "Snow fell on Vint."},
    ),
    "another speaker's, on another occasion": ("Per Holm", FULL, {"day": "2033-01-01", "body": "Snow fell on Vint."}),
    "too common, and of another year": ("Ida Brun", MOTTO, {"day": "2033-01-01", "body": "Snow fell on Vint."}),
    "a phrase in common": (
        "Ida Brun",
        "“We will open the lock in June, or so the mayor of Vint keeps telling me.”",
        {},
    ),
    "a report with another figure": ("Ida Brun", "that divers must see all 30 bolts of the lower gate", {}),
    "a report that denies it": ("Ida Brun", "that the lock would never open in June", {}),
}


def test_two_that_each_begin_with_a_clause_of_their_own_are_not_one_altered(db):
    other = FULL.replace("We will open the lock in June", "Nobody sails past the wreck this summer")
    put(db, article("a", ("Ida Brun", FULL)), article("b", ("Ida Brun", other)))
    link(db)
    assert found(db) == [{"a": ["identical"], "b": ["same-occasion"]}]


@pytest.mark.xfail(
    strict=True, reason="what is longer than one of its parts comes before that, and is not set against it"
)
def test_a_splice_that_is_longer_than_one_of_its_parts(db):
    other = "“Nobody asked the pilot of the Corvina.”"
    joined = "“We will open the lock in June … nobody asked the pilot.”"
    put(
        db,
        article("a", ("Ida Brun", FULL), ("Ida Brun", other)),
        article("b", ("Ida Brun", joined)),
        article("c", ("Ida Brun", FULL), ("Ida Brun", other)),
    )
    link(db)
    assert [family["b"] for family in found(db)] == [["spliced"], ["spliced"]]


@pytest.mark.parametrize(("speaker", "words", "where"), APART.values(), ids=APART.keys())
def test_what_is_another_utterance_stays_apart(db, speaker, words, where):
    put(db, article("a", ("Ida Brun", FULL), ("Ida Brun", MOTTO)), article("b", (speaker, words), **where))
    link(db)
    assert found(db) == []


def test_a_report_is_linked_to_what_it_reports(db):
    report = "that divers would first have to see all 40 bolts of the lower gate"
    said = FULL.replace("but not before the", "after the")
    put(db, article("a", ("Ida Brun", said)), article("b", ("Ida Brun", report)))
    link(db)
    assert found(db) == [{"a": ["identical"], "b": ["paraphrased"]}]


def test_words_given_to_somebody_else_on_the_same_occasion(db):
    put(db, article("a", ("Ida Brun", FULL)), article("b", ("Per Holm", FULL), day="2031-05-03"))
    link(db)
    assert found(db) == [{"a": ["identical"], "b": ["other-speaker"]}] == found(db, altered=True)
    assert found(db, speaker="holm") == found(db)
    assert found(db, speaker="nobody") == []


DOUBTS = {
    "it may be the same": (("Per Holm", FULL, ("Ida Brun", 0.8)), "identical"),
    "nobody knows who it is": (("Per Holm", FULL, ("Eva Lind", 0.5)), "identical"),
    "it is somebody else": (("Per Holm", FULL, ("Eva Lind", 0.8)), "other-speaker"),
}


@pytest.mark.parametrize(("said", "relation"), DOUBTS.values(), ids=DOUBTS.keys())
def test_the_same_words_on_the_same_occasion_tell_who_an_uncertain_speaker_is(db, said, relation):
    put(db, article("a", ("Ida Brun", FULL)), article("b", said, day="2031-05-03"))
    link(db)
    assert found(db) == [{"a": ["identical"], "b": [relation]}]


def test_who_somebody_said_is_the_speaker_is_certain(db):
    put(db, article("a", ("Ida Brun", FULL)), article("b", ("Per Holm", FULL, ("Ida Brun", 0.5)), day="2031-05-03"))
    link(db)
    assert found(db) == [{"a": ["identical"], "b": ["identical"]}]
    (id,) = db.execute("SELECT id FROM statements WHERE speaker_confidence < 1").fetchone()
    correct.confirm(db, [id], "Ada")
    assert found(db) == [{"a": ["identical"], "b": ["other-speaker"]}]


def test_what_only_reprints_share_comes_last(db):
    other = "“The barge cost us 9 days, and nobody on its bridge has said a word to us about the gate.”"
    put(db, *(article(id, ("Ida Brun", other), day="2031-05-01", body=f"{BODY} {OTHER}") for id in "ab"))
    put(db, article("c", ("Ida Brun", FULL)), article("d", ("Ida Brun", FULL), day="2031-05-03"))
    link(db)
    assert [set(family) for family in found(db)] == [{"a", "b"}, {"c", "d"}]
    db.execute("UPDATE articles SET reprint_of = 1 WHERE number = 2")
    assert [set(family) for family in found(db)] == [{"c", "d"}, {"a", "b"}]


ANSWER = "“Everything that I have said of the lock in the spring, I go on believing to this day.”"
OTHERWISE = "“This is what I have said of the lock in the spring. I say it again.”"


def test_another_account_of_an_answer_is_told_and_keeps_a_family_of_its_own(db):
    put(db, article("a", ("Ida Brun", ANSWER)), article("b", ("Ida Brun", OTHERWISE)))
    put(db, article("c", ("Ida Brun", OTHERWISE)))
    link(db)
    other = ["same-occasion"]
    assert found(db) == [{"a": ["identical"], "b": other, "c": other}, {"b": ["identical"], "c": ["identical"]}]


def test_what_is_said_again_years_later_is_no_account_of_the_same_answer(db):
    put(db, article("a", ("Ida Brun", ANSWER)), article("b", ("Ida Brun", OTHERWISE), day="2033-01-01", body=OTHER))
    link(db)
    assert found(db) == []


def test_two_remarks_in_one_article_are_no_two_accounts_of_one(db):
    put(db, article("a", ("Ida Brun", ANSWER), ("Ida Brun", OTHERWISE)), article("b", ("Ida Brun", OTHERWISE)))
    link(db)
    assert found(db) == [{"a": ["identical"], "b": ["identical"]}]


def test_two_who_say_the_same_in_one_article_are_two(db):
    put(db, article("a", ("Ida Brun", FULL), ("Per Holm", FULL)), article("b", ("Per Holm", FULL)))
    link(db)
    assert found(db) == [{"a": ["identical"], "b": ["identical"]}]


def test_words_in_marks_that_no_statement_covers_are_found(db):
    put(db, article("a", ("Ida Brun", FULL)), article("b", "A sign says “open the lock in June, but not before”."))
    put(
        db,
        article("c", "A sign says “mind the step by the lower gate”."),
        article("d", "“mind the step by the lower gate”"),
    )
    link(db)
    ((model, member),) = (family["members"] for family in quotations.quotations(db, WantedQuotations()))
    assert (member["statement"], member["speaker"], member["relations"]) == (None, None, ["truncated"])
    assert model["statement"]


def test_what_is_joined_from_two_remarks_is_in_both_families(db):
    other = "“The barge cost us 9 days, and nobody on its bridge has said a word to us about the gate.”"
    joined = "“We will open the lock in June, and nobody on its bridge has said a word.”"
    put(db, article("a", ("Ida Brun", FULL)), article("b", ("Ida Brun", other)), article("c", ("Ida Brun", joined)))
    link(db)
    assert found(db) == [{"a": ["identical"], "c": ["spliced"]}, {"b": ["identical"], "c": ["spliced"]}]


SAID = (
    ("Ida Brun", FULL),
    ("Ida Brun", FULL.replace("40", "14")),
    ("Ida Brun", FULL.replace("”", " And I will be there to see it.”")),
    ("Ida Brun", "“We will open the lock in June.”"),
    ("Ida Brun", "“We will open the lock in June, and nobody on its bridge has said a word.”"),
    ("Ida Brun", "“The barge cost us 9 days, and nobody on its bridge has said a word to us about the gate.”"),
    ("Per Holm", FULL),
    (None, "“the divers have seen all 40 bolts of the lower gate”"),
    ("Ida Brun", "that the divers had to see all 40 bolts of the lower gate"),
    ("Brun", MOTTO),
    ("Ida Brun", MOTTO),
    "A sign says “open the lock in June, but not before the divers”.",
)
DAYS = ("2031-05-01", "2031-05-02", "2031-05-09", None)


@st.composite
def coverage(draw):
    """A few articles, the order in which they come, in how many builds, and which of them goes again."""
    said = draw(st.lists(st.lists(st.sampled_from(SAID), min_size=1, max_size=4), min_size=2, max_size=6))
    made = [
        article(f"d{n}", *some, day=draw(st.sampled_from(DAYS)), **({"body": OTHER} if draw(st.booleans()) else {}))
        for n, some in enumerate(said)
    ]
    order = draw(st.permutations(made))
    cuts = sorted(draw(st.lists(st.integers(0, len(order)), max_size=3)))
    return made, [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]


def all_of(db):
    return list(quotations.quotations(db, WantedQuotations())), list(stories.stories(db))


@settings(max_examples=20, deadline=None)
@given(coverage(), st.sampled_from((1, atonce.HUGE)))
def test_the_order_in_which_articles_come_changes_nothing(made, huge):
    articles, batches = made
    with (
        mock.patch.object(atonce, "HUGE", huge),
        closing(schema.opened(None)) as at_once,
        closing(schema.opened(None)) as bit_by_bit,
    ):
        put(at_once, *articles)
        link(at_once)
        for batch in batches:
            put(bit_by_bit, *batch)
            link(bit_by_bit)
        assert all_of(at_once) == all_of(bit_by_bit)
        gone = articles[0][0].id
        bit_by_bit.execute("DELETE FROM documents WHERE id = ?", [gone])
        link(bit_by_bit)
        with closing(schema.opened(None)) as without:
            put(without, *articles[1:])
            link(without)
            assert all_of(without) == all_of(bit_by_bit)
            put(bit_by_bit, articles[0])
            link(bit_by_bit)
            assert all_of(bit_by_bit) == all_of(at_once)


def test_another_speaker_of_a_statement_is_heeded(db):
    put(db, article("a", ("Ida Brun", FULL)), article("b", ("Per Holm", FULL)))
    link(db)
    (person,) = db.execute(
        "SELECT person FROM statements JOIN articles a ON a.number = article WHERE a.number = 1"
    ).fetchone()
    db.execute("UPDATE statements SET person = ?", [person])
    link(db)
    assert found(db) == [{"a": ["identical"], "b": ["identical"]}]
