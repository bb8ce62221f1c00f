import pytest

from onrecord.record import Record
from onrecord.reports.rows import rows

from .sources import ARTICLES, EARLIER, lines


@pytest.fixture(scope="session")
def coast(tmp_path_factory):
    """A record of the coast's articles, one of them in two revisions; for reading only."""
    folder = tmp_path_factory.mktemp("coast")
    path = folder / "coast.record"
    with Record(path, create=True) as record:
        for given in (EARLIER, ARTICLES):
            (folder / "coast.jsonl").write_text(lines(*given), encoding="utf-8")
            record.build([folder / "coast.jsonl"])
    return path


@pytest.fixture(scope="session")
def opened(coast):
    with Record(coast) as record:
        yield record


@pytest.fixture
def checked(opened, tmp_path):
    """Check a draft's text; the rows of JSON."""

    def check(text, name="draft.md"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return [row for one in opened.check(path) for row in rows(one)]

    return check
