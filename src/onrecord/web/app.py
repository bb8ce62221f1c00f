"""The application: rooms behind a gate, and one form of error."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from onrecord.record import NotOnRecord, RecordError
from onrecord.web import views
from onrecord.web.adding import Builds
from onrecord.web.gate import Gate
from onrecord.web.pages import refused

STATIC = Path(__file__).parent / "static"


def application(record: Path, *, token: str | None = None) -> Gate:
    """Return the reading room of a record, an ASGI application.

    Args:
        record: its file.
        token: what has to be known to come in; None where only this machine can reach it.
    """
    app = FastAPI(
        title="onrecord reading room", version=version("onrecord"), docs_url=None, redoc_url=None, debug=False
    )
    app.state.path = record
    app.state.builds = Builds(record)
    app.include_router(views.router)
    app.mount("/static", StaticFiles(directory=STATIC))
    for kind, status in ((NotOnRecord, 404), (RecordError, 503), (ValueError, 422)):
        app.add_exception_handler(kind, _saying(status))
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)
    return Gate(app, token=token, denied=refused)


def _saying(status: int):  # type: ignore[no-untyped-def]
    def answer(request: Request, error: Exception) -> Response:
        return refused(request, status, str(error))

    return answer


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
    return refused(request, 422, f"The address has something in it that cannot be: {told}.")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return refused(request, error.status_code, NOWHERE if error.status_code == 404 else str(error.detail))


NOWHERE = "There is no such page: look for it from the rooms above."


def _broken(request: Request, error: Exception) -> Response:
    return refused(request, 500, "This should not happen: what went wrong is told where the reading room was started.")
