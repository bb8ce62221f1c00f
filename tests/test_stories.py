"""Stories in a record: the same whether articles come one by one, at once, or after others that go again."""

from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st
from said import article, put

from onrecord import stories
from onrecord.store import revisions, schema

WORDS = (
    "Ostrevel Corvina barge lock gate pilot weir Lammer Vintmere ferry quay sluice Brunholt crane harvest orchard"
    " frost Tamsin glacier pasture Odrun tariff senate ballot Perrin opera violin soprano Halvard rehearsal"
).split()
DAYS = (None, "2031-05-02", "2031-05-04", "2031-05-11", "2031-06-20")


@st.composite
def come(draw):
    """Articles, the order in which they come, in how many builds, and how many go again."""
    bodies = st.lists(st.sampled_from(WORDS), min_size=3, max_size=12).map(" ".join)
    some = draw(st.lists(st.tuples(bodies, st.sampled_from(DAYS)), min_size=4, max_size=9))
    made = [article(f"d{n}", body=body, day=day) for n, (body, day) in enumerate(some)]
    order = draw(st.permutations(made))
    cuts = sorted(draw(st.lists(st.integers(0, len(order)), max_size=4)))
    return made, [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)], draw(st.integers(0, 8))


def find(db):
    with revisions.transaction(db):
        stories.find(db)


def everything(db):
    """What is found of each article, by its document's id: no number of this record's."""
    ids = dict(db.execute("SELECT a.number, d.id FROM articles a JOIN documents d ON d.number = a.document"))
    akin = {(frozenset((ids[one], ids[other])), much) for one, other, much in db.execute("SELECT * FROM akin")}
    told = {(ids[one], day, ids.get(found), ids.get(now)) for one, day, found, now in db.execute("SELECT * FROM told")}
    terms = {(ids[one], terms) for one, terms in db.execute("SELECT * FROM told_terms")}
    keys = {(key, day, ids[one]) for key, day, one in db.execute("SELECT * FROM story_terms")}
    return akin, told, terms, keys


def linked(*builds):
    db = schema.opened(None)
    for some in builds:
        put(db, *some)
        find(db)
    return closing(db)


@settings(max_examples=60, deadline=None)
@given(come())
def test_the_order_in_which_articles_come_and_go_changes_nothing(given):
    made, builds, gone = given
    with linked(made) as at_once, linked(*builds) as bit_by_bit, linked(made[:gone]) as without:
        assert everything(at_once) == everything(bit_by_bit)
        for db in (at_once, bit_by_bit):
            db.executemany("DELETE FROM documents WHERE id = ?", ([document.id] for document, _ in made[gone:]))
            find(db)
            assert everything(db) == everything(without)


def test_what_is_taken_out_of_the_tables_meanwhile_is_there_again():
    names = "SELECT name FROM sqlite_schema ORDER BY name"
    with linked() as empty, linked([article("a"), article("b")]) as db:
        assert db.execute(names).fetchall() == empty.execute(names).fetchall()
