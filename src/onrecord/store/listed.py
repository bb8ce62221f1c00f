"""In which order articles are listed, and in which of them a statement stands.

So much is kept in memory, of the records that were asked last: what is searched is put in order without a look at each
statement's row. Articles and statements that came since are added.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.store.keeping import Kept

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

ARTICLES = "SELECT number, document, published, outlet FROM articles WHERE number > ? ORDER BY number"
RUNS = """
SELECT min(number), article, max(number) - min(number) + 1 > count(*) FROM statements {how}
WHERE number > ? GROUP BY article
"""
SCATTERED = """
SELECT s.number, s.article FROM json_each(?) j CROSS JOIN statements s ON s.article = j.value WHERE s.number > ?
"""
LAST = """
SELECT d.id, d.revision, d.sha256, d.made_by, a.place, a.published, a.outlet,
    (SELECT id FROM statements WHERE number = ?) FROM articles a
JOIN documents d ON d.number = a.document WHERE a.number = ?
"""
GONE = "SELECT number FROM documents WHERE replaced_by IS NOT NULL"


class Listed(NamedTuple):
    """The articles of all revisions, by number, and whose statements are.

    ``days`` are days of publication as bytes, empty where unknown; ``outlets`` places in ``names``. ``begins`` are the
    numbers at which the statements of another article begin, and ``of`` the places of these articles here. ``earliest``
    and ``latest`` tell which article comes first where the earliest, or the latest, does; one without a day comes last.
    ``last`` tells the last statement and article apart from any that would get their numbers if they went.
    """

    numbers: Numbers
    documents: Numbers
    days: NDArray[np.bytes_]
    outlets: Numbers
    names: tuple[str | None, ...]
    begins: Numbers
    of: Numbers
    earliest: Numbers
    latest: Numbers
    statement: int
    last: tuple[Any, ...] | None

    def places(self, statements: Numbers) -> Numbers:
        """Return where the articles of some statements are here, these in order of their numbers."""
        import numpy as np

        if len(statements) < len(self.begins):
            return self.of[np.searchsorted(self.begins, statements, side="right") - 1]
        # Of very many, articles are repeated for their statements: to look each up takes ten times as long.
        begins = np.searchsorted(statements, self.begins)
        return np.repeat(self.of, np.diff(begins, append=len(statements)))

    def fitting(
        self,
        db: sqlite3.Connection,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> NDArray[np.bool_]:
        """Say of each article whether it is of a current revision, of such an outlet, and of such days."""
        import numpy as np

        gone = numbers_of(db, GONE)
        fits = ~np.isin(self.documents, gone) if len(gone) else np.ones(len(self.numbers), bool)
        if outlet is not None:
            asked = outlet.casefold()
            called = np.array([name is not None and asked in name.casefold() for name in self.names], bool)
            fits &= called[self.outlets]
        if since is not None or until is not None:
            fits &= self.days != b""
        if since is not None:
            fits &= self.days >= since.encode()
        if until is not None:
            fits &= self.days <= until.encode()
        return fits


def listed(db: sqlite3.Connection) -> Listed:
    """Return all articles of a record, and whose statements are.

    An article's day and outlet never change, nor whose a statement is. A number is given again only if it was the
    highest and went; then what was read last has gone or is something else, and all is read anew.
    """
    return kept.of(db)


def _brought_up(db: sqlite3.Connection, known: Listed | None) -> Listed:
    if known is None or _last(db, known.statement, known.numbers) != known.last:
        known = _nothing()
    return _with_new(db, known)


kept: Kept[Listed] = Kept(_brought_up)


def numbers_of(db: sqlite3.Connection, sql: str, given: Mapping[str, Any] | None = None, *, most: int = -1) -> Numbers:
    """Return the numbers that a query gives, one a row: not more than some, if that is not negative."""
    import numpy as np

    # As one text, since a hundred thousand rows take four times as long.
    together = (
        f"WITH found(number) AS ({sql}) SELECT group_concat(number) FROM (SELECT number FROM found LIMIT {most:d})"
    )
    (found,) = db.execute(together, given or {}).fetchone()
    return np.fromstring(found, np.int64, sep=",") if found else np.zeros(0, np.int64)


def _nothing() -> Listed:
    import numpy as np

    none = np.zeros(0, np.int64)
    return Listed(none, none, np.zeros(0, "S10"), none, (), none, none, none, none, -1, None)


def _last(db: sqlite3.Connection, statement: int, numbers: Numbers) -> tuple[Any, ...] | None:
    found: tuple[Any, ...] | None = db.execute(LAST, [statement, int(numbers[-1]) if len(numbers) else -1]).fetchone()
    return found


def _with_new(db: sqlite3.Connection, known: Listed) -> Listed:
    import numpy as np

    articles = db.execute(ARTICLES, [int(known.numbers[-1]) if len(known.numbers) else -1]).fetchall()
    said = _runs(db, known)
    if not articles and not len(said):
        return known
    numbers = np.concatenate([known.numbers, np.array([row[0] for row in articles], np.int64)])
    days = np.concatenate([known.days, np.array([(row[2] or "").encode() for row in articles], "S10")])
    names = {name: place for place, name in enumerate(known.names)}
    outlets = [names.setdefault(row[3], len(names)) for row in articles]
    (statement,) = db.execute("SELECT coalesce(max(number), -1) FROM statements").fetchone()
    day = np.unique(days, return_inverse=True)[1].reshape(-1)
    return Listed(
        numbers,
        np.concatenate([known.documents, np.array([row[1] for row in articles], np.int64)]),
        days,
        np.concatenate([known.outlets, np.array(outlets, np.int64)]),
        tuple(names),
        np.concatenate([known.begins, said[:, 0]]),
        np.concatenate([known.of, np.searchsorted(numbers, said[:, 1])]),
        _ranks(np.where(days == b"", len(days), day)),
        _ranks(-day),
        statement,
        _last(db, statement, numbers),
    )


def _ranks(keys: Numbers) -> Numbers:
    """Return at which place each of some numbers comes in their order, of equal ones in the order they have."""
    import numpy as np

    out = np.empty(len(keys), np.int64)
    out[np.argsort(keys, kind="stable")] = np.arange(len(keys))
    return out


def _runs(db: sqlite3.Connection, known: Listed) -> Numbers:
    """Return where the statements of an article begin, and of which, in order: those that came since, (n, 2)."""
    import numpy as np

    how = "NOT INDEXED" if len(known.numbers) else "INDEXED BY statements_article"  # all without a look at their rows
    runs = db.execute(RUNS.format(how=how), [known.statement]).fetchall()
    scattered = [article for _, article, is_scattered in runs if is_scattered]
    each = db.execute(SCATTERED, [str(scattered), known.statement]).fetchall()
    whole = [(begin, article) for begin, article, is_scattered in runs if not is_scattered]
    return np.array(sorted([*whole, *each]), np.int64).reshape(-1, 2)
