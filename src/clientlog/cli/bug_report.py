"""Write the details of a bug to a private file, without the value of any variable."""

import traceback
from pathlib import Path

from clientlog.clock import real_now
from clientlog.errors import ClientlogError
from clientlog.store.files import replace_file
from clientlog.store.paths import state_folder


def write_bug_report(error: Exception) -> Path | None:
    """Write where the error was raised, not its message, which may quote the journal."""
    path = state_folder() / f"bug-{real_now():%Y%m%d-%H%M%S}.txt"
    try:
        replace_file(path, "".join(_frames(error)).encode("utf-8", "backslashreplace"))
    except ClientlogError:
        return None
    return path


def _frames(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{type(error).__name__}\n"]
    lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}\n" for frame in frames]
    if error.__cause__:
        lines += ["caused by ", *_frames(error.__cause__)]
    return lines
