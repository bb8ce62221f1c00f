from __future__ import annotations

import pytest
from parts import found, words

from onrecord.extract.whose import regrouped


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        (
            "“We tried,” Lund said, naming two banks. “Nobody came.”",
            [("Lund", "said", "“We tried,”"), ("Lund", "naming", "two banks | “Nobody came.”")],
            [("Lund", "said", "“We tried,” | “Nobody came.”")],
        ),
        (
            "“We tried,” Lund said, pointing at the gate. “Nobody came.”",
            [("Lund", "said", "“We tried,”"), ("", "pointing at", "“Nobody came.”")],
            [("Lund", "said", "“We tried,” | “Nobody came.”")],
        ),
        (
            "Lund, who was asked about it, said it rained.",
            [("Lund, who", "said", "it rained")],
            [("Lund, who was asked about it,", "said", "it rained")],
        ),
        (
            "Three bakers. Lund: “Salt.” His son: “Water.”",
            [("Lund", "", "“Salt.” | “Water.”")],
            [("Lund", "", "“Salt.”"), ("His son", "", "“Water.”")],
        ),
        (
            "Two bakers. Lund: “Salt.” His son: “Water.”",
            [("His son", ":", "“Salt.” | “Water.”")],
            [("Lund", "", "“Salt.”"), ("His son", ":", "“Water.”")],
        ),
        (
            "Its mark was “good”, one short. The school said ninety sat it.",
            [("The school", "said", "“good” | ninety sat it")],
            [("The school", "said", "ninety sat it")],
        ),
        (
            "“It is dry.” And “it is cold,” Lund said.",
            [("Lund", "said", "“It is dry.” | “it is cold,”")],
            [("Lund", "said", "“It is dry.” | “it is cold,”")],
        ),
        (
            "Ada Lund, who told the court that she was ill, said it was late.",
            [("Ada Lund, who", "said", "that she was ill | it was late")],
            [("who", "told", "that she was ill"), ("Ada Lund", "said", "it was late")],
        ),
        (
            "The town said the firm, which had promised to pay, would be fined.",
            [("The town", "said", "the firm"), ("The town", "had promised", "to pay, would be fined")],
            [("The town", "said", "the firm, which had promised to pay, would be fined")],
        ),
        (
            "The firm, which had promised to pay, was fined.",
            [("The firm", "had promised", "to pay")],
            [("which", "had promised", "to pay")],
        ),
        (
            "Lund said it was dry. He pointed to a chart, naming a map. “Look.”",
            [("Lund", "said", "it was dry"), ("He", "naming", "a map | “Look.”")],
            [("Lund", "said", "it was dry"), ("He", "naming", "a map | “Look.”")],
        ),
    ],
)
def test_each_has_its_own_words(text, parts, expected):
    assert [words(text, one) for one in regrouped(text, found(text, *parts))] == expected
