"""Adding: files and an address are taken in, and how far their build is can be watched."""

from __future__ import annotations

from typing import Annotated, TypedDict

from fastapi import File, Form, Query, Request, UploadFile
from fastapi.responses import RedirectResponse

from onrecord.record import NotOnRecord
from onrecord.web.adding import Build, Builds, folder, kept
from onrecord.web.rooms import REFUSALS, room, router


class Added(TypedDict):
    """The builds that were begun here, the latest first, and where files are kept."""

    builds: list[Build]
    folder: str


class Adding(TypedDict):
    """A build as it is now."""

    build: Build


@room("/add", "add.html")
def add(request: Request) -> Added:
    """What was added here, and the form to add more."""
    return Added(builds=list(_builds(request)), folder=str(folder(request.app.state.path)))


@room("/adding", "adding.html")
def adding(request: Request, build: Annotated[str, Query(min_length=1, max_length=100)]) -> Adding:
    """How far a build is, and what became of it: what was skipped, and why."""
    try:
        return Adding(build=_builds(request)[build])
    except KeyError as error:
        raise NotOnRecord(
            "there is no such build: the reading room knows those that were begun since it was opened"
        ) from error


@router.post("/add", response_class=RedirectResponse, status_code=303, responses=REFUSALS)
def begin(
    request: Request,
    files: Annotated[list[UploadFile] | None, File()] = None,
    address: Annotated[str, Form(max_length=2000)] = "",
    newer: Annotated[bool, Form()] = False,
) -> RedirectResponse:
    """Keep the files, begin to read them and the address, and lead to where that is watched."""
    into = folder(request.app.state.path)
    inputs = [str(kept(one.filename, one.file, into, newer=newer)) for one in files or () if one.filename]
    if address := address.strip():
        if not address.startswith(("http://", "https://")):
            raise ValueError("an address begins with http:// or https://: copy it from the browser")
        inputs.append(address)
    if not inputs:
        raise ValueError("nothing was chosen: choose files, or give an address")
    return RedirectResponse(f"/adding?build={_builds(request).begin(inputs)}", 303)


def _builds(request: Request) -> Builds:
    builds: Builds = request.app.state.builds
    return builds
