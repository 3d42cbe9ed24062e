"""Writing the configuration file: what a person wrote in it, comments included, stays."""

import os
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex
from typing import Any

from clientlog.errors import ClientlogError, UsageError
from clientlog.store.files import make_folder, sync_folder


def set_values(path: Path, values: Mapping[str, Any]) -> None:
    """Set dotted keys and write the file whole; None takes a key away."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = path.read_text("utf-8") if path.exists() else ""
        document = tomlkit.parse(text.removeprefix("\ufeff"))
        for key, value in values.items():
            _set(document, key.split("."), value)
    except TOMLKitError as error:
        raise UsageError(f"{path}: {error}", "mend it with: clientlog config edit") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ClientlogError(f"{path} cannot be read: {error}") from None
    write_whole(path, tomlkit.dumps(document))


def _set(table: Any, names: list[str], value: Any) -> None:
    import tomlkit

    for name in names[:-1]:
        if name not in table:
            table[name] = tomlkit.table(is_super_table=True)
        table = table[name]
    if value is None:
        table.pop(names[-1], None)
    else:
        table[names[-1]] = value


def write_whole(path: Path, text: str) -> None:
    """Write to the side, sync, rename: the file is always the old one or the new one."""
    draft = path.with_name(f".{path.name}.{token_hex(4)}.new")
    try:
        make_folder(path.parent)
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise ClientlogError(f"{path} cannot be written: {error.strerror}") from None
