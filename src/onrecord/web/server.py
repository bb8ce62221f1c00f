"""Serving the reading room: a socket of this machine, or of a network where a token is asked for."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import uvicorn

from onrecord.web import ready as getting_ready
from onrecord.web.app import application
from onrecord.web.gate import LOOPBACK, SHORTEST


class Place(NamedTuple):
    """Where to serve: a host, a port (0 for any that is free), and the token that is asked for, if any."""

    host: str
    port: int
    token: str | None = None


def serve_at(place: Place, record: Path, *, ready: Callable[[str], None]) -> None:
    """Serve a record until this process is told to end.

    Args:
        place: where.
        record: its file.
        ready: called with the address when pages can be had.

    Raises:
        ValueError: others could come in without a token, or there is nothing to listen at.
    """
    if place.host not in LOOPBACK and not place.token:
        such = f"--token {secrets.token_urlsafe(12)}"
        raise ValueError(f"--host {place.host} lets others on the network in: add a token, such as {such}")
    if place.token is not None and len(place.token) < SHORTEST:
        raise ValueError(f"the token is too short to keep anybody out: give it {SHORTEST} characters or more")
    with _listening(place) as listening, ExitStack() as at_end:
        port = listening.getsockname()[1]
        host = f"[{place.host}]" if ":" in place.host.strip("[]") else place.host
        shown = "127.0.0.1" if host in ("0.0.0.0", "[::]") else host
        address = f"http://{shown}:{port}/" + (f"?token={place.token}" if place.token else "")
        config = uvicorn.Config(
            application(record, token=place.token), log_level="warning", access_log=False, server_header=False
        )

        def begun() -> None:
            ready(address)
            at_end.callback(getting_ready.begin(record).kill)
            getting_ready.load()

        _Server(config, begun).run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that says when it has begun."""

    def __init__(self, config: uvicorn.Config, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._begun = begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin, and say so."""
        await super().startup(sockets)
        if self.started:
            self._begun()


def _listening(place: Place) -> socket.socket:
    host = place.host.strip("[]")
    try:
        family, *_, address = socket.getaddrinfo(host, place.port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
    except OSError as error:
        raise ValueError(
            f"nothing can be served at {place.host}, port {place.port} ({(error.strerror or str(error)).lower()}):"
            " name another --port or --host"
        ) from error
    return found
