"""The main tasks in a real browser, and axe-core over every room; skipped, loudly, where there is none."""

import os
import re
import shutil
from pathlib import Path

import pytest

from onrecord.record import Record, Wanted
from onrecord.web.publish import publish

BROWSER = os.environ.get("ONRECORD_BROWSER") or shutil.which("chromium") or shutil.which("chromium-browser")
AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
WITHIN_MS = 30_000

if BROWSER is None:
    pytest.skip("NO BROWSER: install Debian's chromium to run these", allow_module_level=True)
sync_api = pytest.importorskip("playwright.sync_api", reason="NO PLAYWRIGHT: pip install playwright")


@pytest.fixture(scope="module")
def record_of(samples_record, tmp_path_factory):
    """A copy of the samples."""
    path = tmp_path_factory.mktemp("browser") / "own.record"
    with Record(samples_record) as record:
        record.backup(path)
    return path


@pytest.fixture(scope="module")
def address(record_of):
    """The reading room of a copy of the samples, served by a process of its own."""
    import subprocess
    import sys

    path = record_of
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
    page.locator("ins, del").nth(2).wait_for()


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


def test_a_corrected_speaker_survives_a_rebuild(page, record_of):
    page.goto("/doubts")
    first = page.locator(".queue li").first
    assert "here" in first.get_attribute("class")
    id = first.get_attribute("data-statement")
    page.keyboard.press("w")
    page.keyboard.type("Xenia Quibblesworth")
    page.keyboard.press("Enter")
    page.get_by_text("Corrected.").wait_for()
    assert page.locator(f'[data-statement="{id}"]').count() == 0
    with Record(record_of) as record:
        db = record._db
        db.execute("UPDATE documents SET made_by = 'an older model'")  # so that all is read again
        db.execute("UPDATE files SET made_by = 'an older model'")
        summary = record.build([Path(__file__).parents[2] / "samples" / "articles"])
        assert summary.read > 5
    page.goto(f"/statement?id={id}")
    assert page.locator("main .lead a").inner_text() == "Xenia Quibblesworth"
    page.goto("/corrections")
    page.locator("#results button", has_text=re.compile("^Undo.*Quibblesworth", re.DOTALL)).click()
    page.goto(f"/statement?id={id}")
    assert page.locator("main .lead a").inner_text() != "Xenia Quibblesworth"


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_missed_statement_is_added(page, by):
    page.goto("/articles?words=lenders")
    page.locator("#results .title a").first.click()
    link = page.locator(".block:not(:has(.note)) [data-missed]").first
    link.focus()
    link.press("Enter")
    page.locator(".tokens.live").wait_for()
    touched = page.locator(".w")
    begin = next(n for n in range(touched.count()) if n > 5 and touched.nth(n).inner_text().isalpha())
    if by == "mouse":
        touched.nth(begin).hover()
        page.mouse.down()
        touched.nth(begin + 3).hover()
        page.mouse.up()
    else:
        touched.first.focus()
        for _ in range(begin):
            page.keyboard.press("ArrowRight")
        for _ in range(3):
            page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")
    marked = page.get_by_label("What is said", exact=True).input_value()
    assert len(marked.split()) >= 3
    page.keyboard.press("2")
    touched.nth(begin + 5).click()
    assert page.get_by_label("Who says it, in the article").input_value() == touched.nth(begin + 5).inner_text()
    page.get_by_label("Speaker, if").fill(f"Xenia {by.title()}")
    page.get_by_role("button", name="Add it").click()
    page.get_by_text("Corrected.").wait_for()
    assert page.locator(".note", has_text=f"Xenia {by.title()}").count() == 1
    page.keyboard.press("u")
    page.get_by_text("Corrected.").wait_for()
    assert page.locator(".note", has_text=f"Xenia {by.title()}").count() == 0


def test_words_that_are_selected_become_a_statement(page):
    page.goto("/articles?words=lenders")
    page.locator("#results .title a").first.click()
    page.locator(".block:not(:has(.note)) p.text").first.click(click_count=3)
    page.locator("[data-chosen] a").click()
    page.wait_for_url("**/mark?*")
    assert len(page.get_by_label("What is said", exact=True).input_value()) > 20


def test_two_people_are_merged_and_parted_again(page):
    page.goto("/people?name=Pruett")
    names = page.locator("tbody th a").all_inner_texts()
    assert len(names) > 1
    page.locator("tbody th a").first.click()
    page.locator("summary", has_text="Correct who").click()
    page.get_by_label("This is the same as").fill(names[1])
    page.keyboard.press("Enter")
    page.get_by_text("Corrected.").wait_for()
    page.goto("/people?name=Pruett")
    assert page.locator("tbody th a").count() == len(names) - 1
    page.goto("/corrections")
    page.locator("#results button", has_text="Undo").first.click()
    page.goto("/people?name=Pruett")
    assert page.locator("tbody th a").all_inner_texts() == names


def test_a_blind_sample_is_judged_by_keys(page):
    page.goto("/sample")
    page.get_by_label("Findings to draw").fill("2")
    page.get_by_role("button", name="Draw").click()
    page.get_by_text("1 of 2").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("1")
    page.get_by_text("2 of 2").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("u")
    page.get_by_text("1 of 2").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("0")
    page.get_by_text("2 of 2").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("-")
    page.locator("tbody tr").nth(2).wait_for()
    assert "0 of 1" in page.locator("tbody tr").first.inner_text()


def test_the_search_follows_what_is_typed(page):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("outlast concrete")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="statement").wait_for()
    page.get_by_label("Speaker").fill("nobody at all")
    page.get_by_role("heading", name="0 statements").wait_for()
    assert "speaker=nobody" in page.url


def test_what_was_said_in_other_words_is_found_by_meaning(page):
    page.goto("/search")
    page.get_by_label("Words in what was said").fill("nobody should have to sleep behind sandbags")
    page.get_by_role("heading", name="0 statements").wait_for()
    page.get_by_role("button", name="Search by meaning").click()
    page.get_by_role("heading", name="the nearest in meaning first").wait_for()
    assert "sleep behind sandbags for another winter" in page.locator("#results .words").first.inner_text()
    told = page.locator("#results .fact", has_text="nearness").all_inner_texts()
    near = [float(one.split()[1]) for one in told]
    assert near == sorted(near, reverse=True)
    page.get_by_label("Speaker").fill("nobody at all")
    page.get_by_role("heading", name="0 statements").wait_for()
    page.get_by_role("button", name="Search for the words").click()
    page.wait_for_url("**/search?words=nobody+should+have+to+sleep+behind+sandbags&speaker=nobody+at+all")


def test_a_figure_and_an_event_lead_to_their_words(page):
    page.goto("/figures?compared=true")
    figure = page.locator("#results .figures a").first
    words = figure.inner_text()
    figure.click()
    page.wait_for_url("**/article?*")
    assert words in page.locator(".looked-for").first.inner_text()
    page.goto("/timeline?since=2025-03-01")
    page.locator("svg.timeline a").first.click()
    assert "#d-" in page.url
    page.locator("table.entries td a").first.click()
    page.wait_for_url("**/article?*")


def test_somebody_is_read_over_time_and_as_articles_name_them(page):
    page.goto("/people")
    page.locator("tbody th a", has_text="Calverdine").first.click()
    page.get_by_role("link", name=re.compile("over time")).first.click()
    page.get_by_label("On (words)").fill("stone")
    page.keyboard.press("Enter")
    page.wait_for_url("**topic=stone*")
    assert "stone" in page.locator(".rows .words").first.inner_text().casefold()
    page.go_back()
    page.go_back()
    page.get_by_role("link", name=re.compile("names them")).first.click()
    page.locator(".rows .words a").first.click()
    page.locator(".looked-for").first.wait_for()


def test_the_keys_walk_through_an_article_to_its_original(page):
    page.goto("/articles?outlet=The+Orran+Ledger&since=2025-03-19")
    page.locator("#results .title a").click()
    page.wait_for_url("**/article?*")
    page.keyboard.press("j")
    page.locator(".said-by.chosen").first.wait_for()
    page.keyboard.press("o")
    page.locator("iframe").wait_for()
    frame = page.frame_locator("iframe")
    frame.locator(".onrecord-place").first.wait_for()


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
    page.locator(".looked-for", has_text="140 families").first.wait_for()


def test_a_published_record_opens_from_disk_and_is_searched(browser, samples_record, tmp_path):
    with Record(samples_record) as record:
        publish(record, tmp_path / "site")
        number = sum(1 for _ in record.statements(Wanted(like='"stone will"')))
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.set_default_timeout(WITHIN_MS)
    troubles = []
    page.on("console", lambda line: line.type == "error" and troubles.append(line.text))
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_label("Words in what was said").fill('"stone will"')
    page.get_by_role("heading", name=f"{number} statements").wait_for()
    page.get_by_label("Speaker").fill("brekhurst")
    page.locator("#found a").first.click()
    assert "outlast concrete" in page.locator(".said-by.chosen").first.inner_text()
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
    "/nearest",
    "/nearest?words=the+wall+will+stand",
    "/people",
    "/quotations",
    "/stories",
    "/figures",
    "/timeline?since=2025-03-01",
    "/check",
    "/corrections",
    "/doubts",
    "/sample",
    "/add",
    "/shortcuts",
    "/nowhere",
]
INSIDE = [
    ("/articles", ".title a"),
    ("/people", "tbody th a"),
    ("/people", "tbody th a", "main a[href^='/labels']"),
    ("/people", "tbody th a", "main a[href^='/positions']"),
    ("/people", "tbody th a", "main a[href^='/about']"),
    ("/quotations", ".words a"),
    ("/stories", ".title a"),
    ("/stories", ".title a", ".within a[href^='/beside']"),
    ("/search", ".fact a"),
    ("/search?outlet=Netherquay", ".fact a", "main a[href^='/original']"),
    ("/figures", ".figures a:has-text('original')"),
    ("/doubts", ".judging [data-act=m]"),
]
"""A room, and what leads on from it."""


def looked_through(page):
    page.evaluate(AXE)
    found = page.evaluate(
        "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' ')))"
    )
    assert not found, (page.url, found)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, page.url


# 320 pixels are what a window of 1280 has at 400 %: nothing has to be scrolled sideways but tables and pictures.
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_no_violation_in_any_room(browser, address, scheme, width):
    context = browser.new_context(base_url=address, color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.set_default_timeout(WITHIN_MS)
    page.goto("/sample")
    if page.get_by_role("button", name="Draw").count():
        page.get_by_role("button", name="Draw").click()
    for room in ROOMS:
        page.goto(room)
        looked_through(page)
    for room, *links in INSIDE:
        page.goto(room)
        for link in links:
            page.goto(page.locator(link).first.get_attribute("href"))
        looked_through(page)
    page.goto("/check")
    page.get_by_label("The draft").fill((Path(__file__).parents[2] / "samples" / "draft.md").read_text("utf-8"))
    page.get_by_role("button", name="Check").click()
    page.locator(".verdict").first.wait_for()
    looked_through(page)
    context.close()
