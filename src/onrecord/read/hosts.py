"""Hosts: an address taken apart, and the numbers it leads to, of which none may lie in a private network."""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from onrecord.read.source import Unreadable

NAT64 = IPv6Network("64:ff9b::/96")
SAFE = "!#$%&'()*+,/:;=?@[]~"  # what an address may hold as it stands; the rest is escaped


class Target(NamedTuple):
    """An address taken apart; ``host`` is a name or a number, ``path`` all that is asked of it."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """The host as a request names it: with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def is_address(given: object) -> bool:
    """Return whether what a user names is to be fetched, and no file."""
    return isinstance(given, str) and re.match(r"https?://", given, re.IGNORECASE) is not None


def target(address: str) -> Target:
    """Take an address apart.

    Raises:
        Unreadable: it is none, or holds a password.
    """
    try:
        parts = urlsplit(address)
        secure = parts.scheme.lower() == "https"
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port or (443 if secure else 80)
        path, asked = (quote(part, safe=SAFE, errors="surrogateescape") for part in (parts.path, parts.query))
    except ValueError:  # of which a UnicodeError is one
        host = ""
    if not re.fullmatch(r"[\w.:-]+", host):
        raise Unreadable("is no address that can be fetched: check how it is written")
    if parts.username is not None or parts.password is not None:
        raise Unreadable("holds a user name or password, which are not sent: leave them out")
    return Target(secure, host, port, (path or "/") + (f"?{asked}" if asked else ""))


def numbers(asked: Target, *, allow_private: bool) -> list[str]:
    """Return the numbers of the target's host, in the order in which to try them.

    Raises:
        Unreadable: it is not known, or one of its numbers is not of the open internet.
    """
    try:
        found = socket.getaddrinfo(asked.host, asked.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreadable(f"is on a host that is not found ({asked.host}): check the address, and the network") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    inside = next((one for one in addresses if not is_public(ip_address(one))), None)
    if inside is not None and not allow_private:
        where = asked.host if asked.host == inside else f"{asked.host}, {inside}"
        raise Unreadable(f"is in the local or a private network ({where}): add --allow-private if you trust it")
    return addresses


def is_public(ip: IPv4Address | IPv6Address) -> bool:
    """Return whether a number is that of a host on the open internet, also where IPv6 only wraps an IPv4."""
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None)
        if inner is not None:
            return is_public(inner)
        if ip.sixtofour or ip.teredo or ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
