"""Take a picture of every room of the samples, light and dark, wide and narrow: `python docs/screenshots.py [ROOM...]`.

They go into docs/screenshots. It takes the browser that ONRECORD_BROWSER names, or Debian's chromium.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from onrecord.record import Record

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "screenshots"
SIZES = {"wide": (1200, 820), "narrow": (390, 780)}
QUALITY = 45
ROOMS = {
    "home": "/",
    "articles": "/articles",
    "article": "/articles > .title a:text('Stone by a single vote')",
    "side-by-side": "/stories > .title a > .within a:last-child",
    "search": "/search?words=stone",
    "nearest": "/nearest?words=nobody+should+have+to+sleep+behind+sandbags",
    "statement": "/search?words=stone > .fact a",
    "original": "/search?words=stone&outlet=Netherquay > .fact a > [data-original]",
    "people": "/people",
    "person": "/people > tbody th a",
    "about": "/people > tbody th a > main a[href^='/about']",
    "labels": "/people > tbody th a > main a[href^='/labels']",
    "positions": "/people > tbody th a > main a[href^='/positions']",
    "quotations": "/quotations?altered=true",
    "quotation": "/quotations?altered=true > .words a",
    "stories": "/stories",
    "story": "/stories > .title a",
    "figures": "/figures?compared=true",
    "timeline": "/timeline?since=2025-03-01",
    "check": "/check > ",
    "doubts": "/doubts",
    "mark": "/doubts > .judging [data-act=m]",
    "sample": "/sample",
    "corrections": "/corrections",
    "add": "/add",
    "shortcuts": "/shortcuts",
}
"""Each room's address, and after it what is clicked to come there."""


def main() -> None:
    """Take them all, or those that are named."""
    names = sys.argv[1:] or list(ROOMS)
    browser = os.environ.get("ONRECORD_BROWSER") or shutil.which("chromium")
    FOLDER.mkdir(exist_ok=True)
    with _served() as address, sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for scheme in ("light", "dark"):
            for size, (width, height) in SIZES.items():
                context = opened.new_context(
                    base_url=address,
                    color_scheme=scheme,
                    viewport={"width": width, "height": height},  # type: ignore[arg-type]
                )
                page = context.new_page()
                for name in names:
                    _go(page, ROOMS[name])
                    data = page.screenshot(animations="disabled")
                    path = FOLDER / f"{name}-{size}-{scheme}.webp"
                    Image.open(io.BytesIO(data)).convert("RGB").save(path, quality=QUALITY, method=6)
                context.close()
        opened.close()


def _go(page: Any, way: str) -> None:
    first, *clicks = way.split(" > ")
    page.goto(first)
    for click in filter(None, clicks):
        page.locator(click).first.click()
        page.wait_for_load_state()
    if first == "/check":
        page.get_by_label("The draft").fill((ROOT / "samples" / "draft.md").read_text("utf-8"))
        page.get_by_role("button", name="Check").click()
        page.locator(".verdict").first.wait_for()


@contextmanager
def _served() -> Iterator[str]:
    """Serve a record of the samples in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "demo.record"
        onrecord = [sys.executable, "-m", "onrecord"]
        build = [*onrecord, "build", "samples/articles", "-r", str(record)]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        with Record(record) as opened:
            opened.draw_sample()
        served = subprocess.Popen(
            [*onrecord, "serve", "-r", record.name, "--port", "0", "--no-open"],
            stderr=subprocess.PIPE,
            text=True,
            cwd=folder,
        )
        with served:
            assert served.stderr is not None
            found = re.search(r"http://\S+", served.stderr.readline())
            assert found is not None
            yield found[0].rstrip("/")
            served.terminate()


if __name__ == "__main__":
    main()
