"""Articles of an invented coast that drafts quote, and drafts that quote them."""

import json

QUAY = """The quay of Osterby broke on Monday.

“We will mend the quay in oak, and we will start in June, as long as the county pays. Oak is no luxury here. \
I do not think we can ask 140 crews to moor in the river again,” Mayor Ada Lund told the council.

“The old piles did not rot because they were old,” said Oskar Brandt, a diver. “They probably rotted because \
seven of them stood in fresh water.”

Mira Soltan said that the county had never been asked for a single crown.
"""
BELL = """“We will mend the quay in oak, and we will start in June,” said Mayor Ada Lund.

“Nobody asked the crews, and nobody will,” said Piet Vane, a pilot.
"""
AGAIN = "“The ferry is late. You will have to ask the crews. I know nothing of timetables,” said Ada Lund.\n"
SCAN = "“The harbour chapel m\ufffdst never be sold to a bank,” said Rosa Hellquist, a singer. It rained in Osterby.\n"
ARTICLES = (
    {"id": "quay", "text": QUAY, "title": "Quay breaks", "outlet": "Osterby Post", "published": "2024-05-14"},
    {"id": "bell", "text": BELL, "title": "Oak it is", "outlet": "The Bell", "published": "2024-05-15"},
    {"id": "again", "text": AGAIN, "title": "Ferry", "outlet": "The Bell", "published": "2019-02-01"},
    {
        "id": "later",
        "text": AGAIN.replace("The ferry is late", "Bread is dear").replace(
            "I know nothing of timetables", "Flour went up twice"
        ),
        "title": "Bread",
        "outlet": "The Bell",
        "published": "2022-09-09",
    },
    {"id": "scan", "text": SCAN, "title": "Chapel", "outlet": "Osterby Post", "published": "2023-03-03"},
)
EARLIER = ({"id": "bell", "text": BELL.replace("crews, and", "fishwives at Osterby, and"), "published": "2024-05-15"},)


def lines(*rows):
    """JSON Lines of rows."""
    return "".join(json.dumps(row) + "\n" for row in rows)
