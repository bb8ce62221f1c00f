"""Check: every quotation of a draft against the record, with the verdicts in place; no draft is kept."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated, TypedDict

from fastapi import Depends, File, Form, UploadFile

from onrecord.reports.wording import CAUTION
from onrecord.web import drafting
from onrecord.web.adding import safe_name
from onrecord.web.drafting import Draft
from onrecord.web.rooms import Opened, room

PASTED = "draft.md"


class Check(TypedDict):
    """Drafts that were checked: one, or all documents of what was given."""

    drafts: list[Draft]
    caution: str


@room("/check", "check.html")
def check() -> Check:
    """The form to check a draft."""
    return Check(drafts=[], caution=CAUTION)


def given(draft: Annotated[str, Form()] = "", file: Annotated[UploadFile | None, File()] = None) -> tuple[str, bytes]:
    """Return a draft's name and bytes: a file's, or what was pasted.

    Raises:
        ValueError: there is neither.
    """
    if file is not None and file.filename:
        return safe_name(PurePath(file.filename).name), file.file.read()
    if draft.strip():
        return PASTED, draft.replace("\r\n", "\n").encode("utf-8", "replace")
    raise ValueError("there is nothing to check: paste a draft, or choose a file")


@room("/check", "check.html", method="POST")
def checked(record: Opened, what: Annotated[tuple[str, bytes], Depends(given)]) -> Check:
    """Every quotation of a draft: is it right, whole, and given to the right speaker?"""
    name, data = what
    return Check(drafts=[drafting.draft(one) for one in record.check(data, name=name)], caution=CAUTION)
