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
    ],
)
def test_whom_no_office_explains(text, expected, lines):
    assert speakers(text, lines) == expected
