from __future__ import annotations

import subprocess
import sys
from pathlib import Path

WHILE_IT_RUNS = """
import sys
from onrecord.cli import main
sys.argv = ["onrecord", "extract", sys.argv[1]]
try:
    main()
finally:
    print(*sorted({"rich", "ssl", "urllib3", "http.client"} & set(sys.modules)), file=sys.stderr)
"""


def test_extracting_a_file_for_a_program_loads_neither_what_draws_tables_nor_what_fetches(tmp_path: Path) -> None:
    article = tmp_path / "mill.txt"
    article.write_text("The mill will close in May, said Ada Lund, who runs it.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WHILE_IT_RUNS, article], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert (done.returncode, done.stderr.strip()) == (0, "")
    assert '"speaker": "Ada Lund"' in done.stdout
