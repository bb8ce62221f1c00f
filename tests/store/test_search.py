"""Searching statements: whatever is typed is looked for as words, and never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store import schema, statements
from onrecord.store.statements import Wanted, search_terms

TERMS = {
    "words": ("bridge closed", '"bridge" "closed"'),
    "side by side": ('"not closed" bridge', '"not closed" "bridge"'),
    "in curly marks": ("“not closed” bridge", '"not closed" "bridge"'),
    "an odd mark": ('bridge "not closed', '"bridge" "not" "closed"'),
    "operators": ("bridge OR NOT NEAR(mill) AND", '"bridge" "OR" "NOT" "NEAR(mill)" "AND"'),
    "a star": ("bri* *", '"bri*"'),
    "a column": ("words:bridge -mill ^first", '"words:bridge" "-mill" "^first"'),
    "an apostrophe": ("mayor's 'mill'", '"mayor\'s" "\'mill\'"'),
    "NUL": ("bri\0dge", '"bri" "dge"'),
    "emoji": ("🌉 bridge", '"bridge"'),
    "punctuation": ('?! … “” "" ()', ""),
    "white space": (" \t\n", ""),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("like", "expected"), TERMS.values(), ids=TERMS.keys())
def test_what_is_typed_becomes_words(like, expected):
    assert search_terms(like) == expected


@pytest.fixture(scope="module")
def few():
    """A table to search, as a record has it."""
    db = schema.opened(None)
    said = (
        "The bridge will not be closed",
        "The café on the bridge",
        "Nobody closed the mill’s doors",
        "A bridge too far",
    )
    db.executemany("INSERT INTO statement_search (rowid, words) VALUES (?, ?)", enumerate(said, 1))
    yield db
    db.close()


FOUND = {
    "bridge": {1, 2, 4},
    "BRIDGE the": {1, 2},
    "closed": {1, 3},
    '"not be closed"': {1},
    '"closed not"': set(),
    "cafe": {2},
    "mill's": {3},
    "mill’s": {3},
    "bri": set(),
    "bri*": set(),
    "bridge -mill": set(),
    "bridge ???": {1, 2, 4},
    "words:bridge": set(),
}


@pytest.mark.parametrize(("like", "expected"), FOUND.items())
def test_all_words_have_to_occur(few, like, expected):
    sql = "SELECT rowid FROM statement_search WHERE statement_search MATCH ?"
    assert {number for (number,) in few.execute(sql, [search_terms(like)])} == expected


@given(st.text(st.one_of(st.sampled_from("\"'*()^-:+{}|\\;%_\0“”«» ANDORNEAR"), st.characters(codec="utf-8"))))
def test_no_text_is_an_error(few, like):
    assert list(statements.statements(few, Wanted(like=like))) == []


@pytest.mark.parametrize("kind", ["", "said", "Direct", "direct,mixed"])
def test_a_wrong_kind_is_refused(kind):
    with pytest.raises(ValueError, match="is no kind of statement: choose among direct, indirect, mixed"):
        Wanted(kind=kind)


@pytest.mark.parametrize(
    "day",
    ["", "2031", "2031-05", "2031-5-2", "20310502", "2031-W18-5", "2031-02-30", "02/05/2031", "today", "2031-05-02T10"],
)
@pytest.mark.parametrize("field", ["since", "until"])
def test_a_day_that_is_none_is_refused(field, day):
    with pytest.raises(ValueError, match=r"is no day: write it as YYYY-MM-DD, such as 2025-03-14"):
        Wanted(**{field: day})
