"""How long the reading room of a large record takes: every room and many searches, on the server and in a browser.

The record is made by ``web_record``, of so many statements and articles. Each address is asked for one after another
in a process that serves nobody else; times are those until the answer is whole. Beside them stands for how long an
answer had a processor: on a machine that does other things too, the rest was waiting. It is also measured when the
exports of all rows begin to come, and with --browser when each room is first drawn.

Exit status: 0 the 95th percentile of each room is under --at-most, the rest under theirs; 1 one is not; 2 not measured.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import program
import web_record

DRAWN = """() => new Promise(drawn => new PerformanceObserver(list => {
    for (const one of list.getEntriesByName("first-contentful-paint")) drawn(one.startTime);
}).observe({type: "paint", buffered: true}))"""


EXPORTS = (
    "articles.csv",
    "search.csv",
    "search.jsonl?words=ba",
    "people.csv",
    "quotations.csv",
    "stories.csv",
    "figures.csv",
    "figures.csv?compared=true",
    "timeline.csv",
    "doubts.csv",
)
FIRST_BYTES = 1 << 16


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    wanted = _options(arguments)
    with tempfile.TemporaryDirectory() as folder:
        record = wanted.record or Path(folder) / "large.record"
        if not record.exists():
            web_record.make(record, wanted.articles, wanted.statements // wanted.articles, wanted.seed)
        with _served(record) as (address, process):
            asked = _asked(record, random.Random(wanted.seed), wanted.times)
            slow = _server(address, process, asked, wanted.at_most)
            slow |= _exported(address, wanted.begun_at_most)
            if wanted.browser:
                slow |= _drawn(address, {room: paths[0] for room, paths in asked.items()}, wanted.drawn_at_most)
    return int(slow)


def _worked(process: int) -> float:
    """Return the milliseconds for which a process has had a processor: Linux tells."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(one.read_text("utf-8").split()[0]) for one in threads) / 1e6


def _server(address: str, process: int, asked: dict[str, list[str]], at_most: float) -> bool:
    """Time the answers, print them by room, and say whether one room is too slow."""
    print(f"{'':<36}{'':>6}{'until answered':^30}{'of a processor':^20}")
    print(f"{'room':<36}{'asked':>6}{'median':>10}{'p95':>10}{'longest':>10}{'median':>10}{'p95':>10}")
    slow, every, worked = False, [], []
    for room, paths in asked.items():
        pairs = [_answered(address + path, process) for path in paths]
        times, work = sorted(took for took, _ in pairs), sorted(had for _, had in pairs)
        slow |= _p95(times) > at_most
        every += times
        worked += work
        _told(room, times, work)
    _told("all", sorted(every), sorted(worked))
    print(f"at most {at_most:.0f} ms in 95 of 100")
    return slow


def _told(room: str, times: Sequence[float], worked: Sequence[float]) -> None:
    told = (statistics.median(times), _p95(times), times[-1], statistics.median(worked), _p95(worked))
    print(f"{room:<36}{len(times):>6}" + "".join(f"{ms:>7.0f} ms" for ms in told), flush=True)


def _p95(times: Sequence[float]) -> float:
    return times[min(len(times) - 1, int(len(times) * 0.95))]


def _answered(address: str, process: int) -> tuple[float, float]:
    """Return the milliseconds until an address is answered in full, and those for which a process had a processor."""
    worked, begin = _worked(process), time.perf_counter()
    try:
        with urllib.request.urlopen(address, timeout=120) as answer:
            answer.read()
    except urllib.error.HTTPError as error:
        program.stop(f"NOTHING WAS MEASURED: {address} is answered by {error.code}")
    return (time.perf_counter() - begin) * 1000, _worked(process) - worked


def _asked(record: Path, rng: random.Random, times: int) -> dict[str, list[str]]:
    """Return addresses by room: those of things on record by chance, frequent words and rare ones."""
    from onrecord.record import Record

    with Record(record) as opened:
        db = opened._db
        people = [id for (id,) in db.execute("SELECT person FROM tallies ORDER BY statements DESC, person LIMIT 2000")]
        names = [name for (name,) in db.execute("SELECT name FROM tallies ORDER BY statements DESC LIMIT 500")]
        outlets = opened.outlets()
        (last,) = db.execute("SELECT max(number) FROM articles").fetchone()
        numbers = [rng.randrange(last) + 1 for _ in range(times)]
        articles = [db.execute("SELECT id FROM documents WHERE number = ?", [n]).fetchone()[0] for n in numbers]
        said = [db.execute("SELECT id FROM statements WHERE article = ? LIMIT 1", [n]).fetchone()[0] for n in numbers]
        stories = [
            db.execute(
                "SELECT d.id FROM told t JOIN articles a ON a.number = t.story"
                " JOIN documents d ON d.number = a.document WHERE t.article = ?",
                [n],
            ).fetchone()[0]
            for n in numbers
        ]
        neighbours = [
            [id for (id,) in db.execute("SELECT id FROM documents WHERE number BETWEEN ? AND ?", [n, n + 1])]
            for n in (rng.randrange(last - 1) // web_record.STORY * web_record.STORY + 1 for _ in numbers)
        ]
        families = [id for (id,) in db.execute("SELECT id FROM listed_families ORDER BY random() LIMIT ?", [times])]
    words = web_record.words_asked(rng.randrange(1000))
    near = people[:: max(1, len(people) // times)]
    days = [f"20{year}-{month:02}-01" for year in range(12, 22) for month in range(1, 13)]
    conditions = {
        "kind": ["direct", "mixed"],
        "since": days,
        "until": days,
        "outlet": outlets,
        "speaker": names,
        "about": names,
        "altered": ["true"],
    }

    def pages(path: str, last: int = 20) -> list[str]:
        return [f"{path}{'&' if '?' in path else '?'}page={rng.randrange(last) + 1}" for _ in range(times)]

    def asking(room: str, *some: str) -> list[str]:
        """Return addresses of a room with so many conditions, words among them where these are named."""
        drawn = (
            {name: next(words) if name == "words" else rng.choice(conditions[name]) for name in some} for _ in numbers
        )
        return [f"{room}?{urlencode(one)}" for one in drawn]

    searches = [
        ("words",),
        ("words", "kind"),
        ("words", "since"),
        ("words", "since", "until"),
        ("words", "outlet"),
        ("words", "outlet", "since"),
        ("words", "speaker"),
        ("words", "altered"),
        ("words", "altered", "outlet"),
        ("speaker",),
        ("speaker", "outlet"),
        ("speaker", "outlet", "kind", "since"),
        ("speaker", "about"),
        ("about",),
        ("words", "about"),
        ("outlet", "kind"),
        ("outlet", "altered", "since"),
    ]
    return {
        "home": ["/"] * times,
        "articles": pages("/articles"),
        "articles: words": asking("/articles", "words"),
        "articles: words, outlet": asking("/articles", "words", "outlet"),
        "articles: outlet, days": asking("/articles", "outlet", "since"),
        "articles: title": [f"/articles?title={quote(next(words))}" for _ in numbers],
        "article": [f"/article?id={id}" for id in articles],
        "search: nothing": pages("/search"),
        **{f"search: {', '.join(some)}": asking("/search", *some) for some in searches},
        "search: speaker, part of a name": [f"/search?speaker={quote(rng.choice(names)[:4])}" for _ in numbers],
        "search: about, part of a name": [f"/search?about={quote(rng.choice(names)[:4])}" for _ in numbers],
        "search: altered": pages("/search?altered=true"),
        "search: a later page": pages(f"/search?words={quote(web_record.word(0))}"),
        "search: often, never both": [f"{path}&until=2012-03-01" for path in asking("/search", "words", "outlet")],
        "search as data": [path.replace("?", ".json?") for path in asking("/search", "words")],
        "nearest in meaning": asking("/nearest", "words"),
        "nearest, of an outlet": asking("/nearest", "words", "outlet"),
        "people": pages("/people"),
        "people by name": [f"/people?name={quote(rng.choice(names)[:4])}" for _ in numbers],
        "person": [f"/person?id={id}" for id in near[:times]],
        "about": [f"/about?id={id}" for id in near[:times]],
        "labels": [f"/labels?person={id}" for id in near[:times]],
        "positions": [f"/positions?person={id}" for id in near[:times]],
        "positions on a topic": [f"/positions?person={id}&topic={quote(next(words))}" for id in near[:times]],
        "quotations": pages("/quotations"),
        "quotations, altered": pages("/quotations?altered=true"),
        "quotations by speaker": [f"/quotations?speaker={quote(rng.choice(names))}" for _ in numbers],
        "quotation": [f"/quotation?id={id}" for id in families],
        "stories": pages("/stories"),
        "story": [f"/story?id={id}" for id in stories],
        "side by side": [f"/beside?{urlencode([('article', f'{id}-0') for id in two])}" for two in neighbours],
        "figures": pages("/figures"),
        "figures: words": asking("/figures", "words"),
        "figures: compared": pages("/figures?compared=true"),
        "figures: compared, words": [f"{path}&compared=true" for path in asking("/figures", "words")],
        "timeline": pages("/timeline"),
        "timeline: days": asking("/timeline", "since"),
        "statement": [f"/statement?id={id}" for id in said],
        "original": [f"/original?statement={id}" for id in said],
        "mark": [f"/mark?statement={id}" for id in said],
        "doubts": ["/doubts"] * times,
        "sample": ["/sample"] * times,
        "corrections": ["/corrections"] * times,
        "check, add, shortcuts": ["/check", "/add", "/shortcuts"] * (times // 3),
    }


def _exported(address: str, at_most: float) -> bool:
    """Time until exports of all rows begin to come, and say whether one is too slow."""
    slow = False
    for listing in EXPORTS:
        begin = time.perf_counter()
        with urllib.request.urlopen(f"{address}/{listing}", timeout=120) as answer:
            answer.read(FIRST_BYTES)
        took = time.perf_counter() - begin
        slow |= took > at_most
        print(f"export begins: {listing:<34}{took:>6.1f} s", flush=True)
    return slow


def _drawn(address: str, rooms: dict[str, str], at_most: float) -> bool:
    """Time until each room is first drawn in a browser."""
    import shutil

    from playwright.sync_api import sync_playwright

    slow = False
    browser = os.environ.get("ONRECORD_BROWSER") or shutil.which("chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = opened.new_page(base_url=address)
        for room, path in rooms.items():
            page.goto(path)
            drawn = page.evaluate(DRAWN)
            slow |= drawn > at_most
            print(f"first drawn: {room:<36}{drawn:>7.0f} ms", flush=True)
        opened.close()
    return slow


@contextmanager
def _served(record: Path) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-m", "onrecord", "serve", "-r", str(record), "--port", "0", "--no-open"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as served:
        assert served.stderr is not None
        found = re.search(r"http://\S+", served.stderr.readline())
        if found is None:
            program.stop("NOTHING WAS MEASURED: the reading room does not open")
        try:
            yield found[0].rstrip("/"), served.pid
        finally:
            served.terminate()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path, help="a record that web_record made; it is made where it is not there")
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=40, help="addresses of each room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-most", type=float, default=50.0, help="milliseconds of a room's 95th percentile")
    parser.add_argument("--begun-at-most", type=float, default=10.0, help="seconds until an export begins to come")
    parser.add_argument("--browser", action="store_true", help="measure when rooms are drawn, too")
    parser.add_argument("--drawn-at-most", type=float, default=1000.0, help="milliseconds until a room is drawn")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
