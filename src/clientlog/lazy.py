"""Packages whose modules are loaded when they are first used."""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType


def load_on_use(package: str) -> Callable[[str], ModuleType]:
    """Return a `__getattr__` for a package that loads its modules when they are first named.

    See https://peps.python.org/pep-0562/. What a command does not use is not loaded for it, and
    `package.module.function` needs no import inside a function.
    """

    def load(name: str) -> ModuleType:
        path = f"{package}.{name}"
        try:
            return import_module(path)
        except ModuleNotFoundError as error:
            if error.name != path:
                raise
            raise AttributeError(f"{package} has no module {name}") from error

    return load
