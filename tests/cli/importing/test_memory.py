"""`import json`: any size in bounded memory."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.cli.importing.test_journal import NOTE
from tests.journals import CLIENT, document

MIB = 1 << 20

MEASURE = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""A small process in between: memory of whoever starts a program counts as its own."""


def run(environment: dict[str, str], *arguments: str) -> int:
    """Run the installed program and return the most memory it took, in MiB."""
    program = shutil.which("clientlog", path=sysconfig.get_path("scripts"))
    assert program
    command = [sys.executable, "-c", MEASURE, program, *arguments]
    output = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return int(output.stdout) * 1024 // MIB


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units elsewhere")
def test_what_is_exported_is_taken_back_whatever_its_size(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """64 MB of notes, twice and into a second journal, in at most 120 MiB."""
    notes = [NOTE % (number, number, "x" * 999_000) for number in range(1, 65)]
    file, again = tmp_path / "journal.json", tmp_path / "again.json"
    file.write_text(document(CLIENT, *notes), "utf-8")
    second = {**environment, "CLIENTLOG_DB": str(tmp_path / "second.db")}
    for where, arguments in (
        (environment, ["import", "json", str(file)]),
        (environment, ["import", "json", str(file)]),
        (environment, ["export", "-o", str(again)]),
        (second, ["import", "json", str(again), "--dry-run"]),
        (second, ["import", "json", str(again)]),
    ):
        assert run(where, *arguments) <= 120, arguments
    assert again.stat().st_size > 63_000_000
