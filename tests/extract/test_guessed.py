import pytest
from test_speakers import speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lund makes kitchens. Ada Lund came.\n[The carpenter] said no.", ["Ada Lund"]),
        ("Ida Rue plays. Ada Lund, who dives for scrap, came.\n[The diver] said no.", ["Ada Lund"]),
        ("Councillor Ada Lund spoke.\n[The former pilot] said no.", ["the former pilot"]),
        ("Councillor Ada Lund spoke. [The former pilot] said no.", ["Ada Lund"]),
        ("Ada Lund came.\n[The official] said no.", ["the official"]),
        ("Ada Lund and Per Holm met. [The two professors] said no.", ["Ada Lund; Per Holm"]),
        ("Ada Lund, Ida Rue and Per Holm met. [The two professors] said no.", ["the two professors"]),
        ("[Ada and Per Holm] said no. [Ada] said more.", ["Ada Holm; Per Holm", "Ada Holm"]),
        ("[The sisters who bought it, Ada and Ida Lund,] said no.", ["Ada Lund; Ida Lund"]),
        ("[The tuner] said no.\nIda Rue came by.\nHe was asked. It is Per Holm.", ["Per Holm"]),
        ("[The tuner] said no.\nIda Rue came by.\nIda Rue left.", ["the tuner"]),
        ("Kit Orpington moored. “No,” [they] said.", ["Kit Orpington"]),
        ("Per Holm, known as Trey, came.\n[Trey] said no.", ["Per Holm"]),
        ("Detective Sergeant Per Holm came. Ida Rue left.\n[The detective] said no.", ["Per Holm"]),
        ("Ida Rue came. The steward was Ada Lund.\n[The steward] said no.", ["Ada Lund"]),
        ("[Ida Rue and June Holm] said no.", ["Ida Rue; June Holm"]),
        ("Ada Lund and Per Holm met. [Some] said no. [Workers] said more.", ["some", "workers"]),
        ("Ada Lund came. Ida Rue, who plays, left. [The dimension of it] points to more.", ["the dimension of it"]),
        ("Mayor Ada Lund and Mayor Per Holm met. [Both mayors] said no.", ["Ada Lund; Per Holm"]),
        ("Somebody came.\n[Captain Lowell] said no.\n[She] said more.\nIt is Ada Lund.", ["Lowell", "Ada Lund"]),
        ("Somebody came.\n[Per Holm] said no.\n[He] said more.\nIt is Ada Lund.", ["Per Holm", "Per Holm"]),
        ("“The Lamp at Selby” was sung. Ida Rue sang. [She] said no.", ["Ida Rue"]),
        ("Sir Thomas Holm, Sir Tam to the glen, came. [Sir Tam] said no.", ["Thomas Holm"]),
        ("Per Holm, “Pip” to his crew, came. [Pip] said no.", ["Per Holm"]),
        ("Ida Rue, a poet, came. [Pip] said no to her crew.", ["Pip"]),
        ("Per Holm Sr. and Per Holm Jr. met. [The elder Holm] said no.", ["Per Holm Sr."]),
        ("August Holm Sr. and August Holm Jr. met. [The younger Holm] said no.", ["August Holm Jr."]),
        ("Ida Rue met Per Holm. [Holm] said no. [His neighbour] said more.", ["Per Holm", "Ida Rue"]),
        ("Ida Rue met Per Holm. [Holm] said no. [His lawyer] said more.", ["Per Holm", "his lawyer"]),
        ("Ida Rue met Per Holm and Ada Lund. [Holm] said no. [His neighbour] left.", ["Per Holm", "his neighbour"]),
        ("Ida Rue came. Ada Lund, who owns the mill, left.\n[The owner] said no.", ["Ada Lund"]),
        ("Per Holm Sr. and Per Holm Jr. met. [The younger Holm] said no.", ["Per Holm Jr."]),
    ],
)
def test_whom_no_office_explains(text, expected, lines):
    assert speakers(text, lines) == expected
