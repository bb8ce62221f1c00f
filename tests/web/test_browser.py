"""The main tasks in a real browser, and axe-core over every room; skipped, loudly, where there is none."""

import os
import re
import shutil
from pathlib import Path

import pytest

from onrecord.record import Record
from onrecord.web.publish import publish

BROWSER = os.environ.get("ONRECORD_BROWSER") or shutil.which("chromium") or shutil.which("chromium-browser")
AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
WITHIN_MS = 30_000

if BROWSER is None:
    pytest.skip("NO BROWSER: install Debian's chromium to run these", allow_module_level=True)
sync_api = pytest.importorskip("playwright.sync_api", reason="NO PLAYWRIGHT: pip install playwright")


@pytest.fixture(scope="module")
def address(samples_record, tmp_path_factory):
    """The reading room of a copy of the samples, served by a process of its own."""
    import subprocess
    import sys

    path = tmp_path_factory.mktemp("browser") / "own.record"
    with Record(samples_record) as record:
        record.backup(path)
    served = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", "-r", str(path), "--port", "0", "--no-open"],
        stderr=subprocess.PIPE,
        text=True,
    )
    with served:
        yield re.search(r"http://\S+", served.stderr.readline())[0].rstrip("/")
        served.terminate()


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def page(browser, address):
    context = browser.new_context(base_url=address)
    found = context.new_page()
    found.set_default_timeout(WITHIN_MS)
    troubles = []
    found.on("pageerror", lambda error: troubles.append(str(error)))
    found.on("console", lambda line: line.type == "error" and troubles.append(line.text))
    yield found
    context.close()
    assert not troubles


def test_an_altered_quotation_is_three_clicks_away(page):
    page.goto("/")
    page.get_by_role("link", name="Quotations that were altered").click()
    page.locator("#results .words a").first.click()
    assert page.locator("ins, del").nth(2).is_visible()


def test_a_speaker_is_corrected_by_keyboard_and_undone(page):
    page.goto("/search?kind=direct")
    page.keyboard.press("j")
    page.locator(".here").get_by_role("link", name="all facts").press("Enter")
    page.get_by_label("Somebody else said it").fill("Ida Moll")
    page.keyboard.press("Enter")
    page.get_by_text("Corrected.").wait_for()
    assert page.locator("main .lead a").inner_text() == "Ida Moll"
    page.get_by_role("button", name="Undo").click()
    page.locator("main .lead a", has_not_text="Ida Moll").wait_for()


def test_the_search_follows_what_is_typed(page):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("outlast concrete")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="statement").wait_for()
    page.get_by_label("Speaker").fill("nobody at all")
    page.get_by_role("heading", name="0 statements").wait_for()
    assert "speaker=nobody" in page.url


def test_the_keys_walk_through_an_article_to_its_original(page):
    page.goto("/articles?outlet=The+Orran+Ledger&since=2025-03-19")
    page.locator("#results .title a").click()
    page.wait_for_url("**/article?*")
    page.keyboard.press("j")
    assert page.locator(".said-by.chosen").first.is_visible()
    page.keyboard.press("o")
    page.locator("iframe").wait_for()
    frame = page.frame_locator("iframe")
    assert frame.locator(".onrecord-place").first.is_visible()


def test_a_pdf_is_added(page):
    page.goto("/add")
    sample = Path(__file__).parents[2] / "samples" / "articles" / "kelderwick-courier-2025-03-19.pdf"
    data = sample.read_bytes()
    page.get_by_label("Drop files here").set_input_files(
        {"name": "courier.pdf", "mimeType": "application/pdf", "buffer": data}
    )
    page.get_by_role("button", name="Add").click()
    page.locator("#build .lead", has_text="1 input: 1 read").wait_for()


def test_a_draft_is_checked_and_leads_to_the_source_that_has_other_words(page):
    page.goto("/check")
    page.get_by_label("The draft").fill(
        "“I do not think we can ask 410 families to sleep behind sandbags,” Calverdine said."
    )
    page.get_by_role("button", name="Check").click()
    page.locator(".verdict.look").get_by_text("altered (number)").wait_for()
    page.locator(".verdict .sources a").first.click()
    assert page.locator(".looked-for", has_text="140 families").first.is_visible()


def test_a_published_record_opens_from_disk_and_is_searched(browser, samples_record, tmp_path):
    with Record(samples_record) as record:
        publish(record, tmp_path / "site")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.set_default_timeout(WITHIN_MS)
    troubles = []
    page.on("console", lambda line: line.type == "error" and troubles.append(line.text))
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_label("Words in what was said").fill('"stone will"')
    page.get_by_role("heading", name="5 statements").wait_for()
    page.get_by_label("Speaker").fill("brekhurst")
    page.locator("#found a").first.click()
    assert "will outlast concrete" in page.locator(".said-by.chosen").first.inner_text()
    context.close()
    assert not troubles


def test_articles_are_laid_side_by_side(page):
    page.goto("/stories")
    page.locator("#results .title a").first.click()
    for box in page.locator(".choice input").all()[:3]:
        box.check()
    page.get_by_role("button", name="Lay side by side").click()
    assert page.locator(".beside section").count() == 3
    page.locator(".beside .number").first.click()
    assert "#c" in page.url


ROOMS = [
    "/",
    "/articles",
    "/search?words=stone",
    "/people",
    "/quotations",
    "/stories",
    "/figures",
    "/timeline?since=2025-03-01",
    "/check",
    "/corrections",
    "/add",
    "/shortcuts",
    "/nowhere",
]
INSIDE = {
    "/articles": ".title a",
    "/people": "tbody th a",
    "/quotations": ".words a",
    "/stories": ".title a",
    "/search": ".fact a",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_any_room(browser, address, scheme):
    context = browser.new_context(base_url=address, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(WITHIN_MS)
    rooms = list(ROOMS)
    for listing, link in INSIDE.items():
        page.goto(listing)
        rooms.append(page.locator(f"#results {link}").first.get_attribute("href"))
    for room in rooms:
        page.goto(room)
        page.evaluate(AXE)
        found = page.evaluate(
            "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' ')))"
        )
        assert not found, (room, found)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, room
    context.close()
