"""Packages whose modules are loaded when they are first used."""

import sys
from pathlib import Path

import pytest

from clientlog.lazy import load_on_use


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package with a module that works and one that misses something."""
    folder = tmp_path / "lazy_example"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "good.py").write_text("value = 3")
    (folder / "bad.py").write_text("import no_such_module")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("lazy_example", "lazy_example.good", "lazy_example.bad"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return "lazy_example"


def test_a_module_is_loaded_when_it_is_named(package: str) -> None:
    """Not before."""
    load = load_on_use(package)
    assert f"{package}.good" not in sys.modules
    assert load("good").value == 3


def test_a_name_that_is_no_module_is_no_attribute(package: str) -> None:
    """As Python itself says it."""
    with pytest.raises(AttributeError, match="lazy_example has no module other"):
        load_on_use(package)("other")


def test_a_module_that_misses_another_says_so(package: str) -> None:
    """What is missing is not the module itself."""
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        load_on_use(package)("bad")
