"""Makes PDFs to read: a page is a list of (x, y from the top, size of type, words)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fpdf import FPDF

Words = tuple[float, float, float, str]


def write_pdf(
    path: Path, pages: Sequence[Sequence[Words]], *, title: str = "", password: str = "", owner: str = ""
) -> Path:
    """Write a PDF with the words at their places."""
    pdf = FPDF(unit="pt", format="a4")
    pdf.set_compression(False)
    if title:
        pdf.set_title(title)
    if password or owner:
        pdf.set_encryption(owner_password=owner or password, user_password=password or None)
    for page in pages:
        pdf.add_page()
        for x, y, size, words in page:
            pdf.set_font("Times", size=size)
            pdf.text(x, y, words)
    pdf.output(str(path))
    return path


def column(x: float, y: float, lines: Sequence[str], *, size: float = 11, leading: float = 14) -> list[Words]:
    """Return lines of type one below the other; an empty one leaves a gap."""
    return [(x, y + leading * number, size, line) for number, line in enumerate(lines) if line]
