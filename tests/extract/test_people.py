from __future__ import annotations

import pytest

from onrecord.extract.names import names
from onrecord.extract.people import People, agree, key


def people(text: str, lines) -> People:
    article = lines(text)
    found = list(names(text, article))
    return People(text, found, [True] * len(found), article.spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lund came. Lund said no.", {"Ada Lund": ["Lund"]}),
        ("Lund said no. Ada M. Lund, 40, left. Ada Lund stayed.", {"Ada M. Lund": ["Lund", "Ada Lund"]}),
        ("Kim Jong-un met Mr. Kim and Kim Jong Un.", {"Kim Jong-un": ["Kim", "Kim Jong Un"]}),
        ("Bill Lund and Ann Lund met. Mrs. Lund said no.", {"Bill Lund": [], "Ann Lund": ["Lund"]}),
        ("Ana de la Cruz came. Ms. de la Cruz said no.", {"Ana de la Cruz": ["de la Cruz"]}),
        ("Ada Lund Jr. met Per Holm. Lund said no.", {"Ada Lund Jr.": ["Lund"], "Per Holm": []}),
        ("Zoë Škoda came. Skoda said no.", {"Zoë Škoda": ["Skoda"]}),
        ("Republican Ada Lund came. Whatever Lund said, Lund meant.", {"Ada Lund": ["Lund"]}),
        ("President Lund met his wife, Ida Lund. President Lund left.", {"Ida Lund": [], "Lund": []}),
        ("It was signed in secret with China’s Wu Lan.", {"Wu Lan": []}),
        ("The Selby Post wrote. The Post said no.", {"Selby Post": ["Post"]}),
        ("The Union of Selby Tailors (UST) met. The UST said no.", {"Union of Selby Tailors": ["UST"]}),
    ],
)
def test_names_lead_to_people(text, expected, lines):
    found = {one.name: [name for name in one.names if name != one.name] for one in people(text, lines).all if one.real}
    assert found == expected


def test_offices_and_gender(lines):
    text = "Mayor Ada Lund met Per Holm, a former pilot, and her husband, Robin Lund, of Selby."
    ada, per, robin = people(text, lines).all[:3]
    assert [office.role.words for office in ada.offices] == ["Mayor"]
    assert [office.role.words for office in per.offices] == ["former pilot"]
    assert [text[slice(*office.role.span)] for office in per.offices] == ["former pilot"]
    assert (ada.gender, per.gender, robin.gender) == ("feminine", "masculine", "masculine")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The board and its papers, above all *Harrow* magazine, object. Holm agrees.", "Harrow", "organisation"),
        ("*Harrow* says no. It is not in *Harrow* that Holm writes.", "Harrow", "organisation"),
        ("In the newspaper Harrow he says no.", "Harrow", "organisation"),
        ("*Harrow*: No. **Holm:** Yes, said Harrow. *Harrow*: No.", "Harrow", "person"),
        ("*Ada* said no. Mr. Holm said no to *Ada*.", "Ada", "person"),
    ],
)
def test_what_is_called_a_magazine_or_stands_in_italics_is_a_publication(text, name, kind, lines):
    article = lines(text)
    found = list(names(text, article))
    every = People(text, found, [True] * len(found), article.spans, {name}).all
    assert next(one.kind for one in every if one.name == name) == kind


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Tom Lund", "Tomas R. Lund", True),
        ("T. Lund", "Tomas Lund", True),
        ("J. Robert Lund", "Robert Lund", True),
        ("Ada Lund", "Per Lund", False),
        ("Ada Lund", "Ada Holm", False),
        ("Lund", "Ada Lund", False),
    ],
)
def test_full_names_agree(one, other, expected):
    assert agree(key(one), key(other)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lenders were waiting. He left.", True),
        ("Democrats are waiting. He left.", True),
        ("Tories have left. He stayed.", True),
        ("Kurds waited and he left.", False),
        ("If Holm were here, he would leave.", False),
        ("Lund and Holm were here.", False),
    ],
)
def test_what_takes_a_plural_verb_is_no_he_or_she(text, expected, lines):
    assert people(text, lines).all[-1].place == expected
