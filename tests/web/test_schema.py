"""Schemathesis asks each JSON twin what its schema allows, and what it does not: no 5xx, nothing but what it says.

ONRECORD_EXAMPLES says how often each is asked.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from onrecord.web.app import application

schemathesis = pytest.importorskip("schemathesis", reason="NO SCHEMATHESIS: pip install schemathesis")

EXAMPLES = int(os.environ.get("ONRECORD_EXAMPLES", "4"))


@pytest.fixture
def twins(samples_record):
    app = application(samples_record)

    async def here(scope, receive, send):
        """Ask as this machine does: any other Host is refused."""
        headers = [(name, value) for name, value in scope.get("headers", ()) if name != b"host"]
        await app({**scope, "headers": [*headers, (b"host", b"127.0.0.1:8765")]}, receive, send)

    return schemathesis.openapi.from_asgi("/openapi.json", here).include(path_regex=r"\.json$", method="GET")


def test_each_twin_is_as_its_schema_says(twins):
    asked = set()
    for operation in twins.get_all_operations():
        asked.add(operation.ok().path)

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.ok().as_strategy())
        def each(case):
            case.call_and_validate(
                checks=[
                    schemathesis.checks.not_a_server_error,
                    schemathesis.checks.status_code_conformance,
                    schemathesis.checks.content_type_conformance,
                    schemathesis.checks.response_schema_conformance,
                ]
            )

        each()
    assert {"/search.json", "/story.json", "/beside.json", "/timeline.json", "/check.json"} <= asked
