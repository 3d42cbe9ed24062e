"""Named pipes with something in them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread


@contextmanager
def writing_to(pipe: Path, data: bytes) -> Iterator[None]:
    """Have the pipe open for writing already, and write these bytes to it."""
    # Opened for both, which waits for nobody; its own end for reading is closed with it.
    handle = os.open(pipe, os.O_RDWR)

    def write() -> None:
        with os.fdopen(handle, "wb") as file:
            file.write(data)

    writer = Thread(target=write)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    writer.start()
    writer.join()
    try:
        yield
    finally:
        os.close(reader)
