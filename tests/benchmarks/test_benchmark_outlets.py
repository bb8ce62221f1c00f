"""Intervals of outlets by resampling their articles."""

import pytest

import outlets

TEXT = "The mayor said the bridge is safe."
GOOD = {"source": [[0, 9]], "content": [[15, 33]]}
BAD = {"source": [[15, 25]], "content": [[0, 9]]}


def row(number: int, outlet: str | None) -> dict[str, object]:
    return {"id": str(number), "text": TEXT, "statements": [GOOD], "publisher": outlet}


def test_interval_holds_the_figure_and_narrows_where_all_articles_are_alike() -> None:
    gold = [row(n, "Even Post" if n < 4 else "Odd Post") for n in range(8)]
    found = {str(n): [GOOD] if n < 6 else [BAD] for n in range(8)}
    even, odd = outlets.intervals(gold, found)
    assert even == ("Even Post", 4, 1.0, 1.0, 1.0)
    assert odd.f1 == pytest.approx(0.5)
    assert odd.low < odd.f1 < odd.high


def test_articles_without_an_outlet_are_left_out_and_those_not_read_count_as_missed() -> None:
    assert outlets.intervals([row(1, None)], {}) == []
    (only,) = outlets.intervals([row(1, "Post")], {})
    assert only.f1 == 0.0


def test_outlet_wholly_below_the_mean_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    gold = [row(n, "Even Post" if n < 4 else "Odd Post") for n in range(8)]
    outlets.show(outlets.intervals(gold, {str(n): [GOOD] if n < 4 else [BAD] for n in range(8)}))
    told = capsys.readouterr().out.splitlines()
    assert [("wholly below" in line) for line in told] == [False, False, True, False]
