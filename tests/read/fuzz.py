"""Fuzzing: small whole files of every format, broken at random: each must be read or refused, and soon.

`python tests/read/fuzz.py --minutes 60` goes on for as long as asked, prints the slowest inputs and the peak of memory.
"""

from __future__ import annotations

import argparse
import io
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onrecord.read.formats import read_bytes
from onrecord.read.source import digest
from onrecord.terms import Document, Skipped

sys.path.insert(0, str(Path(__file__).parent))
from made import packed, pdf, seeds

LONGEST = 5.0  # seconds
TOKENS = (
    b"\0", b"\xff", b"<", b">", b'"', b"\n", b"\r\n\r\n", b"&", b"]]>", b"&b;", b"<p>", b"</p>", b"<blockquote>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<w:p>", b"<w:tc>", b"</t:p>", b"<b:table-cell>", b"<entry>", b"</item>",
    b"00:00:01,000 --> 00:00:02,000\n", b"-->", b"- ", b"ADA QUILL: ", b"<v Ada Quill>", b"From ", b"--B0\n",
    b"--B0--\n", b"Content-Type: multipart/mixed; boundary=B0\n\n", b"Content-Type: message/rfc822\n\n",
    b"Content-Length: 99\r\n",
    b"Content-Transfer-Encoding: base64\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n",
    b"Date: 99 Foo 9999 99:99\n", b"=?x?q?=41?=", b"WARC/1.0\r\n", b"\x1f\x8b\x08\0", b"PK\x03\x04", b"PK\x05\x06",
    b"{", b"[", b"\\ud800", b"9" * 30, b"%PDF-1.4", b"R", b"endobj", b"charset=utf-7", b"charset=\xff",
    b"\xef\xbb\xbf", b"\xfe\xff", b"\xe2\x80\x9c",
)  # fmt: skip


@st.composite
def broken(draw: st.DrawFn, seed: bytes) -> bytes:
    """Draw a file that began as the seed; of an archive sometimes a member is broken, and packed again."""
    if seed.startswith(b"PK") and draw(st.booleans()):
        with zipfile.ZipFile(io.BytesIO(seed)) as archive:
            members = {info.filename: archive.read(info) for info in archive.infolist()}
        name = draw(st.sampled_from(sorted(members)))
        return packed(members | {name: draw(broken(members[name]))})
    data = seed
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        new = draw(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=8), st.just(data[start:end] * 3)))
        how = draw(st.sampled_from(("in", "for", "cut", "flip")))
        if how == "in":
            data = data[:start] + new + data[start:]
        elif how == "for":
            data = data[:start] + new + data[end:]
        elif how == "cut":
            data = data[:start] if draw(st.booleans()) else data[:start] + data[end:]
        elif start < len(data):
            data = data[:start] + bytes([data[start] ^ (1 << draw(st.integers(0, 7)))]) + data[start + 1 :]
    return data


def check(data: bytes, name: str) -> float:
    """Read the bytes and check what comes of them; return how long it took, in seconds."""
    began = time.perf_counter()
    found = list(read_bytes(data, file=name, name=name))
    took = time.perf_counter() - began
    assert found, "neither read nor refused"
    for one in found:
        if isinstance(one, Skipped):
            assert "report" not in one.reason, one
            assert "\n" not in one.reason, one
        else:
            _check(one)
    return took


def _check(document: Document) -> None:
    size = len(document.text)
    document.text.encode("utf-8")
    assert document.sha256 == digest(document.original)
    for article in document.articles:
        for start, end in article.spans:
            assert 0 <= start < end <= size
        for part in article.parts:
            assert 0 <= part.span.start < part.span.end <= size, part
            assert part.by is None or 0 <= part.by.start < part.by.end <= size, part
        assert all(fact.value.strip() for fact in article.facts)
    for start, end, _ in document.places:
        assert 0 <= start < end <= size


def target(suffix: str, seed: bytes, examples: int, tell: Callable[[float, bytes], None]) -> Callable[[], None]:
    """Return the test of one format."""

    @settings(
        deadline=None, max_examples=examples, suppress_health_check=list(HealthCheck), database=None,
        phases=[Phase.generate, Phase.shrink],
    )  # fmt: skip
    @given(st.one_of(broken(seed), st.binary(max_size=200)), st.booleans())
    def run(data: bytes, named: bool) -> None:
        took = check(data, f"any{suffix}" if named else "any")
        tell(took, data)
        assert took < LONGEST, f"{took:.1f} s"

    return run


def main() -> None:
    """Fuzz every format in turn until the time is up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--only", help="a suffix, such as .docx")
    parser.add_argument("--seed", type=int, default=0, help="where to begin")
    wanted = parser.parse_args()
    until = time.monotonic() + 60 * wanted.minutes
    slowest: dict[str, tuple[float, bytes]] = {}
    counts: Counter[str] = Counter()
    whole = {".pdf": pdf(), **seeds()}
    faults: dict[str, int] = {}
    number = wanted.seed
    while time.monotonic() < until:
        for suffix, seed in whole.items():
            if wanted.only in (None, suffix) and time.monotonic() < until:

                def tell(took: float, data: bytes, suffix: str = suffix) -> None:
                    counts[suffix] += 1
                    slowest[suffix] = max(slowest.get(suffix, (0.0, b"")), (took, data))

                try:
                    hypothesis.seed(number)(target(suffix, seed, 100, tell))()
                except Exception as error:  # one fault must not hide the others
                    faults.setdefault(f"{suffix}: {error!s:.300}", number)
        number += 1
    for suffix, (took, data) in sorted(slowest.items(), key=lambda one: -one[1][0]):
        print(f"{suffix:10}{counts[suffix]:8} inputs, the slowest {took:6.2f} s, of {len(data)} bytes")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10  # KB on Linux
    worst = max(slowest.items(), key=lambda one: one[1][0])
    kept = Path(tempfile.gettempdir(), "onrecord-fuzz-slowest" + worst[0])
    kept.write_bytes(worst[1][1])
    print(f"{sum(counts.values())} inputs, seeds {wanted.seed} to {number - 1}, peak memory {peak} MB")
    print(f"the slowest is kept as {kept}")
    for fault, first in faults.items():
        print(f"FAULT with seed {first}, {fault}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
