"""Quotations: what several articles have, and each wording beside the fullest."""

from __future__ import annotations

from typing import Annotated, TypedDict

from fastapi import Depends, Query

from onrecord.record import QuotationRow, Record, WantedQuotations
from onrecord.store.quotations import MemberRow
from onrecord.web.rooms import Opened, Page, exports, room
from onrecord.web.views.search import Text

MOST = 30
"""Quotations on a page, each with its wordings."""


class Quotations(TypedDict):
    """A page of quotation families, and how many there are in all."""

    total: int
    page: int
    pages: int
    quotations: list[QuotationRow]


class Around(TypedDict):
    """The words before and after others, within their paragraph."""

    before: str
    after: str


class Quotation(TypedDict):
    """A quotation family, and what stands around the words of each member."""

    quotation: QuotationRow
    around: list[Around]


def wanted(speaker: Text = None, altered: bool = False) -> WantedQuotations:
    """Make what is wanted of the fields of a form."""
    return WantedQuotations(speaker=speaker or None, altered=altered)


@room("/quotations", "quotations.html")
def quotations(record: Opened, what: Annotated[WantedQuotations, Depends(wanted)], page: Page = 1) -> Quotations:
    """Quotations that stand in two articles or more, the earliest first."""
    rows, total = record.some_quotations(what, skip=(page - 1) * MOST, most=MOST)
    return Quotations(total=total, page=page, pages=-(-total // MOST), quotations=rows)


exports("/quotations", wanted, QuotationRow.__annotations__, lambda record, what: record.quotations(what))


@room("/quotation", "quotation.html")
def quotation(record: Opened, id: Annotated[str, Query(min_length=1, max_length=100)]) -> Quotation:
    """A quotation in every wording, each beside the fullest."""
    row = record.quotation(id)
    return Quotation(quotation=row, around=[_around(record, one) for one in row["members"]])


def _around(record: Record, one: MemberRow) -> Around:
    before, after = record.around(one["id"], one["article"], one["content"][0][0], one["content"][-1][1])
    return Around(before=before, after=after)
