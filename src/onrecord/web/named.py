"""Who corrects here: a name that the browser keeps, since several may use one reading room."""

from __future__ import annotations

from urllib.parse import quote, unquote

from fastapi import Request
from fastapi.responses import Response

COOKIE = "onrecord-as"
LONGEST = 100
YEAR_S = 365 * 24 * 3600


def name_of(request: Request) -> str | None:
    """Return the name that somebody gave here, None where nobody did."""
    given = " ".join(unquote(request.cookies.get(COOKIE, "")).split())[:LONGEST]
    return given if given.isprintable() and given else None


def keep(answer: Response, name: str) -> None:
    """Let the browser keep a name; without one, forget it."""
    given = " ".join(name.split())[:LONGEST]
    answer.set_cookie(COOKIE, quote(given), max_age=YEAR_S if given else 0, httponly=True, samesite="strict")
