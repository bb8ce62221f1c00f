"""Text from outside is hostile: whatever it says, it is words on a page."""

import json

import pytest

from onrecord.record import Record

PAYLOADS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><svg/onload=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "javascript:alert(1)",
    "jav\tascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href=javascript:alert(1)>x</a>",
    "<style>@import 'http://kelder.example/x.css';</style>",
    "<base href=http://kelder.example/>",
    "<meta http-equiv=refresh content='0;url=http://kelder.example'>",
    "<form action=http://kelder.example><button>x</button></form>",
    "{{ 7 * 7 }}{% for x in y %}",
    "${7*7} #{7*7} <%= 7 %>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "<math><mtext></mtext><mglyph><style><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u2028<script>alert(1)</script>\u202e",
    "<details open ontoggle=alert(1)>",
    "<x contenteditable onblur=alert(1)>",
)
FIELDS = ("id", "title", "outlet", "authors", "section", "url", "text", "speaker")


def line(number, field, payload):
    words = {
        "id": f"{number}",
        "title": f"Harbour {number}",
        "outlet": "The Haverness Bell",
        "authors": ["Ida Moll"],
        "published": "2025-03-01",
        "text": f"“We will rebuild the bridge number {number},” said Ada Lund.\n\nNo more was said.",
    }
    if field == "text":
        words["text"] = f"“We will {payload} the bridge {number},” said Ada Lund.\n\nThen {payload} came.\n"
    elif field == "speaker":
        words["text"] = f"“We will rebuild it {number} times,” said Ada {payload} Lund.\n\nNo more was said.\n"
    else:
        words[field] = [f"{payload} Moll"] if field == "authors" else f"{payload} {number}"
    return json.dumps(words)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    lines = [line(n, field, payload) for n, (field, payload) in enumerate((f, p) for f in FIELDS for p in PAYLOADS)]
    assert len(lines) == 200
    (folder / "a'\"><svg onload=alert(1)>.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "page.html").write_text(
        "<body onload=alert(1)><p>“We will <b onclick=alert(1)>rebuild</b> it,” said Ada Lund.<script>alert(1)</script>"
        "<p style='background:url(http://kelder.example)'>“We will go on,” said Ada Lund. "
        "<a href=javascript:alert(1)>More</a><form action=http://kelder.example><input name=a></form>"
        "<svg onload=alert(1)></svg>",
        encoding="utf-8",
    )
    with Record(folder / "hostile.record", create=True) as record:
        record.build([folder])
    return folder / "hostile.record"


def harmless(page):
    for one in page.iter():
        assert one.tag != "svg" or one.get("class") == "timeline"  # drawn here, of numbers
        assert one.tag not in ("base", "object", "embed", "math", "style"), one.tag
        if one.tag == "script":
            assert one.get("src").startswith("/static/")
            assert not one.text
        for name, value in one.attrib.items():
            assert not name.startswith("on"), (one.tag, name)
            assert name != "srcdoc"
            assert name != "style"
            if name in ("href", "src", "action"):
                assert value.startswith(("/", "#")), value
                assert not value.startswith("//")


def test_nothing_runs_in_any_room(rooms, hostile):
    room = rooms(hostile)
    seen, left = set(), {"/", "/articles", "/search", "/people", "/quotations", "/stories", "/corrections", "/add"}
    left |= {"/figures", "/timeline"}
    while left and len(seen) < 70:
        path = left.pop()
        seen.add(path)
        answer = room.get(path)
        assert answer.status_code == 200, (path, answer.text[-300:])
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        page = room.page(path)
        harmless(page)
        found = {one.get("href").partition("#")[0] for one in page.cssselect("main a[href]")}
        left |= {one for one in found if one.startswith("/") and ".csv" not in one and ".jsonl" not in one} - seen
    assert len(seen) == 70


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_asked_is_escaped_too(rooms, hostile, payload):
    room = rooms(hostile)
    for path in ("/search", "/articles", "/people"):
        answer = room.get(path, params={"words": payload, "speaker": payload, "name": payload, "outlet": payload})
        assert answer.status_code == 200
        harmless(room.page(str(answer.url)))
    for path in ("/article", "/person", "/adding"):
        answer = room.get(path, params={"id": payload, "build": payload})
        assert answer.status_code == 404
        harmless(room.page(str(answer.url), 404))
    assert room.get("/", params={"done": payload}).status_code == 200
    harmless(room.page(str(room.get("/", params={"done": payload}).url)))


def test_a_hostile_original_is_shown_as_words(rooms, hostile):
    room = rooms(hostile)
    with Record(hostile) as record:
        rows = [row for row in record.statements() if row["file"].endswith("page.html")]
    assert rows
    for row in rows:
        shown = room.page(f"/original/page?statement={row['id']}")
        assert not shown.cssselect("script, form, input, svg, a[href], [onload], [onclick], [style]")
        assert "rebuild" in shown.text_content()
