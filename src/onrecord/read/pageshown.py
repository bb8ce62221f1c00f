"""A page as it may be shown to people: nothing in it runs or is fetched, and the place looked for is marked."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from onrecord.read.html import decode_page, tree
from onrecord.read.source import Unreadable

PLACE = "onrecord-place"
STYLE = f"""
body {{ font: 1rem/1.55 Georgia, serif; max-width: 44rem; margin: 1.5rem auto; padding: 0 1rem; color: #1d1c1a;
  background: #fff; overflow-wrap: anywhere; }}
.{PLACE} {{ background: #ffe9a8; color: #1d1c1a; outline: 3px solid #8a6100; outline-offset: 3px;
  scroll-margin: 5rem; }}
"""
POLICY = (
    "sandbox; default-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)
"""The Content-Security-Policy that it has to be given out with: no style but ours."""
KEPT = frozenset({"lang", "dir", "colspan", "rowspan", "title", "alt", "datetime"})


def shown(data: bytes, paths: Sequence[str]) -> tuple[bytes, bool]:
    """Return a page with no script, style, link, form or picture, and whether the places were found in it.

    Args:
        data: the page's bytes.
        paths: XPaths of the elements to mark; the first gets the id ``PLACE``.

    Raises:
        Unreadable: it cannot be shown as a page.
    """
    import lxml.html
    from lxml import etree
    from lxml_html_clean import Cleaner

    root, _ = tree(decode_page(data).text)
    if root is None:
        raise Unreadable("is nested too deeply to be shown as a page")
    try:
        places = [found for path in paths for found in root.getroottree().xpath(path)]
    except etree.XPathError:
        places = []
    Cleaner(
        style=True,
        inline_style=True,
        forms=True,
        meta=True,
        processing_instructions=True,
        kill_tags=("svg", "math", "template", "noscript", "canvas", "audio", "video", "map"),
        remove_tags=("a", "img", "picture", "source"),
        safe_attrs_only=True,
        safe_attrs=KEPT,
    )(root)
    marked = [place for place in places if place.getroottree().getroot() is root.getroottree().getroot()]
    for number, place in enumerate(marked):
        place.set("class", PLACE)
        if not number:
            place.set("id", PLACE)
    head = root.find("head")
    if head is None:
        head = etree.Element("head")
        root.insert(0, head)
    style = etree.SubElement(head, "style")
    style.text = STYLE
    return lxml.html.tostring(root, doctype="<!doctype html>", encoding="utf-8"), bool(marked)
