"""Zip files: what lies in them, inflated in memory one by one, never written anywhere and never beyond a limit."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from typing import BinaryIO

from onrecord.read.inflate import EXPLODES, STEEPEST
from onrecord.read.source import Unreadable, megabytes

MOST_MEMBERS = 50_000
LARGEST_DIRECTORY = MOST_MEMBERS * 200  # bytes: an entry has 46 and its name
TOO_MANY = f"lists more than {MOST_MEMBERS:,} members: split it"
FREE = 1 << 20  # bytes that any member may inflate to, however small it was packed
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, struct.error, ValueError, OverflowError)


def opened(stream: BinaryIO) -> zipfile.ZipFile:
    """Open a zip file.

    Raises:
        Unreadable: where it is none, or lists more members than anybody packs.
    """
    try:
        if _directory(stream) > LARGEST_DIRECTORY:
            raise Unreadable(TOO_MANY)
        packed = zipfile.ZipFile(stream)
    except DAMAGED as error:
        raise Unreadable(f"is damaged, or no zip file ({_said(error)}): download or save it again") from None
    except NotImplementedError as error:
        raise Unreadable(f"is a zip file of an unknown kind ({_said(error)}): pack it again") from None
    if len(packed.infolist()) > MOST_MEMBERS:
        raise Unreadable(TOO_MANY)
    return packed


def member(packed: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """Return a member's bytes.

    Raises:
        Unreadable: where it is encrypted or damaged, or larger than ``limit``, or made to explode.
    """
    check(info)
    try:
        with packed.open(info) as stream:
            data = stream.read(limit + 1)  # no more than that is inflated, whatever the directory says of its size
    except DAMAGED as error:
        raise Unreadable(f"is damaged ({_said(error)}): pack or download it again") from None
    except NotImplementedError as error:
        raise Unreadable(f"is packed in a way that cannot be read ({_said(error)}): pack it again") from None
    except OSError as error:  # bzip2's word for damage
        raise Unreadable(f"is damaged ({_said(error)}): pack or download it again") from None
    if len(data) > limit:
        raise Unreadable(f"is larger than {megabytes(limit)}: unpack it, and split it into smaller files")
    return data


def check(info: zipfile.ZipInfo) -> None:
    """Look at what the directory says of a member.

    Raises:
        Unreadable: where it is encrypted, or made to explode.
    """
    if info.flag_bits & 1:
        raise Unreadable("is encrypted: unpack it with its password")
    if info.file_size > FREE and info.file_size > STEEPEST * info.compress_size:
        raise Unreadable(EXPLODES)


def part(packed: zipfile.ZipFile, name: str, limit: int) -> bytes | None:
    """Return the bytes of the member of this name, or None where there is none.

    Raises:
        Unreadable: as ``member`` does.
    """
    try:
        info = packed.getinfo(name)
    except KeyError:
        return None
    return member(packed, info, limit)


def _directory(stream: BinaryIO) -> int:
    """Return the size that the file states for its directory, which zipfile reads whole, 0 where it states none."""
    size = stream.seek(0, 2)
    start = max(0, size - (1 << 16) - 22)
    stream.seek(start)
    tail = stream.read(1 << 17)
    end = tail.rfind(b"PK\x05\x06")
    stream.seek(0)
    if end < 0 or len(tail) < end + 22:
        return 0
    stated: int = struct.unpack_from("<L", tail, end + 12)[0]
    if end >= 76 and tail[end - 20 : end - 16] == b"PK\x06\x07" and tail[end - 76 : end - 72] == b"PK\x06\x06":
        stated = struct.unpack_from("<Q", tail, end - 76 + 40)[0]
    return min(stated, size)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:80].lower() or type(error).__name__
