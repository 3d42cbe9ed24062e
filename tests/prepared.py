"""Fixtures that prepare a journal once, and copy it for each further test."""

import inspect
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_FOLDERS = Path(tempfile.mkdtemp(prefix="clientlog-prepared-"))
"""What was prepared, a folder each; removed when the tests have ended."""

_prepared: dict[tuple[object, ...], tuple[Path, str | None]] = {}
"""The folder of each preparation, and the name of the argument that it returned."""


def remove_prepared() -> None:
    """Remove everything that was prepared by this process."""
    shutil.rmtree(_FOLDERS, ignore_errors=True)


def prepared_once(autouse: bool = False) -> Callable[[Callable[..., Any]], Any]:
    """Make a fixture of a function that fills the folder of the test, and is run only once.

    For the first test the function is run, and the folder is copied aside; each further test
    in the same environment gets that copy. The function returns nothing, or one of its arguments.
    """

    def make_fixture(prepare: Callable[..., Any]) -> Any:
        names = list(inspect.signature(prepare).parameters)

        @pytest.fixture(autouse=autouse, name=prepare.__name__)
        def prepared(
            request: pytest.FixtureRequest, tmp_path: Path, environment: dict[str, str]
        ) -> Any:
            arguments = {name: request.getfixturevalue(name) for name in names}
            surroundings = (
                (name, value.replace(str(tmp_path), "")) for name, value in environment.items()
            )
            key = (prepare.__module__, prepare.__name__, *sorted(surroundings))
            if key in _prepared:
                folder, returned = _prepared[key]
                shutil.copytree(folder, tmp_path, symlinks=True, dirs_exist_ok=True)
                return arguments[returned] if returned else None
            value = prepare(**arguments)
            returned = next((name for name in names if arguments[name] is value), None)
            assert value is None or returned, f"{prepare.__name__} returns what was not passed in"
            folder = _FOLDERS / str(len(_prepared))
            shutil.copytree(tmp_path, folder, symlinks=True)
            _prepared[key] = folder, returned
            return value

        return prepared

    return make_fixture
