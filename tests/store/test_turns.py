"""Taking turns: who holds a record is told of, and one that was killed holds nothing."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from onrecord.store.schema import RecordError
from onrecord.store.turns import turn

HOLDER = """
import sys, time
from pathlib import Path
from onrecord.store.turns import turn
with turn(Path(sys.argv[1]), print):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    record = tmp_path / "town.record"
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(record)], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield record, process
        process.kill()


def test_who_comes_second_is_told_who_holds_it_and_goes_on_when_that_is_killed(holder):
    record, process = holder
    told = []

    def waiting(sentence):
        told.append(sentence)
        process.send_signal(signal.SIGKILL)

    with turn(record, waiting):
        pass
    (sentence,) = told
    assert sentence.startswith(f"process {process.pid} (since 20")
    assert sentence.endswith(f") is building {record}: waiting until that is done")
    assert list(record.parent.iterdir()) == []


def test_only_one_has_a_turn_at_any_moment(tmp_path):
    inside, most, done = 0, 0, []

    def work():
        nonlocal inside, most
        for _ in range(5):
            with turn(tmp_path / "town.record", lambda who: None):
                inside += 1
                most = max(most, inside)
                done.append(threading.get_ident())
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, len(done)) == (1, 20)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_left_locks_nothing(tmp_path):
    (tmp_path / "town.record-lock").write_text("nobody")
    told = []
    with turn(tmp_path / "town.record", told.append):
        assert (tmp_path / "town.record-lock").read_text().startswith(f"{os.getpid()} 20")
    assert told == []


def test_a_record_in_memory_needs_no_turn():
    with turn(None, print):
        pass


def test_where_no_lock_can_be_made_a_sentence_says_so(tmp_path):
    nowhere = turn(tmp_path / "nowhere" / "town.record", print)
    with (
        pytest.raises(RecordError, match=r"town.record cannot be written \(no such file or directory\): check"),
        nowhere,
    ):
        pass


def test_a_record_is_found_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with turn(Path("town.record"), print):
        assert (tmp_path / "town.record-lock").exists()
