"""Fetching: one address that the user named -> its bytes. Nothing else in the program goes to the network."""

from __future__ import annotations

import socket
import ssl
from concurrent.futures import Future
from http import HTTPStatus
from http.client import HTTPException
from importlib.metadata import version
from pathlib import PurePosixPath
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from onrecord.read.formats import FORMATS, MEGABYTE, VAGUE, is_vague, known
from onrecord.read.hosts import SAFE, Target, is_address, numbers, target
from onrecord.read.source import Unreadable, megabytes

if TYPE_CHECKING:
    from urllib3 import HTTPResponse
    from urllib3.connection import HTTPConnection

CONNECT_S, WHOLE_S = 10, 60
HOPS = 5
CHUNK = 1 << 16
LIMIT = 64 * MEGABYTE
"""The largest size in bytes where no format says another."""
MOVED = frozenset({301, 302, 303, 307, 308})
CLOSED = frozenset({401, 402, 403, 407, 451})
SEEN_OR_HEARD = ("image/", "audio/", "video/", "font/")
"""What no name makes a text."""
PACKINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
LATER = "try again later, or open it in a browser and save it to a file"


class Fetched(NamedTuple):
    """What an address gave: ``media_type`` as the server says it, ``address`` where it was after all redirects."""

    data: bytes
    media_type: str | None
    address: str


def fetched(address: str, *, allow_private: bool = False) -> Fetched:
    """Fetch one page, feed or file; only its redirects, at most five, lead to other addresses.

    A proxy that the environment names is not used: it could reach what this must not.

    Args:
        address: begins with http:// or https://.
        allow_private: whether it may lie in the local or a private network.

    Raises:
        Unreadable: it cannot be had, or not within the limits of time and size.
    """
    visit = Visit(allow_private)
    found: Future[Fetched] = Future()
    # A thread, since neither the search for a host's name nor headers that trickle in know a time-out.
    Thread(target=visit.run, args=(address, found), daemon=True).start()
    try:
        return found.result(timeout=WHOLE_S)
    except TimeoutError:
        visit.stop()
        raise Unreadable(f"took longer than {WHOLE_S} seconds: {LATER}") from None


class Visit:
    """The way to one address over its redirects, which another thread may stop."""

    def __init__(self, allow_private: bool) -> None:
        self.allow_private = allow_private
        self.stopped = False
        self.connection: HTTPConnection | None = None
        self.response: HTTPResponse | None = None

    def run(self, address: str, found: Future[Fetched]) -> None:
        """Put what the address gives, or why it gives nothing, into ``found``."""
        try:
            found.set_result(self._follow(address))
        except Unreadable as problem:
            found.set_exception(problem)
        except Exception as error:
            found.set_exception(Unreadable(_sentence(error)))
        finally:
            self._close()

    def stop(self) -> None:
        """Give up: the thread that waits for the server is woken, and closes what it opened."""
        self.stopped = True
        try:
            if self.connection is not None and self.connection.sock is not None:
                self.connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # it is closed already

    def _follow(self, address: str) -> Fetched:
        for _ in range(HOPS + 1):
            response = self._answer(target(address))
            if response.status not in MOVED:
                return Fetched(self._body(response, address), response.headers.get("Content-Type"), address)
            led = response.headers.get("Location", "")
            self._close()
            whole = urljoin(address, quote(led.encode("latin-1", "replace"), safe=SAFE))  # of letters come their bytes
            address = whole.partition("#")[0]
            if not led or not is_address(address):
                raise Unreadable(f"leads on to {led[:200]!r}, which is no web address: check the address")
        raise Unreadable(f"leads on more than {HOPS} times: open it in a browser and save it to a file")

    def _answer(self, asked: Target) -> HTTPResponse:
        connection = self._connected(asked)
        connection.timeout = WHOLE_S + CONNECT_S  # no sooner than the visit is stopped
        headers = {
            "Host": asked.named,
            "User-Agent": f"onrecord/{version('onrecord')}",
            "Accept": "*/*",
            "Accept-Encoding": "gzip, deflate",
        }
        connection.request("GET", asked.path, headers=headers, preload_content=False)
        self.response = connection.getresponse()
        return self.response

    def _connected(self, asked: Target) -> HTTPConnection:
        """Connect to one of the numbers that were checked: asked again, a name may lead elsewhere."""
        from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

        trouble: Exception = OSError("no number")
        for number in numbers(asked, allow_private=self.allow_private):
            self._close()
            self.connection = _connection(number, asked)
            try:
                self.connection.connect()
            except (ConnectTimeoutError, NewConnectionError) as error:
                trouble = error
            else:
                return self.connection
        raise trouble

    def _body(self, response: HTTPResponse, address: str) -> bytes:
        _check(response, urlsplit(address).path)
        limit = _limit(_essence(response), urlsplit(address).path.lower())
        data = bytearray()
        for chunk in response.stream(CHUNK, decode_content=True):
            data += chunk
            if len(data) > limit:  # counted as it is unpacked: what the server says of it need not be true
                raise Unreadable(f"is larger than {megabytes(limit)}: save it to a file and split that")
            if self.stopped:
                break
        return bytes(data)

    def _close(self) -> None:
        for opened in (self.response, self.connection):  # both: each of them holds the socket open
            if opened is not None:
                opened.close()
        self.response = self.connection = None


def _connection(number: str, asked: Target) -> HTTPConnection:
    import certifi
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if not asked.secure:
        return HTTPConnection(number, asked.port, timeout=CONNECT_S)
    context = ssl.create_default_context()  # the system's authorities, such as an employer's own
    context.load_verify_locations(certifi.where())  # and the usual ones: not every system has them where Python looks
    return HTTPSConnection(number, asked.port, timeout=CONNECT_S, server_hostname=asked.host, ssl_context=context)


def _check(response: HTTPResponse, path: str) -> None:
    """Refuse an answer that is not the thing asked for, or that no reader takes, by its type and by its name."""
    status = response.status
    if status in (404, 410):
        raise Unreadable(f"is not there ({_phrase(status)}): check the address")
    if status in CLOSED:
        raise Unreadable(f"is not open to all ({_phrase(status)}): open it in a browser and save it to a file")
    if status != HTTPStatus.OK:
        raise Unreadable(f"cannot be had now ({_phrase(status)}): {LATER}")
    essence = _essence(response)
    kinds = {kind for one in FORMATS.values() for kind in (one.media_type, *one.also)}
    told = known(PurePosixPath(path)) and not essence.startswith(SEEN_OR_HEARD)
    if not (essence in kinds or is_vague(essence) or told):
        raise Unreadable(f"is of type {essence[:80]!r}, which cannot be read: save its text to a file")
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if not {one.strip() for one in packing.split(",")} <= PACKINGS:
        raise Unreadable(f"came packed as {packing[:80]!r}, which was not asked for: save it to a file")


def _phrase(status: int) -> str:
    known = {one.value: one.phrase for one in HTTPStatus}
    return f"{status} {known[status]}" if status in known else f"status {status}"


def _essence(response: HTTPResponse) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _limit(essence: str, path: str) -> int:
    """Return the largest size in bytes that is read of what has this media type, or else this end of its name."""
    stated = next((one.whole for one in FORMATS.values() if essence in (one.media_type, *one.also)), None)
    ended = next((one.whole for suffix, one in FORMATS.items() if path.endswith(suffix)), LIMIT)
    return ended if stated is None or essence in VAGUE else stated


def _sentence(error: Exception) -> str:
    """Return what went wrong on the way, in one sentence."""
    from urllib3.exceptions import ConnectTimeoutError, DecodeError, HTTPError, NewConnectionError

    if isinstance(error, ssl.SSLError):
        why = getattr(error, "verify_message", "") or error.reason or "no TLS"
        return f"has no connection that can be trusted ({why}): {LATER}"
    if isinstance(error, NewConnectionError):
        why = getattr(error.__cause__, "strerror", None) or "no connection"
        return f"cannot be reached ({why.lower()}): check the address, and the network"
    if isinstance(error, (ConnectTimeoutError, TimeoutError)):
        return f"did not answer within {CONNECT_S} seconds: {LATER}"
    if isinstance(error, DecodeError):
        return f"came damaged: its packing cannot be undone: {LATER}"
    if isinstance(error, (HTTPError, HTTPException, OSError)):
        return f"broke off ({type(error).__name__}): {LATER}"
    return f"could not be fetched ({type(error).__name__}: {error}): please report this address"
