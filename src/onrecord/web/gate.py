"""Who may come in: the right Host, no writing from other sites, a token where others can reach this machine.

What a browser holds against other sites ends where a name of theirs leads to this machine (DNS rebinding), so the Host
is checked; and any site may send a form here, so what changes something has to come from a page of ours.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
    " frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with "no-referrer" a browser hides the origin of our own forms too
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "private, no-cache",
}
Denied = Callable[[Request, int, str], Response]
"""Makes the answer to who may not come in, of a status and a sentence."""
SHORTEST = 12
"""Characters that a token has at least."""


class Gate:
    """Lets a request through, or says why not, and puts what keeps pages harmless on every answer.

    Args:
        app: what is behind it.
        token: what others have to know; None where only this machine can come.
        denied: makes the answer to who may not.
    """

    def __init__(self, app: ASGIApp, *, token: str | None, denied: Denied) -> None:
        self.app = app
        self.denied = denied
        self._key = None if token is None else _key(token)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in there),
                ]
            await send(message)

        request = Request(scope, receive)
        answer = self._answer(request)
        await (self.app if answer is None else answer)(scope, receive, send_with_headers)

    def _answer(self, request: Request) -> Response | None:
        """Return what is said to who may not come in, or None."""
        host = request.headers.get("host", "")
        if self._key is None and _name(host) not in LOOPBACK:
            return self.denied(request, 400, "This address is not this machine's: open the one that was printed.")
        if foreign(request):
            return self.denied(request, 403, "This came from another site: nothing was done.")
        if self._key is None or request.url.path.startswith("/static/"):
            return None
        if given := request.query_params.get("token"):
            return self._enter(request, given)
        if hmac.compare_digest(request.cookies.get(_cookie(request), "").encode("utf-8"), self._key.encode("utf-8")):
            return None
        return self.denied(request, 401, "Open the address with its token, which is known to who started this.")

    def _enter(self, request: Request, token: str) -> Response:
        if self._key is None or not hmac.compare_digest(_key(token), self._key):
            return self.denied(request, 401, "This is not the token.")
        rest = [(name, value) for name, value in parse_qsl(request.url.query) if name != "token"]
        path = "/" + request.url.path.lstrip("/")  # two slashes would lead to another site
        answer = RedirectResponse(path + (f"?{urlencode(rest)}" if rest else ""), 303)
        answer.set_cookie(_cookie(request), self._key, httponly=True, samesite="lax", max_age=30 * 24 * 3600)
        return answer


def foreign(request: Request) -> bool:
    """Say whether another site's page asks, and it is more than a link that somebody followed."""
    site = request.headers.get("sec-fetch-site", "none")
    if request.method in SAFE:
        return site in ("cross-site", "same-site") and request.headers.get("sec-fetch-mode") != "navigate"
    _, _, origin = request.headers.get("origin", "").partition("://")
    return site not in ("same-origin", "none") or origin != request.headers.get("host", "")


def _name(host: str) -> str:
    """Return a Host without its port."""
    if host.startswith("["):
        return host[: host.find("]") + 1]
    return host.rpartition(":")[0].lower() if ":" in host else host.lower()


def _key(token: str) -> str:
    return hmac.new(b"onrecord reading room", token.encode("utf-8"), hashlib.sha256).hexdigest()


def _cookie(request: Request) -> str:
    """Return the cookie's name: cookies of one machine's ports are not kept apart."""
    return f"onrecord-{request.url.port or 80}"
