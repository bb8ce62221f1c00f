"""Writes the two PDF samples: `python samples/make_pdfs.py` (needs fpdf2; 2.8.9 made the files beside this script).

The pages use the standard Times and Helvetica in Windows-1252, which has curly quotation marks and dashes, so no font
is embedded. The creation date is fixed and the lines are broken here, so one version of fpdf2 writes the same bytes
every time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

ARTICLES = Path(__file__).parent / "articles"
WIDTH, HEIGHT, MARGIN = 420, 595, 42  # an A5 page, in points
HYPHENATED = """argu-ments bor-rowed Brek-hurst Calver-dine coun-cil Farran-dine Fisher-men’s har-bour house-holds
    mack-erel Nether-quay pro-vided rail-ings remem-bers school-teacher sea-bed win-ter"""
HYPHENATION = {word.replace("-", ""): word for word in HYPHENATED.split()}

COURIER_HEAD = "The Kelderwick Courier · Wednesday, March 19, 2025"
COURIER_TITLE = "Vote on the mole heads for the county court"
COURIER_BYLINE = "By Bettina Crole"
COURIER_BODY = """
The quarrel over the North Mole is going before a judge.

“We will ask the county court to set the vote aside, because three of the nine who voted keep a boat in that
harbour,” Councillor Alban Pruett said on the steps of the Corn Hall on Tuesday.

Twelve days earlier, inside the same building, he had told his neighbours that he would not take his own town to
court. He had known nothing then of the moorings, Pruett said. “I meant it that night. I have also sworn to read the
register of members’ interests, and on Friday I read it,” the former harbour pilot added.

Mayor Ruth Calverdine said the register had been open to anybody since January. “There is no secret here. There is a
list on the wall beside the post room,” she said. The mayor denied that a mooring was the kind of interest that bars
a member from voting.

The same evening brought the council a dearer wall than it had chosen. Harbour engineer Tomas Brekhurst put the new
price at $21.6 million. The footing, which divers went down to look at over the weekend, was “in worse order than
any of us had hoped,” he said.

“I would rather start with forty than stand here with nothing,” Calverdine remarked of the 40 per cent that the
Coastal Works Agency has offered in place of a half.

Mateo Ibarrola read to the council from a sheet of bakery paper on behalf of the Netherquay Residents’ League:

“We have had one meeting about a wall and one about money, and now we shall have one about boats.

“We have yet to have one about the drains, which is where the water came in.”

Hanna Pruett, the traders’ chair, said she feared a summer with no work on the slip at all.

Leila Farrandine, whose chart of the seabed was passed round the table again, would not recommend either plan. “I
measure sand,” the geomorphologist said.

A clerk at the county court said no hearing would be listed before April 7.
"""

LANTERN_HEAD = "The Netherquay Lantern · Thursday 20 March 2025"
LANTERN_TITLE = "Eighteen days at the edge of the sea"
LANTERN_BYLINE = "By Piers Nankerrow"
LANTERN_BODY = """
Netherquay still smells of diesel and lavender soap. Eighteen days after the sea came through the North Mole, the
carpets are gone from the railings, and the arguments have moved from the quay to the courts.

Mrs. Calverdine told the council on the 11th that the town would build the mole again in stone and begin in May,
provided that the agency met half of the cost. Her Worship has said since that nine to twelve households may have to
pass a winter elsewhere. The cost has gone from $18.4 million to $21.6 million, and the half has become two fifths.
“I would rather start with forty than stand here with nothing. Forty per cent is not a half,” she said on Tuesday.

“We are asking the court to set the vote aside, because two of the nine who voted kept a boat in that harbour,” said
Cr. Alban Pruett, whom the whole quay calls the Pilot. The Pilot swears that there is nothing personal in it.

“We are asking for a pump that works, but we will not wait quietly,” said Mr. Ibarrola, the Wharf Street baker. He
borrowed the oven at the Fishermen’s Hall all last week and gave away what it baked.

The county’s list has reached 61 flooded houses. One is No. 9 Lantern Row, where Edda Frayne, who is 84, remembers
her father lifting the front door off its hinges in the flood of 1961. “He said, ‘Doors float. Use them.’ So we
did,” Mrs. Frayne said.

Had the vote gone the other way, 14 houses on Tarry Lane would have come down. Ines Caddow, who owns one of them,
said she would have sold. “The house is stone. I am not,” the schoolteacher said.

Professor Farrandine has found that the seabed off the wall has sunk by about five feet since 1998. Mr. Brekhurst
blames the drains for much of what happened on Tarry Lane.

Miss Pruett of the ice house, no kin of the Pilot, trusts that the boats will come home with the mackerel.

On Gannet Steps at low water a boy was fishing through the gap. He held up a bucket with two crabs in it. “Best spot
in town.”
"""
LANTERN_BOX = "This week on the quay: fish supper, Fishermen’s Hall, Friday at six. Bring your own plate."


def new_pdf(title: str, day: datetime) -> FPDF:
    """Return an empty document whose bytes depend on nothing but what is drawn."""
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.core_fonts_encoding = "cp1252"
    pdf.set_auto_page_break(False)
    pdf.set_title(title)
    pdf.set_creation_date(day)
    return pdf


def broken(pdf: FPDF, paragraph: str, width: float, indent: float = 0) -> Iterator[str]:
    """Yield the paragraph's lines, none wider than ``width`` points, the first shorter by ``indent``."""
    line, room = "", width - indent
    for word in paragraph.split():
        longer = f"{line} {word}".lstrip()
        if pdf.get_string_width(longer) <= room:
            line = longer
            continue
        core = word.strip(".,“”")
        head, _, tail = word.replace(core, HYPHENATION.get(core, "")).partition("-")
        if tail and pdf.get_string_width(f"{line} {head}-") <= room:
            yield f"{line} {head}-"
            line = tail
        else:
            yield line
            line = word
        room = width
    yield line


def write_courier(path: Path) -> None:
    """One column over two pages: the page breaks in the middle of a quotation."""
    pdf = new_pdf(COURIER_TITLE, datetime(2025, 3, 19, 5, 30, tzinfo=UTC))
    size, leading, bottom = 12, 16.5, HEIGHT - 64

    def new_page() -> float:
        pdf.add_page()
        pdf.set_font("Helvetica", size=8)
        pdf.text(MARGIN, 36, COURIER_HEAD)
        return 72

    def end_page() -> None:
        pdf.set_font("Helvetica", size=8)
        pdf.text(WIDTH / 2 - 20, HEIGHT - 30, f"Page {pdf.page_no()} of 2")

    y = new_page()
    pdf.set_font("Times", "B", 18)
    for line in broken(pdf, COURIER_TITLE, WIDTH - 2 * MARGIN):
        pdf.text(MARGIN, y, line)
        y += 22
    pdf.set_font("Times", "I", 11)
    pdf.text(MARGIN, y, COURIER_BYLINE)
    y += 26
    pdf.set_font("Times", size=size)
    for paragraph in COURIER_BODY.strip().split("\n\n"):
        for line in broken(pdf, paragraph, WIDTH - 2 * MARGIN):
            if y > bottom:
                end_page()
                y = new_page()
                pdf.set_font("Times", size=size)
            pdf.text(MARGIN, y, line)
            y += leading
        y += 6
    end_page()
    pdf.output(str(path))


def write_lantern(path: Path) -> None:
    """Two columns on one page, with words hyphenated at line ends."""
    pdf = new_pdf(LANTERN_TITLE, datetime(2025, 3, 20, 6, 0, tzinfo=UTC))
    pdf.add_page()
    pdf.set_font("Helvetica", size=8)
    pdf.text(MARGIN, 36, LANTERN_HEAD)
    pdf.text(WIDTH - MARGIN - 4, 36, "3")
    pdf.set_font("Times", "B", 20)
    pdf.text(MARGIN, 72, LANTERN_TITLE)
    pdf.set_font("Times", "I", 10)
    pdf.text(MARGIN, 90, LANTERN_BYLINE)
    pdf.set_font("Times", size=11)
    top, leading, gutter, indent = 116, 13.4, 18, 11
    column = (WIDTH - 2 * MARGIN - gutter) / 2
    lines = []
    for paragraph in LANTERN_BODY.strip().split("\n\n"):
        first, *rest = broken(pdf, paragraph, column, indent)
        lines += [(indent, first), *((0, line) for line in rest)]
    half = (len(lines) + 1) // 2
    for left, part in ((MARGIN, lines[:half]), (MARGIN + column + gutter, lines[half:])):
        for row, (shift, line) in enumerate(part):
            pdf.text(left + shift, top + row * leading, line)
    pdf.set_font("Helvetica", size=8)
    pdf.rect(MARGIN, HEIGHT - 48, WIDTH - 2 * MARGIN, 18)
    pdf.text(MARGIN + 6, HEIGHT - 36, LANTERN_BOX)
    pdf.output(str(path))


if __name__ == "__main__":
    write_courier(ARTICLES / "kelderwick-courier-2025-03-19.pdf")
    write_lantern(ARTICLES / "netherquay-lantern-2025-03-20.pdf")
