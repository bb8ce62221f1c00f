"""Stories and quotations that people merged and split: it holds after each build, in any order, and is undone."""

from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import article, put

from onrecord import correct, corrections
from onrecord.build import link
from onrecord.store import quotations, schema, stories
from onrecord.store.quotations import WantedQuotations
from onrecord.store.schema import RecordError

LOCK = "“We will open the lock in June, but not before the divers have seen all 40 bolts of the lower gate.”"
CUT = "“We will open the lock in June.”"
JULY = "“The gate opens to barges again in July at the earliest, whatever the ministry says.”"
JULY_CUT = "“The gate opens to barges again in July at the earliest.”"
SNOW = {"body": "Snow fell on Vint, where the cable car stood still for the third day.", "day": "2031-06-20"}
HEAT = "No rain has fallen on the vineyards of Ostrevel since the spring fair."


@pytest.fixture
def db():
    with closing(schema.opened(None)) as opened:
        yield opened


def told(db):
    return [{where["id"] for where in story["articles"]} for story in stories.stories(db)]


def families(db):
    return [
        {member["id"]: " ".join(member["relations"]) for member in family["members"]}
        for family in quotations.quotations(db, WantedQuotations())
    ]


def said(db, id, like):
    """The id of the utterance of an article whose words hold some."""
    rows = db.execute(
        "SELECT u.id, substr(d.text, u.start + 1, u.end - u.start) FROM utterances u"
        " JOIN articles a ON a.number = u.article JOIN documents d ON d.number = a.document WHERE d.id = ?",
        [id],
    )
    return next(id for id, words in rows.fetchall() if like in words)


def states(db):
    return [(row["action"], row["state"]) for row in corrections.listed(db)]


@pytest.fixture
def weather(db):
    """Two stories, and an article of none."""
    put(
        db,
        article("a"),
        article("b"),
        article("c", **SNOW),
        article("d", **SNOW),
        article("e", body=HEAT, day="2031-08-01"),
    )
    link(db)
    assert told(db) == [{"a", "b"}, {"c", "d"}]
    return db


def test_two_stories_are_one_until_that_is_undone(weather):
    id = correct.merge_stories(weather, "a", "d", "Ada")
    assert told(weather) == [{"a", "b", "c", "d"}]
    put(weather, article("f", **SNOW))  # what is found with either belongs to both
    link(weather)
    assert told(weather) == [{"a", "b", "c", "d", "f"}]
    correct.undo(weather, id, "Ada")
    assert told(weather) == [{"a", "b"}, {"c", "d", "f"}]


def test_an_article_alone_joins_a_story_and_another_leaves(weather):
    correct.merge_stories(weather, "e", "a", "Ada")
    correct.split_story(weather, "a", ["a.txt"], "Ada")
    assert told(weather) == [{"b", "e"}, {"c", "d"}]
    correct.merge_stories(weather, "a", "b", "Ada")  # the last one counts
    assert told(weather) == [{"a", "b", "e"}, {"c", "d"}]
    assert {state for _, state in states(weather)} == {"in force"}


def test_a_place_that_is_gone_makes_an_orphan_and_what_is_left_is_as_it_was_found(weather):
    correct.merge_stories(weather, "e", "a", "Ada")
    weather.execute("DELETE FROM documents WHERE id = 'e'")
    link(weather)
    assert told(weather) == [{"a", "b"}, {"c", "d"}]
    assert states(weather) == [("merge-stories", "orphan")]


WRONG = {
    "one already": lambda db: correct.merge_stories(db, "a", "b", None),
    "all of it": lambda db: correct.split_story(db, "a", ["a", "b"], None),
    "not in it": lambda db: correct.split_story(db, "a", ["c"], None),
    "no such story": lambda db: correct.merge_stories(db, "a", "z", None),
    "no such quotation": lambda db: correct.merge_quotations(db, "a", "b", None),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_is_refused_and_changes_nothing(weather, wrong):
    with pytest.raises(RecordError):
        wrong(weather)
    assert (told(weather), states(weather)) == ([{"a", "b"}, {"c", "d"}], [])


@pytest.fixture
def lock(db):
    """Two families of one speaker."""
    put(
        db,
        article("a", ("Ida Brun", LOCK), ("Ida Brun", JULY)),
        article("b", ("Ida Brun", CUT)),
        article("c", ("Ida Brun", JULY_CUT)),
    )
    link(db)
    assert families(db) == [{"a": "identical", "b": "truncated"}, {"a": "identical", "c": "truncated"}]
    return db


def test_two_quotations_are_one_until_that_is_undone(lock):
    id = correct.merge_quotations(lock, said(lock, "b", "June"), said(lock, "c", "July"), "Ada")
    (family,) = quotations.quotations(lock, WantedQuotations())
    assert [member["relations"] for member in family["members"]] == [
        ["identical"],
        ["same-occasion"],
        ["truncated"],
        ["same-occasion"],
    ]
    put(lock, article("d", ("Ida Brun", JULY_CUT.replace("July", "May"))))
    link(lock)
    (family,) = quotations.quotations(lock, WantedQuotations())
    assert {member["id"] for member in family["members"]} == {"a", "b", "c", "d"}
    correct.undo(lock, id, "Ada")
    assert [set(family) for family in families(lock)] == [{"a", "b"}, {"a", "c", "d"}]


def test_words_that_are_another_utterance_leave_and_come_back(lock):
    id = correct.split_quotation(lock, said(lock, "a", "June"), [said(lock, "b", "June")], "Ada")
    assert families(lock) == [{"a": "identical", "c": "truncated"}]
    put(lock, article("d", ("Ida Brun", CUT)))  # the same words elsewhere stay where they were found
    link(lock)
    assert families(lock) == [{"a": "identical", "d": "truncated"}, {"a": "identical", "c": "truncated"}]
    correct.merge_quotations(lock, said(lock, "a", "June"), said(lock, "b", "June"), "Ada")
    assert families(lock)[0] == {"a": "identical", "b": "truncated", "d": "truncated"}
    correct.undo(lock, id, "Ada")
    assert families(lock)[0] == {"a": "identical", "b": "truncated", "d": "truncated"}


def test_several_that_leave_are_a_quotation_of_their_own(lock):
    put(lock, article("d", ("Ida Brun", CUT)))
    link(lock)
    correct.split_quotation(lock, said(lock, "a", "June"), [said(lock, "b", "June"), said(lock, "d", "June")], "Ada")
    assert {"b": "identical", "d": "identical"} in families(lock)


def test_a_merge_does_not_bring_back_what_was_split_off_later(lock):
    correct.merge_quotations(lock, said(lock, "b", "June"), said(lock, "c", "July"), "Ada")
    correct.split_quotation(lock, said(lock, "a", "June"), [said(lock, "a", "July"), said(lock, "c", "July")], "Ada")
    assert families(lock) == [{"a": "identical", "b": "truncated"}, {"a": "identical", "c": "truncated"}]


WORDS = (("Ida Brun", LOCK), ("Ida Brun", CUT), ("Ida Brun", JULY), ("Ida Brun", JULY_CUT), ("Per Holm", LOCK))


@st.composite
def corrected(draw):
    """Articles that are corrected, those that come later, and some of what people may say of them."""
    some = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), min_size=3, max_size=5))
    made = [article(f"d{n}", *one, **(SNOW if n % 2 else {})) for n, one in enumerate(some)]
    first = draw(st.integers(2, len(made)))
    says = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=3))
    return made, first, says, draw(st.permutations(made[first:])), draw(st.booleans())


def say(db, what, one, other):
    """Correct something, if that can be."""
    ids = [id for (id,) in db.execute("SELECT id FROM documents ORDER BY id")]
    words = [id for (id,) in db.execute("SELECT DISTINCT id FROM utterances ORDER BY id")]
    does = (
        lambda: correct.merge_stories(db, ids[one % len(ids)], ids[other % len(ids)], "Ada"),
        lambda: correct.split_story(db, ids[one % len(ids)], [ids[other % len(ids)]], "Ada"),
        lambda: correct.merge_quotations(db, words[one % len(words)], words[other % len(words)], "Ada"),
        lambda: correct.split_quotation(db, words[one % len(words)], [words[other % len(words)]], "Ada"),
    )
    try:
        return does[what]()
    except RecordError:
        return None


def everything(db):
    return list(quotations.quotations(db, WantedQuotations())), list(stories.stories(db))


@settings(max_examples=6, deadline=None)
@given(corrected())
def test_the_order_in_which_articles_come_changes_nothing_of_what_is_corrected(made):
    articles, first, says, later, undone = made
    with closing(schema.opened(None)) as at_once, closing(schema.opened(None)) as bit_by_bit:
        for db in (at_once, bit_by_bit):
            put(db, *articles[:first])
            link(db)
        before = everything(at_once)
        ids = [[say(db, *one) for one in says] for db in (at_once, bit_by_bit)]
        put(at_once, *articles[first:])
        link(at_once)
        for one in later:
            put(bit_by_bit, one)
            link(bit_by_bit)
        assert everything(at_once) == everything(bit_by_bit)
        for one in articles[first:]:
            at_once.execute("DELETE FROM documents WHERE id = ?", [one[0].id])
        link(at_once)
        if undone:
            for id in filter(None, ids[0]):
                correct.undo(at_once, id, "Ada")
            assert everything(at_once) == before
