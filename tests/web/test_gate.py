"""Who may come in."""

import pytest

from .conftest import FORM, HERE

TOKEN = "a-token-of-length"


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST", "[::1]:8765", "127.0.0.1"])
def test_this_machine_may_come_in(room, host):
    assert room.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["kelderwick.example", "127.0.0.1.kelderwick.example:8765", "10.0.0.1", "", "[::1", "::1"]
)
def test_another_name_for_this_machine_may_not(room, host):
    answer = room.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "statements" not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (FORM, 404),  # it comes in, and there is nothing to write to
        ({}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://["}, 403),
        ({"origin": "http://kelderwick.example"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({**FORM, "sec-fetch-site": "cross-site"}, 403),
        ({**FORM, "sec-fetch-site": "same-origin"}, 404),
    ],
)
def test_what_writes_comes_from_a_page_of_ours(room, headers, status):
    assert room.post("/nowhere", headers=headers).status_code == status


def test_other_sites_may_lead_here_but_not_load_from_here(room):
    cross = {"sec-fetch-site": "cross-site"}
    assert room.get("/", headers={**cross, "sec-fetch-mode": "navigate"}).status_code == 200
    assert room.get("/index.json", headers={**cross, "sec-fetch-mode": "no-cors"}).status_code == 403


def test_a_token_is_asked_for_and_stays_in_a_cookie(rooms, samples_record):
    room = rooms(samples_record, token=TOKEN)
    assert room.get("/", headers={"host": "desk.example"}).status_code == 401
    assert room.get("/?token=wrong").status_code == 401
    answer = room.get(f"/search?words=stone&token={TOKEN}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?words=stone")
    assert TOKEN not in answer.headers["set-cookie"]
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert room.get("/search?words=stone").status_code == 200


def test_a_cookie_of_any_bytes_is_no_key(rooms, samples_record):
    answer = rooms(samples_record, token=TOKEN).get("/", headers={"cookie": b"onrecord-8765=\xe9"})
    assert answer.status_code == 401


def test_a_token_leads_to_no_other_site(rooms, samples_record):
    answer = rooms(samples_record, token=TOKEN).get(
        f"{HERE}//kelderwick.example/?token={TOKEN}", follow_redirects=False
    )
    assert answer.headers["location"] == "/kelderwick.example/"


@pytest.mark.parametrize("path", ["/", "/nowhere", "/index.json", "/static/room.css", "/search?since=never"])
def test_every_answer_is_harmless(room, path):
    answer = room.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
