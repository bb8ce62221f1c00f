"""A page of a PDF as a picture with some boxes on it marked, made in a process of its own, which may fail."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Sequence
from ctypes import c_int
from typing import Any

from onrecord.read.pdfchild import limit, wind
from onrecord.read.source import Unreadable

WIDE, HIGH = 1100, 1800
"""Pixels that a picture has at most."""
WALL_S = 20.0
TINT = (255, 226, 120)
Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in PDF points, origin bottom left."""


def picture(data: bytes, number: int, boxes: Sequence[Box]) -> bytes:
    """Return a page as a PNG.

    Args:
        data: the PDF's bytes.
        number: the page's, from 1.
        boxes: what to mark on it.

    Raises:
        Unreadable: it has no such page, or it cannot be drawn within the limits of time and memory.
    """
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-P", "-m", "onrecord.read.pdfimage"]
    head = json.dumps([number, boxes]).encode() + b"\n"
    try:
        done = subprocess.run(command, input=head + data, capture_output=True, env=env, timeout=WALL_S, check=False)
    except subprocess.TimeoutExpired:
        raise Unreadable(f"page {number} takes too long to draw") from None
    if done.returncode or not done.stdout:
        raise Unreadable(f"page {number} cannot be drawn")
    return done.stdout


def _main() -> None:
    number, boxes = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    limit(len(data))
    wind()
    sys.stdout.buffer.write(_drawn(data, number, boxes))


def _drawn(data: bytes, number: int, boxes: Sequence[Box]) -> bytes:
    import numpy as np
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[number - 1]
    scale = min(WIDE / page.get_width(), HIGH / page.get_height())
    pixels = page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3].copy()
    for x0, y0, x1, y1 in boxes:
        left, bottom = _on_screen(page, pixels.shape, x0, y0)
        right, top = _on_screen(page, pixels.shape, x1, y1)
        marked = pixels[max(0, top - 3) : bottom + 3, max(0, left - 3) : right + 3]
        marked[:] = (marked.astype(np.uint16) * TINT // 255).astype(np.uint8)
    return png(pixels)


def _on_screen(page: Any, shape: tuple[int, ...], x: float, y: float) -> tuple[int, int]:
    """Return where on the picture a point of the page lies, whatever its crop and rotation."""
    import pypdfium2.raw as pdfium

    across, down = c_int(), c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, shape[1], shape[0], 0, x, y, across, down)
    return across.value, down.value


def png(pixels: Any) -> bytes:
    """Return a picture as a PNG.

    Args:
        pixels: uint8, (rows, columns, red green blue).
    """
    rows, columns, _ = pixels.shape
    lines = b"".join(b"\0" + row.tobytes() for row in pixels)  # 0: no filter
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(lines, 6)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


if __name__ == "__main__":
    _main()
