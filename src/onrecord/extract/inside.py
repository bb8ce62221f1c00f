"""Inside a quotation "I" is who speaks, "you" whom they speak to, and "he" is neither of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract import coreference
from onrecord.extract.people import Person
from onrecord.extract.quotes import touching
from onrecord.extract.references import Judge, Reference, Scene
from onrecord.terms import Span

FIRST_OR_SECOND = re.compile(
    r"(?<![\w’'-])(?P<first>I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Uu]s|[Oo]ur|[Oo]urs|[Oo]urselves)(?![\w-])"
    r"|(?<![\w’'-])(?P<second>[Yy]ou|[Yy]our|[Yy]ours|[Yy]ourself)(?![\w-])"
)


def read(
    scene: Scene,
    content: Sequence[Span],
    marks: tuple[Span, ...],
    speakers: Sequence[Person],
    to: Sequence[Person],
    judge: Judge,
) -> None:
    """Find whom the pronouns inside a statement's quotations refer to.

    Args:
        scene: the article, whose references those pronouns become.
        content: the statement's.
        marks: the quotations that it is given in.
        speakers: who makes it.
        to: whom it is addressed to.
        judge: says how likely each candidate is.
    """
    for span in content:
        for start, end in touching(marks, span):
            part = Span(max(start, span.start), min(end, span.end))
            for one in scene.within(part):
                if one.kind == "pronoun" and one.person is None:
                    coreference.pronoun(scene, one, judge, (*speakers, *to))
            if len(speakers) == 1:
                _first_and_second(scene, part, speakers[0], to[0] if len(to) == 1 else None)


def _first_and_second(scene: Scene, part: Span, speaker: Person, to: Person | None) -> None:
    taken = {one.span for one in scene.within(part)}
    for found in FIRST_OR_SECOND.finditer(scene.text, *part):
        who = speaker if found["first"] else to
        place = Span(*found.span())
        if who is not None and place not in taken:
            scene.add(Reference(place, "pronoun", who, 0.9, quoted=True))
