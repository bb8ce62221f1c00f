from __future__ import annotations

import re

import pytest

from onrecord.extract.antecedents import likely
from onrecord.extract.found import Found
from onrecord.extract.nested import Level
from onrecord.extract.quotes import quoted
from onrecord.extract.speakers import attributed
from onrecord.terms import Article, Span


def read(drawn: str, lines, authors: tuple[str, ...] = (), judge=likely):
    """Read a text with sources in [brackets]: each is of a statement whose content is the rest of its line."""
    text = re.sub(r"[\[\]]", "", drawn)
    plain = lines(text)
    article = Article(body=plain.body, authors=authors)
    levels = []
    for n, found in enumerate(re.finditer(r"\[([^]]*)\]", drawn)):
        source = Span(found.start() - 2 * n, found.end() - 2 * n - 2)
        end = text.find("\n", source.end)
        content = Span(min(source.end + 1, len(text) - 1), end if end >= 0 else len(text))
        levels.append(Level(Found((source,), (), (content,), 0.9), (), None))
    return attributed(text, article, quoted(text, article), levels, judge)


def speakers(drawn: str, lines, authors: tuple[str, ...] = ()) -> list[str | None]:
    """Return the speakers of the sources in [brackets], in reading order, joint ones joined."""
    by = [credit.by for credit in read(drawn, lines, authors).credits]
    return ["; ".join(person.name for person in one.people) if one and one.people else None for one in by]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Ada Lund] said no.", ["Ada Lund"]),
        ("Mayor Ada Lund spoke. [Lund] said no.", ["Ada Lund"]),
        ("[Lund] said no. Then Ada Lund left.", ["Ada Lund"]),
        ("Ada Lund and Per Lund met. [Lund] said no.", ["Lund"]),  # a name, but whose is not known
        ("[Ms. Lund] said no.", ["Lund"]),
        ("[Residents of Selby] said no.", ["residents of Selby"]),
        ("[Residents] said no.", ["residents"]),
        ("[The survey of 2,500 families] said no.", ["the survey of 2,500 families"]),
        ("[A man who knows Ada Lund] said no.", ["a man who knows Ada Lund"]),
        ("[Ada Lund, a friend of Per Holm], said no.", ["Ada Lund"]),
        ("[A friend of Per Holm, Ada Lund], said no.", ["Ada Lund"]),
        ("[Selby Council spokeswoman Ada Lund] said no.", ["Ada Lund"]),
        ("[The Selby Council] said no.", ["Selby Council"]),
        ("[A neighbour, who gave her name only as Mrs. Lund,] said no.", ["Lund"]),
        ("Ada Lund came. [Lund outside] said no.", ["Ada Lund"]),
        ("Ada Lund met Per Holm. [The Lund and Holm campaigns] said no.", ["the Lund and Holm campaigns"]),
        ("Ada Lund came. [An estimate that Ada Lund laid before the council] said no.", ["Ada Lund"]),
        ("[Two of the voters] said no. [One] said more.", ["two of the voters", "one of the voters"]),
        ("[One] might ask why.", [None]),
        ("The voters [who] liked Ada Lund in the hall and [who] left.", ["the voters", "the voters"]),
        ("[Ada Lund’s] support for it", ["Ada Lund"]),
        ("[Ada Lund’s lawyer] said no.", ["Ada Lund’s lawyer"]),
        ("[Ada Lund’s lawyer] claims that it rained.", ["Ada Lund’s lawyer"]),
        ("[Ada Lund’s public] promise of a wall", ["Ada Lund"]),
        ("[Everyone who] saw it said no.", ["everyone"]),
        ("[Republicans] said no. [Democrats] agreed.", ["republicans", "democrats"]),
        ("[Tories] said no. [Liberals] agreed. [Greens] left.", ["tories", "liberals", "greens"]),
        ("[Royalists] said no. [Socialists] agreed.", ["royalists", "socialists"]),
        ("[Unionists] said no. [Nationalists] agreed.", ["unionists", "nationalists"]),
        ("[Those whom] he asked said no.", ["those"]),
        ("[The club “Save the Pier”] said no.", ["the club “Save the Pier”"]),
        ("[Three massive “Save the Pier”] marches said no.", [None]),
        ("Mayor Ada Lund came. [The mayor] said no.", ["Ada Lund"]),
        ("Ada Lund, the mayor, came. [The mayor] said no.", ["Ada Lund"]),
        ("After she met Ada Lund, [the mayor] said no.", ["the mayor"]),
        ("[The mayor] said no.", ["the mayor"]),
        ("Mayor Ada Lund spoke. The mayor thanked Per Holm. [The mayor] said no.", ["Ada Lund"]),
        ("Mayor Ada Lund met Mayor Per Holm. [The mayor] said no.", [None]),
        ("Vice President Ada Lund came. [The president] said no.", ["the president"]),
        ("Ada Lund, the president’s daughter, came. [The president] said no.", ["the president"]),
        ("Former Mayor Ada Lund came. [The mayor] said no. [The former mayor] did not.", ["the mayor", "Ada Lund"]),
        ("Ada Lund filed a lawsuit. [The lawsuit] says no.", ["the lawsuit"]),
        ("Mayor Ada Lund came. [She] said no.", ["Ada Lund"]),
        ("Mr. Per Lund came. [She] said no.", [None]),
        ("Ms. Ada Lund met Mr. Per Holm. [She] said no.", ["Ada Lund"]),
        ("Dr. Ada Lund spoke of Mr. Per Holm. [He] said no.", ["Per Holm"]),
        ("[Mr. Per Lund] said that Mr. Holm was ill. [He] added more.", ["Per Lund", "Per Lund"]),
        ("[Mayor Ada Lund] said so.\n[She] added more.", ["Ada Lund", "Ada Lund"]),
        ("[Harbour engineer Per Holm] said no. Harbour Traders met.", ["Per Holm"]),
        ("[Mr. Holm, the baker], said no.", ["Holm"]),
        ("Ada Lund, a former harbour pilot who sits on the council, rose. [The former pilot] said no.", ["Ada Lund"]),
        ("[Two SRA members] said no.", ["two SRA members"]),
        ("[The SRA] said no.", ["SRA"]),
        ("Mayor Ada Lund came. [Her] refusal to go", ["Ada Lund"]),
        ("[They] said no.", [None]),
        ("New York Mayor-elect and union member Ada Lund came. [The mayor-elect] said no.", ["Ada Lund"]),
        ("Mayor Ada Lund met Mayor-elect Per Holm. [The mayor-elect] said no.", ["Per Holm"]),
        ("[Ada Lund and Per Holm] said no. [They] left it there.", ["Ada Lund; Per Holm"] * 2),
        ("[Ada Lund, head of parks and roads,] said no.", ["Ada Lund"]),
        ("[Ada Lund and her neighbours] said no.", ["Ada Lund; her neighbours"]),
        ("Ada Lund met Per Holm. [The two] said no.", ["Ada Lund; Per Holm"]),
        ("The Selby Town Council met. [The council] said no. [It] added more.", ["Selby Town Council"] * 2),
        ("[The Democratic Union of Selby (DUS)] said no. [The DUS] said more.", ["Democratic Union of Selby"] * 2),
        ("The Selby Gazette wrote. [The Gazette] said no.", ["Selby Gazette"]),
        ("[Ada Lund’s letter] said no.", ["Ada Lund"]),
        ("[Two aides at the trip] said no. [The aides] said more.", ["two aides at the trip"] * 2),
        (
            "Folasade Lund and Tunji Lund came. [Mrs. Lund] said no. [Mr. Lund] said yes.",
            ["Folasade Lund", "Tunji Lund"],
        ),
        ("Ada Lund is the chair.\n[MS. LUND]: No.\n[THE CHAIR]: Yes.", ["Ada Lund", "Ada Lund"]),
        ("A woman left. [A clerk] said no. [He] said more. [The clerk] went.", ["a clerk"] * 3),
        ("[Nobody] said no.", [None]),
        ("Per Holm, [who] said no.", ["Per Holm"]),
        ("The Selby Council, [which] said no.", ["Selby Council"]),
        ("In Selby Green [he] said no.", [None]),
        ("Selby lies low. [Zuzu Orpington] said no. [Zuzu] said more.", ["Zuzu Orpington"] * 2),
        ("[Ormsby Marine] said no.", ["Ormsby Marine"]),
        ("[The Metropolitan Opera of Selby] said no.", ["Metropolitan Opera of Selby"]),
        ("“How to Beat Ada Lund,” a book. Ada Rue spoke. [Ada] said no.", ["Ada Rue"]),
    ],
)
def test_who_speaks(text, expected, lines):
    assert speakers(text, lines) == expected


def by_cue(text: str, source: str, cue: str, lines) -> list[str]:
    source, cue = (Span(at, at + len(words)) for words in (source, cue) for at in [text.index(words)])
    content = Span(cue.end + 1, len(text))
    article = lines(text)
    found = attributed(
        text, article, quoted(text, article), [Level(Found((source,), (cue,), (content,), 0.9), (), None)]
    )
    return [person.name for person in found.credits[0].by.people]


@pytest.mark.parametrize(
    ("text", "source", "cue", "expected"),
    [
        ("Ada Lund let Per Holm reply for her: “No.”", "Ada Lund", "reply for her", ["Ada Lund"]),
        ("Ada Lund allowed Per Holm to reply for her: “No.”", "Ada Lund", "to reply for her", ["Per Holm"]),
        ("Ada Lund met Per Holm to reply for her: “No.”", "Ada Lund", "to reply for her", ["Ada Lund"]),
        ("The two left early, with Ada Lund adding that it was cold.", "The two", "adding", ["Ada Lund"]),
    ],
)
def test_a_name_right_before_the_cue_tells_who_speaks(text, source, cue, expected, lines):
    assert by_cue(text, source, cue, lines) == expected


def test_the_first_person_is_the_author(lines):
    assert speakers("[I] told them no. [We] left.", lines, ("Ada Lund",)) == ["Ada Lund", "Ada Lund"]
    assert speakers("[I] told them no.", lines) == [None]
    assert speakers("Sir,\n[I] told them no.\nAda Lund\nSelby", lines) == ["Ada Lund"]


def test_whom_two_fit_alike_nobody_is_but_both_are_candidates(lines):
    (credit,) = read("Mayor Ada Lund met Mayor Per Holm. [The mayor] said no.", lines).credits
    assert credit.by is not None
    assert credit.by.people == ()
    assert {person.name for person, _ in credit.by.others} == {"Ada Lund", "Per Holm"}


def test_she_said_means_the_subject_of_the_sentence_before_in_its_paragraph(lines):
    text = (
        "Mayor Ada Lund met Ida Rue at noon.\nIda Rue spoke first, and Ida Rue spoke long.\n"
        "At Tuesday’s meeting the mayor won by a vote. “No,” [she] said."
    )

    def nearly(scene, one, candidates):
        return [0.05 if other.person.name == "Ada Lund" else 0.15 for other in candidates]

    last = read(text, lines, judge=nearly)
    assert [credit.by and credit.by.people[0].name for credit in last.credits] == ["Ada Lund"]
