"""The program, forked from a process that has loaded it: the same, but ten times as quick.

Of what is asked, a line of JSON each on standard input, the answer is a line on standard
output. It prepares and judges what is measured; `--forked` measures with it, too.
"""

import contextlib
import gc
import io
import json
import os
import pkgutil
import resource
import signal
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import clientlog


def serve() -> None:
    """Answer until nobody asks any more."""
    for module in pkgutil.walk_packages(clientlog.__path__, "clientlog."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    warm_up()
    gc.freeze()
    for line in sys.stdin:
        print(json.dumps(answer(**json.loads(line))), flush=True)


def warm_up() -> None:
    """Do once what every process would do again: mappings, statements, patterns."""
    from clientlog.cli.main import run_program

    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        os.environ |= {"CLIENTLOG_DB": f"{folder}/journal.db", "XDG_STATE_HOME": folder}
        for command in ("client add x", "note x y", "promise x y due:+3d", "done p1", "undo"):
            run_program(command.split())


def answer(
    arguments: list[str],
    environment: dict[str, str],
    memory: int,
    terminal: str,
    tracer: list[str],
) -> dict[str, Any]:
    """Run the program to its end, in a process of its own; `memory` in bytes, 0 for any.

    On a terminal, where one is named, what it prints is read from there. The tracer is attached
    before the program begins.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            os.setsid()
            if terminal:
                streams = (os.open(terminal, os.O_RDWR),) * 3
            else:
                streams = (os.open(os.devnull, os.O_RDONLY), out.fileno(), err.fileno())
            if tracer:
                os.kill(os.getpid(), signal.SIGSTOP)
            become(arguments, environment, memory, streams)
        tracing = attach(tracer, child) if tracer else None
        _, status = os.waitpid(child, 0)
        if tracing:
            tracing.wait()
        for file in (out, err):
            file.seek(0)
        said = [file.read().decode("utf-8", "replace") for file in (out, err)]
    return {"code": os.waitstatus_to_exitcode(status), "out": said[0], "err": said[1]}


def attach(tracer: list[str], child: int) -> "subprocess.Popen[bytes]":
    """Attach strace to a process that has stopped, and let it go on."""
    os.waitpid(child, os.WUNTRACED)
    tracing = subprocess.Popen(
        [*tracer, "-p", str(child)], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    state = Path(f"/proc/{child}/status")
    while "TracerPid:\t0\n" in state.read_text() and tracing.poll() is None:
        time.sleep(0.002)
    os.kill(child, signal.SIGCONT)
    return tracing


def become(
    arguments: list[str], environment: dict[str, str], memory: int, streams: tuple[int, int, int]
) -> None:
    """Be the program, as if it had been started with these arguments and streams."""
    from clientlog.cli.main import main

    for number, handle in enumerate(streams):
        os.dup2(handle, number)
    sys.stdin = os.fdopen(0)
    sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w", 1)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    if memory:
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    sys.argv = ["clientlog", *(os.fsdecode(os.fsencode(one)) for one in arguments)]
    main()


if __name__ == "__main__":
    serve()
