"""The reading room of the samples, in this process."""

import lxml.html
import pytest
from starlette.testclient import TestClient

from onrecord.web.app import application

HERE = "http://127.0.0.1:8765"
FORM = {"origin": HERE}


class Room(TestClient):
    """A client that also gives a page as a tree."""

    def page(self, path, status=200):
        answer = self.get(path)
        assert answer.status_code == status, answer.text[:500]
        return self.tree(answer)

    @staticmethod
    def tree(answer):
        return lxml.html.document_fromstring(answer.text)


@pytest.fixture
def rooms():
    """Open the reading room of a record: rooms(path, token=None)."""
    opened = []

    def client(path, **options):
        opened.append(Room(application(path, **options), base_url=HERE, raise_server_exceptions=False))
        return opened[-1]

    yield client
    for one in opened:
        one.close()


@pytest.fixture
def room(rooms, samples_record):
    return rooms(samples_record)


def text(tree, selector):
    """The words of all that a selector finds, each as one line."""
    return [" ".join(found.text_content().split()) for found in tree.cssselect(selector)]
