"""Write the configuration file, and keep what the user wrote in it, including comments."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clientlog.errors import ClientlogError, UsageError
from clientlog.settings import SIZE_LIMIT
from clientlog.store.files import read_plain, replace_file


def set_values(path: Path, values: Mapping[str, Any]) -> None:
    """Set dotted keys and write the file atomically; None removes a key."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = read_plain(path, SIZE_LIMIT).decode() if os.path.lexists(path) else ""
        document = tomlkit.parse(text.removeprefix("\ufeff"))
        for key, value in values.items():
            _set(document, key.split("."), value)
    except TOMLKitError as error:
        raise UsageError(f"{path}: {error}", "mend it with: clientlog config edit") from None
    except UnicodeDecodeError as error:
        raise ClientlogError(f"{path} cannot be read: {error}") from None
    replace_file(path, tomlkit.dumps(document).encode())


def _set(table: Any, names: list[str], value: Any) -> None:
    import tomlkit

    for name in names[:-1]:
        if name not in table:
            table[name] = tomlkit.table()
        table = table[name]
    if value is None:
        table.pop(names[-1], None)
    else:
        table[names[-1]] = value
