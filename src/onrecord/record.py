"""The Python API: a record is built from files, and asked who said what."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onrecord.store import (
    backup,
    context,
    coverage,
    doubts,
    figures,
    found,
    full,
    lookup,
    meanings,
    originals,
    portable,
    quotations,
    read,
    removal,
    schema,
    statements,
    stories,
    tallies,
    timeline,
    turns,
    wiping,
)
from onrecord.store.context import InContext, Placed
from onrecord.store.coverage import CoverageRow, TraceRow
from onrecord.store.doubts import DoubtRow, First
from onrecord.store.figures import FigureRow, SomeFigures
from onrecord.store.found import Found
from onrecord.store.full import InFull
from onrecord.store.labels import LabelsRow
from onrecord.store.lookup import Counts
from onrecord.store.meanings import NearRow
from onrecord.store.positions import PositionsRow
from onrecord.store.quotations import QuotationRow, WantedQuotations
from onrecord.store.read import ArticleRow, PersonRow, WantedArticles
from onrecord.store.removal import Removal, TracesLeft
from onrecord.store.schema import NotOnRecord, RecordError
from onrecord.store.statements import StatementRow, Wanted
from onrecord.store.stories import StoryRow
from onrecord.store.timeline import Entries, TimelineRow
from onrecord.store.verify import Fault, Verification
from onrecord.terms import Skipped, Span

if TYPE_CHECKING:
    from onrecord.build import Summary
    from onrecord.checking import Checked
    from onrecord.colleagues import Imported
    from onrecord.corrections import ConflictRow, CorrectionRow
    from onrecord.located import Marked
    from onrecord.positions import SomePositions
    from onrecord.progress import Progress
    from onrecord.sampling import Sample

DAMAGE = (LookupError, TypeError, ValueError)
"""What reading a record can raise besides, if its content is damaged."""

__all__ = [
    "ArticleRow",
    "Counts",
    "CoverageRow",
    "DoubtRow",
    "Fault",
    "FigureRow",
    "Found",
    "InContext",
    "InFull",
    "LabelsRow",
    "NearRow",
    "NotOnRecord",
    "PersonRow",
    "Placed",
    "PositionsRow",
    "QuotationRow",
    "Record",
    "RecordError",
    "Removal",
    "StatementRow",
    "StoryRow",
    "TimelineRow",
    "TraceRow",
    "TracesLeft",
    "Verification",
    "Wanted",
    "WantedArticles",
    "WantedQuotations",
]


class Record:
    """Who said what, about whom, when, and in whose words: one SQLite file.

    >>> with Record("town.record", create=True) as record:  # doctest: +SKIP
    ...     record.build("articles")
    ...     for statement in record.statements(Wanted(speaker="Lund")):
    ...         print(statement["speaker"], statement["words"])

    Args:
        path: the file, or None for a record that is gone when it is closed.
        create: make the file where there is none.

    Raises:
        RecordError: the file is no record, of a newer schema, or cannot be read or written; also from every method.
    """

    def __init__(self, path: str | Path | None, *, create: bool = False) -> None:
        self.path = None if path is None else Path(path)
        self._new = create and path is not None and not os.path.exists(path)
        self._db = schema.opened(self.path, create=create)

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def discard(self) -> None:
        """Close the file, and take it away if this made it, it holds no document and no other program has it open."""
        self.close()
        if self._new and self.path is not None:
            schema.discard(self.path)

    def build(
        self,
        paths: str | Path | Sequence[str | Path],
        *,
        progress: Progress | None = None,
        originals: bool = True,
        primary: bool = False,
        allow_private: bool = False,
        waiting: Callable[[str], None] = lambda who: None,
    ) -> Summary:
        """Read files and folders into the record; what is on record and unchanged is not read again.

        Args:
            paths: a file or folder, or several; an address, as a str that begins with http:// or https://, is fetched.
            progress: called with how far it is.
            originals: whether the bytes that are read are kept, compressed.
            primary: whether these are primary sources; what was marked as one stays so.
            allow_private: whether an address may lie in the local or a private network.
            waiting: called with a sentence where another build of the record is to be waited for.
        """
        from onrecord.build import build  # here, since the model's libraries take half a second to load

        paths = [paths] if isinstance(paths, str | Path) else paths
        with self._errors(), turns.turn(self.path, waiting):
            left = wiping.wipe(self._db)
            summary = build(self._db, paths, progress, keep=originals, primary=primary, allow_private=allow_private)
        if left is not None:
            summary.doubts.append(Skipped(str(self.path), left))
        return summary

    def articles(self) -> Iterator[ArticleRow]:
        """Yield the articles of all revisions, by file and place in it."""
        with self._reading():
            yield from read.articles(self._db)

    def statements(self, wanted: Wanted | None = None) -> Iterator[StatementRow]:
        """Yield statements of current revisions, by file, article and place in it: those wanted, or all."""
        with self._reading():
            yield from statements.statements(self._db, wanted or Wanted())

    def statements_by_date(self, wanted: Wanted) -> Iterator[StatementRow]:
        """Yield the statements wanted, by date of publication, as they are found."""
        with self._reading():
            yield from found.every(self._db, wanted)

    def some_statements(self, wanted: Wanted, *, skip: int = 0, most: int) -> Found:
        """Return some of the statements wanted, by date of publication, and how many there are in all.

        Args:
            wanted: which.
            skip: how many to leave out at the beginning.
            most: how many to give.
        """
        with self._reading():
            return found.some(self._db, wanted, skip=skip, most=most)

    def nearest(self, words: str, wanted: Wanted | None = None, *, most: int = 20) -> list[NearRow]:
        """Return the statements whose contents are nearest in meaning to some words, the nearest first.

        Args:
            words: English words, best a clause or a sentence.
            wanted: among which statements, None for all.
            most: how many to return.
        """
        from onrecord.findings import encoder

        vector = encoder().vector(words)
        if vector is None:
            return []
        with self._reading():
            return meanings.nearest(self._db, vector, wanted or Wanted(), most=most)

    def has_meanings(self) -> bool:
        """Say whether statements can be found by meaning: a record that an older version made has no vectors."""
        with self._reading():
            return meanings.any_at_all(self._db)

    def some_articles(self, wanted: WantedArticles, *, skip: int = 0, most: int) -> tuple[list[ArticleRow], int]:
        """Return some of the articles wanted, of current revisions and the latest first, and how many there are."""
        with self._reading():
            return read.some_articles(self._db, wanted, skip=skip, most=most)

    def article(self, id: str, place: int = 0, *, revision: int | None = None) -> InFull:
        """Return an article in full.

        Args:
            id: its document's.
            place: its place in the document.
            revision: which of the document, if not the current one.

        Raises:
            NotOnRecord: there is no such article.
        """
        with self._reading():
            return full.in_full(self._db, id, place, revision)

    def article_row(self, id: str, place: int = 0) -> ArticleRow:
        """Return what is known of an article of a document's current revision, without its text.

        Raises:
            NotOnRecord: there is no such article.
        """
        with self._reading():
            return read.row_of(self._db, id, place)

    def person(self, who: str) -> PersonRow:
        """Return somebody by an id, now or before it was merged, or a name that nobody else has.

        Raises:
            NotOnRecord: nobody is meant, or several are, or no current article names them.
        """
        from onrecord.store import standings

        with self._reading():
            try:
                row = tallies.person(self._db, standings.person(self._db, who))
            except RecordError as error:
                raise NotOnRecord(str(error)) from error
        if row is None:
            raise NotOnRecord(f"nobody whom an article names now has the id {who!r}: the list of people has all")
        return row

    def story(self, id: str) -> StoryRow:
        """Return a story by its id.

        Raises:
            NotOnRecord: there is none.
        """
        with self._reading():
            row = stories.named(self._db, id)
        if row is None:
            raise NotOnRecord(f"no story on record has the id {id!r}: the list of stories has all there are")
        return row

    def some_stories(self, *, skip: int = 0, most: int) -> tuple[list[StoryRow], int]:
        """Return some of the stories, the earliest first, and how many there are in all."""
        with self._reading():
            return list(stories.stories(self._db, skip=skip, most=most)), stories.total(self._db)

    def some_quotations(
        self, wanted: WantedQuotations | None = None, *, skip: int = 0, most: int
    ) -> tuple[list[QuotationRow], int]:
        """Return some of the families that ``quotations`` yields, in that order, and how many there are in all."""
        with self._reading():
            return quotations.some(self._db, wanted or WantedQuotations(), skip=skip, most=most)

    def quotation(self, id: str) -> QuotationRow:
        """Return a quotation family by its id, or by that of any utterance in it.

        Raises:
            NotOnRecord: there is none.
        """
        with self._reading():
            return quotations.quotation(self._db, id)

    def quotations_of(self, statement: str) -> list[QuotationRow]:
        """Return the quotation families that a statement belongs to, by its id."""
        with self._reading():
            return quotations.of_statement(self._db, statement)

    def outlets(self) -> list[str]:
        """Return the outlets of current articles, in order of the alphabet."""
        with self._reading():
            return read.outlets(self._db)

    def counts(self) -> Counts:
        """Count what is on record."""
        with self._reading():
            return lookup.counts(self._db)

    def people(self, name: str | None = None) -> Iterator[PersonRow]:
        """Yield everybody who speaks or is named in a current revision, who speaks most first.

        Args:
            name: part of a name of those who are wanted, in any case; all if left out.
        """
        with self._reading():
            yield from read.people(self._db, name)

    def some_people(self, name: str | None = None, *, skip: int = 0, most: int) -> tuple[list[PersonRow], int]:
        """Return some of those whom ``people`` yields, in that order, and how many there are in all."""
        with self._reading():
            return tallies.some_people(self._db, name, skip=skip, most=most)

    # What corrects is imported where it is called, since what links people loads numpy.

    def merge_people(self, one: str, other: str, *, by: str | None = None) -> str:
        """Say that two people are one, and return the correction's id.

        Args:
            one: a person's id, now or before it was merged, or a name that nobody else has.
            other: likewise.
            by: who says so; the user's name on this machine if left out. So with all corrections.

        Raises:
            RecordError: nobody, or more than one, is meant by either, or both are one already.
        """
        from onrecord import correct

        with self._errors(*DAMAGE):
            return correct.merge(self._db, one, other, by)

    def split_person(
        self, who: str, names: Sequence[str] = (), *, documents: Sequence[str] = (), by: str | None = None
    ) -> str:
        """Say that some of those taken for one person are somebody else, and return the correction's id.

        Args:
            who: an id or name, as in ``merge_people``.
            names: fullest names that articles have for those who are somebody else.
            documents: ids of documents that speak of somebody else.
            by: who says so.

        Raises:
            RecordError: there is nobody such, or nothing would be split off, or nothing would stay.
        """
        from onrecord import correct

        with self._errors(*DAMAGE):
            return correct.split(self._db, who, names, documents, by)

    def rename_person(self, who: str, name: str, *, by: str | None = None) -> str:
        """Say what a person is called, and return the correction's id."""
        from onrecord import correct

        with self._errors(*DAMAGE):
            return correct.rename(self._db, who, name, by)

    def not_the_same(self, one: str, other: str, *, by: str | None = None) -> str:
        """Say that two people are two, whatever is found later, and return the correction's id."""
        from onrecord import correct

        with self._errors(*DAMAGE):
            return correct.not_the_same(self._db, one, other, by)

    def set_speaker(self, statement: str, name: str, *, by: str | None = None) -> str:
        """Say who made a statement, and return the correction's id.

        Args:
            statement: its id, or a beginning of it that no other id has.
            name: of somebody on record, or the id; or the name of somebody who is not.
            by: who says so.
        """
        from onrecord import correct

        with self._errors(*DAMAGE):
            return correct.set_speaker(self._db, statement, name, by)

    def confirm(self, *statements: str, by: str | None = None) -> str:
        """Say that a statement is right as it is, or several are, and return the correction's id."""
        from onrecord import correct

        with self._errors(*DAMAGE):
            return correct.confirm(self._db, statements, by)

    def reject(self, *statements: str, by: str | None = None) -> str:
        """Say that a statement is none, or several are, so that lists leave them out; return the correction's id."""
        from onrecord import correct

        with self._errors(*DAMAGE):
            return correct.reject(self._db, statements, by)

    def change(self, statement: str, marked: Marked, *, by: str | None = None) -> str:
        """Say which words a statement has, or of which kind, act or polarity it is; return the correction's id.

        Args:
            statement: its id, or a beginning of it that no other id has.
            marked: what is other than it was found. Words for who speaks that refer to somebody make him the speaker.
            by: who says so.

        Raises:
            RecordError: the words do not stand in its article, or at several places, or all is so already.
        """
        from onrecord import correct

        with self._errors(*DAMAGE):
            return correct.change(self._db, statement, marked, by)

    def add_statement(
        self, id: str, place: int, marked: Marked, *, speaker: str | None = None, by: str | None = None
    ) -> str:
        """Say that an article has a statement that was not found, and return the correction's id.

        Args:
            id: the article's document.
            place: its place in the document.
            marked: the content, and what else is known of it. Without a kind it is the one that its marks tell.
            speaker: who speaks, as in ``set_speaker``; whom the source's words refer to if left out.
            by: who says so.

        Raises:
            RecordError: the words do not stand in the article, or at several places, or are a statement's already.
        """
        from onrecord import correct

        with self._errors(*DAMAGE):
            return correct.add(self._db, full.number_of(self._db, id, place), marked, speaker, by)

    def merge_stories(self, one: str, other: str, *, by: str | None = None) -> str:
        """Say that two stories are one, and return the correction's id.

        Args:
            one: a story's id, or the id or file of an article, which may be of no story yet.
            other: likewise.
            by: who says so.

        Raises:
            RecordError: nothing on record has such a name, or both are one story already.
        """
        from onrecord import correct

        with self._errors(*DAMAGE):
            return correct.merge_stories(self._db, one, other, by)

    def split_story(self, story: str, articles: Sequence[str], *, by: str | None = None) -> str:
        """Say that articles of a story are about other events, the same ones, and return the correction's id.

        Args:
            story: its id, or the id or file of an article in it.
            articles: ids or files of those that are to be a story of their own.
            by: who says so.

        Raises:
            RecordError: nothing on record has such a name, or nothing would be split off, or nothing would stay.
        """
        from onrecord import correct

        with self._errors(*DAMAGE):
            return correct.split_story(self._db, story, articles, by)

    def merge_quotations(self, one: str, other: str, *, by: str | None = None) -> str:
        """Say that two quotation families are one utterance, and return the correction's id.

        Args:
            one: a family's id, or that of a statement, which may be in none yet.
            other: likewise.
            by: who says so.

        Raises:
            RecordError: nothing on record has such an id, or both are one already.
        """
        from onrecord import correct

        with self._errors(*DAMAGE):
            return correct.merge_quotations(self._db, one, other, by)

    def split_quotation(self, quotation: str, statements: Sequence[str], *, by: str | None = None) -> str:
        """Say that statements of a quotation family are another utterance, and return the correction's id.

        Args:
            quotation: its id, or that of a statement in it.
            statements: ids of those that are to be a family of their own: "statement" of its members, or, where that is
                None, the family's id if they are its earliest.
            by: who says so.

        Raises:
            RecordError: nothing on record has such an id, or nothing would be split off, or nothing would stay.
        """
        from onrecord import correct

        with self._errors(*DAMAGE):
            return correct.split_quotation(self._db, quotation, statements, by)

    def undo(self, correction: str, *, by: str | None = None) -> str:
        """Take a correction back, which is a correction too, and return the id of that."""
        from onrecord import correct

        with self._errors(*DAMAGE):
            return correct.undo(self._db, correction, by)

    def draw_sample(self, size: int = 50, *, by: str | None = None) -> str:
        """Draw findings by chance, to be judged without seeing what was found; return the sample's id.

        Args:
            size: how many.
            by: who will judge them; the user's name on this machine if left out.

        Raises:
            RecordError: nothing was found.
        """
        from onrecord import sampling

        with self._errors(*DAMAGE):
            return sampling.draw(self._db, size, by)

    def sample(self, id: str | None = None, *, by: str | None = None) -> Sample | None:
        """Return a sample as far as it is judged: the next question, and how many findings are right.

        Args:
            id: the sample's; the last that somebody drew if left out, None where there is none.
            by: that somebody.

        Raises:
            NotOnRecord: there is none of this id.
        """
        from onrecord import correct, sampling

        with self._reading():
            wanted = id or sampling.latest(self._db, by or correct.who())
            return None if wanted is None else sampling.sample(self._db, wanted)

    def judge(self, sample: str, statement: str, judged: str, *, by: str | None = None) -> str:
        """Keep what somebody says of a finding of a sample, and return the judgement's id.

        Args:
            sample: its id.
            statement: the finding's id.
            judged: who says it, by name or id; or "unknown", "no statement" or "undecided".
            by: who judges.
        """
        from onrecord import sampling

        with self._errors(*DAMAGE):
            return sampling.judge(self._db, sample, statement, judged, by)

    def doubts(self, *, skip: int = 0, most: int = -1) -> tuple[list[DoubtRow], int]:
        """Return some of the doubtful findings that nobody has judged, and how many there are.

        First come direct quotations of people with a name that stand altered, or given to somebody else, in another
        article; within these and the rest, by doubt times consequence.

        Args:
            skip: how many to leave out at the beginning.
            most: how many to give; all if left out.
        """
        with self._reading():
            rows, count = doubts.doubts(self._db, skip=skip, most=most)
            return list(rows), count

    def every_doubt(self) -> Iterator[DoubtRow]:
        """Yield all the findings that ``doubts`` gives, as they are found."""
        with self._reading():
            yield from doubts.every(self._db)

    def first_doubts(self, most: int) -> First:
        """Return the doubtful findings that ``doubts`` gives first, and how many there are."""
        with self._reading():
            return doubts.first(self._db, most)

    def corrections(self) -> Iterator[CorrectionRow]:
        """Yield what people said of findings, in the order in which they said it."""
        from onrecord import corrections

        with self._reading():
            yield from corrections.listed(self._db)

    def latest_corrections(self, *, skip: int = 0, most: int) -> tuple[list[CorrectionRow], int]:
        """Return some of the corrections, the latest first, and how many there are in all."""
        from onrecord import corrections

        with self._reading():
            return corrections.latest(self._db, skip=skip, most=most)

    def export_corrections(self, to: str | Path) -> int:
        """Write all corrections to a file for colleagues, and return how many there are.

        Raises:
            RecordError: the file is there, or cannot be written.
        """
        from onrecord import colleagues

        with self._reading():
            return colleagues.export(self._db, Path(to))

    def import_corrections(self, path: str | Path, *, by: str | None = None) -> Imported:
        """Merge a colleague's corrections with those of this record; what was merged before is not merged again.

        Args:
            path: a file that ``export_corrections`` wrote.
            by: who merges them.

        Raises:
            RecordError: the file holds no corrections, or is damaged: then none was merged.
        """
        from onrecord import colleagues

        with self._errors(*DAMAGE), turns.turn(self.path, lambda who: None):
            return colleagues.take(self._db, Path(path), by)

    def conflicts(self) -> Iterator[ConflictRow]:
        """Yield the pairs of corrections, one of here and one of a colleague's, that disagree and nobody decided."""
        from onrecord import colleagues

        with self._reading():
            yield from colleagues.conflicts(self._db)

    def keep(self, correction: str, *, by: str | None = None) -> list[str]:
        """Keep a correction and undo those that disagree with it, and return the ids of the undos."""
        from onrecord import colleagues

        with self._errors(*DAMAGE):
            return colleagues.keep(self._db, correction, by)

    def stories(self) -> Iterator[StoryRow]:
        """Yield the stories, groups of articles about the same events, the earliest first."""
        with self._errors(*DAMAGE):
            yield from stories.stories(self._db)

    def quotations(self, wanted: WantedQuotations | None = None) -> Iterator[QuotationRow]:
        """Yield the quotation families of two articles or more that are wanted, or all: those of several origins first,
        then what an article and its own reprints have; of each the earliest first.
        """
        with self._errors(*DAMAGE):
            yield from quotations.quotations(self._db, wanted or WantedQuotations())

    def compare(self, names: Sequence[str]) -> Iterator[CoverageRow]:
        """Yield what is said in a story's articles, or in some, and which of them have it in which words.

        Args:
            names: a story's id or that of one of its articles; or several articles' ids or files.

        Raises:
            RecordError: nothing on record has such a name, or there are no two articles to compare.
        """
        with self._errors(*DAMAGE):
            yield from coverage.coverage(self._db, coverage.chosen(self._db, names))

    def trace(self, words: str) -> Iterator[TraceRow]:
        """Yield every wording of some words on record, the earliest first, and how each differs from them."""
        with self._errors(*DAMAGE):
            yield from coverage.trace(self._db, words)

    def figures(self, *, compared: bool = False, like: str | None = None) -> Iterator[FigureRow]:
        """Yield figures of current revisions, by file, article and place in it.

        Args:
            compared: only figures of one thing, side by side, the earliest first.
            like: only those with this in their words, their unit or what is counted, in any case.
        """
        with self._reading():
            yield from figures.figures(self._db, compared=compared, like=like)

    def labels(
        self, person: str | None = None, *, story: str | None = None, articles: Sequence[str] = ()
    ) -> Iterator[LabelsRow]:
        """Yield what each article of a current revision calls somebody, and by which cues it gives what they say.

        A row a person and article; then one for all groups, and one for all events, of each article.

        Args:
            person: an id, or a name that nobody else has: only theirs; everybody's, and groups and events, if left out.
            story: a story's id, or that of one of its articles: only of its articles.
            articles: documents' ids or files: only of theirs.

        Raises:
            RecordError: nothing on record has such a name.
        """
        from onrecord import labels

        with self._reading():
            yield from labels.labels(self._db, person, story=story, articles=articles)

    def some_labels(self, person: str, *, skip: int = 0, most: int) -> tuple[list[LabelsRow], int]:
        """Return what some of the articles that refer to somebody call them, and how many articles refer to them."""
        from onrecord import labels

        with self._reading():
            return labels.some(self._db, person, skip=skip, most=most)

    def positions(self, person: str, topic: str | None = None, *, about: str | None = None) -> PositionsRow:
        """Return what somebody said, each utterance once with every report of it, in order of when it was said.

        Args:
            person: an id, or a name that nobody else has.
            topic: words that it is on; all that they said if left out.
            about: an id or a name, of somebody whom it is about.

        Raises:
            RecordError: nobody, or more than one, is meant by a name.
        """
        from onrecord import positions

        with self._reading():
            return positions.positions(self._db, person, topic, about=about)

    def some_positions(self, person: str, topic: str | None = None, *, skip: int = 0, most: int) -> SomePositions:
        """Return some of what somebody said; where that is all, what differs far apart is looked for in it."""
        from onrecord import positions

        with self._reading():
            return positions.some(self._db, person, topic, skip=skip, most=most)

    def timeline(self, *, since: str | None = None, until: str | None = None) -> Iterator[TimelineRow]:
        """Yield dated statements and sentences with a time expression, in order of their dates.

        Args:
            since: the first day, as YYYY-MM-DD.
            until: the last day; a month or a year counts as its first day.

        Raises:
            ValueError: one that is no day.
        """
        statements.check_days(since, until)
        with self._reading():
            yield from timeline.timeline(self._db, since=since, until=until)

    def some_figures(self, *, compared: bool = False, like: str | None = None, skip: int = 0, most: int) -> SomeFigures:
        """Return some of the figures, by article or by thing and date, and how many there are."""
        with self._reading():
            return figures.some(self._db, compared=compared, like=like, skip=skip, most=most)

    def some_timeline(self, *, since: str | None = None, until: str | None = None, skip: int = 0, most: int) -> Entries:
        """Return some of the timeline, in order of days, and how many entries there are in all.

        Raises:
            ValueError: a day that is none.
        """
        statements.check_days(since, until)
        with self._reading():
            return timeline.some(self._db, since=since, until=until, skip=skip, most=most)

    def story_told(self, id: str) -> tuple[list[TimelineRow], list[FigureRow]]:
        """Return the timeline of a story, and its figures of one thing side by side.

        Raises:
            RecordError: nothing on record has such an id.
        """
        with self._reading():
            chosen = coverage.chosen(self._db, [id])
            rows = list(timeline.timeline(self._db, articles=chosen))
            return rows, list(figures.figures(self._db, compared=True, articles=chosen))

    def extractions(self, *, with_text: bool = False) -> Iterator[dict[str, Any]]:
        """Yield every article with all that was found in it, in the order in which they were read."""
        with self._reading():
            yield from read.extractions(self._db, with_text=with_text)

    def show(self, id: str) -> InContext:
        """Return a statement with its article and the paragraphs it stands in.

        Args:
            id: its id, or a beginning of it that no other id has.

        Raises:
            RecordError: no statement, or more than one, has such an id.
        """
        with self._reading():
            return context.in_context(self._db, id)

    def placed(self, id: str, place: int, spans: Sequence[Span], *, revision: int | None = None) -> Placed:
        """Return words of a document by their offsets, with what leads from them to the original.

        Args:
            id: the document's.
            place: an article's, in the document.
            spans: offsets into the document's text.
            revision: which of the document, if not the current one.

        Raises:
            NotOnRecord: there is no such article.
        """
        with self._reading():
            return context.placed(self._db, id, place, spans, revision)

    def around(self, id: str, place: int, start: int, end: int) -> tuple[str, str]:
        """Return the words before and after some words of an article, within their paragraph.

        Args:
            id: the document's.
            place: the article's, in the document.
            start: where the words begin in the document's text.
            end: where they end.

        Raises:
            NotOnRecord: there is no such article.
        """
        with self._reading():
            return context.around(self._db, id, place, Span(start, end))

    def check(self, draft: str | Path | bytes, *, name: str = "standard input") -> list[Checked]:
        """Hold every quotation of a draft against the record: a Checked for each document in it.

        Args:
            draft: a file's path, or the bytes of a file.
            name: what bytes are called; a suffix, such as .docx, tells which reader takes them.

        Raises:
            ValueError: the draft cannot be read.
        """
        from onrecord import checking, drafts  # here, since the model's libraries take half a second to load

        documents = drafts.drafts(draft, name=name)
        with self._reading():
            return [checking.check(self._db, document) for document in documents]

    def removal(self, names: Sequence[str]) -> Removal:
        """Return what would go with sources: all their revisions, and all that was found in them.

        Args:
            names: files and folders, addresses, or documents' ids.

        Raises:
            RecordError: nothing on record has such a name.
        """
        with self._reading():
            return removal.removal(self._db, names)

    def remove(self, what: Removal) -> None:
        """Take sources out for good: no byte of them stays in the file.

        Args:
            what: as ``removal`` gives it.

        Raises:
            TracesLeft: all is taken out, but cannot be wiped now, since the disk is full or another program is reading.
        """
        from onrecord.build import relink

        with self._errors():
            removal.remove(self._db, what, relink)

    def wipe(self) -> str | None:
        """Wipe what removals had to leave in the file, and return one sentence where it still has to stay."""
        with self._errors():
            return wiping.wipe(self._db)

    def original(self, id: str, *, revision: int | None = None) -> bytes:
        """Return the bytes that a document was read from, after a check of their SHA-256.

        Args:
            id: the document's, as ``articles`` gives it.
            revision: which, where it has several; the current one if left out.

        Raises:
            RecordError: there is no such document, or its bytes were not kept, or they are damaged.
        """
        with self._reading():
            return originals.original(self._db, id, revision)

    def file_of(self, id: str) -> str:
        """Return the file or address of a document's last revision.

        Raises:
            NotOnRecord: there is no such document.
        """
        with self._reading():
            return originals.file_of(self._db, id)

    def verify(self) -> Verification:
        """Return what looks through the record: the faults, which it yields one by one, and what it has looked at."""
        from onrecord import verifying

        return Verification(self._db, verifying.corrections)

    def backup(self, to: str | Path) -> None:
        """Copy the record as it is now to a file, which is there whole or not at all; an earlier backup is replaced.

        Raises:
            RecordError: the file is there and no earlier backup, or cannot be written.
        """
        with self._errors(*DAMAGE):
            backup.backup(self._db, Path(to))

    def export(self, to: str | Path) -> int:
        """Write the tables to a folder that is made, as Parquet, and return how many documents they hold.

        Raises:
            RecordError: the folder is there, or cannot be written.
            ImportError: pyarrow is not installed.
        """
        from onrecord import parquet

        with self._reading():
            return parquet.export(self._db, Path(to))

    def take(self, folder: str | Path, where: str = "") -> tuple[int, int]:
        """Take documents from a folder of tables, with all that was found in them, and link them with what is there.

        Args:
            folder: as ``export``, or a build on Spark, wrote it.
            where: conditions that an article of a document meets, joined by "and"; all documents if left out.

        Returns:
            How many came, and how many were chosen that the record has already, which stay as they are.

        Raises:
            RecordError: the folder does not hold such tables.
            ImportError: pyarrow is not installed.
            ValueError: the conditions cannot be understood.
        """
        from onrecord import parquet
        from onrecord.build import link

        wanted = parquet.conditions(where)
        with self._errors(), turns.turn(self.path, lambda who: None):
            came = [portable.put(self._db, rows) for rows in parquet.chosen(Path(folder), wanted)]
            link(self._db)
        return came.count(True), came.count(False)

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Let all that is asked inside see one state of the record, whoever writes meanwhile."""
        with self._errors(), schema.one_state(self._db):
            yield

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Read all that is inside from one state of the record, whoever writes meanwhile."""
        with self._errors(*DAMAGE), schema.one_state(self._db):
            yield

    @contextmanager
    def _errors(self, *more: type[Exception]) -> Iterator[None]:
        troubles: tuple[type[Exception], ...] = (*schema.TROUBLES, *more)
        try:
            yield
        except sqlite3.ProgrammingError:
            raise  # a closed record: the caller's mistake
        except troubles as error:
            raise RecordError(schema.sentence(error, self.path)) from error
