"""A long draft is read in pieces: nothing is lost, found twice, or ignored for another's reason."""

from onrecord import drafts

DRAFT = """Mayor Ada Lund spoke first. “Oak is no luxury here,” she said.

“Nobody asked the crews, and nobody will,” said Piet Vane.

“The herring was never asked for its view,” Mira Soltan said. [onrecord: ignore: on tape]

“Oak is a luxury here,” said Ada Lund.
"""


def test_pieces_hold_each_quotation_once(checked, monkeypatch):
    whole = checked(DRAFT)
    monkeypatch.setattr(drafts, "LONG", 40)
    assert checked(DRAFT) == whole
    assert [row["ignored"] for row in whole] == [None, None, "on tape", None]
    assert [row["verdicts"][0] for row in whole] == ["identical", "identical", "not-on-record", "altered"]
