"""Writes the table of given names that mostly women or mostly men bear, from the package nomquamgender (MIT licence).

Its counts are of 36 sources on all continents (Van Buskirk, Clauset and Larremore, ICWSM 2023). A name is kept where at
least 92 of 100 bearers have one gender; one that both have is left out: nobody's gender is guessed from it.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

TABLE = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "extract" / "given_names.txt.gz"
SHARE = 0.92
SOURCES, BEARERS = 3, 8
"""In how many sources a name must stand, and how many bearers it must have in them."""


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", type=Path, help="name_data.json of nomquamgender 0.1.4")
    counted = json.loads(parser.parse_args().names.read_text("utf-8"))
    known = {
        name: share
        for name, (sources, bearers, share, *_) in counted.items()
        if sources >= SOURCES and bearers >= BEARERS and name.replace("-", "").isalpha() and len(name) > 1
    }
    feminine = sorted(name for name, share in known.items() if share >= SHARE)
    masculine = sorted(name for name, share in known.items() if share <= 1 - SHARE)
    lines = " ".join(feminine) + "\n" + " ".join(masculine) + "\n"
    TABLE.write_bytes(gzip.compress(lines.encode(), 9, mtime=0))
    print(
        f"{len(feminine)} feminine and {len(masculine)} masculine names in {TABLE.name}, {TABLE.stat().st_size} bytes"
    )


if __name__ == "__main__":
    main()
